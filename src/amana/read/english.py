"""English: cues of speech, their subjects, and the clauses that carry what was said."""

import re
from dataclasses import dataclass
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read.quotes import BLANK
from amana.read.sayings import Saying, trimmed

TOKEN = re.compile(rf"[\w’'&@#./-]*[\w{BLANK}]|[^\w\s]")
MOST_BETWEEN = 12  #: words between a verb and its "that" ("wrote on her page late on Monday that")
LEAST_CONTENT = 3  #: words of a clause; fewer carry no content ("she said so")
LEAST_MATTER = 5  #: words of a noun phrase that is content ("described the situation" is not)

AUXILIARIES = {
    "has", "have", "had", "is", "are", "was", "were", "also", "then", "later", "now", "once", "again", "first", "even",
    "still", "just", "already", "recently", "reportedly", "repeatedly", "previously", "earlier", "simply", "would", "will", "did",
    "do", "does", "could", "may", "might", "must", "only", "since", "all", "both", "today", "yesterday", "further", "itself", "himself", "herself",
}  # fmt: skip
BREAKS = {"and", "but", "or", "as", "that", "while", "because", "when", "where", "if", "although", "though", "after", "before", "until", "since", "so", "than", "what", "how", "why", "which", "yet", "like"}  # fmt: skip
SUBORDINATORS = {"while", "as", "although", "though", "after", "before", "when", "if", "since", "because", "whereas", "even"}  # fmt: skip
NOUN_BEFORE = {"the", "a", "an", "his", "her", "their", "our", "my", "its", "your", "of", "in", "for", "with", "by", "from", "on", "last", "latest", "recent", "final", "first", "this", "these", "those", "no", "any", "news", "media", "more", "other", "such", "several", "to", "under", "into", "about", "false", "conflicting", "press"}  # fmt: skip
NO_CLAUSE = {"of", "in", "on", "to", "at", "by", "about", "for", "with", "from", "into", "against", "goodbye", "farewell", "so", "nothing", "anything", "something", "little", "much", "yes", "no", "hello", "over", "out", "up", "down", "off", "through", "a", "an", "via", "during", "after", "before", "as", "when", "while", "because", "and", "or", "but", "itself", "himself", "herself", "them", "him", "her", "me", "us", "it", "this"}  # fmt: skip
PASSIVE = {"is", "are", "was", "were", "be", "been", "being"}  # "is reported": nobody speaks
NOMINATIVE = {"he", "she", "they", "we", "i", "who", "it"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence."""

    start: int
    end: int
    word: str  #: lower case
    capital: bool


@dataclass(frozen=True, slots=True)
class _Verbs:
    forms: dict[str, str]  #: form -> lemma
    bare: frozenset[str]  #: forms that take a clause without "that"
    matter: frozenset[str]
    named: frozenset[str]


@cache
def verbs() -> _Verbs:
    """Return the English cues of speech by their forms."""
    lists = lexicon.load("speech")["en"]
    forms: dict[str, str] = {}
    groups: dict[str, set[str]] = {}
    for group in ("that", "matter", "named", "bare"):
        for line in lists[group]:
            lemma, _, rest = line.partition(": ")
            for form in rest.split():
                forms[form] = lemma
                groups.setdefault(group, set()).add(form)
    return _Verbs(
        forms, frozenset(groups["bare"]), frozenset(groups["matter"]), frozenset(groups["named"])
    )


def tokens(masked: str, span: Span) -> list[Token]:
    """Return the words and marks inside a span of the masked text."""
    found = []
    for match in TOKEN.finditer(masked, *span):
        word = match.group()
        found.append(Token(match.start(), match.end(), word.lower(), word[:1].isupper()))
    return found


def find_sayings(masked: str, sentence: Span) -> list[Saying]:
    """Return the cues of speech in one sentence of the masked text, in order."""
    words = tokens(masked, sentence)
    found = []
    for i in range(len(words)):
        saying = _according(masked, words, i, sentence) or _verb(masked, words, i, sentence)
        if saying is not None:
            found.append(saying)
    return found


# --- verbs -------------------------------------------------------------------------------


def _verb(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    forms = verbs().forms
    form, width = words[i].word, 1
    if i + 1 < len(words) and (pair := f"{form}_{words[i + 1].word}") in forms:
        form, width = pair, 2
    if form not in forms or _is_noun(words, i) or _is_negated(words, i):
        return None
    cue = (words[i].start, words[i + width - 1].end)
    subject = subject_before(words, i)
    content, sure = _content_after(masked, words, i, width, form)
    if content is None and subject is not None:
        content, sure = _content_in_front(masked, words, i, subject, sentence)
    if subject is None:
        subject = subject_behind(words, i + width)
        if content is None and subject is not None and _starts_in_front(words, i):
            content, sure = _content_in_front(masked, words, i, cue, sentence)
    return Saying(
        cue=cue,
        lemma=verbs().forms[form],
        subject=subject,
        content=content,
        sentence=sentence,
        sure=sure,
    )


def _is_noun(words: list[Token], i: int) -> bool:
    """Whether a form that may be a noun ("reports", "tweets", "call") is one here."""
    before = words[i - 1].word if i else ""
    after = words[i + 1].word if i + 1 < len(words) else ""
    if words[i].word.endswith("ing"):
        return before in NOUN_BEFORE and before not in {"by", "of", "in"}
    nounish = words[i].word.endswith("s") or words[i].word in {
        "report", "claim", "call", "note", "state", "post", "tweet", "comment", "promise", "talk", "text", "message",
        "appeal", "demand", "answer", "record", "release", "share", "charge", "rule", "figure", "broadcast", "read", "address", "plead",
    }  # fmt: skip
    if words[i].capital and i and words[i - 1].word not in {",", ":", BLANK}:
        return True
    if after in {"by", "via"} and words[i].word.endswith("ed"):
        return True  # "a video posted by": a participle
    if not nounish:
        return before in {"the", "a", "an"}
    return (
        before in NOUN_BEFORE or after in {"of", "were", "was", "are", "is", "from", "by"} or not i
    )


def _is_negated(words: list[Token], i: int) -> bool:
    """Whether the verb stands behind something that takes the speech back ("declined to say")."""
    before = [word.word for word in words[max(0, i - 3) : i]]
    if not before:
        return False
    if before[-1] == "to":
        return before[-2:-1] not in [["able"], ["continued"], ["went"], ["used"], ["came"]]
    if before[-1] in PASSIVE and not words[i].word.endswith("ing"):
        return True
    if len(before) > 1 and before[-1].endswith("ly") and before[-2] in PASSIVE:
        return not words[i].word.endswith("ing")
    return bool({"not", "never", "n't", "cannot"} & set(before)) or any(
        word.endswith(("n’t", "n't")) for word in before
    )


def _content_after(
    masked: str, words: list[Token], i: int, width: int, form: str
) -> tuple[Span | None, float]:
    """The clause behind the verb, and how sure it is one."""
    known = verbs()
    first = i + width
    that = _that(words, first)
    if that is not None and form not in known.named:
        return _clause(masked, words, that + 1, i), 0.9
    if first >= len(words):
        return None, 0.7
    if form in known.matter and (span := _matter(masked, words, first)):
        return span, 0.75
    if form in known.named and (span := _name_given(words, first)):
        return span, 0.6
    if form in known.bare and (start := _clause_start(words, first, form)) is not None:
        return _clause(masked, words, start, i), 0.8
    return None, 0.7


def _that(words: list[Token], first: int) -> int | None:
    """The place of the "that" (or "whether", "if") that opens the verb's clause."""
    for k in range(first, min(first + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word in {"that", "whether"}:
            after = words[k + 1].word if k + 1 < len(words) else "."
            before = words[k - 1].word
            if before in {"of", "in", "on", "for", "to", "with", "at"} or after in {".", ",", ";"}:
                return None
            return k if word == "that" else k - 1
        if (
            word in {".", ";", ":", "?", "!", "(", "—", "–"}
            or BLANK in word
            or word in verbs().forms
        ):
            return None
        if word == "," and k > first + 4:  # noqa: PLR2004 - "told X, of Y, that": a short aside
            return None
    return None


def _clause_start(words: list[Token], first: int, form: str) -> int | None:
    """Where a clause without "that" begins behind the verb, if one does."""
    k = first
    lemma = verbs().forms[form]
    if lemma in {"tell", "warn", "promise", "assure", "remind"}:
        k = _behind_addressee(words, first)
        if k is None:
            return None
    elif (behind := _behind_time(words, k)) is not None:
        k = behind
    if k >= len(words) or words[k].word in NO_CLAUSE or not words[k].word[0].isalnum():
        return None
    if BLANK in words[k].word:
        return None
    rest = words[k : k + 9]
    if len([w for w in words[k:] if w.word[0].isalnum()]) < LEAST_CONTENT:
        return None
    if lemma in {"say", "add", "claim", "insist", "argue", "admit"}:
        return k
    return k if any(w.word in _FINITE or w.word.endswith("ed") for w in rest) else None


_FINITE = {"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "do", "does", "did", "’s", "it’s", "there", "he", "she", "they", "we", "it", "came", "left", "went", "fell", "began", "saw", "lost", "made", "took"}  # fmt: skip


def _behind_addressee(words: list[Token], first: int) -> int | None:
    """Behind "told Reuters", "told the agency by phone": where its clause begins."""
    k = first
    while k < len(words) and k < first + 8:
        word = words[k].word
        if k > first and (
            word in NOMINATIVE or word in {"the", "there", "his", "their", "our", "my"}
        ):
            if words[k - 1].word not in {"to", "by", "on", "from", "of", "in", "with", "and"}:
                return k
        elif not word[0].isalnum() or BLANK in word:
            return None
        k += 1
    return None


def _behind_time(words: list[Token], k: int) -> int | None:
    """Behind "on Tuesday", "late Monday": the place of the next word."""
    days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "later", "earlier", "early", "late", "night", "morning", "afternoon", "evening", "week"}  # fmt: skip
    at = k
    while at < len(words) and words[at].word in days | {"on", "in", "this", "last", "the"}:
        at += 1
    return at if at > k and words[at - 1].word in days else None


def _matter(masked: str, words: list[Token], first: int) -> Span | None:
    """The noun phrase that carries the content behind "described", "spoke of"."""
    if words[first].word in {
        "herself",
        "himself",
        "themselves",
        "itself",
        "as",
        "it",
        "them",
        "how",
    }:
        return None
    if not (words[first].word[0].isalnum()) or BLANK in words[first].word:
        return None
    end = _clause_end(words, first, first - 1)
    span = trimmed(masked, (words[first].start, end))
    return span if masked[span[0] : span[1]].count(" ") + 1 >= LEAST_MATTER else None


def _name_given(words: list[Token], first: int) -> Span | None:
    """What is called what: "call them heroes" gives the name."""
    if words[first].word not in {"them", "him", "her", "it", "us", "themselves"}:
        return None
    k = first + 1
    while k < len(words) and words[k].word[0].isalnum() and words[k].word not in BREAKS:
        k += 1
    if k == first + 1 or BLANK in words[first + 1].word:
        return None
    return words[first + 1].start, words[k - 1].end


def _clause(masked: str, words: list[Token], start: int, verb: int) -> Span | None:
    if start >= len(words):
        return None
    span = trimmed(masked, (words[start].start, _clause_end(words, start, verb)))
    words_in = len(re.findall(rf"[\w{BLANK}]+", masked[span[0] : span[1]]))
    return span if words_in >= LEAST_CONTENT or BLANK in masked[span[0] : span[1]] else None


def _clause_end(words: list[Token], start: int, verb: int) -> int:
    """Where the clause ends: the sentence's end, or a comma with which another clause begins."""
    first = words[0].word if words else ""
    in_front = first in SUBORDINATORS and not any(w.word == "," for w in words[:verb])
    depth = 0
    for k in range(start, len(words)):
        word = words[k].word
        depth += (word in "([") - (word in ")]")
        if depth < 0 or word == ";":
            return words[k - 1].end
        if word == "," and depth == 0:
            after = [w.word for w in words[k + 1 : k + 4]]
            if in_front and not _is_list(words, k):
                return words[k - 1].end
            if after[:1] and (
                after[0] in {"but", "while", "although", "though", "whereas", "according", "adding"}
            ):
                return words[k - 1].end
            if after[:1] == ["and"] and _new_speech(words, k + 2):
                return words[k - 1].end
            if after and after[0] in verbs().forms and after[0].endswith("ing"):
                return words[k - 1].end
            if _new_speech(words, k + 1) and k > start + 2:
                return words[k - 1].end
        if word in {"—", "–"} and _new_speech(words, k + 1):
            return words[k - 1].end
    last = len(words) - 1
    return words[last].end


def _is_list(words: list[Token], k: int) -> bool:
    """Whether a comma stands in a list ("residents, activists, and journalists")."""
    after = [w.word for w in words[k + 1 : k + 5]]
    return bool(after) and (
        "and" in after[:2] or (len(after) > 1 and after[1] in {",", "and", "or"})
    )


def _new_speech(words: list[Token], k: int) -> bool:
    """Whether, within a few words, a subject speaks."""
    return any(
        words[j].word in verbs().forms and not words[j].word.endswith("ing") and j > k
        for j in range(k, min(k + 5, len(words)))
        if words[j].word not in {"read", "call", "record", "address", "text"}
    )


def _starts_in_front(words: list[Token], i: int) -> bool:
    return i > 0 and words[i - 1].word in {",", "—", "–", "?", "!"}


def _content_in_front(
    masked: str, words: list[Token], i: int, mark: Span, sentence: Span
) -> tuple[Span | None, float]:
    """The clause before "…, she said." where little follows the verb."""
    first = next((k for k, word in enumerate(words) if word.start >= mark[0]), i)
    if first < LEAST_CONTENT + 1 or words[first - 1].word not in {",", "—", "–"}:
        return None, 0.7
    if words[i].word not in verbs().bare or not _tells(words[: first - 1]):
        return None, 0.7
    behind = [word for word in words[i + 1 :] if word.word[0].isalnum()]
    stops = any(word.word == "," for word in words[i + 1 :])
    if len(behind) > MOST_BETWEEN and not stops:
        return None, 0.7
    span = trimmed(masked, (sentence[0], words[first - 1].start))
    text = masked[span[0] : span[1]]
    if BLANK in text and text.strip(BLANK + " “”\"«»‘’'") == "":
        return None, 0.7
    count = len(re.findall(r"\w+", text))
    return (span, 0.8) if count > LEAST_CONTENT or BLANK in text else (None, 0.7)


def _tells(words: list[Token]) -> bool:
    """Whether the words are a clause of their own, not "On Tuesday, in a live stream"."""
    if words[0].word in {"and", "but"}:
        words = words[1:]
    if not words:
        return False
    if (
        words[0].word
        in {"on", "in", "at", "with", "by", "from", "to", "two", "three", "late", "early"}
        | SUBORDINATORS
    ):
        return any(word.word == "," for word in words) and _tells(_behind_comma(words))
    return any(
        word.word in _FINITE or (word.word.endswith("ed") and not word.capital)
        for word in words[1:]
    )


def _behind_comma(words: list[Token]) -> list[Token]:
    comma = next(k for k, word in enumerate(words) if word.word == ",")
    return words[comma + 1 :] or [words[-1]]


# --- subjects ----------------------------------------------------------------------------


def subject_before(words: list[Token], i: int) -> Span | None:
    """Return the noun phrase that ends right before the verb, as a span; None if there is none."""
    k = i - 1
    while k >= 0 and (words[k].word in AUXILIARIES or words[k].word.endswith("ly")):
        k -= 1
    if k >= 0 and words[k].word in {"able", "to"}:
        while k >= 0 and words[k].word in {"able", "to", "was", "were", "is", "are", "been"}:
            k -= 1
    if k < 0:
        return None
    if words[k].word in {"who", "which"}:
        k -= 1 + (k > 0 and words[k - 1].word == ",")
    elif words[k].word in {"and", "or", "then"}:
        return _first_subject(words, k)
    elif words[k].word == ",":
        return _with_aside(words, k)
    return _phrase_ending(words, k)


def _phrase_ending(words: list[Token], k: int) -> Span | None:
    """The noun phrase whose last word is at k."""
    if k < 0 or not (words[k].word[0].isalnum() or words[k].word[0] in "@#"):
        return None
    if words[k].word in BREAKS or BLANK in words[k].word:
        return None
    j = k
    while j > 0 and _goes_on(words, j):
        j -= 1
    return words[j].start, words[k].end


def _goes_on(words: list[Token], j: int) -> bool:
    """Whether the noun phrase reaches further to the left than j."""
    left = words[j - 1]
    if not left.word[0].isalnum() or BLANK in left.word:
        return False
    if words[j].word in NOMINATIVE:
        return False
    if left.word in {"and"} and words[j].capital and j > 1 and words[j - 2].capital:
        return True
    if left.word in BREAKS or left.word in AUXILIARIES - {"all", "both"}:
        return False
    if left.word in verbs().forms and not left.capital:
        return False
    return not (
        words[j].word in {"the", "a", "an", "one", "some"}
        and left.word not in {"of", "in", "for", "from", "at"}
    )


def _with_aside(words: list[Token], comma: int) -> Span | None:
    """ "One nurse, Hala Rami, said": the phrase with its aside between commas."""
    opening = comma - 1
    while (
        opening >= 0
        and words[opening].word not in {",", ";", ":"}
        and BLANK not in words[opening].word
    ):
        opening -= 1
    if opening < 0 or words[opening].word != "," or comma - opening > 16:  # noqa: PLR2004 - words
        return None
    head = _phrase_ending(words, opening - 1)
    if head is None:
        return None
    return head[0], words[comma - 1].end


def _first_subject(words: list[Token], k: int) -> Span | None:
    """The subject of the verb before "and": the first noun phrase of the clause."""
    start = k - 1
    while start >= 0 and words[start].word not in {";", ":"} and BLANK not in words[start].word:
        start -= 1
    for i in range(start + 1, k):
        if words[i].word in _FINITE | verbs().forms.keys() or (
            words[i].word.endswith("ed") and not words[i].capital
        ):
            return subject_before(words, i) if i else None
    return None


def subject_behind(words: list[Token], k: int) -> Span | None:
    """Return the noun phrase behind an inverted verb: “…,” said Hala Rami, a nurse."""
    if k >= len(words) or not (words[k].word[0].isalnum() or words[k].word[0] == "@"):
        return None
    if words[k].word in BREAKS | {
        "in",
        "on",
        "at",
        "to",
        "of",
        "by",
        "it",
        "this",
        "from",
        "with",
        "for",
    }:
        return None
    if not (
        words[k].capital
        or words[k].word
        in {"the", "a", "an", "one", "another", "he", "she", "they", "his", "her", "their"}
    ):
        return None
    j = k
    while j + 1 < len(words) and _goes_right(words, j + 1):
        j += 1
    end = words[j].end
    if j + 2 < len(words) and words[j + 1].word == "," and _is_aside(words, j + 2):
        last = j + 2
        while last + 1 < len(words) and words[last + 1].word not in {
            ",",
            ".",
            ";",
            ":",
            "?",
            "!",
            "—",
        }:
            last += 1
        end = words[last].end
    return words[k].start, end


def _goes_right(words: list[Token], j: int) -> bool:
    word = words[j]
    if not word.word[0].isalnum() or BLANK in word.word:
        return False
    if word.word in BREAKS - {"and"} or word.word in AUXILIARIES | {
        "who",
        "in",
        "on",
        "at",
        "by",
        "via",
        "through",
        "to",
        "from",
        "during",
        "with",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    }:
        return False
    return word.word != "and" or (j + 1 < len(words) and words[j + 1].capital)


def _is_aside(words: list[Token], k: int) -> bool:
    """Whether what follows the comma describes the speaker ("a nurse", "spokesman for")."""
    return words[k].word in {"a", "an", "the", "one"} or words[k].word in set(
        lexicon.load("voices")["en"]["roles"]
    )


# --- according to ------------------------------------------------------------------------


def _according(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """ "According to X, …" and "…, according to X": the other half of the sentence is content."""
    if words[i].word != "according" or i + 2 >= len(words) or words[i + 1].word != "to":
        return None
    j = i + 2
    while (
        j < len(words) and words[j].word not in {",", ";", ".", ":"} and BLANK not in words[j].word
    ):
        j += 1
    subject = (words[i + 2].start, words[j - 1].end)
    cue = (words[i].start, words[i + 1].end)
    if i == 0 or (words[i - 1].word in {"but", "and"} and i == 1):
        if j + 1 >= len(words):
            return None
        content = trimmed(masked, (words[j + 1].start, sentence[1]))
    else:
        content = trimmed(masked, (sentence[0], words[i - 1].end))
    if content[1] - content[0] < 12:  # noqa: PLR2004 - letters: less is no clause
        return None
    return Saying(
        cue=cue,
        lemma="according to",
        subject=subject,
        content=content,
        sentence=sentence,
        sure=0.85,
    )
