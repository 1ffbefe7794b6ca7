"""Attribution: which quotation, or which clause, is whose: drafts of statements."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from amana.lang import lexicon
from amana.model import Kind, Span
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.subjects import is_participle_form
from amana.read.layouts.alone import head_of
from amana.read.layouts.blockquotes import BlockQuote, find_blockquotes
from amana.read.layouts.labelled import by_entry, labelled
from amana.read.layouts.posts import posts, voice_in, whole_post
from amana.read.layouts.told import told
from amana.read.layouts.turned import interviewed_here, turned
from amana.read.layouts.turns import lines_of
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, MARKS, Quote, label_at
from amana.read.speech.drafting import (
    SURE,
    Sofar,
    alone,
    drafted,
    last_direct,
    only_in_verb,
    size,
    speaker_of,
)
from amana.read.speech.joined import goes_on, with_more
from amana.read.speech.leads import by_lead, by_section, by_signature
from amana.read.speech.mixed import in_clause, over_at, up_to
from amana.read.speech.nested import inside_turn, nested_in
from amana.read.speech.sayings import Saying, trimmed
from amana.read.speech.speakers import (
    LEAST_QUOTE,
    behind,
    by_inner_label,
    by_label,
    by_piece,
    by_possessor,
    by_words_of,
    earlier_in_paragraph,
    in_front,
    in_parentheses,
)
from amana.read.voices.voices import Mention

LEAST_CAPITAL = 4  #: letters of a word that is capital in titles; shorter ones may be small
LEAST_TITLE, LONGEST_TITLE = 3, 9  #: words of a title: “Nine Oars Home”, by judgement
LONGEST_NAME = 4  #: words between marks that may be a nickname or a title


# --- drafts ------------------------------------------------------------------------------


def drafts(page: Page) -> list[Draft]:
    """Return a draft of every statement on the page, in order of the text."""
    found: list[Draft] = []
    sofar = Sofar()
    whole = labelled(page) | told(page) | {draft.paragraph: draft for draft in posts(page)}
    turns = turned(page)
    apart = find_blockquotes(page)
    inside = {p for quote in apart.values() for p in quote.paragraphs}
    inside |= {p for draft in turns.values() for p in page.paragraphs_in(draft.spans[0])}
    by_paragraph: dict[int, list[Quote]] = {}
    for quote in page.quotes:
        by_paragraph.setdefault(page.paragraph_at(quote.outer[0]), []).append(quote)
    for p in range(len(page.kinds)):
        if p in turns or (p in whole and p not in inside):
            sofar.here, sofar.last = [], turns.get(p) or whole[p]
            found.append(sofar.last)
            continue
        if p in inside:
            if p in apart:
                sofar.here = []
                sofar.last = _set_apart(page, apart[p], p, sofar)
                found.append(sofar.last)
            continue
        found = _with_rest(found, _of_paragraph(page, p, by_paragraph.get(p, ()), sofar))
    found += [inner for one in found if one.turn is None for inner in nested_in(page, one)]
    for turn in turns.values():
        if page.masked[turn.spans[0][0]] == BLANK:  # it stands between marks, whole
            found += nested_in(page, turn)
            continue
        sofar = Sofar()
        inside_it = [
            draft
            for p in page.paragraphs_in(turn.spans[0])
            for draft in _of_paragraph(page, p, by_paragraph.get(p, ()), sofar)
        ]
        found += inside_turn(page, turn, inside_it)
    found = found if turns else _by_head(page, found)
    found = [d for d in found if not (turns and d.headline and _names_chat(page, d))]
    if (guest := interviewed_here(turns.values())) is not None:
        found = [replace(d, mention=guest) if d.headline else d for d in found]
    return sorted(found, key=lambda draft: (draft.spans[0][0], -draft.spans[-1][1]))


def _by_head(page: Page, found: list[Draft]) -> list[Draft]:
    """Quotations that nobody is told to say, in a document whose head says whose words it holds."""
    if not any(d.rule == "nobody" and d.outer is None for d in found):
        return found
    head = head_of(page.text, lines_of(page.text, page.paragraphs))
    if head is None:
        return found
    mention = page.mention(head.who) or voice_in(page, head.who)
    return [
        replace(d, mention=mention, rule="signature")
        if d.rule == "nobody" and not d.headline
        else d
        for d in found
    ]


def _with_rest(found: list[Draft], here: list[Draft]) -> list[Draft]:
    """Join a quotation to the one that ends the paragraph before, where no other cue stands."""
    before = found[-1] if found else None
    rest = here[0] if here else None
    if before is None or rest is None or rest.rule != "goes_on" or before.kind == "indirect":
        return found + here
    if before.spans[-1][1] > rest.spans[0][0] or before.mention != rest.mention:
        return found + here
    return [*found[:-1], replace(before, spans=before.spans + rest.spans), *here[1:]]


def _names_chat(page: Page, draft: Draft) -> bool:
    """Whether a few words between marks above turns are nobody's: a group's or a page's name."""
    told = page.text[slice(*draft.spans[0])].split()
    return (
        draft.mention is None and len(told) <= LONGEST_NAME and page.turns[0].layout != "question"
    )


