"""Arabic: cues of speech, their subjects, and the clauses that carry what was said.

The verb comes first as a rule, its subject behind it, then the particle (أن, إن, بأن) or a colon
and marks. Where only the verb tells the subject, none is given here.
"""

from amana.lang import lexicon
from amana.model import Span
from amana.read import arabic_voices
from amana.read.arabic_words import (
    PARTICLE,
    Token,
    folded,
    in_role,
    is_circumstance,
    lemma_of,
    roles,
    small,
    tokens,
)
from amana.read.quotes import BLANK
from amana.read.sayings import Saying, trimmed

MOST_BETWEEN = 28  #: words between a verb and its particle (office, body, name, occasion)
LEAST_CONTENT = 3  #: words of a clause
LEAST_MATTER = 2  #: words of a noun phrase: "استهداف المستودعين" says what is denied
SHORTEST_ADDRESSEE = 4  #: letters of a word that ل may open; shorter ones are names or particles


def find_sayings(masked: str, sentence: Span) -> list[Saying]:
    """Return the cues of speech in one sentence of the masked text, in order."""
    words = tokens(masked, sentence)
    found = []
    for i, word in enumerate(words):
        lemma = lemma_of(word.word)
        saying = (
            _verb(masked, words, i, lemma, sentence)
            if lemma is not None
            else _according(masked, words, i, sentence)
        )
        if saying is not None:
            found.append(saying)
    return found


def _verb(masked: str, words: list[Token], i: int, lemma: str, sentence: Span) -> Saying | None:
    if i and words[i - 1].folded in small("negation"):
        return None
    stop = _subject_end(words, i + 1)
    subject = _topic(words, i) or _span(words, i + 1, stop) or _subject_in_front(words, i)
    through = None
    if (source := _source(words, stop, lemma)) is not None:
        subject, through = source, subject
    particle = _particle(words, i + 1)
    content: tuple[Span, ...] = ()
    if particle is not None:
        content = _clause(masked, words, particle + 1)
    elif lemma in lexicon.load("speech")["ar"]["matter"] and subject is not None:
        content = _matter(masked, words, subject, i)
    elif lemma == "اتهم" and (of := _accusation(words, i)) is not None:
        subject, content = _span(words, i + 1, of), _clause(masked, words, of)
    elif lemma == "دعا" and subject is not None:
        content = _called_for(masked, words, i)
    return Saying(
        cue=(words[i].start, words[i].end),
        lemma=lemma,
        cue_form=words[i].folded,
        subject=subject,
        content=content,
        sentence=sentence,
        through=through,
        sure=0.85 if particle is not None else 0.7,
    )


def _subject_end(words: list[Token], first: int) -> int:
    """Behind the last word of the noun phrase that begins at `first`."""
    k = first
    if k < len(words) and words[k].folded in small("told"):
        return k
    while k < len(words) and k < first + MOST_BETWEEN:
        word = words[k]
        if word.word in "،," and k > first and _is_aside(words, k + 1):
            k += 1
            continue
        if not (word.word[0].isalnum() or word.word[0] in "@#") or BLANK in word.word:
            break
        if is_circumstance(word) and not in_role(words, first, k):
            break
        if PARTICLE.fullmatch(word.word) or (lemma_of(word.word) and k > first):
            break
        if word.folded == "نقلا":
            break
        if k > first and _is_addressee(word) and words[k - 1].folded not in folded("place_heads"):
            break
        k += 1
    return k


def _source(words: list[Token], k: int, lemma: str) -> Span | None:
    """Whom an outlet cites: "نقلت الوكالة عن هالة الرامي قولها إن", "ذكرت الوكالة نقلا عن …"."""
    if k < len(words) and words[k].word in {"،", ","}:
        k += 1
    cites = k < len(words) and words[k].folded == "نقلا"
    k += cites
    if k + 1 >= len(words) or words[k].folded != "عن":
        return None
    if not cites and lemma not in {"نقل", "ذكر"}:
        return None
    stop = k + 1
    while stop < len(words) and words[stop].folded not in {
        "قوله",
        "قولها",
        "قولهم",
        "تاكيده",
        "تاكيدها",
    }:
        ends = PARTICLE.fullmatch(words[stop].word) or words[stop].word in ".:؛«،,"
        if ends or BLANK in words[stop].word or stop - k > MOST_BETWEEN:
            break
        stop += 1
    return _span(words, k + 1, stop)


