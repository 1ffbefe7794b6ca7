"""The calendar: stretches of days with their TIMEX3 values, counted from a day."""

from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

Grain = Literal["second", "minute", "hour", "day", "week", "month", "year"]

#: first month of each season, northern half of the world: the cities this is written for
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: years outside are read as plain numbers: no report here tells of them by figure
YEARS = range(1000, 2200)
_LAST_DAY = date(9990, 1, 1)


class Period(NamedTuple):
    """A stretch of time without a zone: from `start` to `end`, the end not included."""

    value: str  #: TIMEX3
    start: datetime
    end: datetime
    grain: Grain


def day(of: date) -> Period:
    """Return one day.

    >>> day(date(2031, 5, 6)).value
    '2031-05-06'
    """
    start = datetime.combine(of, time())
    return Period(of.isoformat(), start, start + timedelta(days=1), "day")


def month(year: int, number: int) -> Period:
    """Return one month of a year."""
    start = datetime(year, number, 1)  # noqa: DTZ001 (the zone is set by who knows it)
    return Period(
        f"{year:04d}-{number:02d}", start, _first_of(add_months(start.date(), 1)), "month"
    )


def year(number: int) -> Period:
    """Return one year."""
    return Period(f"{number:04d}", datetime(number, 1, 1), datetime(number + 1, 1, 1), "year")  # noqa: DTZ001


def years(first: int, count: int) -> Period:
    """Return a decade or a century by its first year; the value is the part that stands fast.

    >>> years(1990, 10).value, years(1900, 100).value
    ('199', '19')
    """
    value = str(first // count)
    return Period(value, year(first).start, year(first + count - 1).end, "year")


def fiscal_year(number: int) -> Period:
    """Return a fiscal year; where it begins differs, from July before to April of its year.

    >>> fiscal_year(2031).value
    'FY2031'
    """
    start = month(number - 1, 7).start
    return Period(f"FY{number:04d}", start, month(number + 1, 3).end, "year")


def quarter(of_year: int, number: int) -> Period:
    """Return a quarter of a year, its grain given in months."""
    start = month(of_year, 3 * number - 2).start
    return Period(f"{of_year:04d}-Q{number}", start, month(of_year, 3 * number).end, "month")


def half(of_year: int, number: int) -> Period:
    """Return a half of a year, its grain given in months."""
    start = month(of_year, 6 * number - 5).start
    return Period(f"{of_year:04d}-H{number}", start, month(of_year, 6 * number).end, "month")


def season(of_year: int, name: str) -> Period:
    """Return a season; a winter is named for the year in which it begins.

    >>> season(2030, "WI").end.isoformat()
    '2031-03-01T00:00:00'
    """
    start = month(of_year, SEASONS[name]).start
    return Period(f"{of_year:04d}-{name}", start, _first_of(add_months(start.date(), 3)), "month")


def week(of: date) -> Period:
    """Return the ISO week of a day, Monday to Sunday.

    >>> week(date(2031, 5, 6)).value
    '2031-W19'
    """
    of_year, number, weekday = of.isocalendar()
    start = datetime.combine(of - timedelta(days=weekday - 1), time())
    return Period(f"{of_year:04d}-W{number:02d}", start, start + timedelta(days=7), "week")


def weekend(of: date) -> Period:
    """Return Saturday and Sunday of the ISO week of a day."""
    whole = week(of)
    return Period(f"{whole.value}-WE", whole.start + timedelta(days=5), whole.end, "day")


def around(of: date, unit: str) -> Period:
    """Return the unit that a day lies in; decades and centuries are told by a year of them.

    >>> around(date(2031, 5, 6), "Q").value
    '2031-Q2'
    """
    if unit in {"W", "FN"}:
        return week(of)
    if unit == "WE":
        return weekend(of)
    if unit == "M":
        return month(of.year, of.month)
    if unit == "Q":
        return quarter(of.year, (of.month + 2) // 3)
    if unit in {"Y", "10Y", "100Y"}:
        return year(of.year)
    return day(of)


def last_weekday(number: int, until: date) -> date:
    """Return the last such weekday (1 Monday to 7 Sunday) up to a day, that day included.

    >>> last_weekday(2, date(2031, 5, 6)), last_weekday(3, date(2031, 5, 6))
    (datetime.date(2031, 5, 6), datetime.date(2031, 4, 30))
    """
    return until - timedelta(days=(until.isoweekday() - number) % 7)


def next_weekday(number: int, after: date) -> date:
    """Return the next such weekday after a day, that day excluded."""
    return after + timedelta(days=(number - after.isoweekday() - 1) % 7 + 1)


def add_months(to: date, count: int) -> date:
    """Return the day so many months later; the 31st becomes the last day of a shorter month.

    >>> add_months(date(2031, 1, 31), 1), add_months(date(2031, 1, 15), -13)
    (datetime.date(2031, 2, 28), datetime.date(2029, 12, 15))
    """
    total = to.year * 12 + to.month - 1 + count
    of_year, number = divmod(total, 12)
    for last in (to.day, 30, 29, 28):
        date_there = valid(of_year, number + 1, last)
        if date_there is not None and last <= to.day:
            return date_there
    return _LAST_DAY


def valid(of_year: int, number: int, of_month: int) -> date | None:
    """Return the date, or None where the calendar has none such (30 February).

    >>> valid(2031, 2, 30) is None
    True
    """
    try:
        return date(of_year, number, of_month)
    except ValueError:
        return None


def _first_of(day_: date) -> datetime:
    return datetime.combine(day_.replace(day=1), time())
