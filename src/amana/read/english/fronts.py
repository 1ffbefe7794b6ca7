"""English: what was said before its cue: "…, she said", "…, according to Hala"."""

import re
from functools import cache

from amana.model import Span
from amana.read.english.sources import CITING, source_behind
from amana.read.english.subjects import behind_asides, subject_before
from amana.read.english.words import LEAST_CONTENT, MOST_BETWEEN, Token, is_noun, small, verbs
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.sayings import Saying, trimmed

MOST_OF_CUE = 8  #: words of a cue between commas: "These men, the mayor explained on Monday, …"
SHORTEST_CLAUSE = 12  #: letters; less is no clause
COUNTS = {"one", "two", "three"}  # "Two workers were hurt", but "Two days later"
UNITS = {
    "day",
    "days",
    "hours",
    "hour",
    "weeks",
    "week",
    "months",
    "month",
    "years",
    "year",
    "minutes",
}


def starts_in_front(words: list[Token], i: int) -> bool:
    """Return whether the verb follows the words said: “…,” said Hala."""
    return i > 0 and words[i - 1].word in {",", "—", "–", "?", "!", "”", '"', "’", "'", "»"}


def content_in_front(
    masked: str, words: list[Token], i: int, mark: Span, sentence: Span
) -> tuple[tuple[Span, ...], float]:
    """Return the clause before "…, she said."; in two parts where it goes on: "…, she said, …"."""
    nothing: tuple[Span, ...] = ()
    first = next((k for k, word in enumerate(words) if word.start >= mark[0]), i)
    last = _last_in_front(words, first)
    if words[i].word not in verbs().bare or last is None or _leads_on(words, i):
        return nothing, 0.7
    comma = next((k for k in range(i + 1, len(words)) if words[k].word == ","), len(words))
    if sum(word.word[0].isalnum() for word in words[i + 1 : comma]) > MOST_BETWEEN:
        return nothing, 0.7
    if [word.word for word in words[:2]] == ["according", "to"]:
        return nothing, 0.7
    front = trimmed(masked, (_begins(words, sentence), words[last].end))
    text = masked[front[0] : front[1]]
    if BLANK in text and not text.strip(BLANK + MARKS + " "):
        return nothing, 0.7
    whole = _holds_joined(words[: last + 1]) or (last < first - 1 and tells(words[: first - 1]))
    goes_on = comma == i + 1 or (_is_circumstance(words[i + 1 : comma]) and not whole)
    if goes_on and comma + 2 < len(words) and words[comma + 1].word not in CITING:
        if _leads_to_marks(words, last, comma + 1):
            return nothing, 0.7
        behind = trimmed(masked, (words[comma + 1].start, sentence[1]))
        return (front, behind), 0.75
    if not whole:
        return nothing, 0.7
    return (front,) if len(re.findall(rf"\w+|{BLANK}+", text)) >= LEAST_CONTENT else nothing, 0.8


def _leads_on(words: list[Token], i: int) -> bool:
    """Whether a colon behind the verb leads to the words: "In a note, she wrote: “…”"."""
    shown = [word.word for word in words[i + 1 : i + 4]]
    return shown[:1] == [":"] and any(BLANK in word for word in shown)


def as_told(
    masked: str, words: list[Token], i: int, subject: Span, sentence: Span
) -> tuple[Span, ...]:
    """Return what "as" leads to, or stands behind: "As the mayor noted, …", "…, as she noted"."""
    at = next(k for k, word in enumerate(words) if word.start >= subject[0]) - 1
    comma = next((k for k in range(i + 1, len(words)) if words[k].word in {",", "."}), len(words))
    asides = words[i + 1 : comma]
    if at < 0 or words[at].word != "as" or (asides and not _is_circumstance(asides)):
        return ()
    last = at - 2 if at > 1 and words[at - 1].word == "," else -1
    front = trimmed(masked, (_begins(words, sentence), words[last].end)) if last >= 0 else None
    behind = trimmed(masked, (words[comma].end, sentence[1])) if comma < len(words) else None
    if behind is not None and (words[comma].word == "." or not _is_content(masked, behind)):
        behind = None
    if front is not None and not _is_content(masked, front, 1 if behind else LEAST_CONTENT):
        front = None
    if front is not None and tells(words[: last + 1]):
        return (front,)
    if front is not None and behind is not None and words[0].word not in _adverbial():
        return (front, behind)
    opens = at == 0 or words[at - 1].word in small("links") | {","}
    return (behind,) if behind is not None and opens and tells(words[comma + 1 :]) else ()


