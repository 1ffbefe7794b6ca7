"""Turns: words that stand under, behind or above a label which says whose they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from amana.lang import letters, lexicon
from amana.model import Span
from amana.read.arabic import words as arabic_words
from amana.read.layouts.stamps import Stamp

LONGEST_LABEL = 60  #: characters of a label; names with an office are rarely longer
MOST_WORDS = 8  #: words of it
MOST_WORDS_AR = 6  #: likewise in Arabic, whose names show no capitals: longer stretches tell
LONGEST_NAME_LINE = 6  #: words of a line that is a name and nothing else

_INVISIBLE = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
_HANDLE = re.compile(r"@[\w.]+(?:@[\w.-]+)?")
USER = re.compile(r"(?=[\w.]*[_.\d])[a-z0-9][a-z0-9_.]{2,29}")  #: "karim_83": no word of a text
_NUMBER = re.compile(r"\+?\d[\d\s().-]{6,}\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody's words with what stands beside them; spans of the text."""

    label: Span  #: the line, or its part, that says whose words they are
    author: Span | None  #: the name, number or handle in it; None where it names nobody
    words: Span | None  #: None for what is no statement: an outlet's question, a notice
    layout: str  #: chat | thread | answer | question | signed | mail | told
    stamp: Stamp | None = None
    reply: bool = False
    source: Span | None = None  #: whose words it only forwards, where it says so
    recorded: bool = False  #: a recording, written down
    passed: bool = False  #: only forwarded by whoever the label names
    beside: tuple[Span, ...] = ()  #: lines that belong to it and are nobody's words


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty."""

    span: Span
    text: str
    parted: bool  #: whether an empty line stands before it


def lines_of(text: str, paragraphs: Sequence[Span]) -> list[Line]:
    """Return the lines of a text as layouts look at them."""
    found: list[Line] = []
    last = 0
    for start, end in paragraphs:
        while start < end and (text[start] in _INVISIBLE or text[start].isspace()):
            start += 1  # noqa: PLW2901 - the line without what cannot be seen
        if start >= end:
            continue
        parted = not found or text.count("\n", last, start) > 1
        found.append(Line((start, end), text[start:end], parted))
        last = end
    return found


@cache
def words_for(part: str, name: str) -> re.Pattern[str]:
    """Return a list of patterns as one: of `lines` and `labels` whole, of `heads` anywhere."""
    body = "|".join(f"(?:{one})" for one in lexicon.load("layouts")[part][name])
    return re.compile(f"(?:{body})", re.IGNORECASE)


def is_line(name: str, line: str) -> bool:
    """Return whether a whole line is of a kind that an app sets: furniture, a notice."""
    return words_for("lines", name).fullmatch(_MARKS.sub("", line).strip()) is not None


_MARKS = re.compile("[\u0640\u064b-\u0652]")  #: marks on Arabic letters, and their stretching


def tells(name: str, head: str) -> bool:
    """Return whether the lines above turns tell what they are: a chat, an interview."""
    return words_for("heads", name).search(_MARKS.sub("", head)) is not None


# --- labels ------------------------------------------------------------------------------


def is_label(label: str) -> bool:
    """Return whether a stretch before a colon can name somebody.

    >>> [is_label(t) for t in ("Mira K.", "@mira_k", "The question is", "Note", "أم كنان")]
    [True, True, False, False, True]
    """
    bare = _BESIDE.split(label.strip(" *_<>~\t"))[0]
    if not bare or len(bare) > LONGEST_LABEL or len(bare.split()) > MOST_WORDS:
        return False
    if is_field(bare) or words_for("lines", "recorded").match(label + ":"):
        return False
    if bare[-1] in ".!?؟…,;،" and not _INITIAL.search(bare):
        return False
    if bare[0] in "\"“«‘'([{#•-–—":
        return False
    if _ends_in_verb(bare):
        return False  # "@mira_k tweeted"
    if is_nameless(bare):
        return True
    if _HANDLE.match(bare) or _NUMBER.match(bare) or USER.fullmatch(bare):
        return True
    if letters.language_of(bare) == "ar":
        words = _WITHHELD.sub("", bare).split()
        return len(words) <= MOST_WORDS_AR and not any(map(arabic_words.lemma_of, words))
    words = [w for w in re.findall(r"[^\W\d_][\w’'.-]*", bare) if w.lower() not in _SMALL]
    capital = [w for w in words if not w[0].islower()]
    return bool(words) and not words[0][0].islower() and len(capital) * 2 > len(words)


def _ends_in_verb(label: str) -> bool:
    """Whether a label ends in a verb of writing: then it is the cue of a sentence."""
    words = label.split()
    return len(words) > 1 and words_for("words", "writing").fullmatch(words[-1]) is not None


_BESIDE = re.compile(r"[,،]\s|\s*[(|]|\s+[-–—]\s+")
#: whose name is not given, by what they asked: "امرأة رفضت ذكر اسمها"
_WITHHELD = re.compile(r"(?<=\w) (?:رفض|طلب|فضل|فضّل|اشترط|أراد|لم)\w* (?:\S+ ){0,3}\S+$")
_INITIAL = re.compile(r"(?:^|\s)\w{1,2}\.$")
_SMALL = frozenset(
    {
        "of",
        "the",
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "umm",
        "de",
        "van",
        "von",
        "der",
        "di",
        "da",
        "la",
        "le",
        "and",
        "from",
        "in",
        "at",
        "to",
        "on",
        "for",
    }
)


def is_field(label: str) -> bool:
    """Return whether a label is a field of a form: "Location", ملاحظة."""
    return words_for("labels", "fields").fullmatch(label.strip()) is not None


def is_nameless(label: str) -> bool:
    """Return whether a label says that whoever speaks gives no name: "Anonymous", بدون اسم."""
    return words_for("labels", "nameless").fullmatch(label.strip(" ()[].*")) is not None


def is_interviewer(label: str) -> bool:
    """Return whether a label is an outlet's own voice: "Q", "PRESENTER", س."""
    return words_for("labels", "interviewer").fullmatch(label.strip(" .:*")) is not None


