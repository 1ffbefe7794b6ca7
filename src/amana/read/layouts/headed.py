"""Headed: people who speak one below the other, each under a line "Omar, 34, baker"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from amana.model import Span
from amana.read.layouts.turns import (
    Line,
    Turn,
    is_label,
    is_name_line,
    speaks_of_self,
    tells,
    trimmed_name,
)

HEAD_LINES = 4  #: lines at the top that may tell of the words below
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
    at = [i for i, line in enumerate(lines) if _is_heading(lines, i, line)]
    if len(at) < LEAST_HEADED:
        at = _bare_names(lines)
    if len(at) < LEAST_HEADED:
        return []
    found = []
    asked = tells("interview", " ".join(line.text for line in lines[: min(at[0], HEAD_LINES)]))
    for i, following in pairwise([*at, len(lines)]):
        end = _end(lines, i, following, last=following == len(lines))
        span = (lines[i + 1].span[0], lines[end - 1].span[1]) if end - 1 > i else None
        if span is not None and (words := _words(text, span, asked=asked)):
            found.append(_turn(text, lines[i], words))
    own = [turn for turn in found if turn.words and speaks_of_self(text[slice(*turn.words)])]
    return found if len(own) >= LEAST_HEADED and len(own) * 2 >= len(at) else []


def _bare_names(lines: Sequence[Line]) -> list[int]:
    """Lines that are names and nothing else, words right below, where the top tells of words."""
    head = " ".join(line.text for line in lines[:HEAD_LINES])
    if not tells("opening", head):
        return []
    return [
        i
        for i, (line, below) in enumerate(pairwise(lines))
        if i and line.parted and not below.parted and is_name_line(line.text)
    ]


def _end(lines: Sequence[Line], i: int, following: int, *, last: bool) -> int:
    """The line behind what stands under a heading: to the next, where it is told by that voice.

    Behind the last section the outlet may speak again: there words go on while they speak of
    themselves.
    """
    end = i + 1
    while end < following and (end == i + 1 or not lines[end].parted):
        end += 1
    own, name = end, _SHAPE.fullmatch(lines[i].text)
    named = set((name["name"] if name else lines[i].text).lower().split())
    for k in range(end, following):
        if lines[k].text[0] in _CLOSE or _tells_of(lines[k].text, named):
            break
        if speaks_of_self(lines[k].text) or not last:
            own = k + 1
    return own


def _tells_of(line: str, named: set[str]) -> bool:
    """Whether a line tells of somebody by name, or of what they said."""
    if _OUTLETS_OWN.search(line):
        return True
    words = re.findall(r"[\w’'-]+", line.lower())
    return not named.isdisjoint(words) or not _TELLING.isdisjoint(pairwise(words))


#: what an outlet says of its own work below the last voice
_OUTLETS_OWN = re.compile(
    r"\b(?:did not|didn[’']t|has not|have not|declined to) (?:answer|repl|respond|comment)|"
    r"\bquestions? (?:sent|put|from)\b|\bnames? (?:has|have) been changed\b|"
    r"\binterviews? (?:by|with)\b",
    re.IGNORECASE,
)
_TELLING = frozenset(
    (who, verb) for who in ("he", "she", "they") for verb in ("said", "says", "added", "told")
)


def _is_heading(lines: Sequence[Line], i: int, line: Line) -> bool:
    if not line.parted or i + 1 >= len(lines) or len(line.text.split()) > LONGEST_HEADING:
        return False
    if not i and lines[1].parted:
        return False  # a title
    if line.text[-1] in '.…:;"”»':
        return False
    match = _SHAPE.fullmatch(line.text)
    return match is not None and is_label(match["name"])


def _words(text: str, span: Span, *, asked: bool) -> Span | None:
    """The words under a heading, without marks around them; None where marks are mixed in.

    `asked`: whether the top says that all of them were asked: then they need not say "I".
    """
    start, end = span
    close = _CLOSE.get(text[start])
    if close is None:
        mixed = any(
            line[:1] in _CLOSE or line.endswith(":") for line in text[start:end].split("\n")
        )
        own = asked or speaks_of_self(text[start:end])
        return span if own and not mixed else None
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
