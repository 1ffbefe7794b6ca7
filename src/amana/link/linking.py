"""The whole of link: readings in, links and clusters out, the decisions of people obeyed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from amana.canon import to_line
from amana.lang.letters import fold
from amana.lang.parties import sides_of
from amana.lang.words import sentences
from amana.link import signals
from amana.link.denials import denials
from amana.link.figures import figures_of, mention_id
from amana.link.media import described_media
from amana.link.people import same_people
from amana.link.translations import translations
from amana.link.words import Wording, retellings
from amana.model import (
    Decision,
    Direction,
    Id,
    Link,
    Media,
    Person,
    Reading,
    Reason,
    Said,
    Span,
    Statement,
    View,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What link finds: each sorted by id, statements in the order of their readings."""

    links: tuple[Link, ...]
    people: tuple[Person, ...]
    media: tuple[Media, ...]
    statements: tuple[Statement, ...]  #: the same as read, with `person` of every voice filled in
    retold: tuple[Link, ...]  #: by words alone, before anybody decided on them


def link(
    readings: Sequence[Reading],
    *,
    views: Mapping[Id, View] | None = None,
    decisions: Sequence[Decision] = (),
    retold: Sequence[Link] = (),
    parties: Mapping[str, Sequence[str]] | None = None,
) -> Linked:
    """Return the links between statements and between mentions, people, and pictures.

    The order of the readings changes nothing but the order of the statements. Rejected links are
    among the links, marked; nothing rests on them. `views` tell the language of a container.
    `retold`: what `retellings_of` gave for readings of the same `grounds_of_words`. `parties`: the
    sides of the conflict that the case names, each with words for it.
    """
    statements = [statement for reading in readings for statement in reading.statements]
    by_words = tuple(retold) or retellings_of(readings)
    standing = _decided(by_words, decisions)
    figures = [figure for reading in readings for figure in figures_of(reading)]
    people = same_people(
        figures,
        retold=standing,
        decisions=decisions,
        langs={r.view: _lang(r, (views or {}).get(r.view)) for r in readings},
        sides=sides_of(parties or {}),
    )
    statements = [_with_people(s, people.person_of) for s in statements]
    translated = translations([s for s in statements if s.review != "rejected"], people.person_of)
    denied = denials([s for s in statements if s.review != "rejected"], by_words)
    words = _decided([*standing, *translated, *denied], decisions)
    return Linked(
        links=tuple(sorted([*words, *people.links], key=lambda one: one.id)),
        people=people.people,
        media=described_media(readings),
        statements=tuple(statements),
        retold=by_words,
    )


def _lang(reading: Reading, view: View | None) -> str:
    return view.lang if view is not None and view.lang else reading.lang


def grounds_of_words(readings: Sequence[Reading]) -> str:
    """Return a digest of all that `retellings_of` looks at: while it stands, so do its links."""
    statements = sorted((s for r in readings for s in r.statements), key=lambda s: s.id)
    digest = sha256()
    for s in statements:
        places = [place.span for place in s.places]
        said = s.said and (s.said.earliest, s.said.latest, s.said.as_written, s.said.value)
        counted = [amount.span for amount in s.amounts]
        told = (s.id, s.view, s.words, s.spans, places, counted, _name(s), said, _is_out(s))
        digest.update(to_line(told))
    return digest.hexdigest()


def _is_out(statement: Statement) -> bool:
    return statement.review == "rejected"


