"""Arabic: words whose speaker stands without a verb of speech, or with one behind "as"."""

from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.clauses import EDGES, LEAST_CONTENT, particle_behind
from amana.read.arabic.subjects import MOST_BETWEEN, phrase_end, sources_of, span_of, subject_of
from amana.read.arabic.words import PARTICLE, Token, folded, heads, lemma_of, lemmas, small
from amana.read.quotes import BLANK, MARKS
from amana.read.speech.sayings import Saying, trimmed

LONGEST_LABEL = 16  #: words before a colon that name who speaks, a stamp among them
LONGEST_PAIR = 3  #: words of "على حد قول"


def according(masked: str, words: list[Token], i: int, sentence: Span) -> Saying | None:
    """Return the saying of "بحسب مصدر طبي", "على حد قول الجيران", "نقلا عن الوكالة"."""
    width = _width(words, i)
    if not width or i + width >= len(words):
        return None
    if words[i].folded == "نقلا" and _cited_before(words, i):
        return None
    if words[i].folded in {"نقلا", "ونقلا"} and any(lemma_of(w.word) for w in words[i:]) and not i:
        return None  # "نقلا عن مسؤول، قالت الإذاعة إن …"
    if words[i].folded == "على" and any(lemma_of(word.word) for word in words[:i]):
        return None  # "ردت الإدارة على لسان مديرها: …"
    if words[i + width].folded in {"ما", "لما"}:
        return None  # "بحسب ما نقلته الوكالة": the verb tells
    stop = _source_end(words, i + width)
    subject = _without_preposition(words, i + width, stop)
    if subject is not None and not i and stop >= len(words) - 1:
        mention = arabic_voices.mention_of(masked, subject)  # no comma: "وفق الأمم المتحدة يعيش …"
        ends = None if mention is None or mention.span is None else mention.span[1]
        if ends is not None and mention is not None and arabic_voices.is_known(mention):
            stop = next((k for k in range(i, stop) if words[k].start >= ends), stop)
    through, further = None, tuple[Span, ...]()
    if sources := sources_of(words, stop, "بحسب"):
        relays = (*reversed(sources[:-1]), *([] if subject is None else [subject]))
        subject, through, further = sources[-1], (relays[0] if relays else None), relays[1:]
        last = sources[-1][1]
        stop = next((k for k in range(stop, len(words)) if words[k].start >= last), len(words))
    if words[i + width].folded in small("his_words"):
        subject = None
    elif subject is not None and not _is_voice(masked, words, i + width, subject):
        so = stop < len(words) and words[stop].folded == "فان"
        if not so:
            return None
    content = _told(masked, words, i, stop, sentence)
    leads = any(w.word == ":" for w in words[stop : stop + 1])  # "وفق شاهدة: «…»"
    if content is None and not leads:
        return None
    content_spans = () if content is None or leads else (content,)
    return Saying(
        cue=(words[i].start, words[i + width - 1].end), lemma="بحسب", cue_form=words[i].folded,
        subject=subject, content=content_spans, sentence=sentence, through=through,
        further=further, sure=0.8,
    )  # fmt: skip


def as_told(masked: str, words: list[Token], i: int, lemma: str, sentence: Span) -> Saying | None:
    """Return the saying of a verb behind "as": "…، كما قال الناطق", "وبحسب ما أفاد شهود، …"."""
    first = _as_before(words, i)
    if first is None or particle_behind(words, i + 1) is not None:
        return None
    if lemma in lemmas("calls_for") or lemma in lemmas("asks_of"):
        return None  # "كما دعوا إلى جلسة": they did that, too
    subject = subject_of(words, i, lemma)
    stop = subject.stop
    if subject.through is not None and subject.span is not None:
        stop = next(
            (k for k in range(stop, len(words)) if words[k].start >= subject.span[1]), len(words)
        )
    if not first and words[0].folded == "كما" and not _leads_on(words, stop):
        return None  # "كما أكد الوزير أهمية الجسر": he did that, too
    content = _told(masked, words, first, stop, sentence)
    if content is None:
        return None
    return Saying(
        cue=(words[i].start, words[i].end), lemma=lemma, cue_form=words[i].folded,
        subject=subject.span, content=(content,), sentence=sentence, through=subject.through,
        further=subject.further,
        sure=0.8,
    )  # fmt: skip


def _leads_on(words: list[Token], stop: int) -> bool:
    """Whether a comma, or "so", leads from who told to what was told."""
    near = words[stop : stop + MOST_BETWEEN]
    return any(word.word in "،," or word.folded == "فان" for word in near)


def as_object(words: list[Token], i: int) -> str | None:
    """Return the lemma of a short verb with a pronoun behind "as": "بحسب ما ذكره الناطق"."""
    if i < 2 or words[i].folded[-1:] != "ه" or words[i - 1].folded not in {"ما", "لما"}:  # noqa: PLR2004
        return None
    return lemma_of(words[i].folded[:-1]) if _as_before(words, i) is not None else None


