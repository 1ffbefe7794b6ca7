"""The day that a time expression names: fixed, or as seen from publication."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from amana.lang import calendar, hijri
from amana.lang.calendar import Period
from amana.read.clauses import Tense
from amana.read.times.meanings import SIGNS, Order, pick
from amana.read.times.words import Mark

_MOST_DAYS_OF_MONTH = 31  #: of any month
_MONTHS = 12  #: of a year
#: how many times nearer a day to come must be than the one past, where no word tells which: news
#: tells of the past, but names dates of the next months without a word of it. Set by thought
AHEAD_COUNTS = 2


class Day(NamedTuple):
    """One day: fixed, or as seen from publication."""

    value: str
    rule: str
    fixed: date | None = None
    at: Callable[[date, Tense], date] | None = None
    spoken: bool = False
    weekday: int | None = None  #: the weekday beside the date, which may contradict it
    either: tuple[date, date] | None = None  #: day first, month first
    order: Order | None = None


def whole(of: date, weekday: int | None = None) -> Period:
    """Return a day; where a weekday contradicts it, that and the next such day: none is chosen."""
    if weekday is None or of.isoweekday() == weekday:
        return calendar.day(of)
    before, after = calendar.last_weekday(weekday, of), calendar.next_weekday(weekday, of)
    other = before if of - before <= after - of else after
    first, last = calendar.day(min(of, other)), calendar.day(max(of, other))
    shared = of.isoformat()[:8] if of.month == other.month else of.isoformat()[:5] + "XX-"
    return Period(f"{shared}XX", first.start, last.end, "day")


def day_in(marks: Sequence[Mark]) -> Day | None:
    """Return the day that the marks of an expression name."""
    weekday = pick(marks, "wW")
    number = None if weekday is None else int(weekday.value)
    relation = pick(marks, "LXH")
    if (
        relation is not None
        and number is None
        and not any(mark.letter == "U" for mark in marks[1:])
    ):
        return _day_of_related_month(marks, relation)
    unit = next((m.value for m in marks if m.letter == "U" and m.value != "D"), "D")
    if number is not None and relation is not None and unit in {"D", "W"}:
        return _day_of_week_related(number, SIGNS[relation.letter], unit)
    if unit not in {"D", "M", "Y"}:
        return None
    figures = pick(marks, "I")
    if figures is not None:
        return _day_in_figures(figures.value, number)
    if pick(marks, "/") is not None and pick(marks, "MmQ") is None:
        return _day_of_two(marks, number)
    if pick(marks, "Q") is not None:
        return _day_of_hijri(marks, number)
    named = pick(marks, "Mm")
    if named is not None:
        return _day_of_month(marks, int(named.value), number, relation)
    today = pick(marks, "D")
    if today is not None and number is None:
        return _day_by_offset(int(today.value))
    if number is None and relation is not None and unit == "M":
        return _day_of_month_related(marks, SIGNS[relation.letter])
    if number is None:
        return None
    return _day_of_week(
        number, "" if today is None else "future" if int(today.value) > 0 else "past"
    )


def _day_by_offset(days: int) -> Day:
    return Day(
        "XXXX-XX-XX",
        "day.at_publication",
        at=lambda published, _: published + timedelta(days=days),
        spoken=True,
    )


def _day_of_week(number: int, told: Tense) -> Day:
    """A weekday; "yesterday, Monday" is the last Monday, "tomorrow, Thursday" the next."""

    def at(published: date, tense: Tense) -> date:
        if (told or tense) == "future":
            return calendar.next_weekday(number, published)
        return calendar.last_weekday(number, published)

    return Day(f"XXXX-WXX-{number}", "weekday.before_published", at=at)


def _day_of_related_month(marks: Sequence[Mark], relation: Mark) -> Day | None:
    """9 سبتمبر الماضي: the last, the next, or this year's such day."""
    plain = [mark for mark in marks if mark is not relation]
    day = day_in(plain)
    if day is None or day.rule != "date.without_year" or day.at is None:
        return None
    month, of_month = (int(part) for part in day.value.split("-")[1:])
    tense: Tense = {"L": "past", "X": "future"}.get(relation.letter, "")  # type: ignore[assignment]

    def at(published: date, _: Tense) -> date:
        if tense:
            return nearest(published, month, of_month, tense)
        return _in_year(published.year, month, of_month)

    return day._replace(at=at, rule="date.year_related")


