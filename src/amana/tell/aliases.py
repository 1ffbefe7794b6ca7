"""Other names that a text gives somebody hidden: "known as Abu Layl", "(@little_bird)"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from amana.lang.lexicon import load
from amana.lang.names import is_generic
from amana.tell.spellings import everyday, is_by_child, tokens_of

#: characters between a name and the words that lead in another: ", a teacher, "
MOST_BETWEEN = 40
#: characters that are looked at for the other name
LONGEST = 60

_OPEN = "“«\"'‘("
_QUOTED = re.compile(rf"[“«\"‘]([^“”«»\"‘’]{{2,{LONGEST}}})[”»\"’]")
_LATIN = re.compile(r"(?:[A-Z][\w'’]*|al|el|bin|ibn)(?:[ \-](?:[A-Z][\w'’]*|al|el|bin|ibn)){0,3}")
_ARABIC = re.compile(r"(?:(?:ا|أ|إ)(?:بو|بي|م)\s+)?[\u0620-\u0670]{3,}")
_NAME_LAST = re.compile(
    r"(?<!\w)((?:[A-Z][\w'’]*)(?:[ \-][A-Z][\w'’]*){0,2}|(?:أ|ا)(?:بو|بي|م)\s+\w+)[ ,،(]{1,3}$"
)
_HANDLE = re.compile(r"[ ,(\[]{1,3}(@\w[\w.]{2,}\w)")
_IN_BRACKETS = re.compile(rf"\s*\(([^()]{{3,{LONGEST}}})\)")
_BEFORE_BRACKETS = re.compile(r"(\w+ (?:al-|ال)?\w+)\s*\($")
_TWO_CAPITALS = re.compile(r"[A-Z]\w+ [A-Z]")
_ENDS = re.compile(r"[.!?؟](?:\s|$)|\n")


def other_names(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield other names of whoever is named at these places: which place, and the name.

    A name that begins with "@" is an account.
    """
    for n, (start, end) in enumerate(places):
        found = [match[1] for match in _QUOTED.finditer(text[start:end])]
        found += [match[1] for match in [_HANDLE.match(text, end)] if match]
        found += [m[1] for m in [_IN_BRACKETS.match(text, end)] if m and is_by_child(m[1])]
        before = _BEFORE_BRACKETS.search(text[max(0, start - LONGEST) : start])
        found += [before[1]] if before and is_by_child(before[1]) else []
        found += _led_out(text[max(0, start - 2 * LONGEST) : start])
        found += _led_in(text[end : end + MOST_BETWEEN + 2 * LONGEST])
        yield from ((n, name) for name in found if _is_name(name))


def _led_in(after: str) -> Iterator[str]:
    """The names that the words behind a name lead in."""
    cue = _cues().search(after)
    if cue is None or cue.start() > MOST_BETWEEN:
        return
    between = after[: cue.start()]
    if _ENDS.search(between) or _TWO_CAPITALS.search(between):
        return  # of somebody else
    rest = after[cue.end() :].lstrip(" :,ـ").removeprefix("as ")
    if quoted := _QUOTED.match(rest):
        yield quoted[1]
        return
    rest = rest.lstrip(_OPEN).removeprefix("the ")
    if latin := _LATIN.match(rest):
        yield latin[0]
    elif arabic := _ARABIC.match(rest):
        is_loose = _loose().fullmatch(cue["ar"] or "") is not None
        name = arabic[0].removeprefix("ب") if cue["by"] is None else arabic[0]
        if not is_loose or is_by_child(name):
            yield name


def _led_out(before: str) -> Iterator[str]:
    """The name before words that lead to the one held: "Abu Layl, whose real name is"."""
    for cue in _cues().finditer(before + " "):
        if len(before) - cue.end() <= 1 and (name := _NAME_LAST.search(before[: cue.start()])):
            yield name[1]


def _is_name(name: str) -> bool:
    """Whether it can be told from words: "the doctor" or "home" would blank too much."""
    if name.startswith("@"):
        return True
    words = [token.text for token in tokens_of(name)]
    return is_by_child(name) or (
        bool(words) and not is_generic(name) and not everyday().issuperset(words)
    )


@cache
def _cues() -> re.Pattern[str]:
    cues = load("aliases")
    english, arabic = "|".join(cues["en"]), "|".join(cues["ar"])
    leads_to = r"\s+(?:باسم\s+)?(?P<by>بـ?\s*(?=[“«\"(])|بـ\s*|ب(?=[أا]))?"
    return re.compile(rf"(?i:\b(?:{english})(?= ))|(?<!\w)(?P<ar>{arabic}){leads_to}")


@cache
def _loose() -> re.Pattern[str]:
    return re.compile("|".join(load("aliases")["loose"]))
