"""The acts themselves and the secrets of their salts: JSON lines, one file per group.

A payload line is `{"leaves": [[path, type, value], …], "record": number}`: bytes as base64, a
sub-record nested, a text as the word "text" (it lies in the view file, at the item's own offset
and length), a picture as the count of its tiles and the path from the first leaf of their list
to its root. A secret line is `{"record": number, "secrets": {path: hex}}`, the act itself at
the empty path. Every line is canonical JSON.
"""

import base64
import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from amana.canon import Json, canonical_json
from amana.errors import Damaged
from amana.keep import record as records
from amana.keep.record import (
    FieldRecord,
    ListRecord,
    Picture,
    Record,
    Secrets,
    Text,
    Tiles,
    Value,
)

CASE = "case"
ACT = "act"
TEXT = "text"

_NUMBER = re.compile(rb'"record":"([0-9a-f]{32})"')

#: Gives the text that lies at this offset and length (bytes) of the act's view file.
TextAt = Callable[[int, int], str]


class NewSecrets(dict[str, bytes]):
    """A fresh random secret for every path that asks for one."""

    def __call__(self, path: str) -> bytes:
        """Return the secret of the record at this path."""
        if path not in self:
            self[path] = secrets.token_bytes(records.SECRET_BYTES)
        return self[path]


def segment(folder: Path, kind: str, group: str) -> Path:
    """Return the file of a group's lines; `kind` is `acts` or `secrets`."""
    name = f"{group}.jsonl"
    return folder / kind / name if group == CASE else folder / kind / group[:2] / name


def group_of(originals: Sequence[str], number: str) -> str:
    """Return the group of an act about these originals: theirs, `case`, or the act's own."""
    if len(originals) > 1:
        return number
    return originals[0] if originals else CASE


def view_path(folder: Path, number: str) -> Path:
    """Return the file with the texts of a view act."""
    return folder / "views" / number[:2] / number


def settle(record: Record, secrets_of: Secrets, at: str = "") -> Record:
    """Return the record without the pixels of its pictures, which are not stored."""
    match record:
        case Picture():
            return records.without_pixels(record, secrets_of, at)
        case FieldRecord(fields):
            return FieldRecord(
                {name: _settled(value, secrets_of, at, name) for name, value in fields.items()}
            )
        case ListRecord(kind, members):
            numbered = enumerate(members)
            return ListRecord(
                kind, tuple(_settled(value, secrets_of, at, f"{n:08d}") for n, value in numbered)
            )
        case _:
            return record


def _settled(value: Value, secrets_of: Secrets, at: str, name: str) -> Value:
    if isinstance(value, FieldRecord | ListRecord | Picture):
        return settle(value, secrets_of, records.join(at, name))
    return value


def payload_line(number: str, record: FieldRecord) -> bytes:
    """Return the line that keeps an act."""
    return canonical_json({"leaves": _leaves(record), "record": number}) + b"\n"


def _leaves(record: FieldRecord | ListRecord) -> list[Json]:
    return [
        [path, records.type_of(value), _written(value)]
        for path, value in records.members_of(record)
    ]


def _written(value: Value) -> Json:
    match value:
        case bytes():
            return base64.b64encode(value).decode()
        case FieldRecord() | ListRecord():
            return {"leaves": _leaves(value)}
        case Text():
            return TEXT
        case Tiles(count, path):
            return {"count": count, "path": [sibling.hex() for sibling in path]}
        case Picture():
            raise ValueError("a picture is settled before it is written")
        case _:
            return value


def secret_line(number: str, made: Mapping[str, bytes]) -> bytes:
    """Return the line that keeps the secrets of an act and its sub-records."""
    hexes: dict[str, Json] = {path: secret.hex() for path, secret in made.items()}
    return canonical_json({"record": number, "secrets": hexes}) + b"\n"


def read_record(leaves: list[Any], text_at: TextAt) -> FieldRecord | ListRecord:
    """Return the record that a payload line keeps."""
    fields = {path: (kind, value) for path, kind, value in leaves}
    members = {path: _read(kind, value, fields, text_at) for path, (kind, value) in fields.items()}
    if "#" not in members:
        return FieldRecord(members)
    head = members.pop("#")
    if not isinstance(head, dict):
        raise TypeError("a list record does not say its kind")
    return ListRecord(str(head["kind"]), tuple(members.values()))


def _read(kind: str, value: Any, fields: Mapping[str, Any], text_at: TextAt) -> Value:  # noqa: ANN401 - JSON
    if kind == "B":
        return base64.b64decode(value, validate=True)
    if kind == "J":
        return value  # type: ignore[no-any-return]
    if value == TEXT:
        return Text(text_at(fields["offset"][1], fields["length"][1]))
    if "path" in value:
        return Tiles(value["count"], tuple(bytes.fromhex(one) for one in value["path"]))
    return read_record(value["leaves"], text_at)


def plain(leaves: list[Any]) -> dict[str, Any]:
    """Return an act's fields for those who fold the log.

    Bytes are bytes, a list is a tuple of dicts, a content is named by its kind: words or tiles.
    """
    return {path: _plain(kind, value) for path, kind, value in leaves}


def _plain(kind: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    if kind == "B":
        return base64.b64decode(value, validate=True)
    if kind == "J":
        return value
    if value == TEXT:
        return "words"
    if "path" in value:
        return "tiles"
    return tuple(plain(v["leaves"]) for path, _, v in value["leaves"] if path != "#")


def number_of(line: bytes) -> str | None:
    """Return the record number that keys a whole line, None when the line has none."""
    found = _NUMBER.search(line, 0, 64) or _NUMBER.search(line, max(0, len(line) - 64))
    return found[1].decode() if found and line.endswith(b"\n") else None


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield every line of a segment with the offset at which it begins."""
    offset = 0
    with path.open("rb") as stream:
        for line in stream:
            yield offset, line
            offset += len(line)


def opened(folder: Path) -> list[Any]:
    """Return the leaves of a case's first act; Damaged when its line is not the first."""
    path = segment(folder, "acts", CASE)
    try:
        with path.open("rb") as stream:
            leaves: list[Any] = json.loads(stream.readline())["leaves"]
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(path, error) from error
    return leaves


def _unreadable(path: Path, error: Exception) -> Damaged:
    return Damaged(
        f"A line of {path} cannot be read: {error}.",
        "Run `amana verify`, and put back the file from a copy.",
    )


class Lines:
    """All lines of a case's acts or secrets, found by record number."""

    def __init__(self, folder: Path, kind: str) -> None:
        """Look through every segment once; only places are kept in memory."""
        self.segments = sorted((folder / kind).rglob("*.jsonl"))
        self._places: dict[str, tuple[int, int]] = {}
        for place, path in enumerate(self.segments):
            for offset, line in lines_of(path):
                number = number_of(line)
                if number is not None:
                    self._places[number] = (place, offset)

    def __contains__(self, number: str) -> bool:
        """Return whether there is a line of this record number."""
        return number in self._places

    def group(self, number: str) -> str:
        """Return the group in which the line stands."""
        return self.segments[self._places[number][0]].stem

    def read(self, number: str) -> dict[str, Any]:
        """Return the line of this record number; Damaged when it cannot be read."""
        place, offset = self._places[number]
        with self.segments[place].open("rb") as stream:
            stream.seek(offset)
            line = stream.readline()
        try:
            value = json.loads(line)
        except ValueError as error:
            raise _unreadable(self.segments[place], error) from error
        return value  # type: ignore[no-any-return]
