"""Nested: what others say inside somebody's own words: in a quotation, a post, an answer."""

import re
from dataclasses import replace

from amana.lang import words
from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.words import small, without_and
from amana.read.english import words as english_words
from amana.read.page import GRAMMARS, Draft, Page
from amana.read.quotes import MARKS, Quote, find_quotes
from amana.read.speech.sayings import Saying, trimmed
from amana.read.voices import voices
from amana.read.voices.voices import Mention

NEAR = 160  #: characters before "he said" in which somebody's own words name who "he" is
NEAR_AR = 40  #: likewise before an Arabic verb alone
LONGEST_GAP = 40  #: characters between a cue and the marks it leads to
LEAST_INNER = 2  #: words between marks inside a quotation; one word is irony

_OWN = frozenset({"i", "we", "you", "me", "us"})
_EDGES = MARKS + " \t\r\n,.;:،؛"


def nested_in(page: Page, outer: Draft) -> list[Draft]:
    """Return what others say inside a direct quotation: "My sister says it is over"."""
    if outer.kind != "direct" or outer.headline or outer.outer is not None:
        return []
    found: list[Draft] = []
    for span in outer.spans:
        grammar = GRAMMARS[page.lang_at(span[0])]
        sayings = [
            saying
            for sentence in words.sentences(page.text, span)
            for saying in grammar.find_sayings(page.text, sentence)
        ]
        inner = [quote for quote in find_quotes(page.text, (span,)) if quote.outer != span]
        here = _quoted(page, outer, sayings, inner)
        taken = {draft.saying.cue for draft in here if draft.saying}
        here += [
            draft
            for saying in sayings
            if saying.cue not in taken
            and (draft := _told(page, outer, _cut(page, saying, sayings), span)) is not None
        ]
        found += _through_each_other(here)
    return found


def _through_each_other(drafts: list[Draft]) -> list[Draft]:
    """Drafts with those in whose words they stand: "my neighbour says her uncle told her"."""
    found = []
    for draft in drafts:
        start, end = draft.spans[0][0], draft.spans[-1][1]
        around = [
            other
            for other in drafts
            if other is not draft and other.mention is not None
            and other.spans[0][0] <= start and end <= other.spans[-1][1]
        ]  # fmt: skip
        around.sort(key=lambda other: other.spans[-1][1] - other.spans[0][0])
        passed = tuple(other.mention for other in around if other.mention is not None)
        found.append(replace(draft, passed=passed) if passed else draft)
    return found


def _cut(page: Page, saying: Saying, others: list[Saying]) -> Saying:
    """A saying that ends where somebody else speaks: "she says we go but he says we stay".

    Likewise where whoever tells of it goes on: "…, so we sit".
    """
    if not saying.content or page.lang_at(saying.cue[0]) != "en":
        return saying
    start, end = saying.content[0]
    own = _OWN_AGAIN.search(page.text, start, end)
    end = end if own is None else own.start()
    for other in others:
        if other.subject is None or not start < other.subject[0] < end:
            continue
        joint = _JOINT.search(page.text, start, other.subject[0])
        if joint is not None and joint.start() > start:
            end = joint.start()
    return saying if end == saying.content[0][1] else replace(saying, content=((start, end),))


_OWN_AGAIN = re.compile(r",? so,? (?:we|I)\b|, (?:(?:and|but),? )?(?:we|I)\b")
_JOINT = re.compile(r"[,;]? (?:but|and|while|though|yet|then)(?: now| then| still| again)? $")


