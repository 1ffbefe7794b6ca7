"""Turned: the statements of turns, each with whoever its label names, its channel and its time."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from amana.model import Medium, Span
from amana.read.arabic import names as arabic_names
from amana.read.arabic import voices as arabic_voices
from amana.read.circumstances.channels import MESSENGERS, NOWHERE, Channel
from amana.read.layouts.labelled import same_as
from amana.read.layouts.posts import without_symbols
from amana.read.layouts.turns import Turn, tells
from amana.read.page import Draft, Page
from amana.read.voices import register, voices
from amana.read.voices.voices import Mention

ASKS_MOSTLY = 2  #: one turn in so many of an asker ends with a question mark, at least
HEAD_LINES = 4  #: lines at the top that tell what a page is
#: by layout: of the turns of the development sets 40 of 40 were right; the rest by judgement
SURE = {"chat": 0.96, "thread": 0.97, "answer": 0.95, "signed": 0.93, "mail": 0.94, "alone": 0.9}
#: apps with the name of a letter or a word, where a title sets them apart: "Post / X"
_APP = re.compile(
    r"(?:^|[/|·•(—–:-]\s*|\bon |(?<!\w)(?:من|على|عبر|منصة) )(?P<name>X|Signal)"
    r"(?=\s*(?:[/|·•)—–:,-]|$|posts?\b|thread|chat|group|channel))",
    re.MULTILINE,
)
_APPS = {"X": "twitter", "Signal": "signal"}
_NAME_ENDS = re.compile(r"\s*[,،(|]|\s+[-–—]\s+")
_BAR = re.compile(r"\s+\|\s+")  #: "Olga Marn | Tella"
_BESIDE = re.compile(r"[(\[](?P<role>[^()\[\]@\d]{2,40})[)\]]")


def turned(page: Page) -> dict[int, Draft]:
    """Return a draft of every turn that says something, by the paragraph where its words begin."""
    if not page.turns:
        return {}
    head = _head(page)
    outlets = _askers(page)
    asked: list[Mention | None] = []
    names: dict[str, str] = {}
    spoke: list[Mention] = []
    found: dict[int, Draft] = {}
    for turn in page.turns:
        if turn.words is None or turn.words[0] >= turn.words[1]:
            continue
        if turn.author is not None and page.text[slice(*turn.author)] in outlets:
            continue
        if turn.layout == "answer":
            asked = asked or [_interviewed(page)]
            mention = asked[0]
        else:
            again = None if turn.author is None else same_as(page, turn.author, spoke)
            mention = again or _author(page, turn, names)
            spoke += [] if mention is None else [mention]
        passed = () if mention is None or not turn.passed else (mention,)
        if turn.passed:
            source = replace(turn, author=turn.source)
            mention = None if turn.source is None else _author(page, source, names)
        channel = _channel(page, turn, head)
        if outlets and turn.layout == "chat" and channel.medium == "unknown":
            channel = replace(channel, medium="interview")
        p = page.paragraph_at(turn.words[0])
        found[p] = Draft(
            kind="direct", spans=(turn.words,), mention=mention, saying=None, sentence=turn.label,
            paragraph=p, rule="nobody" if mention is None else "turn", sure=SURE[turn.layout],
            turn=turn, channel=channel, passed=passed,
        )  # fmt: skip
    return found


def _askers(page: Page) -> frozenset[str]:
    """The labels of an outlet that only asks: "The Courier: And then?"."""
    turns: dict[str, list[bool]] = {}
    for turn in page.turns:
        if turn.layout == "chat" and turn.stamp is None and turn.author and turn.words:
            asks = page.text[slice(*turn.words)].rstrip(' "”»').endswith(("?", "؟"))
            turns.setdefault(page.text[slice(*turn.author)], []).append(asks)
    return frozenset(
        label
        for label, asked in turns.items()
        if len(turns) > 1 and sum(asked) * ASKS_MOSTLY >= len(asked) and _is_outlet(page, label)
    )


def _is_outlet(page: Page, label: str) -> bool:
    """Whether a label is an outlet's, or of whoever wrote down what others answered."""
    words = set(label.lower().split())
    if words & (voices.lists("en").outlet_words | voices.lists("ar").outlet_words):
        return True
    if label in voices.lists("en").outlets | voices.lists("ar").outlets:
        return True
    if _THE.match(label):
        return True
    lines = (page.text[slice(*page.paragraphs[p])] for p in range(min(HEAD_LINES, len(page.kinds))))
    return any(
        (_BY.match(line) and label in line) or _presents(line, label.casefold()) for line in lines
    )


