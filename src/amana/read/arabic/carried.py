"""Arabic: who goes on speaking where only a verb tells it: "وأضافت أن …"."""

import re
from collections.abc import Iterator

from amana.model import Span
from amana.read.arabic import names as arabic_names
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.subjects import first_subject
from amana.read.arabic.words import (
    folded,
    folded_word,
    forms,
    heads,
    is_joined,
    lemma_of,
    roles,
    small,
    tokens,
    without_and,
)
from amana.read.circumstances import stance
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK
from amana.read.voices.register import Register, folded_name
from amana.read.voices.voices import Mention

_END_OF_TWO = re.compile(r"\S+(?: [^\s،.:]+)?")
_OF_A_CHILD = {"ام", "ابو", "ابا", "ابي"}  # "أم كرم"
STOPS = {"،", ",", ".", ":", "؛", "؟", "!"}


def carried(draft: Draft, page: Page, known: Register, last: Mention | None) -> Mention | None:
    """Return whom only the verb tells, as the register knows them."""
    mention = _carried(draft, page, known, last)
    if mention is None or mention.kind != "unnamed":
        return mention
    return known.by_name.get(folded_name(mention.name or "")) or known.holder_of(mention) or mention


def _carried(draft: Draft, page: Page, known: Register, last: Mention | None) -> Mention | None:
    """Who speaks: as the sentence says, its section, the sentences before, or as before.

    Whoever is named only in words that were said is not meant: "قال عامل إن المعلمة هالة
    خرجت. وأضاف …" is the worker again.
    """
    saying = draft.saying
    if saying is None:
        return page.headings[draft.paragraph] or last
    form = saying.cue_form
    for mention in _in_sentence(draft, page):
        if _fits(mention, form):
            return mention
    issuer = None if _goes_on_from(draft, page, last) else page.issuer
    if (heading := page.headings[draft.paragraph] or issuer) is not None:
        return heading
    for mention in _before(draft, page, last):
        if _fits(mention, form):
            return mention
    if last is None:
        return known.named_before(saying.cue[0])
    return last


def is_text(mention: Mention) -> bool:
    """Return whether a text speaks for whoever gave it: "البيان", "المنشور"."""
    return folded_word(mention.as_written.split(" ")[0]) in small("texts")


def _goes_on_from(draft: Draft, page: Page, last: Mention | None) -> bool:
    """Whether "وتابع" goes on from somebody quoted in the same paragraph of a body's statement."""
    if draft.saying is None or last is None or draft.lemma not in stance.lemmas("again"):
        return False
    start = page.paragraphs[draft.paragraph][0]
    sayings = page.sayings[draft.paragraph]
    return any(start <= s.cue[0] < draft.saying.cue[0] and s.subject for s in sayings)


def _in_sentence(draft: Draft, page: Page) -> Iterator[Mention]:
    """Who spoke before in the same sentence, nearest first; then the subject it began with."""
    at = draft.saying.cue[0] if draft.saying else draft.spans[0][0]
    sayings = page.sayings[page.paragraph_at(at)]
    for saying in reversed(sayings):
        if saying.sentence == draft.sentence and saying.cue[1] <= at:
            mention = page.mention(saying.subject) or _described(page, saying.subject)
            if mention is not None:
                yield mention
    if (mention := subject_in(page, (draft.sentence[0], at))) is not None:
        yield arabic_names.with_aside(page.masked, mention, at)
    elif saying_joined(draft) and (first := _first_voice(page, (draft.sentence[0], at))):
        yield first


def saying_joined(draft: Draft) -> bool:
    """Return whether و or ف joins the cue to a clause before it."""
    return draft.saying is not None and is_joined(draft.saying.cue_form)


def _first_voice(page: Page, span: Span) -> Mention | None:
    """Whom a stretch names first, wherever: "بعد العصر زارنا أبو كرم البقال"."""
    words = tokens(page.masked, span)
    for k, word in enumerate(words):
        bare = word.word[1:] if word.word[:1] in "بل" else word.word
        cut = len(word.word) - len(bare) if folded_word(bare) in heads() else 0
        known = word.folded in heads() or cut
        common = word.folded in small("common_words") and word.folded not in _OF_A_CHILD
        if not known or common or word.folded in folded("outlet_words"):
            continue
        end = next(
            (w.start for w in tokens(page.masked, (word.end, span[1])) if w.word in STOPS), span[1]
        )
        start = word.start + cut
        if word.folded in _OF_A_CHILD:  # "أبو كرم الباب": no more than the name is sure
            two = _END_OF_TWO.match(page.masked, start, end)
            end = end if two is None else two.end()
        mention = page.mention((start, end))
        of = words[k - 1].folded if k else ""
        beside = of == "مع" or of in small("prepositions")  # "اختلف مع الاتحاد ويقول"
        if mention is not None and mention.kind == "group" and beside:
            continue
        if mention is not None and arabic_voices.is_known(mention):
            return arabic_names.with_aside(page.masked, mention, span[1] + 1)
    return None


def _described(page: Page, span: Span | None) -> Mention | None:
    return None if span is None else arabic_voices.described(page.plain, span)


def subject_in(page: Page, span: Span) -> Mention | None:
    """Return the voice that a stretch has for its subject, None without a known one."""
    words = tokens(page.masked, span)
    mention = page.mention(first_subject(words)) if words else None
    return mention if mention is not None and arabic_voices.is_known(mention) else None


def _before(draft: Draft, page: Page, last: Mention | None) -> Iterator[Mention]:
    """Who spoke, or is told of, in the sentences of the same paragraph before, nearest first."""
    at = draft.sentence[0]
    p = page.paragraph_at(at)
    for sentence in reversed(page.sentences[p]):
        if sentence[1] > at:
            continue
        here = [s for s in page.sayings[p] if s.sentence == sentence]
        if here or BLANK in page.masked[slice(*sentence)]:
            if last is not None:
                yield last
            for saying in reversed(here):
                if (mention := page.mention(saying.subject)) is not None:
                    yield mention
        elif (mention := subject_in(page, sentence) or _first_voice(page, sentence)) is not None:
            yield mention


def _fits(mention: Mention, form: str) -> bool:
    """Whether a verb's gender agrees with what somebody is: "وقالت" is not "the doctor", he."""
    if mention.kind not in {"person", "unnamed"} or lemma_of(form) is None:
        return True
    noun = folded_word((mention.role or mention.as_written or "").split(" ")[0])
    if noun not in roles():
        return True
    bare = without_and(form)
    he = bare in _HE or (lemma_of(form) or "").startswith("ت")
    she = bare.endswith(("ت", "ه")) or (bare[:1] == "ت" and "ي" + bare[1:] in forms() and not he)
    return she == noun.endswith("ه")


_HE = frozenset({"تسال"})  # "تساءل" looks like "تسأل" once folded
