"""Makes the generated parts of the pages again: commands, exit codes, what commands print.

    ./run docs

The commands come from their own help, the exit codes from `amana.errors`. In the README and the
tutorial every line that begins with `$ ` is run, in order, in a new folder with the examples.
"""
# ruff: noqa: INP001 - a script, no package

import contextlib
import glob
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from inspect import cleandoc
from pathlib import Path

import click

from amana import errors
from amana.cli import commands

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
COMMANDS = DOCS / "reference" / "commands.md"
ERRORS = DOCS / "reference" / "errors.md"
TOLD = (DOCS.parent / "README.md", DOCS / "start" / "first-case.md")  # with outputs in them

ON_EVERY_COMMAND = {"--json", "--help", "--trace"}  # told once, at the top of the page
SCREEN = "110"  #: characters of a line in outputs: what a page shows unbroken
ELSEWHERE = "…"  # stands for the folder in which the commands were run

_BLOCK = re.compile(r"(?m)^```console\n(?P<lines>.*?)^```$", re.DOTALL)
_CODE = re.compile(r"^([A-Z_]+) = (\d+)  #: (?:exit code: )?(.+)$", re.MULTILINE)
_MARKED = re.compile(r"(<!-- exit codes: made by \./run docs -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return every page that has generated parts, as it should be."""
    return {
        COMMANDS: commands_page(),
        ERRORS: errors_page(ERRORS.read_text("utf-8")),
        **{path: told_page(path.read_text("utf-8")) for path in TOLD},
    }


# --- commands


def commands_page() -> str:
    """Return the page of all commands, from their own help."""
    group = commands.amana
    top = click.Context(group, info_name="amana")
    rows = [f"| [`{name}`](#amana-{name}) | {line} |" for name, line in commands.COMMANDS.items()]
    parts = [_section(name, group, top) for name in commands.COMMANDS]
    return "\n".join([_COMMANDS_HEAD, *rows, "", "\n".join(parts)])


_COMMANDS_HEAD = """\
# Commands

<!-- This page is made by ./run docs from the commands' own help. Change it there. -->

In a checkout, write `./run amana` instead of `amana`; where no script is on the path, on Windows
too, `python -m amana`. The case folder comes first. Data goes to standard output, everything
else to standard error. Exit codes are on [their own page](errors.md).

Every command also takes

- `--json`: one JSON object a line instead of words and tables (see [objects](objects.md));
- `--trace`: where an error came from, for whoever reports or mends it;
- `-h`, `--help`: what the command does, with an example.

`amana --version` prints the version, `amana` alone where to begin.

| command | |
|---|---|"""


def _section(name: str, group: click.Group, top: click.Context) -> str:
    command = group.get_command(top, name)
    assert command is not None  # noqa: S101 - it is in the table
    ctx = click.Context(command, info_name=name, parent=top)
    lines = [f"## amana {name}", "", "```", _usage(command, ctx), "```", ""]
    lines += [_escaped(line) for line in cleandoc(command.help or "").splitlines()]
    options = [
        record
        for one in command.get_params(ctx)
        if isinstance(one, click.Option) and ON_EVERY_COMMAND.isdisjoint(one.opts)
        if (record := one.get_help_record(ctx)) is not None
    ]
    if options:
        lines += ["", "| option | |", "|---|---|"]
        lines += [f"| `{names}` | {_escaped(told)} |" for names, told in options]
    example = (command.epilog or "").replace("\b", "").replace("Example:", "").strip()
    return "\n".join([*lines, "", "```sh", example, "```", ""])


def _usage(command: click.Command, ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])


def _escaped(text: str) -> str:
    return text.replace("|", r"\|").replace("*", r"\*").replace("<", r"\<")


# --- exit codes


def exit_codes() -> dict[int, tuple[str, str]]:
    """Return, by exit code, the name it has in the code and what it says."""
    found = {}
    for module in (errors, commands):
        source = Path(module.__file__ or "").read_text("utf-8")
        for name, code, told in _CODE.findall(source):
            found[int(code)] = (name, _sentence(told))
    for error in errors.AmanaError.__subclasses__():
        found[error.exit_code] = (error.__name__, (error.__doc__ or "").splitlines()[0])
    return dict(sorted(found.items()))


def _sentence(told: str) -> str:
    told = told.removeprefix("exit code ").rstrip(".")
    return told[0].upper() + told[1:] + "."


def errors_page(page: str) -> str:
    """Return the page of errors with its table of exit codes made again."""
    rows = [f"| {code} | `{name}` | {told} |" for code, (name, told) in exit_codes().items()]
    table = "\n".join(["| code | name | |", "|---|---|---|", *rows, ""])
    made, count = _MARKED.subn(lambda match: match[1] + "\n" + table + "\n" + match[2], page)
    assert count == 1, "errors.md has lost the marks around its table"  # noqa: S101
    return made


# --- what commands print


def told_page(page: str) -> str:
    """Return a page with the outputs that its commands give now."""
    with _empty_folder() as folder:
        return _BLOCK.sub(lambda match: _run_block(match["lines"], folder), page)


def _run_block(lines: str, folder: Path) -> str:
    """One block with the outputs of its commands; the others' lines stay out of it."""
    told = []
    for line in lines.splitlines():
        if line.startswith("$ "):
            told += [line, *_output(line.removeprefix("$ "), folder)]
    return "\n".join(["```console", *told, "```"])


def _output(line: str, folder: Path) -> list[str]:
    """What a command prints, on standard output and standard error, in its order."""
    line, _, most = line.partition(" | head -")
    name, *words = shlex.split(line)
    assert name in {"amana", "./run"}, f"pages run amana, not {name}"  # noqa: S101
    screen = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        commands.run([one for word in words for one in _expanded(word)])
    printed = screen.buffer.getvalue().decode()
    plain = [_shown(line, folder) for line in printed.splitlines()]
    return plain[: int(most)] if most else plain


def _expanded(word: str) -> list[str]:
    """A word as a shell hands it over: a pattern becomes the files it stands for."""
    return sorted(glob.glob(word)) if "*" in word else [word]  # noqa: PTH207 - words, not paths


def _shown(line: str, folder: Path) -> str:
    """A line as a page shows it: without this machine's paths and marks of direction."""
    line = line.replace(str(folder), ELSEWHERE).replace(os.sep, "/")
    return line.translate(dict.fromkeys(range(0x2066, 0x206A))).rstrip()


@contextmanager
def _empty_folder() -> Iterator[Path]:
    """A folder with the examples in it, a configuration and a screen of its own."""
    before, known = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(EXAMPLES, folder / "examples")
        os.environ.update({"AMANA_CONFIG": str(folder / "config"), "COLUMNS": SCREEN})
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(known)


def write(made: Mapping[Path, str]) -> list[Path]:
    """Write the pages that differ and return them."""
    changed = [path for path, text in made.items() if _read(path) != text]
    for path in changed:
        path.write_text(made[path], encoding="utf-8", newline="\n")
    return changed


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    for written in write(pages()):
        sys.stdout.write(f"{written.relative_to(DOCS.parent)}: made again\n")
