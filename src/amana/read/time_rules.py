"""The rules of time expressions: patterns over the letters of `time_words`, and what they mean.

Each rule is a pattern and a builder; the longest match wins where rules meet. A builder answers
None where the marks only look like its expression.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from amana.lang import calendar
from amana.lang.calendar import Period
from amana.read.time_meanings import (
    DAYS,
    GRAINS,
    Day,
    Length,
    Meaning,
    clock_in,
    clock_period,
    day_in,
    length_in,
    part_period,
    pick,
    reach,
)
from amana.read.time_words import Mark, marks_of

Marks = Sequence[Mark]
Builder = Callable[[Marks], Meaning | None]

#: years written alone are believed in this range only; other figures of four digits are counts
YEARS_ALONE = range(1900, 2100)
NIGHT = "TNI 18 30"
_ONE = Decimal(1)


class Found(NamedTuple):
    """An expression found: its place and its meaning."""

    start: int
    end: int
    meaning: Meaning


def find_expressions(text: str) -> list[Found]:
    """Return the time expressions of a text in order; none overlaps another."""
    marks = marks_of(text)
    letters = "".join(mark.letter for mark in marks)
    taken = bytearray(len(letters))
    found: list[Found] = []
    for first, last, build in _matches(letters):
        if any(taken[first:last]):
            continue
        meaning = build(marks[first:last])
        if meaning is not None:
            taken[first:last] = b"\1" * (last - first)
            found.append(Found(marks[first].start, marks[last - 1].end, meaning))
    return sorted(found, key=lambda one: one.start)


def _matches(letters: str) -> Iterator[tuple[int, int, Builder]]:
    """Where rules match, the longest first, earlier rules before later ones."""
    spans = [
        (match.start(), match.end(), rule)
        for rule, (pattern, _) in enumerate(_RULES)
        for match in pattern.finditer(letters)
        if match.end() > match.start()
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[2], span[0]))
    for first, last, rule in spans:
        yield first, last, _RULES[rule][1]


# --- a day, a part of it, a clock time on it


def _day(marks: Marks) -> Meaning | None:
    day = day_in(marks)
    if day is None:
        return None
    modifier = pick(marks, "qle")
    suffix = "" if modifier is None else modifier.value
    return _on(day, lambda of: _whole_day(of, suffix), suffix, type_="DATE")


def _whole_day(of: date, suffix: str) -> Period:
    """The day, its value narrowed by "early" or "late": the day itself stays whole."""
    whole = calendar.day(of)
    return whole._replace(value=whole.value + suffix)


def _part_of_day(marks: Marks) -> Meaning | None:
    day, part = day_in(marks), pick(marks, "P")
    if day is None or part is None:
        return None
    make = partial(part_period, part=part.value, early=_early(marks))
    return _on(day, make, part.value.split()[0])


def _early(marks: Marks) -> bool:
    return any(mark.letter == "q" and mark.value == "TMO" for mark in marks)


def _clock_on_day(marks: Marks) -> Meaning | None:
    day, clock = day_in(_without_hour(marks)), clock_in(marks)
    if day is None or clock is None:
        return None
    make = partial(clock_period, clock=clock)
    return _on(day, make, clock.value, east=clock.east)


def _without_hour(marks: Marks) -> list[Mark]:
    """The marks without the number that is the hour: it is no day of a month."""
    for i, mark in enumerate(marks):
        behind = marks[i + 1].letter if i + 1 < len(marks) else ""
        if mark.letter in "NO" and (behind in {"+", "c"} or (i > 0 and marks[i - 1].letter == "c")):
            return [*marks[:i], *marks[i + 1 :]]
    return list(marks)


def _on(
    day: Day,
    make: Callable[[date], Period],
    suffix: str,
    *,
    type_: str = "TIME",
    east: int | None = None,
) -> Meaning:
    """What is made of a day, which may be fixed or counted from publication."""
    period, at, value = None, None, day.value + suffix
    if day.other is not None and day.fixed is not None:
        first, last = min(day.fixed, day.other), max(day.fixed, day.other)
        start, end = calendar.day(first).start, calendar.day(last).end
        period = Period(day.value, start, end, "day")
        value = day.value
    elif day.fixed is not None:
        period = make(day.fixed)
        value = period.value
    elif day.at is not None:
        at = _composed(day.at, make)
    return Meaning(
        type="DATE" if type_ == "DATE" else "TIME",
        value=value,
        rule=day.rule,
        grain=make(date(2000, 1, 1)).grain,
        period=period,
        at=at,
        east=east,
        spoken=day.spoken,
    )


def _composed(
    day: Callable[[date, bool], date], make: Callable[[date], Period]
) -> Callable[[date, bool], Period]:
    return lambda published, future: make(day(published, future))


def _clock_alone(marks: Marks) -> Meaning | None:
    clock = clock_in(marks)
    if clock is None:
        return None
    return Meaning(
        type="TIME",
        value=clock.value,
        rule="clock.alone",
        grain=clock.grain,
        east=clock.east,
        shift=lambda start, _: clock_period(start.date(), clock),
    )


def _night(marks: Marks) -> Meaning | None:
    """Tonight, last night, الليلة الماضية."""
    night, last = pick(marks, "pP"), pick(marks, "L")
    if night is None or (night.letter == "P" and not night.value.startswith("TNI")):
        return None
    return _spoken_part(-1 if last is not None else 0, NIGHT, early=False)


def _this_part(marks: Marks) -> Meaning | None:
    part = pick(marks, "P")
    return None if part is None else _spoken_part(0, part.value, early=_early(marks))


def _spoken_part(days: int, part: str, *, early: bool) -> Meaning:
    def at(published: date, _: bool) -> Period:  # noqa: FBT001
        return part_period(published + timedelta(days=days), part, early=early)

    return Meaning(
        type="TIME",
        value=f"XXXX-XX-XX{part.split()[0]}",
        rule="day.at_publication",
        grain="day",
        at=at,
        spoken=True,
    )


# --- counted from what was told before


def _same_day(marks: Marks) -> Meaning | None:
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

    value = f"XXXX-XX-XX{hours.split()[0] if hours else ''}"
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


def _beside_day(marks: Marks, sign: int) -> Meaning | None:
    """The next morning, the previous day, the following week, اليوم التالي."""
    unit, hours = pick(marks, "U"), _hours_of(marks)
    if unit is not None and unit.value != "D":
        return _shifted(Length(unit.value, _ONE, _ONE), sign)
    if hours:
        return _on_anchor_day(sign, hours, "next_day.part" if sign > 0 else "previous_day.part")
    return _shifted(Length("D", _ONE, _ONE), sign)


def _offset(marks: Marks, sign: int) -> Meaning | None:
    length = length_in([mark for mark in marks if mark.letter not in "P"])
    return None if length is None else _shifted(length, sign)


def _after_event(marks: Marks) -> Meaning | None:
    """بعد يومين من الغارة: counted from an event that has no date here."""
    length = length_in(marks)
    if length is None:
        return None
    grain = GRAINS[length.unit]
    return Meaning(type="DATE", value=length.value, rule="offset.from_event", grain=grain)


def _shifted(length: Length, sign: int) -> Meaning:
    grain = GRAINS[length.unit]
    rule = "offset.after_anchor" if sign > 0 else "offset.before_anchor"

    def shift(start: datetime, end: datetime) -> Period:
        near, far = reach(length)
        if grain in {"hour", "minute", "second"}:
            unit = {"hour": 3600, "minute": 60, "second": 1}[grain]
            first, last = (timedelta(seconds=float(n * unit * sign)) for n in (near, far))
            return Period(length.value, start + min(first, last), end + max(first, last), grain)
        first_day, last_day = start.date(), (end - timedelta(microseconds=1)).date()
        if end - start <= timedelta(hours=12):
            last_day = first_day
        days = [_moved(day, length.unit, int(n * sign)) for day in (first_day, last_day)
                for n in (near, far)]
        return _hull(calendar.day(min(days)), calendar.day(max(days)))

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


def _ago(marks: Marks) -> Meaning | None:
    """Two days ago, a few hours ago, قبل يومين."""
    length = length_in(marks)
    if length is None:
        return None
    vague = length.low is None or length.low != length.high

    def at(published: date, _: bool) -> Period:  # noqa: FBT001
        near, far = (int(n) for n in reach(length))
        if length.unit.startswith("T"):
            start = calendar.day(published - timedelta(days=far // 24 + 1)).start
            return Period(length.value, start, calendar.day(published).end, "day")
        first, last = _moved(published, length.unit, -far), _moved(published, length.unit, -near)
        if vague:
            return Period("PAST_REF", calendar.day(first).start, calendar.day(last).end, "day")
        return _around(last, length.unit)

    return Meaning(
        type="DATE",
        value=length.value if not vague else "PAST_REF",
        rule="ago",
        grain=GRAINS[length.unit],
        at=at,
        spoken=True,
    )


def _around(day: date, unit: str) -> Period:
    """The unit that a day lies in."""
    if unit in {"W", "FN"}:
        return calendar.week(day)
    if unit == "WE":
        return calendar.weekend(day)
    if unit == "M":
        return calendar.month(day.year, day.month)
    if unit == "Q":
        return calendar.quarter(day.year, (day.month + 2) // 3)
    if unit in {"Y", "10Y", "100Y"}:
        return calendar.year(day.year)
    return calendar.day(day)


def _related(marks: Marks) -> Meaning | None:
    """Last week, this month, next year, last Friday, last June, last fall."""
    relation = pick(marks, "LXH")
    if relation is None:
        return None
    sign = {"L": -1, "X": 1, "H": 0}[relation.letter]
    weekday, month = pick(marks, "w"), pick(marks, "Mm")
    season, unit = pick(marks, "S"), pick(marks, "U")
    if weekday is not None:
        return _related_weekday(int(weekday.value), sign)
    if month is not None:
        return _related_month(int(month.value), sign)
    if season is not None:
        return _related_season(season.value, sign)
    return None if unit is None else _related_unit(unit.value, sign)


def _related_weekday(number: int, sign: int) -> Meaning:
    def at(published: date, future: bool) -> Period:  # noqa: FBT001
        if sign > 0 or (sign == 0 and future):
            return calendar.day(calendar.next_weekday(number, published))
        until = published - timedelta(days=1) if sign < 0 else published
        return calendar.day(calendar.last_weekday(number, until))

    rule = {-1: "weekday.last", 0: "weekday.this", 1: "weekday.next"}[sign]
    return Meaning(type="DATE", value=f"XXXX-WXX-{number}", rule=rule, grain="day", at=at)


def _related_month(number: int, sign: int) -> Meaning:
    def at(published: date, future: bool) -> Period:  # noqa: FBT001
        if sign > 0:
            return calendar.month(published.year + (published.month >= number), number)
        if sign < 0:
            return calendar.month(published.year - (published.month <= number), number)
        del future
        return calendar.month(published.year, number)

    value = f"XXXX-{number:02d}"
    return Meaning(type="DATE", value=value, rule="month.related", grain="month", at=at)


def _related_season(name: str, sign: int) -> Meaning:
    def at(published: date, _: bool) -> Period:  # noqa: FBT001
        first = calendar.SEASONS[name]
        passed = published.month >= first + 3 or (sign > 0 and published.month >= first)
        year = published.year + {-1: 0 if passed else -1, 0: 0, 1: int(passed)}[sign]
        return calendar.season(year, name)

    value = f"XXXX-{name}"
    return Meaning(type="DATE", value=value, rule="season.related", grain="month", at=at)


def _related_unit(unit: str, sign: int) -> Meaning | None:
    if unit in {"10Y", "100Y"} or unit.startswith("T"):
        length = Length(unit, _ONE, _ONE)
        return Meaning(
            type="DURATION", value=length.value, rule="duration", grain=GRAINS[unit]
        )
    if unit == "D" and sign != 0:
        return _shifted(Length("D", _ONE, _ONE), sign)

    def at(published: date, _: bool) -> Period:  # noqa: FBT001
        if unit in {"M", "Y", "Q"}:
            months = {"M": 1, "Q": 3, "Y": 12}[unit]
            return _around(calendar.add_months(published.replace(day=1), sign * months), unit)
        day = published + timedelta(days=7 * sign)
        if unit == "WE" and sign < 0 and published.isoweekday() > 5:  # noqa: PLR2004
            return calendar.weekend(published - timedelta(days=7))
        return _around(day, unit)

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


def _weekend(marks: Marks) -> Meaning | None:
    unit = pick(marks, "U")
    return _related_unit("WE", 0) if unit is not None and unit.value == "WE" else None


# --- months, years, seasons, quarters


def _month_of_year(marks: Marks) -> Meaning | None:
    month, year = pick(marks, "Mm"), pick(marks, "Y")
    if month is None or year is None or int(year.value) not in calendar.YEARS:
        return None
    return _fixed(calendar.month(int(year.value), int(month.value)), "month.full")


def _month(marks: Marks) -> Meaning | None:
    mark = pick(marks, "Mm")
    if mark is None:
        return None
    number = int(mark.value)

    def at(published: date, future: bool) -> Period:  # noqa: FBT001
        if future:
            return calendar.month(published.year + (published.month > number), number)
        return calendar.month(published.year - (published.month < number), number)

    value = f"XXXX-{number:02d}"
    return Meaning(type="DATE", value=value, rule="month.before_published", grain="month", at=at)


def _fixed(period: Period, rule: str) -> Meaning:
    return Meaning(type="DATE", value=period.value, rule=rule, grain=period.grain, period=period)


def _year(marks: Marks) -> Meaning | None:
    mark, unit = pick(marks, "Y"), pick(marks, "U")
    if mark is None or (unit is not None and unit.value != "Y"):
        return None
    number = int(mark.value)
    if number not in (calendar.YEARS if unit is not None else YEARS_ALONE):
        return None
    return _fixed(calendar.year(number), "year")


def _year_as_name(marks: Marks) -> Meaning | None:
    """The 2011 uprising; a round figure there is a count (the 2000 displaced)."""
    return _year(marks) if int(marks[0].value) % 100 else None


def _years_spoken(marks: Marks) -> Meaning | None:
    """Nineteen ninety-one."""
    numbers = [mark.number for mark in marks if mark.letter == "N" and mark.number is not None]
    if len(numbers) != 2 or any(n.in_figures for n in numbers):  # noqa: PLR2004
        return None
    year = int(numbers[0].low) * 100 + int(numbers[1].low)
    fits = numbers[0].low in {19, 20} and 0 < numbers[1].low < 100  # noqa: PLR2004
    return _fixed(calendar.year(year), "year") if fits else None


def _decade(marks: Marks) -> Meaning | None:
    mark = pick(marks, "d")
    digits = "" if mark is None else "".join(c for c in mark.value if c.isdigit())
    if not digits:
        return None
    first = int(digits) if len(digits) > 2 else 1900 + int(digits)  # noqa: PLR2004
    return _fixed(calendar.years(first, 10), "decade") if first in calendar.YEARS else None


def _season(marks: Marks) -> Meaning | None:
    season, year = pick(marks, "S"), pick(marks, "Y")
    if season is None or year is None or int(year.value) not in calendar.YEARS:
        return None
    return _fixed(calendar.season(int(year.value), season.value), "season.full")


def _quarter(marks: Marks) -> Meaning | None:
    """The third quarter (of 1990, of last year)."""
    ordinal = next((m for m in marks if m.letter == "O"), None)
    quarter = next((m for m in marks if m.letter == "U" and m.value == "Q"), None)
    if ordinal is None or quarter is None or ordinal.number is None or ordinal.number.low > 4:  # noqa: PLR2004
        return None
    number, year, relation = int(ordinal.number.low), pick(marks, "Y"), pick(marks, "LXH")
    if year is not None:
        return _fixed(calendar.quarter(int(year.value), number), "quarter.full")

    def at(published: date, future: bool) -> Period:  # noqa: FBT001
        if relation is not None:
            years = {"L": -1, "X": 1, "H": 0}[relation.letter]
            return calendar.quarter(published.year + years, number)
        begun = published.month > 3 * (number - 1)
        return calendar.quarter(published.year - (0 if begun or future else 1), number)

    value = f"XXXX-Q{number}"
    return Meaning(type="DATE", value=value, rule="quarter", grain="month", at=at)


# --- lengths, sets, references


def _duration(marks: Marks) -> Meaning | None:
    length = length_in(marks)
    if length is None or length.unit in {"Q", "WE"}:
        return None
    value, grain = length.value, GRAINS[length.unit]
    return Meaning(type="DURATION", value=value, rule="duration", grain=grain)


def _set(marks: Marks) -> Meaning | None:
    """Every day, every two weeks, every Friday, daily."""
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
        value = length.value
    return Meaning(type="SET", value=value, rule="set", grain=None)


def _reference(marks: Marks) -> Meaning | None:
    mark = marks[0]

    def at(published: date, _: bool) -> Period:  # noqa: FBT001
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


# --- the table

_FULL = r"(?:U?[wW]\.?[,-]?|U)?(?:t?[NO]\.?o?[Mm]\.?(?:/[Mm])?,?o?Y|[Mm]\.?(?:/[Mm])?t?[NO],?Y|I)"
_PARTIAL = r"(?:U?[wW]\.?,?|U)?(?:t?[NO]o?[Mm](?:/[Mm])?|[Mm]\.?/?t?[NO])"
_DAY = rf"(?:{_FULL}|{_PARTIAL}|U?w|UW|D)"
_CLOCK = r"(?:ci?)?(?:C[+P]?|N[+P]|k|Nc|(?<=c)[NO](?:nh|h)?P?)(?:,?\(?Z\)?)?"
_LENGTH = r"v?(?:[NV]o?-?[Uu]|hy?U|(?<!u)yU|[NV]h[uU])(?:ny?h|h)?"
_ANY_LENGTH = rf"(?:{_LENGTH}|v?B|u)"
_END = r"(?=[,.)\n-]|$)"

_RULES: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), builder)
    for pattern, builder in (
        (rf"{_CLOCK}(?:it?P|P)?[,(]?[iot]*{_DAY}P?", _clock_on_day),
        (rf"{_DAY}P?,?-?i?{_CLOCK}P?", _clock_on_day),
        (rf"(?:q[io]?)?t?P(?:[oi]t?U?)?{_DAY}|(?:q[io]?)?{_DAY}[,]?(?:it)?P", _part_of_day),
        (rf"[qle][io]?{_DAY}|{_DAY}", _day),
        (r"[ql]?(?:p|LP|[pP]L)", _night),
        (r"[qle]?(?:HP|PH)", _this_part),
        (r"[le]?o?(?:P?T[PpUD]|t?G[PpUD]|P?[DpP]G)|[le]itU", _same_day),
        (rf"t[XF][PU]|P?[DUpP]F|t[UP]r{_END}", lambda marks: _beside_day(marks, 1)),
        (rf"tf[PU]|P?[DUpP]f|t[UP][se]{_END}", lambda marks: _beside_day(marks, -1)),
        (rf"b(?:{_ANY_LENGTH}|U)(?=o)", _after_event),
        (rf"{_ANY_LENGTH}l|{_ANY_LENGTH}r{_END}|b(?:{_ANY_LENGTH}|U)(?![YNO])|l{_ANY_LENGTH}",
         lambda marks: _offset(marks, 1)),
        (rf"{_ANY_LENGTH}e|{_ANY_LENGTH}s{_END}|e{_ANY_LENGTH}", lambda marks: _offset(marks, -1)),
        (rf"{_ANY_LENGTH}A|g(?:{_ANY_LENGTH}|U)(?![YNO])", _ago),
        (rf"(?:t?qo?)?t?[LXH]-?[UwMmS]|[UwMS][LXH]|Uw[LXH]|[le]HU", _related),
        (r"tU", _weekend),
        (r"t?[LXHjO]v?[NV]?-?u|u[NB]?[LX]|[Nv]*u[LX]|B[LX]|(?<=z)u|ju", _duration),
        (r"(?:t?qo?|q-)?t?[Mm]\.?(?:/[Mm])?,?[oi]?U?Y", _month_of_year),
        (r"(?:t?qo?|q-)?U?M(?:/[Mm])?|(?<=[iosrqg])m(?!N)|Um", _month),
        (r"t?O-?U(?:ot?(?:[LHX]U|U[LHX]|Y))?|tYO-?U", _quarter),
        (r"(?:t?qo?|q-)?t?S(?:o?Y)", _season),
        (r"(?:t?qo?|q-)?t?UY|(?:(?<=[iosrqgMm(,-])|(?<=\n)|^)(?:t?qo?|q-)?Y(?![xNU])"
         r"|Y(?=[,.);-])|(?<=[io])(?:t?qo?)?Y", _year),
        (r"(?<=t)Y(?!u)", _year_as_name),
        (r"NN", _years_spoken),
        (r"t?q?d", _decade),
        (r"K[NO]?[UuBwPSM]W?|KUw|E", _set),
        (rf"{_LENGTH}(?!-?J)|v?B", _duration),
        (_CLOCK, _clock_alone),
        (r"(?<=i)t?P", _same_day),
        (r"R", _reference),
    )
)
