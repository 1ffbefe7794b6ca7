"""The moment a view bears as that of its publication: a minute, or no more than a day."""

from datetime import datetime, tzinfo
from typing import NamedTuple

from amana.lang import calendar

_DAY = len("2031-05-06")


class Published(NamedTuple):
    """When a view was published: with a clock a moment, without one the start of its day."""

    moment: datetime
    has_clock: bool


def read_published(written: str | None, zone: tzinfo) -> Published | None:
    """Return the moment that an ISO 8601 date names, in `zone`; None where it names none.

    A time without an offset is one of the zone. Years outside the calendar's are no dates.
    """
    written = (written or "").strip()
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if moment.year not in calendar.YEARS:
        return None
    has_clock = len(written) > _DAY
    is_local = moment.tzinfo is None
    return Published(
        moment.replace(tzinfo=zone) if is_local else moment.astimezone(zone), has_clock
    )
