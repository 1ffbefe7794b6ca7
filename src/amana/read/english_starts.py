"""English: where what was said begins behind its verb: at "that", at a bare clause, at a noun."""

import re

from amana.lang import numbers
from amana.model import Span
from amana.read.english_ends import clause_end, clause_from
from amana.read.english_sources import behind_citing
from amana.read.english_words import LEAST_CONTENT, MOST_BETWEEN, Token, is_noun, small, verbs
from amana.read.quotes import BLANK
from amana.read.sayings import trimmed

ABOUT = {"about", "over", "up", "at"}  # before a figure: "about 20", "at least 20", "up to 20"
LEAST_ASKED = 6  #: words of a request; fewer ("to continue their efforts") carry no content
BEHIND_SENT = {"to", "on", "in", "at", "from", "by", "via", "before", "after", "through"}
SOON = 4  #: words from "that" to the verb: "that he has just sent"
ASKING = {"ask", "urge", "beg", "appeal", "demand", "plead"}
LEAST_MATTER = 5  #: words of a noun phrase that is content ("described the situation" is not)


def content_behind(
    masked: str, words: list[Token], i: int, width: int, form: str
) -> tuple[tuple[Span, ...], float]:
    """Return the clause behind the verb, and how sure it is one; empty where there is none."""
    known = verbs()
    first = i + width
    that = _that(words, first)
    if that is not None and form not in known.named:
        clause = clause_from(masked, words, that + 1, i)
        if clause and known.forms[form] in ASKING and _UNNAMED.search(masked, *clause[0]):
            return (), 0.7  # a condition of talking at all, not what was said
        return clause, 0.9
    first = behind_citing(words, first)
    if first >= len(words):
        return (), 0.7
    if known.forms[form] in ASKING and (start := _asked(words, first)) is not None:
        return clause_from(masked, words, start, i), 0.75
    if form in known.matter and (span := _matter(masked, words, first)):
        return (span,), 0.75
    if form in known.named and (span := _name_given(words, first)):
        return (span,), 0.6
    if form in known.bare and (start := _clause_start(words, first, form)) is not None:
        return clause_from(masked, words, start, i), 0.8
    return (), 0.7


_UNNAMED = re.compile(
    r"\b(?:not be|remain|be kept) (?:named|identified|used|printed|published|quoted|anonymous)",
    re.IGNORECASE,
)


