"""The names in a text that a gazetteer knows, each with the places that have it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from amana.lang.lexicon import load
from amana.lang.tokens import Token, cut_at, stems, tokens
from amana.model import Span
from amana.read.places import meant
from amana.read.places.world import Entry, is_arabic, key_of, look_up, tag_of, with_marks, world

#: letters of a short form that can end with a full stop inside a name: U.S., St. Louis
SHORT_FORM = 2
#: words of the longest name that is looked for
MOST_WORDS = 6
#: people of a city that is known by its name in small letters (floods in houston)
KNOWN_IN_SMALL_LETTERS = 300_000
#: letters of the shortest such name: shorter ones are words of some language
SHORTEST_IN_SMALL_LETTERS = 5

_LINKS = {"del", "della", "dei", "delle", "dello", "do", "dos", "das", "sur", "sous", "upon"}
GAPS = {"", " ", "\u00a0", "_"}
_INSIDE = {"-", "’", "'"}
TAG = re.compile(r"#(\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

Own = dict[str, tuple[Entry, ...]]  #: the places of a case by folded name


class Named(NamedTuple):
    """A name in the text and the places that have it."""

    start: int
    end: int
    first: int  #: its tokens
    last: int
    entries: tuple[Entry, ...]
    says: str  #: "yes", "likely" (but for a person of it), "maybe" (what else is named decides),
    #: "again", "person" or "no"
    topic: bool = False  #: a part of a longer hashtag: it tells the country, and is no mention
    landmark: bool = False


def names(text: str, own: Own) -> Iterator[Named]:
    """Yield the names that stand in a text, the longest at each place, in order."""
    sequence = tokens(text)
    tags = [match.span(1) for match in TAG.finditer(text)]
    starts = {start for start, _ in tags}
    at, behind = 0, -1  # behind: the token behind the last place; a comma there asks for another
    while at < len(sequence):
        token = sequence[at]
        found = None
        if token.kind == "word":
            if token.start in starts:
                found = _tagged(text, sequence, at, tags, own)
            if found is None:
                listed = 0 < at == behind + 1 and _is_listed(text, sequence, behind)
                found = _name_at(text, sequence, at, own, listed=listed)
        if found is None:
            at += 1
            continue
        yield found if found.topic else found._replace(topic=_is_topic(found, tags))
        at = found.last + 1
        if found.says == "yes":
            behind = at


def _is_listed(text: str, sequence: Sequence[Token], behind: int) -> bool:
    """Whether the sign behind a place asks for another: Orra, Tarsha; Orra/Tarsha."""
    raw = sequence[behind].raw
    if raw in {"-", "/"}:
        return not text[sequence[behind].end : sequence[behind + 1].start]
    return raw in {",", "،", "("}


# --- hashtags


def _tagged(
    text: str, sequence: Sequence[Token], at: int, tags: Sequence[Span], own: Own
) -> Named | None:
    """The name that a whole hashtag is: #PuertoRico, #حفر_الباطن."""
    start, end = tags[bisect_right(tags, sequence[at].start, key=lambda tag: tag[0]) - 1]
    body = text[start:end]
    key = key_of(_HUMP.sub(" ", body).replace("_", " "))
    entries = own.get(key) or look_up(key) or look_up(tag_of(key.replace(" ", "")))
    last = at
    while last + 1 < len(sequence) and sequence[last + 1].start < end:
        last += 1
    if sequence[last].end != end:
        return None
    if not entries:
        about = _area_in(body)
        return Named(start, end, at, last, about, "yes", topic=True) if about else None
    says = meant.in_tag(body, key, entries)
    return Named(start, end, at, last, entries, says) if says != "no" else None


def _area_in(body: str) -> tuple[Entry, ...]:
    """The country or region that a longer hashtag names with capitals: #OrraFloods."""
    parts = _HUMP.split(body)
    for size in (3, 2, 1):
        for first in range(len(parts) - size + 1):
            found = look_up(key_of(" ".join(parts[first : first + size])))
            areas = tuple(entry for entry in found if entry.kind in meant.AREAS)
            if areas and len(parts) > size:
                return areas
    return ()


