"""Stamps: the clock and the date that an app or a desk sets beside words, not in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from amana.lang import calendar, letters, lexicon
from amana.model import Evidence, Id, Said, Span, Window

#: a year of two digits lies in this century: the apps are younger than it
CENTURY = 2000
HALF_DAY = 12  #: hours by which a clock goes back where a new day begins
LONGEST = 80  #: characters of a line that holds nothing but a stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When, as it stands beside words: a day, a clock, or only how long ago."""

    span: Span
    day: date | None = None
    numbers: tuple[int, int, int] | None = None  #: a date in figures, as written
    month_day: tuple[int, int] | None = None  #: a date without its year
    clock: time | None = None
    back: int | None = None  #: days before the day it was copied: "Yesterday at 21:40"
    weekday: int | None = None  #: 1 is Monday, where no date stands beside it
    ago: timedelta | None = None  #: before the moment it was copied: "3 hours ago"

    @property
    def dated(self) -> bool:
        """Whether it tells its day, in whatever way."""
        told = (self.day, self.month_day, self.back, self.weekday, self.ago)
        return any(one is not None for one in told)


@cache
def _months() -> dict[str, int]:
    table = lexicon.load("times")
    return {
        letters.fold(word): int(number)
        for part in ("month", "month_weak")
        for number, words in table[part].items()
        for word in words
    }


@cache
def _pattern() -> re.Pattern[str]:
    """One stamp: its parts in any order, with what apps set between them."""
    table = lexicon.load("times")
    months = [w for part in ("month", "month_weak") for ws in table[part].values() for w in ws]
    days = [w for part in ("weekday", "weekday_short") for ws in table[part].values() for w in ws]
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, days), key=len, reverse=True))
    half = r"(?:\s?(?:[ap]\.?m\b\.?|[صم](?!\w)|صباحا?ً?|مساءً?|مساء))?"
    clock = r"(?:الساعة\s)?\d{1,2}[:.٫]\d{2}(?:[:.]\d{2})?(?!\d)" + half
    hour = rf"\d{{1,2}}\s?(?:[ap]\.?m\b\.?|{_HALVES_AR}(?!\w))|الساعة\s\d{{1,2}}\s?[صم](?!\w)"
    hour = rf"(?:(?:الساعة\s)?(?:{hour}))"
    month = rf"(?:{month})(?:\s?[/(]\s?(?:{month})\)?)?"
    named = (
        rf"(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?(?!\d|[:.]\d)"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:{month})\.?(?:,?[ -]\d{{4}})?(?!\d|[:.]\d)"
    )
    figures = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)"
    beside = (
        rf"(?:يوم )?(?:{weekday})(?!\w)|today|yesterday|(?:ال)?يوم|أول (?:من )?أمس|أمس(?: الأول)?"
    )
    beside += r"|GMT|UTC|Z|hrs|local time|بتوقيت \w+"
    ago = (
        r"\d+\s?(?:s|m|h|d|w|min|mins|minutes?|hrs?|hours?|days?|weeks?)(?: ago)?(?!\w)"
        r"|(?:منذ|قبل) (?:\d+ )?\w+|just now|الآن"
    )
    part = f"(?:{figures}|{named}|{clock}|{hour}|{beside}|{ago})"
    between = r"\s*(?:[·•,،|–—-]|\bat\b|\bon\b|(?<!\w)في(?!\w)|الساعة|عند)?\s*"
    return re.compile(rf"(?<!\w){part}(?:{between}{part}){{0,4}}(?!\w)", re.IGNORECASE)


