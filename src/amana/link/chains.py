"""Chains: which report took it from which, because it says so or because it shows.

A statement takes from another where its report names the other's outlet as its source and the same
matter stands there; a report takes from another where one of its statements does, where it gives
the other's address, carries the same agency's credit over the same words, or has its sentences
later. An outlet that has no report in the case stays in `via` only. What goes round in a circle is
left as a circle.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from amana.canon import make_id
from amana.lang.letters import script_of
from amana.link import bylines, signals
from amana.link.outlets import Outlets
from amana.link.propositions import Interval, Proposition, propositions_of
from amana.link.same_claims import differing_names, meet
from amana.model import Direction, Id, Item, Link, Reason, Span, Statement

BY = "link.chains 1"
#: statements of a named outlet that are compared with one that names it. Bounds the work in an
#: archive of one agency's dispatches
MOST_COMPARED = 40
#: shared part of the smaller proposition from which, the source being named, it is the same matter
ENOUGH = 0.5
FIGURE = 0.3  #: what the same figure adds to that; likewise a figure of the same thing half of it
LEAST_SENTENCES = 2  #: sentences of another report that, without a word on whose they are, tell


@dataclass(slots=True)
class _Case:
    """What is known of who publishes what."""

    items: Mapping[Id, Item]
    statements: Mapping[Id, Statement]
    outlets: Outlets
    said: dict[Id, list[Proposition]]
    told_by: dict[str, dict[str, list[Id]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )  #: by outlet and mark: its statements

    def outlet(self, item: Id) -> str:
        """The key of an item's outlet; "" where it has none."""
        return self.outlets.by_item.get(item, "")

    def passed(self, statement: Statement) -> list[str]:
        """The outlets through which a statement came, the nearest to its report first."""
        speaker = (statement.speaker,) if statement.speaker is not None else ()
        chain = [*reversed(statement.via), *speaker]
        named = [self.outlets.by_name.get(voice.name or voice.as_written, "") for voice in chain]
        return list(dict.fromkeys(key for key in named if key))


def chains(
    items: Sequence[Item],
    statements: Sequence[Statement],
    outlets: Outlets,
    links: Sequence[Link] = (),
) -> tuple[Link, ...]:
    """Return the links `takes_from` between statements and between items, sorted by id.

    `links`: those by words, of which retellings tell of sentences taken over. Direction is from
    where it was taken to where it was taken over.
    """
    case = _case(items, statements, outlets)
    between = list(_between_statements(case))
    found: dict[Id, Link] = {}
    for link in (*between, *_between_items(case, between, links)):
        found[link.id] = _mutual(found[link.id], link) if link.id in found else link
    return tuple(found[i] for i in sorted(found))


def _mutual(one: Link, other: Link) -> Link:
    """Two that take from each other are one link without a direction, with the reasons of both."""
    if one.direction == other.direction:
        return one
    return replace(one, direction="unknown", reasons=(*one.reasons, *other.reasons))


def _case(items: Sequence[Item], statements: Sequence[Statement], outlets: Outlets) -> _Case:
    told = {s.id: s for s in sorted(statements, key=lambda s: s.id) if s.stance != "asks"}
    known = {item.id: item for item in items}
    told = {i: s for i, s in told.items() if s.item in known}
    case = _Case(
        items=known,
        statements=told,
        outlets=outlets,
        said={i: list(propositions_of(s)) for i, s in told.items()},
    )
    for i, statement in told.items():
        tellers = {case.outlet(statement.item), *case.passed(statement)[:1]} - {""}
        for teller in tellers:
            for mark in _marks(case.said[i]):
                case.told_by[teller][mark].append(i)
    return case


def _marks(said: Sequence[Proposition]) -> set[str]:
    """Under what the propositions of one outlet are found: happenings, things, things counted."""
    marks = {mark for one in said for mark in (*one.events, *one.things, *one.names)}
    return marks | {f"{f.noun} {f.state}" for one in said for f in one.figures}


# --- statements --------------------------------------------------------------------------


def _between_statements(case: _Case) -> Iterator[Link]:
    """Yield, for each statement, the link to the one it was taken from."""
    for i, statement in case.statements.items():
        own = case.outlet(statement.item)
        for outlet in case.passed(statement):
            if outlet == own:
                continue
            best = _best(case, i, outlet)
            if best is not None:
                yield best
                break


