"""amana weigh: claims by their origins."""

from pathlib import Path

from amana.cli.options import case_argument, desk, json_option, verb
from amana.cli.stages import reach


@verb("weigh", "amana weigh mycase")
@case_argument
@json_option
def command(*, case: Path, as_json: bool) -> int:
    """Weigh claims by their independent origins, and follow events over time; links first."""
    return reach(desk(), case, "weighed", as_json)
