"""Originals: bytes written once under their own SHA-256, and never changed.

`sha256sum` of a file in the vault gives its name.
"""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from amana.errors import Damaged, NotUnderstood
from amana.keep import disk

BLOCK_BYTES = 1 << 20  #: read at a time: memory stays flat for originals of any size
READ_ONLY = 0o444  #: mode of an original: nobody writes to it again


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes in the vault."""

    sha256: str
    size: int


def vault_path(folder: Path, sha256: str) -> Path:
    """Return where the original lies in the case folder."""
    return folder / "vault" / sha256[:2] / sha256


def put(source: Path | BinaryIO, folder: Path) -> tuple[Original, bool]:
    """Return the original made of the bytes, and whether the vault did not have them before.

    The bytes are hashed while they are copied, synced, and read back; durable on return.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _put(stream, folder)
    return _put(source, folder)


def _put(source: BinaryIO, folder: Path) -> tuple[Original, bool]:
    part = disk.temporary(folder / "tmp")
    try:
        original, checksum = _copy(source, part)
        path = vault_path(folder, original.sha256)
        if path.exists():
            check(path, original)
            return original, False
        if _checksum(part) != checksum:
            raise Damaged(
                f"The disk gave back other bytes than were written to {part}.",
                "Check the disk before anything else is kept on it.",
            )
        folders = disk.make_folders([path.parent])
        part.chmod(READ_ONLY)
        part.replace(path)
        disk.sync_folders(folders)
    finally:
        part.unlink(missing_ok=True)
    return original, True


def _copy(source: BinaryIO, target: Path) -> tuple[Original, int]:
    """Copy all bytes; return what they are, and their CRC-32 for reading back."""
    digest, size, checksum = hashlib.sha256(), 0, 0
    with target.open("xb") as stream:
        while block := source.read(BLOCK_BYTES):
            digest.update(block)
            checksum = zlib.crc32(block, checksum)
            size += len(block)
            stream.write(block)
        stream.flush()
        disk.sync(stream.fileno())
    return Original(digest.hexdigest(), size), checksum


def _checksum(path: Path) -> int:
    # CRC-32 is enough against a failing disk and does not halve the speed as SHA-256 would
    checksum = 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            checksum = zlib.crc32(block, checksum)
    return checksum


def check(path: Path, original: Original) -> None:
    """Raise Damaged unless the file still has the bytes of the original."""
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != original.sha256:
        raise Damaged(
            f"{path} has the SHA-256 {found}: its bytes have changed.",
            "Put back a good copy of this file under its name, then run `amana verify`.",
        )


def find(folder: Path, sha256: str) -> Path:
    """Return the path of an original; NotUnderstood when the vault does not have it."""
    path = vault_path(folder, sha256)
    if not path.is_file():
        raise NotUnderstood(
            f"The vault of {folder} has no original {sha256}.",
            "See `amana list CASE items` for what is there; it may have been withdrawn.",
        )
    return path
