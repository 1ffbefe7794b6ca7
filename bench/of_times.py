"""Times of texts against annotated ones: the measures of TempEval-3, with the errors by kind.

An annotated expression is found where one that was read overlaps it (relaxed) or has its very
letters (strict); its value is right where, besides, the TIMEX3 values are equal to the letter.
Every text is read as its keeper would have it read: with the day of its publication.

In the sentences of Recognizers-Text an annotation may allow several answers; any of them is
right. What is compared there:

- a value, to the annotated timex and to each resolved value; "T15" and "T15:00" are one, and so
  are "TMO" and "XXXX-XX-XXTMO": the morning of a day that is not told;
- a range ("from 3 to 5 May", which TIMEX3 reads as two times), by where it begins and ends: the
  first of the times read inside it begins when the range does and the last one ends or is named
  by its end; several times read inside one range count as one;
- a length, to the timex, or to the seconds it is resolved to;
- an expression annotated without any value (months in Arabic) cannot be judged: it and what was
  read there are left out, but for the strict and relaxed measures.

GUM annotates days, months and years as ISO dates, other times not as TIMEX3 does: its other
values are left out in the same way.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from figures import Counts, Figure, f1, figure, kinds, share

import amana
from amana.model import Time

#: sets measured by name: their files, the goal on held-back parts, and the best known peer
SETS: dict[str, tuple[tuple[str, ...], float | None, str]] = {
    "te3": (("te3.dev",), 0.80, "HeidelTime .807 here, .781 on platinum"),
    "meantime": (("meantime.train", "meantime.dev"), 0.78, "HeidelTime .751 on its test part"),
    "gum": (("gum_dates.dev",), None, ""),
    "ar": (("recognizers_ar.train",), 0.65, "dateparser .10 on 22 sentences"),
    "en": (("recognizers_en.train",), None, "Recognizers-Text .47 on its test part"),
}
ABSOLUTE = {"gum"}  #: sets of days, months and years only: nothing else read there is false
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d.*")

Gold = dict[str, Any]
Wrong = list[tuple[str, str]]


def measure(shared: Path, *, errors: bool) -> list[Figure]:
    """Return the figures of times; with `errors`, print what is wrong, by kind."""
    found: list[Figure] = []
    for name, (files, goal, peer) in SETS.items():
        documents = [one for file in files for one in _rows(shared / "data" / "time", file)]
        if not documents:
            continue
        wrong: Wrong = []
        counted = [_compare(one, wrong, absolute=name in ABSOLUTE) for one in documents]
        if errors:
            print(f"times {name}\n{kinds(wrong, most=None)}")
        found += _figures(f"times {name}", counted, goal, peer)
    return found


def _figures(name: str, counted: list[Counts], goal: float | None, peer: str) -> list[Figure]:
    def of(key: str) -> Callable[[Counts], float]:
        return lambda counts: f1(counts, key)

    return [
        figure(f"{name} precision", counted, lambda c: share(c["relaxed"], c["read"])),
        figure(f"{name} recall", counted, lambda c: share(c["relaxed"], c["gold"])),
        figure(f"{name} relaxed F1", counted, of("relaxed")),
        figure(f"{name} strict F1", counted, of("strict")),
        figure(f"{name} value F1", counted, _value_f1, goal=goal, peer=peer),
    ]


def _value_f1(counts: Counts) -> float:
    return f1(counts, "value", "valued gold", "valued read")


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    path = folder / f"{name}.jsonl"
    if path.is_file():
        yield from map(json.loads, path.read_text("utf-8").splitlines())


# --- one document


def _compare(row: dict[str, Any], wrong: Wrong, *, absolute: bool) -> Counts:
    """What of a document's times was found, found to the letter, and understood."""
    gold = [_gold(one, absolute=absolute) for one in row["timexes"]]
    dated = _ISO.fullmatch(row["dct"] or "") is not None
    reading = amana.read_text(row["text"], published=row["dct"] if dated else None)
    read = [time for time in reading.times if time.span is not None]
    pairs = _paired(gold, read)
    taken = {id(time) for times in pairs for time in times}
    over = [t for t in read if id(t) not in taken and _counts(t, gold, absolute=absolute)]
    counts = Counts(gold=len(gold), read=len(over) + sum(map(bool, pairs)))
    counts["valued read"] = len(over)
    for one, times in zip(gold, pairs, strict=True):
        counts["valued gold"] += one["value"] is not None
        if times:
            counts["relaxed"] += 1
            counts["strict"] += (times[0].span[0], times[-1].span[1]) == _span(one)  # type: ignore[index]
        if one["value"] is None:
            continue
        counts["valued read"] += bool(times)
        right = bool(times) and _is_right(one, times)
        counts["value"] += right
        if not right:
            wrong.append(_error(row, one, times))
    wrong += [("false", f"{_around(row, t.span)} read {t.value} {t.rule}") for t in over]
    return counts


def _gold(one: Gold, *, absolute: bool) -> Gold:
    judged = not absolute or _DATE.fullmatch(one["value"] or "") is not None
    return one if judged else one | {"value": None}


def _span(one: Gold) -> tuple[int, int]:
    return one["start"], one["end"]


