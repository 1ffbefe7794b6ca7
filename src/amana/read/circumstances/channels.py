"""Channels: in what medium and on which platform words stood."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import get_args

from amana.lang import lexicon
from amana.lang.patterns import Sieve, needy
from amana.model import Medium, Span
from amana.read.quotes import BLANK


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
#: apps whose words are messages of a chat, where nothing says otherwise
MESSENGERS = frozenset({"whatsapp", "signal", "telegram", "viber"})
_MARKS = re.compile("[\u0640\u064b-\u0652]*")
_ANY_MARK = re.compile("[\u0640\u064b-\u0652]+")


@cache
def _patterns() -> Sieve[tuple[str, str]]:
    """The patterns of `data/channels.toml`, each by the part of the list and the name."""
    lists = lexicon.load("channels")
    return Sieve(
        (
            (part, name),
            needy(_with_marks(pattern), re.IGNORECASE, plain=_MARKS.sub("", pattern)),
        )
        for part in ("platforms", "media", "pointers")
        for name, patterns in lists[part].items()
        for pattern in patterns
    )


def _without_marks(text: str) -> str:
    return text if text.isascii() else _ANY_MARK.sub("", text)


def _with_marks(pattern: str) -> str:
    """Return a pattern that also fits Arabic words with their vowel marks and kashida."""
    return re.sub("([\u0621-\u064a])", rf"\1{_MARKS.pattern}", pattern)


@dataclass(frozen=True, slots=True)
class Channels:
    """Every word of a text that tells of a channel, found once, asked for by stretch."""

    hints: tuple[tuple[int, int, str, str], ...]  #: start, end, part of the word list, name

    def within(self, span: Span, apart: Iterable[re.Match[str]] = ()) -> Channel:
        """Return the channel that a stretch tells of, leaving out what stands `apart` in it.

        The order of the word list decides: "posted a video" is a video.
        """
        named = self._named(span, tuple(match.span() for match in apart))
        platform = next((n for n in _order("platforms") if ("platforms", n) in named), "unknown")
        medium = next((m for m in _order("media") if ("media", m) in named), "unknown")
        return Channel(next(m for m in get_args(Medium) if m == medium), platform)

    def recorded(self, span: Span) -> bool:
        """Whether a stretch speaks of what could be heard or seen: then there is a recording."""
        return ("pointers", "sound") in self._named(span)

    def points_back(self, span: Span) -> bool:
        """Whether a stretch says "there" of a channel named before: "she wrote there"."""
        return ("pointers", "there") in self._named(span)

    def goes_back(self, span: Span) -> bool:
        """Whether a stretch says that a channel is the one before: "he said in the stream"."""
        return ("pointers", "same") in self._named(span)

    def speaks(self, span: Span) -> bool:
        """Whether a stretch tells of speaking, in whatever channel."""
        return ("pointers", "speaks") in self._named(span)

    def _named(self, span: Span, apart: tuple[Span, ...] = ()) -> set[tuple[str, str]]:
        first = bisect_left(self.hints, (span[0],))
        last = bisect_left(self.hints, (span[1],))
        return {
            (part, name)
            for start, end, part, name in self.hints[first:last]
            if end <= span[1] and not any(s <= start < e for s, e in apart)
        }


@cache
def _order(part: str) -> tuple[str, ...]:
    return tuple(lexicon.load("channels")[part])


def find_channels(masked: str) -> Channels:
    """Return all hints of channels in a text.

    >>> t = "She posted a video on Twitter:"
    >>> find_channels(t).within((0, len(t)))
    Channel(medium='video', platform='twitter')
    """
    lowered = _without_marks(masked).lower().replace(BLANK, " ")
    hints = {
        (match.start(), match.end(), part, name)
        for (part, name), pattern in _patterns().possible(lowered)
        for match in pattern.finditer(masked, lowered)
    }
    return Channels(tuple(sorted(hints)))
