"""Claims: statements that bear on one proposition, because one retells the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from amana.model import Amount, Facets, Id, Item, Link, Place, Statement, Time
from amana.weigh.counted import table
from amana.weigh.events import main_place, stands_behind

#: relations in which one statement is a part of the other: it hangs on its best whole only, so
#: that a phrase that stands in two statements does not glue them together
PARTS = {"fragment", "elided", "merged"}


class Groups:
    """Things that are joined step by step; each group is known by its smallest member."""

    def __init__(self, members: Iterable[Id]) -> None:
        """Begin with every member alone."""
        self._above = {member: member for member in members}

    def find(self, member: Id) -> Id:
        """Return the smallest member of a group."""
        top = member
        while self._above[top] != top:
            top = self._above[top]
        while self._above[member] != top:
            self._above[member], member = top, self._above[member]
        return top

    def join(self, a: Id, b: Id) -> None:
        """Make two groups one."""
        low, high = sorted((self.find(a), self.find(b)))
        self._above[high] = low

    def all(self) -> list[tuple[Id, ...]]:
        """Return the groups, sorted, each sorted."""
        found: dict[Id, list[Id]] = defaultdict(list)
        for member in sorted(self._above):
            found[self.find(member)].append(member)
        return [tuple(found[top]) for top in sorted(found)]


DECIDED = {"accepted", "edited", "added"}  # by a person
#: links that say that two statements are of one proposition
CARRYING = {"retells", "translates", "same_claim", "takes_from"}


def bearing(links: Iterable[Link], statements: Mapping[Id, Statement]) -> list[Link]:
    """Return the links that carry a claim from one statement to another: none rejected.

    What was taken over with another figure is another claim, be the rest word for word: `growth`.
    """
    known = [
        link
        for link in links
        if link.kind in CARRYING
        and link.review != "rejected"
        and {link.a, link.b} <= statements.keys()
    ]
    changed = {(link.a, link.b) for link in known if _is_changed(link)}
    return sorted(
        (link for link in known if (link.a, link.b) not in changed or link.review in DECIDED),
        key=lambda link: link.id,
    )


def _is_changed(link: Link) -> bool:
    return any(reason.signal == "differing_number" for reason in link.reasons)


def group(statements: Mapping[Id, Statement], links: Sequence[Link]) -> list[tuple[Id, ...]]:
    """Return the members of each claim; a statement without links is a claim of its own."""
    groups = Groups(statements)
    wholes = _best_wholes(statements, links)
    for link in links:
        accepted = link.review in DECIDED
        if accepted or not (_is_part(link) or {link.a, link.b} & wholes.keys()):
            groups.join(link.a, link.b)
    for part, whole in sorted(wholes.items()):
        groups.join(part, whole)
    return groups.all()


def _is_part(link: Link) -> bool:
    return link.relation in PARTS and link.kind == "retells"


def part_and_whole(link: Link, statements: Mapping[Id, Statement]) -> tuple[Id, Id]:
    """Return which of the two is the part: it takes from the other, or is the shorter."""
    if link.direction != "unknown":
        return (link.b, link.a) if link.direction == "a_to_b" else (link.a, link.b)
    shorter = min((link.a, link.b), key=lambda i: (length(statements[i]), i))
    return shorter, link.b if shorter == link.a else link.a


def _best_wholes(statements: Mapping[Id, Statement], links: Sequence[Link]) -> dict[Id, Id]:
    """For each part the whole that it most likely comes from."""
    found: dict[Id, list[tuple[bool, float, int, Id]]] = defaultdict(list)
    for link in links:
        if _is_part(link):
            part, whole = part_and_whole(link, statements)
            same = _person(statements[part]) in {_person(statements[whole])} - {None}
            found[part].append((not same, -link.score, -length(statements[whole]), whole))
    return {part: min(wholes)[-1] for part, wholes in found.items()}


def _person(statement: Statement) -> Id | None:
    return statement.speaker.person if statement.speaker is not None else None


def length(statement: Statement) -> int:
    """How many characters a statement has."""
    return sum(map(len, statement.words))


def fullest(members: Sequence[Statement]) -> Statement:
    """Return the statement that says most: affirmed before others, then the longest."""
    return min(members, key=lambda s: (s.stance == "asks", s.kind != "direct", -length(s), s.id))


def text_of(statement: Statement) -> str:
    """Return the words of a statement in one line."""
    return " … ".join(statement.words)


def facets_of(members: Sequence[Statement], items: Mapping[Id, Item]) -> Facets:
    """Return what a claim says, part by part, as far as its statements carry marks of it."""
    ordered = [fullest(members), *sorted(members, key=lambda s: s.id)]
    amount = next((a for s in ordered for a in s.amounts if _counts(a)), None)
    return Facets(
        who_harmed=amount.of if amount is not None and amount.state is not None else None,
        where=next((p for s in ordered for p in s.places if _is_where(p, items.get(s.item))), None),
        when=next((t for s in ordered for t in s.about if _resolved(t)), None),
        how_many=amount,
    )


def _counts(amount: Amount) -> bool:
    """Whether a figure is what a claim is about; one bag of somebody's is not."""
    if amount.negated or amount.part_of is not None:
        return False
    single = amount.low == amount.high == 1 and amount.state is None
    return (amount.of or amount.unit) is not None and not single


def _is_where(place: Place, item: Item | None) -> bool:
    """Whether a claim is told of a place: "in" stands before it, or its report tells of it.

    "How can we trust Kesheva" is not said of a thing in Kesheva.
    """
    if place.name is None or item is None:
        return place.name is not None
    if place.source == "case" or stands_behind(item.text, place, table()["where"]["before"]):
        return True
    main = main_place(item)
    return main is not None and main.name == place.name


def _resolved(time: Time) -> bool:
    return time.earliest is not None
