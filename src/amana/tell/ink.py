"""Text as it may be shown: quoted words with a little around them, hidden names replaced, safe."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from amana.model import Item, Span
from amana.tell.hidden import Hidden
from amana.tell.masks import Mark, Veil, lang_of
from amana.tell.tongue import Lang, framed

MOST_AROUND = 200  #: characters of a report shown around a statement, all together (design, 7)
MOST_BETWEEN = 80  #: of these, how many may stand between two parts of one statement
MOST_WORDS = 12_000  #: characters of one statement shown; more would make a report of it
MOST_TITLE = 160  #: characters of a title or claim shown in a line

_AROUND = '<span class="around">'
_SIC = re.compile(r"\[(?:sic|كذا|هكذا|…|\.\.\.)\]", re.IGNORECASE)
_BREAKS = re.compile(r"\s*\n\s*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LETTER = re.compile(r"\w")
_ENDS = ".!?؟…”»\"'’"  #: a paragraph that ends so leads to nothing
_SPACE = re.compile(r"\s")
_CONTROLS = {n: "�" for n in range(32) if chr(n) not in "\t\n\r"} | {127: "�"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A passage in its place: what stands before, the words, what stands after."""

    before: Markup
    words: Markup
    after: Markup
    lang: Lang
    left_out: int  #: characters of the words that are not shown


def excerpt(veil: Veil, item: Item, spans: Iterable[Span], near: Hidden | None = None) -> Excerpt:
    """Return the passage at these spans with at most 200 characters around it, names hidden.

    What stands before begins with its paragraph, or with the one that leads in; what stands
    after ends with its paragraph, or at a heading, caption, or what is not part of the report.
    """
    marks = veil.marks_of(item, near)
    text = item.text
    kept, left_out = _shortened([span for span in spans if span[0] < span[1] <= len(text)])
    if not kept:
        return Excerpt(before=Markup(), words=Markup(), after=Markup(), lang="en", left_out=0)
    words, spent = Markup(), 0
    for i, (start, end) in enumerate(kept):
        if i:
            between = (kept[i - 1][1], start)
            if 0 <= between[1] - between[0] <= MOST_BETWEEN and spent <= MOST_AROUND // 2:
                spent += between[1] - between[0]
                words += framed(_AROUND, inked(veil, text, between, marks), "</span>")
            else:
                words += Markup(' <span class="around">[…]</span> ')
        words += framed("<mark>", inked(veil, text, (start, end), marks), "</mark>")
    first, last = kept[0][0], kept[-1][1]
    half = (MOST_AROUND - spent) // 2
    no_report = [r.span for r in item.regions if r.what == "boilerplate"]
    floor = max((end for _, end in no_report if end <= first), default=0)
    ceiling = min((r.span[0] for r in item.regions if r.span[0] >= last), default=len(text))
    before = _back(text, max(floor, first - half), first, marks)
    after = (last, last) if left_out else _forth(text, last, min(ceiling, last + half), marks)
    return Excerpt(
        before=_closed_up(inked(veil, text, before, marks)),
        words=words,
        after=_closed_up(inked(veil, text, after, marks)),
        lang=lang_of(text[first:last]),
        left_out=left_out,
    )


def inked(veil: Veil, text: str, span: Span, marks: Iterable[Mark]) -> Markup:
    """Return a stretch of a text as HTML, a label standing where a mark reaches into it."""
    start, end = span
    out, at = Markup(), start
    lang: Lang | None = None  # of the words around: asked for only where something is hidden
    for mark in marks:
        if mark.end <= start or mark.start >= end:
            continue
        out += _plain(text[at : max(at, mark.start)])
        lang = lang or lang_of(text[max(0, start - MOST_AROUND) : end + MOST_AROUND])
        out += withheld(veil, mark.hidden, lang)
        at = max(at, mark.end)
    return out + _plain(text[at:end])


def line(veil: Veil, text: str, most: int = MOST_TITLE) -> Markup:
    """Return a text that stands alone, in one line, isolated, names hidden, cut at a word."""
    text = " ".join(text.split())
    marks = veil.marks(text)
    end = len(text)
    if end > most:
        end = at_word(text, most, marks)
    shown = inked(veil, text, (0, end), marks)
    return framed("<bdi>", shown + ("…" if end < len(text) else ""), "</bdi>")


def _closed_up(shown: Markup) -> Markup:
    """Return context without empty lines; the words themselves keep theirs."""
    return Markup(_BREAKS.sub("\n", shown))  # noqa: S704 - spaces of what is already safe


def withheld(veil: Veil, hidden: Hidden, lang: Lang) -> Markup:
    """Return the label in the place of a name, marked as not the source's word."""
    label = f"[{veil.label(hidden, lang)}]"
    return framed(f'<span class="withheld" lang="{lang}" dir="auto">', label, "</span>")


def _plain(text: str) -> Markup:
    """Return text as HTML to the letter; what a report itself put in brackets is set apart."""
    text = text.translate(_CONTROLS)
    if "[" not in text:
        return escape(text)
    out, at = Markup(), 0
    for match in _SIC.finditer(text):
        out += escape(text[at : match.start()])
        out += framed('<span class="sic">', match.group(), "</span>")
        at = match.end()
    return out + escape(text[at:])


def _shortened(spans: list[Span]) -> tuple[list[Span], int]:
    """The spans up to the most that is shown, and how many characters that leaves out."""
    kept: list[Span] = []
    room, left_out = MOST_WORDS, 0
    for start, end in spans:
        shown = min(end - start, room)
        if shown:
            kept.append((start, start + shown))
        room -= shown
        left_out += end - start - shown
    return kept, left_out


def _back(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> Span:
    """The context before: whole words, no half of a hidden name."""
    if start and not text[start - 1].isspace():
        found = _SPACE.search(text, start, end)
        start = found.end() if found else end
    for found in reversed(list(_PARAGRAPH.finditer(text, start, end))):
        # of what stands before the paragraph only what leads in: "she said:", or a heading
        leads_in = text[found.start() - 1 : found.start()] not in _ENDS
        if _LETTER.search(text, found.end(), end) or not leads_in:
            start = found.end()
            break
    for mark in marks:
        if mark.start < start < mark.end:
            start = min(mark.end, end)
    return (start, end) if text[start:end].strip() else (end, end)


def _forth(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> Span:
    """The context after: whole words, no half of a hidden name."""
    if end < len(text) and not text[end].isspace():
        end = start + at_word(text[start:end], end - start)
    if found := _PARAGRAPH.search(text, start, end):
        end = found.start()
    for mark in marks:
        if mark.start < end < mark.end:
            end = max(mark.start, start)
    return (start, end) if text[start:end].strip() else (start, start)


def at_word(text: str, most: int, marks: tuple[Mark, ...] = ()) -> int:
    """Return the end of the last whole word within `most` characters; 0 if the first is longer."""
    end = max((match.start() for match in _SPACE.finditer(text[: most + 1])), default=0)
    for mark in marks:
        if mark.start < end < mark.end:
            end = mark.start
    return end
