"""amana decide: a person's word on one statement or link."""

from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import by_option, case_argument, desk, json_option, verb
from amana.flow.deciding import VERDICTS, decide


@verb("decide", 'amana decide mycase 3fa94c accept --by Rana --reason "heard the recording"')
@case_argument
@click.argument("id_", metavar="ID")
@click.argument("verdict", metavar="|".join(VERDICTS))
@by_option
@click.option("--reason", help="Why.")
@json_option
def command(
    *, case: Path, id_: str, verdict: str, by: str, reason: str | None, as_json: bool
) -> None:
    """Accept or reject the statement or link ID; the beginning of the id is enough.

    The decision is sealed with the whole thing as it was listed. No later reading changes it;
    a later decision does.
    """
    decision = decide(desk(), case, id_, verdict, by=by, reason=reason)
    if as_json:
        output.value_line(decision)
    else:
        told = f"{decision.what} {decision.on} is {decision.review} by {decision.by}"
        click.echo(f"{output.safe(told)}: act {decision.act}.")
