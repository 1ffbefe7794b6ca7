"""A text as the time rules see it: one letter for each word, with what it means.

Rules are written over these letters (`amana.read.time_rules`), the same for both languages:
"early Tuesday morning" is "qwP". The letters of the small words stand in `times.toml`.

    w weekday   W its short form   a weekday in the plural: E   M month   m a word that may be one
    U unit of time   u in the plural   B two of it   P part of the day   S season   D day by offset
    p tonight   R now, recently   E daily   N number   V a few   O ordinal   Y year   d decade
    C clock   k noon   I whole date in figures   Z zone   + am, pm   x anything else
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.numbers import Number, find_numbers
from amana.lang.tokens import Token, cut_at, stems, tokens

#: hours that the clocks of the world are apart from UTC at most
MOST_EAST = 14

_FIGURES = re.compile(
    r"(?<![\w./:-])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?)"
    r"|(?P<ymd>\d{4}[/.]\d{1,2}[/.]\d{1,2})"
    r"|(?P<dmy>\d{1,2}[/.\u200f-]\d{1,2}[/.\u200f-](?:\d{4}|\d{2}))"
    r"|(?P<clock>(?:[01]?\d|2[0-4]|[٠-٩]{1,2})[:.][0-5٠-٥][\d٠-٩](?::[0-5]\d)?(?=\s*[ap]\.?\s?m\b)"
    r"|(?:[01]?\d|2[0-4]|[٠-٩]{1,2}):[0-5٠-٥][\d٠-٩](?::[0-5]\d)?)"
    r"|(?P<decade>(?:1[5-9]|20)\d0['’]?s|(?<![\d,])['’]?[2-9]0s)"
    r")(?:(?=[ap]\.?m\b)|(?![\w/:]|[.-]\d))",  # "2.35pm" in one piece
    re.ASCII,
)
_HALF = re.compile(r"\s?(?P<half>[ap]\.m\.|[ap]\.?m\b\.?|[صم]\b)", re.IGNORECASE)
_SHIFT = re.compile(r"\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?", re.ASCII)
_POSSESSIVE = re.compile(r"(?<=[a-z])'s$")
_SIGNS = dict(zip(",،-–/.()", ",,--/.()", strict=True))
_NUMBERS = {"exact": "N", "ordinal": "O", "vague": "V", "round": "x"}


class Mark(NamedTuple):
    """One word of the rules: its letter, its place, what it means."""

    letter: str
    start: int
    end: int
    value: str
    number: Number | None = None
    arabic: bool = False


def marks_of(text: str) -> list[Mark]:
    """Return the marks of a text in order, every token in one of them."""
    sequence = tokens(text)
    figures = {m.start(): m for m in _FIGURES.finditer(text)}
    numbers = {number.first: number for number in find_numbers(text)}
    found: list[Mark] = []
    at = 0
    while at < len(sequence):
        taken = (
            _figure(text, sequence, at, figures)
            or _phrase(sequence, at, numbers)
            or _number(text, at, numbers)
        )
        if taken is None:
            token = sequence[at]
            letter = "\n" if token.kind == "line" else _SIGNS.get(token.raw, "x")
            mark, after = Mark(letter, token.start, token.end, ""), at + 1
        else:
            mark, after = taken
        found.append(mark)
        at = max(after, at + 1)
    return found


def _after(sequence: tuple[Token, ...], at: int, end: int) -> int:
    """The first token that starts at or after an offset."""
    while at < len(sequence) and sequence[at].start < end:
        at += 1
    return at


def _figure(
    text: str, sequence: tuple[Token, ...], at: int, figures: dict[int, re.Match[str]]
) -> tuple[Mark, int] | None:
    """Dates, clocks and decades in figures; am and pm behind a figure."""
    token = sequence[at]
    match = figures.get(token.start)
    if match is not None:
        letter = {"clock": "C", "decade": "d"}.get(match.lastgroup or "", "I")
        value = f"{match.lastgroup} {fold(match[0])}"
        return Mark(letter, *match.span(), value), _after(sequence, at, match.end())
    if at and sequence[at - 1].kind in {"figure", "word"} and token.word in {"a", "p", "am", "pm"}:
        half = _HALF.match(text, token.start)
        if half is not None and sequence[at - 1].word not in {"i", "a"}:
            return Mark("+", *half.span("half"), token.word[0]), _after(sequence, at, half.end())
    return None


def _number(text: str, at: int, numbers: dict[int, Number]) -> tuple[Mark, int] | None:
    number = numbers.get(at)
    if number is None:
        return None
    start, end = number.span
    letter, value = _NUMBERS[number.form], str(number.low)
    plain = text[start:end]
    if letter == "N" and len(plain) == 4 and plain.isdecimal() and plain[0] in "12١٢":  # noqa: PLR2004
        letter = "Y"
    return Mark(letter, start, end, value, number), number.last + 1


def _phrase(
    sequence: tuple[Token, ...], at: int, numbers: dict[int, Number]
) -> tuple[Mark, int] | None:
    """The longest entry of `times.toml` that begins at a token."""
    token = sequence[at]
    if token.kind != "word" or not token.word:
        return None
    for stem, cut in _stems(token.word):
        entries = _entries().get(stem, ())
        for phrase, letter, value in entries:
            length = len(phrase)
            if tuple(t.word for t in sequence[at : at + length])[1:] != phrase[1:]:
                continue
            if not _capital_fits(letter, token) or (letter == "y" and at in numbers):
                continue
            end = sequence[at + length - 1].end
            end -= 2 if length == 1 and _POSSESSIVE.search(token.word) else 0
            arabic = token.word[0] >= "\u0600"
            mark = Mark(letter, cut_at(token, cut), end, value, None, arabic)
            return (
                _with_shift(sequence, at + length, mark) if letter == "Z" else (mark, at + length)
            )
    return None


def _stems(word: str) -> tuple[tuple[str, int], ...]:
    """A word without its particles, or without 's."""
    return ((_POSSESSIVE.sub("", word), 0),) if _POSSESSIVE.search(word) else stems(word)


