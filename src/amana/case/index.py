"""The index of a case: everything derived, in SQLite, one table per list, with full text.

It is written whole beside its place and renamed into it, so it is there or not, never half.
`meta` says which log, program and settings it was made from.
"""

import hashlib
import os
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from amana.canon import from_line, to_line, to_plain
from amana.case.search import CLOSENESS, Closeness, forms_of
from amana.errors import Damaged, NotUnderstood
from amana.model import Id, Item, Link, Person, Reading, Statement, Window

SCHEMA = 3  #: of the tables below; an index with another user_version is made again
PAGE_BYTES = 1 << 26  #: of memory for SQLite's pages while the index is written

#: what can be filtered by, as paths into the JSON of each list; "a.b" becomes the column a_b
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "items": (
        *("id", "original", "file", "kind", "view", "lang", "title", "outlet", "author", "url"),
        *("published.earliest", "published.latest"),
    ),
    "statements": (
        *("id", "item", "view", "file", "kind", "medium", "platform", "stance", "basis"),
        *("speaker.name", "speaker.person", "speaker.kind", "said.earliest", "said.latest"),
        *("within", "confidence", "review"),
    ),
    "people": ("id", "name", "kind", "minor", "at_risk", "party", "review"),
    "links": ("id", "kind", "relation", "a", "b", "score", "direction", "review"),
    "claims": ("id", "text", "event", "origins_low", "origins_high", "status", "decided"),
    "origins": ("id", "claim", "root.statement", "root.person", "root.medium", "state"),
    "events": ("id", "what", "where.name", "time.earliest", "time.latest"),
    "media": ("id", "item", "older_than_event"),
    "problems": ("where", "what", "do"),
}
LISTS = tuple(COLUMNS)
YES_OR_NO = {"minor", "at_risk", "older_than_event"}
#: columns of ids, chosen by how they begin: tables show no more of them
IDS = {
    *("id", "original", "item", "view", "within", "event", "claim", "a", "b"),
    *("speaker_person", "root_statement", "root_person"),
}
TIMES = ("_earliest", "_latest")  # endings of columns of times: a day is the beginning of one

