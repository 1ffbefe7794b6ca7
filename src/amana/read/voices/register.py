"""The named voices of one document, each by the fullest name, with what is known of them."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cache

from amana.lang import letters, lexicon
from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK
from amana.read.voices import voices, whose
from amana.read.voices.voices import Mention
from amana.read.voices.whose import Aged


@dataclass(frozen=True, slots=True)
class Register:
    """Who is named in a document, each by the fullest name."""

    by_name: dict[str, Mention]  #: every form that means somebody, folded
    outlets: frozenset[str]  #: names that the document says are outlets
    named: tuple[tuple[int, Mention], ...]  #: where somebody is named, in order of the text
    aged: tuple[Aged, ...] = ()  #: names with an age
    genders: dict[str, str] = field(default_factory=dict)  #: by folded name, as pronouns tell
    bodies: dict[str, str] = field(default_factory=dict)  #: full names of bodies by their last word

    def full(self, mention: Mention) -> Mention:
        """Return a mention with the fullest name in the document, and what is known of it."""
        if mention.kind == "group" and mention.name is not None:
            noun = folded_name(mention.name).removeprefix("the ")
            return replace(mention, name=self.bodies.get(noun, mention.name))
        if mention.kind != "person" or mention.name is None:
            return mention
        if mention.name in self.outlets:
            return replace(mention, kind="outlet", role=None)
        match = self.by_name.get(folded_name(mention.name))
        if match is None:
            return mention
        return replace(
            mention,
            name=match.name,
            role=match.role or mention.role,
            affiliation=mention.affiliation or match.affiliation,
            minor=mention.minor if match.minor is None else match.minor,
            gender=self.gender_of(mention),
        )

    def gender_of(self, mention: Mention) -> str | None:
        """Return "m" or "f" as the nouns or the pronouns for somebody tell it, else None."""
        known = self.by_name.get(folded_name(mention.name or ""))
        told = mention.gender or (known.gender if known else None)
        return told or self.genders.get(folded_name(known.name or "") if known else "")

    def holder_of(self, mention: Mention) -> Mention | None:
        """Return the one person of the document who has the role that "the nurse" names."""
        if mention.role is None or not _DEFINITE.fullmatch(mention.as_written):
            return None
        role = _bare_role(mention.role)
        people = {m.name: m for m in self.by_name.values() if m.role}
        holders = [m for m in people.values() if role in _bare_role(m.role or "").split()]
        return holders[0] if len(holders) == 1 else None

    def titled(self, mention: Mention) -> Mention | None:
        """Return whom an Arabic title with a name behind it means: "الوزيرة هوسه"."""
        title, *rest = folded_name(mention.as_written).split() or [""]
        if mention.role is None or not title.startswith("ال") or rest[:1] == []:
            return None
        if any(word.startswith("ال") for word in rest):
            return None
        return self.by_name.get(" ".join(rest))

    def named_before(self, offset: int) -> Mention | None:
        """Return the person named last before an offset."""
        at = bisect_left(self.named, offset, key=lambda place: place[0])
        return self.named[at - 1][1] if at else None


_DEFINITE = re.compile(r"the \w+(?: \w+)?|ال\w+", re.IGNORECASE)  # "the nurse", not "the one who"


def _bare_role(role: str) -> str:
    """A role folded, without the Arabic article: "الممرضة" and "ممرضة" are one."""
    return " ".join(word.removeprefix("ال") for word in folded_name(role).split())


def folded_name(name: str) -> str:
    """Return a name as it is looked up: folded, hyphens as spaces."""
    return " ".join(letters.fold(name).replace("-", " ").split())


def _forms(name: str) -> list[str]:
    """By what somebody may be called again: the name, its first parts, its last parts.

    >>> _forms("Abu Sami Haddad")
    ['abu sami haddad', 'abu', 'sami haddad', 'abu sami', 'haddad']
    """
    parts = folded_name(name).split()
    shorter = [form for k in range(1, len(parts)) for form in (parts[:k], parts[k:])]
    return [" ".join(parts), *(" ".join(form) for form in shorter)]


def of_page(
    drafts: list[Draft],
    page: Page,
    *,
    places: frozenset[str] = frozenset(),
    year: int | None = None,
) -> Register:
    """Return the register of a page: headings, speakers, and people named with what they are.

    `places`: folded names of the places on it. `year`: of publication, if known.
    """
    mentions = [m for m in page.headings if m is not None]
    mentions += [d.mention for d in drafts if d.mention is not None]
    mentions += [
        m for sayings in page.sayings for s in sayings if (m := page.mention(s.subject)) is not None
    ]
    told = [i for i, kind in enumerate(page.kinds) if kind in {None, "caption"}]
    ends = [s.subject[1] for of in page.sayings for s in of if s.lemma == "وصف" and s.subject]
    for i in told:
        introduced = introduced_in if page.langs[i] == "en" else arabic_voices.introduced_in
        found = introduced(page.masked, page.paragraphs[i])
        mentions += [m for m in found if not any(_runs_over(m, end) for end in ends)]
    outlets = outlets_named(page.masked)
    mentions = [m for m in mentions if m.kind == "person" and m.name not in outlets]
    whole, bodies = _whole_names(page, places)
    mentions = [replace(m, name=whole.get(folded_name(m.name or ""), m.name)) for m in mentions]
    people = frozenset(form for m in mentions for form in _forms(m.name or ""))
    report = [
        s for s, kind in zip(page.paragraphs, page.kinds, strict=True) if kind != "boilerplate"
    ]
    aged = whose.aged_names(page.text, report, people=people, places=places, year=year)
    by_name = _merged([*mentions, *(_of_age(page.text, one) for one in aged)])
    named = _named(page, told, by_name, aged)
    return Register(by_name, outlets, named, aged, _by_pronouns(page, told, named), bodies)


def _runs_over(mention: Mention, end: int) -> bool:
    """Whether a name takes in the word behind the end of a subject: what the subject describes."""
    return mention.span is not None and mention.span[0] < end < mention.span[1]


def outlets_named(masked: str) -> frozenset[str]:
    """Return the names that a document itself says are outlets.

    >>> sorted(outlets_named("a correspondent of the magazine Compass"))
    ['Compass']
    """
    found = _outlet().finditer(masked)
    return frozenset(next(group for group in match.groups() if group) for match in found)


@cache
def _outlet() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load("channels")["relays"]["en"]["outlet"]))


def _whole_names(page: Page, places: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Full names of people and of bodies on a page by their last word, where it ends one alone.

    "noor" of "Adel Noor", "authority" of "Orra Water Authority".
    """
    people: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    groups = voices.lists("en").groups
    no_names = groups | voices.lists("en").outlet_words
    for i, kind in enumerate(page.kinds):
        if page.langs[i] != "en" or kind == "boilerplate":
            continue
        for start, end in voices.names_in(page.masked, page.paragraphs[i]):
            whole = voices.behind_roles(page.masked, start, end)
            name = voices.clean_name(page.masked[end if whole is None else whole : end])
            parts = folded_name(name).split()
            if len(parts) < 2 or folded_name(name) in places:  # noqa: PLR2004 - one and another
                continue
            if no_names.isdisjoint(parts):
                people.setdefault(parts[-1], set()).add(name)
            elif parts[-1] in groups:
                bodies.setdefault(parts[-1], set()).add(name)
    return _of_one(people), _of_one(bodies)