def _is_addressee(word: Token) -> bool:
    """Whether a word behind a verb is to whom something was said: ل with a noun."""
    if word.folded.startswith("لل") or word.folded in small("told"):
        return True
    return (
        word.folded[:1] == "ل"
        and len(word.folded) >= SHORTEST_ADDRESSEE
        and word.folded not in folded("given")
    )


def _is_aside(words: list[Token], k: int) -> bool:
    return k < len(words) and (words[k].folded in roles() or words[k].folded in {"وهو", "وهي"})


def _span(words: list[Token], first: int, stop: int) -> Span | None:
    return (words[first].start, words[stop - 1].end) if stop > first else None


def _topic(words: list[Token], i: int) -> Span | None:
    """The subject between أما and a verb with ف: "أما هالة فقالت"."""
    if words[i].folded[:1] != "ف":
        return None
    topic = next((k for k in range(i) if words[k].folded in {"اما", "واما"}), None)
    if topic is None or topic + 1 >= i:
        return None
    last = i - 1 if words[i - 1].word in "،," else i
    return words[topic + 1].start, words[last - 1].end


def _subject_in_front(words: list[Token], i: int) -> Span | None:
    """A subject before its verb: the words from the clause's beginning."""
    k = i - 1
    while k >= 0 and (words[k].word[0].isalnum() or words[k].word[0] in "@#"):
        if lemma_of(words[k].word) or PARTICLE.fullmatch(words[k].word) or BLANK in words[k].word:
            break
        k -= 1
    first = k + 1
    while first < i and words[first].folded in {"لكن", "ولكن", "بينما", "فيما", "حيث", "ثم"}:
        first += 1
    if i - first < 1 or i - first > 9 or is_circumstance(words[first]):  # noqa: PLR2004
        return None
    return words[first].start, words[i - 1].end


def _particle(words: list[Token], first: int) -> int | None:
    for k in range(first, min(first + MOST_BETWEEN, len(words))):
        if PARTICLE.fullmatch(words[k].word):
            return k
        if words[k].word in {".", "؟", "!", ":", "؛"}:
            return None
        if lemma_of(words[k].word) and words[k - 1].word in {"،", "و"}:
            return None
    return None


def _clause(
    masked: str, words: list[Token], start: int, least: int = LEAST_CONTENT
) -> tuple[Span, ...]:
    if start >= len(words):
        return ()
    end = words[-1].end
    for k in range(start + 1, len(words)):
        if words[k].word == "؛":
            end = words[k - 1].end
            break
        if words[k].word in {"،", ","} and k + 1 < len(words):
            after = words[k + 1]
            if after.folded in small("opens_another") or lemma_of(after.word):
                end = words[k - 1].end
                break
        elif (k > start + 2 and words[k].folded[:1] == "و" and lemma_of(words[k].word)) or words[
            k
        ].folded in {"بحسب", "وفقا", "حسبما"}:
            end = words[k - 1].end
            break
    span = trimmed(masked, (words[start].start, end), " \t\r\n،,;؛:.")
    inside = masked[span[0] : span[1]]
    return (span,) if len(inside.split()) >= least or BLANK in inside else ()


def _matter(masked: str, words: list[Token], subject: Span, verb: int) -> tuple[Span, ...]:
    """A noun phrase that carries the content, behind نفى or أعلن and its subject."""
    mention = arabic_voices.mention_of(masked, subject)
    if mention is None or mention.span is None or subject[0] < words[verb].start:
        return ()
    end = mention.span[1]
    start = next((k for k in range(verb, len(words)) if words[k].start >= end), len(words))
    if start >= len(words) or not words[start].word[0].isalnum():
        return ()
    if is_circumstance(words[start]) or BLANK in words[start].word:
        return ()
    return _clause(masked, words, start, LEAST_MATTER)


