"""Antecedents: whom "he", "she", "the nurse" or a bare verb means, nearest first."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from amana.model import Span
from amana.read.arabic import carried as arabic_carried
from amana.read.english import subjects
from amana.read.page import Draft, Page
from amana.read.voices import called, elliptic, voices
from amana.read.voices.register import Register, folded_name
from amana.read.voices.voices import Mention

FURTHEST_BACK = 6  #: sentences before a pronoun in which a subject is looked for, by judgement


def resolved(draft: Draft, page: Page, known: Register, last: Mention | None) -> Mention | None:
    """Return whom a draft's mention means, by its section, its sentence, or who was named last."""
    mention = draft.mention
    heading = page.headings[draft.paragraph]
    if mention is not None and (kin := _kin(mention, draft, page, known, last)) is not None:
        return kin
    if mention is None:
        if draft.rule == "nobody":
            return None
        if page.langs[draft.paragraph] == "ar" and draft.rule != "lead":
            carried = arabic_carried.carried(draft, page, known, last)
        else:
            carried = _subject_before(draft, page) or heading or page.issuer
            carried = carried or _in_paragraph(draft, page, known) or last
        return None if carried is None else known.full(replace(carried, as_written="", span=None))
    if mention.kind == "person":
        return known.full(mention)
    if arabic_carried.is_text(mention) and (author := last or page.issuer) is not None:
        return _as_written(mention, author, known)  # "وأضاف البيان": whose it is
    if elliptic.is_elliptic(mention):
        return elliptic.with_noun(mention, _told_of_before(draft, page, last))
    if mention.pronoun in {"m", "f", "s", "r"}:
        at = mention.span[0] if mention.span else draft.spans[0][0]
        meant = _antecedent(draft, page, known, at, last, mention.pronoun)
        return _as_written(mention, meant, known)
    if mention.pronoun == "n":
        return _as_written(mention, _body_before(mention, page, last), known)
    if mention.pronoun == "p" and last is not None and last.kind in {"group", "outlet"}:
        return replace(mention, name=last.name, kind=last.kind)
    if mention.pronoun:
        return replace(mention, kind="group")
    told = draft.rule not in {"clause", "nested"}  # "my daughter asks": not who heads the section
    if mention.kind == "unnamed" and heading is not None and told:
        return _as_written(mention, heading, known)
    holder = None if _goes_on_telling(page, mention) else known.holder_of(mention)
    holder = holder or known.titled(mention)
    if mention.name is not None and (named := known.by_name.get(folded_name(mention.name))):
        holder = named
    if draft.headline and holder is None:  # "mayor says": headlines leave articles out
        holder = known.holder_of(replace(mention, as_written=f"the {mention.as_written}"))
    if mention.kind == "unnamed" and holder is not None:
        return _as_written(mention, holder, known)
    return known.full(mention)


def _kin(
    mention: Mention, draft: Draft, page: Page, known: Register, last: Mention | None
) -> Mention | None:
    """A relative, named by whose: "Her grandmother" is "grandmother of Rim Noor"."""
    if mention.pronoun or mention.span is None or mention.kind not in {"unnamed", "group"}:
        return None
    if page.lang_at(mention.span[0]) == "ar":
        return _arabic_kin(mention, draft, page, known, last)
    kin = called.kin_in(page.plain, mention.span)
    if kin is None:
        return None
    noun = page.text[slice(*kin.noun)]
    whose = page.mention(kin.whose)
    gender = _POSSESSIVE.get(page.text[slice(*kin.whose)].lower())
    if gender is not None:
        whose = _antecedent(draft, page, known, kin.whose[0], last, gender)
    person = None if whose is None or whose.kind != "person" else known.full(whose).name
    return replace(
        mention, as_written=page.text[slice(*kin.span)], span=kin.span,
        name=noun if person is None else f"{noun} of {person}",
    )  # fmt: skip


