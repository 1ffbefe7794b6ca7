"""Signed: messages with the name below or behind them, and mail with its head above."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from amana.model import Span
from amana.read.layouts.stamps import dated, line_of_stamp, stamp_at
from amana.read.layouts.turns import (
    Line,
    Turn,
    is_label,
    is_line,
    speaks_of_self,
    tells,
    trimmed_name,
    words_for,
)

LEAST_SIGNED = 2  #: signatures from which a text is a list of messages
LONGEST_SIGNATURE = 12  #: words of "— Hania Asher, nurse, from Tella"
LEAST_BEHIND = 6  #: words of a message that is signed in its own line
LEAST_FIELDS = 2  #: fields of a mail's head: "From:", "To:", "Date:"

_DASH = re.compile(r"\s*(?:[—–―]|--?)\s*(?=[^\s\d—–―-])")
_BEHIND = re.compile(r"(?<=[.!?…؟\"”»)])\s*[—–―]\s*(?P<name>(?:\w\. ?)*[^—–―.!?؟:\n]{2,60}\.?)$")
_FIELD = re.compile(
    r"(?P<what>from|to|date|sent|subject|cc|من|إلى|التاريخ|الموضوع|أرسل|نسخة)\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\W*\d{1,3}\W*")
_NAME_ENDS = re.compile(r"[,،(|]|\s+[-–—]\s+")
#: a line behind which a mail's own words are over
_CLOSES = re.compile(
    r"--|—|-- |[-_—\s>]*(?:begin )?"
    r"(?:forwarded|original|رسالة محولة|الرسالة الأصلية)\b.{0,20}?[-_—\s:]*",
    re.IGNORECASE,
)
_HANDS_ON = re.compile(r"[-_—\s>]*(?:begin )?forwarded\b|[-_—\s>]*رسالة محولة", re.IGNORECASE)
_FROM = {"from", "من"}
_WHEN = {"date", "sent", "التاريخ", "أرسل"}
_ADDRESS = re.compile(r"\s*[<(\[]?[\w.+-]+@[\w-]+\.[\w.-]+[>)\]]?")


def signed(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return the messages of a text that are signed with a dash and a name, each once."""
    below = [i for i, line in enumerate(lines) if i and _signature(text, line) is not None]
    behind = [i for i, line in enumerate(lines) if _BEHIND.search(line.text)]
    head = " ".join(line.text for line in lines[: (below or behind or [0])[0]][:3])
    enough = len(below) >= LEAST_SIGNED or (below and tells("letter", head))
    found = _messages(text, lines, below) if enough else []
    if len(behind) >= LEAST_SIGNED:
        found += [turn for i in behind if (turn := _signed_behind(text, lines[i])) is not None]
    return found


def _signature(text: str, line: Line) -> Span | None:
    """The name in a line that is a signature."""
    dash = _DASH.match(text, *line.span)
    if dash is None or len(line.text.split()) > LONGEST_SIGNATURE:
        return None
    if line.text.rstrip()[-1:] in "!?؟…:;":
        return None
    name = trimmed_name(text, (dash.end(), line.span[1]))
    return name if name is not None and _names(text, name) else None


def _names(text: str, span: Span) -> bool:
    """Whether what stands behind a dash begins with a name, or says that there is none."""
    words = text[slice(*span)]
    first = _NAME_ENDS.split(words)[0]
    return (
        is_label(first)
        or words_for("labels", "nameless").fullmatch(words.strip("()[] ")) is not None
    )


def _messages(text: str, lines: Sequence[Line], at: Sequence[int]) -> list[Turn]:
    """What stands above each signature: its own chunk of lines, or the chunk before."""
    found: list[Turn] = []
    for before, i in pairwise((-1, *at)):
        first = i
        while first - 1 > before and not (lines[first].parted and first < i):
            first -= 1
            if lines[first].parted:
                break
        while first < i and _NUMBER_ALONE.fullmatch(lines[first].text):
            first += 1
        if first == i or text[lines[first].span[0]] in '"“”«>‘':
            continue
        name = _signature(text, lines[i])
        turn = _turn(text, lines[i].span, name, (lines[first].span[0], lines[i - 1].span[1]))
        above = lines[first - 1] if first - 1 > before else None
        stamp = None if above is None else line_of_stamp(text, above.span)
        if stamp is not None and above is not None and (stamp.day or stamp.numbers):
            turn = replace(turn, stamp=dated([stamp])[0], beside=(*turn.beside, above.span))
        found.append(turn)
    return found


