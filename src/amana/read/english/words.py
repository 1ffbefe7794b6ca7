"""English: the words and marks of a sentence, and which of them are verbs of speech."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from amana.lang import lexicon
from amana.model import Span
from amana.read.quotes import BLANK

PASSIVE = {"is", "are", "was", "were", "be", "been", "being"}  # "is reported": nobody speaks
# a form in "-ed" behind these is no verb: "despite repeated warnings"
MADE_BEHIND = {"despite", "amid", "of", "with", "for", "in", "from", "his", "her", "its", "their"}
MOST_BETWEEN = 12  #: words between a verb and its "that" ("wrote on her page late on Monday that")
#: how adjectives end: no subject stands in one, right before its verb
DESCRIBING = ("al", "ous", "ive", "ful", "ible", "able", "less", "ary", "ish")
LEAST_DESCRIBING = 5  #: letters of such an adjective; shorter words ("meal") are often nouns
MOST_STAGED = 10  #: words from "took" to the verb in "took to the radio on Sunday night to warn"
LEAST_CONTENT = 3  #: words of a clause; fewer carry no content ("she said so")
SOON_A_VERB = 12  #: words from where a clause begins to its verb, by judgement
LATE_A_VERB = 22  #: likewise where no comma stands between: “her plans to raise … would …”
TOKEN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Brig|Maj|Rev|Jr|Sr)\.|"
    r"\b(?:[A-Z]\.){2,}(?=\s+[a-z])|\b[A-Z]\.(?=\s?[A-Z])|"
    r"\d{1,3}(?:,\d{3})+(?!\w)|"
    r"(?:(?<![’'&@#./-])[’'&@#./-]++)?\w+(?:[’'&@#./-]++\w+)*+|"
    rf"{BLANK}+|[^\w\s]"
)


class Token(NamedTuple):
    """One word or mark of a sentence."""

    start: int
    end: int
    word: str  #: lower case
    capital: bool


@dataclass(frozen=True, slots=True)
class _Verbs:
    forms: dict[str, str]  #: form -> lemma
    bare: frozenset[str]  #: forms that take a clause without "that"
    takes: dict[str, frozenset[str]]  #: what may follow -> the lemmas behind which it may


#: lists of `data/speech.toml` that tell what may follow a verb
TAKES = ("marks", "matter", "asks", "vows", "wonders", "tells", "names", "things_do")


@cache
def verbs() -> _Verbs:
    """Return the English cues of speech by their forms."""
    lists = lexicon.load("speech")["en"]
    forms: dict[str, str] = {}
    bare: set[str] = set()
    for group in ("that", "bare"):
        for line in lists[group]:
            lemma, _, rest = line.partition(": ")
            for form in rest.split():
                forms[form] = lemma
                if group == "bare":
                    bare.add(form)
    return _Verbs(forms, frozenset(bare), {key: frozenset(lists[key]) for key in TAKES})


def tokens(masked: str, span: Span) -> list[Token]:
    """Return the words and marks inside a span of the masked text."""
    return [
        _new(Token, (m.start(), m.end(), (word := m[0]).lower(), word[:1].isupper()))
        for m in TOKEN.finditer(masked, *span)
    ]


_new = tuple.__new__  # as Token() does, in half the time: a text has a thousand


@cache
def small(name: str) -> frozenset[str]:
    """Return a set of small words, by its name in `data/grammar.toml`."""
    return frozenset(lexicon.load("grammar")["en"][name])


def has_verb(words: list[Token], k: int) -> bool:
    """Return whether a verb of a main clause follows soon: "a shell hit the mill"."""
    relative = behind_one = comma = False
    for at, word in enumerate(words[k : k + LATE_A_VERB]):
        comma = comma or word.word == ","
        if at >= SOON_A_VERB and comma:
            return False
        ends = word.word.endswith("ed") and not word.capital
        if ends and [w.word for w in words[k + at + 1 : k + at + 2]] == ["by"]:
            continue  # "a forum sponsored by the guild"
        if word.word in {"that", "who", "which", "whose", "where"}:
            relative = True
        elif word.word in small("finite") or (ends and not behind_one):
            if not relative:
                return True
            relative, behind_one = False, True
        else:
            behind_one = behind_one and word.word.endswith("ly")
    return False


def is_noun(words: list[Token], i: int) -> bool:
    """Return whether a form that may be a noun ("reports", "tweets", "call") is one here."""
    if words[i].word in {"says", "adds", "tells", "writes"}:
        return False
    before = words[i - 1].word if i else ""
    after = words[i + 1].word if i + 1 < len(words) else ""
    if words[i].word.endswith("ing"):
        if _is_counted_or_described(words, i) or (words[i].capital and before.isalnum()):
            return True  # "investigative reporting", "the Weather Reporting Act"
        return before in small("noun_before") and before not in {"by", "of", "in", "for"}
    if before.endswith(("'s", "’s")) and before not in small("short_forms"):
        return True  # "the army's alleged raid"
    if before in {"very", "so", "too"}:
        return True  # "very threatening"
    nounish = words[i].word.endswith("s") or words[i].word in small("nouns_too")
    if words[i].capital and i and words[i - 1].word not in {",", ":", BLANK}:
        return True
    if after in {"by", "via"} and words[i].word.endswith("ed") and before not in PASSIVE:
        return True  # "a video posted by": a participle
    if _is_counted_or_described(words, i):
        return True
    if not nounish:
        made = words[i].word.endswith("ed") and before in MADE_BEHIND
        return made or before in {"the", "a", "an"}
    if before.endswith(("’s", "'s", "s’", "s'")):
        return True  # "the mayor’s remarks"
    if words[i].word.endswith("s") and before.endswith(("ed", "ies", "ays", "ing")):
        return True  # "denied reports that"
    if words[i].word == "says":
        return False
    if words[i].word in small("nouns_too") and before.endswith("ing"):
        return True  # "laying claim to"
    behind = {"of", "were", "was", "are", "is", "from", "by", "will", "would"}
    return before in small("noun_before") or after in behind or not i


def _is_counted_or_described(words: list[Token], i: int) -> bool:
    """Whether a word in "-s" is told how many or of what kind: "27 states", "additional calls"."""
    if i == 0 or not words[i].word.endswith(("s", "ing")):
        return False
    before = words[i - 1]
    if before.word[0].isdigit() or any(n in small("counting") for n in before.word.split("-")):
        return True
    if before.capital or before.word in lexicon.load("voices")["en"]["roles"]:
        return False
    return before.word.endswith(DESCRIBING) and len(before.word) > LEAST_DESCRIBING


def is_negated(words: list[Token], i: int) -> bool:
    """Return whether the speech is taken back before its verb ("declined to say")."""
    before = [word.word for word in words[max(0, i - 3) : i]]
    if not before or before[-1] in {"and", "but", ","}:
        return False
    if before[-1] == "to":
        spoken = before[-2:-1] != [] and before[-2] in small("speaks_to")
        return not spoken and stage_before(words, i) is None
    return any(word in small("negations") or word.endswith(("n’t", "n't")) for word in before)


def stage_before(words: list[Token], i: int) -> int | None:
    """Return the place of the verb of "took to the radio to warn", "used her speech to call"."""
    for k in range(i - 3, max(-1, i - 1 - MOST_STAGED), -1):
        word = words[k].word
        if word in small("takes_stage"):
            return k
        if word in small("breaks") | {",", ";"} or BLANK in word:
            return None
    return None


def is_passive(words: list[Token], i: int) -> bool:
    """Return whether the verb tells what was said of somebody: "is reported to have left"."""
    if words[i].word.endswith("ing"):
        return False
    k = i - 1
    while k >= 0 and (words[k].word == "also" or words[k].word.endswith("ly")):
        k -= 1
    if k < 0 or words[k].word not in PASSIVE:
        return False
    shown = [word.word for word in words[i + 1 : i + MOST_BETWEEN]]
    as_ = shown.index("as") if words[i].word == "quoted" and "as" in shown else 0
    return shown[as_ : as_ + 2] != ["as", "saying"]


def form_at(words: list[Token], i: int) -> tuple[str | None, int]:
    """Return the form of a verb of speech at a place and its words, as "called for" has two."""
    forms = verbs().forms
    form = words[i].word
    if i + 1 < len(words) and (pair := f"{form}_{words[i + 1].word}") in forms:
        return pair, 2
    return (form, 1) if form in forms else (None, 1)
