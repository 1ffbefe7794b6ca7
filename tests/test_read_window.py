"""When a report was published: from its dates and weekdays, with a reason, or not at all."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from amana.lang.words import paragraphs
from amana.model import Window
from amana.read.regions import find_regions
from amana.read.times.times import find_times
from amana.read.times.window import publication_window

ZONE = ZoneInfo("Asia/Damascus")


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=ZONE)


def broad(first: str, last: str) -> Window:
    return Window(
        earliest=moment(first), latest=moment(last), rule="date.linked_report", why="Linked."
    )


def found(text: str, given: Window | None = None, published: str | None = None) -> list[str] | None:
    window = publication_window(
        find_times(text, lang="en", published=None, zone=ZONE),
        text=text,
        item="item",
        zone=ZONE,
        regions=find_regions(text, paragraphs(text)),
        published=published,
        given=given,
    )
    if window is None:
        return None
    assert window.why
    return [window.earliest.date().isoformat(), window.latest.date().isoformat(), window.rule]


STORY = "They left on Monday. On Tuesday the road was shelled. On Wednesday he wrote again."


def test_without_a_date_there_is_no_window() -> None:
    assert found(STORY) is None


def test_what_the_keeper_says_goes_first() -> None:
    assert found("Seen on 13 May 2031.", published="2031-06-01") == [
        "2031-06-01",
        "2031-06-02",
        "date.given",
    ]


def test_what_a_file_says_of_itself_is_no_keepers_word() -> None:
    window = publication_window(
        (), text="", item="item", zone=ZONE, published="2031-06-01T07:12:44+02:00", by_keeper=False
    )
    assert window is not None
    assert window.rule == "date.container"
    assert window.why == "The file itself gives the date 2031-06-01T07:12:44+02:00."


def test_a_date_between_bars_is_the_pages_own() -> None:
    text = "What the valley posted\n\nLamp team · May 13, 2031 | updated by hand\n\nThey left."
    assert found(text) == ["2031-05-13", "2031-05-14", "date.own_dates"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Flour runs out\n\nNobody came.\n\nLast updated: 14 May 2031",
            ["2031-05-14", "2031-05-15"],
        ),
        ("Flour runs out\n\nNobody came.\n\nCopyright 14 May 2031 Lamp", None),
        ("Flour runs out\n2031-05-13T17:30:00Z\n\nNobody came.", ["2031-05-13", "2031-05-14"]),
        ("Flour runs out\n\nMonday, 13 May 2031\n\nNobody came.", ["2031-05-12", "2031-05-14"]),
        ("نفاد\nالثلاثاء 21 محرم 1453هـ - 13 مايو 2031م\n\nنفد أمس.", ["2031-05-13", "2031-05-14"]),
        ("نفاد\n21 محرم 1453هـ\n\nنفد الطحين أمس.", ["2031-05-11", "2031-05-14"]),
    ],
)
def test_the_date_that_a_page_bears(text: str, days: list[str] | None) -> None:
    assert (found(text) or [])[:2] == (days or [])


def test_a_caption_gives_a_week() -> None:
    text = "A frame from a May 13, 2031 video. [Handout]"
    assert found(text) == ["2031-05-13", "2031-05-20", "date.own_dates"]


def test_weekdays_narrow_the_week() -> None:
    text = f"{STORY} The film was made on May 6, 2031, he said."
    assert found(text) == ["2031-05-07", "2031-05-09", "date.own_dates"]


def test_a_linked_week_is_narrowed_and_keeps_its_rule() -> None:
    window = broad("2031-05-06", "2031-05-13")
    assert found(STORY, window) == ["2031-05-07", "2031-05-09", "date.linked_report"]
    later = f"{STORY} Two days later he was gone."
    assert found(later, window) == ["2031-05-09", "2031-05-11", "date.linked_report"]


def test_what_is_to_come_narrows_from_the_other_side() -> None:
    text = "They left on Wednesday. The buses will come on Thursday."
    assert found(text, broad("2031-05-06", "2031-05-13"))[:2] == ["2031-05-07", "2031-05-08"]  # type: ignore[index]


def test_an_old_picture_does_not_count_beside_a_newer_one() -> None:
    text = "Seen on October 2, 2027. [AP]\n\nA frame of May 13, 2031. [AP]"
    assert found(text)[0] == "2031-05-13"  # type: ignore[index]


def test_an_old_date_alone_is_none_where_the_text_tells_of_later_years() -> None:
    assert found("The siege of 2031 began. He was seen on October 2, 2027.") is None
    assert found("She has lived there since October 2, 2027.") is None


def test_the_date_of_the_page_is_the_day() -> None:
    text = "A headline\n\nUpdated 13 May 2031\n\nThey left on Monday."
    assert found(text) == ["2031-05-13", "2031-05-14", "date.own_dates"]
    assert found("MARAH, 13 May 2031 — They left.")[0] == "2031-05-13"  # type: ignore[index]


def test_weekdays_that_fit_no_day_leave_the_week() -> None:
    text = "They left on Monday. Nine days later he wrote. On Wednesday she wrote."
    window = broad("2031-05-06", "2031-05-13")
    assert found(text, window) == ["2031-05-06", "2031-05-13", "date.linked_report"]


def test_the_two_real_reports(shared: Path) -> None:
    first, second = sorted((shared / "reports").glob("*.txt"))
    own = found(first.read_text("utf-8"))
    assert own is not None
    assert "2016-12-14" <= own[0] < own[1] <= "2016-12-16"
    linked = found(second.read_text("utf-8"), broad("2016-12-13", "2016-12-20"))
    assert linked == ["2016-12-15", "2016-12-17", "date.linked_report"]


@pytest.mark.parametrize("text", ["", "2031", "13 May 2031", "\n\n\n"])
def test_little_text_is_no_error(text: str) -> None:
    found(text)
