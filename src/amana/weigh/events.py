"""Events: what is said of how something stands, by whom, as of when, put in order."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from amana.canon import make_id
from amana.model import Event, Id, Item, Place, StatusReport, Time

#: reports of one kind of event further apart than this tell of two. Set by thought: a ceasefire
#: is agreed, broken and resumed within days; a month later it is another
APART = timedelta(days=14)


def events_of(items: Sequence[Item], claim_of: Mapping[Id, Id]) -> tuple[Event, ...]:
    """Return the events that the status reports of all items tell of, sorted by id.

    `claim_of`: the claim of each statement. Reports are grouped by what they tell of, the place
    their items name most, and time; those without a time go to the first group of their item.
    """
    places = {item.id: main_place(item) for item in items}
    kinds: dict[tuple[str, str], list[StatusReport]] = defaultdict(list)
    for item in items:
        place = places[item.id]
        for report in item.reports:
            kinds[report.what, (place.name or "") if place else ""].append(report)
    found: list[Event] = []
    for (what, where), reports in sorted(kinds.items()):
        place = next((p for p in places.values() if p and p.name == where), None)
        found.extend(_event(what, place, group, claim_of) for group in _in_time(reports))
    return tuple(sorted(found, key=lambda event: event.id))


def main_place(item: Item) -> Place | None:
    """Return the place that an item names most, the first of several; None without a known one."""
    named = Counter(place.name for place in item.places if place.name)
    if not named:
        return None
    most = max(named.values())
    return next(p for p in item.places if p.name and named[p.name] == most)


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
