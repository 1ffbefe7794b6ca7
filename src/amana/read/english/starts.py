"""English: where what was said begins behind its verb: at "that", at a bare clause, at a noun."""

import re

from amana.lang import numbers
from amana.model import Span
from amana.read.english.ends import clause_end, clause_from, phrase_end
from amana.read.english.sources import behind_citing
from amana.read.english.words import (
    LEAST_CONTENT,
    MOST_BETWEEN,
    Token,
    has_verb,
    is_noun,
    small,
    verbs,
)
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.sayings import trimmed

Content = tuple[tuple[Span, ...], float]  #: what is said, and how sure it is that it is

NOTHING: Content = ((), 0.7)
ABOUT = {"about", "over", "up", "at"}  # before a figure: "about 20", "at least 20", "up to 20"
LEAST_ASKED = 6  #: words of a request; fewer ("to continue their efforts") carry no content
BEHIND_SENT = {"to", "on", "in", "at", "from", "by", "via", "before", "after", "through"}
SOON = 4  #: words from "that" to the verb: "that he has just sent"
LEAST_DOING = 3  #: words of "firing on the mill", or of one with words in marks
LEAST_MATTER = 5  #: words of a noun phrase that is content ("described the situation" is not)
PLURAL = {"are", "were", "have", "do"}  # "people who say that were not there"
BEGIN_CLAUSE = {
    "the", "there", "his", "their", "our", "my", "its", "every", "no", "all", "nobody", "nothing",
    "everyone", "everything",
}  # fmt: skip
OPENING = set("“\"‘'«")
WRITES = {"write", "post", "tweet", "publish", "share", "message"}
MOST_GIVEN = 8  #: words of whoever is accused, or to whom something is promised, by judgement
LONGEST_NAME = 40  #: letters in marks that may be a name of something, by judgement
LEAST_CALLED = 16  #: letters in marks that are more than a nickname, by judgement
MOST_TOLD = 4  #: words of who is told, before "that": "told the men of the guild that"
MOST_CALLED = 10  #: words of what is called something, by judgement
GIVES_FIGURES = {"say", "report", "claim", "estimate"}
TOLD = {"tell", "inform", "assure", "remind", "notify"}  # whom stands behind them
ALWAYS = {"say", "claim", "insist", "argue", "admit"}  # a clause follows nearly always


def content_behind(masked: str, words: list[Token], i: int, width: int, form: str) -> Content:
    """Return the clause behind the verb, and how sure it is one; empty where there is none."""
    known = verbs()
    lemma, first = known.forms[form], i + width
    if lemma not in known.takes["marks"] and (that := _that(words, first, lemma)) is not None:
        clause = clause_from(masked, words, that + 1, i)
        if clause and lemma in known.takes["asks"] and _UNNAMED.search(masked, *clause[0]):
            return NOTHING  # a condition of talking at all, not what was said
        return clause, 0.9
    first = behind_citing(words, first)
    if first >= len(words) or (lemma in small("binds") and _does(words, first)):
        return NOTHING
    if (given := _given(words, first, lemma)) is not None:
        return clause_from(masked, words[: _aside(words, given)], given, i), 0.75
    if (start := _asked(words, first, lemma)) is not None:
        asked = clause_from(masked, words, start, i)
        return NOTHING if asked and _UNNAMED.search(masked, *asked[0]) else (asked, 0.75)
    if lemma in GIVES_FIGURES and (figure := _figure(words, first)) is not None:
        return (figure,), 0.7
    if form in known.bare and (start := _clause_start(words, first, lemma)) is not None:
        return clause_from(masked, words, start, i), 0.8
    if lemma in small("describes_as") and (span := _described(words, first)) is not None:
        return (trimmed(masked, span),), 0.75
    if lemma in known.takes["matter"] and (span := _matter(masked, words, first, lemma)):
        return (span,), 0.75
    if lemma in known.takes["names"] and (span := _name_given(words, first)):
        return (trimmed(masked, span),), 0.6
    return NOTHING


def _given(words: list[Token], first: int, lemma: str) -> int | None:
    """Where begins of what somebody is accused, or what is promised to whom.

    "accuses her of | directing fire", "promised residents | a convoy by Friday".
    """
    for k in range(first, min(first + MOST_GIVEN, len(words))):
        if not words[k].word[0].isalnum() or BLANK in words[k].word:
            return None
        if lemma == "accuse" and words[k].word == "of" and k == first + 1:
            return k + 1 if words[first].word in small("objects") else None
        if lemma == "promise" and words[k].word in {"to", "that", "in", "on", "by", "for", "of"}:
            return None
        if lemma == "promise" and words[k].word in {"a", "an"} and k > first:
            return k
    return None


