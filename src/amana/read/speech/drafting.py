"""Drafting: what every rule of attribution needs: the words between marks, the cue, the speaker."""

import re
from dataclasses import dataclass, field
from functools import cache

from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.english import subjects
from amana.read.english.words import small, verbs
from amana.read.page import Draft, Page
from amana.read.quotes import Quote
from amana.read.speech.sayings import Saying
from amana.read.voices.voices import Mention

LONGEST_SUBJECT = 8  #: words of a noun phrase that may be a speaker no word list knows
NOBODY = {"it", "this", "that", "which", "there", "what"}


#: how sure a quotation is by the rule that found its speaker: the share that was right in span and
#: speaker, of PolNeAR's development part, as far as a rule is met there (behind, in_front, clause,
#: in_clause, signature, earlier, lead, nobody); by judgement for rules met fewer than ten times
SURE = {
    "behind": 0.95,
    "beside": 0.7,
    "in_front": 0.85,
    "in_clause": 0.7,
    "taken_as": 0.5,
    "noun": 0.6,
    "clause": 0.88,
    "label": 0.92,
    "parentheses": 0.7,
    "earlier": 0.6,
    "again": 0.8,
    "possessor": 0.7,
    "words_of": 0.6,
    "before": 0.5,
    "signature": 0.95,
    "lead": 0.6,
    "goes_on": 0.6,
    "section": 0.92,
    "nobody": 0.4,
}


@dataclass(slots=True)
class Sofar:
    """What was drafted up to here: the paragraph in hand, and the last statement before it."""

    here: list[Draft] = field(default_factory=list)  #: of the paragraph in hand
    last: Draft | None = None  #: the last one in the paragraphs before
    direct: set[int] = field(default_factory=set)  #: paragraphs in which marks speak

    def before(self, offset: int) -> Draft | None:
        """Return the last statement that ends before an offset, headlines apart."""
        ended = [d for d in self.here if d.spans[-1][1] <= offset and not d.headline]
        return max(ended, key=lambda d: d.spans[-1][1], default=self.last)


def drafted(
    page: Page,
    quote: Quote,
    p: int,
    mention: Mention | None,
    saying: Saying | None,
    rule: str,
    sentence: Span | None = None,
) -> Draft:
    """Return the draft of a direct quotation; `rule`: how its speaker was found."""
    if sentence is None:
        sentence = saying.sentence if saying else sentence_at(page, p, quote.outer[0])
    return Draft(
        kind="direct", spans=quote.spans, mention=mention, saying=saying, sentence=sentence,
        paragraph=p, rule=rule, sure=SURE[rule],
    )  # fmt: skip


def sentence_at(page: Page, p: int, offset: int) -> Span:
    """Return the sentence of a paragraph that an offset stands in; else the paragraph."""
    return next((s for s in page.sentences[p] if s[0] <= offset < s[1]), page.paragraphs[p])


def last_direct(sofar: Sofar, quote: Quote) -> Draft | None:
    """Return the direct statement of the paragraph in hand that ends last before a quotation."""
    ended = [
        d for d in sofar.here
        if d.spans[-1][1] <= quote.outer[0]
        and (d.kind == "direct" or (d.kind == "mixed" and _cue_behind(d)))
    ]  # fmt: skip
    return max(ended, key=lambda d: d.spans[-1][1], default=None)


def _cue_behind(draft: Draft) -> bool:
    """Whether a clause stands before its cue: it may go on behind it."""
    return draft.saying is not None and draft.saying.cue[0] >= draft.spans[-1][1]


def size(page: Page, quote: Quote) -> int:
    """Return how many words stand between the marks."""
    return sum(len(page.text[s:e].split()) for s, e in quote.spans)


def alone(page: Page, quote: Quote, p: int) -> bool:
    """Return whether the quotation makes a paragraph or a sentence of its own."""
    start, _ = page.paragraphs[p]
    if not page.text[start : quote.outer[0]].strip():
        return True
    whole = page.text[quote.spans[-1][1] - 1] in ".!?؟…"
    sentence = sentence_at(page, p, quote.outer[0])
    begins = not page.text[sentence[0] : quote.outer[0]].strip() or led_to(page, quote)
    return whole and (begins or not page.text[quote.spans[0][0]].islower())


def led_to(page: Page, quote: Quote) -> bool:
    """Return whether a colon or a comma leads to the quotation."""
    return page.text[: quote.outer[0]].rstrip()[-1:] in {":", ",", "،"}