def _of_paragraph(page: Page, p: int, quotes: Sequence[Quote], sofar: Sofar) -> list[Draft]:
    """The drafts of one paragraph: what its clauses carry, and what stands between marks."""
    kind, used = page.kinds[p], set[Quote]()
    sofar.here = _indirect(page, p, used) if kind in {None, "heading", "headline"} else []
    if kind == "headline":
        sofar.here = _headlined(page, p, sofar.here)
    for quote in quotes:
        if quote not in used and kind not in {"caption", "byline", "boilerplate"}:
            _add_quotation(page, quote, p, sofar)
    if any(draft.kind == "direct" for draft in sofar.here):
        sofar.direct.add(p)
    sofar.last = sofar.before(len(page.text))
    return sofar.here


def of_post(page: Page, author: str | None) -> list[Draft]:
    """Return the draft of a view that is one post, and of what others say in its words."""
    post = whole_post(page, author)
    return [] if post is None else [post, *nested_in(page, post)]


def _set_apart(page: Page, block: BlockQuote, p: int, sofar: Sofar) -> Draft:
    """A quotation that the page sets apart: who signs it, or whom the sentence before names."""
    if block.signed is not None and block.signed[0] is not None:
        return drafted(page, block.words, p, block.signed[0], None, "signature", block.signed[1])
    led = by_lead(page, block.words, p, sofar) or by_section(page, block.words, p, sofar)
    return led or drafted(page, block.words, p, None, None, "nobody")


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
    if any(_covers(d.spans, quote.outer) for d in sofar.here if d.kind == "mixed"):
        return
    label = label_at(page.text, quote.spans[0][0])
    if label is not None and label[0] == label[1]:
        return  # “(CROSSTALK)”, in a transcript
    before = last_direct(sofar, quote)
    if before is not None and goes_on(page, before, quote):
        at = sofar.here.index(before)
        sofar.here[at] = with_more(page, before, quote)
        return
    if _is_name(page, quote):
        return
    for rule in RULES:
        if (draft := rule(page, quote, p, sofar)) is not None:
            found = up_to(page, quote, draft) if rule is behind else draft
            sofar.here = [d for d in sofar.here if not _is_part(d, found)] + [found]
            return
    if size(page, quote) >= LEAST_QUOTE and alone(page, quote, p):
        sofar.here.append(drafted(page, quote, p, None, None, "nobody"))


def _is_part(draft: Draft, whole: Draft) -> bool:
    """Whether a clause was drafted before from a quotation nearer to its beginning."""
    if draft.rule == "nobody":
        return whole.kind == "mixed" and _covers(whole.spans, draft.spans[0])
    return draft.rule == whole.rule == "in_clause" and draft.spans[0][0] == whole.spans[0][0]


def _indirect(page: Page, p: int, used: set[Quote]) -> list[Draft]:
    """What clauses carry in one paragraph; quotations inside such a clause are used up."""
    found: list[Draft] = []
    for saying in page.sayings[p]:
        if not saying.content:
            continue
        mention = speaker_of(page, saying)
        if mention is None and not only_in_verb(page, saying):
            continue
        if mention is not None and mention.kind == "outlet" and saying.lemma in {"ask", "سأل"}:
            continue  # what an outlet asks is no testimony
        span = saying.content[0]
        inside = _quotes_in(page, span)
        if inside and inside[-1].outer[1] > span[1]:
            span = (span[0], inside[-1].outer[1])
        if inside and page.langs[p] == "en":
            span = (span[0], over_at(page, saying, inside, span[1]))
            inside = [q for q in inside if q.outer[0] < span[1]]
        bare = trimmed(page.text, span, MARKS + " ,.;:")
        if (outer := next((d for d in found if _covers(d.spans, bare)), None)) is not None:
            found += _of_another(page, saying, mention, outer, span)
            continue
        if inside and _alone_in_clause(page, span, inside[0]):
            inside = inside[:1]
            span = inside[0].outer
        if len(saying.content) > 1 and _is_told_before(page, saying.content[1]):
            continue  # "As a phone rang, she said, “…”": the clause tells when
        used.update(inside)
        kind, spans = _kind_of(page, span, inside)
        spans += saying.content[1:]
        parts = saying.content[1:]
        if behind_it := [q for s in parts for q in _quotes_in(page, s) if q.outer[1] <= s[1]]:
            used.update(behind_it)
            kind = "mixed"
            spans = tuple(trimmed(page.text, s, MARKS + " ,.;:") for s in spans)
        draft = Draft(
            kind=kind,
            spans=spans,
            mention=mention,
            saying=saying,
            sentence=saying.sentence,
            paragraph=p,
            rule="clause",
            sure=saying.sure if kind == "indirect" else SURE["clause"],
        )
        found.append(draft)
    return found