def _paired(gold: list[Gold], read: list[Time]) -> list[list[Time]]:
    """For each annotated expression what was read there: to one value one time, no time twice."""
    left = list(read)
    found: list[list[Time]] = []
    for one in gold:
        inside = [t for t in left if t.span and t.span[0] < one["end"] and one["start"] < t.span[1]]
        if not _is_range(one):
            inside = sorted(inside, key=lambda t: t.span != _span(one))[:1]
        left = [time for time in left if time not in inside]
        found.append(inside)
    return found


def _counts(time: Time, gold: list[Gold], *, absolute: bool) -> bool:
    """Whether a time that fits no annotation is held against the reader."""
    start, end = time.span or (0, 0)
    if any(g["value"] is None and start < g["end"] and g["start"] < end for g in gold):
        return False
    return not absolute or time.rule in {"date.full", "month.full", "year"}


# --- values


def _is_range(one: Gold) -> bool:
    return str(one["value"]).startswith("(") or any("start" in r for r in one.get("resolved", ()))


def _is_right(one: Gold, times: list[Time]) -> bool:
    resolved = one.get("resolved", ())
    accepted = {_plain(one["value"]), *(_plain(r["value"]) for r in resolved if r.get("value"))}
    if len(times) == 1 and _plain(times[0].value) in accepted:
        return True
    if one["type"] == "duration":
        return len(times) == 1 and _seconds(times[0].value) in accepted
    return any(_begins_and_ends(times, one) for one in resolved if "start" in one or "end" in one)


def _begins_and_ends(times: list[Time], whole: dict[str, str]) -> bool:
    """Whether the times read are a range's: by their bounds, or by how they are named."""
    first, last = times[0], times[-1]
    begins = {_plain(first.value), *_bounds(first.earliest)}
    ends = {*_bounds(last.latest)}
    if len(times) > 1 or "start" not in whole:
        ends |= {_plain(last.value), *_bounds(last.earliest)}
    sides = {"start": begins, "end": ends}
    return all(_plain(whole[side]) in seen for side, seen in sides.items() if side in whole)


def _bounds(moment: datetime | None) -> Iterable[str]:
    """A bound as a day and as a moment, where it can be both."""
    if moment is None:
        return ()
    wall = moment.replace(tzinfo=None).isoformat()
    return {_plain(wall), wall.removesuffix("T00:00:00")}


def _plain(value: str) -> str:
    """A value to the least: "2031-05-06 15:00:00" is "2031-05-06T15", "XXXX-XX-XXTMO" is "TMO"."""
    value = value.removeprefix("XXXX-XX-XX") or value
    value = value.replace(" ", "T", 1) if value[:4].isdigit() else value
    if value.count(":") and value[:2].isdigit() and "T" not in value:
        value = f"T{value}"
    head, clock, figures = value.partition("T")
    while figures.endswith(":00"):
        figures = figures.removesuffix(":00")
    return f"{head}{clock}{figures}"


def _seconds(value: str) -> str:
    """The seconds of a length in days, hours, minutes, seconds; "" for others."""
    unit = {"D": 86_400, "W": 604_800, "H": 3600, "M": 60, "S": 1, "Y": 31_536_000}
    number = value.strip("PTDWHMSY")
    if value[:1] != "P" or value[-1:] not in unit or not number.replace(".", "", 1).isdigit():
        return ""
    count = float(number) * (
        2_592_000 if value[-1] == "M" and "T" not in value else unit[value[-1]]
    )
    return f"{count:g}"


# --- errors


def _error(row: dict[str, Any], one: Gold, times: list[Time]) -> tuple[str, str]:
    place = f"{_around(row, _span(one))} is {one['value']}"
    if not times:
        return f"missed: {_kind(str(one['value']))}", place
    read = " + ".join(f"“{t.as_written}” {t.value} {t.rule}" for t in times)
    return f"value: {_difference(str(one['value']), times[0].value)}", f"{place}, read {read}"


def _around(row: dict[str, Any], span: tuple[int, int] | None) -> str:
    start, end = span or (0, 0)
    text = row["text"]
    told = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return f"{row['id'][:20]} ({str(row['dct'])[:16]}): {' '.join(told.split())}"


def _kind(value: str) -> str:
    """What a value is, by its shape: a reference, a length, a range, or how fine a time is."""
    if value.endswith("_REF"):
        return "reference"
    if value.startswith("P"):
        return "length"
    if value.startswith("("):
        return "range"
    if "T" in value:
        return "clock or part of the day"
    if "-W" in value:
        return "week or weekday"
    shapes = {2: "century", 3: "decade", 4: "year", 7: "month, quarter or season", 10: "day"}
    return shapes.get(len(value), "other")


def _difference(gold: str, read: str) -> str:
    """How a value differs: in what it is, or in which of them."""
    if _kind(gold) != _kind(read):
        return f"{_kind(gold)} read as {_kind(read)}"
    if "X" in gold or "X" in read:
        return f"{_kind(gold)}: left open by one"
    if _kind(gold) == "length":
        return f"length: {'count' if gold[-1:] == read[-1:] else 'unit'}"
    return f"{_kind(gold)}: too {'early' if read < gold else 'late'}"
