"""Names of people in both scripts: their parts, their sounds, and whether two spellings agree.

Spelling alone says that two names *can* be one, never that two people are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from amana.lang.letters import fold
from amana.lang.lexicon import load

Verdict = Literal["same", "different", "cannot_tell"]

#: agreement of two parts from which they are one spelling. Set on the development halves of the
#: open name pairs: precision 0.97 and more, the best F1 lies a little below
SAME = 0.79
#: agreement of two parts below which they are two names; between the two nothing is said
DIFFERENT = 0.64
#: what each part too many takes off: "Sami Hosh" beside "Sami Fadel Karim Hosh". Set by thought
PART_TOO_MANY = 0.06
#: the most that two parts agree which end in unlike vowels: "Hamdo", "Hamdi". Just below SAME
UNLIKE_ENDS = 0.78
#: how heavy a vowel is beside a consonant, when the length of a part is measured. Set by thought
VOWEL_WEIGHT = 0.35

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = re.compile("([ىة])")
_QUIET = re.compile(r"[’'`ʿʾ‘ʻ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameVerdict:
    """What two spellings say about each other, and why."""

    score: float  #: 0 to 1: how well the spellings agree
    verdict: Verdict
    reasons: tuple[str, ...]


@lru_cache(maxsize=65536)
def compare_names(a: str, b: str) -> NameVerdict:
    """Return whether two spellings can be one name: same, different, or cannot tell.

    Symmetric. "same" needs every part of the shorter name, the first and the last among them;
    a lone part never says more about a full name than that it cannot be told.

    >>> compare_names("Abdul Karim al-Hosh", "عبدالكريم الحوش").verdict
    'same'
    >>> compare_names("Mariam Hosh", "Salma Hosh").verdict
    'different'
    >>> compare_names("Mariam Hosh", "Mariam").verdict
    'cannot_tell'
    """
    left, right = name_parts(a), name_parts(b)
    if not left or not right:
        return NameVerdict(score=0.0, verdict="cannot_tell", reasons=("one has no letters",))
    if (len(right), right) < (len(left), left):
        left, right = right, left
    pairs = _align(left, right)
    worst = min(score for _, _, score in pairs)
    mean = sum(score for _, _, score in pairs) / len(pairs)
    extra = len(right) - len(left)
    score = max(0.0, (worst + mean) / 2 - PART_TOO_MANY * min(extra, 3))
    verdict = _verdict(left, right, pairs)
    reasons = tuple(
        f"{left[i]} ~ {right[j]}: {score:.2f}" if j >= 0 else f"{left[i]} has no counterpart"
        for i, j, score in pairs
    )
    return NameVerdict(score=round(score, 3), verdict=verdict, reasons=reasons)


def _verdict(
    left: tuple[str, ...], right: tuple[str, ...], pairs: list[tuple[int, int, float]]
) -> Verdict:
    """The three-way answer; `left` is the shorter name."""
    scores = [score for _, _, score in pairs]
    if len(left) == 1 and len(right) > 1:
        return "different" if scores[0] < DIFFERENT else "cannot_tell"
    ends_meet = pairs[0][1] == 0 and pairs[-1][1] == len(right) - 1
    if all(score >= SAME for score in scores) and ends_meet:
        return "same"
    # a part that has no counterpart, or sounds unlike it: another given name, another family
    if min(scores) < DIFFERENT:
        return "different"
    return "cannot_tell"


def _align(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """Return for each part of the shorter name its counterpart, in order, with the agreement."""
    table = [[_agreement(x, y) for y in right] for x in left]
    best: dict[tuple[int, int], tuple[float, int]] = {}

    def rest(i: int, j: int) -> float:
        if i == len(left):
            return 0.0
        if (i, j) not in best:
            options = [(rest(i + 1, j), -1)]
            for k in range(j, len(right)):
                # a tiny push outwards: first names meet first names, last ones last ones
                ends = 0.01 * ((i == 0) == (k == 0)) + 0.01 * (
                    (i == len(left) - 1) == (k == len(right) - 1)
                )
                options.append((table[i][k] + ends + rest(i + 1, k + 1), k))
            best[i, j] = max(options, key=lambda option: (option[0], -option[1]))
        return best[i, j][0]

    rest(0, 0)
    pairs, j = [], 0
    for i in range(len(left)):
        _, k = best[i, j]
        pairs.append((i, k, table[i][k] if k >= 0 else 0.0))
        j = k + 1 if k >= 0 else j
    return pairs


def name_parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name, without titles, articles and words for "son of".

    >>> name_parts("Dr. Abd al-Karim bin Sami El-Hosh"), name_parts("عبد الكريم الحوش")
    (('abd karim', 'sami', 'hosh'), ('عبد كريم', 'الحوش'))
    """
    return _parts(name)


