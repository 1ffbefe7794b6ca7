"""Words of a text and of a name as they are compared: letters made plain, what is joined apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from amana.lang.letters import fold_letter, language_of
from amana.lang.lexicon import load
from amana.lang.names import compare_names, name_parts, sound_keys
from amana.tell.tongue import LANGS

#: letters that a part of a name must have to be hidden where it stands alone: below, it is "Al"
PART_ALONE = 3
#: letters that "al" must leave over, in Latin script, to be taken off a word: not "Elias"
LEAST_WITHOUT_ARTICLE = 4

#: agreement in sound from which a lone word is a part of a name: "Hatim" for "Hatem". Set on lists
#: of names and on English prose; lower, it blanks words at the beginning of sentences
SURE_ALONE = 0.87
#: the same for an Arabic word where the name is held in Latin letters: nothing marks names there
SURE_ALONE_ARABIC = 0.94

_VOWELS = set("aeiouyh")
_QUIET = set("'’‘`ʿʾʻ´")
_POSSESSIVE = re.compile(r"['’](?=s\b)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_UNBROKEN = re.compile(r"\S+")
#: how Unicode names a Latin letter of another style: small capitals, flags, strokes
_STYLED = re.compile(r"(?:LATIN|REGIONAL|NEGATIVE|SQUARED)\b.* ([A-Z])(?: WITH .*)?")
#: figures that one word may hold in the place of letters: each can be read in several ways
_MOST_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, and where it stands."""

    text: str  #: folded
    exact: str  #: with its own letters, without marks
    start: int
    end: int
    stems: tuple[str, ...]


def name_tokens(name: str) -> tuple[Token, ...]:
    """The parts of a name that carry it; all of its words where no other is left."""
    tokens = tokens_of(name)
    return tuple(token for token in tokens if token.text not in small()) or tokens


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text for comparison: folded, apart at a change from small to capital."""
    return tuple(
        Token(token.text, token.exact, start + token.start, start + token.end, token.stems)
        for run in _UNBROKEN.finditer(text)
        for start in (run.start(),)
        for token in _of_run(run.group())
    )


@lru_cache(maxsize=65536)
def _of_run(text: str) -> tuple[Token, ...]:
    """The words of a stretch without blanks: no word and no mark on one reaches beyond it."""
    folded, origins = _folded(text)
    found = []
    for match in _LETTERS.finditer(folded):
        start, end = origins[match.start()], origins[match.end() - 1] + 1
        while end < len(text) and not plain_letter(text[end]):
            end += 1
        exact = "".join(c for c in text[start:end] if plain_letter(c) or c == "ء")
        word = match.group()
        found.append(Token(word, exact, start, end, stems_of(word)))
    return tuple(found)


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text with its offsets; apostrophes inside words left out, joints marked."""
    apart = {match.start() for match in _POSSESSIVE.finditer(text)}
    folded: list[str] = []
    origins: list[int] = []
    before = ""
    for offset, letter in enumerate(text):
        if letter in _QUIET and offset not in apart:
            continue
        if before.islower() and letter.isupper():
            folded.append(" ")
            origins.append(offset)
        plain = plain_letter(letter)
        folded.append(plain)
        origins.extend([offset] * len(plain))
        before = letter
    return "".join(folded), origins


@lru_cache(maxsize=65536)
def stems_of(word: str) -> tuple[str, ...]:
    """The word itself, and without what is written into it: an article, "and", a plural s."""
    stems = {word: None}
    if word.isascii() or "a" <= word[:1] <= "z":
        if word.endswith("s") and len(word) > LEAST_WITHOUT_ARTICLE:
            stems[word[:-1]] = None
        for stem in tuple(stems):
            for article in load("names")["articles"]["latin"]:
                rest = stem.removeprefix(article)
                if rest != stem and len(rest) >= LEAST_WITHOUT_ARTICLE:
                    stems[rest] = None
    else:
        for prefix in _prefixes():
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= PART_ALONE:
                stems[rest] = None
        for stem in tuple(stems):  # "he saw Hatim": an alef at the end
            if stem.endswith("ا") and len(stem) > PART_ALONE:
                stems[stem[:-1]] = None
    return tuple(stems)


@cache
def _prefixes() -> tuple[str, ...]:
    """What is written into an Arabic name: "and", "to", the article; "O", and "father of"."""
    return (*load("affixes")["prefixes"], "يا", *load("names")["joined_before"]["ابو"])


