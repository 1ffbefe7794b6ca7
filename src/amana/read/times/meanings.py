"""What a time expression means before it is known when it was written; lengths of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from amana.lang.calendar import Period
from amana.lang.lexicon import load
from amana.model import Grain, TimeType
from amana.read.clauses import Tense
from amana.read.times.words import Mark

Order = Literal["day first", "month first"]

#: how a word like "last", "next", "this" counts: the letters of `words`
SIGNS = {"L": -1, "X": 1, "H": 0}

#: answers a day of publication, and whether the clause tells of the past or of what is to come
At = Callable[[date, Tense], Period]

GRAINS: dict[str, Grain] = {
    "D": "day",
    "W": "week",
    "WE": "day",
    "M": "month",
    "Q": "month",
    "Y": "year",
    "10Y": "year",
    "100Y": "year",
    "FN": "week",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
#: how far a couple reaches above two, as `numbers.toml` declares it; its value is still two
MOST_OF_A_COUPLE = 2
#: days of one unit, where "ago" and "later" count days
DAYS = {"D": 1, "W": 7, "FN": 14, "WE": 7}


class Length(NamedTuple):
    """A length of time: so many units, None where the text does not say how many."""

    unit: str
    low: Decimal | None
    high: Decimal | None

    @property
    def value(self) -> str:
        """The TIMEX3 duration."""
        unit, times = self.unit, 1
        unit, times = {"10Y": ("Y", 10), "100Y": ("Y", 100), "Q": ("M", 3)}.get(unit, (unit, times))
        unit, times = {"FN": ("W", 2), "WE": ("WE", 1)}.get(unit, (unit, times))
        name = {"10Y": "DE", "100Y": "CE"}.get(self.unit, unit)
        exact = self.low is not None and self.high in {self.low, self.low + MOST_OF_A_COUPLE}
        count = _count(self.low * times) if exact and self.low is not None else "X"
        unit = unit if exact else name
        return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _count(number: Decimal) -> str:
    whole = number.to_integral_value()
    return f"{whole if number == whole else number.normalize():f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an expression means before it is known when it was written.

    `period` where it stands by itself; `at` where it counts from publication; `shift` where it
    counts from what was told before.
    """

    type: TimeType
    value: str
    rule: str
    grain: Grain | None
    period: Period | None = None
    at: At | None = None
    zone: str | None = None  #: minutes east of UTC, or a zone by its name, where the text tells
    spoken: bool = False  #: counts from the moment of speaking: "today", "two days ago"
    shift: Callable[[datetime, datetime], Period] | None = None
    either: tuple[Period, Period] | None = None  #: day first, month first: 05/06/2031
    order: Order | None = None  #: what figures that leave no choice show of the text's manner


def pick(marks: Sequence[Mark], letters: str) -> Mark | None:
    """Return the first mark with one of these letters."""
    return next((mark for mark in marks if mark.letter in letters), None)


# --- parts of longer stretches


def narrowed(meaning: Meaning, edge: Mark | None) -> Meaning:
    """Return what "early", "mid", "the end of" leave of a week, a month, a year.

    The halves are declared, and wide on purpose: "early May" is its first half, "mid-May" the
    two quarters in its middle, "the end of May" its second half. The value stays that of the
    whole, as in TIMEX3.
    """
    if edge is None or meaning.grain not in {"week", "month", "year"} or meaning.rule == "ago":
        return meaning
    part, at = edge.value, meaning.at
    return replace(
        meaning,
        period=None if meaning.period is None else _part(meaning.period, part),
        at=None if at is None else lambda day, tense: _part(at(day, tense), part),
    )


def _part(whole: Period, part: str) -> Period:
    quarter = timedelta(days=(whole.end - whole.start).days // 4)
    if part in {"early", "start"}:
        return whole._replace(end=whole.start + 2 * quarter)
    if part == "mid":
        return whole._replace(start=whole.start + quarter, end=whole.end - quarter)
    return whole._replace(start=whole.end - 2 * quarter)


# --- lengths


def length_in(marks: Sequence[Mark]) -> Length | None:
    """Return the length of time that the marks name: two days, a few hours, يومين."""
    unit = pick(marks, "UuB")
    if unit is None:
        return None
    if unit.letter == "B":
        return Length(unit.value, Decimal(2), Decimal(2))
    number, half = pick(marks, "NV"), pick(marks, "h")
    more = Decimal(0) if half is None else Decimal(half.value) / 60
    if number is not None and number.number is not None:
        low, high = number.number.low + more, number.number.high + more
        return Length(unit.value, low, high)
    if unit.letter == "u":
        return Length(unit.value, None, None)
    if half is not None and half.start < unit.start:
        smaller, times = {"TH": ("TM", 60), "Y": ("M", 12)}.get(unit.value, (unit.value, 1))
        return Length(smaller, more * times, more * times)
    return Length(unit.value, 1 + more, 1 + more)


def reach(length: Length) -> tuple[Decimal, Decimal]:
    """Return how far a length can reach, in its unit; vague ones as declared in `times.toml`."""
    if length.low is not None and length.high is not None and length.low == length.high:
        return length.low, length.low
    declared = load("times")["offset"]
    names = {"TH": "hours", "TM": "minutes", "D": "days", "W": "weeks", "M": "months"}
    first, last = declared[names.get(length.unit, "years")]
    return Decimal(first), Decimal(last)
