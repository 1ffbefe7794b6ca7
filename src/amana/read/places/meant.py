"""Whether a name in a text is used as a place, and not as a word, a person's or a body's name."""

import re
from collections.abc import Sequence
from functools import cache

from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.tokens import Token, stems
from amana.read.places.world import Entry

#: people of a city that is meant where nothing in the text speaks for it. Set on the development
#: part of TR-News
KNOWN_EVERYWHERE = 500_000
#: people of a city that is meant where a word before it can stand before a place (likewise)
KNOWN_WHERE_ASKED = 50_000
#: people of one whose name is long likewise: fewer long names are words or surnames of no town
KNOWN_BY_A_LONG_NAME = 15_000
#: people of a city with a long name that is meant where nothing speaks for it
KNOWN_ALONE_BY_A_LONG_NAME = 100_000
#: people of a city whose name alone is a hashtag's: fewer have storms and people of their name
KNOWN_AS_TAG = 60_000
#: letters of an Arabic name that is too short to tell from a word, unless everybody knows the city
SHORT_NAME = 3
#: letters of a Latin name that is too short likewise
SHORTEST = 2
#: letters from which a name of one country only is no word of a language
LONG_NAME = 6
#: letters of the longest word in capitals that is taken for an acronym: AP, ISIL
ACRONYM = 4
#: characters behind a name in which a dateline ends: ", Ky. (Agency) -"
LONGEST_DATELINE = 40

_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{1,20})?(?: ?\([^)\n]{2,24}\))?\s*[—–-]{1,2}\s|\s\([A-Z]{2,8}\)"
)

AREAS = frozenset({"country", "region", "wide"})


def latin(
    text: str,
    sequence: Sequence[Token],
    at: tuple[int, int],
    entries: Sequence[Entry],
    *,
    listed: bool,
) -> str:
    """Return whether a capitalised name is a place: "yes", "maybe" or "no"."""
    first, last = at
    if any(entry.kind == "case" for entry in entries):
        return "yes"
    if first and sequence[first - 1].word in words("not_before"):
        return "no"
    area = any(entry.kind in AREAS for entry in entries)
    word = sequence[first].word.removesuffix("'s")
    if sequence[first].raw in {"US", "UK"}:
        return "yes" if area and text[sequence[last].end : sequence[last].end + 1] != "$" else "no"
    if _is_of_a_body(text, sequence, at):
        return "no"
    single = first == last
    if opens_a_dateline(text, sequence, at):
        return "yes" if single else "maybe"
    if single and _is_acronym(sequence, first):
        return "yes" if area else "no"
    how = asked(text, sequence, first)
    is_common = single and is_word_or_name(word)
    if how != "named" and (listed or _is_asked_behind(text, sequence, last)):
        how = how if is_common else "surely"
    if single and word in words("common", "never") and how != "named":
        return "no"
    if single and _is_of_a_people(word, entries):
        return "no"
    if not single and " ".join(t.word for t in sequence[first : last + 1]) in common("en"):
        return "no"
    people = max(entry.people for entry in entries)
    if is_common and not area and people < KNOWN_EVERYWHERE and sequence[first - 1].raw == "#":
        how = ""  # #Hurricane, #Hospital
    if single and len(word) <= SHORTEST and not area and people < KNOWN_EVERYWHERE:
        return "no"
    known = people >= KNOWN_EVERYWHERE or area or (not single and people >= KNOWN_BY_A_LONG_NAME)
    return _latin(text, sequence, at, people, how=how, known=known, area=area)


def _latin(
    text: str,
    sequence: Sequence[Token],
    at: tuple[int, int],
    people: int,
    *,
    how: str,
    known: bool,
    area: bool,
) -> str:
    first, last = at
    word = sequence[first].word.removesuffix("'s")
    is_common = first == last and is_word_or_name(word)
    sure = how in {"named", "surely"}
    if is_common and not sure and not (area and how and not sequence[last].word.endswith("'s")):
        if _before_a_name(text, sequence, last) or not (area or people >= KNOWN_EVERYWHERE):
            return "no"
        if word in words("common", "cities") and not _after_a_name(text, sequence, first):
            return "again" if _speaks(sequence, at) else "yes"
        return "maybe" if area else "again"
    if not how and _after_a_name(text, sequence, first) and not (area and not is_common):
        return "person"
    if _before_a_name(text, sequence, last) and (is_common or not known):
        return "no"
    if not known and (sequence[first].raw.isupper() or sequence[last].word.endswith("'s")):
        return "maybe"
    if known or sure:
        return "yes"
    if how == "perhaps" and people >= KNOWN_WHERE_ASKED:
        return "likely"
    if sequence[last].end - sequence[first].start >= LONG_NAME:
        least = KNOWN_BY_A_LONG_NAME if how else KNOWN_ALONE_BY_A_LONG_NAME
        if people >= least and not _speaks(sequence, at):
            return "likely"
    return "no" if not how and _speaks(sequence, at) else "maybe"