def _asked(words: list[Token], first: int) -> int | None:
    """Where what is asked begins: "asked where the trucks had gone", "urged them to wait …"."""
    for k in range(first, min(first + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word in small("question_words") and k + 2 < len(words):
            return k
        if word == "not":
            return None
        if word == "to" and k > first and words[k + 1 : k + 2]:
            verb = words[k + 1]
            alone = verb.word[0].isalpha() and not verb.capital and verb.word not in {"the", "a"}
            long = sum(w.word[0].isalnum() for w in words[k:]) >= LEAST_ASKED
            return k if alone and long else None
        if not word[0].isalnum() or BLANK in word:
            return None
    return None


def _that(words: list[Token], first: int) -> int | None:
    """The place of the "that" (or "whether", "if") that opens the verb's clause."""
    behind = behind_citing(words, first)
    for k in range(behind, min(behind + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word == "that" and _is_relative(words, behind, k):
            continue
        if word == "if" and verbs().forms.get(words[first - 1].word) in {"ask", "wonder"}:
            return k - 1
        if word == "that" and words[k - 1].word in {"so", "such"}:
            return None  # "so that it shone"
        if word in {"that", "whether"}:
            after = words[k + 1].word if k + 1 < len(words) else "."
            before = words[k - 1].word
            if before in {"of", "in", "on", "for", "to", "with", "at"} or after in {".", ",", ";"}:
                return None
            return k if word == "that" else k - 1
        if (
            word in {".", ";", ":", "?", "!", "(", "—", "–"}
            or BLANK in word
            or (word in verbs().forms and not is_noun(words, k))
        ):
            return None
        if word == "," and k > behind + 4:
            return None
    return None


def _is_relative(words: list[Token], first: int, k: int) -> bool:
    """Whether "that" tells which message it was: "said in a message that he sent on Monday".

    There what was sent is the message: nothing that could be sent stands behind the verb.
    """
    if words[first].word not in {"in", "on", "by", "via"}:
        return False
    if words[k - 1].word not in small("mediums"):
        return False
    sent = next((j for j in range(k + 1, len(words)) if words[j].word in small("sent")), None)
    if sent is None or sent - k > SOON:
        return False
    after = words[sent + 1].word if sent + 1 < len(words) else "."
    return not after[0].isalnum() or after in BEHIND_SENT | small("time_words")


def _clause_start(words: list[Token], first: int, form: str) -> int | None:
    """Where a clause without "that" begins behind the verb, if one does."""
    k = first
    lemma = verbs().forms[form]
    if lemma in {"tell", "warn", "promise", "assure", "remind"}:
        clause = _behind_addressee(words, first)
        if clause is None:
            return None
        k = clause
    elif (behind := _behind_time(words, k)) is not None:
        k = behind
    if k >= len(words) or not words[k].word[0].isalnum():
        return None
    if words[k].word in small("no_clause") and not _counts(words, k):
        return None
    if BLANK in words[k].word:
        return None
    if (
        words[k].word == "there"
        and words[k + 1 : k + 2]
        and words[k + 1].word not in small("finite")
    ):
        return None
    rest = words[k : k + 9]
    told = words[k:]
    enough = sum(w.word[0].isalnum() for w in told) >= LEAST_CONTENT
    if not enough and not any(BLANK in w.word for w in told):
        return None
    if lemma in {"say", "add", "claim", "insist", "argue", "admit"}:
        return k
    return k if any(w.word in small("finite") or w.word.endswith("ed") for w in rest) else None


def _counts(words: list[Token], k: int) -> bool:
    """Whether a small word opens a figure: "said about 20 people had died"."""
    figure = "".join(w.word + " " for w in words[k + 1 : k + 3])
    return words[k].word in ABOUT and bool(numbers.find_numbers(figure))


def _behind_addressee(words: list[Token], first: int) -> int | None:
    """Behind "told Reuters", "told the agency by phone": where its clause begins."""
    k = first
    while k < len(words) and k < first + 8:
        word = words[k].word
        if k > first and (
            word in small("nominative") or word in {"the", "there", "his", "their", "our", "my"}
        ):
            if words[k - 1].word not in {"to", "by", "on", "from", "of", "in", "with", "and"}:
                return k
        elif not word[0].isalnum() or BLANK in word:
            return None
        k += 1
    return None


def _behind_time(words: list[Token], k: int) -> int | None:
    """Behind "on Tuesday", "late Monday": the place of the next word."""
    days = small("time_words")
    at = k
    while at < len(words) and words[at].word in days | {"on", "in", "this", "last", "the"}:
        at += 1
    return at if at > k and words[at - 1].word in days else None


def _matter(masked: str, words: list[Token], first: int) -> Span | None:
    """The noun phrase that carries the content behind "described", "spoke of"."""
    if words[first].word in small("objects") | {"herself", "himself", "itself", "as", "how"}:
        return None
    if not (words[first].word[0].isalnum()) or BLANK in words[first].word:
        return None
    end = clause_end(words, first, first - 1)
    span = trimmed(masked, (words[first].start, end))
    return span if masked[span[0] : span[1]].count(" ") + 1 >= LEAST_MATTER else None


def _name_given(words: list[Token], first: int) -> Span | None:
    """What is called what: "call them heroes" gives the name."""
    if words[first].word not in small("objects"):
        return None
    k = first + 1
    while k < len(words) and words[k].word[0].isalnum() and words[k].word not in small("breaks"):
        k += 1
    if k == first + 1 or BLANK in words[first + 1].word:
        return None
    if all(word.capital for word in words[first + 1 : k]):
        return None  # "his friends call him Addy": a name, not what was said
    return words[first + 1].start, words[k - 1].end
