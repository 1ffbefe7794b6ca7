"""English: clauses behind a noun of speech: "despite the army's claim that the road is open"."""

from amana.model import Span
from amana.read.english.ends import clause_from
from amana.read.english.subjects import subject_behind
from amana.read.english.words import Token, small, verbs
from amana.read.quotes import BLANK
from amana.read.speech.sayings import Saying

MOST_ADJECTIVES = 2  #: words between an owner and the noun: "the army's own repeated claim"
MOST_FROM = 10  #: words of whom the noun is from: "warnings from the head of the guild that"
OWNS = ("’s", "'s", "s’", "s'")


def claim_of(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """Return whose words a noun of speech brings: the clause behind its "that".

    A noun that begins its sentence is left: where its clause ends, nothing tells.
    """
    if words[i].word.removesuffix("s") not in small("speech_nouns"):
        return None
    found = _owner_before(words, i) or _giver_behind(words, i)
    if found is None:
        return None
    subject, that = found
    if that + 1 >= len(words) or words[that].word != "that":
        return None
    if not _depends(words, min(subject[0], words[i].start)):
        return None
    told = words if _told_before(words, i) else words[: _comma(words, that)]
    content = clause_from(masked, told, that + 1, i)
    if not content or not _is_over(words, content[0][1]):
        return None
    return Saying(
        cue=(words[i].start, words[i].end), lemma="say", cue_form=words[i].word,
        subject=subject, content=content, sentence=sentence, through=None, sure=0.7,
    )  # fmt: skip


def _owner_before(words: list[Token], i: int) -> tuple[Span, int] | None:
    """Whose it is, and the place behind the noun: "his claim", "the army's old claim"."""
    for k in range(i - 1, max(-1, i - 2 - MOST_ADJECTIVES), -1):
        word = words[k].word
        if word in small("possessives"):
            return (words[k].start, words[k].end), i + 1
        if word.endswith(OWNS):
            return _phrase(words, k), i + 1
        if not word.isalpha() or words[k].capital or word in small("noun_before") - {"earlier"}:
            return None
    return None


def _phrase(words: list[Token], k: int) -> Span:
    """The noun phrase that ends with an owner, without the mark of owning."""
    j = k
    while j > 0 and _belongs(words, j):
        j -= 1
    end = words[k].end - (2 if words[k].word.endswith(("’s", "'s")) else 1)
    return words[j].start, end


def _belongs(words: list[Token], j: int) -> bool:
    """Whether the word before one belongs to the same name or description."""
    left = words[j - 1]
    if words[j].word in small("opens_object") or not left.word[0].isalnum() or BLANK in left.word:
        return False
    if left.capital:
        return words[j].capital
    return (
        left.word not in small("breaks") | small("governs") | small("finite") | verbs().forms.keys()
    )


def _giver_behind(words: list[Token], i: int) -> tuple[Span, int] | None:
    """Whom it is from, and where its "that" stands: "warnings from the guild that"."""
    if i + 1 >= len(words) or words[i + 1].word not in {"from", "by"}:
        return None
    near = range(i + 3, min(i + 3 + MOST_FROM, len(words)))
    that = next((k for k in near if words[k].word == "that"), None)
    source = None if that is None else subject_behind(words[:that], i + 2)
    if that is None or source is None or source[1] != words[that - 1].end:
        return None
    return source, that


def _depends(words: list[Token], start: int) -> bool:
    """Whether the phrase of the noun hangs on a word before it, that is no mark and no "But"."""
    first = next((k for k, word in enumerate(words) if word.start >= start), 0)
    if first == 0:
        return False
    return words[first - 1].word[0].isalnum() and words[first - 1].word not in small("links")


def _told_before(words: list[Token], i: int) -> bool:
    """Whether the sentence has its verb before the noun: else its clause ends with a comma."""
    verb = small("finite") | verbs().forms.keys()
    return any(word.word in verb or word.word.endswith("s") for word in words[: max(0, i - 1)]) or (
        any(word.word.endswith("ed") for word in words[: max(0, i - 2)])
    )


def _comma(words: list[Token], that: int) -> int:
    return next((k for k in range(that, len(words)) if words[k].word == ","), len(words))


def _is_over(words: list[Token], end: int) -> bool:
    """Whether the clause reaches a mark: behind a verb of the reporter's it would not."""
    after = next((word for word in words if word.start >= end), None)
    return after is None or not after.word[0].isalnum()
