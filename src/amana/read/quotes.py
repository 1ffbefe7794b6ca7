"""Quotation marks of every convention, paired: which stretches of a text stand between marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

from amana.model import Span

MARKS = "“”«»„‟\"‘’'‹›"
SINGLE = frozenset("‘'‹")

#: letters of the longest stretch between single marks; longer ones are apostrophes that happened to
#: fit (set by reading: quoted headlines are shorter)
LONGEST_SINGLE = 240

_MARK = re.compile("''|[" + MARKS + "]")
#: which marks close a double one: its own first; another's where somebody mixed two conventions
_CLOSED_BY = {
    "“": ("”", '"', "“"),
    "”": ("”", "“"),
    "„": ("“", "”", '"'),
    "‟": ("”", '"'),
    '"': ('"', "”"),
    "''": ("''",),
    "«": ("»",),
    "»": ("«",),
}
_CLOSED_BY_SINGLE = {"‘": "’", "'": "'", "‹": "›"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks; one span for each paragraph it runs over."""

    spans: tuple[Span, ...]  #: without the marks
    outer: Span  #: from the first mark to behind the last
    closed: bool
    single: bool  #: single marks: a headline's, or a quotation inside another


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark of a paragraph, and what its neighbours let it be."""

    start: int
    end: int
    sign: str
    opens: bool  #: nothing, a space or an opening mark before it
    closes: bool  #: no space before it and no word behind it


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Return the quotations in order; a mark that is reopened in the next paragraph goes on.

    Marks inside a quotation belong to it. A mark that is never closed ends with its paragraph,
    where the text has no other kind of marks.

    >>> [q.spans for q in find_quotes("He said “no”.", ((0, 13),))]
    [((9, 11),)]
    """
    found: list[Quote] = []
    open_: Quote | None = None
    for paragraph in paragraphs:
        start, end = paragraph
        if open_ is not None and (close := _closed_here(text, paragraph, open_)) is not None:
            found[-1] = _with_rest(text, open_, start, close)
            start = close.end
        _pair_in_paragraph(text, (start, end), found)
        open_ = _left_open(found, paragraph)
    return tuple(_without_strays(text, _joined(text, found, paragraphs)))


def _pair_in_paragraph(text: str, paragraph: Span, found: list[Quote]) -> None:
    start, end = paragraph
    marks = [_mark(text, match.span(), paragraph) for match in _MARK.finditer(text, start, end)]
    turned = next((m.sign for m in marks if m.sign in "«»"), "«") == "»"
    k = 0
    while k < len(marks):
        mark = marks[k]
        single = mark.sign in SINGLE
        if not _may_open(text, mark, paragraph, turned=turned):
            k += 1
            continue
        close = _closing_single(marks, k) if single else _closing(text, marks, k)
        if close is not None and mark.sign == '"' and _is_left_open(text, marks, k, close):
            _add_unclosed(text, start, (mark, marks[close]), found)
            k += 1
            continue
        if close is None and (single or mark.sign in "”''"):
            k += 1  # an apostrophe, or a mark of something else
            continue
        stop = end if close is None else marks[close].start
        inner = _trimmed(text, mark.end, stop)
        if any(letter.isalnum() for letter in text[inner[0] : inner[1]]):
            outer = (mark.start, stop if close is None else marks[close].end)
            found.append(Quote((inner,), outer, close is not None, single))
        k = len(marks) if close is None else close + 1


def _left_open(found: list[Quote], paragraph: Span) -> Quote | None:
    """The quotation that nothing closed where a paragraph ends."""
    last = found[-1] if found else None
    return last if last and not last.closed and last.outer[1] == paragraph[1] else None


def _closed_here(text: str, paragraph: Span, quote: Quote) -> _Mark | None:
    """The mark that closes a quotation of the paragraph before, where it was not reopened.

    It is the first of its paragraph and stands as only closing marks do: with no space before
    it, or with nothing behind it.
    """
    first = _MARK.search(text, *paragraph)
    if first is None or first.start() == paragraph[0]:
        return None
    mark = _mark(text, first.span(), paragraph)
    behind = text[mark.end : paragraph[1]].strip(" .,!?،؛؟…")
    ends = not behind or (mark.closes and not _is_joined(text, mark, paragraph[0]))
    return mark if ends and mark.sign in _CLOSED_BY.get(text[quote.outer[0]], ()) else None


def _with_rest(text: str, quote: Quote, start: int, close: _Mark) -> Quote:
    """A quotation with what the next paragraph holds of it."""
    more = _trimmed(text, start, close.start)
    return Quote((*quote.spans, more), (quote.outer[0], close.end), closed=True, single=False)


def _mark(text: str, span: Span, paragraph: Span) -> _Mark:
    start, end = span
    before = text[start - 1] if start > paragraph[0] else " "
    after = text[end] if end < paragraph[1] else " "
    opens = before.isspace() or before in "([—–:-/“«"
    closes = not before.isspace() and not after.isalnum()
    return _Mark(start, end, text[start:end], opens and not after.isspace(), closes)


