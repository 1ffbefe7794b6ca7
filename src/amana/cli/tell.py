"""amana tell: the dossier of a case."""

from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import case_argument, desk, json_option, verb
from amana.cli.receipt import print_problems
from amana.cli.stages import print_withheld
from amana.flow.looking import open_case
from amana.flow.telling import beside, tell


@verb("tell", "amana tell mycase")
@case_argument
@click.argument("out", type=click.Path(path_type=Path), required=False)
@json_option
def command(*, case: Path, out: Path | None, as_json: bool) -> int:
    """Write the dossier into the folder OUT (default: CASE-dossier beside the case).

    It is safe to give away: children and people at risk are masked, ids cannot be traced back.
    """
    with open_case(desk(), case) as opened:
        page = tell(opened, out or beside(case))
        if as_json:
            output.value_line({"page": str(page)})
        else:
            click.echo(str(page))
        code = print_problems(opened.problems(), case)
        print_withheld(opened)
        return code
