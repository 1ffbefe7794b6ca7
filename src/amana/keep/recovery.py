"""Tidying up after a writer that was killed: what it had not sealed did not happen.

Nothing that an entry under the checkpoint vouches for is touched. What goes: half-written
files, tiles beyond the checkpoint or left behind by it, lines and texts without an entry,
originals that no act names, and what an interrupted withdrawal had still to erase.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from amana.keep import disk, payload
from amana.keep.entry import Entry, parse_entry
from amana.keep.payload import Lines
from amana.keep.tiles import TileReader, paths_of
from amana.keep.withdrawal import Gone, erase, unfinished


def recover(folder: Path, size: int) -> None:
    """Bring a case back to what its checkpoint of `size` entries covers."""
    log = folder / "log"
    entries = [parse_entry(data, i) for i, data in enumerate(TileReader(log, size).entries())]
    numbers = {entry.record for entry in entries}
    disk.remove_files((folder / "tmp").iterdir(), folder / "tmp")
    disk.remove_files(_unknown_tiles(log, size), log)
    for kind in ("acts", "secrets"):
        for path in sorted((folder / kind).rglob("*.jsonl")):
            _cut_unsealed(path, numbers, folder / kind)
    views = (path for path in (folder / "views").rglob("*") if path.is_file())
    disk.remove_files([path for path in views if path.name not in numbers], folder / "views")
    acts, secrets = Lines(folder, "acts"), Lines(folder, "secrets")
    left = unfinished(entries, acts, secrets)
    erase(folder, left)
    _remove_unnamed(folder, [e for e in entries if e.record not in left.records], acts)


def _unknown_tiles(log: Path, size: int) -> list[Path]:
    known = {log / path for path in paths_of(size)}
    tiles = [path for path in (log / "tile").rglob("*") if path.is_file() and path not in known]
    notes = [path for path in (log / "rotations").glob("*") if path.name.isdigit()]
    return tiles + [path for path in notes if int(path.name) >= size]


def _cut_unsealed(path: Path, numbers: Collection[str], folder: Path) -> None:
    """Cut off the lines at the end of a segment that no entry vouches for."""
    end = 0
    for offset, line in payload.lines_of(path):
        if payload.number_of(line) in numbers:
            end = offset + len(line)
    if end == 0:
        disk.remove_files([path], folder)
    elif end < path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(end)
            disk.sync(stream.fileno())


def _remove_unnamed(folder: Path, entries: Sequence[Entry], acts: Lines) -> None:
    """Remove originals whose `kept` act was never sealed.

    Nothing is removed when a payload is missing: then the case is damaged, and the original may
    be the one that it named.
    """
    if any(entry.record not in acts for entry in entries):
        return
    named = {acts.group(entry.record) for entry in entries if entry.verb == "kept"}
    found = (path for path in (folder / "vault").rglob("*") if path.is_file())
    loose = tuple(sorted(path.name for path in found if path.name not in named))
    erase(folder, Gone(originals=loose, groups=(), records=frozenset()))
