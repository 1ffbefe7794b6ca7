"""What people build on in Python: the same jobs as the commands, at the reader's own desk."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from os import PathLike
from pathlib import Path
from zoneinfo import ZoneInfo

from amana.canon import make_id
from amana.case.folder import Case
from amana.case.settings import check_zone
from amana.errors import NotUnderstood
from amana.flow import checking, looking
from amana.flow.desk import own_desk
from amana.keep.verify import Report
from amana.link import words
from amana.model import Link, Reading, View
from amana.read.reading import read_view

FILE = "text"  #: the name of a text that came from no file


def open_case(folder: str | PathLike[str]) -> Case:
    """Return the case in a folder, its lists fresh; use it in a `with`, or close it."""
    return looking.open_case(own_desk(), Path(folder))


def read_text(
    text: str, *, published: str | None = None, lang: str | None = None, zone: str = "UTC"
) -> Reading:
    """Return all that a text says, without a case: statements, times, places, amounts, cues.

    `published` is an ISO date or time, `zone` the clock of the events. NotUnderstood where
    either is neither.
    """
    if published is not None:
        _check(published)
    digest = sha256(text.encode()).hexdigest()
    item = make_id("item", [digest, ""])
    view = View(
        id=make_id("view", [item, "text 1", digest]),
        item=item,
        original=digest,
        inside="",
        file=FILE,
        kind="document",
        lang=lang,
        title=None,
        outlet=None,
        author=None,
        published=published,
        text=text,
        extractor="text 1",
    )
    return read_view(view, zone=ZoneInfo(check_zone(zone)))


def _check(published: str) -> None:
    try:
        datetime.fromisoformat(published)
    except ValueError:
        raise NotUnderstood(
            f"{published!r} is no ISO date or time.", "Write it as 2031-05-06."
        ) from None


def find_retellings(pairs: Iterable[tuple[str, str]]) -> Iterator[Link]:
    """Yield the links between texts that share their words, from pairs of an id and a text."""
    return words.find_retellings(pairs)


def verify(path: str | PathLike[str], *, log_key: str | None = None) -> Report:
    """Return what holds, what fails and what cannot be checked in a case."""
    return checking.verify(own_desk(), Path(path), log_key=log_key)
