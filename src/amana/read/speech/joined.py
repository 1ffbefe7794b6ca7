"""Joined: quotations in several pieces: cut by their cue, or going on behind it."""

import re
from dataclasses import replace

from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, MARKS, Quote
from amana.read.speech.drafting import Sofar, sentence_at
from amana.read.speech.sayings import Saying, trimmed
from amana.read.speech.speakers import behind
from amana.read.voices.voices import Mention

LONGEST_CUE = 28  #: words between two halves of a quotation in one sentence, by judgement


def goes_on(page: Page, before: Draft, quote: Quote) -> bool:
    """Return whether nothing but the cue of the quotation before stands between the two."""
    gap = (before.spans[-1][1], quote.outer[0])
    sayings = [s for s in page.sayings[before.paragraph] if gap[0] <= s.cue[0] < gap[1]]
    if not sayings:
        return not page.text[gap[0] : gap[1]].strip(MARKS + " ,.;:–—-،")
    own = behind(page, quote, before.paragraph, Sofar())
    if own is not None and _is_somebody_else(own.mention, before.mention):
        return False
    if before.saying is None or before.saying.cue != sayings[0].cue:
        return False
    sentence = sentence_at(page, before.paragraph, quote.outer[0])
    if any(_speaks_again(page, s, same_sentence=sentence[0] < gap[0]) for s in sayings[1:]):
        return False
    if sentence[0] < gap[0]:
        return len(page.text[gap[0] : gap[1]].split()) <= LONGEST_CUE
    between = page.text[sayings[0].cue[1] : sentence[0]]
    alone = not page.text[sentence[0] : quote.outer[0]].strip()
    return (
        alone
        and not any(
            sayings[0].cue[1] <= s[0] < s[1] <= sentence[0]
            for s in page.sentences[before.paragraph]
        )
        and "\n" not in between
    )


def _speaks_again(page: Page, saying: Saying, *, same_sentence: bool) -> bool:
    """Whether another cue behind the first begins a statement of its own."""
    if saying.cue_form.split("_")[0] in _OF_WHAT:
        return False
    if page.lang_at(saying.cue[0]) == "ar":
        return True  # "تقول، ثم تضيف": the verb alone tells
    if saying.cue_form.endswith("ing") and not same_sentence:
        return False
    if saying.subject is None:
        return same_sentence and saying.cue_form.endswith("ing")
    if _RELATIVE.search(page.masked, saying.subject[1], saying.cue[0]):
        return False  # "she told the paper, which shared its notes"
    before = page.masked[: saying.subject[0]].rstrip()[-6:].split()[-1:]
    return before not in (["where"], ["who"], ["which"], ["when"])


#: “…,” said one. “…,” said another: not the one before
_ANOTHER = re.compile(
    r"(?:an|the )?other\b|a (?:second|third|fourth|fifth)\b|others\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:who|which)\b")
_OF_WHAT = {"speaking", "talking", "referring", "addressing", "commenting"}


def with_more(page: Page, before: Draft, quote: Quote) -> Draft:
    """Return a statement with the quotation that goes on, and the words that join the two."""
    cue = before.saying.cue[1] if before.saying else quote.outer[0]
    comma = page.masked.find(",", cue, quote.outer[0])
    joining = "" if comma < 0 else page.masked[comma + 1 : quote.outer[0]].strip(MARKS + " ")
    if len(joining.split()) < 2 or BLANK in joining or "." in joining:  # noqa: PLR2004 - more than "and"
        return replace(before, spans=before.spans + quote.spans)
    more = trimmed(page.text, (comma + 1, quote.outer[1]), MARKS + " ,.;:")
    return replace(before, kind="mixed", spans=(*before.spans, more))


def _is_somebody_else(one: Mention | None, other: Mention | None) -> bool:
    """Whether two subjects cannot be one person: "he" and "she", or two different names."""
    if one is None or other is None:
        return False
    if _ANOTHER.match(one.as_written):
        return True
    if one.pronoun in {"m", "f"}:
        told = other.gender if other.pronoun is None else other.pronoun
        return told in {"m", "f"} and told != one.pronoun
    return one.name is not None and other.name is not None and not _share(one.name, other.name)


def _share(one: str, other: str) -> bool:
    return not set(one.lower().split()).isdisjoint(other.lower().split())