def _speaks(sequence: Sequence[Token], at: tuple[int, int]) -> bool:
    """Whether a word of speech stands beside a name: said Orra; Orra told us."""
    first, last = at
    beside = (*sequence[max(0, first - 1) : first], *sequence[last + 1 : last + 2])
    return any(token.word in words("speech") for token in beside)


def opens_a_dateline(text: str, sequence: Sequence[Token], at: tuple[int, int]) -> bool:
    """Return whether a name opens a line and what follows is a dash or an agency: ORRA (AP) -."""
    first, last = at
    if first and sequence[first - 1].kind != "line":
        return False
    rest = text[sequence[last].end : sequence[last].end + LONGEST_DATELINE].partition("\n")[0]
    return _DATELINE.match(rest) is not None


def _is_asked_behind(text: str, sequence: Sequence[Token], last: int) -> bool:
    """Whether the word behind a name asks for a place: the Orra earthquake, Orra residents."""
    after = sequence[last + 1] if last + 1 < len(sequence) else None
    if after is None or after.word not in words("behind"):
        return False
    return text[sequence[last].end : after.start] == " "


def in_tag(body: str, key: str, entries: Sequence[Entry]) -> str:
    """Return whether a hashtag that is a place's name is meant as one."""
    if any(entry.kind == "case" for entry in entries):
        return "yes"
    if key in common("en" if body[0].isascii() else "ar") or key in words("common", "people"):
        return "no"
    known = any(entry.kind in AREAS or entry.people >= KNOWN_AS_TAG for entry in entries)
    if body.isascii() and len(body) <= ACRONYM - 1 and not body.isupper():
        return "no"
    alone = len(key) >= LONG_NAME and len({entry.country for entry in entries}) == 1
    return "yes" if known or alone else "maybe"


def small(
    text: str, sequence: Sequence[Token], at: tuple[int, int], entries: Sequence[Entry]
) -> str:
    """Return whether a name in small letters is a place: an area, or a city that is asked for."""
    if at[0] and sequence[at[0] - 1].raw in {"@", "-", "/", ".", "_"}:
        return "no"
    if asked(text, sequence, at[0]) or at[0] < at[1]:
        return "yes"
    return "yes" if any(entry.kind in {"country", "region"} for entry in entries) else "maybe"


def short_form(
    text: str, sequence: Sequence[Token], at: tuple[int, int], spelled: str, kind: str
) -> str:
    """Return whether CA, Calif. or N.C. is a region: behind a comma or a name, some alone."""
    first, last = at
    if kind == "alone":
        end = sequence[last].end
        goes_on = text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha()
        if ("." in spelled and goes_on) or text[end : end + 1].isalnum():
            return "no"
        asks = _beside(sequence, first) or _is_asked_behind(text, sequence, last)
        asks = asks or asked(text, sequence, first) != ""
        return "yes" if "." in spelled or len(spelled) > SHORTEST or asks else "maybe"
    if not first or text[sequence[last].end : sequence[last].end + 1].isalnum():
        return "no"
    before = sequence[first - 1]
    comma = before.raw == "," and first > 1 and sequence[first - 2].raw[:1].isupper()
    if not spelled.isupper():
        dotted = text[sequence[last].end : sequence[last].end + 1] == "."
        return "yes" if comma and dotted else "no"
    named = before.kind == "word" and before.raw[0].isupper() and not before.raw.isupper()
    named = named and text[before.end : sequence[first].start] == " "
    if comma or named or _is_among_short_forms(sequence, first):
        return "yes"
    alone = before.raw == "(" or asked(text, sequence, first) == "surely"
    return "maybe" if alone and first > 1 and before.raw != "#" else "no"


