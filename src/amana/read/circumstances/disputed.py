"""Descriptions of one thing that two sides give differently: each is shown beside the other."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from amana.lang.lexicon import load
from amana.model import Quoted, Span, Statement
from amana.read.circumstances.stance import lemmas, pattern
from amana.read.page import Draft, Page
from amana.read.quotes import MARKS

#: sentences from one description to the other, at most: the next one
REACH = 1
#: letters behind a description in which others dispute it, by judgement
FAR = 300


def with_disputes(
    drafts: Sequence[Draft], statements: Sequence[Statement], page: Page
) -> list[Statement]:
    """Return the statements, each description with what others call the same thing.

    `drafts` are those the statements were made of, in the same order. Two descriptions belong
    together where the later one takes the first up with a pronoun ("residents call it a
    massacre", "they were farmers", إنهم مزارعون) and somebody else gives it.
    """
    found = [
        replace(one, contested=_of_others(draft, page)) if _describes(draft) else one
        for draft, one in zip(drafts, statements, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda k: found[k].spans[0])
    for left, right in pairwise(order):
        if _answers(drafts[left], found[left], drafts[right], found[right], page):
            one, other = found[left], found[right]
            found[left] = _beside(one, other, page)
            found[right] = _beside(other, one, page)
    return found


def _describes(draft: Draft) -> bool:
    return draft.lemma in lemmas("names")


def _of_others(draft: Draft, page: Page) -> tuple[Quoted, ...]:
    """What others think the same thing is, who say nothing: "others suspect them of looting"."""
    start = draft.spans[-1][1]
    end = min(draft.sentence[1], start + FAR)
    match = pattern("disputes").search(page.text, start, end)
    return () if match is None else (_quoted(page.text, match.span()),)


def _quoted(text: str, span: Span) -> Quoted:
    words = text[slice(*span)].rstrip(" .,،")
    return Quoted(as_written=words, span=(span[0], span[0] + len(words)))


def _answers(first: Draft, one: Statement, second: Draft, other: Statement, page: Page) -> bool:
    """Whether the second of two neighbours gives another description of what the first is of."""
    if first.headline or second.headline or first.paragraph != second.paragraph:
        return False
    own_words = "direct" in {first.kind, second.kind}  # "they" are not the same in both
    if own_words and not (_describes(first) and _describes(second)):
        return False
    if one.within is not None or other.within is not None or not _differ(one, other):
        return False
    inside = page.sentences[first.paragraph]
    last, next_ = first.spans[-1][1], second.spans[0][0]
    apart = _number(inside, next_) - _number(inside, last)
    if not 0 <= apart <= REACH:
        return False
    if _describes(first) and _describes(second):
        return _is_taken_up(second, page.text)
    between = page.text[last:next_]
    described = _what_it_is(second, page.text) and (_describes(first) or _is(one.words[0]))
    return described and (apart > 0 or _form("against").search(between) is not None)


def _number(spans: Sequence[Span], offset: int) -> int:
    return bisect_right(spans, offset, key=lambda span: span[0])


def _differ(one: Statement, other: Statement) -> bool:
    """Whether two statements are of two speakers, and say two things."""
    if one.speaker is None or other.speaker is None:
        return False
    names = {one.speaker.name, other.speaker.name}
    return None not in names and len(names) == 2 and one.words != other.words  # noqa: PLR2004


def _is_taken_up(draft: Draft, text: str) -> bool:
    """Whether a pronoun stands for what is described: "call it …", وصفها."""
    if draft.saying is None:
        return False
    start, end = draft.saying.cue
    words = text[start:end], text[end : draft.spans[0][0]]
    return any(_form("taken_up").search(one) is not None for one in words)


def _what_it_is(draft: Draft, text: str) -> bool:
    """Whether a clause says what something is, by a pronoun: "it was a bakery", إنهم مزارعون."""
    start, end = draft.spans[0]
    clause = text[start:end]
    particle = text[draft.saying.cue[1] if draft.saying else start : start]
    return _form("pronoun_is").match(clause) is not None or (
        _form("particle").search(particle) is not None
        and _form("nominal").fullmatch(clause) is not None
    )


def _is(clause: str) -> bool:
    """Whether a clause says what something is: "the dead were fighters", القتلى مسلحون."""
    return _form("is").search(clause) is not None or _form("nominal").fullmatch(clause) is not None


def _beside(one: Statement, other: Statement, page: Page) -> Statement:
    """A statement with the other's whole clause: who, and what they call it."""
    start, end = other.spans[0][0], other.spans[-1][1]
    end += page.text[end : end + 1] in MARKS and other.kind == "direct"
    if other.cue is not None:
        start = min(start, other.cue.span[0])
    for span in other.speaker.spans if other.speaker is not None else ():
        start = min(start, span[0])
    quoted = _quoted(page.text, (start, end))
    return replace(one, contested=(*one.contested, quoted))


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(load("stance")["descriptions"][name], re.IGNORECASE)
