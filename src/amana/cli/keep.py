"""amana keep: files go into a case, each acknowledged when it is durable."""

from collections.abc import Iterable
from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import case_argument, desk, json_option, paths_argument, verb
from amana.errors import DONE, WITH_PROBLEMS
from amana.flow import keeping
from amana.flow.keeping import Kept
from amana.model import Problem


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

    A line is printed for each file once it is durably in the case. What cannot be read is
    listed as a problem; its bytes are kept all the same. FILE.amana.toml beside a file may say
    url, outlet, from and published of it.
    """
    said = {"url": url, "outlet": outlet, "from": from_, "published": published}
    return print_kept(keeping.keep(desk(), case, paths, said=said, encoding=encoding), as_json)


def print_kept(
    results: Iterable[Kept | Problem], as_json: bool, *, with_problems: bool = True
) -> int:
    """Print what became of each file as soon as it is durable; return the exit code."""
    code = DONE
    for one in results:
        if isinstance(one, Problem):
            code = WITH_PROBLEMS
            if with_problems:
                output.problem(one)
        elif as_json:
            output.value_line(one)
        else:
            known = "" if one.is_new else "  (was kept before)"
            click.echo(f"{one.original[:12]}  {output.safe(one.file)}{known}")
        output.flush()
    return code
