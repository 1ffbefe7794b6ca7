"""Bylines: whose name stands in a line that says who wrote something."""

import re
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load

#: what parts a name from what stands beside it: a stroke, a bar, "in Marah", "في مرح"
_ENDS = re.compile(
    r"\n|\s+[-–—]+\s+|\s*[|·•]\s*|\s+(?:in|from|at)\s+(?=[A-Z])|\s+(?:في|من)\s+", re.IGNORECASE
)
_EDGES = " ,،;:/-–—"


def name_in_byline(line: str) -> str:
    """Return the name or names in a byline, without the date and the town beside them.

    `line` is without its "By". Empty where it holds nothing but a date.

    >>> name_in_byline("Jonas Wirth 17 March 2033"), name_in_byline("سعاد الرامي - مرح")
    ('Jonas Wirth', 'سعاد الرامي')
    """
    names = (_undated(part) for part in _ENDS.split(line))
    return next((name for name in names if name), "")


def _undated(part: str) -> str:
    """The words before the first figure, without the names of months and days that lead to it."""
    parts = part.split()
    first = next((i for i, word in enumerate(parts) if any(map(str.isdigit, word))), None)
    kept = parts[:first]
    while kept and first is not None and fold(kept[-1].strip(_EDGES + ".")) in _of_dates():
        kept.pop()
    return " ".join(kept).strip(_EDGES)


@cache
def _of_dates() -> frozenset[str]:
    times = load("times")
    tables = ("weekday", "weekday_short", "month", "month_weak")
    names = {name for table in tables for those in times[table].values() for name in those}
    words = (word for name in (*names, *times["page_date"]["labels"]) for word in name.split())
    return frozenset(map(fold, words)) | {""}
