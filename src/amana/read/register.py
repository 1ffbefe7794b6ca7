"""The named voices of one document, by which surnames, pronouns and bare verbs are resolved."""

import re
from dataclasses import dataclass, replace
from functools import cache

from amana.lang import letters
from amana.model import Span
from amana.read import arabic, relays, subjects, voices
from amana.read.page import Draft, Page
from amana.read.voices import Mention


@dataclass(frozen=True, slots=True)
class Register:
    """Who is named in a document, each by the fullest name."""

    people: tuple[Mention, ...]  #: in order of first mention
    outlets: frozenset[str]  #: names that the document says are outlets

    def full(self, mention: Mention) -> Mention:
        """Return a mention with the fullest name in the document, and what is known of it."""
        if mention.kind != "person" or mention.name is None:
            return mention
        if mention.name in self.outlets:
            return replace(mention, kind="outlet", role=None)
        match = next((m for m in self.people if _is_part(mention.name, m.name or "")), None)
        if match is None:
            return mention
        return replace(
            mention,
            name=match.name,
            role=match.role or mention.role,
            affiliation=mention.affiliation or match.affiliation,
            minor=mention.minor if match.minor is None else match.minor,
        )


def _is_part(name: str, full: str) -> bool:
    """Whether a name is the full one, or its first or last parts.

    >>> _is_part("Rami", "Hala Rami"), _is_part("Hala", "Hala Rami"), _is_part("Noor", "Hala Rami")
    (True, True, False)
    """
    a = letters.fold(full).replace("-", " ").split()
    b = letters.fold(name).replace("-", " ").split()
    return a == b or (len(b) < len(a) and (a[-len(b) :] == b or a[: len(b)] == b))


def of_page(drafts: list[Draft], page: Page) -> Register:
    """Return the register of a page: headings, speakers, and people named with what they are."""
    mentions = [m for m in page.headings if m is not None]
    mentions += [d.mention for d in drafts if d.mention is not None]
    mentions += [
        m for sayings in page.sayings for s in sayings if (m := page.mention(s.subject)) is not None
    ]
    introduced = introduced_in if page.lang == "en" else arabic.introduced_in
    for span, kind in zip(page.paragraphs, page.kinds, strict=True):
        if kind in {None, "caption"}:
            mentions += introduced(page.masked, span)
    outlets = relays.outlets_named(page.masked)
    people = [m for m in mentions if m.kind == "person" and m.name and m.name not in outlets]
    return Register(_merged(people), outlets)


def _merged(mentions: list[Mention]) -> tuple[Mention, ...]:
    people: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: -len((m.name or "").split())):
        at = next(
            (i for i, p in enumerate(people) if _is_part(mention.name or "", p.name or "")), None
        )
        if at is None:
            people.append(mention)
            continue
        known = people[at]
        people[at] = replace(
            known,
            role=known.role or mention.role,
            affiliation=known.affiliation or mention.affiliation,
            minor=known.minor if mention.minor is None else (known.minor or mention.minor),
        )
    return tuple(sorted(people, key=lambda m: m.span or (0, 0)))


@cache
def _apposition() -> re.Pattern[str]:
    """What may stand right behind a name and say whose it is: an age, or a role."""
    return re.compile(r",? (?:aged|age) \d+(?:,[^,.;]*)?|, (?:an?|the|one) [^,.;]+|, \d{1,2},")


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


def _tells_who(aside: str) -> bool:
    words = voices.lists("en")
    return bool(
        words.roles.search(aside)
        or voices.child_in(aside, "en") is not None
        or re.search(r"\d", aside)
    )


# --- pronouns and the like ---------------------------------------------------------------


def resolved(draft: Draft, page: Page, known: Register, last: Mention | None) -> Mention | None:
    """Return whom a draft's mention means, by its section, its sentence, or who was named last."""
    mention = draft.mention
    heading = page.headings[draft.paragraph]
    if mention is None:
        carried = None if draft.rule == "nobody" else heading or last
        return None if carried is None else known.full(replace(carried, as_written="", span=None))
    if mention.kind == "person":
        return known.full(mention)
    if mention.pronoun in {"m", "f", "s", "r"}:
        antecedent = heading or _in_sentence(draft, page) or _named_last(page, mention, known)
        return _as_written(mention, antecedent or _person(last), known)
    if mention.pronoun == "p" and last is not None and last.kind in {"group", "outlet"}:
        return replace(mention, name=last.name, kind=last.kind)
    if mention.pronoun:
        return replace(mention, kind="group")
    if mention.kind == "unnamed" and heading is not None and draft.rule != "clause":
        return _as_written(mention, heading, known)
    return mention


def _person(last: Mention | None) -> Mention | None:
    return last if last is not None and last.kind in {"person", "unnamed"} else None


def _as_written(mention: Mention, known: Mention | None, register: Register) -> Mention:
    """Who is known, under the words that stand here."""
    if known is None:
        return mention
    full = register.full(known)
    return replace(full, as_written=mention.as_written, span=mention.span, pronoun=mention.pronoun)


def _in_sentence(draft: Draft, page: Page) -> Mention | None:
    """The subject with which the sentence began: "An activist …, to whom he wrote"."""
    if page.lang != "en" or draft.mention is None or draft.mention.span is None:
        return None
    at = draft.mention.span[0]
    for saying in page.sayings[page.paragraph_at(at)]:
        if saying.sentence == draft.sentence and saying.cue[1] < at:
            mention = page.mention(saying.subject)
            if mention is not None and mention.kind == "person":
                return mention
    first = subjects.first_phrase(page.masked, (draft.sentence[0], at))
    mention = page.mention(first)
    if mention is None or mention.pronoun or mention.kind not in {"unnamed", "person"}:
        return None
    return mention


def _named_last(page: Page, mention: Mention, known: Register) -> Mention | None:
    """The person of the register named last before a pronoun."""
    at = mention.span[0] if mention.span else 0
    best: tuple[int, Mention] | None = None
    for person in known.people:
        where = _place_of(page.masked, person.name or "", at)
        if where >= 0 and (best is None or where > best[0]):
            best = (where, person)
    return None if best is None else best[1]


def _place_of(masked: str, name: str, before: int) -> int:
    """Where a person was named last: in full, or by the last part of the name standing alone."""
    place = masked.rfind(name, 0, before)
    family = re.compile(rf"(?<!\w){re.escape(name.rsplit(maxsplit=1)[-1])}(?!\w)")
    for match in family.finditer(masked, place + len(name) if place >= 0 else 0, before):
        word = re.search(r"(\S+)\s$", masked[max(0, match.start() - 40) : match.start()])
        if word is None or not word.group(1)[:1].isupper() or word.group(1)[-1] in ".,:;":
            place = match.start()
    return place
