"""Labelled: lines that open with who speaks and a colon, as Arabic transcripts and lists have them.

"متصلة (حي الكرم): السقف يقع", "الحارس مجدداً: لا أرى أحداً", "• شاهد، لإذاعة: …".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from amana.lang import letters
from amana.model import Span
from amana.read.arabic import names as arabic_names
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.words import Token, folded, heads, lemma_of, roles, small, tokens
from amana.read.layouts.turns import is_field, is_interviewer, speaks_of_self, tells
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, MARKS, Quote
from amana.read.speech.drafting import SURE, Sofar, drafted
from amana.read.voices.voices import Mention

LEAST_LABELS = 3  #: lines of this form from which they are a list of voices
LONGEST_LABEL = 16  #: words before the colon, a role and a circumstance among them
LONGEST_NAME = 5  #: words of the name or description with which a label begins
LEAST_WORDS = 2  #: words behind the colon
HEAD_LINES = 4  #: lines at the top that may say that all below is words of people
_BULLET = re.compile(r"(?:[-–—•*▪◦]\s*|\(?\d{1,3}(?:/\d{1,3})?[.)]\s*|عاجل\s*[|:]\s*)+")
_NAME_ENDS = re.compile(
    r"\s*[(،,:–—]|\s+(?:من|في|على|عبر|إلى|لـ?«|ل(?:قناة|إذاعة|وكالة|صحيفة))(?=[\s«])"
)
_SAME = re.compile(r"\s+(?:نفسه|نفسها|ذاته|ذاتها|مجددا|مجدداً|ثانية|أيضا|أيضاً|مرة أخرى)\s*$")
_NO_COMMENT = re.compile(r"لا (?:تعليق|رد|جواب)\b")


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph that opens with somebody and a colon."""

    paragraph: int
    name: Span  #: who speaks, without what is told of them
    whole: Span  #: up to the colon
    words: Span
    known: bool  #: a word of a list says that it is a voice
    marked: bool  #: the words stand between marks


def labelled(page: Page) -> dict[int, Draft]:
    """Return drafts of paragraphs whose label says who speaks, without marks around the words."""
    found = [label for p in range(len(page.kinds)) if (label := _label(page, p)) is not None]
    surnames = _last_names(page, found)
    found = [one for one in found if one.known or _word(page, one) in surnames]
    top = "\n".join(page.text[slice(*span)] for span in page.paragraphs[:HEAD_LINES])
    listed = len(found) >= LEAST_LABELS or (len(found) > 1 and tells("opening", top))
    drafts: dict[int, Draft] = {}
    voices: list[Mention] = []
    for one in found:
        mention = _voice(page, one, voices)
        voices.append(mention)
        own = speaks_of_self(page.text[slice(*one.words)]) and mention.kind == "person"
        if one.marked or not (listed or own):
            continue
        drafts[one.paragraph] = Draft(
            kind="direct", spans=(one.words,), mention=mention, saying=None, sentence=one.whole,
            paragraph=one.paragraph, rule="label", sure=SURE["label"],
        )  # fmt: skip
    return drafts


