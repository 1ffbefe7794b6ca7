"""Chats: one line, one message, its label in front: "[3/3/2033, 19:12] Mira: we are here"."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from amana.model import Span
from amana.read.layouts.stamps import (
    Stamp,
    dated,
    days_above,
    line_of_stamp,
    stamp_at,
    stamp_ending,
)
from amana.read.layouts.turns import (
    LONGEST_LABEL,
    Line,
    Turn,
    handle_in,
    is_answer,
    is_field,
    is_interviewer,
    is_label,
    is_line,
    is_nameless,
    speaks_of_self,
    tells,
    trimmed_name,
    words_for,
)

HEAD_LINES = 4  #: lines at the top where a date may hold for all below
LEAST_STAMPED = 2  #: lines with a stamp and a label from which a text is a chat
LEAST_ENTRIES = 3  #: lines with a clock and a label from which their order tells what they are
LEAST_LABELS = 3  #: lines with a bare label from which labels are believed, one of them twice
LEAST_OPENED = 2  #: lines "From Mira: …" from which they are believed
DENSE = 0.5  #: share of labelled lines between the first and the last, below which labels are none

_BULLET = re.compile(r"[-–—•*▪◦]\s+|\(?\d{1,3}[.)]\s+(?=\S)")
_LETTER = re.compile(r"[*_]{0,2}(?:Q|A|س|ج)\d{0,2}[*_]{0,2}\s?[.):–-](?=\s)")  #: "Q. And then?"
_ARROW = re.compile(r"\s*[▸▶►>»|·•,،–—-]?\s*$")
_REPLY = re.compile(
    r"(?:a )?(?:reply|comment|answer) (?:from|by)\s|(?:رد|تعليق) من\s", re.IGNORECASE
)
_FROM_ZERO = re.compile(r"00?:00:\d\d")
_MORE = re.compile(r"[,،] ?(?:\d{1,3}(?!\d)|[a-z\u0620-\u064a])|\(\d{1,3}\)")
_NICK = re.compile(r"<([^<>\n]{1,40})>\s+")
_JOINT = re.compile(r"\s*[\])]?\s*[-–—|·•,،]?\s*")
_ANSWERS = re.compile(
    r"\W*(?:in reply to|replying to|replied to|رد(?:ا|اً|ًا)? على) [^\n:]{1,50}?[\])\n:]\s*",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"from (?P<who>[^\])\n:]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands before the words of one line."""

    line: int
    label: Span | None  #: None: a stamp without a name
    stamp: Stamp | None
    words: Span  #: empty where they stand in the lines below
    bracketed: bool = False  #: the stamp stands in brackets
    opened: bool = False  #: "From Mira:"
    below: bool = False  #: the head fills its line
    colon: bool = False  #: it ends with one
    answers: bool = False  #: "Reply from Mira, 19:44:"
    listed: bool = False  #: a bullet or a number stands before it


def heads_of(text: str, lines: Sequence[Line]) -> list[Head]:
    """Return what may be the head of a message in each line that has one."""
    found = (_head(text, i, line) for i, line in enumerate(lines))
    return [head for head in found if head is not None]


