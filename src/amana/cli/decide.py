"""amana decide: a person's word on one statement, link or voice."""

from pathlib import Path

import click

from amana.cli import output, window
from amana.cli.options import by_option, case_argument, desk, json_option, verb
from amana.flow.deciding import VERDICTS, decide
from amana.model import Decision, Person

#: what is said of a voice after each verdict on it
SAID = {
    "accept": "one voice in all its texts",
    "reject": "parted into the voices of each text",
    "protect": "at risk, and hidden in what leaves the case",
    "expose": "not at risk, and shown in what leaves the case",
    "child": "a child, and hidden in what leaves the case",
    "adult": "no child",
}


@verb("decide", 'amana decide mycase "Salma Wardan" protect --by Rana --reason "asked us to"')
@case_argument
@click.argument("id_", metavar="ID|NAME")
@click.argument("verdict", metavar="|".join(VERDICTS))
@by_option
@click.option("--reason", help="Why; expose and adult need it.")
@json_option
def command(
    *, case: Path, id_: str, verdict: str, by: str, reason: str | None, as_json: bool
) -> None:
    """Decide on the statement, link or person ID; the beginning of the id is enough.

    accept, reject: of a statement, whether it counts; of a link, whether it joins; of a person,
    whether all its mentions are one voice.

    protect, expose, child, adult: of a person, given by id or by name, whether it is hidden in
    whatever leaves the case. Children are hidden, and whoever is at risk. protect says at risk,
    expose lifts that, of a child too; child and adult say which of them a person is. protect and
    child also take the full name of somebody who never speaks, if it stands in any text.

    The decision is sealed with the whole thing as it was listed. No later reading changes it, no
    report that joins later weakens it; a later decision does.
    """
    decision = decide(desk(), case, id_, verdict, by=by, reason=reason)
    if as_json:
        output.value_line(decision)
        return
    window.put(f"{_told(decision, verdict)}: act {decision.act}.")


def _told(decision: Decision, verdict: str) -> str:
    value, by = decision.value, output.safe(decision.by)
    if not isinstance(value, Person):
        return f"{decision.what} {decision.on} is {decision.review} by {by}"
    still = " (still at risk: expose lifts that)" if verdict == "adult" and value.at_risk else ""
    who = output.isolated(output.safe(value.name or "a voice without a name"))
    return f"{who} ({decision.on[:8]}) is {SAID[verdict]}{still}; decided by {by}"