def _is_left_open(text: str, marks: list[_Mark], k: int, close: int) -> bool:
    """Whether the next mark opens words of its own, by what leads to it, and one is missing."""
    lead = text[max(0, marks[close].start - 8) : marks[close].start].rstrip()
    led = lead.endswith(":") or _LED_TO.search(lead) is not None
    return led and sum(mark.sign == '"' for mark in marks[k:]) % 2 == 1


_LED_TO = re.compile(r"\s(?:و|ب)?[إأ]ن(?:ه|ها|هم)?$")  # "وأضاف إن "…"


def _add_unclosed(text: str, start: int, between: tuple[_Mark, _Mark], found: list[Quote]) -> None:
    """Add what a mark opens that nothing closes before the next opens: up to its last full stop.

    At the start of a paragraph, or without a stop, the mark opens nothing.
    """
    first, second = between
    stop = 1 + max(text.rfind(mark, first.end, second.start) for mark in ".!?؟…")
    if first.start > start and stop > first.end:
        inner = _trimmed(text, first.end, stop)
        found.append(Quote((inner,), (first.start, stop), closed=True, single=False))


_JOINING = frozenset("وفلبك")  # Arabic letters that are words: and, so, to, with, like


def _may_open(text: str, mark: _Mark, paragraph: Span, *, turned: bool) -> bool:
    """Whether a quotation can begin with a mark; `turned`: guillemets point inward, »…«."""
    start, end = paragraph
    if mark.end >= end:
        return False
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end]
    if mark.sign == '"':
        if _is_joined(text, mark, start):
            return True
        if after.isspace() and not before.isspace():
            return False
        return not before.isalnum() and before not in ".,!?…="
    if mark.sign == "”":  # the wrong way round: at the start of a paragraph, or before a word
        return before.isspace() and (after.isalnum() or mark.start == start)
    if mark.sign in "'‘":
        return mark.opens and after.isalnum()
    if mark.sign == "''":
        return mark.opens
    return mark.sign in ("“»„‟‹" if turned else "“«„‟‹")


def _is_joined(text: str, mark: _Mark, start: int) -> bool:
    """Whether an Arabic letter that is a word of its own leads to a mark: "و"المضخة""."""
    alone = text[mark.start - 2 : mark.start - 1].isspace() and mark.start - 2 >= start
    return alone and text[mark.start - 1] in _JOINING


def _closing(text: str, marks: list[_Mark], k: int) -> int | None:
    """The place among the marks of the one that closes a double mark; pairs inside are passed."""
    inside: list[str] = []
    for i in range(k + 1, len(marks)):
        mark = marks[i]
        if inside and _does_close(text, inside[-1], mark):
            inside.pop()
        elif not inside and _does_close(text, marks[k].sign, mark):
            return i
        elif mark.sign in _CLOSED_BY and mark.opens and mark.sign not in {"”", "''"}:
            inside.append(mark.sign)
    return None


def _does_close(text: str, sign: str, mark: _Mark) -> bool:
    if mark.sign not in _CLOSED_BY[sign]:
        return False
    if mark.sign == '"':
        if sign == '"':
            return not text[mark.end : mark.end + 1].isalnum()
        return mark.closes and not text[mark.start - 1].isdigit()
    return mark.sign != "“" or (mark.closes and not mark.opens)


def _closing_single(marks: list[_Mark], k: int) -> int | None:
    closer = _CLOSED_BY_SINGLE[marks[k].sign]
    for i in range(k + 1, len(marks)):
        if marks[i].start - marks[k].start > LONGEST_SINGLE:
            return None
        if marks[i].sign == closer and marks[i].closes:
            return i
    return None


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
            and label_at(text, quote.spans[0][0]) is None
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


def label_at(text: str, start: int) -> Span | None:
    """Return the label with which somebody's turn begins: “RAMI: …” in a transcript quoted whole.

    A note in parentheses, as “(CROSSTALK)”, is one without a name.
    """
    match = _LABEL.match(text, start)
    if match is None:
        return None
    return match.span("who") if match["who"] else (start, start)


#: capitals and a colon, or a note that is all of the paragraph
_LABEL = re.compile(
    r"(?P<who>[A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,3})(?=: \S)|\((?P<note>[A-Z .]{4,30})\)$",
    re.MULTILINE,
)


def _without_strays(text: str, found: list[Quote]) -> list[Quote]:
    """Leave out what a mark opens that nothing closes, in a text whose other marks are others."""
    closed = {text[quote.outer[0]] for quote in found if quote.closed and not quote.single}
    return [
        quote
        for quote in found
        if quote.closed or len(quote.spans) > 1 or not closed or text[quote.outer[0]] in closed
    ]


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
