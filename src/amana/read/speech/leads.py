"""Leads: quotations whose speaker stands apart: in a signature, the paragraph before, a heading."""

import re

from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.english import subjects
from amana.read.layouts.turns import words_for
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, Quote
from amana.read.speech.drafting import Sofar, alone, drafted, led_to, only_in_verb, size, speaker_of
from amana.read.speech.sayings import trimmed
from amana.read.speech.speakers import LEAST_QUOTE
from amana.read.voices import voices

LONGEST_SIGNATURE = 20  #: words of a name with role and place behind a dash, by judgement
LONGEST_LEAD = 2  #: paragraphs before a quotation in which its speaker is introduced


def by_signature(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """“…” — Hala Rami, nurse: a dash and a name behind, on the line or on the next."""
    last = page.paragraph_at(quote.spans[-1][0])
    rest = (quote.outer[1], page.paragraphs[last][1])
    if not page.text[rest[0] : rest[1]].strip(" .") and last + 1 < len(page.paragraphs):
        rest = page.paragraphs[last + 1]
    line = page.text[rest[0] : rest[1]].lstrip()
    if line[:1] not in {"—", "–", "-", "―"}:
        return None
    first = next((s for s in page.sentences[page.paragraph_at(rest[0])] if s[1] > rest[0]), rest)
    own = (rest[0], max(rest[0] + 1, min(rest[1], first[1])))
    rest = rest if len(page.text[slice(*rest)].split()) <= LONGEST_SIGNATURE else own
    signed = trimmed(page.text, own, " —–-―\t\u00a0")
    came = words_for("labels", "came_from").match(page.text, *signed)
    signed = signed if came is None else (came.end(), signed[1])
    mention = page.mention(signed)
    if mention is None or mention.pronoun or not _signs(page, signed):
        return None
    return drafted(page, quote, p, mention, None, "signature", rest)


def _signs(page: Page, line: Span) -> bool:
    """Whether a line is a name and what belongs to it, not an aside: "— just as Rami had done"."""
    words = page.text[slice(*line)].split()
    told = page.lang_at(line[0]) != "en" or words[0][:1].isupper() or words[0] in {"a", "an", "the"}
    return told and len(words) <= LONGEST_SIGNATURE


def by_lead(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
    """A paragraph of marks alone, introduced by the paragraph before it."""
    start, _ = page.paragraphs[p]
    if page.text[start : quote.outer[0]].strip():
        return None
    for back in range(p - 1, max(-1, p - 1 - LONGEST_LEAD), -1):
        if page.kinds[back] == "caption":
            continue
        if page.kinds[back] is not None or back in sofar.direct:
            break
        draft = _led_by(page, quote, p, back)
        if draft is not None:
            return draft
        if not page.text[slice(*page.paragraphs[back])].rstrip().endswith(":"):
            break
    last = sofar.before(quote.outer[0])
    if (
        last is not None
        and last.rule != "signature"
        and page.paragraph_at(last.spans[-1][0]) == p - 1
        and last.mention is not None
    ):
        return drafted(page, quote, p, last.mention, None, "goes_on")
    return None


def _led_by(page: Page, quote: Quote, p: int, back: int) -> Draft | None:
    """The speaker whom the paragraph before introduces: by a cue, as its subject, or by name."""
    for saying in reversed(page.sayings[back]):
        mention = speaker_of(page, saying)
        if mention is not None or only_in_verb(page, saying):
            return drafted(page, quote, p, mention, saying, "lead")
    last = page.sentences[back][-1] if page.sentences[back] else page.paragraphs[back]
    heading = page.headings[p]
    if heading is not None:
        return drafted(page, quote, p, heading, None, "section", last)
    if page.langs[back] == "ar":
        found = arabic_voices.introduced_in(page.masked, last)
        named = [m for m in found if BLANK not in m.as_written]
        if named:
            return drafted(page, quote, p, named[-1], None, "lead", last)
        if page.text[slice(*last)].endswith(":"):  # "وفاء، 31 عاما، من المدينة:"
            opener = _ACCOUNT_OF.match(page.text, *last)
            mention = page.mention((opener.end() if opener else last[0], last[1]))
            if mention is not None and arabic_voices.is_known(mention):
                return drafted(page, quote, p, mention, None, "lead", last)
    elif _introduces(page, last):
        mention = page.mention(subjects.first_phrase(page.masked, last))
        if mention is not None and mention.kind in {"person", "unnamed"} and mention.pronoun != "n":
            return drafted(page, quote, p, mention, None, "lead", last)
    if page.text[slice(*last)].rstrip().endswith(":"):
        return _named_last(page, quote, p, last)
    return None


_ACCOUNT_OF = re.compile(
    r"و?(?:من|عن) (?:(?:حساب|صفحة|منشور|تغريدة|تدوينة|بيان|تسجيل|تعليق) )?|"
    r"(?:منشور|تغريدة|تدوينة|بيان|تسجيل|تعليق)(?: \w+)? (?=لل)"
)  # "من حساب الدفاع المدني:"


def _introduces(page: Page, sentence: Span) -> bool:
    """Whether a sentence leads to words: by a colon, a medium, or by telling of words."""
    if page.text[slice(*sentence)].rstrip().endswith(":"):
        return True
    return page.channels.within(sentence).known or _WORDS.search(page.masked, *sentence) is not None


_WORDS = re.compile(
    r"\b(?:words?|messages?|notes?|letters?|goodbyes?|farewell|leave)\b", re.IGNORECASE
)


def _named_last(page: Page, quote: Quote, p: int, last: Span) -> Draft | None:
    """The person named last before a colon."""
    if page.lang_at(last[0]) != "en":
        return None
    for name in reversed(voices.names_in(page.masked, last)):
        mention = page.mention(name)
        if mention is not None and mention.kind == "person":
            return drafted(page, quote, p, mention, None, "lead", last)
    return None


def by_section(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """A section headed "Name, role": what stands in marks there is theirs."""
    heading = page.headings[p]
    told = page.langs[p] != "en" or led_to(page, quote)
    whole = alone(page, quote, p) or (size(page, quote) >= LEAST_QUOTE and told)
    if heading is None or not whole:
        return None
    return drafted(page, quote, p, heading, None, "section")
