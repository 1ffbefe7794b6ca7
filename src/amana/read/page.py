"""The page: a text with its paragraphs, sentences, marks, cues of speech and sections."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from amana.lang import letters, words
from amana.model import Kind, RegionKind, Span
from amana.read.arabic import sayings as arabic
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic import words as arabic_words
from amana.read.arabic.named import without_names
from amana.read.circumstances.channels import Channel, Channels, find_channels
from amana.read.english import sayings as english
from amana.read.english import words as english_words
from amana.read.layouts.issued import issuer_in
from amana.read.layouts.opening import Opening, opening_in
from amana.read.layouts.turns import Turn
from amana.read.quotes import BLANK, Quote, masked
from amana.read.speech.sayings import Saying
from amana.read.voices import called, voices
from amana.read.voices.voices import Mention
from amana.read.voices.whose import without_ages

LONGEST_PARAGRAPH = 6000  #: characters read as one; the longest of 84 news articles has 2,900
LONGEST_LEAD = 160  #: characters before a mark in which an Arabic cue leads to it, by judgement
LONGEST_SENTENCE = 1500  #: characters read as one; the longest of 84 news articles has 1,100


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language brings: its cues of speech, and who its noun phrases mean."""

    find_sayings: Callable[[str, Span], list[Saying]]
    mention_of: Callable[[str, Span], Mention | None]


