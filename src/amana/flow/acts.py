"""The custody log as plain data: who did what, in order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from amana.case.folder import Case
from amana.flow.desk import Desk
from amana.keep.custody import LoggedAct

NEVER_SHOWN = {"id_key"}  # the secret of the ids outside the case


def log_lines(desk: Desk, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the acts of a case as plain data, without the one secret among their fields."""
    with Case.open(folder, config=desk.config, now=desk.now) as case:
        yield from map(log_line, case.custody.entries())


def log_line(act: LoggedAct) -> dict[str, Any]:
    """Return one act as plain data."""
    fields = {
        name: _shown(value)
        for name, value in (act.fields or {}).items()
        if name not in {*NEVER_SHOWN, "record", "verb"}
    }
    return {
        "act": act.index,
        "verb": act.verb,
        "time": act.time.isoformat(),
        "record": act.record,
        "group": act.group,
        "withdrawn_by": act.withdrawn_by,
        "fields": fields,
    }


def _shown(value: object) -> object:
    """A field as it can stand in JSON: bytes as the text they are."""
    match value:
        case bytes():
            return value.decode("utf-8", errors="replace")
        case tuple() | list():
            return [_shown(part) for part in value]
        case dict():
            return {name: _shown(part) for name, part in value.items()}
        case _:
            return value