def is_answer(label: str) -> bool:
    """Return whether a label is whoever is interviewed, without a name: "A", ج."""
    return words_for("labels", "answer").fullmatch(label.strip(" .:*")) is not None


def is_name_line(line: str) -> bool:
    """Return whether a line is a name and nothing else.

    >>> [is_name_line(t) for t in ("Jun Velarde", "He left.", "هدى م.", "12 Likes")]
    [True, False, True, False]
    """
    bare = _without_symbols(line)
    if not bare or len(bare.split()) > LONGEST_NAME_LINE or ":" in bare or bare[0].isdigit():
        return False
    return is_label(bare) and not is_line("furniture", bare)


def _without_symbols(line: str) -> str:
    return re.sub(r"[\u2190-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]+", "", line).strip()


def handle_in(text: str, span: Span) -> Span | None:
    """Return where a handle stands in a stretch."""
    match = _HANDLE.search(text, *span)
    return None if match is None else match.span()


def trimmed_name(text: str, span: Span) -> Span | None:
    """Return a name without the brackets, stars and handle beside it; None where nothing is left.

    >>> t = "*Mira K.* (@mira)"
    >>> t[slice(*trimmed_name(t, (0, len(t))))]
    'Mira K.'
    """
    start, end = span
    handle = _HANDLE.search(text, start, end)
    if handle is not None and text[start : handle.start()].strip(" (<[*_~·•"):
        end = handle.start()
    while start < end and text[start] in " \t*_~<([•·—–-" + _INVISIBLE:
        start += 1
    while end > start and text[end - 1] in " \t*_~<(>[])•·—–-,،:" + _INVISIBLE:
        end -= 1
    return (start, end) if start < end else None


def speaks_of_self(words: str) -> bool:
    """Return whether words speak of whoever says them: "we", "my", عندنا.

    >>> speaks_of_self("We left at dawn."), speaks_of_self("The road is open.")
    (True, False)
    """
    return not _self().isdisjoint(_words(words))


def asks_somebody(words: str) -> bool:
    """Return whether words turn to somebody: "you", عندكم."""
    return not _other().isdisjoint(_words(words))


def _words(text: str) -> set[str]:
    found = {w.lower().replace("’", "'") for w in re.findall(r"[\w’']+", text)}
    return found | {w.removeprefix("و") for w in found}


@cache
def _self() -> frozenset[str]:
    return frozenset(lexicon.load("layouts")["words"]["first_person"])


@cache
def _other() -> frozenset[str]:
    return frozenset(lexicon.load("layouts")["words"]["second_person"])
