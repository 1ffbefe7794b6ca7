"""The moment a view bears as that of its publication."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from amana.read.times.published import read_published

BEIRUT = ZoneInfo("Asia/Beirut")


@pytest.mark.parametrize(
    ("written", "moment", "has_clock"),
    [
        ("2032-11-04", datetime(2032, 11, 4, tzinfo=BEIRUT), False),
        (" 2032-11-04T09:30 ", datetime(2032, 11, 4, 9, 30, tzinfo=BEIRUT), True),
        ("2032-11-04T23:30:00Z", datetime(2032, 11, 4, 23, 30, tzinfo=UTC), True),
    ],
)
def test_a_moment_is_read_in_the_zone_of_the_case(
    written: str, moment: datetime, has_clock: bool
) -> None:
    found = read_published(written, BEIRUT)
    assert found == (moment, has_clock)
    assert found is not None
    assert found.moment.tzinfo is BEIRUT


@pytest.mark.parametrize(
    "written", [None, "", "yesterday", "2032-13-40", "0001-01-01", "9999-12-31T23:59Z"]
)
def test_what_is_no_date_of_ours_is_none(written: str | None) -> None:
    assert read_published(written, BEIRUT) is None
