"""Which numbers of a text count or measure something, and which are names, ages, addresses."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from amana.lang.fractions import with_parts
from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.numbers import Number, find_numbers
from amana.lang.tokens import Token, stems, tokens
from amana.model import Span
from amana.read.amounts.bounds import Bound, bound_before
from amana.read.amounts.words import is_unit, pattern_of, words_of
from amana.read.times.rules import find_expressions, is_age_aside

#: letters before or behind a figure in which words of an age are looked for
NEAR = 36
_YEARS_BEHIND = re.compile(r" (?:عام[\u064b]?ا[\u064b]?|سنة)")
#: figures of so many digits without separators are telephone numbers or identifiers
DIGITS_OF_A_NAME = 7
#: words before "from 12 to 19" among which a change is looked for: "rose sharply from 12 to 19"
CHANGE_REACH = 4
#: letters of a number to be dialled at most, on either side of one figure of it
REACH = 20
_ROW_BEFORE = re.compile(r"(?:\d+-)+$")
_ROW_BEHIND = re.compile(r"(?:-\d+)+")
_DIALLED = re.compile(r"\d{3}-\d{4}")
_DATELINE = re.compile(r" - \d{1,2} \(|(?<= - \d) \(|(?<= - \d\d) \(")  # Tokyo 15 - 7 (AFP)
_CLOCK = re.compile(r"\d:$")
_CLOCK_ENDS = re.compile(r":\d")
_GLUED = re.compile(r"(?:[A-Z][A-Za-z]*|[a-z]{1,2})(?![a-z])")
#: times by which the second of "ten or twelve" is greater at most, or they are two figures
FAR = 10
#: digits behind a plus at most for it to mean "more than": others are to be dialled
MOST_DIGITS_OF_PLUS = 4
#: words of a street's name at most
STREET = 4
_MINUS = frozenset("-−")
GO_ON = frozenset({"and", "or", "&", "و", "-", "–", "/"})


class Counted(NamedTuple):
    """One number or range, before it is known what it counts."""

    span: Span
    low: Decimal
    high: Decimal
    exact: bool
    first: int  #: index of its first token
    last: int
    vague: bool = False  #: says nothing without what it counts (several, عدة)
    share: bool = False  #: a part of something
    in_figures: bool = False
    dual: str | None = None  #: the noun, where noun and number are one word


def find_counted(text: str) -> list[Counted]:
    """Return the numbers of a text that can be amounts, ranges joined, with the duals of Arabic."""
    sequence = tokens(text)
    taken = [(e.start, e.end) for e in find_expressions(text)]
    numbers = [
        n
        for n in find_numbers(text)
        if not meets(taken, n.span) or n.form == "ordinal" or _is_kept(text, n.span)
    ]
    found: list[Counted] = []
    name: Number | None = None  # the last number that was one: Units 3 and 5
    for number in with_parts(text, numbers):
        if number.form == "share" and meets(taken, number.span):
            continue
        joined = _joined(text, sequence, found[-1], number) if found else None
        if joined is not None:
            found[-1] = joined
        elif _goes_on(text, name, number) or not _counts(text, sequence, number):
            name = number if number.in_figures else None
        else:
            found.append(_signed(text, sequence, number))
    return sorted([*found, *_duals(sequence, taken)])


def _is_kept(text: str, span: Span) -> bool:
    """Whether a figure inside words of time is none: an age, a price ($500 in three years)."""
    return text[span[0] - 1 : span[0]] in {"$", "€", "£"} or is_age(text, span)


def number_of(spans: Sequence[Span], offset: int) -> int:
    """Return which of some spans, in order and apart, an offset stands in or behind."""
    return bisect_right(spans, offset, key=lambda span: span[0])


def meets(spans: Sequence[Span], span: Span) -> bool:
    """Return whether a span overlaps one of some spans that are in order and apart."""
    at = number_of(spans, span[1] - 1)
    return at > 0 and spans[at - 1][1] > span[0]


def is_age(text: str, span: Span) -> bool:
    """Return whether words around a figure say that it is an age: aged 7, من عمرها."""
    before = fold(text[max(0, span[0] - NEAR) : span[0]])
    if pattern_of("age", "before", tail=True).search(before) is not None:
        return True
    if pattern_of("age", "compared", tail=True).search(before) is not None:
        behind = fold(text[span[1] : span[1] + NEAR])
        bare = not behind.strip(" ")[:1].isalpha()
        return bare or pattern_of("age", "years", tail=False).match(behind) is not None
    unit = _YEARS_BEHIND.match(text, span[1])
    if unit is not None and is_age_aside(text, span[0], unit.end()):
        return True
    return _is_age_by_ordinal(text, span)


def _is_age_by_ordinal(text: str, span: Span) -> bool:
    """في السابعة من عمرها: an ordinal that is an age."""
    behind = fold(text[span[1] : span[1] + NEAR])
    return pattern_of("age", "ordinal_after", tail=False).match(behind) is not None


# --- signs and ranges


def _signed(text: str, sequence: Sequence[Token], number: Number) -> Counted:
    """A number with the minus before it, as a sign or as a word."""
    start, before = number.span[0], number.first - 1
    minus = _minus(text, sequence, start, before)
    low, high = (number.low, number.high) if minus is None else (-number.high, -number.low)
    return Counted(
        (start if minus is None else minus, number.span[1]),
        low,
        high,
        number.low == number.high,
        number.first if minus is None else before,
        number.last,
        vague=number.form == "vague",
        share=number.form == "share",
        in_figures=number.in_figures,
    )


def _minus(text: str, sequence: Sequence[Token], start: int, before: int) -> int | None:
    """Where the minus of a number stands; a dash between words or figures is none."""
    if before < 0:
        return None
    token = sequence[before]
    if token.raw in _MINUS:
        free = token.start == 0 or text[token.start - 1] in " \n(<>=\u00a0"
        return token.start if free and token.end == start else None
    said = token.word in words_of("signs", "minus") and text[token.end : start] == " "
    return token.start if said else None


def _joined(
    text: str, sequence: Sequence[Token], before: Counted, number: Number
) -> Counted | None:
    """30 to 40, between 30 and 40, six, maybe seven, thousands and even tens of thousands."""
    if before.dual is not None or number.form == "ordinal":
        return None
    gap = fold(text[before.span[1] : number.span[0]]).strip(" ,،\n$€£")
    words = words_of("range", "words") if before.exact else words_of("range", "also")
    if gap not in words or before.share != (number.form == "share"):
        return None
    before = _scaled(sequence, before, number)
    if number.high <= before.low or (gap in {"or", "أو", "او"} and number.high > before.low * FAR):
        return None
    if not _is_range(text, sequence, before, gap):
        return None
    exact = before.exact and number.low == number.high
    return before._replace(
        span=(before.span[0], number.span[1]), high=number.high, exact=exact, last=number.last
    )


def _scaled(sequence: Sequence[Token], before: Counted, number: Number) -> Counted:
    """The first number of a range with the scale of the second: five to six thousand."""
    scale = Decimal(1)
    if number.last > number.first and sequence[number.last].kind == "word":
        while number.low and number.low % (scale * 1000) == 0:
            scale *= 1000
    if scale == 1 or not before.exact or not 0 < before.low < number.low / scale:
        return before
    return before._replace(low=before.low * scale, high=before.high * scale)


def _is_range(text: str, sequence: Sequence[Token], before: Counted, gap: str) -> bool:
    """Whether "and" was asked for by "between", and "to" tells of no change: rose from 12 to 19."""
    bound = bound_before(text, sequence, before.first)
    if gap in {"and", "و"}:
        return bound is not None and bound.kind == "between" and not _is_from(bound)
    if bound is None or not _is_from(bound):
        return True
    earlier = sequence[max(0, bound.first - CHANGE_REACH) : bound.first]
    return not any(token.word in words_of("range", "changes") for token in earlier)


def _is_from(bound: Bound) -> bool:
    return fold(bound.hedge) in {"from", "من"}


# --- what counts


def _goes_on(text: str, name: Number | None, number: Number) -> bool:
    """Whether a figure goes on with a name, or a list of them: +1-222-2222, Nos. 3 and 5."""
    if name is None or not number.in_figures:
        return False
    return text[name.span[1] : number.span[0]].strip(" ,،") in GO_ON


def _counts(text: str, sequence: Sequence[Token], number: Number) -> bool:
    """Whether a number counts something, and is no name, address, list item or pronoun."""
    start, end = number.span
    if number.form == "ordinal":
        return _is_age_by_ordinal(text, number.span)
    before = sequence[number.first - 1] if number.first else None
    after = sequence[number.last + 1] if number.last + 1 < len(sequence) else None
    if text[start - 1 : start] in {"_", "#"} or _is_measured_in_games(number, before, text):
        return False
    if number.in_figures and _is_name(text, sequence, number, before, after):
        return False
    called = before is not None and not number.in_figures and before.word != "no"
    if called and _is_numbered(text, sequence, number.first - 1, start):
        return False
    following = "" if after is None or after.start - end > 1 else after.word
    if following == "-":
        following = sequence[number.last + 2].word if number.last + 2 < len(sequence) else ""
    if following in words_of("nouns", "streets") or _is_address(sequence, number.last + 1):
        return False
    if number.low == number.high == 1 and not number.in_figures:
        return _is_counted_one(text, before, after, start, end)
    return True


def _is_name(
    text: str, sequence: Sequence[Token], number: Number, before: Token | None, after: Token | None
) -> bool:
    start, end = number.span
    figure = text[start:end]
    if len(figure) >= DIGITS_OF_A_NAME and figure.isdecimal():
        return before is None or before.raw not in _MINUS
    if figure[0] in "0٠" and figure.isdecimal() and len(figure) > 1 and int(figure):
        return True  # 05, 0182
    if _CLOCK.search(text, max(0, start - 2), start) or _CLOCK_ENDS.match(text, end):
        return True
    more = text[start - 1 : start] == "+" and (start < 2 or text[start - 2] in " \n(")  # noqa: PLR2004
    dialled = _ROW_BEHIND.match(text, end) is not None
    if more and not dialled and len(figure) <= MOST_DIGITS_OF_PLUS and figure.isdecimal():
        return after is not None and after.kind == "figure"  # +40 wounded
    if start and (text[start - 1] in "+#@/_." or text[start - 1].isalpha()):
        arabic = "\u0600" <= text[start - 1] <= "\u06ff"
        return not arabic or before is None or text[before.start - 1 : before.start] in {"#", "_"}
    if _is_in_row(text, sequence, number):
        return True
    if _GLUED.match(text, end) is not None and not is_unit(text, end):
        return True  # 3D, 777s, 320x240
    next_two = text[end : end + 2]
    if (next_two[:1] == "/" and next_two[1:].isdigit()) or next_two[:1] in {"_", "@"}:
        return True
    if before is None or before.kind == "line":
        return text[end : end + 2] in {". ", ") ", "- "}
    glued = before.raw == "-" and start >= 2 and text[start - 2].isalpha()  # noqa: PLR2004 (F-16)
    dialled = any(t is not None and t.kind == "figure" for t in (before, after))
    return glued or dialled or _is_numbered(text, sequence, number.first - 1, start)


def _is_address(sequence: Sequence[Token], at: int) -> bool:
    """Whether the name of a street stands at a token: 14 Old Mill Road."""
    for token in sequence[at : at + STREET]:
        if token.word in words_of("nouns", "streets"):
            return token.raw[0].isupper()
        if not token.raw[0].isupper():
            return False
    return False


def _is_in_row(text: str, sequence: Sequence[Token], number: Number) -> bool:
    """Whether a figure belongs to a number to be dialled or to a date: 555-0142, 29 / 2 / 1441."""
    start, end = number.span
    row = _ROW_BEFORE.search(text, max(0, start - REACH), start)
    left = "" if row is None else row[0]
    right = _ROW_BEHIND.match(text, end, end + REACH)
    inner = text[start:end] if text[start:end].isdecimal() else "0"
    whole = left + inner + ("" if right is None else right[0])
    if whole.count("-") > 1 or _DIALLED.fullmatch(whole):
        return True
    pairs = ((number.first - 1, number.first - 2), (number.last + 1, number.last + 2))
    stroke = any(
        0 <= other < len(sequence)
        and sequence[sign].raw == "/"
        and sequence[other].kind == "figure"
        for sign, other in pairs
    )
    return stroke or _DATELINE.match(text, end) is not None


def _is_measured_in_games(number: Number, before: Token | None, text: str) -> bool:
    """Whether "scores" are points: their scores."""
    scores = text[slice(*number.span)].lower() == "scores"
    return scores and before is not None and before.word in words_of("nouns", "possessives")


def _is_numbered(text: str, sequence: Sequence[Token], before: int, start: int) -> bool:
    """Whether the word before makes a name of a figure: Route 4, No. 5."""
    if (
        sequence[before].raw in {".", "°"}
        and before
        and sequence[before - 1].end == sequence[before].start
    ):
        before -= 1
    token = sequence[before]
    return token.word in words_of("nouns", "named") and "\n" not in text[token.end : start]


def _is_counted_one(
    text: str, before: Token | None, after: Token | None, start: int, end: int
) -> bool:
    """One bag, حقيبة واحدة; not "no one", "one of them", "one can"."""
    if before is None and after is None:
        return True
    if "\u0600" <= text[start] <= "\u06ff":
        follows = after is not None and after.word in words_of("nouns", "arabic_stop")
        signed = before is not None and before.word in words_of("signs", "minus")
        return signed or (
            not follows
            and before is not None
            and before.kind == "word"
            and start - before.end == 1
            and before.word not in words_of("nouns", "arabic_one_before")
        )
    if before is not None and before.word in words_of("nouns", "one_before"):
        return False
    if before is not None and before.word in words_of("signs", "minus"):
        return True
    return (
        after is not None
        and after.kind == "word"
        and after.raw.islower()
        and after.start - end == 1
        and after.word not in words_of("nouns", "stop") | words_of("nouns", "one_after")
    ) or _is_one_or_two(text, end)


def _is_one_or_two(text: str, end: int) -> bool:
    """One or two shells."""
    return re.match(r" (?:or|to) (?:two|three|2|3)\b", text[end : end + 10]) is not None


# --- duals


def _duals(sequence: Sequence[Token], taken: Sequence[Span]) -> Iterator[Counted]:
    """مدنيان, طفلين: two, and what is counted, in one word."""
    for at, token in enumerate(sequence):
        if token.word[-2:] not in {"ان", "ين"}:
            continue
        known = next((stem for stem, _ in stems(token.word) if stem in _dual_forms()), None)
        if known is not None and not meets(taken, (token.start, token.end)):
            two, span = Decimal(2), (token.start, token.end)
            yield Counted(span, two, two, exact=True, first=at, last=at, dual=token.raw)


@cache
def _dual_forms() -> frozenset[str]:
    words = load("amounts")["dual"]
    found = set()
    for noun in [*words["nouns"], *words["only_an"]]:
        stem = fold(noun.removesuffix("ة") + ("ت" if noun.endswith("ة") else ""))
        stem = fold(noun)[:-1] + "ي" if noun.endswith("ى") else stem
        found.add(stem + "ان")
        if noun in words["nouns"]:
            found.add(stem + "ين")
    return frozenset(found)
