"""Arabic: who speaks beside a cue of speech: behind the verb, before it, or who is cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from amana.lang import lexicon
from amana.model import Span
from amana.read.arabic.words import (
    PARTICLE,
    Token,
    folded,
    groups,
    has_object,
    heads,
    in_role,
    is_circumstance,
    is_given,
    is_joined,
    lemma_of,
    lemmas,
    opens_matter,
    roles,
    small,
)
from amana.read.quotes import BLANK, MARKS

MOST_BETWEEN = 28  #: words between a verb and its particle (office, body, name, occasion)
MOST_IN_FRONT = 9  #: words of a subject before its verb; longer runs hold more than a subject
LONGEST_RELATED = 5  #: words of a voice right before its verb
RECEIVES = "أقر"  #: a verb that takes what is said with ب: no subject begins with it
SHORTEST_ADDRESSEE = 4  #: letters of a word that ل may open; shorter ones are names or particles
LONGEST_MARKED = 8  #: words of a body's name between marks
LONGEST_BARE = 3  #: letters of a word whose last ه belongs to it ("فقه"), not to a pronoun


WRITTEN = "جاء"  #: the lemma of "جاء في بيان": what a text holds is its author's


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose words follow a cue, and who passed them on, where the cue says so."""

    span: Span | None  #: the noun phrase; None where only the verb tells
    stop: int  #: the word behind the noun phrase that follows the verb
    through: Span | None = None
    further: tuple[Span, ...] = ()  #: to whom the one who passed them on handed them, and so on


def subject_of(words: list[Token], i: int, lemma: str) -> Subject:
    """Return the subject of the verb at `i`."""
    if is_participle(words[i]):
        who = _of_participle(words, i)
        sources = sources_of(words, i + 1, lemma) if lemma == "نقل" else ()
        return (
            _cited(sources, who or first_subject(words[:i]), i + 1)
            if sources
            else Subject(who, i + 1)
        )
    if lemma == "نقل" and i + 1 < len(words) and words[i + 1].folded in {"عنه", "عنها", "عنهم"}:
        who = span_of(words, 0, next((k for k in range(i) if not _is_of_name(words[k])), i))
        stop = phrase_end(words, i + 2)
        return Subject(who, stop, through=span_of(words, i + 2, stop))
    if lemma == WRITTEN and words[i + 1].folded != "في":
        return Subject(first_subject(words[:i]) if i else None, i + 2)
    if lemma == WRITTEN:
        return Subject(_of_writing(words, i + 3), i + 3)
    first = _behind_adverbs(words, i + 1)
    tells = lemma in lemmas("tells_whom") | lemmas("calls_for") | lemmas("asks_of")
    stop = phrase_end(words, first, tells=tells) if _can_begin(words, first, lemma) else first
    behind = span_of(words, first, stop)
    before = None if is_joined(words[i].folded) else _in_front(words, i)
    if behind is None and i + 1 < len(words) and words[i + 1].folded in small("in_it"):
        to = before is not None and _behind_to(words, before)
        before = _of_text_before(words, i) or (None if to else before)
    first_told = lemma in lemmas("tells_whom") or (i and words[i - 1].folded == "قد")
    whole = _topic(words, i) or (before if first_told else None)
    subject = whole or behind or before
    if sources := sources_of(words, stop, lemma):
        if subject is None and i and lemma == "نقل":
            subject = first_subject(words[:i])  # "قالت الوكالة إن …، ونقلت عن سائق قوله"
        return _cited(sources, subject, stop)
    source = _cited_first(words)
    return Subject(subject, stop) if source is None else Subject(source, stop, through=subject)


def _behind_to(words: list[Token], span: Span) -> bool:
    """Whether somebody is meant to whom a text went: "مذكرة إلى القيادة طالبت فيها"."""
    return any(a.folded == "الي" and b.start == span[0] for a, b in pairwise(words))


def _of_text_before(words: list[Token], i: int) -> Span | None:
    """Who gave the text right before a verb: "ألقى [مؤنس] كلمة قال فيها"."""
    if not 1 < i < MOST_IN_FRONT or words[i - 1].folded not in small("writings"):
        return None
    return first_subject(words[: i - 1])


