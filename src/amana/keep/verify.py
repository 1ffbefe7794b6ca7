"""Whether a case is what its log sealed: one file, Python 3.9 or later, standard library only.

    python verify.py CASE --log-key KEY [--seen CHECKPOINT]

Verified, failed or not checkable: what is missing, extra, unsigned or unreadable has failed.
Exit code 0: all that was expected is verified. 4: nothing failed, but something expected could
not be checked. 12: something failed. 10: no case. It shares no code with the writer of cases.
"""

# ruff: noqa: ANN401, PLR2004, S610 - values of JSON have any type; figures are the format's
from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple

WIDTH = 256  #: entries in a bundle, hashes in a tile (C2SP tlog-tiles)
JUMP = timedelta(days=1)  #: a longer pause in the log is listed; it is no failure
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
ERASABLE = {"kept", "view", "decided", "failed"}
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
GROUP = re.compile(r"(?:acts|secrets)/((?:case|(..)/\2(?:[0-9a-f]{30}|[0-9a-f]{62}))\.jsonl)")
TILES = r"log/tile/(?:entries|[0-7])(?:/x[0-9]{3})*"
#: what an interrupted write may leave behind, until the next writer sets it aside
RESIDUE = re.compile(
    rf"tmp/[0-9a-f]{{32}}|{TILES}/[0-9]{{3}}(\.p/[0-9]{{1,3}})?|log/rotations/[1-9][0-9]*"
    r"|views/(..)/\2[0-9a-f]{30}|vault/(..)/\3[0-9a-f]{62}"
)
FOLDER = re.compile(
    rf"(acts|secrets|vault|views)(/[0-9a-f]{{2}})?|log|log/(rotations|tile)|{TILES}(/[0-9]{{3}}\.p)?"
    r"|tmp|left-over(/.*)?"
)
INDEX = re.compile(r"index\.sqlite(-wal|-shm|-journal|\.[0-9a-f]{1,8}\.new)?")
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


def read_bundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle, each after its length in two bytes."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        need(at + 2 <= end <= len(data), "cut short")
        entries.append(data[at + 2 : end])
        at = end
    return entries


