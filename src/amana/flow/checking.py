"""Whether a case is still what was sealed, by the key and the checkpoint this user knows."""

from pathlib import Path

from amana.errors import NoCase, NotUnderstood
from amana.flow.desk import Desk
from amana.keep import keys
from amana.keep.custody import is_case
from amana.keep.note import BadNote
from amana.keep.verify import Report, verify_case

CUT_OFF = "extra"  # what verify calls files that nothing vouches for, where a write was cut off


def verify(desk: Desk, path: Path, *, log_key: str | None = None) -> Report:
    """Return what holds, what fails and what cannot be checked in a case.

    Nothing is ever written into the case. Without a key from elsewhere the one in the user's
    configuration folder is used, and the last checkpoint seen on this machine; where all holds by
    such a key, the checkpoint is the last one seen from now on. NoCase: there is none at this path.
    """
    if path.is_file():
        raise NotUnderstood(
            f"{path} is a file; a case is a folder.", "Unpack it, then verify the folder."
        )
    if not is_case(path):
        raise NoCase(f"There is no case in {path}.", "Give the folder that has log/ in it.")
    checkpoint = _checkpoint(path)
    origin = checkpoint.split(b"\n", 1)[0].decode("utf-8", errors="replace")
    try:
        known, seen = keys.load_public(desk.config, origin), keys.load_seen(desk.config, origin)
        ours = keys.is_writing(desk.config, origin)
    except BadNote:  # no origin of ours; verify says so
        known, seen, ours = None, None, False
    key = log_key or (str(known) if known else None)
    report = verify_case(path, log_key=key, seen_checkpoint=seen, own_writer=ours)
    cut_off = any(one.what == CUT_OFF for one in report.not_checkable)
    if key and not report.failed and not cut_off and checkpoint == _checkpoint(path) != seen:
        keys.save_seen(desk.config, origin, checkpoint)
    return report


def _checkpoint(path: Path) -> bytes:
    """The bytes of the checkpoint; none where there is no such file, or it is a link or a pipe."""
    file = path / "log" / "checkpoint"
    return file.read_bytes() if file.is_file() and not file.is_symlink() else b""
