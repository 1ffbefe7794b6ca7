"""The figures of a text as claims: bounds, hedge, unit, what is counted and what became of it."""

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.numbers import find_numbers
from amana.lang.tokens import Token, tokens
from amana.lang.words import sentences
from amana.model import Amount, Span
from amana.read.amounts.bounds import Bound, bound_before, bound_behind
from amana.read.amounts.countable import GO_ON, Counted, find_counted, number_of
from amana.read.amounts.counted import Thing, inches_behind, thing_of, unit_of
from amana.read.amounts.fates import is_negated, state_of
from amana.read.amounts.labels import (
    counts_nothing,
    is_counter,
    is_million,
    is_model,
    numbers_a_line,
)
from amana.read.amounts.words import pattern_of

#: words between a pronoun and its figure: "their number had now risen to 19"
PRONOUN_REACH = 4
#: letters before a figure in which that pronoun is looked for: its words, and as many between
PRONOUN_BEFORE = 100
#: a small "m" that counts people is no metre but a million: 1.5m people
MILLION = Decimal(1_000_000)
#: letters between two figures at most that one sentence joins: a part and its whole
PART_REACH = 120
ONE_SIDED = frozenset({"more", "at_least", "less", "at_most"})
# what may stand between "including" and a figure: a nurse and at least
_SAME = r"(?:(?!\b(?:while|but|when|as|who|which)\b)[^,،.;:])*"
# what stands between two bounds of one figure: at least 20 and at most 100
_BOTH = frozenset({"", "and", "but", "or", "و", "أو", "او", "لكن"})
_LIST = re.compile(r"(?:[,،\s]|and|و)+")


class _Read(NamedTuple):
    """A figure that counts something, with the words around it."""

    figure: Counted
    before: Bound | None
    behind: Bound | None
    unit: str | None
    thing: Thing
    end: int


def find_amounts(text: str, *, lang: str) -> tuple[Amount, ...]:
    """Return the amounts of a text in order; dates, clocks, lengths of time, ordinals are none.

    An amount holds from `low` to `high`: "more than 50" is open below at 50, "about 50" is 50
    with its hedge kept, "hundreds" is the interval that `numbers.toml` declares. A part of
    something ("two thirds of the families") has the unit "share". Both languages are read in any
    text.
    """
    del lang
    sequence = tokens(text)
    bounds = sentences(text)
    starts = frozenset(number.first for number in find_numbers(text))
    found: list[Amount] = []
    label: Counted | None = None  # the last figure that counted nothing
    for figure in find_counted(text):
        read = _read(text, sequence, figure, starts)
        if read is None or _is_another(text, label, read):
            label = figure
            continue
        amount = _claim(text, read, sentence_at(bounds, figure.span))
        if found and amount.span[0] < found[-1].span[1]:
            continue
        both = _both_ends(text, found[-1], amount) if found else None
        if both is not None:
            found[-1] = both
        elif read.thing.of_them:
            found.append(_of_those(found, amount, bounds))
        else:
            amount = _of_age(text, found, _with_noun(text, found, amount, bounds))
            found.append(_as_part(found, amount, _whole(text, found, amount, bounds)))
    return tuple(found)


def _of_age(text: str, found: Sequence[Amount], amount: Amount) -> Amount:
    """The second of some ages: aged 15 and 17."""
    if not found or found[-1].unit != "years" or amount.unit is not None or amount.of is not None:
        return amount
    gap = text[found[-1].span[1] : amount.span[0]].strip(" ,،")
    return replace(amount, unit="years", state=None) if gap in {"", "and", "or", "و"} else amount


def _is_another(text: str, label: Counted | None, read: _Read) -> bool:
    """Whether a figure goes on with labels: Units 3 and 5."""
    if label is None or read.thing.of is not None or read.unit is not None:
        return False
    both = label.in_figures and read.figure.in_figures
    return both and text[label.span[1] : read.figure.span[0]].strip(" ,،") in GO_ON


def sentence_at(bounds: Sequence[Span], span: Span) -> Span:
    """Return the sentence that a figure stands in; the figure itself where it is in none."""
    at = number_of(bounds, span[0]) - 1
    return bounds[at] if at >= 0 and span[0] < bounds[at][1] else span


def _of_those(found: Sequence[Amount], amount: Amount, bounds: Sequence[Span]) -> Amount:
    """Five of them: a part of what the last figure of this sentence or the one before counts."""
    at = number_of(bounds, amount.span[0]) - 1
    since = bounds[max(0, at - 1)][0] if at >= 0 else 0
    those = takewhile(lambda one: one.span[0] >= since, reversed(found))
    meant = next((one for one in those if one.unit is None), None)
    if meant is None:
        return amount
    state = amount.state or meant.state
    return replace(amount, of=amount.of or meant.of, state=state, part_of=meant.span)


def _both_ends(text: str, before: Amount, amount: Amount) -> Amount | None:
    """One amount of two bounds: more than 20 and at most 35; None where they are two figures."""
    gap = text[before.span[1] : min(amount.span[0], before.span[1] + PART_REACH)]
    if before.of is not None or gap.strip(" ,،\n") not in _BOTH:
        return None
    ends = [(before.low, before.high), (amount.low, amount.high)]
    if sorted(sum(end is not None for end in pair) for pair in ends) != [1, 1]:
        return None
    lower, upper = (before, amount) if before.low is not None else (amount, before)
    if lower.low is None or upper.high is None or lower.low >= upper.high:
        return None
    span = (before.span[0], amount.span[1])
    return replace(
        amount,
        span=span,
        as_written=text[slice(*span)],
        low=lower.low,
        high=upper.high,
        low_open=lower.low_open,
        high_open=upper.high_open,
        hedge=before.hedge,
    )


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
    near_ones = takewhile(lambda a: a.span[0] >= since, reversed(found))
    meant = next((a for a in near_ones if a.of and not a.unit), None)
    if meant is None:
        return amount
    return replace(amount, of=meant.of, state=amount.state or meant.state)


