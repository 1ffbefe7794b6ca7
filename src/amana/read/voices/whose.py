"""Whose age it is: the names that ages stand beside, and those that "she is seven" means."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from amana.lang import lexicon, words
from amana.lang.letters import fold, has_arabic, language_of
from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic.words import (
    PARTICLE,
    Token,
    folded,
    is_circumstance,
    lemma_of,
    small,
    tokens,
)
from amana.read.voices import voices
from amana.read.voices.ages import Age, age_behind, ages_of, may_be_told

LONGEST_NAME = 4  #: words of an Arabic name that an age may stand behind
FURTHEST_BACK = 2  #: sentences before a pronoun in which the name it means is looked for

_AND = re.compile(r"\s*(?:,|،|, and| and|and| &| و|،? و)\s*")
_MANY_AGES = re.compile(r"^\W*(?:\w+\W+)?(?:both|age[ds]? \S+(?:,? \S+)?,? and)\b", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|at|near|inside|outside|around)(?: the)?\s*$")
_FROM = re.compile(r"\s*,?\s*(?:of|from|in|at|near)(?: the)?\s*")
_OF_ELDER = re.compile(
    r"\b(?:mother|father|parents?|uncle|aunt|grandmother|grandfather|teacher|doctor|nurse) of\s*$",
    re.IGNORECASE,
)
#: "little Polish boys": what looks like a name tells what kind
_ATTRIBUTE = re.compile(r"[\w’'-]+ (?:boys?|girls?|child(?:ren)?|kids?|bab(?:y|ies)|pupils?)\b")
_OPENS = re.compile(r"(?:only |just )?aged?\b", re.IGNORECASE)  # "Aged seven, Rim"
_SET_OFF = re.compile(r"\s*(?:[,.;:()”\"»]|$)")
_WITH = re.compile(
    r"\b(?:with|for|to|from|after|when|while|as|about|told|carrying|carried)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Aged:
    """A name with an age told of it."""

    name: Span
    child: bool
    age: Span  #: the words that tell it


@lru_cache(maxsize=16)
def without_ages(text: str) -> str:
    """Return a text with blanks for the ages that a name would be read together with.

    >>> without_ages("said seven-year-old Rim Noor")
    'said                Rim Noor'
    """
    spans = [age.span for age in _leading(text) if not _in_commas(text, age.span[1])]
    for paragraph in words.paragraphs(text):
        if may_be_told(text, paragraph):
            spans += [
                one.age for one in _arabic_behind(text, paragraph) if text[one.age[0]] not in ",،("
            ]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
        if start and text[start] == " ":
            letters[start] = "،"  # behind a name: it does not go on
    return "".join(letters)


def _in_commas(text: str, at: int) -> bool:
    """Whether a name is set off by commas on both sides: "a girl, Rim Noor, said"."""
    name = voices.NAME.match(text, at)
    behind = "" if name is None else text[name.end() : name.end() + 1]
    return text[at - 2] in ",،-" and behind in {"", ","}


def aged_names(
    text: str,
    paragraphs: Iterable[Span],
    *,
    people: frozenset[str] = frozenset(),
    places: frozenset[str] = frozenset(),
    year: int | None = None,
) -> tuple[Aged, ...]:
    """Return the names that have an age, in order.

    `people`, `places`: folded names that are known for what they are. `year`: of publication.

    >>> t = "Rim Noor, 7, lives there. Her aunt Huda Noor, 40, does not."
    >>> [(t[a.name[0]:a.name[1]], a.child) for a in aged_names(t, [(0, len(t))])]
    [('Rim Noor', True), ('Huda Noor', False)]
    """
    plain = without_ages(text)
    leading = {age.span[1]: age for age in _leading(text)}
    many = {age.span[1]: age for age in ages_of("many", text)}
    found: list[Aged] = []
    names: list[Span] = []
    for paragraph in paragraphs:
        told = may_be_told(text, paragraph)
        here = _names(plain, paragraph, places - people)
        if told:
            beside = [*_behind(text, here, year), *_before(here, leading, many, plain)]
            beside += [
                one for one in _arabic_behind(text, paragraph, year)
                if not any(one.age == other.age for other in beside)
            ]  # fmt: skip
            spans = {one.name for one in beside}
            near = sorted({*names[-4:], *here, *spans})
            found += [*beside, *_meant(text, paragraph, near, people, beside, year)]
        names = here or names
    return tuple(sorted(set(found), key=lambda one: (one.name, one.age)))


# --- names -------------------------------------------------------------------------------


def _names(plain: str, span: Span, places: frozenset[str]) -> list[Span]:
    """The names of people in a stretch, as far as words alone tell."""
    if language_of(plain[slice(*span)]) == "ar":
        found = []
        for i, word in enumerate(words_ := tokens(plain, span)):
            if _is_given(words_, i):
                stop = next((w.start for w in words_[i + 1 :] if _ends_name(w)), span[1])
                mention = arabic_voices.mention_of(plain, (_bare_start(word), stop))
                if mention is not None and mention.kind == "person" and mention.span:
                    found.append(mention.span)
        return found
    return [name for name in _latin_names(plain, span) if _folded(plain, name) not in places]


def _ends_name(word: Token) -> bool:
    """Whether no Arabic name goes on here: a mark, or "and" with another name."""
    return not word.word[0].isalnum() or (
        _bare_start(word) > word.start and (word.folded[1:] in folded("given"))
    )


def _latin_names(plain: str, span: Span) -> Iterator[Span]:
    lists = voices.lists("en")
    no_names = lists.groups | lists.outlet_words | _no_names()
    for start, end in voices.names_in(plain, span):
        possessive = voices.POSSESSIVE.search(plain, start, end)
        end = possessive.start() if possessive else end  # noqa: PLW2901 - the name alone
        name = plain[start:end]
        behind = _NEXT.match(plain, end)
        if behind is not None and behind[1] in lists.outlet_words | _no_names():
            continue  # "the Lamp agency"
        parts = re.findall(r"[\w’'-]+", name.lower())
        if parts and name not in lists.outlets and no_names.isdisjoint(parts):
            yield start, end


_NEXT = re.compile(r" ([a-z]+)")


@cache
def _no_names() -> frozenset[str]:
    return frozenset(lexicon.load("ages")["no_names"]["en"])


def _folded(text: str, span: Span) -> str:
    return fold(voices.clean_name(text[slice(*span)]))


def _is_given(words_: list[Token], i: int) -> bool:
    """Whether an Arabic name begins here: a given name with none before it."""
    given = _first_names()
    word = words_[i].folded
    joined = word[:1] == "و" and word not in given
    if word[joined:] not in given:
        return False
    before = words_[i - 1].folded if i else ""
    return joined or before not in folded("given")


@cache
def _first_names() -> frozenset[str]:
    """Given names that a whole name begins with: "son of" stands inside one."""
    return folded("given") - {"ابن", "بن"}


def _bare_start(word: Token) -> int:
    return word.start + (word.folded[:1] == "و" and word.folded not in folded("given"))


# --- beside a name -----------------------------------------------------------------------


def _leading(text: str) -> list[Age]:
    """The ages that stand right before a name: "seven-year-old Rim", الطفلة ريم."""
    return [age for age in ages_of("before", text) if _leads(text, age)]


def _leads(text: str, age: Age) -> bool:
    start, end = age.span
    letter = text[end : end + 1]
    if letter >= "\u0600":
        return _may_be_arabic_name(text, age)
    if not letter.isupper() or _is_title(text, start) or _ATTRIBUTE.match(text, end):
        return False
    if text[end - 2] not in ",-" or _OPENS.match(text, start):
        return True
    name = voices.NAME.match(text, end)
    alone = name is not None and _SET_OFF.match(text, name.end()) is not None
    before = text[max(0, start - 30) : start]
    return alone and not _OF_ELDER.search(before) and not _WITH.search(before)


def _is_title(text: str, start: int) -> bool:
    """Whether a word that names have, too, is capital inside a sentence: "Teen Choice Awards"."""
    inside = text[max(0, start - 2) : start].strip()[-1:].isalnum()
    return inside and re.match(r"(?:Teen|Little|Young|Tiny) ", text[start:]) is not None


def _may_be_arabic_name(text: str, age: Age) -> bool:
    """Whether the word behind a child's word can be its name: a known one, or one that fits.

    Behind the subject of a verb an object may follow ("ترتدي الطفلة معطفين"). So a name that no
    list has is believed only behind a definite word (الطفلة, طفلتي) that itself stands behind a
    verb without an object, a preposition, or what a child has ("مقتل الطفلة"); or at the
    beginning, where a family name must follow.
    """
    start, at = age.span
    near = tokens(text, (at, min(len(text), at + 60)))
    if not near or near[0].start != at or not near[0].word[0].isalpha():
        return False
    word = near[0]
    if word.folded in folded("given"):
        return True
    child = text[start:at].split()
    if text[at - 2] in "،," or not _DEFINITE.match(child[0]) or _is_small(word):
        return False
    before = tokens(text, (max(0, start - 24), start))
    if not before or not before[-1].word[0].isalpha():
        return len(near) > 1 and _is_family(word, near[1])
    fits = before[-1].folded in _names_follow() or lemma_of(before[-1].word)
    governed = child[0].startswith(("لل", "ولل", "بال", "وبال"))
    return bool(fits) or governed


_DEFINITE = re.compile(r"[وفبك]?(?:ال|لل)|\w+(?:ي|ها|هما|نا)$")


def _is_small(word: Token) -> bool:
    """Whether a word is one of grammar, an occupation or an ordinary noun: no name."""
    grammar = is_circumstance(word) or PARTICLE.fullmatch(word.word) or lemma_of(word.word)
    listed = word.folded in _descriptions()
    no_name = (
        word.folded[0] == "ي" or word.folded.startswith("ال") or word.folded in _arabic_small()
    )
    return bool(grammar) or listed or no_name


@cache
def _descriptions() -> frozenset[str]:
    """Words that say what somebody is."""
    return folded("roles") | folded("group_words") | folded("single_sources")


@cache
def _arabic_small() -> frozenset[str]:
    small = (*lexicon.load("ordinary")["ar"], *lexicon.load("ages")["no_names"]["ar"])
    return frozenset(map(fold, small))


@cache
def _names_follow() -> frozenset[str]:
    return frozenset(map(fold, lexicon.load("ages")["names_follow"]["ar"]))


def _is_family(first: Token, family: Token) -> bool:
    """Whether a word goes on with a name that no list has: with an article, or a known name."""
    beside = family.start == first.end + 1 and family.word[0].isalpha()
    known = family.folded.startswith("ال") or family.folded in folded("given")
    return beside and known and not is_circumstance(family)


def _before(
    names: list[Span], leading: dict[int, Age], many: dict[int, Age], plain: str
) -> list[Aged]:
    """Ages that end where a name begins; "the children Rim and Sami" is about each of them."""
    found = []
    for i, name in enumerate(names):
        if (age := leading.get(name[0])) is not None:
            found.append(Aged(name, age.child, age.span))
        if (age := many.get(name[0])) is not None:
            found += [Aged(one, age.child, age.span) for one in _run(plain, names[i:])]
    known = set(names)
    for at, age in leading.items():  # a name that no list has: what follows the child's word
        if plain[at : at + 1] >= "\u0600" and not any(s <= at < e for s, e in known):
            end = _arabic_end(plain, at)
            if end > at:
                found.append(Aged((at, end), age.child, age.span))
    return found


def _arabic_end(plain: str, at: int) -> int:
    """Where a name ends that begins at an offset and that no list knows: behind a family name."""
    first, *rest = tokens(plain, (at, min(len(plain), at + 60)))
    return rest[0].end if rest and _is_family(first, rest[0]) else first.end


def _run(plain: str, names: list[Span]) -> list[Span]:
    """The first names of a list as long as nothing but "and" and commas joins them."""
    kept = names[:1]
    for before, after in pairwise(names):
        if not _AND.fullmatch(plain, before[1], after[0]):
            break
        kept.append(after)
    return kept


def _behind(text: str, names: list[Span], year: int | None) -> list[Aged]:
    """Ages right behind a name, or behind where it says the person is from."""
    found: list[Aged] = []
    for i, name in enumerate(names):
        age = age_behind(text, name[1], year=year)
        if age is None:
            continue
        whose = name
        left = text[max(0, name[0] - 14) : name[0]]
        if i and _FROM.fullmatch(text, names[i - 1][1], name[0]):
            whose = names[i - 1]  # "Lina Darwish of Marsuna, 7"
        elif _PLACED.search(left) or (left.endswith(" the ") and text[name[1]] != ","):
            continue
        found.append(Aged(whose, age.child, age.span))
        if _MANY_AGES.match(text[age.span[0] : age.span[1] + 8]):
            back = list(reversed(names[: i + 1]))
            for after, before in pairwise(back):
                if not _AND.fullmatch(text, before[1], after[0]):
                    break
                found.append(Aged(before, age.child, age.span))
    return found


def _arabic_behind(text: str, span: Span, year: int | None = None) -> list[Aged]:
    """Ages behind Arabic names, known or told by a verb of speech before them."""
    if not has_arabic(text, *span):
        return []
    words_ = tokens(text, span)
    found: list[Aged] = []
    last = -1
    for known in (True, False):
        for i, word in enumerate(words_):
            begins = _is_given(words_, i) if known else _is_behind_verb(words_, i)
            if not begins or any(a.name[0] <= word.start < a.age[1] for a in found):
                continue
            aged = _arabic_name_aged(text, words_, i, year)
            if aged is not None and word.start > last:
                found.append(aged)
    return found


def _is_behind_verb(words_: list[Token], i: int) -> bool:
    """Whether a subject begins here: behind a verb of speech, and behind "the child" after it."""
    what = small("kinds_of_person")
    if not i or words_[i].folded in what:
        return False
    k = i - 1 - (i > 1 and words_[i - 1].folded in what)
    return lemma_of(words_[k].word) is not None


def _arabic_name_aged(text: str, words_: list[Token], i: int, year: int | None) -> Aged | None:
    end = None
    for k in range(i, min(i + LONGEST_NAME + 2, len(words_))):
        word = words_[k]
        if not word.word[0].isalpha() or is_circumstance(word) or PARTICLE.fullmatch(word.word):
            return None
        if k > i and lemma_of(word.word):
            return None
        if word.folded in _descriptions() and word.folded not in folded("given"):
            if k == i:
                return None
            end = end or words_[k - 1].end  # "لينا درويش الطالبة (12 عاما)"
        age = age_behind(text, word.end, year=year)
        if age is not None and (end is not None or k - i < LONGEST_NAME):
            return Aged((_bare_start(words_[i]), end or word.end), age.child, age.span)
    return None


# --- pronouns ----------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _bounds(text: str) -> tuple[int, ...]:
    """Where sentences begin, kept because every paragraph of a text asks for it."""
    return tuple(start for start, _ in words.sentences(text))


def _meant(
    text: str,
    paragraph: Span,
    names: list[Span],
    people: frozenset[str],
    beside: list[Aged],
    year: int | None,
) -> list[Aged]:
    """Ages of "she", in whose place the person named last stands."""
    grown = {one.name for one in beside if not one.child}
    bounds = _bounds(text)
    found = []
    for age in ages_of("pronoun", text, year):
        inside = paragraph[0] <= age.span[0] < paragraph[1]
        taken = any(a.age[0] < age.span[1] and age.span[0] < a.age[1] for a in beside)
        if not inside or taken:
            continue
        sentence = bisect_right(bounds, age.span[0])
        before = [
            name for name in names
            if name[1] <= age.span[0] and name not in grown
            and sentence - bisect_right(bounds, name[0]) <= FURTHEST_BACK
        ]  # fmt: skip
        name = _last_named(text, before, people, bounds)
        if name is not None:
            found.append(Aged(name, age.child, age.span))
    return found


def _last_named(
    text: str, names: list[Span], people: frozenset[str], bounds: tuple[int, ...]
) -> Span | None:
    """The last of the names that is known for a person's; else the first of its sentence."""
    known = [name for name in names if _folded(text, name) in people]
    if known:
        return known[-1]
    near = [name for name in names if _folded(text, name) not in _ordinary()]
    if not near:
        return None
    sentence = bisect_right(bounds, near[-1][0])
    return next(name for name in near if bisect_right(bounds, name[0]) == sentence)


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(map(fold, lexicon.load("ordinary")["en"]))
