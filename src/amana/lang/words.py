"""Words, sentences and paragraphs of a text, as spans of it."""

import re
from functools import lru_cache

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:[’'\u0640\u064b-\u0652\u0670][^\W_]+|[\u064b-\u0652\u0670])*")
_PARAGRAPH = re.compile(r"[^\s](?:[^\n\r]*[^\s])?")
_SENTENCE_END = re.compile(
    r"(?:\.{3,}|…|[.!?؟۔]+)[\"'”’»\])]*(?=\s+[\"'“‘«(\[#@]*(?:[A-Z\u00c0-\u00de0-9#@\u0620-\u06d3]|$)|\s*$)"
)
# a full stop after these ends no sentence
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Rep|Sen|Rev|Gov|Maj|Brig|Adm|Hon|Del|St|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|a\.m|p\.m|U\.S|U\.N|U\.K|[A-Z])|\bد|\bأ)\.$"
)


def words(text: str) -> tuple[Span, ...]:
    """Return the spans of the words: runs of letters and digits with their marks.

    >>> [ "don’t go, مُحَمَّد"[s:e] for s, e in words("don’t go, مُحَمَّد")]
    ['don’t', 'go', 'مُحَمَّد']
    """
    return tuple(match.span() for match in _WORD.finditer(text))


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the spans of the paragraphs: lines that are not empty, without space at their edges.

    >>> paragraphs(" One.\n\nTwo. ")
    ((1, 5), (7, 11))
    """
    return tuple(match.span() for match in _PARAGRAPH.finditer(text))


def bounded(text: str, spans: tuple[Span, ...], most: int) -> tuple[Span, ...]:
    """Return the spans with those longer than `most` characters cut at spaces.

    A line of a million characters is read in pieces, so that cost grows with the text alone.

    >>> bounded("aa bb cc", ((0, 8),), 5)
    ((0, 2), (3, 8))
    """
    found: list[Span] = []
    for start, end in spans:
        while end - start > most:
            cut = text.rfind(" ", start + most // 2, start + most)
            cut = start + most if cut < 0 else cut
            found.append((start, cut))
            start = cut + (text[cut] == " ")  # noqa: PLW2901 - the rest of the span
        found.append((start, end))
    return tuple(found)


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Return the spans of the sentences inside a span; no sentence crosses a paragraph.

    >>> [t[s:e] for t in ["Dr. Sami wept. “Go!” he said."] for s, e in sentences(t)]
    ['Dr. Sami wept.', '“Go!” he said.']
    """
    return _sentences(text, *((0, len(text)) if span is None else span))


@lru_cache(maxsize=256)
def _sentences(text: str, first: int, last: int) -> tuple[Span, ...]:
    """The sentences of a stretch, kept because every reader of a text asks for them."""
    found: list[Span] = []
    for match in _PARAGRAPH.finditer(text, first, last):
        found.extend(_sentences_of_line(text, *match.span()))
    return tuple(found)


def _sentences_of_line(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    for match in _SENTENCE_END.finditer(text, start, end):
        if _SHORT.search(text, max(start, match.start() - 6), match.start() + 1):
            continue
        found.append((start, match.end()))
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))
    return found
