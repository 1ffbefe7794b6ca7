"""Mixed: clauses of English of which a part stands between marks, said whole by their speaker.

Hala called the bridge “a hook”; the guild accused him of “singing too low”; “the ferry” is all
that is left, she said. The quoted words alone would be torn from what they are said of.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from amana.lang import lexicon
from amana.model import Span
from amana.read.english.ends import clause_end
from amana.read.english.subjects import first_phrase, subject_before
from amana.read.english.words import (
    Token,
    has_verb,
    is_negated,
    is_noun,
    is_passive,
    small,
    tokens,
    verbs,
)
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK, MARKS, Quote
from amana.read.speech.drafting import SURE, Sofar, possessor, sentence_at, size, speaker_of
from amana.read.speech.sayings import Saying, trimmed

LEAST_JUDGING = 2  #: words between marks that a verb of judging alone makes speech, by judgement
LONGEST_FRONT = 15  #: words of a clause before its quotation; of longer ones the last part counts
MOST_JOINING = 5  #: words between two quotations of one clause: “a hook” and, what is more, “a sin”
MOST_AS = 8  #: words from "as" to behind its verb ("as the mayor observed"), by judgement
CLOSED = frozenset(".!?…")  #: behind one of these, inside the marks, the clause is over


def in_clause(page: Page, quote: Quote, p: int, _: Sofar) -> Draft | None:
    """Hala called the bridge “a hook”: the clause behind a cue that a quotation is a part of."""
    if page.langs[p] != "en" or len(quote.spans) > 1:
        return None
    sentence = sentence_at(page, p, quote.outer[0])
    words = tokens(page.masked, sentence)
    at = next((k for k, w in enumerate(words) if w.end > quote.outer[0]), len(words))
    if at == len(words):
        return None
    if (draft := _by_noun(page, quote, p, (sentence, words, at))) is not None:
        return draft
    for i, width, lemma in _cues_before(words, at):
        first = _content_from(words, i + width, at, lemma)
        if first is not None and first < at and clause_end(words, first, i) <= quote.outer[0]:
            continue  # what that cue governs is over before the marks
        saying = None if first is None else _saying(page, p, words, (i, width, lemma), sentence)
        mention = None if saying is None else speaker_of(page, saying)
        if first is not None and saying is not None and mention is not None:
            break
        if i and words[i - 1].word not in {"who", "which", "that"}:
            return _taken_as(page, quote, p, sentence)
    else:
        return _taken_as(page, quote, p, sentence)
    tight = first == at and saying.lemma not in small("judges")
    if tight and _is_subject(page, words, at, quote):
        tight = False  # said “the ferry” and the bridge are gone
    if tight or saying.lemma in small("judges"):
        end = _content_to(page.text, words, at, quote, tight=tight)
    else:
        inside = [q for q in page.quotes if words[first].start <= q.outer[0] < sentence[1]]
        end = over_at(page, saying, inside, max(quote.outer[1], clause_end(words, first, i)))
    span = trimmed(page.text, (words[first].start, end), MARKS + " \t\r\n,.;:")
    whole = span[0] >= quote.spans[0][0] and span[1] <= quote.outer[1]
    judged = saying.lemma in small("judges") and size(page, quote) >= LEAST_JUDGING
    if whole and (not judged or (at == i + width and saying in page.sayings[p])):
        return None
    return Draft(
        kind="direct" if whole else "mixed", spans=(span,), mention=mention, saying=saying,
        sentence=sentence, paragraph=p, rule="in_clause", sure=SURE["in_clause"],
    )  # fmt: skip


def up_to(page: Page, quote: Quote, draft: Draft) -> Draft:
    """Return a quotation with the words before it, where they are one clause: “late,” she said.

    A quotation that begins with a capital behind a comma or a colon is a sentence of its own.
    """
    p = page.paragraph_at(quote.outer[0])
    if page.langs[p] != "en" or len(quote.spans) > 1:
        return draft
    sentence = sentence_at(page, p, quote.outer[0])
    front = page.masked[sentence[0] : quote.outer[0]]
    told = front.strip(MARKS + " ")
    whole = page.text[quote.spans[0][0]].isupper() and told[-1:] in ",:;—–-"
    if not told or whole or told[-1:] in ":;" or not any(c.isalpha() for c in front):
        return draft
    if any(sentence[0] <= s.cue[0] < quote.outer[0] for s in page.sayings[p]):
        return draft
    start = sentence[0]
    for opener in ("But ", "And ", "So "):
        start += len(opener) if page.text.startswith(opener, start) else 0
    comma = page.masked.rfind(", ", start, quote.outer[0] - 2)
    if comma > 0 and len(front.split()) > LONGEST_FRONT:
        start = comma + 2
    span = trimmed(page.text, (start, quote.outer[1]), MARKS + " \t\r\n,.;:")
    if span[0] >= quote.spans[0][0]:
        return draft
    return replace(draft, kind="mixed", spans=(span,))


def over_at(page: Page, saying: Saying, inside: list[Quote], end: int) -> int:
    """Return where a clause with quotations inside is over: with one that a stop or a dash ends.

    A comma between the marks ends it, too, where the reporter goes on: “…,” but he left. What a
    verb of judging governs ends with its last quotation and the few words that belong to it.
    """
    for quote, after in zip_longest(inside, inside[1:]):
        if after is not None and _lists(page.masked[quote.outer[1] : after.outer[0]]):
            continue
        stop = page.text[quote.spans[-1][1] - 1]
        behind = page.masked[quote.outer[1] : end].split(maxsplit=1)[:1]
        if not behind:
            return end
        dash = behind[0] in {"—", "–", "-", "―", "--"}
        if stop == "," and _speaks_again(page.masked[quote.outer[1] : end]):
            return quote.outer[1]
        if stop in CLOSED or dash or (stop == "," and behind[0] in small("goes_on_telling")):
            return quote.outer[1]
    if saying.lemma not in small("judges"):
        return end
    words = tokens(page.masked, saying.sentence)
    at = next(k for k, w in enumerate(words) if w.end > inside[0].outer[0])
    return min(end, _content_to(page.text, words, at, inside[0], tight=False))


def _lists(gap: str) -> bool:
    """Whether nothing but small words join two quotations: a “hook,” a “sin” and “late”."""
    return set(gap.replace(",", " ").split()) <= _JOINS


_JOINS = frozenset(("a", "an", "the", "and", "or", "as", "of"))


def _speaks_again(behind: str) -> bool:
    """Whether somebody goes on to speak in other words: "and asked for rope"."""
    words = [word.strip(",.") for word in behind.split()[:4]]
    if words[:1] not in (["and"], ["but"]):
        return False
    cues = verbs().forms.keys() | _judging().keys()
    return any(word in cues for word in words[1:]) and not words[1].endswith("ing")


def _is_subject(page: Page, words: list[Token], at: int, quote: Quote) -> bool:
    """Whether words between marks begin the clause whose verb stands behind them."""
    if page.text[quote.spans[-1][1] - 1] in CLOSED | {","}:
        return False
    k = next((j for j in range(at, len(words)) if words[j].start >= quote.outer[1]), len(words))
    if k + 1 >= len(words):
        return False
    joined = words[k].word in {"and", "or", "of"} and words[k + 1].word in small("opens_object")
    verb = small("finite") - small("nominative") - {"there", "said"}
    return words[k].word in verb or (joined and has_verb(words, k + 1))


# --- without a verb of speech ------------------------------------------------------------


def _by_noun(
    page: Page, quote: Quote, p: int, where: tuple[Span, list[Token], int]
) -> Draft | None:
    """Hala’s claim that the bridge is “a hook”: whoever a noun of speech belongs to."""
    sentence, words, at = where
    matches = list(_noun_that().finditer(page.masked, sentence[0], quote.outer[0]))
    if not matches or any(w.word in {";", ","} for w in words if w.start >= matches[-1].end()):
        return None
    start, end = matches[-1].span("who")
    mention = possessor(page, (start, end)) or page.mention((start, end))
    if mention is None:
        return None
    stop = _content_to(page.text, words, at, quote, tight=False)
    span = trimmed(page.text, (matches[-1].end(), stop), MARKS + " \t\r\n,.;:")
    whole = span[0] >= quote.spans[0][0] and span[1] <= quote.outer[1]
    return Draft(
        kind="direct" if whole else "mixed", spans=(span,), mention=mention, saying=None,
        sentence=sentence, paragraph=p, rule="noun", sure=SURE["noun"],
    )  # fmt: skip


@cache
def _noun_that() -> re.Pattern[str]:
    """Somebody's noun of speech, and the "that" behind it."""
    nouns = "|".join(sorted(small("speech_nouns")))
    return re.compile(
        r"\b(?P<who>[A-Z][\w.-]*(?: [A-Z][\w.-]*)*(?=[’']s? )|"
        r"[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)(?:[’']s?)?"
        rf"(?: [a-z-]+){{0,2}} (?:{nouns})s? that\s"
    )


