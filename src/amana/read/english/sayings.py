"""English: cues of speech, and the clauses that carry what was said."""

from dataclasses import replace

from amana.model import Span
from amana.read.english.ends import clause_from
from amana.read.english.figures import figure_given
from amana.read.english.fronts import according, as_told, content_in_front, starts_in_front
from amana.read.english.nouns import claim_of
from amana.read.english.sources import cited
from amana.read.english.starts import NOTHING, Content, content_behind
from amana.read.english.subjects import first_phrase, subject_before, subject_behind
from amana.read.english.words import (
    PASSIVE,
    Token,
    form_at,
    is_negated,
    is_noun,
    is_passive,
    small,
    tokens,
    verbs,
)
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.sayings import Saying

LEAST_QUOTED = 12  #: letters between marks that were said; fewer may be a nickname, by judgement
MOST_TOLD = 6  #: words between "was told" and "by": "was told on Monday by the mayor"


def find_sayings(masked: str, sentence: Span) -> list[Saying]:
    """Return the cues of speech in one sentence of the masked text, in order."""
    words = tokens(masked, sentence)
    found: list[Saying] = []
    for i in range(len(words)):
        saying = (
            according(masked, words, i, sentence)
            or figure_given(masked, words, i, sentence)
            or claim_of(masked, words, i, sentence)
            or _heard_from(masked, words, i, sentence)
            or _verb(masked, words, i, sentence, found)
        )
        if saying is not None:
            found.append(saying)
    return _by_relays(masked, found)


def _by_relays(masked: str, found: list[Saying]) -> list[Saying]:
    """The sayings, each source behind "according to" as relay of whoever speaks in its clause.

    "“…,” a guard said, according to Radio Orra": the guard speaks, the radio passes it on.
    """
    for source in [one for one in found if one.lemma == "according to" and one.subject]:
        start, end = source.content[0] if source.content else (source.sentence[0], source.cue[0])
        spoken = next((s for s in found if s is not source and start <= s.cue[0] < end), None)
        if spoken is None or spoken.subject is None or spoken.through is not None:
            continue
        tells = spoken.content or BLANK in masked[start:end]
        led = masked[start : min(spoken.subject[0], spoken.cue[0])].strip(MARKS + BLANK + " ,.")
        if tells and not led:
            found = [
                replace(one, through=source.subject) if one is spoken else one
                for one in found
                if one is not source
            ]
    return found


def _verb(
    masked: str, words: list[Token], i: int, sentence: Span, found: list[Saying]
) -> Saying | None:
    form, width = form_at(words, i)
    reached = _to_say(words, i)
    if form is None or is_noun(words, i) or (is_negated(words, i) and not reached):
        return None
    through = None
    if reached:
        subject = subject_before(words, reached)
        content = content_behind(masked, words, i, width, form)
    elif is_passive(words, i):
        subject, content = _told_by(masked, words, i, form)
    elif (heard := _heard(words, i)) is not None:
        subject, content = (
            subject_before(words, heard),
            content_behind(masked, words, i, width, form),
        )
    elif form.endswith("ing") and not _is_finite(words, i):
        content = content_behind(masked, words, i, width, form)
        subject = _main_subject(masked, words, i, sentence, found) if content[0] else None
        content = content if subject is not None else NOTHING
    else:
        subject, content = _subject_and_content(masked, words, i, (form, width), sentence)
        subject, through, first = cited(words, i + width, subject)
        if verbs().forms[form] == "quote" and first > i + width:  # "quoted her as saying that"
            content = content_behind(masked, words, first - 1, 1, "saying")
    if not _may_speak(words, verbs().forms[form], subject):
        return None
    return Saying(
        cue=(words[i].start, words[i + width - 1].end), lemma=verbs().forms[form], cue_form=form,
        subject=subject, content=content[0], sentence=sentence, through=through, sure=content[1],
    )  # fmt: skip


def _to_say(words: list[Token], i: int) -> int:
    """Where the verb of "phones us to say", "wrote to say" stands; 0 elsewhere."""
    if words[i].word not in {"say", "tell", "warn", "ask"} or words[i - 1].word != "to":
        return 0
    whom = i > 2 and words[i - 2].word in {"us", "me", "them", "him", "her"}  # noqa: PLR2004
    k = i - 2 - whom
    return k if k > 0 and words[k].word in small("reaches") else 0


def _subject_and_content(
    masked: str, words: list[Token], i: int, cue: tuple[str, int], sentence: Span
) -> tuple[Span | None, Content]:
    """Who speaks and what, before the verb or behind it: "Hala said …", "…, said Hala"."""
    form, width = cue
    subject = subject_before(words, i)
    if subject is not None:
        if _behind_quotation(words, subject):
            return subject, NOTHING  # “…,” Hala said days after the flood
        content = content_behind(masked, words, i, width, form)
        if not content[0] and words[i - 1].word not in {"who", "which"}:
            content = content_in_front(masked, words, i, subject, sentence)
        if not content[0]:
            content = _in_relation(masked, words, i, (form, width), subject, sentence)
        return subject, content
    subject = None if _is_object(words, i + width) else subject_behind(words, i + width)
    if i == 0 and subject is not None:
        return subject, NOTHING  # "Said Hala: “…”"
    if not starts_in_front(words, i):
        return subject, content_behind(masked, words, i, width, form)
    if subject is None:
        return None, NOTHING
    mark = (words[i].start, words[i + width - 1].end)
    return subject, content_in_front(masked, words, i, mark, sentence)


