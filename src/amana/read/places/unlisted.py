"""Names of places that no gazetteer has, known by the word before them or by the dateline."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from amana.lang.lexicon import load
from amana.lang.tokens import Token, tokens
from amana.read.places.meant import common, opens_a_dateline, words
from amana.read.places.names import Named

#: words of the longest such name
MOST_WORDS = 3
#: words between an article and what kind of place a name is: a last cut-off village
FEW_WORDS = 4
#: letters of the shortest; and of the longest word in capitals that is an acronym
SHORTEST, ACRONYM = 3, 4
#: share of a line's longer words that are in capitals from which it is a headline, and how many
#: there must be
HEADLINE, WORDS_OF_A_HEADLINE = 0.75, 4

#: characters of a headline that are looked at
LONGEST_HEADLINE = 200

_LONGER = re.compile(r"(?!(?:the|and|for|but|from|with|into|over|near)\b)\b[^\W\d_]{3,}")
_EVENTS = ("flood", "floods", "fire", "fires", "relief", "quake", "quakes", "storm", "rescue")
_STORMS = ("hurricane", "cyclone", "typhoon", "storm")
PEOPLES = ("ian", "ican", "ean", "ish", "ese", "ist")  #: endings of peoples and their tongues


def unlisted(
    text: str, taken: Sequence[Named], storms: frozenset[str] = frozenset()
) -> Iterator[Named]:
    """Yield what stands in capitals behind "in", opens a dateline, or is named so elsewhere.

    `taken` are the names that are known, in order: no word of theirs is looked at; `storms` those
    of storms, which are no places.
    """
    sequence = tokens(text)
    free = _free(len(sequence), taken)
    found = dict(_asked(text, sequence, free))
    people = _people(text, sequence) | storms if found else frozenset()
    found = {a: b for a, b in found.items() if a < b or sequence[a].word not in people}
    if not found:
        return
    names = {_words(sequence, first, last) for first, last in found.items()}
    opening = {name[0] for name in names}
    at = 0
    while at < len(sequence):
        last = found.get(at)
        if last is None and free[at] and sequence[at].word.removesuffix("'s") in opening:
            last = _again(text, sequence, at, free, names)
        if last is None:
            at += 1
            continue
        end = sequence[last].end - 2 * sequence[last].word.endswith("'s")
        yield Named(sequence[at].start, end, at, last, (), "yes")
        at = last + 1


def _free(size: int, taken: Sequence[Named]) -> bytearray:
    free = bytearray(b"\x01") * size
    for name in taken:
        free[name.first : name.last + 1] = bytes(name.last + 1 - name.first)
    return free


def _asked(text: str, sequence: Sequence[Token], free: bytearray) -> Iterator[tuple[int, int]]:
    """First and last tokens of names that the words before or behind make places."""
    for at, token in enumerate(sequence):
        if not free[at] or token.kind != "word" or not token.raw[0].isupper():
            continue
        last = _last(text, sequence, at, free)
        if last is None or not _is_named(sequence[at : last + 1]):
            continue
        opens = _begins_line(sequence, at)
        if opens and (opens_a_dateline(text, sequence, (at, last)) or _is_dated(sequence, last)):
            yield at, last
        elif _is_headline(text, token) or _goes_on(text, sequence, last):
            continue
        elif _is_explained(text, sequence, at, last) or (not opens and _is_led(sequence, at, last)):
            yield at, last


def _is_led(sequence: Sequence[Token], at: int, last: int) -> bool:
    """Whether the words before a name make a place of it."""
    if _asks(sequence, at - 1) or _is_labelled(sequence, at):
        return True
    return _is_way(sequence, at, last)


def _begins_line(sequence: Sequence[Token], at: int) -> bool:
    """Whether a token opens a line, the number of a list apart: 3. Orra, June."""
    if at > 1 and sequence[at - 1].raw in {".", ")"} and sequence[at - 2].kind == "figure":
        at -= 2
    return at == 0 or sequence[at - 1].kind == "line"


def _is_dated(sequence: Sequence[Token], last: int) -> bool:
    """Whether a comma and a month or a weekday stand behind: Orra, June."""
    if last + 2 >= len(sequence) or sequence[last + 1].raw != ",":
        return False
    at = last + 2 + (sequence[last + 2].kind == "figure")
    return at < len(sequence) and sequence[at].word in _days()


def _is_explained(text: str, sequence: Sequence[Token], at: int, last: int) -> bool:
    """Whether what stands behind says that it is a place: Orra, a village; Orra residents."""
    behind = sequence[last + 1 : last + 3 + FEW_WORDS]
    if not behind:
        return False
    if behind[0].word in words("before_unlisted", "behind"):
        led = at > 0 and sequence[at - 1].word in words("before_unlisted", "led")
        return led and text[sequence[last].end : behind[0].start] == " "
    if behind[0].raw not in {",", "(", "–", "—"} or len(behind) == 1:
        return False
    if behind[1].word not in {"a", "an", "the", "its"}:
        return False
    for token, after in pairwise((*behind[2:], None)):
        if token is None or token.kind != "word" or token.raw[0].isupper():
            return False
        if token.word in words("before_unlisted", "kinds"):  # but not: a city official
            return after is None or after.kind != "word" or after.word in words("before")
    return False


def _is_headline(text: str, token: Token) -> bool:
    """Whether the line of a word has its words, behind the first, in capitals."""
    start, end = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.end)
    longer = _LONGER.findall(
        text, start, min(start + LONGEST_HEADLINE, end if end >= 0 else len(text))
    )[1:]
    large = sum(word[0].isupper() for word in longer)
    return len(longer) >= WORDS_OF_A_HEADLINE and large >= HEADLINE * len(longer)


def _people(text: str, sequence: Sequence[Token]) -> frozenset[str]:
    """Words that stand somewhere right behind another in capitals, as the names of people do."""
    return frozenset(
        token.word.removesuffix("'s")
        for before, token in pairwise(sequence)
        if token.kind == "word" == before.kind and token.raw[0].isupper()
        and before.raw[0].isupper() and text[before.end : token.start] == " "
        and before.word not in _no_places()
    )  # fmt: skip


def _asks(sequence: Sequence[Token], at: int) -> bool:
    """Whether the words up to a token ask for a place: near, people from, across the, town of.

    In small letters, for headlines have them all large.
    """
    if at and sequence[at].raw == "#":
        at -= 1
    token, before = sequence[at], sequence[at - 1].word if at else ""
    opens = at == 0 or sequence[at - 1].kind != "word"
    if not token.raw.islower() and not (opens and token.raw.istitle()):
        return False
    if f"{before} {token.word}" in words("kind"):
        return True
    if token.word == "at" and sequence[at + 1].raw != "#":
        return before not in words("before_unlisted", "not_at")
    if token.word in {"from", "to", "of", "the", "for"}:
        return before in words("before_unlisted", token.word)
    return token.word in words("before_unlisted") | words("before_unlisted", "verbs")


def _is_way(sequence: Sequence[Token], at: int, last: int) -> bool:
    """Whether a name is an end of a way: from Orra to Tarsha; left Orra for Tarsha."""
    behind = sequence[last + 1 : last + 3]
    goes = len(behind) > 1 and behind[1].raw[0].isupper()
    ways = {"from": "to", "left": "for", "leaving": "for", "leave": "for"}
    if goes and ways.get(sequence[at - 1].word) == behind[0].word and _moves(sequence, at - 1):
        return True
    start = at - 2
    while start > 0 and sequence[start].kind == "word" and sequence[start].raw[0].isupper():
        start -= 1
    return (
        0 <= start < at - 2 and ways.get(sequence[start].word) == sequence[at - 1].word
        and _moves(sequence, start)
    )  # fmt: skip


def _moves(sequence: Sequence[Token], at: int) -> bool:
    """Whether no letter goes that way: a message from Orra to Tarsha is between people."""
    return not at or sequence[at - 1].word not in words("before_unlisted", "letters")


def _is_labelled(sequence: Sequence[Token], at: int) -> bool:
    """Whether a label asks for a place: Location: Orra."""
    return (
        at > 1 and sequence[at - 1].raw == ":" and sequence[at - 2].word in words("label")
        and (at == 2 or sequence[at - 3].kind != "word")  # noqa: PLR2004
    )  # fmt: skip


def _last(text: str, sequence: Sequence[Token], at: int, free: bytearray) -> int | None:
    """The last of the capitalised words from one on, if they are not too many."""
    last = at
    while last + 1 < len(sequence):
        after = sequence[last + 1]
        if after.kind != "word" or not after.raw[0].isupper():
            break
        if text[sequence[last].end : after.start] != " ":
            break
        last += 1
        if last - at >= MOST_WORDS or not free[last]:
            return None
    return last


def _is_named(parts: Sequence[Token]) -> bool:
    """Whether words can be a place's name; what opens one is no name alone: Santa, Old, Upper."""
    while len(parts) > 1 and parts[0].word in words("before_unlisted", "opens"):
        parts = parts[1:]
    if parts[-1].word.endswith(_EVENTS) or parts[0].word.startswith(_STORMS):  # #OrraFloods
        return False
    return parts[-1].word not in _bodies() and all(_is_name(part) for part in parts)