def _is_topic(name: Named, tags: Sequence[Span]) -> bool:
    """Whether a name is a part of a longer hashtag (#rain_in_Paris), and none of the case's own."""
    if not tags or any(entry.kind == "case" for entry in name.entries):
        return False
    at = bisect_right(tags, name.start, key=lambda tag: tag[0]) - 1
    start, end = tags[max(at, 0)]
    return start <= name.start < end and (start, end) != (name.start, name.end)


# --- names


def _name_at(
    text: str, sequence: Sequence[Token], at: int, own: Own, *, listed: bool
) -> Named | None:
    """The longest name that begins at a token."""
    token = sequence[at]
    if is_arabic(token.word):
        return _arabic_at(text, sequence, at, own, listed=listed)
    if token.raw[0].isupper() or token.word in own:
        return _latin_at(text, sequence, at, own, listed=listed)
    if token.word in _small() and token.raw.islower():
        return _small_at(text, sequence, at)
    return None


def _latin_at(
    text: str, sequence: Sequence[Token], at: int, own: Own, *, listed: bool
) -> Named | None:
    first = sequence[at].word.removesuffix("'s")
    words = max(world(arabic=False).longest.get(first, 1), _longest(tuple(own)).get(first, 1))
    for key, last in _keys(text, sequence, at, first, words):
        spelled = text[sequence[at].start : sequence[last].end]
        if short := [form for form in _short().get(key, ()) if _is_spelled(spelled, form)]:
            entries = tuple(entry for form in short for entry in _area_of(form))
            says = meant.short_form(text, sequence, (at, last), spelled, short[0][0])
            if entries and says != "no":
                return Named(
                    sequence[at].start, _end_short(text, sequence[last]), at, last, entries, says
                )  # fmt: skip
            if entries:
                continue
        entries = _entries(key, spelled, own)
        if not entries or meant.is_noun_phrase(text, sequence[last], entries):
            continue
        says = meant.latin(text, sequence, (at, last), entries, listed=listed)
        end = _longer(text, sequence, last)
        return Named(
            sequence[at].start, _end(text, sequence[end]), at, end,
            entries if end == last else (), says,
        )  # fmt: skip
    return None


def _longer(text: str, sequence: Sequence[Token], last: int) -> int:
    """The last token of a name that goes on as no list has it: Orra del Tarsha."""
    link, name = (*sequence[last + 1 : last + 3], None, None)[:2]
    if link is None or name is None or link.raw not in _LINKS or not name.raw[0].isupper():
        return last
    beside = text[sequence[last].end : name.start] == f" {link.raw} "
    return last + 2 if beside else last


def _end_short(text: str, last: Token) -> int:
    """Where a short form ends: behind the full stop of Calif."""
    end = _end(text, last)
    return end + (text[end : end + 1] == "." and not last.raw.isupper())


def _small_at(text: str, sequence: Sequence[Token], at: int) -> Named | None:
    """A name in small letters: flood in kerala."""
    first = sequence[at].word.removesuffix("'s")
    for key, last in _keys(text, sequence, at, first, world(arabic=False).longest.get(first, 1)):
        if len(key) < SHORTEST_IN_SMALL_LETTERS:
            continue
        entries = tuple(entry for entry in look_up(key) if _is_known_small(entry, key))
        if entries:
            says = meant.small(text, sequence, (at, last), entries)
            return Named(
                sequence[at].start, _end(text, sequence[last]), at, last, entries, says
            )  # fmt: skip
    return None


def _arabic_at(
    text: str, sequence: Sequence[Token], at: int, own: Own, *, listed: bool
) -> Named | None:
    longest = world(arabic=True).longest
    mine = _longest(tuple(own))
    for stem, cut in readings(sequence[at].word):
        words = max(longest.get(stem, 1), mine.get(stem, 1))
        for key, last in _keys(text, sequence, at, stem, words):
            entries = own.get(key) or look_up(key) or _joined(key)
            if not entries:
                continue
            says = meant.arabic(text, sequence, (at, last), cut, entries, listed=listed)
            start = cut_at(sequence[at], cut)
            return Named(start, sequence[last].end, at, last, entries, says)
    return None


def _joined(key: str) -> tuple[Entry, ...]:
    """The places of a name of several words that are written as one."""
    apart = tag_of(key)
    return look_up(apart) if apart != key else ()


