"""Outlets: which names mean one outlet, in both scripts, in full, cut short, or by initials."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.names import compare_names, name_parts, sound_keys
from amana.lang.words import words
from amana.model import Id, Item, Reading, Statement

#: agreement in sound from which two names in two scripts are one. As high as any pair of spellings
#: of one name tried; "Daryan" and "داريا" reach 0.75
ALIKE = 0.9
AT_THE_TOP = 300  #: letters of a text among which a dateline stands
PUBLISHED = {"article", "post", "document", "message", "audio", "video"}  # a caption is its page's
_DATELINE = re.compile(r"(?:^|\n)[^\n().!?:]{3,60}\(([^\d()\n][^()\n]{1,40})\)\s*[-–—]")
ARTICLES = {"the", "al", "el"}
#: letters of an abbreviation: "AP" and "DNA" are some, "A" is none
LEAST_INITIALS, MOST_INITIALS = 2, 5


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of an outlet in its parts."""

    whole: str  #: folded, without articles
    core: tuple[str, ...]  #: its words but for those that say what kind of outlet it is
    kinds: frozenset[str]
    size: int  #: words, articles apart
    short: str  #: "dna" of an abbreviation, else ""
    initials: frozenset[str]

    def may_be(self, other: "_Name") -> bool:
        """Whether nothing in the kinds of two names says that they are two outlets."""
        return not self.kinds or not other.kinds or bool(self.kinds & other.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Who publishes what, each outlet under one key."""

    by_name: Mapping[str, str]  #: of every name as it is written
    by_item: Mapping[Id, str]  #: of every item whose outlet is known


def outlets_of(items: Sequence[Item], statements: Sequence[Statement] = ()) -> Outlets:
    """Return the outlets of a case: of its items, and of the voices in their statements.

    A voice that bears the name of an outlet of the case is that outlet, whatever it was taken for.
    An item that says no outlet but opens with an agency's dateline is that agency's. A short name
    that may mean two outlets ("Qasr" of "Radio Qasr" and "Qasr TV") is left alone.
    """
    own = {item.id: item.outlet or dateline(item.text) for item in items if item.kind in PUBLISHED}
    voices = {
        (name, voice.kind == "outlet")
        for statement in statements
        for voice in (*statement.via, *((statement.speaker,) if statement.speaker else ()))
        if (name := voice.name or voice.as_written)
    }
    book = _Book()
    publishers = {name for name in own.values() if name}
    named = {name for name, is_outlet in voices if is_outlet} - publishers
    for name in (*sorted(publishers, key=_fullest_first), *sorted(named, key=_fullest_first)):
        book.add(name)
    for name, _ in sorted(voices):
        if name not in book.keys and (key := book.find(name, whole=True)) is not None:
            book.keys[name] = key
    return Outlets(
        by_name=book.keys,
        by_item={item: book.keys[name] for item, name in own.items() if name},
    )


def dateline(text: str) -> str:
    """Return the agency that a dateline names, "" without one.

    >>> dateline("MARSUNA, March 3 (Anchor) – Trucks turned back."), dateline("Trucks (40) left.")
    ('Anchor', '')
    """
    found = _DATELINE.search(text[:AT_THE_TOP])
    return found.group(1).strip() if found else ""


def with_outlets(readings: Sequence[Reading], outlets: Outlets) -> list[Reading]:
    """Return the readings with every voice that bears an outlet's name taken for an outlet.

    One view cannot know that "Al-Minara" is one. Statements that a person decided stay as decided.
    """
    return [
        replace(reading, statements=tuple(_known(s, outlets) for s in reading.statements))
        for reading in readings
    ]


def _known(statement: Statement, outlets: Outlets) -> Statement:
    speaker = statement.speaker
    voices = (*statement.via, *((speaker,) if speaker is not None else ()))
    unknown = [v for v in voices if v.kind != "outlet" and v.name in outlets.by_name]
    if not unknown or statement.review != "proposed":
        return statement
    via = tuple(replace(v, kind="outlet") if v in unknown else v for v in statement.via)
    if speaker is None or speaker not in unknown:
        return replace(statement, via=via)
    outlet = replace(speaker, kind="outlet", minor=False)
    return replace(statement, via=via, speaker=outlet, basis="unknown")


def _fullest_first(name: str) -> tuple[int, str]:
    return (-len(_parts(name).core) - len(_parts(name).kinds), name)


class _Book:
    """Outlets known so far, found by their words, by their sound and by their initials."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self._by_sound: dict[tuple[str, ...], list[tuple[_Name, str]]] = defaultdict(list)
        self._by_initials: dict[str, list[tuple[_Name, str]]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Take a name in: as one known already, or as a new outlet."""
        key = self.find(name)
        parts = _parts(name)
        if key is None:
            key = parts.whole
        self.keys[name] = key
        for sound in _sounds(parts):
            self._by_sound[sound].append((parts, key))
        for letters in parts.initials:
            self._by_initials[letters].append((parts, key))

    def find(self, name: str, *, whole: bool = False) -> str | None:
        """Return the key of the one outlet that a name can mean, None where there is none.

        `whole`: the name may not be cut short, for it may be that of a person.
        """
        parts = _parts(name)
        if not parts.core:
            return None
        met = [pair for sound in _sounds(parts) for pair in self._by_sound.get(sound, ())]
        if whole:
            met = [(n, k) for n, k in met if (n.kinds, n.size) == (parts.kinds, parts.size)]
        found = {key for other, key in met if parts.may_be(other) and _is_one(parts, other)}
        exact = {key for other, key in met if other.whole == parts.whole}
        if not found and parts.short and not whole:
            found = {key for _, key in self._by_initials.get(parts.short, ())}
        if len(exact or found) == 1:
            return next(iter(exact or found))
        return None


def _is_one(a: _Name, b: _Name) -> bool:
    if a.core == b.core:
        return True
    left, right = " ".join(a.core), " ".join(b.core)
    if left.isascii() == right.isascii():
        return name_parts(left) == name_parts(right) != ()
    return len(a.core) == len(b.core) and compare_names(left, right).score >= ALIKE


def _sounds(name: _Name) -> set[tuple[str, ...]]:
    return {tuple(sound_keys(" ".join(name.core))), name.core}


@lru_cache(maxsize=1 << 16)
def _parts(name: str) -> _Name:
    folded = [fold(name[start:end]).removesuffix("'s").removesuffix("’s")
              for start, end in words(name.replace("-", " "))]  # fmt: skip
    folded = [word for word in folded if word not in ARTICLES] or folded
    kinds, idle = _kinds()
    core = tuple(word for word in folded if word not in kinds and word not in idle)
    letters = name.strip().replace(".", "")
    is_short = letters.isascii() and letters.isupper() and letters.isalpha()
    short = letters.casefold() if is_short and _is_initials(letters) else ""
    content = [word for word in folded if word not in {"of", "for", "and"}]
    first = "".join(word[0] for word in content if word.isascii())
    return _Name(
        whole=" ".join(folded),
        core=core or tuple(folded),
        size=len(folded),
        kinds=frozenset(kinds[word] for word in folded if word in kinds),
        short=short,
        initials=frozenset({first}) if _is_initials(first) else frozenset(),
    )


def _is_initials(letters: str) -> bool:
    return LEAST_INITIALS <= len(letters) <= MOST_INITIALS


@cache
def _kinds() -> tuple[dict[str, str], frozenset[str]]:
    data = load("outlets")
    kinds = {fold(word): kind for kind, known in data["kinds"].items() for word in known}
    return kinds, frozenset(fold(word) for word in data["idle"]["words"])
