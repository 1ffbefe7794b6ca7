"""What people say of it: a decision on one thing, sealed with the whole thing as decided."""

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
from amana.model import Decision, Item, Link, Review, Statement

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
        (entry,) = case.custody.append([Act("decided", fields, _group(case, value))])
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


def _group(case: Case, value: Statement | Link) -> str:
    """With whom the decision can be withdrawn: its original, or itself where it joins two."""
    if isinstance(value, Link):
        return ACT
    with case.index() as index:
        return from_line(index.line("items", value.item), Item).original
