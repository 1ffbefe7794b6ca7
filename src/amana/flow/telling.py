"""Pages out: the dossier of a case as it stands, written whole or not at all."""

import base64
import gc
import secrets
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from amana.case.folder import Case
from amana.errors import Refused
from amana.flow.pictures import previews
from amana.intake.arrivals import DOSSIER_MARK as MARK
from amana.model import Dossier, Seal
from amana.tell.dossier import pages
from amana.weigh.growth import growths


def dossier_of(case: Case) -> Dossier:
    """Return all that a reader is shown, from a case with a fresh index."""
    custody, settings = case.custody, case.settings
    items, links = tuple(case.items()), tuple(case.links())
    # an orphaned statement stands in a text that is no longer the item's
    statements = tuple(one for one in case.statements() if one.review != "orphaned")
    return Dossier(
        title=settings.title,
        zone=settings.zone,
        seal=Seal(
            origin=custody.origin,
            size=custody.size,
            root=base64.b64encode(bytes.fromhex(custody.root)).decode(),
            key=custody.verifier_key,
            at=_last_moment(case),
        ),
        items=items,
        statements=statements,
        people=tuple(case.people()),
        links=links,
        claims=tuple(case.claims()),
        origins=tuple(case.origins()),
        events=tuple(case.events()),
        media=tuple(case.media()),
        problems=tuple(case.problems()),
        growths=growths(statements, items, links),
        previews=previews(case),
    )


def _last_moment(case: Case) -> datetime | None:
    """When the log's last entry was written: the date of the cut."""
    last = deque(case.custody.entries(), maxlen=1)
    return last[0].time if last else None


def beside(folder: Path) -> Path:
    """Return where the dossier of a case goes unless told otherwise."""
    folder = folder.resolve()
    return folder.with_name(f"{folder.name}-dossier")


def tell(case: Case, out: Path) -> Path:
    """Write the pages into a folder and return the first of them.

    The folder is replaced as a whole. Refused: it holds something other than an earlier
    dossier, or lies inside the case.
    """
    out = out.resolve()
    if out.is_relative_to(case.folder.resolve()):
        raise Refused(f"{out} lies inside the case.", "Give a folder outside it.")
    if out.exists() and not (out / MARK).is_file() and (out.is_file() or any(out.iterdir())):
        raise Refused(
            f"{out} holds something other than an earlier dossier.",
            "Give an empty folder, or one that is not there yet.",
        )
    with _uncollected():
        made = pages(dossier_of(case), outside_id=case.custody.outside_id)
    part = out.with_name(f"{out.name}.{secrets.token_hex(4)}.new")
    try:
        for path, content in {**made, MARK: b""}.items():
            target = part / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _put_in_place(part, out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return out / "index.html"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: pages have none, and to look for them takes a third longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _put_in_place(part: Path, out: Path) -> None:
    old = out.with_name(f"{part.name}.old")
    if out.exists():
        out.rename(old)
    part.rename(out)
    shutil.rmtree(old, ignore_errors=True)
