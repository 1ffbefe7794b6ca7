"""What the parts of a time expression mean: days, clocks, parts of the day, lengths of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from amana.lang import calendar
from amana.lang.calendar import Period
from amana.lang.lexicon import load
from amana.model import Grain, TimeType
from amana.read.time_words import Mark

#: answers a day of publication, and whether the clause speaks of what is to come
At = Callable[[date, bool], Period]

GRAINS: dict[str, Grain] = {
    "D": "day",
    "W": "week",
    "WE": "day",
    "M": "month",
    "Q": "month",
    "Y": "year",
    "10Y": "year",
    "100Y": "year",
    "FN": "week",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
#: days of one unit, where "ago" and "later" count days
DAYS = {"D": 1, "W": 7, "FN": 14, "WE": 7}


class Length(NamedTuple):
    """A length of time: so many units, None where the text does not say how many."""

    unit: str
    low: Decimal | None
    high: Decimal | None

    @property
    def value(self) -> str:
        """The TIMEX3 duration."""
        unit, times = self.unit, 1
        unit, times = {"10Y": ("Y", 10), "100Y": ("Y", 100), "Q": ("M", 3)}.get(unit, (unit, times))
        unit, times = {"FN": ("W", 2), "WE": ("WE", 1)}.get(unit, (unit, times))
        name = {"10Y": "DE", "100Y": "CE"}.get(self.unit, unit)
        exact = self.low is not None and self.low == self.high
        count = f"{self.low * times:f}" if exact and self.low is not None else "X"
        unit = unit if exact else name
        return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an expression means before it is known when it was written.

    `period` where it stands by itself; `at` where it counts from publication; `shift` where it
    counts from what was told before.
    """

    type: TimeType
    value: str
    rule: str
    grain: Grain | None
    period: Period | None = None
    at: At | None = None
    east: int | None = None  #: minutes east of UTC, where the text names a zone
    spoken: bool = False  #: counts from the moment of speaking: "today", "two days ago"
    shift: Callable[[datetime, datetime], Period] | None = None


class Day(NamedTuple):
    """One day: fixed, or as seen from publication."""

    value: str
    rule: str
    fixed: date | None = None
    at: Callable[[date, bool], date] | None = None
    other: date | None = None  # the day that its weekday points to, where that is another
    spoken: bool = False


def pick(marks: Sequence[Mark], letters: str) -> Mark | None:
    """Return the first mark with one of these letters."""
    return next((mark for mark in marks if mark.letter in letters), None)


# --- days


def day_in(marks: Sequence[Mark]) -> Day | None:
    """Return the day that the marks of an expression name."""
    weekday = pick(marks, "wW")
    unit = pick(marks, "U")
    if unit is not None and unit.value != "D":
        return None
    figures = pick(marks, "I")
    if figures is not None:
        return _day_in_figures(figures.value, weekday)
    named = pick(marks, "Mm")
    if named is not None:
        return _day_of_month(marks, int(named.value), weekday)
    today = pick(marks, "D")
    if today is not None:
        return _day_by_offset(int(today.value))
    return None if weekday is None else _day_of_week(int(weekday.value))


def _day_by_offset(days: int) -> Day:
    return Day(
        "XXXX-XX-XX",
        "day.at_publication",
        at=lambda published, _: published + timedelta(days=days),
        spoken=True,
    )


def _day_of_week(number: int) -> Day:
    def at(published: date, future: bool) -> date:  # noqa: FBT001
        if future:
            return calendar.next_weekday(number, published)
        return calendar.last_weekday(number, published)

    return Day(f"XXXX-WXX-{number}", "weekday.before_published", at=at)