def _is_among_short_forms(sequence: Sequence[Token], at: int) -> bool:
    """Whether another of two capitals stands beside one: TX & LA, NC/VA, ND and MT."""
    forms = (sequence[at - 2 : at - 1] if at > 1 else ()), sequence[at + 2 : at + 3]
    joins = sequence[at - 1 : at], sequence[at + 1 : at + 2]
    return any(
        join and form and join[0].word in {"and", ",", "/", "&", "-"}
        and form[0].raw in two_capitals()
        for join, form in zip(joins, forms, strict=True)
    )  # fmt: skip


@cache
def two_capitals() -> frozenset[str]:
    """Return the short forms of regions that are two capitals."""
    rows = load("places")["short"]
    forms = {row.partition("=")[0] for key in ("behind", "alone") for row in rows[key]}
    return frozenset(form for form in forms if len(form) == SHORTEST and form.isupper())


def _with_article(word: str, cut: int) -> str:
    """A word behind its particles, لل as ل and the article."""
    return f"ال{word[cut + 2 :]}" if word.startswith("لل", cut) else word[cut:]


def _beside(sequence: Sequence[Token], at: int) -> bool:
    """Whether a short form stands behind a name, a comma or #: Orra TX, #TX."""
    before = sequence[at - 1] if at else None
    return before is not None and (before.raw in {",", "#", "-", "/"} or before.raw[0].isupper())


def arabic(
    text: str, sequence: Sequence[Token], at: tuple[int, int], cut: int,
    entries: Sequence[Entry], *, listed: bool,
) -> str:  # fmt: skip
    """Return whether an Arabic name is a place: "yes", "maybe" or "no"."""
    first, last = at
    if any(entry.kind == "case" for entry in entries):
        return "yes"
    titles = sequence[max(0, first - 2) : first]  # السفير رياض مكناس
    if any(t.word in words("not_before") for t in titles) and _is_unbroken(titles):
        return "no"
    how = asked(text, sequence, first)
    word = sequence[first].word
    if (listed or (cut > 0 and word[cut - 1] == "ب")) and how != "named":
        how = "surely"
    country = any(entry.kind == "country" for entry in entries)
    if how != "named" and _is_adjective(text, sequence, at, country=country):
        return "no"
    if country:
        return "yes"
    single, people = first == last, max(entry.people for entry in entries)
    if single and {word[cut:], word, _with_article(word, cut)} & common("ar"):
        return "yes" if how == "named" else "no"
    if single and len(word) - cut <= SHORT_NAME and people < KNOWN_EVERYWHERE:
        return {"named": "yes", "surely": "maybe"}.get(how, "no")
    return "yes" if people >= (KNOWN_WHERE_ASKED if how else KNOWN_EVERYWHERE) else "maybe"


def _is_unbroken(before: Sequence[Token]) -> bool:
    """Whether words stand right beside one another, or the last of them is a title."""
    return before[-1].word in words("not_before") or all(t.kind == "word" for t in before)


def asked(text: str, sequence: Sequence[Token], at: int) -> str:
    """Return whether the words before ask for a place.

    "named" (city of, مدينة), "surely" (in, قرب, #), "perhaps" (of, من), or "".
    """
    before = at - 1
    if before >= 0 and sequence[before].raw == "#":
        return "surely"
    while before >= 0 and sequence[before].word in words("direction"):
        before -= 1
    if before >= 0 and sequence[before].word in {"the", "-"}:
        before -= 1
    if before < 0 or "\n" in text[sequence[before].end : sequence[at].start]:
        return ""
    word = sequence[before].word
    forms = {stem for stem, _ in stems(word)}
    two = f"{sequence[before - 1].word} {word}" if before else ""
    for key, how in (("kind", "named"), ("before", "surely"), ("before_perhaps", "perhaps")):
        known = words(key)
        if two in known or not forms.isdisjoint(known):
            return how
    return ""


def is_noun_phrase(text: str, last: Token, entries: Sequence[Entry]) -> bool:
    """Return whether the last word is in small letters: "The valley" is no town The Valley."""
    if not last.raw[0].islower() or any(entry.kind == "case" for entry in entries):
        return False
    return text[last.start - 1 : last.start].isspace()


def _is_acronym(sequence: Sequence[Token], at: int) -> bool:
    """Whether a short word in capitals stands among others that are not: AP, TIME."""
    raw = sequence[at].raw
    if not (1 < len(raw) <= ACRONYM and raw.isupper()):
        return False
    beside = [t for t in sequence[max(0, at - 1) : at + 2] if t is not sequence[at]]
    lone = not any(t.kind == "word" and len(t.raw) > 1 and t.raw.isupper() for t in beside)
    opens = at == 0 or sequence[at - 1].kind == "line"  # a dateline: OSLO (AP)
    return lone and not opens


