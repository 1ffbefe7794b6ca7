"""English: figures that somebody gives without a verb of speech: "put the toll at nineteen"."""

from amana.model import Span
from amana.read.english.ends import clause_end
from amana.read.english.subjects import subject_before
from amana.read.english.words import Token, small
from amana.read.speech.sayings import Saying, trimmed

#: by which small word the figure follows: "put the toll at 60", "raised the toll to 60"
GIVES = {
    "put": "at", "puts": "at", "putting": "at", "estimated": "at", "estimates": "at",
    "revised": "to", "raised": "to", "raises": "to", "lowered": "to", "updated": "to",
}  # fmt: skip
MOST_COUNTED = 12  #: words from the verb to "at": "put the number of dead at the mill at 30"


def figure_given(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """Return who puts a number at what: the number and the figure are what was said."""
    leads = GIVES.get(words[i].word)
    if leads is None:
        return None
    near = range(i + 2, min(i + 2 + MOST_COUNTED, len(words) - 1))
    at = next((k for k in near if words[k].word == leads and _is_figure(words, k + 1)), None)
    if at is None or not any(w.word in small("counts") for w in words[i + 1 : at]):
        return None
    subject = subject_before(words, i)
    if subject is None:
        return None
    content = trimmed(masked, (words[i + 1].start, clause_end(words, i + 1, i)))
    return Saying(
        cue=(words[i].start, words[i].end), lemma="say", cue_form=words[i].word,
        subject=subject, content=(content,), sentence=sentence, through=None, sure=0.85,
    )  # fmt: skip


def _is_figure(words: list[Token], k: int) -> bool:
    """Whether a figure begins here: "19", "at least 60", "between 112 and 130"."""
    return words[k].word[0].isdigit() or words[k].word in small("before_figures")
