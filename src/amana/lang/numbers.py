"""Numbers in figures and in words, of both languages: exact values and declared intervals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from amana.lang.figures import figure_at
from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.tokens import Token, cut_at, stems, tokens

Span = tuple[int, int]
Form = Literal["exact", "round", "vague", "ordinal", "share"]

#: the one scale that counts ones beside hundreds: three hundred and two dozen
DOZEN = Decimal(12)

_GLUED = {"suffixes", "capitals", "ordinal_ends"}
_GAP = re.compile(r"[ \u00a0\u202f]*-?[ \u00a0\u202f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as written: from `low` to `high`, equal where exact, else `high` not included."""

    span: Span
    low: Decimal
    high: Decimal
    form: Form
    in_figures: bool  #: begins with digits
    first: int  #: index of its first token
    last: int  #: index of its last token


class _Word(NamedTuple):
    kind: str  # small, ones, scale, suffix, dual, round, round_scale, vague, fraction, ordinal, ...
    value: Decimal
    high: Decimal


class _Atom(NamedTuple):
    """A token, or two, that can be part of a number."""

    start: int
    first: int
    last: int
    words: tuple[_Word, ...]
    arabic: bool
    joined: bool  # by "and", و
    governed: bool = False  # by a preposition written onto it: بالمئة begins anew

    def of(self, kind: str) -> _Word | None:
        return next((word for word in self.words if word.kind == kind), None)


class _Sum(NamedTuple):
    """What was added up so far: closed by a scale, open, and the last scale."""

    total: Decimal = Decimal(0)
    group: Decimal | None = None
    scale: Decimal | None = None

    @property
    def value(self) -> Decimal:
        return self.total + (self.group or 0)


