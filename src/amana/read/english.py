"""English: cues of speech, and the clauses that carry what was said."""

import re

from amana.lang import numbers
from amana.model import Span
from amana.read.quotes import BLANK
from amana.read.sayings import Saying, trimmed
from amana.read.subjects import (
    Token,
    behind_asides,
    small,
    subject_before,
    subject_behind,
    tokens,
    verbs,
)

CITING = {"citing", "quoting"}
CITED = {"cited", "quoted", "cites", "quotes"}  # behind "which"
# between a verb and an aside that names the source: "said in a report on Monday, citing a nurse,"
WHERE_REPORTED = {"on", "in", "this", "last", "the", "a", "its", "also", "report", "bulletin"}
ABOUT = {"about", "over", "up", "at"}  # before a figure: "about 20", "at least 20", "up to 20"
PASSIVE = {"is", "are", "was", "were", "be", "been", "being"}  # "is reported": nobody speaks
MOST_BETWEEN = 12  #: words between a verb and its "that" ("wrote on her page late on Monday that")
LEAST_CONTENT = 3  #: words of a clause; fewer carry no content ("she said so")
SHORTEST_CLAUSE = 12  #: letters; less is no clause
LEAST_ASKED = 6  #: words of a request; fewer ("to continue their efforts") carry no content
BEHIND_SENT = {"to", "on", "in", "at", "from", "by", "via", "before", "after", "through"}
SOON = 4  #: words from "that" to the verb: "that he has just sent"
ASKING = {"ask", "urge", "beg", "appeal", "demand", "plead"}
LEAST_MATTER = 5  #: words of a noun phrase that is content ("described the situation" is not)


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
    inverted = subject is None and _starts_in_front(words, i)
    content, sure = ((), 0.8) if inverted else _content_after(masked, words, i, width, form)
    if not content and subject is not None:
        content, sure = _content_in_front(masked, words, i, subject, sentence)
    if subject is None:
        subject = subject_behind(words, i + width)
        if inverted and subject is not None:
            content, sure = _content_in_front(masked, words, i, cue, sentence)
    subject, through, first = _cited(words, i + width, subject)
    if verbs().forms[form] == "quote" and through is not None:
        content = _clause(masked, words, first, i)
    return Saying(
        cue=cue,
        lemma=verbs().forms[form],
        cue_form=form,
        subject=subject,
        content=content,
        sentence=sentence,
        through=through,
        sure=sure,
    )


def _cited(
    words: list[Token], behind: int, subject: Span | None
) -> tuple[Span | None, Span | None, int]:
    """Who speaks and who passes it on: "the agency, citing a nurse, said"; "quoted her as saying".

    The third is where the clause begins behind "as saying".
    """
    if subject is None:
        return None, None, behind
    inside = [k for k, w in enumerate(words) if subject[0] <= w.start < subject[1]]
    if words[0].word in CITING and inside and inside[0] > 0:
        source = subject_behind(words, 1)
        if source is not None and source[1] <= subject[0]:
            return source, subject, behind
    near = range(behind, min(behind + MOST_BETWEEN, len(words)))
    for k in (*inside, *near):
        cites = words[k].word in CITING or (
            k in inside[1:] and words[k].word in CITED and words[k - 1].word in {"which", "who"}
        )
        if cites and (source := subject_behind(words, k + 1)) is not None:
            head = subject if k not in inside else _head(words, inside[0], k)
            return source, head, behind
    for k in near:
        if words[k].word == "as" and words[k + 1 : k + 2] and words[k + 1].word == "saying":
            source = subject_behind(words, behind) if k > behind else None
            first = k + 2 + (words[k + 2 : k + 3] != [] and words[k + 2].word == "that")
            return (source, subject, first) if source else (subject, None, behind)
    return subject, None, behind


def _head(words: list[Token], first: int, k: int) -> Span:
    """Return the phrase from a word up to the comma before another."""
    last = k - 1
    while last > first and words[last].word in {",", "which", "who"}:
        last -= 1
    return words[first].start, words[max(first, last)].end


