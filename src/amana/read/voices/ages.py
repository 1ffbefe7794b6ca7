"""Ages: where a text says how old somebody is, or that somebody is a child, and in which words.

What counts as a child is the Convention on the Rights of the Child, article 1: under eighteen.
The turns of phrase are `data/ages.toml`. Who it is about, `whose.py` finds.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, get_args

from amana.lang import lexicon, numbers
from amana.lang.letters import fold, fold_with_map, has_arabic
from amana.lang.patterns import Needy, Sieve, needy
from amana.model import Span

#: years; under it a person is a child (Convention on the Rights of the Child, article 1)
ADULT = 18
OLDEST = 120  #: years; a greater number is nobody's age
LANGS = ("en", "ar")
Place = Literal["behind", "before", "many", "pronoun", "own", "anywhere"]

_MARKS = str.maketrans("‐‑–‘’ʼ\u00a0\u202f", "---'''  ")  # one for one: offsets stay


@dataclass(frozen=True, slots=True)
class Age:
    """Words that tell an age."""

    span: Span
    years: Decimal | None  #: None where a word tells ("schoolgirl"), or months
    child: bool


@lru_cache(maxsize=64)
def find_ages(text: str, *, year: int | None = None) -> tuple[Age, ...]:
    """Return the ages told in a text, in order, whosever they are.

    `year`: of publication; without it a year of birth tells no age.

    >>> [(a.child, a.years) for a in find_ages("Rim, aged 7, and a seventy-year-old; طفلة")]
    [(True, Decimal('7')), (False, Decimal('70')), (True, None)]
    """
    if not _possible(_plain(text)):
        return ()
    ages = [*ages_of("anywhere", text, year), *ages_of("pronoun", text, year)]
    return _apart([*ages, *ages_of("own", text, year)])


def age_behind(text: str, at: int, *, year: int | None = None) -> Age | None:
    """Return the age that stands right behind a name which ends at an offset, None without one.

    >>> age_behind("Rim Noor (7) wrote", 8).years, age_behind("Rim Noor, 34 trucks", 8)
    (Decimal('7'), None)
    """
    plain, origins = _folded(text)
    start = bisect_left(origins, at)
    found = (
        _age(kind, match, origins, year)
        for kind, pattern in _patterns(_lang_before(text, at), "behind")
        if (match := pattern.pattern.match(plain, start)) is not None
    )
    ages = [age for age in found if age is not None]
    return max(ages, key=lambda age: (age.child, age.span[1]), default=None)


@lru_cache(maxsize=256)
def ages_of(place: Place, text: str, year: int | None = None) -> tuple[Age, ...]:
    """Return the ages that are told in one way: before a name, of "she", of "I"."""
    possible = _possible(_plain(text)).get(place)
    if not possible:
        return ()
    plain, origins = _folded(text)
    found = (
        _age(kind, match, origins, year)
        for lang, kind, pattern in possible
        if kind != "years" or _counts(plain, lang)
        for match in pattern.finditer(plain, plain)
    )
    return _apart([age for age in found if age is not None])


@lru_cache(maxsize=64)
def _possible(plain: str) -> dict[Place, list[tuple[str, str, Needy]]]:
    """The patterns that can match in a folded text, by place, in their order."""
    found: dict[Place, list[tuple[str, str, Needy]]] = {}
    for (place, lang, kind), pattern in _everywhere().possible(plain):
        found.setdefault(place, []).append((lang, kind, pattern))
    return found


@cache
def _everywhere() -> Sieve[tuple[Place, str, str]]:
    """The patterns of both languages for all places but one that is tried only behind a name."""
    return Sieve(
        ((place, lang, kind), pattern)
        for place in get_args(Place)
        if place != "behind"
        for lang in LANGS
        for kind, pattern in _patterns(lang, place)
    )


def child_in(text: str, *, year: int | None = None) -> bool | None:
    """Return whether a phrase tells of a child: False where an age says grown, None without any.

    >>> child_in("a girl named Rim, aged 7"), child_in("a nurse, aged 40"), child_in("a nurse")
    (True, False, None)
    """
    ages = find_ages(text, year=year)
    return any(age.child for age in ages) if ages else None


@lru_cache(maxsize=256)
def may_be_told(text: str, span: Span) -> bool:
    """Return whether a stretch has anything that tells an age: a number, a word for a child."""
    plain, origins = _folded(text)
    start, end = bisect_left(origins, span[0]), bisect_left(origins, span[1])
    langs = LANGS if has_arabic(plain, start, end) else LANGS[:1]  # both know all figures
    if any(_numbers(lang).search(plain, start, end) for lang in langs):
        return True
    starts = _starts(text)
    return bisect_left(starts, span[0]) < bisect_left(starts, span[1])


@lru_cache(maxsize=64)
def _starts(text: str) -> tuple[int, ...]:
    """Where a child's word, or an age that has no number, begins."""
    ages = (*find_ages(text), *ages_of("before", text), *ages_of("many", text))
    return tuple(sorted(age.span[0] for age in ages))