def _is_of_name(word: Token) -> bool:
    return word.word[0].isalnum() and not is_circumstance(word)


def _cited(sources: tuple[Span, ...], subject: Span | None, stop: int) -> Subject:
    """Who speaks, where an outlet cites another that cites: the last one."""
    relays = (*reversed(sources[:-1]), *([] if subject is None else [subject]))
    return Subject(sources[-1], stop, relays[0] if relays else None, relays[1:])


def span_of(words: list[Token], first: int, stop: int) -> Span | None:
    """Return the span of the words from `first` up to `stop`, None where there are none."""
    return (words[first].start, words[stop - 1].end) if stop > first else None


@cache
def _participles() -> re.Pattern[str]:
    return re.compile(f"[وف]?(?:{lexicon.load('grammar')['ar']['participles']})")


def first_subject(words: list[Token]) -> Span | None:
    """Return the subject with which a sentence begins, behind its verb or before it.

    >>> from amana.read.arabic.words import tokens
    >>> t = "وتوعد قائد اللواء بالرد على القصف"
    >>> span = first_subject(tokens(t, (0, len(t))))
    >>> t[slice(*span)]
    'قائد اللواء'
    """
    first = 0
    if words and is_circumstance(words[0]):  # "بعد ساعات، خرج الناطق …"
        near = range(1, min(MOST_IN_FRONT, len(words)))
        first = next((k + 1 for k in near if words[k].word in "،,"), 0)
    while first + 1 < len(words) and words[first].folded in small("before_subject"):
        first += 1
    if first < len(words) and words[first].folded not in heads():
        first = _behind_adverbs(words, first + 1)
    if not _can_begin(words, first, "قال"):
        return None
    stop = phrase_end(words, first)
    b = next((k for k in range(first + 1, stop) if _opens_object(words[k])), stop)
    return span_of(words, first, b)


def _opens_object(word: Token) -> bool:
    """Whether "to, with, at" stands before a noun: the subject is over."""
    return word.folded.startswith("بال") and word.folded not in heads()


def is_participle(word: Token) -> bool:
    """Return whether a cue is مضيفا, مؤكدا: it says no subject of its own."""
    return is_participle_form(word.folded)


def is_participle_form(form: str) -> bool:
    """Return whether a folded cue is مضيفا, مؤكدا.

    >>> is_participle_form("مضيفا"), is_participle_form("اضاف")
    (True, False)
    """
    return _participles().fullmatch(form) is not None


# --- behind the verb ---------------------------------------------------------------------


