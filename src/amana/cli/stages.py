"""What read, link, weigh and rebuild share: go so far along the line, then say what there is."""

from pathlib import Path

import click

from amana.case.folder import Case
from amana.cli import output
from amana.cli.receipt import print_problems
from amana.cli.tables import SINGULAR
from amana.flow.desk import Desk
from amana.flow.looking import counts, reach_stage

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
