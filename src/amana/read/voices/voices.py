"""Voices: who a noun phrase means. Names, roles, groups, outlets, children, by both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from amana.lang import lexicon
from amana.lang.letters import fold
from amana.model import Span, VoiceKind
from amana.read.voices import ages, called

LONGEST_SHORT_TITLE = 4  #: letters of "Gov.", "Capt."; longer titles have no full stop
LONGEST_OUTLET = 4  #: words of an outlet's name: "Radio Free Marsa English"

NAME = re.compile(  # a capitalised name with its particles
    r"(?<!\w)(?:(?:al|el|as|ad|an|ash|bin|ibn|abu|umm|abd|de|van|von|der|di|da|la|le)[- ])?"
    r"(?:(?:[A-Z]\. ?){1,3}(?=[A-Z\u00c0-\u00de][a-z]))?@?[A-Z\u00c0-\u00de][\w’'-]*"
    r"(?:(?: (?:al|el|bin|ibn|abu|umm|abd|de|van|von|der|di|da|la|le))*"
    r"(?: [A-Z]\.(?= [A-Z\u00c0-\u00de])|[ -](?:al-|el-)?[A-Z\u00c0-\u00de][\w’'-]*))*"
)
_CONTRACTED = re.compile(r"(he|she|they|it|we|i|who)[’'](?:s|d|ve|re|ll|m)")
POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One noun phrase that means a voice."""

    as_written: str
    span: Span | None
    name: str | None
    kind: VoiceKind
    role: str | None
    affiliation: str | None
    minor: bool | None
    pronoun: str | None = None  #: "m", "f", "p", "n": what kind of pronoun it is, if one
    gender: str | None = None  #: "m" or "f", where a noun of the phrase tells it


@dataclass(frozen=True, slots=True)
class _Words:
    roles: re.Pattern[str]
    titles: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]
    groups: frozenset[str]
    singles: frozenset[str]
    not_names: frozenset[str]
    pronouns: dict[str, str]


@cache
def lists(lang: str) -> _Words:
    """Return the word lists of a language, ready for matching."""
    words = lexicon.load("voices")[lang]
    roles = sorted((re.escape(role) for role in words["roles"]), key=len, reverse=True)
    edge = r"(?<![\w’'-])(?:{}|ex-[a-z]+)(?![\w])" if lang == "en" else r"(?<!\w)(?:{})(?!\w)"
    return _Words(
        roles=re.compile(edge.format("|".join(roles)), re.IGNORECASE),
        titles=frozenset(words["titles"]),
        outlets=frozenset(words["outlets"]),
        outlet_words=frozenset(words["outlet_words"]),
        groups=frozenset(words["group_words"]),
        singles=frozenset(words["single_sources"]),
        not_names=frozenset(words.get("not_names", ())),
        pronouns=dict(words.get("pronouns", {})),
    )


# --- English -----------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def mention_of(text: str, span: Span) -> Mention | None:
    """Return who an English noun phrase means, None where it means no voice.

    >>> m = mention_of("One nurse, Hala Rami, said", (0, 20))
    >>> m.name, m.role, m.span, m.kind
    ('Hala Rami', 'nurse', (11, 20), 'person')
    """
    mention = _meant(text, span)
    return None if mention is None else replace(mention, gender=gender_in(text[slice(*span)]))


def gender_in(phrase: str) -> str | None:
    """Return "m" or "f" where a noun that heads an English phrase tells it, else None.

    >>> gender_in("his wife, Salwa Nour"), gender_in("the mother of a boy"), gender_in("a nurse")
    ('f', 'f', None)
    """
    head = re.split(r" (?:of|who|whose|in|at|from|with) ", phrase.lower())[0]
    nouns = set(re.findall(r"[\w-]+(?![\w’'-])", head))
    words = lexicon.load("voices")["en"]
    male, female = (not nouns.isdisjoint(words[key]) for key in ("male", "female"))
    return None if male == female else "m" if male else "f"


def noun_in(phrase: str) -> int | None:
    """Return where the noun ends that says what somebody is, None without one.

    >>> noun_in("His wife fears"), noun_in("a nurse")
    (8, 7)
    """
    words = lexicon.load("voices")["en"]
    nouns = lists("en").singles | {*words["male"], *words["female"]}
    role = lists("en").roles.search(phrase)
    if role is not None:
        return role.end()
    found = (m for m in re.finditer(r"[\w-]+", phrase) if m.group().lower() in nouns)
    return next((m.end() for m in found), None)


