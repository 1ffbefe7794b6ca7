"""Quotation marks of every convention, paired: which stretches of a text stand between marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

from amana.model import Span

CLOSED_BY = {"“": "”", "«": "»", "„": "“”", "‟": "”", '"': '"', "‘": "’", "'": "'", "‹": "›"}
SINGLE = {"‘", "'", "‹"}
MARKS = "“”«»„‟\"‘’'‹›"

#: letters of the longest stretch between single marks; longer ones are apostrophes that happened to
#: fit (set by reading: quoted headlines are shorter)
LONGEST_SINGLE = 240


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks; one span for each paragraph it runs over."""

    spans: tuple[Span, ...]  #: without the marks
    outer: Span  #: from the first mark to behind the last
    closed: bool
    single: bool  #: single marks: a headline's, or a quotation inside another


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Return the quotations in order; a mark that is reopened in the next paragraph goes on.

    Marks inside a quotation belong to it. A mark that is never closed ends with its paragraph.

    >>> [q.spans for q in find_quotes("He said “no”.", ((0, 13),))]
    [((9, 11),)]
    """
    found: list[Quote] = []
    for paragraph in paragraphs:
        _pair_in_paragraph(text, paragraph, found)
    return tuple(_joined(text, found, paragraphs))


def _pair_in_paragraph(text: str, paragraph: Span, found: list[Quote]) -> None:
    start, end = paragraph
    closed_by = _conventions(text, paragraph)
    at = start
    while at < end:
        mark = text[at]
        if mark not in closed_by or not _opens(text, at, paragraph):
            at += 1
            continue
        close = _closing(text, at, end, closed_by[mark])
        if close is None and mark in SINGLE:
            at += 1  # an apostrophe
            continue
        stop = end if close is None else close
        inner = _trimmed(text, at + 1, stop)
        if any(letter.isalnum() for letter in text[inner[0] : inner[1]]):
            outer = (at, stop if close is None else stop + 1)
            found.append(Quote((inner,), outer, close is not None, mark in SINGLE))
        at = stop + 1


def _conventions(text: str, paragraph: Span) -> dict[str, str]:
    """Which mark closes which: »…« where the first guillemet points outward, else «…»."""
    first = re.compile("[«»]").search(text, *paragraph)
    if first is None or first.group() == "«":
        return CLOSED_BY
    return {mark: close for mark, close in CLOSED_BY.items() if mark != "«"} | {"»": "«"}


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Whether the mark at this place can open: nothing, a space or an opening mark before it."""
    start, end = paragraph
    if at + 1 >= end:
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 1]
    if text[at] == '"':
        if after.isspace() and not before.isspace():
            return False
        return not before.isalnum() and before not in ".,!?…"
    if text[at] in "'‘":
        return (before.isspace() or before in "([—–:-/“«") and after.isalnum()
    return text[at] in "“«»„‟‹"


def _closing(text: str, at: int, end: int, closers: str) -> int | None:
    """The place of the mark that closes the one at `at`, in the same paragraph."""
    mark = text[at]
    depth = 0
    for i in range(at + 1, end):
        letter = text[i]
        if mark in SINGLE:
            if i - at > LONGEST_SINGLE:
                return None
            if letter in closers and _ends_single(text, i, end):
                return i
        elif letter == mark and mark not in closers:
            depth += 1
        elif letter in closers and _ends_double(text, i, mark, end):
            if depth == 0:
                return i
            depth -= 1
    return None


def _ends_single(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum() and not text[at - 1].isspace()


def _ends_double(text: str, at: int, mark: str, end: int) -> bool:
    """A straight mark closes where no word follows it; a curly one always."""
    if mark != '"':
        return True
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(text: str, found: list[Quote], paragraphs: tuple[Span, ...]) -> list[Quote]:
    """Join an unclosed quotation to the one that reopens it at the start of the next paragraph."""
    after = {a[1]: b[0] for a, b in pairwise(paragraphs)}
    joined: list[Quote] = []
    for quote in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not last.closed
            and not last.single
            and after.get(last.outer[1]) == quote.outer[0]
            and text[last.outer[0]] == text[quote.outer[0]]
        ):
            joined[-1] = Quote(
                last.spans + quote.spans,
                (last.outer[0], quote.outer[1]),
                quote.closed,
                single=False,
            )
        else:
            joined.append(quote)
    return joined


def masked(text: str, quotes: tuple[Quote, ...]) -> str:
    """Return the text, letter for letter, with what stands between marks blanked out.

    Sentences and clauses are looked for in it, so that none is cut by a full stop that a
    speaker made.
    """
    letters = list(text)
    for quote in quotes:
        for start, end in quote.spans:
            letters[start:end] = BLANK * (end - start)
    return "".join(letters)


BLANK = "\ue000"  # a private-use letter: no space, no punctuation, no word
