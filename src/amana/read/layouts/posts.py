"""Posts: words without quotation marks, under or above a line that says whose.

In a round-up: "From Rami (@handle), Telegram, Tuesday night:" with the words beneath; the words
with "— Basil Tarrad (@handle) April 13" beneath them. Or a view that is one post, as it was
embedded in a page: all of it is its author's, but for that last line.
"""

import re
from dataclasses import replace
from datetime import timedelta, tzinfo

from amana.lang import calendar
from amana.model import Evidence, Said, Span, Statement, View
from amana.read.arabic import voices as arabic_voices
from amana.read.layouts.turns import tells
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK
from amana.read.times.published import read_published
from amana.read.voices.voices import Mention

LONGEST_LABEL = 26  #: words of a line that says whose words follow
LEAST_POST = 4  #: words of a post; fewer are a label of something else
_OPENER = re.compile(r"^(?:And )?(?:From|من)\s+", re.IGNORECASE)
_NAME_ENDS = re.compile(r"\s*[(,،:]")
_SIGNED = re.compile(r"^[—–―-]\s*(?P<name>[^(@,،\n]{2,60}?)\s*\(@\w+\)")
_UNSIGNED = re.compile(r"\b(?:unsigned|anonymous)\b|بلا توقيع|من دون توقيع", re.IGNORECASE)


def posts(page: Page) -> list[Draft]:
    """Return a draft of every post that stands without marks, by its label or its signature."""
    found = []
    for p, kind in enumerate(page.kinds):
        if kind in {"headline", "byline", "caption"}:
            continue
        draft = _signed(page, p) or _labelled(page, p)
        if draft is not None:
            found.append(draft)
    return found


def _is_post(page: Page, p: int) -> bool:
    """Whether a paragraph can be somebody's words whole: running, no label, without marks."""
    if not 0 <= p < len(page.paragraphs) or page.kinds[p] not in {None, "heading"}:
        return False
    text = page.masked[slice(*page.paragraphs[p])]
    return (
        BLANK not in text
        and len(text.split()) >= LEAST_POST
        and not text.rstrip().endswith(":")
        and text[:1] not in "—–―"
    )


def _signed(page: Page, p: int) -> Draft | None:
    """The words above "— Basil Tarrad (@handle) April 13, 2033"."""
    line = page.text[slice(*page.paragraphs[p])]
    match = _SIGNED.match(line)
    if match is None or not _is_post(page, p - 1):
        return None
    start = page.paragraphs[p][0]
    span = (start + match.start("name"), start + match.end("name"))
    return _draft(page, p - 1, with_account(page, voice_in(page, span)), page.paragraphs[p])


def _labelled(page: Page, p: int) -> Draft | None:
    """The words beneath "From Rami (@handle), Telegram, Tuesday night:"."""
    start, end = page.paragraphs[p]
    line = page.text[start:end]
    told = line.endswith(":") and len(line.split()) <= LONGEST_LABEL
    if not told or BLANK in page.masked[start:end] or not _is_post(page, p + 1):
        return None
    if not page.channels.within((start, end)).known or page.sayings[p]:
        return None
    opener = _OPENER.match(line)
    begin = start + (opener.end() if opener else 0)
    stop = _NAME_ENDS.search(page.text, begin, end)
    span = (begin, stop.start() if stop else end)
    mention = None if _UNSIGNED.search(line) else voice_in(page, span)
    heads = tells("opening", line) and page.langs[p] == "ar"
    if heads and mention is not None and not arabic_voices.is_known(mention):
        return None  # "نص ما قيل في المقطع:" tells what all words below are
    if mention is None and not _UNSIGNED.search(line):
        return None
    return _draft(page, p + 1, with_account(page, mention), (start, end))


def voice_in(page: Page, span: Span) -> Mention | None:
    """Return who a label names: a person, whatever the script of the name."""
    mention = page.mention(span)
    if mention is not None and not mention.pronoun:
        return mention
    words = page.text[slice(*span)]
    if not 0 < len(words.split()) <= 4 or not words[:1].isalpha():  # noqa: PLR2004 - a name
        return None
    return Mention(
        as_written=words, span=span, name=words, kind="person", role=None, affiliation=None,
        minor=None,
    )  # fmt: skip


