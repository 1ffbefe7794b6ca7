"""English: the noun phrases that are subjects of verbs of speech."""

from amana.lang import lexicon
from amana.model import Span
from amana.read.english.words import Token, is_noun, small, stage_before, tokens, verbs
from amana.read.quotes import BLANK

MOST_BEFORE_NAME = 5  #: words of where an office is, before its holder's name, by judgement
LONGEST_ASIDES = 60  #: words of all asides between a name and its verb, by judgement
LONGEST_ASIDE = 16  #: words of an aside that tells what somebody is; longer ones tell a story
LONGEST_RELATIVE = 14  #: words of a relative clause without commas, by judgement
LONGEST_NAME = 5  #: words of a full name
#: behind a number these tell when, not who
UNITS = frozenset(
    f"{unit}{s}"
    for unit in ("second", "minute", "hour", "day", "night", "week", "month", "year")
    for s in ("", "s")
) | {"later", "ago"}
POSSESSIVES = {"his", "her", "their", "its", "our"}
# an aside that begins so tells how or when, not who: "the ministry, in a statement by …, denied"
CIRCUMSTANCES = {"in", "on", "at", "during", "after", "before", "through", "via", "by", "speaking"}


def subject_before(words: list[Token], i: int) -> Span | None:
    """Return the noun phrase that ends right before the verb, as a span; None if there is none."""
    if i > 0 and words[i - 1].word == "to" and (stage := stage_before(words, i)) is not None:
        return subject_before(words, stage) if stage else None
    k = i - 1
    while k >= 0 and (words[k].word in small("auxiliaries") or words[k].word.endswith("ly")):
        k -= 1
    if k >= 0 and words[k].word in {"able", "to"}:
        while k >= 0 and words[k].word in {"able", "to", "was", "were", "is", "are", "been"}:
            k -= 1
    k = _before_time(words, k)
    if k < 0:
        return None
    if words[k].word == "on" and k > 0 and words[k - 1].word in {"going", "went", "goes"}:
        return None if words[k - 1].word == "going" else subject_before(words, k - 1)
    if words[k].word in {"who", "which"}:
        k -= 1 + (k > 0 and words[k - 1].word == ",")
    elif words[k].word in {"and", "or", "then", "but", "yet"}:
        return _first_subject(words, k)
    elif words[k].word == ",":
        return _with_asides(words, k)
    phrase = _phrase_ending(words, k)
    return None if phrase is None else _behind_relative(words, phrase) or phrase


def _before_time(words: list[Token], k: int) -> int:
    """The place before a time between subject and verb: "the court this month"."""
    j = k
    while j > 0 and words[j].word in small("time_words") | small("time_units") | DATING:
        j -= 1
    dated = any(word.word in DATING for word in words[j + 1 : j + 2])
    times = any(word.word not in DATING for word in words[j + 1 : k + 1])
    return j if dated and times and words[j].word[0].isalnum() else k


MADE_WHEN = {"in", "on", "at", "last", "this", "late", "early"}  # "a poll released in May found"
DATING = {"this", "last", "on", "late", "early", "earlier"}  # before a day or a month


def _phrase_ending(words: list[Token], k: int) -> Span | None:
    """The noun phrase whose last word is at k, or stands before the parentheses that end at k."""
    if k > 0 and words[k].word == ")":
        k = next((j for j in range(k, -1, -1) if words[j].word == "("), 0) - 1
    if k < 0 or not (words[k].word[0].isalnum() or words[k].word[0] in "@#"):
        return None
    if words[k].word in small("breaks") | (small("objects") | {"me"}) - {"it"}:
        return None
    if BLANK in words[k].word:
        return None
    j = k
    while j > 0 and _goes_on(words, j):
        j -= 1
    if words[j].word in small("adverbial_start") and not _counts_people(words, j, k):
        return _name_ending(words, j, k)
    return words[j].start, words[k].end


def _counts_people(words: list[Token], first: int, last: int) -> bool:
    """Whether a phrase says how many speak: "Two stallholders", not "Two days later"."""
    counted = words[first].word in {"two", "three"} and first < last
    return counted and not any(w.word in UNITS for w in words[first + 1 : last + 1])


def _name_ending(words: list[Token], first: int, last: int) -> Span | None:
    """Who is named at the end of a phrase that tells where or when.

    "In a radio interview | Hala said", "On Tuesday | residents said".
    """
    when = next((n for n in range(last, first, -1) if words[n].word in small("time_words")), last)
    if when < last and words[when + 1].word not in small("governs"):
        return words[when + 1].start, words[last].end
    k = last
    while k > first and words[k].capital and words[k].word not in small("time_words"):
        k -= 1
    named = first < k < last and words[k].word not in small("governs") | small("determiners")
    return (words[k + 1].start, words[last].end) if named else None


