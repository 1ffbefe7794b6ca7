"""One thing on the screen, with everything that bears on it."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, cast

import click

from amana.cli.output import isolated, one_line
from amana.cli.tables import SINGULAR, print_rows, short, span_of_time, words_of
from amana.flow.looking import Shown
from amana.model import Decision

_ID = re.compile("[0-9a-f]{32}")
LONGEST = 300  #: characters of a value that are shown; --json shows all

#: keys that say nothing to a reader, or are shown in another way
_NOT_SHOWN = {"id", "words", "spans", "text", "spans_a", "spans_b", "times", "regions", "sha256"}
#: likewise, of a part: where it stands, and which cluster it belongs to
_NOT_SHOWN_OF_PARTS = {"as_written", "span", "spans", "person"}


def print_shown(shown: Shown) -> None:
    """Print a thing, what people decided on it, and all that is related to it."""
    for row in shown.found:
        what = SINGULAR[row.kind]
        click.echo(f"{what} {row.id}")
        for line in _lines(json.loads(row.line)):
            click.echo(f"  {line}")
        for decision in shown.decisions:
            if decision.what == what:
                click.echo(f"  {_decided(decision)}")
    for kind, rows in groupby(shown.bearing, key=lambda row: row.kind):
        click.echo(f"\n{kind}")
        print_rows(kind, rows)


def _decided(decision: Decision) -> str:
    why = f": {decision.reason}" if decision.reason else ""
    told = f"{decision.review} by {decision.by}, {decision.at:%Y-%m-%d %H:%M}{why}"
    return one_line(f"act {decision.act}: {told}")


def _lines(thing: dict[str, Any]) -> Iterator[str]:
    if "words" in thing:
        yield isolated(f"“{one_line(words_of(thing))}”")
    for name, value in thing.items():
        if name == "status_history" and value:
            yield f"{name}:"
            yield from (f"  {isolated(_step(one))}" for one in value)
            continue
        told = _told(value)
        if name not in _NOT_SHOWN and told:
            yield f"{name}: {isolated(told)}"


def _step(report: dict[str, Any]) -> str:
    """How an event stood, when, by whom, in which item, in what words."""
    when = span_of_time(report["as_of"] or report["said"])
    by = _told(report["by"])
    known = [report["status"], when, by and f"says {by}", f"item {short(report['item'])}"]
    return f"{', '.join(one for one in known if one)}: {one_line(report['as_written'])}"


def _told(value: object) -> str:
    """A value in words: of a thing what was written and what it was taken to mean."""
    match value:
        case None | [] | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case {"as_written": _, "earliest": _, "rule": _}:
            time = cast("dict[str, Any]", value)
            return _short(f"{time['as_written']} = {span_of_time(time)} ({time['rule']})")
        case {"as_written": written, "affiliation": affiliation, "name": name, "role": role}:
            return _short(
                ", ".join(str(one) for one in (name or written, role, affiliation) if one)
            )
        case {"value": spelling, "script": _, "lang": _}:
            return str(spelling)
        case dict():
            return _short(_of_parts(cast("dict[str, Any]", value)))
        case [str(first), *_] if _ID.fullmatch(first):
            return _short(", ".join(map(short, cast("list[str]", value))))
        case list():
            return _short(" | ".join(_told(part) for part in value))
        case _:
            return _short(str(value))


def _of_parts(thing: dict[str, Any]) -> str:
    """Its own words first, then what is known of it; what says nothing is left out."""
    parts = ((name, _told(part)) for name, part in thing.items() if name not in _NOT_SHOWN_OF_PARTS)
    written = _told(thing.get("as_written"))
    known = "; ".join(
        f"{name} {told}" for name, told in parts if told and told not in {"no", written}
    )
    return f"{written} ({known})" if written and known else written or known


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
