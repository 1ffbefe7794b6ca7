"""Arabic: words of a text, its cues of speech, and the small words that end a noun phrase."""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from amana.lang import letters, lexicon
from amana.model import Span
from amana.read.quotes import BLANK

SHORTEST_STEM = 3  #: letters of a verb before a pronoun is taken off; "نقله" is cut, "ذكره" is not
TOKEN = re.compile(rf"\b[دأم]\.(?=\s)|[\w\u064b-\u0652\u0670{BLANK}@#’'-]+|[^\w\s]")
_SERVANT = re.compile("عبدال..")  # عبدالكريم, written as one word
PARTICLE = re.compile(r"(?:ب|و|ف)?[اأإ]ن(?:و|ه|ها|هم|هما|هن|نا|ني|ي|ك|كم)?")


class Token(NamedTuple):
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
def groups() -> frozenset[str]:
    """Return the words for bodies and for many people, folded: listed, or a role in the plural.

    >>> "مسوولان" in groups(), "ممرضات" in groups()
    (True, True)
    """
    ends = (("ه", ("ات", "تان", "تين")), ("", ("ون", "ين", "ان")))
    many = {
        role.removesuffix(end) + plural
        for role in folded("roles")
        for end, plurals in ends
        for plural in plurals
        if " " not in role and role.endswith(end) and (end or not role.endswith("ه"))
    }
    return folded("group_words") | (many - folded("given") - folded("roles"))


@cache
def small(name: str) -> frozenset[str]:
    """Return a set of small words, folded, by its name in `data/grammar.toml`."""
    return frozenset(map(folded_word, lexicon.load("grammar")["ar"][name]))


@cache
def lemmas(name: str) -> frozenset[str]:
    """Return a set of verbs of speech, as they are listed, by its name in `data/grammar.toml`."""
    return frozenset(lexicon.load("grammar")["ar"][name])


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    """Return a word as it is compared; على stays apart from the name علي.

    >>> folded_word("على"), folded_word("عليّ"), folded_word("إلى")
    ('على', 'علي', 'الي')
    """
    return word if word in {"على", "وعلى"} else letters.fold(word)


def without_and(word: str) -> str:
    """Return a folded cue of speech without و or ف before it; any other word as it is."""
    cut = (word[:1] in {"و", "ف"} or word[:2] in {"لي", "لت"}) and word not in forms()
    return word[1:] if cut else word


def has_object(word: str) -> bool:
    """Whether a pronoun for what was passed on ends a folded cue: "رسالة نقلتها كالدر"."""
    return word not in forms() and without_and(word) not in forms() and word.endswith(("ه", "ها"))


def is_joined(word: str) -> bool:
    """Whether و or ف joins a folded cue of speech to what stands before it."""
    return without_and(word) != word


def opens_matter(word: Token) -> bool:
    """Whether ب stands before what is promised, threatened or asked: "بقصف", "بإعادة"."""
    if word.folded[:1] != "ب" or word.folded in folded("given") | small("acting"):
        return False
    known = word.folded in small("asked_for") or word.folded[1:] in small("matters")
    return known or word.word.startswith(("بإ", "بال"))


def is_given(word: Token) -> bool:
    """Whether a word is a given name: one of the list, or "servant of …" in one word."""
    return word.folded in folded("given") or _SERVANT.match(word.folded) is not None


@cache
def heads() -> frozenset[str]:
    """Return the words that say by themselves that a noun phrase means a voice, folded.

    "إن مندوبا": behind أن a role ends in ا.
    """
    lists = ("given", "single_sources", "outlet_words", "elders")
    behind_that = {role + "ا" for role in folded("roles") if role[:2] != "ال" and role[-1] != "ه"}
    return (roles() | groups() | (behind_that - folded("given"))).union(*map(folded, lists))


@lru_cache(maxsize=65536)
def lemma_of(word: str) -> str | None:
    """Return the lemma of a cue of speech; None for other words.

    و or ف may stand before it, a pronoun for whom it was said to behind it. What somebody
    will say (with س) is not said.

    >>> lemma_of("وأضافت"), lemma_of("فأخبرتها"), lemma_of("مدينة")
    ('أضاف', 'أخبر', None)
    """
    plain = letters.fold(word)
    known = forms()
    if _is_owned_participle(word, plain):
        return None
    cut = plain[:1] in {"و", "ف"} or plain[:2] in {"لي", "لت"}  # "ليعلن"
    for stem in (plain, plain[1:] if cut else plain):
        if stem in known:
            return known[stem]
        for pronoun in ("ها", "هم", "نا", "ني", "ه"):
            short = stem.removesuffix(pronoun)
            if short != stem and len(short) > SHORTEST_STEM and short in known:
                return known[short]
    return None


def _is_owned_participle(word: str, plain: str) -> bool:
    """Whether a word ends in "his", not in the ending of a she-form: "مطالبه" is "his demands"."""
    return plain[:1] in "مون" and plain.endswith("ه") and "م" in plain[:2] and word.endswith("ه")


def tokens(masked: str, span: Span) -> list[Token]:
    """Return the words and marks inside a span of the masked text."""
    words, starts = _whole(masked)
    first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    inside = words[first:last]
    cut = first > 0 and words[first - 1].end > span[0]
    if inside and (end := inside[-1].end) >= span[1]:
        cut = cut or end > span[1] or inside[-1].word[1:] == "."
    return _cut(masked, *span) if cut else inside


@lru_cache(maxsize=32)
def _whole(masked: str) -> tuple[list[Token], list[int]]:
    """All words and marks of a text, and where they begin, kept for all who ask for parts."""
    words = _cut(masked, 0, len(masked))
    return words, [word.start for word in words]


def _cut(masked: str, start: int, end: int) -> list[Token]:
    return [
        _new(Token, (m.start(), m.end(), (word := m[0]), folded_word(word)))
        for m in TOKEN.finditer(masked, start, end)
    ]


_new = tuple.__new__  # as Token() does, in half the time: a text has a thousand


def is_circumstance(word: Token) -> bool:
    """Whether a word ends a noun phrase: with it, place, time or manner begins."""
    return word.folded in small("circumstance") or (
        word.folded[:1] == "و" and word.folded[1:] in small("circumstance")
    )


def in_role(words: list[Token], first: int, k: int) -> bool:
    """Whether "في", "من" … belong to an office ("الممرضة في مشفى النور")."""
    held = k > first and words[k - 1].folded in roles() and words[k].folded in {"في", "لدي", "من"}
    behind = words[k + 1].folded if k + 1 < len(words) else ""
    return held and behind not in small("writings") | small("occasions")  # "الوزير في مؤتمر صحافي"
