"""Times that count from another: from publication, from speaking, from what was told before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from amana.lang import calendar
from amana.lang.calendar import Period
from amana.read.clauses import Tense
from amana.read.times.clocks import NIGHT, is_early, part_period
from amana.read.times.days import Day, day_in
from amana.read.times.meanings import (
    DAYS,
    GRAINS,
    SIGNS,
    At,
    Length,
    Meaning,
    length_in,
    pick,
    reach,
)
from amana.read.times.words import Mark

Marks = Sequence[Mark]

_ONE = Decimal(1)
_OFFSET = {1: "offset.after_anchor", -1: "offset.before_anchor"}


def read_night(marks: Marks) -> Meaning | None:
    """Tonight, last night, الليلة الماضية."""
    night, last = pick(marks, "pP"), pick(marks, "L")
    if night is None or (night.letter == "P" and not night.value.startswith("TNI")):
        return None
    return _spoken_part(-1 if last is not None else 0, NIGHT, early=False)


def read_this_part(marks: Marks) -> Meaning | None:
    """Read this morning, هذا المساء."""
    part = pick(marks, "P")
    return None if part is None else _spoken_part(0, part.value, early=is_early(marks))


def _spoken_part(days: int, part: str, *, early: bool) -> Meaning:
    def at(published: date, _: Tense) -> Period:
        return part_period(published + timedelta(days=days), part, early=early)

    return Meaning(
        type="TIME",
        value=f"XXXX-XX-XX{part.split(maxsplit=1)[0]}",
        rule="day.at_publication",
        grain="day",
        at=at,
        spoken=True,
    )


# --- counted from what was told before


def read_same_day(marks: Marks) -> Meaning | None:
    """Later that night, the same day, مساء اليوم نفسه."""
    unit = pick(marks, "U")
    if unit is not None and unit.value != "D":
        return None
    return _on_anchor_day(0, _hours_of(marks), "same_day.part")


def _hours_of(marks: Marks) -> str:
    part = pick(marks, "P")
    return part.value if part is not None else NIGHT if pick(marks, "p") is not None else ""


def _on_anchor_day(days: int, hours: str, rule: str) -> Meaning:
    def shift(start: datetime, end: datetime) -> Period:
        first = start.date() + timedelta(days=days)
        last = (end - timedelta(microseconds=1)).date() + timedelta(days=days)
        if end - start <= timedelta(hours=12):
            last = first  # a night is one night, though it ends after midnight
        if not hours:
            return _hull(calendar.day(first), calendar.day(last))
        parts = [part_period(day, hours, early=False) for day in (first, last)]
        return _hull(*parts)

    value = f"XXXX-XX-XX{hours.split(maxsplit=1)[0] if hours else ''}"
    return Meaning(
        type="TIME" if hours else "DATE", value=value, rule=rule, grain="day", shift=shift
    )


def _hull(first: Period, last: Period) -> Period:
    if first == last:
        return first
    return Period(_shared(first.value, last.value), first.start, last.end, first.grain)


def _shared(first: str, last: str) -> str:
    """What two values have in common; X where they differ."""
    if len(first) != len(last):
        return "XXXX-XX-XX"
    same, kept = True, []
    for a, b in zip(first, last, strict=True):
        same = same and a == b
        kept.append(a if same or not a.isdigit() else "X")
    return "".join(kept)


def read_next(marks: Marks) -> Meaning | None:
    """Read the next morning, the following week, اليوم التالي."""
    return _beside_day(marks, 1)


def read_previous(marks: Marks) -> Meaning | None:
    """Read the previous day, the evening before, اليوم السابق."""
    return _beside_day(marks, -1)


def _beside_day(marks: Marks, sign: int) -> Meaning | None:
    unit, hours = pick(marks, "U"), _hours_of(marks)
    if unit is not None and unit.value in {"10Y", "100Y"} and pick(marks, "X") is not None:
        return None  # the next decade is the coming one
    if unit is not None and unit.value != "D":
        return _shifted(Length(unit.value, _ONE, _ONE), sign, of="unit")
    if hours:
        return _on_anchor_day(sign, hours, _OFFSET[sign])
    return _shifted(Length("D", _ONE, _ONE), sign)


def read_later(marks: Marks) -> Meaning | None:
    """Read two days later, بعد ساعات; ahead of publication where its clause looks ahead."""
    meaning = _offset(marks, 1)
    if meaning is None or marks[0].letter != "b" or meaning.type == "TIME":
        return meaning
    from_now = _ahead(length_in(marks) or Length("D", _ONE, _ONE), None)
    return replace(meaning, at=from_now)


def read_earlier(marks: Marks) -> Meaning | None:
    """Read two days earlier."""
    return _offset(marks, -1)


def _offset(marks: Marks, sign: int) -> Meaning | None:
    length = length_in([mark for mark in marks if mark.letter != "P"])
    return None if length is None else _shifted(length, sign)


def read_part_alone(marks: Marks) -> Meaning | None:
    """In the morning, في الصباح; without its article the Arabic word is a name or an age."""
    part = pick(marks, "P")
    return None if part is None or (part.arabic and not part.definite) else read_same_day(marks)


def read_after_event(marks: Marks) -> Meaning | None:
    """بعد يومين من الغارة, قبل شهرين من نهايته: counted from an event that has no date here."""
    length = length_in(marks)
    if length is None:
        return None
    grain = GRAINS[length.unit]
    return Meaning(type="DATE", value=length.value, rule="offset.from_event", grain=grain)


def _shifted(length: Length, sign: int, *, of: Literal["day", "unit"] = "day") -> Meaning:
    """So long after or before; of="unit": the whole week, month, year ("the following week").

    Months and years later are told by month and year: nobody means the very day.
    """
    grain = GRAINS[length.unit]
    rule = _OFFSET[sign]
    told = length.unit if of == "unit" or length.unit not in DAYS else "D"

    def shift(start: datetime, end: datetime) -> Period:
        near, far = reach(length)
        if grain in {"hour", "minute", "second"}:
            unit = {"hour": 3600, "minute": 60, "second": 1}[grain]
            first, last = (timedelta(seconds=float(n * unit * sign)) for n in (near, far))
            return Period(length.value, start + min(first, last), end + max(first, last), grain)
        first_day, last_day = start.date(), (end - timedelta(microseconds=1)).date()
        if end - start <= timedelta(hours=12):
            last_day = first_day
        days = [
            _moved(day, length.unit, int(n * sign))
            for day in (first_day, last_day)
            for n in (near, far)
        ]
        return _hull(calendar.around(min(days), told), calendar.around(max(days), told))

    type_ = "TIME" if length.unit.startswith("T") else "DATE"
    return Meaning(
        type="TIME" if type_ == "TIME" else "DATE",
        value=length.value,
        rule=rule,
        grain=grain,
        shift=shift,
    )


def _moved(day: date, unit: str, count: int) -> date:
    if unit in DAYS:
        return day + timedelta(days=count * DAYS[unit])
    months = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}[unit]
    return calendar.add_months(day, count * months)


# --- counted from publication


def read_ago(marks: Marks) -> Meaning | None:
    """Two days ago, a few hours ago, قبل يومين."""
    length = length_in(marks)
    if length is None:
        return None
    vague = length.low is None or length.low != length.high

    def at(published: date, _: Tense) -> Period:
        near, far = (int(n) for n in reach(length))
        if length.unit.startswith("T"):
            start = calendar.day(published - timedelta(days=far // 24 + 1)).start
            return Period(length.value, start, calendar.day(published).end, "day")
        first, last = _moved(published, length.unit, -far), _moved(published, length.unit, -near)
        if vague:
            return Period("PAST_REF", calendar.day(first).start, calendar.day(last).end, "day")
        return calendar.around(last, length.unit)

    return Meaning(
        type="DATE",
        value=length.value if not vague else "PAST_REF",
        rule="ago",
        grain=GRAINS[length.unit],
        at=at,
        spoken=True,
    )


def read_related(marks: Marks) -> Meaning | None:
    """Last week, this month, next year, last June, last fall."""
    relation = pick(marks, "LXH")
    if relation is None or (relation is marks[-1] and relation.value.isascii()):
        return None  # "the day this became", "one day last week": English puts it first
    sign = SIGNS[relation.letter]
    month, season, unit = pick(marks, "Mm"), pick(marks, "S"), pick(marks, "U")
    if month is not None:
        return _related_month(int(month.value), sign)
    if season is not None:
        return _related_season(season.value, sign)
    return None if unit is None else _related_unit(unit.value, sign)


def _related_month(number: int, sign: int) -> Meaning:
    def at(published: date, _: Tense) -> Period:
        if sign > 0:
            return calendar.month(published.year + (published.month >= number), number)
        if sign < 0:
            return calendar.month(published.year - (published.month <= number), number)
        return calendar.month(published.year, number)

    value = f"XXXX-{number:02d}"
    return Meaning(type="DATE", value=value, rule="month.related", grain="month", at=at)


def _related_season(name: str, sign: int) -> Meaning:
    def at(published: date, _: Tense) -> Period:
        first = calendar.SEASONS[name]
        passed = published.month >= first + 3 or (sign > 0 and published.month >= first)
        year = published.year + {-1: 0 if passed else -1, 0: 0, 1: int(passed)}[sign]
        return calendar.season(year, name)

    value = f"XXXX-{name}"
    return Meaning(type="DATE", value=value, rule="season.related", grain="month", at=at)


def _related_unit(unit: str, sign: int) -> Meaning | None:
    if unit == "100Y" and sign != 0:
        return _related_century(sign)
    if unit in {"10Y", "100Y"} or unit.startswith("T"):
        length = Length(unit, _ONE, _ONE)
        return Meaning(type="DURATION", value=length.value, rule="duration", grain=GRAINS[unit])
    if unit == "D" and sign != 0:
        return _shifted(Length("D", _ONE, _ONE), sign)

    def at(published: date, _: Tense) -> Period:
        if unit in {"M", "Y", "Q"}:
            months = {"M": 1, "Q": 3, "Y": 12}[unit]
            return calendar.around(
                calendar.add_months(published.replace(day=1), sign * months), unit
            )
        day = published + timedelta(days=7 * sign)
        if unit == "WE" and sign < 0 and published.isoweekday() > 5:  # noqa: PLR2004
            return calendar.weekend(published - timedelta(days=7))
        return calendar.around(day, unit)

    values = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
    value = values.get(unit, "XXXX")
    return Meaning(
        type="DATE",
        value=value,
        rule="unit.related",
        grain=GRAINS[unit],
        at=at,
        spoken=unit == "D",
    )


def _related_century(sign: int) -> Meaning:
    def at(published: date, _: Tense) -> Period:
        return calendar.years(published.year // 100 * 100 + sign * 100, 100)

    return Meaning(type="DATE", value="XX", rule="unit.related", grain="year", at=at)


def read_from_now(marks: Marks) -> Meaning | None:
    """Two weeks from now, three days from Tuesday."""
    length = length_in(marks)
    day = day_in([mark for mark in marks if mark.letter in "Dw"])
    if length is None or length.unit.startswith("T"):
        return None
    if day is None and pick(marks, "R") is None:
        return None
    at, grain = _ahead(length, day), GRAINS[length.unit]
    return Meaning(type="DATE", value=length.value, rule="from_now", grain=grain, at=at)


def _ahead(length: Length, day: Day | None) -> At:
    """So long after publication, or after a day counted from it."""

    def at(published: date, tense: Tense) -> Period:
        near, far = (int(n) for n in reach(length))
        start = published if day is None or day.at is None else day.at(published, tense)
        first, last = (_moved(start, length.unit, count) for count in (near, far))
        if first == last:
            return calendar.around(first, "D" if length.unit in DAYS else length.unit)
        return _hull(calendar.day(first), calendar.day(last))

    return at


def read_recent_length(marks: Marks) -> Meaning | None:
    """The past three months, recent weeks, الأيام المقبلة: a length up to or from publication."""
    length, unit = length_in([mark for mark in marks if mark.letter != "j"]), pick(marks, "U")
    if length is None or length.unit in {"Q", "WE"}:
        return None
    if unit is not None and unit.definite and pick(marks, "NV") is not None:
        return None  # "34 مليون العام الماضي" counts something else
    value, grain, sign = length.value, GRAINS[length.unit], 1 if pick(marks, "X") else -1

    def at(published: date, _: Tense) -> Period:
        far = int(reach(length)[1])
        if length.unit.startswith("T"):
            other = published + timedelta(days=sign * (far // 24 + 1))
        else:
            other = _moved(published, length.unit, sign * far)
        days = sorted((published, other))
        return Period(value, calendar.day(days[0]).start, calendar.day(days[1]).end, grain)

    known = pick(marks, "H") is None
    rule = "duration.around_publication" if known else "duration"
    return Meaning(
        type="DURATION", value=value, rule=rule, grain=grain, at=at if known else None, spoken=True
    )


def read_weekend(marks: Marks) -> Meaning | None:
    """Read the weekend: the one of the week of publication."""
    unit = pick(marks, "U")
    return _related_unit("WE", 0) if unit is not None and unit.value == "WE" else None
