"""Texts that are neither English nor Arabic though their letters are: each a problem."""

from functools import cache

from amana.lang.letters import fold, language_of
from amana.lang.lexicon import load
from amana.lang.words import words
from amana.model import Problem

#: words from which a text is judged; a few names and a hashtag can be of any language
ENOUGH_WORDS = 25
#: characters that are looked at: the beginning of a text tells, and long ones cost no more
MOST_CHARACTERS = 6_000
#: share of small English words below which a text is not English; English reports have 0.2 to
#: 0.35, French, German, Spanish, Italian, Turkish and Dutch ones below 0.06
LEAST_ENGLISH = 0.09
#: share of letters that Arabic does not write from which a text is not Arabic; Persian has 0.02 to
#: 0.04, Urdu and Kurdish more, Arabic with a foreign name below 0.01
MOST_FOREIGN = 0.012
#: share of small Arabic words from which such letters are names in an Arabic text
ENOUGH_ARABIC = 0.06


def doubt(text: str, name: str) -> Problem | None:
    """Return the problem of a text that is clearly in another language; None for any other."""
    text = text[:MOST_CHARACTERS]
    found = [text[start:end] for start, end in words(text)]
    if len(found) < ENOUGH_WORDS:
        return None
    lang = language_of(text)
    if lang == "en" and _share(found, lang) < LEAST_ENGLISH:
        return _problem(name, "English: it has hardly any of its common words")
    if lang != "ar":
        return None
    foreign = sum(text.count(letter) for letter in set(load("languages")["not_arabic"]))
    if foreign > MOST_FOREIGN * sum(map(len, found)) and _share(found, lang) < ENOUGH_ARABIC:
        return _problem(name, "Arabic: it has many letters of Persian, Urdu or Kurdish")
    return None


def _share(found: list[str], lang: str) -> float:
    """How many of the words are small words of a language."""
    return sum(fold(word) in _small(lang) for word in found) / len(found)


@cache
def _small(lang: str) -> frozenset[str]:
    return frozenset(load("languages")[lang])


def _problem(name: str, what: str) -> Problem:
    return Problem(
        where=name,
        what=f"This does not look like {what}.",
        do="What is found in it may be wrong. Keep a translation into English or Arabic beside it.",
    )
