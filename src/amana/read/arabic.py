"""Arabic: cues of speech, their subjects, the clauses that carry what was said, and who is meant.

The verb comes first as a rule, its subject behind it, then the particle (أن, إن, بأن) or a colon
and marks. Where only the verb tells the subject, none is given here.
"""

import re
from dataclasses import dataclass
from functools import cache

from amana.lang import letters, lexicon
from amana.model import Span
from amana.read.quotes import BLANK
from amana.read.sayings import Saying, trimmed
from amana.read.voices import Mention, child_in, lists

TOKEN = re.compile(rf"[\w\u064b-\u0652\u0670{BLANK}@#’'-]+|[^\w\s]")
MOST_BETWEEN = 28  #: words between a verb and its particle (office, body, name, occasion)
LEAST_CONTENT = 3  #: words of a clause
MOST_BEFORE = 3  #: words of a name besides its first
SHORTEST_ADDRESSEE = 4  #: letters of a word that ل may open; shorter ones are names or particles
PARTICLE = re.compile(r"(?:ب|و|ف)?[اأإ]ن(?:ه|ها|هم|هما|هن|نا|ني|ي|ك|كم)?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, as written and folded."""

    start: int
    end: int
    word: str
    folded: str


@cache
def forms() -> dict[str, str]:
    """Return the Arabic cues of speech: folded form to lemma."""
    found: dict[str, str] = {}
    for line in lexicon.load("speech")["ar"]["verbs"]:
        lemma, _, rest = line.partition(": ")
        for form in rest.split():
            found[letters.fold(form)] = lemma
    return found


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(letters.fold(word) for word in lexicon.load("voices")["ar"][name])


@cache
def small(name: str) -> frozenset[str]:
    """Return a set of small words, folded, by its name in `data/grammar.toml`."""
    return frozenset(letters.fold(word) for word in lexicon.load("grammar")["ar"][name])


def lemma_of(word: str) -> str | None:
    """Return the lemma of a cue of speech, with or without و or ف before it; None for other words.

    >>> lemma_of("وأضافت"), lemma_of("مدينة")
    ('أضاف', None)
    """
    folded = letters.fold(word)
    known = forms()
    if folded in known:
        return known[folded]
    if folded[:1] in {"و", "ف", "س"} and folded[1:] in known:
        return known[folded[1:]]
    return None


def tokens(masked: str, span: Span) -> list[Token]:
    """Return the words and marks inside a span of the masked text."""
    return [
        Token(match.start(), match.end(), match.group(), letters.fold(match.group()))
        for match in TOKEN.finditer(masked, *span)
    ]


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
    if lemma in {"نقل", "ذكر"} and (source := _source(words, stop)) is not None:
        subject, through = source, subject
    particle = _particle(words, i + 1)
    content: tuple[Span, ...] = ()
    if particle is not None:
        content = _clause(masked, words, particle + 1)
    elif lemma in lexicon.load("speech")["ar"]["matter"] and stop < len(words):
        content = _matter(masked, words, stop)
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
        if _is_circumstance(word) and not _in_role(words, first, k):
            break
        if PARTICLE.fullmatch(word.word) or (lemma_of(word.word) and k > first):
            break
        if k > first and _is_addressee(word):
            break
        k += 1
    return k


def _is_circumstance(word: Token) -> bool:
    return word.folded in small("circumstance") or (
        word.folded[:1] == "و" and word.folded[1:] in small("circumstance")
    )


def _source(words: list[Token], k: int) -> Span | None:
    """Whom an outlet cites: "نقلت الوكالة عن هالة الرامي قولها إن"."""
    if k + 1 >= len(words) or words[k].folded != "عن":
        return None
    stop = k + 1
    while stop < len(words) and words[stop].folded not in {
        "قوله",
        "قولها",
        "قولهم",
        "تاكيده",
        "تاكيدها",
    }:
        ends = PARTICLE.fullmatch(words[stop].word) or words[stop].word in ".:؛«"
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
        and word.folded not in _folded("given")
    )


def _in_role(words: list[Token], first: int, k: int) -> bool:
    """Whether "في", "من" … belong to an office ("الممرضة في مشفى النور")."""
    return (
        k > first
        and words[k - 1].folded in _folded("roles")
        and words[k].folded in {"في", "لدي", "من"}
    )


def _is_aside(words: list[Token], k: int) -> bool:
    return k < len(words) and (
        words[k].folded in _folded("roles") or words[k].folded in {"وهو", "وهي"}
    )


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
    if i - first < 1 or i - first > 9 or _is_circumstance(words[first]):  # noqa: PLR2004
        return None
    return words[first].start, words[i - 1].end


def _particle(words: list[Token], first: int) -> int | None:
    for k in range(first, min(first + MOST_BETWEEN, len(words))):
        if PARTICLE.fullmatch(words[k].word):
            return k
        if words[k].word in {".", "؟", "!", ":", "؛", "«"} or BLANK in words[k].word:
            return None
        if lemma_of(words[k].word) and words[k - 1].word in {"،", "و"}:
            return None
    return None


