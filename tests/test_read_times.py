"""Times: what is found, what it means from a day of publication, what stays unresolved."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amana.model import Time, Window
from amana.read.times.times import find_times, resolve_against

ZONE = ZoneInfo("Asia/Damascus")


def window(first: str, days: int = 1) -> Window:
    start = datetime.fromisoformat(first).replace(tzinfo=ZONE)
    end = start + timedelta(days=days)
    return Window(earliest=start, latest=end, rule="date.given", why="given")


WEDNESDAY = window("2031-05-07")


def times(text: str, published: Window | None = WEDNESDAY) -> tuple[Time, ...]:
    found = find_times(text, lang="en", published=published, zone=ZONE)
    assert all(t.span and text[slice(*t.span)] == t.as_written for t in found)
    return found


def span_of(time: Time) -> tuple[str, str]:
    assert time.earliest is not None
    assert time.latest is not None
    return f"{time.earliest:%m-%d %H:%M}", f"{time.latest:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "written", "value", "first", "end"),
    [
        ("on Tuesday", "Tuesday", "2031-05-06", "05-06 00:00", "05-07 00:00"),
        ("late on Monday", "late on Monday", "2031-05-05TNI", "05-05 00:00", "05-06 00:00"),
        ("early Tuesday morning", None, "2031-05-06TMO", "05-06 00:00", "05-06 12:00"),
        ("Tuesday night", None, "2031-05-06TNI", "05-06 18:00", "05-07 06:00"),
        ("last night", None, "2031-05-06TNI", "05-06 18:00", "05-07 06:00"),
        ("10 p.m. Tuesday", None, "2031-05-06T22:00", "05-06 22:00", "05-06 22:01"),
        ("the day before yesterday", "day before yesterday", "2031-05-05", "05-05 00:00", None),
        ("will leave on Thursday", "Thursday", "2031-05-08", "05-08 00:00", "05-09 00:00"),
        ("on 6 May 2031", "6 May 2031", "2031-05-06", "05-06 00:00", "05-07 00:00"),
        ("May 6, 2031", None, "2031-05-06", "05-06 00:00", "05-07 00:00"),
        ("2031-05-06", None, "2031-05-06", "05-06 00:00", "05-07 00:00"),
        ("this week", None, "2031-W19", "05-05 00:00", "05-12 00:00"),
        ("two days ago", None, "2031-05-05", "05-05 00:00", "05-06 00:00"),
        ("فجر الثلاثاء", None, "2031-05-06TMO", "05-06 03:00", "05-06 07:00"),
        ("ظهر الثلاثاء", None, "2031-05-06TMI", "05-06 11:00", "05-06 15:00"),
        ("مساء أمس", None, "2031-05-06TEV", "05-06 17:00", "05-07 00:00"),
        ("الليلة الماضية", None, "2031-05-06TNI", "05-06 18:00", "05-07 06:00"),
        ("يوم ٦ أيار ٢٠٣١", None, "2031-05-06", "05-06 00:00", "05-07 00:00"),
        ("في 6 مايو/أيار 2031", "6 مايو/أيار 2031", "2031-05-06", "05-06 00:00", None),
        ("سيجري الإجلاء يوم الخميس", "يوم الخميس", "2031-05-08", "05-08 00:00", None),
        ("قبل يومين", None, "2031-05-05", "05-05 00:00", "05-06 00:00"),
    ],
)
def test_a_time_seen_from_a_day(
    text: str, written: str | None, value: str, first: str, end: str | None
) -> None:
    (time,) = times(text)
    assert time.as_written == (written or text)
    assert time.value == value
    assert span_of(time)[0] == first
    assert end is None or span_of(time)[1] == end


@pytest.mark.parametrize(
    ("text", "value", "type_"),
    [
        ("for three days", "P3D", "DURATION"),
        ("two and a half years", "P2.5Y", "DURATION"),
        ("half an hour", "PT30M", "DURATION"),
        ("a few hours", "PTXH", "DURATION"),
        ("every day", "P1D", "SET"),
        ("every Friday", "XXXX-WXX-5", "SET"),
        ("كل يوم", "P1D", "SET"),
        ("ست ساعات", "PT6H", "DURATION"),
    ],
)
def test_lengths_and_sets(text: str, value: str, type_: str) -> None:
    (time,) = times(text)
    assert (time.value, time.type, time.earliest) == (value, type_, None)


def test_a_weekday_without_a_date_stays_a_weekday() -> None:
    (time,) = times("on Tuesday", None)
    assert (time.value, time.earliest, time.anchor) == ("XXXX-WXX-2", None, None)


def test_a_weekday_resolves_only_where_all_days_agree() -> None:
    assert times("on Monday", window("2031-05-06", 2))[0].value == "2031-05-05"
    assert times("on Monday", window("2031-05-06", 9))[0].earliest is None


def test_today_over_several_days_is_their_range() -> None:
    (time,) = times("today", window("2031-05-06", 2))
    assert span_of(time) == ("05-06 00:00", "05-08 00:00")


def test_a_weekday_that_contradicts_its_date_is_not_chosen() -> None:
    (time,) = times("Monday, 13 May 2031")
    assert time.rule == "date.weekday_mismatch"
    assert span_of(time) == ("05-12 00:00", "05-14 00:00")


def test_a_date_whose_order_is_open_is_kept_as_both() -> None:
    (time,) = times("05/04/2031")
    assert (time.value, time.rule) == ("2031-XX-XX", "date.ambiguous_order")
    assert span_of(time) == ("04-05 00:00", "05-05 00:00")
    assert times("13/05/2031")[0].value == "2031-05-13"


def test_the_order_of_a_date_is_that_of_the_others_or_what_publication_leaves() -> None:
    first, _ = times("The raid of 05/04/2031 and that of 13/04/2031.")
    assert (first.value, first.rule) == ("2031-04-05", "date.order_in_text")
    past = times("The raid was on 05/06/2031.")[0]
    assert (past.value, past.rule) == ("2031-05-06", "date.order_by_publication")
    assert times("They will meet on 05/06/2031.")[0].rule == "date.ambiguous_order"


def test_today_inside_a_quotation_counts_from_speaking() -> None:
    inside, outside = times("“Today we wept,” she said today.")
    assert (inside.earliest, inside.rule) == (None, "day.of_speaking")
    assert outside.value == "2031-05-07"


def test_the_day_of_saying_is_past_though_what_is_said_is_to_come() -> None:
    monday, thursday = times("He said on Monday that aid will come on Thursday.")
    assert (monday.value, thursday.value) == ("2031-05-05", "2031-05-08")


@pytest.mark.parametrize(
    ("text", "value", "first", "end"),
    [
        ("Two days later", "2031-05-08", "05-08 00:00", "05-09 00:00"),
        ("A few hours later", "PTXH", "05-06 01:00", "05-07 12:00"),
        ("Later that night", "2031-05-06TNI", "05-06 18:00", "05-07 06:00"),
        ("On the previous day", "2031-05-05", "05-05 00:00", "05-06 00:00"),
        ("the next morning", "2031-05-07TMO", "05-07 06:00", "05-07 12:00"),
        ("at 9:30 p.m.", "2031-05-06T21:30", "05-06 21:30", "05-06 21:31"),
        ("بعد يومين", "2031-05-08", "05-08 00:00", "05-09 00:00"),
        ("في اليوم السابق", "2031-05-05", "05-05 00:00", "05-06 00:00"),
        ("مساء اليوم نفسه", "2031-05-06TEV", "05-06 17:00", "05-07 00:00"),
        ("في وقت لاحق من تلك الليلة", "2031-05-06TNI", "05-06 18:00", "05-07 06:00"),
    ],
)
def test_what_counts_from_another_time(text: str, value: str, first: str, end: str) -> None:
    anchor = times("on Tuesday")[0]
    (time,) = times(text)
    assert (time.earliest, time.anchor) == (None, None)
    resolved = resolve_against(time, anchor, "the anchor", ZONE)
    assert (resolved.value, resolved.anchor) == (value, "the anchor")
    assert span_of(resolved) == (first, end)


def test_without_a_known_anchor_nothing_is_resolved() -> None:
    (later,) = times("two days later")
    assert resolve_against(later, times("Tuesday", None)[0], "x", ZONE) == later


@pytest.mark.parametrize("text", ["They may go", "killed 2000 people", "a second man", "Jan Kavan"])
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("Jun Velarde · 10:14 PM · Sep 11, 2034", "10:14 PM · Sep 11, 2034", "2034-09-11T22:14"),
        ("٩:٤٢ م · ١٥ شباط ٢٠٣٤", "٩:٤٢ م · ١٥ شباط ٢٠٣٤", "2034-02-15T21:42"),
        ("20.05 EET The port is shut.", "20.05 EET", "T20:05"),
        ("20.31 أكد مصدر أن الجسر مغلق.", "20.31", "T20:31"),
        ("They waited nine nights.", "nine nights", "P9D"),
        ("نحن هنا أحد عشر يوماً.", "أحد عشر يوماً", "P11D"),
    ],
)
def test_stamps_and_lengths_as_people_write_them(text: str, written: str, value: str) -> None:
    (time,) = times(text, None)
    assert (time.as_written, time.value) == (written, value)


def test_a_mark_of_direction_can_part_the_numbers_of_a_date() -> None:
    assert times("36.2, 37.1\u200f١٤ أيار", None)
    (day,) = times("في 25\u200f6\u200f2031", None)
    assert day.value == "2031-06-25"
