"""Six lines on what a case holds, for whoever sees one the first time; every number is counted."""

from collections import Counter
from collections.abc import Sequence

from amana.case.folder import Case
from amana.flow.telling import dossier_of
from amana.model import Dossier, Person
from amana.tell.front import against_each_other, voices_of
from amana.tell.hidden import find_hidden

BOTH = {"Arab", "Latn"}


def six_lines(case: Case) -> tuple[str, ...]:
    """Return six lines on a case whose index is fresh."""
    dossier = dossier_of(case)
    return (
        _words(dossier),
        _fragments(dossier),
        _people(dossier),
        _events(dossier),
        _pictures(dossier),
        _hidden(dossier),
    )


def _words(dossier: Dossier) -> str:
    kinds = Counter(statement.kind for statement in dossier.statements)
    reports, speak = len(dossier.items), len(voices_of(dossier))
    quoted = _counted(kinds["direct"], "quotation")
    said = f"{_counted(len(dossier.statements), 'statement')} by {_counted(speak, 'voice')}"
    return f"{_counted(reports, 'report')}, {said}; {quoted}, to the letter."


def _fragments(dossier: Dossier) -> str:
    cut = [link.a for link in dossier.links if link.relation == "fragment"]
    found = _counted(len(set(cut)), "fragment")
    return f"{found} found again inside longer quotations: told twice, counted once."


def _people(dossier: Dossier) -> str:
    item_of = {statement.id: statement.item for statement in dossier.statements}
    in_several = [
        one for one in dossier.people if len({item_of.get(said) for said in one.statements}) > 1
    ]
    both = [one for one in in_several if {name.script for name in one.names} >= BOTH]
    shown = f": {_in_both(both)}" if both else ""
    told = _counted(len(in_several), "voice")
    return f"{told} in several reports, {len(both)} of them in both scripts{shown}."


def _in_both(people: Sequence[Person]) -> str:
    """The name of the one who says most, in both scripts."""
    most = max(people, key=lambda one: len(one.statements))
    first = {name.script: name.value for name in reversed(most.names)}
    return f"{first['Latn']} is {first['Arab']}"


def _events(dossier: Dossier) -> str:
    against = {
        frozenset((claim.id, other.claim))
        for claim in dossier.claims
        for other in claim.contradictions
    }
    told = sum(len(event.status_history) for event in dossier.events)
    how = f"{_counted(told, 'report')} of how {_counted(len(dossier.events), 'event')} stood"
    disputed = sum(against_each_other(event) is not None for event in dossier.events)
    return (
        f"{how}, {disputed} of them disputed; {_counted(len(against), 'contradiction')} in claims."
    )


def _pictures(dossier: Dossier) -> str:
    old = [one for one in dossier.media if one.older_than_event]
    first = min((one.earliest_known.value for one in old if one.earliest_known), default="")
    when = f": it is from {first}" if first else ""
    return f"{_counted(len(old), 'picture')} older than the story beside it{when}."


def _hidden(dossier: Dossier) -> str:
    why = Counter(one.why for one in find_hidden(dossier))
    children = _counted(why["child"], "child", "children")
    withheld = why["undecided"]
    more = f"; {_counted(withheld, 'name')} withheld until you decide" if withheld else ""
    return f"{children} hidden on every page, under every spelling in both scripts{more}."


def _counted(number: int, one: str, more: str | None = None) -> str:
    """A number with what it counts."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
