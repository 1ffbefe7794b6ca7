"""amana new: an empty case."""

from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import case_argument, desk, json_option, title_option, verb, zone_option
from amana.flow.keeping import new_case


@verb("new", 'amana new mycase --title "The school road" --zone Asia/Beirut')
@case_argument
@title_option
@zone_option
@json_option
def command(*, case: Path, title: str | None, zone: str | None, as_json: bool) -> None:
    """Make an empty case in the folder CASE.

    Its private key goes to your configuration folder, never into the case.
    """
    with new_case(desk(), case, title=title, zone=zone) as made:
        if as_json:
            output.value_line({"case": str(case), "origin": made.custody.origin})
        else:
            click.echo(f"{output.safe(str(case))}: a new case; its clock is {made.settings.zone}.")
            output.hint(f"Next: amana keep {output.safe(str(case))} FILE...")
