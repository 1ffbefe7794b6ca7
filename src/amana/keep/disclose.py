"""Disclosures: a part of one act, shown and proved; the rest is withheld and only counted.

A disclosure is a JSON object: `proof` (a C2SP tlog-proof), `entry` (base64) and `record`. Of a
record each leaf is `[path, type, salt, value]`, or the hash of a hidden leaf, or `[from, to,
hash]` of hidden leaves that are a whole subtree. It is checked by `amana.keep.verify_part`, which
shares no code with this.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from amana.canon import Json, canonical_json
from amana.errors import NotUnderstood
from amana.keep import payload
from amana.keep import record as records
from amana.keep.entry import Entry, parse_entry
from amana.keep.merkle import inclusion_proof, split, tree_root
from amana.keep.note import parse_note, read_checkpoint
from amana.keep.payload import Lines
from amana.keep.record import FieldRecord, ListRecord, Record, Secrets, Tiles, Value
from amana.keep.tiles import WIDTH, TileReader

ALWAYS_SHOWN = {"record", "verb", "#"}

#: Says whether the value at a path (`file`, `items/00000000/content/00000003`) is shown.
#: A path that leads there must be shown, too; record, verb and `#` always are.
Show = Callable[[str], bool]
Pictures = Mapping[str, Record]


class Discloser:
    """A case of which parts are to be shown; its log and its lines are looked through once."""

    def __init__(self, folder: Path) -> None:
        """Take the case as its checkpoint is now."""
        self._folder = folder
        self._checkpoint = (folder / "log" / "checkpoint").read_bytes()
        self._size = read_checkpoint(parse_note(self._checkpoint).text).size
        self._reader = TileReader(folder / "log", self._size)
        self._acts, self._secrets = Lines(folder, "acts"), Lines(folder, "secrets")

    def disclose(self, index: int, show: Show, pictures: Pictures | None = None) -> bytes:
        """Return the disclosure of entry `index`.

        `pictures` gives, by path, the pixels that are decoded again so that tiles of them can
        be shown; of other pictures only the root is.
        """
        if not 0 <= index < self._size:
            raise NotUnderstood(
                f"The log has no entry {index}.", f"Entries are 0 to {self._size - 1}."
            )
        data = self._reader.bundle(index // WIDTH)[index % WIDTH]
        record, secrets = self._sealed(parse_entry(data, index))
        path = inclusion_proof(index, self._size, self._reader.node)
        given: Json = {
            "entry": base64.b64encode(data).decode(),
            "proof": proof_of(index, path, self._checkpoint),
            "record": part_of(_with(record, pictures or {}), secrets, show, ""),
        }
        return canonical_json(given)

    def _sealed(self, entry: Entry) -> tuple[Record, Secrets]:
        if entry.record not in self._acts or entry.record not in self._secrets:
            raise NotUnderstood(
                f"Entry {entry.index} has no payload: nothing of it can be shown.",
                "It may have been withdrawn: see `amana log CASE`.",
            )
        view = payload.view_path(self._folder, entry.record)
        texts = view.read_bytes() if view.exists() else b""
        record = payload.read_record(
            self._acts.read(entry.record)["leaves"],
            lambda offset, length: texts[offset : offset + length].decode(),
        )
        hexes: dict[str, str] = self._secrets.read(entry.record)["secrets"]
        return record, lambda path: bytes.fromhex(hexes[path])


def _with(record: Record, pictures: Pictures, at: str = "") -> Record:
    """Return the record with the pixels of pictures that are at hand again."""

    def place(value: Value, path: str) -> Value:
        where = records.join(at, path)
        if isinstance(value, Tiles):
            return pictures.get(where, value)
        return (
            _with(value, pictures, where) if isinstance(value, FieldRecord | ListRecord) else value
        )

    match record:
        case FieldRecord(fields):
            return FieldRecord({name: place(value, name) for name, value in fields.items()})
        case ListRecord(kind, members):
            numbered = enumerate(members)
            return ListRecord(kind, tuple(place(value, f"{n:08d}") for n, value in numbered))
        case _:
            return record


def proof_of(index: int, path: Sequence[bytes], checkpoint: bytes) -> str:
    """Return a C2SP tlog-proof."""
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}"]
    lines += [base64.b64encode(one).decode() for one in path]
    return "\n".join(lines) + "\n\n" + checkpoint.decode()


def part_of(record: Record, secrets: Secrets, show: Show, at: str) -> Json:
    """Return what is shown of a record; its root alone where that is all we have."""
    if isinstance(record, Tiles):
        return records.root_of(record, secrets, at).hex()
    members = dict(records.members_of(record))
    leaves = list(records.leaves_of(record, secrets, at))
    hashes = [leaf.hash for leaf in leaves]
    shown: dict[int, Json] = {}
    for place, leaf in enumerate(leaves):
        where = records.join(at, leaf.path)
        if leaf.path in ALWAYS_SHOWN or show(where):
            value = _value(members[leaf.path], secrets, show, where)
            shown[place] = [leaf.path, leaf.type, leaf.salt.hex(), value]
    return {"count": len(leaves), "leaves": _cover(0, len(leaves), hashes, shown)}


def _value(value: Value, secrets: Secrets, show: Show, at: str) -> Json:
    match value:
        case bytes():
            return base64.b64encode(value).decode()
        case FieldRecord() | ListRecord() | records.Text() | records.Picture() | Tiles():
            return part_of(value, secrets, show, at)
        case _:
            return value


def _cover(start: int, end: int, hashes: Sequence[bytes], shown: dict[int, Json]) -> list[Json]:
    """Return the leaves of a range, hidden ones gathered into the largest subtrees."""
    if end - start == 1:
        return [shown.get(start, hashes[start].hex())]
    if not any(place in shown for place in range(start, end)):
        return [[start, end, tree_root(hashes[start:end]).hex()]]
    middle = start + split(end - start)
    return _cover(start, middle, hashes, shown) + _cover(middle, end, hashes, shown)


def nothing(_: str) -> bool:
    """Show no more than must be shown."""
    return False


def everything(_: str) -> bool:
    """Show all of it."""
    return True