def _with_shift(sequence: tuple[Token, ...], after: int, mark: Mark) -> tuple[Mark, int]:
    """GMT +8: the hours behind a zone's name belong to it."""
    ahead = sequence[after : after + 2]
    signs = "".join(token.raw if token.kind == "sign" else "1" for token in ahead)
    if signs in {"+1", "-1"} and ahead[1].raw.isdecimal() and int(ahead[1].raw) <= MOST_EAST:
        east = int(ahead[0].raw + ahead[1].raw) * 60
        return mark._replace(end=ahead[1].end, value=str(int(mark.value) + east)), after + 2
    return mark, after


def _capital_fits(letter: str, token: Token) -> bool:
    """Latin names of days and months are written with a capital; zones with capitals only."""
    if token.raw[0] >= "\u0600" or letter not in "wWMmZ":
        return True
    return token.raw.isupper() if letter == "Z" else token.raw[0].isupper()


@cache
def _entries() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """By first word: phrase, letter, value; long phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for letter, value, words in _rows():
        for spelling in words:
            phrase = tuple(fold(spelling).split())
            found.setdefault(phrase[0], []).append((phrase, letter, value))
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for word, entries in found.items()
    }


_TABLES = {
    "weekday": "w",
    "weekday_short": "W",
    "month": "M",
    "month_weak": "m",
    "unit": "U",
    "unit_article": "U",
    "unit_plural": "u",
    "unit_dual": "B",
    "season": "S",
    "day": "D",
    "night": "p",
    "set": "E",
    "reference": "R",
}


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    data = load("times")
    for table, letter in _TABLES.items():
        for value, words in data[table].items():
            yield letter, value, words
    for number, words in data["weekday_plural"].items():
        yield "E", f"XXXX-WXX-{number}", words
    for row in data["part"]:
        first, after = row["hours"]
        yield "P", f"{row['code']} {first} {after}", row["words"]
    for word, minutes in data["clock_words"].items():
        yield "k", str(minutes), [word]
    for word, minutes in data["zone"].items():
        yield "Z", str(minutes), [word]
    yield "v", "", data["quantifier"]["words"]
    narrowed = {word: part for part, words in data["early_late"].items() for word in words}
    for letter, words in data["word"].items():
        for word in words:
            yield letter, narrowed.get(word, ""), [word]
