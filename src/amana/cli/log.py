"""amana log: who did what, in order."""

from pathlib import Path
from typing import Any

import click

from amana.cli import output
from amana.cli.options import case_argument, desk, json_option, verb
from amana.flow.acts import log_lines

#: the fields of each verb that say most in one line
TOLD = {
    "opened": ("origin",),
    "kept": ("file", "outlet", "published"),
    "view": ("extractor", "version"),
    "settings": ("name",),
    "decided": ("by", "what", "on", "reason"),
    "failed": ("where", "what"),
    "withdrawn": ("by", "entries", "reason"),
}


@verb("log", "amana log mycase")
@case_argument
@json_option
def command(*, case: Path, as_json: bool) -> None:
    """Show the custody log: each act with its number, its time and what it says."""
    for act in log_lines(desk(), case):
        if as_json:
            output.value_line(act)
        else:
            click.echo(f"{act['act']:>6}  {act['time']}  {act['verb']:<9}  {_told(act)}")


def _told(act: dict[str, Any]) -> str:
    if act["withdrawn_by"] is not None:
        return f"withdrawn by act {act['withdrawn_by']}"
    fields = act["fields"]
    names = TOLD.get(act["verb"], ())
    return output.one_line("  ".join(str(fields[name]) for name in names if fields.get(name)))
