"""The time of day that an expression names: a clock, or a part of the day."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from amana.lang import calendar
from amana.lang.calendar import Period
from amana.model import Grain
from amana.read.times.days import digits
from amana.read.times.meanings import pick
from amana.read.times.words import Mark

NIGHT = "TNI 18 30"  #: a night as `times.toml` has it: its code, its first hour, that after it
_STAMP = re.compile(r"t(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(z|([+-]\d\d):?(\d\d)?)?$")
_HOURS = 24  #: of a day
_MINUTES = 60  #: of an hour
_MILITARY = 100  #: hours are written in hundreds: 0700 GMT, 1140 صباحا


def is_early(marks: Sequence[Mark]) -> bool:
    """Whether the marks say early, which opens a morning to midnight."""
    return any(mark.letter == "q" and mark.value == "early" for mark in marks)


def part_period(day: date, part: str, *, early: bool) -> Period:
    """Return the hours of a part of a day; "early" opens a morning to midnight."""
    code, first, after = part.split()
    start = calendar.day(day).start
    hours = (0 if early and code == "TMO" else int(first), int(after))
    return Period(
        f"{day.isoformat()}{code}",
        start + timedelta(hours=hours[0]),
        start + timedelta(hours=hours[1]),
        "day",
    )


class Clock(NamedTuple):
    """A time of day: seconds from midnight, how fine, and the zone where it is said."""

    seconds: int
    grain: Grain
    zone: str | None

    @property
    def value(self) -> str:
        """The TIMEX3 time, "T21:30"."""
        hours, rest = divmod(self.seconds, 3600)
        text = f"T{hours:02d}:{rest // 60:02d}"
        text += f":{rest % 60:02d}" if self.grain == "second" else ""
        return text + ("Z" if self.zone == "0" else "")


def clock_in(marks: Sequence[Mark]) -> Clock | None:
    """Return the clock time that the marks name."""
    told = pick(marks, "Z")
    zone = None if told is None else told.value
    named, figures = pick(marks, "k"), pick(marks, "C")
    if named is not None:
        return Clock(int(named.value) * 60, "minute", zone)
    if figures is not None:
        parts = [int(part) for part in digits(figures.value)]
        grain: Grain = "second" if len(parts) > 2 else "minute"  # noqa: PLR2004
        seconds = parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)  # noqa: PLR2004
    else:
        spoken = _spoken_clock(marks)
        if spoken is None:
            return None
        seconds, grain = spoken
    half = _half_of_day(marks, seconds // 3600)
    if half is not None and seconds <= 12 * 3600 + 3599:
        seconds = seconds % (12 * 3600) + (12 * 3600 if half == "p" else 0)
    return Clock(seconds, grain, zone) if seconds <= 24 * 3600 else None


def clock_of_stamp(marks: Sequence[Mark]) -> Clock | None:
    """Return the clock of a stamp in figures: 2031-05-06T17:30:00Z."""
    stamp = pick(marks, "I")
    match = None if stamp is None else _STAMP.search(stamp.value)
    if match is None:
        return None
    hour, minute, second, zone, hours, rest = match.groups()
    east = None if zone is None else "0"
    if hours is not None:
        minutes = int(hours[1:]) * 60 + int(rest or 0)
        east = str(-minutes if hours[0] == "-" else minutes)
    seconds = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return Clock(seconds, "second" if second else "minute", east)


def _spoken_clock(marks: Sequence[Mark]) -> tuple[int, Grain] | None:
    """10 p.m., 8 o'clock, half past nine, 0700 GMT, الساعة الثامنة والنصف, التاسعة إلا ربعا."""
    numbers = [mark.number for mark in marks if mark.letter in "NOY" and mark.number is not None]
    past = pick(marks, "L")
    if not numbers or not _asks(marks, past):
        return None
    part = pick(marks, "h") or next((m for m in marks if m.letter == "U" and m.value == "Q"), None)
    hour = numbers[0].low
    minutes = Decimal(0)
    if past is not None:
        hour = numbers[-1].low
        minutes = numbers[0].low if len(numbers) > 1 else _minutes(part)
    elif part is not None or len(numbers) > 1:
        minutes = numbers[1].low if len(numbers) > 1 else _minutes(part)
    if hour != int(hour) or _HOURS < hour < _MILITARY:
        return None
    if hour >= _MILITARY:
        hour, minutes = Decimal(int(hour) // 100), Decimal(int(hour) % 100)
    if hour > _HOURS or minutes >= _MINUTES:
        return None
    sign = -1 if pick(marks, "~") is not None else 1
    total = (int(hour) * 60 + sign * int(minutes)) % (24 * 60)
    return total * 60, "minute" if minutes else "hour"


def _minutes(part: Mark | None) -> Decimal:
    """Half, a quarter, a third of an hour."""
    if part is None or part.letter == "U":
        return Decimal(15 if part is not None and part.value == "Q" else 0)
    return Decimal(part.value)


def _asks(marks: Sequence[Mark], past: Mark | None) -> bool:
    """Whether something beside a number says that it is an hour."""
    if past is not None:
        return past.value == "past"
    part, said = pick(marks, "P"), pick(marks, "i")
    return pick(marks, "+cZ") is not None or (
        part is not None and (part.arabic or said is not None)
    )


def _half_of_day(marks: Sequence[Mark], hour: int) -> str | None:
    sign, part = pick(marks, "+"), pick(marks, "P")
    if sign is not None:
        return {"ص": "a", "م": "p"}.get(sign.value, sign.value)
    if part is None:
        return None
    code, first, _ = part.value.split()
    if code == "TNI":
        return "p" if 6 <= hour < 12 else "a"  # noqa: PLR2004 (the hours of a night)
    if code == "TMI":
        return "a" if hour == 11 else "p"  # noqa: PLR2004 (midday begins at eleven)
    return "a" if int(first) < 11 else "p"  # noqa: PLR2004


def clock_period(day: date, clock: Clock) -> Period:
    """Return the minute (or hour, or second) of a clock time on a day, without its zone."""
    start = calendar.day(day).start + timedelta(seconds=clock.seconds)
    length = {"hour": 60, "minute": 60, "second": 1}[clock.grain]
    value = f"{day.isoformat()}{clock.value}"
    return Period(value, start, start + timedelta(seconds=length), clock.grain)