def _read(
    text: str, sequence: Sequence[Token], figure: Counted, starts: Container[int]
) -> _Read | None:
    """What stands around a figure; None where it counts nothing."""
    before = bound_before(text, sequence, figure.first)
    kind = before.kind if before is not None else None
    behind = bound_behind(text, sequence, figure.last + 1, kind, starts)  # 200 or more families
    end = figure.span[1]
    if behind is not None:
        figure, end = figure._replace(last=behind.last), sequence[behind.last].end
    unit, end = unit_of(text, figure, end)
    if unit == "ft":
        inches, end = inches_behind(text, end)
        figure = figure._replace(low=figure.low + inches, high=figure.high + inches)
    if unit == "m" and is_million(text, end):
        unit, figure = None, figure._replace(low=figure.low * MILLION, high=figure.high * MILLION)
    thing = Thing(None, end, figure.last)
    if unit != "years":
        thing = thing_of(text, sequence, figure, unit, end, starts)
    if figure.share and numbers_a_line(text, figure):
        return None
    if unit is None and _is_nothing(text, sequence, figure, thing, bound=bool(before or behind)):
        return None
    if behind is None:
        at = thing.last
        while at < len(sequence) and sequence[at].start < thing.end:
            at += 1
        behind = bound_behind(text, sequence, at, kind, starts)
    return _Read(figure, before, behind, unit, thing, thing.end)


def _is_nothing(
    text: str, sequence: Sequence[Token], figure: Counted, thing: Thing, *, bound: bool
) -> bool:
    """Whether a figure without a unit is vague, a label, an age, a counter under a post."""
    if thing.time or numbers_a_line(text, figure):
        return True
    if thing.of is not None:
        model = not bound and is_model(text, sequence, figure, thing.of)
        return model or is_counter(text, thing.of, figure.span[0])
    if thing.of_them:
        return False
    return figure.vague or (not bound and counts_nothing(text, sequence, figure))


def _claim(text: str, read: _Read, sentence: Span) -> Amount:
    figure, unit, of = read.figure, read.unit, read.thing.of
    kind, hedge, start = _meaning(read)
    end = max(read.end, figure.span[1])
    if start and text[start - 1] in "$€£%٪":
        start -= 1
    span = (max(start, sentence[0]), end)
    if of is not None and unit is None and text[span[0]] in "-−":  # a dash before an item of a list
        figure = figure._replace(low=-figure.high, high=-figure.low)
        span = (span[0] + 1, end)
    low, high, low_open, high_open = _interval(figure, kind)
    measured = unit is not None and unit not in {"percent", "share"}
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
        state=None if measured else state_of(text, span, sentence, of),
        negated=is_negated(text, span[0], sentence[0]),
    )


def _meaning(read: _Read) -> tuple[str | None, str | None, int]:
    """The bound that holds of those before and behind a figure, its words, where it begins."""
    before, behind, start = read.before, read.behind, read.figure.span[0]
    if before is not None and before.kind == "between":  # "from" and من say nothing else
        start = start if fold(before.hedge) in {"from", "من"} else before.start
        before = None
    if before is None:
        return (behind.kind, behind.hedge, start) if behind is not None else (None, None, start)
    if behind is not None and (before.kind not in ONE_SIDED or behind.equal):
        return behind.kind, before.hedge, before.start
    return before.kind, None if before.kind == "equal" else before.hedge, before.start


def _interval(
    figure: Counted, kind: str | None
) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """Low, high, and which of them is open."""
    if kind == "more":
        return figure.low, None, True, False
    if kind == "at_least":
        return figure.low, None, False, False
    if kind == "less":
        return None, figure.high, False, True
    if kind == "at_most":
        return None, figure.high, False, False
    return figure.low, figure.high, False, not figure.exact


def _as_part(found: Sequence[Amount], amount: Amount, whole: Span | None) -> Amount:
    """The amount as a part of the one at a span: what became of all became of it."""
    if whole is None:
        return amount
    near = (one for one in reversed(found) if one.span[0] <= whole[0])
    meant = next(near, None)
    state = amount.state or (meant.state if meant is not None and amount.unit is None else None)
    return replace(amount, part_of=whole, state=state)


@cache
def _part_opens() -> re.Pattern[str]:
    """Words that open the parts of a figure, with no other clause before the next figure."""
    opens = pattern_of("part", "words", tail=False, anywhere=True).pattern
    return re.compile(rf"{opens}{_SAME}$", re.IGNORECASE)


def _whole(
    text: str, found: Sequence[Amount], amount: Amount, bounds: Sequence[Span]
) -> Span | None:
    """The amount before that this one is a part of: 82, including 11 women and 13 children."""
    for whole in reversed(found):
        between = text[max(whole.span[1], amount.span[0] - PART_REACH) : amount.span[0]]
        if number_of(bounds, whole.span[0]) != number_of(bounds, amount.span[0]):
            return None
        if _part_opens().search(between) is not None:
            return whole.span
        if whole.part_of is not None and _LIST.fullmatch(between):
            return whole.part_of
        return None
    return None


# --- word lists


@cache
def _pronoun() -> re.Pattern[str]:
    """A pronoun for what is counted, a few words before the end."""
    words: Any = load("amounts")["pronoun"]["words"]
    body = "|".join({re.escape(form) for word in words for form in (word, fold(word))})
    return re.compile(
        rf"(?<!\w)[وف]?(?:{body})(?:\s+[^\W\d]+){{0,{PRONOUN_REACH}}}\s*$", re.IGNORECASE
    )
