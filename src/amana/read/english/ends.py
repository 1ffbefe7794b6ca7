"""English: where what was said ends: with the sentence, or where the reporter speaks again."""

import re

from amana.model import Span
from amana.read.english.words import (
    LEAST_CONTENT,
    Token,
    has_verb,
    is_noun,
    is_passive,
    small,
    verbs,
)
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.sayings import trimmed

SOON_A_DOUBT = 12  #: words from "but" to "confirmation": "but as of yet there has been no direct …"
SOON_A_CLAUSE = 8  #: words from "as" or "but" to the verb of a clause: "as the last ferry left"
SOON_CARRIED = 6  #: words of "in a televised speech carried by"
CARRIED = {"carried", "aired", "broadcast", "published", "quoted", "reported", "released", "posted"}
ADVERBS = {"also", "then", "later", "has", "have", "had", "again", "further", "once"}


def clause_from(masked: str, words: list[Token], start: int, verb: int) -> tuple[Span, ...]:
    """Return the clause that begins at a word, as one span; none where it carries no content."""
    if start >= len(words):
        return ()
    span = trimmed(masked, (words[start].start, clause_end(words, start, verb)))
    inside = masked[span[0] : span[1]]
    enough = len(re.findall(rf"[\w{BLANK}]+", inside)) >= LEAST_CONTENT or BLANK in inside
    return (span,) if enough else ()


def clause_end(words: list[Token], start: int, verb: int) -> int:
    """Return where the clause ends: with the sentence, or where the reporter speaks again."""
    first = words[0].word if words else ""
    in_front = first in small("subordinators") and not any(w.word == "," for w in words[:verb])
    in_front = in_front or _is_governed(words, verb)
    aside = _tells_of_noun(words, verb)
    depth = 0
    for k in range(start, len(words)):
        word = words[k].word
        depth += (word in "([") - (word in ")]")
        if depth < 0 or word == ";":
            return words[k - 1].end
        if depth == 0 and k > start and _ends_at(words, start, k, in_front=in_front):
            return words[k - 1].end
        if depth == 0 and k > start and aside and _goes_back(words, k):
            return words[k - 1].end
    return words[-1].end


def _is_governed(words: list[Token], verb: int) -> bool:
    """Whether the verb is no more than an occasion: "despite admitting that it rained, …"."""
    return (
        0 < verb < len(words)
        and words[verb].word.endswith("ing")
        and words[verb - 1].word in small("governs_doing")
    )


def _tells_of_noun(words: list[Token], verb: int) -> bool:
    """Whether the verb stands in a relative clause: "the guild, which says that …, is gone"."""
    before = [word.word for word in words[max(0, verb - 3) : verb]]
    return any(word in {"which", "who"} for word in before)


def _goes_back(words: list[Token], k: int) -> bool:
    """Whether behind a comma the sentence that a relative clause stands in goes on."""
    after = words[k + 1].word if k + 1 < len(words) else ""
    return words[k].word == "," and after in small("finite") - small("nominative") - {"there"}


def phrase_end(words: list[Token], start: int, *, binds: bool = False) -> int:
    """Return where a noun phrase ends that was said: with its clause, or where another begins.

    "condemned the raid, which …", "questioned the toll as the ferry left", "spoke of rain and
    said". What somebody does, or is blamed for (`binds`), may have clauses of its own.
    """
    end = clause_end(words, start, start - 1)
    whole = binds or words[start].word.endswith("ing")
    for k in range(start + 1, len(words)):
        if words[k].start >= end:
            break
        if _speaks_again(words, k) or _contrasts(words, k) or (not whole and _apart(words, k)):
            return words[k - 1].end
        if not whole and _does_more(words, k):
            return words[k - 1].end
    return end


def _speaks_again(words: list[Token], k: int) -> bool:
    """Whether the next verb tells of speech, in the past or in "-s": "and then adds"."""
    if words[k].word not in {"and", "but"}:
        return False
    k += 1
    while k < len(words) and (words[k].word in ADVERBS or words[k].word.endswith("ly")):
        k += 1
    if k >= len(words) or words[k].word not in verbs().forms or is_noun(words, k):
        return False
    return words[k].word.endswith(("ed", "s")) or words[k].word in {
        "said",
        "told",
        "swore",
        "wrote",
    }


def _contrasts(words: list[Token], k: int) -> bool:
    """Whether the reporter goes on with another clause: "…, but the mayor would leave it"."""
    after = words[k + 1 : k + 2]
    return (
        words[k].word == "," and after[:1] != [] and after[0].word == "but" and _tells(words, k + 2)
    )