def by_entry(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
    """A quotation under a line that counts it: "الرسالة الثانية، 16:34، صوت امرأة"."""
    start, _ = page.paragraphs[p]
    if not p or page.langs[p - 1] != "ar" or page.text[start : quote.outer[0]].strip():
        return None
    line = page.paragraphs[p - 1]
    shown = page.text[slice(*line)]
    if len(shown.split()) > LONGEST_LABEL or BLANK in page.masked[slice(*line)]:
        return None
    if _ENTRY.match(shown) is None:
        return None
    before = [] if sofar.last is None or sofar.last.mention is None else [sofar.last.mention]
    for part in reversed(list(_PART.finditer(page.text, *line))):
        name = part.span("who")
        if (same := same_as(page, name, before)) is not None:
            return drafted(page, quote, p, same, None, "label", line)
        whole = page.text[part.end() : line[1]].strip(" :.")[:1] in {"", "("}
        if re.search(r"\d", part.group()) or len(part["who"].split()) > LONGEST_NAME:
            continue
        if _is_known(page, name) or (whole and _CLOCK.search(shown)):
            label = Label(p - 1, name, line, line, known=True, marked=True)
            return drafted(page, quote, p, _voice(page, label, before), None, "label", line)
    return None


#: a line that counts or names a recording or a message
_ENTRY = re.compile(
    r"\W*(?:\d+\W+)?(?:ال)?(?:رسالة|تسجيل|مقطع|مكالمة|صوت|منشور|شهادة|نداء|بصمة|ملاحظة)\b[^.!؟?]*$"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_PART = re.compile(r"(?:(?<=[،,–|] )|(?<=من ))(?:صوت )?(?P<who>[^،,:–|()\n]*[^،,:–|()\s])")


def _label(page: Page, p: int) -> Label | None:
    if page.langs[p] != "ar" or page.kinds[p] in {"headline", "byline"}:
        return None
    start, end = page.paragraphs[p]
    bullet = _BULLET.match(page.text, start, end)
    start = start if bullet is None else bullet.end()
    colon = page.masked.find(":", start, end)
    while (
        colon > 0 and page.text[colon - 1].isdigit() and page.text[colon + 1 : colon + 2].isdigit()
    ):
        colon = page.masked.find(":", colon + 1, end)
    if colon < 0 or not page.text[colon + 1 : colon + 2].isspace():
        return None
    label = page.masked[start:colon]
    if BLANK in label or len(label.split()) > LONGEST_LABEL or re.search(r"[.!؟?؛]\s", label):
        return None
    words = (
        colon + 1 + len(page.text[colon + 1 : end]) - len(page.text[colon + 1 : end].lstrip()),
        end,
    )
    said = page.text[slice(*words)]
    if len(said.split()) < LEAST_WORDS or _NO_COMMENT.match(said):
        return None
    name = _name(page, (start, colon))
    if name is None or is_interviewer(page.text[slice(*name)]) or is_field(page.text[slice(*name)]):
        return None
    return Label(p, name, (start, colon), words, _is_known(page, name), marked=said[0] in MARKS)


def _name(page: Page, label: Span) -> Span | None:
    """Who a label begins with: up to what is told of them; None where it tells something else."""
    stop = _NAME_ENDS.search(page.text, *label)
    first = page.text[label[0] : label[0] + 1]
    if first in MARKS:
        stop = _NAME_ENDS.search(page.text, page.text.find("»", *label) + 1, label[1])
    span = (label[0], label[1] if stop is None else stop.start())
    span = (span[0], span[0] + len(page.text[slice(*span)].rstrip()))
    words = tokens(page.masked, span)
    told = any(lemma_of(word.word) for word in words)
    if not words or told or len([w for w in words if w.word[0].isalnum()]) > LONGEST_NAME + 1:
        return None
    return span


def _is_known(page: Page, name: Span) -> bool:
    """Whether a label begins with a word for somebody who speaks, or with a given name."""
    words = [word for word in tokens(page.masked, name) if word.word[0].isalnum()]
    if not words:
        return False
    first = words[0].folded
    bare = first.removeprefix("ال")
    voice = {first, bare} & (heads() | small("label_voices"))
    return bool(voice - folded("outlet_words")) or _is_unlisted_name(words)


def _is_unlisted_name(words: list[Token]) -> bool:
    """Whether words are a whole name, a given name that is known among them."""
    bare = [word.folded for word in words]
    whole = 1 < len(words) < LONGEST_NAME and not bare[0].startswith("ال")
    return whole and not set(bare) & roles() and not folded("given").isdisjoint(bare)


def _word(page: Page, label: Label) -> str:
    return letters.fold(page.text[slice(*label.name)])


def _last_names(page: Page, labels: list[Label]) -> frozenset[str]:
    """The last words of people's names in labels that tell them whole."""
    names = (page.mention(one.name) for one in labels if one.known)
    full = (m.name.split() for m in names if m is not None and m.kind == "person" and m.name)
    return frozenset(letters.fold(parts[-1]) for parts in full if len(parts) > 1)


def _voice(page: Page, label: Label, before: list[Mention]) -> Mention:
    """Whom a label means: by name, by description, or as the one before it."""
    if (same := same_as(page, label.name, before)) is not None:
        return same
    again = _SAME.search(page.text, *label.name)
    label = label if again is None else replace(label, name=(label.name[0], again.start()))
    mention = page.mention(label.name)
    if mention is not None and arabic_voices.is_known(mention):
        return mention
    return next(iter(_described(page, label)))


def same_as(page: Page, name: Span, before: list[Mention]) -> Mention | None:
    """Return whom a label before named, where this one says that it is the same: "المرأة نفسها"."""
    again = _SAME.search(page.text, *name)
    if again is None:
        return None
    first = _stem(page.text[name[0] : again.start()])
    for one in reversed(before):
        if _stem(one.name or "") == first:
            return replace(one, as_written=page.text[slice(*name)], span=name)
    return None


def _stem(name: str) -> str:
    """The first word of a name without its article: "المرأة" and "امرأة" are one."""
    first = (letters.fold(name).split() or [""])[0].removeprefix("ال")
    return first.removeprefix("ا") if first == "امراه" else first


def _described(page: Page, label: Label) -> Iterator[Mention]:
    words = page.text[slice(*label.name)].strip(MARKS)
    first = letters.fold(words.split()[0]).removeprefix("ال")
    unnamed = first in small("label_voices") | folded("single_sources")
    yield Mention(
        as_written=page.text[slice(*label.name)], span=label.name,
        name=arabic_names.without_title(words),
        kind="unnamed" if unnamed else "person", role=None, affiliation=None, minor=None,
    )  # fmt: skip
