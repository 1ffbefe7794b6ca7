"""Headed: people who speak one below the other, each under a line "Omar, 34, baker"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from amana.model import Span
from amana.read.turns import Line, Turn, is_label, speaks_of_self, trimmed_name

LEAST_HEADED = 2  #: lines of this form from which they head words
LONGEST_HEADING = 14  #: words of "Dr Lina Sabri, 51, head of the children's ward in Tella"

#: behind the name: an age, a role, what else is told of somebody
_SHAPE = re.compile(
    r"(?P<name>[^,،:.!?؟\n]{2,60}?)(?P<more>\s*[,،]\s*[^:!?؟\n]{1,90}|\s*\(\d{1,3}[^()\n]{0,40}\)|\s+[–—-]\s+[^:!?؟\n]{1,90})"
)
_CLOSE = {"“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}


def headed(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return the words under headings that name somebody, where several stand so.

    Words are theirs whole where they speak of themselves, or stand between marks whole; what
    only tells of somebody stays the outlet's.
    """
    at = [i for i, line in enumerate(lines) if i and _is_heading(lines, i, line)]
    if len(at) < LEAST_HEADED:
        return []
    found = []
    for i, following in pairwise([*at, len(lines)]):
        end = i + 1
        while end < following and (end == i + 1 or not lines[end].parted):
            end += 1
        if end - 1 > i and (words := _words(text, (lines[i + 1].span[0], lines[end - 1].span[1]))):
            found.append(_turn(text, lines[i], words))
    own = [turn for turn in found if turn.words and speaks_of_self(text[slice(*turn.words)])]
    return found if len(own) >= LEAST_HEADED and len(own) * 2 >= len(at) else []


def _is_heading(lines: Sequence[Line], i: int, line: Line) -> bool:
    if not line.parted or i + 1 >= len(lines) or len(line.text.split()) > LONGEST_HEADING:
        return False
    if line.text[-1] in '.…:;"”»':
        return False
    match = _SHAPE.fullmatch(line.text)
    return match is not None and is_label(match["name"])


def _words(text: str, span: Span) -> Span | None:
    """The words under a heading, without marks around them; None where marks are mixed in."""
    start, end = span
    close = _CLOSE.get(text[start])
    if close is None:
        return span if speaks_of_self(text[start:end]) else None
    inner = text[start + 1 : end - 1]
    whole = text[end - 1] == close and "\n" not in inner
    if not whole or (close not in "’'" and (close in inner or text[start] in inner)):
        return None
    return start + 1, end - 1


def _turn(text: str, line: Line, words: Span) -> Turn:
    return Turn(
        label=line.span, author=trimmed_name(text, line.span), words=words, layout="signed",
        beside=(line.span,),
    )  # fmt: skip
