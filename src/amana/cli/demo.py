"""amana demo: the example case, from nothing to an open dossier."""

import webbrowser
from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import at_terminal, desk, json_option, verb
from amana.cli.receipt import print_problems
from amana.flow.demo import demo


@verb("demo", "amana demo --no-open")
@click.argument("folder", type=click.Path(path_type=Path), default="demo")
@click.option("--no-open", is_flag=True, help="Do not open the dossier in a browser.")
@json_option
def command(*, folder: Path, no_open: bool, as_json: bool) -> int:
    """Make the example case and its dossier in FOLDER (default: ./demo).

    The city, its people and every word are invented. Run it again to make it anew. Its keys lie
    in FOLDER/config; your own configuration folder is left alone.
    """
    made = demo(desk(), folder)
    code = print_problems(made.problems, made.case)
    if as_json:
        output.value_line(
            {
                "case": str(made.case),
                "keys": str(made.keys),
                "page": str(made.page),
                "found": made.found,
            }
        )
        return code
    for line in made.found:
        click.echo(line)
    keys, case = output.safe(str(made.keys)), output.safe(str(made.case))
    output.hint(f"Look closer: AMANA_CONFIG={keys} amana list {case} claims")
    click.echo(str(made.page))
    if at_terminal() and not no_open:
        webbrowser.open(made.page.as_uri())
    return code