@lru_cache(maxsize=65536)
def _parts(name: str) -> tuple[str, ...]:
    table = _tables()
    # the last letters of هدى and رشيدة tell Huda from Hadi, Rashida from Rashid: left unfolded
    pieces = _ENDINGS.split(_QUIET.sub("", name))
    tokens = _WORD.findall("".join(p if p in {"ى", "ة"} else fold(p) for p in pieces))
    while len(tokens) > 1 and fold(tokens[0]) in table.titles:
        tokens = tokens[1:]
    tokens = [t for i, t in enumerate(tokens) if i == 0 or t not in table.between]
    tokens = _without_articles(tokens)
    parts: list[str] = []
    i = 0
    while i < len(tokens):
        token, following = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else ""
        if following and token in table.servants:
            parts.append(f"abd {following}" if token.isascii() else f"عبد {_bare(following)}")
            i += 1
        elif following and token in table.before:
            parts.append(f"{table.before[token]} {following}")
            i += 1
        elif parts and token in table.after:
            parts[-1] = f"{parts[-1]} {table.after[token]}"
        else:
            parts.append(_split(token))
        i += 1
    return tuple(parts)


def _without_articles(tokens: list[str]) -> list[str]:
    """Drop "al", "el", "ash" … that stand alone before another word."""
    table = _tables()
    kept = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        if following and following not in table.after:
            if token in table.articles or token == table.arabic_article:
                continue
            if token in table.sun and following.startswith(token[1:]):
                continue
        kept.append(token)
    # "Nur al Din": the article between goes with its word
    return [
        token
        for i, token in enumerate(kept)
        if not (i + 1 < len(kept) and token in table.articles and kept[i + 1] in table.after)
    ]


def _split(token: str) -> str:
    """Return "abdulkarim" as "abd karim", "نصرالله" as "نصر له"; any other word as it is."""
    table = _tables()
    for ending, key in table.after.items():
        if not ending.isascii() and token.endswith(ending) and len(token) > len(ending) + 2:
            return f"{token.removesuffix(ending)} {key}"
    for prefix in table.servant_prefixes:
        rest = token[len(prefix) :]
        if token.startswith(prefix) and len(rest) >= table.least_rest:
            return f"{'abd' if prefix.isascii() else 'عبد'} {rest}"
    return token


def _bare(token: str) -> str:
    article = _tables().arabic_article
    return token.removeprefix(article) if len(token) > len(article) + 1 else token


def is_generic(name: str) -> bool:
    """Whether a voice is named only by what it is: "residents", "an activist from the hill".

    >>> is_generic("some Hill residents"), is_generic("Dr. Mariam Hosh"), is_generic("ناشطون هنا")
    (True, False, True)
    """
    table = _tables()
    words = _WORD.findall(fold(name))
    if not words or words[0] in table.counting:
        return True
    if _is_arabic(words[0]):
        return words[0] in table.generic
    ends = [n for n, word in enumerate(words) if word in table.prepositions]
    return words[ends[0] - 1 if ends and ends[0] else -1] in table.generic


def is_common(name: str) -> bool:
    """Whether every part of a name is so frequent that many people bear the whole.

    >>> is_common("Mohammed Ali"), is_common("Mariam Hosh")
    (True, False)
    """
    return all(fold(part) in _tables().common for part in name_parts(name))


