"""The rules of time expressions: patterns over the letters of `words`, and who reads them.

Each rule is a pattern and a builder; the longest match wins where rules meet. A builder answers
None where the marks only look like its expression. Where a pattern has a part named `core`, that
is the expression, and the rest what it needs to be understood: the "5" of "from 5 to 7 May".

A text is mostly words that mean nothing here, so the rules run only over the few letters between
two of them, and such short runs ("iw", "tP") are read once for all texts.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from amana.read.times import absolute, relative, stretches
from amana.read.times.absolute import Marks
from amana.read.times.meanings import Meaning, narrowed, pick
from amana.read.times.words import marks_of

Builder = Callable[..., Meaning | None]  # of marks; of those without and of the day where named

#: letters of a run that is read at once; no expression is as long, and a table of numbers is
LONGEST_RUN = 200
#: letters of عاماً, which an age in Arabic ends with
LONGEST_YEARS = 6
#: letters beside an age in which its comma or bracket is looked for
AROUND = 3
_YEARS = re.compile(r"(?:عام[\u064b]?ا[\u064b]?|سنة)$")


class Found(NamedTuple):
    """An expression found: its place and its meaning."""

    start: int
    end: int
    meaning: Meaning


class _Match(NamedTuple):
    """Where a rule matches: the expression, all that its builder needs, and the rule."""

    core: tuple[int, int]
    whole: tuple[int, int]
    rule: int
    day: tuple[int, int] | None  # a part named `day`, where a clock and a day have numbers


@lru_cache(maxsize=64)
def find_expressions(text: str) -> tuple[Found, ...]:
    """Return the time expressions of a text in order; none overlaps another."""
    marks = marks_of(text)
    letters = "".join(mark.letter for mark in marks)
    found = (one for start, run in _runs(letters) for one in _found(marks, start, run))
    return tuple(one for one in found if not is_age_aside(text, one.start, one.end))


def is_age_aside(text: str, start: int, end: int) -> bool:
    """Return whether years between commas or in brackets are an age: "هالة، 44 عاماً،"."""
    if _YEARS.search(text, max(start, end - LONGEST_YEARS), end) is None:
        return False
    before = text[max(0, start - AROUND) : start].rstrip(" ")[-1:]
    behind = text[end : end + AROUND].lstrip(" ")[:1]
    return before in {"،", ",", "("} and behind in {"،", ",", ")", ":", "", "\n"}


def _runs(letters: str) -> Iterator[tuple[int, str]]:
    """The runs of letters that can be expressions, each with a letter before and behind it."""
    padded = f"\n{letters}\n"
    for match in _RUN.finditer(padded):
        yield match.start() - 2, padded[match.start() - 1 : match.end() + 1]


def _found(marks: Marks, start: int, run: str) -> list[Found]:
    """The expressions in one run; `start` is where the letter before it stands."""
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for match in _matches(run):
        first, last = (start + at for at in match.core)
        if any(first < end and begin < last for begin, end in taken):
            continue
        needed = marks[start + match.whole[0] : start + match.whole[1]]
        meaning = _built(match, needed)
        if meaning is not None:
            taken.append((first, last))
            meaning = narrowed(meaning, pick(needed, "q"))
            found.append(Found(marks[first].start, marks[last - 1].end, meaning))
    return sorted(found, key=lambda one: one.start)


def _built(match: _Match, marks: Marks) -> Meaning | None:
    build = _RULES[match.rule][1]
    if match.day is None:
        return build(marks)
    first, last = (at - match.whole[0] for at in match.day)
    return build([*marks[:first], *marks[last:]], marks[first:last])


def _core_of(match: re.Match[str]) -> tuple[int, int]:
    """The expression itself: the part of a match so named, where one is."""
    core = match.groupdict().get("core") or match.groupdict().get("and")
    return match.span() if core is None else match.span("core" if match["core"] else "and")


@lru_cache(maxsize=65536)
def _matches(run: str) -> tuple[_Match, ...]:
    """Where rules match, the longest first, earlier rules before later ones."""
    found = [
        _Match(
            _core_of(match),
            match.span(),
            rule,
            match.span("day") if "day" in pattern.groupindex else None,
        )
        for rule, (pattern, _) in enumerate(_RULES)
        for match in pattern.finditer(run)
    ]
    found = [match for match in found if match.core[1] > match.core[0]]
    found.sort(key=lambda one: (one.core[0] - one.core[1], one.rule, one.core[0]))
    return tuple(found)


_RUN = re.compile(rf"(?<=[\s\S])[^x\n]{{1,{LONGEST_RUN}}}(?=[\s\S])")

_TWICE = r"(?:/[Mm]|\([Mm]\))?"  # a month by both its names: شباط/فبراير, مارس (آذار)
_FULL = (
    r"(?:U?[wW]\.?[,-]?|U)?"
    rf"(?:t?[NO]\.?o?U?[Mm]\.?{_TWICE},?o?U?Ya?|[Mm]\.?{_TWICE}t?[NO],?Y|Ia?)"
)
_PARTIAL = rf"(?:U?[wW]\.?,?|U)?(?:t?[NO]o?U?[Mm]{_TWICE}|[Mm]\.?/?t?[NO])"
_HIJRI = r"(?:U?[wW]\.?,?|U)?t?[NO]o?U?Q(?:,?o?U?Ya?)?"
_RELATED = r"(?:[LXH]U|U[LXH])"
_WEEKDAY = rf"(?:[LXH]w|U?w(?:[LXH](?!U)|[oi]?{_RELATED})?|{_RELATED}[oi]?,?U?w|UW)"
_OF_MONTH = rf"(?:t?[NO]o{_RELATED}|N(?=UH)UH|(?<=[NO][in-])[NO]i{_RELATED})"
_DAY = rf"(?:{_FULL}|{_PARTIAL}|{_HIJRI}|D,?U?w|{_WEEKDAY}|D(?!O)|{_OF_MONTH})"
_ZONE = r"(?:,?\(?i?Z\)?)?"
_OF_DAY = r"(?:[+P]|it?P)"  # what tells the hours of the morning from those of the evening
_CLOCK = (
    rf"(?:ci?)?(?:C{_OF_DAY}?|[NY]\+|NP|(?<=[icnOo-])OP|(?<![MmQU,/o])YP|k|Nc(?:it?P)?"
    rf"|(?<=c)(?<!Hc)[NO](?:n?h|n?U[NO]|~h|n?NU|~NU)?{_OF_DAY}?|(?:h|N|y?U)L[NO]{_OF_DAY}?"
    rf"|(?<=[ivn-])N(?:it?P)|[NY](?=Z)){_ZONE}"
)
_LENGTH = r"v?(?:[NV](?:o?-?u|-?U)|hy?U|(?<!u)yU|[NV]h[uU])(?:n?y?h)?"
_ANY_LENGTH = rf"(?:{_LENGTH}|v?B|u)"
_END = r"(?=[,.)\n-]|$)"

_YEAR = (
    r"(?:t?qo?|q-)?t?UY(?!a)|(?:(?<=[iosrqgzMm(,-])|(?<=\n))(?:t?qo?|q-)?Y(?![xNUa])"
    r"|(?<=[io])(?:t?qo?)?Y(?!a)|(?<=Yn)Y|Y(?=[in-]Y)"
)

_RULES: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), builder)
    for pattern, builder in (
        (
            rf"{_CLOCK}(?:it?P|P)?[,(]?[iot]{{0,3}}(?P<day>{_DAY})P?",
            absolute.read_clock_on_day,
        ),
        (rf"(?P<day>{_DAY})P?,?-?i?{_CLOCK}P?", absolute.read_clock_on_day),
        (
            rf"(?:{_CLOCK}|(?<=[icv])N),?(?:HP|LP|p|[pP]L)",
            absolute.read_clock_this_part,
        ),
        (
            rf"(?:q[io]?)?t?P(?:oP)?(?:[oi]t?U?)?{_DAY}|(?:q[io]?)?{_DAY}[,]?(?:it?)?P",
            absolute.read_part_of_day,
        ),
        (rf"(?:{_PARTIAL}),?[oi]?(?:{_RELATED}|[LXH](?!U))", absolute.read_day),
        (rf"[qle][io]?{_DAY}|{_DAY}", absolute.read_day),
        (
            rf"(?P<core>(?:U?w,?)?[NO])(?:[in]|-)t?[NO](?:o?U?[MmQ](?:,?o?Y)?|[io]{_RELATED})",
            absolute.read_day,
        ),
        (r"(?:U|U?w,?)N/N[LXH]?(?!/)|(?<=i)N/N(?=[,.)\n])", absolute.read_day),
        (r"[Mm]\.?[NO](?:i|-)(?P<core>[NO](?:,?Y)?)(?![NUu:])", absolute.read_last_day),
        (
            rf"(?:ci?)?(?P<core>[NOC])(?:[in]|-)?(?:ci?)?[NOC](?:n?h)?{_OF_DAY}",
            absolute.read_first_clock,
        ),
        (r"[ql]?(?:LP|[pP]L|p)", relative.read_night),
        (r"[qle]?(?:HP|PH)", relative.read_this_part),
        (r"[le]?o?(?:P?T[PpUD]|t?G[PpUD]|P?[DpP]G)|[le]itU", relative.read_same_day),
        (rf"t[XF][PU]|P?[DUpP]F|t[UP]r{_END}", relative.read_next),
        (rf"tf[PU]|P?[DUpP]f|t[UP][se]{_END}", relative.read_previous),
        (rf"[bg](?:{_ANY_LENGTH}|U)(?=o)", relative.read_after_event),
        (rf"{_ANY_LENGTH}l|{_ANY_LENGTH}r{_END}", relative.read_later),
        (rf"b(?:{_ANY_LENGTH}|U)(?![YNO])|l{_ANY_LENGTH}", relative.read_later),
        (
            rf"{_ANY_LENGTH}e|{_ANY_LENGTH}s{_END}|e{_ANY_LENGTH}",
            relative.read_earlier,
        ),
        (rf"{_ANY_LENGTH}A|g(?:{_ANY_LENGTH}|v?U)(?![YNOMmQw])|t?U-[Ae]", relative.read_ago),
        (rf"{_ANY_LENGTH}i(?:R|D|w)", relative.read_from_now),
        (r"(?:t?qo?|q-)?t?[LXH]-?[UMmS]|(?:q-?)?(?:U?M|U|S)[LXH]|[le]HU", relative.read_related),
        (r"tU", relative.read_weekend),
        (
            r"t?[LXHj]v?[NV]?-?u|ut?[NBVv]?[LX]|[Nv]{0,3}u[LX]|t?[NV]U[LX]|B[LX]|ju",
            relative.read_recent_length,
        ),
        (r"t?Ov?[NV]?-?u|(?<=z)(?:t?u|U)|(?<=v)tu|u(?=-x)", absolute.read_duration),
        (
            r"(?P<core>(?:v?[NV]))(?:i|-)v?N-?[Uu](?:-?J)?|(?<=i)(?P<and>v?N)nN[Uu](?:-?J)?",
            absolute.read_first_length,
        ),
        (rf"(?:t?qo?|q-)?t?[Mm]\.?{_TWICE},?[oi]?U?Ya?", stretches.read_month_of_year),
        (r"(?P<core>[Mm])(?:i|-|n)[Mm],?Y", stretches.read_month_of_year),
        (
            rf"(?:t?qo?|q-)?U?[Mm]\.?{_TWICE},?[oi]?{_RELATED}",
            stretches.read_month_of_related_year,
        ),
        (
            rf"(?:t?qo?|q-)?U?M{_TWICE}|(?:t?qo?|q-)m(?!N)|(?<=[iosrg])m(?!N)|Um",
            stretches.read_month,
        ),
        (
            r"t?(?:[LXH]U’)?O-?U(?:ot?(?:[LXH]U|U[LXH]|U?Y))?|tYO-?U|UOo?(?:U?Y|U[LXH]?)?|t?LUot?U?Y|ULo?U?Y",
            stretches.read_quarter,
        ),
        (r"t?Oho?t?(?:U?Y|[LXH]U|U[LXH]?)|hOo?(?:U?Y|U[LXH]?)", stretches.read_half),
        (r"t?O-?U|U[NO]", stretches.read_century),
        (r"(?:t?qo?|q-)?t?S(?:o?U?Y)", stretches.read_season),
        (r"(?<=i)(?:t?q-?)?t?S(?!o)|t?q-?S(?!o)", stretches.read_season_alone),
        (rf"t?Uo(?:{_FULL}|{_PARTIAL})", stretches.read_week_of),
        (r"t?[OL]Uot?U?[Mm](?:,?o?U?Y)?|U[OL]oU?[Mm](?:o?U?Y)?", stretches.read_part_of_month),
        (r"t?(?:\$U?Y|Y\$U|U\$,?Y)", stretches.read_fiscal_year),
        (r"t?qot?U|qU|t#U", stretches.read_end_of_unit),
        (_YEAR, stretches.read_year),
        (r"(?<=[io(])Y(?=[,.);]|\n)", stretches.read_year_at_end),
        (r"(?<=[t'])Y(?!u)|Y(?=[,.);\n-])", stretches.read_year_as_name),
        (r"NN|(?<=i)N(?=[,.)\n])", stretches.read_years_spoken),
        (r"t?q?-?d(?:U[LXHNO])?", stretches.read_decade),
        (r"U?Ya", stretches.read_hijri_year),
        (r"U?Q,?o?U?Ya?|UQ|(?<=[iz])Q|[LXH]Q|Q[LXH]", stretches.read_hijri_month),
        (r"U?@(?:,?Y)?", stretches.read_holiday),
        (r"K[NO]?[UuBwPSM]W?|KUw|E|N?\*(?:y|it?)U|N?\*E|(?<=N)yU", absolute.read_set),
        (rf"{_LENGTH}(?!-?J)|v?B|vU(?![YNO])", absolute.read_duration),
        (_CLOCK, absolute.read_clock_alone),
        (r"(?<=[ig])t?P", relative.read_part_alone),
        (r"R(?!-)|j(?=x)|(?<=i)tL(?=[,.)\n])", absolute.read_reference),
    )
)
