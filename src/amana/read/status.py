"""How events stand, as a text says it: a topic and a word for its status in one clause."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, cast

from amana.canon import make_id
from amana.lang.letters import fold
from amana.lang.lexicon import load
from amana.lang.patterns import Sieve, needy
from amana.lang.words import paragraphs, sentences
from amana.model import EventStatus, Id, Span, StatusReport, Time
from amana.read.clauses import clauses
from amana.read.folded import folded
from amana.read.times.times import resolve_against

#: letters before a status word in which a negation is looked for: two words between
NEGATION_REACH = 22

_COMMA = re.compile(r"[,،]\s+")
_EDGES = ' \t\r\n,،;:؛.!?؟…–—-“”«»"()[]'
_AGREEMENT = "agreement"
_DEALS = frozenset({"ceasefire", "evacuation"})


class _Piece(NamedTuple):
    """A stretch of a clause between commas, with the clause and the sentence it lies in."""

    span: Span
    clause: Span
    sentence: Span
    before: Span  #: the clause before, in the same sentence


class _Word(NamedTuple):
    """A topic or a status, and where its word stands."""

    name: str
    at: int


class _Told(NamedTuple):
    """A topic and its status."""

    what: str
    status: EventStatus
    span: Span


def find_status(
    text: str, *, lang: str, times: Sequence[Time], item: Id, view: Id
) -> tuple[StatusReport, ...]:
    """Return what a text says of how events stand, in order; who says it is left open.

    `as_of` is the time in the same words, else in the sentence, else the last one told in the
    paragraph; where it counts from another time, it is counted from the last day told before.
    `by` and `statement` are None: they follow from the statements around.
    """
    del lang
    if not _topics(folded(text).text):
        return ()
    lines = paragraphs(text)
    found: dict[tuple[Span, str, str], StatusReport] = {}
    for piece in _pieces(text):
        for told in _told(text, piece):
            span = _trimmed(text, told.span)
            key = (span, told.what, told.status)
            found[key] = StatusReport(
                id=make_id("report", [view, list(span), told.what, told.status]),
                item=item,
                span=span,
                as_written=text[span[0] : span[1]],
                what=told.what,
                status=told.status,
                as_of=_of_the_day(
                    text,
                    piece,
                    _counted(
                        _as_of(times, piece, lines, ahead=told.status == "expected"), times, item
                    ),
                ),
                said=None,
                by=None,
                statement=None,
            )
    return tuple(sorted(found.values(), key=lambda report: (report.span, report.what)))


def _pieces(text: str) -> Iterator[_Piece]:
    """The clauses of a text, cut at commas."""
    whole = sentences(text)
    at = 0
    last = (0, 0)
    for clause in clauses(text):
        while at < len(whole) - 1 and whole[at][1] <= clause[0]:
            at += 1
        cuts = [m.end() for m in _COMMA.finditer(text, *clause)]
        cuts += [m.start() for m in _going_on_within().finditer(text, clause[0] + 1, clause[1])]
        edges = sorted({clause[0], clause[1], *cuts})
        for start, end in pairwise(edges):
            beside = last if last[0] >= whole[at][0] else (clause[0], clause[0])
            yield _Piece((start, end), clause, whole[at], beside)
        last = clause


def _told(text: str, piece: _Piece) -> Iterator[_Told]:
    """The topics of a piece, each with the status that counts most of those beside it."""
    words = fold(text[slice(*piece.span)])
    statuses = _statuses(words)
    if not statuses:
        return
    topics = _topics(words) or _topic_before(text, piece, words, statuses[0].name)
    for topic in topics:
        allowed = load("status")["only"].get(topic.name)
        beside = [s for s in statuses if len(statuses) == 1 or _nearest(s, topics) == topic]
        name = next((s.name for s in beside if allowed is None or s.name in allowed), None)
        if name is not None:
            told = _Told(_named(topic.name, text, piece), cast("EventStatus", name), piece.span)
            yield _denied(text, piece, told)


def _denied(text: str, piece: _Piece, told: _Told) -> _Told:
    """What is told, turned where the clause before denies it: "denied that the truce collapsed".

    Who denies that a thing broke or stopped says that it goes on ("started" is in force, too).
    """
    if not _that().match(fold(text[slice(*piece.clause)])):
        return told
    before = fold(text[slice(*piece.before)])
    if not any(status.name == "denied" for status in _statuses(before)):
        return told
    goes_on = told.status in {"broken", "suspended"}
    return _Told(told.what, "started" if goes_on else "denied", (piece.before[0], piece.span[1]))


def _nearest(status: _Word, topics: Sequence[_Word]) -> _Word:
    return min(topics, key=lambda topic: abs(topic.at - status.at))


def _statuses(words: str) -> list[_Word]:
    """The statuses that words speak of, in the order in which they count."""
    free = load("status")["negation"]["free"]
    found = []
    for name, pattern in _status_patterns().possible(words):
        for match in pattern.finditer(words, words):
            before = words[max(0, match.start() - NEGATION_REACH) : match.start()]
            if name in free or _negation().search(before) is None:
                found.append(_Word(name, match.start()))
    return found


def _topics(words: str) -> list[_Word]:
    """The topics that words name, once each; a bare deal only where nothing else is named."""
    found = [
        _Word(name, match.start())
        for name, pattern in _topic_patterns().possible(words)
        if (match := pattern.search(words, words)) is not None
    ]
    return [topic for topic in found if topic.name != _AGREEMENT] or found


def _topic_before(text: str, piece: _Piece, words: str, status: str) -> list[_Word]:
    """The topic of the words before, where the piece goes on speaking of it."""
    if status != "unconfirmed" and _going_on().match(words) is None:
        return []
    start = piece.sentence[0]
    before = fold(text[start : piece.span[0]])
    if not _topics(before) and status == "unconfirmed":
        start = max(text.rfind("\n", 0, start) + 1, 0)
        before = fold(text[start : piece.span[0]])
    topics = _topic_patterns().possible(before)
    last = [(m.end(), name) for name, p in topics for m in p.finditer(before, before)]
    return [_Word(max(last)[1], 0)] if last else []


def _named(what: str, text: str, piece: _Piece) -> str:
    """The topic itself; a bare deal is the ceasefire or evacuation that is spoken of.

    That of its sentence, else the last one named before.
    """
    if what != _AGREEMENT:
        return what
    others = _topics(fold(text[slice(*piece.sentence)]))
    here = next((t.name for t in others if t.name in _DEALS), None)
    return here or _last_deal(text, piece.sentence[0]) or what


def _last_deal(text: str, end: int) -> str | None:
    """The ceasefire or evacuation that a text names last before a place in it."""
    known = _deals_of(text)
    at = bisect_left(known, (end, ""))
    return known[at - 1][1] if at else None


@lru_cache(maxsize=8)
def _deals_of(text: str) -> tuple[tuple[int, str], ...]:
    """The places where a text names a ceasefire or an evacuation, in order."""
    plain = folded(text)
    return tuple(
        sorted(
            (plain.place(match.start(), match.end())[0], name)
            for name, pattern in _topic_patterns().possible(plain.text)
            if name in _DEALS
            for match in pattern.finditer(plain.text, plain.text)
        )
    )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    join = _joins().match(text, start, end)
    return (start if join is None else join.end()), end


# --- as of when


def _as_of(
    times: Sequence[Time], piece: _Piece, lines: Sequence[Span], *, ahead: bool
) -> Time | None:
    """The time that a status holds at, nearest first: piece, clause, sentence, paragraph before.

    What has happened is not dated by a time to come that stands elsewhere in the sentence.
    """
    dated = [time for time in times if _is_moment(time)]
    middle = (piece.span[0] + piece.span[1]) // 2
    for stretch in (piece.span, piece.clause, piece.sentence):
        inside = [
            time
            for time in dated
            if time.span
            and stretch[0] <= time.span[0] < stretch[1]
            and (ahead or stretch == piece.span or _is_past(time))
        ]
        if inside:
            return min(inside, key=lambda t: abs((t.span or (0, 0))[0] - middle))
    line = next((s for s, e in lines if s <= piece.span[0] < e), piece.span[0])
    before = [t for t in dated if t.span and line <= t.span[0] < piece.span[0] and _is_past(t)]
    return before[-1] if before else None


def _counted(time: Time | None, times: Sequence[Time], item: Id) -> Time | None:
    """The time; "two days later" is counted from the last past day told before it."""
    if time is None or time.earliest is not None or time.span is None:
        return time
    before = [
        t
        for t in times
        if t.span and t.span[1] <= time.span[0] and t.earliest and _is_moment(t) and _is_past(t)
    ]
    if not before or before[-1].earliest is None or before[-1].earliest.tzinfo is None:
        return time
    return resolve_against(time, before[-1], item, before[-1].earliest.tzinfo)


def _of_the_day(text: str, piece: _Piece, time: Time | None) -> Time | None:
    """The time; of what came "then", the rest of the day of a clock told before it."""
    if time is None or time.span is None or time.earliest is None or time.latest is None:
        return time
    told_here = piece.span[0] <= time.span[0] < piece.span[1]
    goes_on = _going_on().match(fold(text[slice(*piece.span)])) is not None
    midnight = time.earliest.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    if told_here or not goes_on or time.latest >= midnight:
        return time
    return replace(time, latest=midnight, grain="day", value=time.value.partition("T")[0])


def _is_moment(time: Time) -> bool:
    return time.type in {"DATE", "TIME"} and time.grain in {"day", "hour", "minute", "second"}


def _is_past(time: Time) -> bool:
    return not time.rule.startswith(("weekday.after", "weekday.next", "reference"))


# --- word lists


@cache
def _topic_patterns() -> Sieve[str]:
    topics = load("status")["topic"].items()
    return Sieve((name, needy(_compiled(words).pattern)) for name, words in topics)


@cache
def _status_patterns() -> Sieve[str]:
    rows = load("status")["status"]
    return Sieve((row["name"], needy(_compiled(row["words"]).pattern)) for row in rows)


@cache
def _negation() -> re.Pattern[str]:
    words: Any = load("status")["negation"]["words"]
    return re.compile(rf"(?<!\w)و?(?:{'|'.join(words)})\s+(?:\w+\s+){{0,2}}$")


@cache
def _that() -> re.Pattern[str]:
    words: Any = load("status")["negation"]["that"]
    return re.compile(rf"\s*(?:{'|'.join(fold(word) for word in words)})\b")


@cache
def _joins() -> re.Pattern[str]:
    words: Any = load("status")["negation"]["joins"]
    return re.compile(rf"(?:(?:{'|'.join(words)})\s+)+", re.IGNORECASE)


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(load('status')['going_on']['words'])})\b")


@cache
def _going_on_within() -> re.Pattern[str]:
    words = [word for word in load("status")["going_on"]["words"] if word[:1] != "و"]
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _compiled(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern of several; Arabic with و ف ب ل before it. Letters are folded as texts are."""
    bodies = "|".join(fold(word) for word in words)
    return re.compile(rf"(?<!\w)(?:[وفبلك](?=[\u0600-\u06ff]))?(?:{bodies})(?!\w)")