def _meant(text: str, span: Span) -> Mention | None:
    phrase = text[span[0] : span[1]]
    words = lists("en")
    bare = phrase.lower().strip(" ,")
    contracted = _CONTRACTED.fullmatch(bare)
    if contracted is not None:  # "He’s claiming"
        span = (span[0], span[0] + phrase.lower().index(contracted[1]) + len(contracted[1]))
        bare = contracted[1]
    if bare in words.pronouns:
        return _mention(text, span, None, "unnamed", pronoun=words.pronouns[bare])
    if POSSESSIVE.sub("", bare).removeprefix("my ") in lexicon.load("voices")["en"]["elders"]:
        return _mention(text, span, None, "unnamed", minor=False)  # "Mama": what she is called
    if (owner := called.owner(text, span)) is not None:
        whose = _meant(text, owner)  # "Rami's last post", "a letter from the council"
        if whose is not None:
            return whose
    minor = child_in(phrase)
    if (known_as := _known_as(text, span)) is not None:
        return known_as
    if (joint := _joint(text, span, words)) is not None:
        return _mention(text, joint, text[slice(*joint)], "group", minor=minor)
    outlet = _outlet(text, span, words)
    name = None if outlet and outlet.kind == "outlet" else _person_name(text, span, words)
    role, affiliation = role_in(
        phrase, name_at=None if name is None else (name[0] - span[0], name[1] - span[0])
    )
    if name is not None:
        return _mention(
            text, name, text[name[0] : name[1]], "person", role, affiliation, minor=minor
        )
    if outlet is not None:
        return outlet
    return _description(text, span, words, role, minor=minor)


def _known_as(text: str, span: Span) -> Mention | None:
    """Whoever goes by another name: "the driver, identified only as Witness 31"."""
    number = called.numbered(text, span)
    other = number or called.alias(text, span, NAME)
    if other is None:
        return None
    name = text[slice(*other)]
    phrase = text[span[0] : max(span[1], other[1])]
    at = (other[0] - span[0], other[1] - span[0])
    role, affiliation = role_in(phrase, name_at=at if at[0] >= 0 else None)
    kind: VoiceKind = "unnamed" if number else "person"
    inside = span[0] <= other[0] and other[1] <= span[1]
    return _mention(
        text, other if inside else span, name, kind, role, affiliation, minor=child_in(phrase)
    )


def _mention(
    text: str,
    span: Span,
    name: str | None,
    kind: VoiceKind,
    role: str | None = None,
    affiliation: str | None = None,
    *,
    minor: bool | None = None,
    pronoun: str | None = None,
) -> Mention:
    return Mention(
        as_written=text[span[0] : span[1]],
        span=span,
        name=None if name is None else clean_name(name),
        kind=kind,
        role=role,
        affiliation=affiliation,
        minor=minor,
        pronoun=pronoun,
    )


@cache
def _titles_before() -> frozenset[str]:
    return lists("en").titles - _PART


def clean_name(name: str) -> str:
    """Return a name without a title before it and a possessive behind it.

    >>> clean_name("Dr. Hala Rami’s")
    'Hala Rami'
    """
    name = POSSESSIVE.sub("", name.strip())
    while (before := called.standing(name, 0, len(name))) is not None:
        name = name[before.end() :].lstrip()
    parts = name.split()
    while len(parts) > 1 and parts[0].lower().rstrip(".") in _titles_before():
        parts = parts[1:]
    return " ".join(parts)


def _names_apart(text: str, span: Span) -> Iterator[Span]:
    """Runs of capitalised words, cut behind a possessive: "the Herald's | Dana Orr"."""
    for match in NAME.finditer(text, *span):
        start, end = match.span()
        cut = max(text.rfind("’s ", start, end), text.rfind("'s ", start, end))
        if cut > start:
            yield start, cut + 2
            start = cut + 3
        yield start, end


@cache
def _short_titles() -> frozenset[str]:
    """Titles that are written short, with a full stop."""
    return frozenset(t for t in lists("en").titles if len(t) <= LONGEST_SHORT_TITLE)


@cache
def _no_part() -> frozenset[str]:
    """Words with a capital that a name does not begin with: titles, "The"."""
    return lists("en").not_names | (lists("en").titles - _PART)


