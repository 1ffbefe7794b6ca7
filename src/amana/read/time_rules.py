"""The rules of time expressions: patterns over the letters of `time_words`, and who reads them.

Each rule is a pattern and a builder; the longest match wins where rules meet. A builder answers
None where the marks only look like its expression.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from amana.read import time_absolute as absolute
from amana.read import time_relative as relative
from amana.read.time_absolute import Marks
from amana.read.time_meanings import Meaning
from amana.read.time_words import marks_of

Builder = Callable[[Marks], Meaning | None]


class Found(NamedTuple):
    """An expression found: its place and its meaning."""

    start: int
    end: int
    meaning: Meaning


@lru_cache(maxsize=8)
def find_expressions(text: str) -> tuple[Found, ...]:
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
    return tuple(sorted(found, key=lambda one: one.start))


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


_FULL = r"(?:U?[wW]\.?[,-]?|U)?(?:t?[NO]\.?o?[Mm]\.?(?:/[Mm])?,?o?Y|[Mm]\.?(?:/[Mm])?t?[NO],?Y|I)"
_PARTIAL = r"(?:U?[wW]\.?,?|U)?(?:t?[NO]o?[Mm](?:/[Mm])?|[Mm]\.?/?t?[NO])"
_DAY = rf"(?:{_FULL}|{_PARTIAL}|U?w|UW|D)"
_CLOCK = r"(?:ci?)?(?:C[+P]?|N[+P]|k|Nc|(?<=c)[NO](?:nh|h)?P?)(?:,?\(?Z\)?)?"
_LENGTH = r"v?(?:[NV]o?-?[Uu]|hy?U|(?<!u)yU|[NV]h[uU])(?:ny?h|h)?"
_ANY_LENGTH = rf"(?:{_LENGTH}|v?B|u)"
_END = r"(?=[,.)\n-]|$)"

_YEAR = (
    r"(?:t?qo?|q-)?t?UY|(?:(?<=[iosrqgMm(,-])|(?<=\n)|^)(?:t?qo?|q-)?Y(?![xNU])"
    r"|Y(?=[,.);-])|(?<=[io])(?:t?qo?)?Y|(?<=Yn)Y"
)

_RULES: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), builder)
    for pattern, builder in (
        (rf"{_CLOCK}(?:it?P|P)?[,(]?[iot]*{_DAY}P?", absolute.read_clock_on_day),
        (rf"{_DAY}P?,?-?i?{_CLOCK}P?", absolute.read_clock_on_day),
        (
            rf"(?:q[io]?)?t?P(?:[oi]t?U?)?{_DAY}|(?:q[io]?)?{_DAY}[,]?(?:it)?P",
            absolute.read_part_of_day,
        ),
        (rf"[qle][io]?{_DAY}|{_DAY}", absolute.read_day),
        (r"[ql]?(?:LP|[pP]L|p)", relative.read_night),
        (r"[qle]?(?:HP|PH)", relative.read_this_part),
        (r"[le]?o?(?:P?T[PpUD]|t?G[PpUD]|P?[DpP]G)|[le]itU", relative.read_same_day),
        (rf"t[XF][PU]|P?[DUpP]F|t[UP]r{_END}", relative.read_next),
        (rf"tf[PU]|P?[DUpP]f|t[UP][se]{_END}", relative.read_previous),
        (rf"b(?:{_ANY_LENGTH}|U)(?=o)", relative.read_after_event),
        (rf"{_ANY_LENGTH}l|{_ANY_LENGTH}r{_END}", relative.read_later),
        (rf"b(?:{_ANY_LENGTH}|U)(?![YNO])|l{_ANY_LENGTH}", relative.read_later),
        (
            rf"{_ANY_LENGTH}e|{_ANY_LENGTH}s{_END}|e{_ANY_LENGTH}",
            relative.read_earlier,
        ),
        (rf"{_ANY_LENGTH}A|g(?:{_ANY_LENGTH}|U)(?![YNO])", relative.read_ago),
        (r"(?:t?qo?)?t?[LXH]-?[UwMmS]|[UwMS][LXH]|Uw[LXH]|[le]HU", relative.read_related),
        (r"tU", relative.read_weekend),
        (r"t?[LXHjO]v?[NV]?-?u|u[NB]?[LX]|[Nv]*u[LX]|B[LX]|(?<=z)u|ju", absolute.read_duration),
        (r"(?:t?qo?|q-)?t?[Mm]\.?(?:/[Mm])?,?[oi]?U?Y", absolute.read_month_of_year),
        (r"(?:t?qo?|q-)?U?M(?:/[Mm])?|(?<=[iosrqg])m(?!N)|Um", absolute.read_month),
        (r"t?O-?U(?:ot?(?:[LHX]U|U[LHX]|Y))?|tYO-?U", absolute.read_quarter),
        (r"(?:t?qo?|q-)?t?S(?:o?Y)", absolute.read_season),
        (_YEAR, absolute.read_year),
        (r"(?<=t)Y(?!u)", absolute.read_year_as_name),
        (r"NN", absolute.read_years_spoken),
        (r"t?q?d", absolute.read_decade),
        (r"K[NO]?[UuBwPSM]W?|KUw|E", absolute.read_set),
        (rf"{_LENGTH}(?!-?J)|v?B", absolute.read_duration),
        (_CLOCK, absolute.read_clock_alone),
        (r"(?<=i)t?P", relative.read_same_day),
        (r"R", absolute.read_reference),
    )
)
