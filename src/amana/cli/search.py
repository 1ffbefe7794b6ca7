"""amana search: both scripts, one box."""

from itertools import islice
from pathlib import Path

import click

from amana.cli import output, tables
from amana.cli.options import case_argument, desk, json_option, verb
from amana.flow.looking import open_case


@verb("search", "amana search mycase 'مستشفى'")
@case_argument
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), metavar="NUMBER", default=50,
              show_default=True, help="Most hits.")  # fmt: skip
@json_option
def command(*, case: Path, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find statements, items and people that hold all words of QUERY.

    The closest spelling comes first: as written, then without vowels and with one spelling of
    hamza, ya and digits, then without prefixes and endings. A phrase stands in quotation marks;
    a star ends the beginning of a word.
    """
    with open_case(desk(), case) as opened:
        hits = islice(opened.search(" ".join(query)), limit)
        if as_json:
            for hit in hits:
                output.value_line(hit)
        else:
            tables.what_next(tables.print_hits(hits), f"amana show {case} ID")
