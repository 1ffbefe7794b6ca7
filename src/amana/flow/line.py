"""The line through the house: views are read, linked and weighed; lists come out, in order."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import cast

from amana.canon import from_line, to_line
from amana.case.folder import Case
from amana.case.history import last_decisions
from amana.case.items import item_of
from amana.case.order import Order
from amana.case.reviews import decided_links, lay_over, orphans
from amana.errors import Damaged, NoCase
from amana.flow.desk import Desk
from amana.flow.pictures import fingerprints
from amana.intake.languages import doubt
from amana.intake.pictures import Pictures
from amana.link.chains import chains
from amana.link.dates import propose_windows
from amana.link.fingerprints import Fingerprint
from amana.link.linking import grounds_of_words, link
from amana.link.outlets import outlets_of, with_outlets
from amana.link.pictured import pictured
from amana.link.same_claims import same_claims
from amana.link.unnamed import named_after_all
from amana.model import Id, Item, Link, Person, Problem, Reading, Statement, View, Window
from amana.read.places.gazetteer import GazetteerPlace, read_gazetteer
from amana.read.reading import read_view
from amana.weigh.weighing import weigh

ENOUGH_FOR_MANY = 150_000  #: characters from which more processes pay: some 4 s of reading in one
CHUNK = 16  #: views handed to a process at once

Lists = Mapping[str, Sequence[object]]
Made = dict[tuple[Id, str], Reading]  #: readings by view and by what else they rest on: see _key
Retold = tuple[str, Sequence[Link]]  #: links by words, after a digest of all that they rest on


def derive(case: Case, desk: Desk, *, until: str = "weighed", afresh: bool = False) -> None:
    """Make the index: all that follows from the views and decisions of a case.

    Views that were read before, by the same program with the same settings, are not read again
    unless all is wanted afresh. `until` is "read", "linked" or "weighed".
    """
    before = _Before({}, None, {}, ("", ())) if afresh else _made_before(case)
    reader, prints, retold = _Reader(case, desk, before), before.prints, before.retold
    views = case.history.views()
    readings, problems = _decided(case, views, reader.read_twice(views))
    items = _items(case, views, readings)
    statements = [one for reading in readings for one in reading.statements]
    lists: Lists = {"items": items, "statements": statements, "problems": problems}
    if until != "read":
        prints = fingerprints(case, views, desk, before.prints)
        with desk.waiting("linking"):
            linked, retold = _linked(case, views, readings, items, prints, before.retold)
            asked = _laid_open(linked, items)
            lists = {**lists, **linked, "problems": [*problems, *asked]}
    if until == "weighed":
        with desk.waiting("weighing"):
            lists = {**lists, **_weighed(case, lists)}
    with desk.waiting("writing the index"):
        ordered = Order(items, cast("Sequence[Statement]", lists["statements"])).sort(lists)
        lines = {view: to_line(prints[view]) for view in sorted(prints)}
        case.write_index(
            case.grounds(until, program()), ordered, reader.made, reader.windows, lines, retold
        )


@cache
def program() -> str:
    """Return the version of this program, with a digest of all that bears on what it derives."""
    digest = sha256()
    house = Path(__file__).parent.parent
    files = [path for room in ("lang", "intake", "read", "link", "weigh", "case", "flow")
             for path in sorted((house / room).rglob("*.*"))]  # fmt: skip
    for path in (house / "model.py", *files):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    digest.update(Pictures.VERSION.encode())  # pictures are decoded again to be compared
    return f"{version('amana')} {digest.hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class _Before:
    """What an earlier index spares us; nothing where it was made by another program."""

    made: Made
    windows: Mapping[Id, Window] | None  #: None where the log has grown since
    prints: Mapping[Id, Fingerprint]
    retold: Retold


def _made_before(case: Case) -> _Before:
    now = case.grounds("", program())
    try:
        with case.index() as index:
            then = index.grounds
            if (then.program, then.reading) == (now.program, now.reading):
                same_log = (then.size, then.root) == (now.size, now.root)
                prints = {
                    view: from_line(line, Fingerprint) for view, line in index.prints().items()
                }
                windows = index.windows() if same_log else None
                return _Before(index.readings(), windows, prints, index.retold())
    except (NoCase, Damaged):
        pass
    return _Before({}, None, {}, ("", ()))


class _Reader:
    """Reads views, in several processes where there are many, and remembers what it read."""

    def __init__(self, case: Case, desk: Desk, before: _Before) -> None:
        self._zone = case.zone
        self._gazetteer = read_gazetteer(case.gazetteer)
        self._desk = desk
        self._known = dict(before.made)
        self._windows = before.windows
        self.made: Made = {}

    @property
    def windows(self) -> Mapping[Id, Window]:
        """The windows that other reports gave to views."""
        return self._windows or {}

    def read_twice(self, views: Sequence[View]) -> list[Reading]:
        """Return a reading of each view, the second time with the window that others gave it."""
        first = self._read([(view, None) for view in views])
        with self._desk.waiting("dating"):
            by_id = {view.id: view for view in views}
            known = self._windows
            windows = propose_windows(first, views=by_id) if known is None else known
        self._windows = windows
        again = self._read([(view, windows[view.id]) for view in views if view.id in windows])
        second = {reading.view: reading for reading in again}
        return [second.get(reading.view, reading) for reading in first]

    def _read(self, jobs: Sequence[tuple[View, Window | None]]) -> list[Reading]:
        keys = [(view.id, _key(view, window)) for view, window in jobs]
        new = {key: job for key, job in zip(keys, jobs, strict=True) if key not in self._known}
        for key, reading in zip(new, self._readings(list(new.values())), strict=True):
            self._known[key] = reading
        self.made.update((key, self._known[key]) for key in keys)
        return [self._known[key] for key in keys]

    def _readings(self, jobs: Sequence[tuple[View, Window | None]]) -> Iterator[Reading]:
        work = [(view, window, self._zone, self._gazetteer) for view, window in jobs]
        many = sum(len(view.text) for view, _ in jobs) >= ENOUGH_FOR_MANY
        if not many or self._desk.processors == 1:
            yield from map(_read_one, self._desk.progress("reading", work, len(work)))
            return
        with ProcessPoolExecutor(self._desk.processors, get_context("spawn")) as pool:
            done = pool.map(_read_one, work, chunksize=CHUNK)
            yield from self._desk.progress("reading", done, len(work))


def _read_one(work: tuple[View, Window | None, tzinfo, Sequence[GazetteerPlace]]) -> Reading:
    view, window, zone, gazetteer = work
    return read_view(view, zone=zone, window=window, gazetteer=gazetteer)


def _key(view: View, window: Window | None) -> str:
    """With what a view was read: the window, and what its container or its keeper says of it."""
    return sha256(to_line((window, replace(view, text="")))).hexdigest()


def _decided(
    case: Case, views: Sequence[View], readings: Sequence[Reading]
) -> tuple[list[Reading], list[Problem]]:
    """The readings with people's decisions laid over, and every problem so far."""
    decisions = last_decisions(case.history.decisions)
    problems = case.history.problems()
    laid = []
    for view, reading in zip(views, readings, strict=True):
        decided, differing = lay_over(reading, decisions)
        laid.append(decided)
        strange = doubt(view.text, view.file)
        problems += [*reading.problems, *([strange] if strange else ()), *differing]
    return laid, list(dict.fromkeys(problems))


