"""The same thing told by two, in other words.

Proposed only where all that the one says stands in the other, and what happened, where and when
are the same. Nothing says that either took it from the other: so two witnesses of one thing meet.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from amana.canon import make_id
from amana.lang.letters import script_of
from amana.link import signals
from amana.link.propositions import Interval, Proposition, propositions_of
from amana.model import Id, Item, Link, Reason, Statement

BY = "link.same_claims 1"
#: propositions under one key of which every pair is compared; beyond, those first by id. Bounds
#: the work; the key is a name, a happening and a day's week
MOST_UNDER_A_KEY = 24
LEAST_EXACT = 3  #: a figure that two give alike, from which it is hardly chance. Set by thought
LEAST_SHARED = 3  #: what happened, a name, and what it happened to
#: time between two tellings that do not say when it happened. Set by thought: news of one thing
NEAR = timedelta(days=3)
MOST_GUARDED = 60  #: statements in a group up to which each is compared with who would join


def same_claims(
    statements: Sequence[Statement], items: Sequence[Item], links: Sequence[Link] = ()
) -> tuple[Link, ...]:
    """Return proposed links of kind `same_claim`, sorted by id, where no `links` join two already.

    Not joined are two tellings of one voice or in one report, and whoever differs in a figure, a
    "not", a name or a day, be it by way of a third.
    """
    told = {s.id: s for s in statements if s.stance in {"affirms", "hedges"}}
    known = {frozenset((link.a, link.b)) for link in links}
    dates = {item.id: _published(item) for item in items}
    said = {i: list(propositions_of(s)) for i, s in told.items()}
    found: dict[frozenset[Id], tuple[float, Proposition, Proposition, tuple[Reason, ...]]] = {}
    for a, b in _candidates(said, told, dates):  # a before b, by statement
        pair = frozenset((a.statement, b.statement))
        one, other = told[a.statement], told[b.statement]
        if pair in known or one.item == other.item or _one_voice(one, other):
            continue
        reasons = _agreement(a, b, _when(a, told, dates), _when(b, told, dates))
        score = _score(a, b)
        if reasons and (pair not in found or found[pair][0] < score):
            found[pair] = (score, a, b, reasons)
    return tuple(sorted(_guarded(found, _near_by_words(links, said)), key=lambda link: link.id))


def _published(item: Item) -> Interval | None:
    time = item.published
    if time is None or time.earliest is None or time.latest is None:
        return None
    return (time.earliest, time.latest)


def _one_voice(a: Statement, b: Statement) -> bool:
    if a.speaker is None or b.speaker is None:
        return False
    return a.speaker.person is not None and a.speaker.person == b.speaker.person


def _candidates(
    said: Mapping[Id, Sequence[Proposition]],
    told: Mapping[Id, Statement],
    dates: Mapping[Id, Interval | None],
) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield the pairs that share a happening and a name, or a happening and a figure, near in time.

    Each stands under the week of its time and the next, so that neighbours meet.
    """
    under: dict[tuple[str, str, int], list[Proposition]] = defaultdict(list)
    for statement in sorted(said):
        for one in said[statement]:
            when = _when(one, told, dates)
            if when is None:
                continue
            week = int(when[0].timestamp() // NEAR.total_seconds())
            marks = {*one.names, *(f"{f.low} {f.noun}" for f in one.figures)}
            for event in one.events:
                for mark in marks:
                    under[event, mark, week].append(one)
                    under[event, mark, week + 1].append(one)
    for key in sorted(under):
        yield from combinations(under[key][:MOST_UNDER_A_KEY], 2)


def _when(
    one: Proposition, told: Mapping[Id, Statement], dates: Mapping[Id, Interval | None]
) -> Interval | None:
    """The day of the happening; else when it was told."""
    if one.day is not None:
        return one.day
    statement = told[one.statement]
    said = statement.said
    if said is not None and said.earliest is not None and said.latest is not None:
        return (said.earliest, said.latest)
    return dates.get(statement.item)


# --- agreement ---------------------------------------------------------------------------


def parted(a: Proposition, b: Proposition) -> Reason | None:
    """Return what makes two propositions two: a "not", a day, a figure or a name that differs."""
    if a.denied != b.denied:
        return signals.differing_negation(a.text, b.text)
    if a.day is not None and b.day is not None and not meet(a.day, b.day):
        return signals.differing_day(a.text, b.text)
    for x in a.figures:
        for y in b.figures:
            if x.same_thing(y) and not x.agrees(y):
                return signals.differing_number(x.amount.as_written, y.amount.as_written)
    return differing_names(a, b)


def differing_names(a: Proposition, b: Proposition) -> Reason | None:
    """Return the names of which each has one that the other has not; of one script only."""
    left, right = a.names - b.names - b.rest, b.names - a.names - a.rest
    if not (left & a.towns and right & b.towns):  # a street may lie in the other's town
        left, right = left - a.towns, right - b.towns
    if not left or not right or script_of(a.text) != script_of(b.text):
        return None
    return signals.differing_name(" ".join(sorted(left)), " ".join(sorted(right)))


def meet(a: Interval, b: Interval) -> bool:
    """Whether two stretches of time have a moment in common."""
    return a[0] < b[1] and b[0] < a[1]


def _agreement(
    a: Proposition, b: Proposition, first: Interval | None, second: Interval | None
) -> tuple[Reason, ...]:
    """Why two propositions are one; empty where that is not enough."""
    if (
        first is None
        or second is None
        or parted(a, b) is not None
        or not _near(a, b, first, second)
    ):
        return ()
    events = a.events & b.events
    objects = (a.things & b.things) | (a.localities & b.localities)
    one_script = script_of(a.text) == script_of(b.text)
    enough = _one_in_the_other(a, b) if one_script else _same_without_words(a, b)
    enough = enough or _same_count(a, b)
    if not events or not enough:
        return ()
    words = sorted(events | objects | (a.names & b.names) | (a.rest & b.rest))
    time = (_shown(first), _shown(second))
    return (
        signals.same_happening(_score(a, b), a.text, b.text, words=", ".join(words)),
        signals.same_time(*time),
    )


def _near(a: Proposition, b: Proposition, first: Interval, second: Interval) -> bool:
    if a.day is not None and b.day is not None:
        return True  # they meet, or they were parted
    return first[0] - NEAR < second[1] and second[0] - NEAR < first[1]


def _one_in_the_other(a: Proposition, b: Proposition) -> bool:
    """Whether all that the shorter says stands in the longer, a name and an object among it."""
    small, large = sorted((a, b), key=lambda one: (len(one.core), one.statement, one.span))
    if not small.core <= large.core or not small.names or len(small.core) < LEAST_SHARED:
        return False
    if small.things & large.things or small.rest & large.rest or _shares_figure(a, b):
        return True
    return small.things | small.rest == large.things | large.rest  # only a locality: no object


def _same_without_words(a: Proposition, b: Proposition) -> bool:
    """Whether, in two languages, happening, object and figure are the same."""
    same = a.events == b.events and a.things == b.things and a.localities == b.localities
    named = bool(a.names & b.names)
    return same and bool(a.things) and _shares_figure(a, b) and (named or bool(a.localities))


def _same_count(a: Proposition, b: Proposition) -> bool:
    """Whether both give one exact figure of people in one state, at one named place.

    Three or more: one and two are said too often. Neither may name a thing that the other lacks.
    """
    counted = any(
        x.same_thing(y) and x.agrees(y) and x.state and x.is_exact and (x.low or 0) >= LEAST_EXACT
        for x in a.figures
        for y in b.figures
    )
    lacking = (a.things - b.things) and (b.things - a.things)
    return counted and bool(a.places & b.places) and not lacking


def _shares_figure(a: Proposition, b: Proposition) -> bool:
    return any(x.same_thing(y) and x.agrees(y) for x in a.figures for y in b.figures)


def _score(a: Proposition, b: Proposition) -> float:
    return round(0.5 + 0.4 * len(a.core & b.core) / max(1, len(a.core | b.core)), 3)


def _shown(when: Interval) -> str:
    last: datetime = when[1] - timedelta(microseconds=1)
    days = [f"{day:%Y-%m-%d}" for day in (when[0], last)]
    return days[0] if days[0] == days[1] else " to ".join(days)


# --- groups ------------------------------------------------------------------------------


def _guarded(
    found: Mapping[frozenset[Id], tuple[float, Proposition, Proposition, tuple[Reason, ...]]],
    beside: Mapping[Id, Sequence[Proposition]],
) -> Iterator[Link]:
    """Yield the links, best first, that join no two that differ by way of a third.

    `beside`: what stands in statements that a statement is linked to by its words.
    """
    groups: dict[Id, list[Proposition]] = {}
    best = sorted(found.values(), key=lambda one: (-one[0], one[1].statement, one[2].statement))
    for score, a, b, reasons in best:
        left = groups.setdefault(a.statement, [a, *_akin(a, beside)])
        right = groups.setdefault(b.statement, [b, *_akin(b, beside)])
        if left is not right:
            if len(left) * len(right) > MOST_GUARDED or any(
                _differ(x, y) for x in left for y in right
            ):
                continue
            left.extend(right)
            for one in right:
                groups[one.statement] = left
        yield _link(a, b, score, reasons)


def _near_by_words(
    links: Sequence[Link], said: Mapping[Id, Sequence[Proposition]]
) -> Mapping[Id, Sequence[Proposition]]:
    beside: dict[Id, list[Proposition]] = defaultdict(list)
    for link in links:
        if link.kind in {"retells", "translates"} and link.review != "rejected":
            for one, other in ((link.a, link.b), (link.b, link.a)):
                if len(beside[one]) < MOST_GUARDED:
                    beside[one] += said.get(other, ())
    return beside


def _akin(one: Proposition, beside: Mapping[Id, Sequence[Proposition]]) -> Iterator[Proposition]:
    """Yield what is said beside a proposition of the same happening, to anything alike."""
    for other in beside.get(one.statement, ()):
        alike = one.things & other.things or one.localities & other.localities
        if one.events & other.events and alike:
            yield other


def _differ(a: Proposition, b: Proposition) -> bool:
    """Whether two of one group are two things after all: each says what the other does not."""
    if parted(a, b) is not None:
        return True
    left, right = (x.things | x.localities for x in (a, b))
    return bool(left - right) and bool(right - left)


def _link(a: Proposition, b: Proposition, score: float, reasons: tuple[Reason, ...]) -> Link:
    return Link(
        id=make_id("link", ["same_claim", a.statement, b.statement]),
        kind="same_claim",
        relation=None,
        a=a.statement,
        b=b.statement,
        spans_a=(a.span,),
        spans_b=(b.span,),
        score=score,
        direction="unknown",
        reasons=reasons,
        review="proposed",
        by=BY,
    )
