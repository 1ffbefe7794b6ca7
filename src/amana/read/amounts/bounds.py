"""The words around a figure that say how far it holds: more than, at least, up to, or fewer."""

from collections.abc import Container, Sequence
from functools import cache
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.tokens import Token, stems, tokens

#: words of a bound at most ("upwards of", "it is not possible to exceed")
LONGEST = 5
_OPPOSITE = {"more": "at_most", "less": "at_least"}
_WITH_EQUAL = {"more": "at_least", "less": "at_most"}


class Bound(NamedTuple):
    """What words say of a figure."""

    kind: str  #: more, at_least, less, at_most, about, exact, between
    hedge: str  #: the words
    start: int  #: where they begin
    first: int  #: index of their first token
    last: int  #: and of their last
    equal: bool = False  #: "or equal", behind a bound before the figure


def bound_before(text: str, sequence: Sequence[Token], figure: int) -> Bound | None:
    """Return the bound that the words right before a token set, the longest that fits."""
    last = figure - 1
    while last >= 0 and sequence[last].word in _words("between_them"):
        last -= 1
    found = _ending(text, sequence, last)
    if found is None:
        return None
    return _with_equal(text, sequence, _negated(text, sequence, found))


def bound_behind(
    text: str, sequence: Sequence[Token], at: int, before: str | None, figures: Container[int]
) -> Bound | None:
    """Return the bound that the words from a token on set.

    `before`: the kind set already; `figures`: the tokens at which numbers begin.
    """
    first = at
    if at < len(sequence) and sequence[at].raw == "+" and sequence[at - 1].end < sequence[at].start:
        return None
    if at < len(sequence) and sequence[at].raw in {",", "،"}:
        at += 1
    for length in range(LONGEST, 0, -1):
        if at + length > len(sequence):
            continue
        kind = _phrases("after").get(_phrase(sequence, at, at + length))
        if kind is None or _goes_on(sequence, at + length, figures):
            continue
        equal = kind == "equal"
        kind = _WITH_EQUAL.get(before or "", "") if equal else kind
        start = sequence[at].start
        hedge = text[start : sequence[at + length - 1].end]
        return Bound(kind, hedge, start, first, at + length - 1, equal) if kind else None
    return None


def _goes_on(sequence: Sequence[Token], at: int, figures: Container[int]) -> bool:
    """Whether another figure follows, which the words belong to: 30, at least 20 of them."""
    while at < len(sequence) and sequence[at].word in _words("between_them") | {
        "than",
        "to",
        "of",
        "من",
        "الي",
    }:
        at += 1
    return at in figures or (at < len(sequence) and sequence[at].kind == "figure")


def _ending(
    text: str, sequence: Sequence[Token], last: int, *, compared: bool = False
) -> Bound | None:
    """The longest bound that ends with a token; > at the start of a line quotes a message."""
    for first in range(max(0, last - LONGEST + 1), last + 1):
        for start, key in _spellings(sequence, first, last + 1):
            kind = _phrases("before").get(key)
            if kind is None and compared:
                kind = _phrases("compared").get(key)
            if kind is None:
                continue
            if kind == "none" or (
                key == ">" and (first == 0 or sequence[first - 1].kind == "line")
            ):
                return None
            return Bound(kind, text[start : sequence[last].end], start, first, last)
    return None


def _spellings(sequence: Sequence[Token], first: int, after: int) -> list[tuple[int, str]]:
    """The words of some tokens as one; those of Arabic also without "and" and "by" before them."""
    rest = _phrase(sequence, first + 1, after)
    found = []
    for stem, cut in stems(sequence[first].word):
        if cut == 0 or sequence[first].word[:cut] in {"و", "ف", "ب", "ل"}:
            key = f"{stem} {rest}" if rest else stem
            found.append((sequence[first].start + cut, key))
    return found


def _phrase(sequence: Sequence[Token], first: int, after: int) -> str:
    return " ".join(token.word or token.raw for token in sequence[first:after])


def _negated(text: str, sequence: Sequence[Token], found: Bound) -> Bound:
    """No more than, لا أقل من: the opposite bound, and the figure itself with it."""
    before = found.first - 1
    if found.kind not in _OPPOSITE or before < 0:
        return found
    word = sequence[before].word
    if word not in _words("not"):
        return found
    start = sequence[before].start + (word[0] == "و")
    hedge = text[start : sequence[found.last].end]
    return Bound(_OPPOSITE[found.kind], hedge, start, before, found.last)


def _with_equal(text: str, sequence: Sequence[Token], found: Bound) -> Bound:
    """Less than or equal to; equal to or less than."""
    at = found.first - 1
    if at < 1 or sequence[at].word not in {"or", "او"}:
        return found
    other = _ending(text, sequence, at - 1, compared=True)
    if other is None or "equal" not in {found.kind, other.kind}:
        return found
    kind = other.kind if found.kind == "equal" else found.kind
    hedge = text[other.start : sequence[found.last].end]
    return Bound(_WITH_EQUAL.get(kind, kind), hedge, other.start, other.first, found.last)


# --- word lists


@cache
def _phrases(place: str) -> dict[str, str]:
    """The phrases of `amounts.toml` before or after a figure, as tokens, by what they set."""
    found: dict[str, str] = {}
    for kind, phrases in load("amounts")[place].items():
        for phrase in phrases:
            words = " ".join(token.word or token.raw for token in tokens(phrase))
            found[words] = kind
    return found


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("amounts")["around"][kind])
