"""Amounts of single sentences against the number specs of Recognizers-Text: values and bounds.

Its specs are of an assistant's language, not of news; they ask three things of a reader:

- numbers: an amount is read over the annotated letters whose value is the annotated one. Where
  the words around set a bound ("more than half"), that bound is the value and the other end is
  open: the spec annotates "half" alone. Thirds and the like are compared to one part in 10^9;
- ranges: one amount must have the numbers of both ends, and an end that is not bounded must not
  be. Whether an end itself is included is compared only where one end stands alone ("more than",
  "at least"): the spec writes "[20,30)" for "between 20 and 30", where amana keeps both ends;
- dimensions: the value, as with numbers; units are named too differently to be compared.

The specs also annotate the figures of dates, clocks, lengths of time and addresses of machines
as numbers. Those are no amounts here: they count as missed, and are named so among the errors.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from figures import Counts, Figure, figure, kinds, share

import amana
from amana.model import Amount, Reading

#: of a value, by which two writings of one fraction may differ (0.666666666667)
CLOSE = Decimal("1e-9")

#: what is measured: its file, the name of the figure, the goal on held-back parts, the best peer
SETS = (
    ("quant_number_en", "amounts en right value", 0.95, "Recognizers-Text .76"),
    ("quant_number_ar", "amounts ar right value", 0.90, "Recognizers-Text (as English) .26"),
    ("quant_range_en", "amounts en bounds kept", 1.0, "nobody represents bounds"),
    ("quant_range_ar", "amounts ar bounds kept", 1.0, "nobody represents bounds"),
    ("quant_dimension_en", "amounts en dimensions", 0.95, "Recognizers-Text .73"),
)

Gold = dict[str, Any]
Wrong = list[tuple[str, str]]


def measure(shared: Path, *, errors: bool) -> list[Figure]:
    """Return the figures of amounts; with `errors`, print what is wrong, by kind."""
    found: list[Figure] = []
    for file, name, goal, peer in SETS:
        path = shared / "data" / "time" / f"{file}.train.jsonl"
        if not path.is_file():
            continue
        wrong: Wrong = []
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        counted = [_compare(row, wrong) for row in rows]
        if errors:
            print(f"{name}\n{kinds(wrong, most=None)}")
        found.append(
            figure(name, counted, lambda c: share(c["right"], c["gold"]), goal=goal, peer=peer)
        )
    return found


def _compare(row: dict[str, Any], wrong: Wrong) -> Counts:
    """How many annotated quantities of a sentence there are, and how many are read right."""
    reading = amana.read_text(row["text"], published=None)
    counts: Counts = Counts()
    for gold in row["quantities"]:
        if gold["value"] is None or not gold["text"]:
            continue
        there = [one for one in reading.amounts if _overlaps(one.span, gold)]
        right = any(_is_right(one, gold["value"]) for one in there)
        counts["gold"] += 1
        counts["right"] += right
        if not right:
            wrong.append((_kind(reading, gold, there), _error(row, gold, there)))
    if not row["quantities"]:
        wrong += [("nothing annotated", _error(row, None, [one])) for one in reading.amounts]
    return counts


def _overlaps(span: tuple[int, int] | None, gold: Gold) -> bool:
    return span is not None and span[0] < gold["end"] and gold["start"] < span[1]


def _is_right(amount: Amount, value: str) -> bool:
    if value[0] in "[(":
        return _has_bounds(amount, value)
    ends = [end for end in (amount.low, amount.high) if end is not None]
    return bool(ends) and all(_close(end, Decimal(value)) for end in ends)


def _has_bounds(amount: Amount, value: str) -> bool:
    """Whether an amount has the bounds of an interval such as "(20,35]" or "[200,)"."""
    low, _, high = value[1:-1].partition(",")
    if not (_same(amount.low, low) and _same(amount.high, high)):
        return False
    if low and high:
        return True
    return amount.low_open == (value[0] == "(") if low else amount.high_open == (value[-1] == ")")


def _same(bound: Decimal | None, written: str) -> bool:
    if bound is None or not written:
        return bound is None and not written
    return _close(bound, Decimal(written))


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= CLOSE * abs(other)


# --- errors


def _kind(reading: Reading, gold: Gold, there: Iterable[Amount]) -> str:
    if any(there):
        return "another value"
    if any(_overlaps(time.span, gold) for time in reading.times):
        return "missed: part of a time"
    if gold["start"] and reading.text[gold["start"] - 1] in "./" and gold["value"].isdecimal():
        return "missed: part of an address or date"
    return "missed"


def _error(row: dict[str, Any], gold: Gold | None, there: Iterable[Amount]) -> str:
    read = " + ".join(f"“{one.as_written}” {_told(one)}" for one in there)
    if gold is None:
        return f"{row['text'][:90].strip()}: read {read}"
    return f"{row['text'][:90].strip()}: “{gold['text']}” is {gold['value']}, read {read or 'none'}"


def _told(amount: Amount) -> str:
    """An amount as the specs write one."""
    low, high = amount.low, amount.high
    opening, closing = "[("[amount.low_open], "])"[amount.high_open]
    ends = f"{'' if low is None else low},{'' if high is None else high}"
    return f"{low}" if low == high else f"{opening}{ends}{closing}"
