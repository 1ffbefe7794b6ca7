"""Whether a case is still what was sealed, by the key and the checkpoint this user knows."""

from pathlib import Path

from amana.errors import Locked, NoCase, NotUnderstood, Refused
from amana.flow.desk import Desk
from amana.flow.keeping import is_case
from amana.keep import keys
from amana.keep.custody import Custody
from amana.keep.verify import Report, verify_case

CUT_OFF = "extra"  # what verify calls files that nothing vouches for, where a write was cut off


def verify(desk: Desk, path: Path, *, log_key: str | None = None) -> Report:
    """Return what holds, what fails and what cannot be checked in a case.

    Without a key from elsewhere the one in the user's configuration folder is used, and the
    last checkpoint seen on this machine. NoCase: there is none at this path.
    """
    if path.is_file():
        raise NotUnderstood(
            f"{path} is a file; a case is a folder.", "Unpack it, then verify the folder."
        )
    if not is_case(path):
        raise NoCase(f"There is no case in {path}.", "Give the folder that has log/ in it.")
    report = _report(desk, path, log_key)
    if not report.failed and any(one.what == CUT_OFF for one in report.not_checkable):
        try:  # a writer was killed here: what it had not sealed is tidied up, as by the next writer
            Custody.open(path, config=desk.config, now=desk.now, write=True).close()
        except (Locked, Refused):
            return report
        desk.notice("A write had been cut off here; what it had not sealed is tidied up.")
        report = _report(desk, path, log_key)
    return report


def _report(desk: Desk, path: Path, log_key: str | None) -> Report:
    checkpoint = (path / "log" / "checkpoint").read_bytes()
    origin = checkpoint.split(b"\n", 1)[0].decode("utf-8", errors="replace")
    known = keys.load_public(desk.config, origin)
    return verify_case(
        path,
        log_key=log_key or (str(known) if known else None),
        seen_checkpoint=keys.load_seen(desk.config, origin),
    )
