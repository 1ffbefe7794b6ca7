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
    """Return the case in a folder, its lists fresh; use it in a `with`, or close it.

    Lists are iterators that read one thing at a time, in the order of `amana list`. What is
    derived is made again first if it is older than the log, which can take as long as
    `amana rebuild`. Nothing but the index is written. NoCase where there is no case, Damaged where
    its log does not hold.

    >>> from tempfile import TemporaryDirectory
    >>> from unittest.mock import patch
    >>> from amana.flow.keeping import new_case
    >>> with TemporaryDirectory() as folder, patch.dict("os.environ", AMANA_CONFIG=folder):
    ...     new_case(own_desk(), Path(folder, "mycase"), title="The school road").close()
    ...     with open_case(Path(folder, "mycase")) as case:
    ...         print(case.settings.title, [item.file for item in case.items()])
    The school road []
    """
    return looking.open_case(own_desk(), Path(folder))


def read_text(
    text: str, *, published: str | None = None, lang: str | None = None, zone: str = "UTC"
) -> Reading:
    """Return all that a text says, without a case: statements, times, places, amounts, cues.

    `published` is an ISO date or time, `zone` the clock of the events ("Asia/Muscat"), `lang` a
    language code where you know better than the text. Nothing is written, nothing is looked up
    elsewhere. NotUnderstood where `published` is no date or `zone` no zone.

    >>> reading = read_text("“We have flour until Friday,” said Mariam Hosh, a nurse.")
    >>> [(one.speaker.name, one.words) for one in reading.statements if one.speaker]
    [('Mariam Hosh', ('We have flour until Friday,',))]
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
        by_keeper=published is not None,
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
    """Yield the links between texts that share their words, from pairs of an id and a text.

    `a` < `b` by id; `spans_a` and `spans_b` are offsets of the texts given. The order of the
    pairs changes nothing; a text that comes twice under one id counts once.

    All pairs are taken in before the first link comes, since any text can retell any other. Held
    are the texts, their words and the runs of words under which they meet: some 15 KiB a text of
    25 words, measured, with no end to the number of links, which are handed on and not held. Work
    grows with the texts and with the true near-copies among them, not with the square.

    >>> told = [("post", "Keep a light on for us tonight."), ("title", "Keep a light on for us")]
    >>> [(one.a, one.b, one.kind, one.relation) for one in find_retellings(told)]
    [('post', 'title', 'retells', 'fragment')]
    """
    return words.find_retellings(pairs)


def verify(path: str | PathLike[str], *, log_key: str | None = None) -> Report:
    """Return what holds, what fails and what cannot be checked in a case.

    `log_key` is the log's key from a source you trust; without it the one in your configuration
    folder is used. Nothing in the case is written. NoCase where there is none.

    >>> from tempfile import TemporaryDirectory
    >>> from unittest.mock import patch
    >>> from amana.flow.keeping import new_case
    >>> with TemporaryDirectory() as folder, patch.dict("os.environ", AMANA_CONFIG=folder):
    ...     new_case(own_desk(), Path(folder, "mycase")).close()
    ...     report = verify(Path(folder, "mycase"))
    >>> report.exit_code, report.failed, report.coverage["entries"]
    (0, [], [3, 3])
    """
    return checking.verify(own_desk(), Path(path), log_key=log_key)
