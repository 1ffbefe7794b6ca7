"""The names of the storms of a text, which are also names of towns: Hurricane Orra."""

import re
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load

#: letters of the shortest name of a storm
SHORTEST = 3


def storms(text: str) -> frozenset[str]:
    """Return the folded names that stand behind a word for a storm, in a hashtag, too.

    >>> sorted(storms("#HurricaneOrra nears; Cyclone #Tarsha is gone"))
    ['orra', 'tarsha']
    """
    found = {fold(match["tag"] or match["name"]) for match in _storm().finditer(text)}
    return frozenset(name for name in found if len(name) >= SHORTEST)


@cache
def _storm() -> re.Pattern[str]:
    """A word for a storm and the name behind it, which has a capital or ends the hashtag."""
    rows = load("places")["storm"]
    latin, arabic = "|".join(rows["words"]), "|".join(rows["arabic"])
    return re.compile(
        rf"#(?i:{latin})(?P<tag>[^\W\d_]+)"
        rf"|(?<![#\w])(?:(?i:{latin})|{arabic}) #?"
        rf"(?P<name>[A-Z][^\W\d_]+|(?<=[\u0621-\u064a] )[\u0621-\u064a]+)"
    )
