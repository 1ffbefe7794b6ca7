"""One thing on the screen, with everything that bears on it."""

import json
from collections.abc import Iterator
from typing import Any, cast

import click

from amana.cli.output import isolated, one_line
from amana.cli.tables import TABLES, span_of_time, words_of
from amana.flow.looking import Shown

LONGEST = 300  #: characters of a value that are shown; --json shows all

#: keys that say nothing to a reader, or are shown in another way
_NOT_SHOWN = {"id", "words", "spans", "text", "spans_a", "spans_b", "times", "regions", "sha256"}


def print_shown(shown: Shown) -> None:
    """Print a thing, what is related to it, and what people decided on it."""
    for row in shown.found:
        thing = json.loads(row.line)
        click.echo(f"{row.kind.removesuffix('s')} {row.id}")
        for line in _lines(thing):
            click.echo(f"  {line}")
    for decision in shown.decisions:
        why = f": {decision.reason}" if decision.reason else ""
        told = f"{decision.review} by {decision.by}, {decision.at:%Y-%m-%d %H:%M}{why}"
        click.echo(one_line(f"  act {decision.act}: {told}"))
    last = ""
    for row in shown.bearing:
        if row.kind != last:
            click.echo(f"\n{row.kind}")
            last = row.kind
        thing = json.loads(row.line)
        cells = (get(thing) for _, get in TABLES[row.kind])
        told = "  ".join(isolated(_short(str(cell))) for cell in cells if cell not in {None, ""})
        click.echo(f"  {told}")


def _lines(thing: dict[str, Any]) -> Iterator[str]:
    if "words" in thing:
        yield isolated(f"“{one_line(words_of(thing))}”")
    for name, value in thing.items():
        told = _told(value)
        if name not in _NOT_SHOWN and told:
            yield f"{name}: {isolated(told)}"


def _told(value: object) -> str:
    """A value in words: of a thing what was written and what it was taken to mean."""
    match value:
        case None | [] | "":
            return ""
        case {"as_written": _, "earliest": _, "rule": _}:
            time = cast("dict[str, Any]", value)
            return _short(f"{time['as_written']} = {span_of_time(time)} ({time['rule']})")
        case {"name": name, "as_written": written, **rest}:
            more = [rest.get("role"), rest.get("affiliation")]
            return _short(", ".join(str(part) for part in (name or written, *more) if part))
        case dict():
            parts = ((name, _told(part)) for name, part in value.items() if name != "span")
            return _short("; ".join(f"{name} {told}" for name, told in parts if told))
        case list():
            return _short(" | ".join(_told(part) for part in value))
        case _:
            return _short(str(value))


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
