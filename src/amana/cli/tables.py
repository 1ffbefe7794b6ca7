"""Lists as tables that fit the window, in both directions of writing."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import Any, Final

from amana.case.index import Row
from amana.case.search import Hit
from amana.cli import output, window
from amana.cli.called import typed
from amana.cli.output import MARKS, isolated, one_line, safe
from amana.cli.phrases import moments, short

GAP = "  "  # between columns
MEASURED = 400  #: rows whose widths a table is laid out by; the rest stream through the same layout

UNTIL_DECIDED = "until decided"  # hidden, for nobody has said yet whether it is a child

Plain = dict[str, Any]
Cell = Callable[[Plain], object]
Known = Mapping[str, Mapping[str, object]]  # what a case knows of things beside their lines, by id
NOTHING_KNOWN: Final[Known] = {}


def span_of_time(time: Mapping[str, Any] | None) -> str:
    """Return when something was, as briefly as it is known; its own words where it is not."""
    if not time:
        return ""
    first, last = (
        time[end] and datetime.fromisoformat(time[end]) for end in ("earliest", "latest")
    )
    return moments(first, last, time["grain"]) or str(time["as_written"])


def words_of(statement: Plain) -> str:
    """Return the words of a statement, its parts set apart."""
    return " … ".join(statement["words"])


#: what one thing of each list is called
SINGULAR: Final[Mapping[str, str]] = {
    "items": "item",
    "statements": "statement",
    "people": "person",
    "links": "link",
    "claims": "claim",
    "origins": "origin",
    "events": "event",
    "media": "picture",
    "problems": "problem",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it shows, how narrow it may get, and how soon it goes where it is narrow."""

    heading: str
    cell: Cell
    rank: int = 0  #: columns with the highest rank are left out first
    least: int = 0  #: cells that it can be cut to; 0: it is never cut
    most: int = 60  #: cells that it is given at most; what tells most takes the rest


def _id(name: str = "id", rank: int = 0) -> Column:
    return Column(name, lambda x: short(x[name]), rank)


def _mentioned(x: Plain) -> str:
    """How often one speaks, or that it only passes on, or is only named."""
    silent = "is named" if x.get("only_named") else "passes on"
    return str(len(x["statements"])) if x["statements"] else silent


def _who(x: Plain) -> object:
    speaker = x["speaker"] or {}
    return speaker.get("name") or speaker.get("as_written")


def _hidden(x: Plain) -> str:
    """Whether what leaves the case hides this person, and why."""
    if x["at_risk"]:
        return "child" if x["minor"] else "at risk"
    if x.get("undecided"):
        return UNTIL_DECIDED
    return "shown" if x["minor"] else ""


def _file(x: Plain) -> str:
    """The name of a file, with where in it an item stands: folders tell little in a table."""
    return f"{PurePosixPath(x['file']).name}{x['inside']}"


REST = 10_000  #: cells at most of the column that takes whatever the window has left

#: what stands in the table of each list, from left to right
TABLES: Final[Mapping[str, tuple[Column, ...]]] = {
    "items": (
        _id(),
        Column("kind", lambda x: x["kind"], 4),
        Column("published", lambda x: span_of_time(x["published"]), 2),
        Column("lang", lambda x: x["lang"], 5),
        Column("outlet", lambda x: x["outlet"], 3, 8, 24),
        Column("file", _file, 1, 12, 32),
        Column("title", lambda x: x["title"] or " ".join(x["text"][:200].split()), 1, 16, REST),
    ),
    "statements": (
        _id(),
        Column("who", _who, 0, 8, 26),
        Column("said", lambda x: span_of_time(x["said"]), 2),
        Column("medium", lambda x: x["medium"].replace("_", " "), 3),
        Column("words", words_of, 0, 16, REST),
        Column("review", lambda x: x["review"], 4),
    ),
    "people": (
        _id(),
        Column("name", lambda x: x["name"], 0, 10, 32),
        Column("kind", lambda x: x["kind"], 4),
        Column("spoke", _mentioned, 1),
        Column("child", lambda x: {True: "yes", False: "no", None: "?"}[x["minor"]], 2),
        Column("hidden", _hidden, 2),
        Column("roles", lambda x: ", ".join(x["roles"]), 3, 12, REST),
        Column("review", lambda x: x["review"], 5),
    ),
    "links": (
        _id(),
        Column("kind", lambda x: x["kind"].replace("_", " "), 0),
        Column("relation", lambda x: x["relation"], 2),
        _id("a", 1),
        _id("b", 1),
        Column("score", lambda x: f"{x['score']:.2f}", 4),
        Column(
            "why", lambda x: "; ".join(reason["detail"] for reason in x["reasons"]), 3, 16, REST
        ),
        Column("review", lambda x: x["review"], 5),
    ),
    "claims": (
        _id(),
        Column("status", lambda x: (x["decided"] or x["status"]).replace("_", " "), 0),
        Column("origins", lambda x: _range(x["origins_low"], x["origins_high"]), 1),
        Column("told", lambda x: len(x["statements"]), 2),
        Column("claim", lambda x: x["text"], 0, 16, REST),
    ),
    "origins": (
        _id(),
        _id("claim"),
        Column("state", lambda x: x["state"], 0),
        Column("root", lambda x: short(x["root"]["statement"]), 1),
        Column("medium", lambda x: (x["root"]["medium"] or "").replace("_", " "), 2),
        Column("retold", lambda x: len(x["retellings"]), 3),
    ),
    "events": (
        _id(),
        Column("what", lambda x: x["what"], 0, 10, 40),
        Column("where", lambda x: (x["where"] or {}).get("name"), 1, 8, 30),
        Column("reports", lambda x: len(x["status_history"]), 2),
        Column(
            "last", lambda x: x["status_history"][-1]["status"] if x["status_history"] else None, 1
        ),
        Column("time", lambda x: span_of_time(x["time"]), 3),
    ),
    "media": (
        _id(),
        _id("item", 1),
        Column("earliest", lambda x: span_of_time(x["earliest_known"]), 2),
        Column("older", lambda x: {True: "yes", False: "no", None: "?"}[x["older_than_event"]], 0),
        Column("copies", lambda x: len(x["copies"]), 3),
        Column("why", lambda x: x["why"], 1, 16, REST),
    ),
    "problems": (
        Column("where", lambda x: x["where"]),
        Column("what", lambda x: x["what"]),
        Column("do", lambda x: x["do"]),
    ),
}
HITS: Final = (
    _id(),
    Column("is", lambda x: x["is"]),
    Column("match", lambda x: x["match"], 2),
    Column("file", lambda x: PurePosixPath(x["file"] or "").name, 3, 12, 32),
    Column("text", lambda x: x["text"], 0, 16, REST),
)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Listed:
    """What was printed of a list."""

    number: int
    is_whole: bool = True  #: False: the window had no room for some columns


