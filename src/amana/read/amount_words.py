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