@lru_cache(maxsize=4096)
def plain_letter(letter: str) -> str:
    """Return what a character stands for where names are sought: folded, look-alikes taken over."""
    folded = fold_letter(letter)
    if folded.isascii():
        return folded
    if found := _lookalikes().get(folded):
        return found
    styled = _STYLED.fullmatch(unicodedata.name(letter, ""))
    return styled[1].lower() if styled else folded


@cache
def _lookalikes() -> dict[str, str]:
    data = load("lookalikes")
    return {pair[:-1]: pair[-1] for pair in f"{data['latin']} {data['arabic']}".split()}


def squeezed(run: str) -> str:
    """Return the letters and figures of a run, folded, without what stands between them."""
    return "".join(c for letter in run for c in plain_letter(letter) if c.isalnum())


def with_letters(run: str) -> Iterator[str]:
    """Yield what a run can say whose figures stand for letters: "7atem", "h4tem"."""
    word = squeezed(run).rstrip("0123456789")
    places = [i for i, c in enumerate(word) if c.isdigit()]
    if not places or len(places) > _MOST_FIGURES or not any("a" <= c <= "z" for c in word):
        return
    for table in (load("lookalikes")["chat"], load("lookalikes")["shapes"]):
        yield from map("".join, product(*(table.get(c, (c,)) for c in word)))


@cache
def ordinary() -> frozenset[str]:
    """Return the words that are also names, folded; of English all that are met everywhere."""
    lists = load("ordinary")
    return frozenset(w for w in everyday() if w.isascii()) | frozenset(
        "".join(map(fold_letter, word)) for lang in LANGS for word in lists[lang]
    )


@cache
def everyday() -> frozenset[str]:
    """Return the words that are met in every text, folded: none is a name for its sound alone."""
    listed = load("rarity")
    return frozenset(
        "".join(map(fold_letter, word))
        for lang in LANGS
        for step in ("function", "everyday", "common", "negation")
        for word in listed[lang][step].split()
    )


@cache
def no_initials() -> frozenset[str]:
    """Return the abbreviations that are no initials: "us", "pm"."""
    return frozenset(load("ordinary")["short"])


@cache
def small() -> frozenset[str]:
    """Words of a name that carry none alone: "al", "Abu", "bin", "Dr", "Abdul"."""
    names = load("names")
    lists = [
        names["articles"]["latin"],
        names["articles"]["sun"],
        names["servant"]["latin"],
        *names["joined_before"].values(),
        names["dropped"]["between"],
        names["dropped"]["titles"],
        [names["articles"]["arabic"], names["servant"]["arabic"]],
        names["joined_after"]["din"],
    ]
    return frozenset("".join(map(fold_letter, word)) for words in lists for word in words)


def first_sounds(name: str) -> tuple[str, ...]:
    """Return the key of the sound with which a name of several words begins; "Abu" of a kunya."""
    parts = name_parts(name)
    if len(parts) > 1:
        return sound_keys(name)[:1]
    first, _, more = parts[0].partition(" ") if parts else ("", "", "")
    return sound_keys(first)[:1] if more else ()


def joined_to(written: str) -> Iterator[str]:
    """Yield a name that is also a word, with what is written into it: only so is it no word.

    "وعلي" and "عليا" are of Ali as it is held; "وعلى" is not.
    """
    yield written
    yield written.upper()
    if not written.isascii():
        yield f"{written}ا"
        yield from (f"{prefix}{written}" for prefix in load("affixes")["prefixes"])


def is_by_child(name: str) -> bool:
    """Return whether a name is no more than "father of", "mother of" and one word."""
    parts = name_parts(name)
    return len(parts) == 1 and parts[0].partition(" ")[0] in load("names")["joined_before"]


def backwards(name: str) -> Iterator[tuple[Token, ...]]:
    """Yield an Arabic name from its last letter to its first, as careless copies of PDFs do."""
    if language_of(name) == "ar" and len(name_tokens(name)) > 1:
        yield tokens_of(name[::-1])


def initials_of(tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Yield the first letters of the first part of a name and of its last."""
    if len(tokens) > 1:
        for first, last in product(tokens[0].stems[:1], tokens[-1].stems):
            yield first[0], last[0]


def sounds_alike(word: str, name: str) -> bool:
    """Return whether a word alone, in the place of a name, is another spelling of it."""
    scripts = (word.isascii(), name.isascii())
    if scripts == (False, False):  # one script spells a name of its own in one way, but for marks
        return False
    if scripts == (True, True) and (word[-1] in _VOWELS) != (name[-1] in _VOWELS):
        return False
    least = SURE_ALONE if word.isascii() else SURE_ALONE_ARABIC
    return compare_names(word, name).score >= least
