"""Confidence: how sure a statement is, by what speaks for it and what against."""

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from types import MappingProxyType

from amana.lang import letters
from amana.read.arabic.words import folded
from amana.read.page import Draft, Page
from amana.read.voices.voices import Mention, lists

#: words of a person's name at most, by judgement: longer ones took in what stands beside the name
LONGEST_NAME = 5
FEW, FEWER = 5, 2  #: words of a statement that is short, and of one that hardly says anything
SEVERAL = 3  #: cues of speech in one sentence from which whose words are whose is hard to tell
SUREST, LEAST = 0.99, 0.05  #: no statement is surer, none less sure: the sets are too small to tell

#: what speaks for a statement and against it, in log-odds, added to those of the rule that found
#: it. Fitted by `bench/sure.py` on our own development sets, 604 statements, .851 of them right, as
#: they were read before a rule was mended on the second part of the crisis set: where rules were
#: learnt they are right too often to tell doubts. Tenfold by document, .970 were right of the
#: surest that hold half of all right ones. What follows "words of others inside" was met in fewer
#: than twenty: there a weight of -1 to -2 was assumed first, by judgement
WEIGHTS = MappingProxyType({
    "always": 0.2,
    "person, named": 0.3,
    "person, pronoun": -0.1,
    "person, only in the verb": 0.6,
    "group, named": 0.9,
    "outlet, named": -0.1,
    "unnamed, pronoun": -0.3,
    "unnamed, only in the verb": -0.7,
    "nobody": -0.7,
    "person with a role": 0.6,
    "one name": -0.5,
    "unlisted name": -0.7,
    "few words": -0.8,
    "other cue": -0.4,
    "several cues": -0.4,
    "words of others inside": -0.5,
    "odd name": -2.2,
    "begins with a number": -2.3,
    "pronoun of nobody named": -2.2,
    "hardly any words": -1.6,
    "name from elsewhere": -1.3,
})  # fmt: skip

#: verbs that say no more than that somebody speaks
PLAIN = frozenset(("say", "tell", "add", "write", "according", "قال", "أضاف", "كتب", "ذكر"))

_ODD = re.compile(r"[\d,،;:؛\n\"“”«»()|]")  # in a name: it took in what stands beside it
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]?\s*\n")
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“«\"][^“”«»\"]{12,}[”»\"]")


def sure_of(draft: Draft, mention: Mention | None, page: Page) -> float:
    """Return how sure a statement is, from 0 to 1: that its words and its speaker are right."""
    return settled(draft.sure, evidence(draft, mention, page))


def settled(base: float, told: Iterable[str]) -> float:
    """Return how sure a statement is by the rule that found it and by what else is told of it.

    >>> settled(0.9, []) > settled(0.9, ["few words"]) > settled(0.9, ["few words", "odd name"])
    True
    """
    odds = log_odds(base) + WEIGHTS["always"] + sum(WEIGHTS.get(one, 0) for one in told)
    return round(min(SUREST, max(LEAST, 1 / (1 + math.exp(-odds)))), 3)


def log_odds(share: float) -> float:
    """Return the logarithm of the odds of a share, which is kept off 0 and 1."""
    share = min(SUREST, max(LEAST, share))
    return math.log(share / (1 - share))


def evidence(draft: Draft, mention: Mention | None, page: Page) -> Iterator[str]:
    """Yield what speaks for or against a statement; `mention`: who speaks, as it was settled."""
    yield from _of_speaker(draft, mention, page)
    texts = [page.text[start:end] for start, end in draft.spans]
    size = sum(len(_WORD.findall(text)) for text in texts)
    if size <= FEW:
        yield "hardly any words" if size <= FEWER else "few words"
    if draft.saying is not None:
        if draft.lemma not in PLAIN:
            yield "other cue"
        here = page.sayings[page.paragraph_at(draft.saying.cue[0])]
        if sum(other.sentence == draft.saying.sentence for other in here) >= SEVERAL:
            yield "several cues"
    elif draft.kind == "direct":
        if _NUMBERED.match(texts[0]):
            yield "begins with a number"
        if any(_QUOTED.search(text) for text in texts):
            yield "words of others inside"


def _of_speaker(draft: Draft, mention: Mention | None, page: Page) -> Iterator[str]:
    """How the speaker is found, and whether the name looks like one."""
    if mention is None:
        yield "nobody"
        return
    by_pronoun = draft.mention is not None and draft.mention.pronoun is not None
    found = "pronoun" if by_pronoun else "named"
    found = "only in the verb" if mention.span is None else found
    yield f"{mention.kind}, {found}"
    if mention.name is None:
        if by_pronoun:
            yield "pronoun of nobody named"
    elif mention.kind == "person":
        arabic = page.lang_at(draft.spans[0][0]) == "ar"
        yield from _of_person(mention, mention.name, arabic=arabic, found=found)


def _of_person(mention: Mention, name: str, *, arabic: bool, found: str) -> Iterator[str]:
    words = name.split()
    if mention.role is not None:
        yield "person with a role"
    if len(words) == 1:
        yield "one name"
    if arabic and letters.fold(words[0]) not in folded("given"):
        yield "unlisted name"
    if found == "named" and set(words).isdisjoint(mention.as_written.split()):
        yield "name from elsewhere"
    of_body = not _bodies().isdisjoint(word.lower() for word in words)
    if len(words) > LONGEST_NAME or _ODD.search(name) or of_body:
        yield "odd name"


@cache
def _bodies() -> frozenset[str]:
    """Words of bodies and outlets, which no person is named by."""
    return lists("en").groups | lists("en").outlet_words
