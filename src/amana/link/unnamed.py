"""Who asked not to be named, and stands elsewhere under a name: a person may be laid open."""

import re
from collections.abc import Sequence
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.words import paragraphs
from amana.model import Item, Link, Problem, Statement

#: links that say that the words are the same
SAME_WORDS = {"retells", "translates"}


def named_after_all(
    statements: Sequence[Statement], items: Sequence[Item], links: Sequence[Link]
) -> tuple[Problem, ...]:
    """Return a problem for each statement that gives a name to words somebody gave without one.

    The name is not in the problem: it goes wherever problems go.
    """
    told = {s.id: s for s in statements if s.review not in {"rejected", "orphaned"}}
    known = {item.id: item for item in items}
    laid_open: set[str] = set()
    for link in links:
        if link.kind not in SAME_WORDS or link.review == "rejected":
            continue
        for one, other in ((link.a, link.b), (link.b, link.a)):
            if one in told and other in told and told[one].item in known:
                named, unnamed = told[one], told[other]
                if _is_named(named) and _asked(unnamed, known.get(unnamed.item)):
                    laid_open.add(known[named.item].file)
    return tuple(_problem(file) for file in sorted(laid_open))


def _problem(file: str) -> Problem:
    return Problem(
        where=file,
        what="Words that an unnamed source gave elsewhere, who asked not to be named, "
        "stand here under a name.",
        do="If that person may be at risk: amana decide CASE NAME protect",
    )


def _is_named(statement: Statement) -> bool:
    speaker = statement.speaker
    return speaker is not None and speaker.kind == "person" and bool(speaker.name)


def _asked(statement: Statement, item: Item | None) -> bool:
    """Whether a voice without a name asked for that, in the paragraphs where it is told of."""
    if item is None:
        return False
    speaker = statement.speaker
    name = fold(speaker.name or "") if _is_named(statement) and speaker is not None else ""
    spans = [*statement.spans, *(speaker.spans if speaker is not None else ())]
    around = (
        item.text[start:end]
        for start, end in paragraphs(item.text)
        if any(start < last and first < end for first, last in spans)
    )
    asked = (cue.group() for text in around for cue in _cue().finditer(fold(text)))
    return any(name in cue for cue in asked)  # "طلب عدم" may have been read as a name


@cache
def _cue() -> re.Pattern[str]:
    return re.compile("|".join(load("unnamed")["patterns"]["asked"]))
