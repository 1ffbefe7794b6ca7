"""Stance: how a speaker stands to the words, and how the voice knows."""

import re
from functools import cache

from amana.lang import lexicon
from amana.lang.letters import fold
from amana.model import Basis, Medium, Stance, Voice
from amana.read.voices.voices import Mention

#: media in which a voice speaks for itself
OF_ITS_OWN = frozenset(
    ("post", "reply", "profile", "live_stream", "video", "voice_message", "chat_message", "call")
)


@cache
def lemmas(name: str) -> frozenset[str]:
    """Return a set of verbs of speech by what they do: "asks", "denies", "again", "names"."""
    return frozenset(lexicon.load("stance")["lemmas"][name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of `data/stance.toml`, ready for matching."""
    bodies = lexicon.load("stance")["patterns"][name]
    return re.compile(bodies if isinstance(bodies, str) else "|".join(bodies), re.IGNORECASE)


def stance_of(lemma: str, texts: tuple[str, ...], *, answers: bool = False) -> Stance:
    """Return how the speaker stands to the words: by the cue, or by the words themselves.

    `answers`: whether the speaker answers for others, as a body or an official does; "we did not
    sleep" is no denial of a witness.

    >>> stance_of("say", ("Where are you? Save us.",)), stance_of("say", ("Maybe it is over.",))
    ('asks', 'hedges')
    >>> stance_of("say", ("Never. They were not there.",)), stance_of("estimate", ("60 died",))
    ('denies', 'hedges')
    """
    if lemma in lemmas("denies"):
        return "denies"
    if lemma in lemmas("asks"):
        return "asks"
    sentences = [s for text in texts for s in re.findall(r"[^.!?؟…]+[.!?؟…]*", text) if s.strip()]
    if any(pattern("rejects").search(text) for text in sentences[:2]):
        return "denies"
    if answers and sentences and pattern("disowns").search(sentences[0]):
        return "denies"
    asking = sum(_asks(sentence) for sentence in sentences)
    if sentences and asking * 2 >= len(sentences):
        return "asks"
    estimated = lemma in lemmas("hedges")
    return "hedges" if estimated or (sentences and _is_hedged(sentences[0])) else "affirms"


def answers_for_others(mention: Mention | None) -> bool:
    """Return whether somebody answers for others: a body, an outlet, an official."""
    if mention is None:
        return False
    if mention.kind in {"group", "outlet"}:
        return True
    return not _officials().isdisjoint(fold(mention.role or "").split())


@cache
def _officials() -> frozenset[str]:
    words = lexicon.load("stance")["officials"]["words"]
    return frozenset(form for word in words for form in (fold(word), "ال" + fold(word)))


def _asks(sentence: str) -> bool:
    """Whether a sentence asks, or one of its clauses begins with an order."""
    if sentence.rstrip(" ”\"'»").endswith(("?", "؟")):
        return True
    return any(pattern("commands").match(clause) for clause in re.split(r"[,،;؛]\s", sentence))


def _is_hedged(sentence: str) -> bool:
    """Whether what a sentence says is hedged, not only a number or an aside in it."""
    for hedge in pattern("hedges").finditer(sentence):
        before, behind = sentence[: hedge.start()], sentence[hedge.end() :]
        if pattern("of_number").match(behind):
            continue
        if not re.search(r"[,،;:—“«\"(]", before) or not behind.strip(" .!,،”»\"'"):
            return True
    return False


def basis_of(
    mention: Mention | None, medium: Medium, *, direct: bool, via: tuple[Voice, ...]
) -> Basis:
    """Return how the voice knows: its own words are first hand, an outlet's are not known."""
    if mention is None or mention.kind == "outlet":
        return "unknown"
    if direct and (medium in OF_ITS_OWN or mention.kind == "person"):
        return "firsthand"
    return "told_by" if via else "unknown"
