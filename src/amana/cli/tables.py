"""Lists as tables that fit the window, in both directions of writing."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from amana.case.index import Row
from amana.case.search import Hit
from amana.cli.output import isolated, one_line

SHORT = 8  #: digits of an id that are shown: enough for `amana show`, in all but huge cases
WIDE = 160  #: characters of a line where there is no window to fit

Plain = dict[str, Any]
Cell = Callable[[Plain], object]


def short(of: str | None) -> str:
    """Return the beginning of an id."""
    return (of or "")[:SHORT]


def span_of_time(time: Mapping[str, Any] | None) -> str:
    """Return when something was, as briefly as it is known; its own words where it is not."""
    if not time:
        return ""
    first, last = (
        time[end] and datetime.fromisoformat(time[end]) for end in ("earliest", "latest")
    )
    if not first and not last:
        return str(time["as_written"])
    if first and time["grain"] in {"second", "minute"}:
        return f"{first:%Y-%m-%d %H:%M}"
    # the last moment is excluded: a day that ends at midnight is not shown as two
    days = [first, last - timedelta(microseconds=1) if last else None]
    told = [f"{day:%Y-%m-%d}" if day else "…" for day in days]
    return " – ".join(dict.fromkeys(told))


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

#: what stands in the table of each list: a heading, and where its words come from
TABLES: Final[Mapping[str, tuple[tuple[str, Cell], ...]]] = {
    "items": (
        ("id", lambda x: short(x["id"])),
        ("file", lambda x: x["file"]),
        ("lang", lambda x: x["lang"]),
        ("published", lambda x: span_of_time(x["published"])),
        ("outlet", lambda x: x["outlet"]),
        ("title", lambda x: x["title"]),
    ),
    "statements": (
        ("id", lambda x: short(x["id"])),
        (
            "who",
            lambda x: (x["speaker"] or {}).get("name") or (x["speaker"] or {}).get("as_written"),
        ),
        ("said", lambda x: span_of_time(x["said"])),
        ("medium", lambda x: x["medium"]),
        ("words", words_of),
        ("review", lambda x: x["review"]),
    ),
    "people": (
        ("id", lambda x: short(x["id"])),
        ("name", lambda x: x["name"]),
        ("kind", lambda x: x["kind"]),
        ("roles", lambda x: ", ".join(x["roles"])),
        ("minor", lambda x: {True: "yes", False: "no", None: "?"}[x["minor"]]),
        ("statements", lambda x: len(x["statements"])),
    ),
    "links": (
        ("id", lambda x: short(x["id"])),
        ("kind", lambda x: x["kind"]),
        ("relation", lambda x: x["relation"]),
        ("a", lambda x: short(x["a"])),
        ("b", lambda x: short(x["b"])),
        ("score", lambda x: f"{x['score']:.2f}"),
        ("why", lambda x: "; ".join(reason["detail"] for reason in x["reasons"])),
        ("review", lambda x: x["review"]),
    ),
    "claims": (
        ("id", lambda x: short(x["id"])),
        ("status", lambda x: x["decided"] or x["status"]),
        ("origins", lambda x: f"{x['origins_low']}–{x['origins_high']}"),
        ("tellings", lambda x: len(x["statements"])),
        ("claim", lambda x: x["text"]),
    ),
    "origins": (
        ("id", lambda x: short(x["id"])),
        ("claim", lambda x: short(x["claim"])),
        ("state", lambda x: x["state"]),
        ("root", lambda x: short(x["root"]["statement"])),
        ("medium", lambda x: x["root"]["medium"]),
        ("retellings", lambda x: len(x["retellings"])),
    ),
    "events": (
        ("id", lambda x: short(x["id"])),
        ("what", lambda x: x["what"]),
        ("where", lambda x: (x["where"] or {}).get("name")),
        ("reports", lambda x: len(x["status_history"])),
        ("last", lambda x: x["status_history"][-1]["status"] if x["status_history"] else None),
    ),
    "media": (
        ("id", lambda x: short(x["id"])),
        ("item", lambda x: short(x["item"])),
        ("earliest", lambda x: span_of_time(x["earliest_known"])),
        ("older", lambda x: {True: "yes", False: "no", None: "?"}[x["older_than_event"]]),
        ("why", lambda x: x["why"]),
    ),
    "problems": (
        ("where", lambda x: x["where"]),
        ("what", lambda x: x["what"]),
        ("do", lambda x: x["do"]),
    ),
}
FOLDED = {"words", "claim", "why", "what", "do", "where", "file", "title", "text"}  # over lines


def print_rows(kind: str, rows: Iterable[Row], *, count: bool = True) -> None:
    """Print one list as a table, and how many it lists."""
    cells = [[get(json.loads(row.line)) for _, get in TABLES[kind]] for row in rows]
    _print([heading for heading, _ in TABLES[kind]], cells)
    if count:
        console().print(f"{len(cells):,} listed", style="dim")


def print_hits(hits: Iterable[Hit]) -> None:
    """Print what a search found, its places marked."""
    cells: list[list[object]] = [
        [short(hit.id), SINGULAR[hit.kind], hit.closeness, hit.file, _marked(hit)] for hit in hits
    ]
    _print(["id", "is", "match", "file", "text"], cells)
    console().print(f"{len(cells):,} listed", style="dim")


def _marked(hit: Hit) -> Text:
    text = Text(one_line_each(hit.text))
    for start, end in hit.highlights:
        text.stylize("bold underline", start, end)
    return text


def one_line_each(text: str) -> str:
    """Return a text with every unsafe or breaking character as one blank: places stay."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _print(headings: list[str], rows: list[list[object]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        if heading in FOLDED:
            table.add_column(heading, overflow="fold", ratio=1)
        else:
            table.add_column(heading, overflow="ellipsis", no_wrap=heading in {"id", "a", "b"})
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    console().print(table)


def _cell(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return Text("" if value is None else isolated(one_line(str(value))))


def console() -> Console:
    """Return where tables are printed: as wide as the window, or wide where there is none."""
    width = None if sys.stdout.isatty() else shutil.get_terminal_size((WIDE, 0)).columns
    return Console(width=width, highlight=False, soft_wrap=False)
