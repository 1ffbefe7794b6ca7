"""Durable writing: whole files by rename, lines at the end of files, and the one writer's lock.

When a function here returns, what it wrote is on disk: files are synced, then the folders that
name them. Half-written files are only ever in the case's `tmp/` folder.
"""

import os
import secrets
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from amana.errors import Damaged, Locked

SYNC_THREADS = 16  #: syncs under way at once; file systems commit together those that wait
FEW = 4  #: so few files are written one after another: starting threads would cost more
#: opening a symbolic link fails, and nothing is turned into other line ends (Windows)
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
LOCK_OFFSET = 1 << 30  #: the byte that Windows locks, far from the process number in the file

Thing = TypeVar("Thing")


def temporary(folder: Path) -> Path:
    """Return a new name in the folder for a file that is not whole yet."""
    return folder / secrets.token_hex(16)


def refuse_links(folder: Path, *, files: Collection[str], folders: Collection[str]) -> None:
    """Raise Damaged for whatever could lead a reader or a writer out of the folder.

    That is a link, a pipe or a device at any depth, and a folder where one of the `files`
    belongs, or a file where one of the `folders` does.
    """
    names = dict.fromkeys(files, False) | dict.fromkeys(folders, True)
    left = [folder]
    while left:
        for one in _entries(left.pop()):
            is_folder = one.is_dir(follow_symlinks=False)
            junction = getattr(one, "is_junction", None)
            strange = not (is_folder or one.is_file(follow_symlinks=False))
            if strange and not os.path.lexists(one.path):
                continue  # a writer has just removed it
            where = Path(one.path).relative_to(folder).as_posix()
            if strange or (junction and junction()) or names.get(where, is_folder) != is_folder:
                raise Damaged(
                    f"{one.path} is a link, or not the kind of file that belongs there.",
                    "Nothing was read or written. Find out who put it there, and take it away.",
                )
            if is_folder:
                left.append(Path(one.path))


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:  # a writer has just removed it
        return []


def write_files(files: Mapping[Path, bytes], tmp: Path) -> None:
    """Write whole files: each has its old or its new content, never half of it."""
    folders = make_folders(path.parent for path in files)

    def write(path: Path) -> None:
        part = temporary(tmp)
        with part.open("xb") as stream:
            stream.write(files[path])
            sync(stream.fileno())
        part.replace(path)

    _each(write, list(files))
    sync_folders(folders)


def append_files(files: Mapping[Path, bytes]) -> None:
    """Write at the end of files, made if they are not there."""
    folders = make_folders(path.parent for path in files if not path.exists())

    def append(path: Path) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINK
        with os.fdopen(os.open(path, flags, 0o666), "ab") as stream:
            stream.write(files[path])
            stream.flush()
            sync(stream.fileno())

    _each(append, list(files))
    sync_folders(folders)


def remove_files(paths: Iterable[Path], keep: Path) -> None:
    """Remove files, and folders above them that are left empty, up to the folder `keep`."""
    folders = set()
    for path in paths:
        path.unlink(missing_ok=True)
        folders.add(remove_empty(path.parent, keep))
    sync_folders(folder for folder in folders if folder.exists())


def remove_empty(folder: Path, keep: Path) -> Path:
    """Remove the folder and those above it while they are empty; return the first that stays."""
    while folder != keep and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
    return folder


def make_folders(folders: Iterable[Path]) -> set[Path]:
    """Make folders that are missing; return all whose list of names is about to change."""
    changed = set(folders)
    for folder in list(changed):
        missing = folder
        while not missing.exists():
            missing = missing.parent
            changed.add(missing)
        folder.mkdir(parents=True, exist_ok=True)
    return changed


def sync(descriptor: int) -> None:
    """Make an open file durable."""
    os.fsync(descriptor)


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names in these folders durable (Windows has no such call, and needs none)."""
    if sys.platform != "win32":
        _each(_sync_folder, sorted(set(folders)))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def _each(do: Callable[[Thing], None], things: list[Thing]) -> None:
    if len(things) <= FEW:
        for thing in things:
            do(thing)
        return
    with ThreadPoolExecutor(SYNC_THREADS) as pool:
        for _ in pool.map(do, things):
            pass


class WriteLock:
    """The right to write one case, held by one process at a time.

    The file names the process while it writes and is empty when it ended in good order, so the
    next writer knows whether there is something to tidy up.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock; Locked names the process that has it."""
        existed = path.exists()
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK, 0o644)
        try:
            _lock(self._descriptor)
        except OSError as error:
            holder = os.read(self._descriptor, 20).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            raise Locked(
                f"Another program (process {holder or 'unknown'}) is writing to {path.parent}.",
                "Wait until it is done, or end it; nothing is lost by that.",
            ) from error
        #: whether the last writer ended in good order
        self.was_clean = existed and os.fstat(self._descriptor).st_size == 0
        self._write(f"{os.getpid()}\n")

    def release(self, *, clean: bool) -> None:
        """Let the next writer in; `clean` says that there is nothing to tidy up."""
        if clean:
            self._write("")
        _unlock(self._descriptor)
        os.close(self._descriptor)

    def _write(self, text: str) -> None:
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode("ascii"))
        sync(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, LOCK_OFFSET, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, LOCK_OFFSET, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
