"""Observed circumstances that can be checked: weather, light, sounds, clothing, damage."""

import re
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.patterns import Needy, Sieve, needy
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
    found: list[Cue] = []
    matched: dict[str, list[re.Match[str]]] = {}
    for what, pattern in _phrases().possible(seen.text):
        matched.setdefault(what, []).extend(pattern.finditer(seen.text, seen.text))
    if not any(matched.values()):
        return ()
    traps = [trap for _, trap in _traps().possible(seen.text)]
    barred = [m.span() for trap in traps for m in trap.finditer(seen.text, seen.text)]
    for what, matches in matched.items():
        last = 0
        for match in sorted(matches, key=lambda m: (m.start(1), -m.end(1))):
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
def _phrases() -> Sieve[str]:
    """The phrases of both languages by what they tell of, each apart, so that few are tried."""
    return Sieve(
        (what, _compiled([_filled(body if lang == "en" else fold(body))]))
        for what, by_lang in load("cues")["cue"].items()
        for lang in ("en", "ar")
        for body in by_lang[lang]
    )


@cache
def _traps() -> Sieve[str]:
    """One pattern of all that looks like a cue and is none."""
    return Sieve([("", _compiled([fold(pattern) for pattern in load("cues")["not"]["words"]]))])


def _compiled(bodies: list[str]) -> Needy:
    """One pattern of several, each at the edges of words; Arabic with و ف ب ل before it."""
    return needy(rf"(?<!\w)(?:[وفبل](?=[\u0600-\u06ff]))?({'|'.join(bodies)})(?!\w)")


def _filled(pattern: str) -> str:
    """The pattern with its named parts in place."""
    parts = load("cues")["parts"]
    while (match := _PART.search(pattern)) is not None:
        pattern = pattern[: match.start()] + parts[match[1]] + pattern[match.end() :]
    return pattern
