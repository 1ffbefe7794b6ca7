"""Channels: in what medium and on which platform words stood."""

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from amana.lang import lexicon
from amana.model import Medium, Span


@dataclass(frozen=True, slots=True)
class Channel:
    """A medium and a platform, each "unknown" where the text does not say."""

    medium: Medium
    platform: str

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.medium != "unknown" or self.platform != "unknown"


NOWHERE = Channel("unknown", "unknown")


@cache
def _patterns(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = lexicon.load("channels")[part]
    return tuple(
        (name, re.compile(_with_marks("|".join(patterns)), re.IGNORECASE))
        for name, patterns in table.items()
    )


def _with_marks(pattern: str) -> str:
    """Return a pattern that also fits Arabic words with their vowel marks and kashida."""
    return re.sub("([\u0621-\u064a])", "\\1[\u0640\u064b-\u0652]*", pattern)


def channel_in(masked: str, span: Span) -> Channel:
    """Return the channel that a stretch around a statement tells of.

    The order of the media in the word list decides: "posted a video" is a video.

    >>> t = "She posted a video on Twitter:"
    >>> channel_in(t, (0, len(t)))
    Channel(medium='video', platform='twitter')
    """
    platform = next(
        (name for name, pattern in _patterns("platforms") if pattern.search(masked, *span)),
        "unknown",
    )
    for name, pattern in _patterns("media"):
        if pattern.search(masked, *span):
            medium: Medium = next(m for m in get_args(Medium) if m == name)
            return Channel(medium, platform)
    return Channel("unknown", platform)


@cache
def _sounds() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load("channels")["sound"]["words"]), re.IGNORECASE)


def tells_of_recording(masked: str, span: Span) -> bool:
    """Whether a stretch speaks of what could be heard or seen: then there is a recording."""
    return _sounds().search(masked, *span) is not None


@cache
def _pointers() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load("channels")["relays"]["en"]["there"]))


def points_back(masked: str, span: Span) -> bool:
    """Whether a stretch says "there" of a channel named before: "she wrote there on Monday"."""
    return _pointers().search(masked, *span) is not None
