"""Called: whom an English phrase means that goes by another name, owns the words, or is kin."""

import re
from functools import cache
from typing import NamedTuple

from amana.lang import lexicon
from amana.model import Span

REACH = 60  #: letters behind a phrase in which it is told by what name somebody goes


class Kin(NamedTuple):
    """A relative: whose, what to them, and where the phrase for both stands."""

    whose: Span
    noun: Span

    @property
    def span(self) -> Span:
        """Where the phrase stands, without what follows the noun."""
        return self.whose[0], self.noun[1]


def numbered(text: str, span: Span) -> Span | None:
    """Return where a phrase names a witness by number or letter, None without one.

    >>> t = "a driver, identified only as Witness 31, said"
    >>> t[slice(*numbered(t, (0, 8)))]
    'Witness 31'
    """
    found = _pattern("numbered").match(text, *_behind_article(text, span))
    if found is None and (alias := _pattern("alias").search(text, *_near(text, span))):
        found = _pattern("numbered").match(text, alias.end())
    return None if found is None else found.span()


def alias(text: str, span: Span, name: re.Pattern[str]) -> Span | None:
    """Return the name by which somebody is said to go, as `name` matches names; None without one.

    >>> t = "A woman who gave her name only as Samira said"
    >>> t[slice(*alias(t, (0, 7), re.compile("[A-Z][a-z]+")))]
    'Samira'
    """
    if text[span[0] : span[1]][:1].isupper() and name.fullmatch(text, *span):
        return None  # a name that tells another: the first one counts
    for told in _pattern("alias").finditer(text, *_near(text, span)):
        found = name.match(text, told.end())
        if found is not None:
            return found.span()
    return None


def owner(text: str, span: Span) -> Span | None:
    """Return whose a piece of writing is that a phrase means, None where it means none.

    >>> t = "Rami’s last post"
    >>> t[slice(*owner(t, (0, len(t))))]
    'Rami'
    """
    owned = _pattern("owned").fullmatch(text, *span)
    if owned is None:
        owned = _pattern("made").match(text, *span)
    return None if owned is None else owned.span("who")


def kin_in(text: str, span: Span) -> Kin | None:
    """Return the relative that a phrase means, None where it means somebody else.

    >>> t = "Her grandmother, left"
    >>> kin = kin_in(t, (0, len(t)))
    >>> t[slice(*kin.whose)], t[slice(*kin.noun)]
    ('Her', 'grandmother')
    """
    match = _pattern("kin").match(text, *span)
    return None if match is None else Kin(match.span("who"), match.span("noun"))


def arabic_kin(phrase: str) -> tuple[str, str, str] | None:
    """Return kin, whose they are ("m", "f" or "me") and the word that says so; None otherwise.

    >>> arabic_kin("شقيقتها التي خرجت"), arabic_kin("ابن عمه")
    (('شقيقة', 'f', 'شقيقتها'), ('ابن عم', 'm', 'ابن عمه'))
    """
    words = phrase.split()
    for width in (2, 1):
        found = _arabic_kin().get(_bare(" ".join(words[:width])))
        if found is not None and len(words) >= width:
            return *found, " ".join(words[:width])
    return None


def is_kin_of(phrase: str) -> bool:
    """Return whether an Arabic phrase says whose kin somebody is by a name behind it.

    >>> is_kin_of("والدة الطفلة زينب"), is_kin_of("والدتها"), is_kin_of("أم سامي")
    (True, False, False)
    """
    words = _bare(phrase).split()
    known = _kin_words()
    return any(len(words) > width and " ".join(words[:width]) in known for width in (1, 2))


def _bare(phrase: str) -> str:
    """Arabic without marks and with one alef; ة and ه stay apart: a sister is not his brother."""
    return _MARKS.sub("", phrase).translate(_ALEFS)


_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_ALEFS = str.maketrans("أإآٱ", "اااا")


@cache
def _kin_words() -> frozenset[str]:
    return frozenset(_bare(word) for word in lexicon.load("called")["ar"]["kin"])


@cache
def _arabic_kin() -> dict[str, tuple[str, str]]:
    """Kin with a suffix, folded: "شقيقتها" is the sister of a woman."""
    data = lexicon.load("called")["ar"]
    found = {}
    for kin in data["kin"]:
        stem = kin[:-1] + "ت" if kin.endswith("ة") else kin
        for suffix, whose in (("ه", "m"), ("ها", "f"), ("ي", "me")):
            found[_bare(stem + suffix)] = (kin, whose)
    for form, kin in data["irregular"]:
        whose = "f" if form.endswith("ها") else "m" if form.endswith("ه") else "me"
        found[_bare(form)] = (kin, whose)
    return found


def standing(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return what stands before a name and is no part of it: "Ex-fitter", "Father", "Survivor".

    >>> standing("Brother Anton", 0, 13).group(), standing("Hope Orst", 0, 9)
    ('Brother ', None)
    """
    return _pattern("standing").match(text, start, end)


def _behind_article(text: str, span: Span) -> Span:
    first = re.match(r"(?:the|a|an)\s+", text[span[0] : span[1]], re.IGNORECASE)
    return (span[0] + (first.end() if first else 0), min(len(text), span[1] + 8))


def _near(text: str, span: Span) -> Span:
    """A phrase, and what goes on with it in the same sentence."""
    end = _pattern("goes_on").match(text, span[1], min(len(text), span[1] + REACH))
    return span[0], span[1] if end is None else end.end()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = lexicon.load("called")["en"]
    body: str = data[name]
    for part, words in data["parts"].items():
        body = body.replace(f"<{part}>", f"(?:{'|'.join(words)})")
    return re.compile(body)