def _behind_adverbs(words: list[Token], k: int) -> int:
    """Where a subject can begin: behind "yesterday", "for his part", "to me"."""
    while k + 1 < len(words):
        word, after = words[k].folded, words[k + 1].folded
        if (word, after) in _pairs() or (word in {"هذه", "هذا"} and after.startswith("ال")):
            k += 2 if (word, after) in _pairs() else 1
        elif word in small("adverbs") or words[k].word.endswith(("اً", "ًا")):
            k += 1
        elif words[k].word in MARKS and BLANK not in words[k + 1].word:
            k += 1  # "وتنفي «لجنة الكروم»": marks around a name
        else:
            break
    return k


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Two words that stand together between a verb and its subject: من جهته, في المقابل."""
    found = (pair.split("_") for pair in small("adverb_pairs"))
    return frozenset((one, other) for one, other in found)


def _can_begin(words: list[Token], k: int, lemma: str) -> bool:
    """Whether the noun phrase that a verb of speech governs can begin with a word."""
    if k >= len(words):
        return False
    word = words[k]
    if not (word.word[0].isalnum() or word.word[0] in "@#") or BLANK in word.word:
        return False
    if word.folded in heads():
        return True
    if PARTICLE.fullmatch(word.word) or lemma_of(word.word) or is_circumstance(word):
        return False
    if (
        _is_spoken_on(word)
        or word.folded in small("no_subject") | small("matters")
        or _is_addressee(word)
        or _is_owned(word)
        or (lemma == "أبدى" and not word.folded.startswith("ال"))
    ):
        return False
    with_b = word.folded.startswith("ب") and lemma in lemmas("takes_b")
    return not (with_b or (word.folded.startswith("بال") and len(word.folded) > LONGEST_BARE + 2))


def _is_owned(word: Token) -> bool:
    """Whether a noun with a pronoun is what somebody shows ("أكد رفضه"), not who speaks."""
    if is_given(word):
        return False
    bare = re.sub(r"(?:هما|هم|ها|ه)$", "", word.word)
    if bare == word.word or len(bare) < LONGEST_BARE or word.folded.startswith("ال"):
        return False
    voices = heads()
    plain = re.sub(r"(?:هما|هم|ها|ه)$", "", word.folded)
    return not voices & {word.folded, plain, plain.removesuffix("ت") + "ه"}


def phrase_end(words: list[Token], first: int, *, tells: bool = False) -> int:
    """Return the place behind the last word of the noun phrase that begins at `first`.

    `tells`: whether whom the verb tells may follow at once ("أبلغ مصدر أمني الوكالة").
    """
    k = first
    while k < len(words) and k < first + MOST_BETWEEN:
        word = words[k]
        if k > first and (
            word.folded in small("no_subject") or _is_manner(word) or _is_done(words, k)
        ):
            break
        if word.word in "،," and k > first and _is_aside(words, k + 1):
            k += 1
            continue
        if word.word in MARKS and k > first:
            k = _behind_marks(words, k)  # marks around a name: what was said is blank
            continue
        if not (word.word[0].isalnum() or word.word[0] in "@#") or BLANK in word.word:
            break
        named = _named_at(words, k) if k > first else None
        if is_circumstance(word) and not in_role(words, first, k):
            if named is None:
                break
            k = named  # "طفل في العاشرة يدعى كرم"
        asks = named is not None and not is_circumstance(word)  # "رجل طلب تسميته سامي"
        name = is_given(word) and k > first and words[k - 1].folded.startswith("ال")
        cue = k > first and not asks and not name and lemma_of(word.word)  # "النائبة روى"
        if cue or PARTICLE.fullmatch(word.word):
            break
        if tells and k > first and _begins_object(words, k):
            break
        if k > first and word.folded in small("in_office"):
            k += 1
            continue
        if k > first and opens_matter(word):
            break
        if word.folded == "نقلا" or (word.folded == "اول" and _is_yesterday(words, k + 1)):
            break
        if k > first and (word.folded == "ل" or _is_spoken_on(word)):
            break  # "قال سامر لـ«المنبر»", "حكت هالة عالتلفون"
        of_place = k > first and words[k - 1].folded in folded("place_heads")
        if k > first and _is_addressee(word) and not (of_place or _in_office(words, first, k)):
            break
        k += 1
    while k > first and words[k - 1].word in MARKS:
        k -= 1
    return k


def _begins_object(words: list[Token], k: int) -> bool:
    """Whether a word begins whom somebody tells, asks, calls on: "دعا النواب | وزير المياه"."""
    word = words[k].folded
    if word in folded("outlet_words"):
        return True
    titled = word in folded("titles") or word in folded("ranks")
    over = words[k - 1].folded.startswith("ال") and words[k - 1].folded not in folded("ranks")
    return over and not titled and (word in roles() or word in groups())


def _in_office(words: list[Token], first: int, k: int) -> bool:
    """Whether "for the" goes on with an office: "الأمين العام للأمم المتحدة", no listener.

    Behind one word ("قال الوزير للحكومة"), or before people ("للصحفيين"), a listener is meant.
    """
    word = words[k].folded
    if not word.startswith("لل") or words[first].folded not in roles():
        return False
    if not words[k - 1].folded.startswith("ال"):
        return False  # "الممرضة دانة صورة للممر"
    noun = "ال" + word[2:]
    people = noun in roles() or noun in folded("single_sources") or noun[2:] in roles()
    many = noun.endswith(("ون", "ين")) or noun in folded("outlet_words")
    of_body = noun in groups() or word[2:] in groups()
    if people or many or of_body:
        return of_body and not (people or many) and k - first > 1
    behind = words[k + 1] if k + 1 < len(words) else None
    if behind is None or not behind.word[0].isalnum() or is_circumstance(behind):
        return False
    return PARTICLE.fullmatch(behind.word) is None and lemma_of(behind.word) is None


def _behind_marks(words: list[Token], k: int) -> int:
    """Behind the name between marks that opens at k; else behind the mark."""
    for j in range(k + 1, min(k + 2 + LONGEST_MARKED, len(words))):
        if words[j].word in MARKS:
            return j + 1
        if words[j].word in "،,.:؛" or BLANK in words[j].word:
            break
    return k + 1


def _is_done(words: list[Token], k: int) -> bool:
    """Whether the subject is over at k: how somebody spoke follows, or what they showed.

    "شدد الوالي متوجها إلى النواب", "أكد النواب رفضهم": a noun with a pronoun behind a definite one.
    """
    word = words[k].folded
    if word in small("declines"):
        return True  # "مسؤول رفض ذكر اسمه"
    if (words[k].word.endswith("وا") and len(word) > LONGEST_BARE) or word in small("was"):
        return True  # "صحفيون ناقشوا": a verb
    if word in small("attitudes") or (_MANNER.fullmatch(word) and not is_given(words[k])):
        return True
    definite = words[k - 1].folded.startswith("ال")
    several = words[k - 1].folded.endswith("ان") and k - 1 > 0  # "مصدران أمنيان"
    if (definite or several) and word in small("matters"):
        return True  # "أعلن مدير المشفى نفاد الوقود": what is announced
    return definite and word[:1] not in "وبلفك" and _is_owned(words[k])


_MANNER = re.compile("مت.{3,}ا|مخاطبا|مخاطبه|موجها|موجهه|معلقا|معلقه|مجيبا|مجيبه")


def _is_manner(word: Token) -> bool:
    """Whether a word tells how or when: "هاتفياً", "باكيةً"; no noun of a subject ends so."""
    return word.word.endswith(("اً", "ًا"))


def _named_at(words: list[Token], k: int) -> int | None:
    """Where "called" follows, with nothing said before it; None where it does not."""
    for j in range(k, min(k + 5, len(words))):
        if PARTICLE.fullmatch(words[j].word) or BLANK in words[j].word:
            return None
        itself = words[j].folded in small("by_name") and words[j - 1].folded in small("themselves")
        if itself or words[j].folded in small("whose_name") | small("to_call"):
            return j
    return None


def _is_spoken_on(word: Token) -> bool:
    """Whether "on the" is written as it is spoken, joined to its noun: عالتلفون."""
    joined = word.folded.startswith("عال") and not word.folded.startswith(("عالم", "عالي"))
    return joined and len(word.folded) > LONGEST_BARE + 2


def _is_yesterday(words: list[Token], k: int) -> bool:
    return k < len(words) and words[k].folded in {"امس", "من"}


def _is_aside(words: list[Token], k: int) -> bool:
    return k < len(words) and _may_be_aside(words[k])


def _is_addressee(word: Token) -> bool:
    """Whether a word behind a verb is to whom something was said: ل with a noun."""
    if word.folded.startswith("لل") or word.folded in small("told"):
        return True
    if word.folded[:1] != "ل" or len(word.folded) < SHORTEST_ADDRESSEE or is_given(word):
        return False
    return word.folded[1:] in heads() or not word.folded.startswith(("لا", "لي", "لو"))


def _of_writing(words: list[Token], k: int) -> Span | None:
    """Whose a statement is: "جاء في بيان [للجيش]", "صادر عن [الجيش]", "في تصريح [الناطق]"."""
    while k < len(words) and words[k].folded in small("of_writing"):
        k += 1
    if k >= len(words):
        return None
    word = words[k]
    if word.folded == "عن":
        k += 1
    elif word.folded not in heads() and not word.folded.startswith("ل"):
        return None
    span = span_of(words, k, phrase_end(words, k)) if k < len(words) else None
    cut = word.folded[:1] == "ل" and word.folded[:2] != "لل" and words[k] is word
    return None if span is None else (span[0] + cut, span[1])


# --- before the verb ---------------------------------------------------------------------


def _topic(words: list[Token], i: int) -> Span | None:
    """The subject between أما and a verb with ف: "أما هالة فقالت", "أما الجيش فكان قد أعلن"."""
    topic = next((k for k in range(i) if words[k].folded in {"اما", "واما"}), None)
    if topic is None:
        return None
    so = next((k for k in range(topic + 2, i + 1) if _so(words[k])), None)
    if so is None or any(lemma_of(words[k].word) for k in range(so, i)):
        return None
    last = next((k for k in range(topic + 1, so) if words[k].word in "،,"), so)
    return span_of(words, topic + 1, last)


def _so(word: Token) -> bool:
    """Whether ف stands before a verb here."""
    cut = word.folded[:1] == "ف" and word.folded not in heads()
    return cut and (lemma_of(word.word) is not None or word.folded[1:] in small("after_so"))


def in_front(words: list[Token], i: int) -> Span | None:
    """Return the subject before a verb of everyday speech: "خالي عدنان عم يقول", "أختي بتقول"."""
    return _in_front(words, i - (i > 0 and words[i - 1].folded == "عم"))


def _in_front(words: list[Token], i: int) -> Span | None:
    """A subject before its verb: the words from the clause's beginning."""
    if i and words[i - 1].word in "،,":
        return _before_aside(words, i - 1)
    first = _clause_start(words, i)
    while first < i and words[first].folded in small("before_subject") | small("we_asked"):
        first += 1
    near = 1 <= i - first <= MOST_IN_FRONT
    known = near and words[first].folded in heads()
    ends = phrase_end(words, first) if near else 0
    while near and ends < i and words[ends].word in MARKS:
        ends += 1  # behind a name between marks
    beside = ends >= i or words[ends].folded in small("relative") | small("before_verb")
    governed = first and PARTICLE.fullmatch(words[first - 1].word)  # "إن باراك اقترح": its noun
    can = near and _can_begin(words, first, "قال" if governed else RECEIVES)
    if near and (known or (beside and can)):
        return span_of(words, first, min(i, ends))
    return None if has_object(words[i].folded) else _nearest_head(words, i)


