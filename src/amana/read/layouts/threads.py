"""Threads: posts and answers copied out of an app: name, handle and stamp in lines of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from amana.model import Span
from amana.read.layouts.stamps import Stamp, dated, line_of_stamp, stamp_at, stamp_ending
from amana.read.layouts.turns import USER, Line, Turn, is_line, is_name_line, tells, trimmed_name

MOST_WORDS = 14  #: words of a label above numbered posts
LONGEST_NAME = 7  #: words of a line right above a handle that may be anybody's name
LEAST_WEAK = 2  #: names without a handle, each with a stamp or a button, that make a thread
#: lines from a name down to the first word of its post: handle, answer, stamp, button
MOST_LABEL_LINES = 5

_HANDLE_LINE = re.compile(r"(?P<handle>@[\w.]+(?:@[\w.-]+)?|u/[\w-]+)(?P<rest>.*)")
_USER_STAMP = re.compile(r"(?P<handle>[a-z0-9][a-z0-9_.]{2,29})\s*[·•|]\s*(?P<rest>.+)")
_POSTED = re.compile(
    r"(?:[^\n]*[·•|]\s*)?(?:posted )?by (?P<handle>u/[\w-]+)(?P<rest>.*)", re.IGNORECASE
)
_NAME_HANDLE = re.compile(
    r"(?P<name>[^@\n]{1,50}?)\s*(?P<open>[(<\[]?)(?P<handle>@[\w.]+(?:@[\w.-]+)?|\bu/[\w-]+)[)>\]]?(?P<rest>.*)"
)
_JOINT = re.compile(
    r"[\s·•|,،–—:✓✔☑️\U0001f535-]*(?:verified|following|follow)?[\s·•|,،–—:-]*", re.IGNORECASE
)
_NUMBERED = re.compile(r"\(?(\d{1,2})[/)](?:\d{1,2}\)?)?(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The lines that say whose post follows."""

    first: int  #: number of its first line
    behind: int  #: number of the line below it
    author: Span
    strong: bool  #: it carries a handle
    stamp: Stamp | None
    reply: bool
    closed: bool = False  #: buttons or counts of an app stand below its post

    @property
    def bare(self) -> bool:
        """Whether nothing but the name marks it."""
        return self.stamp is None and not self.reply and not self.closed

    @property
    def told(self) -> bool:
        """Whether anything but its place marks it as a label."""
        return self.strong or not self.bare

    @property
    def closed_only(self) -> bool:
        """Whether only the buttons below its post mark it."""
        return self.stamp is None and not self.reply


