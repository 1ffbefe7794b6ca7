"""Speakers: how a quotation finds whose words it is, by what stands around it."""

import re
from dataclasses import replace
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read.arabic import carried as arabic_carried
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.words import is_joined
from amana.read.english import subjects
from amana.read.english.words import small
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, Quote, label_at
from amana.read.speech.drafting import (
    Sofar,
    alone,
    drafted,
    last_direct,
    led_to,
    only_in_verb,
    possessor,
    sentence_at,
    size,
    speaker_of,
)
from amana.read.speech.sayings import Saying, trimmed

LEAST_QUOTE = 4  #: words between marks that make speech without any cue; fewer are names or irony


def behind(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """“…,” said Hala. / “…,” Hala said."""
    end = quote.outer[1]
    last = page.paragraph_at(quote.spans[-1][0])
    for saying in page.sayings[last]:
        first = min(s[0] for s in (saying.cue, saying.subject, saying.through) if s)
        gap = page.masked[end:first]
        if not end <= first or (gap.strip(" ,–—-،.") not in _SO and not _DESCRIBES.fullmatch(gap)):
            continue
        if _is_described(page, quote, first):
            continue
        closed = page.text[end - 2 : end - 1] == "." and page.lang_at(end - 1) == "en"
        if closed or page.text[end : end + 1] == ".":
            continue
        arabic = page.lang_at(saying.cue[0]) == "ar"
        own = bool(saying.content) and saying.content[0][0] > saying.cue[0]
        if arabic and (own or is_joined(saying.cue_form)):
            continue  # "«…»، وأضاف", "«…»، مضيفة أن": what comes next is new
        mention = speaker_of(page, saying, beside_marks=True)
        if mention is None and not only_in_verb(page, saying):
            continue
        return drafted(page, quote, p, mention, saying, "behind")
    return _behind_unknown(page, quote, p)


#: “…,” the head of the union, | Hala Rami, said: what somebody is stands before the name
_DESCRIBES = re.compile(
    rf" (?:the|an?|one|his|her|their|its|another|[A-Z]\S+) [^.;:!?“”\"«»{BLANK}]{{2,90}}, ?"
)


def _behind_unknown(page: Page, quote: Quote, p: int) -> Draft | None:
    """“…,” Hala murmurs: a name or pronoun and some verb, behind a comma inside the marks."""
    end = quote.outer[1]
    if page.lang_at(end - 1) != "en" or page.text[quote.spans[-1][1] - 1] not in ",?!":
        return None
    match = _SOMEBODY_DOES.match(page.plain, end)
    mention = None if match is None else page.mention(match.span(1))
    if match is None or mention is None or not (mention.pronoun or mention.kind == "person"):
        return None
    return drafted(page, quote, p, mention, None, "beside")


_SOMEBODY_DOES = re.compile(
    r" ((?:he|she|they|I|we)\b|[A-Z][\w’'-]+(?: [A-Z][\w’.'-]*){0,3}) (?!was |were |had |has |is )"
    r"[a-z]+(?:ed|s|ang|ung|aid)\b"
)


def _is_described(page: Page, quote: Quote, at: int) -> bool:
    """Whether marks without a stop are a part of the subject: The “History” section explains."""
    inner = page.text[slice(*quote.spans[-1])].rstrip("’'” ")
    stopped = inner[-1:] in ",.!?…—–،؟" or page.text[quote.outer[1]] in ",،"
    return (
        page.lang_at(at) == "en"
        and not stopped
        and page.text[at].islower()
        and page.text[at:].split(maxsplit=1)[0] not in small("nominative")
    )


def in_front(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
    """Hala said: “…” / as Hala wrote (“…”): a cue in the same sentence before the marks."""
    sentence = sentence_at(page, p, quote.outer[0])
    taken = {
        d.saying.cue
        for d in sofar.here
        if d.saying is not None and d.kind == "direct" and d.rule == "behind"
    }
    before = [
        s for s in page.sayings[p]
        if sentence[0] <= s.cue[0] < quote.outer[0]
        and s.cue not in taken
        and not page.masked.endswith(" as ", 0, s.cue[0])  # "quoted as saying": the first tells
    ]  # fmt: skip
    for saying in reversed(before):
        gap = page.plain[saying.cue[1] : quote.outer[0]]
        tight = gap.rstrip()[-1:] in {"", ":", ",", "(", "—", "–", "،"} or len(gap.split()) <= 2  # noqa: PLR2004
        mention = speaker_of(page, saying, beside_marks=tight)
        if mention is None and not only_in_verb(page, saying):
            continue
        if (read := _read_out(page, saying, quote, p)) is not None:
            return read
        if saying.lemma in {"call", "label", "dub", "describe"} and size(page, quote) < LEAST_QUOTE:
            continue  # what somebody is called, not what was said
        if saying.lemma in {"أبلغ", "أخبر"} and size(page, quote) <= 2:  # noqa: PLR2004
            continue  # "أبلغ مسؤول «المدار» أن": whom he told
        after = page.text[quote.outer[1] : quote.outer[1] + 2].strip()
        goes_on = page.langs[p] == "ar" and after[:1].isalpha()
        if size(page, quote) < LEAST_QUOTE and (goes_on or not tight):
            continue  # "متهما «المسلحين» باستخدام …": a name
        return drafted(page, quote, p, mention, saying, "in_front")
    return None


def _read_out(page: Page, saying: Saying, quote: Quote, p: int) -> Draft | None:
    """The prosecutor read out a letter from Hala Rami: “…”: the words are hers."""
    made = _made_by().search(page.masked, saying.cue[1], quote.outer[0])
    if made is None or saying.lemma not in small("passes_on") or page.langs[p] != "en":
        return None
    who = trimmed(page.masked, made.span("who"))
    mention = page.mention(who)
    if mention is None or mention.pronoun:
        return None
    told = replace(saying, subject=who, through=saying.subject)
    return drafted(page, quote, p, mention, told, "in_front")


@cache
def _made_by() -> re.Pattern[str]:
    """A piece of writing or speech and whose it is: "a text message from the commander"."""
    pieces = "|".join(lexicon.load("called")["en"]["parts"]["pieces"])
    return re.compile(
        rf"\b(?:{pieces}) (?:[a-z]+ ){{0,2}}?(?:from|by|of) (?P<who>[^:;]+?)"
        r"(?= to [a-z]|,? dated|,? (?:sent|written|posted|recorded|saying|on)\b|:| $)"
    )


def by_label(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """Hala Rami, nurse: “…” / From Hala: “…”."""
    sentence = sentence_at(page, p, quote.outer[0])
    label = page.text[sentence[0] : quote.outer[0]].rstrip()
    if not label.endswith(":") or len(label.split()) > 12:  # noqa: PLR2004 - words of a label
        return None
    start = sentence[0]
    for opener in ("From ", "And from ", "من ", "وكتبت ", "وكتب "):
        if label.startswith(opener):
            start += len(opener)
    end = sentence[0] + len(label) - 1
    made = _MADE.search(page.masked, start, end)
    start = start if made is None else made.end()  # "Minutes later came a reply from Jo Tarn:"
    if (where := _WHERE.search(page.masked, start, end)) and page.channels.within(
        (where.start(), end)
    ).known:
        end = where.start()  # "Fire brigade, Facebook:"
    verbs = (s.cue for s in page.sayings[p] if s.subject and start <= s.subject[0] < s.cue[0])
    if page.langs[p] == "en" and any(cue[1] == end for cue in verbs):
        return None  # "@hala tweeted:"
    mention = page.mention((start, end))
    if page.langs[p] == "ar" and mention is not None and not arabic_voices.is_known(mention):
        named = arabic_voices.introduced_in(page.masked, (start, end))
        first = arabic_carried.subject_in(page, (start, end))
        mention = named[-1] if named else first
    if mention is None or mention.pronoun:
        return None
    return drafted(page, quote, p, mention, None, "label", sentence)


#: a piece of writing and whose it is, at the end of what leads to words
_MADE = re.compile(
    r"\b(?:reply|replies|answer|message|text|post|tweet|note|letter|e-?mail|call|statement|warning|"
    r"appeal|comment) (?:from|by) (?:the )?(?=[^,:]*(?:, [^:]*)?$)"
)
#: behind whose words they are, where these stood
_WHERE = re.compile(r",? \(?(?:on|via|by|over|in|through) [^:,;]{1,40}$|, [^:,;]{1,20}$")


def by_piece(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """منشور للطبيبة هالة الرامي: «…» / رسالة من جندي محاصر: «…»: whose the piece is."""
    sentence = sentence_at(page, p, quote.outer[0])
    made = _PIECE.search(page.masked, sentence[0], quote.outer[0])
    if made is None or page.langs[p] != "ar":
        return None
    start = made.start("who")
    cut = page.text[start] == "ل" and page.text[start : start + 2] != "لل"
    mention = page.mention((start + cut, made.end("who")))
    if mention is None or mention.pronoun or not arabic_voices.is_known(mention):
        return None
    return drafted(page, quote, p, mention, None, "label", sentence)


#: an Arabic piece of writing or speech and whose it is, right before the words
_PIECE = re.compile(
    r"(?<!\w)(?:(?:ال)?(?:منشور|تغريدة|تدوينة|بيان|تعليق|تسجيل|مقطع|فيديو|بوست)(?: \w+)? (?=ل\w)|"
    r"(?:منشور|تغريدة|تدوينة|بيان|تعليق|تسجيل|مقطع|رسالة|كلمة|نداء|شهادة)(?: \w+)? من )"
    r"(?P<who>[^:،.]{3,60}?)(?: (?:على|في|عبر|أمس|مساء|صباح|اليوم|يوم|قبل) [^:.]{2,60})?"
    r":\s*[«“\"]?$"
)


def by_inner_label(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """“RAMI: …”: in a transcript that is quoted whole, whoever the label names."""
    label = label_at(page.text, quote.spans[0][0])
    mention = None if label is None or label[0] == label[1] else page.mention(label)
    if label is None or mention is None or mention.pronoun:
        return None
    first = trimmed(page.text, (label[1], quote.spans[0][1]), ": \t\r\n")
    draft = drafted(page, quote, p, mention, None, "label")
    return replace(draft, spans=(first, *quote.spans[1:]))


def in_parentheses(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """Residents counted what was left (“…”): the sentence's subject is whose words they are."""
    sentence = sentence_at(page, p, quote.outer[0])
    before = page.text[sentence[0] : quote.outer[0]]
    if not before.rstrip().endswith("(") or size(page, quote) < LEAST_QUOTE:
        return None
    if page.langs[p] == "en":
        phrase = subjects.first_phrase(page.masked, (sentence[0], quote.outer[0]))
        mention = page.mention(phrase)
        if mention is not None:
            return drafted(page, quote, p, mention, None, "parentheses", sentence)
    for saying in reversed(page.sayings[p]):
        if saying.cue[0] < quote.outer[0] and (mention := page.mention(saying.subject)):
            return drafted(page, quote, p, mention, saying, "parentheses")
    return None


_POSSESSOR = re.compile(r"\b(her|his)\b", re.IGNORECASE)


def by_possessor(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """The line at the top of her profile: “…”."""
    sentence = sentence_at(page, p, quote.outer[0])
    lead = page.masked[sentence[0] : quote.outer[0]]
    if page.langs[p] != "en" or not lead.rstrip().endswith(":"):
        return None
    match = _POSSESSOR.search(lead)
    if match is None:
        return None
    mention = possessor(page, (match.start() + sentence[0], match.end() + sentence[0]))
    return drafted(page, quote, p, mention, None, "possessor", sentence)


def earlier_in_paragraph(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
    """A cue, or a statement, in an earlier sentence of the same paragraph."""
    start, _ = page.paragraphs[p]
    if not page.text[start : quote.outer[0]].strip():
        return None
    own = alone(page, quote, p)
    if size(page, quote) < LEAST_QUOTE and not own:
        return None
    led = own or page.text[start : quote.outer[0]].rstrip().endswith(":")
    if page.langs[p] == "ar" and not led:
        return None  # words in marks inside the reporter's own sentence
    sentence = sentence_at(page, p, quote.outer[0])
    begins = not page.text[sentence[0] : quote.outer[0]].strip() or led_to(page, quote)
    before = [s for s in page.sayings[p] if s.cue[0] < quote.outer[0]]
    for saying in reversed(before if begins or page.langs[p] != "en" else []):
        mention = speaker_of(page, saying)
        if mention is not None:
            return drafted(page, quote, p, mention, saying, "earlier")
    if (spoke := last_direct(sofar, quote)) is not None and _is_another(page, sentence, quote):
        return drafted(page, quote, p, spoke.mention, None, "again", sentence)
    lead = trimmed(page.text, (start, quote.outer[0]))
    if _is_time_alone(page, lead) and (last := sofar.before(quote.outer[0])) is not None:
        return drafted(page, quote, p, last.mention, None, "again", sentence_at(page, p, start))
    return _of_sentence_before(page, quote, p) if begins else None


def by_words_of(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """Hala Rami has a new message: “…”: the person whom a sentence about words is about."""
    sentence = sentence_at(page, p, quote.outer[0])
    lead = (sentence[0], quote.outer[0])
    if page.langs[p] != "en" or not page.masked[slice(*lead)].rstrip().endswith(":"):
        return None
    mention = page.mention(subjects.first_phrase(page.masked, lead))
    if mention is None or not (mention.kind == "person" or mention.pronoun in {"m", "f"}):
        return None
    alone_there = mention.name is not None and size(page, quote) >= LEAST_QUOTE
    if _of_words().search(page.masked, *lead) is None and not alone_there:
        return None
    return drafted(page, quote, p, mention, None, "words_of", sentence)


@cache
def _of_words() -> re.Pattern[str]:
    """A noun that means words, at the end of what leads to them."""
    nouns = "|".join(sorted(small("word_nouns")))
    return re.compile(rf"\b(?:{nouns})\s*:\s*$", re.IGNORECASE)


def _of_sentence_before(page: Page, quote: Quote, p: int) -> Draft | None:
    """Hala Rami identified the bridge. “It is a hook.”: the person whom that sentence is about."""
    before = [s for s in page.sentences[p] if s[1] <= quote.outer[0]]
    if not before or page.langs[p] != "en" or size(page, quote) < LEAST_QUOTE:
        return None
    mention = page.mention(subjects.first_phrase(page.masked, before[-1]))
    if mention is None or not (mention.kind == "person" or mention.pronoun in {"m", "f"}):
        return None
    return drafted(page, quote, p, mention, None, "before", before[-1])


def _is_another(page: Page, sentence: Span, quote: Quote) -> bool:
    """Whether a sentence leads to more of the same voice: "On Monday there was another: “…”"."""
    own = page.masked[sentence[0] : quote.outer[0]].rstrip()
    cues = page.sayings[page.paragraph_at(sentence[0])]
    leads_on = own.endswith(":") and _ANOTHER.search(own) is not None
    return leads_on and not any(cue.sentence == sentence for cue in cues)


_SO = {"", "as", "كما", "هكذا"}  # between marks and a cue: "“…”, as Hala said"
_ANOTHER = re.compile(
    r"\b(?:another|an?other one|a (?:second|third|last|final|new|shorter) one|the (?:next|last))\b|"
    r"أخرى|آخر|ثانية|ثالثة",
    re.IGNORECASE,
)


def _is_time_alone(page: Page, lead: Span) -> bool:
    """Whether nothing but a time stands before the marks: "A few hours later:"."""
    return len(page.text[lead[0] : lead[1]].split()) <= 6 and page.mention(lead) is None  # noqa: PLR2004
