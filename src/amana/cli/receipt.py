"""The receipt: what became of the files, in a few lines, however many there were."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from time import monotonic

import click

from amana.cli import output, window
from amana.cli.called import typed
from amana.cli.output import isolated, safe
from amana.errors import DONE, WITH_PROBLEMS
from amana.flow.keeping import Kept
from amana.flow.saved import is_part_of_page
from amana.model import Problem

NAMED = 10  #: files that are named one by one; of more only the number is told
FEW = 3  #: files that a problem of many files is shown with

#: what a file is, by the ending of its name
KINDS = {
    "text": {"", ".txt", ".md", ".text", ".rst"},
    "page": {".html", ".htm", ".xhtml", ".mht", ".mhtml"},
    "picture": {".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".svg"},
    "video": {".mp4", ".mov", ".webm", ".mkv", ".avi", ".3gp"},
    "recording": {".mp3", ".m4a", ".ogg", ".opus", ".wav", ".amr"},
    "table or record": {".csv", ".tsv", ".json", ".jsonl", ".xml", ".toml", ".geojson"},
}
_HEX = re.compile("[0-9a-f]{32}")


@dataclass(slots=True)
class Receipt:
    """Counts what became of each file as it is kept."""

    kinds: Counter[str] = field(default_factory=Counter)
    parts: int = 0  #: of the files: saved with a page, in a folder beside it
    read: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)
    begun: float = field(default_factory=monotonic)

    @property
    def files(self) -> int:
        """How many are in the case."""
        return self.kinds.total() + self.parts

    @property
    def code(self) -> int:
        """The exit code."""
        return WITH_PROBLEMS if self.problems else DONE

    def count(self, one: Kept | Problem) -> None:
        """Take in what became of one file."""
        if isinstance(one, Problem):
            self.problems.append(one)
            return
        if is_part_of_page(one.file):
            self.parts += 1
        else:
            self.kinds[kind_of(one.file)] += 1
        self.read += bool(one.items)
        self.known += not one.is_new

    def lines(self) -> Iterator[str]:
        """Yield what a person is told of it."""
        if not self.files:
            yield "Nothing was kept."
            return
        kinds = ", ".join(self._told(kind, number) for kind, number in self.kinds.most_common())
        if self.parts and not self.kinds["page"]:
            kinds = ", ".join(part for part in (kinds, f"{self.parts:,} of saved pages") if part)
        before = f"; {self.known:,} of them kept before" if self.known else ""
        yield f"{_counted(self.files, 'file')} kept: {kinds}{before}."
        if rest := self.files - self.read:
            yield f"{self.read:,} have something to read, {rest:,} have not."

    def _told(self, kind: str, number: int) -> str:
        """A kind of file, counted; pages with what was saved beside them."""
        theirs = f" with {_counted(self.parts, 'file')} of theirs" if self.parts else ""
        return _counted(number, kind) + (theirs if kind == "page" else "")

    def took(self) -> str:
        """Return how long it took, for whoever watches."""
        return f"({monotonic() - self.begun:.1f} s)"


def _counted(number: int, of: str) -> str:
    plural = f"{of}s" if not of.endswith(" record") else "tables and records"
    return f"{number:,} {of if number == 1 else plural}"


def kind_of(file: str) -> str:
    """Return what a file is, by its name.

    >>> kind_of("in/a.HTM"), kind_of("in/b.xyz")
    ('page', '.xyz file')
    """
    ending = PurePosixPath(file).suffix.lower()
    return next((kind for kind, endings in KINDS.items() if ending in endings), f"{ending} file")


def print_kept(results: Iterable[Kept | Problem], as_json: bool, *, named: bool = True) -> Receipt:
    """Print the first files by name as they become durable, with --json all; return the receipt."""
    receipt = Receipt()
    for one in results:
        receipt.count(one)
        if isinstance(one, Problem):
            continue
        if as_json:
            output.value_line(one)
        elif named and receipt.files <= NAMED:
            known = "" if one.is_new else "  (was kept before)"
            window.put(f"{one.original[:12]}  {isolated(safe(one.file))}{known}")
        output.flush()
    if named and not as_json and receipt.files > NAMED:
        click.echo(f"… and {receipt.files - NAMED:,} more")
    return receipt


def print_problems(found: Iterable[Problem], case: Path | None = None) -> int:
    """Print problems to standard error, those of one kind together; return the exit code.

    Of many of one kind the first few are named; amana list CASE problems has them all.
    """
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in found:
        key = (re.sub(r"[\d,.]+", "0", _HEX.sub("", one.what)), _HEX.sub("", one.do))
        kinds.setdefault(key, []).append(one)
    left_out = False
    for alike in kinds.values():
        if len(alike) == 1:
            output.problem(alike[0])
            continue
        left_out |= len(alike) > FEW
        _print_alike(alike)
    if left_out and case is not None:
        output.hint(f"All of them: amana list {safe(str(case))} problems")
    return WITH_PROBLEMS if kinds else DONE


def _print_alike(alike: list[Problem]) -> None:
    some = ", ".join(isolated(safe(PurePosixPath(one.where).name)) for one in alike[:FEW])
    more = f" and {len(alike) - FEW:,} more" if len(alike) > FEW else ""
    first = alike[0]
    window.say(f"{len(alike):,} times: {safe(first.what)}", rest="  ", err=True)
    window.say(safe(typed(_HEX.sub("ID", first.do))), first="  ", err=True)
    window.say(f"{some}{more}", first="  ", err=True)