def _arabic_kin(
    mention: Mention, draft: Draft, page: Page, known: Register, last: Mention | None
) -> Mention | None:
    """A relative, named by whose: "شقيقتها" is "شقيقة هالة الرامي"."""
    told = called.arabic_kin(mention.as_written)
    if told is None or mention.span is None or told[1] == "me":
        return None
    kin, gender, _ = told
    whose = _antecedent(draft, page, known, mention.span[0], last, gender)
    if whose is None or whose.kind != "person":
        return None
    return replace(mention, name=f"{kin} {known.full(whose).name}")


def _told_of_before(draft: Draft, page: Page, last: Mention | None) -> Mention | None:
    """Whose noun "another" takes: of whoever spoke last, or of the sentence before."""
    if last is not None and last.kind != "person":
        return last
    at = draft.spans[0][0] if draft.mention is None else (draft.mention.span or draft.spans[0])[0]
    before = next(_sentences_before(page, at), None)
    return None if before is None else page.mention(subjects.first_phrase(page.masked, before))


_POSSESSIVE = {"his": "m", "her": "f"}


def _subject_before(draft: Draft, page: Page) -> Mention | None:
    """Who spoke before in the same sentence: "نفى الجيش … وقال"."""
    if draft.saying is None:
        return None
    earlier = [
        m
        for s in page.sayings[page.paragraph_at(draft.saying.cue[0])]
        if s.sentence == draft.sentence and s.cue[1] <= draft.saying.cue[0]
        if (m := page.mention(s.subject)) is not None
    ]
    return earlier[-1] if earlier else None


def _in_paragraph(draft: Draft, page: Page, known: Register) -> Mention | None:
    """The person named last in the same paragraph, where only the verb tells who speaks."""
    at = draft.saying.cue[0] if draft.saying else draft.spans[0][0]
    if draft.rule == "lead":  # "in a video that she posted, Hala appeared:"
        at = draft.sentence[1]
    start = page.paragraphs[page.paragraph_at(at)][0]
    person = known.named_before(at)
    where = bisect_left(known.named, at, key=lambda place: place[0])
    return person if person is not None and known.named[where - 1][0] >= start else None


def _body_before(mention: Mention, page: Page, last: Mention | None) -> Mention | None:
    """The body that "it" means: what spoke last, or the subject of the sentence before."""
    at = mention.span[0] if mention.span else 0
    for sentence in _sentences_before(page, at):
        subject = page.mention(subjects.first_phrase(page.masked, sentence))
        if subject is not None and subject.kind in {"group", "outlet"} and not subject.pronoun:
            return subject
        break
    if last is None or (last.kind not in {"group", "outlet"} and last.gender):
        return replace(mention, kind="group")
    return replace(last, kind="group" if last.kind != "outlet" else "outlet", role=None)


def _goes_on_telling(page: Page, mention: Mention) -> bool:
    """Whether a description goes on to tell who is meant: then it is somebody new."""
    end = mention.span[1] if mention.span else 0
    return re.match(r"\s+(?:who|whose|that|from|in|at)\b", page.masked[end : end + 8]) is not None


def _person(last: Mention | None) -> Mention | None:
    return last if last is not None and last.kind in {"person", "unnamed"} else None


def _as_written(mention: Mention, known: Mention | None, register: Register) -> Mention:
    """Who is known, under the words that stand here."""
    if known is None:
        return mention
    full = register.full(known)
    if full.kind == "unnamed" and full.name is None and not full.pronoun:
        full = replace(full, name=full.as_written)
    return replace(full, as_written=mention.as_written, span=mention.span, pronoun=mention.pronoun)


def _in_sentence(draft: Draft, page: Page) -> Mention | None:
    """The subject with which the sentence began: "An activist …, to whom he wrote"."""
    if draft.mention is None or draft.mention.span is None:
        return None
    at = draft.mention.span[0]
    if page.lang_at(at) != "en":
        return None
    for saying in page.sayings[page.paragraph_at(at)]:
        if saying.sentence == draft.sentence and saying.cue[1] < at:
            mention = page.mention(saying.subject)
            if mention is not None and mention.kind == "person":
                return mention
    first = subjects.first_phrase(page.masked, (draft.sentence[0], at))
    mention = page.mention(first)
    if mention is None or mention.pronoun or mention.kind not in {"unnamed", "person"}:
        return None
    return mention


