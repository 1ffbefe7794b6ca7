"""amana link: what belongs together."""

from pathlib import Path

from amana.cli.options import case_argument, desk, json_option, verb
from amana.cli.stages import reach


@verb("link", "amana link mycase")
@case_argument
@json_option
def command(*, case: Path, as_json: bool) -> int:
    """Link what belongs together: retellings, variants, people, pictures; reads first.

    Links are proposed, each with its reasons; see amana list CASE links, and amana decide.
    """
    return reach(desk(), case, "linked", as_json)
