"""Search that reads Arabic: the words of a text as written, folded, and without their affixes.

A query finds a text by the closest of the three ways in which all its words stand in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from amana.errors import NotUnderstood
from amana.lang.letters import fold, fold_with_map
from amana.lang.lexicon import load
from amana.model import Id, Span

Closeness = Literal["exact", "folded", "stripped"]
Searched = Literal["statements", "items", "people"]
CLOSENESS: tuple[Closeness, ...] = ("exact", "folded", "stripped")
FEWEST_LETTERS = 3  #: that stay of a word when its affixes go: Arabic roots have three

_WORD = re.compile(r"\w+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text that a query was found in, and where."""

    kind: Searched
    id: Id
    item: Id | None
    file: str | None
    closeness: Closeness
    text: str  #: a stretch of the original around the first place
    highlights: tuple[Span, ...]  #: in `text`
    spans: tuple[Span, ...]  #: the same places in the view's text; empty for people


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text in its three forms."""

    span: Span
    exact: str
    folded: str
    stripped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a query: a word, the beginning of one, or a phrase."""

    words: tuple[Word, ...]
    beginning: bool = False  #: written with a star at its end


def words_of(text: str) -> Iterator[Word]:
    """Yield the words; their spans are those of the untouched text.

    >>> [(w.exact, w.folded) for w in words_of("قُصِفَ مستشفىً ٢٠١٦")]
    [('قُصِفَ', 'قصف'), ('مستشفىً', 'مستشفي'), ('٢٠١٦', '2016')]
    """
    folded, origin = fold_with_map(text)
    for match in _WORD.finditer(folded):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        while end < origin[match.end()] and not text[end].isspace() and not fold(text[end]):
            end += 1  # marks that belong to the last letter
        yield Word((start, end), text[start:end], match[0], stems(match[0]))


@lru_cache(maxsize=65536)
def stems(folded: str) -> tuple[str, ...]:
    """Return a folded word with none, one or both of an affix taken off at either end.

    >>> stems("والمدرسه")
    ('المدرس', 'المدرسه', 'مدرس', 'مدرسه', 'والمدرس', 'والمدرسه')
    """
    affixes = load("affixes")
    starts = [folded] + [
        folded[len(prefix) :] for prefix in affixes["prefixes"] if folded.startswith(prefix)
    ]
    ends = starts + [
        start.removesuffix(suffix)
        for start in starts
        for suffix in affixes["suffixes"]
        if start.endswith(suffix)
    ]
    return tuple(sorted({form for form in ends if len(form) >= FEWEST_LETTERS or form == folded}))


def forms_of(text: str) -> tuple[str, str, str]:
    """Return a text as the index holds it: as written, folded, and as the stems of its words.

    The index cuts the first two into words itself.
    """
    folded = fold(text)
    stripped = (stem for word in _WORD.findall(folded) for stem in stems(word))
    return text, folded, " ".join(stripped)


def read_query(query: str) -> tuple[Asked, ...]:
    """Return the parts of a query: words, beginnings with a star, "phrases" in quotation marks.

    Raises NotUnderstood where it holds no word.
    """
    asked = []
    for phrase, word in _ASKED.findall(query.translate({0x201C: '"', 0x201D: '"'})):
        words = tuple(words_of(phrase or word))
        if words:
            asked.append(Asked(words, beginning=bool(word) and word.endswith("*")))
    if not asked:
        raise NotUnderstood(
            f"There is no word in {query!r}.",
            "Give words in either script; a phrase stands in quotation marks.",
        )
    return tuple(asked)


def match_of(asked: tuple[Asked, ...], closeness: Closeness) -> str:
    """Return the FTS5 expression that finds a query; a phrase is never taken apart into stems."""
    return " AND ".join(_part(part, closeness) for part in asked)


def _part(part: Asked, closeness: Closeness) -> str:
    star = "*" if part.beginning else ""
    if closeness == "stripped" and len(part.words) == 1:
        stems_ = part.words[0].stripped
        return "stripped: (" + " OR ".join(f'"{stem}"{star}' for stem in stems_) + ")"
    column = "exact" if closeness == "exact" else "folded"
    return f'{column}: "{" ".join(getattr(word, column) for word in part.words)}"{star}'


def places(text: str, asked: tuple[Asked, ...], closeness: Closeness) -> tuple[Span, ...]:
    """Return where the words of a query stand in an untouched text."""
    return tuple(
        word.span
        for word in words_of(text)
        if any(_same(word, one, part, closeness) for part in asked for one in part.words)
    )


def _same(word: Word, asked: Word, part: Asked, closeness: Closeness) -> bool:
    if closeness == "stripped":
        return not set(word.stripped).isdisjoint(asked.stripped) or (
            part.beginning and word.folded.startswith(asked.folded)
        )
    written, sought = getattr(word, closeness), getattr(asked, closeness)
    if closeness == "exact":  # the index does not tell capital letters apart
        written, sought = written.casefold(), sought.casefold()
    return written == sought or (part.beginning and written.startswith(sought))
