"""Figures: what digits mean, with their separators, groups, points and powers."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from amana.lang.tokens import TURNS, Token

#: figures longer than this are identifiers: no count in a report needs more
MOST_DIGITS = 18
#: powers beyond this, up or down, are read as none: nothing in a report is so great or so small
GREATEST_POWER = 40

_TURNS = re.compile(f"[{TURNS}]")
_GROUPS = re.compile(r"\d{1,3}(?:[,٬،.\u00a0\u202f]\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")  # 12,34,567: lakhs and crores
# 40 000, 1 234 567.89: no part of a longer row of figures, nothing written onto it
_SPACED = re.compile(
    r"[1-9١-٩]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,5}(?:[.,]\d{1,2})?(?!\w|-[^\W\d]|[ .,]?\d)"
)
_POWER = re.compile(
    r"(?P<base>\d+(?:[.,٫]\d+)?)"
    r"(?:\s?[x×*]\s?10\^(?P<ten>[+-]{0,2}\d{1,2})|[eE](?P<e>[+-]?\d{1,2})|\^(?P<of>[+-]{0,2}\d{1,2}))"
    r"(?!\w)"
)


class Figure(NamedTuple):
    """What a figure means, and where it stands."""

    value: Decimal
    start: int
    end: int
    last: int  #: index of its last token


def value_of(figure: str) -> Decimal | None:
    """Return what digits with their separators mean; None where they are no one number.

    Groups of three after a comma, an Arabic comma, a thousands sign or a hard space are
    thousands; one other separator is decimal; several full stops are an address or a version.

    >>> value_of("50,000"), value_of("٣٫٥"), value_of("192.168.1.2"), value_of("1.111,25")
    (Decimal('50000'), Decimal('3.5'), None, Decimal('1111.25'))
    """
    digits = _TURNS.sub("", _ascii(figure))
    marks = [c for c in digits if not c.isdecimal()]
    if len(digits) - len(marks) > MOST_DIGITS or (not digits.isascii() and not marks):
        return None
    if not marks:
        return Decimal(digits)
    if _INDIAN.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    last, only = marks[-1], len(set(marks)) == 1
    if only and _GROUPS.fullmatch(digits) and (last != "." or len(marks) > 1):
        return Decimal(re.sub(r"\D", "", digits))
    whole, _, part = digits.rpartition(last)
    if last in whole or last in "\u00a0\u202f" or (marks[:-1] and not _GROUPS.fullmatch(whole)):
        return None
    return Decimal(re.sub(r"\D", "", whole) + "." + part)


def figure_at(text: str, sequence: Sequence[Token], at: int) -> Figure | None:
    """Return the figure that begins at a token, over all its tokens; None where it is no number."""
    token = sequence[at]
    whole = _in_one(text, token.start) if token.end < len(text) else None
    if whole is not None:
        value, end = whole
        last = at
        while last + 1 < len(sequence) and sequence[last + 1].start < end:
            last += 1
        return Figure(value, token.start, end, last)
    found = value_of(token.raw)
    if found is None:
        return None
    if _begins_with_point(text, token):
        return Figure(found.scaleb(-len(token.raw)), token.start - 1, token.end, at)
    return Figure(found, token.start, token.end, at)


def _in_one(text: str, start: int) -> tuple[Decimal, int] | None:
    """The value and the end of a figure in groups with spaces, or with a power."""
    spaced = _SPACED.match(text, start)
    if spaced is not None and not _follows_figure(text, start):
        value = value_of(re.sub(r"[ \u00a0\u202f]", "", spaced[0]))
        return None if value is None else (value, spaced.end())
    power = _POWER.match(text, start)
    if power is None:
        return None
    written = _ascii(power["ten"] or power["e"] or power["of"])
    exponent = int(written.lstrip("+-")) * (-1) ** written.count("-")
    base = Decimal(re.sub("[,٫]", ".", _ascii(power["base"])))
    if abs(exponent) > GREATEST_POWER or len(power["base"]) > MOST_DIGITS:
        return None
    if power["of"] is None:
        return base.scaleb(exponent), power.end()
    return (base**exponent, power.end()) if base else None


def _follows_figure(text: str, start: int) -> bool:
    """Whether digits stand right before: then groups are the rest of a number to be dialled."""
    before = text[max(0, start - 2) : start]
    return before[-1:] in {"+", "-", "/"} or (before[:1].isdecimal() and before[-1:] in " \u00a0.")


def _begins_with_point(text: str, token: Token) -> bool:
    """.08: a point with nothing before it; in Arabic a full stop often stands like that."""
    start, alone = token.start, token.raw.isdecimal() and len(token.raw) > 1
    if not alone or text[start - 1 : start] != "." or (start > 1 and not text[start - 2].isspace()):
        return False
    return not text[max(0, start - 3) : start - 2] >= "\u0600"


def _ascii(figure: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in figure)