def _is_object(words: list[Token], k: int) -> bool:
    """Whether a pronoun is whom somebody speaks to: "implored her to wait"."""
    if k + 1 >= len(words) or words[k].word not in small("objects"):
        return False
    return not words[k + 1].word[0].isalnum() or words[k + 1].word in small("governs")


def _in_relation(
    masked: str, words: list[Token], i: int, cue: tuple[str, int], subject: Span, sentence: Span
) -> Content:
    """What is told with "as", or of "which": "as she noted, …", "gifts, which he said were …"."""
    form, width = cue
    if verbs().forms[form] in verbs().takes["marks"] | verbs().takes["things_do"]:
        return NOTHING
    if spans := as_told(masked, words, i, subject, sentence):
        return spans, 0.75
    before = [word.word for word in words if word.end <= subject[0]][-2:]
    related = before[-1:] == ["which"] or (
        before[-1:] == ["what"] and before[0] in small("governs") - {"and", "that"} | {"despite"}
    )
    first = i + width
    if not related or first >= len(words) or words[first].word not in small("bars_that"):
        return NOTHING
    return clause_from(masked, words, first, i), 0.75


def _behind_quotation(words: list[Token], subject: Span) -> bool:
    """Whether nothing but a quotation stands before a subject, so that its verb tells of that."""
    before = [word.word for word in words if word.end <= subject[0]]
    said = max((len(word) for word in before if BLANK in word), default=0)
    alone = all(BLANK in word or word in MARKS or word == "," for word in before)
    return alone and said >= LEAST_QUOTED


def _heard(words: list[Token], i: int) -> int | None:
    """Where the verb of "one of them is heard saying", "can be heard shouting" begins."""
    if i < 2 or words[i - 1].word not in {"heard", "seen"}:  # noqa: PLR2004 - "is heard"
        return None
    k = i - 1
    while k > 0 and words[k - 1].word in small("be_and_modals"):
        k -= 1
    return k if k < i - 1 else None


def _may_speak(words: list[Token], lemma: str, subject: Span | None) -> bool:
    """Whether a verb tells of speech with this subject: a report finds, a man does not."""
    if lemma not in {"find", "show"}:
        return True
    inside = [w for w in words if subject and subject[0] <= w.start < subject[1]]
    return any(word.word in small("documents") for word in inside)


def _is_finite(words: list[Token], i: int) -> bool:
    """Whether an "-ing" is the verb of its clause: "she has been saying"."""
    k = i - 1
    while k >= 0 and (words[k].word.endswith("ly") or words[k].word in {"also", "now", "still"}):
        k -= 1
    return k >= 0 and words[k].word in small("progressive")


def _main_subject(
    masked: str, words: list[Token], i: int, sentence: Span, found: list[Saying]
) -> Span | None:
    """Who does what the participle tells: "The guild closed its doors, saying that …"."""
    if i > 0 and words[i - 1].word in {"of", "for", "as", "worth"}:
        if words[i - 1].word == "for" and any(w.word in PASSIVE for w in words[:i]):
            return first_phrase(masked, (sentence[0], words[i].start))  # "is blamed for saying"
        return None  # "quoted as saying": whoever is quoted; "it is worth noting": nobody
    if i == 1 and words[0].word in small("governs_doing"):
        return _after_comma(masked, words, sentence)
    related = [saying for saying in found if saying.subject and not _in_relative(words, saying)]
    if related:
        return related[-1].subject
    return first_phrase(masked, (sentence[0], words[i].start)) if i > 1 else None


def _after_comma(masked: str, words: list[Token], sentence: Span) -> Span | None:
    """Who does what follows: "After saying that it rained, | Hala left"."""
    comma = next((word.end for word in words if word.word == ","), None)
    return None if comma is None else first_phrase(masked, (comma, sentence[1]))


def _in_relative(words: list[Token], saying: Saying) -> bool:
    """Whether a cue only tells who somebody is: "a mason who said that it rained"."""
    before = [word.word for word in words if word.end <= saying.cue[0]]
    return before[-1:] in (["who"], ["which"])


def _heard_from(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """Somebody's words as whoever heard them tells: "She heard from a cousin that …"."""
    if [word.word for word in words[i : i + 2]] not in (["heard", "from"], ["learned", "from"]):
        return None
    source = subject_behind(words, i + 2)
    content, sure = content_behind(masked, words, i, 2, "told")
    if source is None or not content or content[0][0] < source[1]:
        return None
    return Saying(
        cue=(words[i].start, words[i + 1].end), lemma="tell", cue_form="heard from",
        subject=source, content=content, sentence=sentence,
        through=subject_before(words, i), sure=sure,
    )  # fmt: skip


def _told_by(masked: str, words: list[Token], i: int, form: str) -> tuple[Span | None, Content]:
    """Who told whom: "The school was told by the mayor that …"; nobody speaks in "was told"."""
    if verbs().forms[form] not in verbs().takes["tells"]:
        return None, NOTHING
    near = range(i + 1, min(i + 1 + MOST_TOLD, len(words)))
    by = next((k for k in near if words[k].word == "by"), None)
    subject = None if by is None else subject_behind(words, by + 1)
    if subject is None:
        return None, NOTHING
    return subject, content_behind(masked, words, i, 1, form)
