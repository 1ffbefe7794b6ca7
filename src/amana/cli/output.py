"""How things are printed: lines of JSON, problems in two lines, text that is safe to look at."""

import re
import sys
from unicodedata import bidirectional

import click

from amana.canon import to_line
from amana.cli.called import typed
from amana.model import Problem

#: what could move the cursor, change colours or turn the direction of what follows
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000-\ue002]"
)
MARKS = "\ue000\ue001\ue002"  # of the program's own (cli.window): in no text that is shown


def hint(text: str) -> None:
    """Print what could be done next, to whoever watches."""
    click.echo(typed(text), err=True)


def safe(text: str) -> str:
    r"""Return a text as one line that a terminal only shows: control characters are spelled out.

    >>> safe("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    return _UNSAFE.sub(lambda found: ascii(found[0])[1:-1], text)


def one_line(text: str) -> str:
    """Return words of a text on one line, safe to look at."""
    return safe(" ".join(text.split()))


def isolated(text: str) -> str:
    """Return a text between marks that keep its direction from its neighbours (UAX 9)."""
    turns = not text.isascii() and any(bidirectional(one) in {"R", "AL", "AN"} for one in text)
    return f"\u2068{text}\u2069" if turns else text


def line(data: bytes) -> None:
    """Print one line of JSON: UTF-8 on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")


def value_line(value: object) -> None:
    """Print one value of the model as a line of JSON."""
    line(to_line(value))


def flush() -> None:
    """Hand on what was printed: from now on it is acknowledged."""
    sys.stdout.buffer.flush()
    sys.stdout.flush()


def problem(one: Problem) -> None:
    """Print a problem to standard error."""
    click.echo(f"{safe(one.where)}: {safe(one.what)}\n  {safe(typed(one.do))}", err=True)