def _accusation(words: list[Token], i: int) -> int | None:
    """Where what they are accused of begins, whom the verb names: "تتهمهم الحكومة بالقتال"."""
    if not words[i].folded.endswith(("هم", "ها", "ه")):
        return None
    for k in range(i + 1, min(i + MOST_BETWEEN, len(words))):
        if not words[k].word[0].isalnum() or PARTICLE.fullmatch(words[k].word):
            return None
        if words[k].folded.startswith("ب") and k > i + 1 and words[k].folded not in folded("given"):
            return k
    return None


def _called_for(masked: str, words: list[Token], i: int) -> tuple[Span, ...]:
    """What somebody called for: "دعا المبعوث الطرفين إلى فتح الجسر"."""
    near = range(i + 1, min(i + MOST_BETWEEN, len(words)))
    to = next((k for k in near if words[k].folded == "الي"), None)
    if to is None or to + 1 >= len(words) or PARTICLE.fullmatch(words[to + 1].word):
        return ()
    return _clause(masked, words, to + 1)


def _according(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    word = words[i].folded
    width = 0
    if word in {"بحسب", "حسب", "وبحسب", "وحسب", "وفق", "ووفق"}:
        width = 1
    elif word in {"وفقا", "ووفقا", "نقلا"} and i + 1 < len(words):
        width = 2 if words[i + 1].folded in {"ل", "عن"} else 1
    if not width or i + width >= len(words) or (word == "نقلا" and _cited_before(words, i)):
        return None
    j = i + width
    while (
        j < len(words)
        and words[j].word not in {"،", ".", ":", "؛", "«"}
        and BLANK not in words[j].word
    ):
        if PARTICLE.fullmatch(words[j].word) or words[j].folded == "نقلا":
            break
        j += 1
    if words[i + width].folded in {"ما", "لما"} and _told_before(words[i:], j - i):
        return None  # "وفقا لما نقلته الوكالة": the verb tells
    subject = _without_preposition(words, i + width, j)
    if subject is None:
        return None
    through = None
    if (source := _source(words, j, "بحسب")) is not None:
        subject, through = source, subject
        j = next((k for k in range(j, len(words)) if words[k].start >= source[1]), len(words))
    if i == 0:
        content = (
            trimmed(masked, (words[j].start, sentence[1]), " ،,.:؛") if j < len(words) else None
        )
    else:
        content = trimmed(masked, (sentence[0], words[i - 1].end), " ،,.:؛")
    if content is None or len(masked[content[0] : content[1]].split()) < LEAST_CONTENT:
        return None
    return Saying(
        cue=(words[i].start, words[i + width - 1].end), lemma="بحسب", cue_form=word,
        subject=subject, content=(content,), sentence=sentence, through=through, sure=0.8,
    )  # fmt: skip


def _cited_before(words: list[Token], i: int) -> bool:
    """Whether another cue tells already who cites: "ذكرت الوكالة نقلا عن …", "بحسب … نقلا عن"."""
    if any(word.folded in {"بحسب", "حسب", "وفقا", "وفق"} for word in words[:i]):
        return True
    return _told_before(words, i) and _particle(words, i) is not None


def _told_before(words: list[Token], i: int) -> bool:
    """Whether a verb of speech stands before a place."""
    return any(lemma_of(word.word) for word in words[:i])


def _without_preposition(words: list[Token], first: int, stop: int) -> Span | None:
    """The noun phrase behind "وفقا ل": its ل is no part of the name."""
    span = _span(words, first, stop)
    if span is None:
        return None
    word = words[first].word
    cut = word.startswith("ل") and not word.startswith("لل") and word not in folded("given")
    return span[0] + cut, span[1]
