"""The one order of every list: by item in order of arrival, then first span, then id."""

from collections.abc import Mapping, Sequence
from typing import Any

from amana.model import (
    Claim,
    Event,
    Id,
    Item,
    Link,
    Media,
    Origin,
    Person,
    Span,
    Statement,
)

Place = tuple[int, Span, Id]  #: number of the item, first span, id
NOWHERE = 1 << 60  #: stands behind every item


class Order:
    """Knows where each item and statement stands; whatever is made of them follows them."""

    def __init__(self, items: Sequence[Item], statements: Sequence[Statement]) -> None:
        """Take the items in order of arrival."""
        self._items = {item.id: number for number, item in enumerate(items)}
        self._places: dict[Id, Place] = {
            item.id: (number, (-1, -1), item.id) for number, item in enumerate(items)
        }
        for statement in statements:
            number = self._items.get(statement.item, NOWHERE)
            self._places[statement.id] = (number, statement.spans[0], statement.id)

    def sort(self, lists: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
        """Return the lists in order; problems stay in the order in which they came up."""
        kept = {kind: things for kind, things in lists.items() if kind in {"items", "problems"}}
        for person in lists.get("people", ()):
            self._places[person.id] = self._first(person.statements, person.id)
        for claim in lists.get("claims", ()):
            self._places.setdefault(claim.id, self._first(claim.statements, claim.id))
        rest = {kind: sorted(lists[kind], key=self._key) for kind in lists if kind not in kept}
        return {**kept, **rest}

    def _key(self, thing: object) -> tuple[Place, Id]:
        match thing:
            case Statement() | Person():
                return self._places[thing.id], thing.id
            case Link():
                return self._first((thing.a, thing.b), thing.id), thing.id
            case Claim():
                return self._first(thing.statements, thing.id), thing.id
            case Origin():
                return self._first((thing.claim,), thing.id), thing.id
            case Event():
                reports = [
                    (self._items.get(report.item, NOWHERE), report.span, report.id)
                    for report in thing.status_history
                ]
                claimed = self._first(thing.claims, thing.id)
                return min([*reports, claimed]), thing.id
            case Media():
                seen = [(self._items.get(one.item, NOWHERE), one.span, thing.id)
                        for one in thing.described]  # fmt: skip
                return min([*seen, self._first((thing.item or "",), thing.id)]), thing.id
        raise TypeError(type(thing))

    def _first(self, ids: Sequence[Id], of: Id) -> Place:
        """The first place among things; behind all where none of them has one."""
        places = [self._places[one] for one in ids if one in self._places]
        return min(places, default=(NOWHERE, (0, 0), of))