def chats(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return the turns of chats, transcripts and lists of messages in a text."""
    heads = heads_of(text, lines)
    believed = _believed(text, heads)
    if not believed:
        return []
    stamps = _stamps(text, lines, heads)
    if _are_entries(text, believed):
        return []
    trusted = {head.line for head in believed}
    starts = [h.line for h in heads if h.stamp is not None or h.line in trusted]
    found = []
    for head in believed:
        at = bisect_right(starts, head.line)
        stop = starts[at] if at < len(starts) else len(lines)
        turn = _turn(text, lines, head, stop, last=at >= len(starts))
        found.append(replace(turn, stamp=stamps.get(head.line)))
    return found


def _are_entries(text: str, heads: Sequence[Head]) -> bool:
    """Whether lines are entries of a live blog: the newest first, and nobody twice.

    In a chat the newest comes last, and people answer each other.
    """
    stamps = [head.stamp for head in heads if head.stamp is not None]
    clocks = [s.clock for s in stamps if (s.day, s.numbers, s.month_day) == (None, None, None)]
    labels = [text[slice(*head.label)] for head in heads if head.label]
    if len(clocks) < LEAST_ENTRIES or len(clocks) < len(heads) or None in clocks:
        return False
    falling = all(a > b for a, b in pairwise(clocks) if a is not None and b is not None)
    return falling and len(set(labels)) == len(labels)


def _stamps(text: str, lines: Sequence[Line], heads: Sequence[Head]) -> dict[int, Stamp]:
    """The stamps of heads by their line; a date in a line of its own holds for those below it."""
    own = {h.line: h.stamp for h in heads if h.stamp is not None}
    clocks = [one.clock for one in own.values()]
    if _FROM_ZERO.match(
        text, min((one.span[0] for one in own.values()), default=len(text))
    ) and not any(clock and clock.hour for clock in clocks):
        return {}  # how far into a recording, not when
    first = min(own, default=0)
    if tells("aired", " ".join(line.text for line in lines[: min(first, HEAD_LINES)])):
        return {}  # likewise
    above = days_above(text, (line.span for line in lines[: min(first, HEAD_LINES)]))
    told: list[tuple[int, Stamp]] = [(-1, above[0])] if len(above) == 1 else []
    for i, line in enumerate(lines):
        stamp = own.get(i) or (line_of_stamp(text, line.span) if i > first else None)
        told += [] if stamp is None else [(i, stamp)]
    settled = dated(stamp for _, stamp in told)
    return {i: stamp for (i, _), stamp in zip(told, settled, strict=True) if i in own}


# --- heads -------------------------------------------------------------------------------


def _head(text: str, i: int, line: Line) -> Head | None:
    start, end = line.span
    bullet = _BULLET.match(text, start, end)
    at = bullet.end() if bullet else start
    bracketed = text[at] in "[(" if at < end else False
    stamp = stamp_at(text, at + bracketed, end)
    if stamp is not None and stamp.clock is None and stamp.numbers is None:
        stamp = None
    if stamp is not None:
        joint = _JOINT.match(text, stamp.span[1], end)
        at = stamp.span[1] if joint is None else joint.end()
    nick = _NICK.match(text, at, end)
    if nick is not None and stamp is not None:
        return Head(line=i, label=nick.span(1), stamp=stamp, words=(nick.end(), end))
    head = _labelled(text, i, (at, end), stamp, bracketed=bracketed and stamp is not None)
    return head if head is None or bullet is None else replace(head, listed=True)


def _labelled(
    text: str, i: int, rest: Span, stamp: Stamp | None, *, bracketed: bool
) -> Head | None:
    """The head of a line by its colon, behind a stamp or before one."""
    at, end = rest
    colon = _colon(text, at, end)
    if colon is None:
        return _above(text, i, rest, stamp) if stamp is None else _bare(i, stamp, rest, bracketed)
    label = (at, colon)
    own = stamp
    if own is None and (own := stamp_ending(text, at, colon)) is not None:
        if own.clock is None and own.numbers is None:
            own = None
        else:
            arrow = _ARROW.search(text, at, own.span[0])
            label = (at, own.span[0] if arrow is None else arrow.start())
            bracketed = text[own.span[0] - 1] in "[("
            if bracketed:
                label = (at, own.span[0] - 1)
    opener = _opened(text, label)
    name = trimmed_name(text, (opener or at, label[1]))
    if name is None or not is_label(text[slice(*name)]):
        return None if stamp is None else _bare(i, stamp, rest, bracketed)
    words = _stripped(text, (colon + 1, end))
    return Head(
        line=i, label=name, stamp=own, words=words, bracketed=bracketed, opened=opener is not None,
        below=words[0] >= words[1], colon=True,
    )  # fmt: skip


def _bare(i: int, stamp: Stamp, rest: Span, bracketed: bool) -> Head:  # noqa: FBT001
    return Head(line=i, label=None, stamp=stamp, words=rest, bracketed=bracketed)


_DIGIT = re.compile(r"\d")


def _above(text: str, i: int, rest: Span, stamp: Stamp | None) -> Head | None:
    """A line that is a name and a stamp, the words below it: "Tako ▸ 06:12"."""
    own = stamp_ending(text, *rest) if stamp is None and _DIGIT.search(text, *rest) else None
    if own is None or own.clock is None:
        return None
    arrow = _ARROW.search(text, rest[0], own.span[0])
    stop = own.span[0] if arrow is None else arrow.start()
    bracketed = text[own.span[0] - 1] in "[("
    name = trimmed_name(text, (rest[0], stop))
    if name is None or not is_label(text[slice(*name)]) or len(text[slice(*name)].split()) > 6:  # noqa: PLR2004
        return None
    return Head(
        line=i, label=name, stamp=own, words=(rest[1], rest[1]), bracketed=bracketed, below=True
    )


def _colon(text: str, start: int, end: int) -> int | None:
    """Where the colon behind a label stands: before a space or the end of the line."""
    letter = _LETTER.match(text, start, end)
    if letter is not None:
        return letter.end() - 1
    at = text.find(":", start, min(end, start + LONGEST_LABEL + 40))
    while at >= 0:
        if at + 1 >= end or text[at + 1].isspace() or text[at + 1] in '"“«':
            return at
        at = text.find(":", at + 1, min(end, start + LONGEST_LABEL + 40))
    return None


def _opened(text: str, label: Span) -> int | None:
    """Where the name begins behind "From", "Reader", رسالة من."""
    match = words_for("labels", "opener").match(text, *label)
    if match is None or not text[match.end() : match.end() + 1].isspace():
        return None
    return match.end() + 1


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "*_\u200e\u200f"):
        start += 1
    return start, end


# --- which heads are believed ------------------------------------------------------------


def _believed(text: str, heads: Sequence[Head]) -> list[Head]:
    """The heads that repeat, or carry a mark that nothing but a message has."""
    labelled = [
        h for h in heads if h.label is not None and (h.answers or not (h.below and h.colon))
    ]  # fmt: skip
    stamped = [h for h in labelled if h.stamp is not None]
    alike = [[h for h in stamped if h.below is below] for below in (False, True)]
    stamped = [h for group in alike if len(group) >= LEAST_STAMPED for h in group]
    stamped = stamped or [h for h in alike[0] if _is_export(h)]
    if stamped and not _is_log(text, heads, stamped):
        return sorted(stamped, key=lambda h: h.line)
    named = [h for h in labelled if h.stamp is None and not h.below]
    handled = [h for h in named if h.label and text[h.label[0]] == "@"]
    handled += [h for h in named if h.label and text[h.label[0]] != "@" and _has_handle(text, h)]
    if handled:
        return sorted(handled, key=lambda h: h.line)
    listed = [h for h in named if h.listed or _tells_who(text, h)]
    if len(listed) >= LEAST_LABELS and sum(map(partial(_own, text), listed)) * 2 >= len(listed):
        return listed
    answers = [h for h in labelled if h.answers]
    if answers:
        return answers
    opened = [h for h in named if h.opened]
    if len(opened) >= LEAST_OPENED:
        return opened
    return _by_turns(text, named)


def _is_log(text: str, heads: Sequence[Head], stamped: Sequence[Head]) -> bool:
    """Whether many stamps stand before words without a name: the entries of a live blog."""
    bare = [
        h for h in heads if h.label is None and not is_line("system", text[slice(*h.words)])
    ]  # fmt: skip
    return len(bare) * 3 > len(stamped)


def _tells_who(text: str, head: Head) -> bool:
    """Whether a label says more than a name: "Mira, 34, baker"."""
    return head.label is not None and _MORE.search(text, *head.label) is not None


def _own(text: str, head: Head) -> bool:
    return speaks_of_self(text[slice(*head.words)])


def _is_export(head: Head) -> bool:
    """Whether a line can only come out of a chat: a date in figures and a clock before a name."""
    return head.stamp is not None and head.stamp.numbers is not None and bool(head.stamp.clock)


def _has_handle(text: str, head: Head) -> bool:
    return head.label is not None and handle_in(text, (head.label[0], head.words[0])) is not None


def _by_turns(text: str, named: Sequence[Head]) -> list[Head]:
    """Bare labels, where the same ones come again: a transcript, a chat without its stamps."""
    counts = Counter(_key(text, h) for h in named)
    asks = {k for k in counts if is_interviewer(k) or is_answer(k)}
    again = {k for k, n in counts.items() if n > 1}
    if len(asks) > 1 and any(is_answer(k) for k in asks):
        return [h for h in named if _key(text, h) in asks | again]
    believed = [h for h in named if not is_field(text[slice(*(h.label or (0, 0)))])]
    if len(believed) < LEAST_LABELS or not again or len(counts) < 2:  # noqa: PLR2004 - two speak
        return []
    if sum(counts[k] for k in again) * 2 < len(believed):
        return []
    reach = believed[-1].line - believed[0].line + 1
    return believed if len(believed) >= DENSE * reach else []


def _key(text: str, head: Head) -> str:
    return "" if head.label is None else text[slice(*head.label)].strip(" .*").casefold()


# --- turns -------------------------------------------------------------------------------


def _turn(text: str, lines: Sequence[Line], head: Head, stop: int, *, last: bool) -> Turn:
    """One message: what stands behind its label, and the lines below that go on."""
    end = _end(lines, head, stop, last=last)
    first = lines[head.line + 1].span[0] if head.below and end > head.line + 1 else head.words[0]
    span = (first, max(first, lines[end - 1].span[1]))
    answers = _ANSWERS.match(text, *span)
    span = span if answers is None else (answers.end(), span[1])
    forwarded = words_for("lines", "forwarded").match(text, *span)
    source = None if forwarded is None else _SOURCE.search(text, *forwarded.span())
    span = span if forwarded is None else (forwarded.end(), span[1])
    recorded = words_for("lines", "recorded").match(text, *span)
    span = span if recorded is None else (recorded.end(), span[1])
    told = any(map(str.isalnum, text[slice(*span)]))  # a heart alone says nothing
    told = told and not is_line("system", text[slice(*span)])
    name = "" if head.label is None else text[slice(*head.label)]
    asks = is_interviewer(name) and head.stamp is None
    label = (lines[head.line].span[0], head.words[0])
    return Turn(
        label=label, author=None if is_answer(name) or is_nameless(name) else head.label,
        words=_unmarked(text, span) if told and not asks else None,
        layout="question" if asks else "answer" if is_answer(name) else "chat",
        recorded=recorded is not None or _is_played(text, head), passed=forwarded is not None,
        reply=answers is not None or head.answers,
        source=None if source is None else source.span("who"),
        beside=(label,) if head.below else (),
    )  # fmt: skip


def _is_played(text: str, head: Head) -> bool:
    """Whether a label says that a recording is heard: "ORIEL (recording):"."""
    label = head.label
    return label is not None and _PLAYED.search(text, label[0], head.words[0]) is not None


_PLAYED = re.compile(
    r"[(\[](?:recording|recorded|on tape|voice note|voice message|audio)[)\]]", re.IGNORECASE
)


def _end(lines: Sequence[Line], head: Head, stop: int, *, last: bool) -> int:
    """The line behind a message: an empty line ends it, but between the stamps of a chat."""
    end = head.line + 1
    within = head.stamp is not None and not last
    while end < stop and not is_line("system", lines[end].text) and not _is_day(lines[end]):
        own = head.below and end == head.line + 1
        if lines[end].parted and not within and not own:
            break
        end += 1
    return end


def _is_day(line: Line) -> bool:
    """Whether an app sets a day between messages: "Saturday, 15 March 2031"."""
    stamp = line_of_stamp(line.text, (0, len(line.text))) if line.parted else None
    return stamp is not None and stamp.clock is None


def _unmarked(text: str, span: Span) -> Span:
    """Words that stand whole between marks, without them."""
    pairs = {"“": "”", "«": "»", '"': '"', "‘": "’"}
    start, end = span
    close = pairs.get(text[start], "")
    inner = text[start + 1 : end - 1]
    if close and text[end - 1] == close and close not in inner and text[start] not in inner:
        return start + 1, end - 1
    return span
