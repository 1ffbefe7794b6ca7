"""Stretches longer than a day: weeks, months, quarters, seasons, years, decades, centuries."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from amana.lang import calendar, hijri
from amana.lang.calendar import Period
from amana.read.clauses import Tense
from amana.read.times.days import day_in, nearest
from amana.read.times.meanings import SIGNS, At, Meaning, pick
from amana.read.times.words import Mark

Marks = Sequence[Mark]

#: years written alone are believed in this range only; other figures of four digits are counts
YEARS_ALONE = range(1900, 2100)
#: likewise where nothing follows that could be counted: "in 1805."
YEARS_AT_END = range(1500, 2100)
_QUARTERS = 4  #: of a year
_HALVES = 2  #: of a year


def _fixed(period: Period, rule: str) -> Meaning:
    return Meaning(type="DATE", value=period.value, rule=rule, grain=period.grain, period=period)


def _counted(value: str, rule: str, at: At) -> Meaning:
    """What counts from publication, as fine as its answers are."""
    grain = at(date(2001, 1, 1), "").grain
    return Meaning(type="DATE", value=value, rule=rule, grain=grain, at=at)


def _nearest(of_year: Callable[[int], Period], published: date) -> Period:
    """Of a stretch of every year: the one begun last, unless the next one is much nearer."""
    past, ahead = (of_year(year) for year in _years_around(of_year, published))
    day = calendar.day(published).start
    return ahead if (ahead.start - day) * 2 < day - past.end else past


def _years_around(of_year: Callable[[int], Period], published: date) -> tuple[int, int]:
    """The year of the stretch begun last, and of the next one (the same while it lasts)."""
    day = calendar.day(published).start
    year = published.year
    past = year if of_year(year).start <= day else year - 1
    return past, past if of_year(past).end > day else past + 1


# --- months


def read_month_of_year(marks: Marks) -> Meaning | None:
    """Read May 2031, أيار 2031."""
    month, year = pick(marks, "Mm"), pick(marks, "Y")
    if month is None or year is None or int(year.value) not in calendar.YEARS:
        return None
    return _fixed(calendar.month(int(year.value), int(month.value)), "month.full")


def read_month_of_related_year(marks: Marks) -> Meaning | None:
    """Read May last year, أيار من العام الماضي."""
    month, unit, relation = pick(marks, "Mm"), pick(marks[1:], "U"), pick(marks, "LXH")
    if month is None or unit is None or relation is None or marks[-1].letter not in "ULXH":
        return None
    if not any(mark.letter == "U" and mark.value == "Y" for mark in marks):
        return None
    number, years = int(month.value), SIGNS[relation.letter]

    def at(published: date, _: Tense) -> Period:
        return calendar.month(published.year + years, number)

    return _counted(f"XXXX-{number:02d}", "month.year_related", at)


def read_month(marks: Marks) -> Meaning | None:
    """Read a month without its year."""
    mark = pick(marks, "Mm")
    if mark is None:
        return None
    number = int(mark.value)

    def at(published: date, tense: Tense) -> Period:
        if tense == "future":
            return calendar.month(published.year + (published.month > number), number)
        return calendar.month(published.year - (published.month < number), number)

    return _counted(f"XXXX-{number:02d}", "month.before_published", at)


# --- years, decades, centuries


def read_year(marks: Marks) -> Meaning | None:
    """Read a year: in 2031, عام 2031."""
    mark, unit = pick(marks, "Y"), pick(marks, "U")
    if mark is None or (unit is not None and unit.value != "Y"):
        return None
    number = int(mark.value)
    if number not in (calendar.YEARS if unit is not None else YEARS_ALONE):
        return None
    return _fixed(calendar.year(number), "year")


def read_year_at_end(marks: Marks) -> Meaning | None:
    """Read a year that nothing follows which could be counted."""
    mark = pick(marks, "Y")
    number = 0 if mark is None else int(mark.value)
    return _fixed(calendar.year(number), "year") if number in YEARS_AT_END else None


def read_year_as_name(marks: Marks) -> Meaning | None:
    """The 2011 uprising; a round figure there is a count (the 2000 displaced)."""
    mark = pick(marks, "Y")
    return read_year(marks) if mark is not None and int(mark.value) % 100 else None


def read_years_spoken(marks: Marks) -> Meaning | None:
    """Nineteen ninety-one; two thousand and twelve."""
    numbers = [mark.number for mark in marks if mark.letter == "N" and mark.number is not None]
    if any(number.in_figures or number.low != int(number.low) for number in numbers):
        return None
    values = [int(number.low) for number in numbers]
    if len(values) == 1:
        return _fixed(calendar.year(values[0]), "year") if values[0] in YEARS_ALONE else None
    year = values[0] * 100 + values[1]
    fits = values[0] in {19, 20} and 0 < values[1] < 100  # noqa: PLR2004
    return _fixed(calendar.year(year), "year") if fits else None


def read_decade(marks: Marks) -> Meaning | None:
    """Read the 1990s, the nineties."""
    mark = pick(marks, "d")
    digits = "" if mark is None else "".join(c for c in mark.value if c.isdigit())
    if not digits:
        return None
    first = int(digits) if len(digits) > 2 else 1900 + int(digits)  # noqa: PLR2004
    century = pick(marks, "NO")
    if century is not None and century.number is not None:  # خمسينيات القرن الرابع عشر
        first = 100 * (int(century.number.low) - 1) + first % 100
    return _fixed(calendar.years(first, 10), "decade") if first in calendar.YEARS else None


def read_century(marks: Marks) -> Meaning | None:
    """Read the twentieth century, القرن العشرين."""
    unit, mark = pick(marks, "U"), pick(marks, "NO")
    if unit is None or unit.value != "100Y" or mark is None or mark.number is None:
        return None
    first = 100 * (int(mark.number.low) - 1)
    return _fixed(calendar.years(first, 100), "century") if first in calendar.YEARS else None


# --- parts of a year


def read_season(marks: Marks) -> Meaning | None:
    """Read a season of a year."""
    season, year = pick(marks, "S"), pick(marks, "Y")
    if season is None or year is None or int(year.value) not in calendar.YEARS:
        return None
    return _fixed(calendar.season(int(year.value), season.value), "season.full")


def read_season_alone(marks: Marks) -> Meaning | None:
    """In the summer, early spring."""
    season = pick(marks, "S")
    if season is None:
        return None
    name = season.value

    def at(published: date, tense: Tense) -> Period:
        of_year = partial(calendar.season, name=name)
        ahead = of_year(_years_around(of_year, published)[1])
        return ahead if tense == "future" else _nearest(of_year, published)

    return _counted(f"XXXX-{name}", "season.nearest", at)


def read_quarter(marks: Marks) -> Meaning | None:
    """The third quarter (of 1990, of last year), the last quarter of 1990."""
    number = _QUARTERS if marks[-1].letter == "Y" and pick(marks, "L") else _ordinal(marks)
    part = pick(marks, "h")
    of_year = _has_unit(marks, "Q") if part is None else part.value == "15"
    if number is None or number > _QUARTERS or not of_year:
        return None
    return _of_year(marks, f"Q{number}", "quarter", lambda year: calendar.quarter(year, number))


def read_half(marks: Marks) -> Meaning | None:
    """The first half of 2030, النصف الأول من العام."""
    number, part = _ordinal(marks), pick(marks, "h")
    if part is not None and part.value == "15":
        return read_quarter(marks)
    if number is None or number > _HALVES or part is None:
        return None
    return _of_year(marks, f"H{number}", "half", lambda year: calendar.half(year, number))


def _ordinal(marks: Marks) -> int | None:
    mark = pick(marks, "O")
    return None if mark is None or mark.number is None else int(mark.number.low)


def _has_unit(marks: Marks, value: str) -> bool:
    return any(mark.letter == "U" and mark.value == value for mark in marks)


def _of_year(
    marks: Marks, part: str, rule: str, of_year: Callable[[int], Period]
) -> Meaning | None:
    """A part of the year that is told beside it, or of the nearest one."""
    year, relation = pick(marks, "Y"), pick(marks, "LXH")
    if year is not None:
        known = int(year.value) in calendar.YEARS
        return _fixed(of_year(int(year.value)), f"{rule}.full") if known else None

    def at(published: date, tense: Tense) -> Period:
        if relation is not None:
            return of_year(published.year + SIGNS[relation.letter])
        this = of_year(published.year)  # results of a quarter are told when it is over
        begun = this.start <= calendar.day(published).start
        return (
            this
            if begun or tense == "future" or _has_unit(marks, "Y")
            else _nearest(of_year, published)
        )

    return _counted(f"XXXX-{part}", rule, at)


def read_end_of_unit(marks: Marks) -> Meaning | None:
    """The end of the year, the whole month: of what is going on at publication."""
    unit = pick(marks, "U")
    if unit is None or unit.value not in {"W", "M", "Y", "Q"}:
        return None
    if unit.arabic and not unit.definite:
        return None  # the end of some year
    value = {"W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit.value, "XXXX")
    return _counted(value, "unit.related", lambda day, _: calendar.around(day, unit.value))


def read_fiscal_year(marks: Marks) -> Meaning | None:
    """Read fiscal 2030, the 2030 financial year, العام المالي 2030."""
    year, unit = pick(marks, "Y"), pick(marks, "U")
    if year is None or int(year.value) not in YEARS_ALONE or (unit and unit.value != "Y"):
        return None
    return _fixed(calendar.fiscal_year(int(year.value)), "year.fiscal")


def read_part_of_month(marks: Marks) -> Meaning | None:
    """The first week of May, the last day of next June, الأسبوع الأخير من تموز."""
    unit, last = pick(marks, "U"), pick(marks, "L")
    number = 0 if last is not None else _ordinal(marks)
    if unit is None or unit.value not in _PARTS_OF_MONTH or number is None:
        return None
    part = partial(_part_of_month, unit=unit.value, number=number)
    whole = read_month_of_year(marks) if pick(marks, "Y") else read_month(marks)
    if whole is None or number > _PARTS_OF_MONTH[unit.value]:
        return None
    if whole.period is not None:
        return _fixed(part(whole.period), "part_of_month.full")
    at = whole.at
    if at is None:
        return None
    return _counted("XXXX-XX-XX", "part_of_month", lambda day, tense: part(at(day, tense)))


#: of the units that a month has, how many are told by number
_PARTS_OF_MONTH = {"D": 31, "W": 4}


def _part_of_month(whole: Period, unit: str, number: int) -> Period:
    """The nth day or seven days of a month; number 0: the last ones. A week by its middle."""
    days = 7 if unit == "W" else 1
    back = whole.end - timedelta(days=days)
    start = back if number == 0 else whole.start + timedelta(days=days * (number - 1))
    if unit == "D":
        return calendar.day(start.date())
    value = calendar.week((start + timedelta(days=3)).date()).value
    return Period(value, start, start + timedelta(days=days), "week")


def read_week_of(marks: Marks) -> Meaning | None:
    """Read the week of 4 May."""
    day = day_in([mark for mark in marks if mark.letter != "U"])
    if day is None or not _has_unit(marks, "W"):
        return None
    if day.fixed is not None:
        return _fixed(calendar.week(day.fixed), "week.of_day")
    if day.at is None:
        return None
    return _counted("XXXX-WXX", "week.of_day", _week_of(day.at))


def _week_of(day: Callable[[date, Tense], date]) -> At:
    return lambda published, tense: calendar.week(day(published, tense))


# --- the Hijri calendar, and feasts of both


def read_hijri_month(marks: Marks) -> Meaning | None:
    """Read Ramadan, شوال 1452: the nearest one where no year stands."""
    named, year = pick(marks, "Q"), pick(marks, "Y")
    if named is None:
        return None
    month = int(named.value)
    if year is not None:
        known = int(year.value) in hijri.YEARS
        return _fixed(hijri.month(int(year.value), month), "month.hijri") if known else None
    return _counted("XXXX-XX", "month.hijri", _of_hijri_year(lambda y: hijri.month(y, month)))


def read_hijri_year(marks: Marks) -> Meaning | None:
    """Read 1452 AH, عام 1452 هجري; 2031 م is a year like any other."""
    year, era = pick(marks, "Y"), pick(marks, "a")
    if year is None or era is None:
        return None
    number = int(year.value)
    if era.value != "H":
        return _fixed(calendar.year(number), "year") if number in calendar.YEARS else None
    return _fixed(hijri.year(number), "year.hijri") if number in hijri.YEARS else None


def _of_hijri_year(of_year: Callable[[int], Period]) -> At:
    """The one of three years that begins nearest to publication, or next where told as to come."""

    def at(published: date, tense: Tense) -> Period:
        day = calendar.day(published).start
        around = hijri.year_of(published)
        found = [of_year(year) for year in (around - 1, around, around + 1)]
        if tense == "future":
            return next(one for one in found if one.end > day)
        return min(found, key=lambda one: abs(one.start - day))

    return at


def read_holiday(marks: Marks) -> Meaning | None:
    """Read Christmas Day, عيد الفطر 2031: the nearest one where no year stands."""
    mark, year = pick(marks, "@"), pick(marks, "Y")
    if mark is None:
        return None
    told, _, last = mark.value.partition(" ")
    month, first = (int(part) for part in told.removeprefix("H").split("-"))
    if told.startswith("H"):
        return _hijri_holiday(month, first, int(last), year)
    if year is not None:
        day = calendar.valid(int(year.value), month, first)
        return None if day is None else _fixed(calendar.day(day), "holiday.full")
    value = f"XXXX-{month:02d}-{first:02d}"

    def at(published: date, tense: Tense) -> Period:
        return calendar.day(nearest(published, month, first, tense))

    return _counted(value, "holiday", at)


def _hijri_holiday(month: int, first: int, last: int, year: Mark | None) -> Meaning | None:
    """A feast of the Hijri calendar; the year beside it is of either calendar."""

    def of_year(number: int) -> Period:
        start = hijri.first_of(number, month).toordinal() - 1
        days = (date.fromordinal(start + first), date.fromordinal(start + last))
        return hijri.around(*days, days[0].isoformat())

    if year is None:
        return _counted("XXXX-XX-XX", "holiday", _of_hijri_year(of_year))
    number = int(year.value)
    if number in hijri.YEARS:
        return _fixed(of_year(number), "holiday.full")
    of_its_day = hijri.year_of(date(number, 7, 1)) if number in calendar.YEARS else 0
    near = (of_year(one) for one in range(of_its_day - 1, of_its_day + 2)) if of_its_day else ()
    found = next((one for one in near if one.value[:4] == year.value), None)
    return None if found is None else _fixed(found, "holiday.full")
