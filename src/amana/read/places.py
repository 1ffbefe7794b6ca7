"""The places of a text: named where a gazetteer knows them, placed only where it is sure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.tokens import Token, cut_at, stems, tokens
from amana.model import Place, Span
from amana.read.gazetteer import (
    Entry,
    GazetteerPlace,
    look_up,
    own_index,
    read_gazetteer,
    with_marks,
)

__all__ = ["GazetteerPlace", "find_places", "read_gazetteer"]

#: how many times as many people as the next of the same name make a city the one meant. Set on
#: the development part of TR-News
CLEARLY_LARGER = 5
#: people of a city that is meant where nothing in the text speaks for it (likewise)
KNOWN_EVERYWHERE = 500_000
#: people of a city that is meant where a word before it can stand before a place (likewise)
KNOWN_WHERE_ASKED = 50_000
#: letters of an Arabic name that is too short to tell from a word, unless everybody knows the city
SHORT_NAME = 3
#: letters of a short form that can end with a full stop inside a name: U.S., St. Louis
SHORT_FORM = 2
#: words of the longest name
MOST_WORDS = 5

# how sure a place is, by what speaks for it
_SURE = {"case": 0.95, "country": 0.95, "one": 0.9, "prior": 0.8, "larger": 0.7, "refused": 0.3}


#: letters of the longest word in capitals that is taken for an acronym: AP, ISIL
ACRONYM = 4

_GAPS = {"", " ", "\u00a0", "_"}
_INSIDE = {"-", "’", "'"}
_TAG = re.compile(r"#\w+")


class _Named(NamedTuple):
    """A name in the text and the places that have it."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    topic: bool = False  #: a part of a longer hashtag: it tells the country, and is no mention


def find_places(
    text: str, *, lang: str, gazetteer: Sequence[GazetteerPlace] = ()
) -> tuple[Place, ...]:
    """Return the places that a text names, in order.

    The case's own gazetteer comes first, then countries and cities of the world. Of several
    places of one name, the one in a country that the text names otherwise, or one that is by
    far the largest; else the name is kept and not placed (`source` "none").
    """
    del lang
    own = own_index(tuple(gazetteer))
    named = list(_named(text, own))
    prior = _countries(named)
    return tuple(_placed(text, name, prior) for name in named if not name.topic)


def _countries(named: Sequence[_Named]) -> Counter[str]:
    """How often the text names each country, by itself or by a place of one meaning."""
    counted: Counter[str] = Counter()
    for name in named:
        whole = [entry for entry in name.entries if entry.kind in {"case", "country"}]
        countries = {entry.country for entry in whole or name.entries if entry.country}
        if len(countries) == 1:
            counted[countries.pop()] += 1
    return counted


def _larger(entries: Sequence[Entry]) -> Entry | None:
    """The place that has by far the most people of those of one name."""
    ordered = sorted(entries, key=lambda entry: -entry.people)
    if len(ordered) == 1 or ordered[0].people >= CLEARLY_LARGER * ordered[1].people:
        return ordered[0]
    return None


def _placed(text: str, name: _Named, prior: Counter[str]) -> Place:
    entry, why = _chosen(name.entries, prior)
    known = entry is not None
    return Place(
        span=(name.start, name.end),
        as_written=text[name.start : name.end],
        name=entry.name if entry is not None else None,
        lat=entry.lat if entry is not None else None,
        lon=entry.lon if entry is not None else None,
        radius_m=entry.radius_m if entry is not None else None,
        country=entry.country if entry is not None else None,
        source=("case" if why == "case" else "world") if known else "none",
        confidence=_SURE[why],
    )


def _chosen(entries: Sequence[Entry], prior: Counter[str]) -> tuple[Entry | None, str]:
    for kind in ("case", "country"):
        found = [entry for entry in entries if entry.kind == kind]
        if len(found) == 1:
            return found[0], kind
    if len(entries) == 1:
        return entries[0], "one"
    meant = [entry for entry in entries if entry.country and prior[entry.country] > 0]
    if meant:
        best = max(prior[entry.country or ""] for entry in meant)
        there = [entry for entry in meant if prior[entry.country or ""] == best]
        if (chosen := _larger(there)) is not None:
            return chosen, "prior"
    larger = _larger(entries)
    return (larger, "larger") if larger is not None else (None, "refused")


# --- names


def _named(text: str, own: dict[str, tuple[Entry, ...]]) -> Iterator[_Named]:
    sequence = tokens(text)
    tags = [match.span() for match in _TAG.finditer(text)]
    at = 0
    behind = -1  # the token behind the last place: a comma there asks for another
    while at < len(sequence):
        listed = 0 < at == behind + 1 and sequence[behind].raw in {",", "،", "/", "(", "-"}
        found = _name_at(text, sequence, at, own, listed=listed)
        if found is None:
            at += 1
            continue
        name, last = found
        yield name._replace(topic=_is_topic(name, tags))
        at = behind = last + 1


