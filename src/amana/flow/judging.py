"""Decisions on people: written once for each text, so that every part of a cluster has its own.

A text that is withdrawn takes its own decision along and no other; a cluster that is parted
keeps the decision on each part; where clusters join, `link` lets the strictest hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations

from amana.canon import from_line, make_id, sealable
from amana.case.folder import Case
from amana.case.index import Index
from amana.errors import NotUnderstood
from amana.keep.custody import Act
from amana.keep.payload import ACT
from amana.link.figures import NAMED, Mention, children_of, handle_of, mentions_of
from amana.link.rulings import person_decisions
from amana.model import Decision, Id, Item, Link, Person, Reading, Review, Statement
from amana.tell.hidden import CHILDHOOD

#: texts that a rejected cluster may have: each pair of them is an act of its own
MOST_PARTED = 40

REVIEWS: Mapping[str, Review] = {"accept": "accepted", "reject": "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What a verdict makes of a person; None leaves it as it is."""

    minor: bool | None = None
    at_risk: bool | None = None
    lifts: bool = False  #: may show what was hidden: needs a reason


PROTECTIONS: Mapping[str, Protection] = {
    "protect": Protection(at_risk=True),
    "expose": Protection(at_risk=False, lifts=True),
    "child": Protection(minor=True, at_risk=True),
    "adult": Protection(minor=False, lifts=True),
}


