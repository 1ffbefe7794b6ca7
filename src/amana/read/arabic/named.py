"""Named: marks that hold the name of an outlet, a body or a work, in Arabic: no words were said."""

import re
from functools import cache

from amana.lang import lexicon
from amana.lang.letters import fold
from amana.read.arabic.words import groups, roles
from amana.read.quotes import Quote

LONGEST_BODY = 4  #: words of a body's name between marks that begins with its noun
LONGEST_NAME = 6  #: words of a name between marks: "الهيئة الشعبية لإغاثة أهالي الضفة" has five
_DASH_BEFORE = re.compile(r"[-–—]\s*$")
_DASH = re.compile(r"\s*[-–—]")
_BEFORE = re.compile(r"(\w+)\s*$")


def without_names(text: str, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Return the quotations that hold words; "صحيفة «المرفأ»" and "لـ«المرفأ»" hold a name."""
    return tuple(quote for quote in quotes if not _is_name(text, quote))


def _is_name(text: str, quote: Quote) -> bool:
    start, end = quote.spans[0]
    if not "\u0600" <= text[start] <= "\u06ff" or len(quote.spans) > 1 or not quote.closed:
        return False
    if len(text[start:end].split()) > LONGEST_NAME or text[end - 1] in ".!?؟…":
        return False
    if _DASH_BEFORE.search(text, max(0, quote.outer[0] - 4), quote.outer[0]) and _DASH.match(
        text, quote.outer[1]
    ):
        return True  # "مرح - «المرفأ» - أعلن": an outlet in the dateline
    if fold(text[max(0, quote.outer[0] - 24) : quote.outer[0]]).rstrip().endswith(_known_by()):
        return True
    if _is_body(text[start:end]):
        return True
    before = _BEFORE.search(text, max(0, quote.outer[0] - 24), quote.outer[0])
    if before is None:
        return False
    word = fold(before[1])
    if fold(text[start:end].split(maxsplit=1)[0]) in groups() and word in roles():
        return True  # "رئيس «شركة النهر للنقل»"
    return word in {"ل", "لل"} or {word, word.removeprefix("ال"), word[1:]} & _heads() != set()


def _is_body(words: str) -> bool:
    """Whether marks hold the name of a body or an outlet with its noun: «لجنة المزرعة»."""
    parts = fold(words).split()
    return 1 < len(parts) <= LONGEST_BODY and parts[0] in _bodies()


@cache
def _bodies() -> frozenset[str]:
    words = lexicon.load("grammar")["ar"]["bodies"]
    return frozenset(map(fold, words))


@cache
def _heads() -> frozenset[str]:
    """The nouns behind which marks hold a name."""
    words = lexicon.load("voices")["ar"]
    return frozenset(fold(word) for word in (*words["outlet_words"], *words["name_heads"]))


@cache
def _known_by() -> tuple[str, ...]:
    """How somebody is said to be known: "المعروف بـ"."""
    return tuple(fold(word) + " ب" for word in lexicon.load("grammar")["ar"]["known_as"])
