"""Cited: a speaker whose phrase says that another speaks, or that another quotes them."""

import re
from dataclasses import replace
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read.page import Draft, Page
from amana.read.speech.sayings import trimmed


def apart(draft: Draft, page: Page) -> Draft:
    """Return a draft whose speaker is the one that is cited, with whoever cites as relay.

    "The committee, citing aid workers, said …": aid workers speak. "The army, quoted by state
    media, said …": the army does. "Citing two officials, Reuters said …": the officials do,
    and likewise where they are cited behind the words.
    """
    saying = draft.saying
    if saying is None or saying.subject is None or page.lang_at(saying.cue[0]) != "en":
        return draft
    subject = saying.subject
    if saying.through is not None:
        return draft
    inside = _pattern("cites").search(page.masked, *subject)
    if inside is not None:
        return _spoken_by(draft, page, (inside.end(), subject[1]), (subject[0], inside.start()))
    inside = _pattern("is_cited").search(page.masked, *subject)
    if inside is not None:
        return _spoken_by(draft, page, (subject[0], inside.start()), None)
    front = _pattern("front").match(page.masked, draft.sentence[0], subject[0])
    if front is not None:
        return _spoken_by(draft, page, front.span("whom"), subject)
    behind = _pattern("behind").match(page.masked, draft.spans[-1][1], draft.sentence[1])
    if behind is not None and draft.kind == "indirect":
        return _spoken_by(draft, page, behind.span("whom"), subject)
    return draft


def _spoken_by(draft: Draft, page: Page, source: Span, through: Span | None) -> Draft:
    source = trimmed(page.masked, source)
    mention = page.mention(source) if source[0] < source[1] else None
    if mention is None or draft.saying is None:
        return draft
    through = None if through is None else trimmed(page.masked, through)
    saying = replace(draft.saying, subject=source, through=through)
    return replace(draft, mention=mention, saying=saying)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.load("called")["en"][name])