def _behind_relative(words: list[Token], phrase: Span) -> Span | None:
    """The phrase that a clause belongs to: "residents who fled the army", "two briefed on it"."""
    first = next(k for k, word in enumerate(words) if word.start >= phrase[0])
    for k in range(first - 1, max(0, first - LONGEST_RELATIVE), -1):
        if words[k].word in {"who", "whose"}:
            return _phrase_ending(words, k - 1)
        if words[k].word in small("participles") and words[k - 1].word not in small(
            "be_and_modals"
        ):
            return _phrase_ending(words, k - 1)
        if not words[k].word[0].isalnum() or BLANK in words[k].word:
            return None
    return None


def _goes_on(words: list[Token], j: int) -> bool:
    """Whether the noun phrase reaches further to the left than j."""
    left = words[j - 1]
    if not left.word[0].isalnum() or BLANK in left.word:
        return False
    if words[j].word in small("nominative"):
        return False
    if left.word == "and" and words[j].capital and j > 1 and words[j - 2].capital:
        return True
    if left.word in small("breaks") or left.word in small("auxiliaries") - {"all", "both"}:
        return False
    if left.word in verbs().forms and not left.capital:
        made = left.word.endswith("ed") and words[j].word in MADE_WHEN
        return made or words[j].word == "by"  # "a nurse quoted by the agency"
    if words[j].word in POSSESSIVES:
        return left.word in small("governs")
    return not (
        words[j].word in {"the", "a", "an", "one", "some"}
        and left.word not in {"of", "in", "for", "from", "at"}
    )


def _with_asides(words: list[Token], comma: int) -> Span | None:
    """The phrase with its asides between commas: "One nurse, Hala Rami, 41, of Marsa, said"."""
    found: Span | None = None
    for k in range(comma - 1, max(0, comma - LONGEST_ASIDES), -1):
        if words[k].word in {";", ":"} or BLANK in words[k].word:
            break
        if words[k].word != ",":
            continue
        head = _phrase_ending(words, k - 1 - (words[k - 1].word == "."))
        if head is None or _has_finite(words, head):
            break
        if found is None:
            head = _behind_relative(words, head) or head
            tells = comma - k <= LONGEST_ASIDE and words[k + 1].word not in CIRCUMSTANCES
            found = head[0], words[comma - 1].end if tells else head[1]
        elif _is_aside_of(words, k + 1, head) or _is_office(words, k + 1, comma):
            found = head[0], found[1]
        else:
            break
    if found is None:  # "Hala Rami of the flour mill, said": a comma too many
        head = _phrase_ending(words, comma - 1)
        alone = head is not None and head[0] == words[0].start and not _has_finite(words, head)
        return head if alone else None
    return found


def _is_office(words: list[Token], k: int, comma: int) -> bool:
    """Whether an aside is somebody's office, without an article: ", head of the guild, which …"."""
    known = words[k].word in lexicon.load("voices")["en"]["roles"]
    return known and any(word.word == "," for word in words[k:comma])


def _is_aside_of(words: list[Token], k: int, head: Span) -> bool:
    """Whether an aside of asides describes a name before it: "Hala Rami, 41, of Marsa, who …"."""
    if words[k].word.isdigit() or words[k].word in small("describes"):
        return True
    named = next(n for n, word in enumerate(words) if word.start >= head[0])
    if words[k].word in {"a", "an", "the"}:
        return words[named].capital and words[named].word not in small("determiners")
    alone = words[k].capital and words[k + 1].word in {",", "."}  # "of Ashton, Marsa, who …"
    return alone and any(word.word in {"of", "from"} for word in words[max(0, k - 4) : k])


def _has_finite(words: list[Token], phrase: Span) -> bool:
    """Whether what looks like a noun phrase holds a verb: "Rain fell"."""
    inside = (w for w in words if phrase[0] <= w.start < phrase[1])
    return any(w.word in small("finite") and w.word not in small("nominative") for w in inside)


def _first_subject(words: list[Token], k: int) -> Span | None:
    """The subject of the verb before "and": the first noun phrase of the clause."""
    start = k - 1
    while start >= 0 and words[start].word not in {";", ":"}:
        start -= 1
    verb = small("finite") - small("nominative") | verbs().forms.keys()
    apart = False
    for i in range(start + 1, k):
        word = words[i].word
        apart = word in _APART or (apart and word != ",")
        told = word in verb or (word.endswith("ed") and not words[i].capital)
        if told and not apart and not is_noun(words, i):
            return subject_before(words, i) if i else None
    return None


_APART = {"when", "while", "if", "although", "though", "because"}  # "when it rained, Hala came and"


