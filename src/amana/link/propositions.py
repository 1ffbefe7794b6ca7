"""Propositions: what one sentence says happened, to what, where, when and to how many.

Two tellings of one thing rarely share their words in a row. Here words are compared as a set, each
under the name of what it means where the list of concepts knows it, in both languages. What differs
in figure, in "not", in name or day is never the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.words import sentences
from amana.link import rarity
from amana.link.tokens import tokens
from amana.model import Amount, Id, Span, Statement, Time

HEAVY = 0.9  #: weight from which a word must be in both. "street" weighs 0.6, "bakery" 1
#: days that a time may span and still tell one happening from another. Set by thought
NARROW = timedelta(hours=36)
TOWN_M = 2_000  #: metres of radius from which a place is a town, not a quarter. Set by thought
WHICH = ("sides", "parties")  # which of several of a kind
PARTS = ("events", "things", "localities")  # what the list of concepts names
Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of what."""

    noun: str
    state: str
    low: Decimal | None
    high: Decimal | None
    amount: Amount

    def agrees(self, other: "Figure") -> bool:
        """Whether two figures give the same bounds."""
        return (self.low, self.high) == (other.low, other.high)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number without a hedge."""
        return self.low is not None and self.low == self.high and self.amount.hedge is None

    def same_thing(self, other: "Figure") -> bool:
        """Whether two figures count the same."""
        return (self.noun, self.state) == (other.noun, other.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One sentence of a statement, in comparable parts."""

    statement: Id
    span: Span
    text: str
    events: frozenset[str]
    things: frozenset[str]
    localities: frozenset[str]  #: a street, a gate
    names: frozenset[str]  #: of places and whatever else has one, folded
    places: frozenset[str]  #: of those the gazetteer knows, by the name it gives them
    towns: frozenset[str]  #: those of them that are as large as a town, and hold the others
    rest: frozenset[str]  #: other words that weigh something
    figures: tuple[Figure, ...]
    day: Interval | None  #: when it happened, where that is told to the day
    denied: bool

    @property
    def core(self) -> frozenset[str]:
        """All that must be said by both."""
        return self.events | self.things | self.localities | self.names | self.rest


@lru_cache(maxsize=1 << 16)
def propositions_of(statement: Statement) -> tuple[Proposition, ...]:
    """Return what each sentence of a statement says; sentences without a happening say nothing."""
    found = (
        _proposition(statement, words[first:last], start + first)
        for words, (start, _) in zip(statement.words, statement.spans, strict=True)
        for first, last in sentences(words)
    )
    return tuple(one for one in found if one.events or one.figures)


def _proposition(statement: Statement, text: str, start: int) -> Proposition:
    span = (start, start + len(text))
    places = [p for p in statement.places if _inside(p.span, span)]
    amounts = [a for a in statement.amounts if _inside(a.span, span)]
    times = [t for t in statement.about if t.span and _inside(t.span, span)]
    quiet = [t.span for t in times if t.span] + [a.span for a in amounts]
    quiet += [p.span for p in places if p.name]
    row = tokens(((text, start),), tuple(p.span for p in places))
    parts: dict[str, set[str]] = {part: set() for part in (*PARTS, "names", "rest")}
    denied = False
    skip = -1
    for place, word in enumerate(row.words):
        at = (row.starts[place], row.ends[place])
        denied ^= rarity.is_negation(word)
        following = row.words[place + 1] if place + 1 < len(row.words) else ""
        kind, name = concept(f"{word}_{following}")
        if kind == "events":
            skip = place + 1
        elif place == skip:
            continue
        else:
            kind, name = concept(word)
        if kind in PARTS:
            parts[kind].add(name)
        elif kind in WHICH:
            parts["localities" if kind == "sides" else "rest"].add(name)
        elif kind == "idle" or _is_quiet(word, at, quiet):
            continue
        elif place in row.names or (place in row.capitals and place + 1 in row.names):
            parts["names"].add(stem(word))
        elif rarity.weight(word) >= HEAVY or not rarity.is_listed(word):
            parts["rest"].add(stem(word))
    known = frozenset(fold(p.name) for p in places if p.name)
    return Proposition(
        statement=statement.id,
        span=span,
        text=text,
        events=frozenset(parts["events"]),
        things=frozenset(parts["things"]),
        localities=frozenset(parts["localities"]),
        names=frozenset(parts["names"]) | known,
        places=known,
        towns=frozenset(fold(p.name) for p in places if p.name and (p.radius_m or 0) >= TOWN_M),
        rest=frozenset(parts["rest"]),
        figures=tuple(_figures(amounts)),
        day=_day(times or statement.about),
        denied=denied or statement.stance == "denies",
    )


