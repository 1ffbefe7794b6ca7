"""Stance: how a speaker stands to the words, how the voice knows, and what others dispute."""

import re
from functools import cache

from amana.lang import lexicon
from amana.model import Basis, Medium, Quoted, Span, Stance, Voice
from amana.read.voices import Mention

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
    return re.compile("|".join(lexicon.load("stance")["patterns"][name]), re.IGNORECASE)


def stance_of(lemma: str, texts: tuple[str, ...]) -> Stance:
    """Return how the speaker stands to the words: by the cue, or by the words themselves.

    >>> stance_of("say", ("Where are you? Save us.",)), stance_of("say", ("Maybe it is over.",))
    ('asks', 'hedges')
    """
    if lemma in lemmas("denies"):
        return "denies"
    sentences = [s for text in texts for s in re.findall(r"[^.!?؟…]+[.!?؟…]*", text) if s.strip()]
    asking = sum(_asks(sentence) for sentence in sentences)
    if lemma in lemmas("asks") or (sentences and asking * 2 >= len(sentences)):
        return "asks"
    return "hedges" if sentences and pattern("hedges").search(sentences[0]) else "affirms"


def _asks(sentence: str) -> bool:
    question = sentence.rstrip().endswith(("?", "؟"))
    return question or pattern("commands").match(sentence) is not None


def basis_of(
    mention: Mention | None, medium: Medium, *, direct: bool, via: tuple[Voice, ...]
) -> Basis:
    """Return how the voice knows: its own words are first hand, an outlet's are not known."""
    if mention is None or mention.kind == "outlet":
        return "unknown"
    if direct and (medium in OF_ITS_OWN or mention.kind == "person"):
        return "firsthand"
    return "told_by" if via else "unknown"


def disputes(text: str, lemma: str, span: Span) -> tuple[Quoted, ...]:
    """Return what others call the same thing, where a description is given as disputed.

    >>> t = "Some call them guards, others suspect them of looting."
    >>> [q.as_written for q in disputes(t, "call", (21, len(t)))]
    ['others suspect them of looting']
    """
    if lemma not in lemmas("names"):
        return ()
    match = pattern("disputes").search(text, *span)
    if match is None:
        return ()
    words = match.group().rstrip(" .,")
    return (Quoted(as_written=words, span=(match.start(), match.start() + len(words))),)
