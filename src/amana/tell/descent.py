"""How a claim came down: each origin with its retellings in time, and circles as circles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from amana.lang.letters import fold
from amana.model import Claim, Id, Link, Origin, OriginState, Said, Span, Statement
from amana.tell.desk import Desk

NEVER = datetime.max.replace(tzinfo=UTC)
#: links by which one statement tells another again
TELLING = frozenset({"retells", "translates", "variant", "takes_from"})


_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One telling, and the one that it was most likely taken from."""

    statement: Statement
    parent: Statement | None  #: None: nothing before it is known
    link: Link | None  #: what joins the two; None: it names the other, or its outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """One origin and all that retells it, in the order of telling."""

    state: OriginState
    hops: tuple[Hop, ...]


def lineages(desk: Desk, claim: Claim) -> tuple[Lineage, ...]:
    """Return how a claim came down: rooted lines first, then circles, then what has no source."""
    rank = ("rooted", "circular", "unsourced")
    origins = sorted(desk.origins_of.get(claim.id, ()), key=lambda one: rank.index(one.state))
    lines = [_lineage(desk, origin) for origin in origins]
    return tuple(line for line in lines if line.hops)


def moment(said: Said | None) -> datetime:
    """Return when something was said, for an order; what is not known is last."""
    return (said and (said.earliest or said.latest)) or NEVER


def _lineage(desk: Desk, origin: Origin) -> Lineage:
    root = desk.statements.get(origin.root.statement or "")
    rest = [desk.statements[sid] for sid in origin.retellings if sid in desk.statements]
    rest = sorted(rest, key=lambda one: (moment(one.said), desk.rank[one.id]))
    if origin.state == "circular":
        rest = _round(origin, rest)
    tellings = [root, *rest] if root else rest
    return Lineage(state=origin.state, hops=tuple(_hops(desk, tellings, origin.state)))


def _hops(desk: Desk, tellings: list[Statement], state: OriginState) -> Iterator[Hop]:
    for n, one in enumerate(tellings):
        before = {other.id: i for i, other in enumerate(tellings[:n])}
        if not before:
            # the first of a circle was taken from its last: that is what makes it one
            parent = tellings[-1] if state == "circular" and len(tellings) > 1 else None
            yield Hop(statement=one, parent=parent, link=None)
            continue
        found = _best(one, before, desk.links_of.get(one.id, ()))
        if found:
            yield Hop(statement=one, parent=desk.statements[_other(found, one.id)], link=found)
        else:
            parent = tellings[n - 1] if state == "circular" else tellings[0]
            yield Hop(statement=one, parent=None if state == "unsourced" else parent, link=None)


def _best(one: Statement, before: Mapping[Id, int], links: Iterable[Link]) -> Link | None:
    """The strongest link to something told before; of equal ones that to the earliest."""
    ends = [
        (-link.score, before[other], link.id, link)
        for link in links
        if link.kind in TELLING and (other := _other(link, one.id)) in before
    ]
    return min(ends)[-1] if ends else None


def _other(link: Link, end: Id) -> Id:
    return link.b if link.a == end else link.a


def _round(origin: Origin, tellings: list[Statement]) -> list[Statement]:
    """The tellings of a circle, each behind the one that it was taken from, the earliest first.

    Others are last. An origin has them the other way round; `via` has the outlet that each names.
    """
    place = {sid: n for n, sid in enumerate(origin.retellings)}
    order = sorted(tellings, key=lambda one: place[one.id])
    size = len(origin.via) or len(order)
    circle = order[:size][::-1]
    first = circle.index(min(circle, key=tellings.index))
    return [*circle[first:], *circle[:first], *order[size:]]


def changes(before: Statement, after: Statement) -> list[tuple[Span | None, Span | None]]:
    """Return what stands in one and in the other where two tellings differ, by their words.

    None on one side: nothing stands there. What only one of them goes on to say is no change.
    """
    old, new = _tokens(before), _tokens(after)
    match = SequenceMatcher(a=[w for w, _ in old], b=[w for w, _ in new], autojunk=False)
    steps = match.get_opcodes()
    last = len(steps) - 1
    inner = [
        step
        for n, step in enumerate(steps)
        if step[0] == "replace" or (step[0] != "equal" and 0 < n < last)
    ]
    return [(_stretch(old[i:j]), _stretch(new[k:m])) for _, i, j, k, m in inner]


def _tokens(statement: Statement) -> list[tuple[str, Span]]:
    """The words of a statement, as they are compared, and where in its report they stand."""
    return [
        (fold(match.group()), (start + match.start(), start + match.end()))
        for words, (start, _) in zip(statement.words, statement.spans, strict=True)
        for match in _WORD.finditer(words)
    ]


def _stretch(tokens: list[tuple[str, Span]]) -> Span | None:
    return (tokens[0][1][0], tokens[-1][1][1]) if tokens else None
