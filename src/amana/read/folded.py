"""A text as patterns see it: folded, with the way back to its own offsets."""

from functools import lru_cache
from typing import NamedTuple

from amana.lang.letters import fold_with_map
from amana.model import Span


class Folded(NamedTuple):
    """A folded text and, for each of its characters, the offset it comes from."""

    text: str
    origins: tuple[int, ...]

    def place(self, start: int, end: int) -> Span:
        """Return the span of the text itself that a folded span comes from."""
        return self.origins[start], self.origins[end - 1] + 1 if end > start else self.origins[
            start
        ]


@lru_cache(maxsize=8)
def folded(text: str) -> Folded:
    """Return a text folded: lower case, Arabic without marks and in one spelling."""
    return Folded(*fold_with_map(text))
