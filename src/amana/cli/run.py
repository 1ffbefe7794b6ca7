"""amana run: the main job in one go."""

from pathlib import Path

import click

from amana.case.settings import CASE_TOML
from amana.cli import output
from amana.cli.options import (
    at_terminal,
    case_argument,
    desk,
    json_option,
    paths_argument,
    title_option,
    verb,
    zone_option,
)
from amana.cli.receipt import print_kept, print_problems
from amana.cli.stages import print_counts, print_withheld
from amana.errors import NotUnderstood
from amana.flow.keeping import is_case, keep, must_be_there, new_case
from amana.flow.looking import reach_stage
from amana.flow.telling import beside, tell


@verb("run", "amana run mycase reports/ --zone Asia/Beirut")
@case_argument
@paths_argument
@title_option
@zone_option
@json_option
def command(
    *, case: Path, paths: tuple[Path, ...], title: str | None, zone: str | None, as_json: bool
) -> int:
    """Make the case if there is none, keep the files, read, link, weigh, and tell.

    Says how many files were kept, what could not be read and why, and ends with the path of the
    dossier, which lies beside the case as CASE-dossier.
    """
    here = desk()
    must_be_there(paths)  # or there would be an empty case
    if not is_case(case):
        new_case(here, case, title=title, zone=zone).close()
    elif title or zone:
        raise NotUnderstood(
            f"There is a case in {case} already: it has a title and a zone.",
            f"Leave them out, or change them in {case / CASE_TOML}.",
        )
    receipt = print_kept(keep(here, case, paths), as_json, named=False)
    for line in () if as_json else receipt.lines():
        click.echo(line)
    with reach_stage(here, case, "weighed") as opened:
        print_counts(opened, None, as_json)
        page = tell(opened, beside(case))
        code = print_problems(opened.problems(), case)
        print_withheld(opened)
    if as_json:
        output.value_line({"page": str(page)})
        return code
    took = f" {receipt.took()}" if at_terminal() else ""
    told = output.safe(str(case))
    click.echo(f"The dossier is made{took}: open the page below in a browser.", err=True)
    output.hint(f"Look closer: amana list {told} claims, then amana show {told} ID")
    click.echo(str(page))
    return code
