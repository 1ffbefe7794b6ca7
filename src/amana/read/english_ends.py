"""English: where what was said ends: with the sentence, or where the reporter speaks again."""

import re

from amana.model import Span
from amana.read.english_words import LEAST_CONTENT, Token, small, verbs
from amana.read.quotes import BLANK
from amana.read.sayings import trimmed


def clause_from(masked: str, words: list[Token], start: int, verb: int) -> tuple[Span, ...]:
    """Return the clause that begins at a word, as one span; none where it carries no content."""
    if start >= len(words):
        return ()
    span = trimmed(masked, (words[start].start, clause_end(words, start, verb)))
    inside = masked[span[0] : span[1]]
    enough = len(re.findall(rf"[\w{BLANK}]+", inside)) >= LEAST_CONTENT or BLANK in inside
    return (span,) if enough else ()


def clause_end(words: list[Token], start: int, verb: int) -> int:
    """Return where the clause ends: with the sentence, or at a comma before another clause."""
    first = words[0].word if words else ""
    in_front = first in small("subordinators") and not any(w.word == "," for w in words[:verb])
    depth = 0
    for k in range(start, len(words)):
        word = words[k].word
        depth += (word in "([") - (word in ")]")
        if depth < 0 or word == ";":
            return words[k - 1].end
        if word == "," and depth == 0:
            after = [w.word for w in words[k + 1 : k + 4]]
            if in_front and not _is_list(words, k):
                return words[k - 1].end
            if after[:2] in (["but", "that"], ["and", "that"]):
                continue
            if after[:1] and (
                after[0] in {"but", "while", "although", "though", "whereas", "according", "adding"}
            ):
                return words[k - 1].end
            if after[:1] == ["and"] and _new_speech(words, k + 2):
                return words[k - 1].end
            if after and after[0] in verbs().forms and after[0].endswith("ing"):
                return words[k - 1].end
            if _new_speech(words, k + 1) and k > start + 2:
                return words[k - 1].end
        if word in {"—", "–"} and _new_speech(words, k + 1):
            return words[k - 1].end
    last = len(words) - 1
    return words[last].end


def _is_list(words: list[Token], k: int) -> bool:
    """Whether a comma stands in a list ("residents, activists, and journalists")."""
    after = [w.word for w in words[k + 1 : k + 5]]
    return bool(after) and (
        "and" in after[:2] or (len(after) > 1 and after[1] in {",", "and", "or"})
    )


def _new_speech(words: list[Token], k: int) -> bool:
    """Whether, within a few words, a subject speaks."""
    return any(
        words[j].word in verbs().forms and not words[j].word.endswith("ing") and j > k
        for j in range(k, min(k + 5, len(words)))
        if words[j].word not in small("not_new_speech")
    )