def _nearest_head(words: list[Token], i: int) -> Span | None:
    """The voice right before a verb: "وظهرت في الفيديو [سيدة] تصرخ"."""
    found = None
    for k in range(i - 1, max(-1, i - 1 - LONGEST_RELATED), -1):
        word = words[k]
        if not word.word[0].isalnum() or BLANK in word.word or lemma_of(word.word):
            break
        cut = word.folded[:1] == "ل" and word.folded not in heads()
        if word.folded[cut:] in heads() - folded("given"):
            ends = phrase_end(words, k) if not cut else k + 1 + (i - k > 1)
            if not all(w.folded in small("before_verb") for w in words[ends:i]):
                break
            found = word.start + cut, words[min(ends, i) - 1].end
    return found


def _before_aside(words: list[Token], comma: int) -> Span | None:
    """A subject with an aside between commas: "قائد اللواء، المعروف بأبو الموج، قال"."""
    near = range(comma - 1, max(0, comma - MOST_IN_FRONT), -1)
    opened = next((k for k in near if words[k].word in "،,"), None)
    if opened is None or not _may_be_aside(words[opened + 1]):
        return None
    first = _clause_start(words, opened)
    while first < opened and words[first].folded in small("before_subject"):
        first += 1
    begins = 1 <= opened - first <= MOST_IN_FRONT and _can_begin(words, first, "قال")
    placed = any(is_circumstance(w) for w in words[first:opened])
    if placed and is_given(words[opened + 1]) and comma - opened > 2:  # noqa: PLR2004 - a whole name
        return span_of(words, opened + 1, comma)  # "مصور الوكالة في المطار، سامر برهوم، قال"
    return span_of(words, first, comma) if begins else None