def _is_quiet(word: str, at: Span, quiet: Sequence[Span]) -> bool:
    """Whether a word is a figure or a time, which are compared as such."""
    if rarity.is_number(word) or rarity.is_day(word):
        return True
    return any(_inside(at, stretch) for stretch in quiet)


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _figures(amounts: Sequence[Amount]) -> Iterator[Figure]:
    for amount in amounts:
        if amount.negated or amount.part_of is not None or not (amount.of or amount.state):
            continue
        if amount.low == amount.high == 1:
            continue  # "one bag": hardly a figure
        yield Figure(
            noun=_noun(amount.of or ""),
            state=amount.state or "",
            low=amount.low,
            high=amount.high,
            amount=amount,
        )


def _noun(words: str) -> str:
    """The name of what is counted: the concept of a word of it, people for people."""
    found = [fold(word) for word in words.split()]
    known = [name for word in found for kind, name in [concept(word)] if kind in PARTS[1:]]
    if known:
        return known[0]
    people = any(concept(word)[0] in {"idle", "events"} for word in found)  # "twelve dead"
    return "people" if people or not found else stem(found[-1] if words.isascii() else found[0])


def _day(times: Sequence[Time]) -> Interval | None:
    known = [(t.earliest, t.latest) for t in times if t.earliest and t.latest]
    if not known:
        return None
    hull = (min(start for start, _ in known), max(end for _, end in known))
    return hull if hull[1] - hull[0] <= NARROW else None


# --- words and what they mean ------------------------------------------------------------


@lru_cache(maxsize=1 << 16)
def concept(word: str) -> tuple[str, str]:
    """Return kind ("events", "things", …) and name of what a folded word means, else "", "".

    >>> concept("struck"), concept("المخبز"), concept("والطحين"), concept("tannery")
    (('events', 'attack'), ('things', 'bakery'), ('things', 'flour'), ('', ''))
    """
    known = _concepts()
    if word in known:
        return known[word]
    if word.isascii():
        return ("", "")
    for prefix in _prefixes():
        if word.startswith(prefix) and (found := known.get(word.removeprefix(prefix))):
            return found
    for suffix in ("ها", "هم", "ه", "وا"):
        if len(word) > len(suffix) + 2 and (found := known.get(word.removesuffix(suffix))):
            return found
    return ("", "")


def what(word: str) -> str:
    """Return the one thing, place, side or party that a folded word means, "" for other words.

    Words that stand for one another (a house, a cellar) mean none in particular.
    """
    kind, name = concept(word)
    return name if kind in {*PARTS[1:], *WHICH} and name not in _loose() else ""


@cache
def _loose() -> frozenset[str]:
    return frozenset(load("concepts")["loose"]["names"].split())


@cache
def _prefixes() -> tuple[str, ...]:
    known = {fold(prefix) for prefix in load("affixes")["prefixes"]}
    return tuple(sorted(known, key=lambda prefix: (-len(prefix), prefix)))


@cache
def _concepts() -> dict[str, tuple[str, str]]:
    data = load("concepts")
    found: dict[str, tuple[str, str]] = {}
    for kind in (*PARTS, *WHICH, "idle"):
        for name, words in data[kind].items():
            for word in words.split():
                found.setdefault(fold(word), (kind, name))
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without its commonest endings; an Arabic one without article and "and"."""
    if word.isascii():
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) > len(ending) + 3:
                return word.removesuffix(ending).rstrip("e")
        return word.rstrip("e") if len(word) > 4 else word  # noqa: PLR2004 - "house", not "we"
    for prefix in _prefixes():
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word.removeprefix(prefix)
    return word