def _is_content(masked: str, span: Span, least: int = LEAST_CONTENT) -> bool:
    """Whether a stretch holds words outside of marks, as many as a clause."""
    text = masked[slice(*span)].replace(BLANK, "")
    return len(re.findall(r"\w+", text)) >= least


def _is_circumstance(words: list[Token]) -> bool:
    """Whether behind a verb it is told when or where somebody spoke: "explained on Monday"."""
    return 0 < len(words) < MOST_OF_CUE and words[0].word in small("governs") | small("time_words")


def _leads_to_marks(words: list[Token], last: int, behind: int) -> bool:
    """Whether what stands in front is the reporter's: "As a phone rang, she said, “…”"."""
    front = words[: last + 1]
    if any(w.word in verbs().forms and not is_noun(words, k) for k, w in enumerate(front)):
        return True
    return words[behind].word in MARKS and front[0].word in _adverbial()


def _last_in_front(words: list[Token], first: int) -> int | None:
    """The last word before the comma, or the mark, with which words said in front end."""
    if first < 2:  # noqa: PLR2004 - a word and its comma
        return None
    if words[first - 1].word in {",", "—", "–"}:
        return first - 2
    if words[first - 1].word in MARKS and BLANK in words[first - 2].word:
        return first - 1
    return None


def _holds_joined(words: list[Token]) -> bool:
    """Whether words in marks go on from others, or into them: "The bridge “is gone” for good"."""
    outside = [k for k, word in enumerate(words) if word.word not in MARKS]
    for at, k in enumerate(outside):
        if BLANK not in words[k].word:
            continue
        if at > 0 and words[outside[at - 1]].word == "as":
            return False  # "known as 'Uncle'"
        if at + 1 < len(outside) and words[outside[at + 1]].word[0].isalnum():
            return True
        before = words[: outside[at - 1] + 1] if at else []
        if before and before[-1].word[0].isalnum() and before[0].word not in _adverbial():
            return True
    return False


@cache
def _adverbial() -> frozenset[str]:
    return small("adverbial_start") | small("subordinators")


def _begins(words: list[Token], sentence: Span) -> int:
    """Where the words said begin: behind "But", "However,", which tie them to the text before."""
    k = 0
    while k + 1 < len(words) and words[k].word in small("links"):
        k += 1
    pair = " ".join(word.word for word in words[:2])
    if k == 0 and pair in small("links") and [word.word for word in words[2:3]] == [","]:
        k = 2
    k += k > 0 and words[k].word == ","
    return words[k].start if 0 < k < len(words) else sentence[0]


def tells(words: list[Token]) -> bool:
    """Whether the words are a clause of their own, not "On Tuesday, in a live stream"."""
    if words and words[0].word in {"and", "but"}:
        words = words[1:]
    if [word.word for word in words[:2]] in (["at", "least"], ["at", "most"]):
        words = words[2:]  # "At least 40 people were hurt": a bound, not a place
    if not words:
        return False
    counts = [word.word for word in words[1:2]] in (["least"], ["most"])
    counts = counts or (len(words) > 1 and words[0].word in COUNTS and words[1].word not in UNITS)
    if not counts and words[0].word in _adverbial():
        return any(word.word == "," for word in words) and tells(_behind_comma(words))
    return any(
        word.word in small("finite")
        or (word.word.endswith("ed") and not word.capital)
        or _does(words, k)
        for k, word in enumerate(words)
        if k
    )


def _does(words: list[Token], k: int) -> bool:
    """Whether a word can only be a verb of the present: "the kitchen | feeds | 300 people"."""
    word = words[k]
    if (
        word.capital
        or not word.word.endswith("s")
        or word.word.endswith("ss")
        or k + 1 >= len(words)
    ):
        return False
    after = words[k + 1].word
    noun = words[k - 1].word not in small("noun_before") | small("determiners")
    return noun and (
        after in {"the", "a", "an", "his", "her", "their", "its"} or after[0].isdigit()
    )


def _behind_comma(words: list[Token]) -> list[Token]:
    """What stands behind the first comma, and behind the one that ends a relative clause."""
    comma = next(k for k, word in enumerate(words) if word.word == ",")
    rest = words[comma + 1 :]
    if rest and rest[0].word in {"which", "who", "whose", "whom"}:
        comma = next((k for k, word in enumerate(rest) if word.word == ","), len(rest))
        rest = rest[comma + 1 :]
    return rest or [words[-1]]


