"""Alone: a document that is one voice's own words, as its head says: a diary, a voice note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amana.model import Span
from amana.read.layouts.stamps import Stamp, line_of_stamp
from amana.read.layouts.turns import (
    Line,
    Turn,
    is_label,
    speaks_of_self,
    tells,
    trimmed_name,
    words_for,
)

HEAD_LINES = 3  #: lines at the top in which a document says whose words it is
LEAST_WORDS = 8  #: words of a paragraph that can be one; fewer are a title
LONGEST_NOTE = 25  #: words of a line that tells how the words below came
_MARKS = "“\"«‘'"
_ENDS = re.compile(
    r"\s*(?:[,;|(\[\])]|\.(?:\s|$)|:\s|$)|"
    r"\s+(?:on|about|to|found|kept|written|sent|received|read|printed|passed|recorded|dated|who)\b"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The line that says whose words follow, and whose."""

    line: int
    span: Span
    who: Span


def head_of(text: str, lines: Sequence[Line]) -> Head | None:
    r"""Return the head of a document that is one voice's own words, None for any other.

    >>> from amana.read.layouts.turns import lines_of
    >>> t = "From the diary of Nora Veil, kept in pencil\n\nNo bread today."
    >>> head = head_of(t, lines_of(t, ((0, 43), (45, len(t)))))
    >>> t[slice(*head.who)]
    'Nora Veil'
    """
    for i, line in enumerate(lines[:HEAD_LINES]):
        told = words_for("heads", "alone").match(line.text) or words_for(
            "heads", "alone_field"
        ).match(line.text)
        if told is None:
            continue
        start = line.span[0] + told.end()
        end = _ENDS.search(text, start, line.span[1])
        who = trimmed_name(text, (start, line.span[1] if end is None else end.start()))
        if who is not None and _names(text[slice(*who)]):
            return Head(i, line.span, who)
    return None


def _names(words: str) -> bool:
    """Whether words name or describe somebody: not a place alone, "Letters from Tella"."""
    described = re.match(r"(?:an?|the|one|our|my) [a-z]", words, re.IGNORECASE) is not None
    return described or (is_label(words) and " " in words)


def alone(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return the words of a document that is one voice's own, parted where a date heads them."""
    head = head_of(text, lines)
    if head is None:
        return []
    first = head.line + 1
    while first < len(lines) and _tells_how(lines[first].text):
        first += 1
    end = next((i for i in range(first, len(lines)) if _is_over(text, lines[i], head)), len(lines))
    if not any(speaks_of_self(line.text) for line in lines[first:end]):
        return []
    beside: tuple[Span, ...] = (head.span,)
    found: list[Turn] = []
    stamp: Stamp | None = None
    begun: int | None = None
    for i in range(first, end + 1):
        line = lines[i] if i < end else None
        dated = None if line is None else line_of_stamp(text, line.span)
        if (line is None or dated is not None) and begun is not None:
            words = (lines[begun].span[0], lines[i - 1].span[1])
            found.append(_turn(head, words, stamp, beside))
            begun = None
        if dated is not None and line is not None:
            stamp, beside = dated, (*beside, line.span)
        elif line is not None and begun is None:
            if len(line.text.split()) < LEAST_WORDS and not speaks_of_self(line.text) and not stamp:
                continue  # a title
            begun = i
    return found


def _tells_how(line: str) -> bool:
    """Whether a line tells how the words came: "Sent to reporters on 2 May. We print it whole."."""
    return len(line.split()) <= LONGEST_NOTE and tells("opening", line)


def _is_over(text: str, line: Line, head: Head) -> bool:
    """Whether a line is the outlet's again: in brackets, between marks, or of the voice itself."""
    if line.text[0] in "[" + _MARKS:
        return True
    named = {word for word in re.findall(r"\w+", text[slice(*head.who)]) if word[0].isupper()}
    return not named.isdisjoint(re.findall(r"\w+", line.text))


def _turn(head: Head, words: Span, stamp: Stamp | None, beside: tuple[Span, ...]) -> Turn:
    return Turn(
        label=head.span, author=head.who, words=words, layout="alone", stamp=stamp, beside=beside
    )
