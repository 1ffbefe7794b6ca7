"""What a figure counts or is measured in: 40 civilians, 3 km, خمسة مدنيين, the other 11 of them."""

import re
from collections.abc import Container, Sequence
from decimal import Decimal
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.tokens import Token
from amana.read.amounts.countable import Counted, is_age
from amana.read.amounts.words import unit_pattern, units, words_of

#: words of a counted phrase at most ("hundreds of unarmed young men")
MOST_WORDS = 4
#: spaces between a figure and what it counts at most: two by mistake, one that cannot be seen
MOST_SPACES = 3
#: measures of length and area: من behind them is "from", and what becomes of people not of them
EXTENTS = frozenset(
    {"mm", "cm", "m", "km", "in", "ft", "yd", "mi", "m2", "km2", "mi2", "ft2", "ha"}
)
_CURRENCIES = "$€£₹₺₪"
_CODE = re.compile(r"(?<![\w$])(USD|EUR|GBP|INR|Rs)\.? ?$")
_PLURAL = re.compile(r"[^sui]s$|..men$")
_INCHES = re.compile(r",? (\d{1,2})(?: |-)?(?:in|inch|inches)(?!\w)")


class Thing(NamedTuple):
    """What is counted, and where the words for it end."""

    of: str | None
    end: int
    last: int  #: index of its last token, or of the figure's
    of_them: bool = False  #: of those that an earlier figure counts
    time: bool = False  #: it is time: الأشهر الأربعة


def unit_of(text: str, figure: Counted, end: int) -> tuple[str | None, int]:
    """Return what a figure is measured in, and where the words for it end; `end`: of the figure."""
    if figure.share:
        return "share", end
    if figure.dual is not None:
        return units().get(fold(figure.dual)), end
    before = _unit_before(text, figure.span[0])
    if before is not None:
        return before, end
    match = unit_pattern().match(text, end)
    if match is not None:
        unit = units()[fold(match[1] or match[2])]
        weight = unit == "GBP" and _is_weight(match[0], figure, text[match.end() :][:4])
        return ("lb" if weight else unit), match.end()
    return ("years", end) if is_age(text, figure.span) else (None, end)


def thing_of(
    text: str,
    sequence: Sequence[Token],
    figure: Counted,
    unit: str | None,
    end: int,
    starts: Container[int],
) -> Thing:
    """Return what is counted, in the words of the text.

    `end`: of the figure with its unit; `starts`: the tokens at which numbers begin.
    """
    if figure.dual is not None:
        return Thing(figure.dual, end, figure.last)
    at = figure.last + 1
    while at < len(sequence) and sequence[at].start < end:
        at += 1
    nothing = Thing(None, end, at - 1)
    if at < len(sequence) and sequence[at].raw == ")" and text[figure.span[0] - 1] == "(":
        at += 1  # rescued (12) people
    if _is_measured(unit) and not _is_of(sequence, at, unit):
        return nothing
    of_them, at = _of_them(text, sequence, at)
    if at in starts and at > figure.last + 1:  # three of the five
        return nothing
    noun_before = _noun_before(sequence, figure)
    if noun_before is not None or at >= len(sequence):
        time = fold(noun_before or "").removeprefix("ال") in words_of("nouns", "arabic_times")
        return nothing._replace(of=noun_before, of_them=of_them, time=time)
    if figure.in_figures and sequence[at].raw == "-" and _is_glued(sequence, at):
        kind = sequence[at + 1]  # a 46-page report
        return Thing(kind.raw, kind.end, at + 1) if kind.kind == "word" else nothing
    arabic = "\u0600" <= sequence[at].word[:1] <= "\u06ff"
    phrase = _phrase(text, sequence, at, arabic=arabic)
    last = _head(sequence, phrase, arabic=arabic, one=figure.high == 1)
    if last is None:
        return nothing._replace(of_them=of_them)
    return Thing(
        text[sequence[phrase[0]].start : sequence[last].end], sequence[last].end, last, of_them
    )


def _is_measured(unit: str | None) -> bool:
    return unit is not None and unit not in {"share", "times"}


def _is_of(sequence: Sequence[Token], at: int, unit: str | None) -> bool:
    """Whether "of" stands at a token; من behind a length is "from"."""
    word = sequence[at].word if at < len(sequence) else ""
    return word == "of" or (word == "من" and unit not in EXTENTS)


def _is_weight(written: str, figure: Counted, behind: str) -> bool:
    """Whether pounds weigh: a 4-pound bag, pounds of flour."""
    single = written.endswith("pound") and figure.high != 1
    return single or written[0] == "-" or behind == " of "


