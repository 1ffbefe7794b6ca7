"""Attribution: which quotation, or which clause, is whose: drafts of statements."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from amana.lang import lexicon
from amana.model import Kind, Span
from amana.read import arabic_voices, english_words, subjects, voices
from amana.read.blockquotes import BlockQuote, find_blockquotes
from amana.read.nested import nested_in
from amana.read.page import Draft, Page
from amana.read.posts import posts, whole_post
from amana.read.quotes import BLANK, MARKS, Quote
from amana.read.sayings import Saying, trimmed
from amana.read.voices import Mention

LONGEST_FAMILY = 2  #: words of an Arabic subject that no list knows and that may be a name
LONGEST_SUBJECT = 8  #: words of a noun phrase that may be a speaker no word list knows
NOBODY = {"it", "this", "that", "which", "there", "what"}
LONGEST_NAME = 4  #: words between marks that may be a nickname or a title
LEAST_QUOTE = 4  #: words between marks that make speech without any cue; fewer are names or irony
LONGEST_LEAD = 2  #: paragraphs before a quotation in which its speaker is introduced


# --- drafts ------------------------------------------------------------------------------


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


def drafts(page: Page) -> list[Draft]:
    """Return a draft of every statement on the page, in order of the text."""
    found: list[Draft] = []
    sofar = Sofar()
    whole = {draft.paragraph: draft for draft in posts(page)}
    apart = find_blockquotes(page)
    inside = {p for quote in apart.values() for p in quote.paragraphs}
    by_paragraph: dict[int, list[Quote]] = {}
    for quote in page.quotes:
        by_paragraph.setdefault(page.paragraph_at(quote.outer[0]), []).append(quote)
    for p, kind in enumerate(page.kinds):
        used: set[Quote] = set()
        if p in whole:
            sofar.last = whole[p]
            found.append(whole[p])
            continue
        if p in inside:
            if p in apart:
                sofar.here = []
                sofar.last = _set_apart(page, apart[p], p, sofar)
                found.append(sofar.last)
            continue
        sofar.here = _indirect(page, p, used) if kind in {None, "heading", "headline"} else []
        if kind == "headline":
            sofar.here = _headlined(page, p, sofar.here)
        for quote in by_paragraph.get(p, ()):
            if quote not in used and kind not in {"caption", "byline", "boilerplate"}:
                _add_quotation(page, quote, p, sofar)
        if any(draft.kind == "direct" for draft in sofar.here):
            sofar.direct.add(p)
        sofar.last = sofar.before(len(page.text))
        found += sofar.here
    found += [inner for outer in found for inner in nested_in(page, outer)]
    return sorted(found, key=lambda draft: (draft.spans[0][0], -draft.spans[-1][1]))


def of_post(page: Page, author: str | None) -> list[Draft]:
    """Return the draft of a view that is one post, and of what others say in its words."""
    post = whole_post(page, author)
    return [] if post is None else [post, *nested_in(page, post)]


def _set_apart(page: Page, block: BlockQuote, p: int, sofar: Sofar) -> Draft:
    """A quotation that the page sets apart: who signs it, or whom the sentence before names."""
    if block.signed is not None and block.signed[0] is not None:
        return _draft(
            page, block.words, p, block.signed[0], None, "signature", 0.85, block.signed[1]
        )
    led = _by_lead(page, block.words, p, sofar) or _by_section(page, block.words, p, sofar)
    return led or _draft(page, block.words, p, None, None, "nobody", 0.5)


def _headlined(page: Page, p: int, clauses: list[Draft]) -> list[Draft]:
    """A headline's clauses that hold quoted words; the rest of it is the outlet's own voice."""
    repeated = "headline" in page.kinds[:p]
    kept = [d for d in clauses if d.kind != "indirect" and not repeated]
    return [replace(d, headline=True, rule="headline", sure=0.7) for d in kept]


def _add_quotation(page: Page, quote: Quote, p: int, sofar: Sofar) -> None:
    """Add a quotation to the drafts, or join it to the one before; what is no speech is left."""
    if page.kinds[p] == "headline":
        headline = _in_headline(page, quote)
        sofar.here += [] if headline is None else [headline]
        return
    before = _last_direct(sofar, quote)
    if before is not None and _goes_on(page, before, quote):
        at = sofar.here.index(before)
        sofar.here[at] = replace(before, spans=before.spans + quote.spans)
        return
    if _is_name(page, quote):
        return
    for rule in RULES:
        if (draft := rule(page, quote, p, sofar)) is not None:
            sofar.here.append(draft)
            return
    if _size(page, quote) >= LEAST_QUOTE and _alone(page, quote, p):
        sofar.here.append(_draft(page, quote, p, None, None, "nobody", 0.4))


def _indirect(page: Page, p: int, used: set[Quote]) -> list[Draft]:
    """What clauses carry in one paragraph; quotations inside such a clause are used up."""
    found: list[Draft] = []
    for saying in page.sayings[p]:
        if not saying.content:
            continue
        mention = speaker_of(page, saying)
        if mention is None and not _only_in_verb(page, saying):
            continue
        span = saying.content[0]
        inside = [q for q in page.quotes if span[0] <= q.outer[0] < span[1]]
        if inside and inside[-1].outer[1] > span[1]:
            span = (span[0], inside[-1].outer[1])
        if any(_covers(d.spans, span) for d in found):
            continue
        if inside and _alone_in_clause(page, span, inside[0]):
            inside = inside[:1]
            span = inside[0].outer
        used.update(inside)
        kind, spans = _kind_of(page, span, inside)
        spans += saying.content[1:]
        draft = Draft(
            kind=kind,
            spans=spans,
            mention=mention,
            saying=saying,
            sentence=saying.sentence,
            paragraph=p,
            rule="clause",
            sure=saying.sure,
        )
        found.append(draft)
    return found


def speaker_of(page: Page, saying: Saying) -> Mention | None:
    """Return who speaks: the noun phrase beside the verb, or else the first of the sentence."""
    mention = page.mention(saying.subject)
    if mention is not None or saying.subject is None:
        return mention
    if page.lang_at(saying.cue[0]) == "ar":
        return _perhaps_named(page, saying.subject)
    first = subjects.first_phrase(page.masked, (saying.sentence[0], saying.cue[0]))
    return page.mention(first) or _unheard_of(page, saying)


def _perhaps_named(page: Page, subject: Span) -> Mention | None:
    """A word that may be somebody's family name: whose, the register knows."""
    words_ = page.text[slice(*subject)].split()
    if not words_ or len(words_) > LONGEST_FAMILY:
        return None
    name = " ".join(words_)
    return Mention(
        as_written=name, span=(subject[0], subject[0] + len(page.text[slice(*subject)])),
        name=name, kind="unnamed", role=None, affiliation=None, minor=None,
    )  # fmt: skip