def first_phrase(masked: str, span: Span) -> Span | None:
    """Return the noun phrase a sentence begins with, behind adverbials and up to its verb."""
    words = tokens(masked, span)
    k = 0
    while k < len(words) and words[k].word in small("breaks") | {"now", "then", "later", "here"}:
        k += 1
    if k < len(words) and words[k].word in small("adverbial_start"):
        comma = next((j for j in range(k, len(words)) if words[j].word == ","), None)
        if comma is None:
            return None
        named = _name_ending(words, k, comma - 1)
        at = comma + 1 if named is None else named[0]
        k = next(n for n in range(k, comma + 2) if n > comma or words[n].start == at)
    start = k
    while k < len(words) and not _ends_phrase(words, k, start):
        k += 1
    if k == start:
        return None
    return words[start].start, words[behind_asides(words, k) - 1].end


def behind_asides(words: list[Token], k: int) -> int:
    """Return the place behind asides such as "One nurse, Hala Rami,"; k itself without one."""
    opens = {"a", "an", "the", "one", "aged"}
    while k + 1 < len(words) and words[k].word == ",":
        near = range(k + 1, min(k + 14, len(words)))
        comma = next((j for j in near if words[j].word == ","), None)
        after = words[k + 1]
        if comma is None or not (after.capital or after.word in opens or after.word.isdigit()):
            break
        k = comma
    return k


def _ends_phrase(words: list[Token], k: int, start: int) -> bool:
    word = words[k]
    if not (word.word[0].isalnum() or word.word[0] in "@#") or BLANK in word.word:
        return True
    if k == start:
        return False
    if word.word in small("auxiliaries") | small("nominative") | {"who", "which", "whose", "to"}:
        return True
    if word.word in small("adverbial_start") - {"of"} and not words[k - 1].capital:
        return True
    if word.word in small("finite"):
        return not word.capital
    return not word.capital and (word.word in verbs().forms or word.word.endswith(("ed", "ing")))


def subject_behind(words: list[Token], k: int) -> Span | None:
    """Return the noun phrase behind an inverted verb: “…,” said Hala Rami, a nurse."""
    if k >= len(words) or not (words[k].word[0].isalnum() or words[k].word[0] == "@"):
        return None
    if words[k].word in small("breaks") | small("adverbial_start") | small("time_words") | {"it"}:
        return None
    roles = lexicon.load("voices")["en"]["roles"]
    outlets = lexicon.load("voices")["en"]["outlet_words"]
    begins = words[k].capital or words[k].word in small("determiners") or words[k].word in roles
    begins = begins or (words[k].word[0].isdigit() and any(w.capital for w in words[k : k + 4]))
    if not begins and not any(w.word in outlets for w in words[k : k + 2]):
        return None
    j = k
    while j + 1 < len(words) and _goes_right(words, j + 1):
        j += 1
    end = words[j].end
    j = _before_name(words, k, j)
    if j + 2 < len(words) and words[j + 1].word == "," and _is_aside(words, j + 2, k):
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
    if word.word in small("breaks") - {"and"} or word.word in small("auxiliaries") | {
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
    if word.word in small("time_words") and not word.capital:
        return False
    return word.word != "and" or (j + 1 < len(words) and words[j + 1].capital)


def _before_name(words: list[Token], k: int, j: int) -> int:
    """The place before a comma with a name behind: "the head of the brigade in Dorvan, Mona"."""
    if words[k].word not in small("determiners") or j + 1 >= len(words):
        return j
    if words[j + 1].word not in {"in", "at", "for", "from", "with"}:
        return j
    near = range(j + 2, min(j + 2 + MOST_BEFORE_NAME, len(words)))
    comma = next((n for n in near if words[n].word == ","), None)
    if comma is None or not _is_name_aside(words, comma + 1):
        return j
    between = words[j + 1 : comma]
    alone = all(w.word[0].isalnum() and w.word not in small("time_words") for w in between)
    return comma - 1 if alone else j


def _is_name_aside(words: list[Token], k: int) -> bool:
    """Whether behind a comma stands a name alone, up to the next mark: ", Mona Lister, …"."""
    stop = k
    while stop < len(words) and words[stop].capital and BLANK not in words[stop].word:
        stop += 1
    ends = stop == len(words) or words[stop].word in {",", ".", ";", ":", "—"}
    return ends and 1 < stop - k <= LONGEST_NAME


def _is_aside(words: list[Token], k: int, first: int) -> bool:
    """Whether what follows the comma describes the speaker, or names whoever was described."""
    roles = lexicon.load("voices")["en"]["roles"]
    if words[k].word in {"a", "an", "the", "one"} or words[k].word in roles:
        return True
    described = words[first].word in small("determiners") and not words[first + 1].capital
    if described and _is_name_aside(words, k):
        return True  # "the sheriff, Tom Alder, on Tuesday"
    # "the mayor, Samira Antoun, as saying": a name, with a comma behind it
    near = words[k : k + 4]
    return words[k].capital and any(w.word == "," for w in near) and words[k - 2].word in roles