def _of_one(names: dict[str, set[str]]) -> dict[str, str]:
    """The last words that end one name alone, with it."""
    return {last: one.pop() for last, one in names.items() if len(one) == 1}


def aged_people(known: Register, page: Page) -> tuple[tuple[str, Aged], ...]:
    """Return the names with an age, each with the fullest form of the name on the page."""
    named = ((known.full(_of_age(page.text, one)).name, one) for one in known.aged)
    return tuple((name, one) for name, one in named if name)


def _of_age(text: str, aged: Aged) -> Mention:
    """Somebody of whom an age is told."""
    name = text[slice(*aged.name)]
    return Mention(
        as_written=name, span=aged.name, name=voices.clean_name(name), kind="person", role=None,
        affiliation=None, minor=aged.child,
    )  # fmt: skip


def _merged(mentions: list[Mention]) -> dict[str, Mention]:
    """Every form of every name, with all that is known of whom it means; full names first."""
    known: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: -len((m.name or "").split())):
        before = known.get(folded_name(mention.name or ""))
        if before is None:
            for form in _forms(mention.name or ""):
                known.setdefault(form, mention)
            continue
        merged = replace(
            before,
            role=before.role or mention.role,
            affiliation=before.affiliation or mention.affiliation,
            minor=before.minor if mention.minor is None else (before.minor or mention.minor),
            gender=before.gender or mention.gender,
        )
        for form in _forms(before.name or ""):
            if known.get(form) == before:
                known[form] = merged
    return known