def _unheard_of(page: Page, saying: Saying) -> Mention | None:
    """A subject that no word list knows ("a juggler said"): whoever it is, it speaks."""
    if saying.subject is None or saying.cue_form not in english_words.verbs().bare:
        return None
    start, end = saying.subject
    phrase = page.text[start:end]
    if not 0 < len(phrase.split()) <= LONGEST_SUBJECT or phrase.lower() in NOBODY:
        return None
    if phrase.split()[0].lower() in english_words.small("adverbial_start"):
        return None
    return Mention(
        as_written=phrase, span=saying.subject, name=None, kind="unnamed", role=None,
        affiliation=None, minor=None,
    )  # fmt: skip


def _alone_in_clause(page: Page, span: Span, quote: Quote) -> bool:
    """Whether a clause is one quotation, and something of the reporter's own behind a comma."""
    start = trimmed(page.text, span)[0]
    behind = page.text[quote.outer[1] : quote.outer[1] + 1]
    return start == quote.outer[0] and quote.closed and behind in {"،", ","}


def _only_in_verb(page: Page, saying: Saying) -> bool:
    """Whether the language may leave the subject to the verb alone, as Arabic does."""
    return page.lang_at(saying.cue[0]) == "ar" and saying.subject is None


def _covers(spans: tuple[Span, ...], span: Span) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def _kind_of(page: Page, span: Span, inside: list[Quote]) -> tuple[Kind, tuple[Span, ...]]:
    """Direct if all of the clause stands between marks, mixed if a part does, else indirect."""
    bare = trimmed(page.text, span, " \t\r\n,.;:،؛")
    if not inside:
        return "indirect", (bare,)
    rest = page.masked[bare[0] : bare[1]]
    if not rest.strip(MARKS + BLANK + " ,.;:"):
        return "direct", tuple(s for quote in inside for s in quote.spans)
    return "mixed", (trimmed(page.text, bare, MARKS + " \t\r\n,.;:،؛"),)