def _taken_as(page: Page, quote: Quote, p: int, sentence: Span) -> Draft | None:
    """Hala went after Adel Rami as a “hook”: a name, and what somebody takes it for."""
    if page.langs[p] != "en":
        return None
    match = _NAME_AS.search(page.masked, sentence[0], quote.outer[0])
    if match is None:
        return None
    mention = page.mention(first_phrase(page.masked, (sentence[0], match.start("name"))))
    voice = mention is not None and (mention.kind != "unnamed" or mention.pronoun)
    if mention is None or not voice or mention.as_written == match["name"]:
        return None
    words = tokens(page.masked, sentence)
    at = next(k for k, w in enumerate(words) if w.end > quote.outer[0])
    end = _content_to(page.text, words, at, quote, tight=False)
    span = trimmed(page.text, (match.start("name"), end), MARKS + " \t\r\n,.;:")
    return Draft(
        kind="mixed", spans=(span,), mention=mention, saying=None, sentence=sentence,
        paragraph=p, rule="taken_as", sure=SURE["taken_as"],
    )  # fmt: skip


_NAME_AS = re.compile(r"(?P<name>[A-Z][\w’.-]*(?: [A-Z][\w’.-]*){0,4}) as (?:an? |the |being )?$")


# --- the cue -----------------------------------------------------------------------------