def _clause(masked: str, words: list[Token], start: int) -> tuple[Span, ...]:
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
    return (span,) if len(inside.split()) >= LEAST_CONTENT or BLANK in inside else ()


def _matter(masked: str, words: list[Token], start: int) -> tuple[Span, ...]:
    """A noun phrase that carries the content, behind نفى or أعلن."""
    if not words[start].word[0].isalnum() or BLANK in words[start].word:
        return ()
    return _clause(masked, words, start)


def _according(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    word = words[i].folded
    width = 0
    if word in {"بحسب", "حسب", "وبحسب", "وحسب", "وفق", "ووفق"}:
        width = 1
    elif word in {"وفقا", "ووفقا", "نقلا"} and i + 1 < len(words):
        width = 2 if words[i + 1].folded in {"ل", "عن"} else 1
    if not width or i + width >= len(words):
        return None
    j = i + width
    while (
        j < len(words)
        and words[j].word not in {"،", ".", ":", "؛", "«"}
        and BLANK not in words[j].word
    ):
        if PARTICLE.fullmatch(words[j].word):
            break
        j += 1
    subject = _span(words, i + width, j)
    if subject is None:
        return None
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
        subject=subject, content=(content,), sentence=sentence, sure=0.8,
    )  # fmt: skip


# --- voices ------------------------------------------------------------------------------


def mention_of(text: str, span: Span) -> Mention | None:
    """Return who an Arabic noun phrase means, None where it means no voice.

    >>> t = "الممرضة هالة الرامي"
    >>> m = mention_of(t, (0, len(t)))
    >>> m.name, m.role, m.kind
    ('هالة الرامي', 'الممرضة', 'person')
    """
    words = [w for w in tokens(text, span) if w.word[0].isalnum() or w.word[0] in "@،,"]
    words = _up_to_circumstance(_without_first(words))
    if not words:
        return None
    span = (words[0].start, words[-1].end)
    phrase = text[words[0].start : span[1]].strip()
    minor = child_in(text[span[0] : span[1]], "ar")
    where = (words[0].start, words[0].start + len(phrase))
    if _is_outlet(phrase, words):
        return _voice(text, _before_comma(words, where), "outlet", named=True)
    if words[0].folded in _folded("group_words"):
        return _voice(text, _group(words), "group", named=True)
    role_end, role = _role(text, words)
    name = _name(words, role_end)
    if name is None:
        if role is None and words[0].folded not in _folded("single_sources"):
            return None
        return Mention(
            as_written=text[slice(*where)], span=where, name=role or phrase, kind="unnamed",
            role=role, affiliation=None, minor=minor,
        )  # fmt: skip
    if role is None:
        role = _role_behind(text, words, name)
    return Mention(
        as_written=text[slice(*name)], span=name, name=text[slice(*name)], kind="person",
        role=role, affiliation=None, minor=minor,
    )  # fmt: skip


def introduced_in(text: str, span: Span) -> list[Mention]:
    """Return the people whom a stretch of Arabic introduces with what they are.

    >>> t = "ظهرت الصيدلانية هالة الرامي في بيتها"
    >>> [(m.name, m.role) for m in introduced_in(t, (0, len(t)))]
    [('هالة الرامي', 'الصيدلانية')]
    """
    words = tokens(text, span)
    found = []
    for i, word in enumerate(words):
        bare = re.sub(r"(ها|ه|هم|نا)$", "", word.folded)
        named = word.folded in _folded("given") and (
            not i or words[i - 1].folded not in _folded("given")
        )
        if named and not any(w.folded in _folded("roles") for w in words[max(0, i - 4) : i]):
            stop = next(
                (k for k in range(i + 1, len(words)) if words[k].word in ".؟:؛"), len(words)
            )
            mention = mention_of(text, (word.start, words[stop - 1].end))
        elif word.folded in _folded("roles") and i > 1 and words[i - 1].word in "،,":
            mention = _named_before(text, words, i)
        elif word.folded in _folded("roles") or bare in _folded("roles"):
            stop = next(
                (k for k in range(i + 1, len(words)) if words[k].word in "،,.؟:؛"), len(words)
            )
            mention = mention_of(text, (word.start, words[stop - 1].end))
        else:
            continue
        if (
            mention is not None
            and mention.kind == "person"
            and mention.role
            and " " in (mention.name or "")
        ):
            found.append(mention)
    return found


def _named_before(text: str, words: list[Token], i: int) -> Mention | None:
    """The name before a comma with its role behind: "هالة الرامي، ممرضة"."""
    k = i - 2
    while (
        k > 0
        and i - 2 - k < MOST_BEFORE
        and words[k - 1].word[0].isalnum()
        and not _is_circumstance(words[k - 1])
    ):
        if lemma_of(words[k - 1].word) or words[k - 1].folded in _folded("outlet_words"):
            break
        k -= 1
    stop = next((j for j in range(i, len(words)) if words[j].word in "،,.؟:؛"), len(words))
    return mention_of(text, (words[k].start, words[stop - 1].end))


