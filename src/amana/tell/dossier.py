"""The whole dossier as pages: built once, in two languages, checked before it leaves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from amana.model import Dossier, Id, Statement
from amana.tell.cards import Cards
from amana.tell.claims import SHELVES, Claims
from amana.tell.clock import Day, day_of, spelled_day
from amana.tell.desk import Desk
from amana.tell.front import day_anchor, front
from amana.tell.leaks import refuse_leaks, refuse_told_pictures
from amana.tell.pages import BOOKS, Frame, render, style
from amana.tell.plates import Gallery, Plates
from amana.tell.sections import Sections
from amana.tell.shelves import Block, Leaf, leaves, path, places
from amana.tell.tongue import LANGS, Lang

Days = tuple[tuple[Day | None, tuple[Id, ...]], ...]


def pages(dossier: Dossier, *, outside_id: Callable[[Id], str]) -> dict[str, bytes]:
    """Return the pages of a dossier by their path, `index.html` first: pure, release-grade.

    `outside_id` turns an internal id into the one that is shown. Raises Refused where a page
    would show a hidden name or an internal id after all: a fault of ours, and nothing is made.
    """
    desk = Desk(_without_rejected(dossier), outside_id)
    plates = Plates(desk)
    sections = {lang: Sections(Cards(desk, lang), plates) for lang in LANGS}
    quarrels = {lang: one.quarrels for lang, one in sections.items()}
    claims = {lang: Claims(one.cards, quarrels[lang]) for lang, one in sections.items()}
    galleries = {lang: Gallery(one.cards, plates) for lang, one in sections.items()}
    days = _days(desk)
    books = {
        "timeline": leaves("timeline", _timeline(sections, days)),
        "claims": leaves("claims", _claims(claims)),
        "pictures": leaves("pictures", _both({k: v.entries() for k, v in galleries.items()})),
        **{
            book: leaves(book, _both({k: getattr(v, book)() for k, v in sections.items()}))
            for book in ("standing", "people", "reports", "problems")
        },
    }
    shown = tuple(
        book
        for book in BOOKS
        if book not in books or book == "timeline" or any(leaf.shelves for leaf in books[book])
    )
    where = places(books.values())
    single = {book: (Leaf(book=book, number=1, of=1, shelves=()),) for book in ("index", "method")}
    frames = {
        lang: Frame(
            tongue=one.tongue,
            front=front(one, quarrels[lang], days),
            books=shown,
            zone=dossier.zone,
            places=where,
        )
        for lang, one in sections.items()
    }
    made: dict[str, bytes] = {}
    for book in shown:
        for lang in LANGS:
            for leaf in (single | books)[book]:
                made[path(book, leaf.number, lang)] = render(frames[lang], leaf)
    refuse_leaks(made, desk)
    pictures = plates.files()
    refuse_told_pictures(pictures)
    return {**made, "style.css": style(), **pictures}


def _without_rejected(dossier: Dossier) -> Dossier:
    """What a person has rejected is not told."""
    return replace(
        dossier,
        statements=tuple(s for s in dossier.statements if s.review != "rejected"),
    )


def _days(desk: Desk) -> Days:
    """The statements of each day in order; ranges after the day they begin; undated last."""
    by_day: dict[Day | None, list[Statement]] = {}
    for statement in desk.dossier.statements:
        by_day.setdefault(day_of(statement.said, desk.zone), []).append(statement)

    def moment(statement: Statement) -> tuple[float, int]:
        said = statement.said
        at = (said.earliest or said.latest) if said else None
        return (at.timestamp() if at else 0.0, desk.rank[statement.id])

    dated = sorted(day for day in by_day if day)
    order: list[Day | None] = [*dated, None] if None in by_day else [*dated]
    return tuple((day, tuple(s.id for s in sorted(by_day[day], key=moment))) for day in order)


def _timeline(sections: dict[Lang, Sections], days: Days) -> Iterator[Block]:
    desk = sections["en"].desk
    for day, ids in days:
        headings = {
            lang: spelled_day(day, one.tongue) if day else one.tongue.say("time.undated")
            for lang, one in sections.items()
        }
        for sid in ids:
            statement = desk.statements[sid]
            yield Block(
                anchor=desk.anchor("s", sid),
                bodies={lang: one.cards.card(statement) for lang, one in sections.items()},
                group=day_anchor(day),
                headings=headings,
            )


def _claims(claims: dict[Lang, Claims]) -> Iterator[Block]:
    """Figures that grew, circles and quarrels first; at the end what was said but once."""
    yield from _grouped("growths", claims, {k: list(v.growths()) for k, v in claims.items()})
    made = {lang: one.entries() for lang, one in claims.items()}
    for shelf in SHELVES:
        on_it = {k: [one for one in v if one.shelf == shelf] for k, v in made.items()}
        if shelf == "single":
            once = {k: list(claims[k].once(v)) for k, v in on_it.items()}
            yield from _grouped(shelf, claims, once)
            continue
        yield from _grouped(shelf, claims, on_it)
        if shelf == "circular":
            contested = {k: list(v.quarrels.entries) for k, v in claims.items()}
            yield from _grouped("contested", claims, contested)


def _grouped(
    shelf: str, claims: dict[Lang, Claims], made: Mapping[Lang, list[Any]]
) -> Iterator[Block]:
    headings = {lang: one.tongue.say(f"claims.{shelf}") for lang, one in claims.items()}
    for block in _both(made):
        yield replace(block, group=f"shelf-{shelf}", headings=headings)


def _both(made: Mapping[Lang, Iterable[Any]]) -> Iterator[Block]:
    """What was made in both languages, side by side."""
    for english, arabic in zip(made["en"], made["ar"], strict=True):
        within = getattr(english, "anchors", ())
        yield Block(anchor=english.anchor, anchors=within, bodies={"en": english, "ar": arabic})
