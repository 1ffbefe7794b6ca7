"""Whether a part shown of an act is what the log sealed: one file, standard library only.

    python verify_part.py DISCLOSURE --log-key KEY

What is shown is proved, or refused as a whole; what is hidden is counted. Exit code 0: proved.
12: not. Also what notes, entries and records are, byte by byte, for verify.py beside it. No code
is shared with the program that writes cases and makes disclosures; Python 3.9 or later runs it.
"""

# ruff: noqa: ANN401, PLR2004 - values of JSON have any type; figures are the format's
from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable, NamedTuple

MEMBERS_MAX = 10**8  #: of a list record: paths of members have eight digits
#: fields of each verb's record besides `record` and `verb`, each with its type; `?`: or null
TABLES = {
    "opened": "origin:text key:text id_key:bytes stamps:list? witnesses:list? quorum:count?",
    "policy": "stamps:list? witnesses:list? quorum:count?",
    "kept": "sha256:hash size:count media_type:text file:text url:text? outlet:text? from:text?"
    " published:text? sidecar:text? clock:clock collection:text?",
    "view": "original:hash extractor:text version:text clock:clock items:record",
    "settings": "name:setting content:bytes?",
    "decided": "on:text what:text value:object reason:text? by:text clock:clock originals:hashes",
    "failed": "where:text what:text do:text clock:clock originals:hashes",
    "key": "old:text new:text",
    "withdrawn": "entries:places reason:text by:text clock:clock",
}
ITEM = (
    "inside:text kind:text lang:text? title:text? outlet:text? author:text? published:text?"
    " content_sha256:hash? offset:count? length:count? content:record?"
)
LISTS = {"items": ("item",), "content": ("words", "tiles")}
SETTINGS = ("case.toml", "gazetteer.csv")
CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
#: what a value under J must be; bytes and records have letters of their own
TYPES: dict[str, Callable[[Any], object]] = {
    "text": lambda v: isinstance(v, str),
    "hash": lambda v: isinstance(v, str) and re.fullmatch("[0-9a-f]{64}", v),
    "count": lambda v: type(v) is int and v >= 0,
    "clock": lambda v: CLOCK.fullmatch(v) and datetime.strptime(v, "%Y-%m-%dT%H:%M:%S%z"),
    "list": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
    "hashes": lambda v: all(map(TYPES["hash"], v)) and v == sorted(set(v)),
    "places": lambda v: all(map(TYPES["count"], v)) and v == sorted(set(v)),
    "setting": lambda v: v in SETTINGS,
}
LETTERS = {"bytes": "B", "record": "R"}
ENTRY = re.compile(
    r"amana/entry/v1\n([a-z0-9.-]{1,32})\n(\S{20})\n([0-9a-f]{32})\n([0-9a-f]{64})\n"
)
ORIGIN = re.compile("amana/[0-9a-f]{32}")
NOTE_BYTES = 1 << 16  #: a longer checkpoint is refused before it is read as one
NOTE = re.compile(
    r"(([^\x00-\x1f]+)\n(0|[1-9][0-9]{0,15})\n(\S{44})\n)\n((?:\N{EM DASH} [^\s+]+ \S{8,}\n)+)"
)
WORD = re.compile(r"[^ \t\n\r]*[ \t\n\r]*")
#: what reading bytes of any shape can raise; all of it is a failure
BAD = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)


class Wrong(ValueError):
    """Something is not as it must be; the message says what."""


def need(holds: object, otherwise: str) -> None:
    """Raise Wrong unless it holds."""
    if not holds:
        raise Wrong(otherwise)


def said(error: Exception) -> str:
    """Return what is wrong, in words of the format."""
    if isinstance(error, Wrong):
        return str(error)
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}"
    return "not UTF-8" if isinstance(error, UnicodeError) else "not of the form that belongs here"