def _apart(words: list[Token], k: int) -> bool:
    """Whether behind a noun a relative clause begins, or a clause that tells when or why."""
    word, after = words[k].word, words[k + 1].word if k + 1 < len(words) else ""
    if word == ",":
        return after in small("opens_relative")
    if word == "because":
        return True
    if word not in small("opens_occasion") or words[k - 1].word in {
        "such",
        "same",
        "well",
        "known",
    }:
        return False
    said_to_be = word == "as" and (after in {"a", "an"} or after in MARKS or BLANK in after)
    return not said_to_be and _tells(words, k + 1)


def _does_more(words: list[Token], k: int) -> bool:
    """Whether somebody goes on to do something else: "promised a truce and tried to hold it"."""
    if words[k].word != "and" or k + 2 >= len(words):
        return False
    after = small("opens_object") | {"to", "that", "on"}
    return words[k + 1].word.endswith("ed") and words[k + 2].word in after


def _tells(words: list[Token], k: int) -> bool:
    """Whether a clause begins at a word: its verb comes before any comma or "and"."""
    near = words[k : k + SOON_A_CLAUSE]
    stop = next((j for j, w in enumerate(near) if w.word in {",", "and"}), len(near))
    return has_verb(near[:stop], 0)


def _ends_at(words: list[Token], start: int, k: int, *, in_front: bool) -> bool:
    """Whether the clause that begins at `start` is over before the word at k."""
    word = words[k].word
    if word == ",":
        return (in_front and not _is_list(words, k)) or _another_behind(words, start, k)
    if word in {"and", "but"}:
        return _goes_on_speaking(words, start, k)
    return word in {"—", "–"} and _new_speech(words, k + 1)


def _another_behind(words: list[Token], start: int, comma: int) -> bool:
    """Whether a comma parts the clause from words of the reporter."""
    after = [w.word for w in words[comma + 1 : comma + 4]]
    if not after or after[:2] in (["but", "that"], ["and", "that"]):
        return False
    if after[0] in small("opens_another") or _names_carrier(words, comma + 1):
        return True
    if after[0] == "but" and _doubts(words, comma + 2):
        return True
    if after[0] in {"and", "but"}:
        return _new_speech(words, comma + 2) or _goes_on_speaking(words, start, comma + 1)
    if after[0] in {"even", "also", "instead"} or after[0].endswith("ly"):
        after = after[1:] or after  # "…, even suggesting"
    if after[0] in verbs().forms and after[0].endswith("ing"):
        return True
    return _new_speech(words, comma + 1) and comma > start + 2


def _names_carrier(words: list[Token], k: int) -> bool:
    """Whether the reporter tells who carried the words: "…, in remarks carried by the agency"."""
    shown = [w.word for w in words[k : k + SOON_CARRIED]]
    by = shown.index("by") if shown[:1] == ["in"] and "by" in shown else 0
    return by > 1 and shown[by - 1] in CARRIED


def _goes_on_speaking(words: list[Token], start: int, k: int) -> bool:
    """Whether behind "and" the speaker speaks again: "said it would close and warned that …".

    A verb that goes with those of the clause belongs to it: "said the men came in and told …".
    """
    j = k + 1
    while j < len(words) and (words[j].word in ADVERBS or words[j].word.endswith("ly")):
        j += 1
    if j >= len(words) or words[j].word not in verbs().forms or words[j].word.endswith("ing"):
        return False
    if is_noun(words, j) or words[j].word in small("not_new_speech"):
        return False
    past = words[j].word.endswith("ed") or words[j].word in {"said", "told", "swore", "wrote"}
    if not past and not words[j].word.endswith("s"):
        return False
    for before in reversed(words[start:k]):
        if before.word in small("be_and_modals"):
            return True
        if before.word in small("finite") or (before.word.endswith("ed") and past):
            return before.word in small("nominative")
    return True


def _doubts(words: list[Token], k: int) -> bool:
    """Whether the reporter says that what was said is not confirmed."""
    return any(word.word in small("doubts") for word in words[k : k + SOON_A_DOUBT])


def _is_list(words: list[Token], k: int) -> bool:
    """Whether a comma stands in a list ("residents, activists, and journalists")."""
    after = [w.word for w in words[k + 1 : k + 5]]
    return bool(after) and (
        "and" in after[:2] or (len(after) > 1 and after[1] in {",", "and", "or"})
    )


def _new_speech(words: list[Token], k: int) -> bool:
    """Whether, within a few words, a subject speaks."""
    return any(
        words[j].word in verbs().forms
        and not words[j].word.endswith("ing")
        and words[j].word not in small("not_new_speech")
        and not is_passive(words, j)
        and not is_noun(words, j)
        for j in range(k + 1, min(k + 5, len(words)))
    )
