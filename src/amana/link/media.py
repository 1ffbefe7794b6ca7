"""Pictures known only from captions, and whether they are older than what they stand beside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache

from amana.canon import make_id
from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.words import words
from amana.model import Described, Id, Item, Media, Reading, Region, Span, Time, Window

#: a picture counts as older than the event from this far before the report's days. Set by
#: thought: a report uses pictures of the weeks it tells of; a month before is another story
OLDER_BY = timedelta(days=31)


def described_media(
    readings: Sequence[Reading], *, windows: Mapping[Id, Window] | None = None
) -> tuple[Media, ...]:
    """Return one `Media` for each picture that a caption describes, sorted by id.

    `windows`: days of publication by view, for readings that have none of their own.
    """
    found = (
        _described(reading, region, reading.window or (windows or {}).get(reading.view))
        for reading in readings
        for region in reading.regions
        if region.what == "caption"
    )
    known = (media for media in found if media is not None)
    return tuple(sorted(known, key=lambda media: media.id))


def _described(reading: Reading, region: Region, window: Window | None) -> Media | None:
    """The picture of one caption; None where the caption tells neither a date nor of a picture."""
    dates = list(_dates(reading.times, region.span))
    if not dates and not _names_a_picture(reading.text[slice(*region.span)]):
        return None
    date = _last(dates)
    older, why = _older(date, window)
    return Media(
        id=make_id("media", [reading.item, list(region.span)]),
        item=None,
        described=(Described(item=reading.item, span=region.span, time=date),),
        copies=(),
        earliest_known=date,
        older_than_event=older,
        why=why,
    )


def picture_date(caption: Item) -> Time | None:
    """Return the date that a caption gives its picture, if it gives one."""
    return _last(_dates(caption.times, (0, len(caption.text))))


def _last(dates: Iterable[Time]) -> Time | None:
    """Of several dates the last is the picture's: the others tell what came before."""
    return max(dates, key=lambda time: (end_of(time), time.span or (0, 0)), default=None)


def _dates(times: Iterable[Time], within: Span) -> Iterator[Time]:
    """Yield the dates inside a caption that are known to the month or better."""
    start, end = within
    for time in times:
        inside = time.span is not None and start <= time.span[0] and time.span[1] <= end
        if inside and time.latest is not None and time.type in {"DATE", "TIME"}:
            yield time


def end_of(time: Time) -> float:
    """Return the moment before which a time ends, as seconds; 0 where that is not known."""
    return time.latest.timestamp() if time.latest is not None else 0.0


def _older(date: Time | None, window: Window | None) -> tuple[bool | None, str]:
    """Whether the picture is older than what the report tells, and why, in a sentence."""
    if date is None or date.latest is None:
        return None, "The caption gives no date."
    if window is None:
        return (
            None,
            f"The caption says {date.as_written}; when the report was published is not known.",
        )
    days = (window.earliest - date.latest).days
    if date.latest <= window.earliest - OLDER_BY:
        return True, (
            f"The caption says {date.as_written}: {days} days before the report, "
            f"which was published on or after {window.earliest:%Y-%m-%d}."
        )
    return False, f"The caption says {date.as_written}, within the days that the report tells of."


def _names_a_picture(caption: str) -> bool:
    found = {fold(caption[start:end]) for start, end in words(caption)}
    return not found.isdisjoint(_picture_words())


@cache
def _picture_words() -> frozenset[str]:
    data = load("pictures")
    return frozenset([*data["en"], *data["ar"]])