def _in_headline(page: Page, quote: Quote) -> Draft | None:
    p = page.paragraph_at(quote.outer[0])
    if "headline" in page.kinds[:p]:
        return None  # the headline stands twice: once is enough
    if len(page.text[slice(*quote.spans[0])].split()) < LEAST_QUOTE - 1:
        return None
    saying, mention = None, None
    for candidate in page.sayings[p]:
        if (m := page.mention(candidate.subject)) is not None:
            saying, mention = candidate, m
    if mention is None:
        first = page.text[page.paragraphs[p][0] : quote.outer[0]].rstrip(" :–—-")
        start = page.paragraphs[p][0]
        mention = page.mention((start, start + len(first))) if first else None
    return Draft(
        kind="direct", spans=quote.spans, mention=mention, saying=saying,
        sentence=page.paragraphs[p], paragraph=p, rule="headline", sure=0.7, headline=True,
    )  # fmt: skip


def _is_name(page: Page, quote: Quote) -> bool:
    """Whether marks hold a nickname, a title or an operation's name, not words that were said."""
    words_ = page.text[slice(*quote.spans[0])].split()
    if len(words_) > LONGEST_NAME or len(quote.spans) > 1:
        return False
    before = page.text[max(0, quote.outer[0] - 40) : quote.outer[0]]
    if before.rstrip().endswith((":", "،", ",")):
        return False
    titled = all(w[:1].isupper() or w in _SMALL for w in words_) and words_[-1][-1:] not in ".!?"
    return (titled and len(words_) > 1) or _naming().search(before) is not None


_SMALL = {"of", "the", "a", "an", "in", "on", "and", "to", "for"}


@cache
def _naming() -> re.Pattern[str]:
    """What stands before a name in marks: "known as", "the ballad", المسماة."""
    words_ = lexicon.load("speech")
    return re.compile("|".join([*words_["en"]["naming"], *words_["ar"]["naming"]]), re.IGNORECASE)


def _size(page: Page, quote: Quote) -> int:
    return sum(len(page.text[s:e].split()) for s, e in quote.spans)


def _alone(page: Page, quote: Quote, p: int) -> bool:
    """Whether the quotation makes a paragraph or a sentence of its own."""
    start, _ = page.paragraphs[p]
    return (
        not page.text[start : quote.outer[0]].strip()
        or page.text[quote.spans[-1][1] - 1] in ".!?؟…"
    )


def _draft(
    page: Page,
    quote: Quote,
    p: int,
    mention: Mention | None,
    saying: Saying | None,
    rule: str,
    sure: float,
    sentence: Span | None = None,
) -> Draft:
    if sentence is None:
        sentence = saying.sentence if saying else _sentence_at(page, p, quote.outer[0])
    return Draft(
        kind="direct", spans=quote.spans, mention=mention, saying=saying, sentence=sentence,
        paragraph=p, rule=rule, sure=sure,
    )  # fmt: skip


def _sentence_at(page: Page, p: int, offset: int) -> Span:
    return next((s for s in page.sentences[p] if s[0] <= offset < s[1]), page.paragraphs[p])


def _last_direct(sofar: Sofar, quote: Quote) -> Draft | None:
    ended = [d for d in sofar.here if d.spans[-1][1] <= quote.outer[0] and d.kind == "direct"]
    return max(ended, key=lambda d: d.spans[-1][1], default=None)


def _goes_on(page: Page, before: Draft, quote: Quote) -> bool:
    """Whether nothing but the cue of the quotation before stands between the two."""
    gap = (before.spans[-1][1], quote.outer[0])
    sayings = [s for s in page.sayings[before.paragraph] if gap[0] <= s.cue[0] < gap[1]]
    if not sayings:
        return not page.text[gap[0] : gap[1]].strip(MARKS + " ,.;:–—-،")
    own = _behind(page, quote, before.paragraph, Sofar())
    if own is not None and _is_somebody_else(own.mention, before.mention):
        return False
    if before.saying is None or before.saying.cue != sayings[0].cue:
        return False
    speaks_again = [s for s in sayings[1:] if s.subject is not None]
    return not speaks_again and len(page.text[gap[0] : gap[1]].split()) <= 28  # noqa: PLR2004


