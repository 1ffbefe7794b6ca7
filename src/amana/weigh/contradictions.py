"""Contradictions: figures that cannot both be true, and states of an event that exclude each other.

A later figure is an update, not a contradiction: the times at which both were said must meet.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from amana.model import Amount, Contradiction, Event, Id, Link, Place, Statement, StatusReport, Time

#: states of one event that cannot hold at one time
EXCLUDE = {
    frozenset(pair)
    for pair in (
        ("agreed", "denied"), ("announced", "denied"), ("started", "denied"),
        ("completed", "denied"), ("resumed", "denied"), ("completed", "obstructed"),
        ("completed", "suspended"), ("resumed", "suspended"), ("resumed", "broken"),
    )
}  # fmt: skip
_DIFFERS = {
    "differing_number": "how_many",
    "differing_negation": "what",
}
Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """An amount, where it stands and when it was said."""

    claim: Id
    statement: Statement
    amount: Amount


def contradictions(
    claim_of: Mapping[Id, Id],
    statements: Mapping[Id, Statement],
    links: Sequence[Link],
    events: Sequence[Event],
    published: Mapping[Id, Time],
) -> dict[Id, tuple[Contradiction, ...]]:
    """Return, by claim, the claims that cannot be true together with it. Symmetric.

    `published`: the time of each item, for statements that do not say when they were made.
    """
    times = {i: _said(statements[i], published) for i in claim_of}
    found: dict[Id, set[tuple[Id, str, str]]] = defaultdict(set)
    pairs = [
        *_of_amounts(claim_of, statements, times),
        *_of_variants(claim_of, links, times),
        *_of_events(claim_of, events),
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
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield the claims whose figures for the same thing at the same time cannot meet."""
    counted: dict[tuple[str, str, str], list[_Figure]] = defaultdict(list)
    for i in sorted(claim_of):
        for amount in statements[i].amounts:
            if (key := thing_counted(amount)) is not None:
                figure = _Figure(claim=claim_of[i], statement=statements[i], amount=amount)
                counted[key].append(figure)
    for figures in counted.values():
        dated = [(span, f) for f in figures if (span := times[f.statement.id]) is not None]
        for a, b in _meeting(dated):
            same = a.claim != b.claim and _same_matter(a.statement, b.statement)
            if same and cannot_both(a.amount, b.amount):
                words = sorted((a.amount.as_written, b.amount.as_written))
                why = f"“{words[0]}” and “{words[1]}” cannot both be"
                yield a.claim, b.claim, "how_many", why


def thing_counted(amount: Amount) -> tuple[str, str, str] | None:
    """Return what is counted and in which state, None where the text does not say."""
    if amount.negated or amount.part_of is not None or not (amount.of or amount.state):
        return None
    of = " ".join((amount.of or "").casefold().split())
    return (of.removesuffix("s") if of.isascii() else of, amount.state or "", amount.unit or "")


def cannot_both(a: Amount, b: Amount) -> bool:
    """Whether two figures leave no number that fits both: "12" and "30", not "over 10" and "12".

    "More than 50,000" and "50,000" are no contradiction: a round figure beside its bound.
    """
    return _ends_before(a, b) or _ends_before(b, a)


def _ends_before(a: Amount, b: Amount) -> bool:
    high, low = a.high, b.low
    return isinstance(high, Decimal) and isinstance(low, Decimal) and high < low


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


def _same_matter(a: Statement, b: Statement) -> bool:
    """Whether nothing says that two statements tell of different days or places."""
    days = [_hull(s.about) for s in (a, b)]
    if days[0] is not None and days[1] is not None and not _overlap(days[0], days[1]):
        return False
    places = [{p.name for p in s.places if p.name} for s in (a, b)]
    return not (places[0] and places[1]) or bool(places[0] & places[1]) or _near(a, b)


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


def _of_variants(
    claim_of: Mapping[Id, Id], links: Sequence[Link], times: Mapping[Id, Interval | None]
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield the claims of the same words in which a figure or a "not" differs."""
    for link in links:
        if link.kind != "variant" or link.review == "rejected":
            continue
        if link.a not in claim_of or link.b not in claim_of:
            continue
        one, other = times[link.a], times[link.b]
        if one is not None and other is not None and not _overlap(one, other):
            continue
        for reason in link.reasons:
            if reason.signal in _DIFFERS:
                why = f"The same words, but {reason.detail}"
                yield claim_of[link.a], claim_of[link.b], _DIFFERS[reason.signal], why


def _of_events(
    claim_of: Mapping[Id, Id], events: Sequence[Event]
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield the claims that give one event two states that exclude each other."""
    for event in events:
        told = [r for r in event.status_history if r.statement in claim_of]
        for n, a in enumerate(told):
            for b in told[n + 1 :]:
                if a.statement and b.statement and _exclude(a, b):
                    why = f"{event.what}: “{a.as_written}” and “{b.as_written}” at one time"
                    yield claim_of[a.statement], claim_of[b.statement], "what", why


def _exclude(a: StatusReport, b: StatusReport) -> bool:
    if frozenset((a.status, b.status)) not in EXCLUDE:
        return False
    times = [_hull([t for t in (r.as_of or r.said,) if t is not None]) for r in (a, b)]
    return times[0] is not None and times[1] is not None and _overlap(times[0], times[1])