def _best(case: _Case, taker: Id, outlet: str) -> Link | None:
    """The statement of an outlet in which the same matter stands, nearest to how it is retold."""
    met = _candidates(case.told_by.get(outlet, {}), _marks(case.said[taker]))
    found: list[tuple[float, Id, Proposition, Proposition]] = []
    for i in sorted(met - {taker}):
        if not _may_take(case, taker, i, outlet):
            continue
        for mine in case.said[taker]:
            found += [
                (score, i, theirs, mine)
                for theirs in case.said[i]
                if (score := same_matter(theirs, mine)) >= ENOUGH
            ]
    if not found:
        return None
    score, source, theirs, mine = min(found, key=lambda one: (-one[0], one[1], one[2].span))
    reasons = [
        signals.names_source(
            _named(case, source, outlet), _named(case, taker, outlet), outlet=outlet
        ),
        signals.same_matter(
            score, theirs.text, mine.text, words=", ".join(sorted(_both(theirs, mine)))
        ),
        *_changes(theirs, mine),
    ]
    return _link(source, taker, (theirs.span,), (mine.span,), min(0.95, score), reasons)


def _candidates(known: Mapping[str, Sequence[Id]], marks: set[str]) -> set[Id]:
    """The statements of an outlet that share a mark, those of the rarest marks first."""
    met: set[Id] = set()
    for mark in sorted(marks & known.keys(), key=lambda mark: (len(known[mark]), mark)):
        met.update(known[mark][: MOST_COMPARED - len(met)])
        if len(met) >= MOST_COMPARED:
            break
    return met


def _may_take(case: _Case, taker: Id, source: Id, outlet: str) -> bool:
    """Whether time and place allow it: the source is not later, nor the same outlet's own words."""
    a, b = case.statements[source], case.statements[taker]
    if a.item == b.item:
        # in one report, what the outlet says on whose word comes before what others make of it
        return a.spans != b.spans and case.passed(a)[:1] == [outlet] != case.passed(b)[:1]
    if case.passed(a)[:1] == [outlet] and case.outlet(a.item) != outlet:
        return False  # told of the outlet by a third: that one's report is the source
    before, after = _published(case.items[a.item]), _published(case.items[b.item])
    return before is None or after is None or before[0] < after[1]


def _published(item: Item) -> Interval | None:
    time = item.published
    if time is None or time.earliest is None or time.latest is None:
        return None
    return (time.earliest, time.latest)


def _named(case: _Case, statement: Id, outlet: str) -> str:
    """An outlet as a statement, or its report, writes it."""
    found = case.statements[statement]
    voices = [*found.via, *((found.speaker,) if found.speaker is not None else ())]
    names = [voice.name or voice.as_written for voice in voices]
    written = next((name for name in names if case.outlets.by_name.get(name) == outlet), None)
    return written or case.items[found.item].outlet or outlet


def same_matter(a: Proposition, b: Proposition) -> float:
    """Return how much of the smaller of two propositions stands in the other, 0 to 1.

    0 where a day, a "not" or a name parts them. Figures may differ: as they are passed on, they do.
    """
    if a.denied != b.denied or (a.day is not None and b.day is not None and not meet(a.day, b.day)):
        return 0.0
    if differing_names(a, b) is not None and not (a.things & b.things and _placeless(a, b)):
        return 0.0
    counted = [(x, y) for x in a.figures for y in b.figures if x.same_thing(y)]
    of_people = all(x.noun == "people" and not x.state for x, _ in counted)
    if counted and not of_people and (a.figures[0].same_thing(b.figures[0]) or len(counted) > 1):
        extra = FIGURE if any(x.agrees(y) for x, y in counted) else FIGURE / 2
        return round(min(1.0, ENOUGH + extra + 0.2 * _cover(a, b)), 3)
    shared = _both(a, b)
    if not a.events & b.events or len(shared) < 2:  # noqa: PLR2004 - what happened, and to what
        return 0.0
    return round(_cover(a, b), 3)


def _placeless(a: Proposition, b: Proposition) -> bool:
    """Whether names that differ may be of a place and of the town around it: no gazetteer tells."""
    return not (a.places and b.places) and not a.localities & b.localities


def _both(a: Proposition, b: Proposition) -> frozenset[str]:
    figures = {x.noun for x in a.figures for y in b.figures if x.same_thing(y)}
    return (a.core & b.core) | figures


def _cover(a: Proposition, b: Proposition) -> float:
    """The shared part of the smaller; across scripts of what the list of concepts names."""
    left, right = a.core, b.core
    if script_of(a.text) != script_of(b.text):
        left, right = (one.events | one.things | one.localities for one in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))


def _changes(theirs: Proposition, mine: Proposition) -> Iterator[Reason]:
    """Yield what became of a figure on the way."""
    for x in theirs.figures:
        for y in mine.figures:
            if x.same_thing(y) and not x.agrees(y):
                yield signals.differing_number(x.amount.as_written, y.amount.as_written)
                return
            if x.same_thing(y) and x.amount.hedge and not y.amount.hedge:
                yield signals.hedge_lost(x.amount.as_written, y.amount.as_written)


# --- items -------------------------------------------------------------------------------