def according(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """Return whose words the sentence is: "According to X, …", "…, according to X"."""
    width = _opener(words, i)
    if width is None or i + width >= len(words):
        return None
    j = i + width
    while (
        j < len(words) and words[j].word not in {",", ";", ".", ":"} and BLANK not in words[j].word
    ):
        j += 1
    if j == i + width:
        return None
    subject: Span = (words[i + width].start, words[j - 1].end)
    cue = (words[i].start, words[i + width - 1].end)
    through = None
    if (seen := _seen_by(words, i + width, j)) is not None:
        if _speaks_behind(words, j + 1):
            return None  # "According to a transcript seen by the Ledger, Hala said …"
        subject, through = seen
    if j < len(words) and (cited := source_behind(words, j))[0] is not None:
        subject, through, j = cited[0], subject, cited[1] - 1
    if i == 0 or (words[i - 1].word in {"but", "and"} and i == 1):
        j = _behind_relative(words, behind_asides(words, j))
        if j + 1 >= len(words):
            return None
        content = trimmed(masked, (words[j + 1].start, sentence[1]))
    elif words[i].word != "according":  # "and, in the words of the mayor, “…”"
        return _by_source(cue, subject, (), sentence, through)
    else:
        content = trimmed(masked, (_begins(words, sentence), words[i - 1].end))
    between = i > 0 and words[i - 1].word == "," and j < len(words) - 1 and words[j].word == ","
    if between and (words[i - 2].word in small("be_and_modals") or not tells(words[: i - 1])):
        return _according_inside(masked, words, (i, width), j, sentence)
    if content[1] - content[0] < SHORTEST_CLAUSE:
        return None
    return _by_source(cue, subject, (content,), sentence, through)


def _seen_by(words: list[Token], first: int, end: int) -> tuple[Span, Span] | None:
    """A piece of writing and whoever had it: "an email obtained by the Ledger"."""
    for k in range(first + 1, end - 2):
        if words[k].word in small("had") and words[k + 1].word == "by":
            return (words[first].start, words[k - 1].end), (words[k + 2].start, words[end - 1].end)
    return None


def _speaks_behind(words: list[Token], first: int) -> bool:
    """Whether a verb of speech with its own subject follows: there are the words."""
    return any(
        words[k].word in verbs().forms
        and not words[k].word.endswith("ing")
        and not is_noun(words, k)
        and subject_before(words, k) is not None
        for k in range(first + 1, len(words))
    )


def _opener(words: list[Token], i: int) -> int | None:
    """How many words name a source to come: two of "according to", four of "in the words of"."""
    if words[i].word not in {"according", "in"}:
        return None
    known = ("according", "to"), ("in", "the", "words", "of")
    near = tuple(word.word for word in words[i : i + 4])
    return next((len(opener) for opener in known if near[: len(opener)] == opener), None)


def _behind_relative(words: list[Token], comma: int) -> int:
    """The comma behind asides on a source: "Ines Baro, who runs the bakery, …"."""
    if comma + 1 >= len(words) or words[comma].word != ",":
        return comma
    if words[comma + 1].word in {"who", "whose", "whom", "which"}:
        near = range(comma + 2, len(words))
        return next((k for k in near if words[k].word == ","), comma)
    return comma


def _according_inside(
    masked: str, words: list[Token], opener: tuple[int, int], comma: int, sentence: Span
) -> Saying | None:
    """In the middle: "The guild, according to its treasurer, Hala Rami, has hidden four"."""
    i, width = opener
    end = behind_asides(words, comma)
    last = end if end < len(words) and words[end].word == "," else comma
    front = trimmed(masked, (_begins(words, sentence), words[i - 1].start))
    behind = trimmed(masked, (words[last].end, sentence[1]))
    subject = (words[i + width].start, words[last - 1].end)
    cue = (words[i].start, words[i + width - 1].end)
    return _by_source(cue, subject, (front, behind), sentence)


def _by_source(
    cue: Span,
    subject: Span,
    content: tuple[Span, ...],
    sentence: Span,
    through: Span | None = None,
) -> Saying:
    return Saying(
        cue=cue, lemma="according to", cue_form="according", subject=subject, content=content,
        sentence=sentence, through=through, sure=0.85,
    )  # fmt: skip
