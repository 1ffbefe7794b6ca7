"""Elliptic: "another said", "a third", "one": who is meant by a noun that stands before."""

import re
from dataclasses import replace
from functools import cache

from amana.lang import lexicon
from amana.read.voices import voices
from amana.read.voices.voices import Mention

_ELLIPTIC = re.compile(
    r"(?P<which>one|another|the other|the (?:first|second|third|last)|"
    r"a (?:second|third|fourth|fifth|last)|an?other one)",
    re.IGNORECASE,
)


def is_elliptic(mention: Mention) -> bool:
    """Return whether a phrase leaves its noun to what stands before: "another", "a third"."""
    return _ELLIPTIC.fullmatch(mention.as_written) is not None


def with_noun(mention: Mention, before: Mention | None) -> Mention:
    """Return "another" as "another woman", where a woman spoke before, or as it stands.

    >>> one, women = (voices.mention_of(t, (0, len(t))) for t in ("a third", "two nurses"))
    >>> with_noun(voices.Mention(as_written="a third", span=None, name=None, kind="unnamed",
    ...     role=None, affiliation=None, minor=None), women).name
    'third nurse'
    """
    noun = None if before is None or before.kind == "person" else _noun(before)
    if noun is None:
        return mention
    which = re.sub(r"^an? |^one$| one$", "", mention.as_written.lower())
    role = before.role if before is not None and before.kind == "unnamed" else None
    return replace(mention, name=f"{which} {noun}".strip(), role=role or mention.role)


def _noun(mention: Mention) -> str | None:
    """The noun of a description, of one: "residents" is "resident"."""
    phrase = (mention.name or mention.as_written).lower()
    head = re.split(r",| (?:in|of|from|at|on|who|with|for|near) ", phrase)[0]
    last = head.split()[-1] if head.split() else ""
    for one in (last, _irregular().get(last, ""), last.removesuffix("s"), last.removesuffix("es")):
        if one in voices.lists("en").singles or voices.lists("en").roles.fullmatch(one):
            return one
    return None


@cache
def _irregular() -> dict[str, str]:
    words: dict[str, str] = lexicon.load("voices")["en"]["plurals"]
    return words
