"""Posts in a round-up: words without quotation marks, under or above a line that says whose.

"From Rami (@handle), Telegram, Tuesday night:" with the words beneath; the words with
"— Basil Tarrad (@handle) April 13" beneath them.
"""

import re

from amana.model import Span
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK
from amana.read.voices import Mention

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
    return _draft(page, p - 1, _voice(page, span), page.paragraphs[p])


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
    mention = None if _UNSIGNED.search(line) else _voice(page, span)
    if mention is None and not _UNSIGNED.search(line):
        return None
    return _draft(page, p + 1, mention, (start, end))


def _voice(page: Page, span: Span) -> Mention | None:
    """Who a label names: a person, whatever the script of the name."""
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


def _draft(page: Page, p: int, mention: Mention | None, label: Span) -> Draft:
    return Draft(
        kind="direct", spans=(page.paragraphs[p],), mention=mention, saying=None, sentence=label,
        paragraph=p, rule="nobody" if mention is None else "post", sure=0.8,
    )  # fmt: skip
