"""What is there: a case with a fresh index, and one thing with all that bears on it."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amana.canon import from_line, to_plain
from amana.case.folder import INDEX, Case
from amana.case.index import LISTS, Index, Row
from amana.case.settings import GAZETTEER
from amana.errors import Refused
from amana.flow.desk import Desk
from amana.flow.judging import mentions_in, named_in
from amana.flow.keeping import seal_edits
from amana.flow.line import derive, program
from amana.model import Decision, Dossier, Id, Person, Seal, Speaker, Statement, Voice
from amana.read.places.gazetteer import read_gazetteer
from amana.tell.hidden import CHILDHOOD, find_hidden

NOT_SHOWN = {"rejected", "orphaned"}  # statements of which no dossier tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One thing of a case, with everything that bears on it."""

    id: Id
    found: tuple[Row, ...]  #: what has this id: a cluster shares it with a member
    bearing: tuple[Row, ...]  #: all that names it, and what it names, by list
    decisions: tuple[Decision, ...] = field(default=())  #: on it, in the order of the log


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """One place where a person stands: as speaker of a statement, or as who passed it on."""

    id: Id
    statement: Statement
    voice: Voice | Speaker


def open_case(desk: Desk, folder: Path) -> Case:
    """Return a case to look at, its index made again if it was missing or older than its log."""
    case = _open(desk, folder)
    try:
        make_fresh(case, desk)
        if case.is_edited():
            desk.notice("The settings were changed by hand: the next amana read seals and uses it.")
    except BaseException:
        case.close()
        raise
    return case


def reach_stage(desk: Desk, folder: Path, stage: str, *, afresh: bool = False) -> Case:
    """Return a case whose index goes at least as far as a stage, or is made afresh.

    Settings that were changed by hand are sealed first, where this user can write the log; what
    is made afresh rests on the last that were sealed.
    """
    case = _open(desk, folder) if afresh else _sealed(desk, folder)
    try:
        if afresh:
            derive(case, desk, afresh=True)
        else:
            make_fresh(case, desk, until=stage)
    except BaseException:
        case.close()
        raise
    return case


def _sealed(desk: Desk, folder: Path) -> Case:
    case = _open(desk, folder)
    edits = {edit.name: edit.content for edit in case.edits()}
    if not edits:
        return case
    read_gazetteer((edits.get(GAZETTEER) or b"").decode("utf-8", errors="replace"))  # or says why
    case.close()
    try:
        with Case.open(folder, config=desk.config, now=desk.now, write=True) as writing:
            seal_edits(writing, desk)
    except Refused as error:
        desk.notice(f"The changed settings are not used: {error.what}")
    return _open(desk, folder)


def _open(desk: Desk, folder: Path) -> Case:
    return Case.open(folder, config=desk.config, now=desk.now)


def make_fresh(case: Case, desk: Desk, *, until: str = "weighed") -> None:
    """Make the index again unless it is of this log and this program, and goes so far."""
    if case.is_fresh(program(), until):
        return
    if not os.access(case.folder, os.W_OK):
        desk.notice(f"{case.folder} cannot be written: its index is made elsewhere, for now.")
        case.index_path = Path(tempfile.mkdtemp(prefix="amana-")) / INDEX
    derive(case, desk, until=until)


def show(case: Case, prefix: str) -> Shown:
    """Return one thing by its id, or the beginning of it, with everything that bears on it."""
    found = case.find(prefix)
    of = found[0].id
    with case.index() as index:
        near = [*index.bearing_on(of), *(row for one in found for row in index.named_by(one))]
        people = [_mentions(index, row) for row in found if row.kind == "people"]
        meant = {of}.union(*people)
    bearing = {(row.kind, row.line): row for row in near if row.id != of}
    return Shown(
        id=of,
        found=tuple(found),
        bearing=tuple(sorted(bearing.values(), key=lambda row: LISTS.index(row.kind))),
        decisions=tuple(one for one in case.history.decisions if one.on in meant),
    )


def mentions_of_person(index: Index, person: Person) -> list[Mentioned]:
    """Return every mention of a person: decisions and links on it are written on those."""
    return [
        Mentioned(id=mention.id, statement=statement, voice=mention.voice)
        for statement, mention in mentions_in(index, person)
    ]


def _mentions(index: Index, row: Row) -> set[Id]:
    person = from_line(row.line, Person)
    named = {mention.id for _, mention in named_in(index, person)}
    return named | {one.id for one in mentions_of_person(index, person)}


def plain_of(shown: Shown) -> dict[str, Any]:
    """Return what is shown as plain data."""
    bearing: dict[str, list[Any]] = {}
    for row in shown.bearing:
        bearing.setdefault(row.kind, []).append(json.loads(row.line))
    return {
        "id": shown.id,
        "found": [{"list": row.kind, "thing": json.loads(row.line)} for row in shown.found],
        "bearing": bearing,
        "decisions": [to_plain(decision) for decision in shown.decisions],
    }


def known_of_people(case: Case) -> dict[Id, dict[str, bool]]:
    """Return, by person, what its line does not say: undecided, only_named; each only if true.

    undecided: hidden in what leaves the case until somebody decides. only_named: nobody's voice.
    """
    found: dict[Id, dict[str, bool]] = {}
    items, people = tuple(case.items()), tuple(case.people())
    if any(CHILDHOOD in item.sensitivity for item in items):
        statements = (one for one in case.statements() if one.review not in NOT_SHOWN)
        dossier = Dossier(
            title="", zone="UTC", seal=Seal(origin="", size=0, root="", key=""), items=items,
            statements=tuple(statements), people=people, links=(), claims=(), origins=(),
            events=(), media=(), problems=(),
        )  # fmt: skip
        hidden = [one for one in find_hidden(dossier) if one.why == "undecided"]
        found = {of: {"undecided": True} for one in hidden for of in one.people}
    with case.index() as index:
        for one in people:
            if not one.statements and not any(
                row.kind == "statements" for row in index.bearing_on(one.id)
            ):
                found.setdefault(one.id, {})["only_named"] = True
    return found


def counts(case: Case) -> dict[str, int]:
    """Return how many things each list has."""
    with case.index() as index:
        return {kind: index.count(kind) for kind in LISTS}