_HALVES_AR = "(?:صباحا?ً?|فجرا?ً?|ظهرا?ً?|عصرا?ً?|مساءً?|مساء|ليلا?ً?)"
_CLOCK = re.compile(
    r"(?<![\d/.-])(\d{1,2})[:.٫](\d{2})(?:[:.](\d{2}))?(?![\d/.-]\d)"
    rf"(?:\s?([ap]\.?m|[صم](?!\w)|{_HALVES_AR}))?",
    re.IGNORECASE,
)
_HOUR = re.compile(
    rf"(?<![\d/.:-])(\d{{1,2}})\s?([ap]\.?m\b|[صم](?!\w)|{_HALVES_AR}(?!\w))", re.IGNORECASE
)
_FIGURES = re.compile(r"(?<!\d)(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})(?!\d)")
_YESTERDAY = re.compile(r"(أول (?:من )?)?(?:yesterday|أمس)( الأول)?", re.IGNORECASE)
_TODAY = re.compile(r"today|اليوم", re.IGNORECASE)
#: "3h", "2 days ago", "قبل 3 ساعات", "منذ يومين"
_AGO = re.compile(
    r"(?<!\d)(?P<n>\d{1,2})\s?(?P<en>mo(?!n)|s|m|h|d|w)\w*(?: ago)?(?!\w)|"
    r"(?:منذ|قبل) (?:(?P<ar_n>\d{1,2}) )?(?P<ar>ثاني|ثوان|دقيق|دقائق|ساع|يوم|أيام|أسبوع|أسابيع)"
    r"(?P<two>\w*ين(?!\w))?",
    re.IGNORECASE,
)
_UNITS = {
    "s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1),
    "d": timedelta(days=1), "w": timedelta(weeks=1), "ثاني": timedelta(seconds=1),
    "ثوان": timedelta(seconds=1), "دقيق": timedelta(minutes=1), "دقائق": timedelta(minutes=1),
    "ساع": timedelta(hours=1), "يوم": timedelta(days=1), "أيام": timedelta(days=1),
    "أسبوع": timedelta(weeks=1), "أسابيع": timedelta(weeks=1),
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: what else stands in a line of a stamp: views, a place, who may see it
_TAIL = re.compile(
    r"\s*(?:[·•|،,]\s*)?"
    r"(?:\d[\d.,]*\s?[KMkm]?\s+(?:views?|likes?|مشاهد\w+)|public|edited|\(edited\)|"
    r"reply|like|share|translate|رد|أعجبني|عام|🌐|🌍|🌎|👥|✓+|from [A-Z][\w ]{2,20}|[^\w\s]{1,3})?",
    re.IGNORECASE,
)


def stamp_at(text: str, start: int, end: int) -> Stamp | None:
    """Return the stamp that begins at an offset, None where none does."""
    if start >= end or not (text[start].isalnum()):
        return None
    match = _pattern().match(text, start, end)
    return None if match is None else _read(text, match.span())


def stamp_ending(text: str, start: int, end: int) -> Stamp | None:
    """Return the stamp with which a stretch ends, None where it ends otherwise."""
    for match in _pattern().finditer(text, start, end):
        if not text[match.end() : end].strip(" )]"):
            return _read(text, match.span())
    return None


def days_above(text: str, spans: Iterable[Span]) -> list[Stamp]:
    """Return the full dates in lines that head others: "Chat of 4 April 2033"."""
    found = (
        _of_night(text, span[0], _read(text, match.span()))
        for span in spans
        for match in _pattern().finditer(text, *span)
    )
    return [replace(one, clock=None) for one in found if one.day or one.numbers]


def _of_night(text: str, start: int, stamp: Stamp) -> Stamp:
    """The first day of a night that is told by both: "night of 15 to 16 January 2032"."""
    if stamp.day is None or not _NIGHT_OF.search(text, start, stamp.span[0]):
        return stamp
    return replace(stamp, day=stamp.day - timedelta(days=1))


_NIGHT_OF = re.compile(r"\d{1,2}\s?(?:على|إلى|-|–|/|to)\s?$")


def line_of_stamp(text: str, span: Span) -> Stamp | None:
    """Return the stamp of a line that holds nothing else, None for any other line."""
    start, end = span
    if end - start > LONGEST:
        return None
    while start < end and text[start] in "[(•·—–- ":
        start += 1
    stamp = stamp_at(text, start, end)
    if stamp is None:
        return None
    at = stamp.span[1]
    while at < end:
        tail = _TAIL.match(text, at, end)
        if tail is None or tail.end() == at:
            break
        at = tail.end()
    return stamp if not text[at:end].strip(" )].:—–-") else None


def _read(text: str, span: Span) -> Stamp:
    words = text[slice(*span)]
    figures = _FIGURES.search(words)
    clock = _clock(words)
    numbers = None
    if figures is not None:
        numbers = (int(figures[1]), int(figures[2]), int(figures[3]))
    day, month_day = (None, None) if figures else _named(words)
    bare = figures is None and day is None and month_day is None
    return Stamp(
        span=span, day=day, numbers=numbers, month_day=month_day, clock=clock,
        back=_back(words) if bare else None, weekday=_weekday(words) if bare else None,
        ago=_ago(words) if bare and clock is None else None,
    )  # fmt: skip


def _back(words: str) -> int | None:
    """How many days back: 0 of today, 1 of yesterday, 2 of the day before; None untold."""
    before = _YESTERDAY.search(words)
    if before is not None:
        return 2 if before[1] or before[2] else 1
    return 0 if _TODAY.search(words) else None


def _weekday(words: str) -> int | None:
    folded = letters.fold(words)
    return next((day for name, day in _weekdays().items() if name in folded), None)


@cache
def _weekdays() -> dict[str, int]:
    """Days of the week as they stand in stamps, folded: 1 is Monday."""
    table = lexicon.load("times")
    return {
        letters.fold(word): int(number)
        for part in ("weekday", "weekday_short")
        for number, words in table[part].items()
        for word in words
    }


def _ago(words: str) -> timedelta | None:
    """How long ago, as an app counts it; None untold."""
    told = _AGO.search(words)
    unit = None if told is None else _UNITS.get((told["en"] or told["ar"] or "").lower())
    if told is None or unit is None:
        return None
    return unit * int(told["n"] or told["ar_n"] or (2 if told["two"] else 1))


def _clock(words: str) -> time | None:
    match = _CLOCK.search(_FIGURES.sub(" ", words))
    if match is not None:
        hour, minute, half = int(match[1]), int(match[2]), match[4]
    elif (match := _HOUR.search(words)) is not None:
        hour, minute, half = int(match[1]), 0, match[2]
    else:
        return None
    hour = _of_day(hour, (half or "").lower()[:1])
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def _of_day(hour: int, half: str) -> int:
    """The hour of a clock of twelve, by the first letter of its part of the day."""
    night = half == "ل" and hour >= 6  # noqa: PLR2004 - "10 ليلا"; "2 ليلا" is of the small hours
    noon = half == "ظ" and hour < 6  # noqa: PLR2004 - "1 ظهرا"; "11 ظهرا" stays
    if (half in {"p", "م", "ع"} or night or noon) and hour < 12:  # noqa: PLR2004
        return hour + 12
    if half in {"a", "ص", "ف", "ل"} and hour == 12:  # noqa: PLR2004
        return 0
    return hour


def _named(words: str) -> tuple[date | None, tuple[int, int] | None]:
    """A day with its month by name: whole, or without its year."""
    folded = letters.fold(words)
    months = [(folded.find(name), name) for name in _months() if name in folded]
    if not months:
        return None, None
    at, name = max(months, key=lambda found: len(found[1]))
    beside = re.search(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th)?[ -]*$", folded[:at]) or re.search(
        r"^\w*\.? (\d{1,2})(?![\d:.])", folded[at:]
    )
    if beside is None:
        return None, None
    year = _YEAR.search(folded)
    month_day = (_months()[name], int(beside[1]))
    if year is None:
        return None, month_day
    return _date(int(year[0]), *month_day), None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year > 99 else CENTURY + year, month, day)  # noqa: PLR2004
    except ValueError:
        return None


