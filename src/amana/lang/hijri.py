"""The Hijri calendar in days of the Gregorian one: tabular, with what it cannot know.

A Hijri month begins where its crescent is seen or reckoned, so that countries differ by a day.
Here it is the tabular calendar: cycles of thirty years, eleven of them leap, from 15 July 622
(Julian). Measured against the first days of months in Umm al-Qura, the civil calendar of Saudi
Arabia, from 1343 to 1500 AH: the same day for 58 in 100, within a day for 989 in 1000.
"""

from datetime import date, timedelta

from amana.lang.calendar import Period, day

#: years of the Hijra that a report may name: 1883 to 2077
YEARS = range(1300, 1501)
#: days by which a date can differ from the tabular calendar; see above
OFF_BY = 1
_EPOCH = 227_013  #: the proleptic Gregorian ordinal of the day before 1 Muharram 1
LONGEST_MONTH = 30  #: days; the others have 29


def first_of(year: int, month: int) -> date:
    """Return the first day of a Hijri month, 1 Muharram to 12 Dhu al-Hijja.

    >>> first_of(1452, 9)
    datetime.date(2030, 12, 25)
    """
    days = (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(_EPOCH + 1 + days)


def to_gregorian(year: int, month: int, of_month: int) -> date | None:
    """Return the day of a Hijri date; None where no calendar has it.

    >>> to_gregorian(1438, 3, 14), to_gregorian(1438, 3, 31)
    (datetime.date(2016, 12, 13), None)
    """
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= of_month <= LONGEST_MONTH:  # noqa: PLR2004
        return None
    return first_of(year, month) + timedelta(days=of_month - 1)


def year_of(of: date) -> int:
    """Return the Hijri year that a day lies in.

    >>> year_of(date(2031, 5, 6))
    1453
    """
    year = (of.year - 622) * 33 // 32 + 2
    while first_of(year, 1) > of:
        year -= 1
    return year


def around(first: date, last: date, value: str) -> Period:
    """Return the days from the first to the last, wider by what the calendar cannot know."""
    start = day(first - timedelta(days=OFF_BY)).start
    end = day(last + timedelta(days=OFF_BY)).end
    return Period(value, start, end, "day")


def month(year: int, number: int) -> Period:
    """Return a Hijri month as a stretch of days; its value names its first and its last day.

    >>> month(1452, 9).value
    '2030-12-25/2031-01-23'
    """
    first = first_of(year, number)
    last = first_of(year + number // 12, number % 12 + 1) - timedelta(days=1)
    return around(first, last, f"{first.isoformat()}/{last.isoformat()}")._replace(grain="month")


def year(number: int) -> Period:
    """Return a Hijri year as a stretch of days, named by its first and its last."""
    first, last = first_of(number, 1), first_of(number + 1, 1) - timedelta(days=1)
    return around(first, last, f"{first.isoformat()}/{last.isoformat()}")._replace(grain="year")