@lru_cache(maxsize=8)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, in order, of either script, in words or figures.

    >>> [(str(n.low), str(n.high), n.form) for n in find_numbers("tens of thousands; خمسة وعشرين")]
    [('20000', '100000', 'round'), ('25', '25', 'exact')]
    """
    sequence = tokens(text)
    found: list[Number] = []
    for run in _runs(text, sequence):
        at = 0
        while at < len(run):
            taken = _read(run, at)
            if taken is None:
                at += 1
                continue
            form, low, high, after = taken
            head, tail = run[at], run[after - 1]
            found.append(
                Number(
                    span=(head.start, sequence[tail.last].end),
                    low=_plain(low),
                    high=_plain(high),
                    form=form,
                    in_figures=sequence[head.first].kind == "figure",
                    first=head.first,
                    last=tail.last,
                )
            )
            at = after
    return tuple(found)


# --- the words


@cache
def _lexicon() -> dict[str, tuple[_Word, ...]]:
    """The words of `numbers.toml`, folded; one word can be several things."""
    data = load("numbers")
    found: dict[str, list[_Word]] = {}

    def add(words: Sequence[str], kind: str, low: object, high: object = None) -> None:
        value = Decimal(str(low))
        word = _Word(kind, value, value if high is None else Decimal(str(high)))
        for spelling in words:
            found.setdefault(fold(spelling), []).append(word)

    tables = ["small", "ones", "scales", "short", "suffixes", "capitals", "duals"]
    tables += ["ordinals", "round_scales"]
    for table in tables:
        for value, words in data[table].items():
            add(words, table, value)
    for table in ("round", "vague"):
        for row in data[table]:
            add(row["words"], table, row["low"], row["high"])
    for word, (top, bottom) in data["fractions"].items():
        add([word], "fraction", Decimal(top) / Decimal(bottom))
    for kind, words in data["signs"].items():
        add(words, kind, 0)
    return {word: tuple(kinds) for word, kinds in found.items()}


@cache
def _pairs() -> frozenset[str]:
    """First words of entries written in two words (حادي عشر)."""
    return frozenset(word.split()[0] for word in _lexicon() if " " in word)


@cache
def _look(word: str) -> tuple[tuple[str, int, tuple[_Word, ...]], ...]:
    """The readings of a word with its particles off: stem, letters cut, kinds."""
    return tuple(
        (stem, cut, _lexicon().get(stem, ()))
        for stem, cut in stems(word)
        if stem in _lexicon() or stem in _pairs()
    )


def _runs(text: str, sequence: Sequence[Token]) -> Iterator[list[_Atom]]:
    """The stretches of tokens that can be numbers, with nothing else between them."""
    run: list[_Atom] = []
    at = 0
    while at < len(sequence):
        joined = bool(run) and sequence[at].word in {"and", "و"}
        atom = _atom(text, sequence, at + joined, joined=joined)
        if atom is None:
            at += 1
            if run:
                yield run
                run = []
            continue
        if run and (atom.governed or not _beside(text, sequence, run[-1].last, atom)):
            yield run
            run = []
        run.append(atom)
        at = atom.last + 1
        at += at + 1 < len(sequence) and sequence[at].raw == "-"
    if run:
        yield run


def _beside(text: str, sequence: Sequence[Token], before: int, atom: _Atom) -> bool:
    """Whether an atom stands right after a token: a space, a hyphen, an "and" between them."""
    at = atom.first
    if atom.joined and sequence[at - 1].word in {"and", "و"}:
        gap = text[sequence[at - 1].end : sequence[at].start]
        return not gap.strip() and _beside_tokens(text, sequence[before], sequence[at - 1])
    return _beside_tokens(text, sequence[before], sequence[at])


def _beside_tokens(text: str, left: Token, right: Token) -> bool:
    return _GAP.fullmatch(text, left.end, right.start) is not None


def _atom(text: str, sequence: Sequence[Token], at: int, *, joined: bool) -> _Atom | None:
    if at >= len(sequence):
        return None
    token = sequence[at]
    if token.kind == "figure":
        figure = figure_at(text, sequence, at)
        if figure is None:
            return None
        words = (_Word("figure", figure.value, figure.value),)
        return _Atom(figure.start, at, figure.last, words, arabic=False, joined=joined)
    if token.kind != "word":
        return None
    for stem, cut, kinds in _look(token.word):
        following = sequence[at + 1].word if at + 1 < len(sequence) else ""
        both = _lexicon().get(f"{stem} {following}", ())
        glued = at > 0 and sequence[at - 1].end == token.start  # 50k, but 50 k is no thousand
        before = sequence[at - 1]
        alone = tuple(
            word
            for word in kinds
            if word.kind not in _GLUED or (glued and _fits(text, before, token, word))
        )
        if both or alone:
            return _Atom(
                cut_at(token, _particles(token.word, cut)),
                at,
                at + 1 if both else at,
                both or alone,
                arabic=token.word[0] >= "\u0600",
                joined=joined or (cut > 0 and token.word[0] == "و"),
                governed=any(letter in "بلك" for letter in _prefix(token.word, cut)),
            )
    return None


def _fits(text: str, figure: Token, token: Token, word: _Word) -> bool:
    """Whether a letter is a scale: 10M, $5m, 1.2b; but 5m is metres and 3B a door."""
    if word.kind != "capitals" or text[figure.start - 1 : figure.start] in {"$", "€", "£"}:
        return True
    return "." in figure.raw if token.word == "b" else token.raw.isupper()


def _prefix(word: str, cut: int) -> str:
    """The letters cut from a word, without the article."""
    return word[: _particles(word, cut)] if word[max(0, cut - 2) : cut] != "لل" else "ل"


def _particles(word: str, cut: int) -> int:
    """The letters cut that are particles: the article stays with its word."""
    return cut - 2 if word[max(0, cut - 2) : cut] in {"ال", "لل"} else cut


# --- the grammar

_Taken = tuple[Form, Decimal, Decimal, int]


def _read(run: Sequence[_Atom], at: int) -> _Taken | None:
    """The number that begins at an atom: form, low, high, the atom after it."""
    head = run[at]
    if head.of("indefinite") is not None:
        return _after_indefinite(run, at + 1)
    ordinal = head.of("ordinals")
    if ordinal is not None:
        return "ordinal", ordinal.value, ordinal.value, at + 1
    vague = head.of("round") or head.of("vague")
    if vague is not None:
        return _read_vague(run, at + 1, vague)
    half = head.of("fraction")
    if half is not None:
        return _read_fraction(run, at + 1, half.value)
    return _read_sum(run, at)


def _after_indefinite(run: Sequence[_Atom], at: int) -> _Taken | None:
    """A hundred, a few, a couple; never the article alone."""
    if at >= len(run):
        return None
    vague = run[at].of("vague")
    if vague is not None:
        return _read_vague(run, at + 1, vague)
    return _read_sum(run, at) if run[at].of("scales") is not None else None


def _read_vague(run: Sequence[_Atom], at: int, word: _Word) -> _Taken:
    """Hundreds, tens of thousands, several hundred, عشرات الآلاف."""
    form: Form = "vague" if word.kind == "vague" else "round"
    ahead = at + (at < len(run) and run[at].of("of") is not None)
    if ahead < len(run) and not run[ahead].joined:
        scale = run[ahead].of("round_scales") or (
            run[ahead].of("scales") if form == "vague" or run[ahead].arabic else None
        )
        some = run[ahead].of("round") if form == "vague" else None
        if some is not None and scale is None:  # بضع عشرات: three to nine tens
            return form, word.value * some.value / 2, word.high * some.value / 2, ahead + 1
        if scale is not None and scale.value > word.value:
            return form, word.value * scale.value, word.high * scale.value, ahead + 1
    return form, word.value, word.high, at


def _read_fraction(run: Sequence[_Atom], at: int, part: Decimal) -> _Taken | None:
    """Half a million, نصف مليون; a half alone is no number of things."""
    ahead = at + (at < len(run) and run[at].of("indefinite") is not None)
    scale = run[ahead].of("scales") if ahead < len(run) and not run[ahead].joined else None
    if scale is None or scale.value == 100:  # noqa: PLR2004 (half a hundred says nobody)
        return None
    return "exact", part * scale.value, part * scale.value, ahead + 1


def _read_sum(run: Sequence[_Atom], at: int) -> _Taken | None:
    so_far = _begin(run[at])
    if so_far is None:
        return None
    start, at = at, at + 1
    while at < len(run):
        article = run[at].of("indefinite") is not None and run[at].joined  # and a half
        if at + article >= len(run):
            break
        atom = run[at + article]._replace(joined=article or run[at].joined)
        if atom.of("figure") is not None and not _is_rest(so_far, run, at):
            break
        part = _part_of_scale(so_far, run, at + article)
        if part is not None:
            so_far, at = part, at + article + 2
            continue
        if _begins_another(so_far, run, at):
            break
        more = _go_on(so_far, atom)
        if more is None:
            break
        so_far, at = more, at + article + 1
    if at < len(run) and _ends_in_ordinal(run, start, at, so_far):
        end = run[at].of("ordinals")
        value = so_far.value + (end.value if end is not None else 0)
        return "ordinal", value, value, at + 1
    if at == start + 1 and run[start].of("ones") and not run[start].of("small"):
        return None  # أحد alone is somebody
    return "exact", so_far.value, so_far.value, at


def _is_rest(so_far: _Sum, run: Sequence[_Atom], at: int) -> bool:
    """Whether a figure goes on a number: 4 thousand 3 hundred, 3 hundred and 21."""
    scaled = at + 1 < len(run) and run[at + 1].of("scales") is not None
    if so_far.group is None:
        return scaled or run[at].joined
    return run[at - 1].of("scales") is not None and run[at].joined and not scaled


def _begins_another(so_far: _Sum, run: Sequence[_Atom], at: int) -> bool:
    """Whether a scale follows as great as the last one: two million and three million."""
    if so_far.group is not None or so_far.scale is None or at + 1 >= len(run):
        return False
    scale = run[at + 1].of("scales")
    return scale is not None and not run[at + 1].joined and scale.value >= so_far.scale


def _part_of_scale(so_far: _Sum, run: Sequence[_Atom], at: int) -> _Sum | None:
    """One billion and a half million, مليون ونصف المليون: half of the scale that follows."""
    part = run[at].of("fraction")
    scale = run[at + 1].of("scales") if at + 1 < len(run) and not run[at + 1].joined else None
    if part is None or scale is None or so_far.group is not None or so_far.scale is None:
        return None
    fits = 1000 <= scale.value <= so_far.scale  # noqa: PLR2004
    return _Sum(so_far.total + part.value * scale.value, None, scale.value) if fits else None


def _begin(atom: _Atom) -> _Sum | None:
    for word in atom.words:
        if word.kind in {"small", "ones", "figure"}:
            return _Sum(group=word.value)
        if word.kind == "scales":
            return _scaled(_Sum(group=Decimal(1)), word.value)
        if word.kind == "duals":
            return _Sum(total=word.value, scale=word.value / 2)
    return None


def _go_on(so_far: _Sum, atom: _Atom) -> _Sum | None:
    """The sum with one more word, or None where the word begins something else."""
    for word in atom.words:
        more: _Sum | None = None
        if word.kind in {"small", "ones", "figure"}:
            more = _added(so_far, word.value, arabic=atom.arabic, joined=atom.joined)
        elif word.kind in {"scales", "short", "suffixes", "capitals"} and not atom.joined:
            more = _scaled(so_far, word.value)
        elif word.kind == "scales" and atom.arabic:
            more = _scale_added(so_far, word.value, 1)
        elif word.kind == "duals" and atom.joined:
            more = _scale_added(so_far, word.value / 2, 2)
        elif word.kind == "fraction" and atom.joined:
            more = _fraction_added(so_far, word.value)
        if more is not None:
            return more
    return None


def _added(so_far: _Sum, value: Decimal, *, arabic: bool, joined: bool) -> _Sum | None:
    """Twenty + six, hundred and + six; in Arabic ones before tens, and an "and" between all."""
    group = so_far.group
    if group is None:
        tied = joined or not arabic or 100 <= value < 1000  # noqa: PLR2004 (ألف خمسمية)
        fits = so_far.scale is not None and value < so_far.scale and tied
        return so_far._replace(group=value) if fits else None
    rest = group % 100
    if group != group.to_integral_value():
        return None
    if rest == 0 and group > 0 and value < 100:  # noqa: PLR2004 (places of decimal numbers)
        fits = joined or not arabic
    elif arabic and value == 10:  # noqa: PLR2004
        fits = 0 < rest < 10 and not joined  # noqa: PLR2004
    elif arabic:
        fits = 0 < rest < 10 and joined and value in range(20, 100, 10)  # noqa: PLR2004
    else:
        fits = rest in range(20, 100, 10) and 0 < value < 10 and not joined  # noqa: PLR2004
    return so_far._replace(group=group + value) if fits else None


def _scaled(so_far: _Sum, scale: Decimal) -> _Sum | None:
    """What is open times a scale; a hundred stays open."""
    total, group, last = so_far
    if group is None:  # a thousand million, three lakh crore
        greater = last is not None and scale > last >= 1000 and total < last * 1000  # noqa: PLR2004
        return _Sum(total * scale, None, scale) if greater else None
    if scale == DOZEN:
        return _Sum(total, group + (group % 100 or group) * (DOZEN - 1), last)
    if scale <= 100:  # noqa: PLR2004
        return _Sum(total, group * scale, last) if group < 100 else None  # noqa: PLR2004
    if last is not None and scale >= last:
        return None
    return _Sum(total + group * scale, None, scale)


def _scale_added(so_far: _Sum, scale: Decimal, times: int) -> _Sum | None:
    """مليون وألف, ألف ومئة, مئة ودزينتان: a smaller scale by itself."""
    if scale == DOZEN and so_far.group and so_far.group % 100 == 0:
        return so_far._replace(group=so_far.group + scale * times)
    if so_far.group is not None or so_far.scale is None or scale >= so_far.scale:
        return None
    if scale == 100:  # noqa: PLR2004
        return so_far._replace(group=scale * times)
    return _Sum(so_far.total + scale * times, None, scale)


def _fraction_added(so_far: _Sum, part: Decimal) -> _Sum | None:
    """A million and a half, مليون ونصف: half of the scale; two and a half: half of one."""
    total, group, scale = so_far
    if group is None:
        return _Sum(total + part * scale, None, Decimal(0)) if scale else None
    return so_far._replace(group=group + part) if group == group.to_integral_value() else None


def _ends_in_ordinal(run: Sequence[_Atom], start: int, at: int, so_far: _Sum) -> bool:
    """Whether an ordinal follows that belongs to the sum: twenty-first, 21 + st."""
    if run[at].of("ordinal_ends") is not None:
        return run[start].of("figure") is not None and at == start + 1
    word = run[at].of("ordinals")
    tens = so_far.value % 100 in range(20, 100, 10)
    return word is not None and tens and word.value < 10 and not run[at].joined  # noqa: PLR2004


def _plain(value: Decimal) -> Decimal:
    """The value without exponent and without zeros after the point."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
