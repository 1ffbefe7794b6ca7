"""What times count from, where it is not publication: what was told before, or the speaking.

Three anchors are kept apart. Most times count from publication ("last week"); this is settled
when they are found. In the words of somebody "today" counts from when they were said: its anchor
is that statement. In a story "the next day" counts from the day told before it: its anchor is
"told". Where the anchor is not known, or too wide to tell a day, the time stays open.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import cache

from amana.lang import calendar
from amana.lang.lexicon import load
from amana.lang.words import sentences
from amana.model import Span, Statement, Time
from amana.read.times.published import read_published
from amana.read.times.times import resolve_against

#: paragraphs back to where a story's last time still holds; farther off it may be another story
PARAGRAPHS_BACK = 3
#: the longest anchor from which days and hours are counted, and from which months and years are
SHORT, LONG = timedelta(days=3), timedelta(days=366)

#: hours, or minutes, that are counted back from the minute of publication; more are told in days
MOST_HOURS_AGO = 1_000

_COUNTS = ("offset.after_anchor", "offset.before_anchor", "same_day.", "clock.alone")
_NO_ANCHOR = ("reference", "duration", "set", "ago", "day.of_speaking")


def settle(
    text: str,
    times: Sequence[Time],
    statements: Sequence[Statement],
    paragraphs: Sequence[Span],
    zone: tzinfo,
    published: str | None,
) -> tuple[tuple[Time, ...], tuple[Statement, ...]]:
    """Return times and statements with what counts from speaking and from the story resolved.

    `published` as the view has it: where it tells the minute, hours are counted back from that.
    """
    given = read_published(published, zone)
    moment = given.moment if given is not None and given.has_clock else None
    spoken: dict[Span | None, Time] = {}
    for statement in statements:
        for time in statement.about:
            if time.rule == "day.of_speaking" and statement.said is not None:
                spoken[time.span] = resolve_against(time, statement.said, statement.id, zone)
    known = [_hours_ago(spoken.get(time.span, time), moment) for time in times]
    told = _told(text, known, paragraphs, zone)
    by_span = {new.span: new for new, old in zip(told, times, strict=True) if new is not old}
    if not by_span:
        return tuple(times), tuple(statements)
    return told, tuple(_with(one, by_span) for one in statements)


_HOURS = re.compile(r"PT(\d+)([HM])")


def _hours_ago(time: Time, moment: datetime | None) -> Time:
    """Two hours ago, قبل ساعة: counted from the minute of publication, give or take one unit."""
    match = _HOURS.fullmatch(time.value)
    if moment is None or match is None or time.rule != "ago":
        return time
    unit = timedelta(hours=1) if match[2] == "H" else timedelta(minutes=1)
    if int(match[1]) > MOST_HOURS_AGO:
        return time
    middle = moment - int(match[1]) * unit
    latest = min(moment, middle + unit)
    value = middle.strftime("%Y-%m-%dT%H:%M")
    return replace(time, value=value, earliest=middle - unit, latest=latest)


def _with(statement: Statement, settled: dict[Span | None, Time]) -> Statement:
    if not any(time.span in settled for time in statement.about):
        return statement
    about = tuple(settled.get(time.span, time) for time in statement.about)
    return replace(statement, about=about)


def _told(
    text: str, times: Sequence[Time], paragraphs: Sequence[Span], zone: tzinfo
) -> tuple[Time, ...]:
    """The times of a story in order, each counted from the last one that tells a day."""
    starts = [start for start, _ in paragraphs]
    found: list[Time] = []
    last: tuple[Time, int] | None = None
    quarter: Time | None = None
    for one in times:
        time = one
        number = bisect_right(starts, (time.span or (0, 0))[0])
        if (
            quarter is not None
            and _is_year_before(time)
            and _compares(text, time, paragraphs[number - 1])
        ):
            time = _year_before(time, quarter)
        elif last is not None and number - last[1] <= PARAGRAPHS_BACK and _fits(time, last[0]):
            time = resolve_against(time, last[0], "told", zone)
        if time.earliest is not None and not time.rule.startswith(_NO_ANCHOR):
            last = (time, number)
        if _QUARTER.fullmatch(time.value) and time.rule != "quarter.year_before":
            quarter = time
        found.append(time)
    return tuple(found)


# --- reports of earnings: there "a year ago" is the same quarter of the year before

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


@cache
def _money() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("times")["earnings"]["words"]))
    return re.compile(rf"[$£€¥]\s?\d|\b(?:{words})\b", re.IGNORECASE)


def _is_year_before(time: Time) -> bool:
    """A year ago, year-ago, a year earlier; "last year" is as often the whole of it."""
    if time.rule == "offset.before_anchor":
        return time.value == "P1Y"
    return time.rule == "ago" and time.grain == "year" and len(time.value) == len("2030")


def _compares(text: str, time: Time, paragraph: Span) -> bool:
    """Whether the sentence around a time is one of earnings."""
    at = (time.span or (0, 0))[0]
    sentence = next((s for s in sentences(text, paragraph) if s[0] <= at < s[1]), paragraph)
    return _money().search(text, *sentence) is not None


def _year_before(time: Time, quarter: Time) -> Time:
    year, number = map(int, quarter.value.split("-Q"))
    period = calendar.quarter(year - 1, number)
    if quarter.earliest is None or time.value not in {str(year - 1), "P1Y"}:
        return time
    there = quarter.earliest.tzinfo
    return replace(
        time,
        value=period.value,
        earliest=period.start.replace(tzinfo=there),
        latest=period.end.replace(tzinfo=there),
        grain="month",
        rule="quarter.year_before",
        anchor="told",
    )


def _fits(time: Time, anchor: Time) -> bool:
    """Whether a time counts from what was told, and the anchor is short enough to tell when."""
    if time.earliest is not None or not time.rule.startswith(_COUNTS):
        return False
    if anchor.earliest is None or anchor.latest is None:
        return False
    longest = LONG if time.grain in {"week", "month", "year"} else SHORT
    return anchor.latest - anchor.earliest <= longest