def _presents(line: str, label: str) -> bool:
    """Whether a line says that somebody presents the programme: "Presented by Mina Dahl."."""
    named = _PRESENTED.search(line)
    return named is not None and set(label.split()) <= set(
        (named[1] or named[2]).casefold().split()
    )


_PRESENTED = re.compile(
    r"\b(?:[Pp]resented|[Hh]osted|[Mm]oderated) by ((?:[A-Z][\w’-]+ ?){1,4})|"
    r"\b(?:[Pp]resenter|[Hh]ost): ((?:[A-Z][\w’-]+ ?){1,4})"
)

_THE = re.compile(r"The [A-Z][\w’-]+(?: [A-Z][\w’-]+)?$")
_BY = re.compile(r"(?:by|interview(?:ed)? by|words by|بقلم|حاوره\w?|حوار|أجرى)\b", re.IGNORECASE)


# --- whose -------------------------------------------------------------------------------


def _author(page: Page, turn: Turn, names: dict[str, str]) -> Mention | None:
    """Whom a label names: by the whole of it, whatever the name looks like."""
    if turn.author is None:
        return None
    start, end = turn.author
    words = page.text[start:end]
    cut = (_BAR if turn.layout == "thread" else _NAME_ENDS).search(words)
    name = (start, end if cut is None or cut.start() == 0 else start + cut.start())
    mention = page.mention((start, end))
    beside = _BESIDE.search(words, name[1] - start)
    role = beside["role"] if beside is not None else None
    as_written = page.text[slice(*name)]
    if _DESCRIBED.search(as_written):
        return _described(page, name, role)
    if mention is None or mention.kind == "person" or mention.pronoun:
        named = voices.clean_name(without_symbols(as_written)).strip(" *") or as_written
        named = names.get(named) or names.setdefault(named, _full(page, named, turn.label[0]))
        if page.lang_at(start) == "ar":
            named = arabic_names.without_title(named)
        kind = "person" if mention is None or mention.pronoun else mention.kind
        told = None if mention is None else mention.role
        return Mention(
            as_written=as_written, span=name, name=named, kind=kind, role=role or told,
            affiliation=None if mention is None else mention.affiliation,
            minor=None if mention is None else mention.minor,
            gender=None if mention is None else mention.gender,
        )  # fmt: skip
    if mention.kind == "unnamed":
        whole = as_written if page.lang_at(start) == "ar" else mention.name
        return replace(mention, as_written=as_written, span=name, name=whole)
    return replace(mention, as_written=as_written, span=name, name=without_symbols(as_written))


#: "grandmother of Hind", "a teacher at the school": who somebody is, not a name
_DESCRIBED = re.compile(r"^(?:[Aa]n?|[Tt]he|[Oo]ne|Some|[Oo]ur)\s+[a-z]|[a-z]\s+of\s+[A-Z]")


def _described(page: Page, span: Span, role: str | None) -> Mention:
    """Somebody whom a label describes."""
    phrase = page.text[slice(*span)]
    told = voices.role_in(phrase, name_at=None)[0]
    return Mention(
        as_written=phrase, span=span, name=re.sub(r"^(?:An?|The|One)\s+", "", phrase),
        kind="unnamed", role=role or told, affiliation=None, minor=None,
    )  # fmt: skip


def _full(page: Page, name: str, before: int) -> str:
    """A label that is part of a name, or its first letters, by the name told above it."""
    if len(name.split()) > 1 and name.isupper():
        return name.title()
    if not name.isascii() or len(name.split()) > 1:
        return name
    if name.lower() in {"caller", "guest"} and (on := _ON_THE_LINE.search(page.text, 0, before)):
        return on[1]
    if not name.isupper():
        return name
    parts = (voices.clean_name(page.text[s:e]) for s, e in voices.names_in(page.text, (0, before)))
    for full in parts:
        letters = "".join(word[0] for word in full.split())
        if " " in full and (letters == name or full.split()[-1].upper() == name):
            return full
    return name.title() if len(name) > 3 else name  # noqa: PLR2004 - letters of a name


_ON_THE_LINE = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?),? (?:is )?on the (?:line|phone)\b")


