"""Whether a case is still what was sealed, by the key and the checkpoint this user knows."""

from pathlib import Path

from amana.errors import NoCase, NotUnderstood
from amana.flow.desk import Desk
from amana.keep import keys
from amana.keep.verify import Report, verify_case


def verify(desk: Desk, path: Path, *, log_key: str | None = None) -> Report:
    """Return what holds, what fails and what cannot be checked in a case.

    Without a key from elsewhere the one in the user's configuration folder is used, and the
    last checkpoint seen on this machine. NoCase: there is none at this path.
    """
    checkpoint = path / "log" / "checkpoint"
    if path.is_file():
        raise NotUnderstood(
            f"{path} is a file; a case is a folder.", "Unpack it, then verify the folder."
        )
    if not checkpoint.is_file():
        raise NoCase(f"There is no case in {path}.", "Give the folder that has log/ in it.")
    origin = checkpoint.read_bytes().split(b"\n", 1)[0].decode("utf-8", errors="replace")
    known = keys.load_public(desk.config, origin)
    return verify_case(
        path,
        log_key=log_key or (str(known) if known else None),
        seen_checkpoint=keys.load_seen(desk.config, origin),
    )