def _is_topic(name: _Named, tags: Sequence[Span]) -> bool:
    """Whether a name is a part of a longer hashtag (#rain_in_Paris), and none of the case's own."""
    if any(entry.kind == "case" for entry in name.entries):
        return False
    at = bisect_right(tags, (name.start, name.start)) - 1
    start, end = tags[at] if at >= 0 else (0, 0)
    return name.start < end and (start + 1, end) != (name.start, name.end)


def _name_at(
    text: str,
    sequence: Sequence[Token],
    at: int,
    own: dict[str, tuple[Entry, ...]],
    *,
    listed: bool,
) -> tuple[_Named, int] | None:
    """The longest name that begins at a token."""
    token = sequence[at]
    if token.kind != "word" or not token.word:
        return None
    arabic = "\u0600" <= token.word[0] <= "\u06ff"
    if not arabic and not token.raw[0].isupper():
        return None
    for last in range(_last(text, sequence, at), at - 1, -1):
        if sequence[last].kind != "word":
            continue
        words = [t.word.removesuffix("'s") for t in sequence[at : last + 1] if t.kind == "word"]
        spelled = text[token.start : sequence[last].end]
        for stem, cut in _readings(words[0]) if arabic else ((words[0], 0),):
            entries = _entries(" ".join([stem, *words[1:]]), spelled, own)
            if not entries or _is_noun_phrase(text, sequence[last], entries):
                continue
            asked = _asked(text, sequence, at)
            if (listed or (cut > 0 and words[0][cut - 1] == "ب")) and asked != "named":
                asked = "surely"
            if _is_meant(text, sequence, (at, last), entries, asked=asked, arabic=arabic):
                return _Named(cut_at(token, cut), _end(text, sequence[last]), entries), last
            if last == at:
                return None  # known as it stands, and not meant: no shorter reading of it is
    return None


def _is_noun_phrase(text: str, last: Token, entries: Sequence[Entry]) -> bool:
    """Whether the last word is in small letters: "The valley" is no town called The Valley."""
    if any(entry.kind == "case" for entry in entries):
        return False
    return last.raw[0].islower() and text[last.start - 1 : last.start].isspace()


def _end(text: str, last: Token) -> int:
    """Where a name ends: before a genitive, behind the full stop of U.S."""
    if last.word.endswith("'s"):
        return last.end - 2
    dotted = len(last.raw) == 1 and text[last.start - 1 : last.start] == "."
    return last.end + (dotted and text[last.end : last.end + 1] == ".")


def _readings(word: str) -> tuple[tuple[str, int], ...]:
    """An Arabic word without its particles; the article is part of a name (الرقة)."""
    return tuple((s, c) for s, c in stems(word) if word[max(0, c - 2) : c] not in {"ال", "لل"})


def _last(text: str, sequence: Sequence[Token], at: int) -> int:
    """The last token that can belong to a name beginning at a token."""
    last = at
    while last + 1 < len(sequence) and last - at < MOST_WORDS * 2:
        gap = text[sequence[last].end : sequence[last + 1].start]
        following = sequence[last + 1]
        dot = following.raw == "." and len(sequence[last].word) <= SHORT_FORM
        if gap not in _GAPS or not (following.kind == "word" or following.raw in _INSIDE or dot):
            break
        last += 1
    return last