def _is_name(token: Token) -> bool:
    if len(token.raw) < SHORTEST or token.word.endswith("'s"):
        return False
    if token.raw.isupper() and len(token.raw) <= ACRONYM:
        return False
    return token.word not in _no_places() and not token.word.endswith(PEOPLES)


def _goes_on(text: str, sequence: Sequence[Token], last: int) -> bool:
    """Whether a figure or a sign of a handle stands right behind: in Windows 10."""
    after = sequence[last + 1] if last + 1 < len(sequence) else None
    if after is None:
        return False
    gap = text[sequence[last].end : after.start]
    return (after.kind == "figure" and gap == " ") or (
        after.raw in {"’", "'", "@", "&"} or (after.raw == "-" and not gap)
    )


def _again(
    text: str, sequence: Sequence[Token], at: int, free: bytearray, names: set[tuple[str, ...]]
) -> int | None:
    """The last token of a name that stands elsewhere, too, and is no part of another here."""
    if not sequence[at].raw[0].isupper() or (last := _last(text, sequence, at, free)) is None:
        return None
    return last if _words(sequence, at, last) in names else None


def _words(sequence: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(token.word.removesuffix("'s") for token in sequence[first : last + 1])


@cache
def _bodies() -> frozenset[str]:
    """Words that end the name of a body: National Guard."""
    return frozenset(load("landmarks")["english"]["not_behind"].split())


@cache
def _days() -> frozenset[str]:
    """Months and weekdays."""
    rows = [load("times")[key].values() for key in ("month", "month_weak", "weekday")]
    return frozenset(word for values in rows for row in values for word in row)


@cache
def _no_places() -> frozenset[str]:
    """Words in capitals that are no places: months, weekdays, languages, everyday words."""
    rows = load("landmarks")["english"]["never"].split()
    return common("en") | words("language") | words("not_before") | frozenset(rows)
