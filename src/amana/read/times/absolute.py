"""Times that stand by themselves or on a day: days, clocks, lengths, sets, references."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from amana.lang import calendar, hijri
from amana.lang.calendar import Period
from amana.model import TimeType
from amana.read.clauses import Tense
from amana.read.times.clocks import (
    NIGHT,
    Clock,
    clock_in,
    clock_of_stamp,
    clock_period,
    is_early,
    part_period,
)
from amana.read.times.days import Day, day_in, whole
from amana.read.times.meanings import GRAINS, At, Meaning, length_in, pick
from amana.read.times.words import Mark

Marks = Sequence[Mark]
_TWO = Decimal(2)


# --- a day, a part of it, a clock time on it


def read_day(marks: Marks) -> Meaning | None:
    """Read a day: "on Tuesday", "13 May 2031", "late on Monday", غدا."""
    day = day_in(marks)
    if day is None:
        return None
    moment = clock_of_stamp(marks)
    if moment is not None and day.fixed is not None:
        return _on(day, partial(clock_period, clock=moment), moment.value, zone=moment.zone)
    suffix = _EDGES.get("" if (edge := pick(marks, "q")) is None else edge.value, "")

    def make(of: date) -> Period:
        """The day, its value narrowed by "early" or "late": the day itself stays whole."""
        stretch = whole(of, day.weekday)
        return stretch._replace(value=stretch.value + suffix)

    return _on(day, make, suffix, type_="DATE")


#: what "early" and "late" say of a day in TIMEX3
_EDGES = {"early": "TMO", "late": "TNI"}


def read_part_of_day(marks: Marks) -> Meaning | None:
    """Read a part of a day: early Tuesday morning, فجر الثلاثاء."""
    day, part = day_in(marks), pick(marks, "P")
    if day is None or part is None:
        return None
    make = partial(part_period, part=part.value, early=is_early(marks))
    return _on(day, make, part.value.split()[0])


def read_clock_on_day(marks: Marks, named: Marks) -> Meaning | None:
    """Read a clock time on a day: 10 p.m. Wednesday; `named` are the marks of the day."""
    day, clock = day_in(named), clock_in(marks)
    if day is None or clock is None:
        return None
    make = partial(clock_period, clock=clock)
    return _on(day, make, clock.value, zone=clock.zone)


def _part(mark: Mark) -> Mark:
    """A part of the day as one that tells the hour beside it, with "at" or without."""
    if mark.letter == "p":
        return mark._replace(letter="P", value=NIGHT, arabic=True)
    return mark._replace(arabic=True) if mark.letter == "P" else mark


def read_clock_this_part(marks: Marks) -> Meaning | None:
    """Read a clock time of the day of speaking: 9 this morning, 10 tonight, 11 last night."""
    last, clock = (
        pick(marks, "L"),
        clock_in([_part(mark) for mark in marks if mark.letter not in "LH"]),
    )
    if clock is None:
        return None
    days = -1 if last is not None and clock.seconds >= 12 * 3600 else 0
    told = Day(
        "XXXX-XX-XX",
        "day.at_publication",
        at=lambda published, _: published + timedelta(days=days),
        spoken=True,
    )
    return _on(told, partial(clock_period, clock=clock), clock.value, zone=clock.zone)


#: words between the two ends of a range
_UP_TO = frozenset({"to", "until", "till", "إلى", "حتى"})


def read_first_clock(marks: Marks) -> Meaning | None:
    """Read the first of two clock times that share what tells the hour: 5 to 7 p.m."""
    hours = [i for i, mark in enumerate(marks) if mark.letter in "NOC"]
    if len(hours) != 2:  # noqa: PLR2004
        return None
    head, tail = marks[: hours[1]], marks[hours[1] :]
    if any(mark.letter == "i" and mark.value not in _UP_TO for mark in head[hours[0] :]):
        return None  # the 17th from 2 p.m.
    first, last = clock_in([*head, *(m for m in tail if m.letter in "cP+Zi")]), clock_in(tail)
    if first is None or last is None:
        return None
    if first.seconds > last.seconds:
        first = first._replace(seconds=(first.seconds + 12 * 3600) % (24 * 3600))  # 11 to 1 p.m.
    return _clock_alone(first)


def read_last_day(marks: Marks) -> Meaning | None:
    """Read the last of two days that share their month: May 3 to 5."""
    first = next(i for i, mark in enumerate(marks) if mark.letter in "NO")
    return read_day([*marks[:first], *marks[first + 1 :]])


def _on(
    day: Day,
    make: Callable[[date], Period],
    suffix: str,
    *,
    type_: TimeType = "TIME",
    zone: str | None = None,
) -> Meaning:
    """What is made of a day, which may be fixed or counted from publication."""
    if day.rule in {"date.hijri", "date.hijri_without_year"}:
        make = _widened(make)
    if day.rule == "date.weekday_mismatch":
        make = partial(whole, weekday=day.weekday)
    period = None if day.fixed is None else make(day.fixed)
    at = None if day.at is None or day.fixed is not None else _composed(day.at, make)
    either = None if day.either is None else (make(day.either[0]), make(day.either[1]))
    return Meaning(
        type=type_,
        value=day.value + suffix if period is None else period.value,
        rule=day.rule,
        grain=make(date(2000, 1, 1)).grain,
        period=period,
        at=at,
        zone=zone,
        spoken=day.spoken,
        either=either,
        order=day.order,
    )


def _widened(make: Callable[[date], Period]) -> Callable[[date], Period]:
    """What a Hijri date can be: the calendar does not know its day for sure."""
    off = timedelta(days=hijri.OFF_BY)

    def wide(of: date) -> Period:
        period = make(of)
        return period._replace(start=period.start - off, end=period.end + off, grain="day")

    return wide


def _composed(day: Callable[[date, Tense], date], make: Callable[[date], Period]) -> At:
    return lambda published, tense: make(day(published, tense))


def read_clock_alone(marks: Marks) -> Meaning | None:
    """Read a clock time whose day stands elsewhere."""
    clock = clock_in(marks)
    return None if clock is None else _clock_alone(clock)


def _clock_alone(clock: Clock) -> Meaning:
    return Meaning(
        type="TIME",
        value=clock.value,
        rule="clock.alone",
        grain=clock.grain,
        zone=clock.zone,
        shift=lambda start, _: clock_period(start.date(), clock),
    )


# --- lengths, sets, references


def read_duration(marks: Marks) -> Meaning | None:
    """Read a length of time: for three days, يومين."""
    length = length_in(marks)
    if length is None or length.unit in {"Q", "WE"}:
        return None
    value, grain = length.value, GRAINS[length.unit]
    return Meaning(type="DURATION", value=value, rule="duration", grain=grain)


def read_first_length(marks: Marks) -> Meaning | None:
    """Read the first of two lengths that share their unit: two to three days, 60 and 90 days."""
    first, last = [mark.number for mark in marks if mark.letter in "NV"]
    between = next(mark.value for mark in marks if mark.letter in "in-")
    if first is None or last is None or first.low >= last.low:
        return None
    if between not in _UP_TO | {"and", "و", ""} or pick(marks, "J") is not None:
        return None
    return read_duration([mark for mark in marks if mark.number is not last])


def read_set(marks: Marks) -> Meaning | None:
    """Every day, every two weeks, every other day, every Friday, daily, twice a week."""
    often, weekday = pick(marks, "E"), pick(marks, "wW")
    part, season, month = pick(marks, "P"), pick(marks, "S"), pick(marks, "M")
    if often is not None:
        value = often.value
    elif weekday is not None:
        value = f"XXXX-WXX-{weekday.value}"
    elif part is not None:
        value = f"XXXX-XX-XX{part.value.split()[0]}"
    elif season is not None or month is not None:
        value = f"XXXX-{season.value}" if season is not None else "XXXX-XX"
    else:
        length = length_in(marks)
        if length is None:
            return None
        every = pick(marks, "K")
        if every is not None and every.value == "2":
            length = length._replace(low=_TWO, high=_TWO)
        value = length.value
    return Meaning(type="SET", value=value, rule="set", grain=None)


_PAST = Meaning(type="DATE", value="PAST_REF", rule="reference", grain=None, spoken=True)


def read_reference(marks: Marks) -> Meaning | None:
    """Read now, recently, soon; recent, the past."""
    mark = marks[-1]
    if mark.letter != "R":
        return _PAST if mark.value in {"recent", "past"} else None

    def at(published: date, _: Tense) -> Period:
        return calendar.day(published)._replace(value="PRESENT_REF")

    now = mark.value == "PRESENT_REF"
    return Meaning(
        type="DATE",
        value=mark.value,
        rule="reference.present" if now else "reference",
        grain="day" if now else None,
        at=at if now else None,
        spoken=True,
    )
