"""Growing figures: what became of a number as it went from mouth to mouth.

A figure is followed along what says who took it from whom. Not followed: what one source said
again later (a toll that rises), what another voice says by itself (a contradiction), what is told
of another day, what counts something else.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from amana.canon import make_id
from amana.model import Amount, Growth, Id, Item, Link, Speaker, Statement, Step, Time, Voice
from amana.weigh.counted import Thing, thing_counted, widened
from amana.weigh.order import is_before

LEAST_STEPS = 2  #: a figure that stayed as it was has not grown
#: links by words and by source along which a figure travels
CARRIERS = {"takes_from", "retells", "variant", "translates"}


Bounds = tuple[Decimal | None, Decimal | None]


class _Telling(NamedTuple):
    """One figure in one statement."""

    statement: Id
    thing: Thing
    amount: Amount


def growths(
    statements: Sequence[Statement],
    items: Sequence[Item],
    links: Sequence[Link],
) -> tuple[Growth, ...]:
    """Return the figures that changed on the way, sorted by id, the first-hand step first.

    Each step was taken from the one before and differs from it in figure, bound or hedge.
    """
    known = {s.id: s for s in statements if s.review not in {"rejected", "orphaned"}}
    tellings = {i: list(_tellings(known[i])) for i in sorted(known)}
    parents = _parents(known, tellings, items, links)
    found: dict[Id, Growth] = {}
    for path in _paths(parents):
        steps = _changed(path)
        if len(steps) >= LEAST_STEPS:
            growth = _growth(steps)
            found[growth.id] = growth
    return tuple(found[i] for i in sorted(_longest(found)))


class Drift(NamedTuple):
    """What a figure was before it came to a statement."""

    start: Id  #: the statement in which it began
    before: frozenset[Bounds]  #: every figure on the way


def drifts(
    statements: Sequence[Statement], items: Sequence[Item], links: Sequence[Link]
) -> dict[Id, Drift]:
    """Return, by statement, how its figure came down: the first step's own, too.

    Two figures of one descent are no contradiction of two sources: there is one, and what was made
    of it; nor does whoever confirms the first figure contradict the last.
    """
    found: dict[Id, Drift] = {}
    for growth in growths(statements, items, links):
        start = growth.steps[0].statement
        before: frozenset[Bounds] = frozenset()
        for step in growth.steps:
            found.setdefault(step.statement, Drift(start, before))
            before |= {(step.amount.low, step.amount.high)}
    return found


def _order(telling: _Telling) -> tuple[Id, tuple[int, int]]:
    return (telling.statement, telling.amount.span)


def _tellings(statement: Statement) -> Iterator[_Telling]:
    if statement.stance in {"denies", "asks"}:
        return
    for amount in statement.amounts:
        thing = thing_counted(amount)
        if thing is not None and not amount.low == amount.high == 1:
            yield _Telling(statement.id, general(thing), amount)


def general(thing: Thing) -> Thing:
    """Return a thing under its widest name: killed civilians are killed people."""
    return thing._replace(noun=widened(thing.noun) or thing.noun)


# --- from whom ---------------------------------------------------------------------------


def _parents(
    known: Mapping[Id, Statement],
    tellings: Mapping[Id, Sequence[_Telling]],
    items: Sequence[Item],
    links: Sequence[Link],
) -> dict[_Telling, _Telling]:
    """For each figure that was taken over, the one that it most likely was taken from."""
    published = {item.id: item.published for item in items if item.published is not None}
    offers: dict[_Telling, list[tuple[float, Id, _Telling]]] = defaultdict(list)
    for link in links:
        if link.kind not in CARRIERS or link.review == "rejected":
            continue
        if link.a not in known or link.b not in known:
            continue
        way = _way(link, known, published)
        if way is None:
            continue
        for taken in tellings[way[1]]:
            for source in tellings[way[0]]:
                if taken.thing == source.thing and _one_time(known[way[0]], known[way[1]]):
                    rank = 1.0 if link.kind == "takes_from" else 0.0
                    offers[taken].append((-rank - link.score, source.statement, source))
    for source, taken in _in_anothers_mouth(known, tellings, published):
        offers[taken].append((0.0, source.statement, source))
    return {
        taken: min(found, key=lambda one: (one[:2], one[2].amount.span))[2]
        for taken, found in offers.items()
    }


def _way(
    link: Link, known: Mapping[Id, Statement], published: Mapping[Id, Time]
) -> tuple[Id, Id] | None:
    """From whom to whom a link leads, by itself or by time; None for one source's own update."""
    a, b = known[link.a], known[link.b]
    if link.kind != "takes_from" and ((_is_own(a) and _is_own(b)) or _are_two_voices(a, b)):
        return None
    if link.direction != "unknown" and link.kind != "variant":
        return (link.a, link.b) if link.direction == "a_to_b" else (link.b, link.a)
    if _is_own(a) != _is_own(b):
        return (link.a, link.b) if _is_own(a) else (link.b, link.a)
    before = is_before(a, b, published)
    if before is None:
        return None
    return (link.a, link.b) if before else (link.b, link.a)