def _interviewed(page: Page) -> Mention | None:
    """Who is interviewed: whom the lines above the first question introduce."""
    first = min(turn.label[0] for turn in page.turns)
    people: list[Mention] = []
    for p, span in enumerate(page.paragraphs):
        if span[0] >= first:
            break
        if page.kinds[p] == "byline":
            continue
        if page.langs[p] == "ar":
            people += _guests(page, span) or _first_named(page, span)
            people += arabic_voices.introduced_in(page.masked, span)
        else:
            people += register.introduced_in(page.masked, span)
            names = voices.names_in(page.masked, span)
            people += [
                m for name in names if " " in page.text[slice(*name)] and (m := page.mention(name))
            ]
    people = [m for m in people if m.kind == "person"]
    told = next((m for m in people if m.role), people[0] if people else None)
    return None if told is None else replace(told, as_written="", span=None)


def _guests(page: Page, span: Span) -> list[Mention]:
    """Whom an Arabic headline says the interview is with."""
    found = []
    for match in _WITH.finditer(page.masked, *span):
        mention = arabic_voices.mention_of(page.plain, match.span(1))
        found += [] if mention is None else [mention]
    return found


def _first_named(page: Page, span: Span) -> list[Mention]:
    """Whom an Arabic paragraph begins with, with what they are: "رنا الحداد، مهندسة"."""
    match = _NAME_FIRST.match(page.masked, *span)
    mention = None if match is None else arabic_voices.mention_of(page.plain, match.span())
    if match is None or mention is None or mention.kind != "person" or not mention.role:
        return []
    return [replace(mention, name=match["name"], as_written=match["name"], span=match.span("name"))]


_NAME_FIRST = re.compile(r"(?P<name>[^،:.!؟\s]+(?: [^،:.!؟\s]+){1,3})، [^،:.!؟]+")
_WITH = re.compile(r"(?:حوار|مقابلة|لقاء|حديث)\S*(?: \S+){0,2} مع ([^:،.«»\ue000]+)")


# --- where -------------------------------------------------------------------------------


def _head(page: Page) -> tuple[Span, ...]:
    """The lines that tell what the turns are: the top of the page, and the line above them."""
    first = page.turns[0].label[0]
    last = bisect_left(page.paragraphs, (first,))
    told = [page.paragraphs[p] for p in range(min(last, HEAD_LINES))]
    return tuple(dict.fromkeys([*told, *([page.paragraphs[last - 1]] if last else [])]))


def _channel(page: Page, turn: Turn, head: tuple[Span, ...]) -> Channel:
    """The channel of a turn: by its own label, its layout, and the lines above."""
    if turn.layout == "alone":
        return NOWHERE if page.opening is None else page.opening.channel
    platform = _platform(page, (*turn.beside, turn.label)) or _platform(page, head) or "unknown"
    above = "\n".join(page.text[slice(*span)] for span in head)
    medium = _medium(page, turn, above, platform)
    if medium == "interview" and page.opening and page.opening.channel.medium == "call":
        medium = "call"  # "in phone interviews"
    return Channel(medium, platform)


def _platform(page: Page, where: tuple[Span, ...]) -> str | None:
    named = {page.channels.within(span).platform for span in where} - {"unknown"}
    titles = (_APP.search(page.text[slice(*span)]) for span in where)
    named |= {_APPS[title["name"]] for title in titles if title is not None}
    return named.pop() if len(named) == 1 else None


def _medium(page: Page, turn: Turn, above: str, platform: str) -> Medium:
    """The medium of a turn, "unknown" where neither its form nor the lines above tell it."""
    if turn.recorded:
        return "voice_message"
    if turn.layout == "answer":
        return "interview"
    if turn.layout == "mail":
        return "unknown"
    if turn.layout == "thread" or (turn.stamp is None and page.text[turn.label[0]] == "@"):
        answers = turn.reply or (turn.words and page.text[turn.words[0]] == "@")
        return "reply" if answers else "post"
    if platform == "telegram" and tells("feed", above):
        return "reply" if turn.reply else "post"
    if turn.layout == "signed":
        return "chat_message" if platform in MESSENGERS else "unknown"
    for name in ("broadcast", "call", "interview"):
        if turn.stamp is None and tells(name, above):
            return next(m for m in get_args(Medium) if m == name)
    if turn.layout == "chat" and page.opening and page.opening.channel.medium == "call":
        return "call"  # a log of calls
    if turn.stamp is not None or platform in MESSENGERS or tells("chat", above):
        return "chat_message"
    return "reply" if tells("reply", above) else "unknown"


def interviewed_here(drafts: Iterable[Draft]) -> Mention | None:
    """Return whose interview a page is, None for any other page."""
    people = [
        d.mention for d in drafts if d.mention and d.channel and d.channel.medium == "interview"
    ]  # fmt: skip
    names = {mention.name for mention in people}
    return replace(people[0], as_written="", span=None) if len(names) == 1 else None