def _may_be_aside(word: Token) -> bool:
    """Whether an aside about somebody begins: what they are, their name, "known as"."""
    about = word.folded in small("known_as") | small("whose_name") | small("is_and_was")
    return about or word.folded in roles() or is_given(word)


def _clause_start(words: list[Token], i: int) -> int:
    k = i - 1
    while k >= 0 and (words[k].word[0].isalnum() or words[k].word[0] in "@#" + MARKS):
        if lemma_of(words[k].word) or PARTICLE.fullmatch(words[k].word) or BLANK in words[k].word:
            break
        if words[k].folded.startswith("لان"):
            break  # "لأن المراقبين": because
        k -= 1
    return k + 1


def _of_participle(words: list[Token], i: int) -> Span | None:
    """The subject of the verb that a participle goes with: "تنهد الحارس قائلا"."""
    first = _clause_start(words, i)
    if (topic := _topic(words, i)) is not None:
        return topic
    if first and words[first - 1].word in "،," and i > first:
        return first_subject(words[:i])  # "وتتذكر سهام، الأم لثلاثة أطفال، تلك الليلة قائلة"
    if first and lemma_of(words[first - 1].word):
        return None  # "وكشف الحارس قائلا": the verb of speech has told already
    while first < i and words[first].folded in small("before_subject"):
        first += 1
    if i - first < 2 or i - first > MOST_IN_FRONT or not _can_begin(words, first + 1, "قال"):  # noqa: PLR2004
        return None
    return span_of(words, first + 1, min(i, phrase_end(words, first + 1)))


