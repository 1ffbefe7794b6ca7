r"""A text as the time rules see it: one letter for each word, with what it means.

Rules are written over these letters (`amana.read.times.rules`), the same for both languages:
"early Tuesday morning" is "qwP". The letters of the small words stand in `times.toml`.

    w weekday   W its short form   a weekday in the plural: E   M month   m a word that may be one
    Q month of the Hijri calendar   @ holiday   a era   U unit of time   u in the plural   B two of
    it   P part of the day   S season   D day by offset   p tonight   R now, recently   E daily
    K every   q early, mid, late   N number   V a few   O ordinal   Y year   d decade   h half
    C clock   k noon   I whole date in figures   Z zone   + am, pm   \n a line's end
    ’ what is 's, or another end of a word   x anything else, however much of it
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.numbers import Number, find_numbers
from amana.lang.tokens import Token, cut_at, stems, tokens

#: Arabic-Indic and Persian figures as those of the patterns
_DIGITS = {first + i: str(i) for first in (0x0660, 0x06F0) for i in range(10)}

#: hours that the clocks of the world are apart from UTC at most
MOST_EAST = 14

_FIGURES = re.compile(
    r"(?<![\w./:])(?:(?<!-)(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?)"
    r"|(?P<ymd>\d{4}[/.]\d{1,2}[/.]\d{1,2})"
    r"|(?P<dmy>\d{1,2}[/.\u200f-]\d{1,2}[/.\u200f-](?:\d{4}|\d{2}))"
    r"|(?P<clock>(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(?=\s*[ap]\.?\s?m\b)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"
    r"|(?:[01]\d|2[0-3])\.[0-5]\d(?=\s[A-Z]{3,4}\b)|(?<![^\n])(?:[01]\d|2[0-3])\.[0-5]\d"
    r"(?=\s*\n|\s[A-Z]|\s(?!متر|كيلو|كغ|دولار|ليرة|طن|مليون|مليار|ألف|في المئة|بالمئة)"
    r"[\u0620-\u064a])))"
    r"|(?P<decade>1[5-9]\d0['’]?s|20\d0s|(?<![\d,])['’]?[2-9]0s)"
    r")(?:(?=[ap]\.?m\b)|(?![\w/:]|[.-]\d))",  # "2.35pm" in one piece
    re.ASCII,
)
_TURN = "\u200f"  # set between the numbers of a date by Arabic keyboards
_HALF = re.compile(r"\s?(?P<half>[ap]\.m\.|[ap]\.?m\b\.?|[صم]\b)", re.IGNORECASE)
_HALVES = frozenset({"a", "p", "am", "pm", "م", "ص"})
_POSSESSIVE = re.compile(r"(?<=[a-z])'s$")
_SIGNS = dict(zip(',،·•-–/.()"”»', ",,,,--/.())))", strict=True))
_NUMBERS = {"exact": "N", "ordinal": "O", "vague": "V", "round": "x"}


class Mark(NamedTuple):
    """One word of the rules: its letter, its place, what it means."""

    letter: str
    start: int
    end: int
    value: str
    number: Number | None = None
    arabic: bool = False
    definite: bool = False  #: with the Arabic article


def marks_of(text: str) -> list[Mark]:
    """Return the marks of a text in order; words that mean nothing here share one."""
    sequence = tokens(text)
    plain = text if text.isascii() else text.translate(_DIGITS)
    figures = {m.start(): m for m in _FIGURES.finditer(plain)}
    numbers = {number.first: number for number in find_numbers(text)}
    found: list[Mark] = []
    add, at, end = found.append, 0, len(sequence)
    other = False  # whether the mark before is x
    while at < end:
        token = sequence[at]
        if token.kind == "word" and at not in numbers and _means_nothing(token.word):
            if not other:
                add(Mark("x", token.start, token.end, ""))
            other, at = True, at + 1
            continue
        mark, after = _marked(text, sequence, at, figures, numbers)
        after = max(after, at + 1)
        if not (other and mark.letter == "x"):
            add(mark)
        other = mark.letter == "x"
        if not other and mark.end < sequence[after - 1].end:  # Friday's 5 May rally: two days
            add(Mark("’", mark.end, sequence[after - 1].end, ""))
        at = after
    return found


def _marked(
    text: str,
    sequence: tuple[Token, ...],
    at: int,
    figures: dict[int, re.Match[str]],
    numbers: dict[int, Number],
) -> tuple[Mark, int]:
    """The mark that begins at a token, and the token after it."""
    token = sequence[at]
    if token.kind == "word":
        taken = _half_of_day(text, sequence, at) or _phrase(sequence, at, numbers)
    else:
        taken = _figure(sequence, at, figures)
    taken = taken or _number(text, at, numbers)
    if taken is not None:
        return taken
    letter = "\n" if token.kind == "line" else _SIGNS.get(token.raw, "x")
    return Mark(letter, token.start, token.end, ""), at + 1


def _after(sequence: tuple[Token, ...], at: int, end: int) -> int:
    """The first token that starts at or after an offset."""
    while at < len(sequence) and sequence[at].start < end:
        at += 1
    return at


def _figure(
    sequence: tuple[Token, ...], at: int, figures: dict[int, re.Match[str]]
) -> tuple[Mark, int] | None:
    """Dates, clocks and decades in figures."""
    match = figures.get(sequence[at].start)
    if match is None:
        return None
    letter = {"clock": "C", "decade": "d"}.get(match.lastgroup or "", "I")
    if letter == "d" and match.end() - match.start() == len("20s"):
        before = {token.word for token in sequence[max(0, at - 5) : at]}
        letter = "d" if "the" in before else "x"  # the early 70s, but in her 20s
    written = match[0].replace(_TURN, "/")  # folding drops it
    value = f"{match.lastgroup} {fold(written)}"
    return Mark(letter, *match.span(), value), _after(sequence, at, match.end())


def _half_of_day(text: str, sequence: tuple[Token, ...], at: int) -> tuple[Mark, int] | None:
    """The am or pm behind a figure or a number in words."""
    token = sequence[at]
    if token.word not in _HALVES or not at or sequence[at - 1].kind not in {"figure", "word"}:
        return None
    half = _HALF.match(text, token.start)
    before = sequence[at - 1].word
    if half is None or before in {"i", "a"}:
        return None
    if token.word in {"م", "ص"} and not _has_clock_before(sequence, at):
        return None  # 2 م are metres, 2031 م a year of our era
    return Mark("+", *half.span("half"), token.word[0]), _after(sequence, at, half.end())


def _has_clock_before(sequence: tuple[Token, ...], at: int) -> bool:
    """Whether الساعة or the colon of a clock stands right before."""
    words = [token.word for token in sequence[max(0, at - 4) : at]]
    return ":" in words or any(word.endswith("الساعه") for word in words)


def _number(text: str, at: int, numbers: dict[int, Number]) -> tuple[Mark, int] | None:
    number = numbers.get(at)
    if number is None:
        return None
    start, end = number.span
    if number.in_figures and start and text[start - 1].isascii() and text[start - 1].isalpha():
        return None  # P2qpm3: no number, but part of a name
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
    for phrase, letter, value, cut in _readings(token.word):
        length = len(phrase)
        if length > 1 and not _follows(sequence[at + 1 : at + length], phrase[1:]):
            continue
        if not _capital_fits(letter, token, length) or (letter == "y" and at in numbers):
            continue
        if letter == "W" and at in numbers and numbers[at].last > at:
            continue  # أحد عشر
        end = sequence[at + length - 1].end
        end -= 2 if _POSSESSIVE.search(sequence[at + length - 1].word) else 0
        arabic = token.word[0] >= "\u0600"
        definite = phrase[0].startswith("ال")
        mark = Mark(letter, cut_at(token, cut), end, value, None, arabic, definite)
        return _with_shift(sequence, at + length, mark) if letter == "Z" else (mark, at + length)
    return None


def _means_nothing(word: str) -> bool:
    return word not in _HALVES and not _readings(word)


def _follows(words: Sequence[Token], phrase: tuple[str, ...]) -> bool:
    """Whether the other words of a phrase follow; the last may have 's."""
    told = tuple(token.word for token in words)
    return told == phrase or (
        told[:-1] == phrase[:-1] and told != () and _POSSESSIVE.sub("", told[-1]) == phrase[-1]
    )