def _keys(
    text: str, sequence: Sequence[Token], at: int, first: str, words: int
) -> Iterator[tuple[str, int]]:
    """The names of up to so many words that begin at a token, the longest first."""
    if words > 1:
        for last in range(last_of(text, sequence, at, words), at, -1):
            if sequence[last].kind == "word":
                rest = [
                    t.word.removesuffix("'s")
                    for t in sequence[at + 1 : last + 1]
                    if t.word and t.kind == "word"
                ]
                if len(rest) < words:
                    yield " ".join((first, *rest)), last
    yield first, at


def last_of(text: str, sequence: Sequence[Token], at: int, words: int) -> int:
    """Return the last token that can belong to a name of so many words from a token on."""
    last, left = at, words - 1
    while left and last + 1 < len(sequence):
        gap = text[sequence[last].end : sequence[last + 1].start]
        following = sequence[last + 1]
        dot = following.raw == "." and len(sequence[last].word) <= SHORT_FORM
        if gap not in GAPS or not (following.kind == "word" or following.raw in _INSIDE or dot):
            break
        left -= following.kind == "word"
        last += 1
    return last


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[tuple[str, int], ...]:
    """Return an Arabic word without its particles; the article is part of a name (الرقة)."""
    return tuple(
        (stem, cut)
        for stem, cut in stems(word)
        if word[max(0, cut - 2) : cut] not in {"ال", "لل"}
        and (not cut or word[cut - 1] not in "فك" or stem.startswith("ال"))  # فرقة is no رقة
    )


def _end(text: str, last: Token) -> int:
    """Where a name ends: before a genitive, behind the full stop of U.S."""
    if last.word.endswith("'s"):
        return last.end - 2
    dotted = len(last.raw) == 1 and text[last.start - 1 : last.start] == "."
    return last.end + (dotted and text[last.end : last.end + 1] == ".")


def _entries(key: str, spelled: str, own: Own) -> tuple[Entry, ...]:
    """The places of a folded name, and those found only by the name as it is spelled (Göd)."""
    if key in own:
        return own[key]
    found = look_up(key)
    if spelled.isascii():
        return found
    marked = look_up(with_marks(spelled.removesuffix("’s")))
    return (*found, *(entry for entry in marked if entry not in found))


@lru_cache(maxsize=8)
def _longest(own: tuple[str, ...]) -> dict[str, int]:
    """Words of the longest of a case's names, by the first word."""
    found: dict[str, int] = {}
    for key in own:
        first, size = key.partition(" ")[0], key.count(" ") + 1
        found[first] = max(found.get(first, 1), size)
    return found


# --- short forms, and names in small letters


@cache
def _short() -> dict[str, list[tuple[str, str, str]]]:
    """Short forms by key, VA and Va. under one: "behind" or "alone", the form, the area's key."""
    table = load("places")["short"]
    found: dict[str, list[tuple[str, str, str]]] = {}
    for kind in ("behind", "alone"):
        for row in table[kind]:
            form, name = row.split("=")
            found.setdefault(key_of(form), []).append((kind, form, key_of(name)))
    return found


def _is_spelled(spelled: str, short: tuple[str, str, str]) -> bool:
    form = short[1]
    same = spelled.replace(".", "") == form.replace(".", "")
    return same and ("." in form) == ("." in spelled)


def _area_of(short: tuple[str, str, str]) -> tuple[Entry, ...]:
    found = look_up(short[2])
    return tuple(e for e in found if e.kind in {"country", "region"}) or found


@cache
def _small() -> frozenset[str]:
    """First words of names that are known in small letters."""
    known = world(arabic=False)
    return (
        frozenset(
            key.partition(" ")[0]
            for key, row in known.rows.items()
            if (row < 0 or known.people[row] >= KNOWN_IN_SMALL_LETTERS)
            and len(key) >= SHORTEST_IN_SMALL_LETTERS
        )
        - meant.common("en")
        - meant.words("never_small")
    )


def _is_known_small(entry: Entry, key: str) -> bool:
    known = entry.people >= KNOWN_IN_SMALL_LETTERS and key_of(entry.name) == key
    return entry.kind != "city" or known