_PART = frozenset({"abu", "umm"})  # a title that is part of the name
_ABBREVIATED = re.compile(r"[A-Z]\.[A-Z]\.")
_FIRST = re.compile(r"@?[\w’'.-]+")


@lru_cache(maxsize=16384)
def names_in(text: str, span: Span) -> tuple[Span, ...]:
    """Return the capitalised names inside a span, titles and first words such as "The" cut off."""
    found = []
    for start, end in _names_apart(text, span):
        if (
            text[end : end + 2] == ". "
            and text[start:end].lower().rpartition(" ")[2] in _short_titles()
        ):
            continue  # "Harbour Gov. Hala Rami": the name is what follows
        if end - start == 1 and _ABBREVIATED.search(text, max(0, start - 2), end + 3):
            continue  # "E.U. leaders": no name but letters; "M.", of a witness, is one
        while True:
            word = _FIRST.match(text, start, end)
            if word is None:
                break
            bare = POSSESSIVE.sub("", word.group().lower().rstrip("."))
            if bare not in _no_part():
                break
            start = word.end()  # noqa: PLW2901 - the rest of the name
            while start < end and text[start] in " .-":
                start += 1  # noqa: PLW2901 - as above
        if end > start:
            found.append((start, end))
    return tuple(found)


def _person_name(text: str, span: Span, words: _Words) -> Span | None:
    """The name of a person in the phrase: the first that is no body, outlet or role."""
    for start, end in names_in(text, span):
        name = text[start:end]
        if POSSESSIVE.search(name) and end < span[1] - 1:
            continue  # "Aleppo's residents": somebody's something
        if (office := _office_of_body(text, start, end, words)) is not None:
            start, name = office, text[office:end]  # noqa: PLW2901 - the name alone
        if (at := _behind_office(text, start, end)) is not None:
            start, name = at, text[at:end]  # noqa: PLW2901 - as above
            if not name:
                continue  # "the Interior Minister": an office alone
        parts = [part.lower() for part in re.findall(r"[\w’']+", name)]
        if words.groups & set(parts) or name in words.outlets or words.outlet_words & set(parts):
            continue
        cut = behind_roles(text, start, end)
        if cut is None:
            continue
        before = text[span[0] : start].lower().split()
        behind = text[end : span[1]].strip()
        if re.search(
            r"\b(?:of|from|in|for|at|near|on|under|around|outside|inside|behind|across)"
            r"(?: the| an?)?(?: \d+(?:st|nd|rd|th))?\s*$",
            text[span[0] : start],
        ):
            continue  # "a resident of Marsa", "an activist in the Lower Market"
        if (
            before[:1] in (["the"], ["a"], ["an"])
            and not words.roles.search(text[span[0] : start])
            and behind[:1].isalpha()
        ):
            continue  # "the Syrian government", "a Marsa doctor"
        if (
            behind[:1].isalpha()
            and behind.split()[0].lower() in words.groups | words.singles | words.outlet_words
        ):
            continue
        if behind[:1].isalpha() and _heads_phrase(behind, words):
            continue  # "Marsa activists", "Red Crescent volunteer", "Village heads"
        return cut, end
    return None


def _heads_phrase(behind: str, words: _Words) -> bool:
    """Whether right behind a capitalised word stands what people are: it only tells which ones."""
    plural = re.match(r"(\w+?)s\b", behind)
    many = plural is not None and words.roles.fullmatch(plural.group(1))
    return bool(many or words.roles.match(behind))


def _joint(text: str, span: Span, words: _Words) -> Span | None:
    """Where full names of several people stand joined: "Ines Baro and Tom Alder"."""
    people = [part.strip() for part in re.split(r",? and |, ", text[slice(*span)])]
    if len(people) < 2 or " and " not in text[slice(*span)]:  # noqa: PLR2004 - one and another
        return None
    bodies = words.groups | words.outlet_words
    for person in people:
        parts = person.lower().split()
        full = NAME.fullmatch(person) is not None and len(parts) > 1
        if not full or bodies & set(parts) or words.roles.search(person):
            return None
        if set(parts) & words.not_names or person in words.outlets:
            return None
    return span


