"""C2SP tlog-tiles on plain files: where a tree's hashes and entries lie, and how they grow.

A full tile holds 256 hashes, a full bundle 256 entries; the last of each row is partial and
carries its width in its name. Growing is a pure function from the right edge of the old tree
and new entries to the new edge and the files to write: nothing left of the edge is read.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from amana.keep.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    Node,
    join_peaks,
    leaf_hash,
    range_root,
    tree_root,
)

WIDTH = 256  #: hashes in a full tile, entries in a full bundle (tlog-tiles)
TILE_HEIGHT = 8  #: levels of the tree in one tile: 2^8 = WIDTH
ENTRY_BYTES_MAX = 65_535  #: an entry's length is written in two bytes
LEVELS_MAX = 8  #: 256^8 entries: more than a log will ever hold

ENTRIES = "entries"
Row = int | str  #: a level of tiles, from 0, or ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The right edge of a tree: all that is needed to let it grow.

    `rows[l]` are the hashes of level `l` that fill no whole tile yet.
    """

    size: int
    rows: tuple[tuple[bytes, ...], ...]
    entries: tuple[bytes, ...]  #: of the partial bundle

    @property
    def root(self) -> bytes:
        """The Merkle root of the whole tree."""
        peaks = [peak for row in reversed(self.rows) for peak in _peaks(row)]
        return join_peaks(peaks) if peaks else EMPTY_ROOT


EMPTY = Edge(size=0, rows=(), entries=())


