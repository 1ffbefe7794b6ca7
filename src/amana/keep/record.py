"""Records: every field of an act, every word and every picture tile, under its own salt.

A record is committed by one root, made when the act is made, before anybody knows what will be
hidden. Any subset of its leaves can later be shown and proved, the rest withheld. Position
fixes path: a verb's table says which field stands where, a list counts from zero, so a hidden
second value for one field cannot exist. The bytes are in docs/reference/case-format.md.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from amana.canon import Json, canonical_json
from amana.keep.merkle import inclusion_proof, node_hash, nodes_of, tree_root

Type = Literal["J", "B", "R"]

SECRET_BYTES = 32  #: of each record: twice the 128 bits that a salt must have
TILE_PIXELS = 64  #: side of a picture tile: small enough to hide one face, 1024 of them at most
PICTURE_PIXELS_MAX = 2048  #: long side of a picture as committed; larger ones are scaled down
LIST_MEMBERS_MAX = 10**8  #: paths of members have eight digits

#: The letters of the types that are not J.
LETTERS: Mapping[str, Type] = {"bytes": "B", "record": "R"}


def _table(fields: str) -> Mapping[str, str]:
    """Return the type of each field; one that ends in `?` may be null."""
    return dict(one.split(":") for one in fields.split())


#: What each verb's record holds besides `record` and `verb`. A changed table is a new verb.
TABLES: Mapping[str, Mapping[str, str]] = {
    "opened": _table(
        "origin:text key:text id_key:bytes stamps:list? witnesses:list? quorum:count?"
    ),
    "policy": _table("stamps:list? witnesses:list? quorum:count?"),
    "kept": _table(
        "sha256:hash size:count media_type:text file:text url:text? outlet:text? from:text? "
        "published:text? sidecar:text? clock:clock collection:text?"
    ),
    "view": _table("original:hash extractor:text version:text clock:clock items:record"),
    "settings": _table("name:setting content:bytes?"),
    "decided": _table(
        "on:text what:text value:object reason:text? by:text clock:clock originals:hashes"
    ),
    "failed": _table("where:text what:text do:text clock:clock originals:hashes"),
    "key": _table("old:text new:text"),
    "withdrawn": _table("entries:places reason:text by:text clock:clock"),
}
#: The one sub-record that is no list: a view's `items` are a list of them.
ITEM = _table(
    "inside:text kind:text lang:text? title:text? outlet:text? author:text? published:text? "
    "content_sha256:hash? offset:count? length:count? content:record?"
)

_HASH = re.compile("[0-9a-f]{64}")
_CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_WORD = re.compile(r"[^ \t\n\r]*[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class Text:
    """The exact text of an item: a list record of its words."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of an item, 8-bit RGB, orientation applied: a list record of tiles.

    Not stored. `width` and `height` are at most PICTURE_PIXELS_MAX.
    """

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Tiles:
    """A picture of which the pixels are not at hand: all that makes its root again.

    `path` are the siblings of the first leaf (`#`) up to the root of the list, so that the
    record's secret, too, can be checked without the pixels.
    """

    count: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """Named values, in the byte order of their names."""

    fields: Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class ListRecord:
    """Values of one kind, in order: `item`, `words` or `tiles`."""

    kind: str
    members: tuple["Value", ...]


Record = FieldRecord | ListRecord | Text | Picture | Tiles
Value = Json | bytes | Record
#: The secret of the record or sub-record at a path; the act itself is at the empty path.
Secrets = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One committed value: what is hashed, and the salt that keeps it from being guessed."""

    path: str
    type: Type
    value: bytes  #: canonical JSON, the bytes themselves, or the root of a sub-record
    salt: bytes

    @property
    def hash(self) -> bytes:
        """The leaf as it stands in the record's tree."""
        return leaf_hash(self.path, self.salt, self.type, self.value)


def salt_of(secret: bytes, path: str) -> bytes:
    """Return the salt of the leaf at this path; without the record's secret it is random."""
    message = b"amana/salt/v1" + _prefixed(path)
    return hmac.digest(secret, message, "sha256")


def leaf_hash(path: str, salt: bytes, kind: Type, value: bytes) -> bytes:
    """Return the commitment to one value."""
    head = b"\x00amana/field/v1" + _prefixed(path) + salt
    return hashlib.sha256(head + kind.encode("ascii") + value).digest()


def record_root(count: int, tree: bytes) -> bytes:
    """Return the root of a record with so many leaves: it fixes how many there are, too."""
    return hashlib.sha256(b"\x02amana/record/v1" + count.to_bytes(8, "big") + tree).digest()


def _prefixed(path: str) -> bytes:
    raw = path.encode("ascii")
    return len(raw).to_bytes(4, "big") + raw


def root_of(record: Record, secrets: Secrets, at: str = "") -> bytes:
    """Return the root of the record at path `at`, asking for a secret per sub-record."""
    if isinstance(record, Tiles):
        part = _first_leaf(record, secrets(at)).hash
        for sibling in record.path:
            part = node_hash(part, sibling)
        return record_root(record.count + 1, part)
    leaves = [leaf.hash for leaf in leaves_of(record, secrets, at)]
    return record_root(len(leaves), tree_root(leaves))


def without_pixels(picture: Picture, secrets: Secrets, at: str) -> Tiles:
    """Return what is kept of a picture."""
    leaves = [leaf.hash for leaf in leaves_of(picture, secrets, at)]
    path = inclusion_proof(0, len(leaves), nodes_of(leaves))
    return Tiles(len(leaves) - 1, path)


def _first_leaf(tiles: Tiles, secret: bytes) -> Leaf:
    value = canonical_json({"kind": "tiles", "count": tiles.count})
    return Leaf(path="#", type="J", value=value, salt=salt_of(secret, "#"))


