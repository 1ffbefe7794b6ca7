"""Entries: the lines of a live blog or a log, each begun with its clock: "14.20 — It rains"."""

import re
from collections.abc import Sequence
from datetime import tzinfo
from itertools import pairwise

from amana.model import Time, Window
from amana.read.layouts.stamps import Stamp, dated, days_above, said_then, stamp_at
from amana.read.layouts.turns import Line

HEAD_LINES = 3  #: lines above the first entry where a date may hold for it
LEAST_ENTRIES = 3  #: lines that open with a clock, from which the clocks are stamps

_JOINT = re.compile(r"\s*[)\]]?\s*(?:[-–—|·•:]\s*|\s)")


def entries(text: str, lines: Sequence[Line]) -> dict[int, tuple[int, Stamp]]:
    """Return the stamps in front of entries, by where their line begins: its words, its stamp."""
    found: dict[int, tuple[int, Stamp]] = {}
    for line in lines:
        start, end = line.span
        at = start + (text[start] in "[(")
        stamp = stamp_at(text, at, end) if text[at : at + 1].isdigit() else None
        if stamp is None or stamp.clock is None:
            continue
        joint = _JOINT.match(text, stamp.span[1], end)
        if joint is not None and joint.end() < end:
            found[start] = (joint.end(), stamp)
    if len(found) < LEAST_ENTRIES:
        return {}
    first = min(found)
    above = days_above(text, (line.span for line in lines[:HEAD_LINES] if line.span[1] <= first))
    stamps = [stamp for _, stamp in found.values()]
    rising = all(a.clock < b.clock for a, b in pairwise(stamps[:2]) if a.clock and b.clock)
    settled = dated([*above[:1], *stamps])[len(above[:1]) :] if rising else dated(stamps)
    return {
        start: (words, stamp)
        for (start, (words, _)), stamp in zip(found.items(), settled, strict=True)
    }


def times_of(
    opened: Sequence[tuple[int, Stamp]], text: str, window: Window | None, zone: tzinfo
) -> dict[int, Time]:
    """Return the stamps of entries as times, by where the words behind them begin."""
    found = {}
    for start, stamp in opened:
        said = said_then(stamp, text, item="", window=window, zone=zone)
        if said is not None and said.earliest is not None:
            found[start] = Time(
                span=stamp.span, as_written=said.as_written, type="TIME", value=said.value or "",
                earliest=said.earliest, latest=said.latest, grain=said.grain, rule="clock.entry",
                anchor="published",
            )  # fmt: skip
    return found
