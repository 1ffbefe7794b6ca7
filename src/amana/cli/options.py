"""What commands share: the case first, --json, --by, --trace, help that ends in an example."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from amana.cli.called import typed
from amana.cli.output import hint
from amana.cli.progress import shown, waiting
from amana.flow.desk import Desk, config_folder

Function = TypeVar("Function", bound=Callable[..., Any])

case_argument = click.argument("case", type=click.Path(path_type=Path))
paths_argument = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
by_option = click.option("--by", required=True, metavar="NAME", help="Who decides.")
zone_option = click.option(
    "--zone", metavar="AREA/CITY", help="Time zone of the events (default: UTC)."
)
title_option = click.option("--title", help="Title of the case (default: the folder's name).")


class Verb(click.Command):
    """A command whose example can be typed as it stands."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example at the end of the help."""
        written, self.epilog = self.epilog, typed(self.epilog or "")
        super().format_epilog(ctx, formatter)
        self.epilog = written


def verb(name: str, example: str) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a command of a function: with --trace, and an example at the end of its help."""

    def made(function: Callable[..., int | None]) -> click.Command:
        traced = click.option(
            "--trace", is_flag=True, expose_value=False, help="Show where an error came from."
        )(function)
        command = click.command(name, cls=Verb, epilog=f"\b\nExample:\n  {example}")(traced)
        command.params.append(command.params.pop(0))  # for whoever mends: behind all the others
        return command

    return made


def desk() -> Desk:
    """Return the desk of whoever sits at this terminal."""
    return Desk(
        config=config_folder(os.environ),
        progress=shown,
        waiting=waiting,
        notice=hint,
        processors=os.cpu_count() or 1,
    )


def at_terminal() -> bool:
    """Whether a person watches: only then is a browser opened."""
    return sys.stdout.isatty() and sys.stderr.isatty()
