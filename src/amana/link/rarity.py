"""How much one shared word says about two texts: a fixed weight, the same in every case."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from amana.lang.letters import fold
from amana.lang.lexicon import load

LONG_WORD = 6  #: letters from which an unlisted word weighs most. As is usual for content words
SHORT_WORD = 3  #: letters up to which an unlisted word weighs least. Mostly particles we forgot


@lru_cache(maxsize=1 << 18)
def weight(word: str) -> float:
    """Return the weight of a folded word, 0 to 1: 0.1 for "the", 1 for a long rare one.

    >>> weight("the"), weight("bakery"), weight("50000"), weight("المخبز")
    (0.1, 1.0, 0.9, 1.0)
    """
    table = _table()
    if is_number(word):
        return table.weights["number"]
    if (listed := table.listed.get(word)) is not None:
        return listed
    if len(word) >= LONG_WORD:
        return table.weights["long"]
    return table.weights["short" if len(word) <= SHORT_WORD else "middle"]


def is_listed(word: str) -> bool:
    """Whether a folded word is one of everyday use."""
    return word in _table().listed


def is_number(word: str) -> bool:
    """Whether a folded word is a figure or a word for one.

    >>> is_number("50000"), is_number("twelve"), is_number("ثلاثه"), is_number("one")
    (True, True, True, False)
    """
    return word[:1].isdigit() or word in _table().numbers


def is_negation(word: str) -> bool:
    """Whether a folded word turns a sentence into its opposite.

    >>> is_negation("cant"), is_negation("لم"), is_negation("can")
    (True, True, False)
    """
    return word in _table().negations


def is_day(word: str) -> bool:
    """Whether a folded word names a day of the week or a month."""
    return word in _table().days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The word lists, each word folded as the tokens are."""

    weights: Mapping[str, float]
    listed: Mapping[str, float]
    numbers: frozenset[str]
    negations: frozenset[str]
    days: frozenset[str]


@cache
def _table() -> _Table:
    data = load("rarity")
    weights = data["weights"]
    listed: dict[str, float] = {}
    for step in ("common", "everyday", "function", "negation"):
        words = fold(" ".join(data[lang][step] for lang in ("en", "ar"))).split()
        listed.update(dict.fromkeys(words, weights[step]))
    return _Table(
        weights=weights,
        listed=listed,
        numbers=_folded(data["numbers"]),
        negations=frozenset(fold(data["en"]["negation"] + data["ar"]["negation"]).split()),
        days=_folded(data["days"]),
    )


def _folded(lists: Mapping[str, str]) -> frozenset[str]:
    return frozenset(fold(" ".join(lists.values())).split())
