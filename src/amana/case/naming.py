"""Whom a name means in a case: one person, a question back, or one who is only named."""

from collections.abc import Iterator

from amana.canon import from_line, make_id
from amana.case.index import Index, Row
from amana.errors import NotUnderstood
from amana.lang.letters import fold, script_of
from amana.lang.names import compare_names, name_parts
from amana.model import Id, Name, Person

#: agreement from which a part of a name is taken for a question after it. Set on names of the
#: example case, both scripts: a true part scores 0.9 or more, another name less than 0.5
ASKED_AFTER = 0.6
HEX_DIGITS = frozenset("0123456789abcdef")
FEWEST_WORDS = 2  #: of a name by which one is found who never speaks: one alone is anybody's
MOST_SHOWN = 6  #: people that a question back names


def person_named(index: Index, sought: str) -> Row | None:
    """Return whom a name means, in either script; None where nobody is called so.

    Written in full it means whoever bears it. NotUnderstood where several do, or where it is a
    part of several names: they are told with their ids.
    """
    found = list(_called(index, sought))
    best = max((closeness for closeness, _, _ in found), default=0)
    lone = len(name_parts(sought)) < 2  # noqa: PLR2004 - a first name alone says little
    meant = [one for one in found if lone or one[0] == best]
    if len(meant) > 1:
        some = "; ".join(f"{who.id[:8]} {_told(who)}" for _, who, _ in meant[:MOST_SHOWN])
        more = "; …" if len(meant) > MOST_SHOWN else ""
        raise NotUnderstood(
            f"{len(meant)} here can be meant by {sought}.", f"Give an id: {some}{more}"
        )
    return meant[0][2] if meant else None


def _told(person: Person) -> str:
    role = person.roles[0] if person.roles else ""
    count = len(person.statements)
    counted = f"{count} statement{'' if count == 1 else 's'}"
    return ", ".join(part for part in (person.name, role, counted) if part)


def _called(index: Index, sought: str) -> Iterator[tuple[int, Person, Row]]:
    """Whoever can be meant: 3 as written, 2 in another spelling, 1 by a part of the name."""
    for row in index.rows("people"):
        person = from_line(row.line, Person)
        names = [name.value for name in person.names]
        closeness = max((_closeness(name, sought) for name in names), default=0)
        if fold(sought).removeprefix("@") in {h.removeprefix("@") for h in person.handles}:
            closeness = 3
        if closeness:
            yield closeness, person, row


def _closeness(name: str, sought: str) -> int:
    if fold(name) == fold(sought):
        return 3
    if not set(sought.lower()) - HEX_DIGITS:
        return 0  # the beginning of an id, far rather than of another spelling
    found = compare_names(name, sought)
    if found.verdict == "same":
        return 2
    fewer = len(name_parts(sought)) <= len(name_parts(name))
    return int(found.verdict == "cannot_tell" and fewer and found.score >= ASKED_AFTER)


# ------------------------------------------------------------------ who is only named


def id_of_name(name: str) -> Id:
    """Return the id of whoever is nobody's voice: of the name alone, as it is folded."""
    return make_id("mention", ["named", fold(name)])


def as_name(name: str) -> Name:
    """Return a name with its script."""
    script = script_of(name)
    return Name(value=name, script=script, lang="ar" if script == "Arab" else "und")


def spelling(written: str, sought: str) -> str | None:
    """Return a name as a text writes it; None where less than a whole one stands there."""
    plain = " ".join(written.split())
    if fold(plain) == fold(sought):
        return sought
    if len(plain.split()) < FEWEST_WORDS:
        return None
    return plain if compare_names(plain, sought).verdict == "same" else sought
