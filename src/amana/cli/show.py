"""amana show: one thing with everything that bears on it."""

from pathlib import Path

import click

from amana.cli import cards, output
from amana.cli.around import Around
from amana.cli.options import case_argument, desk, json_option, verb
from amana.flow.looking import open_case, plain_of, show


@verb("show", "amana show mycase 3fa94c")
@case_argument
@click.argument("id_", metavar="ID")
@json_option
def command(*, case: Path, id_: str, as_json: bool) -> None:
    """Show one thing with everything that bears on it; the beginning of its id is enough."""
    with open_case(desk(), case) as opened:
        shown = show(opened, id_)
        if as_json:
            output.value_line(plain_of(shown))
        else:
            with opened.index() as index:
                cards.print_shown(shown, Around(index))
