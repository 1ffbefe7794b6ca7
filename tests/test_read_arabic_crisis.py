"""Arabic as it comes in a crisis: stamps, openings, who is meant, chains; all texts are ours."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Reading, Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Beirut")
DAY = "2032-11-03"  # a Wednesday


def read(text: str) -> Reading:
    item = make_id("item", [text])
    view = View(
        id=make_id("view", [item]), item=item, original="0" * 64, inside="", file="page.txt",
        kind="document", lang=None, title=None, outlet=None, author=None, published=DAY,
        text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE)


def name(statement: Statement) -> str | None:
    return None if statement.speaker is None else statement.speaker.name


def told(text: str) -> list[tuple[str | None, str, list[str | None]]]:
    """Who says what through whom, of each statement."""
    return [(name(s), " ".join(s.words), [v.name for v in s.via]) for s in read(text).statements]


def channels(text: str) -> list[str]:
    return [f"{s.medium} {s.platform}" for s in read(text).statements]


def said(text: str) -> list[tuple[str, str] | None]:
    """When each statement was said, in the zone of the report, without seconds."""
    times = [s.said for s in read(text).statements]
    return [
        None
        if t is None or t.earliest is None or t.latest is None
        else (
            f"{t.earliest.astimezone(ZONE):%m-%d %H:%M}",
            f"{t.latest.astimezone(ZONE):%m-%d %H:%M}",
        )
        for t in times
    ]


@pytest.mark.parametrize(
    ("stamp", "first", "last"),
    [
        ("قبل 3 ساعات", "11-03 00:00", "11-04 00:00"),
        ("قبل يومين", "11-01 00:00", "11-02 00:00"),
        ("منذ 5 أيام", "10-29 00:00", "10-30 00:00"),
        ("أمس 21:40", "11-02 21:40", "11-02 21:41"),
        ("أول أمس 22:10", "11-01 22:10", "11-01 22:11"),
        ("الأحد 22:10", "10-31 22:10", "10-31 22:11"),
        ("الساعة ٩ مساءً", "11-03 21:00", "11-03 21:01"),
        ("٢ نوفمبر · ٨:١٥ مساءً", "11-02 20:15", "11-02 20:16"),
    ],
)
def test_a_post_is_dated_by_its_stamp_however_it_is_told(stamp: str, first: str, last: str) -> None:
    post = f"نهلة الشامي\n{stamp}\nالطريق مقطوع عند الجسر، ونحتاج بطانيات.\n\n"
    answer = "مازن برهوم\n3 نوفمبر 23:00\nلا ماء عندنا منذ الصباح."
    assert said(post + answer)[0] == (first, last)


def test_we_closed_is_no_request() -> None:
    [one] = read("وقال رئيس البلدية سامر الحلاق: «أغلقنا الطريق الساحلي كله».").statements
    assert one.stance == "affirms"
