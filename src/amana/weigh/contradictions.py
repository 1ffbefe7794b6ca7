"""Contradictions: figures that leave no number for both, states of an event that exclude another.

A later figure is an update, not a contradiction: the times at which both were said must meet.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from amana.model import (
    Amount,
    Contradiction,
    Event,
    Id,
    Link,
    Place,
    Reason,
    Statement,
    StatusReport,
    Time,
)
from amana.weigh import doers
from amana.weigh.counted import Thing, bounds, plain, table, thing_counted, widened
from amana.weigh.growth import Drift, general

#: states of one event that cannot hold at one time
EXCLUDE = {
    frozenset(pair)
    for pair in (
        ("agreed", "denied"), ("announced", "denied"), ("started", "denied"),
        ("completed", "denied"), ("resumed", "denied"), ("completed", "obstructed"),
        ("completed", "suspended"), ("resumed", "suspended"), ("resumed", "broken"),
    )
}  # fmt: skip
#: states that somebody excludes who denies them and says that the event goes on
DENIED = frozenset({"broken", "suspended"})
_DIFFERS = {
    "differing_number": "how_many",
    "differing_negation": "what",
}
#: a time no longer than this is a moment as of which something is counted. Set by thought: an
#: evening, not a day, within which a toll may rise
A_MOMENT = timedelta(hours=12)
A_DAY = timedelta(days=1)  #: said within that, an hour of no day is of that day. As one says it
_HOUR = re.compile(r"(?:XXXX-XX-XX)?T(\d\d):(\d\d)")  # TIMEX3: an hour of an unknown day
Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """An amount, where it stands and when it was said."""

    claim: Id
    statement: Statement
    amount: Amount
    thing: Thing


def contradictions(
    claim_of: Mapping[Id, Id],
    statements: Mapping[Id, Statement],
    links: Sequence[Link],
    events: Sequence[Event],
    published: Mapping[Id, Time],
    drifted: Mapping[Id, Drift] | None = None,
    page_of: Mapping[Id, Id] | None = None,
) -> dict[Id, tuple[Contradiction, ...]]:
    """Return, by claim, the claims that cannot be true together with it. Symmetric.

    `published`: the time of each item, for statements that do not say when they were made.
    `drifted`: figures that changed from mouth to mouth, which contradict nobody on that way.
    `page_of`: the original of each item: a post shown in a report is set beside its words.
    """
    times = {i: _said(statements[i], published) for i in claim_of}
    found: dict[Id, set[tuple[Id, str, str]]] = defaultdict(set)
    pairs = [
        *_of_amounts(claim_of, statements, times, drifted or {}),
        *_of_variants(claim_of, statements, links, times, drifted or {}, page_of or {}),
        *_of_events(claim_of, statements, events, times),
        *doers.blamed_apart(claim_of, statements, events),
    ]
    for a, b, facet, why in pairs:
        if a != b:
            found[a].add((b, facet, why))
            found[b].add((a, facet, why))
    return {
        claim: tuple(
            Contradiction(claim=other, facet=facet, why=why)
            for other, facet, why in sorted(_one_per_facet(known))
        )
        for claim, known in found.items()
    }


def _one_per_facet(known: set[tuple[Id, str, str]]) -> list[tuple[Id, str, str]]:
    """One reason for each claim and facet is enough."""
    return list(
        {(other, facet): (other, facet, why) for other, facet, why in sorted(known)}.values()
    )


def _of_amounts(
    claim_of: Mapping[Id, Id],
    statements: Mapping[Id, Statement],
    times: Mapping[Id, Interval | None],
    drifted: Mapping[Id, Drift],
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield the claims whose figures for the same thing at the same time cannot meet."""
    counted: dict[Thing, list[_Figure]] = defaultdict(list)
    for i in sorted(claim_of):
        for figure in _figures(statements[i], claim_of):
            counted[general(figure.thing)].append(figure)
    for figures in counted.values():
        dated = [(span, f) for f in figures if (span := times[f.statement.id]) is not None]
        for a, b in _meeting(dated):
            if a.claim == b.claim or not _same_matter(a, b) or _one_descent(a, b, drifted):
                continue
            words = sorted((a.amount.as_written, b.amount.as_written))
            if _denies(a) != _denies(b):
                if a.amount.low == b.amount.low and a.amount.high == b.amount.high:
                    why = f"“{words[0]}” and “{words[1]}”: one says so, the other denies it"
                    yield a.claim, b.claim, "how_many", why
            elif _no_number_fits(a, b) and not _denies(a):
                yield a.claim, b.claim, "how_many", _said_of_the_same(a, b)


def _denies(figure: _Figure) -> bool:
    return figure.statement.stance == "denies"


def _no_number_fits(a: _Figure, b: _Figure) -> bool:
    """Whether two figures exclude each other; of children, only too many for all people."""
    if a.thing.noun == b.thing.noun:
        return cannot_both(a.amount, b.amount)
    part, whole = (a, b) if widened(a.thing.noun) == b.thing.noun else (b, a)
    return widened(part.thing.noun) == whole.thing.noun and _ends_before(whole.amount, part.amount)


