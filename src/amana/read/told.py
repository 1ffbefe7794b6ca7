"""Told: words without marks behind a colon: "A reader writes to us: we are on the roof"."""

import re
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read import subjects
from amana.read.drafting import speaker_of
from amana.read.page import Draft, Page
from amana.read.posts import voice_in
from amana.read.quotes import BLANK, MARKS
from amana.read.turns import words_for
from amana.read.voices import Mention

LONGEST_LEAD = 30  #: words of a sentence that leads to somebody's words
LEAST_WORDS = 3  #: words behind the colon; fewer are a label's
SURE = 0.78  #: by judgement: a colon may also lead to what the outlet itself lists


def told(page: Page) -> dict[int, Draft]:
    """Return a draft of every paragraph that ends in words after a writing verb and a colon."""
    found = {}
    for p, kind in enumerate(page.kinds):
        if kind is None and (draft := _told(page, p)) is not None:
            found[p] = draft
    return found


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
    if verb is None:
        return None
    mention = _who(page, p, lead, verb.span())
    if mention is None or mention.kind == "outlet":
        return None
    return Draft(
        kind="direct", spans=(words,), mention=mention, saying=None, sentence=lead, paragraph=p,
        rule="told", sure=SURE,
    )  # fmt: skip


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