def threads(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return the turns of the posts that are copied into a text with their labels."""
    labels = _labels(text, lines)
    if not _believed(labels, lines):
        return []
    strong = any(one.strong for one in labels)
    kept = [one for one in labels if one.told if one.strong or not strong or not one.closed_only]
    turns = [
        turn
        for one, after in zip_longest(kept, kept[1:])
        for turn in _posts(text, lines, one, len(lines) if after is None else after.first)
    ]
    stamps = iter(dated(turn.stamp for turn in turns if turn.stamp is not None))
    return [turn if turn.stamp is None else replace(turn, stamp=next(stamps)) for turn in turns]


def _believed(labels: Sequence[Label], lines: Sequence[Line]) -> bool:
    """Whether names above words are an app's: by handles, or as they repeat beside its marks."""
    strong = [one for one in labels if one.strong]
    if len(strong) >= LEAST_WEAK or any(not one.bare for one in strong):
        return True
    weak = [one for one in labels if not one.bare]
    if len(weak) >= LEAST_WEAK or not weak:
        return len(weak) >= LEAST_WEAK
    head = " ".join(line.text for line in lines[: labels[0].first + 1])
    return tells("post", head) or any(is_line("furniture", line.text) for line in lines)


# --- labels ------------------------------------------------------------------------------


#: "3 comments, 57 shares", where nothing else on the page has any: all below it are comments
_COUNTED = re.compile(r"\d+ comments?\b|\d+ تعليق", re.IGNORECASE)


def _labels(text: str, lines: Sequence[Line]) -> list[Label]:
    found: list[Label] = []
    told, lines = lines, [_answering(line) for line in lines]
    at, comments = 0, False
    counted = [i for i, line in enumerate(lines) if _COUNTED.match(line.text)]
    while at < len(lines):
        comments = comments or counted == [at]
        comments = comments or _opens_comments(lines[at].text)
        if is_line("replying", lines[at].text) and at + 1 < len(lines):
            below = None if lines[at + 1].parted else _label(text, lines, at + 1)
            label = None if below is None else replace(below, first=at, reply=True)
        else:
            label = _label(text, lines, at)
        if label is None and comments:
            label = _comment(text, lines, at)
        if label is None or label.behind >= len(lines):
            at += 1
            continue
        answers = told[label.first].text != lines[label.first].text
        found.append(replace(label, reply=label.reply or comments or answers))
        at = label.behind
    stops = [*(one.first for one in found[1:]), len(lines)]
    return [
        replace(one, closed=any(_ends_post(text, x) for x in lines[one.behind : stop]))
        for one, stop in zip(found, stops, strict=False)
    ]


def _ends_post(text: str, line: Line) -> bool:
    """Whether a line stands below a post: its buttons, its counts, its clock."""
    return is_line("furniture", line.text) or line_of_stamp(text, line.span) is not None


def _opens_comments(line: str) -> bool:
    """Whether a line says that what follows are comments."""
    return is_line("furniture", line) and tells("reply", line) and not line[0].isdigit()


#: what an app sets before or behind the name of somebody who answers
_ANSWERS = re.compile(r"(?:رد|ردّ|Reply|reply)\s?:\s+|\s+(?:رد|ردّ|ردت|ردّت|replied) (?:على|to) .*$")


def _answering(line: Line) -> Line:
    """A line without what an app says of an answer: "Reply: Mira", "ميرا ردّت على سامي"."""
    found = _ANSWERS.search(line.text)
    if found is None or (found.start() and found.end() < len(line.text)):
        return line
    if found.start():
        return replace(
            line, span=(line.span[0], line.span[0] + found.start()), text=line.text[: found.start()]
        )
    return replace(
        line, span=(line.span[0] + found.end(), line.span[1]), text=line.text[found.end() :]
    )


def _comment(text: str, lines: Sequence[Line], i: int) -> Label | None:
    """A name in a line of its own, right above words, where comments are listed."""
    line = lines[i]
    below = lines[i + 1] if i + 1 < len(lines) else None
    if not line.parted or below is None or below.parted or not is_name_line(line.text):
        return None
    name = trimmed_name(text, line.span)
    if name is None or is_line("furniture", below.text):
        return None
    return Label(first=i, behind=i + 1, author=name, strong=False, stamp=None, reply=True)


def _label(text: str, lines: Sequence[Line], i: int) -> Label | None:
    """The label that begins in a line: a name with its handle, or a name above one or a stamp."""
    line = lines[i]
    if len(line.text) > 120 or line.text[0] in '"“«':  # noqa: PLR2004 - no label is longer
        return None
    one = _in_one_line(text, lines, i)
    if one is not None:
        return _with_rest(text, lines, one)
    named = is_name_line(line.text) or USER.fullmatch(line.text) or _may_name(lines, i)
    if not named:
        return None
    name = trimmed_name(text, line.span)
    below = lines[i + 1] if i + 1 < len(lines) and not lines[i + 1].parted else None
    if name is None or below is None:
        return None
    handle = _HANDLE_LINE.fullmatch(below.text)
    if handle is not None and _is_rest(text, below, handle):
        one = Label(
            first=i,
            behind=i + 2,
            author=name,
            strong=True,
            stamp=_rest_stamp(text, below, handle),
            reply=False,
        )
        return _with_rest(text, lines, one)
    if is_line("replying", below.text) or line_of_stamp(text, below.span) is not None:
        one = Label(first=i, behind=i + 1, author=name, strong=False, stamp=None, reply=False)
        return _with_rest(text, lines, one)
    if line.parted and _ends_with_buttons(lines, i + 1):
        return Label(first=i, behind=i + 1, author=name, strong=False, stamp=None, reply=False)
    return None


def _may_name(lines: Sequence[Line], i: int) -> bool:
    """Whether a line can be a name because a handle stands right below it."""
    below = lines[i + 1] if i + 1 < len(lines) and not lines[i + 1].parted else None
    brief = len(lines[i].text.split()) <= LONGEST_NAME and lines[i].text[-1] not in ".!?؟:…"
    return brief and below is not None and _HANDLE_LINE.fullmatch(below.text) is not None


def _ends_with_buttons(lines: Sequence[Line], i: int) -> bool:
    """Whether the chunk of lines that begins here ends with what an app sets below a post."""
    end = i
    while end < len(lines) and not (lines[end].parted and end > i):
        end += 1
    return end - i > 1 and is_line("furniture", lines[end - 1].text)


def _parted_below(lines: Sequence[Line], i: int) -> bool:
    return i + 1 >= len(lines) or lines[i + 1].parted


def _in_one_line(text: str, lines: Sequence[Line], i: int) -> Label | None:
    """A label of one line: "Jun Velarde @junv · 3:14 AM", "@junv · 2h"."""
    line = lines[i]
    match = _NAME_HANDLE.fullmatch(line.text)
    if match is not None and (one := _above_numbers(text, lines, i, match)) is not None:
        return one
    if match is not None and (is_name_line(match["name"]) or USER.fullmatch(match["name"].strip())):
        if not _is_rest(text, line, match):
            return None
        name = trimmed_name(text, (line.span[0], line.span[0] + match.end("name")))
        if name is None:
            return None
        return Label(
            first=i,
            behind=i + 1,
            author=name,
            strong=True,
            stamp=_rest_stamp(text, line, match),
            reply=False,
        )
    for pattern in (_POSTED, _HANDLE_LINE, _USER_STAMP):
        match = pattern.fullmatch(line.text)
        if match is None or not _is_rest(text, line, match):
            continue
        if match.end("handle") == len(line.text) and _parted_below(lines, i):
            return None  # it may as well sign the words above
        handle = (line.span[0] + match.start("handle"), line.span[0] + match.end("handle"))
        return Label(
            first=i, behind=i + 1, author=handle, strong=pattern is not _USER_STAMP,
            stamp=_rest_stamp(text, line, match), reply=False,
        )  # fmt: skip
    return None


def _above_numbers(text: str, lines: Sequence[Line], i: int, match: re.Match[str]) -> Label | None:
    """A label with a handle and a colon, numbered posts below: "Mira (@mira) on X, 3 June:"."""
    line = lines[i]
    numbered = i + 1 < len(lines) and _NUMBERED.match(lines[i + 1].text) is not None
    if not numbered or not line.text.endswith(":") or len(line.text.split()) > MOST_WORDS:
        return None
    start = line.span[0]
    name = trimmed_name(text, (start, start + match.end("name")))
    if name is None:
        return None
    stamp = stamp_ending(text, start + match.start("rest"), line.span[1] - 1)
    return Label(first=i, behind=i + 1, author=name, strong=True, stamp=stamp, reply=False)


def _is_rest(text: str, line: Line, match: re.Match[str]) -> bool:
    """Whether behind a handle nothing stands but a stamp and marks."""
    start = line.span[0] + match.start("rest")
    joint = _JOINT.match(text, start, line.span[1])
    start = start if joint is None else joint.end()
    return start >= line.span[1] or line_of_stamp(text, (start, line.span[1])) is not None


def _rest_stamp(text: str, line: Line, match: re.Match[str]) -> Stamp | None:
    start = line.span[0] + match.start("rest")
    joint = _JOINT.match(text, start, line.span[1])
    return stamp_at(text, start if joint is None else joint.end(), line.span[1])


def _with_rest(text: str, lines: Sequence[Line], label: Label) -> Label:
    """A label with the lines below that belong to it: whom it answers, when, a button."""
    stamp, reply, at = label.stamp, label.reply, label.behind
    while at < len(lines) and at - label.first < MOST_LABEL_LINES:
        line = lines[at]
        if is_line("replying", line.text):
            reply = True
        elif not line.parted and (own := line_of_stamp(text, line.span)) is not None:
            stamp = stamp or own
        elif not is_line("furniture", line.text) or line.parted:
            break
        at += 1
    return replace(label, behind=at, stamp=stamp, reply=reply)


# --- posts -------------------------------------------------------------------------------


def _posts(text: str, lines: Sequence[Line], label: Label, stop: int) -> list[Turn]:
    """The post beneath a label; several where somebody numbered them."""
    end, below = _body(text, lines, label.behind, stop)
    if end <= label.behind:
        return []
    told = (line_of_stamp(text, lines[k].span) for k in below)
    stamp = label.stamp or next((one for one in told if one is not None), None)
    head = (lines[label.first].span[0], lines[label.behind - 1].span[1])
    turn = Turn(
        label=head, author=label.author, words=None, layout="thread", stamp=stamp,
        reply=label.reply,
        beside=(
            *(lines[k].span for k in range(label.first, label.behind)),
            *(lines[k].span for k in below),
        ),
    )  # fmt: skip
    starts = _numbered(lines, label.behind, end)
    edges = [*starts, end]
    return [
        replace(turn, words=(lines[a].span[0], lines[b - 1].span[1])) for a, b in pairwise(edges)
    ]


def _body(text: str, lines: Sequence[Line], first: int, stop: int) -> tuple[int, list[int]]:
    """Where a post ends, and which lines behind it are its stamp, its counts and its buttons."""
    closers = [
        k for k in range(first, stop)
        if is_line("furniture", lines[k].text) or line_of_stamp(text, lines[k].span) is not None
    ]  # fmt: skip
    if closers and closers[0] > first:
        end = closers[0]
        return end, closers
    end = first + 1
    numbered = _NUMBERED.match(lines[first].text) if first < stop else None
    while end < stop and (not lines[end].parted or (numbered and _NUMBERED.match(lines[end].text))):
        end += 1
    return (end, closers) if first < stop and first not in closers else (first, closers)


def _numbered(lines: Sequence[Line], first: int, end: int) -> list[int]:
    """Where the posts of a numbered thread begin: "1/", "2/"; the first line of any other."""
    told = [
        (k, int(match[1]))
        for k in range(first, end)
        if (match := _NUMBERED.match(lines[k].text)) is not None
    ]
    numbers = [number for _, number in told]
    if (
        len(told) > 1
        and told[0][0] == first
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        return [k for k, _ in told]
    return [first]
