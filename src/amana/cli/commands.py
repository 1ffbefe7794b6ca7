"""The one way in: finds the command, runs it, and turns every error into two lines and a code."""

import contextlib
import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path

import click

from amana.cli.begin import where_to_begin
from amana.cli.called import program, typed
from amana.errors import BUG, AmanaError, NotUnderstood, Refused

#: how seldom Python looks for circles of values to free: ours form none, and looking took a
#: quarter of the time of telling a thousand pages; the peak of memory stayed as it was. Measured
COLLECT_SELDOM = (100_000, 20, 100)
INTERRUPTED = 130  #: exit code after Ctrl-C: 128 and the number of the signal, as shells have it
PIPE_CLOSED = 141  #: exit code when whoever reads our output has gone, likewise

#: what the system answers where the rights on a path are missing
DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
#: and where a path is none, or nothing can be made there
IMPOSSIBLE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}

NEAR = 0.6  #: likeness from which a mistyped command is taken for another: "lsit" for "list"

UNICODE = {"utf-8", "utf-16", "utf-32"}  # encodings that can show every word

#: every command with its one line of help; its module is loaded when it is called
COMMANDS = {
    "demo": "The example case, from nothing to an open dossier.",
    "run": "The main job in one go: new, keep, read, link, weigh, tell.",
    "new": "Make an empty case.",
    "keep": "Keep files in a case: bytes, text and how they came, sealed.",
    "read": "Read every text: who said what, when, where, through whom.",
    "link": "Link what belongs together: retellings, people, pictures.",
    "weigh": "Weigh claims by their independent origins.",
    "tell": "Write the dossier: pages for a browser, safe to give away.",
    "list": "List items, statements, people, claims, links, ... of a case.",
    "show": "Show one thing with everything that bears on it.",
    "search": "Search in both scripts.",
    "decide": "Accept or reject; protect a person, or lift that.",
    "log": "Show the custody log: who did what, in order.",
    "verify": "Check that a case is what was sealed.",
    "rebuild": "Make everything derived again, from log and views alone.",
    "doctor": "What is there, what is missing, and how to get it.",
}


class Commands(click.Group):
    """The commands by name; only the one that is called is loaded."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of this name, if there is one."""
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"amana.cli.{name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - ours
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; one that is not there is said with what is near."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(name.lower(), COMMANDS, 1, NEAR)
        meant = f"Did you mean amana {near[0]}? " if near else ""
        raise NotUnderstood(f"There is no command {name!r}.", f"{meant}All commands: amana --help")

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - slow, rarely wanted

        click.echo(f"amana {version('amana')}")
        ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog="Example:  amana run mycase reports/ --zone Asia/Beirut",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
              help="Show the version.")  # fmt: skip
@click.pass_context
def amana(ctx: click.Context) -> None:
    """Keep, read, link, weigh and tell what people said."""
    if ctx.invoked_subcommand is None:
        for line in where_to_begin(Path.cwd()):
            click.echo(typed(line))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end the program with its exit code."""
    gc.set_threshold(*COLLECT_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() not in UNICODE:
            stream.reconfigure(errors="backslashreplace")  # a word it cannot show ends nothing
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    try:
        # click's own way in would end the program by itself where a pipe is closed
        with amana.make_context(program(), list(arguments)) as context:
            code = amana.invoke(context)
        sys.stdout.flush()
    except AmanaError as error:
        return _stopped(error, arguments)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else program()
        return _stopped(NotUnderstood(error.format_message(), f"See {command} --help"), ())
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped. What was acknowledged is kept.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # nothing more can be written; the interpreter would complain of that at its end
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        if (refused := _refused(error)) is not None:
            return _stopped(refused, arguments)
        if "--trace" in arguments:
            raise
        click.echo(f"This is a fault of amana: {type(error).__name__}: {error}", err=True)
        click.echo("Run it again with --trace and report what it says.", err=True)
        return BUG
    return code if isinstance(code, int) else 0


def _refused(error: Exception) -> Refused | None:
    """What the system denies on a path of the user's; None where it is a fault of ours."""
    if not isinstance(error, OSError) or not isinstance(error.filename, str | os.PathLike):
        return None
    from amana.cli.output import safe  # noqa: PLC0415 - loads what help needs not

    path = Path(error.filename)
    if path.resolve().is_relative_to(Path(__file__).resolve().parent.parent):
        return None
    if error.errno in DENIED:
        unread = path.exists() and not os.access(path, os.R_OK)
        told = f"read {path}" if unread else f"write in {path if path.is_dir() else path.parent}"
    elif error.errno in IMPOSSIBLE:
        told = f"use {path}: {error.strerror}"
    else:
        return None
    refused = Refused(
        f"amana may not {safe(told)}.", "Choose a folder that is yours, or give yourself rights."
    )
    refused.__cause__ = error
    return refused


def _stopped(error: AmanaError, arguments: Sequence[str]) -> int:
    if "--trace" in arguments:
        import traceback  # noqa: PLC0415 - rarely wanted

        traceback.print_exception(error)
    click.echo(typed(error.what), err=True)
    click.echo(typed(error.do), err=True)
    return error.exit_code
