"""Cards and entries on pages of a bearable size, and where each of them went."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from amana.tell.cards import Card
from amana.tell.claims import ClaimEntry, GrowthEntry, VoiceEntry
from amana.tell.plates import PictureEntry
from amana.tell.quarrels import QuarrelEntry
from amana.tell.sections import Entry
from amana.tell.tongue import Lang

#: bytes of one page, all but its frame: with it, pages stay below 300 KB
MOST_BYTES = 220_000
#: bytes of the tags around one card: counted on rendered pages
AROUND_CARD = 900
#: bytes of the tags around one text of a card: likewise
AROUND_TEXT = 45

Body = Card | Entry | ClaimEntry | GrowthEntry | VoiceEntry | QuarrelEntry | PictureEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing on a page, in both languages, under a heading that it may share."""

    anchor: str
    bodies: Mapping[Lang, Body]
    anchors: tuple[str, ...] = ()  #: of what stands within it
    group: str | None = None  #: anchor of the heading
    headings: Mapping[Lang, Markup] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Blocks under one heading on one page."""

    group: str | None
    headings: Mapping[Lang, Markup] | None
    continued: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of a book."""

    book: str
    number: int
    of: int
    shelves: tuple[Shelf, ...]


def leaves(book: str, blocks: Iterable[Block]) -> tuple[Leaf, ...]:
    """Return the pages of a book; at least one, each within its size."""
    pages: list[list[Block]] = [[]]
    room = MOST_BYTES
    for block in blocks:
        weight = max(AROUND_CARD + weigh(body) for body in block.bodies.values())
        if weight > room and pages[-1]:
            pages.append([])
            room = MOST_BYTES
        pages[-1].append(block)
        room -= weight
    seen: set[str] = set()
    return tuple(
        Leaf(book=book, number=n, of=len(pages), shelves=tuple(_shelves(page, seen)))
        for n, page in enumerate(pages, start=1)
    )


def _shelves(blocks: list[Block], seen: set[str]) -> Iterator[Shelf]:
    at = 0
    while at < len(blocks):
        group, end = blocks[at].group, at
        while end < len(blocks) and blocks[end].group == group:
            end += 1
        yield Shelf(
            group=group,
            headings=blocks[at].headings,
            continued=group in seen,
            blocks=tuple(blocks[at:end]),
        )
        if group:
            seen.add(group)
        at = end


def weigh(value: object) -> int:
    """Return about how many bytes a card or an entry takes on its page: never too few."""
    if isinstance(value, str):
        return AROUND_TEXT + len(value.encode("utf-8", "replace"))
    if isinstance(value, tuple):
        return sum(map(weigh, value))
    names: Iterable[str] = getattr(value, "__dataclass_fields__", ())
    return sum(weigh(getattr(value, name)) for name in names)


def places(books: Iterable[tuple[Leaf, ...]]) -> dict[str, Leaf]:
    """Return for each anchor the page on which it stands."""
    found: dict[str, Leaf] = {}
    for leaf in (leaf for book in books for leaf in book):
        for shelf in leaf.shelves:
            if shelf.group:
                found.setdefault(shelf.group, leaf)
            for block in shelf.blocks:
                found.update(dict.fromkeys((block.anchor, *block.anchors), leaf))
    return found


def path(book: str, number: int, lang: Lang) -> str:
    """Return the file of a page: "timeline-2.ar.html"."""
    part = f"-{number}" if number > 1 else ""
    return f"{book}{part}{'.ar' if lang == 'ar' else ''}.html"
