"""The times of a text: expressions found, and resolved against the days of publication."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo

from zoneinfo import ZoneInfo

from amana.lang.calendar import Period
from amana.lang.words import paragraphs
from amana.model import Id, Said, Time, Window
from amana.read.clauses import looks_ahead
from amana.read.quotes import find_quotes
from amana.read.time_meanings import Meaning
from amana.read.time_rules import Found, find_expressions

#: days of the widest window that is tried day by day; a wider one tells no day from another
MOST_DAYS = 31
#: days of the widest window whose "today" is worth giving as a range: a week, as in `window`
MOST_DAYS_OF_TODAY = 7

_AHEAD = {"weekday.before_published": "weekday.after_published"}


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
    quoted = [quote.outer for quote in find_quotes(text, paragraphs(text)) if not quote.single]
    return tuple(
        _time(text, found, days, zone, spoken=_inside(quoted, found.start))
        for found in find_expressions(text)
    )


def _inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


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


def _time(text: str, found: Found, days: tuple[date, ...], zone: tzinfo, *, spoken: bool) -> Time:
    meaning, span = found.meaning, (found.start, found.end)
    ahead = meaning.at is not None and looks_ahead(text, span)
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
    if meaning.period is not None:
        return _resolved(unresolved, meaning.period, meaning, zone)
    if meaning.spoken and meaning.at is not None and spoken:
        return replace(unresolved, rule="day.of_speaking")
    if meaning.at is None or not days:
        return unresolved
    period = _agreed([meaning.at(day, ahead) for day in days], meaning)
    if period is None:
        return unresolved
    return replace(_resolved(unresolved, period, meaning, zone), anchor="published")


def _agreed(periods: Sequence[Period], meaning: Meaning) -> Period | None:
    """What all days of publication agree on; for "today" and the like, the range of a few days."""
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


def resolve_against(time: Time, anchor: Time | Said, anchor_id: Id, zone: tzinfo) -> Time:
    """Return a time that counts from another one, resolved against it.

    "A few hours later" is 1 to 12 hours after the anchor, "two days later" that day, "later that
    night" the night of the anchor's day, a clock time that minute of it, "today" inside a
    quotation the day of speaking. What does not count from another time, or has an anchor
    without bounds, comes back as it is.
    """
    if time.earliest is not None or anchor.earliest is None or anchor.latest is None:
        return time
    found = find_expressions(time.as_written)
    if len(found) != 1:
        return time
    meaning = found[0].meaning
    start, end = (_wall(moment, zone) for moment in (anchor.earliest, anchor.latest))
    period = _against(meaning, start, end, spoken=time.rule == "day.of_speaking")
    if period is None:
        return time
    return replace(_resolved(time, period, meaning, zone), anchor=anchor_id)


def _against(meaning: Meaning, start: datetime, end: datetime, *, spoken: bool) -> Period | None:
    if meaning.shift is not None:
        return meaning.shift(start, end)
    if not spoken or meaning.at is None or end - start > timedelta(days=MOST_DAYS_OF_TODAY):
        return None
    last = max(start, end - timedelta(microseconds=1)).date()
    days = [start.date() + timedelta(days=i) for i in range((last - start.date()).days + 1)]
    return _agreed([meaning.at(day, False) for day in days], meaning)  # noqa: FBT003


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    """The clock on the wall of a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)
