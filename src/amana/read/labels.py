"""Figures that count nothing, by what stands around them: bare ages, labels, clocks, counters."""

import re
from collections.abc import Sequence
from functools import cache

from amana.lang.letters import fold
from amana.lang.tokens import Token
from amana.read.amount_words import words_of
from amana.read.countable import Counted

#: years; a greater number is nobody's age
OLDEST = 120
#: letters before a figure in which "she is now just" is looked for
NEAR = 30
#: letters of a line of counters under a post at most: "12 Reposts 48 Likes 3,400 Views"
COUNTERS = 80
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_BEHIND_AGE = re.compile(r"\s*(?:[,.;:)!?—–…\"”’»']|\n|$|(?:and|who|but|when|now|in|on|at)\b)")
_WORD = re.compile(r" ([^\W\d]+)")
_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:,|,? (?:now|just|only))? ?\(?$")


def counts_nothing(text: str, sequence: Sequence[Token], figure: Counted) -> bool:
    """Return whether a figure that has no noun and no unit is an age, a label, a clock."""
    return (
        _is_bare_age(text, figure)
        or _is_label(text, sequence, figure)
        or _is_clock(text, sequence, figure)
        or _is_adjective(sequence, figure)
    )


def is_counter(text: str, of: str, start: int) -> bool:
    """Return whether a figure is one of the counters under a post, a line of nothing else."""
    if fold(of).split()[0] not in words_of("nouns", "counters"):
        return False
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
        return text[end : end + 1] != " " or text.startswith((" and ", " who "), end)
    return _person_is().search(before) is not None


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
    if not figure.in_figures or figure.first == 0:
        return False
    before = sequence[figure.first - 1]
    if before.kind != "word" or text[before.end : figure.span[0]] != " ":
        return False
    if before.word in words_of("nouns", "labels"):
        return True
    begins = figure.first < 2 or sequence[figure.first - 2].raw in ".!?\n:"  # noqa: PLR2004
    capital = before.raw[0].isupper() and before.word not in words_of("nouns", "stop")
    return capital and not begins


def _is_clock(text: str, sequence: Sequence[Token], figure: Counted) -> bool:
    """The 11.15; there was nothing since 3."""
    if not figure.in_figures or figure.first == 0:
        return False
    before, figures = sequence[figure.first - 1].word, text[slice(*figure.span)]
    if before in {"the", "at"} and _CLOCK.fullmatch(figures):
        return True
    whole = figures.isdecimal() and len(figures) <= 2  # noqa: PLR2004 (hours)
    return whole and before in {"since", "until", "till", "before", "after"}


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