def _office_of_body(text: str, start: int, end: int, words: _Words) -> int | None:
    """Where a role stands behind a body's word: "Police | Commissioner Dan Orr"; None elsewhere."""
    first = re.match(r"\w+ ", text[start:end])
    if first is None or first.group().strip().lower() not in words.groups:
        return None
    at = start + first.end()
    role = words.roles.match(text, at, end)
    return at if role is not None and role.end() < end else None


def _behind_office(text: str, start: int, end: int) -> int | None:
    """Where a name stands behind an office of several words: "Interior Minister | Dan Orr".

    The end where nothing stands behind it; None where no office is named. Offices only: other
    roles ("Baker") are family names as often.
    """
    found = list(_offices().finditer(text, start, end))
    if not found or found[-1].start() == start:
        return None
    return min(end, found[-1].end())


@cache
def _offices() -> re.Pattern[str]:
    words = "|".join(lexicon.load("voices")["en"]["offices"])
    return re.compile(rf"(?<=[\w.] )(?:{words})(?: |$)(?-i:(?=[A-Z]|$))", re.IGNORECASE)


def behind_roles(text: str, start: int, end: int) -> int | None:
    """Return where the name behind capitalised roles begins, None without one.

    >>> t = "President Adel Rami"
    >>> t[behind_roles(t, 0, len(t)):]
    'Adel Rami'
    """
    words = lists("en")
    at = start
    while at < end:
        match = words.roles.match(text, at, end) or called.standing(text, at, end)
        if match is None:
            return at
        at = match.end()
        while at < end and text[at] in " ,":
            at += 1
    return None


def _outlet(text: str, span: Span, words: _Words) -> Mention | None:
    """The outlet or body that the phrase names, if its head is one."""
    start, end = span
    phrase = text[start:end]
    article = re.match(r"(?:the|a|an|one) ", phrase, re.IGNORECASE)
    if article and phrase not in words.outlets:
        start += article.end()
    head = re.split(r",| in | of | from | at | on | who | which ", text[start:end])[0].strip()
    if text[start:end] in words.outlets or head in words.outlets:
        size = len(head) if head in words.outlets else end - start
        return _mention(text, (start, start + size), text[start : start + size], "outlet")
    parts = re.findall(r"[\w’'-]+", head.lower())
    if (
        1 < len(parts) <= LONGEST_OUTLET
        and parts[0] in words.outlet_words
        and head.split()[1][:1].isupper()
    ):
        if head[:1].islower():  # "the magazine Lantern": the name alone
            start, head = start + head.index(" ") + 1, head.split(" ", 1)[1]
        return _mention(text, (start, start + len(head)), head, "outlet")  # "Radio Marsa"
    if parts and parts[-1] in words.outlet_words and (len(parts) > 1 or not article):
        return _mention(text, (start, start + len(head)), text[start : start + len(head)], "outlet")
    return None


def _description(
    text: str, span: Span, words: _Words, role: str | None, *, minor: bool | None
) -> Mention | None:
    start, end = span
    aside = _SAYS_MORE.search(text, start, end)
    if aside is not None and aside.start() > start:
        end = aside.start()
        span = start, end
    phrase = text[start:end]
    parts = re.findall(r"[\w-]+", POSSESSIVE.sub("", phrase.lower()))
    head = (
        re.split(
            r",| (?:in|of|from|at|on|who|with|for|near|inside|around|behind|outside) ", phrase
        )[0]
        .lower()
        .split()
    )
    if not parts or not head:
        return None
    last = POSSESSIVE.sub("", head[-1])
    if last in words.groups or (last.endswith("s") and last[:-1] in words.singles):
        return _mention(text, span, phrase, "group", minor=minor)
    if role is not None or last in words.singles or words.singles & set(head):
        return _mention(text, span, None, "unnamed", role, minor=minor)
    named = names_in(text, span)
    if named and named[0][0] - start <= 4:  # noqa: PLR2004 - behind "the "
        return _mention(text, (named[0][0], end), text[named[0][0] : end], "group")
    if words.groups & set(parts):
        return _mention(text, span, phrase, "group", minor=minor)
    return None


# says more of who speaks: ", which …", ", a body elected in May"
_SAYS_MORE = re.compile(r"\s*,\s*(?:(?:which|whose|whom?|where)\b|an?\b(?!.* and ))")
_OWNED = re.compile(r"[’']s\b")  # "a miner's wife" is no miner


