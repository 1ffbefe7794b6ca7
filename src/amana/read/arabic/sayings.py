"""Arabic: cues of speech, each with whoever speaks and the clause that carries what was said.

The verb comes first as a rule, its subject behind it, then the particle (أن, إن, بأن) or a colon
and marks. Where only the verb tells the subject, none is given here.
"""

from amana.model import Span
from amana.read.arabic import clauses as arabic_clauses
from amana.read.arabic import sources as arabic_sources
from amana.read.arabic.subjects import (
    WRITTEN,
    Subject,
    in_front,
    is_participle,
    span_of,
    subject_of,
)
from amana.read.arabic.words import (
    Token,
    is_circumstance,
    lemma_of,
    lemmas,
    small,
    tokens,
    without_and,
)
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.sayings import Saying

LEAST_SPOKEN = 3  #: words of a clause that no particle opens
LONGEST_RELATIVE = 4  #: words from a relative pronoun to its verb, the verb among them


def find_sayings(masked: str, sentence: Span) -> list[Saying]:
    """Return the cues of speech in one sentence of the masked text, in order."""
    words = tokens(masked, sentence)
    label = arabic_sources.labelled(masked, words, sentence)
    found = [] if label is None else [label]
    for i, word in enumerate(words):
        lemma = lemma_of(word.word) or arabic_sources.as_object(words, i)
        if i and word.folded in {"كاتب", "كاتبه"} and _opens_words(words, i + 1):
            lemma = "كتب"  # "الدكتور سامر كاتب: لا تشربوا"
        if lemma == WRITTEN and word.folded == "ورد" and not _in_writing(words, i):
            lemma = "رد"  # "ورد عليه الوزير": he answered
        saying = (
            _verb(masked, words, i, lemma, sentence)
            if lemma is not None
            else arabic_sources.according(masked, words, i, sentence)
        )
        if saying is not None:
            found.append(saying)
    return found


def _verb(masked: str, words: list[Token], i: int, lemma: str, sentence: Span) -> Saying | None:
    if (told := arabic_sources.as_told(masked, words, i, lemma, sentence)) is not None:
        return told
    particle = arabic_clauses.particle_behind(words, i + 1)
    if not _speaks(words, i, lemma, particle):
        return None
    spoken = particle is None and _is_spoken(words, i)
    subject = Subject(in_front(words, i), i + 1) if spoken else subject_of(words, i, lemma)
    if i and words[i - 1].folded in small("relative"):
        subject = Subject(None, i + 1)
    span, content = _content(masked, words, i, lemma, particle, subject)
    if spoken and not content:
        content = arabic_clauses.clause(masked, words, i + 1, LEAST_SPOKEN)
    return Saying(
        cue=(words[i].start, words[i].end),
        lemma=lemma,
        cue_form=words[i].folded,
        subject=span,
        content=content,
        sentence=sentence,
        through=subject.through,
        further=subject.further,
        sure=0.85 if particle is not None else 0.7,
    )


def _is_spoken(words: list[Token], i: int) -> bool:
    """Whether a verb is of everyday speech, where no particle stands: "أختي بتقول الطريق مسكر"."""
    goes_on = i > 0 and words[i - 1].folded == "عم" and words[i].folded in {"يقول", "تقول"}
    return goes_on or words[i].folded in small("spoken")


def _in_relative(words: list[Token], i: int) -> bool:
    """Whether a verb stands in a relative clause: "القذيفة التي كانت ترد"."""
    for k in range(i - 1, max(-1, i - 1 - LONGEST_RELATIVE), -1):
        if words[k].folded in small("relative"):
            return True
        if not words[k].word[0].isalnum():
            return False
    return False


def _opens_words(words: list[Token], k: int) -> bool:
    """Whether words that were said follow at once: a colon, marks."""
    return k < len(words) and (words[k].word in {":", *MARKS} or BLANK in words[k].word)


def _in_writing(words: list[Token], i: int) -> bool:
    """Whether a text holds what follows: "جاء في بيان", "ورد في تصريح", "بيانا جاء فيه"."""
    if i + 1 < len(words) and words[i + 1].folded in {"فيه", "فيها"}:
        return True
    return (
        i + 2 < len(words)
        and words[i + 1].folded == "في"
        and words[i + 2].folded in small("writings")
    )


