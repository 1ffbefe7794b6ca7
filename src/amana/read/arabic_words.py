"""Arabic: words of a text, its cues of speech, and the small words that end a noun phrase."""

import re
from dataclasses import dataclass
from functools import cache

from amana.lang import letters, lexicon
from amana.model import Span
from amana.read.quotes import BLANK

SHORTEST_STEM = 3  #: letters of a verb before a pronoun is taken off; "نقله" is cut, "ذكره" is not
TOKEN = re.compile(rf"[\w\u064b-\u0652\u0670{BLANK}@#’'-]+|[^\w\s]")
PARTICLE = re.compile(r"(?:ب|و|ف)?[اأإ]ن(?:ه|ها|هم|هما|هن|نا|ني|ي|ك|كم)?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, as written and folded."""

    start: int
    end: int
    word: str
    folded: str


@cache
def forms() -> dict[str, str]:
    """Return the Arabic cues of speech: folded form to lemma; she-forms follow from he-forms."""
    found: dict[str, str] = {}
    for line in lexicon.load("speech")["ar"]["verbs"]:
        lemma, _, rest = line.partition(": ")
        for form in map(letters.fold, rest.split()):
            found[form] = lemma
            if form.startswith("ي"):
                found.setdefault("ت" + form[1:], lemma)
                found.setdefault(form + "ون", lemma)
    return found


@cache
def folded(name: str) -> frozenset[str]:
    """Return a list of `data/voices.toml`, folded, as a set."""
    return frozenset(letters.fold(word) for word in lexicon.load("voices")["ar"][name])


@cache
def roles() -> frozenset[str]:
    """Return the Arabic roles, folded; what is listed bare counts with the article, too."""
    listed = folded("roles")
    return listed | {"ال" + role for role in listed if not role.startswith("ال")}


@cache
def small(name: str) -> frozenset[str]:
    """Return a set of small words, folded, by its name in `data/grammar.toml`."""
    return frozenset(letters.fold(word) for word in lexicon.load("grammar")["ar"][name])


def lemma_of(word: str) -> str | None:
    """Return the lemma of a cue of speech; None for other words.

    و, ف or س may stand before it, a pronoun for whom it was said to behind it.

    >>> lemma_of("وأضافت"), lemma_of("فأخبرتها"), lemma_of("مدينة")
    ('أضاف', 'أخبر', None)
    """
    plain = letters.fold(word)
    known = forms()
    for stem in (plain, plain[1:] if plain[:1] in {"و", "ف", "س"} else plain):
        if stem in known:
            return known[stem]
        for pronoun in ("ها", "هم", "نا", "ني", "ه"):
            short = stem.removesuffix(pronoun)
            if short != stem and len(short) > SHORTEST_STEM and short in known:
                return known[short]
    return None


def tokens(masked: str, span: Span) -> list[Token]:
    """Return the words and marks inside a span of the masked text."""
    return [
        Token(match.start(), match.end(), match.group(), letters.fold(match.group()))
        for match in TOKEN.finditer(masked, *span)
    ]


def is_circumstance(word: Token) -> bool:
    """Whether a word ends a noun phrase: with it, place, time or manner begins."""
    return word.folded in small("circumstance") or (
        word.folded[:1] == "و" and word.folded[1:] in small("circumstance")
    )


def in_role(words: list[Token], first: int, k: int) -> bool:
    """Whether "في", "من" … belong to an office ("الممرضة في مشفى النور")."""
    return k > first and words[k - 1].folded in roles() and words[k].folded in {"في", "لدي", "من"}
