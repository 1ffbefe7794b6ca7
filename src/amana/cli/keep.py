"""amana keep: files go into a case, each acknowledged when it is durable."""

from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import case_argument, desk, json_option, paths_argument, verb
from amana.cli.receipt import print_kept, print_problems
from amana.flow import keeping


@verb("keep", 'amana keep mycase report.txt --outlet "Marsuna Post" --published 2031-05-06')
@case_argument
@paths_argument
@click.option("--url", metavar="ADDRESS", help="Where it was found; for one file.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--from", "from_", metavar="NAME", help="Who handed it over.")
@click.option("--published", metavar="DATE", help="When: ISO date or time; for one file.")
@click.option(
    "--encoding", metavar="NAME", help="Of texts that are neither UTF-8 nor marked as UTF-16."
)
@json_option
def command(
    *,
    case: Path,
    paths: tuple[Path, ...],
    url: str | None,
    outlet: str | None,
    from_: str | None,
    published: str | None,
    encoding: str | None,
    as_json: bool,
) -> int:
    """Keep files, and all files in folders: their bytes, their text, how they came.

    The first files are named as they become durable, then all are counted; with --json each has
    a line. What cannot be read is listed as a problem; its bytes are kept all the same.
    FILE.amana.toml beside a file may say url, outlet, from and published of it.
    """
    said = {"url": url, "outlet": outlet, "from": from_, "published": published}
    results = keeping.keep(desk(), case, paths, said=said, encoding=encoding)
    receipt = print_kept(results, as_json)
    for line in () if as_json else receipt.lines():
        click.echo(line)
    print_problems(receipt.problems, case)
    if receipt.files and not as_json:
        told = output.safe(str(case))
        output.hint(f"Next: amana list {told} items, or amana tell {told}")
    return receipt.code