# --- he and she --------------------------------------------------------------------------


def _antecedent(
    draft: Draft, page: Page, known: Register, at: int, last: Mention | None, gender: str
) -> Mention | None:
    """Whom a pronoun means: the nearest that fits it, a sentence's subject before all it names."""
    for found in (page.headings[draft.paragraph], _in_sentence(draft, page)):
        if found is not None and _fits(found, gender, known):
            return found
    if page.lang_at(at) == "en" and gender in {"m", "f"}:
        for sentence in _sentences_before(page, at):
            if (found := _of_sentence(page, known, sentence, gender)) is not None:
                return found
    before = bisect_left(known.named, at, key=lambda place: place[0])
    for _, person in reversed(known.named[:before]):
        if _fits(person, gender, known):
            return person
    spoke = _person(last)
    return spoke if spoke is not None and _fits(spoke, gender, known) else None


def _fits(mention: Mention, gender: str | None, known: Register) -> bool:
    """Whether nothing that is known of somebody forbids the pronoun."""
    told = known.gender_of(mention)
    return gender not in {"m", "f"} or told is None or told == gender


def _sentences_before(page: Page, at: int) -> Iterator[Span]:
    """The sentences that end before a place, nearest first; those of headings are left out."""
    p, left = page.paragraph_at(at), FURTHEST_BACK
    for back in range(p, -1, -1):
        if page.kinds[back] is not None:
            if page.kinds[back] in {"heading", "headline"}:
                return
            continue
        for sentence in reversed(page.sentences[back]):
            if sentence[1] > at:
                continue
            yield sentence
            left -= 1
            if not left:
                return


def _of_sentence(page: Page, known: Register, sentence: Span, gender: str) -> Mention | None:
    """Who in a sentence fits a pronoun: its subject, unless somebody else fits for sure."""
    first = bisect_left(known.named, sentence[0], key=lambda place: place[0])
    behind = bisect_left(known.named, sentence[1], key=lambda place: place[0])
    people = [m for _, m in reversed(known.named[first:behind])]
    subject = _subject_of(page, known, sentence)
    fitting = [m for m in (subject, *people) if m is not None and _fits(m, gender, known)]
    sure = (m for m in fitting if known.gender_of(m) == gender)
    return next(sure, fitting[0] if fitting else None)


def _subject_of(page: Page, known: Register, sentence: Span) -> Mention | None:
    """The one person that a sentence is about, named or not; None where it is many, or a thing."""
    saying = next((s for s in page.sayings[page.paragraph_at(sentence[0])] if s.subject), None)
    phrase = subjects.first_phrase(page.masked, sentence)
    if saying is not None and saying.subject and phrase and saying.subject[0] == phrase[0]:
        phrase = saying.subject if saying.sentence == sentence else phrase
    mention = page.mention(phrase)
    if mention is None or mention.pronoun or mention.kind not in {"person", "unnamed"}:
        return None
    if mention.kind == "unnamed":
        return known.holder_of(mention) or _without_verb(mention)
    told = mention.role or mention.gender or folded_name(mention.name or "") in known.by_name
    return known.full(mention) if told else None


def _without_verb(mention: Mention) -> Mention:
    """A description up to its noun and what that is of: "His wife fears" is "His wife"."""
    if mention.name is not None:
        return mention  # "Witness 31"
    noun = voices.noun_in(mention.as_written)
    end = len(mention.as_written) if noun is None else noun
    behind = _OF.match(mention.as_written, end)
    end = behind.end() if behind is not None else end
    return replace(mention, as_written=mention.as_written[:end], name=None)


_OF = re.compile(r"(?: (?:of|at|from|in|for|with) (?:(?:the|an?|his|her|their|our) )?\w+)+")