GRAMMARS = {
    "en": Grammar(english.find_sayings, voices.mention_of),
    "ar": Grammar(arabic.find_sayings, arabic_voices.mention_of),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement before its names, times and channels are settled."""

    kind: Kind
    spans: tuple[Span, ...]
    mention: Mention | None
    saying: Saying | None
    sentence: Span  #: where its cue stands: its channel and time are looked for here first
    paragraph: int
    rule: str  #: how it was attributed
    sure: float
    headline: bool = False
    outer: tuple[Span, ...] | None = None  #: the quotation it stands in
    turn: Turn | None = None  #: of a statement that its layout tells of
    channel: Channel | None = None  #: where the layout tells it
    passed: tuple[Mention, ...] = ()  #: who only forwarded it

    @property
    def lemma(self) -> str:
        """The verb of speech, "" without one."""
        return "" if self.saying is None else self.saying.lemma


@dataclass(frozen=True, slots=True)
class Page:
    """A text with everything that attribution looks at."""

    text: str
    plain: str  #: the text without the ages that stand in one with a name
    masked: str
    lang: str  #: of most of the text
    langs: tuple[str, ...]  #: of each paragraph
    paragraphs: tuple[Span, ...]
    kinds: tuple[RegionKind | None, ...]  #: of each paragraph
    quotes: tuple[Quote, ...]
    sentences: tuple[tuple[Span, ...], ...]  #: of each paragraph, none cut inside a quotation
    sayings: tuple[tuple[Saying, ...], ...]  #: of each paragraph
    headings: tuple[Mention | None, ...]  #: for each paragraph, whose section it stands in
    channels: Channels
    quoted: frozenset[Span] = frozenset()  #: paragraphs that the page sets apart as quoted words
    platform: str | None = None  #: of a view that is one post; None for any other
    turns: tuple[Turn, ...] = ()  #: words whose label says whose they are
    issuer: Mention | None = None  #: the body whose own statement the document is
    opening: Opening | None = None  #: what its first lines tell of the words below

    def mention(self, span: Span | None) -> Mention | None:
        """Return whom a noun phrase of the page means."""
        if span is None:
            return None
        words = self.text[slice(*span)]
        lang = letters.language_of(words)
        # whose child somebody's mother is belongs to her name: "والدة الطفلة زينب"
        text = self.text if lang == "ar" and called.is_kin_of(words) else self.plain
        return GRAMMARS[lang if lang in GRAMMARS else self.lang].mention_of(text, span)

    def lang_at(self, offset: int) -> str:
        """Return the language of the paragraph that an offset stands in."""
        return self.langs[self.paragraph_at(offset)]

    def paragraphs_in(self, span: Span) -> range:
        """Return the numbers of the paragraphs that a stretch runs over."""
        return range(self.paragraph_at(span[0]), self.paragraph_at(span[1] - 1) + 1)

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that an offset stands in, or the one before it."""
        return max(0, bisect_right(self.paragraphs, (offset, len(self.text) + 1)) - 1)


def page_of(
    text: str,
    lang: str,
    paragraphs: tuple[Span, ...],
    kinds: tuple[RegionKind | None, ...],
    quotes: tuple[Quote, ...],
    *,
    quoted: frozenset[Span] = frozenset(),
    platform: str | None = None,
    turns: tuple[Turn, ...] = (),
) -> Page:
    """Return the page: sentences, cues of speech and sections of a text."""
    plain = without_ages(text)
    quotes = without_names(text, _without_strays(text, quotes, paragraphs))
    blank = _without_parentheses(masked(plain, quotes))
    sentences = _sentences(text, blank, paragraphs, quotes)
    told = [kind in {None, "heading", "headline"} for kind in kinds]
    langs = tuple(_language(_outside(text, blank, span), lang) for span in paragraphs)
    sayings = tuple(
        tuple(s for sentence in inside for s in GRAMMARS[own].find_sayings(blank, sentence))
        if ok
        else ()
        for inside, ok, own in zip(sentences, told, langs, strict=True)
    )
    headings = _headings(plain, lang, paragraphs, kinds)
    channels = find_channels(blank)
    title = paragraphs[0][1] if paragraphs else 0
    words_at = (*(turn.label[0] for turn in turns), *(q.outer[0] for q in quotes))
    first = min((at for at in words_at if at >= title), default=len(text))
    return Page(
        text, plain, blank, lang, langs, paragraphs, kinds, quotes, sentences, sayings, headings,
        channels, quoted, platform, turns, _issuer(plain, lang, paragraphs),
        opening_in(blank, sentences, channels, first, _alone(turns)),
    )  # fmt: skip


def _alone(turns: tuple[Turn, ...]) -> Span | None:
    """The head of a document that is one voice's own words."""
    return turns[0].label if turns and turns[0].layout == "alone" else None


def _without_strays(
    text: str, quotes: tuple[Quote, ...], paragraphs: tuple[Span, ...]
) -> tuple[Quote, ...]:
    """The quotations without what an Arabic mark opens that nothing closes and no cue leads to."""
    starts = frozenset(start for start, _ in paragraphs)
    return tuple(
        quote
        for quote in quotes
        if quote.closed
        or not "\u0620" <= text[quote.spans[0][0]] <= "\u064a"
        or quote.outer[0] in starts
        or _is_led_to(text, quote.outer[0])
    )


def _is_led_to(text: str, mark: int) -> bool:
    """Whether a colon or a cue of speech stands before a mark in its paragraph."""
    before = text[max(0, mark - LONGEST_LEAD) : mark].rpartition("\n")[2]
    return ":" in before or any(arabic_words.lemma_of(word) for word in before.split())


def _without_parentheses(blank: str) -> str:
    """Blank out what stands in parentheses between a name and its verb: "Rami (west bank) said"."""
    if ") " not in blank and ")," not in blank:
        return blank

    def emptied(match: re.Match[str]) -> str:
        between = match[2] in _BEHIND_ASIDE or match[2].lower() in english_words.verbs().forms
        return " " * len(match[1]) if between else match[1]

    return _PARENTHESIS.sub(emptied, blank)


_BEHIND_ASIDE = frozenset(("has", "had", "also", "a", "an", "the", "who"))
_PARENTHESIS = re.compile(r"(?<=[\w.] )(\([^()\n“”«»\"]{1,40}\))(?=,? (\w+))")

#: where copy comes from: "MARSA, May 6 (Lamp Agency) - ", "MARSA, 6 May —"
_DATELINE = re.compile(
    r"(^|\n)([*•▪◦]\s+(?=\S)|\(?\d{1,2}[/.)](?:\d{1,2})?\s+(?=\S)|"
    r"[A-Z][^\n]{2,60}\([^)\n]{2,30}\)\s*[-–—]+\s|"
    r"[A-Z]{2}[A-Z .’'-]*(?:, [^\n,—–]{2,24}){0,2}\s[-–—]+\s|"
    r"[\u0620-\u064a][^\n.«»“”:]{1,40}\([^)\n]{2,24}\)\s*[-–—]+\s|"
    r"[\u0620-\u064a][^\n.«»“”\":]{1,24}[-–—]\s?[«»“\"][^\n«»“”\"]{2,24}[«»”\"]\s?[-–—]+\s|"
    r"[\u0620-\u064a][^\n—–.«»“”:]{1,30}،[^\n—–.«»“”:]{0,12}\d[^\n—–.«»“”:]{0,20}\s[-–—]+\s)"
)


def _issuer(plain: str, lang: str, paragraphs: tuple[Span, ...]) -> Mention | None:
    """The body whose statement a document is: a group, however it is named."""
    span = issuer_in(plain, paragraphs)
    if span is None:
        return None
    name = plain[slice(*span)]
    mention = GRAMMARS[_language(name, lang)].mention_of(plain, span)
    if mention is not None and mention.kind in {"group", "outlet"}:
        return mention
    return Mention(
        as_written=name, span=span, name=name, kind="group", role=None, affiliation=None,
        minor=None,
    )  # fmt: skip


def _outside(text: str, blank: str, span: Span) -> str:
    """A paragraph without what stands between marks, unless nothing else is in it."""
    outside = blank[slice(*span)].replace(BLANK, " ")
    return outside if any(map(str.isalpha, outside)) else text[slice(*span)]


def _language(paragraph: str, most: str) -> str:
    lang = letters.language_of(paragraph)
    return lang if lang in GRAMMARS else most


def _sentences(
    text: str, blank: str, paragraphs: tuple[Span, ...], quotes: tuple[Quote, ...]
) -> tuple[tuple[Span, ...], ...]:
    """Sentences by paragraph; a quotation that ends with a full stop may end one, too."""
    letters = list(blank)
    for quote in quotes:
        first, last = quote.spans[0][0], quote.spans[-1][1] - 1
        letters[first] = text[first]
        if text[last] in ".!?؟…":
            letters[last] = text[last]
    shown = _DATELINE.sub(lambda line: line.group(1) + " " * len(line.group(2)), "".join(letters))
    return tuple(
        words.bounded(text, words.sentences(shown, span), LONGEST_SENTENCE) for span in paragraphs
    )


def _heads_section(text: str, heading: Span, mention: Mention) -> bool:
    """Whether a heading names a person: more than its first word, or nothing else before a mark."""
    if mention.kind != "person" or mention.span is None:
        return False
    if letters.language_of(text[slice(*heading)]) == "ar" and not arabic_voices.is_known(mention):
        return False  # "عروض جديدة": two words that no list knows
    behind = text[mention.span[1] : heading[1]].strip()
    whole = " " in (mention.name or "") or mention.span[0] > heading[0]
    return whole or not behind[:1].isalnum()


def _headings(
    text: str, lang: str, paragraphs: tuple[Span, ...], kinds: tuple[RegionKind | None, ...]
) -> tuple[Mention | None, ...]:
    found: list[Mention | None] = []
    now: Mention | None = None
    for span, kind in zip(paragraphs, kinds, strict=True):
        if kind == "heading":
            mention = GRAMMARS[_language(text[slice(*span)], lang)].mention_of(text, span)
            now = mention if mention is not None and _heads_section(text, span, mention) else None
        elif kind == "boilerplate":
            now = None
        found.append(now)
    return tuple(found)
