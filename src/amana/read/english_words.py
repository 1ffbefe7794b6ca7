"""English: the words and marks of a sentence, and which of them are verbs of speech."""

import re
from dataclasses import dataclass
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read.quotes import BLANK

PASSIVE = {"is", "are", "was", "were", "be", "been", "being"}  # "is reported": nobody speaks
MOST_BETWEEN = 12  #: words between a verb and its "that" ("wrote on her page late on Monday that")
LEAST_CONTENT = 3  #: words of a clause; fewer carry no content ("she said so")
TOKEN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Brig|Maj|Rev)\.|"
    r"\b[A-Z]\.(?=\s?[A-Z])|"
    rf"[\w’'&@#./-]*[\w{BLANK}]|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence."""

    start: int
    end: int
    word: str  #: lower case
    capital: bool


@dataclass(frozen=True, slots=True)
class _Verbs:
    forms: dict[str, str]  #: form -> lemma
    bare: frozenset[str]  #: forms that take a clause without "that"
    matter: frozenset[str]
    named: frozenset[str]


@cache
def verbs() -> _Verbs:
    """Return the English cues of speech by their forms."""
    lists = lexicon.load("speech")["en"]
    forms: dict[str, str] = {}
    groups: dict[str, set[str]] = {}
    for group in ("that", "matter", "named", "bare"):
        for line in lists[group]:
            lemma, _, rest = line.partition(": ")
            for form in rest.split():
                forms[form] = lemma
                groups.setdefault(group, set()).add(form)
    return _Verbs(
        forms, frozenset(groups["bare"]), frozenset(groups["matter"]), frozenset(groups["named"])
    )


def tokens(masked: str, span: Span) -> list[Token]:
    """Return the words and marks inside a span of the masked text."""
    found = []
    for match in TOKEN.finditer(masked, *span):
        word = match.group()
        found.append(Token(match.start(), match.end(), word.lower(), word[:1].isupper()))
    return found


@cache
def small(name: str) -> frozenset[str]:
    """Return a set of small words, by its name in `data/grammar.toml`."""
    return frozenset(lexicon.load("grammar")["en"][name])


def is_noun(words: list[Token], i: int) -> bool:
    """Return whether a form that may be a noun ("reports", "tweets", "call") is one here."""
    before = words[i - 1].word if i else ""
    after = words[i + 1].word if i + 1 < len(words) else ""
    if words[i].word.endswith("ing"):
        return before in small("noun_before") and before not in {"by", "of", "in"}
    nounish = words[i].word.endswith("s") or words[i].word in small("nouns_too")
    if words[i].capital and i and words[i - 1].word not in {",", ":", BLANK}:
        return True
    if after in {"by", "via"} and words[i].word.endswith("ed"):
        return True  # "a video posted by": a participle
    if not nounish:
        return before in {"the", "a", "an"}
    behind = {"of", "were", "was", "are", "is", "from", "by"}
    return before in small("noun_before") or after in behind or not i


def is_negated(words: list[Token], i: int) -> bool:
    """Return whether the speech is taken back before its verb ("declined to say")."""
    before = [word.word for word in words[max(0, i - 3) : i]]
    if not before:
        return False
    if before[-1] == "to":
        return before[-2:-1] not in [["able"], ["continued"], ["went"], ["used"], ["came"]]
    if before[-1] == "also":
        before = before[:-1] or before
    if before[-1] in PASSIVE and not words[i].word.endswith("ing"):
        return [w.word for w in words[i + 1 : i + 3]] != ["as", "saying"]
    if len(before) > 1 and before[-1].endswith("ly") and before[-2] in PASSIVE:
        return not words[i].word.endswith("ing")
    return bool({"not", "never", "n't", "cannot"} & set(before)) or any(
        word.endswith(("n’t", "n't")) for word in before
    )