def tile_paths(row: str, count: int) -> Iterator[tuple[str, int]]:
    """Yield path and width of each tile of a row with so many members."""
    for number in range((count + WIDTH - 1) // WIDTH):
        name, rest = f"{number % 1000:03d}", number // 1000
        while rest:
            name, rest = f"x{rest % 1000:03d}/{name}", rest // 1000
        width = min(WIDTH, count - number * WIDTH)
        yield f"log/tile/{row}/{name}" + (f".p/{width}" if width < WIDTH else ""), width


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


class Payload:
    """An act's root, made again from its payload line, its secrets (by path) and its texts."""

    def __init__(self, secrets: dict[str, str], texts: bytes) -> None:
        self.secrets, self.texts, self.used = secrets, texts, 0

    def root(self, leaves: Any, table: list[tuple[str, str]], at: str = "") -> bytes:
        """Return the root of the record at this path; the table says what stands where."""
        need(len(leaves) == len(table), f"{len(leaves)} leaves for {len(table)} at {at!r}")
        need(at in self.secrets, f"no secret for the record at {at!r}")
        secret, hashes = unhex(self.secrets.pop(at)), []
        for (path, kind, value), due in zip(leaves, table):
            check_leaf(path, kind, value, due)
            if kind == "R":
                raw = self.inner(path, value, f"{at}/{path}" if at else path, leaves)
            elif kind == "J":
                raw = canonical(value)
            else:
                raw = value if isinstance(value, bytes) else unbase64(value)
            hashes.append(leaf_hash(path, salt_of(secret, path), kind, raw))
        return record_root(len(hashes), tree_root(hashes))

    def inner(self, path: str, value: Any, where: str, leaves: Any) -> bytes:
        """Return the root of a sub-record; only that of a content is not nested."""
        if path == "content":
            return self.content({leaf[0]: leaf[2] for leaf in leaves}, value, where)
        need(set(value) == {"leaves"}, f"odd keys at {where}")
        rows = value["leaves"]
        if path == "items":
            return self.root(rows, list_table(rows[0][2], LISTS["items"], len(rows)), where)
        item = {leaf[0]: leaf[2] for leaf in rows}
        bare = [item[name] is None for name in ("content_sha256", "offset", "length")]
        need(item["content"] is not None or all(bare), f"{where} has no content, yet a place")
        return self.root(rows, field_table(ITEM), where)

    def content(self, item: dict[str, Any], value: Any, where: str) -> bytes:
        """Return the root over words, which come next in the view file, or of a picture."""
        need(item["content_sha256"], f"{where} has no hash")
        if value != "text":  # a picture's tiles are not stored: the first leaf, and its path
            salt, count = salt_of(unhex(self.secrets.pop(where)), "#"), value["count"]
            whole = (set(value), item["offset"], item["length"]) == ({"count", "path"}, None, None)
            need(whole and type(count) is int and 0 < count < 10**8, f"not a picture: {where}")
            need(len(value["path"]) == count.bit_length(), f"not the path of a picture: {where}")
            part = leaf_hash("#", salt, "J", canonical({"count": count, "kind": "tiles"}))
            for sibling in value["path"]:
                part = sha256(b"\x01", part, unhex(sibling))
            return record_root(count + 1, part)
        start, end = item["offset"], item["offset"] + item["length"]
        need(start == self.used <= end <= len(self.texts), f"no text is there for {where}")
        raw, self.used = self.texts[start:end], end
        need(sha256(raw).hex() == item["content_sha256"], f"the text of {where} has changed")
        words = [word.encode() for word in WORD.findall(raw.decode()) if word]
        head = {"count": len(words), "kind": "words"}
        rows = [["#", "J", head]] + [[f"{n:08d}", "B", word] for n, word in enumerate(words)]
        return self.root(rows, list_table(head, LISTS["content"], len(words)), where)


# ---- a whole case
class Finding(NamedTuple):
    """What kind of thing was found, where, and why it counts as it does."""

    what: str
    where: str
    why: str
    expected: bool = True


@dataclass
class Report:
    """All that was found, and of each kind of thing how many hold of how many."""

    verified: list[Finding] = field(default_factory=list)
    failed: list[Finding] = field(default_factory=list)
    not_checkable: list[Finding] = field(default_factory=list)
    listed: list[Finding] = field(default_factory=list)
    coverage: dict[str, list[int]] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """12, 4 or 0: the worst that was found."""
        return 12 if self.failed else 4 if any(f.expected for f in self.not_checkable) else 0

    @property
    def verdict(self) -> str:
        """The last line: it names what could not be checked."""
        rest = ", ".join(dict.fromkeys(one.what for one in self.not_checkable))
        if self.exit_code == 12:
            return "FAILED: this is not what was sealed."
        if self.exit_code == 4:
            return f"Nothing failed, but not all that was expected could be checked: {rest}."
        return f"Verified; no part of it: {rest}." if rest else "Verified."


class _Case:
    def __init__(self, folder: Path, log_key: str | None, seen: bytes | None) -> None:
        self.folder, self.log_key, self.seen, self.report = folder, log_key, seen, Report()
        self.files, self.folders, self.known = set[str](), set[str](), {"lock"}
        self.attempt("folder", ".", self.inventory, folder)
        self.interrupted = "lock" in self.files and (folder / "lock").stat().st_size > 0
        self.leaves: list[bytes] = []
        self.entries: dict[str, Entry] = {}
        self.verbs: dict[int, str] = {}
        self.lines: dict[str, dict[str, str]] = {"acts": {}, "secrets": {}}
        self.acts: dict[int, dict[str, Any]] = {}
        self.named: list[tuple[int, str, list[str]]] = []
        self.kept: dict[str, tuple[int, int]] = {}
        self.taken: dict[tuple[str, ...], int] = {}
        self.withdrawn: dict[int, int] = {}
        self.chain: list[Key] = []

    def run(self) -> Report:
        self.log = self.attempt("checkpoint", "log/checkpoint", self.check_checkpoint)
        if self.log is None:
            return self.report
        self.check_tiles()
        for group in sorted({found[1] for found in map(GROUP.fullmatch, self.files) if found}):
            self.check_group(group)
        for place, where, originals in self.named:
            if any(self.kept.get(one, (place, 0))[0] >= place for one in originals):
                self.fail("payloads", where, "it names an original that was not kept before")
        for entry in self.entries.values():
            self.check_presence(entry)
        for sha, (_, size) in sorted(self.kept.items()):
            self.attempt("originals", f"vault/{sha[:2]}/{sha}", self.check_original, sha, size)
        for name in SETTINGS:
            self.attempt("settings", name, self.check_setting, name)
        self.attempt("keys", "log/checkpoint", self.check_keys)
        self.check_expectations()
        self.check_rest()
        for what, (good, count) in self.report.coverage.items():
            if good == count:
                self.report.verified.append(Finding(what, "", f"{good} of {count}"))
        return self.report

    def check_rest(self) -> None:
        rest = sorted(path for path in self.files - self.known if not INDEX.fullmatch(path))
        aside = [path for path in rest if path.startswith("left-over/")]
        if aside:
            why = (
                f"{len(aside)} files set aside after a write was cut off; nothing vouches for them"
            )
            self.report.not_checkable.append(Finding("left-over", "left-over", why, expected=False))
        for path in sorted(set(rest) - set(aside)):
            cut_off = RESIDUE.fullmatch(path) and not (
                path.startswith("vault/") and self.digest(path) != path[-64:]
            )
            self.extra(path, "nothing in the log vouches for it", cut_off)
        for path in sorted(self.folders):
            if not FOLDER.fullmatch(path):
                self.fail("extra", path, "a folder that does not belong here")

    def attempt(self, what: str, where: str, check: Callable[..., Any], *given: Any) -> Any:
        # every check comes through here: it is counted, and if it raises it has failed
        counts = self.report.coverage.setdefault(what, [0, 0])
        counts[1] += 1
        try:
            result = check(*given)
        except BAD as error:
            return self.fail(what, where, said(error))
        counts[0] += 1
        return result

    def fail(self, what: str, where: str, why: str) -> None:
        self.report.failed.append(Finding(what, where, why))

    def extra(self, where: str, why: str, residue: object) -> None:
        cut_off = residue and self.interrupted
        why += "; a write was cut off, or is under way" if cut_off else ""
        found = self.report.not_checkable if cut_off else self.report.failed
        found.append(Finding("extra", where, why))

    def inventory(self, folder: Path) -> None:
        for path in folder.iterdir():
            where = path.relative_to(self.folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                self.fail("extra", where, "neither a file nor a folder")
            elif path.is_dir():
                self.folders.add(where)
                self.inventory(path)
            else:
                self.files.add(where)

    def path(self, path: str) -> Path:
        need(path in self.files, f"{path} is missing")
        self.known.add(path)
        return self.folder / path

    def read(self, path: str) -> bytes:
        return self.path(path).read_bytes()

    def check_checkpoint(self) -> Checkpoint:
        log = read_checkpoint(self.read("log/checkpoint"))
        need(0 < log.size <= WIDTH * len(self.files), f"{log.size} entries cannot be in here")
        return log

    def check_tiles(self) -> None:
        size, level, bundles = self.log.size, 0, list(tile_paths("entries", self.log.size))
        for n, (path, width) in enumerate(bundles):
            found = self.attempt("bundles", path, self.check_bundle, path, n * WIDTH, width)
            self.leaves += found or [b""] * width
        row, good = self.leaves, tree_root(self.leaves) == self.log.root
        self.attempt("root", "log/checkpoint", need, good, "the entries make another root")
        while size:
            for n, (path, _) in enumerate(tile_paths(str(level), size)):
                where = path if level else f"{path}, {bundles[n][0]}"
                data = b"".join(row[n * WIDTH : (n + 1) * WIDTH])
                self.attempt("tiles", where, self.check_tile, path, data)
            size, level = size // WIDTH, level + 1
            row = [tree_root(row[n * WIDTH : (n + 1) * WIDTH]) for n in range(size)]

    def check_bundle(self, path: str, start: int, width: int) -> list[bytes]:
        bundle = read_bundle(self.read(path))
        need(len(bundle) == width, f"{len(bundle)} entries, expected {width}")
        for place, data in enumerate(bundle, start):
            self.attempt("entries", f"{path}: entry {place}", self.check_entry, data, place)
        return [sha256(b"\x00", data) for data in bundle]

    def check_tile(self, path: str, data: bytes) -> None:
        need(self.read(path) == data, "the tile's hashes are not those of the entries")

    def check_entry(self, data: bytes, place: int) -> None:
        entry = read_entry(data, place)
        need((place == 0) == (entry.verb == "opened"), "entry 0, and no other, is `opened`")
        need(entry.record not in self.entries, f"record number {entry.record} is given twice")
        self.entries[entry.record] = entry
        self.verbs[place] = entry.verb

    def check_group(self, group: str) -> None:
        acts, secrets = self.read_lines("acts", group), self.read_lines("secrets", group)
        for number, act in acts.items():
            entry, secret = self.entries[number], secrets.get(number)
            view = f"views/{number[:2]}/{number}" if entry.verb == "view" else ""
            what = "views" if view else "payloads"
            where = f"acts/{group}, secrets/{group} {view}: entry {entry.place} ({entry.verb})"
            self.attempt(what, where, self.check_payload, entry, act, secret, group[:-6], view)

    def read_lines(self, kind: str, group: str) -> dict[str, Any]:
        path = f"{kind}/{group}"
        found: dict[str, Any] = {}
        data, ahead = self.read(path) if path in self.files else b"", list[str]()
        if path in self.files and not data:
            self.extra(path, "empty", residue=True)
        *lines, torn = data.split(b"\n")
        for place, line in enumerate(lines, 1):
            where = f"{path}, line {place}"
            value = self.attempt("lines", where, self.check_line, line, kind)
            if value and value["record"] in self.entries:
                self.lines[kind][value["record"]] = where
                found[value["record"]] = value
                self.unvouched(ahead, residue=False)  # a write that is cut off leaves only the last
                ahead = []
            elif value and len(self.entries) == self.log.size:
                ahead.append(where)
        self.unvouched(ahead, residue=True)
        if torn:
            self.extra(path, "its last line is cut short", residue=True)
        return found

    def unvouched(self, lines: list[str], *, residue: bool) -> None:
        for where in lines:
            self.extra(where, "no entry vouches for it", residue)

    def check_line(self, line: bytes, kind: str) -> Any:
        value = read_json(line)
        need(canonical(value) == line, "not canonical JSON")
        need(set(value) == {"record", "leaves" if kind == "acts" else "secrets"}, "odd keys")
        need(isinstance(value["record"], str), "no record number")
        need(value["record"] not in self.lines[kind], "a second line of one record number")
        return value

    def check_payload(self, entry: Entry, act: Any, secret: Any, stem: str, view: str) -> None:
        need(secret, "no secrets in the group of its payload")
        texts = self.read(view) if view in self.files else b""
        walk = Payload(secret["secrets"], texts)
        root = walk.root(act["leaves"], act_table(entry.verb))
        need(root == entry.root, "payload, secrets and texts do not make the root of the entry")
        need(not walk.secrets and walk.used == len(texts), "secrets or texts that nothing needs")
        need(texts or view not in self.files, "an empty file of texts")
        fields = {path: value for path, _, value in act["leaves"]}
        need((fields["record"], fields["verb"]) == (entry.record, entry.verb), "of another entry")
        own = {"kept": "sha256", "view": "original"}.get(entry.verb)
        originals = [fields[own]] if own else fields.get("originals", [])
        home = [*originals, "case"][0] if len(originals) < 2 else entry.record
        stem = stem.rpartition("/")[2]
        need(stem == home, f"it stands in the file of {stem}, not in that of {home}")
        self.check_meaning(entry, fields)
        if entry.verb != "kept":
            self.named.append((entry.place, f"entry {entry.place} ({entry.verb})", originals))

    def check_meaning(self, entry: Entry, fields: dict[str, Any]) -> None:
        if entry.verb == "kept":
            first, size = self.kept.get(fields["sha256"], (entry.place, fields["size"]))
            need(size == fields["size"], f"of {fields['size']} bytes here, of {size} before")
            self.kept[fields["sha256"]] = min(first, entry.place), size
        elif entry.verb == "view":
            key = (fields["original"], fields["extractor"], fields["version"])
            first = self.taken.setdefault(key, entry.place)
            need(first == entry.place, f"a second view by this extractor; the other: entry {first}")
        elif entry.verb == "withdrawn":
            verbs = [self.verbs.get(n) for n in fields["entries"] if n < entry.place]
            one = len(verbs) == len(fields["entries"]) and "kept" in verbs
            need(one and set(verbs) <= ERASABLE, "not the entries of an original before it")
            for gone in fields["entries"]:
                by = self.withdrawn.setdefault(gone, entry.place)
                need(by == entry.place, f"entry {gone} is withdrawn by act {by}")
        elif entry.verb == "settings" and fields["content"] is not None:
            unbase64(fields["content"]).decode()
        if entry.verb not in ERASABLE:
            self.acts[entry.place] = fields

    def check_presence(self, entry: Entry) -> None:
        by = self.withdrawn.get(entry.place)
        if by is not None:
            self.report.listed.append(Finding("withdrawn", f"entry {entry.place}", f"by act {by}"))
        for kind, what in (("acts", "payloads"), ("secrets", "secrets")):
            there = self.lines[kind].get(entry.record)
            if by is not None and there:
                self.fail("withdrawals", there, f"withdrawn by act {by}, but still there")
            elif by is None and (kind == "secrets" or not there):
                other = self.lines["secrets" if kind == "acts" else "acts"].get(entry.record, "/")
                where = f"{kind}/{other.partition('/')[2]}: entry {entry.place} ({entry.verb})"
                self.attempt(what, where, need, there, "missing")

    def digest(self, path: str) -> str:
        digest = hashlib.sha256()
        with self.path(path).open("rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
        return digest.hexdigest()

    def check_original(self, sha: str, size: int) -> None:
        path = f"vault/{sha[:2]}/{sha}"
        found, there = self.digest(path), self.path(path).stat().st_size
        need(found == sha, f"its bytes have changed: SHA-256 {found}")
        need(there == size, f"{there} bytes, {size} were kept")

    def check_setting(self, name: str) -> None:
        sealed = [(n, act) for n, act in sorted(self.acts.items()) if act.get("name") == name]
        place, act = sealed[-1] if sealed else (None, {"content": None})
        content = act["content"] if act["content"] is None else unbase64(act["content"])
        now = self.read(name) if name in self.files else None
        need(now == content, f"unsealed: absent, or not as act {place} has sealed it")

    def check_keys(self) -> None:
        need(0 in self.acts, "entry 0 cannot be read: it names the log's first key")
        opened, log = self.acts[0], self.log
        self.chain = [read_key(opened["key"])]
        need(opened["origin"] == log.origin == self.chain[0].name, "of another log")
        for place in [entry.place for entry in self.entries.values() if entry.verb == "key"]:
            path = f"log/rotations/{place}"
            self.attempt("rotations", path, self.check_rotation, path, place)
        known = self.log_key is None or read_key(self.log_key) in self.chain
        need(known and log.is_signed(self.chain[-1]), "not signed by the log's expected key")

    def check_rotation(self, path: str, place: int) -> None:
        old, new = (read_key(self.acts[place][name]) for name in ("old", "new"))
        note = read_checkpoint(self.read(path))
        then = (self.log.origin, place + 1, tree_root(self.leaves[: place + 1]))
        both = note.is_signed(old) and note.is_signed(new)
        need(note[:3] == then and both, "not this log as it was then, signed by both keys")
        fits = (old, new.name) == (self.chain[-1], old.name) and new not in self.chain
        need(fits, "not a change of this log's key to a new one")
        self.chain.append(new)

    def check_expectations(self) -> None:
        cannot, where = self.report.not_checkable.append, "log/checkpoint"
        if self.log_key is None:
            cannot(
                Finding("signatures", where, "no log key was given; the case only names its own")
            )
        policy = [act for _, act in sorted(self.acts.items()) if "quorum" in act][-1:]
        if any(act[name] for act in policy for name in ("stamps", "witnesses", "quorum")):
            cannot(Finding("stamps", where, "this file does not check stamps and witnesses"))
        if self.seen is None:
            cannot(Finding("history", where, "no checkpoint seen before, or elsewhere, was given"))
        else:
            self.attempt("history", "the checkpoint seen before", self.check_seen, self.seen)
        entries = list(self.entries.values())
        for before, entry in zip(entries, entries[1:]):
            step = entry.time - before.time
            if not timedelta(0) <= step <= JUMP:
                self.report.listed.append(Finding("clock", f"entry {entry.place}", f"after {step}"))

    def check_seen(self, data: bytes) -> None:
        seen = read_checkpoint(data)
        need(seen.origin == self.log.origin, f"another log: {seen.origin} was seen")
        signed = not self.chain or any(map(seen.is_signed, self.chain))
        need(signed, "what was seen is not signed by a key of this log")
        need(seen.size <= self.log.size, f"older than seen before: {seen.size} entries were seen")
        need(tree_root(self.leaves[: seen.size]) == seen.root, "the case has another history")


def verify_case(folder: Path, *, log_key: str | None, seen_checkpoint: bytes | None) -> Report:
    """Return all that can be said of a case by a log key and a checkpoint from elsewhere."""
    return _Case(Path(folder), log_key, seen_checkpoint).run()


def is_case(folder: Path) -> bool:
    """Return whether the folder is a case, or what is left of one."""
    parts = [(folder / name).is_dir() for name in ("acts", "log", "secrets", "vault", "views")]
    return sum(parts) > 1 or (folder / "log" / "checkpoint").exists()


def main(arguments: list[str] | None = None) -> int:
    """Verify a case, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--log-key", metavar="KEY", help="the log's key, from a source you trust")
    parser.add_argument("--seen", type=Path, help="a checkpoint of this log that you saw before")
    given = parser.parse_args(arguments)
    if not is_case(given.case):
        print(f"There is no case in {given.case}.", file=sys.stderr)
        return 10
    seen = given.seen and given.seen.read_bytes()
    report = verify_case(given.case, log_key=given.log_key, seen_checkpoint=seen)
    for what, (good, count) in report.coverage.items():
        print(f"{what}: {good} of {count}")
    for name in ("listed", "not_checkable", "failed"):
        for found in getattr(report, name):
            print(f"{name.replace('_', ' ')}: {found.what}: {found.where}: {found.why}")
    print(report.verdict)
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
