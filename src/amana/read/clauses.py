"""Clauses of a text, roughly cut, and whether one tells of the past or of what is to come."""

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from amana.lang.lexicon import load
from amana.lang.words import sentences
from amana.model import Span

Tense = Literal["past", "future", ""]


@cache
def _bounds() -> re.Pattern[str]:
    """Where a clause ends inside its sentence."""
    words = "|".join(
        sorted(map(re.escape, load("times")["tense"]["bounds"]), key=len, reverse=True)
    )
    return re.compile(rf"[;:؛]|\s[–—-]+\s|[.!?؟…](?=\s)|\b(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=16)
def clauses(text: str) -> tuple[Span, ...]:
    """Return the clauses of a text in order: sentences, cut at "that", "but", "while", لكن, أن."""
    found: list[Span] = []
    for start, end in sentences(text):
        cuts = {bound.start() for bound in _bounds().finditer(text, start, end)}
        found.extend(pairwise(sorted({start, end, *cuts})))
    return tuple(found)


def clause_around(text: str, offset: int) -> Span:
    """Return the clause that an offset lies in; the place itself where it lies in none."""
    all_of_it = clauses(text)
    low, high = 0, len(all_of_it)
    while low < high:
        middle = (low + high) // 2
        if all_of_it[middle][1] <= offset:
            low = middle + 1
        else:
            high = middle
    if low < len(all_of_it) and all_of_it[low][0] <= offset:
        return all_of_it[low]
    return offset, offset


@cache
def _future() -> re.Pattern[str]:
    tense = load("times")["tense"]
    words = "|".join(map(re.escape, tense["future_en"]))
    small = "|".join(map(re.escape, tense["future_small_en"]))
    past = "|".join(map(re.escape, tense["past_after_en"]))
    arabic = "|".join(map(re.escape, tense["future_ar"]))
    not_arabic = "|".join(map(re.escape, tense["not_future_ar"]))
    return re.compile(
        rf"(?:\b|(?<=\w)(?=’|'))(?:{words}|(?-i:{small}))\b(?!\s+(?:{past})\b)|\b(?:{arabic})\b"
        rf"|\b[وف]?(?!(?:{not_arabic})\b)س[يتنأ]\w{{2,}}",
        re.IGNORECASE,
    )


@cache
def _just_before() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("times")["tense"]["future_just_before"]))
    return re.compile(rf"\b(?:{words})\s+$", re.IGNORECASE)


@cache
def _since() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("times")["tense"]["past_just_before"]))
    return re.compile(rf"\b(?:{words})\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _scheduled() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("times")["tense"]["scheduled_en"]))
    return re.compile(rf"\b(?:{words})\s+(?:again\s+)?(?:on\s+)?$", re.IGNORECASE)


@cache
def _over() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("times")["tense"]["over_en"]))
    return re.compile(rf"\b(?:{words})\s+(?!to\b)", re.IGNORECASE)


@cache
def _said() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("times")["tense"]["said_en"]))
    return re.compile(rf"\b(?:{words})\s+(?:[\w’']+\s+)?(?:on\s+)?$", re.IGNORECASE)


@cache
def _has_happened() -> re.Pattern[str]:
    """A verb of the past right before the end: "called Friday", "left on Monday".

    Not one that only ends like it, after a helping word: "will be released Friday".
    """
    tense = load("times")["tense"]
    irregular = "|".join(map(re.escape, tense["irregular_past_en"]))
    helping = "".join(rf"(?<!\b{word}\s)" for word in tense["helping_en"])
    return re.compile(
        rf"{helping}\b(?:\w+ed|{irregular})\s+(?:(?:early|late|here|there)\s+)?(?:on\s+)?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def tense_of(text: str, span: Span) -> Tense:
    """Return whether the clause around a time tells of the past or of what is to come at it.

    "They said on Monday that aid will come" tells of the past on Monday, "they had left by
    Tuesday" of the last Tuesday. "" where no word tells.
    """
    start, end = clause_around(text, span[0])
    before = text[start : span[0]]
    if any(told().search(before) for told in (_said, _since, _has_happened)):
        return "past"
    if _just_before().search(before):
        return "past" if _over().search(before) else "future"
    ahead = (
        _future().search(text, start, end) is not None or _scheduled().search(before) is not None
    )
    return "future" if ahead else ""


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the clause around a time speaks of what is to come at it."""
    return tense_of(text, span) == "future"