def _are_two_voices(a: Statement, b: Statement) -> bool:
    """Whether each has a voice of its own and neither names the other's: the words alone meet."""
    one, other = a.speaker, b.speaker
    if one is None or other is None or "outlet" in {one.kind, other.kind}:
        return False
    heard = [{key for voice in (s.speaker, *s.via) for key in _keys(voice)} for s in (a, b)]
    return not heard[0] & heard[1]


def _keys(voice: Voice | Speaker | None) -> set[str]:
    """By what a voice is known: its person and its name."""
    return {key for key in (voice.person, voice.name) if key} if voice is not None else set()


def _is_own(statement: Statement) -> bool:
    """Whether somebody speaks for themselves, no outlet between."""
    return statement.basis in {"firsthand", "document"} and statement.kind == "direct"


def _in_anothers_mouth(
    known: Mapping[Id, Statement],
    tellings: Mapping[Id, Sequence[_Telling]],
    published: Mapping[Id, Time],
) -> Iterator[tuple[_Telling, _Telling]]:
    """Yield (own, retold): what a person said in their own words, and what a report made of it."""
    own: dict[tuple[Id, Thing], list[_Telling]] = defaultdict(list)
    for i in sorted(tellings):
        person = _person(known[i])
        if person is not None and _is_own(known[i]):
            for telling in tellings[i]:
                own[person, telling.thing].append(telling)
    for i in sorted(tellings):
        person = _person(known[i])
        if person is None or known[i].kind != "indirect":
            continue
        for telling in tellings[i]:
            for source in own.get((person, telling.thing), ()):
                one, other = known[source.statement], known[i]
                if (
                    one.item != other.item
                    and _one_time(one, other)
                    and _may_follow(_when(one, published), _when(other, published))
                ):
                    yield source, telling


def _person(statement: Statement) -> Id | None:
    speaker = statement.speaker
    return speaker.person if speaker is not None and speaker.kind == "person" else None


def _when(statement: Statement, published: Mapping[Id, Time]) -> datetime | None:
    said = statement.said.earliest if statement.said is not None else None
    report = published.get(statement.item)
    return said or (report.earliest if report is not None else None)


def _may_follow(first: datetime | None, second: datetime | None) -> bool:
    return first is None or second is None or first.date() <= second.date()


def _one_time(a: Statement, b: Statement) -> bool:
    """Whether two may tell of one day: other days are other counts."""
    spans = [_hull(s.about) for s in (a, b)]
    if spans[0] is None or spans[1] is None:
        return True
    return spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]


def _hull(times: Sequence[Time]) -> tuple[datetime, datetime] | None:
    known = [(t.earliest, t.latest) for t in times if t.earliest and t.latest]
    if not known:
        return None
    return (min(start for start, _ in known), max(end for _, end in known))


# --- steps -------------------------------------------------------------------------------


def _paths(parents: Mapping[_Telling, _Telling]) -> Iterator[tuple[_Telling, ...]]:
    """Yield the way to every figure that nobody took over, and once round every circle."""
    passed = set(parents.values())
    seen: set[_Telling] = set()
    ends = sorted((one for one in parents if one not in passed), key=_order)
    for end in (*ends, *sorted(parents, key=_order)):
        if end in seen and end in passed:
            continue
        path = [end]
        while (source := parents.get(path[-1])) is not None and source not in path:
            path.append(source)
        seen.update(path)
        if len(path) >= LEAST_STEPS and (end not in passed or source is not None):
            yield tuple(reversed(path))


def _changed(path: Sequence[_Telling]) -> list[_Telling]:
    """The steps at which the figure became another; the first as it began."""
    steps = list(path[:1])
    for telling in path[1:]:
        if _figure(telling.amount) != _figure(steps[-1].amount):
            steps.append(telling)
    return steps


def _figure(amount: Amount) -> tuple[object, ...]:
    return (amount.low, amount.high, amount.hedge is None)


def _longest(found: Mapping[Id, Growth]) -> Iterator[Id]:
    """Yield the growths that are not the beginning of another."""
    rows = {i: tuple(step.statement for step in growth.steps) for i, growth in found.items()}
    heads = {row[:n] for row in rows.values() for n in range(1, len(row))}
    yield from (i for i, row in rows.items() if row not in heads)


def _growth(steps: Sequence[_Telling]) -> Growth:
    first = steps[0]
    of = first.amount.of or first.amount.state or first.thing.noun
    return Growth(
        id=make_id("growth", [[s.statement, list(s.amount.span)] for s in steps]),
        of=of,
        steps=tuple(Step(statement=s.statement, amount=s.amount) for s in steps),
    )
