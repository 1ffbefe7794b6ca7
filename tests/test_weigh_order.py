"""Which of several tellings stands for an origin, where the words on their time leave that open."""
# ruff: noqa: E501 - sentences stay in one line

from amana.weigh.order import is_before
from newsroom import Report, told

MORNING = Report(
    "en",
    "Hill Post",
    "2032-03-09T09:12+04:00",
    "Water\n\nHala Rami, a teacher, stood at her window. “I counted eleven cars in the water below the old bridge,” she told the Hill Post by telephone on Monday night.",
)
NOON = Report(
    "ar",
    "المنارة",
    "2032-03-09T14:05+04:00",
    "الماء\n\nوروت المعلّمة هالة رامي لـ«المنارة» في اتصال هاتفي مساء الاثنين: «أحصيت إحدى عشرة سيارة في الماء تحت الجسر القديم».",
)


def first_of(*reports: Report) -> list[str]:
    found = told(*reports)
    assert [link.direction for link in found.links if link.kind == "translates"] == ["unknown"]
    return [found.name(o.root.statement) for o in found.origins if o.root.statement]


def test_of_two_evenings_that_overlap_the_first_published_stands_for_the_origin() -> None:
    assert first_of(MORNING, NOON) == first_of(NOON, MORNING) == ["en"]


def test_and_the_other_way_round() -> None:
    assert first_of(MORNING._replace(published="2032-03-09T15:00+04:00"), NOON) == ["ar"]


def test_no_order_is_read_from_the_beginnings_of_times_that_overlap() -> None:
    found = told(MORNING, NOON)
    english, arabic = sorted(found.statements, key=lambda s: found.name(s.id), reverse=True)
    days = {item.id: item.published for item in found.items if item.published}
    assert is_before(english, arabic, days) is True
    assert is_before(arabic, english, days) is False
    assert is_before(english, arabic, {}) is None
    assert is_before(english, english, days) is None
