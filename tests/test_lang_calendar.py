"""The calendar: periods meet without gap, weekdays and months are counted rightly."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from amana.lang import calendar, hijri

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(1, 7))
def test_the_last_and_the_next_weekday_are_a_week_apart(day: date, number: int) -> None:
    last, following = calendar.last_weekday(number, day), calendar.next_weekday(number, day)
    assert last <= day < following
    assert last.isoweekday() == following.isoweekday() == number
    assert following - last == timedelta(days=7)


@given(DAYS, st.integers(-60, 60))
def test_months_are_added_and_taken_back(day: date, count: int) -> None:
    there = calendar.add_months(day, count)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count
    assert there.day <= day.day


@given(st.integers(1900, 2100))
def test_quarters_fill_a_year(year: int) -> None:
    quarters = [calendar.quarter(year, n) for n in range(1, 5)]
    assert quarters[0].start == calendar.year(year).start
    assert all(a.end == b.start for a, b in pairwise(quarters))
    assert quarters[-1].end == calendar.year(year).end


@given(DAYS)
def test_a_week_holds_its_day(day: date) -> None:
    week = calendar.week(day)
    assert week.start.date() <= day < week.end.date()
    assert week.start.isoweekday() == 1


def test_values_are_timex3() -> None:
    assert calendar.week(date(2031, 1, 1)).value == "2031-W01"
    assert calendar.quarter(2031, 2).value == "2031-Q2"
    assert calendar.season(2030, "WI").value == "2030-WI"
    assert calendar.valid(2031, 2, 29) is None


@given(st.dates(date(1890, 1, 1), date(2070, 1, 1)))
def test_a_day_lies_in_its_hijri_year(day: date) -> None:
    year = hijri.year_of(day)
    assert hijri.first_of(year, 1) <= day < hijri.first_of(year + 1, 1)


def test_hijri_months_have_29_or_30_days() -> None:
    firsts = [hijri.first_of(year, month) for year in range(1440, 1471) for month in range(1, 13)]
    assert {(after - first).days for first, after in pairwise(firsts)} == {29, 30}


def test_a_hijri_date_that_no_calendar_has_is_none() -> None:
    assert hijri.to_gregorian(1453, 13, 1) is None
    assert hijri.to_gregorian(2031, 3, 1) is None