def _is_somebody_else(one: Mention | None, other: Mention | None) -> bool:
    """Whether two subjects cannot be one person: "he" and "she", or two different names."""
    if one is None or other is None:
        return False
    if one.pronoun in {"m", "f"}:
        told = other.gender if other.pronoun is None else other.pronoun
        return told in {"m", "f"} and told != one.pronoun
    return one.name is not None and other.name is not None and not _share(one.name, other.name)


def _share(one: str, other: str) -> bool:
    return not set(one.lower().split()).isdisjoint(other.lower().split())


# --- the rules, in the order they are tried ----------------------------------------------


def _behind(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """“…,” said Hala. / “…,” Hala said."""
    end = quote.outer[1]
    last = page.paragraph_at(quote.spans[-1][0])
    for saying in page.sayings[last]:
        first = min(saying.cue[0], saying.subject[0]) if saying.subject else saying.cue[0]
        if not end <= first or page.plain[end:first].strip(" ,–—-،.") not in _SO:
            continue
        closed = page.text[end - 2 : end - 1] == "." and page.lang_at(end - 1) == "en"
        if closed or page.text[end : end + 1] == ".":
            continue
        mention = speaker_of(page, saying)
        if mention is None and not _only_in_verb(page, saying):
            continue
        return _draft(page, quote, p, mention, saying, "behind", 0.95)
    return None


def _in_front(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
    """Hala said: “…” / as Hala wrote (“…”): a cue in the same sentence before the marks."""
    sentence = _sentence_at(page, p, quote.outer[0])
    taken = {
        d.saying.cue
        for d in sofar.here
        if d.saying is not None and d.kind == "direct" and d.rule == "behind"
    }
    before = [
        s for s in page.sayings[p]
        if sentence[0] <= s.cue[0] < quote.outer[0] and s.cue not in taken
    ]  # fmt: skip
    for saying in reversed(before):
        mention = speaker_of(page, saying)
        if mention is None and not _only_in_verb(page, saying):
            continue
        if (
            saying.lemma in {"call", "label", "dub", "describe"}
            and _size(page, quote) < LEAST_QUOTE
        ):
            continue  # what somebody is called, not what was said
        gap = page.plain[saying.cue[1] : quote.outer[0]]
        tight = gap.rstrip()[-1:] in {"", ":", ",", "(", "—", "–", "،"} or len(gap.split()) <= 2  # noqa: PLR2004
        if _size(page, quote) < LEAST_QUOTE and not tight:
            continue
        return _draft(page, quote, p, mention, saying, "in_front", 0.92 if tight else 0.75)
    return None


def _by_label(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """Hala Rami, nurse: “…” / From Hala: “…”."""
    sentence = _sentence_at(page, p, quote.outer[0])
    label = page.text[sentence[0] : quote.outer[0]].rstrip()
    if not label.endswith(":") or len(label.split()) > 12:  # noqa: PLR2004 - words of a label
        return None
    start = sentence[0]
    for opener in ("From ", "And from ", "من ", "وكتبت ", "وكتب "):
        if label.startswith(opener):
            start += len(opener)
    mention = page.mention((start, sentence[0] + len(label) - 1))
    if mention is None or mention.pronoun:
        return None
    return _draft(page, quote, p, mention, None, "label", 0.85, sentence)


def _in_parentheses(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """Residents counted what was left (“…”): the sentence's subject is whose words they are."""
    sentence = _sentence_at(page, p, quote.outer[0])
    before = page.text[sentence[0] : quote.outer[0]]
    if not before.rstrip().endswith("(") or _size(page, quote) < LEAST_QUOTE:
        return None
    if page.langs[p] == "en":
        phrase = subjects.first_phrase(page.masked, (sentence[0], quote.outer[0]))
        mention = page.mention(phrase)
        if mention is not None:
            return _draft(page, quote, p, mention, None, "parentheses", 0.7, sentence)
    for saying in reversed(page.sayings[p]):
        if saying.cue[0] < quote.outer[0] and (mention := page.mention(saying.subject)):
            return _draft(page, quote, p, mention, saying, "parentheses", 0.7)
    return None


_POSSESSOR = re.compile(r"\b(her|his)\b", re.IGNORECASE)


def _by_possessor(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """The line at the top of her profile: “…”."""
    sentence = _sentence_at(page, p, quote.outer[0])
    lead = page.masked[sentence[0] : quote.outer[0]]
    if page.langs[p] != "en" or not lead.rstrip().endswith(":"):
        return None
    match = _POSSESSOR.search(lead)
    if match is None:
        return None
    start, end = match.start() + sentence[0], match.end() + sentence[0]
    mention = Mention(
        as_written=page.text[start:end], span=(start, end), name=None, kind="unnamed", role=None,
        affiliation=None, minor=None, pronoun="f" if match.group().lower() == "her" else "m",
    )  # fmt: skip
    return _draft(page, quote, p, mention, None, "possessor", 0.7, sentence)


def _earlier_in_paragraph(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
    """A cue, or a statement, in an earlier sentence of the same paragraph."""
    start, _ = page.paragraphs[p]
    if not page.text[start : quote.outer[0]].strip():
        return None
    if _size(page, quote) < LEAST_QUOTE and not _alone(page, quote, p):
        return None
    before = [s for s in page.sayings[p] if s.cue[0] < quote.outer[0]]
    for saying in reversed(before):
        mention = speaker_of(page, saying)
        if mention is not None:
            return _draft(page, quote, p, mention, saying, "earlier", 0.75)
    sentence = _sentence_at(page, p, quote.outer[0])
    if (spoke := _last_direct(sofar, quote)) is not None and _is_another(page, sentence, quote):
        return _draft(page, quote, p, spoke.mention, None, "again", 0.8, sentence)
    lead = trimmed(page.text, (start, quote.outer[0]))
    if _is_time_alone(page, lead) and (last := sofar.before(quote.outer[0])) is not None:
        return _draft(
            page, quote, p, last.mention, None, "again", 0.85, _sentence_at(page, p, start)
        )
    return None


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


def _by_signature(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """“…” — Hala Rami, nurse: a dash and a name behind, on the line or on the next."""
    last = page.paragraph_at(quote.spans[-1][0])
    rest = (quote.outer[1], page.paragraphs[last][1])
    if not page.text[rest[0] : rest[1]].strip(" .") and last + 1 < len(page.paragraphs):
        rest = page.paragraphs[last + 1]
    line = page.text[rest[0] : rest[1]].lstrip()
    if line[:1] not in {"—", "–", "-", "―"}:
        return None
    mention = page.mention(trimmed(page.text, rest, " —–-―\t"))
    if mention is None or mention.pronoun:
        return None
    return _draft(page, quote, p, mention, None, "signature", 0.85, rest)


def _by_lead(page: Page, quote: Quote, p: int, sofar: Sofar) -> Draft | None:
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
        and page.paragraph_at(last.spans[-1][0]) == p - 1
        and last.mention is not None
    ):
        return _draft(page, quote, p, last.mention, None, "goes_on", 0.6)
    return None


def _led_by(page: Page, quote: Quote, p: int, back: int) -> Draft | None:
    """The speaker whom the paragraph before introduces: by a cue, as its subject, or by name."""
    for saying in reversed(page.sayings[back]):
        mention = speaker_of(page, saying)
        if mention is not None or _only_in_verb(page, saying):
            return _draft(page, quote, p, mention, saying, "lead", 0.8)
    last = page.sentences[back][-1] if page.sentences[back] else page.paragraphs[back]
    heading = page.headings[p]
    if heading is not None:
        return _draft(page, quote, p, heading, None, "section", 0.8, last)
    if page.langs[back] == "ar":
        named = arabic_voices.introduced_in(page.masked, last)
        if named:
            return _draft(page, quote, p, named[-1], None, "lead", 0.65, last)
    elif _introduces(page, last):
        mention = page.mention(subjects.first_phrase(page.masked, last))
        if mention is not None and mention.kind in {"person", "unnamed"} and mention.pronoun != "n":
            return _draft(page, quote, p, mention, None, "lead", 0.65, last)
    if page.text[slice(*last)].rstrip().endswith(":"):
        return _named_last(page, quote, p, last)
    return None


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
            return _draft(page, quote, p, mention, None, "lead", 0.6, last)
    return None


def _by_section(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """A section headed "Name, role": what stands in marks there is theirs."""
    heading = page.headings[p]
    if heading is None or (_size(page, quote) < LEAST_QUOTE and not _alone(page, quote, p)):
        return None
    return _draft(page, quote, p, heading, None, "section", 0.8)


#: how a direct quotation finds its speaker; the first rule that answers is taken
RULES = (
    _behind,
    _in_front,
    _by_label,
    _in_parentheses,
    _earlier_in_paragraph,
    _by_possessor,
    _by_signature,
    _by_lead,
    _by_section,
)