def speaker_of(page: Page, saying: Saying, *, beside_marks: bool = False) -> Mention | None:
    """Return who speaks: the noun phrase beside the verb, or else the first of the sentence."""
    mention = possessor(page, saying.subject) or page.mention(saying.subject)
    if saying.cue_form.endswith("ing"):
        if (heard := _heard_in(page, saying)) is not None:
            return heard
        if mention is None or page.text[slice(*saying.subject or (0, 0))].split()[-1] in _MEDIUMS:
            return _who_goes_on(page, saying)
        return mention
    arabic = page.lang_at(saying.cue[0]) == "ar"
    if mention is None and saying.subject is not None and arabic:
        mention = arabic_voices.described(page.plain, saying.subject)
    if mention is None and saying.through is not None:
        if saying.subject is not None and saying.subject[0] < saying.through[0]:
            return _unheard_of(page, saying, beside_marks=beside_marks)  # "a juggler quoted by"
        mention = page.mention(saying.through)  # "Hala said, citing the rain"
    if mention is not None or saying.subject is None or arabic:
        return mention
    described = _unheard_of(page, saying, beside_marks=beside_marks)
    if described is not None and saying.lemma == "according to":
        return described  # "Police had left, according to federal figures": not the police
    first = subjects.first_phrase(page.masked, (saying.sentence[0], saying.cue[0]))
    return page.mention(first) or described


def possessor(page: Page, span: Span | None) -> Mention | None:
    """Return whom "his", "her", "its" or "their" means, as a pronoun; None for other words."""
    pronoun = None if span is None else _POSSESSIVES.get(page.text[slice(*span)].lower())
    if span is None or pronoun is None:
        return None
    return Mention(
        as_written=page.text[slice(*span)], span=span, name=None, kind="unnamed", role=None,
        affiliation=None, minor=None, pronoun=pronoun,
    )  # fmt: skip


_POSSESSIVES = {"his": "m", "her": "f", "its": "n", "their": "p"}
_MEDIUMS = frozenset(("statement", "statements", "tweet", "tweets", "letter", "letters", "post"))


def _heard_in(page: Page, saying: Saying) -> Mention | None:
    """Whom a recording lets speak: "footage of Hala Rami saying"."""
    found = _recorded().search(page.masked, saying.sentence[0], saying.cue[0])
    return None if found is None else page.mention(found.span(1))


@cache
def _recorded() -> re.Pattern[str]:
    nouns = "|".join(sorted(small("recordings")))
    return re.compile(rf"\b(?:{nouns}) of ([^,;:]{{2,60}}?) $", re.IGNORECASE)


def _who_goes_on(page: Page, saying: Saying) -> Mention | None:
    """Whose words "…, adding that …" tells: of whoever spoke before, or began the sentence."""
    start, at = saying.sentence[0], saying.cue[0]
    before = [s for s in page.sayings[page.paragraph_at(at)] if start <= s.cue[0] < at]
    for earlier in reversed(before):
        if (mention := page.mention(earlier.subject)) is not None:
            return mention
    while start < at:
        phrase = subjects.first_phrase(page.masked, (start, at))
        if (mention := page.mention(phrase)) is not None:
            return mention
        comma = page.masked.find(",", start, at)
        start = at if comma < 0 else comma + 1
    return None


def _unheard_of(page: Page, saying: Saying, *, beside_marks: bool) -> Mention | None:
    """A subject that no word list knows ("a juggler said"): whoever it is, it speaks.

    `beside_marks`: what it says stands between marks, so that any verb of speech tells it.
    """
    if saying.subject is None:
        return None
    if not saying.content and saying.cue_form not in verbs().bare and not beside_marks:
        return None
    if saying.lemma in verbs().takes["things_do"]:
        return None
    start, end = saying.subject
    phrase = page.text[start:end]
    if not 0 < len(phrase.split()) <= LONGEST_SUBJECT or phrase.lower() in NOBODY:
        return None
    if phrase.split()[0].lower() in small("adverbial_start") - {"two", "three"}:
        return None
    if not small("finite").isdisjoint(phrase.lower().split()):
        return None  # "Rain fell in the valley"
    return Mention(
        as_written=phrase, span=saying.subject, name=None, kind="unnamed", role=None,
        affiliation=None, minor=None,
    )  # fmt: skip


def only_in_verb(page: Page, saying: Saying) -> bool:
    """Return whether the language may leave the subject to the verb alone, as Arabic does."""
    return page.lang_at(saying.cue[0]) == "ar" and saying.subject is None