def role_in(phrase: str, *, name_at: Span | None) -> tuple[str | None, str | None]:
    """Return the role and the affiliation that an English phrase gives, each None without one.

    >>> role_in("Adel Noor, a field surgeon and teacher", name_at=(0, 9))
    ('field surgeon and teacher', None)
    """
    words = lists("en")
    stretches = [phrase] if name_at is None else [phrase[name_at[1] :], phrase[: name_at[0]]]
    for stretch in stretches:
        found = (m for m in words.roles.finditer(stretch) if not _OWNED.match(stretch, m.end()))
        if (match := next(found, None)) is None:
            continue
        left = stretch[: match.start()]
        if _KIN.search(left):
            continue  # "the daughter of a teacher": her father's role
        opener = max(
            (
                m.end()
                for m in re.finditer(
                    r"(?:^|[,;(–—]|\b(?:the|an?|one|another|some|by|former|like|and)\b)\s*",
                    left,
                    re.IGNORECASE,
                )
            ),
            default=0,
        )
        modifiers = _AGE.sub("", left[opener:]).strip()
        if len(modifiers.split()) > 4 or modifiers.lower() in words.not_names:  # noqa: PLR2004
            modifiers = ""
        outlet = next(
            (
                o
                for o in sorted(words.outlets, key=len, reverse=True)
                if modifiers.startswith(o + " ") or modifiers == o
            ),
            None,
        )
        core = modifiers.removeprefix(outlet).strip() if outlet else modifiers
        behind = _role_goes_on(stretch[match.end() :])
        role = " ".join(part for part in (core, match.group() + behind) if part)
        return _tidy_role(role), outlet or _affiliated(stretch[match.end() :])
    return None, None


_AGE = re.compile(r"\b\w+-years?-old\b,?\s*", re.IGNORECASE)
_KIN = re.compile(
    r"\b(?:daughter|son|wife|husband|widow|mother|father|sister|brother|friend|child|cousin) of "
    r"(?:an?|the|one)\s*$",
    re.IGNORECASE,
)


def _role_goes_on(rest: str) -> str:
    """What belongs to a role behind its noun: "and journalist", "of the city council"."""
    found = ""
    while (goes := _ROLE_PART.match(rest, len(found))) is not None and goes.group():
        found += goes.group()
    return found


_ROLE_PART = re.compile(
    r"\s+and\s+(?!(?:the|a|an)\b)[\w’'-]+|"
    r"\s+(?:of|for|from|with)\s+(?:(?:the|a|an|his|her|its)\s+)?"
    r"(?:(?!(?:who|which|whose|that|in|at|on|said|says|and)\b)[\w’'-]+)"
    r"(?:\s+(?!(?:who|which|whose|that|in|at|on|from|has|had|is|was|said|says|and|with|for|of)\b)[\w’'-]+){0,3}"
)


def _affiliated(rest: str) -> str | None:
    match = re.match(
        r"\s+(?:for|at|with|of)\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)", rest
    )
    return None if match is None else match.group(1)


def _tidy_role(role: str) -> str:
    return re.sub(r"^(?:the|an?|one|another)\s+", "", role.strip(" ,"), flags=re.IGNORECASE)


def child_in(phrase: str) -> bool | None:
    """Return whether a phrase means a child: by age, or by the word; None where it says neither.

    Whoever is only the mother of one is none.

    >>> child_in("a girl, aged 7"), child_in("a nurse, aged 40"), child_in("mother of a boy")
    (True, False, None)
    """
    head, of, _ = phrase.partition(" of ")
    return None if of and is_elder(head) else ages.child_in(phrase)


def has_grown_role(role: str) -> bool:
    """Return whether an occupation is one that children have not: a nurse's, not a student's."""
    of_any_age = lexicon.load("ages")["at_any_age"]
    words = {fold(word) for lang in ("en", "ar") for word in of_any_age[lang]}
    return words.isdisjoint(fold(role).split())


def is_elder(phrase: str) -> bool:
    """Return whether a phrase is what family calls a grown-up.

    >>> is_elder("a father of four"), is_elder("بابا"), is_elder("my daughter")
    (True, True, False)
    """
    last = fold(phrase).partition(" of ")[0].split()[-1:]
    return not _elders().isdisjoint(last)


@cache
def _elders() -> frozenset[str]:
    words = lexicon.load("voices")
    return frozenset(fold(word) for lang in ("en", "ar") for word in words[lang]["elders"])
