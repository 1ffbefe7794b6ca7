"""Observed circumstances that can be checked: weather, light, sounds, clothing, damage."""

import re
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.patterns import Needy, needy
from amana.model import Cue, Span
from amana.read.folded import Folded, folded

_PART = re.compile(r"\{([a-z_]+)\}")


def find_cues(text: str, *, lang: str) -> tuple[Cue, ...]:
    """Return the observed circumstances in a text in order: the phrase, and what it tells of.

    Two cues can share words: rain "punctuated by shelling" is rain and shelling. Both languages
    are read in any text.
    """
    del lang
    seen = folded(text)
    barred = [match.span() for match in _traps().finditer(seen.text, seen.text)]
    found: list[Cue] = []
    for what, pattern in _patterns():
        last = 0
        for match in pattern.finditer(seen.text, seen.text):
            start, end = _tidy(seen, match.span(1))
            if start < last or end <= start or _touches(match.span(), barred):
                continue
            span = seen.place(start, end)
            found.append(Cue(what=what, as_written=text[span[0] : span[1]], span=span))
            last = end
    return tuple(sorted(found, key=lambda cue: (cue.span, cue.what)))


def _touches(span: Span, barred: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in barred)


def _tidy(seen: Folded, span: Span) -> Span:
    """The span without a small word at its end that leads on to something else."""
    start, end = span
    words = seen.text[start:end]
    while (cut := words.rfind(" ")) > 0 and words[cut + 1 :] in _leading_on():
        words = words[:cut].rstrip(" ,")
    return start, start + len(words)


@cache
def _leading_on() -> frozenset[str]:
    return frozenset(fold(word) for word in load("cues")["leading_on"]["words"])


@cache
def _patterns() -> tuple[tuple[str, Needy], ...]:
    found = []
    for what, lists in load("cues")["cue"].items():
        found.append((what, _compiled([_filled(pattern) for pattern in lists["en"]])))
        found.append((what, _compiled([_filled(fold(pattern)) for pattern in lists["ar"]])))
    return tuple(found)


@cache
def _traps() -> Needy:
    return _compiled([fold(pattern) for pattern in load("cues")["not"]["words"]])


def _compiled(bodies: list[str]) -> Needy:
    """One pattern of several, each at the edges of words; Arabic with و ف ب ل before it."""
    return needy(rf"(?<!\w)(?:[وفبل](?=[\u0600-\u06ff]))?({'|'.join(bodies)})(?!\w)")


def _filled(pattern: str) -> str:
    """The pattern with its named parts in place."""
    parts = load("cues")["parts"]
    while (match := _PART.search(pattern)) is not None:
        pattern = pattern[: match.start()] + parts[match[1]] + pattern[match.end() :]
    return pattern