def _told(page: Page, outer: Draft, saying: Saying, span: Span) -> Draft | None:
    """The clause of a cue that stands in somebody's words."""
    if without_and(saying.cue_form) in small("views"):
        return None  # what others think, as one who speaks sees it
    mention = _who(page, outer, saying)
    crowd = mention is None and saying.subject is None and saying.cue_form.endswith("وا")
    if (mention is None and not crowd) or not saying.content:
        return None  # "قالوا: ارجع": they are nobody in particular
    content = trimmed(page.text, saying.content[0], _EDGES)
    if not span[0] <= content[0] < content[1] <= span[1]:
        return None
    verbatim = page.text[: content[0]].rstrip().endswith(":")
    return _draft(outer, (content,), mention, saying, "direct" if verbatim else "indirect")


def _quoted(page: Page, outer: Draft, sayings: list[Saying], inner: list[Quote]) -> list[Draft]:
    """Quotations inside a quotation, each with the cue that stands beside it."""
    found = []
    for quote in inner:
        if len(page.text[slice(*quote.spans[0])].split()) < LEAST_INNER:
            continue
        near = [
            s for s in sayings
            if 0 <= quote.outer[0] - s.cue[1] <= LONGEST_GAP
            or 0 <= s.cue[0] - quote.outer[1] <= LONGEST_GAP // 2
        ]  # fmt: skip
        for saying in sorted(near, key=lambda s: abs(s.cue[0] - quote.outer[0])):
            mention = _who(page, outer, saying, beside_marks=True)
            if mention is not None:
                found.append(_draft(outer, quote.spans, mention, saying, "direct"))
                break
    return found


def _draft(
    outer: Draft, spans: tuple[Span, ...], mention: Mention | None, saying: Saying, kind: str
) -> Draft:
    return Draft(
        kind="direct" if kind == "direct" else "indirect", spans=spans, mention=mention,
        saying=saying, sentence=saying.sentence, paragraph=outer.paragraph,
        rule="nobody" if mention is None else "nested",
        sure=saying.sure * outer.sure, outer=outer.spans,
    )  # fmt: skip


# --- in turns ----------------------------------------------------------------------------


def inside_turn(page: Page, outer: Draft, drafts: list[Draft]) -> list[Draft]:
    """Return what was drafted of the paragraphs of a turn as what others say inside it."""
    found = []
    for draft in drafts:
        span = draft.spans[0]
        inside = outer.spans[0][0] <= span[0] and draft.spans[-1][1] <= outer.spans[-1][1]
        if not inside or draft.spans == outer.spans or draft.rule == "nobody":
            continue
        draft = _shortened(page, draft)  # noqa: PLW2901 - up to where somebody else speaks
        mention = draft.mention
        if draft.saying is not None and (mention is None or mention.pronoun):
            mention = _who(page, outer, draft.saying)
        if mention is None or mention.as_written.lower() in _OWN:
            continue
        found.append(
            replace(
                draft, mention=mention, outer=outer.spans, sure=draft.sure * outer.sure,
                rule="nested" if mention.span is None else draft.rule,
            )
        )  # fmt: skip
    return found


def _shortened(page: Page, draft: Draft) -> Draft:
    """A clause inside a turn, up to where somebody else speaks."""
    if draft.saying is None or draft.kind != "indirect" or len(draft.spans) > 1:
        return draft
    sayings = list(page.sayings[page.paragraph_at(draft.saying.cue[0])])
    cut = _cut(page, draft.saying, sayings)
    if cut is draft.saying:
        return draft
    return replace(draft, spans=(trimmed(page.text, cut.content[0], _EDGES),))


# --- who ---------------------------------------------------------------------------------