def _day_of_month(marks: Sequence[Mark], number: int, weekday: Mark | None) -> Day | None:
    ordinal, years = pick(marks, "NO"), pick(marks, "Y")
    if ordinal is None or ordinal.number is None or not 1 <= ordinal.number.low <= 31:  # noqa: PLR2004
        return None
    if ordinal.number.low != int(ordinal.number.low):
        return None
    of_month = int(ordinal.number.low)
    if years is not None:
        found = calendar.valid(int(years.value), number, of_month)
        return None if found is None else _fixed(found, weekday)
    if calendar.valid(2000, number, of_month) is None:  # a leap year has every day
        return None
    return Day(
        f"XXXX-{number:02d}-{of_month:02d}",
        "date.without_year",
        at=lambda published, future: _nearest(published, number, of_month, future=future),
    )


def _nearest(published: date, month: int, of_month: int, *, future: bool) -> date:
    """The day of that name nearest to publication; after it where the clause looks ahead."""
    years = range(published.year - 4, published.year + 5)  # 29 February comes every fourth
    found = [day for year in years if (day := calendar.valid(year, month, of_month)) is not None]
    ahead = [day for day in found if day >= published]
    return ahead[0] if future and ahead else min(found, key=lambda day: abs(day - published))


def _fixed(day: date, weekday: Mark | None) -> Day:
    """A full date; the weekday beside it may contradict it, and then neither is chosen."""
    if weekday is None or day.isoweekday() == int(weekday.value):
        return Day(day.isoformat(), "date.full", fixed=day)
    number = int(weekday.value)
    before, after = calendar.last_weekday(number, day), calendar.next_weekday(number, day)
    other = before if day - before <= after - day else after
    shared = day.isoformat()[:8] if day.month == other.month else day.isoformat()[:5] + "XX-"
    return Day(f"{shared}XX", "date.weekday_mismatch", fixed=day, other=other)


def _day_in_figures(value: str, weekday: Mark | None) -> Day | None:
    kind, _, figures = value.partition(" ")
    parts = [int(part) for part in _split(figures.partition("t")[0])]
    if kind == "dmy":
        return _day_of_three(parts, weekday)
    found = calendar.valid(*parts[:3]) if parts[0] in calendar.YEARS else None
    return None if found is None else _fixed(found, weekday)


def _day_of_three(parts: list[int], weekday: Mark | None) -> Day | None:
    """12/05/2031: day first, month first, or (both could be) not to be told."""
    first, second, year = parts
    if year < 100:  # noqa: PLR2004 (two figures)
        year += 2000 if year < 50 else 1900  # noqa: PLR2004
    as_day, as_month = calendar.valid(year, second, first), calendar.valid(year, first, second)
    if as_day is not None and as_month is not None and as_day != as_month:
        if weekday is not None:
            fits = [d for d in (as_day, as_month) if d.isoweekday() == int(weekday.value)]
            if len(fits) == 1:
                return _fixed(fits[0], weekday)
        return Day(f"{year:04d}-XX-XX", "date.ambiguous_order")
    found = as_day or as_month
    return None if found is None else _fixed(found, weekday)


def _split(figures: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in figures).split()


# --- parts of a day and clocks


def is_early(marks: Sequence[Mark]) -> bool:
    """Whether the marks say early, which opens a morning to midnight."""
    return any(mark.letter == "q" and mark.value == "TMO" for mark in marks)


def part_period(day: date, part: str, *, early: bool) -> Period:
    """Return the hours of a part of a day; "early" opens a morning to midnight."""
    code, first, after = part.split()
    start = calendar.day(day).start
    hours = (0 if early and code == "TMO" else int(first), int(after))
    return Period(
        f"{day.isoformat()}{code}",
        start + timedelta(hours=hours[0]),
        start + timedelta(hours=hours[1]),
        "day",
    )


class Clock(NamedTuple):
    """A time of day: seconds from midnight, how fine, minutes east of UTC where said."""

    seconds: int
    grain: Grain
    east: int | None

    @property
    def value(self) -> str:
        """The TIMEX3 time, "T21:30"."""
        hours, rest = divmod(self.seconds, 3600)
        text = f"T{hours:02d}:{rest // 60:02d}"
        text += f":{rest % 60:02d}" if self.grain == "second" else ""
        return text + ("Z" if self.east == 0 else "")


