"""Setting aside what a killed writer left: what it had not sealed did not happen.

Nothing that an entry under the checkpoint vouches for is touched, and nothing else is deleted
but half-written files in `tmp/`, and tiles that are the beginning of those that replaced them.
All the rest is moved to `left-over/0001/`, `0002`, …, each laid out like the case: were the
checkpoint itself an old one put back, what it does not cover would be somebody's evidence.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from amana.errors import Damaged
from amana.keep import disk, payload
from amana.keep.entry import Entry, parse_entry
from amana.keep.payload import Lines
from amana.keep.tiles import TileReader, paths_of
from amana.keep.withdrawal import erase, named_in, unfinished

LEFT_OVER = "left-over"

_TEMPORARY = re.compile("[0-9a-f]{32}")


class _Aside:
    """Takes what is not believed out of the case's folders."""

    def __init__(self, folder: Path, *, is_last_seen: bool) -> None:
        self._folder = folder
        self._is_last_seen = is_last_seen
        numbers = [int(path.name) for path in left_overs(folder)]
        self.place = folder / LEFT_OVER / f"{max(numbers, default=0) + 1:04d}"

    def ask(self, path: Path) -> None:
        """Raise Damaged unless this machine knows that the checkpoint is the last."""
        if not self._is_last_seen:
            raise Damaged(
                f"A write to {self._folder} was cut off, or its log is an old one put back: "
                f"no entry vouches for {path.relative_to(self._folder)}.",
                "Write to it where it was last written; or see `amana verify` for what is too "
                "much, take that out of the folder by hand, and empty the file `lock`.",
            )

    def remove(self, paths: Iterable[Path], keep: Path) -> None:
        """Delete files that say nothing."""
        for path in paths:
            self.ask(path)
            disk.remove_files([path], keep)

    def move(self, paths: Iterable[Path], keep: Path) -> None:
        """Move files or folders; folders above them that are left empty go, up to `keep`."""
        changed = set()
        for path in paths:
            self.ask(path)
            target = self.place / path.relative_to(self._folder)
            changed |= disk.make_folders([target.parent])
            path.replace(target)
            changed.add(disk.remove_empty(path.parent, keep))
        disk.sync_folders(folder for folder in changed if folder.exists())

    def cut(self, path: Path, end: int) -> None:
        """Move the end of a file."""
        self.ask(path)
        with path.open("r+b") as stream:
            stream.seek(end)
            target = self.place / path.relative_to(self._folder)
            disk.append_files({target: stream.read()})
            stream.truncate(end)
            disk.sync(stream.fileno())


def left_overs(folder: Path) -> list[Path]:
    """Return the folders in which recoveries have set something aside."""
    return sorted(path for path in (folder / LEFT_OVER).glob("*") if path.name.isdecimal())


def recover(folder: Path, size: int, *, is_last_seen: bool) -> None:
    """Bring a case back to what its checkpoint of `size` entries covers.

    Damaged, and nothing is changed, where there is something to set aside and the checkpoint
    is not known to be the last that was written.
    """
    log, aside = folder / "log", _Aside(folder, is_last_seen=is_last_seen)
    entries = [parse_entry(data, i) for i, data in enumerate(TileReader(log, size).entries())]
    numbers = {entry.record for entry in entries}
    _clear_tmp(folder / "tmp", aside)
    _clear_log(log, size, aside)
    for kind in ("acts", "secrets"):
        for path in sorted((folder / kind).rglob("*.jsonl")):
            _cut_unsealed(path, numbers, folder / kind, aside)
    views = sorted(path for path in (folder / "views").rglob("*") if path.is_file())
    aside.move((path for path in views if path.name not in numbers), folder / "views")
    acts, secrets = Lines(folder, "acts"), Lines(folder, "secrets")
    left = unfinished(entries, acts, secrets)
    if left.groups:
        aside.ask(folder / "acts")
        for place in left_overs(folder):
            for original in left.originals:
                erase(place, named_in(place, original))
        erase(folder, left)
    _set_aside_unnamed(folder, [e for e in entries if e.record not in left.records], acts, aside)


def _clear_tmp(tmp: Path, aside: _Aside) -> None:
    there = sorted(tmp.glob("*"))
    half = [path for path in there if path.is_file() and _TEMPORARY.fullmatch(path.name)]
    aside.remove(half, tmp)
    aside.move((path for path in there if path not in half), tmp)


def _clear_log(log: Path, size: int, aside: _Aside) -> None:
    known = {log / path for path in paths_of(size)}
    tiles = [path for path in (log / "tile").rglob("*") if path.is_file() and path not in known]
    replaced = [path for path in tiles if any(_begins(path, one) for one in known)]
    aside.remove(replaced, log)
    aside.move(sorted(set(tiles) - set(replaced)), log)
    notes = [path for path in (log / "rotations").glob("*") if path.name.isdecimal()]
    aside.move((path for path in notes if int(path.name) >= size), log)


def _begins(old: Path, new: Path) -> bool:
    """Return whether a partial tile is the beginning of the present one in its place."""
    place = old.parent.with_suffix("")
    return (
        old.parent.suffix == ".p"
        and place in {new, new.parent.with_suffix("")}
        and new.is_file()
        and new.read_bytes().startswith(old.read_bytes())
    )


def _cut_unsealed(path: Path, numbers: Collection[str], folder: Path, aside: _Aside) -> None:
    """Set aside the lines at the end of a segment that no entry vouches for."""
    end = 0
    for offset, line in payload.lines_of(path):
        if payload.number_of(line) in numbers:
            end = offset + len(line)
    if end == 0:
        aside.move([path], folder)
    elif end < path.stat().st_size:
        aside.cut(path, end)


def _set_aside_unnamed(folder: Path, entries: Sequence[Entry], acts: Lines, aside: _Aside) -> None:
    """Set aside originals whose `kept` act was never sealed.

    None is moved when a payload is missing: then the case is damaged, and the original may
    be the one that it named.
    """
    if any(entry.record not in acts for entry in entries):
        return
    named = {acts.group(entry.record) for entry in entries if entry.verb == "kept"}
    found = sorted(path for path in (folder / "vault").rglob("*") if path.is_file())
    aside.move((path for path in found if path.name not in named), folder / "vault")