def labelled(masked: str, words: list[Token], sentence: Span) -> Saying | None:
    """Return the saying of a line that names who speaks: "منظمة سند: مئات العائلات عالقة"."""
    near = range(1, min(LONGEST_LABEL, len(words) - 1))
    colon = next((k for k in near if words[k].word == ":" and not _is_clock(words, k)), None)
    if colon is None or any(lemma_of(w.word) or BLANK in w.word for w in words[:colon]):
        return None
    dashes = [k for k in range(colon) if words[k].word in "–—|•-"]
    first = dashes[-1] + 1 if dashes else 0
    if first >= colon or words[first].folded not in heads() or BLANK in words[colon + 1].word:
        return None
    subject = span_of(words, first, phrase_end(words, first))
    mention = None if subject is None else arabic_voices.mention_of(masked, subject)
    content = trimmed(masked, (words[colon + 1].start, sentence[1]), EDGES)
    plain = BLANK not in masked[slice(*content)] and words[colon + 1].word not in MARKS
    if mention is None or not arabic_voices.is_known(mention) or not plain:
        return None
    if len(masked[slice(*content)].split()) < LEAST_CONTENT:
        return None
    return Saying(
        cue=(words[colon].start, words[colon].end), lemma="", cue_form=":", subject=subject,
        content=(content,), sentence=sentence, sure=0.6,
    )  # fmt: skip


def _is_clock(words: list[Token], k: int) -> bool:
    """Whether a colon stands in a time of day: "21:10"."""
    return words[k - 1].word.isdigit() and words[k + 1].word.isdigit()


def _as_before(words: list[Token], i: int) -> int | None:
    """Where "كما", "حسبما", "بحسب ما" begins that stands before a verb."""
    if not i:
        return None
    before = words[i - 1].folded
    if before.removeprefix("و") in {"كما", "حسبما", "وفقما", "مثلما"}:
        return i - 1
    with_what = before in {"ما", "لما"} and i > 1
    sources = small("sources") | {"و" + word for word in small("sources")}
    return i - 2 if with_what and words[i - 2].folded in sources else None


def _width(words: list[Token], i: int) -> int:
    """How many words say "according to" at i; 0 where none do."""
    word = words[i].folded
    word = word if word in small("sources") else word.removeprefix("و")
    if word in {"بحسب", "حسب", "وفق"}:
        return 1
    if word in {"وفقا", "نقلا", "طبقا", "استنادا"} and i + 1 < len(words):
        return 2 if words[i + 1].folded in {"ل", "عن", "الي"} else 1
    if word == "على" and i + 2 < len(words):
        near = words[i + 1].folded
        if near == "لسان":
            return 2
        if near == "حد" and words[i + 2].folded in {"قول", "تعبير", "وصف", "زعم"}:
            return LONGEST_PAIR
        if near == "حد" and words[i + 2].folded in small("his_words"):
            return 2
    return 0


def _source_end(words: list[Token], j: int) -> int:
    first = j
    while (
        j < len(words)
        and words[j].word not in {"،", ",", ".", ":", "؛", "؟", "!"}
        and BLANK not in words[j].word
        and not (words[j].word == "«" and BLANK in words[min(j + 1, len(words) - 1)].word)
    ):
        if PARTICLE.fullmatch(words[j].word) or words[j].folded == "نقلا":
            break
        if j > first and lemma_of(words[j].word):
            break
        j += 1
    return j


def _told(masked: str, words: list[Token], i: int, stop: int, sentence: Span) -> Span | None:
    """What a source tells: what stands before it, or behind it where it comes first."""
    if i == 0:
        near = range(stop, min(stop + MOST_BETWEEN, len(words)))
        so = next((k for k in near if words[k].folded == "فان"), None)
        stop = stop if so is None else so + 1  # "وبحسب طبيب، طلب إخفاء اسمه، فإن …"
        while stop < len(words) and words[stop].word in "،,":
            stop += 1
        if stop >= len(words):
            return None
        span = trimmed(masked, (words[stop].start, sentence[1]), EDGES)
    else:
        span = trimmed(masked, (sentence[0], words[i - 1].end), EDGES)
    return span if len(masked[slice(*span)].split()) >= LEAST_CONTENT else None


def _is_voice(masked: str, words: list[Token], first: int, subject: Span) -> bool:
    """Whether somebody is named: "وفق القانون", "حسب الحاجة" name no source."""
    head = words[first].folded
    heads = {head, head.removeprefix("لل"), "ال" + head.removeprefix("لل"), head.removeprefix("ل")}
    if heads & small("source_nouns"):
        return True
    mention = arabic_voices.mention_of(masked, subject)
    return mention is not None and bool(arabic_voices.is_known(mention) or _known(words, first))


def _known(words: list[Token], first: int) -> bool:
    """Whether a name begins with a given name, or stands behind "according to" with a family's."""
    word = words[first].folded
    behind = words[first + 1].folded if first + 1 < len(words) else ""
    per = first and words[first - 1].folded in {"بحسب", "حسب", "وبحسب", "وحسب"}
    family = per and behind.startswith("ال") and not word.startswith("ال")
    return bool({word, word.removeprefix("ل")} & folded("given")) or bool(family)


def _cited_before(words: list[Token], i: int) -> bool:
    """Whether another cue tells already who cites: "ذكرت الوكالة نقلا عن …", "بحسب … نقلا عن"."""
    if any(
        w.folded.removeprefix("و") in {"بحسب", "حسب", "وفقا", "وفق", "فقا", "فق"} for w in words[:i]
    ):
        return True
    cues = [k for k in range(i) if lemma_of(words[k].word)]
    if cues and any(w.folded == "عن" for w in words[i + 2 : i + MOST_BETWEEN]):
        return True  # "تحدثت الإذاعة، نقلا عن مصدر، عن …"
    return bool(cues) and particle_behind(words, i) is not None


def _without_preposition(words: list[Token], first: int, stop: int) -> Span | None:
    """The noun phrase behind "وفقا ل": its ل is no part of the name."""
    span = span_of(words, first, stop)
    if span is None:
        return None
    word = words[first].word
    cut = word.startswith("ل") and not word.startswith("لل") and word not in folded("given")
    return span[0] + cut, span[1]