# ---- Ed25519: RFC 8032, section 5.1, in plain coordinates: slow, short, nothing secret here
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def _add(p: tuple[int, int], q: tuple[int, int]) -> tuple[int, int]:
    k = D * p[0] * q[0] * p[1] * q[1] % P
    over = pow((1 + k) * (1 - k), -1, P)
    x, y = (p[0] * q[1] + q[0] * p[1]) * (1 - k), (p[1] * q[1] + p[0] * q[0]) * (1 + k)
    return x * over % P, y * over % P


def _times(number: int, point: tuple[int, int]) -> tuple[int, int]:
    total = (0, 1)
    while number:
        total = _add(total, point) if number & 1 else total
        point, number = _add(point, point), number >> 1
    return total


def _decoded(raw: bytes) -> tuple[int, int]:
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    need(len(raw) == 32 and y < P and (x * x - square) % P == 0 and (x or not sign), "no point")
    return x if x & 1 == sign else P - x, y


BASE = _decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519_verifies(public: bytes, signature: bytes, text: bytes) -> bool:
    """Return whether the signature is by this key (not of small order); Wrong for no points."""
    key, big_r = _decoded(public), _decoded(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER or _times(8, key) == (0, 1):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    return _times(s, BASE) == _add(big_r, _times(k, key))


# ---- Merkle trees: RFC 6962, section 2.1
def sha256(*parts: bytes) -> bytes:
    """Return the SHA-256 of the parts, one after another."""
    return hashlib.sha256(b"".join(parts)).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """Return MTH over leaf hashes."""
    while len(leaves) > 1:
        odd = leaves[-1:] if len(leaves) % 2 else []
        pairs = zip(leaves[::2], leaves[1::2])
        leaves = [sha256(b"\x01", left, right) for left, right in pairs] + odd
    return leaves[0] if leaves else sha256()


# ---- keys, notes, checkpoints: C2SP signed-note, tlog-checkpoint
def unbase64(text: str, size: int | None = None) -> bytes:
    """Return the bytes of base 64 in its one canonical spelling, of the size expected."""
    raw = base64.b64decode(text, validate=True)
    need(base64.b64encode(raw).decode() == text, f"not canonical base 64: {text[:40]!r}")
    need(size in (None, len(raw)), f"{len(raw)} bytes where {size} are expected")
    return raw


def unhex(text: str) -> bytes:
    """Return the 32 bytes of lower-case hex."""
    need(re.fullmatch("[0-9a-f]{64}", text), f"not 32 bytes in lower-case hex: {text[:80]!r}")
    return bytes.fromhex(text)


Key = NamedTuple("Key", [("name", str), ("key_id", bytes), ("public", bytes)])


def read_key(text: str) -> Key:
    """Return the key written as `name+id+base64`."""
    need(re.fullmatch(r"[^\s+]+\+[0-9a-f]{8}\+[^\s]+", text.strip()), f"not a key: {text!r}")
    name, key_id, encoded = text.strip().split("+", 2)
    raw = unbase64(encoded, 33)
    own = sha256(name.encode(), b"\n", raw)[:4]
    need(raw[0] == 1 and own.hex() == key_id, f"not an Ed25519 key: {text!r}")
    return Key(name, own, raw[1:])


class Checkpoint(NamedTuple):
    """A state of a log; its signatures are not checked yet."""

    origin: str
    size: int
    root: bytes
    text: bytes
    signatures: list[tuple[str, bytes]]

    def is_signed(self, key: Key) -> bool:
        """Return whether the key signed it; Wrong if it is said to have and has not."""
        mine = [raw[4:] for name, raw in self.signatures if (name, raw[:4]) == key[:2]]
        good = all(ed25519_verifies(key.public, signature, self.text) for signature in mine)
        need(good, f"the signature by {key.name}+{key.key_id.hex()} does not hold")
        return bool(mine)


def read_checkpoint(data: bytes) -> Checkpoint:
    """Return the checkpoint; Wrong if the bytes are not a well-formed note of three lines."""
    need(len(data) <= NOTE_BYTES, f"{len(data)} bytes: too long for a checkpoint")
    found = NOTE.fullmatch(data.decode())
    need(found, "not a signed note of three lines: origin, size, root")
    text, origin, size, root, signed = found.groups() if found else [""] * 5
    lines = [line.split(" ")[1:] for line in signed.splitlines()]
    checked = [(name, unbase64(raw)) for name, raw in lines]
    need(len({(name, raw[:4]) for name, raw in checked}) == len(lines), "a key signs twice")
    need(ORIGIN.fullmatch(origin), f"not the origin of a case: {origin!r}")
    return Checkpoint(origin, int(size), unbase64(root, 32), text.encode(), checked)


# ---- entries and tiles: C2SP tlog-tiles
Entry = NamedTuple(
    "Entry", [("place", int), ("verb", str), ("time", datetime), ("record", str), ("root", bytes)]
)


def read_entry(data: bytes, place: int) -> Entry:
    """Return the entry in its one allowed form of five lines."""
    found = ENTRY.fullmatch(data.decode("ascii"))
    need(found, "not five lines of amana/entry/v1")
    verb, time, record, root = found.groups() if found else [""] * 4
    at = datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    return Entry(place, verb, at, record, unhex(root))


# ---- records: salted commitments to every field and every word
def canonical(value: Any) -> bytes:
    """Return canonical JSON (RFC 8785) of a value that has no floats."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _refuse(number: str) -> Any:
    raise Wrong(f"no number of this format: {number[:40]}")


def _integer(digits: str) -> int:
    within = len(digits) <= 17 and abs(int(digits)) < 2**53
    return int(digits) if within else _refuse(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(all(key.isascii() for key, _ in pairs), "a key that is not ASCII")
    return dict(pairs)


def read_json(text: bytes) -> Any:
    """Return the value of JSON without floats, large integers and keys beyond ASCII."""
    return json.loads(
        text.decode(),
        parse_float=_refuse,
        parse_constant=_refuse,
        parse_int=_integer,
        object_pairs_hook=_object,
    )


def _named(path: str) -> bytes:
    return len(path).to_bytes(4, "big") + path.encode("ascii")


def salt_of(secret: bytes, path: str) -> bytes:
    """Return the salt of one value, out of its record's secret."""
    return hmac.digest(secret, b"amana/salt/v1" + _named(path), "sha256")


def leaf_hash(path: str, salt: bytes, kind: str, value: bytes) -> bytes:
    """Return the commitment to one value."""
    return sha256(b"\x00amana/field/v1", _named(path), salt, kind.encode("ascii"), value)


def record_root(count: int, tree: bytes) -> bytes:
    """Return the root of a record with so many leaves."""
    return sha256(b"\x02amana/record/v1", count.to_bytes(8, "big"), tree)


def field_table(fields: str) -> list[tuple[str, str]]:
    """Return path and type of each leaf of a field record, in the order of the tree."""
    pairs = (one.partition(":") for one in fields.split())
    return sorted((path, kind) for path, _, kind in pairs)


def act_table(verb: str) -> list[tuple[str, str]]:
    """Return the same of an act's record."""
    need(verb in TABLES, f"this verifier does not know the verb {verb}")
    return field_table(TABLES[verb] + " record:text verb:text")


def check_leaf(path: str, letter: str, value: Any, due: tuple[str, str]) -> None:
    """Raise Wrong unless the table has this path here, and such a value for it."""
    kind = due[1].rstrip("?")
    need(path == due[0] and letter in "JBR", f"{path!r} where {due[0]!r} belongs")
    if letter == "J" and value is None:
        need(due[1] != kind, f"{path!r} is null; expected {kind}")
        return
    fits = letter == LETTERS.get(kind, "J") and (letter != "J" or TYPES[kind](value))
    need(fits, f"{path!r} of type {letter} is not: {kind}")


def list_table(head: Any, kinds: tuple[str, ...], most: int) -> list[tuple[str, str]]:
    """Return the same of a list record, as its first leaf fixes it."""
    kind, count = head["kind"], head["count"]
    fits = len(head) == 2 and kind in kinds and type(count) is int and 0 <= count <= most
    need(fits, f"not the first leaf of a list of {' or '.join(kinds)}")
    member = "record" if kind == "item" else "bytes"
    return [("#", "object")] + [(f"{n:08d}", member) for n in range(count)]


# ---- disclosures
#: What stands at a place of a record: its path and type.
Due = Callable[[int], "tuple[str, str]"]


class Shown(NamedTuple):
    """What a disclosure proves: these values, by path, of one entry of one log."""

    checkpoint: Checkpoint
    entry: Entry
    values: dict[str, Any]  #: sub-records are not among them, their values are
    hidden: int  #: leaves that are not shown, at whatever depth a record is


class _Parts:
    """The values found on the way while the root is made again."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.hidden = 0

    def root(self, record: Any, at: str, count: int, due: Due) -> bytes:
        place = 0
        need(record["count"] == count, f"{record['count']} leaves, expected {count} at {at!r}")
        parts: dict[int, tuple[int, bytes]] = {}
        for leaf in record["leaves"]:
            need(place < count, f"too many leaves at {at!r}")
            end, part = self.part(leaf, place, due, at)
            parts[place], place = (end, part), end
        need(place == count, f"leaves up to {place} of {count} at {at!r}")
        return record_root(count, _subtree(0, count, parts))

    def part(self, leaf: Any, place: int, due: Due, at: str) -> tuple[int, bytes]:
        """Return where the next part begins, and the hash of this one."""
        if isinstance(leaf, str):
            self.hidden += 1
            return place + 1, unhex(leaf)
        if type(leaf[0]) is int:
            start, end, part = leaf
            need(start == place and end > start + 1, "hidden leaves out of their place")
            self.hidden += end - start
            return end, unhex(part)
        return place + 1, self.leaf(leaf, due(place), at)

    def leaf(self, leaf: Any, due: tuple[str, str], at: str) -> bytes:
        path, kind, salt, value = leaf
        check_leaf(path, kind, value, due)
        where = f"{at}/{path}" if at else path
        if kind == "R":
            raw = self.inner(path, value, where)
        else:
            raw = unbase64(value) if kind == "B" else canonical(value)
            self.values[where] = raw if kind == "B" else value
        if due[1] == "bytes" and at.endswith("content"):
            _check_member(self.values[f"{at}/#"]["kind"], raw)
        return leaf_hash(path, unhex(salt), kind, raw)

    def inner(self, path: str, value: Any, where: str) -> bytes:
        if isinstance(value, str):
            return unhex(value)
        if path not in LISTS:
            return self.root(value, where, *_fields(field_table(ITEM)))
        first = value["leaves"][0]
        need(first[0] == "#", "a list that does not show how long it is")
        return self.root(value, where, *_list(first[3], LISTS[path]))


def _fields(table: list[tuple[str, str]]) -> tuple[int, Due]:
    """Return how many leaves a field record has, and what stands where."""
    return len(table), table.__getitem__


def _list(head: Any, kinds: tuple[str, ...]) -> tuple[int, Due]:
    """Return the same for a list record, as its first leaf fixes it."""
    kind, count = head["kind"], head["count"]
    fits = len(head) == 2 and kind in kinds and type(count) is int and 0 <= count <= MEMBERS_MAX
    need(fits, f"not the first leaf of a list of {' or '.join(kinds)}")
    member = "record" if kind == "item" else "bytes"
    return count + 1, lambda place: (f"{place - 1:08d}", member) if place else ("#", "object")


def _check_member(kind: str, raw: bytes) -> None:
    """Raise Wrong unless the bytes can be one word, or one tile, of a list of this kind."""
    if kind == "words":
        need(raw and WORD.fullmatch(raw.decode()), "a word that is not one word")
    else:
        width, height = (int.from_bytes(raw[at : at + 4], "big") for at in (8, 12))
        need(len(raw) == 16 + 3 * width * height, "a tile of another size than it says")


def _subtree(start: int, end: int, parts: dict[int, tuple[int, bytes]]) -> bytes:
    """Return MTH of a range; a hidden part must be one whole subtree of it."""
    if start in parts and parts[start][0] == end:
        return parts[start][1]
    need(end - start > 1, "hidden leaves that are no subtree")
    middle = start + _split(end - start)
    left, right = _subtree(start, middle, parts), _subtree(middle, end, parts)
    return sha256(b"\x01", left, right)


def _split(size: int) -> int:
    """Return the largest power of two below `size` (RFC 6962, section 2.1)."""
    return 1 << (size - 1).bit_length() - 1


def root_by_proof(index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes:
    """Return the root to which an inclusion proof leads; Wrong if its length does not fit."""
    need(0 <= index < size and bool(proof) == (size > 1), "the inclusion proof does not fit")
    if size == 1:
        return leaf
    middle = _split(size)
    if index < middle:
        return sha256(b"\x01", root_by_proof(index, middle, leaf, proof[:-1]), proof[-1])
    right = root_by_proof(index - middle, size - middle, leaf, proof[:-1])
    return sha256(b"\x01", proof[-1], right)


def check_proof(text: str, entry: bytes, key: Key) -> tuple[Checkpoint, int]:
    """Return checkpoint and index of an entry that a C2SP tlog-proof shows to be in the log."""
    head, _, note = text.partition("\n\n")
    shape = r"c2sp\.org/tlog-proof@v1\n(?:extra \S*\n)?index (0|[1-9][0-9]{0,18})((?:\n\S+)*)"
    found = re.fullmatch(shape, head)
    need(found, "not a tlog-proof")
    index, path = (int(found[1]), found[2].split()) if found else (-1, [])
    checkpoint = read_checkpoint(note.encode())
    need(checkpoint.origin == key.name and checkpoint.is_signed(key), "not signed by the log key")
    hashes = [unbase64(line, 32) for line in path]
    root = root_by_proof(index, checkpoint.size, sha256(b"\x00", entry), hashes)
    need(root == checkpoint.root, "the entry is not in the log")
    return checkpoint, index


def check_disclosure(text: bytes, log_key: str) -> Shown:
    """Return what a disclosure shows, or raise `verify.Wrong`: then it shows nothing."""
    try:
        given = read_json(text)
        need(set(given) == {"entry", "proof", "record"}, "not a disclosure")
        data = unbase64(given["entry"])
        checkpoint, index = check_proof(given["proof"], data, read_key(log_key))
        entry, parts = read_entry(data, index), _Parts()
        root = parts.root(given["record"], "", *_fields(act_table(entry.verb)))
    except BAD as error:
        raise Wrong(said(error)) from error
    need(root == entry.root, "what is shown does not make the root of the entry")
    named = (parts.values.get("record"), parts.values.get("verb"))
    need(named == (entry.record, entry.verb), "record and verb are not shown, or are another's")
    return Shown(checkpoint, entry, parts.values, parts.hidden)


def main(arguments: list[str] | None = None) -> int:
    """Check a disclosure, print what it shows, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("disclosure", type=Path)
    parser.add_argument("--log-key", metavar="KEY", required=True)
    given = parser.parse_args(arguments)
    try:
        shown = check_disclosure(given.disclosure.read_bytes(), given.log_key)
    except Wrong as error:
        print(f"FAILED: {error}")
        return 12
    entry = shown.entry
    print(
        f"entry {entry.place} of {shown.checkpoint.origin}: {entry.verb}, {entry.time.isoformat()}"
    )
    for path, value in shown.values.items():
        print(f"{path}: {value.decode('utf-8', 'replace') if isinstance(value, bytes) else value}")
    print(f"VERIFIED; {shown.hidden} leaves are hidden")
    return 0


if __name__ == "__main__":
    sys.exit(main())