@cache
def _judging() -> dict[str, str]:
    """Verbs that judge somebody or move somebody, form -> lemma."""
    found: dict[str, str] = {}
    for line in lexicon.load("speech")["en"]["judging"]:
        lemma, _, forms = line.partition(": ")
        found |= dict.fromkeys(forms.split(), lemma)
    return found


def _cues_before(words: list[Token], at: int) -> Iterator[tuple[int, int, str]]:
    """The cues before a quotation, the nearest first: the place, how many words, the lemma."""
    for i in range(at - 1, -1, -1):
        form = words[i].word
        if form in {";", ":", "."}:
            return
        lemma = verbs().forms.get(form) or _judging().get(form)
        if lemma is None or is_noun(words, i) or is_negated(words, i):
            continue
        if lemma in small("about") and words[i + 1].word not in {"of", "about"}:
            continue  # "a Dutch speaking community"
        if form[-3:] != "ing" and i and words[i - 1].word.endswith(("’s", "'s")):
            continue  # "the mayor’s remarks"
        if is_passive(words, i) or (words[i + 1].word == "as" and form not in _judging()):
            continue  # "is called a hook", "four in ten claims as"
        particle = words[i + 1].word if i + 1 < at else ""
        yield i, 2 if f"{form}_{particle}" in verbs().forms else 1, lemma


def _saying(
    page: Page, p: int, words: list[Token], cue: tuple[int, int, str], sentence: Span
) -> Saying | None:
    """The cue of speech that stands here; one of a verb that judges is made."""
    i, width, lemma = cue
    start = words[i].start
    known = next((s for s in page.sayings[p] if s.cue[0] == start), None)
    if known is not None and (known.subject or known.cue_form.endswith("ing")):
        return known
    subject = subject_before(words, i)
    if subject is None:
        earlier = [s for s in page.sayings[p] if sentence[0] <= s.cue[0] < start and s.subject]
        subject = (
            earlier[-1].subject if earlier else first_phrase(page.masked, (sentence[0], start))
        )
    if subject is None:
        return None
    return Saying(
        cue=(start, words[i + width - 1].end), lemma=lemma, cue_form=words[i].word,
        subject=subject, content=(), sentence=sentence, sure=0.7,
    )  # fmt: skip


