"""Times in words: a moment, a day, or the range within which something must lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup

from amana.errors import NotUnderstood
from amana.model import Said, Time, Window
from amana.tell.tongue import Tongue

ONE_DAY = timedelta(days=1)
#: what still counts as one day on the timeline: a night reaches into the next morning
LONGEST_DAY = timedelta(hours=25)

When = Said | Time | Window
Width = Literal["long", "short"]  #: names of days and months in full, or cut

_BETWEEN: Mapping[Width, str] = {"long": "between", "short": "from"}


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """Where something stands on the timeline: its first day, and its last."""

    first: date
    last: date


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of this name; NotUnderstood where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotUnderstood(
            f"There is no time zone called {name!r}.",
            'Name one in case.toml as the tz database does, such as "Asia/Beirut".',
        ) from error


def day_of(when: When | None, zone: ZoneInfo) -> Day | None:
    """Return the day or days on which something lies; None where neither end is known."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    earliest = when.earliest or when.latest
    latest = when.latest or when.earliest
    assert earliest  # noqa: S101 - one of the two is there, and mypy cannot see it
    assert latest  # noqa: S101
    first = _local(earliest, zone).date()
    if latest - earliest <= LONGEST_DAY:
        return Day(first, first)
    return Day(first, _last_day(_local(latest, zone)))


def spelled_day(day: Day, tongue: Tongue, width: Width = "long") -> Markup:
    """Return a day, or the range of days, in words."""
    if day.first == day.last:
        return spelled_date(day.first, tongue, width)
    if (day.first.year, day.first.month) == (day.last.year, day.last.month):
        weekdays, months = _calendar(tongue, width)
        return tongue.say(
            f"time.{_BETWEEN[width]}_in_month",
            a_weekday=weekdays[day.first.weekday()],
            a=day.first.day,
            b_weekday=weekdays[day.last.weekday()],
            b=day.last.day,
            month=months[day.first.month - 1],
            year=day.first.year,
        )
    return tongue.say(
        f"time.{_BETWEEN[width]}_days",
        a=spelled_date(day.first, tongue, width),
        b=spelled_date(day.last, tongue, width),
    )


def spelled_date(day: date, tongue: Tongue, width: Width = "long") -> Markup:
    """Return a date in words, with its day of the week."""
    weekdays, months = _calendar(tongue, width)
    return tongue.say(
        "time.date",
        weekday=weekdays[day.weekday()],
        day=day.day,
        month=months[day.month - 1],
        year=day.year,
    )


def day_of_month(day: date, tongue: Tongue, *, with_year: bool) -> Markup:
    """Return a date in words without its day of the week: "13 February"."""
    month = tongue.names("time", "months")[day.month - 1]
    if with_year:
        return tongue.say("time.day_month_year", day=day.day, month=month, year=day.year)
    return tongue.say("time.day_month", day=day.day, month=month)


def _calendar(tongue: Tongue, width: Width) -> tuple[list[str], list[str]]:
    short = "short_" if width == "short" else ""
    return tongue.names("time", f"{short}weekdays"), tongue.names("time", f"{short}months")


def spelled(when: When | None, zone: ZoneInfo, tongue: Tongue, width: Width = "long") -> Markup:
    """Return a time in words, as narrow as it is known and no narrower."""
    if when is None or (when.earliest is None and when.latest is None):
        return tongue.say("time.unknown")
    if when.earliest is None or when.latest is None:
        known = when.earliest or when.latest
        key = "time.before" if when.earliest is None else "time.not_before"
        return tongue.say(key, a=spelled_moment(known, zone, tongue, width) if known else "")
    return _range(_local(when.earliest, zone), _local(when.latest, zone), tongue, width)


def _range(start: datetime, end: datetime, tongue: Tongue, width: Width) -> Markup:
    from_midnight, to_midnight = _is_midnight(start), _is_midnight(end)
    day = spelled_date(start.date(), tongue, width)
    if end - start <= timedelta(minutes=1):
        return tongue.say("time.at_clock", date=day, a=_clock(start))
    if from_midnight and to_midnight:
        return _days(start.date(), end.date() - ONE_DAY, tongue, width)
    if start.date() == _last_day(end):
        if from_midnight:
            return tongue.say("time.before_clock", date=day, a=_clock(end))
        if to_midnight:
            return tongue.say("time.after_clock", date=day, a=_clock(start))
        key = f"time.{_BETWEEN[width]}_clock"
        return tongue.say(key, date=day, a=_clock(start), b=_clock(end))
    return tongue.say(
        "time.between_moments",
        a=day,
        a_clock=_clock(start),
        b=spelled_date(end.date(), tongue, width),
        b_clock=_clock(end),
    )


def _days(first: date, last: date, tongue: Tongue, width: Width) -> Markup:
    """One day, a whole month or year by its name, or the first and the last day."""
    if (last + ONE_DAY).day == first.day == 1 and first.year == last.year:
        if first.month == last.month:
            month = tongue.names("time", "months")[first.month - 1]
            return tongue.say("time.month", month=month, year=first.year)
        if (first.month, last.month) == (1, 12):
            return Markup("<bdi>{}</bdi>").format(first.year)
    return spelled_day(Day(first, last), tongue, width)


def spelled_moment(
    moment: datetime, zone: ZoneInfo, tongue: Tongue, width: Width = "long"
) -> Markup:
    """Return one moment in words: its day, and the clock where it is not midnight."""
    local = _local(moment, zone)
    day = spelled_date(local.date(), tongue, width)
    return day if _is_midnight(local) else tongue.say("time.at_clock", date=day, a=_clock(local))


def spelled_published(when: Time, zone: ZoneInfo, tongue: Tongue) -> Markup:
    """Return when a report was published, with the clock where its date was given with one."""
    try:
        given = datetime.fromisoformat(when.as_written)
    except ValueError:  # inferred from words, or from other reports
        return spelled(when, zone, tongue)
    if _is_midnight(given):  # a day, as many pages write it
        return spelled(when, zone, tongue)
    return spelled_moment(given if given.tzinfo else given.replace(tzinfo=zone), zone, tongue)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)


def _last_day(end: datetime) -> date:
    """The day on which a range ends whose end is excluded."""
    return (end - timedelta(microseconds=1)).date()


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def grounds(when: Said | Time, tongue: Tongue) -> Markup | None:
    """Return why a time was read so, in words; None where its rule has no words of its own."""
    parts = when.rule.split(".")
    for length in range(len(parts), 0, -1):
        if tongue.has("rule", name := ".".join(parts[:length])):
            return tongue.word("rule", name)
    return None