def _day_of_week_related(number: int, sign: int, unit: str) -> Day:
    """Last Friday, next Friday; with a week: Friday of last week."""

    def at(published: date, tense: Tense) -> date:
        if unit == "W":
            monday = published - timedelta(days=published.isoweekday() - 1)
            return monday + timedelta(days=7 * sign + number - 1)
        if sign > 0 or (sign == 0 and tense == "future"):
            return calendar.next_weekday(number, published)
        until = published - timedelta(days=1) if sign < 0 else published
        return calendar.last_weekday(number, until)

    rule = {-1: "weekday.last", 0: "weekday.this", 1: "weekday.next"}[sign]
    return Day(f"XXXX-WXX-{number}", "weekday.of_week" if unit == "W" else rule, at=at)


def _day_of_month_related(marks: Sequence[Mark], sign: int) -> Day | None:
    """The 10th of this month, 12 من الشهر الماضي."""
    of_month = _number_in(marks)
    if of_month is None:
        return None

    def at(published: date, _: Tense) -> date:
        month = calendar.add_months(published.replace(day=1), sign)
        return calendar.valid(month.year, month.month, of_month) or month

    return Day("XXXX-XX-XX", "date.month_related", at=at)


def _number_in(marks: Sequence[Mark]) -> int | None:
    """The day of a month among the marks."""
    mark = pick(marks, "NO")
    if mark is None or mark.number is None or mark.number.low != int(mark.number.low):
        return None
    return int(mark.number.low) if 1 <= mark.number.low <= _MOST_DAYS_OF_MONTH else None


def _day_of_month(
    marks: Sequence[Mark], month: int, weekday: int | None, relation: Mark | None
) -> Day | None:
    of_month, year = _number_in(marks), pick(marks, "Y")
    if of_month is None:
        return None
    if year is not None:
        found = calendar.valid(int(year.value), month, of_month)
        return None if found is None else _fixed(found, weekday)
    if calendar.valid(2000, month, of_month) is None:  # a leap year has every day
        return None
    if relation is not None:
        years = SIGNS[relation.letter]
        return Day(
            f"XXXX-{month:02d}-{of_month:02d}",
            "date.year_related",
            at=lambda published, _: _in_year(published.year + years, month, of_month),
            weekday=weekday,
        )
    return _without_year(month, of_month, weekday)


def _without_year(month: int, of_month: int, weekday: int | None) -> Day:
    return Day(
        f"XXXX-{month:02d}-{of_month:02d}",
        "date.without_year",
        at=lambda published, tense: nearest(published, month, of_month, tense),
        weekday=weekday,
    )


def _in_year(year: int, month: int, of_month: int) -> date:
    return calendar.valid(year, month, of_month) or calendar.month(year, month).start.date()


def nearest(published: date, month: int, of_month: int, tense: Tense) -> date:
    """Return the day of that name before publication, or after it, as its clause tells.

    Where it does not tell, the last one, unless the next one is much nearer.
    """
    years = range(published.year - 4, published.year + 5)  # 29 February comes every fourth
    found = [day for year in years if (day := calendar.valid(year, month, of_month)) is not None]
    past = max(day for day in found if day <= published)
    ahead = min(day for day in found if day >= published)
    if tense:
        return ahead if tense == "future" else past
    return ahead if (ahead - published) * AHEAD_COUNTS < published - past else past


def _fixed(day: date, weekday: int | None, order: Order | None = None) -> Day:
    """A full date; the weekday beside it may contradict it."""
    fits = weekday is None or day.isoweekday() == weekday
    rule = "date.full" if fits else "date.weekday_mismatch"
    return Day(day.isoformat(), rule, fixed=day, weekday=weekday, order=order)


