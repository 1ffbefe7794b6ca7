"""Arabic names of places that no gazetteer has: a dateline's, and a town's that is named again."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.tokens import Token, cut_at, stems, tokens
from amana.read.places.meant import asked, common
from amana.read.places.names import Named

#: words of the longest name that opens a dateline
MOST_WORDS = 3
#: characters of a line in which a dateline ends
LONGEST_DATELINE = 80


def unlisted_arabic(text: str, taken: Sequence[Named]) -> Iterator[Named]:
    """Yield the names that open a dateline, and those of `taken` towns where they stand again."""
    sequence = tokens(text)
    covered = {at for name in taken for at in range(name.first, name.last + 1)}
    found = [span for span in _datelines(text, sequence) if not covered & set(range(*span))]
    names = {_words(sequence, *span) for span in found}
    names |= {
        _words(sequence, name.first + 1, name.last + 1)
        for name in taken
        if name.landmark and sequence[name.first].end < name.start
    }
    for first, last in found:
        yield Named(sequence[first].start, sequence[last - 1].end, first, last - 1, (), "yes")
        covered |= set(range(first, last))
    if names:
        yield from _again(text, sequence, names, covered)


def _datelines(text: str, sequence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first tokens of lines before an agency: كرمين – وكالة الشمال."""
    for match in _dateline().finditer(text):
        if len(match[0]) > LONGEST_DATELINE:
            continue
        first = next(at for at, token in enumerate(sequence) if token.start >= match.start("name"))
        last = first
        while last < len(sequence) and sequence[last].end <= match.end("name"):
            last += 1
        if 0 < last - first <= MOST_WORDS and not _is_heading(sequence[first:last]):
            yield first, last


def _is_heading(opening: Sequence[Token]) -> bool:
    """Whether what opens a line is no place: a word for what follows, or a common word alone."""
    word = opening[0].word
    no_place = _headings() if len(opening) > 1 else _headings() | common("ar")
    return not no_place.isdisjoint(stem for stem, _ in stems(word))


def _again(
    text: str, sequence: Sequence[Token], names: set[tuple[str, ...]], covered: set[int]
) -> Iterator[Named]:
    """The names where they stand elsewhere, with particles or without: بكرمين."""
    opening = {name[0] for name in names}
    for at, token in enumerate(sequence):
        if at in covered or token.kind != "word":
            continue
        for stem, cut in stems(token.word):
            if stem not in opening or token.word[max(0, cut - 2) : cut] in {"ال", "لل"}:
                continue
            last = _last(sequence, at, stem, names)
            if last and (cut or not stem.startswith("ال") or asked(text, sequence, at)):
                yield Named(
                    cut_at(token, cut), sequence[last - 1].end, at, last - 1, (), "yes"
                )  # fmt: skip
                break


def _last(sequence: Sequence[Token], at: int, stem: str, names: set[tuple[str, ...]]) -> int:
    """The token behind the longest of the names that begins with a stem at a token, or 0."""
    for size in range(min(MOST_WORDS, len(sequence) - at), 0, -1):
        if (stem, *(token.word for token in sequence[at + 1 : at + size])) in names:
            return at + size
    return 0


def _words(sequence: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(token.word for token in sequence[first:last])


@cache
def _dateline() -> re.Pattern[str]:
    """A line that opens with words, and behind a dash or in brackets an agency or a reporter."""
    agencies = "|".join(load("places")["dateline"]["agencies"])
    name = r"^[ \t]*(?P<name>[\u0621-\u0652]+(?: [\u0621-\u0652]+){0,2})"
    return re.compile(
        rf"{name}(?:\s?\((?:{agencies})[^)\n]*\)|\s?[-–—:،]\s?(?:{agencies})\b)", re.MULTILINE
    )


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(word) for word in load("places")["dateline"]["headings"])
