"""Events: what is said of how something stands, by whom, as of when, put in order."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from amana.canon import make_id
from amana.model import Event, Id, Item, Place, StatusReport, Time
from amana.weigh.counted import table

#: reports of one kind of event further apart than this tell of two. Set by thought: a ceasefire
#: is agreed, broken and resumed within days; a month later it is another
APART = timedelta(days=14)
#: metres that a town reaches at most; what is larger is a region or a country
LARGEST_TOWN_M = 50_000
METRES_OF_A_DEGREE = 111_000  #: of latitude, nearly
NEAR = 16  #: letters beside a place in which words for its part stand: the longest and a space
#: how often a report names the place that it tells of, at least, where the case does not know it.
#: Set by thought on our own reports, which name their city 4 times and more
LEAST_NAMED = 3


def events_of(items: Sequence[Item], claim_of: Mapping[Id, Id]) -> tuple[Event, ...]:
    """Return the events that the status reports of all items tell of, sorted by id.

    `claim_of`: the claim of each statement. Reports are grouped by what they tell of, the main
    place of their item, and time; those without a time go to the first group of their item, those
    without a place to the place of the others, if these have only one.
    """
    places = _joined({item.id: main_place(item) for item in items})
    kinds: dict[str, list[StatusReport]] = defaultdict(list)
    for item in items:
        for report in item.reports:
            kinds[report.what].append(report)
    found: list[Event] = []
    for what, reports in sorted(kinds.items()):
        named = {p.name: p for r in reports if (p := places.get(r.item)) is not None}
        alone = next(iter(named)) if len(named) == 1 else None
        by_place: dict[str, list[StatusReport]] = defaultdict(list)
        for report in reports:
            place = places.get(report.item)
            by_place[(place.name if place is not None else alone) or ""].append(report)
        for where in sorted(by_place):
            groups = _in_time(by_place[where])
            found.extend(_event(what, named.get(where), group, claim_of) for group in groups)
    return tuple(sorted(found, key=lambda event: event.id))


def _joined(places: Mapping[Id, Place | None]) -> dict[Id, Place | None]:
    """The place of each item; a part of a town that another item tells of is that town."""
    towns = sorted(
        (p for p in places.values() if p is not None and 0 < (p.radius_m or 0) <= LARGEST_TOWN_M),
        key=lambda p: (-(p.radius_m or 0), p.name or ""),
    )
    return {
        item: next((town for town in towns if place and _inside(place, town)), place)
        for item, place in places.items()
    }


def _inside(place: Place, town: Place) -> bool:
    """Whether the middle of a place lies in a town, on a plane: a town is small enough for it."""
    if None in {place.lat, place.lon, town.lat, town.lon} or town.radius_m is None:
        return False
    north = ((place.lat or 0.0) - (town.lat or 0.0)) * METRES_OF_A_DEGREE
    east = ((place.lon or 0.0) - (town.lon or 0.0)) * METRES_OF_A_DEGREE
    east *= math.cos(math.radians(town.lat or 0.0))
    smaller = (place.radius_m or 0) <= town.radius_m
    return smaller and north * north + east * east <= town.radius_m**2


def main_place(item: Item) -> Place | None:
    """Return the place that an item tells of: the one it names most, the first of several.

    None without a place that its case knows or that it names often: a word that happens to be a
    far-off town stands once or twice. Where somebody comes from ("from Paris") is not counted.
    """
    told = [place for place in item.places if place.name and not _is_origin(item.text, place)]
    named = Counter(place.name for place in told)
    sure = {
        place.name for place in told if place.source == "case" or named[place.name] >= LEAST_NAMED
    }
    if not sure:
        return None
    most = max(named[name] for name in sure)
    return next(p for p in told if p.name in sure and named[p.name] == most)


def _is_origin(text: str, place: Place) -> bool:
    """Whether the words around a place make it where somebody comes from."""
    words = table()["origin"]
    behind = text[place.span[1] : place.span[1] + NEAR].casefold()
    return stands_behind(text, place, words["before"]) or behind.startswith(tuple(words["after"]))


def stands_behind(text: str, place: Place, words: Sequence[str]) -> bool:
    """Return whether one of some words stands right before a place."""
    before = f" {text[max(0, place.span[0] - NEAR) : place.span[0]].casefold().rstrip()}"
    return before.endswith(tuple(f" {word}" for word in words))


def _in_time(reports: Sequence[StatusReport]) -> Iterator[list[StatusReport]]:
    """Yield the reports in groups without a long silence inside."""
    dated = sorted((r for r in reports if _when(r)), key=_order)
    groups: list[list[StatusReport]] = []
    for report in dated:
        if groups and _gap(groups[-1][-1], report) <= APART:
            groups[-1].append(report)
        else:
            groups.append([report])
    undated = [report for report in reports if not _when(report)]
    if undated and not groups:
        groups.append([])
    for report in undated:
        near = (g for g in groups if any(other.item == report.item for other in g))
        next(near, groups[0]).append(report)
    yield from groups


def _gap(a: StatusReport, b: StatusReport) -> timedelta:
    first, second = _when(a), _when(b)
    return second - first if first and second else timedelta(0)


def _when(report: StatusReport) -> datetime | None:
    """The moment a report speaks of: as of when, else when it was said."""
    for time in (report.as_of, report.said):
        if time is not None and time.earliest is not None:
            return time.earliest
    return None


def _order(report: StatusReport) -> tuple[bool, str, str, Id, tuple[int, int]]:
    """As of when, then when said, then item and place in it; what has no time comes last."""
    as_of = _when(report)
    said = report.said.earliest if report.said is not None else None
    return (
        as_of is None,
        _stamp(as_of),
        _stamp(said),
        report.item,
        report.span,
    )


def _stamp(moment: datetime | None) -> str:
    return f"{moment.timestamp():020.3f}" if moment is not None else "~"


def _event(
    what: str, place: Place | None, group: Sequence[StatusReport], claim_of: Mapping[Id, Id]
) -> Event:
    history = tuple(sorted(group, key=_order))
    told = (r.statement for r in history if r.statement is not None)
    claims = {claim_of[statement] for statement in told if statement in claim_of}
    first: Time | None = next((r.as_of for r in history if r.as_of and r.as_of.earliest), None)
    where = (place.name or "") if place is not None else ""
    return Event(
        id=make_id("event", [what, where, min(report.id for report in history)]),
        what=what,
        where=place,
        time=first,
        status_history=history,
        claims=tuple(sorted(claims)),
    )
