"""The tokens of a text: words, figures and signs, each with its folded form and its place."""

import re
from functools import lru_cache
from typing import NamedTuple

from amana.lang.letters import fold, fold_letter

#: letters that stay of an Arabic word when its particles are cut; shorter words begin like that
SHORTEST_STEM = 3
_MARKS = "\u064b-\u0652\u0670"
#: controls of direction, which programs also set inside a figure: 26،013 with a mark before ,94
TURNS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}]|[’'](?=[^\W\d_]))*)"
    rf"|(?P<figure>\d+(?:[{TURNS}]?[.,٫٬،][{TURNS}]?\d+|[\u00a0\u202f]\d{{3}}(?!\d))*)"
    r"|(?P<line>\n+)|(?P<sign>[^\s\w])"
)


class Token(NamedTuple):
    """One word, figure or sign of a text."""

    start: int
    end: int
    word: str  #: folded
    raw: str
    kind: str  #: "word", "figure", "sign" or "line"


@lru_cache(maxsize=16)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order; spaces and controls of direction are none.

    >>> [t.word for t in tokens("At 9:30, ثَلاثُ مئات")]
    ['at', '9', ':', '30', ',', 'ثلاث', 'ميات']
    """
    return tuple(
        [
            _new(Token, (m.start(), m.end(), _fold(raw := m[0]), raw, m.lastgroup or "sign"))
            for m in _TOKEN.finditer(text)
        ]
    )


_new = tuple.__new__  # as Token() does, in half the time: a text has a thousand


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    return fold(word.replace("’", "'"))


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[tuple[str, int], ...]:
    """Return a folded Arabic word without its particles, each with how many letters were cut.

    The word itself comes first. لل is ل before the article.

    >>> stems("والثلاثا")
    (('والثلاثا', 0), ('الثلاثا', 1), ('ثلاثا', 3))
    """
    found = [(word, 0)]
    if not word or not "\u0621" <= word[0] <= "\u064a":
        return tuple(found)
    longest = len(word) - SHORTEST_STEM  # no more may be cut
    starts = [0]
    if word[0] in "وف" and longest > 0:
        starts.append(1)
    starts += [cut + 1 for cut in tuple(starts) if word[cut] in "بلك" and cut < longest]
    for cut in starts:
        if cut:
            found.append((word[cut:], cut))
        if word.startswith("ال", cut) and cut < longest:
            found.append((word[cut + 2 :], cut + 2))
        elif word.startswith("لل", cut) and cut < longest:
            found.append(("ال" + word[cut + 2 :], cut))
            found.append((word[cut + 2 :], cut + 2))
    return tuple(found)


def cut_at(token: Token, letters: int) -> int:
    """Return where in the text a token starts without its first letters (marks go with them)."""
    offset = token.start
    for letter in token.raw:
        if letters <= 0:
            break
        letters -= len(fold_letter(letter))
        offset += 1
    while offset < token.end - 1 and not fold_letter(token.raw[offset - token.start]):
        offset += 1
    return offset