def _aside(words: list[Token], first: int) -> int:
    """Where an aside of the reporter's begins: ", which it calls Needle"."""
    near = range(first, len(words) - 1)
    opens = {"which", "who", "a", "an", "but"}
    return next(
        (k for k in near if words[k].word == "," and words[k + 1].word in opens), len(words)
    )


_UNNAMED = re.compile(
    r"\b(?:not be|remain|be kept) (?:named|identified|used|printed|published|quoted|anonymous)|"
    r"\bnot to (?:be|print|use|publish|give|name|identify|reveal|quote|show|say)\b",
    re.IGNORECASE,
)


# --- questions and requests --------------------------------------------------------------


def _asked(words: list[Token], first: int, lemma: str) -> int | None:
    """Where what is asked begins: "asked where the trucks had gone", "urged them to wait …"."""
    takes = verbs().takes
    asks, wonders, vows = (lemma in takes[key] for key in ("asks", "wonders", "vows"))
    if not (asks or wonders or vows):
        return None
    aside = range(0)
    for k in range(first, min(first + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word == "," and [w.word for w in words[k + 2 : k + 3]] == [","]:
            aside = range(k, k + 3)  # "asked the army, twice, to let …"
        if k in aside:
            continue
        if word in small("question_words") and k + 2 < len(words):
            if wonders and (k == first or lemma == "ask"):
                return k
            if k == first:
                return None
        if (asks or vows) and word in {"to", "not", "never"} and _is_request(words, k):
            return k
        if not word[0].isalnum() or BLANK in word or word in small("nominative") - {"it"}:
            return None
        if word in small("finite") or (vows and not asks and k > first):
            return None
    return None


def _is_request(words: list[Token], k: int) -> bool:
    """Whether "to" (or "not to") opens what somebody is to do, and that in some words."""
    to = k + (words[k].word != "to")
    if to + 1 >= len(words) or words[to].word != "to":
        return False
    verb = words[to + 1]
    if any(BLANK in word.word for word in words[to:]):
        return True  # "told them to “stay where the light is”"
    alone = verb.word[0].isalpha() and not verb.capital and verb.word not in small("noun_before")
    return alone and sum(w.word[0].isalnum() for w in words[k:]) >= LEAST_ASKED


# --- that --------------------------------------------------------------------------------


def _that(words: list[Token], first: int, lemma: str) -> int | None:
    """The place of the "that" (or "whether", "if") that opens the verb's clause."""
    behind = behind_citing(words, first)
    if _has_other_object(words, behind, lemma):
        return None
    aside = [word.word for word in words[behind : behind + 2]]
    parted = aside[:1] == [","] and aside[1:] != ["that"]  # "Hala said, since they know that"
    for k in range(behind, min(behind + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word == "that" and (_is_relative(words, behind, k) or _is_result(words, behind, k)):
            continue
        if word == "if" and lemma in {"ask", "wonder"}:
            return k - 1
        if word == "that" and words[k - 1].word in {"so", "such"}:
            return None  # "so that it shone"
        if word in {"that", "whether"}:
            after = words[k + 1].word if k + 1 < len(words) else "."
            before = words[k - 1].word
            if before in {"of", "in", "on", "for", "to", "with", "at"} or after in {".", ";"}:
                return None
            if word == "that" and after in small("bars_that") - {"not"}:
                pronoun = after not in PLURAL and _is_close(words, behind, k, lemma)
                return k - 1 if pronoun else None  # "said that was a lie"
            if word == "that" and k > behind and _is_of_noun(words, behind, k, lemma):
                return None
            if parted and before != ",":
                return None
            if k == first and lemma in TOLD:
                return None  # "were hauled in and told that": nobody is said to speak
            return k if word == "that" else k - 1
        if _bars_that(words, behind, k):
            return None
    return None


def _has_other_object(words: list[Token], behind: int, lemma: str) -> bool:
    """Whether something else than a clause follows: "agreed to fix the bridge that had burned"."""
    after = [word.word for word in words[behind : behind + 2]]
    if lemma in small("rejects") and after[:1] == ["that"]:
        return True  # "rejected that argument"
    takes = verbs().takes
    binds = lemma in takes["vows"] or lemma in takes["asks"] or lemma in small("binds")
    return binds and _does(words, behind)


def _does(words: list[Token], to: int) -> bool:
    """Whether "to" opens what somebody does, not whom they spoke to: "to open", "to the men"."""
    if to + 1 >= len(words) or words[to].word != "to":
        return False
    verb = words[to + 1]
    noun = verb.word in small("noun_before") | small("objects") | small("determiners")
    return not (noun or verb.capital or verb.word.endswith(("s", "rs")))


def _is_close(words: list[Token], behind: int, k: int, lemma: str) -> bool:
    """Whether nothing but whom and when stands between a verb and its "that"."""
    if k == behind or words[k - 1].word in small("time_words"):
        return True
    return lemma in verbs().takes["tells"] and k - behind < MOST_TOLD


def _is_of_noun(words: list[Token], behind: int, k: int, lemma: str) -> bool:
    """Whether "that" tells of a noun that the verb governs: "showed a preference for days that"."""
    if words[behind].word not in small("opens_object") or lemma in verbs().takes["tells"]:
        return False
    if words[k - 1].word in small("time_units"):
        return False  # "said the next day that"
    return not any(word.word in small("clause_nouns") for word in words[k - 1 : k])


def _bars_that(words: list[Token], first: int, k: int) -> bool:
    """Whether no "that" behind this word can open the clause of the verb before it."""
    word = words[k].word
    if word in {".", ";", ":", "?", "!", "(", "—", "–"}:
        return True
    if BLANK in word:  # a name: "pledged on “Sada al-Nas” that"
        return k < first + 2 or len(word) > LONGEST_NAME
    if word in small("nominative") - {"who"} or word in small("bars_that"):
        if words[k].capital and word not in small("nominative"):
            return False  # "warned in May that"
        return not (k > first and words[k - 1].word in {"who", "which"})
    if word == ",":
        return k > first + 4 and [w.word for w in words[k + 1 : k + 2]] != ["that"]
    return word in verbs().forms and not is_noun(words, k) and not _is_of_medium(words, first, k)


def _is_of_medium(words: list[Token], first: int, k: int) -> bool:
    """Whether a word is part of the medium behind a verb: "said in a video released on Monday"."""
    if words[first].word not in {"in", "on", "during", "via"}:
        return False
    made = words[k].word.endswith("ed") or words[k].word == "broadcast"
    return words[k].word in small("mediums") or (made and words[k - 1].word in small("mediums"))


def _is_result(words: list[Token], first: int, k: int) -> bool:
    """Whether "that" tells what something came to: "added so many rules that nobody knew"."""
    return any(word.word in {"so", "such"} for word in words[first:k])


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


# --- clauses without "that" --------------------------------------------------------------


def _clause_start(words: list[Token], first: int, lemma: str) -> int | None:
    """Where a clause without "that" begins behind the verb, if one does."""
    k = first
    if lemma in verbs().takes["tells"]:
        clause = _behind_addressee(words, first)
        if clause is None:
            return None
        k = clause
    else:
        k = _behind_circumstance(words, first)
    if k >= len(words) or not words[k].word[0].isalnum() or BLANK in words[k].word:
        return None
    if words[k].word in small("bars_that"):
        return None  # "what she said was a lie"
    alone = words[k].word in {"it", "this", "so"} and k + 1 < len(words)
    if alone and words[k + 1].word in small("no_clause") | small("breaks") | {",", "."}:
        return None  # "said it over and over"
    if words[k].word in small("no_clause") and not _counts(words, k):
        return None
    if any(word.word in small("mediums") for word in words[k : k + 2]) and lemma in WRITES:
        return None  # "posted a video", "wrote letters"
    verbless = words[k].word in small("perhaps_clause") or lemma not in ALWAYS
    if (
        words[k].word == "there"
        and words[k + 1 : k + 2]
        and words[k + 1].word not in small("finite")
    ):
        return None
    told = words[k:]
    enough = sum(w.word[0].isalnum() for w in told) >= LEAST_CONTENT
    if not enough and not any(BLANK in w.word for w in told):
        return None
    return None if verbless and not has_verb(words, k) else k


def _figure(words: list[Token], first: int) -> Span | None:
    """A figure alone that is all of what is said: "the union says at least 60 and has begun …"."""
    k = first
    while k < len(words) and words[k].word in small("bounds_of_figures"):
        k += 1
    if k >= len(words) or not numbers.find_numbers(words[k].word + " "):
        return None
    ends = k + 1 >= len(words) or words[k + 1].word in {",", ".", ";", "and", "but"}
    return (words[first].start, words[k].end) if ends else None


def _counts(words: list[Token], k: int) -> bool:
    """Whether a small word opens a figure: "said about 20 people had died"."""
    figure = "".join(w.word + " " for w in words[k + 1 : k + 3])
    return words[k].word in ABOUT and bool(numbers.find_numbers(figure))


def _behind_addressee(words: list[Token], first: int) -> int | None:
    """Behind "told Reuters", "told the agency by phone": where its clause begins."""
    k = first
    while k < len(words) and k < first + MOST_BETWEEN:
        word = words[k].word
        if k > first and (word in small("nominative") or word in BEGIN_CLAUSE):
            if words[k - 1].word not in small("governs"):
                return k
        elif not word[0].isalnum() or BLANK in word:
            return None
        k += 1
    return None


def _behind_circumstance(words: list[Token], first: int) -> int:
    """Behind "on Tuesday", "late Monday", "after the meeting": the place of the next word."""
    days = small("time_words")
    k = first
    while k < len(words) and words[k].word in days | {"on", "in", "this", "last", "the"}:
        k += 1
    while k > first and words[k - 1].word not in days:
        k -= 1  # "revealed Tuesday the mill had burned"
    if k > first:
        return k
    if (behind := _behind_time(words, first)) is not None:
        return behind
    if words[first].word in small("governs"):
        return _behind_addressee(words, first) or first
    return first


def _behind_time(words: list[Token], first: int) -> int | None:
    """Behind "this month", "two years ago"; the end where it goes on as "several days after"."""
    k = first
    opens = small("counting") | {"this", "last", "next", "that", "a", "the"}
    while k < first + 3 and k < len(words) and words[k].word in opens | {"same", "following"}:
        k += 1
    if k == first or k >= len(words) or words[k].word not in small("time_units"):
        return None
    k += 1
    if k < len(words) and words[k].word in {"after", "before", "into"}:
        return len(words)
    return k + (k < len(words) and words[k].word in {"ago", "earlier", "later"})


# --- noun phrases ------------------------------------------------------------------------


def _matter(masked: str, words: list[Token], first: int, lemma: str) -> Span | None:
    """The noun phrase that carries the content behind "described", "spoke of"."""
    first = _behind_circumstance(words, first)
    if first >= len(words) or words[first].word in small("no_matter"):
        return None
    if words[first].word in verbs().forms and words[first].word.endswith("ing"):
        return None  # "mentioned saying that"
    opening = words[first].word in OPENING
    if not (words[first].word[0].isalnum() or opening or BLANK in words[first].word):
        return None
    end = phrase_end(words, first, binds=lemma in small("holds_against"))
    span = trimmed(masked, (words[first].start, end))
    inside = masked[span[0] : span[1]]
    if ":" in inside:
        return None  # "described her simply: “…”"
    if not inside.strip(MARKS + BLANK + " ,."):
        return None  # all of it stands in marks
    doing = words[first].word.endswith("ing") or BLANK in inside  # "denied firing on the depot"
    enough = inside.count(" ") + 1 >= (LEAST_DOING if doing else LEAST_MATTER)
    return span if enough else None


def _name_given(words: list[Token], first: int) -> Span | None:
    """What is called what: "call them heroes" gives the name, "called the fire a crime" both."""
    if words[first].word not in small("objects"):
        return _called(words, first)
    k = first + 1
    while k < len(words) and words[k].word[0].isalnum() and words[k].word not in small("breaks"):
        k += 1
    if k == first + 1 or BLANK in words[first + 1].word:
        return None
    if words[first + 1].word in small("governs"):
        return None  # "as the paper called them in May"
    if all(word.capital for word in words[first + 1 : k]):
        return None  # "his friends call him Addy": a name, not what was said
    return words[first + 1].start, words[k - 1].end


def _described(words: list[Token], first: int) -> Span | None:
    """What is said of what behind "as": "describe it as a trap" gives the trap."""
    if words[first].word.endswith(("self", "selves")):
        return None  # "describes herself as": what she is, in whoever's words
    for k in range(first + 1, min(first + MOST_CALLED, len(words) - 1)):
        word = words[k].word
        if word == "as" and (words[k + 1].word[0].isalnum() or BLANK in words[k + 1].word):
            start = k + 1 if words[k - 1].word in small("objects") else first
            end = clause_end(words, k + 1, first - 1)
            return None if _tells_when(words, k + 1, end) else (words[start].start, end)
        if not (word[0].isalnum() or BLANK in word) or word in small("finite") | small(
            "nominative"
        ):
            return None
    return None


def _tells_when(words: list[Token], k: int, end: int) -> bool:
    """Whether a clause follows "as", not a name: "described the street as the bus left"."""
    for word in words[k:]:
        if word.start >= end or word.word in {"who", "that", "which", "whose"}:
            return False
        past = word.word.endswith("ed") and word is not words[k]
        if word.word in small("finite") | small("nominative") or past:
            return True
    return False


def _called(words: list[Token], first: int) -> Span | None:
    """Somebody or something, and what it was called: "called the fire a crime"."""
    for k in range(first + 1, min(first + MOST_CALLED, len(words) - 1)):
        word = words[k].word
        if BLANK in words[k + 1].word and word in OPENING:
            if len(words[k + 1].word) < LEAST_CALLED and words[k - 1].word not in {"a", "an"}:
                return None  # "call the ward “the Lung”": a nickname
            break
        if word in {"a", "an"} and words[k - 1].word not in small("governs") | {"as"}:
            if words[k + 1].word in small("times_called"):
                return None  # "called the police a second time"
            break
        if not word[0].isalnum() or word in small("finite"):
            return None
    else:
        return None
    return words[first].start, clause_end(words, first, first - 1)
