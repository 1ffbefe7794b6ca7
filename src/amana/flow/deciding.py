"""What people say of it: a decision on one thing, sealed with the whole thing as decided."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from amana.canon import from_line
from amana.case.folder import Case
from amana.case.index import Row
from amana.case.naming import HEX_DIGITS, person_named
from amana.errors import NotUnderstood
from amana.flow.desk import Desk
from amana.flow.judging import PROTECTIONS, REVIEWS, Ruling, decide_on_person, seal
from amana.flow.keeping import seal_edits
from amana.flow.looking import make_fresh
from amana.flow.named import decide_on_named, is_only_named
from amana.model import Decision, Link, Person, Statement

VERDICTS = (*REVIEWS, *PROTECTIONS)


def decide(
    desk: Desk, folder: Path, sought: str, verdict: str, *, by: str, reason: str | None = None
) -> Decision:
    """Seal what somebody decided on a statement, a link or a person, and return it.

    `sought` is an id or its beginning, or a person's name. accept and reject are for all three:
    of a person they judge that its mentions are one voice. protect, expose, child and adult say
    of a person whether it is hidden in what leaves the case; protect and child also of somebody
    who never speaks, by a full name that stands in a text. NotUnderstood for another verdict,
    no name of who decides, a name that several people bear or no text has, a thing of another
    kind, and for expose or adult without a reason.
    """
    ruling = _ruling(verdict, by, reason)
    with Case.open(folder, config=desk.config, now=desk.now, write=True) as case:
        seal_edits(case, desk)
        make_fresh(case, desk)
        rows = _found(case, sought, ruling)
        if not rows:
            return decide_on_named(case, sought, ruling, desk.now())
        row = _decidable(rows, verdict)
        if row.kind == "people":
            return _on_person(case, from_line(row.line, Person), ruling, desk)
        of: type[Statement | Link] = Statement if row.kind == "statements" else Link
        value = replace(from_line(row.line, of), review=REVIEWS[verdict])
        return seal(case, [(value, _originals(case, value))], ruling, desk.now())


def _ruling(verdict: str, by: str, reason: str | None) -> Ruling:
    if verdict not in VERDICTS:
        raise NotUnderstood(f"{verdict!r} is no decision.", f"Say {', '.join(VERDICTS)}.")
    if not by.strip():
        raise NotUnderstood("A decision needs the name of whoever decides.", "Give --by NAME.")
    reason = (reason or "").strip() or None
    if reason is None and verdict in PROTECTIONS and PROTECTIONS[verdict].lifts:
        raise NotUnderstood(
            f"{verdict} can show a voice that is hidden now: it needs a reason.",
            "Give --reason TEXT; it stays in the case and is shown by amana log.",
        )
    return Ruling(verdict=verdict, by=by.strip(), reason=reason)


def _found(case: Case, sought: str, ruling: Ruling) -> Sequence[Row]:
    """What has this id, or whoever has this name; nothing where a name is to be hidden."""
    with case.index() as index:
        person = person_named(index, sought)
    if person is not None:
        return [person]
    is_name = not set(sought.strip().lower()) <= HEX_DIGITS
    if is_name and ruling.verdict in PROTECTIONS and PROTECTIONS[ruling.verdict].at_risk:
        return []
    return case.find(sought)


def _on_person(case: Case, person: Person, ruling: Ruling, desk: Desk) -> Decision:
    if ruling.verdict in PROTECTIONS and is_only_named(person) and person.name:
        return decide_on_named(case, person.name, ruling, desk.now())
    return decide_on_person(case, person, ruling, desk.now())


def _decidable(rows: Sequence[Row], verdict: str) -> Row:
    wanted = {"people"} if verdict in PROTECTIONS else {"people", "statements", "links"}
    for row in rows:
        if row.kind in wanted:
            return row
    one = rows[0]
    if verdict not in PROTECTIONS:
        raise NotUnderstood(
            f"{one.id} is among the {one.kind}; decisions are made on statements, links, people.",
            f"See those that bear on it: amana show CASE {one.id}",
        )
    speaker = json.loads(one.line).get("speaker") if one.kind == "statements" else None
    if speaker and speaker["person"]:
        told = f"Its voice is {speaker['name']}: amana decide CASE {speaker['person']} {verdict} …"
    else:
        told = "Give the id of a person, or the name: see amana list CASE people."
    raise NotUnderstood(f"{one.id} is among the {one.kind}; {verdict} is for people.", told)


def _originals(case: Case, value: Statement | Link) -> tuple[str, ...]:
    """What the decision is about: it is withdrawn with any of these originals."""
    with case.index() as index:
        ids = {value.item} if isinstance(value, Statement) else {value.a, value.b}
        originals: set[str] = set()
        while ids:
            plain = [json.loads(row.line) for of in sorted(ids) for row in index.starting_with(of)]
            originals |= {one["original"] for one in plain if "original" in one}
            further = [[one.get("item"), *one.get("statements", ())] for one in plain]
            ids = {of for some in further for of in some if of is not None} - ids
    return tuple(sorted(originals))