def _signed_behind(text: str, line: Line) -> Turn | None:
    match = _BEHIND.search(text, *line.span)
    start = line.span[0]
    if (
        match is None
        or text[start] in '"“”«>‘'
        or len(text[start : match.start()].split()) < LEAST_BEHIND
    ):
        return None
    if not speaks_of_self(text[start : match.start()]):
        return None
    return _turn(text, match.span("name"), match.span("name"), (start, match.start()))


def _turn(text: str, label: Span, name: Span | None, words: Span) -> Turn:
    nameless = name is None or words_for("labels", "nameless").fullmatch(
        text[slice(*name)].strip("()[] ")
    )
    start, end = words
    while start < end and text[start] in "•*▪◦ \t":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Turn(
        label=label, author=None if nameless else name, words=(start, end), layout="signed",
        beside=(label,),
    )  # fmt: skip


# --- mail --------------------------------------------------------------------------------


def mails(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return the words of mails that are pasted with their heads: "From:", "Date:", "Subject:"."""
    heads = _heads(lines)
    found: list[Turn] = []
    for (first, behind), (following, _) in pairwise([*heads, (len(lines), 0)]):
        turn = _mail(text, lines, range(first, behind), following)
        if turn is None:
            continue
        if found and first and _HANDS_ON.match(lines[first - 1].text):
            turn = replace(turn, author=found[-1].author, source=turn.author, passed=True)
        found.append(turn)
    return found


def _heads(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The runs of fields that begin with whom a mail is from."""
    found, i = [], 0
    while i < len(lines):
        end = i
        while (
            end < len(lines)
            and _FIELD.fullmatch(lines[end].text)
            and not (lines[end].parted and end > i)
        ):
            end += 1
        kinds = {
            m["what"].lower() for m in map(_FIELD.fullmatch, (x.text for x in lines[i:end])) if m
        }
        if len(kinds) >= LEAST_FIELDS and kinds & _FROM:
            found.append((i, end))
        i = max(end, i + 1)
    return found


def _mail(text: str, lines: Sequence[Line], head: range, stop: int) -> Turn | None:
    """One mail: its body ends where the signature begins, and the quoted mail below it."""
    author, stamp = None, None
    for k in head:
        field = _FIELD.fullmatch(lines[k].text)
        if field is None:
            continue
        value = (lines[k].span[0] + field.start("value"), lines[k].span[1])
        if field["what"].lower() in _FROM:
            address = _ADDRESS.search(text, *value)
            whole = address is None or address.start() <= value[0]
            author = trimmed_name(
                text, value if whole or address is None else (value[0], address.start())
            )
        elif field["what"].lower() in _WHEN:
            stamp = stamp_at(text, *value) or line_of_stamp(text, value)
    first = head.stop
    end = next((k for k in range(first, stop) if _CLOSES.fullmatch(lines[k].text)), stop)
    if first >= end or author is None:
        return None
    while end - 1 > first and (
        text[lines[end - 1].span[0]] == ">" or is_line("furniture", lines[end - 1].text)
    ):
        end -= 1
    span = (lines[first].span[0], _before_name(text, lines, first, end, author))
    beside = tuple(lines[k].span for k in (*head, *range(end, stop)))
    label = (lines[head.start].span[0], lines[head.stop - 1].span[1])
    return Turn(label=label, author=author, words=span, layout="mail", stamp=stamp, beside=beside)


def _before_name(text: str, lines: Sequence[Line], first: int, end: int, author: Span) -> int:
    """Where the words end: before a last line that is nothing but the writer's name."""
    last = lines[end - 1]
    own = set(text[slice(*author)].lower().split())
    if end - 1 > first and set(last.text.lower().strip(" .,—–-").split()) <= own:
        return lines[end - 2].span[1]
    return last.span[1]
