"""Times that stand by themselves or on a day: days, clocks, months, years, lengths, sets."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from amana.lang import calendar
from amana.lang.calendar import Period
from amana.read.time_meanings import (
    GRAINS,
    Day,
    Meaning,
    clock_in,
    clock_period,
    day_in,
    is_early,
    length_in,
    part_period,
    pick,
)
from amana.read.time_words import Mark

Marks = Sequence[Mark]

#: years written alone are believed in this range only; other figures of four digits are counts
YEARS_ALONE = range(1900, 2100)


# --- a day, a part of it, a clock time on it


def read_day(marks: Marks) -> Meaning | None:
    """Read a day: "on Tuesday", "13 May 2031", "late on Monday", غدا."""
    day = day_in(marks)
    if day is None:
        return None
    modifier = pick(marks, "qle")
    suffix = "" if modifier is None else modifier.value
    return _on(day, lambda of: _whole_day(of, suffix), suffix, type_="DATE")


def _whole_day(of: date, suffix: str) -> Period:
    """The day, its value narrowed by "early" or "late": the day itself stays whole."""
    whole = calendar.day(of)
    return whole._replace(value=whole.value + suffix)


def read_part_of_day(marks: Marks) -> Meaning | None:
    """Read a part of a day: early Tuesday morning, فجر الثلاثاء."""
    day, part = day_in(marks), pick(marks, "P")
    if day is None or part is None:
        return None
    make = partial(part_period, part=part.value, early=is_early(marks))
    return _on(day, make, part.value.split()[0])


def read_clock_on_day(marks: Marks) -> Meaning | None:
    """Read a clock time on a day: 10 p.m. Wednesday."""
    day, clock = day_in(_without_hour(marks)), clock_in(marks)
    if day is None or clock is None:
        return None
    make = partial(clock_period, clock=clock)
    return _on(day, make, clock.value, east=clock.east)


def _without_hour(marks: Marks) -> list[Mark]:
    """The marks without the number that is the hour: it is no day of a month."""
    for i, mark in enumerate(marks):
        behind = marks[i + 1].letter if i + 1 < len(marks) else ""
        if mark.letter in "NO" and (behind in {"+", "c"} or (i > 0 and marks[i - 1].letter == "c")):
            return [*marks[:i], *marks[i + 1 :]]
    return list(marks)


def _on(
    day: Day,
    make: Callable[[date], Period],
    suffix: str,
    *,
    type_: str = "TIME",
    east: int | None = None,
) -> Meaning:
    """What is made of a day, which may be fixed or counted from publication."""
    period, at, value = None, None, day.value + suffix
    if day.other is not None and day.fixed is not None:
        first, last = min(day.fixed, day.other), max(day.fixed, day.other)
        start, end = calendar.day(first).start, calendar.day(last).end
        period = Period(day.value, start, end, "day")
        value = day.value
    elif day.fixed is not None:
        period = make(day.fixed)
        value = period.value
    elif day.at is not None:
        at = _composed(day.at, make)
    return Meaning(
        type="DATE" if type_ == "DATE" else "TIME",
        value=value,
        rule=day.rule,
        grain=make(date(2000, 1, 1)).grain,
        period=period,
        at=at,
        east=east,
        spoken=day.spoken,
    )


def _composed(
    day: Callable[[date, bool], date], make: Callable[[date], Period]
) -> Callable[[date, bool], Period]:
    return lambda published, future: make(day(published, future))


def read_clock_alone(marks: Marks) -> Meaning | None:
    """Read a clock time whose day stands elsewhere."""
    clock = clock_in(marks)
    if clock is None:
        return None
    return Meaning(
        type="TIME",
        value=clock.value,
        rule="clock.alone",
        grain=clock.grain,
        east=clock.east,
        shift=lambda start, _: clock_period(start.date(), clock),
    )


# --- months, years, seasons, quarters


def read_month_of_year(marks: Marks) -> Meaning | None:
    """Read May 2031, أيار 2031."""
    month, year = pick(marks, "Mm"), pick(marks, "Y")
    if month is None or year is None or int(year.value) not in calendar.YEARS:
        return None
    return _fixed(calendar.month(int(year.value), int(month.value)), "month.full")


def read_month(marks: Marks) -> Meaning | None:
    """Read a month without its year."""
    mark = pick(marks, "Mm")
    if mark is None:
        return None
    number = int(mark.value)

    def at(published: date, future: bool) -> Period:  # noqa: FBT001
        if future:
            return calendar.month(published.year + (published.month > number), number)
        return calendar.month(published.year - (published.month < number), number)

    value = f"XXXX-{number:02d}"
    return Meaning(type="DATE", value=value, rule="month.before_published", grain="month", at=at)


def _fixed(period: Period, rule: str) -> Meaning:
    return Meaning(type="DATE", value=period.value, rule=rule, grain=period.grain, period=period)


def read_year(marks: Marks) -> Meaning | None:
    """Read a year: in 2031, عام 2031."""
    mark, unit = pick(marks, "Y"), pick(marks, "U")
    if mark is None or (unit is not None and unit.value != "Y"):
        return None
    number = int(mark.value)
    if number not in (calendar.YEARS if unit is not None else YEARS_ALONE):
        return None
    return _fixed(calendar.year(number), "year")


def read_year_as_name(marks: Marks) -> Meaning | None:
    """The 2011 uprising; a round figure there is a count (the 2000 displaced)."""
    return read_year(marks) if int(marks[0].value) % 100 else None


def read_years_spoken(marks: Marks) -> Meaning | None:
    """Nineteen ninety-one."""
    numbers = [mark.number for mark in marks if mark.letter == "N" and mark.number is not None]
    if len(numbers) != 2 or any(n.in_figures for n in numbers):  # noqa: PLR2004
        return None
    year = int(numbers[0].low) * 100 + int(numbers[1].low)
    fits = numbers[0].low in {19, 20} and 0 < numbers[1].low < 100  # noqa: PLR2004
    return _fixed(calendar.year(year), "year") if fits else None


def read_decade(marks: Marks) -> Meaning | None:
    """Read the 1990s."""
    mark = pick(marks, "d")
    digits = "" if mark is None else "".join(c for c in mark.value if c.isdigit())
    if not digits:
        return None
    first = int(digits) if len(digits) > 2 else 1900 + int(digits)  # noqa: PLR2004
    return _fixed(calendar.years(first, 10), "decade") if first in calendar.YEARS else None


def read_season(marks: Marks) -> Meaning | None:
    """Read a season of a year."""
    season, year = pick(marks, "S"), pick(marks, "Y")
    if season is None or year is None or int(year.value) not in calendar.YEARS:
        return None
    return _fixed(calendar.season(int(year.value), season.value), "season.full")


def read_quarter(marks: Marks) -> Meaning | None:
    """The third quarter (of 1990, of last year)."""
    ordinal = next((m for m in marks if m.letter == "O"), None)
    quarter = next((m for m in marks if m.letter == "U" and m.value == "Q"), None)
    if ordinal is None or quarter is None or ordinal.number is None or ordinal.number.low > 4:  # noqa: PLR2004
        return None
    number, year, relation = int(ordinal.number.low), pick(marks, "Y"), pick(marks, "LXH")
    if year is not None:
        return _fixed(calendar.quarter(int(year.value), number), "quarter.full")

    def at(published: date, future: bool) -> Period:  # noqa: FBT001
        if relation is not None:
            years = {"L": -1, "X": 1, "H": 0}[relation.letter]
            return calendar.quarter(published.year + years, number)
        begun = published.month > 3 * (number - 1)
        return calendar.quarter(published.year - (0 if begun or future else 1), number)

    value = f"XXXX-Q{number}"
    return Meaning(type="DATE", value=value, rule="quarter", grain="month", at=at)


# --- lengths, sets, references


def read_duration(marks: Marks) -> Meaning | None:
    """Read a length of time: for three days, يومين."""
    length = length_in(marks)
    if length is None or length.unit in {"Q", "WE"}:
        return None
    value, grain = length.value, GRAINS[length.unit]
    return Meaning(type="DURATION", value=value, rule="duration", grain=grain)


def read_set(marks: Marks) -> Meaning | None:
    """Every day, every two weeks, every Friday, daily."""
    often, weekday = pick(marks, "E"), pick(marks, "wW")
    part, season, month = pick(marks, "P"), pick(marks, "S"), pick(marks, "M")
    if often is not None:
        value = often.value
    elif weekday is not None:
        value = f"XXXX-WXX-{weekday.value}"
    elif part is not None:
        value = f"XXXX-XX-XX{part.value.split()[0]}"
    elif season is not None or month is not None:
        value = f"XXXX-{season.value}" if season is not None else "XXXX-XX"
    else:
        length = length_in(marks)
        if length is None:
            return None
        value = length.value
    return Meaning(type="SET", value=value, rule="set", grain=None)


def read_reference(marks: Marks) -> Meaning | None:
    """Read now, recently, soon."""
    mark = marks[0]

    def at(published: date, _: bool) -> Period:  # noqa: FBT001
        return calendar.day(published)._replace(value="PRESENT_REF")

    now = mark.value == "PRESENT_REF"
    return Meaning(
        type="DATE",
        value=mark.value,
        rule="reference.present" if now else "reference",
        grain="day" if now else None,
        at=at if now else None,
        spoken=True,
    )
