"""Withdrawal: an original, its views, and every payload and secret that names it, are erased.

The act that says so is sealed first; then files go, the lines that name the original last, so
that an erasure which was interrupted can always be finished.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from amana.errors import Damaged
from amana.keep import disk, payload
from amana.keep.entry import Entry
from amana.keep.payload import CASE, Lines
from amana.keep.vault import vault_path

_HASH_DIGITS = 64  #: a group named by so many digits is that of an original


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What is to be erased."""

    originals: tuple[str, ...]
    groups: tuple[str, ...]
    records: frozenset[str]


def named_in(folder: Path, sha256: str) -> Gone:
    """Return all that goes with an original: its own group, and acts on several that name it."""
    own = payload.segment(folder, "acts", sha256)
    shared = [
        path
        for path in (folder / "acts").rglob("*.jsonl")
        if len(path.stem) < _HASH_DIGITS and path.stem != CASE and _names(path, sha256)
    ]
    paths = [*([own] if own.exists() else []), *sorted(shared)]
    return Gone(
        originals=(sha256,),
        groups=tuple(path.stem for path in paths),
        records=frozenset(_numbers(paths)),
    )


def _names(path: Path, sha256: str) -> bool:
    return any(sha256.encode() in line for _, line in payload.lines_of(path))


def _numbers(paths: Iterable[Path]) -> Iterable[str]:
    for path in paths:
        for _, line in payload.lines_of(path):
            number = payload.number_of(line)
            if number is not None:
                yield number


def erase(folder: Path, gone: Gone) -> None:
    """Remove the files; what is erased already is passed over."""
    originals = [vault_path(folder, sha256) for sha256 in gone.originals]
    for path in originals:
        if path.exists():
            path.chmod(0o600)  # Windows does not remove a read-only file
    disk.remove_files(originals, folder / "vault")
    texts = (payload.view_path(folder, number) for number in gone.records)
    disk.remove_files(texts, folder / "views")
    for kind in ("secrets", "acts"):
        lines = (payload.segment(folder, kind, group) for group in gone.groups)
        disk.remove_files(lines, folder / kind)


def withdrawn_by(entries: Sequence[Entry], lines: Lines) -> dict[int, int]:
    """Return, by the index of each withdrawn entry, the index of the act that withdrew it."""
    found = {}
    for entry in entries:
        if entry.verb == "withdrawn" and entry.record in lines:
            fields = payload.plain(lines.read(entry.record)["leaves"])
            gone = fields["entries"]
            if not isinstance(gone, list) or not all(type(one) is int for one in gone):
                raise Damaged(
                    f"Entry {entry.index} withdraws what no entry is.",
                    "Run `amana verify` for all that differs.",
                )
            found.update(dict.fromkeys(gone, entry.index))
    return found


def unfinished(entries: Sequence[Entry], acts: Lines, secrets: Lines) -> Gone:
    """Return what withdrawals have left behind because they were interrupted."""
    indices = withdrawn_by(entries, acts)
    records = frozenset(entry.record for entry in entries if entry.index in indices)
    groups = {
        lines.group(number) for lines in (acts, secrets) for number in records if number in lines
    }
    return Gone(
        originals=tuple(sorted(group for group in groups if len(group) == _HASH_DIGITS)),
        groups=tuple(sorted(groups)),
        records=records,
    )