def _named(
    page: Page, told: list[int], by_name: dict[str, Mention], aged: tuple[Aged, ...]
) -> tuple[tuple[int, Mention], ...]:
    """Where people of the register are named in the running words."""
    places = [
        (one.name[0], by_name[name])
        for one in aged
        if (name := folded_name(voices.clean_name(page.text[slice(*one.name)]))) in by_name
        and BLANK not in page.masked[slice(*one.name)]
    ]
    for i in told:
        span = page.paragraphs[i]
        if page.langs[i] == "ar":
            people = arabic_voices.introduced_in(page.masked, span)
            places += [
                (m.span[0], by_name.get(folded_name(m.name or ""), m)) for m in people if m.span
            ]
            continue
        for start, end in voices.names_in(page.masked, span):
            if _KIN_OF.search(page.masked[end - 2 : end + 12]):
                continue  # "Rim’s father": he is meant, not she
            parts = folded_name(voices.clean_name(page.masked[start:end])).split()
            shorter = (" ".join(parts[k:]) for k in range(len(parts)))  # "Major Ivo Stannard"
            person = next((by_name[form] for form in shorter if form in by_name), None)
            if person is not None:
                places.append((start, person))
    return tuple(sorted(places, key=lambda place: place[0]))


def _by_pronouns(
    page: Page, told: list[int], named: tuple[tuple[int, Mention], ...]
) -> dict[str, str]:
    """Whom only "he" or only "she" stands for, in every paragraph that names nobody else."""
    found: dict[str, set[str]] = {}
    for i in told:
        start, end = page.paragraphs[i]
        at = bisect_left(named, start, key=lambda place: place[0])
        people = set()
        while at < len(named) and named[at][0] < end:
            people.add(folded_name(named[at][1].name or ""))
            at += 1
        used = {w.lower() for w in _PRONOUN.findall(page.masked, start, end)}
        genders = {_PRONOUNS[word] for word in used}
        if len(people) == len(genders) == 1 and page.langs[i] == "en":
            found.setdefault(people.pop(), set()).update(genders)
    return {name: genders.pop() for name, genders in found.items() if len(genders) == 1}


_PRONOUNS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)

_KIN_OF = re.compile(
    r"^(?:[’']s|s[’']) (?:father|mother|sister|brother|daughter|son|husband|wife|uncle|aunt)\b"
)


@cache
def _apposition() -> re.Pattern[str]:
    """What may stand right behind a name and say whose it is: an age, or a role."""
    return re.compile(
        r",? (?:aged|age) \d+(?:, (?:an?|the) [^,.;]*)?|, (?:an?|the|one) [^,.;]+|"
        r", \d{1,2},(?: an? [^,.;]+)?"
    )


def introduced_in(masked: str, span: Span) -> list[Mention]:
    """Return the people whom a stretch of English introduces with what they are.

    >>> t = "There lives Rim Noor, aged 7, and journalist Sami Haddad."
    >>> [(m.name, m.role, m.minor) for m in introduced_in(t, (0, len(t)))]
    [('Rim Noor', None, True), ('Sami Haddad', 'journalist', None)]
    """
    found = []
    for start, end in voices.names_in(masked, span):
        if " " not in masked[start:end]:
            continue
        left = masked[max(span[0], start - 60) : start]
        left = left[_last_turn(left) :]
        left = left[left.rfind(". ") + 1 :].lstrip()
        behind = _apposition().match(masked, end, span[1])
        before = voices.lists("en").roles.search(left[-30:])
        if before or re.search(r"(?:named|called)\s+$", left):
            clause = max(left.rfind(mark) for mark in (".", ";", ",", ":")) + 1
            begin = start - len(left) + (clause if left[-2:].strip() != "," else 0)
        elif behind is not None and _tells_who(behind.group()):
            begin = start
        else:
            continue
        mention = voices.mention_of(masked, (begin, behind.end() if behind else end))
        if mention is not None and mention.kind == "person":
            found.append(mention)
    return found


def _last_turn(left: str) -> int:
    """Where, before a name, another phrase ended: "the nurse who spoke to | reporter Adel Noor"."""
    turns = [m.end() for m in re.finditer(r"\b(?:to|by|with|who|whom|like|that|and|as)\s", left)]
    return turns[-1] if turns else 0


def _tells_who(aside: str) -> bool:
    words = voices.lists("en")
    return bool(
        words.roles.search(aside) or voices.child_in(aside) is not None or re.search(r"\d", aside)
    )