def with_account(page: Page, mention: Mention | None) -> Mention | None:
    """Return a mention with the account that stands right behind its name: "Rami (@rami)"."""
    if mention is None or mention.span is None:
        return mention
    behind = _ACCOUNT.match(page.text, mention.span[1])
    if behind is None:
        return mention
    span = (mention.span[0], behind.end())
    return replace(mention, as_written=page.text[slice(*span)], span=span)


_ACCOUNT = re.compile(r" ?\(@\w+\)")


def _draft(page: Page, p: int, mention: Mention | None, label: Span) -> Draft:
    return Draft(
        kind="direct", spans=(page.paragraphs[p],), mention=mention, saying=None, sentence=label,
        paragraph=p, rule="nobody" if mention is None else "post", sure=0.93,
    )  # fmt: skip


# --- a view that is one post -------------------------------------------------------------

_PLATFORM = re.compile(r"/post/(\w+)/")
_HANDLE = re.compile(r"\s*\(@[^)]*\)\s*$")
_SIGNATURE = re.compile(r"[—–―]\s*")


def platform_of(view: View) -> str | None:
    """Return the platform of a view that is one post; None for any other view."""
    if view.kind != "post":
        return None
    match = _PLATFORM.match(view.inside)
    return "unknown" if match is None else match[1]


def whole_post(page: Page, author: str | None) -> Draft | None:
    """Return the draft of a view that is one post; None where it has no words."""
    if not page.paragraphs:
        return None
    last = page.paragraphs[-1]
    dash = _SIGNATURE.match(page.text, *last)
    spans = page.paragraphs[:-1] if dash and len(page.paragraphs) > 1 else page.paragraphs
    named = _HANDLE.sub("", author or "")
    label = last if len(spans) < len(page.paragraphs) else (len(page.text), len(page.text))
    mention = with_account(page, _author(page, named, label)) if named else None
    return Draft(
        kind="direct", spans=spans, mention=mention, saying=None, sentence=label, paragraph=0,
        rule="nobody" if mention is None else "post", sure=0.95,
    )  # fmt: skip


def _author(page: Page, named: str, label: Span) -> Mention:
    """The author of a post, where its last line names them, or by the page's word alone."""
    at = page.text.find(named, *label)
    span = None if at < 0 else (at, at + len(named))
    mention = None if span is None else page.mention(span)
    if mention is not None and mention.kind in {"group", "outlet"}:
        return replace(mention, as_written=named, span=span)
    minor = None if mention is None else mention.minor
    return Mention(
        as_written=named, span=span, name=without_symbols(named), kind="person",
        role=None, affiliation=None, minor=minor,
    )  # fmt: skip


def without_symbols(name: str) -> str:
    """Return a name without what people set beside it in an account.

    >>> without_symbols("Noura \U0001f56f")
    'Noura'
    """
    return _SYMBOLS.sub("", name).strip() or name


#: what people put beside their names in an account: candles, hearts, flags, marks of variants
_SYMBOLS = re.compile(r"[\u2190-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]+")


def dated(statement: Statement, view: View, zone: tzinfo) -> Statement:
    """Return the statement of a post with the time that its container gives, where it does.

    The words of the date stay those of its last line; a clock that the markup gives is exact.
    """
    published = read_published(view.published, zone)
    if published is None or statement.within is not None:
        return statement
    moment, has_clock = published
    if statement.said is not None and statement.said.earliest is not None and not has_clock:
        return statement
    latest = moment + timedelta(seconds=1 if moment.second else 60)
    if not has_clock:
        latest = calendar.day(moment.date()).end.replace(tzinfo=zone)
    shown = statement.said
    said = Said(
        earliest=moment,
        latest=latest,
        as_written=(view.published or "") if shown is None else shown.as_written,
        span=None if shown is None else shown.span,
        grain="minute" if has_clock else "day",
        value=moment.isoformat(timespec="minutes") if has_clock else moment.date().isoformat(),
        rule="post.time",
        anchor=None,
        evidence=(Evidence(item=view.item, span=None if shown is None else shown.span),),
    )
    return replace(statement, said=said)
