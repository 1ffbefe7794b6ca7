"""What people say of it: a decision on one thing, sealed with the whole thing as decided."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from amana.canon import from_line, sealable
from amana.case.folder import Case
from amana.case.index import Row
from amana.errors import NotUnderstood
from amana.flow.desk import Desk
from amana.flow.keeping import seal_edits
from amana.flow.looking import make_fresh
from amana.keep.custody import Act
from amana.keep.payload import ACT
from amana.model import Decision, Link, Review, Statement

VERDICTS: dict[str, Review] = {"accept": "accepted", "reject": "rejected"}


def decide(
    desk: Desk, folder: Path, prefix: str, verdict: str, *, by: str, reason: str | None = None
) -> Decision:
    """Seal what a person decided on a statement or a link, and return it.

    NotUnderstood for another verdict, no name, or a thing that is neither.
    """
    if verdict not in VERDICTS:
        raise NotUnderstood(f"{verdict!r} is no decision.", f"Say {' or '.join(VERDICTS)}.")
    if not by.strip():
        raise NotUnderstood("A decision needs the name of whoever decides.", "Give --by NAME.")
    with Case.open(folder, config=desk.config, now=desk.now, write=True) as case:
        seal_edits(case, desk)
        make_fresh(case, desk)
        row = _decidable(case.find(prefix))
        of: type[Statement | Link] = Statement if row.kind == "statements" else Link
        value = replace(from_line(row.line, of), review=VERDICTS[verdict])
        at = desk.now()
        fields = {
            "on": value.id,
            "what": row.kind.removesuffix("s"),
            "value": sealable(value),
            "reason": reason,
            "by": by.strip(),
            "clock": at.isoformat(timespec="seconds"),
        }
        about = _originals(case, value)
        (entry,) = case.custody.append([Act("decided", fields, ACT, originals=about)])
    return Decision(
        act=entry.index,
        on=value.id,
        what=row.kind.removesuffix("s"),
        review=value.review,
        value=value,
        reason=reason,
        by=by.strip(),
        at=at,
    )


def _decidable(rows: Sequence[Row]) -> Row:
    for row in rows:
        if row.kind in {"statements", "links"}:
            return row
    raise NotUnderstood(
        f"{rows[0].id} is among the {rows[0].kind}; decisions are made on statements and links.",
        f"See those that bear on it: amana show CASE {rows[0].id}",
    )


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
