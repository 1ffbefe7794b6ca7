"""Who is hidden, and why: children, people at risk, and voices nobody has decided about yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from amana.lang.letters import fold, script_of
from amana.lang.lexicon import load
from amana.lang.names import compare_names, is_generic, sound_keys
from amana.lang.words import words
from amana.model import Dossier, Id, Person, Speaker, Statement, Voice

Why = Literal["child", "at_risk", "undecided"]
ORDER: tuple[Why, ...] = ("child", "at_risk", "undecided")  # the strictest first
CHILDHOOD = "childhood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One voice that is hidden, and every spelling under which it could be found."""

    why: Why
    number: int  #: counts within its `why`, in the order of the dossier
    people: tuple[Id, ...]
    statements: tuple[Id, ...]
    names: tuple[str, ...]
    handles: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """What is gathered about one voice before it gets its number."""

    why: Why
    people: dict[Id, None]
    statements: dict[Id, None]
    names: dict[str, None]
    handles: dict[str, None]


def find_hidden(
    dossier: Dossier, others: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> tuple[Hidden, ...]:
    """Return the hidden voices, numbered in the order in which the dossier meets them.

    A voice is hidden if its person or any of its statements says child or at risk; or if nobody
    has decided and the report speaks of childhood. Whoever has the same name, in either script,
    is hidden with it: two people of one name cannot be told apart by a mask. `others`: by a name,
    what else its bearer is called; what begins with "@" is an account.
    """
    people = {person.id: person for person in dossier.people}
    groups = dict(_first_groups(dossier, people))
    for statement in dossier.statements:
        for voice in (statement.speaker, *statement.via):
            if voice and (group := groups.get(_key(voice, statement))):
                _gather(group, voice)
    for key, group in groups.items():
        if person := people.get(key):
            group.names.update(dict.fromkeys(_names_of(person)))
            group.handles.update(dict.fromkeys(person.handles))
    for group in groups.values():
        for name in [other for own in tuple(group.names) for other in others.get(own, ())]:
            (group.handles if name.startswith("@") else group.names)[name] = None
    numbers = dict.fromkeys(ORDER, 0)
    hidden = []
    for group in _joined(groups.values()):
        numbers[group.why] += 1
        hidden.append(
            Hidden(
                why=group.why,
                number=numbers[group.why],
                people=tuple(group.people),
                statements=tuple(group.statements),
                names=tuple(group.names),
                handles=tuple(group.handles),
            )
        )
    return _with_namesakes(tuple(hidden), dossier)


def _first_groups(dossier: Dossier, people: Mapping[Id, Person]) -> Iterator[tuple[str, _Group]]:
    """One group for each voice that has a reason to be hidden, the strictest reason kept."""
    childhood = {item.id for item in dossier.items if CHILDHOOD in item.sensitivity}
    groups: dict[str, _Group] = {}
    for statement in dossier.statements:
        if not (speaker := statement.speaker):
            continue
        person = people.get(speaker.person or "")
        if why := _why(speaker, person, in_childhood=statement.item in childhood):
            key = _key(speaker, statement)
            group = groups.setdefault(key, _Group(why, {}, {}, {}, {}))
            group.why = min(group.why, why, key=ORDER.index)
    for person in people.values():
        if why := _why_of_person(person):
            group = groups.setdefault(person.id, _Group(why, {}, {}, {}, {}))
            group.why = min(group.why, why, key=ORDER.index)
    for statement in dossier.statements:
        if statement.speaker and (key := _key(statement.speaker, statement)) in groups:
            groups[key].statements[statement.id] = None
    for key, group in groups.items():
        if key in people:
            group.people[key] = None
        yield key, group


def _why_of_person(person: Person) -> Why | None:
    """A child is at risk unless a person, knowing it for a child, decided that it may be shown."""
    if not person.at_risk:
        return None
    return "child" if person.minor else "at_risk"


def _why(speaker: Speaker, person: Person | None, *, in_childhood: bool) -> Why | None:
    settled = person is not None and person.minor is not None  # the statements' word is in it
    if speaker.minor and speaker.kind in {"person", "unnamed"} and not settled:
        return "child"
    if person and (why := _why_of_person(person)):
        return why
    decided = speaker.minor is not None or (person is not None and person.minor is not None)
    named = speaker.kind == "person" or bool(speaker.name and speaker.kind == "unnamed")
    return "undecided" if in_childhood and named and not decided else None


def _key(voice: Voice | Speaker, statement: Statement) -> str:
    """The person, or else the name, or else this one statement."""
    name = voice.name or (voice.as_written if voice.kind == "person" else "")
    return voice.person or (f"name {fold(name)}" if name else f"statement {statement.id}")


def _gather(group: _Group, voice: Voice | Speaker) -> None:
    if voice.name:
        group.names[voice.name] = None
    if voice.as_written.startswith("@"):
        group.handles[voice.as_written] = None
    elif _may_be_name(voice):
        group.names[voice.as_written] = None


def _may_be_name(voice: Voice | Speaker) -> bool:
    """Whether the words of a mention are a spelling of a name rather than "she" or "the girl"."""
    written = voice.as_written
    tokens = {fold(written[start:end]) for start, end in words(written)}
    if not tokens or tokens <= _no_names() or voice.kind == "unnamed":
        return False
    if voice.name is None:
        return not is_generic(written)
    of_name = {fold(voice.name[start:end]) for start, end in words(voice.name)}
    other_script = script_of(written) != script_of(voice.name)
    return bool(tokens & of_name) or (other_script and not is_generic(written))


@cache
def _no_names() -> frozenset[str]:
    lists = load("voices")
    found = [*lists["en"]["not_names"], *lists["en"]["pronouns"]]
    found += [*lists["ar"].get("not_names", ()), *lists["ar"].get("pronouns", ())]
    return frozenset(map(fold, found))


def _names_of(person: Person) -> Iterator[str]:
    if person.name:
        yield person.name
    yield from (name.value for name in person.names)


def _joined(groups: Iterable[_Group]) -> list[_Group]:
    """The groups, those of one name made one: a child by name is a child in every report."""
    joined: list[_Group] = []
    for group in groups:
        keys = {fold(name) for name in group.names}
        twin = next((g for g in joined if keys & {fold(name) for name in g.names}), None)
        if twin is None:
            joined.append(group)
            continue
        twin.why = min(twin.why, group.why, key=ORDER.index)
        for mine, theirs in (
            (twin.people, group.people),
            (twin.statements, group.statements),
            (twin.names, group.names),
            (twin.handles, group.handles),
        ):
            mine.update(theirs)
    return joined


def _with_namesakes(hidden: tuple[Hidden, ...], dossier: Dossier) -> tuple[Hidden, ...]:
    """Each with the people and spellings of the dossier whose names are the same as its own."""
    by_sound: dict[str, list[int]] = {}
    for i, one in enumerate(hidden):
        for name in one.names:
            for key in sound_keys(name)[:1]:
                by_sound.setdefault(key, []).append(i)
    more = list(hidden)
    for name, person in _all_names(dossier):
        for i in dict.fromkeys(by_sound.get((sound_keys(name) or ("",))[0], ())):
            if any(compare_names(name, own).verdict == "same" for own in hidden[i].names):
                people = (person.id,) if person else ()
                names = (name, *(_names_of(person) if person else ()))
                more[i] = replace(
                    more[i],
                    names=tuple(dict.fromkeys((*more[i].names, *names))),
                    people=tuple(dict.fromkeys((*more[i].people, *people))),
                    handles=tuple(
                        dict.fromkeys((*more[i].handles, *(person.handles if person else ())))
                    ),
                )
    return tuple(more)


def _all_names(dossier: Dossier) -> Iterator[tuple[str, Person | None]]:
    for person in dossier.people:
        yield from ((name, person) for name in _names_of(person))
    for name in all_voice_names(dossier):
        yield name, None


def all_voice_names(dossier: Dossier) -> tuple[str, ...]:
    """Return every name that a voice, an author or a cluster of the dossier bears."""
    names: dict[str, None] = {}
    for statement in dossier.statements:
        for voice in (statement.speaker, *statement.via):
            if voice and voice.name:
                names[voice.name] = None
    for person in dossier.people:
        names.update(dict.fromkeys(_names_of(person)))
    names.update((item.author, None) for item in dossier.items if item.author)
    return tuple(names)
