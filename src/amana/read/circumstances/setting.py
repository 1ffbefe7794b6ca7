"""The setting of a view's statements: all that stays the same while they are settled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Generic, TypeVar

from amana.model import Amount, Cue, Place, Span, Time, View, Window
from amana.read.page import Page
from amana.read.voices.register import Register

M = TypeVar("M", Time, Place, Amount, Cue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Generic[M]):
    """Marks of one kind, in order of the text."""

    marks: tuple[M, ...]
    starts: tuple[int, ...]

    def within(self, *spans: Span) -> tuple[M, ...]:
        """Return the marks that lie whole inside any of the spans, each once."""
        found: dict[int, M] = {}
        for start, end in spans:
            for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
                mark = self.marks[i]
                if mark.span is not None and mark.span[1] <= end:
                    found[i] = mark
        return tuple(found[i] for i in sorted(found))


def shelved(marks: Iterable[M], rest: tuple[Span, ...]) -> Shelf[M]:
    """Return marks as a shelf, without those in the rest of the page, which is no report."""
    placed = sorted((m for m in marks if m.span is not None), key=lambda m: m.span or (0, 0))
    kept = [m for m in placed if m.span and not _inside(m.span[0], rest)]
    return Shelf(marks=tuple(kept), starts=tuple(m.span[0] for m in kept if m.span))


def _inside(offset: int, spans: tuple[Span, ...]) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span[0])
    return at > 0 and offset < spans[at - 1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What else was found in the text."""

    times: Shelf[Time]
    places: Shelf[Place]
    amounts: Shelf[Amount]
    cues: Shelf[Cue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The page, the view it was made from, its marks, and who is named on it."""

    page: Page
    view: View
    marks: Marks
    known: Register
    window: Window | None
    zone: tzinfo
    entries: tuple[Time | None, ...]  #: for each paragraph, the stamp of its live-blog entry
    stamps: frozenset[Span]  #: where those stamps stand