def leaves_of(record: Record, secrets: Secrets, at: str = "") -> Iterator[Leaf]:
    """Yield the record's leaves in the order of their paths."""
    secret = secrets(at)
    for path, value in members_of(record):
        kind, raw = _typed(value, secrets, join(at, path))
        yield Leaf(path=path, type=kind, value=raw, salt=salt_of(secret, path))


def join(at: str, path: str) -> str:
    """Return the path of a member, seen from the act."""
    return f"{at}/{path}" if at else path


def members_of(record: Record) -> Iterator[tuple[str, Value]]:
    """Yield path and value of each member, in the byte order of the paths."""
    match record:
        case FieldRecord(fields):
            yield from sorted(fields.items())
        case ListRecord(kind, members):
            yield from _numbered(kind, len(members), iter(members))
        case Text(text):
            words = split_words(text)
            yield from _numbered("words", len(words), (word.encode() for word in words))
        case Picture():
            tiles = list(tiles_of(record))
            yield from _numbered("tiles", len(tiles), iter(tiles))
        case Tiles():
            raise ValueError("the tiles of a picture cannot be had without its pixels")


def _numbered(kind: str, count: int, members: Iterator[Value]) -> Iterator[tuple[str, Value]]:
    if count > LIST_MEMBERS_MAX:
        raise ValueError(f"a list of {count} {kind} is too long; at most {LIST_MEMBERS_MAX}")
    yield "#", {"kind": kind, "count": count}
    for number, member in enumerate(members):
        yield f"{number:08d}", member


def _typed(value: Value, secrets: Secrets, at: str) -> tuple[Type, bytes]:
    match value:
        case bytes():
            return "B", value
        case FieldRecord() | ListRecord() | Text() | Picture() | Tiles():
            return "R", root_of(value, secrets, at)
        case _:
            return "J", canonical_json(value)


def split_words(text: str) -> tuple[str, ...]:
    r"""Return the words of a text, each with the blanks after it; joined, they are the text.

    >>> split_words(" one\n two")
    (' ', 'one\n ', 'two')
    """
    return tuple(match for match in _WORD.findall(text) if match)


def tiles_of(picture: Picture) -> Iterator[bytes]:
    """Yield the tiles of a picture, row by row: x, y, width, height (u32be) and their RGB bytes."""
    width, height, rgb = picture.width, picture.height, picture.rgb
    if max(width, height) > PICTURE_PIXELS_MAX or len(rgb) != 3 * width * height:
        raise ValueError(f"not the RGB bytes of a picture of {width} by {height}")
    for y in range(0, height, TILE_PIXELS):
        for x in range(0, width, TILE_PIXELS):
            w, h = min(TILE_PIXELS, width - x), min(TILE_PIXELS, height - y)
            rows = (3 * ((y + row) * width + x) for row in range(h))
            pixels = b"".join(rgb[start : start + 3 * w] for start in rows)
            yield b"".join(number.to_bytes(4, "big") for number in (x, y, w, h)) + pixels


def content_sha256(content: Text | Picture) -> str:
    """Return the SHA-256 that names an item's content: of the UTF-8 text, or of the pixels.

    Pixels are hashed after their width and height, each u32be.
    """
    if isinstance(content, Text):
        return hashlib.sha256(content.text.encode()).hexdigest()
    sides = content.width.to_bytes(4, "big") + content.height.to_bytes(4, "big")
    return hashlib.sha256(sides + content.rgb).hexdigest()


def act_record(verb: str, number: str, fields: Mapping[str, Value]) -> FieldRecord:
    """Return the record of an act: every field of its verb's table, absent ones null.

    Raises ValueError for a verb without a table, and for fields that do not fit it.
    """
    table = TABLES.get(verb)
    if table is None:
        raise ValueError(f"no table for the verb {verb!r}")
    return FieldRecord({**fit(table, fields), "record": number, "verb": verb})


def fit(table: Mapping[str, str], fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields, absent ones null; ValueError names what does not fit the table."""
    unknown = sorted(fields.keys() - table.keys())
    if unknown:
        raise ValueError(f"fields that the table does not have: {', '.join(unknown)}")
    complete = {name: fields.get(name) for name in table}
    for name, value in complete.items():
        if not _is(value, table[name]):
            raise ValueError(f"{name} is {value!r:.60}, expected {table[name]}")
    return complete


def _is(value: Value, kind: str) -> bool:
    """Return whether a value is of a type of the tables."""
    if value is None:
        return kind.endswith("?")
    match kind.removesuffix("?"):
        case "text":
            return isinstance(value, str)
        case "hash":
            return isinstance(value, str) and _HASH.fullmatch(value) is not None
        case "count":
            return type(value) is int and value >= 0
        case "clock":
            return isinstance(value, str) and _is_clock(value)
        case "list":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case "hashes":
            return _rises(value) and all(_is(one, "hash") for one in cast("list[Value]", value))
        case "places":
            return _rises(value) and all(_is(one, "count") for one in cast("list[Value]", value))
        case "setting":
            return value in ("case.toml", "gazetteer.csv")
        case other:
            return type_of(value) == LETTERS[other]


def _is_clock(value: str) -> bool:
    if not _CLOCK.fullmatch(value):
        return False
    datetime.fromisoformat(value)  # ValueError where there is no such time
    return True


def _rises(value: Value) -> bool:
    """Return whether it is a list in which each member is greater than the one before."""
    return isinstance(value, list) and value == sorted(set(value))  # type: ignore[type-var]


def type_of(value: Value) -> Type:
    """Return the type under which a value is committed."""
    match value:
        case bytes():
            return "B"
        case FieldRecord() | ListRecord() | Text() | Picture() | Tiles():
            return "R"
        case _:
            return "J"
