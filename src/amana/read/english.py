"""English: cues of speech, and the clauses that carry what was said."""

from amana.model import Span
from amana.read.english_ends import clause_from
from amana.read.english_fronts import according, content_in_front, starts_in_front
from amana.read.english_sources import cited
from amana.read.english_starts import content_behind
from amana.read.english_words import Token, is_negated, is_noun, tokens, verbs
from amana.read.sayings import Saying
from amana.read.subjects import subject_before, subject_behind


def find_sayings(masked: str, sentence: Span) -> list[Saying]:
    """Return the cues of speech in one sentence of the masked text, in order."""
    words = tokens(masked, sentence)
    found = []
    for i in range(len(words)):
        saying = according(masked, words, i, sentence) or _verb(masked, words, i, sentence)
        if saying is not None:
            found.append(saying)
    return found


def _verb(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    forms = verbs().forms
    form, width = words[i].word, 1
    if i + 1 < len(words) and (pair := f"{form}_{words[i + 1].word}") in forms:
        form, width = pair, 2
    if form not in forms or is_noun(words, i) or is_negated(words, i):
        return None
    cue = (words[i].start, words[i + width - 1].end)
    subject = subject_before(words, i)
    inverted = subject is None and starts_in_front(words, i)
    content, sure = ((), 0.8) if inverted else content_behind(masked, words, i, width, form)
    if not content and subject is not None:
        content, sure = content_in_front(masked, words, i, subject, sentence)
    if subject is None:
        subject = subject_behind(words, i + width)
        if inverted and subject is not None:
            content, sure = content_in_front(masked, words, i, cue, sentence)
    subject, through, first = cited(words, i + width, subject)
    if verbs().forms[form] == "quote" and through is not None:
        content = clause_from(masked, words, first, i)
    return Saying(
        cue=cue,
        lemma=verbs().forms[form],
        cue_form=form,
        subject=subject,
        content=content,
        sentence=sentence,
        through=through,
        sure=sure,
    )