def cannot_both(a: Amount, b: Amount) -> bool:
    """Whether two figures leave no number that fits both: "12" and "30", not "over 10" and "12".

    "More than 50,000" and "50,000" are no contradiction: a round figure beside its bound.
    """
    return _ends_before(a, b) or _ends_before(b, a)


def _ends_before(a: Amount, b: Amount) -> bool:
    high, low = bounds(a)[1], bounds(b)[0]
    return high is not None and low is not None and high < low


def _said(statement: Statement, published: Mapping[Id, Time]) -> Interval | None:
    """When a statement was made; where nothing tells, when its report was published."""
    when = statement.said or published.get(statement.item)
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.earliest, when.latest)


def _meeting(dated: Sequence[tuple[Interval, _Figure]]) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield the pairs whose times overlap, by a sweep over their beginnings."""
    open_now: list[tuple[Interval, _Figure]] = []
    for span, figure in sorted(dated, key=lambda one: (one[0], one[1].statement.id)):
        open_now = [one for one in open_now if one[0][1] > span[0]]
        yield from ((other, figure) for _, other in open_now)
        open_now.append((span, figure))


def _same_matter(one: _Figure, other: _Figure) -> bool:
    """Whether two figures are of one thing: nothing says that days, places or voices part them.

    A voice that gives two figures in one report tells of two things. A figure that does not say
    what became of those counted must name the place, too: one bag here is no word on bags there.
    """
    a, b = one.statement, other.statement
    if _parted(a, b):
        return False
    placed = any(p.name for p in a.places) and any(p.name for p in b.places)
    return placed or bool(one.thing.state)


def _parted(a: Statement, b: Statement) -> bool:
    """Whether voice, day or place say that two statements are of two things."""
    if a.item == b.item and _voice(a) is not None and _voice(a) == _voice(b):
        return True
    days = [_hull(s.about) for s in (a, b)]
    if days[0] is not None and days[1] is not None and not _overlap(days[0], days[1]):
        return True
    places = [{p.name for p in s.places if p.name} for s in (a, b)]
    return all(places) and not (places[0] & places[1] or _near(a, b))


def _voice(statement: Statement) -> str | None:
    speaker = statement.speaker
    return None if speaker is None else speaker.person or speaker.name


def _near(a: Statement, b: Statement) -> bool:
    return any(_within(p, q) for p in a.places for q in b.places)


def _within(p: Place, q: Place) -> bool:
    """Whether one place may be the other: their points nearer than their radii, on a plane."""
    if None in {p.lat, p.lon, p.radius_m, q.lat, q.lon, q.radius_m}:
        return False
    degree = 111_000.0  # metres of one degree of latitude; of longitude less, which errs to near
    north = ((p.lat or 0.0) - (q.lat or 0.0)) * degree
    east = ((p.lon or 0.0) - (q.lon or 0.0)) * degree
    reach = (p.radius_m or 0) + (q.radius_m or 0)
    return north * north + east * east <= reach * reach


def _hull(times: Sequence[Time]) -> Interval | None:
    known = [(t.earliest, t.latest) for t in times if t.earliest and t.latest]
    if not known:
        return None
    return (min(start for start, _ in known), max(end for _, end in known))


def _overlap(a: Interval, b: Interval) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _one_descent(a: _Figure, b: _Figure, drifted: Mapping[Id, Drift]) -> bool:
    """Whether one figure is what became of the other, or of one that says the same as it."""
    one, other = drifted.get(a.statement.id), drifted.get(b.statement.id)
    if one is not None and other is not None and one.start == other.start:
        return True
    return (one is not None and (b.amount.low, b.amount.high) in one.before) or (
        other is not None and (a.amount.low, a.amount.high) in other.before
    )


def _of_variants(
    claim_of: Mapping[Id, Id],
    statements: Mapping[Id, Statement],
    links: Sequence[Link],
    times: Mapping[Id, Interval | None],
    drifted: Mapping[Id, Drift],
    page_of: Mapping[Id, Id],
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield the claims of the same words in which a figure or a "not" differs.

    Of two longer texts that overlap, a "not" may belong to what they do not share. What one report
    sets against the other is of one time, where it is told as over.
    """
    for link in links:
        if link.kind != "variant" or link.review == "rejected":
            continue
        if link.a not in claim_of or link.b not in claim_of:
            continue
        a, b = statements[link.a], statements[link.b]
        one, other = times[a.id], times[b.id]
        meet = _one_moment(a, b, one, other) or _may_meet(one, other)
        if not meet and not _set_against(a, b, page_of):
            continue
        ends = claim_of[a.id], claim_of[b.id]
        figures = _figures_alike(a, b, claim_of)
        apart = [pair for pair in figures if _no_number_fits(*pair)]
        if meet and apart and not any(_one_descent(x, y, drifted) for x, y in apart):
            yield *ends, "how_many", _said_of_the_same(*apart[0])
        for reason in link.reasons:
            counted = reason.signal == "differing_number" and a.amounts and b.amounts
            negated = reason.signal == "differing_negation"
            loose = negated and (link.relation == "merged" or not (meet or _is_past(reason)))
            if reason.signal in _DIFFERS and not loose and not counted and not apart:
                yield *ends, _DIFFERS[reason.signal], f"The same words, but {reason.detail}"


