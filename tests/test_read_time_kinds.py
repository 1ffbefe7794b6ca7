"""Times by kind: ranges, parts of years, clocks and zones, Hijri dates, what contradicts itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amana import read_text
from amana.model import Time, Window
from amana.read.times.times import find_times

ZONE = ZoneInfo("Asia/Muscat")
START = datetime(2031, 5, 7, tzinfo=ZONE)  # a Wednesday
WEDNESDAY = Window(earliest=START, latest=START + timedelta(days=1), rule="date.given", why="given")


def times(text: str) -> tuple[Time, ...]:
    return find_times(text, lang="en", published=WEDNESDAY, zone=ZONE)


def span_of(time: Time) -> tuple[str, str]:
    assert time.earliest is not None
    assert time.latest is not None
    return f"{time.earliest:%Y-%m-%d}", f"{time.latest:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 3 to 5 May", ["2031-05-03", "2031-05-05"]),
        ("May 3-5, 2031", ["2031-05-03", "2031-05-05"]),
        ("between 5 and 7 p.m.", ["T17:00", "T19:00"]),
        ("11 to 1 p.m.", ["T11:00", "T13:00"]),
        ("between 5 and 6 in the afternoon", ["T17:00", "T18:00"]),
        ("come on friday, 14 nov 2031", ["2031-11-14"]),
        ("from May to July 2030", ["2030-05", "2030-07"]),
        ("بين الخامسة والسابعة مساء", ["T17:00", "T19:00"]),
        ("من 4 إلى 23 في الشهر القادم", ["2031-06-04", "2031-06-23"]),
        ("بين عامي 2019 و2021", ["2019", "2021"]),
        ("May last year", ["2030-05"]),
        ("أيار من العام الماضي", ["2030-05"]),
        ("the 15th of next month", ["2031-06-15"]),
        ("في 12 من الشهر الجاري", ["2031-05-12"]),
        ("Friday of last week", ["2031-05-02"]),
        ("أمس الاثنين", ["2031-05-05"]),
        ("the second half of 2030", ["2030-H2"]),
        ("الربع الثالث من عام 2030", ["2030-Q3"]),
        ("the last quarter of 2030", ["2030-Q4"]),
        ("the 20th century", ["19"]),
        ("the mid-1990s", ["199"]),
        ("by the end of the year", ["2031"]),
        ("in the summer", ["2031-SU"]),
        ("two weeks from now", ["2031-05-21"]),
        ("ستبدأ الهدنة بعد يومين", ["2031-05-09"]),
        ("since August they will not sleep", ["2030-08"]),
        ("at 9 this morning", ["2031-05-07T09:00"]),
        ("twice a week", ["P1W"]),
        ("every other day", ["P2D"]),
        ("a couple of days", ["P2D"]),
        ("half a century", ["P50Y"]),
        ("Christmas Day", ["2030-12-25"]),
        ("the last week of March", ["2031-W13"]),
        ("الأسبوع الأول من شهر تموز 2030", ["2030-W27"]),
        ("the last day of April 2031", ["2031-04-30"]),
        ("fiscal 2030", ["FY2030"]),
        ("العام المالي 2030", ["FY2030"]),
        ("يوم ١٥ / ٤ الحالي", ["2031-04-15"]),
        ("في ٩ أيلول الماضي", ["2030-09-09"]),
        ("في ٩ أيلول المقبل", ["2031-09-09"]),
        ("في 21 تشرين الأول (أكتوبر) 2030", ["2030-10-21"]),
        ("شهر كانون الثاني الماضي", ["2031-01"]),
        ("خمسينيات القرن الرابع عشر", ["135"]),
        ("الساعات الأولى من صباح اليوم", ["2031-05-07TMO"]),
        ("سيعودون إلى حيث كانوا أمس الثلاثاء", ["2031-05-06"]),
        ("قبل شهرين من نهايته", ["P2M"]),
        ("قبل نحو عام", ["2030"]),
    ],
)
def test_values(text: str, values: list[str]) -> None:
    assert [time.value for time in times(text)] == values


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("early May", "2031-05-01", "2031-05-15"),
        ("mid-May", "2031-05-08", "2031-05-25"),
        ("the end of next month", "2031-06-17", "2031-07-01"),
        ("the past three days", "2031-05-04", "2031-05-08"),
        ("الأيام الثلاثة الماضية", "2031-05-04", "2031-05-08"),
        ("during Ramadan", "2030-12-24", "2031-01-25"),
    ],
)
def test_what_is_vague_is_an_interval(text: str, first: str, end: str) -> None:
    (time,) = times(text)
    assert span_of(time) == (first, end)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("at half past nine", "09:30"),
        ("الثامنة والربع صباحا", None),
        ("الساعة الثامنة والربع", "08:15"),
        ("الساعة التاسعة إلا ربعا مساء", "20:45"),
        ("الساعة 9 ليلا", "21:00"),
        ("الساعة 12 ليلا", "00:00"),
        ("0700 GMT", "07:00Z"),
        ("الساعة العاشرة صباحا بالتوقيت المحلي", "10:00"),
    ],
)
def test_clocks(text: str, hour: str | None) -> None:
    values = [time.value for time in times(text)]
    assert values == ([] if hour is None else [f"T{hour}"]) or hour is None


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Tuesday at 14:00 GMT", 14),
        ("Tuesday at 14:00 UTC+3", 11),
        ("Tuesday at 2 p.m. Damascus time", 11),
        ("Tuesday at 2 p.m. local time", 10),
        ("الثلاثاء الساعة 14:00 بتوقيت دمشق", 11),
    ],
)
def test_zones(text: str, utc: int) -> None:
    (time,) = times(text)
    assert time.earliest == datetime.fromisoformat(f"2031-05-06T{utc:02d}:00+00:00")


@pytest.mark.parametrize(
    "text",
    ["14 Rabi al-Awwal 1453 AH", "١٤ ربيع الأول ١٤٥٣ هـ", "14/3/1453", "۱۴/۳/۱۴۵۳"],
)
def test_a_hijri_date_is_known_to_a_day(text: str) -> None:
    (time,) = times(text)
    assert (time.value, time.rule) == ("2031-07-03", "date.hijri")
    assert span_of(time) == ("2031-07-02", "2031-07-05")


def test_a_hijri_date_beside_a_gregorian_one_agrees_or_neither_holds() -> None:
    same, day = times("14 ربيع الأول 1453 هـ الموافق 4 تموز 2031 م")
    assert (same.rule, same.earliest) == ("date.hijri_agrees", day.earliest)
    other, full = times("14 ربيع الأول 1453 هـ الموافق 15 تموز 2031 م")
    assert (other.rule, full.rule) == ("date.hijri_mismatch",) * 2


@pytest.mark.parametrize("text", ["Friday, 3 May 2031", "Friday, 3 May", "الجمعة 3 أيار 2031"])
def test_a_weekday_that_contradicts_its_date_is_told(text: str) -> None:
    reading = read_text(f"The bakery closed on {text}.", published="2031-05-07")
    (time,) = reading.times
    assert (time.rule, span_of(time)) == ("date.weekday_mismatch", ("2031-05-02", "2031-05-04"))
    assert text in reading.problems[0].what


def test_three_anchors_are_kept_apart() -> None:
    reading = read_text(
        "On Tuesday the shelling began. The next day it stopped.\n\n"
        "“We buried her this morning,” Salma Darwish, a nurse, said on Monday.",
        published="2031-05-07",
    )
    anchors = {time.as_written: (time.value, time.anchor) for time in reading.times}
    (statement,) = reading.statements
    assert anchors["Tuesday"] == ("2031-05-06", "published")
    assert anchors["The next day"] == ("2031-05-07", "told")
    assert anchors["this morning"] == ("2031-05-05TMO", statement.id)
    assert [time.anchor for time in statement.about] == [statement.id]


def test_hours_count_back_from_the_minute_of_publication() -> None:
    (time,) = read_text("The shelling began two hours ago.", published="2031-05-07T16:30").times
    assert (time.value, time.anchor) == ("2031-05-07T14:30", "published")
    assert (time.earliest, time.latest) == (
        datetime.fromisoformat("2031-05-07T13:30+00:00"),
        datetime.fromisoformat("2031-05-07T15:30+00:00"),
    )


def test_a_story_far_above_is_another_story() -> None:
    reading = read_text(
        "The raid was on Tuesday.\n\nNobody came.\n\nNobody called.\n\nIt rained.\n\n"
        "Two days later it snowed.",
        published="2031-05-07",
    )
    assert reading.times[-1].earliest is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They called Friday for the upcoming vote to be held in the town", "2031-05-02"),
        ("The vote will be held Friday", "2031-05-09"),
        ("nobody has slept since January 20", "2031-01-20"),
        ("The bakery burned down on 20 October", "2030-10-20"),
        ("The vote is on 20 June", "2031-06-20"),
    ],
)
def test_the_verb_tells_which(text: str, value: str) -> None:
    assert times(text)[0].value == value


def test_in_a_report_of_earnings_a_year_ago_is_the_same_quarter() -> None:
    reading = read_text(
        "Profit rose to $3 million in the first quarter, from $2 million a year ago. "
        "The mill was built a year ago.",
        published="2031-05-07",
    )
    values = [time.value for time in reading.times]
    assert values == ["2031-Q1", "2030-Q1", "2030"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two to three weeks", ["P2W", "P3W"]),
        ("between 60 and 90 days", ["P60D", "P90D"]),
        ("3 dead in 5 days", ["P5D"]),
        ("Sunday's May 4 service", ["2031-05-04", "2031-05-04"]),
        ("this year's third quarter", ["2031-Q3"]),
        ("a woman in her 30s", []),
        ("the 70s and 80s", ["197", "198"]),
        ("the next decade", ["P10Y"]),
    ],
)
def test_what_shares_its_words(text: str, values: list[str]) -> None:
    assert [time.value for time in times(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "the now-closed gate",
        "their most recent letter",
        "1/3 of it",
        "قفز ٢ م فوق الحفرة",
        "نهاية لعام استثنائي",
        "عام 900 ق.م",
        "من أبرز ما في عصر البناء",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    "published", ["2031-05-07", "2031-05-07T16:30", "0001-01-01", "9999-12-31"]
)
@pytest.mark.parametrize(
    "text",
    [
        "99999999999 days ago",
        "99999999999 hours ago",
        "the past 99999999999999 years",
        "31 شعبان 1453",
        "on 31/02/2031 and 2031-13-45 at 24:61",
        "On Monday they left. 99999999999 years later they came.",
    ],
)
def test_what_no_calendar_has_stays_open(text: str, published: str) -> None:
    for time in read_text(text, published=published).times:
        assert time.earliest is None or time.latest is None or time.earliest < time.latest
