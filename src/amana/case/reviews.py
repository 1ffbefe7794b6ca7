"""People's decisions laid over what was read and linked: what they decided stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from amana.case.history import last_decisions
from amana.model import Decision, Id, Link, Problem, Reading, Statement

FROM_DECISION = {"accepted", "edited", "added"}  # listed as decided, whatever a reader finds


def lay_over(reading: Reading, decisions: Mapping[Id, Decision]) -> tuple[Reading, list[Problem]]:
    """Return a reading as people decided on it, and where the reader now differs from them.

    A rejected statement stays in the list, marked; one that was accepted is listed as it was
    decided even if the reader no longer finds it.
    """
    read = {statement.id: statement for statement in reading.statements}
    problems = []
    for decision in decisions.values():
        value = decision.value
        if not isinstance(value, Statement) or value.view != reading.view:
            continue
        found = read.get(value.id)
        if value.review in FROM_DECISION:
            problems += _difference(found, value, decision)
            read[value.id] = value
        elif found is not None:
            read[value.id] = replace(found, review=value.review)
    statements = sorted(read.values(), key=lambda one: (one.spans[0], one.id))
    return replace(reading, statements=tuple(statements)), problems


def _difference(found: Statement | None, decided: Statement, decision: Decision) -> list[Problem]:
    if found is not None and _bare(found) == _bare(decided):
        return []
    if found is not None and decision.review != "accepted":
        return []  # whoever edits it differs from the reader on purpose
    what = "finds it no longer" if found is None else "now reads it otherwise"
    return [
        Problem(
            where=decided.id,
            # without the name of who decided: problems stand in the dossier, and names stay here
            what=f"A person {decision.review} this statement; the reader {what}.",
            do=f"It is listed as decided. Look again: amana show CASE {decided.id}",
        )
    ]


def _bare(statement: Statement) -> Statement:
    """The statement without what is worked out later or says only how it was found."""
    speaker = statement.speaker and replace(statement.speaker, person=None)
    via = tuple(replace(voice, person=None) for voice in statement.via)
    said = statement.said and replace(statement.said, review="proposed")
    return replace(
        statement, speaker=speaker, via=via, said=said, review="proposed", by="", confidence=0
    )


def orphans(decisions: Mapping[Id, Decision], views: Collection[Id]) -> list[Statement]:
    """Return the decided statements whose view was replaced or withdrawn."""
    values = (decision.value for decision in decisions.values())
    return [
        replace(value, review="orphaned")
        for value in values
        if isinstance(value, Statement) and value.view not in views
    ]


def decided_links(
    links: Sequence[Link], decisions: Iterable[Decision], statements: Collection[Id]
) -> tuple[Link, ...]:
    """Return the links as people decided on them; accepted ones stay even if no longer found."""
    listed = {link.id: link for link in links}
    for decision in last_decisions(decisions).values():
        value = decision.value
        if not isinstance(value, Link):
            continue
        if value.id in listed:
            listed[value.id] = replace(listed[value.id], review=value.review)
        elif value.review in FROM_DECISION:
            there = {value.a, value.b} <= set(statements)
            listed[value.id] = value if there else replace(value, review="orphaned")
    return tuple(listed.values())
