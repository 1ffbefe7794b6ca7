"""Independent origins: every telling walked back to where it comes from, copies counted once.

A walk ends well at a voice that speaks for itself or a recording made there (rooted). It ends
badly at an outlet that names no source (unsourced) or in a circle of outlets that cite each other
(circular); both count nothing and are shown.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from amana.canon import make_id
from amana.model import Id, Link, Origin, Person, Root, Speaker, Statement, Time, Voice
from amana.weigh.claims import PARTS, Groups, length
from amana.weigh.order import came_out

#: media in which a voice speaks for itself, without a reporter between
OWN_MEDIA = {
    "post", "profile", "reply", "live_stream", "video", "voice_message", "chat_message", "call",
}  # fmt: skip
#: relations whose words are identical: one was copied from the other, that much is certain
IDENTICAL = {"verbatim", "fragment"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The origins of one claim, and how many of them are independent."""

    origins: tuple[Origin, ...]
    low: int  #: with every proposed link taken as true
    high: int  #: with only what is certain


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is known of who publishes what: outlet of each statement, people by id."""

    outlets: Mapping[Id, str]  #: by statement; "" where not known
    people: Mapping[Id, Person]
    keys: Mapping[str, str] = field(default_factory=dict)  #: of outlets, by their names as written
    published: Mapping[Id, Time] = field(default_factory=dict)  #: by item

    def key(self, name: str) -> str:
        """Return an outlet's name as it is compared."""
        return self.keys.get(name) or outlet_key(name)


@dataclass(slots=True)
class _Graph:
    """Who may have taken from whom, among the statements of one claim."""

    takes: dict[Id, set[Id]] = field(default_factory=lambda: defaultdict(set))  #: told by evidence
    either: dict[Id, set[Id]] = field(
        default_factory=lambda: defaultdict(set)
    )  #: direction unknown
    certain: set[tuple[Id, Id]] = field(default_factory=set)

    def reached(self, start: Id) -> set[Id]:
        """Everything that a statement may come from."""
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for there in self.takes[here] | self.either[here]:
                if there not in seen:
                    seen.add(there)
                    todo.append(there)
        return seen - {start} | ({start} if self._returns(start) else set())

    def _returns(self, start: Id) -> bool:
        seen: set[Id] = set()
        todo = list(self.takes[start])
        while todo:
            here = todo.pop()
            if here == start:
                return True
            if here not in seen:
                seen.add(here)
                todo.extend(self.takes[here])
        return False

    def is_circular(self, member: Id) -> bool:
        """Whether a statement comes from itself."""
        return self._returns(member)


def trace(
    claim: Id, members: Sequence[Statement], links: Sequence[Link], sources: Sources
) -> Traced:
    """Return the origins of a claim: `low` <= `high` independent ones, and those that count 0.

    Statements that deny or only ask what others say are no tellings of it.
    """
    tellings = {s.id: s for s in members if s.stance not in {"denies", "asks"}}
    if not tellings:
        tellings = {s.id: s for s in members}
    graph = _graph(tellings, links, sources)
    roots = sorted(i for i, statement in tellings.items() if is_rooted(statement))
    reached = {i: graph.reached(i) for i in tellings}
    low, high = Groups(roots), Groups(roots)
    for n, a in enumerate(roots):
        for b in roots[n + 1 :]:
            person = _one_person(tellings[a], tellings[b], sources)
            if person or b in reached[a] or a in reached[b]:
                low.join(a, b)
            if person == "certain" or {(a, b), (b, a)} & graph.certain:
                high.join(a, b)
                low.join(a, b)
    rooted = [
        _rooted(
            claim,
            _first(one, tellings, sources.published),
            one,
            tellings,
            {i for i in tellings if reached[i] & set(one)} - set(roots),
        )
        for one in low.all()
    ]
    lost = _unrooted(claim, tellings, reached, set(roots), graph, sources.published)
    return Traced(
        origins=tuple(sorted([*rooted, *lost], key=lambda origin: origin.id)),
        low=len(low.all()),
        high=len(high.all()),
    )


def is_rooted(statement: Statement) -> bool:
    """Whether a chain may end here: somebody speaks for themselves, or a document does."""
    speaker = statement.speaker
    if speaker is None or speaker.kind == "outlet":
        return False
    if statement.basis in {"firsthand", "document"}:
        return True
    own = statement.medium in OWN_MEDIA and speaker.kind in {"person", "unnamed"}
    return statement.basis == "unknown" and own


def _graph(tellings: Mapping[Id, Statement], links: Sequence[Link], sources: Sources) -> _Graph:
    graph = _Graph()
    for link in links:
        if link.a not in tellings or link.b not in tellings or link.kind == "same_claim":
            continue
        certain = (
            link.relation in IDENTICAL
            or link.kind == "takes_from"
            or link.review in {"accepted", "edited", "added"}
        )
        if link.direction == "unknown" and link.relation in PARTS:
            part, whole = sorted((link.a, link.b), key=lambda i: (length(tellings[i]), i))
            graph.takes[part].add(whole)
        elif link.direction == "unknown":
            graph.either[link.a].add(link.b)
            graph.either[link.b].add(link.a)
        else:
            whole, part = (link.a, link.b) if link.direction == "a_to_b" else (link.b, link.a)
            graph.takes[part].add(whole)
        if certain:
            graph.certain.add((link.a, link.b))
    for one, other in _attributed(tellings, sources):
        graph.takes[one].add(other)
        graph.either[one].discard(other)
        graph.either[other].discard(one)
        graph.certain.add((one, other))
    return graph


