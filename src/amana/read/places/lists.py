"""Names in a row with names of places, which are places, too: Orra, Tarsha and Little Lorne."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from amana.lang.lexicon import load
from amana.lang.tokens import Token, tokens
from amana.read.places.chosen import Around
from amana.read.places.meant import is_word_or_name, words
from amana.read.places.names import Named
from amana.read.places.unlisted import PEOPLES

#: words of the longest name that is taken from a row
MOST_WORDS = 3
#: letters of the shortest, and of the longest word in capitals that is an acronym
SHORTEST, ACRONYM = 3, 4
#: places surely meant in a row from which all the others are, too
ENOUGH = 2
#: signs and words of the longest join: , and
LONGEST_JOIN = 2


_OF_MANY = {"of", "including", "like", ":"}  #: between such a word and a row: the villages of


class _Item(NamedTuple):
    first: int  #: tokens
    last: int
    place: Named | None


def in_rows(
    text: str, meant: Sequence[Named], known: Sequence[Named], named: Around, storms: frozenset[str]
) -> Iterator[Named]:
    """Yield the names that the row in which they stand makes places, of which `meant` has none.

    `known` are all names that a gazetteer has: where one of them is in the row, its places go
    with it, with counties only those in a region that is `named`. `storms` are no places.
    """
    sequence = tokens(text)
    by_token = {name.first: name for name in meant}
    entries = {(name.first, name.last): name.entries for name in known}
    at = 0
    while at < len(sequence):
        if not sequence[at].raw[0].isupper() and at not in by_token:
            at += 1
            continue
        row = _row(text, sequence, at, by_token)
        if len(row) > 1:
            headed = _is_headed(text, sequence, row)
            for item in _places(sequence, row, headed=headed):
                first, last = _bounds(sequence, item)
                if _can_be(sequence[first : last + 1], storms):
                    of = entries.get((first, last), ())
                    if headed:
                        of = tuple(
                            e for e in of if e.region and named.regions[e.country or "", e.region]
                        )
                    yield Named(sequence[first].start, sequence[last].end, first, last, of, "yes")
        at = row[-1].last + 1 if row else at + 1


def _places(sequence: Sequence[Token], row: Sequence[_Item], *, headed: bool) -> Iterator[_Item]:
    """The items that are no places yet, where most are or a word makes all of them some."""
    sure = sum(item.place is not None for item in row)
    enough = sure >= ENOUGH and (2 * sure >= len(row) or _is_asked(sequence, row[0]))
    if not headed and not enough:
        if sure and _is_pair(sequence, row):
            yield row[1]
        return
    for at, item in enumerate(row):
        ends = at + 1 == len(row) and not headed and _goes_on(sequence, row)
        if item.place is None and not ends:
            yield item


def _is_pair(sequence: Sequence[Token], row: Sequence[_Item]) -> bool:
    """Whether "and" joins a name to a place that is asked for: in Orra and Tarsha."""
    first, second = row[0], row[1]
    if len(row) != ENOUGH or first.place is None or second.place is not None:
        return False
    if sequence[second.first].word in _never():
        return False
    return sequence[first.last + 1].word in {"and", "&", "or"} and _is_asked(sequence, first)


def _is_asked(sequence: Sequence[Token], item: _Item) -> bool:
    """Whether the word before an item asks for a place: in, near."""
    before = sequence[item.first - 1] if item.first else None
    return before is not None and before.raw.islower() and before.word in words("before")


def _goes_on(sequence: Sequence[Token], row: Sequence[_Item]) -> bool:
    """Whether the last name only follows a comma, and opens a clause: in Orra, Lorne said."""
    last, behind = row[-1], sequence[row[-1].last + 1 : row[-1].last + 2]
    return sequence[last.first - 1].word == "," and bool(behind) and behind[0].kind == "word"


def _bounds(sequence: Sequence[Token], item: _Item) -> tuple[int, int]:
    """The tokens of an item without "both" before them and "counties" behind."""
    first, last = item.first, item.last
    while first < last and sequence[first].word in _never():
        first += 1
    return first, last - (first < last and sequence[last].word in _many())


def _row(text: str, sequence: Sequence[Token], at: int, by_token: dict[int, Named]) -> list[_Item]:
    """The names from a token on that are joined by commas and "and"."""
    found = list[_Item]()
    item = _item(text, sequence, at, by_token)
    while item is not None:
        found.append(item)
        at = _behind_join(sequence, item.last)
        item = _item(text, sequence, at, by_token) if at else None
    return found


def _item(
    text: str, sequence: Sequence[Token], at: int, by_token: dict[int, Named]
) -> _Item | None:
    if at >= len(sequence):
        return None
    if at in by_token:
        return _Item(at, by_token[at].last, by_token[at])
    if sequence[at].kind != "word" or not sequence[at].raw[0].isupper():
        return None
    last = at
    while (
        last + 1 < len(sequence) and sequence[last + 1].kind == "word"
        and sequence[last + 1].raw[0].isupper()
        and text[sequence[last].end : sequence[last + 1].start] == " "
    ):  # fmt: skip
        last += 1
        if last in by_token:
            return None
    return _Item(at, last, None)


def _behind_join(sequence: Sequence[Token], last: int) -> int:
    """The token behind what joins two names, 0 if nothing does."""
    at = last + 1
    while at < len(sequence) and at - last <= LONGEST_JOIN and sequence[at].word in _joins():
        at += 1
    return at if last + 1 < at < len(sequence) else 0


@cache
def _never() -> frozenset[str]:
    return frozenset(load("landmarks")["english"]["never"].split())


@cache
def _joins() -> frozenset[str]:
    return frozenset({",", "and", "&", "/", "or"})


def _is_headed(text: str, sequence: Sequence[Token], row: Sequence[_Item]) -> bool:
    """Whether a word for many places stands beside a row: Orra and Tarsha counties; towns of."""
    first, last = row[0].first, row[-1].last
    if sequence[last].word in _many():
        return True
    leads = sequence[max(0, first - 2) : first]
    before = leads[0] if len(leads) > 1 and leads[1].word in _OF_MANY else None
    if before is not None and before.word in _many() and before.raw.islower():
        return True
    after = sequence[last + 1] if last + 1 < len(sequence) else None
    return (
        after is not None and after.word in _many()
        and text[sequence[last].end : after.start] == " "
    )  # fmt: skip


@cache
def _many() -> frozenset[str]:
    return frozenset(load("landmarks")["english"]["many"].split())


def _can_be(parts: Sequence[Token], storms: frozenset[str]) -> bool:
    """Whether words can be the name of a place."""
    if len(parts) > MOST_WORDS or any(part.word in storms for part in parts):
        return False
    if any(len(part.raw) <= ACRONYM and part.raw.isupper() for part in parts):
        return False
    if len(parts) == 1 and (len(parts[0].raw) < SHORTEST or is_word_or_name(parts[0].word)):
        return False
    return not any(
        part.word.endswith(("'s", *PEOPLES)) or part.word in words("language") | words("not_before")
        for part in parts
    )
