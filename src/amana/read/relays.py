"""Relays: who passed words on, as the text around a statement says."""

import re
from collections.abc import Callable
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read import arabic_voices, english_words, subjects, voices
from amana.read.voices import Mention


@cache
def _pattern(lang: str, part: str) -> re.Pattern[str]:
    phrases = "|".join(lexicon.load("channels")["relays"][lang][part])
    return re.compile(rf"\b(?:{phrases})\s+" if lang == "en" and part != "outlet" else phrases)


def outlets_named(masked: str) -> frozenset[str]:
    """Return the names that a document itself says are outlets.

    >>> sorted(outlets_named("a correspondent of the magazine Compass"))
    ['Compass']
    """
    found = _pattern("en", "outlet").finditer(masked)
    return frozenset(next(group for group in match.groups() if group) for match in found)


def relays_in(
    masked: str, span: Span, lang: str, full: Callable[[Mention], Mention]
) -> list[Mention]:
    """Return who passed words on: told whom, posted by whom, by way of whom, in this order.

    >>> t = "She told reporter Adel Noor through WhatsApp"
    >>> [m.name for m in relays_in(t, (0, len(t)), "en", lambda mention: mention)]
    ['Adel Noor']

    `full` tells what else the document says of a mention. "told her" gives the pronoun.
    """
    if lang == "ar":
        return _arabic_relays(masked, span)
    found: list[Mention] = []
    for part in ("told", "posted"):
        for match in _pattern("en", part).finditer(masked, *span):
            phrase = subjects.subject_behind(
                english_words.tokens(masked, (match.end(), span[1])), 0
            )
            mention = None if phrase is None else voices.mention_of(masked, phrase)
            if mention is None or (mention.pronoun and part != "told"):
                continue
            if mention.pronoun in {"f", "m"}:
                found.append(mention)
                continue
            mention = full(mention)
            if _passes_on(mention, told=part == "told"):
                found.append(mention)
    return found


def _passes_on(mention: Mention, *, told: bool) -> bool:
    """Whether a mention is a relay: an outlet, whoever posted, or a reporter who was told."""
    if mention.kind == "outlet":
        return True
    if not told:
        return mention.kind in {"person", "group"}
    return is_reporter(mention)


def is_reporter(mention: Mention) -> bool:
    """Return whether somebody is said to report for others."""
    role = (mention.role or "").lower()
    words = lexicon.load("channels")["relays"]["en"]["reporters"]
    reporter = mention.affiliation is not None or any(word in role for word in words)
    return mention.kind == "person" and reporter


def _arabic_relays(masked: str, span: Span) -> list[Mention]:
    name = re.compile(lexicon.load("channels")["relays"]["ar"]["name"])
    found = []
    for match in _pattern("ar", "opening").finditer(masked, *span):
        phrase = name.match(masked, match.end(), span[1])
        mention = None if phrase is None else arabic_voices.mention_of(masked, phrase.span(1))
        if mention is not None and mention.kind in {"person", "outlet"}:
            found.append(mention)
    return found