def print_rows(kind: str, rows: Iterable[Row], known: Known = NOTHING_KNOWN) -> Listed:
    """Print one list as a table; return how many it lists. `known`: more of some things, by id.

    Problems are told in lines of their own: cut to a cell they would say nothing.
    """
    things = (_plain(row, known) for row in rows)
    if kind == "problems":
        return Listed(_print_problems(things))
    return _print(TABLES[kind], things)


def print_hits(hits: Iterable[Hit]) -> Listed:
    """Print what a search found, its places marked; return how many there are."""
    return _print(HITS, map(_hit, hits))


def what_next(listed: Listed, advice: str) -> None:
    """Say to whoever watches how many there were, and what to do with them."""
    more = "" if listed.is_whole else " More columns in a wider window, all with --json."
    advice = f" {advice}" if listed.number and advice else ""
    output.hint(f"{listed.number:,} listed.{advice}{'.' if advice and more else ''}{more}")


def headings(kind: str) -> tuple[str, ...]:
    """Return what the columns of a list's table are headed."""
    return tuple(column.heading for column in TABLES[kind])


def reads(kind: str, row: Row, only: Mapping[str, str], known: Known = NOTHING_KNOWN) -> bool:
    """Whether the cells under some headings read as given; an empty one reads null."""
    thing = _plain(row, known)
    cells = {column.heading: str(column.cell(thing) or "null") for column in TABLES[kind]}
    return all(cells[heading].casefold() == value.casefold() for heading, value in only.items())


def _plain(row: Row, known: Known) -> Plain:
    return {**json.loads(row.line), **known.get(row.id, {})}


def _print_problems(things: Iterable[Plain]) -> int:
    told = 0
    for one in things:
        window.say(f"{window.bold(safe(one['where']))}: {safe(one['what'])}", rest="  ")
        window.say(safe(typed(one["do"])), first="  ")
        told += 1
    return told


def _hit(hit: Hit) -> Plain:
    return {
        "id": hit.id,
        "is": SINGULAR[hit.kind],
        "match": hit.closeness,
        "file": hit.file,
        "text": _marked(hit),
    }


def _marked(hit: Hit) -> str:
    """The text around the first place, each place marked; the marks are ours, so they stay."""
    text, end = "", 0
    for start, stop in hit.highlights:
        text += _blank(hit.text[end:start]) + window.bold(_blank(hit.text[start:stop]))
        end = stop
    return text + _blank(hit.text[end:])


def _blank(text: str) -> str:
    """A text with every unsafe or breaking character as one blank."""
    return "".join(letter if letter.isprintable() and letter == safe(letter) else " "
                   for letter in text)  # fmt: skip


def _print(columns: Sequence[Column], things: Iterable[Plain]) -> Listed:
    """Print a table as wide as the window: columns by their content, the least useful left out."""
    rows = iter(things)
    first = [[_cell(column, one) for column in columns] for one in islice(rows, MEASURED)]
    widths = _layout(columns, first, window.width())
    later = ([_cell(column, one) for column in columns] for one in rows)
    if first:
        window.put(window.faint(_line([column.heading for column in columns], widths)))
    told = 0
    for row in chain(first, later):
        window.put(_line(row, widths))
        told += 1
    filled = {n for n in range(len(columns)) if any(row[n] for row in first)}
    return Listed(told, filled <= widths.keys())


def _layout(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> dict[int, int]:
    """How many cells each column gets, by its place; those that find no room are not there."""
    wanted = {
        n: min(
            column.most, max([window.cells(column.heading), *(window.cells(r[n]) for r in rows)])
        )
        for n, column in enumerate(columns)
        if any(row[n] for row in rows)
    }
    least = {n: min(wanted[n], columns[n].least or wanted[n]) for n in wanted}
    while len(least) > 1 and _total(least) > width:
        del least[max(least, key=lambda n: (columns[n].rank, n))]
    for n in sorted(least, key=lambda n: (columns[n].most == REST, columns[n].rank, n)):
        least[n] = min(wanted[n], least[n] + max(0, width - _total(least)))
    return dict(sorted(least.items()))


def _total(widths: Mapping[int, int]) -> int:
    return sum(widths.values()) + len(GAP) * (len(widths) - 1)


def _line(cells: Sequence[str], widths: Mapping[int, int]) -> str:
    return GAP.join(window.fill(cells[n], wide) for n, wide in widths.items())


def _cell(column: Column, thing: Plain) -> str:
    value = column.cell(thing)
    if value is None:
        return ""
    text = str(value)
    marked = any(mark in text for mark in MARKS)  # our own, in what a search found
    return isolated(text if marked else one_line(text))
