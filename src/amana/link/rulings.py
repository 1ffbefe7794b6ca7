"""What people decided on people, carried to the figures that it is about.

A decision on a person is written once for each text in which the person stands, so that it
stays with every part when a cluster is parted, and the strictest holds when clusters join.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from amana.lang.letters import fold
from amana.link.figures import Figure, grown_or_not
from amana.model import Decision, Id, Person


def person_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decision that stands on each mention, in the order of the log."""
    last = {one.on: one for one in decisions if isinstance(one.value, Person)}
    return sorted(last.values(), key=lambda one: (one.act, one.on))


def reached(figures: Sequence[Figure], decisions: Iterable[Decision]) -> dict[Id, Decision]:
    """Return, by figure, the last decision that is about it.

    It is found by the mention it was written on, or by a statement of the person. Where a later
    reading finds neither, a decision that protects holds for every figure that bears one of the
    person's names: whom a person hid is not shown because a text is now read otherwise.
    """
    places = _Places(figures)
    return {figure: one for one in person_decisions(decisions) for figure in places.figures_of(one)}


def lost(figures: Sequence[Figure], decisions: Iterable[Decision]) -> Iterator[Person]:
    """Yield the protected whom no text names any more as a voice: their names stay hidden."""
    places = _Places(figures)
    for one in person_decisions(decisions):
        value = one.value
        if isinstance(value, Person) and value.at_risk and not places.figures_of(one):
            yield value


class _Places:
    """Where the figures stand: by mention, by statement, by name."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._mentions = {m.id: figure.id for figure in figures for m in figure.mentions}
        self._statements = {of: figure.id for figure in figures for of in figure.statements}
        self._names: dict[str, set[Id]] = defaultdict(set)
        for figure in figures:
            for name in (*figure.names, *figure.handles):
                self._names[fold(name)].add(figure.id)

    def figures_of(self, decision: Decision) -> set[Id]:
        """The figures that a decision is about."""
        person = decision.value
        if not isinstance(person, Person):
            return set()
        found = {self._statements.get(of) for of in person.statements}
        found.add(self._mentions.get(decision.on))
        figures = {of for of in found if of is not None}
        if not figures and person.at_risk:
            for name in (*(name.value for name in person.names), *person.handles):
                figures |= self._names.get(fold(name), set())
        return figures


def is_minor(cluster: Sequence[Figure], rulings: Mapping[Id, Decision]) -> bool | None:
    """Return whether a cluster is a child: for each figure what was decided, else what was read."""
    return grown_or_not([_decided_minor(figure, rulings) for figure in cluster])


def is_at_risk(cluster: Sequence[Figure], rulings: Mapping[Id, Decision]) -> bool:
    """Return whether a cluster is to be hidden: if any figure of it is.

    A child is, unless a person who knew it for a child decided otherwise.
    """
    return any(_at_risk(figure, rulings) for figure in cluster)


def _decided_minor(figure: Figure, rulings: Mapping[Id, Decision]) -> bool | None:
    value = _value(figure, rulings)
    return figure.minor if value is None or value.minor is None else value.minor


def _at_risk(figure: Figure, rulings: Mapping[Id, Decision]) -> bool:
    value = _value(figure, rulings)
    if value is None or value.minor is None:
        return figure.minor is True or (value is not None and value.at_risk)
    return value.at_risk


def _value(figure: Figure, rulings: Mapping[Id, Decision]) -> Person | None:
    ruling = rulings.get(figure.id)
    return ruling.value if ruling is not None and isinstance(ruling.value, Person) else None