def sound_keys(name: str) -> tuple[str, ...]:
    """Return one key per part under which spellings of one name in both scripts meet.

    Coarse on purpose: the consonants only, near ones taken together, the article left out.

    >>> sound_keys("Mariam al-Hosh") == sound_keys("مريم الحوش")
    True
    """
    return tuple(_coarse(_sounds(part)[-1]) for part in name_parts(name))


_ENDS = ("ouw", "iy", "aA", "bcdfgjklmnpqrstvxzSCXGTD")
_COARSE = str.maketrans("qgGXCjSTDzvp", "kkkksssttsfb", "aAeiouwyEh ")


def _coarse(sounds: str) -> str:
    return sounds.translate(_COARSE) or sounds[:1]


@lru_cache(maxsize=65536)
def _sounds(part: str) -> tuple[str, ...]:
    """Return how a part can sound: as it stands, and without an article written into it."""
    table = _tables()
    if not _is_arabic(part):
        bare = [
            part.removeprefix(article)
            for article in table.articles
            if part.startswith(article) and len(part) - len(article) >= table.least_rest
        ]
        return tuple(dict.fromkeys([_latin_sounds(part), *map(_latin_sounds, bare)]))
    forms = dict.fromkeys([part, _bare(part)])
    return tuple(sounds for form in forms for sounds in _arabic_sounds(form))


def _latin_sounds(part: str) -> str:
    sounds, i = [], 0
    table = _tables()
    while i < len(part):
        for spelling, sound in table.latin:
            if part.startswith(spelling, i):
                sounds.append(sound)
                i += len(spelling)
                break
        else:
            sounds.append(part[i])
            i += 1
    return _single("".join(sounds).replace(" ", ""))


def _arabic_sounds(part: str) -> tuple[str, ...]:
    """An alef at the beginning carries any vowel; ha and ya at the end are often only an a."""
    if part.endswith("ة"):
        return _arabic_sounds(part[:-1] + "ا")
    if part.endswith("ى"):
        return (*_arabic_sounds(part[:-1] + "ا"), *_arabic_sounds(part[:-1] + "ي"))
    sounds = "".join(_tables().arabic.get(letter, "") for letter in part).replace("tS", "C")
    sounds = _single("a" + sounds[1:] if sounds.startswith("A") else sounds)
    return (sounds, sounds[:-1] + "a") if len(sounds) > 1 and sounds.endswith("h") else (sounds,)


def _single(sounds: str) -> str:
    """Write a doubled sound once."""
    return "".join(s for i, s in enumerate(sounds) if i == 0 or sounds[i - 1] != s)


@lru_cache(maxsize=262144)
def _agreement(a: str, b: str) -> float:
    """Return how well two parts agree in sound, 0 to 1; the best of their ways to sound."""
    if min(len(a), len(b)) == 1:  # an initial can stand for any name that begins so
        return 1.0 if a == b else UNLIKE_ENDS if _sounds(a)[0][:1] == _sounds(b)[0][:1] else 0.0
    costs = _tables().costs[_is_arabic(a) + _is_arabic(b)]
    best = 0.0
    for x in _sounds(a):
        for y in _sounds(b):
            weight = max(_weight(x), _weight(y))
            if weight:
                most = UNLIKE_ENDS if _ends_unlike(x, y) else 1.0
                best = max(best, min(most, 1.0 - _cost(x, y, costs) / weight))
    return best


def _ends_unlike(x: str, y: str) -> bool:
    """Whether two runs of sounds end in vowels no spelling takes for each other: Amin, Amina."""
    ends = [next((i for i, group in enumerate(_ENDS) if s and s[-1] in group), -1) for s in (x, y)]
    return -1 not in ends and ends[0] != ends[1]


def _is_arabic(part: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in part)


def _weight(sounds: str) -> float:
    table = _tables()
    return sum(VOWEL_WEIGHT if sound in table.light else 1.0 for sound in sounds)