def _lang_before(text: str, at: int) -> str:
    """The language of the word that ends at an offset."""
    last = next((letter for letter in reversed(text[max(0, at - 8) : at]) if letter.isalpha()), "")
    return "ar" if last >= "\u0600" else "en"


# --- matches -----------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    """A text as the patterns see it; the way back is made where one of them can match."""
    return fold(text.translate(_MARKS))


@lru_cache(maxsize=64)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    plain, origins = fold_with_map(text.translate(_MARKS))
    return plain, origins


def _age(kind: str, match: re.Match[str], origins: tuple[int, ...], year: int | None) -> Age | None:
    """What a match tells; None where its number is no age of anybody."""
    span = (origins[match.start()], origins[match.end()])
    if kind in {"words", "months"}:
        return Age(span, None, child=True)
    if kind == "born":
        born = int(match["year"])
        if year is None or not 0 <= year - born <= OLDEST:
            return None
        years = Decimal(year - born)  # or one less: whoever may be a child is one
        return Age(span, years, child=years <= ADULT)
    written = next((group for group in match.groups() if group is not None), "")
    years = Decimal(sum(number.low for number in numbers.find_numbers(written)))
    return Age(span, years, child=years < ADULT) if 0 < years <= OLDEST else None


def _apart(ages: list[Age]) -> tuple[Age, ...]:
    """The ages in order; of those that overlap the longest, a child's before a grown-up's."""
    kept: list[Age] = []
    for age in sorted(ages, key=lambda a: (a.span[0], -a.span[1], not a.child)):
        if kept and age.span[0] < kept[-1].span[1]:
            last = kept[-1]
            if age.child and not last.child and last.years is None:
                kept[-1] = age
            continue
        kept.append(age)
    return tuple(kept)


# --- patterns ----------------------------------------------------------------------------


@cache
def _patterns(lang: str, place: Place) -> tuple[tuple[str, Needy], ...]:
    """The patterns of `data/ages.toml` for one place, each with what it tells."""
    data = lexicon.load("ages")[lang]
    listed = data["before"]["many"] if place == "many" else data.get(place, {})
    kinds = {"words": listed} if place == "many" else listed
    head = {"en": r"(?<![\w'-])", "ar": r"\b[وف]?(?:لل|[بكل])?"}[lang]
    return tuple(
        (kind, _compiled((head if place in {"before", "many"} else "") + pattern, lang))
        for kind, patterns in kinds.items()
        if kind != "many"
        for pattern in patterns
    )


def _compiled(pattern: str, lang: str) -> Needy:
    """A pattern with its pieces put in; every number of an age is a group of its own."""
    pieces = lexicon.load("ages")[lang]["pieces"]
    while True:
        whole = _PIECE.sub(lambda m: pieces.get(m[1], m[0]), pattern)
        if whole == pattern:
            break
        pattern = whole
    number, ordinal = _number(lang), _ordinal(lang)
    pattern = pattern.replace("<no>", f"(?:{number})").replace("<ord>", f"(?:{ordinal})")
    pattern = pattern.replace("(?P<digits>", "(").replace(
        "<nth>", rf"({ordinal}|\d+(?:st|nd|rd|th))"
    )
    return needy(pattern.replace("<n>", rf"((?<!\d)(?:{number})(?!\d))"))


_PIECE = re.compile(r"(?<!\(\?P)<(\w+)>")


@cache
def _number(lang: str) -> str:
    """A number of years, in figures or words, without an article."""
    small = _words("small", lang) + _words("ones", lang)
    if lang == "en":
        tens = "|".join(word for word in small if word.endswith("ty"))
        return rf"\d{{1,3}}|(?:{tens})(?:[ -](?:{_either(small)}))?|(?:{_either(small)})\b"
    small += _words("ordinals", lang)
    more = r"(?:\s+عشره?|\s+و(?:ال)?\w+[وي]ن)?"  # seventeen; five and thirty
    return rf"\d{{1,3}}|(?:{_either(small)}){more}\b"


@cache
def _ordinal(lang: str) -> str:
    return _either(_words("ordinals", lang))


def _words(table: str, lang: str) -> list[str]:
    """The number words of a language for what is less than a hundred, folded."""
    rows = lexicon.load("numbers")[table]
    words = (word for value, found in rows.items() if int(value) < 100 for word in found)  # noqa: PLR2004 - the years of a life
    return [fold_with_map(word)[0] for word in words if (word[0] < "\u0600") == (lang == "en")]


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=64)
def _counts(plain: str, lang: str) -> bool:
    """Whether a folded text has a number of a language that can be an age or a year."""
    return _numbers(lang).search(plain) is not None


@cache
def _numbers(lang: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)(?:{_number(lang)}|\d{{4}})(?!\d)|{_ordinal(lang)}|\d(?:st|nd|rd|th)\b"
    )