_ID = re.compile('"([0-9a-f]{32}|[0-9a-f]{64})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What an index was made from."""

    size: int  #: entries of the log
    root: str  #: of the log's tree
    program: str  #: version, and digest of the methods
    reading: str  #: digest of the settings that reading depends on
    stage: str  #: how far it goes: "read", "linked" or "weighed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing of one list, as its line of JSON."""

    kind: str
    id: Id
    line: bytes


def column(path: str) -> str:
    """Return the name of the column that holds what lies at a path."""
    return path.replace(".", "_")


def write_index(
    path: Path,
    grounds: Grounds,
    lists: Mapping[str, Sequence[object]],
    readings: Mapping[tuple[Id, str], Reading],
    windows: Mapping[Id, Window],
    prints: Mapping[Id, bytes],
    retold: tuple[str, Sequence[Link]] = ("", ()),
) -> None:
    """Write a whole new index and put it in the place of the old.

    `prints`: what pictures are known by, a line of JSON each, by view. `retold`: links by words,
    with a digest of all that they rest on.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as base:
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("PRAGMA synchronous = OFF")
            base.execute(f"PRAGMA cache_size = -{PAGE_BYTES // 1024}")
            base.execute("BEGIN")
            _write_meta(base, grounds)
            for kind in LISTS:
                _write_list(base, kind, lists.get(kind, ()))
            _write_bearings(base)
            _write_words(base, lists)
            _write_readings(base, readings, windows)
            _write_prints(base, prints)
            _write_retold(base, *retold)
            base.execute("COMMIT")
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of an index, by which its maker knows it again."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_meta(base: sqlite3.Connection, grounds: Grounds) -> None:
    base.execute(f"PRAGMA user_version = {SCHEMA}")
    base.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value)")
    base.executemany("INSERT INTO meta VALUES (?, ?)", to_plain(grounds).items())


def _write_list(base: sqlite3.Connection, kind: str, things: Sequence[object]) -> None:
    columns = COLUMNS[kind]
    names = ", ".join(f'"{column(path)}"' for path in columns)
    base.execute(f"CREATE TABLE {kind} (n INTEGER PRIMARY KEY, {names}, json TEXT NOT NULL)")
    marks = ", ".join("?" for _ in columns)
    base.executemany(
        f"INSERT INTO {kind} ({names}, json) VALUES ({marks}, ?)",  # noqa: S608 - names are ours
        (_values(thing, columns) for thing in things),
    )
    if columns[0] == "id":
        base.execute(f"CREATE INDEX {kind}_id ON {kind} (id)")


def _write_bearings(base: sqlite3.Connection) -> None:
    """Which things name which ids: what bears on a thing is found by this."""
    base.execute("CREATE TABLE bearings (on_id TEXT, kind TEXT, n INTEGER)")
    for kind in LISTS:
        of = "id" if COLUMNS[kind][0] == "id" else "''"
        lines = base.execute(f"SELECT n, {of}, json FROM {kind}")  # noqa: S608 - ours
        base.executemany(
            "INSERT INTO bearings VALUES (?, ?, ?)",
            ((on, kind, n) for n, own, line in lines for on in _ids_in(line) if on != own),
        )
    base.execute("CREATE INDEX bearings_on ON bearings (on_id)")


def _ids_in(line: str) -> dict[str, None]:
    return dict.fromkeys(_ID.findall(line))


def _values(thing: object, columns: tuple[str, ...]) -> tuple[object, ...]:
    plain = to_plain(thing)
    return (*(_at(plain, path) for path in columns), to_line(thing).decode())


def _at(plain: dict[str, Any], path: str) -> object:
    value: Any = plain
    for part in path.split("."):
        value = None if value is None else value[part]
    return value


def _write_words(base: sqlite3.Connection, lists: Mapping[str, Sequence[object]]) -> None:
    base.execute("CREATE TABLE texts (n INTEGER PRIMARY KEY, kind TEXT, id TEXT)")
    base.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (exact, folded, stripped, content='', "
        # marks are parts of words: without them the vowelled form would be cut into letters
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
    number = 0
    for kind in ("statements", "items", "people"):
        for thing in lists.get(kind, ()):
            number += 1
            text, of = _sought(thing)
            base.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, kind, of))
            forms = forms_of(text)
            base.execute("INSERT INTO words (rowid, exact, folded, stripped) VALUES (?,?,?,?)",
                         (number, *forms))  # fmt: skip


def _sought(thing: object) -> tuple[str, Id]:
    """What a thing is found by."""
    match thing:
        case Statement():
            return "\n".join(thing.words), thing.id
        case Item():
            known = (thing.title, thing.outlet, thing.author, thing.file)
            return "\n".join((thing.text, *(part for part in known if part))), thing.id
        case Person():
            names = [name.value for name in thing.names]
            return "\n".join((*names, *thing.roles, *thing.handles)), thing.id
    raise TypeError(type(thing))


def _write_readings(
    base: sqlite3.Connection,
    readings: Mapping[tuple[Id, str], Reading],
    windows: Mapping[Id, Window],
) -> None:
    base.execute(
        "CREATE TABLE readings (view TEXT, window TEXT, json TEXT, PRIMARY KEY (view, window))"
    )
    base.executemany(
        "INSERT INTO readings VALUES (?, ?, ?)",
        ((view, window, to_line(made).decode()) for (view, window), made in readings.items()),
    )
    base.execute("CREATE TABLE windows (view TEXT PRIMARY KEY, json TEXT)")
    base.executemany(
        "INSERT INTO windows VALUES (?, ?)",
        ((view, to_line(window).decode()) for view, window in windows.items()),
    )


def _write_prints(base: sqlite3.Connection, prints: Mapping[Id, bytes]) -> None:
    base.execute("CREATE TABLE prints (view TEXT PRIMARY KEY, json TEXT)")
    base.executemany(
        "INSERT INTO prints VALUES (?, ?)", ((view, line.decode()) for view, line in prints.items())
    )


def _write_retold(base: sqlite3.Connection, rests_on: str, links: Sequence[Link]) -> None:
    base.execute("CREATE TABLE retold (rests_on TEXT, json TEXT)")
    base.executemany(
        "INSERT INTO retold VALUES (?, ?)", ((rests_on, to_line(link).decode()) for link in links)
    )


def _told(name: str) -> str:
    """What a person types for the value of a column; unknown is null, as in JSON."""
    if name in YES_OR_NO:
        return f"CASE \"{name}\" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
    return f"coalesce(CAST(\"{name}\" AS TEXT), 'null')"


def _is_chosen(name: str) -> str:
    """The condition that a column has, or begins with, the next value given."""
    if name in IDS or name.endswith(TIMES):
        return f"instr({_told(name)}, ?) = 1"
    return f"{_told(name)} = ?"


class Index:
    """An index as it lies on disk, open for reading only."""

    def __init__(self, path: Path) -> None:
        """Open the index; Damaged where the file is no index of this schema."""
        self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            (schema,) = self._base.execute("PRAGMA user_version").fetchone()
            found = dict(self._base.execute("SELECT key, value FROM meta")) if schema else {}
            self.grounds = Grounds(**found)
        except (sqlite3.DatabaseError, TypeError):
            schema = None
        if schema != SCHEMA:
            self._base.close()
            raise Damaged(f"{path} is no index that can be used.", "Run amana rebuild CASE.")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def rows(self, kind: str, only: Mapping[str, str] | None = None) -> Iterator[Row]:
        """Yield the things of one list in its order, those whose columns have the values given.

        Of a time or an id the beginning is enough: a year, a day, the digits that tables show.
        Raises NotUnderstood for a column that the list does not have.
        """
        named = {column(path) for path in COLUMNS[kind]}
        if unknown := sorted(set(only or {}) - named):
            raise NotUnderstood(
                f"{kind} have nothing called {unknown[0]!r} to choose by.",
                f"They have {', '.join(column(path) for path in COLUMNS[kind])}.",
            )
        where = " AND ".join(map(_is_chosen, only or {})) or "1"
        of = "id" if "id" in named else "n"
        query = f"SELECT {of}, json FROM {kind} WHERE {where} ORDER BY n"  # noqa: S608 - ours
        for found, line in self._base.execute(query, list((only or {}).values())):
            yield Row(kind=kind, id=str(found), line=line.encode())

    def starting_with(self, prefix: str) -> list[Row]:
        """Return all things whose id begins so, by list."""
        found = []
        for kind in LISTS:
            if COLUMNS[kind][0] == "id":
                query = f"SELECT id, json FROM {kind} WHERE id >= ? AND id < ? ORDER BY n"  # noqa: S608
                rows = self._base.execute(query, (prefix, prefix + "g"))  # g follows hex digits
                found += [Row(kind=kind, id=of, line=line.encode()) for of, line in rows]
        return found

    def count(self, kind: str) -> int:
        """Return how many things a list has."""
        (number,) = self._base.execute(f"SELECT count(*) FROM {kind}").fetchone()  # noqa: S608
        return int(number)

    def line(self, kind: str, of: Id) -> bytes:
        """Return one thing as its line of JSON."""
        query = f"SELECT json FROM {kind} WHERE id = ?"  # noqa: S608 - kind is a name of ours
        (found,) = self._base.execute(query, (of,)).fetchone()
        return str(found).encode()

    def bearing_on(self, of: Id) -> Iterator[Row]:
        """Yield everything that names an id, by list and in order."""
        for kind in LISTS:
            own = "id" if COLUMNS[kind][0] == "id" else "''"
            query = (
                f"SELECT {own}, json FROM {kind} JOIN bearings USING (n) "  # noqa: S608 - ours
                f"WHERE on_id = ? AND bearings.kind = ? ORDER BY {kind}.n"
            )
            for found, line in self._base.execute(query, (of, kind)):
                yield Row(kind=kind, id=found, line=line.encode())

    def named_by(self, row: Row) -> Iterator[Row]:
        """Yield everything whose id stands in a thing, other than its own."""
        for of in _ids_in(row.line.decode()):
            if of != row.id:
                yield from self.starting_with(of)

    def matches(self, expression: Mapping[Closeness, str]) -> Iterator[tuple[Closeness, str, Id]]:
        """Yield what matches, the closest first and each once: how closely, its list, its id."""
        seen: set[int] = set()
        for closeness in CLOSENESS:
            rows = self._base.execute(
                "SELECT n, kind, id FROM words JOIN texts ON n = words.rowid "
                "WHERE words MATCH ? ORDER BY n",
                (expression[closeness],),
            )
            for number, kind, of in rows:
                if number not in seen:
                    seen.add(number)
                    yield closeness, kind, of

    def readings(self) -> dict[tuple[Id, str], Reading]:
        """Return every reading, by view and by the window it was read with."""
        rows: Iterable[tuple[str, str, str]] = self._base.execute(
            "SELECT view, window, json FROM readings"
        )
        return {(view, window): from_line(line.encode(), Reading) for view, window, line in rows}

    def readings_with_minors(self) -> Iterator[Reading]:
        """Yield the readings that name a child; of a view read twice, both."""
        rows: Iterable[tuple[str]] = self._base.execute(
            "SELECT json FROM readings WHERE instr(json, '\"minors\":[{') ORDER BY view, window"
        )
        yield from (from_line(line.encode(), Reading) for (line,) in rows)

    def prints(self) -> dict[Id, bytes]:
        """Return what pictures are known by, as it was written, by view."""
        rows: Iterable[tuple[str, str]] = self._base.execute("SELECT view, json FROM prints")
        return {view: line.encode() for view, line in rows}

    def retold(self) -> tuple[str, tuple[Link, ...]]:
        """Return the links by words, with a digest of all that they rest on."""
        rows: list[tuple[str, str]] = self._base.execute("SELECT * FROM retold").fetchall()
        links = tuple(from_line(line.encode(), Link) for _, line in rows)
        return (rows[0][0] if rows else "", links)

    def windows(self) -> dict[Id, Window]:
        """Return the windows that other reports gave to views."""
        rows: Iterable[tuple[str, str]] = self._base.execute("SELECT view, json FROM windows")
        return {view: from_line(line.encode(), Window) for view, line in rows}
