"""What the user's configuration folder holds for a case: the log's private key and what was seen.

One folder per log, named by the hex digits of its origin: `log.key` (0600), `log.pub`,
`checkpoint`, the last one seen: a case that shows an older or another history fails;
`checkpoint.next`, the one about to be written;
`writing`, while a writer here is at work; and `index`, the SHA-256 of the index made here.
Private keys are written in the form of Go's notes: `PRIVATE+KEY+name+key id+base64(type, seed)`.
"""

import base64
import os
import re
from pathlib import Path

from amana.errors import Refused
from amana.keep import disk
from amana.keep.note import ED25519, BadNote, SigningKey, VerifierKey, parse_verifier_key

PRIVATE = "PRIVATE+KEY+"
ORIGIN_PREFIX = "amana/"
OWNER_ONLY = 0o600  #: mode of a file with a private key, as ssh asks for
OWNER_ONLY_FOLDER = 0o700  #: mode of the folder it is in

_ORIGIN = re.compile(r"amana/([0-9a-f]{32})")


def known(config: Path, origin: str) -> Path:
    """Return the configuration folder of the log with this origin; BadNote for no such origin.

    A case says its origin itself: without this check it could name any folder.
    """
    found = _ORIGIN.fullmatch(origin)
    if found is None:
        raise BadNote(f"not the origin of a case: {origin!r}")
    return config / "logs" / found[1]


def save_key(config: Path, key: SigningKey, *, upcoming: bool = False) -> None:
    """Write the private key, readable by its owner only, and its public half beside it.

    An `upcoming` key waits beside the present one until a checkpoint bears its signature.
    """
    folder = known(config, key.name)
    folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
    raw = base64.b64encode(ED25519 + key.seed).decode()
    text = f"{PRIVATE}{key.name}+{key.verifier.key_id.hex()}+{raw}\n"
    _write_private(folder / _key_file(upcoming=upcoming), text.encode())
    if not upcoming:
        save_public(config, key.verifier)


def promote(config: Path, origin: str) -> None:
    """Make the upcoming key the log's key; the old one is gone."""
    folder = known(config, origin)
    (folder / _key_file(upcoming=True)).replace(folder / _key_file(upcoming=False))
    disk.sync_folders([folder])
    key = load_key(config, origin)
    if key is not None:
        save_public(config, key.verifier)


def discard_upcoming(config: Path, origin: str) -> None:
    """Forget an upcoming key that no checkpoint bears."""
    (known(config, origin) / _key_file(upcoming=True)).unlink(missing_ok=True)


def load_key(config: Path, origin: str, *, upcoming: bool = False) -> SigningKey | None:
    """Return the private key of the log, None if this user does not have it."""
    path = known(config, origin) / _key_file(upcoming=upcoming)
    if not path.exists():
        return None
    name, _, rest = path.read_text().strip().removeprefix(PRIVATE).partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = base64.b64decode(encoded)
    key = SigningKey(name=name, seed=raw[1:])
    if name != origin or raw[:1] != ED25519 or key.verifier.key_id.hex() != key_id:
        raise Refused(
            f"{path} is not the private key of {origin}.",
            "Put back the right key file from your copy of the configuration folder.",
        )
    return key


def save_public(config: Path, key: VerifierKey) -> None:
    """Write down the key by which this log's checkpoints are to be signed."""
    folder = known(config, key.name)
    disk.write_files({folder / "log.pub": f"{key}\n".encode()}, folder)


def load_public(config: Path, origin: str) -> VerifierKey | None:
    """Return the key by which checkpoints are to be signed, None if the log was never seen."""
    path = known(config, origin) / "log.pub"
    if not path.exists():
        return None
    try:
        return parse_verifier_key(path.read_text())
    except BadNote as error:
        raise Refused(f"{path}: {error}", "Put back the file, or remove it.") from error


def save_seen(config: Path, origin: str, checkpoint: bytes) -> None:
    """Write down the last checkpoint seen of this log."""
    _save(config, origin, "checkpoint", checkpoint)
    (known(config, origin) / "checkpoint.next").unlink(missing_ok=True)


def save_next(config: Path, origin: str, checkpoint: bytes) -> None:
    """Write down the checkpoint that is about to be put into the case.

    A writer that is killed right after that has seen it: what lies beyond it was never sealed.
    """
    _save(config, origin, "checkpoint.next", checkpoint)


def load_seen(config: Path, origin: str) -> bytes | None:
    """Return the last checkpoint seen of this log, None if there was none."""
    return _load(config, origin, "checkpoint")


def load_next(config: Path, origin: str) -> bytes | None:
    """Return the checkpoint that a writer here was about to put into the case, if one was."""
    return _load(config, origin, "checkpoint.next")


def start_writing(config: Path, origin: str) -> None:
    """Write down that a writer on this machine is at work; it stays where that writer dies."""
    _save(config, origin, "writing", b"")


def end_writing(config: Path, origin: str) -> None:
    """Take back that a writer on this machine is at work: it came to a clean end."""
    (known(config, origin) / "writing").unlink(missing_ok=True)


def is_writing(config: Path, origin: str) -> bool:
    """Return whether a writer on this machine is at work, or died at it."""
    return _load(config, origin, "writing") is not None


def save_index(config: Path, origin: str, sha256: str) -> None:
    """Write down the SHA-256 of the index that was made on this machine."""
    _save(config, origin, "index", f"{sha256}\n".encode())


def load_index(config: Path, origin: str) -> str | None:
    """Return the SHA-256 of the last index made on this machine, None if there was none."""
    data = _load(config, origin, "index")
    return None if data is None else data.decode("ascii", "replace").strip()


def _save(config: Path, origin: str, name: str, data: bytes) -> None:
    folder = known(config, origin)
    folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
    disk.write_files({folder / name: data}, folder)


def _load(config: Path, origin: str, name: str) -> bytes | None:
    path = known(config, origin) / name
    return path.read_bytes() if path.exists() else None


def _key_file(*, upcoming: bool) -> str:
    return "log.key.next" if upcoming else "log.key"


def _write_private(path: Path, data: bytes) -> None:
    part = disk.temporary(path.parent)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        disk.sync(stream.fileno())
    part.replace(path)
    disk.sync_folders([path.parent])
