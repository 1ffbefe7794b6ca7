"""Streets, buildings, waters and quarters in a text, known by a word of their name."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.tokens import Token, cut_at, stems, tokens
from amana.read.places.meant import asked, common, two_capitals, words
from amana.read.places.world import is_arabic, look_up

#: words of the longest name before or behind the word that tells what it is
MOST_WORDS = 4
#: letters of the longest word in capitals that is an acronym, and of the longest short form (St.)
ACRONYM, SHORT_FORM = 4, 2
#: words before a kind in small letters, and behind a kind that opens a name
FEW_WORDS = 2
#: letters of an Arabic word without the article from which on it can be a name that no list knows
SHORTEST_BARE = 2
#: digits of the longest number of a house
LONGEST_NUMBER = 5

_ARTICLES = frozenset({"al", "el", "es", "ez", "as", "ash", "ar", "an", "ad", "at", "az"})
_CLOSING = {"«": "»", '"': '"', "“": "”", "(": ")"}  # by what opens a name in signs
_OPENING = {"#", *_CLOSING}
_BEFORE_NAME = ' _#«"“(\u00a0'


class Landmark(NamedTuple):
    """The name of a place that no gazetteer needs to have."""

    start: int
    end: int
    first: int  #: its tokens
    last: int
    kind: int  #: of these the one that tells what it is
    of_many: bool = False  #: of a kind that bears the names of towns elsewhere: Harris County
    county: bool = False
    wide: bool = False  #: of a kind whose names have the names of others in them: Cape Orra River


def landmarks(text: str) -> Iterator[Landmark]:
    """Yield the names that have a word in them for what they are, in order of that word."""
    sequence = tokens(text)
    behind, before = _list("english", "behind"), _list("english", "before")
    arabic = _list("arabic", "before") | _list("arabic", "definite") | _list("arabic", "numbered")
    numbered = _list("english", "numbered")
    for at, token in enumerate(sequence):
        if token.kind != "word":
            continue
        found = None
        word = token.word
        if is_arabic(word) and token.raw not in _not_kinds():
            for stem, cut in (*stems(word), *_short_kind(word)):
                if stem in arabic and word[max(0, cut - 2) : cut] not in {"ال", "لل"}:
                    found = _arabic(text, sequence, at, stem, cut)
                    break
        elif word in behind:
            found = _named_before(text, sequence, at)
        if found is None and word in numbered and token.raw[0].isupper():
            last = _numbered(text, sequence, at)
            found = Landmark(token.start, sequence[last].end, at, last, at) if last else None
        if found is None and word in before and token.raw[0].isupper():
            found = _named_behind(text, sequence, at)
        if found is not None:
            yield found


def _short_kind(word: str) -> tuple[tuple[str, int], ...]:
    """A kind of two letters behind a particle, which is too short to be cut: بحي."""
    return ((word[1:], 1),) if len(word) == SHORTEST_BARE + 1 and word[0] in "وب" else ()


# --- English


def _named_before(text: str, sequence: Sequence[Token], at: int) -> Landmark | None:
    """Cistern Lane, Tarsha General Hospital, Orra valley; "Lane of the Cisterns" is none."""
    token = sequence[at]
    capital = token.raw[0].isupper()
    first, count, between = _walked_back(text, sequence, at)
    if not capital and not between and token.word not in _list("english", "small"):
        return None
    if token.word == "co" and not _is_before_a_state(sequence, at):
        return None  # Orra Oil Co
    begins = sequence[first].raw[0].isupper() or sequence[first].kind == "figure"
    if not count or not begins or _goes_on(text, sequence, first, at):
        return None
    if not capital and (count > FEW_WORDS or not _is_proper(sequence, first, at)):
        return None
    name = " ".join(t.word for t in sequence[first:at] if t.kind == "word")
    if not capital and token.word in _list("english", "only_unlisted") and look_up(name):
        return None  # a London hospital
    if capital and _opens_alone(sequence, first, at):
        return None
    if " ".join(t.word for t in sequence[first : at + 1]) in common("en"):
        return None  # Wall Street
    if sequence[first].word in _list("english", "not_first"):
        return None  # Operation Clean Hill, Radio Hill
    first = _house(text, sequence, first, at)
    of_many = token.word in _list("english", "of_many")
    wide = token.word in _list("english", "wide")
    return Landmark(
        sequence[first].start,
        token.end,
        first,
        at,
        at,
        of_many,
        token.word in {"county", "co"},
        wide,
    )


def _is_before_a_state(sequence: Sequence[Token], at: int) -> bool:
    """Whether a comma and the short form of a state stand behind: Orra Co, TX."""
    behind = sequence[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].raw == "," and behind[1].raw in two_capitals()


def _walked_back(text: str, sequence: Sequence[Token], at: int) -> tuple[int, int, bool]:
    """The first token of the name that a kind ends, its words, and whether "pumping" is between."""
    token = sequence[at]
    capital = token.raw[0].isupper()
    first, count, any_between = at, 0, False
    while first > 0 and count < MOST_WORDS and _is_joined(text, sequence, first):
        before = sequence[first - 1]
        if before.kind == "sign":
            first -= 1
            continue
        if _is_ordinal(sequence, first - 1):
            return first - 2, count + 1, any_between
        between = before.word in _list("english", "between") and count == 0
        if not _is_of_name(before, token, between=between and not capital):
            break
        first -= 1
        count += not between
        any_between = any_between or between
    while first < at and sequence[first].kind != "word":
        first += 1
    return first, count, any_between


def _is_ordinal(sequence: Sequence[Token], at: int) -> bool:
    """Whether a token is the end of 5th."""
    figure = sequence[at - 1] if at else None
    ends = sequence[at].word in {"st", "nd", "rd", "th"}
    return (
        ends and figure is not None and figure.kind == "figure" and figure.end == sequence[at].start
    )


def _is_of_name(before: Token, kind: Token, *, between: bool) -> bool:
    """Whether a word can stand in the name that a kind ends."""
    if before.kind != "word" or not (before.raw[0].isupper() or between):
        return False
    word = before.word.removesuffix("'s")
    if word in _list("english", "never"):
        return False
    if word != before.word and kind.word not in _list("english", "of_a_saint"):
        return False
    shouted = before.raw.isupper() and len(before.raw) > ACRONYM  # EVACUATION Orra County
    return kind.raw.isupper() or not shouted


def _house(text: str, sequence: Sequence[Token], first: int, at: int) -> int:
    """The first token with the number of a house or a street: 14 Cistern Lane, 5th Street."""
    before = sequence[first - 1] if first else None
    if before is None or before.kind != "figure" or not before.raw.isdigit():
        return first
    near = text[before.end : sequence[first].start] in {"", " "}
    numbered = len(before.raw) <= LONGEST_NUMBER and sequence[at].word in _list(
        "english", "streets"
    )
    return first - 1 if near and numbered else first


def _is_joined(text: str, sequence: Sequence[Token], at: int) -> bool:
    """Whether nothing but a space or a sign of a name stands before a token."""
    before = sequence[at - 1]
    gap = text[before.end : sequence[at].start]
    if before.kind == "sign":
        if before.raw == ".":  # St. Mark's Church
            short = sequence[max(0, at - 2)].raw
            return len(short) <= SHORT_FORM and short[0].isupper()
        return gap in {"", " "} and before.raw in {"'", "’", "-"}
    return gap in {" ", "\u00a0", ""}


def _is_proper(sequence: Sequence[Token], first: int, at: int) -> bool:
    """Whether the words before a kind in small letters are a name: Orra valley, not Syrian town."""
    named = [t for t in sequence[first:at] if t.kind == "word" and t.raw[0].isupper()]
    return not any(
        token.word in common("en") or token.word.endswith(("ian", "ish", "ese", "'s"))
        or (token.raw.isupper() and len(token.raw) <= ACRONYM)
        for token in named
    )  # fmt: skip


def _opens(sequence: Sequence[Token], at: int) -> bool:
    """Whether a token is the first of a sentence."""
    return at == 0 or sequence[at - 1].kind == "line" or sequence[at - 1].raw in '.!?:"“'


def _opens_alone(sequence: Sequence[Token], first: int, at: int) -> bool:
    """Whether one everyday word that opens a sentence is all of the name: Many Streets."""
    return _opens(sequence, first) and at - first == 1 and sequence[first].word in common("en")


def _goes_on(text: str, sequence: Sequence[Token], first: int, at: int) -> bool:
    """Whether the words behind make a body or a longer name of it: Orra Street Journal."""
    if at + 1 >= len(sequence):
        return False
    after, kind = sequence[at + 1], sequence[at].word
    if kind == "st" and after.raw == "." and text[after.end : after.end + 2].strip().isupper():
        return True  # Fort St. John
    if after.kind != "word" or text[sequence[at].end : after.start] != " ":
        return False
    if (kind == "school" and after.word == "of") or (
        kind in _list("english", "surnames")
        and after.word in words("speech")
        and not (first and sequence[first - 1].word in words("before_unlisted", "led"))
    ):
        return True
    if kind in _list("english", "before") and after.word in {"fire", "fires"}:
        return after.raw[0].isupper()  # the Orra Camp Fire
    if after.word in _list("english", "behind"):
        return after.raw[0].isupper() or after.word in _list("english", "small")
    return after.word in _list("english", "not_behind") and after.raw[0].isupper()


def _named_behind(text: str, sequence: Sequence[Token], at: int) -> Landmark | None:
    """Lake Orra, Tell Orra, Highway 63."""
    last, road = at, sequence[at].word in {"highway", "hwy", "route", "interstate"}
    while last + 1 < len(sequence):
        after = sequence[last + 1]
        gap = text[sequence[last].end : after.start]
        joined = last > at and (sequence[last].kind == "sign" or sequence[last].word in _ARTICLES)
        if last > at and gap == "" and (after.raw in {"-", "'", "’"} or joined):
            last += 1
            continue
        named = after.kind == "word" and (after.raw[0].isupper() or after.word in _ARTICLES)
        if (
            (last > at and not joined)
            or gap != " "
            or not (named or (road and after.kind == "figure"))
        ):
            break
        if after.word in _list("english", "never") | _list("english", "behind"):
            break
        last += 1
    while last > at and (sequence[last].kind == "sign" or sequence[last].word in _ARTICLES):
        last -= 1
    opens = _opens(sequence, at) and sequence[at].word in _list("english", "words")
    no_place = _list("english", "not_behind") | _list("english", "of_events")
    by = at > 0 and sequence[at - 1].word in {"by", "with", "said", "told"}  # Mina Dahl
    if last == at or opens or by or sequence[last].word in no_place:
        return None
    return Landmark(sequence[at].start, sequence[last].end, at, last, at)


# --- Arabic


def _arabic(text: str, sequence: Sequence[Token], at: int, stem: str, cut: int) -> Landmark | None:
    """حي السلالم, مستشفى الملك خالد, الجسر الصغير, مربع ٦."""
    if stem in _list("arabic", "definite"):
        last = _defined(text, sequence, at)
    elif stem not in _list("arabic", "before"):
        last = _numbered(text, sequence, at)
    else:
        surely = stem in _list("arabic", "surely") or (
            stem in _list("arabic", "asked") and asked(text, sequence, at) != ""
        )
        last = _name_of(text, sequence, at, stem, surely=surely)
        last = _settled(text, sequence, at, stem) if last is None else last
    if last is None:
        return None
    while _follows(text, sequence, last) and sequence[last + 1].word in _list("arabic", "goes_on"):
        last += 1
    start = cut_at(sequence[at], cut)
    if stem in _list("arabic", "apart") and _is_apart(text, sequence, at, stem, last):
        start = sequence[at + 1].start
    return Landmark(start, sequence[last].end, at, last, at)


def _settled(text: str, sequence: Sequence[Token], at: int, stem: str) -> int | None:
    """The last token of what no list knows behind a word for a settlement: بلدة كرمين."""
    if stem not in _list("arabic", "bare") or not _follows(text, sequence, at):
        return None
    name = sequence[at + 1].word
    if name in _list("arabic", "persons") and _follows(text, sequence, at + 1):
        return at + 2
    return at + 1 if is_bare_name(name) else None


def is_bare_name(word: str) -> bool:
    """Return whether an Arabic word without the article can be a name: no adjective, no verb."""
    return (
        len(word) > SHORTEST_BARE
        and not word.startswith(("ال", "لل", "لت", "بال", "وال", "كال", "ي", "ت", "ب", "و"))
        and not word.endswith(("ه", "ي", "ت", "ها", "هم"))
        and word not in common("ar") | _list("arabic", "no_name") | _list("arabic", "before")
    )


def _is_apart(text: str, sequence: Sequence[Token], at: int, stem: str, last: int) -> bool:
    """Whether a kind is no part of the name behind it, which no list has.

    It is in the world's lists, in signs, in a hashtag and before what is called after a person.
    """
    name = sequence[at + 1]
    if name.kind != "word" or text[sequence[at].end : name.start] == "_":
        return False
    if name.word in _list("arabic", "persons"):
        return False
    if stem in _list("arabic", "always_apart"):
        return True
    return _known(text, sequence, at + 1) != last


def _follows(text: str, sequence: Sequence[Token], at: int) -> bool:
    """Whether a word stands right behind a token, in the same hashtag or phrase."""
    if at + 1 >= len(sequence) or sequence[at + 1].kind != "word":
        return False
    return text[sequence[at].end : sequence[at + 1].start] in {" ", "\u00a0", "_"}


def _defined(text: str, sequence: Sequence[Token], at: int) -> int | None:
    if _follows(text, sequence, at) and sequence[at + 1].word in _list("arabic", "defines"):
        return at + 1
    return None


def _name_of(
    text: str, sequence: Sequence[Token], at: int, stem: str, *, surely: bool
) -> int | None:
    """The last token of the name behind a kind: a known place, a definite word, or Malik X."""
    first = at + 1
    while first < len(sequence) and sequence[first].raw in _OPENING:
        first += 1
    if first >= len(sequence) or sequence[first].kind != "word":
        return _numbered(text, sequence, at)
    if text[sequence[at].end : sequence[first].start].strip(_BEFORE_NAME):
        return None
    last = _named_there(text, sequence, first, stem, surely=surely)
    if last is None or sequence[first - 1].raw not in _CLOSING:
        return last
    closed = sequence[last + 1].raw if last + 1 < len(sequence) else ""
    return last + 1 if closed == _CLOSING[sequence[first - 1].raw] else None


def _numbered(text: str, sequence: Sequence[Token], at: int) -> int | None:
    """The number behind a kind that has one: مربع ٦, Sector 4."""
    after = sequence[at + 1] if at + 1 < len(sequence) else None
    if after is None or after.kind != "figure" or len(after.raw) > LONGEST_NUMBER:
        return None
    words = {stem for stem, _ in stems(sequence[at].word)}
    numbered = not words.isdisjoint(_list("arabic", "numbered") | _list("english", "numbered"))
    beside = text[sequence[at].end : after.start] == " "
    return at + 1 if numbered and beside and after.raw.isdigit() else None


def _named_there(
    text: str, sequence: Sequence[Token], first: int, kind: str, *, surely: bool
) -> int | None:
    word = sequence[first].word
    if word in _list("arabic", "definite") and (defined := _defined(text, sequence, first)):
        return defined
    if (known := _known(text, sequence, first)) is not None:
        return known
    if word in _list("arabic", "opens") and _is_followed(text, sequence, first):
        more = first + 1
        if sequence[more].word in _list("arabic", "opens") and _follows(text, sequence, more):
            more += 1
        return more
    if not surely or not word.startswith("ال"):
        return None
    virtue = kind in _list("arabic", "of_virtues") and word in _list("arabic", "virtues")
    return first if virtue or word not in _list("arabic", "common") else None


def _is_followed(text: str, sequence: Sequence[Token], at: int) -> bool:
    """Whether a word that can be a name's second stands behind, and no particle."""
    no_name = _functions() | _list("arabic", "no_name")
    return _follows(text, sequence, at) and sequence[at + 1].word not in no_name


@cache
def _functions() -> frozenset[str]:
    """Arabic words that only join others."""
    return frozenset(fold(word) for word in load("rarity")["ar"]["function"].split())


def _known(text: str, sequence: Sequence[Token], first: int) -> int | None:
    """The last token of the longest name of the world's places from a token on."""
    last = first
    while last - first < MOST_WORDS and _follows(text, sequence, last):
        last += 1
    for end in range(last, first - 1, -1):
        key = " ".join(token.word for token in sequence[first : end + 1])
        if look_up(key) and (end > first or key not in common("ar")):
            return end
    return None


@cache
def _not_kinds() -> frozenset[str]:
    """Arabic words, as they are spelled, that are kinds only once they are folded."""
    return frozenset(load("landmarks")["arabic"]["not_kinds"].split())


@cache
def _list(lang: str, key: str) -> frozenset[str]:
    if key == "words":  # kinds that open a sentence as verbs or adjectives
        return frozenset({"tell", "lower", "upper"})
    return frozenset(fold(word) for word in load("landmarks")[lang][key].split())