def clock_in(marks: Sequence[Mark]) -> Clock | None:
    """Return the clock time that the marks name."""
    zone = pick(marks, "Z")
    east = None if zone is None else int(zone.value)
    named, figures = pick(marks, "k"), pick(marks, "C")
    if named is not None:
        return Clock(int(named.value) * 60, "minute", east)
    if figures is not None:
        parts = [int(part) for part in _split(figures.value)]
        grain: Grain = "second" if len(parts) > 2 else "minute"  # noqa: PLR2004
        seconds = parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)  # noqa: PLR2004
    else:
        spoken = _spoken_clock(marks)
        if spoken is None:
            return None
        seconds, grain = spoken
    half = _half_of_day(marks)
    if half is not None and seconds <= 12 * 3600 + 3599:
        seconds = seconds % (12 * 3600) + (12 * 3600 if half == "p" else 0)
    return Clock(seconds, grain, east) if seconds <= 24 * 3600 else None


def _spoken_clock(marks: Sequence[Mark]) -> tuple[int, Grain] | None:
    """10 p.m., 8 o'clock, الساعة الثامنة والنصف."""
    numbers = [mark for mark in marks if mark.letter in "NO" and mark.number is not None]
    asked = pick(marks, "+c") or next((m for m in marks if m.letter == "P" and m.arabic), None)
    if asked is None or not numbers or numbers[0].number is None:
        return None
    hour = numbers[0].number.low
    half = Decimal(30) if pick(marks, "h") is not None else Decimal(0)
    if hour > 24 or hour != int(hour):  # noqa: PLR2004
        return None
    return int(hour) * 3600 + int(half) * 60, "minute" if half else "hour"


def _half_of_day(marks: Sequence[Mark]) -> str | None:
    sign, part = pick(marks, "+"), pick(marks, "P")
    if sign is not None:
        return {"ص": "a", "م": "p"}.get(sign.value, sign.value)
    if part is None:
        return None
    code, first, _ = part.value.split()
    if code == "TNI":
        return None
    return "a" if int(first) < 11 else "p"  # noqa: PLR2004 (midday begins at eleven)


def clock_period(day: date, clock: Clock) -> Period:
    """Return the minute (or hour, or second) of a clock time on a day, without its zone."""
    start = calendar.day(day).start + timedelta(seconds=clock.seconds)
    length = {"hour": 60, "minute": 60, "second": 1}[clock.grain]
    value = f"{day.isoformat()}{clock.value}"
    return Period(value, start, start + timedelta(seconds=length), clock.grain)


# --- lengths


def length_in(marks: Sequence[Mark]) -> Length | None:
    """Return the length of time that the marks name: two days, a few hours, يومين."""
    unit = pick(marks, "UuB")
    if unit is None:
        return None
    if unit.letter == "B":
        return Length(unit.value, Decimal(2), Decimal(2))
    number, half = pick(marks, "NV"), pick(marks, "h")
    more = Decimal("0.5") if half is not None else Decimal(0)
    if number is not None and number.number is not None:
        low, high = number.number.low + more, number.number.high + more
        return Length(unit.value, low, high)
    if unit.letter == "u":
        return Length(unit.value, None, None)
    if half is not None and half.start < unit.start:
        return Length({"TH": "TM", "Y": "M"}.get(unit.value, unit.value), *_halved(unit.value))
    return Length(unit.value, 1 + more, 1 + more)


def _halved(unit: str) -> tuple[Decimal, Decimal]:
    half = {"TH": Decimal(30), "Y": Decimal(6)}.get(unit, Decimal("0.5"))
    return half, half


def reach(length: Length) -> tuple[Decimal, Decimal]:
    """Return how far a length can reach, in its unit; vague ones as declared in `times.toml`."""
    if length.low is not None and length.high is not None and length.low == length.high:
        return length.low, length.low
    declared = load("times")["offset"]
    names = {"TH": "hours", "TM": "minutes", "D": "days", "W": "weeks", "M": "months"}
    first, last = declared[names.get(length.unit, "years")]
    return Decimal(first), Decimal(last)
