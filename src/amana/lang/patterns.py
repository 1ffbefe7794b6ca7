"""Patterns that are tried only where a text has the letters that every match of them needs."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, NamedTuple, TypeVar

#: letters of a needed stretch at least: single letters stand in every text
SHORTEST = 2
#: characters of a text for each place that is tried alone: measured, a place tried alone costs
#: about as much as ten of a search
DENSEST = 10
#: choices that a pattern keeps at most, and letters of all stretches of those behind the best:
#: by judgement, "the" or "is" tell texts apart too seldom to be looked for
MOST_CHOICES, SHORTEST_OF_MORE = 3, 3
#: letters of the longest word that a sieve remembers; longer ones seldom come twice
LONGEST_KEPT = 32
#: words that a sieve remembers at most: those of some hundred documents, a few megabytes
MOST_KEPT = 65536

K = TypeVar("K")


class Need(NamedTuple):
    """A stretch of letters, and how far behind the beginning it stands at least and at most."""

    letters: str
    least: int
    furthest: int

    def further(self, least: int, furthest: int) -> "Need":
        """Return the same where something of a least and a greatest length stands before it."""
        return Need(self.letters, self.least + least, self.furthest + furthest)


Choice = tuple[Need, ...]  #: of which one stands in every match


class Needy(NamedTuple):
    """A pattern, and choices of lower-case stretches: one of each stands in every match of it.

    Without any the pattern is always tried. Whoever asks hands in the text as the pattern sees
    it and the same text in lower case, made once for many patterns.
    """

    pattern: re.Pattern[str]
    choices: tuple[Choice, ...]

    def finditer(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text, tried only where what they need stands."""
        if not self.choices:
            return self.pattern.finditer(text)
        places = [_places(choice, lowered) for choice in self.choices]
        fewest = min(places)
        if fewest == 0:
            return iter(())
        if fewest * DENSEST > len(lowered) or not _aligned(text, lowered):
            return self.pattern.finditer(text)
        return self._tried(text, _starts(self.choices[places.index(fewest)], lowered))

    def search(self, text: str, lowered: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return next(self.finditer(text, lowered), None)

    def _tried(self, text: str, starts: list[int]) -> Iterator[re.Match[str]]:
        """The matches that begin at some places; as of any search, none overlaps another."""
        last = 0
        for start in starts:
            if start >= last and (match := self.pattern.match(text, start)) is not None:
                yield match
                last = match.end()


def _places(choice: Choice, lowered: str) -> int:
    """How many places there are at most where a match can begin."""
    return sum(
        lowered.count(letters) * (furthest - least + 1) for letters, least, furthest in choice
    )


def _starts(choice: Choice, lowered: str) -> list[int]:
    """Where matches can begin, in order."""
    found: set[int] = set()
    for letters, least, furthest in choice:
        at = lowered.find(letters)
        while at >= 0:
            found.update(range(max(0, at - furthest), at - least + 1))
            at = lowered.find(letters, at + 1)
    return sorted(found)


def _aligned(text: str, lowered: str) -> bool:
    """Whether letters of both stand at the same offsets; only "İ" grows in lower case."""
    return text is lowered or (len(text) == len(lowered) and "İ" not in text)


# --- many patterns -----------------------------------------------------------------------


class Sieve(Generic[K]):
    """Many patterns, each with a name, and which of them can match in a text.

    What a pattern needs stands inside words of the text, and texts share their words: what each
    word lets through is found once. A text then costs one look-up for each of its words,
    however many patterns there are.
    """

    def __init__(self, named: Iterable[tuple[K, Needy]]) -> None:
        """Keep the patterns by a word of each stretch they need."""
        self._named = tuple(named)
        self._let = _Let()
        self._needs: list[tuple[int, int, Need]] = []  # numbers of a pattern and its choice
        always = []
        for i, (_, one) in enumerate(self._named):
            if not one.choices:
                always.append(i)
            for c, choice in enumerate(one.choices):
                for need in choice:
                    self._let.add(_piece(need.letters), len(self._needs))
                    self._needs.append((i, c, need))
        self._always = tuple(always)

    def possible(self, lowered: str) -> list[tuple[K, Needy]]:
        """Return the patterns that can match in a text, given in lower case, in their order.

        Each comes back with those of its needs alone that can stand in the text.
        """
        met: dict[int, dict[int, list[Need]]] = {i: {} for i in self._always}
        let = [*filter(None, map(self._let.__getitem__, words_in(lowered)))]
        self._let.forget()
        if not let and not met:
            return []
        for n in sorted(frozenset[int]().union(*let)):
            i, c, need = self._needs[n]
            met.setdefault(i, {}).setdefault(c, []).append(need)
        found = []
        for i in sorted(met):
            name, (pattern, choices) = self._named[i]
            if len(met[i]) == len(choices):
                found.append((name, Needy(pattern, tuple(map(tuple, met[i].values())))))
        return found


def _piece(letters: str) -> str:
    """The longest word of a stretch, with a space where the word begins or ends there."""
    word = max(letters.split(), key=len)
    at = letters.index(word)
    behind = letters[at + len(word) :]
    return " " * letters[at - 1 : at].isspace() + word + " " * behind[:1].isspace()


class _Let(dict[str, frozenset[int]]):
    """What each word lets through, found out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: dict[str, set[int]] = {}
        self._sizes: set[int] = set()

    def add(self, piece: str, need: int) -> None:
        """Let words with a piece in them through to a need."""
        self._pieces.setdefault(piece, set()).add(need)
        self._sizes.add(len(piece))

    def __missing__(self, word: str) -> frozenset[int]:
        edged = f" {word} "
        if len(word) > LONGEST_KEPT:  # no word of any language
            return frozenset().union(
                *(let for piece, let in self._pieces.items() if piece in edged)
            )
        parts = (
            edged[at : at + size] for size in self._sizes for at in range(len(edged) - size + 1)
        )
        found = self[word] = frozenset().union(*filter(None, map(self._pieces.get, parts)))
        return found

    def forget(self) -> None:
        """Begin anew where too many words are kept."""
        if len(self) > MOST_KEPT:
            self.clear()


@lru_cache(maxsize=16)
def words_in(lowered: str) -> frozenset[str]:
    """Return the distinct words of a text, cut at spaces, kept for the sieves that ask again."""
    return frozenset(lowered.split())


# --- what a pattern needs ----------------------------------------------------------------


def needy(pattern: str, flags: int = 0, *, plain: str | None = None) -> Needy:
    r"""Return a compiled pattern with what it needs.

    `plain`: a simpler pattern with the same letters from which the needs are told, where the
    pattern itself allows marks between them.

    >>> [need.letters for need in needy(r"\bsmoke|covered in (?:dust|ash)").choices[0]]
    ['smoke', 'covered in dust', 'covered in ash']
    """
    choices = _choices(_parser.parse(plain or pattern, flags))
    best, more = choices[:1], [c for c in choices[1:] if _shortest(c) >= SHORTEST_OF_MORE]
    return Needy(re.compile(pattern, flags), tuple(map(_told, [*best, *more][:MOST_CHOICES])))


def _shortest(choice: Choice) -> int:
    return min(len(need.letters.strip()) for need in choice)


def _told(choice: Choice) -> Choice:
    """A choice with each stretch once."""
    needs: dict[str, Need] = {}
    for letters, least, furthest in choice:
        known = needs.get(letters, Need(letters, least, furthest))
        needs[letters] = Need(letters, min(known.least, least), max(known.furthest, furthest))
    return tuple(needs.values())


def _choices(parsed: Any, run: str = "") -> list[Choice]:  # noqa: ANN401 - the parser of `re` has no public types
    """What a sequence needs, one of each choice: the choice of the longest stretches first.

    `run`: letters right before it, that its own first letters go on.
    """
    choices: list[Choice] = []
    least = furthest = 0  # of what stands before the run
    for at in range(len(parsed) + 1):
        item: Any = parsed[at] if at < len(parsed) else (None, None)
        op, value = item
        if op is ops.LITERAL and chr(value).lower() != "İ".lower():
            run += chr(value).lower()
            continue
        inside = _inside(op, value, run)
        choices += [tuple(need.further(least, furthest) for need in one) for one in inside]
        if run and not inside:
            choices.append((Need(run, least, furthest),))
        least, furthest, run = least + len(run), furthest + len(run), ""
        if op is not None:
            widths = parsed[at : at + 1].getwidth()
            least, furthest = least + int(widths[0]), furthest + int(widths[1])
    enough = [c for c in choices if all(_is_enough(need.letters) for need in c)]
    return sorted(enough, key=lambda c: -min(len(need.letters) for need in c))


def _is_enough(letters: str) -> bool:
    return len(letters) >= SHORTEST and not letters.isspace()


def _inside(op: Any, value: Any, run: str) -> list[Choice]:  # noqa: ANN401 - as above
    """What one element of a pattern needs with the letters before it; nothing where it may lack."""
    if op is ops.SUBPATTERN:
        return _choices(value[3], run)
    if op is ops.BRANCH:
        best = [_choices(branch, run)[:1] for branch in value[1]]
        return [tuple(need for choices in best for need in choices[0])] if all(best) else []
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT} and value[0] > 0:
        return _choices(value[2], run)
    return []