def _between_items(case: _Case, between: Sequence[Link], links: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of whole reports, with all that speaks for each."""
    reasons: dict[tuple[Id, Id], list[Reason]] = defaultdict(list)
    for link in between:
        ends = [case.statements[i].item for i in (link.a, link.b)]
        source, taker = ends if link.direction == "a_to_b" else ends[::-1]
        if source != taker:
            reasons[source, taker].append(link.reasons[0])
    for source, taker, reason in (
        *bylines.addresses(case.items.values()),
        *_named_without_a_statement(case, reasons),
        *_later_sentences(case, links),
    ):
        before, after = _published(case.items[source]), _published(case.items[taker])
        if source != taker and (before is None or after is None or before[0] < after[1]):
            reasons[source, taker].append(reason)
    for (source, taker), found in sorted(reasons.items()):
        once = list({(r.signal, r.detail): r for r in reversed(found)}.values())[::-1]
        yield _link(source, taker, (), (), max(r.score for r in once), once)
    for a, b, reason in bylines.same_credit(
        case.items.values(), _retold(case, links), case.outlets.by_name
    ):
        if (a, b) not in reasons and (b, a) not in reasons:
            yield _link(a, b, (), (), reason.score, [reason], known=False)


def _named_without_a_statement(
    case: _Case, known: Mapping[tuple[Id, Id], Sequence[Reason]]
) -> Iterator[tuple[Id, Id, Reason]]:
    """Yield the reports of outlets that are named where no statement was found to match.

    Only where the outlet has one report that can be meant: which of several is not guessed.
    """
    of_outlet: dict[str, list[Id]] = defaultdict(list)
    for i in case.items:
        if case.items[i].kind != "image" and (key := case.outlet(i)):
            of_outlet[key].append(i)
    linked = {(case.outlet(source), taker) for source, taker in known}
    named: dict[tuple[str, Id], Id] = {}
    for i, statement in case.statements.items():
        for key in case.passed(statement)[:1]:
            named.setdefault((key, statement.item), i)
    for (key, taker), where in sorted(named.items()):
        reports = of_outlet.get(key, [])
        if key != case.outlet(taker) and (key, taker) not in linked and len(reports) == 1:
            name = case.items[reports[0]].outlet or key
            reason = signals.names_source(name, _named(case, where, key), outlet=key)
            yield reports[0], taker, reason


def _retold(case: _Case, links: Sequence[Link]) -> Mapping[tuple[Id, Id], list[Link]]:
    """The retellings by words between statements of two items, by the pair of items."""
    found: dict[tuple[Id, Id], list[Link]] = defaultdict(list)
    for link in links:
        ends = {link.a, link.b}
        if (
            link.kind != "retells"
            or link.review == "rejected"
            or not ends <= case.statements.keys()
        ):
            continue
        a, b = sorted(case.statements[i].item for i in ends)
        if a != b:
            found[a, b].append(link)
    return found


def _later_sentences(case: _Case, links: Sequence[Link]) -> Iterator[tuple[Id, Id, Reason]]:
    """Yield reports that have another's sentences later: of a post one, of a report several.

    Two that quote a third alike are no such pair: only a reporter's own wording tells.
    """
    for (a, b), shared in sorted(_retold(case, links).items()):
        times = _published(case.items[a]), _published(case.items[b])
        if times[0] is None or times[1] is None:
            continue
        if times[0][1] <= times[1][0]:
            first, second = a, b
        elif times[1][1] <= times[0][0]:
            first, second = b, a
        else:
            continue
        own = [
            link
            for link in shared
            if all(case.statements[i].kind == "indirect" for i in (link.a, link.b))
        ]
        is_post = case.items[first].kind in {"post", "message"}
        if len(own) >= LEAST_SENTENCES or (is_post and shared):
            left, right = (" ".join(case.statements[i].words) for i in (shared[0].a, shared[0].b))
            count = len(own) or len(shared)
            yield first, second, signals.retold_later(left, right, sentences=count)


def _link(
    source: Id,
    taker: Id,
    spans_source: tuple[Span, ...],
    spans_taker: tuple[Span, ...],
    score: float,
    reasons: Sequence[Reason],
    *,
    known: bool = True,
) -> Link:
    a, b = sorted((source, taker))
    way: Direction = "a_to_b" if a == source else "b_to_a"
    spans = (spans_source, spans_taker) if a == source else (spans_taker, spans_source)
    return Link(
        id=make_id("link", ["takes_from", a, b]),
        kind="takes_from",
        relation=None,
        a=a,
        b=b,
        spans_a=spans[0],
        spans_b=spans[1],
        score=round(score, 3),
        direction=way if known else "unknown",
        reasons=tuple(reasons),
        review="proposed",
        by=BY,
    )