def _items(case: Case, views: Sequence[View], readings: Sequence[Reading]) -> list[Item]:
    originals = case.history.originals
    return [
        item_of(view, reading, originals[view.original], case.zone)
        for view, reading in zip(views, readings, strict=True)
    ]


def _linked(
    case: Case,
    views: Sequence[View],
    readings: Sequence[Reading],
    items: Sequence[Item],
    prints: Mapping[Id, Fingerprint],
    before: Retold,
) -> tuple[Lists, Retold]:
    """Links, people and pictures; the statements with their people; rejected ones take no part."""
    decisions = case.history.decisions
    rejected = [one for reading in readings for one in reading.statements if not _counts(one)]
    counting = [
        replace(reading, statements=tuple(filter(_counts, reading.statements)))
        for reading in readings
    ]
    read = [statement for reading in counting for statement in reading.statements]
    counting = with_outlets(counting, outlets_of(items, read))
    rests_on = grounds_of_words(counting)
    linked = link(
        counting,
        views={view.id: view for view in views},
        decisions=decisions,
        retold=before[1] if before[0] == rests_on else (),
        parties=dict(case.settings.parties),
    )
    chained = chains(items, linked.statements, outlets_of(items, linked.statements), linked.links)
    agreeing = same_claims(linked.statements, items, (*linked.links, *chained))
    lost = orphans(last_decisions(decisions), {view.id for view in views})
    statements = (*linked.statements, *rejected, *lost)
    by_item = {view.item: prints[view.id] for view in views if view.id in prints}
    media, copies = pictured(items, by_item, linked.media, decisions)
    there = {one.id for one in statements} | {item.id for item in items}
    lists: Lists = {
        "statements": statements,
        "links": decided_links((*linked.links, *chained, *agreeing, *copies), decisions, there),
        "people": linked.people,
        "media": media,
    }
    return lists, (rests_on, linked.retold)


def _laid_open(linked: Lists, items: Sequence[Item]) -> tuple[Problem, ...]:
    return named_after_all(
        cast("Sequence[Statement]", linked["statements"]),
        items,
        cast("Sequence[Link]", linked["links"]),
    )


def _counts(statement: Statement) -> bool:
    """Whether a statement takes part: a rejected one does not, nor one of a view that is gone."""
    return statement.review not in {"rejected", "orphaned"}


def _weighed(case: Case, lists: Lists) -> Lists:
    statements = [one for one in cast("Sequence[Statement]", lists["statements"]) if _counts(one)]
    outlets = outlets_of(cast("Sequence[Item]", lists["items"]), statements)
    weighed = weigh(
        statements=statements,
        links=cast("Sequence[Link]", lists["links"]),
        people=cast("Sequence[Person]", lists["people"]),
        items=cast("Sequence[Item]", lists["items"]),
        decisions=case.history.decisions,
        outlets=outlets.by_name,
        publishers=outlets.by_item,
    )
    return {"claims": weighed.claims, "origins": weighed.origins, "events": weighed.events}