def _attributed(tellings: Mapping[Id, Statement], sources: Sources) -> list[tuple[Id, Id]]:
    """The pairs (one, other) in which one names the outlet of the other as where it has it from."""
    published: dict[str, list[Id]] = defaultdict(list)
    for i in sorted(tellings):
        if outlet := sources.outlets.get(i, ""):
            published[outlet].append(i)
    pairs: list[tuple[Id, Id]] = []
    for i in sorted(tellings):
        own = sources.outlets.get(i, "")
        for name in sorted(_cited(tellings[i], sources) - {own}):
            pairs.extend((i, other) for other in published.get(name, ()) if other != i)
    return pairs


def _cited(statement: Statement, sources: Sources) -> set[str]:
    """The outlets that a statement names as its source."""
    voices: list[Voice | Speaker] = [*statement.via]
    if statement.speaker is not None:
        voices.append(statement.speaker)
    return {
        sources.key(voice.name or voice.as_written) for voice in voices if voice.kind == "outlet"
    }


def outlet_key(name: str) -> str:
    """Return an outlet's name as it is compared."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def _one_person(a: Statement, b: Statement, sources: Sources) -> str:
    """Whether two statements have one speaker: "certain", "proposed" or ""."""
    if a.speaker is None or b.speaker is None:
        return ""
    person = a.speaker.person
    if person is None or person != b.speaker.person:
        return ""
    known = sources.people.get(person)
    accepted = known is not None and known.review in {"accepted", "edited", "added"}
    return "certain" if accepted or a.view == b.view else "proposed"


def _rooted(
    claim: Id, first: Id, group: Sequence[Id], tellings: Mapping[Id, Statement], told: set[Id]
) -> Origin:
    """One independent origin: its first statement, and all (`told`) that retells it."""
    speaker = tellings[first].speaker
    retellings = (set(group) | told) - {first}
    return Origin(
        id=make_id("origin", [claim, first]),
        claim=claim,
        root=Root(
            statement=first,
            person=speaker.person if speaker is not None else None,
            medium=tellings[first].medium,
        ),
        via=tellings[first].via,
        retellings=tuple(sorted(retellings)),
        state="rooted",
    )


def _first(
    group: Sequence[Id], tellings: Mapping[Id, Statement], published: Mapping[Id, Time]
) -> Id:
    """The statement that stands for an origin: direct, of the shortest chain, the first told.

    Of those that may have been said at one time, the first that was published.
    """
    best = min((_remove(tellings[i]) for i in group), default=(False, 0))
    near = [tellings[i] for i in group if _remove(tellings[i]) == best]
    ends = [s.said.latest for s in near if s.said is not None and s.said.latest is not None]
    soonest = min(ends, default=None)
    open_still = [s for s in near if not _is_after(s, soonest)]
    return min(open_still, key=lambda s: (came_out(s, published), -length(s), s.id)).id


def _remove(statement: Statement) -> tuple[bool, int]:
    """How far a statement is from its voice: not in its own words, by way of how many."""
    return (statement.kind != "direct", len(statement.via))


def _is_after(statement: Statement, moment: datetime | None) -> bool:
    """Whether something was said when another was over, beyond doubt."""
    said = statement.said
    if moment is None or said is None or said.earliest is None:
        return False
    return said.earliest >= moment and said.latest != moment


def _unrooted(
    claim: Id,
    tellings: Mapping[Id, Statement],
    reached: Mapping[Id, set[Id]],
    roots: set[Id],
    graph: _Graph,
    published: Mapping[Id, Time],
) -> list[Origin]:
    """The tellings that lead nowhere, together where they hang together."""
    lost = [i for i in sorted(tellings) if i not in roots and not reached[i] & roots]
    groups = Groups(lost)
    for i in lost:
        for other in reached[i] & set(lost):
            groups.join(i, other)
    found = []
    for group in groups.all():
        first = _first(group, tellings, published)
        circular = any(graph.is_circular(i) for i in group)
        order = _round(group, graph) if circular else list(group)
        found.append(
            Origin(
                id=make_id("origin", [claim, first]),
                claim=claim,
                root=Root(statement=None, person=None, medium=tellings[first].medium),
                via=_hops(order, tellings) if circular else tellings[first].via,
                retellings=tuple(order),
                state="circular" if circular else "unsourced",
            )
        )
    return found


def _round(group: Sequence[Id], graph: _Graph) -> list[Id]:
    """The tellings of a circle, each before the one that it took it from; others behind."""
    left = set(group)
    here: Id | None = next(i for i in sorted(group) if graph.is_circular(i))
    order: list[Id] = []
    while here is not None:
        order.append(here)
        left.discard(here)
        following = sorted(graph.takes[here] & left)
        here = next((i for i in following if graph.is_circular(i)), next(iter(following), None))
    return [*order, *sorted(left)]


def _hops(order: Sequence[Id], tellings: Mapping[Id, Statement]) -> tuple[Voice, ...]:
    """The outlet that each telling of a circle names, in the order of the circle."""
    found: list[Voice] = []
    for i in order:
        speaker = tellings[i].speaker
        named = [*reversed(tellings[i].via), *((_voice(speaker),) if speaker is not None else ())]
        found += [voice for voice in named[-1:] if voice.kind == "outlet"]
    return tuple(found)


def _voice(speaker: Speaker) -> Voice:
    return Voice(
        as_written=speaker.as_written,
        spans=speaker.spans,
        name=speaker.name,
        person=speaker.person,
        kind=speaker.kind,
        role=speaker.role,
        affiliation=speaker.affiliation,
    )