def _is_of_a_body(text: str, sequence: Sequence[Token], at: tuple[int, int]) -> bool:
    """Whether a name goes on as that of a paper or a body, or a body's ends in it.

    The Orra Times, Orra Red Cross, the University of Orra, the Tarsha-Orra virus.
    """
    first, last = at
    after = sequence[last + 1] if last + 1 < len(sequence) else None
    if after is not None and after.kind == "word" and not sequence[last].word.endswith("'s"):
        if after.word in words("behind_no_place"):
            return True
        if after.raw[0].isupper() and after.word in words("outlet_after") | words("body_after"):
            return not sequence[last].raw.isupper() or after.raw.isupper()
    if first > 1 and sequence[first - 1].word == "of":
        body = sequence[first - 2]
        return body.raw[0].isupper() and body.word in words("body_of")
    return (
        first > 1 and sequence[first - 1].raw == "-" and sequence[first - 2].raw[0].isupper()
        and text[sequence[first - 2].end : sequence[first].start] == "-"
        and not any(t.raw.isupper() for t in sequence[first : last + 1])
        and sequence[first - 2].word in words("behind_no_place")
    )  # fmt: skip


def _is_of_a_people(word: str, entries: Sequence[Entry]) -> bool:
    """Whether a small town's name is what a people or a language is called: Canadian."""
    return word.endswith(("ian", "ish", "ese")) and all(
        entry.kind == "city" and entry.people < KNOWN_WHERE_ASKED for entry in entries
    )


def _is_adjective(
    text: str, sequence: Sequence[Token], at: tuple[int, int], *, country: bool
) -> bool:
    """Whether a name with the article stands right behind a noun with it: السترات الزرقاء.

    Of countries only those that are adjectives by their ending: السلطات السعودية.
    """
    first, last = at
    word = sequence[first].word
    if first == 0 or first != last or not word.startswith("ال"):
        return False
    before = sequence[first - 1]
    if before.kind != "word" or text[before.end : sequence[first].start] not in {" ", "\u00a0"}:
        return False
    if country and not word.endswith("يه"):
        return False
    return any(before.word[max(0, cut - 2) : cut] in {"ال", "لل"} for _, cut in stems(before.word))


def _after_a_name(text: str, sequence: Sequence[Token], first: int) -> bool:
    """Whether a capitalised word that is no place stands right before: Jack London."""
    if first == 0 or text[sequence[first - 1].end : sequence[first].start] not in {" ", ""}:
        return False
    other = sequence[first - 1]
    if other.kind != "word" or not other.raw[0].isupper() or other.word.endswith("'s"):
        return False
    if first > 1 and sequence[first - 2].raw == "#":
        return False
    opens = first == 1 or sequence[first - 2].kind == "line" or sequence[first - 2].raw in '.!?“"'
    if other.raw.isupper() and 1 < len(other.raw) <= ACRONYM:  # a channel: CTV Edmonton
        return False
    return not opens and other.word not in _before_no_name()


@cache
def _before_no_name() -> frozenset[str]:
    """Words that stand before a place in capitals, too: The, Northern, Leaves."""
    return words("direction") | words("before") | words("before_perhaps") | _everyday("en")


def _before_a_name(text: str, sequence: Sequence[Token], last: int) -> bool:
    """Whether a capitalised word stands right behind: Jordan Smith, Aleppo Bar."""
    if last + 1 >= len(sequence) or sequence[last].word.endswith("'s"):
        return False
    gap = text[sequence[last].end : sequence[last + 1].start]
    other = sequence[last + 1]
    return gap == " " and other.kind == "word" and other.raw[0].isupper()


@cache
def words(table: str, key: str = "words") -> frozenset[str]:
    """Return a word list of places.toml, folded."""
    return frozenset(fold(word) for word in load("places")[table][key])


@cache
def common(lang: str) -> frozenset[str]:
    """Return words of a language that are also names of places, and its everyday words."""
    return words("common", {"en": "words", "ar": "arabic"}[lang]) | _everyday(lang)


def is_word_or_name(word: str) -> bool:
    """Return whether an English word is one, or a first name, before it is a town: Harvey."""
    return word in common("en") or word in words("common", "people")


@cache
def _everyday(lang: str) -> frozenset[str]:
    rows = load("rarity")[lang]
    return frozenset(
        fold(word) for key in ("function", "everyday", "common") for word in rows[key].split()
    )
