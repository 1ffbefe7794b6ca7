"""Quoted paragraphs of a saved page: words set apart without marks, each line after an angle.

"> We will not leave." stands for what the page shows as a quotation of its own. The angle is no
word of it: paragraphs begin behind it.
"""

import re
from dataclasses import dataclass

from amana.lang.words import Span
from amana.read.layouts.posts import voice_in
from amana.read.page import Page
from amana.read.quotes import Quote
from amana.read.voices.voices import Mention

LONGEST_SIGNATURE = 12  #: words of "— Hala Rami, nurse at the eastern hospital"

_ANGLE = re.compile(r">[ \t]*")
_DASH = re.compile(r"[—–―-]+\s*")


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A run of quoted paragraphs, and who signs it."""

    words: Quote
    paragraphs: tuple[int, ...]  #: all that belong to it
    signed: tuple[Mention | None, Span] | None  #: who, and the line that says so


def without_angles(
    text: str, paragraphs: tuple[Span, ...]
) -> tuple[tuple[Span, ...], frozenset[Span]]:
    """Return the paragraphs with quoted ones beginning behind their angle, and which those are."""
    found: list[Span] = []
    quoted: set[Span] = set()
    for start, end in paragraphs:
        angle = _ANGLE.match(text, start, end)
        if angle is None:
            found.append((start, end))
        elif angle.end() < end:
            found.append((angle.end(), end))
            quoted.add((angle.end(), end))
    return tuple(found), frozenset(quoted)


def find_blockquotes(page: Page) -> dict[int, BlockQuote]:
    """Return the quotations without marks by their first paragraph."""
    found: dict[int, BlockQuote] = {}
    run: list[int] = []
    for p in range(len(page.paragraphs) + 1):
        if p < len(page.paragraphs) and page.paragraphs[p] in page.quoted:
            run.append(p)
            continue
        if run and (quote := _of_run(page, run)) is not None:
            found[run[0]] = quote
        run = []
    return found


def _of_run(page: Page, run: list[int]) -> BlockQuote | None:
    """One quotation of a run of paragraphs; None where marks inside it tell whose words are what.

    A line with a dash and a name ends it, inside the run or as the paragraph behind it.
    """
    starts = {quote.outer[0] for quote in page.quotes}
    if page.paragraphs[run[0]][0] in starts:
        return None
    signature = next((p for p in (run[-1], run[-1] + 1) if _is_signature(page, p)), None)
    told = tuple(p for p in run if p != signature)
    if not told:
        return None
    spans = tuple(page.paragraphs[p] for p in told)
    words = Quote(spans, (spans[0][0], spans[-1][1]), closed=True, single=False)
    if signature is None:
        return BlockQuote(words, told, None)
    line = page.paragraphs[signature]
    dash = _DASH.match(page.text, *line)
    name = (line[0] if dash is None else dash.end(), line[1])
    return BlockQuote(words, (*told, signature), (voice_in(page, name), line))


def _is_signature(page: Page, p: int) -> bool:
    if p >= len(page.paragraphs):
        return False
    line = page.text[slice(*page.paragraphs[p])]
    return _DASH.match(line) is not None and len(line.split()) <= LONGEST_SIGNATURE
