"""Relays: who passed words on, as the text around a statement says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from amana.lang import lexicon
from amana.lang.letters import fold
from amana.model import Span
from amana.read.arabic import voices as arabic_voices
from amana.read.arabic import words as arabic_words
from amana.read.english import subjects
from amana.read.english import words as english_words
from amana.read.page import Page
from amana.read.speech.sayings import trimmed
from amana.read.voices import called, voices
from amana.read.voices.register import Register
from amana.read.voices.voices import Mention

BESIDE = 2  #: letters of the comma between two phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """What tells who is meant by a mention beside a statement: the page, its people, who speaks."""

    page: Page
    known: Register
    speaker: Mention | None
    subject: Span | None = None  #: the phrase that the cue governs: it passes nothing on

    def settled(self, mention: Mention) -> Mention:
        """Return a mention by its fullest name; kin of the speaker are named by the speaker."""
        if mention.kind == "unnamed" and mention.name is None and mention.span:
            kin = called.kin_in(self.page.plain, mention.span)
            if kin is not None:
                return self._kin(mention, kin)
        told = None if mention.kind != "unnamed" else called.arabic_kin(mention.as_written)
        if told is not None and self.speaker is not None and self.speaker.name:
            return replace(mention, name=f"{told[0]} {self.speaker.name}")
        return self.known.full(mention)

    def _kin(self, mention: Mention, kin: called.Kin) -> Mention:
        text = self.page.text
        whose = text[slice(*kin.whose)]
        person = self.page.mention(kin.whose) if whose.lower() not in {"his", "her"} else None
        name = (
            self.speaker and self.speaker.name if person is None else self.known.full(person).name
        )
        noun = text[slice(*kin.noun)]
        return replace(
            mention, as_written=text[slice(*kin.span)], span=kin.span,
            name=f"{noun} of {name}" if name else noun,
        )  # fmt: skip


def relays_in(whose: Whose, span: Span) -> list[Mention]:
    """Return who passed words on, in order of the text: told whom, posted by whom, through whom."""
    page = whose.page
    if page.lang_at(span[0]) == "ar":
        return list(_arabic_relays(whose, span))
    found = [*_told(whose, span), *_passed(whose, span), *_published(whose, span)]
    found += _handed(whose, span)
    return sorted(found, key=lambda mention: mention.span or (0, 0))


def is_reporter(mention: Mention) -> bool:
    """Return whether somebody is said to report for others."""
    role = (mention.role or "").lower()
    words = lexicon.load("channels")["relays"]["en"]["reporters"]
    reporter = mention.affiliation is not None or any(word in role for word in words)
    return mention.kind == "person" and reporter


def is_own_reporter(mention: Mention) -> bool:
    """Return whether somebody without a name reports for the outlet itself: "مراسلنا"."""
    return mention.name == mention.role and mention.as_written.split()[0] in _our_reporters()


@cache
def _our_reporters() -> frozenset[str]:
    return frozenset(lexicon.load("channels")["relays"]["ar"]["our_reporters"])


# --- English -----------------------------------------------------------------------------


def _told(whose: Whose, span: Span) -> Iterator[Mention]:
    """Outlets and reporters to whom something was told; "told her": the one named last."""
    page = whose.page
    for match in _english("told").finditer(page.masked, *span):
        phrase = _phrase_at(whose, match.end(), span[1])
        phrase, mention = (None, None) if phrase is None else _of_outlet(page, phrase)
        if phrase is None or (mention is None and not _is_outlet_told(whose, phrase, mention)):
            continue
        if mention is not None and mention.pronoun in {"f", "m"}:
            named = whose.known.named_before(phrase[0])
            if named is not None and is_reporter(named):
                yield named
            continue
        if mention is not None and mention.pronoun:
            continue
        settled = None if mention is None else whose.settled(mention)
        if settled is not None and _reports(page, phrase, settled):
            yield settled
        elif settled is not None and (then := _hands_on(whose, phrase, span[1])):
            yield settled
            yield from then
        elif _is_outlet_told(whose, phrase, settled):
            yield _outlet(page, phrase)


def _hands_on(whose: Whose, phrase: Span, end: int) -> list[Mention]:
    """To whom the one who was told handed it on: "her brother, who passed it to the Herald"."""
    page = whose.page
    match = _english("hands_on").match(page.masked, phrase[1], end)
    if match is None:
        return []
    to = _phrase_at(whose, match.end(), end)
    mention = None if to is None else page.mention(to)
    if to is None or (mention is not None and mention.pronoun):
        return []
    if _is_outlet_told(whose, to, mention):
        return [_outlet(page, to)]
    return [] if mention is None else [whose.settled(mention)]


def _passed(whose: Whose, span: Span) -> Iterator[Mention]:
    """Whoever posted or read words for others, or through whom they came."""
    page = whose.page
    for match in _english("passed").finditer(page.masked, *span):
        phrase = _phrase_at(whose, match.end(), span[1])
        if phrase is None or _english("no_relay").search(page.masked, *phrase):
            continue
        mention = page.mention(phrase)
        if mention is None or mention.pronoun:
            continue
        own = _OWN.match(mention.as_written)
        settled = whose.settled(mention)
        yield replace(settled, name=own.group(1)) if own and settled.name is None else settled


#: "her lawyer": a lawyer
_OWN = re.compile(r"(?:her|his|their|its|my|our) (.+)", re.IGNORECASE)


def _published(whose: Whose, span: Span) -> Iterator[Mention]:
    """Who published the recording in which somebody speaks: "The centre posted a video of her"."""
    page = whose.page
    for match in _english("published").finditer(page.masked, *span):
        words = english_words.tokens(page.masked, (span[0], match.end("verb")))
        phrase = subjects.subject_before(words, len(words) - 1) if words else None
        mention = page.mention(phrase)
        if mention is not None and not mention.pronoun:
            yield whose.settled(mention)


def _handed(whose: Whose, span: Span) -> Iterator[Mention]:
    """Who handed on what was named before: "a message which her brother shared"."""
    for match in _english("handed").finditer(whose.page.masked, *span):
        who = trimmed(whose.page.masked, match.span("who"))
        mention = whose.page.mention(who)
        if mention is not None and not mention.pronoun:
            yield whose.settled(mention)


def _of_outlet(page: Page, phrase: Span) -> tuple[Span, Mention | None]:
    """Whom the possession of an outlet means: its reporter; of its programme, the outlet."""
    owned = _english("owned").fullmatch(page.masked, *phrase)
    if owned is None:
        return phrase, page.mention(phrase)
    programmes = lexicon.load("channels")["relays"]["en"]["programmes"]
    if not set(owned["what"].lower().split()).isdisjoint(programmes):
        phrase = (phrase[0], owned.end("outlet"))
    elif _TWO_CAPITALS.fullmatch(owned["what"]):
        return phrase, page.mention(owned.span("what"))
    return phrase, page.mention(phrase)


_TWO_CAPITALS = re.compile(r"[A-Z][\w’-]+(?: [A-Z][\w.’-]*)+")


def _phrase_at(whose: Whose, start: int, end: int) -> Span | None:
    """The noun phrase at an offset, without the speaker, whom only a comma parts from it."""
    page = whose.page
    words = english_words.tokens(page.masked, (start, end))
    phrase = subjects.subject_behind(words, 0) if words else None
    own = [s[0] for s in (whose.subject, whose.speaker and whose.speaker.span) if s]
    for at in own if phrase else ():
        if phrase is not None and start < at <= phrase[1] + BESIDE:
            comma = page.masked.rfind(",", phrase[0], at)
            phrase = None if comma < 0 else (phrase[0], comma)
            break
    verb = None if phrase is None else _VERB_BEHIND.search(page.masked, *phrase)
    if phrase is None or verb is None:
        return phrase
    return phrase[0], verb.start(verb.lastindex or 0)


#: what a name before it does, or what was done to it: "the weekly Lantern published on Sunday"
_VERB_BEHIND = re.compile(
    r"\w( (?:says?|said|reads?|shows?|tells?|told|wrote|writes)\b)|"
    r"\b(?!(?:The|An?) )[A-Z][\w’-]*( (?:published|aired|broadcast|posted|released|printed)\b)"
)


def _is_outlet_told(whose: Whose, phrase: Span, mention: Mention | None) -> bool:
    """Whether what was told something is an outlet that no list knows: "told the Lantern"."""
    words = whose.page.text[slice(*phrase)]
    bare = re.sub(r"^[Tt]he ", "", words)
    if not re.fullmatch(r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\d+)){0,2}", bare):
        return False
    if whose.page.channels.within(phrase).platform != "unknown":
        return False
    if _english("no_relay").search(bare):
        return False
    body = voices.lists("en").groups & set(bare.lower().split())
    role = None if mention is None else mention.role
    aside = bare != words and role is not None and role.lower() not in bare.lower()
    if body or (role and not aside) or (mention is not None and mention.minor):
        return False
    known = fold(bare) in whose.known.by_name
    return bare != words or (not known and " " not in bare)


def _reports(page: Page, phrase: Span, mention: Mention) -> bool:
    """Whether somebody told is an outlet or its reporter: "told the Herald's Dana Orr"."""
    if mention.kind == "outlet" or is_reporter(mention):
        return True
    before = page.text[phrase[0] : mention.span[0]] if mention.span else ""
    return mention.kind == "person" and re.search(r"[A-Z][^,]*[’']s $", before) is not None


def _outlet(page: Page, phrase: Span) -> Mention:
    words = page.text[slice(*phrase)]
    name = re.sub(r"^[Tt]he ", "", words)
    return Mention(
        as_written=words, span=phrase, name=name, kind="outlet", role=None, affiliation=None,
        minor=None,
    )  # fmt: skip


@cache
def _english(part: str) -> re.Pattern[str]:
    phrases = lexicon.load("channels")["relays"]["en"][part]
    if isinstance(phrases, str):
        return re.compile(phrases)
    flags = re.IGNORECASE if part == "told" else re.NOFLAG
    return re.compile(rf"\b(?:{'|'.join(phrases)})\s+", flags)


# --- Arabic ------------------------------------------------------------------------------


def _arabic_relays(whose: Whose, span: Span) -> Iterator[Mention]:
    """Whom something was told, who published it, through whom it came."""
    page = whose.page
    if (unlisted := _unlisted(whose, span)) is not None:
        yield unlisted
    for match in _arabic("opening").finditer(page.masked, *span):
        mention = _arabic_mention(page, match.end(), span[1])
        if mention is not None:
            of_the = match.group().endswith("لل") and (mention.span or (0,))[0] == match.end()
            yield whose.settled(_with_article(mention) if of_the else mention)
    for match in _arabic("published").finditer(page.masked, *span):
        mention = _arabic_mention(page, match.start("who"), match.end("who"))
        if mention is not None:
            yield whose.settled(mention)


def _unlisted(whose: Whose, span: Span) -> Mention | None:
    """An outlet that no list knows, right behind the speaker: "قال سامر لموجبرس إن"."""
    page, subject = whose.page, whose.subject
    if subject is None or not span[0] <= subject[1] <= span[1]:
        return None
    match = _UNLISTED.match(page.masked, subject[1], span[1])
    if match is None:
        return None
    first = fold(match["name"]).split()[0]
    if first in arabic_words.heads() | arabic_words.small("no_addressee") | {"نا"}:
        return None
    if {first.removeprefix("ال"), "ال" + first} & arabic_words.heads():
        return None
    return Mention(
        as_written=match["name"], span=match.span("name"), name=match["name"], kind="outlet",
        role=None, affiliation=None, minor=None,
    )  # fmt: skip


_UNLISTED = re.compile(
    r" ل(?P<name>(?!ل)[^\s،.:؛«»\"“]{3,}[^\s،.:؛«»\"“هاًي]"
    r"(?: (?:نيوز|برس|تايمز|ميديا|أونلاين|بوست|24))?)"
    r"(?= (?:[إأا]ن|عبر|أمس|اليوم|مساء|صباح)|،|:)"
)


def told_outlet(page: Page, relays: Iterable[Mention]) -> bool:
    """Return whether an outlet stands right behind "to": what was told to it is an interview."""
    spans = (one.span for one in relays if one.kind == "outlet" and one.span)
    return any(page.masked[start - 1 : start] == "ل" for start, _ in spans)


def _with_article(mention: Mention) -> Mention:
    """The name of whom "للإذاعة المحلية" means: its article stands in the preposition."""
    return replace(mention, name="ال" + (mention.name or mention.as_written))


def _arabic_mention(page: Page, start: int, end: int) -> Mention | None:
    """Whom the words at an offset name: by a name between marks, or by what stands there."""
    for part in ("only", "outlet"):
        named = _arabic(part).match(page.text, start, end)
        outlet = named and (part == "only" or _is_outlet_noun(page.text[start : named.start(1)]))
        if named is not None and outlet:
            return Mention(
                as_written=named.group(1), span=named.span(1), name=named.group(1),
                kind="outlet", role=None, affiliation=None, minor=None,
            )  # fmt: skip
    phrase = _arabic("name").match(page.masked, start, end)
    mention = None if phrase is None else arabic_voices.mention_of(page.masked, phrase.span(1))
    if mention is None or mention.pronoun or is_own_reporter(mention):
        return None
    passes = mention.kind in {"person", "outlet"} or _arabic("kin").match(mention.as_written)
    return mention if passes or mention.kind == "group" else None


def _is_outlet_noun(words: str) -> bool:
    accounts = lexicon.load("channels")["relays"]["ar"]["accounts"]
    heads = {fold(word) for word in (*lexicon.load("voices")["ar"]["outlet_words"], *accounts)}
    first = fold(words).strip(" «").split()[:1]
    return bool(first) and not heads.isdisjoint({first[0], first[0].removeprefix("ال")})


@cache
def _arabic(part: str) -> re.Pattern[str]:
    words = lexicon.load("channels")["relays"]["ar"][part]
    return re.compile(words if isinstance(words, str) else "|".join(words))
