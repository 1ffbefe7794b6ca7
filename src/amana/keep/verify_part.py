"""Whether a part shown of an act is what the log sealed; stands alone beside verify.py.

    python verify_part.py DISCLOSURE --log-key KEY

What is shown is proved, or refused as a whole; what is hidden is counted. Exit code 0: proved.
12: not. No code is shared with the program that makes disclosures.
"""
# ruff: noqa: ANN401, PLR2004 - JSON has any type; it prints; Python 3.9 runs it

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

if TYPE_CHECKING or __package__:
    from amana.keep import verify as v
else:  # inside a bundle there is no amana, only the two files
    import verify as v

#: What stands at a place of a record: its path and type.
Due = Callable[[int], "tuple[str, str]"]
MEMBERS_MAX = 10**8  #: of a list record: paths of members have eight digits


class Shown(NamedTuple):
    """What a disclosure proves: these values, by path, of one entry of one log."""

    checkpoint: v.Checkpoint
    entry: v.Entry
    values: dict[str, Any]  #: sub-records are not among them, their values are
    hidden: int  #: leaves that are not shown, at whatever depth a record is


class _Parts:
    """The values found on the way while the root is made again."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.hidden = 0

    def root(self, record: Any, at: str, count: int, due: Due) -> bytes:
        place = 0
        v.need(record["count"] == count, f"{record['count']} leaves, expected {count} at {at!r}")
        parts: dict[int, tuple[int, bytes]] = {}
        for leaf in record["leaves"]:
            v.need(place < count, f"too many leaves at {at!r}")
            end, part = self.part(leaf, place, due, at)
            parts[place], place = (end, part), end
        v.need(place == count, f"leaves up to {place} of {count} at {at!r}")
        return v.record_root(count, _subtree(0, count, parts))

    def part(self, leaf: Any, place: int, due: Due, at: str) -> tuple[int, bytes]:
        """Return where the next part begins, and the hash of this one."""
        if isinstance(leaf, str):
            self.hidden += 1
            return place + 1, v.unhex(leaf)
        if type(leaf[0]) is int:
            start, end, part = leaf
            v.need(start == place and end > start + 1, "hidden leaves out of their place")
            self.hidden += end - start
            return end, v.unhex(part)
        return place + 1, self.leaf(leaf, due(place), at)

    def leaf(self, leaf: Any, due: tuple[str, str], at: str) -> bytes:
        path, kind, salt, value = leaf
        v.check_leaf(path, kind, value, due)
        where = f"{at}/{path}" if at else path
        if kind == "R":
            raw = self.inner(path, value, where)
        else:
            raw = v.unbase64(value) if kind == "B" else v.canonical(value)
            self.values[where] = raw if kind == "B" else value
        if due[1] == "bytes" and at.endswith("content"):
            _check_member(self.values[f"{at}/#"]["kind"], raw)
        return v.leaf_hash(path, v.unhex(salt), kind, raw)

    def inner(self, path: str, value: Any, where: str) -> bytes:
        if isinstance(value, str):
            return v.unhex(value)
        if path not in v.LISTS:
            return self.root(value, where, *_fields(v.field_table(v.ITEM)))
        first = value["leaves"][0]
        v.need(first[0] == "#", "a list that does not show how long it is")
        return self.root(value, where, *_list(first[3], v.LISTS[path]))


def _fields(table: list[tuple[str, str]]) -> tuple[int, Due]:
    """Return how many leaves a field record has, and what stands where."""
    return len(table), table.__getitem__


def _list(head: Any, kinds: tuple[str, ...]) -> tuple[int, Due]:
    """Return the same for a list record, as its first leaf fixes it."""
    kind, count = head["kind"], head["count"]
    fits = len(head) == 2 and kind in kinds and type(count) is int and 0 <= count <= MEMBERS_MAX
    v.need(fits, f"not the first leaf of a list of {' or '.join(kinds)}")
    member = "record" if kind == "item" else "bytes"
    return count + 1, lambda place: (f"{place - 1:08d}", member) if place else ("#", "object")


def _check_member(kind: str, raw: bytes) -> None:
    """Raise Wrong unless the bytes can be one word, or one tile, of a list of this kind."""
    if kind == "words":
        v.need(raw and v.WORD.fullmatch(raw.decode()), "a word that is not one word")
    else:
        width, height = (int.from_bytes(raw[at : at + 4], "big") for at in (8, 12))
        v.need(len(raw) == 16 + 3 * width * height, "a tile of another size than it says")


def _subtree(start: int, end: int, parts: dict[int, tuple[int, bytes]]) -> bytes:
    """Return MTH of a range; a hidden part must be one whole subtree of it."""
    if start in parts and parts[start][0] == end:
        return parts[start][1]
    v.need(end - start > 1, "hidden leaves that are no subtree")
    middle = start + _split(end - start)
    left, right = _subtree(start, middle, parts), _subtree(middle, end, parts)
    return v.sha256(b"\x01", left, right)


def _split(size: int) -> int:
    """Return the largest power of two below `size` (RFC 6962, section 2.1)."""
    return 1 << (size - 1).bit_length() - 1


def root_by_proof(index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes:
    """Return the root to which an inclusion proof leads; Wrong if its length does not fit."""
    v.need(0 <= index < size and bool(proof) == (size > 1), "the inclusion proof does not fit")
    if size == 1:
        return leaf
    middle = _split(size)
    if index < middle:
        return v.sha256(b"\x01", root_by_proof(index, middle, leaf, proof[:-1]), proof[-1])
    right = root_by_proof(index - middle, size - middle, leaf, proof[:-1])
    return v.sha256(b"\x01", proof[-1], right)


def check_proof(text: str, entry: bytes, key: v.Key) -> tuple[v.Checkpoint, int]:
    """Return checkpoint and index of an entry that a C2SP tlog-proof shows to be in the log."""
    head, _, note = text.partition("\n\n")
    shape = r"c2sp\.org/tlog-proof@v1\n(?:extra \S*\n)?index (0|[1-9][0-9]{0,18})((?:\n\S+)*)"
    found = re.fullmatch(shape, head)
    v.need(found, "not a tlog-proof")
    index, path = (int(found[1]), found[2].split()) if found else (-1, [])
    checkpoint = v.read_checkpoint(note.encode())
    v.need(checkpoint.origin == key.name and checkpoint.is_signed(key), "not signed by the log key")
    hashes = [v.unbase64(line, 32) for line in path]
    root = root_by_proof(index, checkpoint.size, v.sha256(b"\x00", entry), hashes)
    v.need(root == checkpoint.root, "the entry is not in the log")
    return checkpoint, index


def check_disclosure(text: bytes, log_key: str) -> Shown:
    """Return what a disclosure shows, or raise `verify.Wrong`: then it shows nothing."""
    try:
        given = v.read_json(text)
        v.need(set(given) == {"entry", "proof", "record"}, "not a disclosure")
        data = v.unbase64(given["entry"])
        checkpoint, index = check_proof(given["proof"], data, v.read_key(log_key))
        entry, parts = v.read_entry(data, index), _Parts()
        root = parts.root(given["record"], "", *_fields(v.act_table(entry.verb)))
    except v.BAD as error:
        raise v.Wrong(v.said(error)) from error
    v.need(root == entry.root, "what is shown does not make the root of the entry")
    named = (parts.values.get("record"), parts.values.get("verb"))
    v.need(named == (entry.record, entry.verb), "record and verb are not shown, or are another's")
    return Shown(checkpoint, entry, parts.values, parts.hidden)


def main(arguments: list[str] | None = None) -> int:
    """Check a disclosure, print what it shows, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("disclosure", type=Path)
    parser.add_argument("--log-key", metavar="KEY", required=True)
    given = parser.parse_args(arguments)
    try:
        shown = check_disclosure(given.disclosure.read_bytes(), given.log_key)
    except v.Wrong as error:
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