# --- units


def _unit_before(text: str, start: int) -> str | None:
    """The currency or per cent written before a figure: $5, %50, USD 20, Rs. 600."""
    code = _CODE.search(text, max(0, start - 5), start)
    if code is not None:
        return units()[fold(code[1])]
    sign = text[max(0, start - 2) : start].rstrip(" \u00a0")[-1:]
    return units().get(sign) if sign and sign in _CURRENCIES + "%٪" else None


def inches_behind(text: str, end: int) -> tuple[Decimal, int]:
    """Return the inches that follow feet, in feet, and where they end: 5 ft 2 in."""
    match = _INCHES.match(text, end)
    return (Decimal(match[1]) / 12, match.end()) if match is not None else (Decimal(0), end)


# --- what is counted


def _of_them(text: str, sequence: Sequence[Token], at: int) -> tuple[bool, int]:
    """Whether "of them" or منهم stands at a token; and where what is counted begins."""
    if at >= len(sequence) or not _follows(text, sequence, at):
        return False, at
    if sequence[at].word in words_of("part", "of_them"):
        return True, at + 1
    if sequence[at].word not in {"of", "من"}:
        return False, at
    at += 1
    if at < len(sequence) and sequence[at].word in words_of("part", "them"):
        return True, at + 1
    return False, at + (at < len(sequence) and sequence[at].word in words_of("nouns", "articles"))


def _noun_before(sequence: Sequence[Token], figure: Counted) -> str | None:
    """حقيبة واحدة, الشاحنات الست: the noun stands before the figure."""
    number = sequence[figure.first]
    if not "\u0600" <= number.word[:1] <= "\u06ff" or figure.first == 0:
        return None
    before = sequence[figure.first - 1]
    one = figure.high == 1
    both = number.word.startswith("ال") and before.word.startswith("ال")
    fits = before.kind == "word" and number.start - before.end == 1
    return before.raw if fits and (one or both) else None


def _follows(text: str, sequence: Sequence[Token], at: int) -> bool:
    """Whether nothing but one space stands before a token."""
    gap = text[sequence[at - 1].end : sequence[at].start]
    return len(gap) <= MOST_SPACES and (not gap.strip() or gap == "-") and "\n" not in gap


def _phrase(text: str, sequence: Sequence[Token], at: int, *, arabic: bool) -> list[int]:
    stop = words_of("nouns", "arabic_stop" if arabic else "stop")
    found: list[int] = []
    while at < len(sequence) and len(found) < MOST_WORDS:
        token = sequence[at]
        if token.raw == "-" and found and _is_glued(sequence, at):
            at += 1
            continue
        if token.kind != "word" or token.word in stop or not _follows(text, sequence, at):
            break
        if arabic and (_is_verb(token.word) or _is_joined(token.word)):
            break
        found.append(at)
        at += 1
    return found


def _is_glued(sequence: Sequence[Token], at: int) -> bool:
    """Whether a hyphen joins two words: long-haul."""
    after = sequence[at + 1] if at + 1 < len(sequence) else None
    glued = sequence[at - 1].end == sequence[at].start
    return glued and after is not None and after.start == sequence[at].end


def _is_joined(word: str) -> bool:
    """Whether an Arabic word begins with "and" or "for the", not with letters of its own (ولد)."""
    if word.startswith(("لل", "بال", "كال", "فال")):
        return True
    return word.startswith("و") and not word.startswith(tuple(words_of("nouns", "with_waw")))


def _is_verb(word: str) -> bool:
    """Whether an Arabic word has a form that verbs have and counted nouns seldom."""
    if word in words_of("nouns", "like_verbs"):
        return False
    present = word.startswith("ي") and not word.startswith(tuple(words_of("nouns", "with_ya")))
    if present and len(word) > 3:  # noqa: PLR2004 (a root of three and its letter)
        return True
    past = word.endswith("ت") and not word.endswith("ات")
    return past or (len(word) > 4 and word.endswith(("نا", "وا")))  # noqa: PLR2004 (a root of three)


def _head(
    sequence: Sequence[Token], phrase: Sequence[int], *, arabic: bool, one: bool
) -> int | None:
    """The token of the counted noun: the first plural, in Arabic and after "one" the first word."""
    if not phrase:
        return None
    if arabic or one:
        return phrase[0]
    for at in phrase:
        owner = sequence[at].word.endswith("'s") and at != phrase[-1]  # eight children's deaths
        word = sequence[at].word.removesuffix("'s")
        if not owner and (word in words_of("nouns", "plural") or _PLURAL.search(word)):
            return at
    return None