def retellings_of(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Return the links between statements by words; spans are offsets of each view's text."""
    statements = {s.id: s for r in readings for s in r.statements if s.review != "rejected"}
    places = {s.id: tuple(p.span for p in s.places) for s in statements.values()}
    wordings = [
        Wording(
            id=statement.id,
            parts=tuple(
                (words, start)
                for words, (start, _) in zip(statement.words, statement.spans, strict=True)
            ),
            names=places[statement.id],
        )
        for statement in statements.values()
    ]

    def apart(a: Wording, b: Wording) -> bool:
        return _is_one_stretch(statements[a.id], statements[b.id])

    return tuple(
        _dated(found, statements[found.a], statements[found.b])
        for found in retellings(wordings, apart=apart)
        if not _counted_by_one(found, statements[found.a], statements[found.b])
    )


def _is_one_stretch(a: Statement, b: Statement) -> bool:
    """Whether two statements share characters of one text: one quoted inside the other."""
    return a.view == b.view and any(x[0] < y[1] and y[0] < x[1] for x in a.spans for y in b.spans)


def _counted_by_one(found: Link, a: Statement, b: Statement) -> bool:
    """Whether two people share the frame of a sentence, and one of them alone fills in a figure."""
    if found.relation not in {"edited", "paraphrase"} or not _are_two_people(a, b):
        return False
    return _figures_around(found.spans_a, a) != _figures_around(found.spans_b, b)


def _are_two_people(a: Statement, b: Statement) -> bool:
    """Whether both speakers have names that share no word."""
    names = [set(fold(_name(s)).split()) for s in (a, b)]
    return all(names) and not names[0] & names[1]


def _figures_around(spans: Sequence[Span], statement: Statement) -> bool:
    """Whether a figure stands in the sentences that some spans touch."""
    around = [
        (start + first, start + last)
        for words, (start, _) in zip(statement.words, statement.spans, strict=True)
        for first, last in sentences(words)
        if any(start + first < end and begin < start + last for begin, end in spans)
    ]
    return any(x <= a.span[0] < y for a in statement.amounts for x, y in around)


def _dated(found: Link, a: Statement, b: Statement) -> Link:
    """Add what speaker and time say of a link: who is the same, who was first."""
    if found.kind != "retells":
        return found
    reasons: list[Reason] = []
    if _name(a) and _name(a) == _name(b):
        reasons.append(signals.same_voice(_name(a), _name(b)))
    first = _first(a.said, b.said)
    if first != "unknown" and a.said and b.said:
        times = [f"{said.as_written} ({said.value})" for said in (a.said, b.said)]
        reasons.append(signals.said_earlier(*times, detail=f"{first.replace('_', ' ')}"))
    return replace(
        found, direction=_agreed(found.direction, first), reasons=(*found.reasons, *reasons)
    )


def _name(statement: Statement) -> str:
    return (statement.speaker.name or "") if statement.speaker is not None else ""


def _first(a: Said | None, b: Said | None) -> Direction:
    """Which was said first, where the times leave no doubt."""
    if a is None or b is None:
        return "unknown"
    if a.latest is not None and b.earliest is not None and a.latest <= b.earliest:
        return "a_to_b"
    if b.latest is not None and a.earliest is not None and b.latest <= a.earliest:
        return "b_to_a"
    return "unknown"


def _agreed(words: Direction, times: Direction) -> Direction:
    """The direction that words and times give; unknown where they contradict each other."""
    if "unknown" in {words, times}:
        return times if words == "unknown" else words
    return words if words == times else "unknown"


def _decided(found: Iterable[Link], decisions: Sequence[Decision]) -> tuple[Link, ...]:
    """Lay decisions over the links of words: as a person decided it, a link stands."""
    links = {one.id: one for one in found}
    for decision in decisions:
        if isinstance(decision.value, Link) and decision.value.kind != "same_person":
            links[decision.on] = replace(decision.value, review=decision.review)
        elif decision.on in links:
            links[decision.on] = replace(links[decision.on], review=decision.review)
    return tuple(links[i] for i in sorted(links))


def _with_people(statement: Statement, person_of: Mapping[Id, Id]) -> Statement:
    """The statement with the cluster of each of its voices."""
    speaker = statement.speaker
    if speaker is not None:
        person = person_of.get(mention_id(statement.id, "speaker"))
        speaker = replace(speaker, person=person)
    via = tuple(
        replace(voice, person=person_of.get(mention_id(statement.id, f"via/{n}")))
        for n, voice in enumerate(statement.via)
    )
    return replace(statement, speaker=speaker, via=via)