# --- whom an outlet cites ----------------------------------------------------------------


def _cited_first(words: list[Token]) -> Span | None:
    """Whom an outlet cites in front: "نقلا عن مسؤول محلي، قالت الإذاعة إن …"."""
    if words[0].folded not in {"نقلا", "ونقلا"} or words[1].folded != "عن":
        return None
    stop = next((k for k in range(2, len(words)) if words[k].word in "،,"), 2)
    return span_of(words, 2, stop)


def sources_of(words: list[Token], k: int, lemma: str) -> tuple[Span, ...]:
    """Return whom an outlet cites: "نقلت الوكالة عن هالة قولها إن", "ذكرت الوكالة نقلا عن …".

    Where that is an outlet that cites in turn ("عن صحيفة السهل عن طبيب"), the one it cites
    follows it.
    """
    while k < len(words) and (words[k].word in MARKS + "،," or words[k].folded in small("adverbs")):
        k += 1
    on = k + 2 < len(words) and words[k].folded in {"على", "عبر", "في"}
    k += 2 * (on and words[k + 2].folded == "عن")  # "نقلت القناة على تلغرام عن …"
    cites = k < len(words) and words[k].folded == "نقلا"
    k += cites
    tongue = k + 2 < len(words) and (words[k].folded, words[k + 1].folded) == ("على", "لسان")
    if tongue:
        k += 1  # "أوردت الصحيفة على لسان مصدر مطلع أن"
    elif k + 1 >= len(words) or words[k].folded != ("الي" if lemma == "نسب" else "عن"):
        return ()
    if not cites and not tongue and lemma not in {"نقل", "ذكر", "نسب"}:
        return ()
    stop = k + 1
    while stop < len(words) and words[stop].folded not in small("his_words"):
        ends = PARTICLE.fullmatch(words[stop].word) or words[stop].word in ".:؛،,"
        if ends and words[stop].word in "،," and words[stop + 1 : stop + 2]:
            ends = words[stop + 1].folded != "نقلا"
        if ends or BLANK in words[stop].word or stop - k > MOST_BETWEEN:
            break
        stop += 1
    while stop > k + 1 and words[stop - 1].word in MARKS:
        stop -= 1
    return tuple(_in_turn(words, k + 1, stop))


def _in_turn(words: list[Token], first: int, stop: int) -> Iterator[Span]:
    """The sources of a stretch: one, or an outlet and whom it cites."""
    reports = words[first].folded in folded("outlet_words") | small("reporters") | folded("outlets")
    for k in range(first + 1, stop - 1):
        cites = words[k].folded == "نقلا"
        if words[k + cites].folded == "عن" and (reports or cites):
            yield words[first].start, words[k - 1 - (words[k - 1].word in "،,")].end
            yield from _in_turn(words, k + cites + 1, stop)
            return
    if stop > first:
        yield words[first].start, words[stop - 1].end
