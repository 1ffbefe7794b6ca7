"""The word lists of `amounts.toml` as what the readers of amounts look words up in."""

import re
from functools import cache
from typing import Any

from amana.lang.letters import fold
from amana.lang.lexicon import load


@cache
def words_of(table: str, key: str) -> frozenset[str]:
    """Return a list as folded words."""
    return frozenset(fold(word) for word in load("amounts")[table][key])


@cache
def pattern_of(table: str, key: str, *, tail: bool, anywhere: bool = False) -> re.Pattern[str]:
    """Return the words of a list: at the end of what is searched, at its beginning, or anywhere."""
    words: Any = load("amounts")[table][key]
    spelled = {w for word in words for w in (word, fold(word), word.replace("'", "’"))}
    body = "|".join(re.escape(word) for word in sorted(spelled, key=len, reverse=True))
    if tail:
        return re.compile(
            rf"(?<!\w)[وفبل]?({body})\s*(?:the\s|a\s|other\s)?[\s$€£]*$", re.IGNORECASE
        )
    start = r"(?<!\w)" if anywhere else r"[\s,،]*"
    return re.compile(rf"{start}[وفبل]?({body})(?!\w)", re.IGNORECASE)


@cache
def units() -> dict[str, str]:
    """Return the unit of each folded word for one."""
    return {fold(word): unit for unit, words in load("amounts")["unit"].items() for word in words}


@cache
def unit_pattern() -> re.Pattern[str]:
    """Return the pattern of a unit behind a figure, also in brackets."""
    words = [word for words in load("amounts")["unit"].values() for word in words]
    body = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[ \u00a0\u202f-]?(?:({body})(?!\w)|[(\[{{]({body})[)\]}}])", re.IGNORECASE)


def is_unit(text: str, at: int) -> bool:
    """Return whether a unit is written onto a figure that ends at an offset."""
    return text[at : at + 1] != " " and unit_pattern().match(text, at) is not None