def _up_to_circumstance(words: list[Token]) -> list[Token]:
    """The words of the noun phrase alone: no "في المدينة", no verb, no particle behind it."""
    for k in range(1, len(words)):
        ends = _is_circumstance(words[k]) and not _in_role(words, 0, k)
        if words[k - 1].word in "،," and words[k].folded in {"وهي", "وهو"}:
            ends = False
        if ends or PARTICLE.fullmatch(words[k].word) or lemma_of(words[k].word):
            return words[:k]
    return words


def _without_first(words: list[Token]) -> list[Token]:
    kin = len(words) > 1 and words[0].folded in _folded("single_sources")
    if kin and words[1].folded in _folded("given"):
        return words[1:]  # "ابنتي يارا": the name tells more
    while words and (words[0].folded in small("before_names") or words[0].word in "،,"):
        words = words[1:]
    return words


def _is_outlet(phrase: str, words: list[Token]) -> bool:
    folded = letters.fold(phrase)
    if any(
        folded == letters.fold(o) or folded.startswith(letters.fold(o) + " ")
        for o in lists("ar").outlets
    ):
        return True
    return words[0].folded in _folded("outlet_words")


def _before_comma(words: list[Token], where: Span) -> Span:
    comma = next((w for w in words if w.word in "،,"), None)
    return where if comma is None else (where[0], comma.start)


def _group(words: list[Token]) -> Span:
    """A body's name: its noun, what it is of, and definite words behind."""
    k = 1
    while (
        k < len(words)
        and words[k].word not in "،,"
        and (
            _definite(words[k])
            or (k == 1 and not _definite(words[0]))
            or words[k - 1].folded in {"في", "باسم"}
            or words[k].folded in {"في", "باسم"}
        )
    ):
        k += 1
    return words[0].start, words[k - 1].end


def _voice(text: str, span: Span, kind: str, *, named: bool) -> Mention:
    words = text[span[0] : span[1]].strip()
    return Mention(
        as_written=words, span=(span[0], span[0] + len(words)), name=words if named else None,
        kind="outlet" if kind == "outlet" else "group", role=None, affiliation=None, minor=None,
    )  # fmt: skip


def _role(text: str, words: list[Token]) -> tuple[int, str | None]:
    """Where the role at the beginning ends, and the role; (0, None) without one."""
    bare = re.sub(r"(ها|ه|هم|نا)$", "", words[0].folded)
    if words[0].folded not in _folded("roles") and bare not in _folded("roles"):
        return 0, None
    k = 1
    while k < len(words) and not _begins_name(words, k) and words[k].word not in "،,":
        k += 1
    if k == len(words) and k > 2 and not _definite(words[-1]) and not _definite(words[-2]):  # noqa: PLR2004
        k -= 2  # two bare words at the end of an office are a name
    stop = next((j for j in range(1, k) if words[j].folded == "من"), k)  # "ناشط من السوق": whence
    return k, text[words[0].start : words[stop - 1].end]


def _definite(word: Token) -> bool:
    return word.folded.startswith(("ال", "لل", "بال", "وال"))


def _begins_name(words: list[Token], k: int) -> bool:
    if words[k].folded not in _folded("given"):
        return False
    return words[k - 1].folded not in small("not_a_name_behind")


def _name(words: list[Token], first: int) -> Span | None:
    """The name that begins at `first`: up to four words, no role or body among them."""
    k = first
    if k < len(words) and words[k].word in "،,":
        return None
    while k < len(words) and k - first < 5:  # noqa: PLR2004 - words of a full name
        word = words[k]
        if (
            word.word in "،,"
            or word.folded in _folded("roles") - _folded("given")
            or word.folded in small("circumstance")
        ):
            break
        if k > first and (word.folded in _folded("group_words") or word.folded.startswith("لل")):
            break
        if (
            k > first + 1
            and word.folded[:1] in {"ب", "ك", "ل"}
            and word.folded not in _folded("given")
        ):
            break  # "هالة الرامي بمعطف": with a coat
        k += 1
    if k == first:
        return None
    start = words[first]
    known = start.folded in _folded("given") or start.word[0] == "@"
    if not known and (
        _definite(start) or start.folded in _folded("single_sources") | _folded("group_words")
    ):
        return None
    if not known and first == 0 and k - first > 3:  # noqa: PLR2004 - a longer run is no name
        return None
    return start.start, words[k - 1].end


def _role_behind(text: str, words: list[Token], name: Span) -> str | None:
    """The role in an aside behind the name: "هالة الرامي، وهي ممرضة في المشفى"."""
    comma = next((k for k, w in enumerate(words) if w.word in "،," and w.start >= name[1]), None)
    if comma is None:
        return None
    rest = [w for w in words[comma + 1 :] if w.folded not in {"وهو", "وهي"}]
    if not rest or rest[0].folded not in _folded("roles"):
        return None
    end = next((k for k, w in enumerate(rest) if w.word in "،,"), len(rest))
    return text[rest[0].start : rest[end - 1].end]
