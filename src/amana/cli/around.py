"""What lies around a thing in the index, as values of the model."""

from collections.abc import Iterator
from typing import Final, TypeVar

from amana.canon import from_line
from amana.case.index import Index, Row
from amana.flow.looking import Mentioned, mentions_of_person
from amana.model import (
    Claim,
    Event,
    Id,
    Item,
    Link,
    Media,
    Origin,
    Person,
    Problem,
    Statement,
)

Thing = Item | Statement | Person | Link | Claim | Origin | Event | Media | Problem
T = TypeVar("T", Item, Statement, Person, Link, Claim, Origin, Event, Media)

TYPES: Final[dict[str, type[Thing]]] = {
    "items": Item,
    "statements": Statement,
    "people": Person,
    "links": Link,
    "claims": Claim,
    "origins": Origin,
    "events": Event,
    "media": Media,
    "problems": Problem,
}


def thing_of(row: Row) -> Thing:
    """Return a row of the index as a value of the model."""
    return from_line(row.line, TYPES[row.kind])


class Around:
    """Things by their ids, and by the ids that they name; each is read when it is asked for."""

    def __init__(self, index: Index) -> None:
        """Look things up in an index that stays open."""
        self._index = index

    def one(self, of: Id | None, kind: type[T]) -> T | None:
        """Return the thing of a kind that has this id, if there is one."""
        if not of:
            return None
        for row in self._index.starting_with(of):
            if TYPES[row.kind] is kind:
                return from_line(row.line, kind)
        return None

    def naming(self, of: Id, kind: type[T]) -> Iterator[T]:
        """Yield the things of a kind that name this id, in the order of their list."""
        for row in self._index.bearing_on(of):
            if TYPES[row.kind] is kind:
                yield from_line(row.line, kind)

    def mentions(self, person: Person) -> list[Id]:
        """Return the ids of a person's mentions: links between people are on those."""
        return [one.id for one in mentions_of_person(self._index, person)]

    def mentioned(self, link: Link) -> dict[Id, Mentioned]:
        """Return the mentions that a link between people is on; those that are gone are not there.

        Only people who bear a name that the link's reasons give are looked at.
        """
        names = {name.encode() for one in link.reasons for name in (one.left, one.right) if name}
        found: dict[Id, Mentioned] = {}
        for row in self._index.rows("people"):
            if not names or any(name in row.line for name in names):
                mentions = mentions_of_person(self._index, from_line(row.line, Person))
                found |= {one.id: one for one in mentions if one.id in {link.a, link.b}}
            if len(found) == len({link.a, link.b}):
                break
        return found
