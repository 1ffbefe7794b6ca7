"""Parties to a conflict: for which side a voice speaks, told by its own words alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load

NONE = "none"  #: under this name a case lists who is no party, whatever the shipped words say

# letters and digits with the marks of Arabic; hyphens bind: "rebel-held" is no rebel
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0640\u064b-\u0652\u0670]|-(?=[^\W_]))*")
# what is written onto an Arabic word: conjunction, preposition, article
_ONTO = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")

Words = tuple[str, ...]  #: of a phrase, each as `_plain` has it


@dataclass(frozen=True, slots=True)
class _Token:
    plain: str  #: as it is compared
    word: str  #: as written
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The sides that a case names, by the words they are known by."""

    side_of: Mapping[Words, str]
    heads: frozenset[str]  #: first words of the phrases
    longest: int  #: words of the longest phrase


NO_SIDES = Sides(side_of={}, heads=frozenset(), longest=0)


def sides_of(table: Mapping[str, Sequence[str]]) -> Sides:
    """Return the sides of a table: each name, with other words for it in either script.

    >>> sides_of({"River Brigade": ["لواء النهر"]}).side_of[("لوا", "نهر")]
    'River Brigade'
    """
    found = {
        words: side
        for side, phrases in table.items()
        for phrase in (*phrases, *([] if side == NONE else [side]))
        if (words := plain_words(phrase))
    }
    return _sides(found)


def plain_words(text: str) -> Words:
    """Return the words of a text as parties are compared: folded, Arabic without its article."""
    return tuple(token.plain for token in _tokens(text))


def party_of(
    name: str | None,
    role: str | None,
    affiliation: str | None,
    as_written: str,
    extra: Sides = NO_SIDES,
    *,
    person: bool = False,
) -> str | None:
    """Return the party that a voice speaks for, None where its words name none, or two.

    A side of the case by its name; any other as the text writes it. `person`: the name is that of
    a human being, and no word of it is a body's.

    >>> party_of(None, "spokesman for the River Brigade", None, "he")
    'River Brigade'
    >>> party_of(None, "nurse at the military hospital", None, "she")
    """
    fields = [field for field in (affiliation, name, role, as_written) if field]
    if extra.side_of and (named := {side for f in fields for side in _named(f, extra)}):
        side = next(iter(named))
        return side if len(named) == 1 and side != NONE else None
    own = frozenset(plain_words(name)) if person and name else frozenset()
    for field in fields:
        if not (person and field is name) and (found := _listed(field, own)):
            return next(iter(found)) if len(found) == 1 else None
    return None


def _sides(side_of: Mapping[Words, str]) -> Sides:
    return Sides(
        side_of=side_of,
        heads=frozenset(words[0] for words in side_of),
        longest=max(map(len, side_of), default=0),
    )


def _named(field: str, sides: Sides) -> Iterator[str]:
    """The sides of a case that a field names."""
    tokens = _tokens(field)
    for _, _, side in _phrases(tokens, sides):
        yield side


def _phrases(tokens: Sequence[_Token], sides: Sides) -> Iterator[tuple[int, int, str]]:
    """The longest phrases in a row of words, unless a word beside them makes it another's voice."""
    found: list[tuple[int, int, str]] = []
    inside: set[int] = set()
    at = 0
    while at < len(tokens):
        end = at + _length_at(tokens, at, sides)
        if end > at:
            side = sides.side_of[tuple(token.plain for token in tokens[at:end])]
            found.append((at, end, side))
            inside.update(range(at, end))
        at = max(end, at + 1)
    if found and not any(
        token.plain in _list("other") for k, token in enumerate(tokens) if k not in inside
    ):
        yield from found


def _length_at(tokens: Sequence[_Token], at: int, sides: Sides) -> int:
    if tokens[at].plain in sides.heads:
        for length in range(min(sides.longest, len(tokens) - at), 0, -1):
            if tuple(token.plain for token in tokens[at : at + length]) in sides.side_of:
                return length
    return 0


def _listed(field: str, own: frozenset[str]) -> set[str]:
    """The parties that the shipped words find in a field, as written; `own`: words of a name."""
    tokens, found = _tokens(field), set()
    for start, end, kind in _phrases(tokens, _shipped()):
        if all(token.plain in own for token in tokens[start:end]):
            continue
        first, last = _widened(tokens, start, end, own)
        if (
            kind == "bodies"
            or (kind == "named" and _is_in_a_name(tokens, start, end, first, last))
            or (kind == "alone" and _stands_alone(tokens, start, end, own))
        ):
            found.add(field[tokens[first].start : tokens[last - 1].end])
    return found


def _widened(
    tokens: Sequence[_Token], start: int, end: int, own: frozenset[str]
) -> tuple[int, int]:
    """The words of a name around a phrase: up to who speaks for it, without "the" at its ends."""
    cut, small = _list("cut") | own, _list("small")
    first, last = start, end
    while first and tokens[first - 1].plain not in cut:
        first -= 1
    while last < len(tokens) and tokens[last].plain not in cut:
        last += 1
    while first < start and tokens[first].plain in small:
        first += 1
    while last > end and tokens[last - 1].plain in small:
        last -= 1
    return first, last


def _is_in_a_name(tokens: Sequence[_Token], start: int, end: int, first: int, last: int) -> bool:
    """Whether a phrase has its name beside it: "River Front" before, "لواء النهر" behind."""
    if tokens[start].capital:
        return first < start and tokens[start - 1].capital
    return last > end and not (tokens[start].word.isascii() or tokens[start].word.startswith("ال"))


def _stands_alone(tokens: Sequence[_Token], start: int, end: int, own: frozenset[str]) -> bool:
    beside = _list("cut") | _list("small") | own
    return all(token.plain in beside for token in (*tokens[:start], *tokens[end:]))


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(_ONTO.sub("", fold(match[0])), match[0], match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


@cache
def _shipped() -> Sides:
    """The shipped words, each with its list for a side."""
    return _sides(
        {
            plain_words(phrase): kind
            for kind in ("bodies", "named", "alone")
            for phrases in load("parties")[kind].values()
            for phrase in phrases
        }
    )


@cache
def _list(kind: str) -> frozenset[str]:
    lists = load("parties")[kind].values()
    return frozenset(word for words in lists for one in words for word in plain_words(one))
