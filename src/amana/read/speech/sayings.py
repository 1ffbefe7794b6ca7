"""What the grammars of both languages find: somebody says something."""

from dataclasses import dataclass

from amana.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A cue of speech with whoever is its subject and, where it is indirect, what is said."""

    cue: Span  #: the word that says that somebody spoke
    lemma: str
    cue_form: str  #: the cue in lower case
    subject: Span | None  #: the noun phrase that speaks; None where only the verb tells
    content: tuple[Span, ...]  #: the clause that carries the words; empty where marks must
    sentence: Span
    through: Span | None = None  #: who passed it on, where the cue itself says so
    further: tuple[Span, ...] = ()  #: through whom it came to that one, nearest first
    sure: float  #: 0 to 1: how often such a pattern is right, by judgement

    def __post_init__(self) -> None:
        """Leave out clauses of nothing but marks, of which trimming leaves no letter."""
        content = tuple(span for span in self.content if span[0] < span[1])
        object.__setattr__(self, "content", content)


def trimmed(text: str, span: Span, marks: str = " \t\r\n,;:.–—-") -> Span:
    """Return the span without these marks at its edges.

    >>> trimmed("say, no.", (3, 8))
    (5, 7)
    """
    start, end = span
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
