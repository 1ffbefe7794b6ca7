"""The window: how wide words are in it, how they wrap, and what is marked, in both scripts.

A text carries its own marks: `bold` and `faint` put private letters around words, which become
colours where a person watches and nothing where a file is written. Arabic stands in isolates
(UAX 9), closed and opened again at every line's end, so that no line turns another one.
"""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import click

from amana.cli.output import MARKS

WIDE = 160  #: characters of a line where there is no window to fit
NARROWEST = 40  #: characters that a line is never made shorter than

BOLD, FAINT, PLAIN = tuple(MARKS)
_STRONG = {"L", "R", "AL"}  # letters that turn a line
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_UNMARKED = dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI)))
_ANSI = {BOLD: "\x1b[1m", FAINT: "\x1b[2m", PLAIN: "\x1b[0m"}


def bold(text: str) -> str:
    """Return a text that stands out."""
    return f"{BOLD}{text}{PLAIN}" if text else ""


def faint(text: str) -> str:
    """Return a text that stands back."""
    return f"{FAINT}{text}{PLAIN}" if text else ""


def is_styled() -> bool:
    """Whether somebody watches who wants marks: no-color.org, and terminals that know none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def width() -> int:
    """Return how many cells a line may have."""
    there = shutil.get_terminal_size((WIDE if not sys.stdout.isatty() else 80, 24)).columns
    return max(NARROWEST, there)


@lru_cache(maxsize=4096)
def _cells(letter: str) -> int:
    if letter in MARKS or unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def cells(text: str) -> int:
    """Return how many cells of a terminal a text fills: vowel marks none, wide letters two.

    >>> cells("مُرّ"), cells("漢字"), cells("word")
    (2, 4, 4)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, most: int) -> str:
    """Return a text that fits, with … in the place of what does not; isolates are closed."""
    if cells(text) <= most:
        return text
    used, kept = 0, []
    for letter in text:
        used += _cells(letter)
        if used > most - 1:
            break
        kept.append(letter)
    head = "".join(kept).rstrip()
    marked = PLAIN if max(head.rfind(BOLD), head.rfind(FAINT)) > head.rfind(PLAIN) else ""
    return head + "…" + marked + PDI * len(_open(head))


def shorten(text: str, most: int) -> str:
    """Return a text that fits, its last words left out for … where it does not."""
    if cells(text) <= most:
        return text
    head = cut(text, most).removesuffix("…").rpartition(" ")[0]
    return f"{head} …" if head else cut(text, most)


def fill(text: str, cell_count: int) -> str:
    """Return a text cut or padded to exactly so many cells."""
    fitting = cut(text, cell_count)
    return fitting + " " * (cell_count - cells(fitting))


def directed(text: str) -> str:
    """Return a whole text so that each line it wraps into runs the way its first letter does."""
    ways = [way for letter in text if (way := unicodedata.bidirectional(letter)) in _STRONG]
    if text.isascii() or not set(ways) - {"L"}:
        return text
    return f"{LRI if ways[0] == 'L' else RLI}{text}{PDI}"


def _open(text: str) -> str:
    """The isolates that a text leaves open, the outermost first."""
    found: list[str] = []
    for letter in text:
        if letter in {LRI, RLI, FSI}:
            found.append(letter)
        elif letter == PDI and found:
            found.pop()
    return "".join(found)


def wrap(text: str, most: int) -> Iterator[str]:
    """Yield the lines of a text, none wider than `most`; marks and isolates hold across lines."""
    line, used = "", 0
    for word in _words(text, most):
        wide = cells(word)
        if line and used + 1 + wide > most:
            closed, opened = _carried(line)
            yield line + closed
            line, used = opened + word, wide
        else:
            line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    if line:
        yield line


def _words(text: str, most: int) -> Iterator[str]:
    """The words of a text, those broken that no line can hold."""
    for word in text.split(" "):
        piece, used = "", 0
        for letter in word if cells(word) > most else ():
            if used + _cells(letter) > most:
                yield piece
                piece, used = "", 0
            piece, used = piece + letter, used + _cells(letter)
        if whole := (piece if cells(word) > most else word):
            yield whole


def _carried(line: str) -> tuple[str, str]:
    """What closes a line, and what opens the next the same way."""
    style = ""
    for letter in line:
        if letter in MARKS:
            style = "" if letter == PLAIN else letter
    inside = _open(line)
    return (PLAIN if style else "") + PDI * len(inside), inside + style


def say(text: str, *, first: str = "", rest: str | None = None, err: bool = False) -> None:
    """Print a text in as many lines as it needs, the first and the rest each behind its lead."""
    rest = " " * cells(first) if rest is None else rest
    styled = not err and is_styled()
    lead = first
    for line in wrap(text, max(NARROWEST // 2, width() - max(cells(first), cells(rest)))):
        click.echo(_shown((lead + line).rstrip(), styled=styled), color=styled, err=err)
        lead = rest


def put(line: str) -> None:
    """Print one line that is laid out already."""
    styled = is_styled()
    click.echo(_shown(line.rstrip(), styled=styled), color=styled)


def _shown(line: str, *, styled: bool) -> str:
    if not sys.stdout.isatty():  # what is written to a file or piped has the letters alone
        line = line.translate(_UNMARKED)
    for mark, code in _ANSI.items():
        line = line.replace(mark, code if styled else "")
    return line
