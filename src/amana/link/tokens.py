"""The words of a statement as they are compared, each with its place in the text it stands in.

Editorial marks are understood, not compared: "[sic]" is a note, "…" and "[...]" say that words
were left out, words in square brackets were put in by somebody else, quote styles are one.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from amana.lang.letters import fold
from amana.link import rarity
from amana.model import Span

Parts = tuple[tuple[str, int], ...]  #: the pieces of a statement, each with its offset

_PIECE = re.compile(
    r"(?P<sic>[\[(]\s*(?:sic|كذا)\s*!?\s*[\])])"
    r"|(?P<gap>[\[(]\s*(?:\.{2,}|…)\s*[\])]|…|\.{3,}|\.\s\.\s\.)"
    r"|(?P<open>\[)|(?P<close>\])"
    r"|(?P<number>\d+(?:[.,٬٫:]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:[’'‘ʼـ\u064b-\u0652\u0670][^\W_]+|[\u064b-\u0652\u0670ـ])*|[^\W_]+)"
    r"|(?P<stop>[.!?؟۔]+)",
    re.IGNORECASE,
)
_QUIET = str.maketrans("", "", "’'‘ʼ,٬")
#: code points given to words, one each: everything above the surrogates
_FIRST_CODE, _CODES = 0xE000, 0x110000 - 0xE000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A statement as a row of folded words."""

    words: tuple[str, ...]
    starts: "array[int]"
    ends: "array[int]"
    part_of: "array[int]"  #: the piece each word stands in
    left_out: frozenset[int]  #: positions before which a mark says that words are left out
    put_in: frozenset[int]  #: words in square brackets
    names: frozenset[int]  #: words that look like proper names
    begins: frozenset[int]  #: words that begin a sentence
    capitals: frozenset[int]  #: those of them with a capital letter
    notes: int  #: how many "[sic]"
    codes: str  #: a character for each word
    weights: tuple[float, ...]  #: of each word
    weight: float  #: of all words together, those in brackets left out

    def span(self, first: int, last: int) -> Span:
        """The place of a run of words in the text."""
        return (self.starts[first], self.ends[last])


@lru_cache(maxsize=1 << 16)
def tokens(parts: Parts, names: tuple[Span, ...] = ()) -> Tokens:
    """Return the words of a statement's pieces; `names` are spans known to be proper names."""
    reader = _Reader(names)
    for number, (text, offset) in enumerate(parts):
        reader.read(text, offset, number)
    weights = tuple(map(rarity.weight, reader.words))
    return Tokens(
        words=tuple(reader.words),
        starts=reader.starts,
        ends=reader.ends,
        part_of=reader.part_of,
        left_out=frozenset(reader.left_out),
        put_in=frozenset(reader.put_in),
        names=frozenset(reader.names),
        begins=frozenset(reader.begins),
        capitals=frozenset(reader.capitals),
        notes=reader.notes,
        codes="".join(map(code, reader.words)),
        weights=weights,
        weight=sum(w for i, w in enumerate(weights) if i not in reader.put_in),
    )


class _Reader:
    """Takes pieces of text, one after the other, and keeps their words."""

    def __init__(self, known: Sequence[Span]) -> None:
        self.known = known
        self.words: list[str] = []
        self.starts, self.ends, self.part_of = array("q"), array("q"), array("q")
        self.left_out: set[int] = set()
        self.put_in: set[int] = set()
        self.names: set[int] = set()
        self.begins: set[int] = set()
        self.capitals: set[int] = set()
        self.notes = 0

    def read(self, text: str, offset: int, number: int) -> None:
        """Take one piece."""
        in_brackets, fresh = False, True
        for match in _PIECE.finditer(text):
            kind = match.lastgroup
            if kind in {"number", "word"}:
                self._word(match.group(), (offset + match.start(), offset + match.end()), fresh)
                self.part_of.append(number)
                if in_brackets:
                    self.put_in.add(len(self.words) - 1)
                fresh = False
            elif kind == "sic":
                self.notes += 1
            elif kind == "gap":
                self.left_out.add(len(self.words))
                fresh = True
            elif kind in {"open", "close"}:
                in_brackets = kind == "open"
            else:
                fresh = True

    def _word(self, raw: str, span: Span, fresh: bool) -> None:  # noqa: FBT001 - a word's own fact
        place = len(self.words)
        word = folded(raw)
        self.words.append(word)
        self.starts.append(span[0])
        self.ends.append(span[1])
        if fresh:
            self.begins.add(place)
            if raw[0].isupper():
                self.capitals.add(place)
        capital = raw[0].isupper() and not fresh and not rarity.is_listed(word)
        known = any(start <= span[0] and span[1] <= end for start, end in self.known)
        if capital or known or rarity.is_day(word):
            self.names.add(place)


@lru_cache(maxsize=1 << 18)
def folded(raw: str) -> str:
    """Return a word as it is compared: folded, without apostrophes and thousands separators.

    >>> folded("Can’t"), folded("50,000"), folded("٥٠٬٠٠٠")
    ('cant', '50000', '50000')
    """
    return fold(raw).translate(_QUIET) or raw


@lru_cache(maxsize=1 << 18)
def code(word: str) -> str:
    """Return one character for a word, the same everywhere; rare collisions are checked later."""
    return chr(_FIRST_CODE + crc32(word.encode("utf-8", "surrogatepass")) % _CODES)
