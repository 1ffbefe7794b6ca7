"""amana list: one list of a case, as a table or as lines of JSON."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import click

from amana.case.folder import Case
from amana.case.index import COLUMNS, LISTS, Row, column
from amana.cli import output, tables
from amana.cli.options import case_argument, desk, json_option, verb
from amana.errors import NotUnderstood
from amana.flow.looking import known_of_people, open_case

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
    the list has columns for, such as medium, review or status, or by a heading of its table, such
    as hidden="at risk"; a wrong name lists them all.
    Of an id or a time the beginning is enough: item=3fa9, said_earliest=2031-05.
    """
    if what not in LISTS:
        near = get_close_matches(what, LISTS, 1, 0.5)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise NotUnderstood(f"There is no list of {what}.", f"{meant}There are {', '.join(LISTS)}.")
    with open_case(desk(), case) as opened:
        wanted = what == "people" and (only or not as_json)  # it takes all that was said
        known = known_of_people(opened) if wanted else tables.NOTHING_KNOWN
        rows = islice(_chosen(opened, what, dict(map(_pair, only)), known), limit)
        if as_json:
            for row in rows:
                output.line(row.line)
        else:
            listed = tables.print_rows(what, rows, known)
            tables.what_next(
                listed, NEXT.get(what, "amana show CASE ID").replace("CASE", output.safe(str(case)))
            )


def _chosen(case: Case, what: str, only: Mapping[str, str], known: tables.Known) -> Iterator[Row]:
    """The rows whose values, or whose cells under the headings of the table, are those given."""
    columns, headings = tuple(map(column, COLUMNS[what])), tables.headings(what)
    values = {name: value for name, value in only.items() if name in columns}
    cells = {name: value for name, value in only.items() if name not in columns}
    if unknown := sorted(cells.keys() - set(headings)):
        names = dict.fromkeys((*columns, *headings))
        raise NotUnderstood(
            f"{what} have nothing called {unknown[0]!r} to choose by.",
            f"They have {', '.join(names)}.",
        )
    rows = case.rows(what, values)
    return (row for row in rows if tables.reads(what, row, cells, known)) if cells else rows


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise NotUnderstood(f"{given!r} does not say what to choose by.", "Write NAME=VALUE.")
    return name, value
