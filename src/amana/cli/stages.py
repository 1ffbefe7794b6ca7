"""What the stages share: go so far along the line, say what there is and what waits."""

from pathlib import Path

import click

from amana.case.folder import Case
from amana.cli import output
from amana.cli.receipt import print_problems
from amana.cli.tables import SINGULAR, UNTIL_DECIDED
from amana.flow.desk import Desk
from amana.flow.looking import counts, known_of_people, reach_stage

#: what each stage adds to the lists
ADDS = {
    "read": ("items", "statements"),
    "linked": ("statements", "links", "people", "media"),
    "weighed": ("claims", "origins", "events"),
}


def reach(desk: Desk, folder: Path, stage: str, as_json: bool, *, afresh: bool = False) -> int:
    """Make the index as far as a stage, print how many things it has, return the exit code."""
    with reach_stage(desk, folder, stage, afresh=afresh) as case:
        print_counts(case, None if afresh else stage, as_json)
        return print_problems(case.problems(), folder)


def print_counts(case: Case, stage: str | None, as_json: bool) -> None:
    """Print how many things each list has that a stage adds to."""
    found = counts(case)
    wanted = ADDS[stage] if stage else tuple(found)
    if as_json:
        output.value_line({kind: found[kind] for kind in wanted})
    else:
        told = (f"{found[x]:,} {SINGULAR[x] if found[x] == 1 else x}" for x in wanted)
        click.echo(", ".join(told))


def print_withheld(case: Case) -> None:
    """Say to whoever watches how many names wait for a decision, hidden until then."""
    known = known_of_people(case).values()
    if number := sum(one.get("undecided", False) for one in known):
        names = "1 name is" if number == 1 else f"{number:,} names are"
        where = output.safe(str(case.folder))
        output.hint(
            f"{names} withheld until you decide: "
            f'amana list {where} people --only hidden="{UNTIL_DECIDED}"'
        )
