"""What a figure counts, the same in both languages, and how far it is meant to hold."""

import tomllib
import unicodedata
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from amana.model import Amount

#: share of a figure within which "about" lets another figure lie. Set by thought: "about 25,000"
#: may be 27,000 and not 30,000
ABOUT = Decimal("0.1")
_SPELLINGS = {ord("ى"): "ي"}  # the hamza of أ إ آ is a mark and falls with the others


class Thing(NamedTuple):
    """What is counted: of which noun, in which state, measured in what."""

    noun: str
    state: str
    unit: str


def thing_counted(amount: Amount) -> Thing | None:
    """Return what an amount counts; None where the text does not say, or it is a part or denied."""
    if amount.negated or amount.part_of is not None or not (amount.of or amount.state):
        return None
    noun = _noun(amount.of or "")
    state = amount.state or ""
    if noun in table()["state"]:
        noun, state = "people", noun
    if not noun and state and amount.unit is None:
        noun = "people"
    if state in table()["present"]["states"]:
        state = "present"
        noun = "people" if noun == "civilians" else noun  # who stays in a city under siege
    return Thing(noun, state, amount.unit or "")


def widened(noun: str) -> str | None:
    """Return what every one of a noun's things also is: people of children; None of others.

    >>> widened("children"), widened("buses")
    ('people', None)
    """
    return next((whole for whole, parts in table()["part_of"].items() if noun in parts), None)


def bounds(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that an amount can mean; "about" reaches a tenth further."""
    low, high = amount.low, amount.high
    hedged = amount.hedge is not None and plain(amount.hedge) not in _exact()
    if hedged and low is not None and high is not None:
        return low - low * ABOUT, high + high * ABOUT
    return low, high


def _noun(words: str) -> str:
    """The name of a noun in the table, by the whole phrase, else by its head; else the words."""
    whole = plain(words)
    parts = whole.split()
    heads = [whole, parts[-1] if whole.isascii() else parts[0]] if parts else []
    found = next((_nouns()[head] for head in heads if head in _nouns()), None)
    return found or (whole.removesuffix("s") if whole.isascii() else whole)


def plain(words: str) -> str:
    """Return words in small letters, Arabic ones without marks and article."""
    kept = (c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    plain = "".join(kept).casefold().translate(_SPELLINGS)
    return " ".join(word.removeprefix("ال") for word in plain.split())


@cache
def table() -> dict[str, Any]:
    """Return the words that weighing knows, as `words.toml` says them."""
    file = resources.files("amana.weigh").joinpath("words.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _nouns() -> dict[str, str]:
    return {plain(w): noun for noun, words in table()["noun"].items() for w in words}


@cache
def _exact() -> frozenset[str]:
    return frozenset(map(plain, table()["exact"]["hedges"]))
