"""amana rebuild: everything derived is made again."""

from pathlib import Path

from amana.cli.options import case_argument, desk, json_option, verb
from amana.cli.stages import reach


@verb("rebuild", "amana rebuild mycase")
@case_argument
@json_option
def command(*, case: Path, as_json: bool) -> int:
    """Make the index again from log and views alone; the lists come out the same."""
    return reach(desk(), case, "weighed", as_json, afresh=True)