@lru_cache(maxsize=65536)
def _readings(word: str) -> tuple[tuple[tuple[str, ...], str, str, int], ...]:
    """What may begin with a word: the phrase, its letter and value, letters cut before it."""
    return tuple((*entry, cut) for stem, cut in _stems(word) for entry in _entries().get(stem, ()))


def _stems(word: str) -> tuple[tuple[str, int], ...]:
    """A word without its particles, or without 's."""
    return ((_POSSESSIVE.sub("", word), 0),) if _POSSESSIVE.search(word) else stems(word)


def _with_shift(sequence: tuple[Token, ...], after: int, mark: Mark) -> tuple[Mark, int]:
    """GMT +8: the hours behind a zone's name belong to it."""
    ahead = sequence[after : after + 2]
    signs = "".join(token.raw if token.kind == "sign" else "1" for token in ahead)
    if mark.value != "0" or signs not in {"+1", "-1"} or not ahead[1].raw.isdecimal():
        return mark, after
    if int(ahead[1].raw) > MOST_EAST:
        return mark, after
    east = int(ahead[0].raw + ahead[1].raw) * 60
    return mark._replace(end=ahead[1].end, value=str(east)), after + 2


def _capital_fits(letter: str, token: Token, length: int) -> bool:
    """Whether a Latin word is written as its kind is.

    Words that are also others (May, Sun) and feasts have a capital, short zones and eras only
    capitals; "friday", "july" and "nov" are written small in chats.
    """
    if letter not in "WmQ@Za" or token.raw[0] >= "\u0600":
        return True
    if letter in "Za":
        return length > 1 or token.raw.isupper()
    return token.raw[0].isupper() or (letter == "m" and token.word not in _ALSO_VERBS)


#: months that are verbs where they have no capital
_ALSO_VERBS = frozenset({"may", "march", "mar"})


@cache
def _entries() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """By first word: phrase, letter, value; long phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for letter, value, words in _rows():
        for spelling in words:
            phrase = tuple(token.word for token in tokens(spelling))
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
    "hijri_month": "Q",
    "holiday": "@",
    "era": "a",
    "unit": "U",
    "unit_article": "U",
    "unit_plural": "u",
    "unit_dual": "B",
    "season": "S",
    "day": "D",
    "night": "p",
    "set": "E",
    "reference": "R",
    "spoken_decade": "d",
    "edge": "q",
    "clock_part": "h",
    "often": "K",
    "zone": "Z",
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
    yield "v", "", data["quantifier"]["words"]
    for letter, words in data["word"].items():
        for word in words:
            yield letter, word, [word]