def _peaks(row: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the roots of the perfect subtrees that a partial tile falls into, largest first."""
    start = 0
    while start < len(row):
        width = 1 << (len(row) - start).bit_length() - 1
        yield tree_root(row[start : start + width])
        start += width


def tile_path(row: Row, number: int, width: int) -> str:
    """Return where a tile or bundle lies under the log's folder.

    >>> tile_path(0, 1234067, 256)
    'tile/0/x001/x234/067'
    >>> tile_path("entries", 3, 5)
    'tile/entries/003.p/5'
    """
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{row}/{'/'.join(reversed(groups))}{partial}"


def paths_of(size: int) -> Iterator[str]:
    """Yield the path of every tile and bundle of a tree of this size."""
    for row in (ENTRIES, *range(LEVELS_MAX)):
        count = size if row == ENTRIES else size // WIDTH ** int(row)
        for number in range(count // WIDTH):
            yield tile_path(row, number, WIDTH)
        if count % WIDTH:
            yield tile_path(row, count // WIDTH, count % WIDTH)


def partial_paths_of(size: int) -> Iterator[str]:
    """Yield the paths of the partial tiles of a tree of this size: its right edge."""
    for row in (ENTRIES, *range(LEVELS_MAX)):
        count = size if row == ENTRIES else size // WIDTH ** int(row)
        if count % WIDTH:
            yield tile_path(row, count // WIDTH, count % WIDTH)


def grow(edge: Edge, entries: Sequence[bytes]) -> tuple[Edge, dict[str, bytes]]:
    """Return the edge after these entries, and the files to write by their paths."""
    if not entries:
        return edge, {}
    files: dict[str, bytes] = {}
    size = edge.size + len(entries)
    bundle = _fill(ENTRIES, edge.size, [*edge.entries, *map(_checked, entries)], files)
    rows: list[tuple[bytes, ...]] = []
    fresh = [leaf_hash(entry) for entry in entries]
    count = edge.size
    while fresh:
        level = len(rows)
        old = edge.rows[level] if level < len(edge.rows) else ()
        both = [*old, *fresh]
        rows.append(_fill(level, count, both, files))
        whole = len(both) - len(both) % WIDTH
        fresh = [tree_root(both[i : i + WIDTH]) for i in range(0, whole, WIDTH)]
        count //= WIDTH
    rows.extend(edge.rows[len(rows) :])
    return Edge(size=size, rows=tuple(rows), entries=bundle), files


def _fill(
    row: Row, count: int, members: Sequence[bytes], files: dict[str, bytes]
) -> tuple[bytes, ...]:
    """Put the row's new tiles among the files; return what is left for the partial one.

    `count` is how many members the row had before, those of its partial tile included.
    """
    number = count // WIDTH
    for start in range(0, len(members), WIDTH):
        part = members[start : start + WIDTH]
        pack = part if row != ENTRIES else [struct.pack(">H", len(e)) + e for e in part]
        files[tile_path(row, number, len(part))] = b"".join(pack)
        number += 1
    return tuple(members[len(members) - len(members) % WIDTH :])


def _checked(entry: bytes) -> bytes:
    if len(entry) > ENTRY_BYTES_MAX:
        raise ValueError(f"an entry of {len(entry)} bytes does not fit a bundle")
    return entry


class TileReader:
    """A tree on disk: nodes of any height, entries, and its right edge.

    A partial tile that a later write has replaced is read out of its successor.
    """

    def __init__(self, log: Path, size: int) -> None:
        """Read the tree of `size` entries under the folder `log`."""
        self.log = log
        self.size = size
        self._last: tuple[str, bytes] = ("", b"")

    def node(self, height: int, index: int) -> bytes:
        """Return the hash of the perfect subtree at this height and index."""
        level, low = divmod(height, TILE_HEIGHT)
        number, offset = divmod(index << low, WIDTH)
        hashes = self.hashes(level, number)
        return tree_root(hashes[offset : offset + (1 << low)])

    def root(self, size: int) -> bytes:
        """Return the root that the tree had at an earlier size, or has now."""
        node: Node = self.node
        return range_root(0, size, node)

    def hashes(self, level: int, number: int) -> list[bytes]:
        """Return the hashes of one tile."""
        width = min(WIDTH, self.size // WIDTH**level - number * WIDTH)
        data = self._read(level, number, width)
        if len(data) < width * HASH_BYTES:
            raise ValueError(f"{tile_path(level, number, width)} is cut short")
        return [data[i : i + HASH_BYTES] for i in range(0, width * HASH_BYTES, HASH_BYTES)]

    def bundle(self, number: int) -> list[bytes]:
        """Return the entries of one bundle."""
        width = min(WIDTH, self.size - number * WIDTH)
        return parse_bundle(self._read(ENTRIES, number, width))[:width]

    def entries(self) -> Iterator[bytes]:
        """Yield every entry in order."""
        for number in range((self.size + WIDTH - 1) // WIDTH):
            yield from self.bundle(number)

    def edge(self) -> Edge:
        """Return the right edge, read from the partial tiles."""
        rows: list[tuple[bytes, ...]] = []
        count = self.size
        while count:
            number, width = divmod(count, WIDTH)
            rows.append(tuple(self.hashes(len(rows), number)) if width else ())
            count = number
        number, width = divmod(self.size, WIDTH)
        entries = tuple(self.bundle(number)) if width else ()
        return Edge(size=self.size, rows=tuple(rows), entries=entries)

    def _read(self, row: Row, number: int, width: int) -> bytes:
        path = tile_path(row, number, width)
        if self._last[0] != path:
            self._last = (path, self._find(row, number, width).read_bytes())
        return self._last[1]

    def _find(self, row: Row, number: int, width: int) -> Path:
        exact = self.log / tile_path(row, number, width)
        if exact.exists() or width == WIDTH:
            return exact
        for wider in range(width + 1, WIDTH + 1):
            other = self.log / tile_path(row, number, wider)
            if other.exists():
                return other
        return exact


def parse_bundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle; ValueError when it is cut short."""
    entries, at = [], 0
    while at < len(data):
        (length,) = struct.unpack_from(">H", data, at) if at + 2 <= len(data) else (len(data),)
        entry = data[at + 2 : at + 2 + length]
        if len(entry) != length:
            raise ValueError("an entry bundle is cut short")
        entries.append(entry)
        at += 2 + length
    return entries
