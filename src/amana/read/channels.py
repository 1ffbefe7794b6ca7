"""Channels: in what medium and on which platform words stood, and through whom they came."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from amana.lang import lexicon
from amana.model import Medium, Span
from amana.read import arabic, subjects, voices
from amana.read.voices import Mention


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


_TOLD = re.compile(
    r"\b(?:told|tells|telling|(?:spoke|speak|speaks|speaking|talked|talking) (?:to|with)|"
    r"said (?:to|in (?:an interview|a call|a message) (?:to|with))|"
    r"(?:wrote|message|messages|note|recording|messaged|sent|interview|call)(?: \w+){0,5} (?:to|with)|(?:reached|interviewed|contacted|cited|quoted) by)\s+"
)
_POSTED_BY = re.compile(
    r"\b(?:posted|published|shared|released|uploaded|circulated|distributed|broadcast|aired|obtained|relayed|passed on) by\s+"
)
_CITED_BY = re.compile(r"\b(?:as |was |were )?(?:quoted|cited|reported) by\s+")
_OUTLET = re.compile(
    r"\b(?:magazine|newspaper|agency|broadcaster|channel|station|website|outlet|daily|weekly|newsroom) "
    r"([A-Z][\w’-]*(?: [A-Z][\w’-]*)*)|(?:the |The )([A-Z][\w’-]*(?: [A-Z][\w’-]*)*) (?:news agency|magazine|newspaper|agency|website|broadcaster)\b|"
    r"(?:مجلة|صحيفة|وكالة|قناة|موقع|إذاعة) «?([^\s«»،.:]+)"
)


def outlets_named(masked: str) -> frozenset[str]:
    """Return the names that a document itself says are outlets: "the magazine Compass"."""
    return frozenset(next(g for g in m.groups() if g) for m in _OUTLET.finditer(masked))


_BY_WAY = re.compile(r"\b(?:by way of|through|via|relayed by|passed on by|forwarded by)\s+")
_ARABIC = re.compile(
    r"(?:(?:ل|إلى |لل)(?=وكالة|قناة|صحيفة|موقع|مجلة|إذاعة|جريدة|شبكة|تلفزيون|رويترز|مراسل)|"
    r"إلى (?=[^،.:«»]{3,40}، (?:ال)?(?:مراسل|صحفي|صحافي))|"
    r"نقلا(?:ً)? عن |نقلت(?:ها|ه) |نشر(?:ها|ه) |نشرت(?:ها|ه) |بث(?:ها|ه) |بثت(?:ها|ه) |عن طريق |بواسطة )"
)
_ARABIC_NAME = re.compile(
    r"(?:والد(?:ها|ه|ته|تها) |شقيق(?:ها|ه) )?([^،.:؛«»()\ue000]+)(?:، [^،.:؛]*)?"
)


_THERE = re.compile(r"\b(?:wrote|posted|said|added|shared) (?:\w+ )?there\b|هناك")


def points_back(masked: str, span: Span) -> bool:
    """Whether a stretch says "there" of a channel named before: "she wrote there on Monday"."""
    return _THERE.search(masked, *span) is not None


def relays_in(masked: str, span: Span, lang: str, outlets: frozenset[str]) -> list[Mention]:
    """Return who passed words on, as a stretch says: told whom, posted by whom, by way of whom."""
    if lang == "ar":
        return _arabic_relays(masked, span)
    found: list[Mention] = []
    for pattern in (_TOLD, _POSTED_BY, _CITED_BY, _BY_WAY):
        for match in pattern.finditer(masked, *span):
            phrase = subjects.subject_behind(subjects.tokens(masked, (match.end(), span[1])), 0)
            mention = None if phrase is None else voices.mention_of(masked, phrase)
            if mention is None or mention.pronoun:
                continue
            if mention.name in outlets:
                mention = replace(mention, kind="outlet", role=None)
            if _passes_on(mention, told=pattern in {_TOLD, _BY_WAY}):
                found.append(mention)
    return found


def _arabic_relays(masked: str, span: Span) -> list[Mention]:
    found = []
    for match in _ARABIC.finditer(masked, *span):
        phrase = _ARABIC_NAME.match(masked, match.end(), span[1])
        if phrase is None:
            continue
        mention = arabic.mention_of(masked, phrase.span(1))
        if mention is not None and mention.kind in {"person", "outlet"}:
            found.append(mention)
    return found


def _passes_on(mention: Mention, *, told: bool) -> bool:
    """Whether a mention is a relay: an outlet, a body that posts, or somebody with an outlet."""
    if mention.kind == "outlet":
        return True
    if not told:
        return mention.kind in {"person", "group"}
    role = (mention.role or "").lower()
    reporter = any(
        word in role
        for word in ("report", "journalist", "correspond", "chief", "editor", "photographer")
    )
    return mention.kind == "person" and (reporter or mention.affiliation is not None)
