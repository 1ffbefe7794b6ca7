"""amana read: every text of a case is read."""

from pathlib import Path

from amana.cli.options import case_argument, desk, json_option, verb
from amana.cli.stages import reach


@verb("read", "amana read mycase")
@case_argument
@json_option
def command(*, case: Path, as_json: bool) -> int:
    """Read every text: statements, times, places, figures, status of events.

    Texts that were read before are not read again.
    """
    return reach(desk(), case, "read", as_json)