# --- where the clause begins and ends ----------------------------------------------------


def _content_from(words: list[Token], first: int, at: int, lemma: str) -> int | None:
    """Where what is said begins between a cue and a quotation; None where the marks begin it."""
    gap = [w.word for w in words[first:at]]
    if gap[-2:] in (["as", ","], ["that", ","]):
        gap = gap[:-1]
    if gap and gap[-1] in {":", ",", "(", "—", "–"}:
        return None
    as_told = any(w.word == "as" for w in words[max(0, first - MOST_AS) : first])
    if gap[:1] == [","] and "that" not in gap and not as_told:
        return None  # “…?” she said, but he left “in the rain”
    if not any(word[0].isalnum() for word in gap):
        if lemma in small("names"):
            return None
        return at  # “armed gangs” of shelling their own: what follows the marks decides
    if gap[0] in small("objects") & {"her"} and len(gap) > 1 and lemma not in small("to_whom"):
        return first
    if "that" in gap and lemma not in small("judges"):
        return first + gap.index("that") + 1
    if lemma in small("of_whom") and "of" in gap:
        return first + gap.index("of") + 1
    if lemma in small("to_whom"):
        return first + gap.index("to") if "to" in gap[1:] else None
    if gap[0] in {"for", "on", "against"} and len(gap) > 1:
        gap, first = gap[1:], first + 1
    told = [word for word in gap if word[0].isalnum() and word not in _EMPTY | small("objects")]
    if not told and lemma in small("judges"):
        return at  # "called them “a lost herd”": the words alone
    if not told or gap[0] in small("no_clause") - {"a", "an"} or gap[0] in small("time_words"):
        return None
    return first


_EMPTY = frozenset(("a", "an", "the", "as", "of", "this", "what", "is", "it", "his", "her"))


def _content_to(text: str, words: list[Token], at: int, quote: Quote, *, tight: bool) -> int:
    """Where the clause ends that a quotation stands in: with it, or some words behind.

    `tight`: the quotation follows its cue, so that what is behind may tell how it was said.
    """
    end = quote.outer[1]
    k = next((j for j in range(at, len(words)) if words[j].start >= end), len(words))
    if tight and (k == len(words) or words[k].word in small("behind_marks")):
        return end
    closes = text[quote.spans[0][1] - 1]
    tells_on = k < len(words) and closes == "," and words[k].word in small("goes_on_telling")
    if closes in CLOSED or (tells_on and not _joined(words, k - 1)):
        return end
    taken = at > 0 and words[at - 1].word == "as"
    if taken and k < len(words) and words[k].word in small("opens_object"):
        return end  # describes as “unhinged” a tweet
    while k < len(words):
        joined = _joined(words, k)
        if joined is not None:
            end, k = words[joined].end, joined + 1
            if text[words[joined - 1].end - 1] in CLOSED:
                return end
            continue
        if not _goes_on(words, k):
            break
        end, k = words[k].end, k + 1
    return end


def _joined(words: list[Token], k: int) -> int | None:
    """The closing mark of another quotation behind a comma or "and" at k; None without one."""
    if words[k].word not in {",", "and", "or", "but"}:
        return None
    for j in range(k + 1, min(k + 1 + MOST_JOINING, len(words))):
        if BLANK in words[j].word:
            closing = j + 1 < len(words) and words[j + 1].word in MARKS
            return j + 1 if closing else j
        if words[j].word in verbs().forms or words[j].word in _judging():
            return None
    return None


def _goes_on(words: list[Token], k: int) -> bool:
    """Whether a word behind a quotation still belongs to what is said."""
    word, after = words[k].word, words[k + 1] if k + 1 < len(words) else None
    if not word[0].isalnum() or BLANK in word:
        return word in MARKS or BLANK in word
    if word in small("breaks") - {"that", "which", "than", "how", "why", "what"}:
        return False
    if word in small("time_words") | small("behind_speech") or word in verbs().forms:
        return False
    if word not in {"in", "on", "at"} or after is None:
        return True
    return not after.capital and after.word not in small("determiners") - {"the"}
