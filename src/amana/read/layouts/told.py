"""Told: words without marks behind a colon: "A reader writes to us: we are on the roof"."""

import re
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read.english import subjects
from amana.read.layouts.posts import voice_in
from amana.read.layouts.turns import handle_in, is_label, words_for
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.drafting import speaker_of
from amana.read.voices.voices import Mention

LONGEST_LEAD = 30  #: words of a sentence that leads to somebody's words
LEAST_WORDS = 3  #: words behind the colon; fewer are a label's
LONGEST_LINE = 16  #: words of a line that leads to the words below it
_BULLETS = "-•*·–—"
SURE = 0.78  #: by judgement: a colon may also lead to what the outlet itself lists


def told(page: Page) -> dict[int, Draft]:
    """Return a draft of every paragraph that ends in words after a writing verb and a colon."""
    found = {}
    for p, kind in enumerate(page.kinds):
        if kind is None and (draft := _told(page, p) or _told_below(page, p)) is not None:
            found[draft.paragraph] = draft
    return found


def _told_below(page: Page, p: int) -> Draft | None:
    """Words below a line that leads to them: "@tella_rescue tweets:", "Our reporter writes:"."""
    start, end = page.paragraphs[p]
    shown = page.masked[start:end].rstrip()
    if p + 1 >= len(page.paragraphs) or not shown.endswith(":") or page.kinds[p + 1] is not None:
        return None
    words = page.paragraphs[p + 1]
    few = len(page.text[slice(*words)].split()) < LEAST_WORDS
    lead = (start, start + len(shown) - 1)
    if few or BLANK in shown or BLANK in page.masked[slice(*words)] or ":" in shown[:-1]:
        return None
    if len(shown.split()) > LONGEST_LINE or page.text[words[0]] in MARKS + _BULLETS:
        return None
    verb = _shown_below().search(page.masked, *lead)
    if verb is None:
        return None
    by = verb.groupdict().get("by")
    mention = _whole(page, verb.span("by")) if by else _whole(page, (start, verb.start()))
    if mention is None:
        return None
    return Draft(
        kind="direct", spans=(words,), mention=mention, saying=None, sentence=lead,
        paragraph=p + 1, rule="told", sure=SURE,
    )  # fmt: skip


def _whole(page: Page, span: Span) -> Mention | None:
    """Whom a stretch names: a handle, or its first phrase."""
    handle = handle_in(page.text, span)
    if handle is not None and not page.text[span[0] : handle[0]].strip(" (,"):
        return page.mention(handle) or _account(page, handle)
    phrase = subjects.first_phrase(page.masked, span) or span
    return page.mention(phrase) or voice_in(page, phrase)


def _account(page: Page, handle: Span) -> Mention:
    """Whoever writes under a handle, where nothing else is known of them."""
    name = page.text[slice(*handle)]
    return Mention(
        as_written=name, span=handle, name=name, kind="person", role=None, affiliation=None,
        minor=None,
    )  # fmt: skip


@cache
def _shown_below() -> re.Pattern[str]:
    """What in a line that ends in a colon leads to words below it."""
    body = "|".join(lexicon.load("layouts")["words"]["shown_below"])
    return re.compile(f"(?:{body})", re.IGNORECASE)


def _told(page: Page, p: int) -> Draft | None:
    start, end = page.paragraphs[p]
    colon = page.masked.find(": ", start, end)
    if colon < 0:
        return None
    lead = next((s for s in page.sentences[p] if s[0] <= colon < s[1]), None)
    words = (colon + 2, end)
    if lead is None or page.text[colon + 2] in MARKS or BLANK in page.masked[slice(*words)]:
        return None
    lead = (lead[0], colon)
    shown = page.masked[slice(*lead)]
    few = len(page.text[slice(*words)].split()) < LEAST_WORDS
    if few or len(shown.split()) > LONGEST_LEAD or BLANK in shown:
        return None
    verb = _writing().search(page.masked, *lead)
    mention = _by_channel(page, lead) if verb is None else _who(page, p, lead, verb.span())
    if mention is None or mention.kind == "outlet":
        return None
    return Draft(
        kind="direct", spans=(words,), mention=mention, saying=None, sentence=lead, paragraph=p,
        rule="told", sure=SURE,
    )  # fmt: skip


def _by_channel(page: Page, lead: Span) -> Mention | None:
    """Whose words a label with their channel heads: "Mira Kost on X:", "Text from Jo Tarn:"."""
    if page.lang_at(lead[0]) != "en":
        return None
    came = words_for("labels", "came_from").match(page.masked, *lead)
    where = came or _BEHIND_NAME.search(page.masked, *lead)
    known = where is not None and page.channels.within(where.span()).known
    if not known and came is None:
        return None
    opener = words_for("labels", "opener").match(page.masked, *lead)
    first = came.end() if came else lead[0] if opener is None else opener.end() + 1
    by = (first, lead[1] if came else where.start() if where else lead[1])
    mention = page.mention(by)
    if is_label(page.text[slice(*by)]):
        return mention or voice_in(page, by)
    return mention if came and mention is not None and not mention.pronoun else None


#: behind a name, where somebody wrote: ", on Facebook", " (via WhatsApp)"
_BEHIND_NAME = re.compile(r",? \(?(?:on|via|by|over|in|through) [^:,;]{1,40}$|, [^:,;]{1,20}$")


@cache
def _writing() -> re.Pattern[str]:
    """Verbs by which people write, as the last of a sentence before its colon."""
    body = "|".join(lexicon.load("layouts")["words"]["writing"])
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)(?=[^.;]*$)", re.IGNORECASE)


def _who(page: Page, p: int, lead: Span, verb: Span) -> Mention | None:
    opened = words_for("labels", "opener").match(page.masked, *lead) is not None
    for saying in () if opened else page.sayings[p]:
        if lead[0] <= saying.cue[0] < lead[1]:
            mention = speaker_of(page, saying)
            if mention is not None:
                return mention
    if page.langs[p] == "ar":
        return page.mention((verb[1], lead[1]))
    opener = words_for("labels", "opener").match(page.masked, *lead)
    start = lead[0] if opener is None else opener.end()
    phrase = subjects.first_phrase(page.masked, (start, verb[0])) or (start, verb[0])
    return page.mention(phrase) or voice_in(page, phrase)
