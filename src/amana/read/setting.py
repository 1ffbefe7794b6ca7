"""The setting of a view's statements: all that stays the same while they are settled."""

from dataclasses import dataclass
from datetime import tzinfo

from amana.model import Amount, Cue, Place, Time, View, Window
from amana.read.page import Page
from amana.read.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What else was found in the text."""

    times: tuple[Time, ...]
    places: tuple[Place, ...]
    amounts: tuple[Amount, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The page, the view it was made from, its marks, and who is named on it."""

    page: Page
    view: View
    marks: Marks
    known: Register
    window: Window | None
    zone: tzinfo
