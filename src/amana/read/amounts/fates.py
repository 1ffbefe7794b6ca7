"""What becomes of what a figure counts: killed, wounded, trapped, evacuated, remaining."""

import re
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.model import Span
from amana.read.amounts.words import pattern_of, words_of

#: letters before a figure in which its state or a "not" is looked for: a verb and a word between
BEFORE = 36
#: letters behind what is counted in which its state is looked for: one relative clause
BEHIND = 100
_COMMA = re.compile(r"(?<!\d)[,،;؛:](?!\d)|[,،] ")


def state_of(text: str, span: Span, sentence: Span, of: str | None) -> str | None:
    """Return what became of what is counted: by what it is called, the word before or behind it.

    A comma ends the search: what follows it tells of something else.
    """
    called = re.sub(r"\bال", "", fold(of or ""))
    if called:
        told = [(m.start(), state) for state, p in _states() if (m := p.search(called)) is not None]
        if told:
            return min(told)[1]
    near = text[max(sentence[0], span[0] - BEFORE) : span[0]]
    before = fold(_COMMA.split(re.sub(r":\s*$", " ", near))[-1])  # killed: 12
    behind = fold(_COMMA.split(text[span[0] : min(sentence[1], span[1] + BEHIND)])[0])
    last = [(m.end(), state) for state, p in _states() for m in p.finditer(before)]
    if last:
        between = before[max(last)[0] :].split()
        if between and between[-1] in words_of("nouns", "prepositions"):  # wounded on two beds
            last = []
        elif len(between) <= (1 if text[span[0]] > "\u0600" else 0):
            return max(last)[1]
    first = [(m.start(), s) for s, p in _states() if (m := p.search(behind)) is not None]
    first += _left(behind)
    return min(first)[1] if first else max(last)[1] if last else None


def is_negated(text: str, start: int, sentence: int) -> bool:
    """Return whether a figure is denied: not 50 people."""
    before = text[max(sentence, start - BEFORE) : start]
    return pattern_of("not", "words", tail=True).search(before) is not None


@cache
def _states() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for state, words in load("amounts")["state"].items():
        phrases = [re.escape(w) + r"\b" for w in words if w.isascii() and " " in w]
        latin = [re.escape(w) + r"\b" for w in words if w.isascii() and " " not in w]
        arabic = [
            re.escape(fold(w.rstrip("!"))) + (r"\b" if w.endswith("!") else r"\w{0,4}\b")
            for w in words
            if not w.isascii()
        ]
        body = "|".join(latin + arabic)
        pattern = rf"\b(?<!the )[وف]?(?:ي|ت|ا)?(?:{body})"
        if phrases:
            pattern += rf"|\b(?:{'|'.join(phrases)})"
        found.append((state, re.compile(pattern)))
    return tuple(found)


def _left(behind: str) -> list[tuple[int, str]]:
    """Where and how "left" tells what became of somebody: those who went, or those who stay."""
    at = behind.find("left")
    if at < 0:
        return []
    for state, pattern in _forms_of_left():
        match = pattern.search(behind, 0, len(behind))
        if match is not None and match.start() <= at < match.end():
            return [(at, state)] if state else []
    return []


@cache
def _forms_of_left() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["state"], re.compile(row["words"])) for row in load("amounts")["left"])