def _speaks(words: list[Token], i: int, lemma: str, particle: int | None) -> bool:
    """Whether the word at `i` tells speech here: not denied, no noun, no sign, no filler."""
    before = words[i - 1].folded if i else ""
    done = i > 1 and words[i - 2].folded in {"قبل", "بعد"}  # "قبل أن تضيف": she did
    if {before, without_and(before)} & small("negation") and not (done and before == "ان"):
        return False
    if particle is None and _in_relative(words, i):
        return False
    if lemma in lemmas("bare_only") and particle is None and not _opens_words(words, i + 1):
        return False
    noun = before in small("prepositions") and particle is None
    behind = words[i + 1].folded if i + 1 < len(words) else ""
    sign = words[i].folded.startswith("كتب") and behind in {"عليه", "عليها", "عليهم"}
    if particle is None and words[i].folded in small("spoken_told"):
        return False  # "قلها" alone asks somebody to say it
    if lemma == WRITTEN and not _in_writing(words, i):
        return False
    if lemma == "سمى" and before not in small("opens_another") | {"حين"}:
        return False  # "الحي الذي يسميه أهله …": a nickname, unless others call it something else
    if lemma == "نقل" and _is_moving(words, i):
        return False
    if lemma == "طلب" and behind in small("unnamed") | small("to_call"):
        return False
    after = behind == "ان" and without_and(words[i].folded) == "عقب"  # "عقب أن غادروا"
    return not (noun or sign or after or _is_nobodys(words, i, particle))


def _is_moving(words: list[Token], i: int) -> bool:
    """Whether نقل is what somebody wants moved, not told: "يريدون نقل السلطة"."""
    before = words[i - 1] if i else None
    if before is None or words[i].folded != "نقل" or not before.word[0].isalnum():
        return False
    return before.folded not in small("before_verb") and before.folded not in small("relative")


def _is_nobodys(words: list[Token], i: int, particle: int | None) -> bool:
    """Whether a verb says that nobody in particular speaks: "يشار إلى أن", "ويتوقع أن"."""
    near = particle is not None and particle <= i + 2
    form = without_and(words[i].folded)
    if form in small("impersonal"):
        return near
    if form not in small("passive") or not (near or particle is None):
        return False
    if not i or form != words[i].folded:
        return True
    before = words[i - 1]
    apart = not before.word[0].isalnum() or is_circumstance(before)
    return apart or before.folded in small("before_subject")


def _about(
    masked: str, words: list[Token], i: int, lemma: str, subject: Subject
) -> tuple[Span, ...] | None:
    """What stands behind a verb's own preposition: "حذرت … من [قرب السيل]"."""
    at = arabic_clauses.behind_preposition(words, i, lemma, subject.stop)
    found = () if at is None else arabic_clauses.clause(masked, words, at)
    return found or None


def _content(
    masked: str, words: list[Token], i: int, lemma: str, particle: int | None, subject: Subject
) -> tuple[Span | None, tuple[Span, ...]]:
    """The subject and the clause that carries what was said; none where marks must carry it."""
    span = subject.span
    behind = span is None or span[0] > words[i].start
    if (
        lemma in lemmas("describes")
        and behind
        and (parts := arabic_clauses.description(words, i)) is not None
    ):
        start = parts[1] if particle is None else particle + 1
        return span_of(words, i + 1, parts[0]), arabic_clauses.clause(masked, words, start, 1)
    if (
        lemma in lemmas("describes")
        and words[i].folded.endswith(("ها", "هم"))
        and not _opens_words(words, i + 1)
    ):
        return span, ()  # "وصفها بأنها …": nobody is named
    if particle is not None:
        first = arabic_clauses.object_before(words, particle, span)
        if first is not None and span is not None:
            span = (span[0], words[first - 1].end)
        return span, arabic_clauses.clause(masked, words, first or particle + 1)
    if (told := _about(masked, words, i, lemma, subject)) is not None:
        return span, told
    if content := arabic_clauses.after_colon(masked, words, i + 1):
        return span, content
    if lemma == "اتهم":
        if (parts := arabic_clauses.accusation(words, i)) is not None:
            so_called = words[i + 1].folded == "ما"  # "وتتهم ما يسمى «…» بتخزين": who is accused
            accuser = span_of(words, i + 1, parts[0])
            accuser = span if is_participle(words[i]) or so_called else accuser
            return accuser, arabic_clauses.clause(masked, words, parts[1], 2)
    elif lemma in arabic_clauses.with_matter():
        return span, arabic_clauses.matter(masked, words, i, lemma, span)
    elif lemma in lemmas("calls_for") and span is not None:
        return span, arabic_clauses.called_for(masked, words, i, lemma)
    return span, ()