def _set_against(a: Statement, b: Statement, page_of: Mapping[Id, Id]) -> bool:
    """Whether one report has two voices speak of one matter: it sets one against the other."""
    pages = [page_of.get(s.item, s.item) for s in (a, b)]
    return pages[0] == pages[1] and _voice(a) != _voice(b) and not _parted(a, b)


def _is_past(reason: Reason) -> bool:
    """Whether a "not" is said of what is over: no later word makes that another state."""
    words = set(f"{plain(reason.left)} {plain(reason.right)}".split())
    return bool(words & set(table()["past"]["denied"]))


def _figures_alike(
    a: Statement, b: Statement, claim_of: Mapping[Id, Id]
) -> list[tuple[_Figure, _Figure]]:
    """The figures of two statements of the same words that count the same thing of one matter.

    One may leave unsaid what became of those counted: the words around are the same.
    """
    pairs = [(x, y) for x in _figures(a, claim_of) for y in _figures(b, claim_of)]
    return [
        (x, y)
        for x, y in pairs
        if general(x.thing)._replace(state="") == general(y.thing)._replace(state="")
        and (x.thing.state == y.thing.state or not (x.thing.state and y.thing.state))
        and not _parted(x.statement, y.statement)
    ]


def _figures(statement: Statement, claim_of: Mapping[Id, Id]) -> Iterator[_Figure]:
    for amount in statement.amounts:
        if (thing := thing_counted(amount)) is not None:
            yield _Figure(
                claim=claim_of[statement.id], statement=statement, amount=amount, thing=thing
            )


def _said_of_the_same(a: _Figure, b: _Figure) -> str:
    words = sorted((a.amount.as_written, b.amount.as_written))
    return f"“{words[0]}” and “{words[1]}” are said of the same, and no number fits both"


def _one_moment(a: Statement, b: Statement, one: Interval | None, other: Interval | None) -> bool:
    """Whether both say as of when: one hour or evening, whenever (`one`, `other`) they say so."""
    spans = [_hull(a.about) or _clock(a.about, one), _hull(b.about) or _clock(b.about, other)]
    if spans[0] is None or spans[1] is None or not _overlap(spans[0], spans[1]):
        return False
    return all(span is not None and span[1] - span[0] <= A_MOMENT for span in spans)


def _clock(about: Sequence[Time], said: Interval | None) -> Interval | None:
    """The minute that an hour without a day names: "noon", said on one day, is that day's."""
    hours = [match for time in about if (match := _HOUR.fullmatch(time.value))]
    if said is None or len(hours) != 1 or said[1] - said[0] > A_DAY:
        return None
    hour, minute = map(int, hours[0].groups())
    if hour >= A_DAY // timedelta(hours=1):
        return None
    start = said[0].replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (start, start + timedelta(minutes=1))


def _may_meet(one: Interval | None, other: Interval | None) -> bool:
    return one is None or other is None or _overlap(one, other)


def _of_events(
    claim_of: Mapping[Id, Id],
    statements: Mapping[Id, Statement],
    events: Sequence[Event],
    times: Mapping[Id, Interval | None],
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield the claims that give one event two states that exclude each other at one time."""
    for event in events:
        told = [
            (report, statements[i])
            for report in event.status_history
            if (i := report.statement) is not None and i in claim_of
        ]
        for n, (a, first) in enumerate(told):
            for b, second in told[n + 1 :]:
                held = [_held(a, first, times), _held(b, second, times)]
                if held[0] is None or held[1] is None or not _overlap(held[0], held[1]):
                    continue
                if _exclude(a, first, b, second):
                    why = (
                        f"{event.what}: “{a.as_written}” and “{b.as_written}” are said of one time"
                    )
                    yield claim_of[first.id], claim_of[second.id], "what", why


def _exclude(a: StatusReport, first: Statement, b: StatusReport, second: Statement) -> bool:
    """Whether two states exclude each other; who denies that it broke, says that it goes on."""
    if frozenset((a.status, b.status)) in EXCLUDE:
        return True
    return (_goes_on(a, first) and b.status in DENIED) or (
        _goes_on(b, second) and a.status in DENIED
    )


def _goes_on(report: StatusReport, statement: Statement) -> bool:
    return report.status == "started" and statement.stance == "denies"


def _held(
    report: StatusReport, statement: Statement, times: Mapping[Id, Interval | None]
) -> Interval | None:
    """When a state held: as of when, else when it was said.

    A denial without any time is of the day of its report; other states change within a day.
    """
    known = (t for t in (report.as_of, report.said) if t is not None)
    if (hull := next((h for t in known if (h := _hull([t])) is not None), None)) is not None:
        return hull
    denies = report.status == "denied" or statement.stance == "denies"
    return times[statement.id] if denies or statement.said is not None else None