def _is_noun(words: list[Token], i: int) -> bool:
    """Whether a form that may be a noun ("reports", "tweets", "call") is one here."""
    before = words[i - 1].word if i else ""
    after = words[i + 1].word if i + 1 < len(words) else ""
    if words[i].word.endswith("ing"):
        return before in small("noun_before") and before not in {"by", "of", "in"}
    nounish = words[i].word.endswith("s") or words[i].word in small("nouns_too")
    if words[i].capital and i and words[i - 1].word not in {",", ":", BLANK}:
        return True
    if after in {"by", "via"} and words[i].word.endswith("ed"):
        return True  # "a video posted by": a participle
    if not nounish:
        return before in {"the", "a", "an"}
    behind = {"of", "were", "was", "are", "is", "from", "by"}
    return before in small("noun_before") or after in behind or not i


def _is_negated(words: list[Token], i: int) -> bool:
    """Whether the verb stands behind something that takes the speech back ("declined to say")."""
    before = [word.word for word in words[max(0, i - 3) : i]]
    if not before:
        return False
    if before[-1] == "to":
        return before[-2:-1] not in [["able"], ["continued"], ["went"], ["used"], ["came"]]
    if before[-1] == "also":
        before = before[:-1] or before
    if before[-1] in PASSIVE and not words[i].word.endswith("ing"):
        return [w.word for w in words[i + 1 : i + 3]] != ["as", "saying"]
    if len(before) > 1 and before[-1].endswith("ly") and before[-2] in PASSIVE:
        return not words[i].word.endswith("ing")
    return bool({"not", "never", "n't", "cannot"} & set(before)) or any(
        word.endswith(("n’t", "n't")) for word in before
    )


def _content_after(
    masked: str, words: list[Token], i: int, width: int, form: str
) -> tuple[tuple[Span, ...], float]:
    """The clause behind the verb, and how sure it is one; empty where there is none."""
    known = verbs()
    first = i + width
    that = _that(words, first)
    if that is not None and form not in known.named:
        clause = _clause(masked, words, that + 1, i)
        if clause and known.forms[form] in ASKING and _UNNAMED.search(masked, *clause[0]):
            return (), 0.7  # a condition of talking at all, not what was said
        return clause, 0.9
    first = _behind_citing(words, first)
    if first >= len(words):
        return (), 0.7
    if known.forms[form] in ASKING and (start := _asked(words, first)) is not None:
        return _clause(masked, words, start, i), 0.75
    if form in known.matter and (span := _matter(masked, words, first)):
        return (span,), 0.75
    if form in known.named and (span := _name_given(words, first)):
        return (span,), 0.6
    if form in known.bare and (start := _clause_start(words, first, form)) is not None:
        return _clause(masked, words, start, i), 0.8
    return (), 0.7


_UNNAMED = re.compile(
    r"\b(?:not be|remain|be kept) (?:named|identified|used|printed|published|quoted|anonymous)",
    re.IGNORECASE,
)