#: a value as decided, and the originals it is about
Judged = tuple[Statement | Link | Person, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What somebody decides, and why."""

    verdict: str
    by: str
    reason: str | None


@dataclass(slots=True)
class _Part:
    """A person as one text knows it: the mentions of one name there."""

    original: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def on(self) -> Id:
        """The mention to decide on: as a child named, for that stands when statements fall."""
        return min(self.mentions, key=lambda mention: (mention.slot != NAMED, mention.id)).id

    def value(self, person: Person) -> Person:
        """The person, without what only other texts say: those can be withdrawn.

        The party is left out: it follows, each time anew, from the texts and from case.toml.
        """
        voices = [mention.voice for mention in self.mentions]
        known = {voice.name for voice in voices}
        return replace(
            person,
            id=self.on,
            name=person.name if person.name in known else None,
            names=tuple(name for name in person.names if name.value in known),
            roles=tuple(role for role in person.roles if role in {v.role for v in voices}),
            handles=tuple(h for h in person.handles if h in {handle_of(v) for v in voices}),
            party=None,
            statements=tuple(sorted({m.statement for m in self.mentions if m.slot == "speaker"})),
        )


def decide_on_person(case: Case, person: Person, ruling: Ruling, at: datetime) -> Decision:
    """Seal what somebody decided on a person, and return it with the whole person."""
    with case.index() as index:
        parts = _parts(index, person)
        if ruling.verdict in PROTECTIONS:
            whole = _protected(index, person, ruling, case.history.decisions)
            values: list[Judged] = [(part.value(whole), (part.original,)) for part in parts]
            values += _unreached(case, whole, parts)
        else:
            whole = replace(person, review=REVIEWS[ruling.verdict])
            values = list(_judged(index, person, parts, ruling))
    told = seal(case, values, ruling, at)
    return replace(told, on=person.id, what="person", review=whole.review, value=whole)


def seal(
    case: Case,
    values: Sequence[Judged],
    ruling: Ruling,
    at: datetime,
) -> Decision:
    """Seal values as decided, in one go; return the first decision."""
    acts = []
    for value, originals in values:
        fields = {
            "on": value.id,
            "what": type(value).__name__.lower(),
            "value": sealable(value),
            "reason": ruling.reason,
            "by": ruling.by,
            "clock": at.isoformat(timespec="seconds"),
        }
        acts.append(Act("decided", fields, ACT, originals=tuple(originals)))
    first, *_ = case.custody.append(acts)
    value = values[0][0]
    return Decision(
        act=first.index,
        on=value.id,
        what=type(value).__name__.lower(),
        review=value.review,
        value=value,
        reason=ruling.reason,
        by=ruling.by,
        at=at,
    )


def mentions_in(index: Index, person: Person) -> list[tuple[Statement, Mention]]:
    """Return every mention of a person, with the statement it stands in."""
    lines = (row.line for row in index.bearing_on(person.id) if row.kind == "statements")
    statements = (from_line(line, Statement) for line in lines)
    return [(s, m) for s in statements for m in mentions_of(s) if m.voice.person == person.id]


def _parts(index: Index, person: Person) -> list[_Part]:
    parts: dict[tuple[Id, str], _Part] = {}
    for statement, mention in mentions_in(index, person):
        key = (statement.view, mention.voice.name or handle_of(mention.voice) or "")
        if key not in parts:
            parts[key] = _Part(_original_of(index, statement.item))
        parts[key].mentions.append(mention)
    for reading, mention in named_in(index, person):
        key = (reading.view, mention.voice.name or "")
        if key not in parts:
            parts[key] = _Part(_original_of(index, reading.item))
        parts[key].mentions.append(mention)
    return list(parts.values())


def _original_of(index: Index, item: Id) -> str:
    return from_line(index.line("items", item), Item).original


def named_in(index: Index, person: Person) -> list[tuple[Reading, Mention]]:
    """Return where texts name a person as a child, whether it speaks there or not.

    A text in which the person speaks names the same one; any other must be joined by a link, for
    two children may have one name.
    """
    names = {name.value for name in person.names}
    named = {
        mention.id: (reading, mention)
        for reading in index.readings_with_minors()
        for mention in children_of(reading)
        if mention.voice.name in names
    }
    mentions = mentions_in(index, person)
    speaks = {(statement.view, mention.voice.name) for statement, mention in mentions}
    mine = {person.id} | {mention.id for _, mention in mentions}
    mine |= {of for of, (r, mention) in named.items() if (r.view, mention.voice.name) in speaks}
    waiting = named.keys() - mine
    while reached := {of for of in waiting if mine & _joined_to(index, of)}:
        mine |= reached
        waiting -= reached
    return [named[of] for of in named if of in mine]


def _joined_to(index: Index, mention: Id) -> set[Id]:
    """The other ends of the links between people that a mention is on, rejected ones apart."""
    links = (from_line(r.line, Link) for r in index.bearing_on(mention) if r.kind == "links")
    same = (link for link in links if link.kind == "same_person" and link.review != "rejected")
    return {end for link in same for end in (link.a, link.b)} - {mention}


# ------------------------------------------------------------------ protect, expose, child, adult


def _protected(
    index: Index, person: Person, ruling: Ruling, decisions: Iterable[Decision]
) -> Person:
    """The person as decided."""
    wanted = PROTECTIONS[ruling.verdict]
    if ruling.verdict == "expose" and person.minor is None and _near_childhood(index, person):
        raise NotUnderstood(
            f"Whether {person.name} is a child is not decided, and a text speaks of childhood.",
            f"Say that first: amana decide CASE {person.id[:8]} adult, or child.",
        )
    minor = person.minor if wanted.minor is None else wanted.minor
    at_risk = wanted.at_risk
    if at_risk is None:  # an adult was hidden as a child, unless somebody said at risk
        mine = {mention.id for _, mention in mentions_in(index, person)} | {person.id}
        mine |= {mention.id for _, mention in named_in(index, person)}
        told = [one.value for one in person_decisions(decisions) if one.on in mine]
        at_risk = any(isinstance(value, Person) and value.at_risk for value in told)
    return replace(person, minor=minor, at_risk=at_risk)


def _near_childhood(index: Index, person: Person) -> bool:
    items = {statement.item for statement, _ in mentions_in(index, person)}
    return any(
        CHILDHOOD in from_line(index.line("items", of), Item).sensitivity for of in sorted(items)
    )


def _unreached(case: Case, whole: Person, parts: Sequence[_Part]) -> list[Judged]:
    """Earlier decisions that hold for this person by name alone: they are decided anew, too."""
    mine = {mention.id for part in parts for mention in part.mentions}
    names = {name.value for name in whole.names}
    earlier = [
        (one, one.value)
        for one in person_decisions(case.history.decisions)
        if one.on not in mine
        and isinstance(one.value, Person)
        and (one.on == whole.id or names & {name.value for name in one.value.names})
    ]
    if not earlier:
        return []
    counting = (one for one in case.statements() if one.review not in {"rejected", "orphaned"})
    there = {mention.id for statement in counting for mention in mentions_of(statement)}
    with case.index() as index:
        readings = index.readings_with_minors()
        there |= {mention.id for reading in readings for mention in children_of(reading)}
    about = {act.index: _originals_of(act.fields) for act in case.custody.entries()}
    return [
        (replace(value, minor=whole.minor, at_risk=whole.at_risk), about[one.act])
        for one, value in earlier
        if one.on not in there
    ]


def _originals_of(fields: Mapping[str, object] | None) -> tuple[str, ...]:
    found = (fields or {}).get("originals")
    return tuple(map(str, found)) if isinstance(found, (list, tuple)) else ()


# ------------------------------------------------------------------ accept, reject


def _judged(
    index: Index, person: Person, parts: Sequence[_Part], ruling: Ruling
) -> Iterator[Judged]:
    """The links of a cluster as judged: those that hold it, or all that could hold it again."""
    original_of = {mention.id: part.original for part in parts for mention in part.mentions}
    links = {link.id: link for link in _links_within(index, original_of)}
    if ruling.verdict == "reject":
        links = {**_pairs(parts), **links}
    if not links:
        raise NotUnderstood(
            f"{person.name} stands in one text only: nothing was joined.",
            f"Decide on the statements: amana show CASE {person.id[:8]} lists them.",
        )
    if len(parts) > MOST_PARTED and ruling.verdict == "reject":
        raise NotUnderstood(
            f"{person.name} stands in {len(parts)} texts: too many to part at once.",
            f"Reject the links that are wrong: amana show CASE {person.id[:8]} lists them.",
        )
    for link in links.values():
        originals = sorted({original_of[link.a], original_of[link.b]})
        yield replace(link, review=REVIEWS[ruling.verdict]), originals


def _links_within(index: Index, mentions: Mapping[Id, str]) -> list[Link]:
    found: dict[Id, Link] = {}
    for of in mentions:
        for row in index.bearing_on(of):
            if row.kind == "links":
                link = from_line(row.line, Link)
                if link.kind == "same_person" and {link.a, link.b} <= mentions.keys():
                    found[link.id] = link
    return list(found.values())


def _pairs(parts: Sequence[_Part]) -> dict[Id, Link]:
    """A link for every two parts: none of them is to meet the other again."""
    spans: dict[Id, tuple[tuple[int, int], ...]] = defaultdict(tuple)
    for part in parts:
        spans[part.on] = next(m.voice.spans for m in part.mentions if m.id == part.on)
    made = {}
    for a, b in combinations(sorted(spans), 2):
        of = make_id("link", ["same_person", a, b])
        made[of] = Link(
            id=of,
            kind="same_person",
            relation=None,
            a=a,
            b=b,
            spans_a=spans[a],
            spans_b=spans[b],
            score=0.0,
            direction="unknown",
            reasons=(),
            review="rejected",
            by="decided",
        )
    return made
