"""The figures of a text as claims: bounds, hedge, unit, what is counted and what became of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.numbers import Number, find_numbers
from amana.lang.tokens import Token, stems, tokens
from amana.lang.words import sentences
from amana.model import Amount, Span
from amana.read.time_rules import find_expressions

#: letters before a figure in which its hedge is looked for: the longest hedge and a word between
BEFORE = 36
#: letters behind what is counted in which its state is looked for: one relative clause
BEHIND = 100
#: figures of so many digits without separators are telephone numbers or identifiers
DIGITS_OF_A_NAME = 7
#: words between a pronoun and its figure: "their number had now risen to 19"
PRONOUN_REACH = 4
#: letters before a figure in which that pronoun is looked for: its words, and as many between
PRONOUN_BEFORE = 100
#: words of a counted phrase at most ("hundreds of unarmed young men")
MOST_WORDS = 4


# measures of length and area: what becomes of people becomes not of them
EXTENTS = frozenset({"m", "km", "mi", "cm", "yd", "ft", "m2", "km2", "mi2", "ha"})
_COMMA = re.compile(r"(?<!\d)[,،;؛:](?!\d)|[,،] ")


class _Figure(NamedTuple):
    """One number or range, before it is known what it counts."""

    span: Span
    low: Decimal
    high: Decimal
    exact: bool
    first: int  # index of its first token
    last: int
    vague: bool = False  # says nothing without what it counts (several, عدة)
    dual: str | None = None  # the noun, where noun and number are one word


def find_amounts(text: str, *, lang: str) -> tuple[Amount, ...]:
    """Return the amounts of a text in order; dates, clocks, lengths of time, ordinals are none.

    An amount holds from `low` to `high`: "more than 50" is open below at 50, "about 50" is 50
    with its hedge kept, "hundreds" is the interval that `numbers.toml` declares. Both languages
    are read in any text.
    """
    del lang
    sequence = tokens(text)
    bounds = sentences(text)
    found: list[Amount] = []
    for figure in _figures(text, sequence):
        amount = _amount(text, sequence, figure, bounds)
        if amount is not None and not (found and amount.span[0] < found[-1].span[1]):
            amount = _with_noun(text, found, amount, bounds)
            found.append(replace(amount, part_of=_whole(text, found, amount, bounds)))
    return tuple(found)


def _with_noun(
    text: str, found: Sequence[Amount], amount: Amount, bounds: Sequence[Span]
) -> Amount:
    """The amount; where a pronoun counts ("their number"), with what the last figure counted.

    That figure stands in the same sentence or the one before; what became of those counted
    holds on, unless something else is said.
    """
    if amount.of is not None or amount.unit is not None:
        return amount
    at = bisect_right(bounds, (amount.span[0], len(text))) - 1
    near = max(bounds[at][0], amount.span[0] - PRONOUN_BEFORE) if at >= 0 else 0
    if at < 0 or not _pronoun().search(text[near : amount.span[0]]):
        return amount
    since = bounds[max(0, at - 1)][0]
    before = (a for a in reversed(found) if a.span[0] >= since and a.of and not a.unit)
    meant = next(before, None)
    if meant is None:
        return amount
    return replace(amount, of=meant.of, state=amount.state or meant.state)


def _number_of(spans: Sequence[Span], offset: int) -> int:
    """Which of some spans, in order and apart, an offset stands in or behind."""
    return bisect_right(spans, offset, key=lambda span: span[0])


def _meets(spans: Sequence[Span], span: Span) -> bool:
    """Whether a span overlaps one of some spans that are in order and apart."""
    at = _number_of(spans, span[1] - 1)
    return at > 0 and spans[at - 1][1] > span[0]


# --- figures


def _figures(text: str, sequence: Sequence[Token]) -> list[_Figure]:
    """The numbers that can be amounts, ranges joined, with the duals of Arabic."""
    taken = [(e.start, e.end) for e in find_expressions(text)]
    numbers = [
        n
        for n in find_numbers(text)
        if not _meets(taken, n.span) or _is_age(text, n.span) or n.form == "ordinal"
    ]
    found: list[_Figure] = []
    for number in numbers:
        joined = _joined(text, found[-1], number) if found else None
        if joined is not None:
            found[-1] = joined
        elif _counts(text, sequence, number):
            found.append(
                _Figure(
                    number.span,
                    number.low,
                    number.high,
                    number.low == number.high,
                    number.first,
                    number.last,
                    vague=number.form == "vague",
                )
            )
    return sorted([*found, *_duals(sequence, taken)])


def _joined(text: str, before: _Figure, number: Number) -> _Figure | None:
    """30 to 40, between 30 and 40, thousands and sometimes tens of thousands: one range."""
    gap = fold(text[before.span[1] : number.span[0]]).strip(" ,،")
    if before.dual is not None or number.form == "ordinal":
        return None
    words = _set("range", "words") if before.exact else _set("range", "also")
    asked = gap not in {"and", "و"} or _bound(text, before.span[0])[0] == "between"
    if gap not in words or not asked or number.high <= before.low:
        return None
    exact = before.exact and number.low == number.high
    return before._replace(
        span=(before.span[0], number.span[1]), high=number.high, exact=exact, last=number.last
    )


def _counts(text: str, sequence: Sequence[Token], number: Number) -> bool:
    """Whether a number counts something, and is no name, address, list item or pronoun."""
    start, end = number.span
    if number.form == "ordinal":
        return _age_by_ordinal(text, number.span)
    before = sequence[number.first - 1] if number.first else None
    after = sequence[number.last + 1] if number.last + 1 < len(sequence) else None
    if number.in_figures and _is_name(text, number, before, after):
        return False
    following = "" if after is None or after.start - end > 1 else after.word
    if following == "-":
        following = sequence[number.last + 2].word if number.last + 2 < len(sequence) else ""
    if following in _set("nouns", "streets") | _set("nouns", "fractions"):
        return False
    if number.low == number.high == 1 and not number.in_figures:
        return _is_counted_one(text, before, after, start, end)
    return True


def _is_name(text: str, number: Number, before: Token | None, after: Token | None) -> bool:
    start, end = number.span
    figure = text[start:end]
    if len(figure) >= DIGITS_OF_A_NAME and figure.isdecimal():
        return True
    if start and (text[start - 1] in "+#@/_." or text[start - 1].isalpha()):
        return not "\u0600" <= text[start - 1] <= "\u06ff"
    if end < len(text) and text[end] in "/_@" and text[end + 1 : end + 2].isalnum():
        return True
    if before is None or before.kind == "line":
        return text[end : end + 2] in {". ", ") "}
    glued = before.raw == "-" and start >= 2 and text[start - 2].isalpha()  # noqa: PLR2004 (F-16)
    named = before.word in _set("nouns", "named") and "\n" not in text[before.end : start]
    dialled = any(t is not None and t.kind == "figure" for t in (before, after))
    return glued or named or dialled


def _is_counted_one(
    text: str, before: Token | None, after: Token | None, start: int, end: int
) -> bool:
    """One bag, حقيبة واحدة; not "no one", "one of them", "one can"."""
    arabic = "\u0600" <= text[start] <= "\u06ff"
    if arabic:
        follows = after is not None and after.word in _set("nouns", "arabic_stop")
        return (
            not follows and before is not None and before.kind == "word" and start - before.end == 1
        )
    if before is not None and before.word in _set("nouns", "one_before"):
        return False
    return (
        after is not None
        and after.kind == "word"
        and after.raw.islower()
        and after.start - end == 1
        and after.word not in _set("nouns", "stop") | _set("nouns", "one_after")
    )


def _is_age(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - BEFORE) : span[0]]
    return _pattern("age", "before", tail=True).search(fold(before)) is not None


def _age_by_ordinal(text: str, span: Span) -> bool:
    """في السابعة من عمرها: an ordinal that is an age."""
    behind = fold(text[span[1] : span[1] + BEFORE])
    return _pattern("age", "ordinal_after", tail=False).match(behind) is not None


def _duals(sequence: Sequence[Token], taken: Sequence[Span]) -> Iterator[_Figure]:
    """مدنيان, طفلين: two, and what is counted, in one word."""
    for at, token in enumerate(sequence):
        if token.word[-2:] not in {"ان", "ين"}:
            continue
        known = next((stem for stem, _ in stems(token.word) if stem in _dual_forms()), None)
        if known is not None and not _meets(taken, (token.start, token.end)):
            two, span = Decimal(2), (token.start, token.end)
            yield _Figure(span, two, two, exact=True, first=at, last=at, dual=token.raw)


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


# --- what a figure means


def _amount(
    text: str, sequence: Sequence[Token], figure: _Figure, bounds: Sequence[Span]
) -> Amount | None:
    kind, hedge, start = _bound(text, figure.span[0])
    unit, end = _unit(text, figure)
    of, last = _counted(text, sequence, figure, end) if unit != "years" else (None, figure.last)
    if figure.vague and of is None and unit is None:
        return None
    if of is not None:
        end = max(end, sequence[last].end)
    at = _number_of(bounds, figure.span[0]) - 1
    sentence = bounds[at] if at >= 0 and figure.span[0] < bounds[at][1] else figure.span
    behind_kind, behind = _bound_behind(text, end, sentence[1])
    kind, hedge = (kind, hedge) if kind else (behind_kind, behind)
    low, high, low_open, high_open = _interval(figure, kind, hedge)
    start -= start > 0 and text[start - 1] in "$€£"
    span = (max(start, sentence[0]), end)
    return Amount(
        span=span,
        as_written=text[span[0] : span[1]],
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        hedge=hedge,
        unit=unit,
        of=of,
        state=None if unit in EXTENTS else _state(text, span, sentence),
        negated=_is_negated(text, span[0], sentence[0]),
    )


def _interval(
    figure: _Figure, kind: str | None, hedge: str | None
) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """Low, high, and which of them is open."""
    nearly = hedge is not None and fold(hedge) in _set("nearly", "words")
    if kind == "more":
        return figure.low, None, True, False
    if kind == "at_least":
        return figure.low, None, False, False
    if kind == "less" and not nearly:  # nearly 50 is 50 with its hedge: how far beneath is not said
        return None, figure.high, False, True
    if kind == "at_most":
        return None, figure.high, False, False
    return figure.low, figure.high, False, not figure.exact


def _bound(text: str, start: int) -> tuple[str | None, str | None, int]:
    """The bound that the words before a figure set: its kind, the words, where they begin."""
    window = text[max(0, start - BEFORE) : start]
    best: tuple[str | None, str | None, int] = (None, None, start)
    for kind in ("at_most", "at_least", "more", "less", "about", "exact", "between"):
        match = _pattern("before", kind, tail=True).search(window)
        if match is not None and start - len(window) + match.start(1) < best[2]:
            best = (kind, match[1], start - len(window) + match.start(1))
    if best[0] == "between":  # "from" and من open a range and say nothing else
        opens = fold(best[1] or "") not in {"من", "from"}
        return ("between", None, best[2]) if opens else (None, None, start)
    return best


def _bound_behind(text: str, end: int, limit: int) -> tuple[str | None, str | None]:
    behind = text[end : min(limit, end + BEFORE)]
    for kind in ("at_least", "at_most", "about"):
        match = _pattern("after", kind, tail=False).match(behind)
        if match is not None:
            return kind, match[1]
    return None, None


def _unit(text: str, figure: _Figure) -> tuple[str | None, int]:
    """What the figure is measured in, and where the words for it end."""
    start, end = figure.span
    if start and text[start - 1] in "$€£":
        return _units()[text[start - 1]], end
    if figure.dual is not None:
        unit = _units().get(fold(figure.dual))
        return unit, end
    match = _unit_pattern().match(text, end)
    if match is not None:
        return _units()[fold(match[1])], match.end(1)
    if _is_age(text, figure.span) or _age_by_ordinal(text, figure.span):
        return "years", end
    return None, end


@cache
def _units() -> dict[str, str]:
    return {fold(word): unit for unit, words in load("amounts")["unit"].items() for word in words}


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = [word for words in load("amounts")["unit"].values() for word in words]
    body = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[\s-]?({body})(?!\w)", re.IGNORECASE)


def _counted(
    text: str, sequence: Sequence[Token], figure: _Figure, end: int
) -> tuple[str | None, int]:
    """What is counted, in the words of the text, and the last token of it."""
    if figure.dual is not None:
        return figure.dual, figure.last
    at = figure.last + 1
    while at < len(sequence) and sequence[at].start < end:
        at += 1
    if at < len(sequence) and sequence[at].word in {"of", "من"} and _follows(text, sequence, at):
        at += 1
        if at < len(sequence) and sequence[at].word in {"the", "these", "those", "our"}:
            at += 1
    if at >= len(sequence):
        return None, figure.last
    arabic = "\u0600" <= sequence[at].word[:1] <= "\u06ff"
    phrase = _phrase(text, sequence, at, arabic=arabic)
    last = _head(sequence, phrase, arabic=arabic, one=figure.high == 1)
    if last is None:
        return (_one_before(text, sequence, figure) if figure.high == 1 else None), figure.last
    return text[sequence[phrase[0]].start : sequence[last].end], last


def _one_before(text: str, sequence: Sequence[Token], figure: _Figure) -> str | None:
    """حقيبة واحدة: the noun stands before its one."""
    start = figure.span[0]
    return sequence[figure.first - 1].raw if "\u0600" <= text[start] <= "\u06ff" else None


def _follows(text: str, sequence: Sequence[Token], at: int) -> bool:
    """Whether nothing but one space stands before a token."""
    gap = text[sequence[at - 1].end : sequence[at].start]
    return gap in {" ", "\u00a0", "", "-"}


def _phrase(text: str, sequence: Sequence[Token], at: int, *, arabic: bool) -> list[int]:
    stop = _set("nouns", "arabic_stop" if arabic else "stop")
    found: list[int] = []
    while at < len(sequence) and len(found) < MOST_WORDS:
        token = sequence[at]
        if token.kind != "word" or token.word in stop or not _follows(text, sequence, at):
            break
        if not arabic and found and token.raw[0].isupper():
            break
        found.append(at)
        at += 1
    return found


def _head(
    sequence: Sequence[Token], phrase: Sequence[int], *, arabic: bool, one: bool
) -> int | None:
    """The token of the counted noun: the first plural, in Arabic and after "one" the first word."""
    if not phrase:
        return None
    if arabic or one:
        return phrase[0]
    for at in phrase:
        word = sequence[at].word.removesuffix("'s")
        if word in _set("nouns", "plural") or re.search(r"[^sui]s$", word):
            return at
    return None


@cache
def _states() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for state, words in load("amounts")["state"].items():
        latin = [re.escape(w) + r"\b" for w in words if w.isascii()]
        arabic = [re.escape(fold(w)) + r"\w{0,4}\b" for w in words if not w.isascii()]
        body = "|".join(latin + arabic)
        found.append((state, re.compile(rf"\b(?<!the )[وف]?(?:ي|ت|ا)?(?:{body})")))
    return tuple(found)


def _state(text: str, span: Span, sentence: Span) -> str | None:
    """What became of what is counted: the word right before it, or the first behind it, or before.

    A comma ends the search: what follows it tells of something else.
    """
    before = fold(_COMMA.split(text[max(sentence[0], span[0] - BEFORE) : span[0]])[-1])
    behind = fold(_COMMA.split(text[span[0] : min(sentence[1], span[1] + BEHIND)])[0])
    last = [(m.end(), state) for state, p in _states() for m in p.finditer(before)]
    if last:
        between = before[max(last)[0] :].split()
        if between and between[-1] in _set("nouns", "prepositions"):  # wounded on two beds
            last = []
        elif len(between) <= (1 if text[span[0]] > "\u0600" else 0):
            return max(last)[1]
    first = [(m.start(), s) for s, p in _states() if (m := p.search(behind)) is not None]
    first += _left(behind)
    return min(first)[1] if first else max(last)[1] if last else None


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


def _is_negated(text: str, start: int, sentence: int) -> bool:
    before = text[max(sentence, start - BEFORE) : start]
    return _pattern("not", "words", tail=True).search(before) is not None


def _whole(
    text: str, found: Sequence[Amount], amount: Amount, bounds: Sequence[Span]
) -> Span | None:
    """The amount before that this one is a part of: 82, including 11 women and 13 children."""
    for whole in reversed(found):
        between = text[whole.span[1] : amount.span[0]]
        if _number_of(bounds, whole.span[0]) != _number_of(bounds, amount.span[0]):
            return None
        if _pattern("part", "words", tail=False, anywhere=True).search(between) is not None:
            return whole.span
        if whole.part_of is not None and re.fullmatch(r"\s*(?:,|،|and|و|\s)+\s*", between):
            return whole.part_of
        return None
    return None


# --- word lists


@cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("amounts")[table][key])


@cache
def _pronoun() -> re.Pattern[str]:
    """A pronoun for what is counted, a few words before the end."""
    words: Any = load("amounts")["pronoun"]["words"]
    body = "|".join({re.escape(form) for word in words for form in (word, fold(word))})
    return re.compile(
        rf"(?<!\w)[وف]?(?:{body})(?:\s+[^\W\d]+){{0,{PRONOUN_REACH}}}\s*$", re.IGNORECASE
    )


@cache
def _pattern(table: str, key: str, *, tail: bool, anywhere: bool = False) -> re.Pattern[str]:
    """The words of a list, at the end of what is searched, at its beginning, or anywhere."""
    words: Any = load("amounts")[table][key]
    spelled = {w for word in words for w in (word, fold(word), word.replace("'", "’"))}
    body = "|".join(re.escape(word) for word in sorted(spelled, key=len, reverse=True))
    if tail:
        return re.compile(
            rf"(?<!\w)[وفبل]?({body})\s*(?:the\s|a\s|other\s)?[\s$€£]*$", re.IGNORECASE
        )
    start = r"(?<!\w)" if anywhere else r"[\s,،]*"
    return re.compile(rf"{start}[وفبل]?({body})(?!\w)", re.IGNORECASE)
