"""amana list: one list of a case, as a table or as lines of JSON."""

from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import click

from amana.case.index import LISTS
from amana.cli import output, tables
from amana.cli.options import case_argument, desk, json_option, verb
from amana.errors import NotUnderstood
from amana.flow.looking import open_case

#: what can be done with the things of a list, other than show one
NEXT = {
    "problems": "",
    "links": "amana show CASE ID says why; amana decide CASE ID accept|reject",
    "people": "amana show CASE ID; amana decide CASE ID protect hides one in what leaves the case",
}


@verb("list", "amana list mycase statements --only medium=live_stream")
@case_argument
@click.argument("what", metavar="|".join(LISTS))
@click.option("--only", multiple=True, metavar="NAME=VALUE", help="Only those; can be repeated.")
@click.option("--limit", type=click.IntRange(1), metavar="NUMBER", help="Most to list.")
@json_option
def command(
    *, case: Path, what: str, only: tuple[str, ...], limit: int | None, as_json: bool
) -> None:
    """List what is in a case, in order of arrival.

    With --json each line is one object with every key; unknown is null. --only chooses by what
    the list has columns for, such as medium, review or status; a wrong name lists them all.
    Of an id or a time the beginning is enough: item=3fa9, said_earliest=2031-05.
    """
    if what not in LISTS:
        near = get_close_matches(what, LISTS, 1, 0.5)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise NotUnderstood(f"There is no list of {what}.", f"{meant}There are {', '.join(LISTS)}.")
    with open_case(desk(), case) as opened:
        rows = islice(opened.rows(what, dict(map(_pair, only))), limit)
        if as_json:
            for row in rows:
                output.line(row.line)
        else:
            number = tables.print_rows(what, rows)
            tables.what_next(
                number, NEXT.get(what, "amana show CASE ID").replace("CASE", str(case))
            )


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise NotUnderstood(f"{given!r} does not say what to choose by.", "Write NAME=VALUE.")
    return name, value