def _who(page: Page, outer: Draft, saying: Saying, *, beside_marks: bool = False) -> Mention | None:
    """Who speaks inside somebody's words; never that somebody, whose own words they are."""
    mention = page.mention(saying.subject)
    if mention is not None and mention.as_written.lower() in _OWN:
        return None
    if mention is not None and not mention.pronoun:
        return mention
    arabic = page.lang_at(saying.cue[0]) == "ar"
    if arabic and mention is None and saying.subject is not None and saying.content:
        found = arabic_voices.described(page.text, saying.subject)  # "الشاهد قال إنه"
        one = found is not None and " " not in found.as_written and found.as_written[:2] == "ال"
        return found if one else None
    if mention is None and saying.subject is not None and not beside_marks:
        return _unheard_of(page, saying.subject)
    if saying.subject is not None and (mention is None or mention.pronoun not in {"m", "f"}):
        return None
    if page.lang_at(saying.cue[0]) == "ar":
        if saying.subject is None and not _is_third(saying.cue_form):
            return None
        at = saying.cue[0] - len("عم ") * page.text.endswith("عم ", 0, saying.cue[0])
        before = _named_before(page, outer, at, arabic=True)
        return None if before is None else replace(before, as_written="", span=None)
    if mention is None:
        return None
    before = _named_before(page, outer, saying.cue[0], arabic=False, gender=mention.pronoun)
    return (
        None
        if before is None
        else replace(before, as_written=mention.as_written, span=mention.span)
    )


def _unheard_of(page: Page, subject: Span) -> Mention | None:
    """Somebody whom no word list knows, as a short phrase tells: "the commandant"."""
    phrase = _DESCRIBED.fullmatch(page.text, *subject)
    if phrase is None or phrase["noun"] in english_words.small("no_voices"):
        return None
    return _nameless(page.text[slice(*subject)], subject, None)


#: nouns of people end so: "the commandant", "my assistant", "a lodger"
_DESCRIBED = re.compile(
    r"(?:[Tt]he|[Mm]y|[Oo]ur|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z-]+ )?"
    r"(?P<noun>[a-z-]+(?:er|or|ant|[^m]ent|ist|ian|man|woman|ess|mate|eer))"
)


def _is_third(form: str) -> bool:
    """Whether an Arabic verb is of one who is neither speaker nor hearer: قال, قالت, يقول."""
    return (
        not form.startswith(("أ", "ن", "ا")) and not form.endswith(("ت", "نا", "وا"))
    ) or form.endswith("لت")


def _named_before(
    page: Page, outer: Draft, at: int, *, arabic: bool, gender: str | None = None
) -> Mention | None:
    """Whom the words themselves name last before a cue: "One boy, he was seven, asked me"."""
    start = max(at - NEAR, next((s for s, e in outer.spans if s <= at <= e), at))
    if arabic:
        return arabic_voices.last_voice(page.text, (max(start, at - NEAR_AR), at))
    nouns = list(reversed(list(_NOUN.finditer(page.text, start, at))))
    nouns.sort(key=lambda noun: voices.gender_in(noun.group()) != gender)  # who fits for sure
    for noun in nouns:
        mention = voices.mention_of(page.text, noun.span())
        told = voices.gender_in(noun.group())
        if mention is None and noun.group()[:2].lower() == "my":
            mention = _unheard_of(page, noun.span())
            if mention is not None:
                return mention  # "My assistant. He wrote to me that …"
        if mention is None or mention.pronoun or (told and gender and told != gender):
            continue
        if mention.kind == "person" or voices.noun_in(noun.group()) is not None:
            own = _NOUN_OF.sub("", noun.group())
            return (
                mention if mention.kind == "person" else _nameless(own, noun.span(), mention.minor)
            )
    return None


def _nameless(words_: str, span: Span, minor: bool | None) -> Mention:  # noqa: FBT001 - as in Mention
    return Mention(
        as_written=words_, span=span, name=words_, kind="unnamed", role=None, affiliation=None,
        minor=minor,
    )  # fmt: skip


#: "my lad", "the old driver", "a cousin"; or a name
_NOUN = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?|[Oo]ne)\s+(?:[a-z]+\s){0,1}?[a-z]+(?:-[a-z]+)?\b|"
    r"(?<=\W)[A-Z][\w’-]+(?: [A-Z][\w’-]+)*"
)
_NOUN_OF = re.compile(r"^(?:my|our|his|her|their|the|an?|one)\s+", re.IGNORECASE)
