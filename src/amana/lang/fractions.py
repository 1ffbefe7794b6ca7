"""Parts of one: two thirds, ¾, 4/5, one in three, نصف; and numbers with parts, in words."""

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.numbers import Number
from amana.lang.tokens import Token, stems, tokens

#: figures kept of a part that goes on for ever: more than any report means
FIGURES = 12
#: parts that are written as 3/4: what else has a stroke is a date, a score, a name (9/11, 24/7)
STROKES = frozenset({2, 3, 4, 5, 6, 8, 10, 100})
_ROUNDED = Context(prec=FIGURES)
_GAPS = frozenset({"", " ", "  ", "-", " - ", "\u00a0", "\u202f"})
_VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")


class _Key(NamedTuple):
    """A word by which parts are told: its table, its value, whether it has the article or "and"."""

    kind: str
    value: int
    definite: bool = False
    joined: bool = False


class _Page(NamedTuple):
    """A text, its tokens, and its numbers by their first and by their last token."""

    text: str
    tokens: Sequence[Token]
    starting: dict[int, Number]
    ending: dict[int, Number]

    def word(self, at: int) -> str:
        """Return the word of a token; nothing outside the text."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def beside(self, left: int, right: int) -> bool:
        """Return whether nothing but a space or a hyphen stands between two tokens."""
        return self.text[self.tokens[left].end : self.tokens[right].start] in _GAPS

    def before(self, at: int) -> Number | None:
        """Return the exact number that ends right before a token; a hyphen may stand between."""
        last = at - 2 if at > 1 and self.tokens[at - 1].raw == "-" else at - 1
        number = self.ending.get(last)
        fits = number is not None and number.form == "exact" and self.beside(last, at)
        return number if fits else None

    def behind(self, at: int) -> Number | None:
        """Return the exact number that begins at a token, right behind the one before."""
        number = self.starting.get(at)
        fits = number is not None and number.form == "exact" and self.beside(at - 1, at)
        return number if fits else None


class _Part(NamedTuple):
    """A part of one, or a number with one: over which tokens, and whether it is no whole number."""

    first: int
    last: int
    value: Decimal
    share: bool = True
    start: int | None = None  # where it begins, if not where its first token does


def with_parts(text: str, numbers: Sequence[Number]) -> tuple[Number, ...]:
    """Return numbers of a text with its parts of one among them, those that belong together as one.

    A part of something has the form "share"; two thirds of a million is an exact number.
    """
    page = _Page(text, tokens(text), {n.first: n for n in numbers}, {n.last: n for n in numbers})
    parts = [_number(page, part) for part in _parts(page)]
    if not parts:
        return tuple(numbers)
    covered = {at for part in parts for at in range(part.first, part.last + 1)}
    left = [n for n in numbers if n.first not in covered and n.last not in covered]
    return tuple(sorted([*left, *parts], key=lambda number: number.span))


def _number(page: _Page, part: _Part) -> Number:
    first, last = page.tokens[part.first], page.tokens[part.last]
    value = _ROUNDED.plus(part.value)
    known = page.starting.get(part.first)
    start = part.start if part.start is not None else known.span[0] if known else first.start
    return Number(
        span=(start, last.start + 1 if last.raw[0] in _VULGAR else last.end),
        low=value,
        high=value,
        form="share" if part.share else "exact",
        in_figures=first.kind == "figure",
        first=part.first,
        last=part.last,
    )


# --- the words


@lru_cache(maxsize=65536)
def _key(word: str) -> _Key | None:
    """What a word says of parts, with its particles off."""
    for stem, cut in stems(word):
        known = _keys().get(stem)
        if known is not None:
            definite = cut >= 2 and word[cut - 2 : cut] == "ال"  # noqa: PLR2004
            return _Key(*known, definite, cut > 0 and word[0] == "و")
    return None


@cache
def _keys() -> dict[str, tuple[str, int]]:
    data = load("numbers")
    found = {
        fold(word): (kind, int(value))
        for kind in ("tens_and", "part", "two_parts", "parts")
        for value, words in data[kind].items()
        for word in words
    }
    for kind in ("point", "over", "in", "share"):
        found |= {fold(word): (kind, 0) for word in data["joints"][kind]}
    return found


@cache
def _around(kind: str) -> frozenset[str]:
    data = load("numbers")
    return frozenset(fold(word) for word in (data["around"] | data["joints"])[kind])


# --- parts


def _parts(page: _Page) -> Iterator[_Part]:
    """The parts of a text in order, none over another."""
    upto = -1
    inside = {  # words of a number: two and a half
        at
        for number in page.ending.values()
        if number.form == "exact"
        for at in range(number.first + 1, number.last + 1)
    }
    for at, token in enumerate(page.tokens):
        if at <= upto or at in inside:
            continue
        part = _part(page, at, token)
        if part is not None and part.first > upto:
            part = _with_whole(page, _scaled(page, part))
            upto = part.last
            yield part


def _part(page: _Page, at: int, token: Token) -> _Part | None:
    if token.kind == "sign":
        return _stroke(page, at) if token.raw == "/" else None
    if token.kind != "word":
        return None
    if token.raw[0] in _VULGAR:
        value = Decimal(str(unicodedata.numeric(token.raw[0])))
        top, bottom = value.as_integer_ratio() if value in {0, 1} else _vulgar(token.raw[0])
        return _Part(at, at, Decimal(top) / bottom)
    key = _key(token.word)
    if key is None:
        return None
    if key.kind == "point":
        return _decimal(page, at)
    if key.kind in {"over", "in", "share"}:
        return _ratio(page, at, key)
    if key.kind == "two_parts":
        return _Part(at, at, Decimal(2) / key.value, start=_start(page, at, key))
    return (
        _one(page, at, key) if key.kind == "part" or _is_ordinal(page, at) else _many(page, at, key)
    )


def _vulgar(letter: str) -> tuple[int, int]:
    """The two numbers of a fraction that is one letter."""
    top, _, bottom = unicodedata.normalize("NFKD", letter).partition("\u2044")
    return int(top), int(bottom)


def _start(page: _Page, at: int, key: _Key) -> int:
    """Where a part begins: behind an "and" written onto it."""
    return page.tokens[at].start + key.joined


def _is_ordinal(page: _Page, at: int) -> bool:
    number = page.ending.get(at)
    return number is not None and number.form == "ordinal"


def _stroke(page: _Page, at: int) -> _Part | None:
    """4/5, where it is no date, no score, no name."""
    top, bottom = page.ending.get(at - 1), page.starting.get(at + 1)
    if top is None or bottom is None or not (top.in_figures and bottom.in_figures):
        return None
    start, end = top.span[0], bottom.span[1]
    tight = end - start == len(page.text[slice(*top.span)]) + 1 + len(
        page.text[slice(*bottom.span)]
    )
    around = page.text[start - 1 : start] + page.text[end : end + 1]
    named = any(c.isalnum() or c in "/[_#" for c in around) or page.word(bottom.last + 1) == "/"
    dated = (
        page.word(top.first - 1) in _around("dated")
        or page.text[end : end + 3].strip(", ").isdecimal()
    )
    if not tight or named or dated or bottom.low not in STROKES or not 0 < top.low < bottom.low:
        return None
    return _Part(top.first, bottom.last, top.low / bottom.low)


def _many(page: _Page, at: int, key: _Key) -> _Part | None:
    """Three fifths, three twenty-fifths, ثلاثة أخماس."""
    count = page.before(at)
    if count is None:
        return None
    if page.word(count.first - 1) in _around("quarters"):
        return None  # the first two quarters of a year
    whole = page.before(count.first)
    tens = count.low in range(20, 100, 10) and key.value < 10  # noqa: PLR2004 (decimal places)
    if tens and whole is not None:
        return _over(page, whole, count.low + key.value, at)
    hundreds = _without_tens(page, count)
    if hundreds is not None and key.value < 10:  # noqa: PLR2004
        bottom = count.low - hundreds + key.value
        return _Part(count.first, at, hundreds / bottom, share=hundreds < bottom)
    return None if key.kind == "tens_and" else _over(page, count, Decimal(key.value), at)


def _without_tens(page: _Page, count: Number) -> Decimal | None:
    """The hundred of "one hundred thirty-fifths": its thirty belongs to the parts."""
    words = [page.word(at) for at in range(count.first, count.last + 1)]
    tens = count.low % 100
    bare = len(words) > 1 and "and" not in words and words[0].isascii()
    fits = bare and not count.in_figures and tens in range(20, 100, 10) and count.low > tens
    return count.low - tens if fits else None


def _over(page: _Page, count: Number, bottom: Decimal, last: int) -> _Part:
    """So many parts; what is joined by "and" and less than one is added: 100 and three quarters."""
    rest = _joined_rest(page, count)
    if 0 < rest < bottom and rest < count.low:
        whole, scale = count.low - rest, _scale_behind(page, last + 1)
        if scale is not None:  # one billion and three quarters million
            value = whole + scale.low * rest / bottom
            return _Part(count.first, scale.last, value, share=False)
        value = whole + _scale_of(page, whole, count.last) * rest / bottom
        return _Part(count.first, last, value, share=False)
    return _Part(count.first, last, count.low / bottom, share=count.low < bottom)


def _joined_rest(page: _Page, count: Number) -> Decimal:
    """What stands behind the last "and" of a number, less than a hundred; else nothing."""
    words = [page.word(at) for at in range(count.first, count.last + 1)]
    joined = "and" in words or "و" in words[1:] or (len(words) > 1 and words[-1][0] == "و")
    return count.low % 100 if joined and count.low > 100 else Decimal(0)  # noqa: PLR2004


def _scale_of(page: _Page, value: Decimal, last: int) -> Decimal:
    """The thousand or million that a number in words ends with; one for others."""
    if page.tokens[last].kind == "figure":
        return Decimal(1)
    scale = Decimal(1)
    while value and value % (scale * 1000) == 0:
        scale *= 1000
    return scale


def _one(page: _Page, at: int, key: _Key) -> _Part | None:
    """A third, one fifth, one twenty-fifth, half of, نصف, خمس السكان."""
    ordinal = page.ending.get(at)
    whole = ordinal is not None and ordinal.form == "ordinal"
    first = ordinal.first if ordinal is not None and whole else at
    bottom = ordinal.low if ordinal is not None and whole else Decimal(key.value)
    count = page.before(first)
    if count is not None and _counts_parts(page, count, at, key):
        return _over(page, count, bottom, at)
    if page.word(first - 1) in {"a", "an"}:
        half = bottom != 2 or key.kind == "part"  # noqa: PLR2004 (a second is no half)
        return _Part(first - 1, at, 1 / bottom) if half and _ends(page, at, bottom) else None
    if key.kind != "part" or (at in page.starting and page.starting[at].last > at):
        return None
    told = _is_part_in_arabic(page, at, key) if _arabic(page, at) else _is_part(page, at, key)
    return _Part(at, at, 1 / bottom, start=_start(page, at, key)) if told else None


def _counts_parts(page: _Page, count: Number, at: int, key: _Key) -> bool:
    """Whether a number counts a part in the singular: one half, a million and one half, 21 خمس."""
    if count.low == 1 or _joined_rest(page, count) == 1:
        return True
    counted = key.kind == "part" and not key.joined and _arabic(page, at)
    alone = at not in page.starting or page.starting[at].last == at
    return counted and alone and 10 < count.low < 1000  # noqa: PLR2004 (tamyiz: 21 خمس)


def _arabic(page: _Page, at: int) -> bool:
    return page.word(at)[:1] >= "\u0600"


def _ends(page: _Page, at: int, bottom: Decimal) -> bool:
    """Whether a part ends its clause or is one of something: not a third convoy, not a quarter."""
    if page.word(at + 1) == "of" or _scale_behind(page, at + 1) is not None:
        return True
    if bottom == 2:  # noqa: PLR2004
        return True
    joined = page.word(at - 2) == "and"
    ends = at + 1 >= len(page.tokens) or page.tokens[at + 1].kind != "word"
    return ends and (joined or bottom != 4)  # noqa: PLR2004


def _is_part(page: _Page, at: int, key: _Key) -> bool:
    """Whether a half without "a" is half of something: not half-brothers, not half past."""
    if _scale_behind(page, at + 1) is not None:
        return True
    if key.value != 2 or page.text[page.tokens[at].end : page.tokens[at].end + 1] == "-":  # noqa: PLR2004
        return False
    return page.word(at + 1) in _around("whole") or page.word(at - 1) in _around("hedges")


def _is_part_in_arabic(page: _Page, at: int, key: _Key) -> bool:
    """نصف السكان; خمس only before what is definite; with the article only behind a bound."""
    following = page.word(at + 1)
    near = following[:1] >= "\u0600" and page.beside(at, at + 1)
    if key.definite:
        bare = not near or following[0] == "و"
        before = page.word(at - 1)
        return bare and not {before, before.removeprefix("و")}.isdisjoint(_around("hedges"))
    if at in page.starting:
        return near and following.startswith("ال") and page.before(at) is None
    return following not in _around("none")


def _decimal(page: _Page, at: int) -> _Part | None:
    """Two point zero three; not "at one point two men came"."""
    whole, part = page.before(at), page.behind(at + 1)
    if whole is None or part is None or (whole.low == 1 and page.word(whole.first - 1) == "at"):
        return None
    hundredths = _ratio(page, part.last + 1, _Key("in", 0), parts=True)
    if hundredths is not None:
        return _Part(whole.first, hundredths.last, whole.low + hundredths.value, share=False)
    scale = _scale_of(page, part.low, part.last) if part.first < part.last else Decimal(1)
    digits, last = f"{part.low / scale:f}", part.last
    while scale == 1 and len(digits) < FIGURES:
        more = page.behind(last + 1)
        if more is None or more.low > 9 or len(digits) > last - part.first + 1:  # noqa: PLR2004
            break
        digits, last = digits + f"{more.low:f}", more.last
    if not digits.isdecimal() or whole.low != whole.low.to_integral_value():
        return None
    return _Part(whole.first, last, Decimal(f"{whole.low:f}.{digits}") * scale, share=False)


def _ratio(page: _Page, at: int, key: _Key, *, parts: bool = False) -> _Part | None:
    """One in three, one out of every five, two over three, جزء من مئة."""
    count = page.before(at) if at < len(page.tokens) else None
    first, last = (count.first if count is not None else at), at + 1
    if key.kind == "share":
        if (_key(page.word(last)) or key).kind != "in":
            return None
        last += 1
    elif count is None or (parts and (_key(page.word(at)) or _Key("", 0)).kind != "in"):
        return None
    every = False
    while page.word(last) in _around("of") and last <= at + 3:
        every = every or page.word(last) not in {"of", "اصل"}
        last += 1
    if page.word(at) == "of" and not every:
        return None
    bottom = page.behind(last) if last < len(page.tokens) else None
    if bottom is None or bottom.low < 2:  # noqa: PLR2004
        return None
    if count is None:
        return _Part(first, bottom.last, 1 / bottom.low)
    told = count.low == 1 or key.kind == "share" or parts or (every and count.low < bottom.low)
    if not told and (key.kind != "over" or not _is_divided(page, at, count, bottom)):
        return None
    return _over(page, count, bottom.low, bottom.last)


def _is_divided(page: _Page, at: int, count: Number, bottom: Number) -> bool:
    """Whether "over" divides: the lesser by the greater, in Arabic any at the end of a clause."""
    after = page.tokens[bottom.last + 1] if bottom.last + 1 < len(page.tokens) else None
    ends = after is None or after.kind != "word"
    return count.low < bottom.low or (ends and _arabic(page, at))


# --- what a part belongs to


def _scale_behind(page: _Page, at: int) -> Number | None:
    """The thousand, million or dozen that begins at a token, with its "a"."""
    number = page.starting.get(at)
    if number is None or number.in_figures or number.form != "exact":
        return None
    length = number.last - number.first - (page.word(number.first) in {"a", "an"})
    one = length == 0 and (number.low >= 1000 or number.low == 12)  # noqa: PLR2004
    return number if one and number.low == _power(number.low) else None


def _power(value: Decimal) -> Decimal:
    scale = Decimal(1)
    while scale * 1000 <= value:
        scale *= 1000
    return scale if scale > 1 else value


def _scaled(page: _Page, part: _Part) -> _Part:
    """Two thirds of a million, three quarters million: no part but a number."""
    at = part.last + 1 + (page.word(part.last + 1) == "of")
    scale = _scale_behind(page, at)
    if scale is None or not part.share or not page.beside(at - 1, at):
        return part
    return part._replace(last=scale.last, value=part.value * scale.low, share=False)


def _with_whole(page: _Page, part: _Part) -> _Part:
    """Twenty and three fifths, 2 1/4, 1½, a million and a half: with the number before."""
    token = page.tokens[part.first]
    start = part.start if part.start is not None else token.start
    known = page.starting.get(part.first)
    glued = token.word[0] == "و" and (
        start > token.start or (known is not None and known.span[0] > token.start)
    )
    apart = page.word(part.first - 1) in {"and", "و"}
    written = token.kind == "figure" or token.raw[0] in _VULGAR  # 2 1/4
    whole = page.before(part.first - apart)
    if whole is None or not (glued or apart or (written and whole.in_figures)):
        return part
    if whole.low != whole.low.to_integral_value() or (
        apart and not page.beside(part.first - 1, part.first)
    ):
        return part
    scale = _scale_of(page, whole.low, whole.last) if part.share else Decimal(1)
    value = whole.low + part.value * (1 if written else scale)
    return part._replace(first=whole.first, value=value, share=False, start=whole.span[0])