# --- the days of many stamps -------------------------------------------------------------


def dated(stamps: Iterable[Stamp]) -> list[Stamp]:
    """Return stamps in order of the text with their days: in figures, or as the one before.

    Which figure is the month, all of them tell together: no month is above twelve, and a chat
    goes forward in time. Where both orders fit, the day stands first, as most of the world has it.
    """
    told = list(stamps)
    orders = [order for order in ("dmy", "mdy") if _fits(told, order)] or ["dmy"]
    order = next((o for o in orders if _ascends(told, o)), orders[0])
    found: list[Stamp] = []
    before: Stamp | None = None
    for stamp in told:
        now = stamp
        if stamp.numbers is not None:
            now = replace(stamp, day=_in_order(stamp.numbers, order))
        elif not stamp.dated and before is not None:
            day = before.day
            if day is not None and _past_midnight(before, stamp):
                day += timedelta(days=1)
            now = replace(
                stamp, day=day, month_day=before.month_day, back=before.back,
                weekday=before.weekday,
            )  # fmt: skip
        elif stamp.month_day is not None and before is not None and before.day is not None:
            now = replace(stamp, day=_date(before.day.year, *stamp.month_day))
        found.append(now)
        before = now
    return found


def _past_midnight(before: Stamp, stamp: Stamp) -> bool:
    """Whether a clock stands so far before the one above it that a night lies between them."""
    if before.clock is None or stamp.clock is None:
        return False
    return before.clock.hour - stamp.clock.hour > HALF_DAY