def _of_another(
    page: Page, saying: Saying, mention: Mention | None, outer: Draft, span: Span
) -> list[Draft]:
    """What somebody else says inside a clause: "the radio said the envoy proposed that …"."""
    if page.lang_at(span[0]) != "ar" or mention is None or mention == outer.mention:
        return []
    if is_participle_form(saying.cue_form):
        return []  # "مشيرا إلى": the same speaker goes on
    kind, spans = _kind_of(page, span, _quotes_in(page, span))
    return [
        Draft(
            kind=kind, spans=spans, mention=mention, saying=saying, sentence=saying.sentence,
            paragraph=outer.paragraph, rule="nested", sure=saying.sure * outer.sure,
            outer=outer.spans,
        )
    ]  # fmt: skip


def _is_told_before(page: Page, span: Span) -> bool:
    """Whether what follows a cue is a quotation alone that begins a sentence of its own."""
    bare = page.masked[slice(*span)].strip(MARKS + " ,.;:")
    first = next((c for c in page.text[slice(*span)] if c.isalnum()), "")
    return bool(bare) and not bare.strip(BLANK) and first.isupper()


def _quotes_in(page: Page, span: Span) -> list[Quote]:
    first, last = (bisect_left(page.quotes, at, key=lambda quote: quote.outer[0]) for at in span)
    return list(page.quotes[first:last])


def _alone_in_clause(page: Page, span: Span, quote: Quote) -> bool:
    """Whether a clause is one quotation, and something of the reporter's own behind a comma."""
    start = trimmed(page.text, span)[0]
    behind = page.text[quote.outer[1] : quote.outer[1] + 1]
    return start == quote.outer[0] and quote.closed and behind in {"،", ","}


def _covers(spans: tuple[Span, ...], span: Span) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def _kind_of(page: Page, span: Span, inside: list[Quote]) -> tuple[Kind, tuple[Span, ...]]:
    """Direct if all of the clause stands between marks, mixed if a part does, else indirect."""
    bare = trimmed(page.text, span, " \t\r\n,.;:،؛")
    if not inside:
        verbatim = page.langs[page.paragraph_at(bare[0])] == "ar" and _AFTER_COLON.search(
            page.text, max(0, bare[0] - 4), bare[0]
        )
        return "direct" if verbatim else "indirect", (bare,)
    rest = page.masked[bare[0] : bare[1]]
    if not rest.strip(MARKS + BLANK + " \n,.;:"):
        return "direct", tuple(s for quote in inside for s in quote.spans)
    return "mixed", (trimmed(page.text, bare, MARKS + " \t\r\n,.;:،؛"),)


_AFTER_COLON = re.compile(r":\s*$")  # "وقالت: لا ماء منذ أيام", without marks


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
        if page.langs[p] == "ar" and mention is not None and not arabic_voices.is_known(mention):
            named = arabic_voices.introduced_in(page.masked, (start, start + len(first)))
            mention = named[-1] if named else None
    return Draft(
        kind="direct", spans=quote.spans, mention=mention, saying=saying,
        sentence=page.paragraphs[p], paragraph=p, rule="headline", sure=0.7, headline=True,
    )  # fmt: skip


def _is_name(page: Page, quote: Quote) -> bool:
    """Whether marks hold a nickname, a title or an operation's name, not words that were said."""
    if _is_title(page, quote):
        return True
    words_ = page.text[slice(*quote.spans[0])].split()
    if len(words_) > LONGEST_NAME or len(quote.spans) > 1:
        return False
    before = page.text[max(0, quote.outer[0] - 40) : quote.outer[0]]
    if before.rstrip().endswith((":", "،", ",")):
        return False
    titled = all(w[:1].isupper() or w in _SMALL for w in words_) and words_[-1][-1:] not in ".!?"
    return (titled and len(words_) > 1) or _naming().search(before) is not None


def _is_title(page: Page, quote: Quote) -> bool:
    """Whether marks hold a title: all words of some length begin with a capital."""
    words_ = page.text[slice(*quote.spans[0])].rstrip(".,").split()
    long = [w for w in words_ if len(w) >= LEAST_CAPITAL and w.lower() not in _SMALL]
    if not LEAST_TITLE <= len(words_) <= LONGEST_TITLE or len(long) < 2:  # noqa: PLR2004
        return False
    titled = all(w[:1].isupper() and not w.isupper() for w in long)
    return titled and not words_[-1].endswith(("!", "?")) and words_[0][:1].isupper()


_SMALL = {"of", "the", "a", "an", "in", "on", "and", "to", "for", "with", "from", "by", "at"}


@cache
def _naming() -> re.Pattern[str]:
    """What stands before a name in marks: "known as", "the ballad", المسماة."""
    words_ = lexicon.load("speech")
    return re.compile("|".join([*words_["en"]["naming"], *words_["ar"]["naming"]]), re.IGNORECASE)


#: how a direct quotation finds its speaker; the first rule that answers is taken
RULES = (
    by_piece,
    by_inner_label,
    behind,
    in_clause,
    in_front,
    by_label,
    in_parentheses,
    earlier_in_paragraph,
    by_possessor,
    by_words_of,
    by_signature,
    by_entry,
    by_lead,
    by_section,
)
