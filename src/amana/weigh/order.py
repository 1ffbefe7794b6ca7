"""Order: which of two statements came before the other, as far as their times say so."""

from collections.abc import Mapping
from datetime import datetime
from math import inf

from amana.model import Id, Statement, Time


def came_out(statement: Statement, published: Mapping[Id, Time]) -> float:
    """Return when its report came out, to the minute where its date was written with a clock.

    `published`: the time of each item. In seconds, for an order; without a date, last.
    """
    time = published.get(statement.item)
    if time is None or time.earliest is None:
        return inf
    try:
        written = datetime.fromisoformat(time.as_written)
    except ValueError:  # in words, or inferred
        return time.earliest.timestamp()
    return (written if written.tzinfo else written.replace(tzinfo=time.earliest.tzinfo)).timestamp()


def is_before(a: Statement, b: Statement, published: Mapping[Id, Time]) -> bool | None:
    """Return whether the one was told before the other; None where nothing tells.

    Times that overlap say nothing; then the report that came out first is taken to be the first.
    """
    spans = [
        (s.said.earliest, s.said.latest)
        if s.said is not None and s.said.earliest and s.said.latest
        else None
        for s in (a, b)
    ]
    if spans[0] is not None and spans[1] is not None:
        if spans[0][1] <= spans[1][0]:
            return True
        if spans[1][1] <= spans[0][0]:
            return False
    one, other = came_out(a, published), came_out(b, published)
    return None if inf in {one, other} or one == other else one < other