def _in_order(numbers: tuple[int, int, int], order: str) -> date | None:
    one, two, three = numbers
    if one > 31:  # noqa: PLR2004 - a year stands first
        return _date(one, two, three)
    return _date(three, two, one) if order == "dmy" else _date(three, one, two)


def _fits(stamps: list[Stamp], order: str) -> bool:
    return all(_in_order(s.numbers, order) is not None for s in stamps if s.numbers)


def _ascends(stamps: list[Stamp], order: str) -> bool:
    days = [_in_order(s.numbers, order) for s in stamps if s.numbers]
    known = [day for day in days if day is not None]
    return known == sorted(known)


def said_then(
    stamp: Stamp, text: str, *, item: Id, window: Window | None, zone: tzinfo
) -> Said | None:
    """Return the time of words by their stamp: its minute, or its day; None without a ground.

    A stamp without a day is of the day of publication, where that is one day.
    """
    day = stamp.day or _day_by_window(stamp, window, zone)
    if not stamp.dated and stamp.clock is None:
        return None
    written = text[slice(*stamp.span)]
    clock = "" if stamp.clock is None else f"T{stamp.clock:%H:%M}"
    if day is None:
        return Said(
            earliest=None, latest=None, as_written=written, span=stamp.span, grain=None,
            value=clock, rule="stamp.alone", anchor=None,
            evidence=(Evidence(item=item, span=stamp.span),),
        )  # fmt: skip
    if stamp.clock is None:
        period = calendar.day(day)
        first, last = period.start.replace(tzinfo=zone), period.end.replace(tzinfo=zone)
    else:
        first = datetime.combine(day, stamp.clock, tzinfo=zone)
        last = first + timedelta(minutes=1)
    return Said(
        earliest=first, latest=last, as_written=written, span=stamp.span,
        grain="day" if stamp.clock is None else "minute", value=day.isoformat() + clock,
        rule="stamp", anchor=None, evidence=(Evidence(item=item, span=stamp.span),),
    )  # fmt: skip


def _day_by_window(stamp: Stamp, window: Window | None, zone: tzinfo) -> date | None:
    """The day that a stamp leaves out, by when the document was published."""
    if window is None:
        return None
    last = (window.latest - timedelta(microseconds=1)).astimezone(zone).date()
    if stamp.month_day is not None:
        this = _date(last.year, *stamp.month_day)
        return this if this is None or this <= last else _date(last.year - 1, *stamp.month_day)
    if stamp.weekday is not None:
        return last - timedelta(days=(last.isoweekday() - stamp.weekday) % 7)
    whole = stamp.ago.days if stamp.ago else 0  # hours ago, and no clock: of that day
    last -= timedelta(days=whole or stamp.back or 0)
    one_day = window.latest - window.earliest <= timedelta(days=1)
    return last if one_day else None
