"""The times of a text: expressions found, and resolved against the days of publication."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from amana.lang.calendar import Period
from amana.lang.words import paragraphs
from amana.model import Id, Said, Time, Window
from amana.read.clauses import Tense, tense_of
from amana.read.quotes import find_quotes
from amana.read.times.meanings import At, Meaning, Order
from amana.read.times.rules import Found, find_expressions

#: days of the widest window that is tried day by day; a wider one tells no day from another
MOST_DAYS = 31
#: days of the widest window whose "today" is worth giving as a range: a week, as in `window`
MOST_DAYS_OF_TODAY = 7

_AHEAD = {
    "weekday.before_published": "weekday.after_published",
    "offset.after_anchor": "offset.after_published",
}
#: what stands between a date of one calendar and the same day in the other
_SAME_DAY = re.compile(
    r"[\s,،(\[/=–-]*(?:الموافق(?:ة)?|corresponding to|equivalent to|or|i\.e\.)?[\s,:]*"
    r"(?:ل(?:ـ|يوم)?\s?)?",
    re.IGNORECASE,
)


def find_times(text: str, *, lang: str, published: Window | None, zone: tzinfo) -> tuple[Time, ...]:
    """Return the time expressions of a text in order, resolved as far as the text allows.

    A weekday is the last one up to publication, the next one where its clause looks ahead, and
    is resolved only if every day of the window gives the same answer. What counts from another
    time ("two days later") comes back unresolved, for `resolve_against`; so does what counts
    from the moment of speaking inside a quotation ("today"). Both languages are read in any
    text, so `lang` is not needed to choose rules.
    """
    del lang
    days = _days(published, zone)
    expressions = find_expressions(text)
    if not expressions:
        return ()
    quoted = [quote.outer for quote in find_quotes(text, paragraphs(text)) if not quote.single]
    starts = [start for start, _ in quoted]
    orders = {one.meaning.order for one in expressions} - {None}
    order = orders.pop() if len(orders) == 1 else None
    found = []
    for one in expressions:
        at = bisect_right(starts, one.start)
        spoken = at > 0 and one.start < quoted[at - 1][1]
        found.append(_time(text, one, days, zone, spoken=spoken, order=order))
    return tuple(_compared(text, found))


def _compared(text: str, times: list[Time]) -> list[Time]:
    """The times, where a Hijri date stands beside a Gregorian one: they agree, or neither holds."""
    for i, (one, other) in enumerate(pairwise(times)):
        hijri = [time.rule.startswith("date.hijri") for time in (one, other)]
        if sum(hijri) != 1 or not _one_day(text, one, other):
            continue
        there, full = (one, other) if hijri[0] else (other, one)
        agree = _within(full, there)
        there = (
            replace(
                there,
                rule="date.hijri_agrees",
                value=full.value,
                earliest=full.earliest,
                latest=full.latest,
            )
            if agree
            else replace(there, rule="date.hijri_mismatch")
        )
        full = full if agree else replace(full, rule="date.hijri_mismatch")
        times[i], times[i + 1] = (there, full) if hijri[0] else (full, there)
    return times


def _one_day(text: str, one: Time, other: Time) -> bool:
    """Whether two dates that stand side by side are told as one day."""
    if one.span is None or other.span is None or "date.full" not in {one.rule, other.rule}:
        return False
    return _SAME_DAY.fullmatch(text, one.span[1], other.span[0]) is not None


def _within(day: Time, stretch: Time) -> bool:
    bounds = (day.earliest, day.latest, stretch.earliest, stretch.latest)
    if None in bounds:
        return False
    first, last, start, end = bounds
    return start <= first and last <= end  # type: ignore[operator]


def _days(published: Window | None, zone: tzinfo) -> tuple[date, ...]:
    """The days of a window; none where there is no window or it is too wide."""
    if published is None:
        return ()
    first = published.earliest.astimezone(zone).date()
    last = (published.latest.astimezone(zone) - timedelta(microseconds=1)).date()
    count = (last - first).days + 1
    if not 0 < count <= MOST_DAYS:
        return ()
    return tuple(first + timedelta(days=i) for i in range(count))


def _time(
    text: str,
    found: Found,
    days: tuple[date, ...],
    zone: tzinfo,
    *,
    spoken: bool,
    order: Order | None,
) -> Time:
    meaning, span = found.meaning, (found.start, found.end)
    counts = meaning.at is not None or meaning.either is not None
    tense = tense_of(text, span) if counts else ""
    ahead = tense == "future"
    rule = _AHEAD.get(meaning.rule, meaning.rule) if ahead else meaning.rule
    unresolved = Time(
        span=span,
        as_written=text[found.start : found.end],
        type=meaning.type,
        value=meaning.value,
        earliest=None,
        latest=None,
        grain=meaning.grain,
        rule=rule,
        anchor=None,
    )
    if meaning.either is not None:
        one, rule = _ordered(meaning, meaning.either, order, None if ahead else days[-1:])
        return _resolved(replace(unresolved, rule=rule), one, meaning, zone)
    if meaning.period is not None:
        return _resolved(unresolved, meaning.period, meaning, zone)
    if meaning.spoken and meaning.at is not None and spoken:
        return replace(unresolved, rule="day.of_speaking")
    if meaning.at is None or not days or (meaning.shift is not None and not ahead):
        return unresolved
    period = _agreed(_seen_from(meaning.at, days, tense), meaning)
    if period is None:
        return unresolved
    if meaning.rule == "date.without_year" and "X" in period.value:
        unresolved = replace(unresolved, rule="date.weekday_mismatch")
    return replace(_resolved(unresolved, period, meaning, zone), anchor="published")


def _ordered(
    meaning: Meaning,
    either: tuple[Period, Period],
    order: Order | None,
    published: tuple[date, ...] | None,
) -> tuple[Period, str]:
    """What a date in figures is, 05/06/2031, and by which rule.

    The day or the month first as elsewhere in the text; else the one that is past at
    publication, if only one is; else both.
    """
    if order is not None:
        return either[order == "month first"], "date.order_in_text"
    past = [day for day in either if published and day.start.date() <= published[-1]]
    if len(past) == 1:
        return past[0], "date.order_by_publication"
    first, last = sorted(either, key=lambda day: day.start)
    return Period(meaning.value, first.start, last.end, "day"), meaning.rule


def _seen_from(at: At, days: Sequence[date], tense: Tense) -> list[Period]:
    """What a time means from each of some days; nothing where no calendar goes so far."""
    try:
        return [at(day, tense) for day in days]
    except (OverflowError, ValueError):  # 99999999 days ago
        return []


def _agreed(periods: Sequence[Period], meaning: Meaning) -> Period | None:
    """What all days of publication agree on; for "today" and the like, the range of a few days."""
    if not periods:
        return None
    if len(set(periods)) == 1:
        return periods[0]
    if not meaning.spoken or len(periods) > MOST_DAYS_OF_TODAY:
        return None
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    return Period(meaning.value, start, end, periods[0].grain)


def _resolved(time: Time, period: Period, meaning: Meaning, zone: tzinfo) -> Time:
    where = _clock_of(meaning.zone, zone)
    return replace(
        time,
        value=period.value,
        earliest=period.start.replace(tzinfo=where),
        latest=period.end.replace(tzinfo=where),
        grain=period.grain,
    )


def _clock_of(told: str | None, zone: tzinfo) -> tzinfo:
    """The clock that a text names: hours from UTC, or those of a place; else that of the case."""
    if told is None or told == "local":
        return zone
    if told.removeprefix("-").isdecimal():
        return timezone(timedelta(minutes=int(told)))
    return ZoneInfo(told)


def resolve_against(
    time: Time, anchor: Time | Said, anchor_id: Id | Literal["told"], zone: tzinfo
) -> Time:
    """Return a time that counts from another one, resolved against it.

    "A few hours later" is 1 to 12 hours after the anchor, "two days later" that day, "later that
    night" the night of the anchor's day, a clock time that minute of it, "today" inside a
    quotation the day of speaking. What does not count from another time, or has an anchor
    without bounds, comes back as it is.
    """
    if time.earliest is not None or anchor.earliest is None or anchor.latest is None:
        return time
    meaning = _meaning_of(time)
    if meaning is None:
        return time
    start, end = (_wall(moment, zone) for moment in (anchor.earliest, anchor.latest))
    period = _against(meaning, start, end, spoken=time.rule == "day.of_speaking")
    if period is None:
        return time
    return replace(_resolved(time, period, meaning, zone), anchor=anchor_id)


def _meaning_of(time: Time) -> Meaning | None:
    """What a time means, read again from its words; some need a preposition before them."""
    for before in ("", "at "):
        found = find_expressions(before + time.as_written)
        if len(found) == 1 and found[0].end - found[0].start == len(time.as_written):
            meaning = found[0].meaning
            if time.rule in {meaning.rule, "day.of_speaking"}:
                return meaning
    return None


def _against(meaning: Meaning, start: datetime, end: datetime, *, spoken: bool) -> Period | None:
    if meaning.shift is not None:
        try:
            return meaning.shift(start, end)
        except (OverflowError, ValueError):  # no calendar goes so far
            return None
    if not spoken or meaning.at is None or end - start > timedelta(days=MOST_DAYS_OF_TODAY):
        return None
    last = max(start, end - timedelta(microseconds=1)).date()
    days = [start.date() + timedelta(days=i) for i in range((last - start.date()).days + 1)]
    return _agreed(_seen_from(meaning.at, days, ""), meaning)


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    """The clock on the wall of a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)
