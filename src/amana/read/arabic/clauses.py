"""Arabic: the clause that carries what was said: where it begins, where the reporter goes on."""

import re
from functools import cache

from amana.lang import lexicon
from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.subjects import MOST_BETWEEN, is_participle
from amana.read.arabic.words import (
    PARTICLE,
    Token,
    folded,
    groups,
    has_object,
    heads,
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
from amana.read.speech.sayings import trimmed

LEAST_CONTENT = 2  #: words of a clause
LEAST_CALLED = 3  #: words of what is called for
LEAST_ASKED = 5  #: words of what is asked for; shorter requests carry no content
LONGEST_ASIDE = 9  #: words between commas behind a subject: "مفضلا عدم كشف اسمه"
LONGEST_ASKED = 6  #: words of whom somebody asks
FURTHEST_PARTICLE = 48  #: words between a verb and a particle behind a comma: an aside lies between
LONGEST_NOUN = 7  #: words of a noun phrase that an aside between commas may follow, by judgement
LEAST_MATTER = 2  #: words of a noun phrase: "استهداف المستودعين" says what is denied
WITH_PRONOUN = re.compile(r"ب?ان(?:ه|ها|هم|هن|هما|ك|كم|نا|ني)")  #: what is said may be one word
EDGES = " \t\r\n،,;؛:."  #: what no clause begins or ends with


def particle_behind(words: list[Token], first: int) -> int | None:
    """Return where the particle stands that opens what was said; None without one.

    "قبل أن", "علما أن" open nothing that was said.
    """
    for k in range(first, min(first + FURTHEST_PARTICLE, len(words))):
        if PARTICLE.fullmatch(words[k].word):
            far = k >= first + MOST_BETWEEN and words[k - 1].word not in "،,"
            if far or words[k].word[0] == "ف":
                return None  # "وبما أن الحاجز مغلق فإن …"
            before = words[k - 1].folded
            barred = {before, before.removeprefix("و")} & small("no_complement")
            if before == "ذلك" and words[k].word[0] == "إ":  # "سألتها بعد ذلك إن كانت …"
                return k
            return None if barred else k
        if words[k].word in {".", "؟", "!", ":", "؛"} or (k > first and _speaks_too(words, k)):
            return None
        if words[k].folded in small("attitudes") and _takes_content(words, k + 1):
            return None  # "أشاد بهم معربا عن أمله في أن": another cue
    return None


def _takes_content(words: list[Token], k: int) -> bool:
    """Whether what somebody shows follows: "معربا عن", "آملا أن"."""
    behind = words[k] if k < len(words) else None
    return behind is not None and (
        behind.folded == "عن" or PARTICLE.fullmatch(behind.word) is not None
    )


def _speaks_too(words: list[Token], k: int) -> bool:
    """Whether another verb of speech stands here: the particle behind it is its own."""
    if lemma_of(words[k].word) is None or is_given(words[k]) or has_object(words[k].folded):
        return False
    before = words[k - 1].folded
    behind = words[k + 1].folded if k + 1 < len(words) else ""
    noun = before in small("relative") | small("prepositions") | small("unnamed") | small(
        "not_done"
    )
    return not noun and behind not in small("unnamed") | small("to_call")


def clause(
    masked: str, words: list[Token], start: int, least: int = LEAST_CONTENT
) -> tuple[Span, ...]:
    """Return what was said from the word at `start` on; nothing where it is too short."""
    if start >= len(words):
        return ()
    stop = next((k for k in range(start + 1, len(words)) if _ends(words, start, k)), len(words))
    span = trimmed(masked, (words[start].start, words[stop - 1].end), EDGES)
    inside = masked[span[0] : span[1]]
    pronoun = start > 0 and WITH_PRONOUN.fullmatch(words[start - 1].folded)  # "إنها مجزرة"
    enough = len(inside.split()) >= (1 if pronoun else least) or BLANK in inside
    return (span,) if enough else ()


def _ends(words: list[Token], start: int, k: int) -> bool:
    """Whether what was said is over at k, and the reporter goes on."""
    word = words[k]
    if word.word == "؛":
        return True
    if word.word in "،," and k + 1 < len(words):
        after = words[k + 1]
        while_ = after.folded == "في" and k + 2 < len(words) and words[k + 2].folded == "حين"
        cue = _is_cue(after) and not _is_predicate(words, start, k)
        matter = after.folded == "الامر" and k + 2 < len(words) and _is_relative(words[k + 2])
        return while_ or matter or after.folded in small("opens_another") or cue
    if word.folded == "كما" and k + 1 < len(words) and _calls_too(words[k + 1]):
        return True  # "… كما دعوا إلى جلسة"
    joined = k > start + 2 and word.folded[:1] in {"و", "ف"} and lemma_of(word.word) is not None
    return joined or word.folded in small("reporter") or (k > start + 2 and _tells(words, k))


def _calls_too(word: Token) -> bool:
    lemma = lemma_of(word.word)
    return lemma in lemmas("calls_for") or lemma in lemmas("asks_of")


def _is_predicate(words: list[Token], start: int, k: int) -> bool:
    """Whether the verb behind the comma at k is that of the clause itself.

    "إن الشركة، التي خسرت سفنها، طلبت ذلك": an aside stands between its noun and its verb.
    """
    verb = words[k + 1]
    if is_participle(verb) or is_joined(verb.folded):
        return False
    opened = next((j for j in range(start + 1, k) if words[j].word in "،,"), None)
    return opened is not None and opened - start <= LONGEST_NOUN


def _is_cue(word: Token) -> bool:
    shows = {word.folded, word.folded.removeprefix("و")} & small("attitudes")
    return lemma_of(word.word) is not None or bool(shows)


def _is_relative(word: Token) -> bool:
    return word.folded in small("relative")


def _tells(words: list[Token], k: int) -> bool:
    """Whether a word is مشيرا, مؤكدة …: a new cue of the same speaker, also without a comma.

    In the she-form it may be an adjective: "رقابة مشددة".
    """
    word = words[k]
    if lemma_of(word.word) is None or not is_participle(word):
        return False
    behind = words[k + 1] if k + 1 < len(words) else None
    leads = behind is not None and (
        behind.folded in _LEADS or behind.word == ":" or PARTICLE.fullmatch(behind.word) is not None
    )
    return leads or not word.folded.endswith("ه")


_LEADS = frozenset(("على", "الي", "عن", "من", "ان", "بان"))


def after_colon(masked: str, words: list[Token], first: int) -> tuple[Span, ...]:
    """Return what stands behind a colon without marks: "وقالت: لا ماء في الحي منذ أيام"."""
    for k in range(first, min(first + MOST_BETWEEN, len(words) - 1)):
        if words[k].word in {".", "؟", "!", "؛"} or BLANK in words[k].word:
            return ()
        if k > first and _speaks_too(words, k):
            return ()  # "ينقلونهم إلى هناك، وقالت: …": the colon is her verb's
        if words[k].word == ":" and not words[k + 1].word[0].isdigit():
            if words[k + 1].word in MARKS or BLANK in words[k + 1].word:
                return ()
            span = trimmed(masked, (words[k + 1].start, words[-1].end), EDGES)
            inside = masked[slice(*span)]
            return (span,) if len(inside.split()) >= LEAST_CONTENT and BLANK not in inside else ()
    return ()


def matter(
    masked: str, words: list[Token], verb: int, lemma: str, subject: Span | None
) -> tuple[Span, ...]:
    """Return a noun phrase that carries the content: "نفى الجيش [استهداف المستودعين]"."""
    mention = None if subject is None else arabic_voices.mention_of(masked, subject)
    in_front = subject is not None and subject[1] <= words[verb].start
    if (is_participle(words[verb]) and lemma in lemmas("alone")) or (
        in_front and mention is not None and arabic_voices.is_known(mention)
    ):
        start = verb + 1
    elif in_front:
        return ()
    else:
        asks = lemma in lemmas("asks_of")
        if mention is None or mention.span is None:
            return ()
        if not asks and not arabic_voices.is_known(mention):
            return ()
        end = mention.span[1]
        start = next((k for k in range(verb, len(words)) if words[k].start >= end), len(words))
    if lemma in lemmas("asks_of"):
        start = _behind_asked(words, _behind_aside(words, start))
    elif lemma in lemmas("with_b"):
        near = range(start, min(start + LONGEST_ASKED, len(words)))
        start = next((k for k in near if opens_matter(words[k])), len(words))
    start = _behind_aside(words, start)
    while start < len(words) and words[start].word in MARKS:
        start += 1  # behind a name between marks
    while lemma == "نفى" and start < len(words) and words[start].word.endswith(("اً", "ًا")):
        start += 1  # "تنفي نفياً قاطعاً وجود …"
    any_ = start + (start < len(words) and words[start].folded == "اي")
    if lemma == "نفى" and any_ < len(words) and words[any_].folded in small("no_matter"):
        return ()  # "نفت أي مسؤولية لها" tells nothing of what happened
    if lemma == "أعلن" and start < len(words) and words[start].folded == "عن":
        start += 1  # "أعلن المجلس عن هدنة قصيرة"
    elif lemma == "أعلن" and start < len(words) and is_circumstance(words[start]):
        near = range(start, min(start + MOST_BETWEEN, len(words)))
        start = next((k for k in near if words[k].folded in small("matters")), len(words))
    if (
        start >= len(words)
        or not words[start].word[0].isalnum()
        or not _may_be_matter(words[start])
    ):
        return ()
    return clause(masked, words, start, LEAST_ASKED if lemma in lemmas("asks_of") else LEAST_MATTER)


def object_before(words: list[Token], particle: int, subject: Span | None) -> int | None:
    """Return where a noun phrase begins that "and that" goes on: "أكد الوالي [متانة الجسر وأن …]".

    It is the bare noun behind a definite one: the office of whoever speaks is over there. None
    where the particle is the first of its verb, or where no such noun stands before it.
    """
    first = next((w for w in words if subject and w.start == subject[0]), None)
    if subject is None or first is None or words[particle].word[0] != "و":
        return None
    if not (first.folded.startswith("ال") or first.folded in heads()) or is_given(first):
        return None
    for k in range(1, particle):
        inside = subject[0] < words[k].start < subject[1]
        begins = inside and words[k - 1].folded.startswith("ال") and words[k].word[0].isalnum()
        if begins and not words[k].folded.startswith("ال"):
            return None if is_given(words[k]) or not _may_be_matter(words[k]) else k
    return None


def _behind_asked(words: list[Token], k: int) -> int:
    """Behind whom somebody asks: "ناشدت البلدية الأهالي [عدم الاقتراب]"."""
    near = range(k, min(k + LONGEST_ASKED, len(words) - 1))
    asked = small("asked_for")
    found = next((j for j in near if words[j].folded in asked or opens_matter(words[j])), None)
    if found is None or _of_name(words, found):
        return len(words)
    return found


def _of_name(words: list[Token], k: int) -> bool:
    """Whether somebody asks not to be named: "عدم ذكر اسمه"."""
    behind = [word.folded for word in words[k + 1 : k + 4]]
    return words[k].folded in small("unnamed") and any(w.startswith(("اسم", "هوي")) for w in behind)


def _behind_aside(words: list[Token], k: int) -> int:
    """Behind where it was said, between commas: "أعلنت الشرطة، في منشور، [إخلاء البرج]"."""
    while k < len(words) and words[k].word in "،,":
        of_place = k + 1 < len(words) and is_circumstance(words[k + 1])
        most = MOST_BETWEEN if of_place else LONGEST_ASIDE
        near = range(k + 1, min(k + most, len(words)))
        k = next((j + 1 for j in near if words[j].word in "،,"), len(words))
    return k


def _may_be_matter(word: Token) -> bool:
    """Whether a noun phrase can begin here that is no longer the subject."""
    of_body = word.folded[:1] == "ل" and word.folded[1:] in groups()
    of_subject = of_body or word.folded.startswith("لل") or word.folded in groups()
    of_subject = of_subject or word.folded in roles()
    no_noun = (
        is_circumstance(word)
        or word.folded in small("selves")
        or BLANK in word.word
        or word.word.endswith(("اً", "ًا"))
    )
    return not of_subject and not no_noun


def behind_preposition(words: list[Token], i: int, lemma: str, stop: int) -> int | None:
    """Return where what was said begins behind a preposition that the verb takes.

    "حذر من [انهيار السد]", "تحدثت، نقلا عن مصدر، عن [غرق ثلاثة قوارب]", "تساءل [عمّن] يملك".
    """
    for k in range(max(i + 1, stop), min(i + MOST_BETWEEN, len(words) - 1)):
        word, behind = words[k].folded, words[k + 1]
        if words[k].word in ".؟!:؛" or BLANK in words[k].word or PARTICLE.fullmatch(behind.word):
            return None
        if lemma == "سأل" and word in small("asked_about"):
            return k
        if word == "من" and lemma in {"حذر", "نبه"}:
            return k + 1 if behind.word[0].isalpha() else None
        if word == "عن" and lemma in lemmas("about") and words[k - 1].folded != "نقلا":
            happens = behind.folded in small("matters") | small("happenings")
            return k + 1 if happens else None
        if lemma in lemmas("bare_matter") and word in small("matters") | small("happenings"):
            return k if words[k - 1].folded not in small("prepositions") else None
    return None


def accusation(words: list[Token], i: int) -> tuple[int, int] | None:
    """Return where the accuser ends and where what they accuse of begins.

    "تتهمهم الحكومة بالقتال"; "اتهم المجلس الجيش بقصف المخبز": whom it names belongs to the words.
    """
    near = range(i + 1, min(i + MOST_BETWEEN, len(words)))
    stop = next(
        (
            k
            for k in near
            if not (words[k].word[0].isalnum() or words[k].word in MARKS)
            or PARTICLE.fullmatch(words[k].word)
        ),
        near.stop,
    )
    with_b = [k for k in range(i + 2, stop) if words[k].folded.startswith("ب")]
    charges = [k for k in with_b[:2] if words[k].folded.startswith("بال")] or [
        k for k in with_b if not is_given(words[k])
    ]
    if not charges:
        return None
    if words[i].folded.endswith(("هم", "ها", "ه")):
        return charges[0], charges[0]
    accused = i + 1 if is_participle(words[i]) else _accused(words, i + 1, charges[0])
    return None if accused is None else (accused, accused)


def _accused(words: list[Token], first: int, stop: int) -> int | None:
    """Where the second of two noun phrases begins: a new head behind a definite one."""
    voices = heads() - folded("given")
    for k in range(first + 1, stop):
        if words[k].folded in voices and words[k - 1].folded not in voices:
            return k
        if is_given(words[k]) and words[k - 1].folded not in roles():
            return k
    return first + 1 if stop - first == 2 else None  # noqa: PLR2004 - one word each


def description(words: list[Token], i: int) -> tuple[int, int] | None:
    """Return where whoever describes ends, and where what is described begins; None without both.

    "وصف الجيش الغارة بأنها …"; "وصفها السكان بالمجزرة", where only what it is called is left.
    """
    charge = _charge(words, i)
    if charge is None or charge == i + 1:
        return None
    if words[i].folded.endswith(("ها", "هم")) or has_object(words[i].folded):
        return charge, charge
    near = range(i + 2, charge)
    first = next((k for k in near if is_circumstance(words[k])), charge) - 1
    named = any(is_given(word) for word in words[i + 1 : first])
    while first > i + 2 and not named and _is_of(words[first - 1], words[first]):
        first -= 1
    return (first, first) if first > i + 1 and words[i + 1].folded != "ما" else None


def _charge(words: list[Token], i: int) -> int | None:
    """Where it is told what something is described as: at the particle, else at a "بال"."""
    is_name = lemma_of(words[i].word) == "سمى"
    found, over = None, False
    for k in range(i + 1, min(i + MOST_BETWEEN, len(words))):
        if PARTICLE.fullmatch(words[k].word):
            return k
        if not words[k].word[0].isalnum() or lemma_of(words[k].word) is not None:
            break
        if is_name and k > i + 1 and not _is_definite(words[k]):
            return k
        over = over or is_circumstance(words[k])
        if found is None and not over and words[k].folded.startswith("بال"):
            found = k
    return found


def _is_definite(word: Token) -> bool:
    return word.folded.startswith("ال") or is_given(word)


def _is_of(word: Token, behind: Token) -> bool:
    """Whether a word belongs to the noun behind it: "عملية الجسر", "الغارة الأخيرة"."""
    if word.folded.startswith("ال"):
        return word.folded.endswith("ه") and behind.folded.endswith("ه")
    return not is_given(word) and word.folded not in roles()


def called_for(masked: str, words: list[Token], i: int, lemma: str) -> tuple[Span, ...]:
    """Return what somebody called for: "دعا المبعوث الطرفين إلى فتح الجسر", "حث … على …"."""
    near = range(i + 1, min(i + MOST_BETWEEN, len(words)))
    leads = "الي" if lemma == "دعا" else "على"
    to = next((k for k in near if words[k].folded == leads), None)
    if to is None or to + 1 >= len(words) or PARTICLE.fullmatch(words[to + 1].word):
        return ()
    if lemma == "حث" and not has_object(words[i].folded) and _accused(words, i + 1, to) is None:
        return ()  # "حث الناس على": whom, not who
    return clause(masked, words, to + 1, LEAST_CALLED)


@cache
def with_matter() -> frozenset[str]:
    """Return the verbs behind which a noun phrase may carry the content."""
    return frozenset(lexicon.load("speech")["ar"]["matter"])
