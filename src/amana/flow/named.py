"""Who is only named: nobody's voice, found in the texts by a full name, and decided on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from amana.case.folder import Case
from amana.case.naming import FEWEST_WORDS, as_name, id_of_name, spelling
from amana.errors import NotUnderstood
from amana.flow.judging import PROTECTIONS, Judged, Ruling, seal
from amana.model import Decision, Dossier, Id, Item, Person, Seal
from amana.tell.masks import Veil

_NO_SEAL = Seal(origin="", size=0, root="", key="")

Place = tuple[str, str]  #: a spelling, and the original in whose text it stands


def decide_on_named(case: Case, sought: str, ruling: Ruling, at: datetime) -> Decision:
    """Seal what somebody decided on a person whom texts only name, and return it.

    One act for each text and spelling, so that a withdrawn text takes its own along. Raises
    NotUnderstood where no text has the name, or it is less than a full one.
    """
    if len(sought.split()) < FEWEST_WORDS:
        raise NotUnderstood(
            f"No voice here is called {sought}; nothing is hidden.",
            "Of somebody who is only spoken about give the full name.",
        )
    places = list(_places(case.items(), sought))
    if not places:
        raise NotUnderstood(
            f"No text of this case has the name {sought}; nothing is hidden.",
            "Give it as a text writes it: amana search CASE NAME finds where.",
        )
    values: list[Judged] = [(_person(name, case, ruling), (of,)) for name, of in places]
    names = {one.value: one for value, _ in values if isinstance(value, Person)
             for one in value.names}  # fmt: skip
    told = seal(case, values, ruling, at)
    assert isinstance(told.value, Person)  # noqa: S101 - sealed just now
    return replace(told, value=replace(told.value, names=tuple(names.values())))


def is_only_named(person: Person) -> bool:
    """Whether somebody was decided on whom texts only name."""
    return person.name is not None and person.id == id_of_name(person.name)


def _person(name: str, case: Case, ruling: Ruling) -> Person:
    """The person as decided; what was decided before on this name stands where this is silent."""
    wanted, of = PROTECTIONS[ruling.verdict], id_of_name(name)
    earlier = [one.value for one in case.history.decisions if one.on == of]
    last = next((one for one in reversed(earlier) if isinstance(one, Person)), None)
    minor, at_risk = (last.minor, last.at_risk) if last else (None, False)
    return Person(
        id=of,
        name=name,
        names=(as_name(name),),
        kind="person",
        roles=(),
        handles=(),
        minor=minor if wanted.minor is None else wanted.minor,
        at_risk=at_risk if wanted.at_risk is None else wanted.at_risk,
        party=None,
        statements=(),
        review="proposed",
    )


def _places(items: Iterable[Item], sought: str) -> Iterator[Place]:
    """Where the name stands: in a text, a title, an author's line, the name of a file.

    As pages would be searched for it, so that what is found here is what is hidden there. The
    spelling that was asked for comes first.
    """
    veil = _veil_of(sought)
    found: dict[tuple[Id, str], Place] = {}
    for item in items:
        for text in (item.text, item.title or "", item.author or "", item.file):
            for mark in veil.marks(text):
                if name := spelling(text[mark.start : mark.end], sought):
                    place = (name, item.original)
                    found.setdefault((id_of_name(name), item.original), place)
    yield from sorted(found.values(), key=lambda one: id_of_name(one[0]) != id_of_name(sought))


def _veil_of(name: str) -> Veil:
    """What hides this name and nothing else."""
    person = Person(
        id=id_of_name(name), name=name, names=(as_name(name),),
        kind="person", roles=(), handles=(), minor=None, at_risk=True, party=None, statements=(),
        review="proposed",
    )  # fmt: skip
    nothing: tuple[()] = ()
    return Veil(
        Dossier(
            title="", zone="UTC", seal=_NO_SEAL, items=nothing, statements=nothing,
            people=(person,), links=nothing, claims=nothing, origins=nothing, events=nothing,
            media=nothing, problems=nothing,
        )
    )  # fmt: skip