def _entries(key: str, spelled: str, own: dict[str, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """The places of a folded name, and those found only by the name as it is spelled (Göd)."""
    if key in own:
        return own[key]
    found = look_up(key)
    if spelled.isascii() or "\u0600" <= spelled[0] <= "\u06ff":
        return found
    marked = look_up(with_marks(spelled.removesuffix("’s")))
    return (*found, *(entry for entry in marked if entry not in found))


# --- whether a place is meant


def _asked(text: str, sequence: Sequence[Token], at: int) -> str:
    """Whether the words before ask for a place.

    "named" (city of, مدينة), "surely" (in, قرب, #), "perhaps" (of, من), or "".
    """
    before = at - 1
    if before >= 0 and sequence[before].raw == "#":
        return "surely"
    while before >= 0 and sequence[before].word in _words("direction"):
        before -= 1
    if before >= 0 and sequence[before].word in {"the", "-"}:
        before -= 1
    if before < 0 or "\n" in text[sequence[before].end : sequence[at].start]:
        return ""
    words = {stem for stem, _ in stems(sequence[before].word)}
    two = f"{sequence[before - 1].word} {sequence[before].word}" if before else ""
    for key, asked in (("kind", "named"), ("before", "surely"), ("before_perhaps", "perhaps")):
        if words & _words(key) or two in _words(key):
            return asked
    return ""


def _is_meant(
    text: str,
    sequence: Sequence[Token],
    at: tuple[int, int],
    entries: Sequence[Entry],
    *,
    asked: str,
    arabic: bool,
) -> bool:
    """Whether a name is used as a place, and not as a word, a person's or a body's name."""
    first, last = at
    if any(entry.kind == "case" for entry in entries):
        return True
    people = max(entry.people for entry in entries)
    country = any(entry.kind == "country" for entry in entries)
    if first and sequence[first - 1].word in _words("not_before"):
        return False
    word = sequence[first].word.removesuffix("'s")
    if arabic:
        if asked != "named" and _is_adjective(text, sequence, at, country=country):
            return False
        return _arabic_is_meant(word, people, single=first == last, asked=asked, country=country)
    if sequence[first].raw in {"US", "UK"}:
        return country
    if _is_of_an_outlet(sequence, last):
        return False
    if first == last and _is_acronym(sequence, first):
        return any(entry.kind in {"country", "region"} for entry in entries)
    if first == last and word in _words("common", "never") and asked != "named":
        return False
    known = people >= KNOWN_EVERYWHERE or country or first < last
    return _english_is_meant(text, sequence, at, people, asked=asked, known=known)


def _english_is_meant(
    text: str,
    sequence: Sequence[Token],
    at: tuple[int, int],
    people: int,
    *,
    asked: str,
    known: bool,
) -> bool:
    first, last = at
    common = first == last and sequence[first].word.removesuffix("'s") in _common("en")
    sure = asked in {"named", "surely"}
    if (sequence[first].raw.isupper() and not known) or (common and not sure):
        return False
    if _after_a_name(text, sequence, first) and not asked:
        return False
    if _before_a_name(text, sequence, last) and (common or not known):
        return False
    return known or sure or (asked == "perhaps" and people >= KNOWN_WHERE_ASKED)


def _is_acronym(sequence: Sequence[Token], at: int) -> bool:
    """Whether a short word in capitals stands among others that are not: AP, TIME."""
    beside = [t for t in sequence[max(0, at - 1) : at + 2] if t is not sequence[at]]
    raw = sequence[at].raw
    lone = not any(t.kind == "word" and len(t.raw) > 1 and t.raw.isupper() for t in beside)
    opens = at == 0 or sequence[at - 1].kind == "line"  # a dateline: OSLO (AP)
    return raw.isupper() and 1 < len(raw) <= ACRONYM and lone and not opens


def _is_of_an_outlet(sequence: Sequence[Token], last: int) -> bool:
    """Whether a name of a newspaper or a channel goes on behind: New York Times."""
    after = sequence[last + 1] if last + 1 < len(sequence) else None
    return after is not None and after.raw[0].isupper() and after.word in _words("outlet_after")


def _arabic_is_meant(word: str, people: int, *, single: bool, asked: str, country: bool) -> bool:
    if country:
        return True
    if single and any(stem in _common("ar") for stem, _ in _readings(word)):
        return asked == "named"
    if single and len(word) <= SHORT_NAME:
        return people >= KNOWN_EVERYWHERE
    return people >= (KNOWN_WHERE_ASKED if asked else KNOWN_EVERYWHERE)


def _is_adjective(
    text: str, sequence: Sequence[Token], at: tuple[int, int], *, country: bool
) -> bool:
    """Whether a name with the article stands right behind a noun with it: السترات الزرقاء.

    Of countries only those that are adjectives by their ending: السلطات السعودية.
    """
    first, last = at
    word = sequence[first].word
    if first == 0 or first != last or not word.startswith("ال"):
        return False
    before = sequence[first - 1]
    if before.kind != "word" or text[before.end : sequence[first].start] not in {" ", "\u00a0"}:
        return False
    if country and not word.endswith("يه"):
        return False
    return any(before.word[max(0, cut - 2) : cut] in {"ال", "لل"} for _, cut in stems(before.word))


def _after_a_name(text: str, sequence: Sequence[Token], first: int) -> bool:
    """Whether a capitalised word that is no place stands right before: Jack London."""
    if first == 0 or text[sequence[first - 1].end : sequence[first].start] not in {" ", ""}:
        return False
    other = sequence[first - 1]
    if other.kind != "word" or not other.raw[0].isupper():
        return False
    opens = first == 1 or sequence[first - 2].kind == "line" or sequence[first - 2].raw in '.!?“"'
    return not opens and other.word not in _words("direction") | _words("before")


def _before_a_name(text: str, sequence: Sequence[Token], last: int) -> bool:
    """Whether a capitalised word stands right behind: Jordan Smith, Aleppo Bar."""
    if last + 1 >= len(sequence) or sequence[last].word.endswith("'s"):
        return False
    gap = text[sequence[last].end : sequence[last + 1].start]
    other = sequence[last + 1]
    return gap == " " and other.kind == "word" and other.raw[0].isupper()


@cache
def _words(table: str, key: str = "words") -> frozenset[str]:
    return frozenset(fold(word) for word in load("places")[table][key])


@cache
def _common(lang: str) -> frozenset[str]:
    """Words of a language that are also names of places, and its everyday words."""
    rows = load("rarity")[lang]
    everyday = {
        fold(word) for key in ("function", "everyday", "common") for word in rows[key].split()
    }
    return _words("common", {"en": "words", "ar": "arabic"}[lang]) | everyday