def _day_of_hijri(marks: Sequence[Mark], weekday: int | None) -> Day | None:
    """14 Rabi al-Awwal 1438; the nearest one where no year stands."""
    named, of_month, year = pick(marks, "Q"), _number_in(marks), pick(marks, "Y")
    if named is None or of_month is None:
        return None
    month = int(named.value)
    if of_month > hijri.LONGEST_MONTH:
        return None
    if year is not None:
        return _fixed_hijri(int(year.value), month, of_month, weekday)

    def at(published: date, _: Tense) -> date:
        of_year = hijri.year_of(published)
        found = [hijri.to_gregorian(y, month, of_month) for y in range(of_year - 1, of_year + 2)]
        return min((day for day in found if day), key=lambda day: abs(day - published))

    return Day("XXXX-XX-XX", "date.hijri_without_year", at=at)


def _fixed_hijri(year: int, month: int, of_month: int, weekday: int | None) -> Day | None:
    """A Hijri date; the weekday beside it tells which of the days it can be."""
    found = hijri.to_gregorian(year, month, of_month)
    if found is None:
        return None
    if weekday is not None:
        near = [found + timedelta(days=days) for days in (0, -hijri.OFF_BY, hijri.OFF_BY)]
        told = next((day for day in near if day.isoweekday() == weekday), None)
        if told is not None:
            return Day(told.isoformat(), "date.hijri_weekday", fixed=told)
        return Day(found.isoformat(), "date.weekday_mismatch", fixed=found, weekday=weekday)
    return Day(found.isoformat(), "date.hijri", fixed=found)


def _day_in_figures(value: str, weekday: int | None) -> Day | None:
    kind, _, figures = value.partition(" ")
    parts = [int(part) for part in digits(figures.partition("t")[0])]
    if kind == "dmy":
        return _day_of_three(parts, weekday)
    if parts[0] in hijri.YEARS:
        return _fixed_hijri(parts[0], parts[1], parts[2], weekday)
    found = calendar.valid(*parts[:3]) if parts[0] in calendar.YEARS else None
    return None if found is None else _fixed(found, weekday)


def _day_of_three(parts: list[int], weekday: int | None) -> Day | None:
    """12/05/2031: day first, month first, or (both could be) not to be told."""
    first, second, year = parts
    if year in hijri.YEARS:
        return _fixed_hijri(year, second, first, weekday)
    if year < 100:  # noqa: PLR2004 (two figures)
        year += 2000 if year < 50 else 1900  # noqa: PLR2004
    as_day, as_month = calendar.valid(year, second, first), calendar.valid(year, first, second)
    if as_day is None or as_month is None or as_day == as_month:
        found = as_day or as_month
        order: Order | None = "month first" if as_day is None else "day first"
        if found is None:
            return None
        return _fixed(found, weekday, None if as_day == as_month else order)
    if weekday is not None:
        fits = [day for day in (as_day, as_month) if day.isoweekday() == weekday]
        if len(fits) == 1:
            return _fixed(fits[0], weekday, "day first" if fits[0] == as_day else "month first")
    return Day(f"{year:04d}-XX-XX", "date.ambiguous_order", either=(as_day, as_month))


def _day_of_two(marks: Sequence[Mark], weekday: int | None) -> Day | None:
    """يوم 22/04: day first in Arabic, elsewhere only where it can be nothing else."""
    numbers = [int(m.number.low) for m in marks if m.letter == "N" and m.number is not None]
    if len(numbers) != 2:  # noqa: PLR2004
        return None
    of_month, month = numbers
    if of_month <= _MONTHS and not any(mark.arabic for mark in marks):
        return None
    if calendar.valid(2000, month, of_month) is None:  # a leap year has every day
        return None
    return _without_year(month, of_month, weekday)


def digits(figures: str) -> list[str]:
    """Return the runs of digits of a string."""
    return "".join(c if c.isdigit() else " " for c in figures).split()
