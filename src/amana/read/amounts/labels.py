"""Figures that count nothing, by what stands around them: bare ages, labels, clocks, counters."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from amana.lang.letters import fold
from amana.lang.tokens import Token
from amana.read.amounts.countable import Counted
from amana.read.amounts.words import words_of

#: years; a greater number is nobody's age
OLDEST = 120
#: letters before a figure in which "she is now just" is looked for
NEAR = 30
#: letters of a line of counters under a post at most: "12 Reposts 48 Likes 3,400 Views"
COUNTERS = 80
#: letters of a bullet, a bracket and spaces before the number of a line
BULLETS = 4
_LINE_NUMBER = re.compile(
    r"\d{1,3}(?:/(?=\s)|\.(?= *[^\W\d])|\s?[)\]])|(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s)"
)
_OF_SERIES = re.compile(r"^[ \t(\[•·*–-]{0,4}(\d{1,3})/(\d{1,3})(?!\w)", re.MULTILINE)  # 2/5
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_YEAR = re.compile(r"1[789]\d\d|20(?!00)\d\d|[١][٧٨٩][٠-٩]{2}|٢٠(?!٠٠)[٠-٩]{2}")
_BEHIND_AGE = re.compile(r"\s*(?:[,.;:)!?—–―…\"”’»']|\n|$|(?:and|who|but|when|now|in|on|at)\b)")
_WORD = re.compile(r" ([^\W\d]+)")
_DASHES = frozenset("—–―-(")
_AND = re.compile(r" (?:and|who) ")
_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:,|,? (?:now|just|only))? ?\(?$")


def numbers_a_line(text: str, figure: Counted) -> bool:
    """Return whether a figure numbers the line it begins, or is its clock: "3/", "2/5", "20.05"."""
    start = figure.span[0]
    begin = text.rfind("\n", max(0, start - BULLETS - 1), start) + 1
    if not figure.in_figures or text[begin:start].strip(" \t([•·*-–") or start - begin > BULLETS:
        return False
    if _LINE_NUMBER.match(text, start) is not None:
        return True
    part = _OF_SERIES.match(text, begin)
    return part is not None and part[2] in _series(text)


@lru_cache(maxsize=8)
def _series(text: str) -> frozenset[str]:
    """Of how many lines of a text are parts, more than one each: "5" for 1/5, 2/5."""
    parts = {(part[1], part[2]) for part in _OF_SERIES.finditer(text)}
    return frozenset(of for of, count in Counter(of for _, of in parts).items() if count > 1)


def counts_nothing(text: str, sequence: Sequence[Token], figure: Counted) -> bool:
    """Return whether a figure that has no noun and no unit is an age, a label, a clock."""
    return (
        _is_bare_age(text, figure)
        or _is_alone_in_brackets(text, figure)
        or _is_label(text, sequence, figure)
        or _is_clock(text, sequence, figure)
        or _is_adjective(sequence, figure)
        or _is_year(text, sequence, figure)
        or _is_decade_of_life(sequence, figure)
    )


def is_counter(text: str, of: str, start: int) -> bool:
    """Return whether a figure is one of the counters under a post, a line of nothing else."""
    if words_of("nouns", "counters").isdisjoint(fold(of).split()[:1]):
        return False  # nor is a lone hamza, of which folding leaves nothing
    begin = text.rfind("\n", max(0, start - COUNTERS), start) + 1
    end = text.find("\n", start, start + COUNTERS)
    if begin == 0 and start > COUNTERS:
        return False
    line = text[begin : end if end >= 0 else start + COUNTERS]
    words = re.findall(r"[^\W\d]+", fold(line))
    return all(word in words_of("nouns", "counters") for word in words)


def is_million(text: str, end: int) -> bool:
    """Return whether the "m" that ends at an offset counts people or goods in millions."""
    following = _WORD.match(text, end)
    glued = text[end - 2 : end - 1].isdigit()
    return glued and following is not None and fold(following[1]) in words_of("nouns", "millions")


def _is_bare_age(text: str, figure: Counted) -> bool:
    """Rim Noor, 34, wrote; he was seven, the boy said; never "58 were missing"."""
    if (
        not (0 < figure.low == figure.high <= OLDEST)
        or figure.low != figure.low.to_integral_value()
    ):
        return False
    start, end = figure.span
    if _BEHIND_AGE.match(text, end) is None:
        return False
    before = text[max(0, start - NEAR) : start]
    if text[start - 2 : start] == ", " and _NAME_BEFORE.search(before[:-1]) is not None:
        behind = text[end : end + 2]
        return behind[:1] != " " or behind[1:] in _DASHES or _AND.match(text, end) is not None
    return _person_is().search(before) is not None


def _is_alone_in_brackets(text: str, figure: Counted) -> bool:
    """Rim Noor (34): an age, or a number of a note."""
    start, end = figure.span
    alone = figure.in_figures and text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return alone and 0 < figure.low <= OLDEST


@cache
def _person_is() -> re.Pattern[str]:
    """A person and "is" before a figure: he was, my mother is now."""
    people = "|".join(sorted(words_of("age", "people")))
    return re.compile(
        rf"(?<!\w)(?:{people})(?:['’]s|['’]m| is| was| am| turned| who is| who was)"
        r"(?: now| only| just| about| almost| nearly| barely| not yet)* $",
        re.IGNORECASE,
    )


def _is_label(text: str, sequence: Sequence[Token], figure: Counted) -> bool:
    """Clinic 4, Witness 31, gate 5: the figure names one of several."""
    before = _word_before(text, sequence, figure)
    if before is None:
        return False
    begins = figure.first < 2 or sequence[figure.first - 2].raw[0] in ".!?\n:"  # noqa: PLR2004
    return before.word in words_of("nouns", "labels") or (not begins and _is_proper(before))


def is_model(text: str, sequence: Sequence[Token], figure: Counted, of: str) -> bool:
    """Return whether a figure stands between two names: the Marlin 4 Runner trucks."""
    before = _word_before(text, sequence, figure)
    return before is not None and of[0].isupper() and _is_proper(before)


def _word_before(text: str, sequence: Sequence[Token], figure: Counted) -> Token | None:
    """The word right before a number in figures."""
    if not figure.in_figures or figure.first == 0 or figure.last > figure.first:
        return None  # 600 crore names nothing
    before = sequence[figure.first - 1]
    fits = before.kind == "word" and text[before.end : figure.span[0]] == " "
    return before if fits else None


def _is_proper(word: Token) -> bool:
    """Whether a word is written as a name is: Kamen, eReader."""
    return not word.raw.islower() and word.raw[0] < "\u0600" and not _is_small(word.word)


def _is_small(word: str) -> bool:
    return word in words_of("nouns", "stop") or word in words_of("nouns", "before_counts")


def _is_clock(text: str, sequence: Sequence[Token], figure: Counted) -> bool:
    """The 11.15; there was nothing since 3."""
    if not figure.in_figures or figure.first == 0:
        return False
    before, figures = sequence[figure.first - 1].word, text[slice(*figure.span)]
    if before in {"the", "at"} and _CLOCK.fullmatch(figures):
        return True
    whole = figures.isdecimal() and len(figures) <= 2  # noqa: PLR2004 (hours)
    return whole and before in {"since", "until", "till", "before", "after"}


def _is_decade_of_life(sequence: Sequence[Token], figure: Counted) -> bool:
    """رجل في الخمسين: tens with the article behind "in" and nothing counted."""
    tens = figure.exact and figure.low in range(20, 100, 10) and figure.first > 0
    word = sequence[figure.first].word
    return tens and word.startswith("ال") and sequence[figure.first - 1].word == "في"


def _is_year(text: str, sequence: Sequence[Token], figure: Counted) -> bool:
    """A white 1997 estate, in 1874: four digits of a year without a verb of counting behind."""
    if not _YEAR.fullmatch(text[slice(*figure.span)]):
        return False
    after = sequence[figure.last + 1].word if figure.last + 1 < len(sequence) else ""
    return after not in words_of("nouns", "behind_counts")


def _is_adjective(sequence: Sequence[Token], figure: Counted) -> bool:
    """A two-line statement: the number tells what kind, not how many."""
    following = sequence[figure.last + 1 : figure.last + 3]
    return (
        not figure.in_figures
        and len(following) == 2  # noqa: PLR2004
        and following[0].raw == "-"
        and following[1].kind == "word"
        and following[0].end == following[1].start
    )