def _asked(words: list[Token], first: int) -> int | None:
    """Where what is asked begins: "asked where the trucks had gone", "urged them to wait …"."""
    for k in range(first, min(first + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word in small("question_words") and k + 2 < len(words):
            return k
        if word == "not":
            return None
        if word == "to" and k > first and words[k + 1 : k + 2]:
            verb = words[k + 1]
            alone = verb.word[0].isalpha() and not verb.capital and verb.word not in {"the", "a"}
            long = sum(w.word[0].isalnum() for w in words[k:]) >= LEAST_ASKED
            return k if alone and long else None
        if not word[0].isalnum() or BLANK in word:
            return None
    return None


def _that(words: list[Token], first: int) -> int | None:
    """The place of the "that" (or "whether", "if") that opens the verb's clause."""
    behind = _behind_citing(words, first)
    for k in range(behind, min(behind + MOST_BETWEEN, len(words))):
        word = words[k].word
        if word == "that" and _is_relative(words, behind, k):
            continue
        if word == "if" and verbs().forms.get(words[first - 1].word) in {"ask", "wonder"}:
            return k - 1
        if word == "that" and words[k - 1].word in {"so", "such"}:
            return None  # "so that it shone"
        if word in {"that", "whether"}:
            after = words[k + 1].word if k + 1 < len(words) else "."
            before = words[k - 1].word
            if before in {"of", "in", "on", "for", "to", "with", "at"} or after in {".", ",", ";"}:
                return None
            return k if word == "that" else k - 1
        if (
            word in {".", ";", ":", "?", "!", "(", "—", "–"}
            or BLANK in word
            or (word in verbs().forms and not _is_noun(words, k))
        ):
            return None
        if word == "," and k > behind + 4:
            return None
    return None


def _is_relative(words: list[Token], first: int, k: int) -> bool:
    """Whether "that" tells which message it was: "said in a message that he sent on Monday".

    There what was sent is the message: nothing that could be sent stands behind the verb.
    """
    if words[first].word not in {"in", "on", "by", "via"}:
        return False
    if words[k - 1].word not in small("mediums"):
        return False
    sent = next((j for j in range(k + 1, len(words)) if words[j].word in small("sent")), None)
    if sent is None or sent - k > SOON:
        return False
    after = words[sent + 1].word if sent + 1 < len(words) else "."
    return not after[0].isalnum() or after in BEHIND_SENT | small("time_words")


def _behind_citing(words: list[Token], first: int) -> int:
    """Behind an aside that names the source: "reported on Monday, citing a nurse, that …"."""
    comma = first
    while comma < len(words) and words[comma].word in small("time_words") | WHERE_REPORTED:
        comma += 1
    source, behind = (None, first) if comma == len(words) else _source_behind(words, comma)
    return first if source is None else behind


def _source_behind(words: list[Token], comma: int) -> tuple[Span | None, int]:
    """Whom an aside names as a source, and where it ends: ", citing Hala,", ", which quoted …"."""
    k = comma + 1
    if k < len(words) and words[k].word in {"which", "who"}:
        k += 1
    known = CITING if k == comma + 1 else CITED
    if words[comma].word != "," or k >= len(words) or words[k].word not in known:
        return None, comma
    source = subject_behind(words, k + 1)
    if source is None:
        return None, comma
    last = next((j for j in range(k, len(words)) if words[j].start >= source[1]), len(words))
    return source, last + (last < len(words) and words[last].word == ",")


def _clause_start(words: list[Token], first: int, form: str) -> int | None:
    """Where a clause without "that" begins behind the verb, if one does."""
    k = first
    lemma = verbs().forms[form]
    if lemma in {"tell", "warn", "promise", "assure", "remind"}:
        clause = _behind_addressee(words, first)
        if clause is None:
            return None
        k = clause
    elif (behind := _behind_time(words, k)) is not None:
        k = behind
    if k >= len(words) or not words[k].word[0].isalnum():
        return None
    if words[k].word in small("no_clause") and not _counts(words, k):
        return None
    if BLANK in words[k].word:
        return None
    if (
        words[k].word == "there"
        and words[k + 1 : k + 2]
        and words[k + 1].word not in small("finite")
    ):
        return None
    rest = words[k : k + 9]
    told = words[k:]
    enough = sum(w.word[0].isalnum() for w in told) >= LEAST_CONTENT
    if not enough and not any(BLANK in w.word for w in told):
        return None
    if lemma in {"say", "add", "claim", "insist", "argue", "admit"}:
        return k
    return k if any(w.word in small("finite") or w.word.endswith("ed") for w in rest) else None


def _counts(words: list[Token], k: int) -> bool:
    """Whether a small word opens a figure: "said about 20 people had died"."""
    figure = "".join(w.word + " " for w in words[k + 1 : k + 3])
    return words[k].word in ABOUT and bool(numbers.find_numbers(figure))


def _behind_addressee(words: list[Token], first: int) -> int | None:
    """Behind "told Reuters", "told the agency by phone": where its clause begins."""
    k = first
    while k < len(words) and k < first + 8:
        word = words[k].word
        if k > first and (
            word in small("nominative") or word in {"the", "there", "his", "their", "our", "my"}
        ):
            if words[k - 1].word not in {"to", "by", "on", "from", "of", "in", "with", "and"}:
                return k
        elif not word[0].isalnum() or BLANK in word:
            return None
        k += 1
    return None


def _behind_time(words: list[Token], k: int) -> int | None:
    """Behind "on Tuesday", "late Monday": the place of the next word."""
    days = small("time_words")
    at = k
    while at < len(words) and words[at].word in days | {"on", "in", "this", "last", "the"}:
        at += 1
    return at if at > k and words[at - 1].word in days else None


def _matter(masked: str, words: list[Token], first: int) -> Span | None:
    """The noun phrase that carries the content behind "described", "spoke of"."""
    if words[first].word in small("objects") | {"herself", "himself", "itself", "as", "how"}:
        return None
    if not (words[first].word[0].isalnum()) or BLANK in words[first].word:
        return None
    end = _clause_end(words, first, first - 1)
    span = trimmed(masked, (words[first].start, end))
    return span if masked[span[0] : span[1]].count(" ") + 1 >= LEAST_MATTER else None


def _name_given(words: list[Token], first: int) -> Span | None:
    """What is called what: "call them heroes" gives the name."""
    if words[first].word not in small("objects"):
        return None
    k = first + 1
    while k < len(words) and words[k].word[0].isalnum() and words[k].word not in small("breaks"):
        k += 1
    if k == first + 1 or BLANK in words[first + 1].word:
        return None
    if all(word.capital for word in words[first + 1 : k]):
        return None  # "his friends call him Addy": a name, not what was said
    return words[first + 1].start, words[k - 1].end


def _clause(masked: str, words: list[Token], start: int, verb: int) -> tuple[Span, ...]:
    if start >= len(words):
        return ()
    span = trimmed(masked, (words[start].start, _clause_end(words, start, verb)))
    inside = masked[span[0] : span[1]]
    enough = len(re.findall(rf"[\w{BLANK}]+", inside)) >= LEAST_CONTENT or BLANK in inside
    return (span,) if enough else ()


def _clause_end(words: list[Token], start: int, verb: int) -> int:
    """Where the clause ends: the sentence's end, or a comma with which another clause begins."""
    first = words[0].word if words else ""
    in_front = first in small("subordinators") and not any(w.word == "," for w in words[:verb])
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
            if after[:2] in (["but", "that"], ["and", "that"]):
                continue
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
        if words[j].word not in small("not_new_speech")
    )


def _starts_in_front(words: list[Token], i: int) -> bool:
    """Whether the verb follows the words said: “…,” said Hala."""
    return i > 0 and words[i - 1].word in {",", "—", "–", "?", "!", "”", '"', "’", "'", "»"}


def _content_in_front(
    masked: str, words: list[Token], i: int, mark: Span, sentence: Span
) -> tuple[tuple[Span, ...], float]:
    """The clause before "…, she said."; in two parts where it goes on: "…, she said, …"."""
    nothing: tuple[Span, ...] = ()
    first = next((k for k, word in enumerate(words) if word.start >= mark[0]), i)
    if words[i].word not in verbs().bare or first < 2:  # noqa: PLR2004 - a word and its comma
        return nothing, 0.7
    if words[first - 1].word not in {",", "—", "–"}:
        return nothing, 0.7
    comma = next((k for k in range(i + 1, len(words)) if words[k].word == ","), len(words))
    if sum(word.word[0].isalnum() for word in words[i + 1 : comma]) > MOST_BETWEEN:
        return nothing, 0.7
    front = trimmed(masked, (sentence[0], words[first - 1].start))
    text = masked[front[0] : front[1]]
    if BLANK in text and not text.strip(BLANK + " “”\"«»‘’'"):
        return nothing, 0.7
    if comma == i + 1 and comma + 2 < len(words) and words[comma + 1].word not in CITING:
        behind = trimmed(masked, (words[comma + 1].start, sentence[1]))
        return (front, behind), 0.75
    if not _tells(words[: first - 1]):
        return nothing, 0.7
    return (front,) if len(re.findall(rf"[\w{BLANK}]+", text)) > LEAST_CONTENT else nothing, 0.8


def _tells(words: list[Token]) -> bool:
    """Whether the words are a clause of their own, not "On Tuesday, in a live stream"."""
    if words[0].word in {"and", "but"}:
        words = words[1:]
    if [word.word for word in words[:2]] in (["at", "least"], ["at", "most"]):
        words = words[2:]  # "At least 40 people were hurt": a bound, not a place
    if not words:
        return False
    counts = [word.word for word in words[1:2]] in (["least"], ["most"])
    if not counts and words[0].word in {
        "on",
        "in",
        "at",
        "with",
        "by",
        "from",
        "to",
        "two",
        "three",
        "late",
        "early",
    } | small("subordinators"):
        return any(word.word == "," for word in words) and _tells(_behind_comma(words))
    return any(
        word.word in small("finite") or (word.word.endswith("ed") and not word.capital)
        for word in words[1:]
    )


def _behind_comma(words: list[Token]) -> list[Token]:
    comma = next(k for k, word in enumerate(words) if word.word == ",")
    return words[comma + 1 :] or [words[-1]]


# --- according to ------------------------------------------------------------------------


def _according(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """The other half of the sentence is content: "According to X, …", "…, according to X"."""
    if words[i].word != "according" or i + 2 >= len(words) or words[i + 1].word != "to":
        return None
    j = i + 2
    while (
        j < len(words) and words[j].word not in {",", ";", ".", ":"} and BLANK not in words[j].word
    ):
        j += 1
    subject: Span = (words[i + 2].start, words[j - 1].end)
    cue = (words[i].start, words[i + 1].end)
    through = None
    if j < len(words) and (cited := _source_behind(words, j))[0] is not None:
        subject, through, j = cited[0], subject, cited[1] - 1
    if i == 0 or (words[i - 1].word in {"but", "and"} and i == 1):
        j = _behind_relative(words, j)
        if j + 1 >= len(words):
            return None
        content = trimmed(masked, (words[j + 1].start, sentence[1]))
    else:
        content = trimmed(masked, (sentence[0], words[i - 1].end))
    between = i > 0 and words[i - 1].word == "," and j < len(words) - 1 and words[j].word == ","
    if between and not _tells(words[: i - 1]):
        return _according_inside(masked, words, i, j, sentence)
    if content[1] - content[0] < SHORTEST_CLAUSE:
        return None
    return _by_source(cue, subject, (content,), sentence, through)


def _behind_relative(words: list[Token], comma: int) -> int:
    """The comma behind asides on a source: "Ines Baro, who runs the bakery, …"."""
    if comma + 1 >= len(words) or words[comma].word != ",":
        return comma
    if words[comma + 1].word in {"who", "whose", "whom", "which"}:
        near = range(comma + 2, len(words))
        return next((k for k in near if words[k].word == ","), comma)
    return comma


def _according_inside(
    masked: str, words: list[Token], i: int, comma: int, sentence: Span
) -> Saying | None:
    """In the middle: "The guild, according to its treasurer, Hala Rami, has hidden four"."""
    end = behind_asides(words, comma)
    last = end if end < len(words) and words[end].word == "," else comma
    front = trimmed(masked, (sentence[0], words[i - 1].start))
    behind = trimmed(masked, (words[last].end, sentence[1]))
    subject = (words[i + 2].start, words[last - 1].end)
    cue = (words[i].start, words[i + 1].end)
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
