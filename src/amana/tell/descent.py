"""How a claim came down: each origin with its retellings in time, and circles as circles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from amana.lang.letters import fold
from amana.model import Claim, Id, Link, Origin, OriginState, Said, Span, Statement, Time, Window
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
    closes: bool = False  #: it is one of a circle
    by_publication: bool = False  #: which of the two was said first is not known


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


def moment(said: Said | Time | Window | None) -> datetime:
    """Return when something was said, for an order; what is not known is last."""
    return (said and (said.earliest or said.latest)) or NEVER


def _told(desk: Desk, statement: Statement) -> tuple[datetime, datetime]:
    """When it was said or, where that is not known, when its report was published."""
    when = statement.said if moment(statement.said) != NEVER else None
    known = when or desk.items[statement.item].published
    return (moment(known), (known and known.latest) or NEVER)


def _published(desk: Desk, statement: Statement) -> datetime:
    """When its report came out, to the minute where its date was written with a clock."""
    published = desk.items[statement.item].published
    if published is None or published.earliest is None:
        return NEVER
    try:
        written = datetime.fromisoformat(published.as_written)
    except ValueError:  # in words, or inferred
        return published.earliest
    return written if written.tzinfo else written.replace(tzinfo=desk.zone)


def _in_order(desk: Desk, tellings: Iterable[Statement]) -> list[Statement]:
    """The tellings as they followed; those that may be of one time, as they were published."""
    left = sorted(tellings, key=lambda one: (_published(desk, one), desk.rank[one.id]))
    times = {one.id: _told(desk, one) for one in left}
    order: list[Statement] = []
    while left:
        soonest = min(times[one.id][1] for one in left)
        following = (one for one in left if times[one.id][0] < soonest)
        order.append(next(following, min(left, key=lambda one: times[one.id])))
        left.remove(order[-1])
    return order


def _lineage(desk: Desk, origin: Origin) -> Lineage:
    root = desk.statements.get(origin.root.statement or "")
    rest = [desk.statements[sid] for sid in origin.retellings if sid in desk.statements]
    rest = _in_order(desk, rest)
    circle: list[Statement] = []
    if origin.state == "circular":
        circle, rest = _round(origin, rest)
    tellings = [root, *rest] if root else [*circle, *rest]
    hops = (*_around(circle), *_hops(desk, tellings, len(circle), origin.state))
    return Lineage(state=origin.state, hops=hops)


def _around(circle: list[Statement]) -> Iterator[Hop]:
    """Each took it from the one before, and the first from the last."""
    for n, one in enumerate(circle):
        parent = circle[n - 1] if len(circle) > 1 else None  # the rest may have been rejected
        yield Hop(statement=one, parent=parent, link=None, closes=True)


def _hops(desk: Desk, tellings: list[Statement], done: int, state: OriginState) -> Iterator[Hop]:
    """The tellings from the first that is not done yet, each on what it most likely hangs on."""
    for n, one in list(enumerate(tellings))[done:]:
        before = {other.id: i for i, other in enumerate(tellings[:n])}
        found = _best(one, before, desk.links_of.get(one.id, ()))
        parent = tellings[0] if n and state != "unsourced" else None
        if found:
            parent = desk.statements[_other(found, one.id)]
        open_order = found is not None and found.direction == "unknown"
        yield Hop(
            statement=one,
            parent=parent,
            link=found,
            by_publication=open_order and _may_be_first(desk, one, parent),
        )


def _may_be_first(desk: Desk, one: Statement, parent: Statement | None) -> bool:
    """Whether both have a time in which they were said, and these meet."""
    if parent is None or NEVER in {moment(one.said), moment(parent.said)}:
        return False
    a, b = _told(desk, one), _told(desk, parent)
    return a[0] < b[1] and b[0] < a[1]


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


def _round(origin: Origin, tellings: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """The tellings of a circle, each behind the one that it was taken from; and the others.

    The earliest is first. An origin has them the other way round, and whom each names in `via`.
    """
    place = {sid: n for n, sid in enumerate(origin.retellings)}
    order = sorted(tellings, key=lambda one: place[one.id])
    size = len(origin.via) or len(order)
    circle = order[:size][::-1]
    first = circle.index(min(circle, key=tellings.index))
    return [*circle[first:], *circle[:first]], order[size:]


def changes(before: Statement, after: Statement) -> list[tuple[Span | None, Span | None]]:
    """Return what stands in one and in the other where two tellings differ, by their words.

    None on one side: nothing stands there. What only one of them goes on to say is no change.
    """
    old, new = _tokens(before), _tokens(after)
    match = SequenceMatcher(a=[w for w, *_ in old], b=[w for w, *_ in new], autojunk=False)
    steps = match.get_opcodes()
    last = len(steps) - 1
    inner = [
        step
        for n, step in enumerate(steps)
        if step[0] == "replace" or (step[0] != "equal" and 0 < n < last)
    ]
    return [(_stretch(old[i:j]), _stretch(new[k:m])) for _, i, j, k, m in inner]


def _tokens(statement: Statement) -> list[tuple[str, Span, int]]:
    """The words of a statement, as they are compared, where they stand, and in which part of it."""
    return [
        (fold(match.group()), (start + match.start(), start + match.end()), n)
        for n, (words, (start, _)) in enumerate(zip(statement.words, statement.spans, strict=True))
        for match in _WORD.finditer(words)
    ]


def _stretch(tokens: list[tuple[str, Span, int]]) -> Span | None:
    """From the first word to the last within one part: what stands between parts is no word."""
    same = [span for _, span, part in tokens if part == tokens[0][2]]
    return (same[0][0], same[-1][1]) if same else None