def _cost(x: str, y: str, costs: "_Costs") -> float:
    """The cheapest way to turn one run of sounds into another: edit distance with near sounds."""
    near = _tables().near
    gone_x, gone_y = _leaving(x, costs.left_out), _leaving(y, costs.left_out)
    row = [0.0]
    for gone in gone_y:
        row.append(row[-1] + gone)
    for sound, gone in zip(x, gone_x, strict=True):
        above, row = row, [row[0] + gone]
        for j, other in enumerate(y):
            cost = 0.0 if sound == other else near.get((sound, other), 1.0)
            cost = max(cost, costs.least) if cost else 0.0
            row.append(min(above[j] + cost, above[j + 1] + gone, row[j] + gone_y[j]))
    return row[-1]


def _leaving(sounds: str, left_out: Mapping[str, float]) -> list[float]:
    """What leaving out each sound costs."""
    costs = [left_out[sound] for sound in sounds]
    if sounds and sounds[-1] in "aiou":
        costs[-1] = left_out["last"]
    return costs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Costs:
    """The costs for two names of one script, or of both."""

    left_out: Mapping[str, float]
    least: float  #: of one sound for another


class _LeftOut(dict[str, float]):
    """What it costs to leave a sound out; a sound without an entry costs a whole one."""

    def __missing__(self, _sound: str) -> float:
        return 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """The word list as it is used."""

    articles: frozenset[str]
    arabic_article: str
    sun: frozenset[str]
    servants: frozenset[str]
    servant_prefixes: tuple[str, ...]
    least_rest: int
    before: Mapping[str, str]
    after: Mapping[str, str]
    between: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]
    generic: frozenset[str]
    counting: frozenset[str]
    prepositions: frozenset[str]
    latin: tuple[tuple[str, str], ...]
    arabic: Mapping[str, str]
    light: frozenset[str]
    near: Mapping[tuple[str, str], float]
    costs: tuple[_Costs, _Costs, _Costs]  #: by how many of the two names are Arabic


@cache
def _tables() -> _Tables:
    data = load("names")
    servant, sounds, articles = data["servant"], data["sounds"], data["articles"]
    prefixes = [p for p in servant["latin"] if p != "abd"] + [
        servant["arabic"] + articles["arabic"]
    ]
    near = {}
    for x, y, cost in sounds["near"]:
        near[x, y] = near[y, x] = cost
    vowels, glides = sounds["vowels"], sounds["glides"]
    return _Tables(
        articles=frozenset(articles["latin"]),
        arabic_article=articles["arabic"],
        sun=frozenset(articles["sun"]),
        servants=frozenset([*servant["latin"], servant["arabic"]]),
        servant_prefixes=tuple(sorted(prefixes, key=len, reverse=True)),
        least_rest=servant["least_rest"],
        before={form: key for key, forms in data["joined_before"].items() for form in forms},
        after={form: key for key, forms in data["joined_after"].items() for form in forms},
        between=frozenset(data["dropped"]["between"]),
        titles=frozenset(data["dropped"]["titles"]),
        common=frozenset(part for name in data["common"]["parts"] for part in _fold_all(name)),
        generic=frozenset(data["generic"]["heads"]),
        counting=frozenset(data["generic"]["counting"]),
        prepositions=frozenset(data["generic"]["prepositions"]),
        latin=tuple(
            (a, b) for a, b in sorted(data["latin"]["spellings"], key=lambda pair: -len(pair[0]))
        ),
        arabic=dict(data["arabic"]["letters"]),
        light=frozenset(vowels + glides + "AE"),
        near=near,
        costs=(
            _Costs(left_out=_left_out(sounds["left_out_latin"], vowels, glides), least=0.0),
            _Costs(left_out=_left_out(sounds["left_out_between"], vowels, glides), least=0.0),
            _Costs(
                left_out=_left_out(sounds["left_out_arabic"], vowels, glides),
                least=sounds["least_arabic"],
            ),
        ),
    )


def _fold_all(name: str) -> tuple[str, ...]:
    return (fold(name), fold(name).replace("عبدال", "عبد "), fold(name).replace("abdul", "abd "))


def _left_out(costs: Mapping[str, float], vowels: str, glides: str) -> _LeftOut:
    table = _LeftOut(dict.fromkeys(vowels, costs["vowel"]) | dict.fromkeys(glides, costs["glide"]))
    table.update({sound: costs[sound] for sound in ("a", "A", "E", "h", "last")})
    return table
