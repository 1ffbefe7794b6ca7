"""Layouts: how words stand on a page that tells by its form, not by a verb, whose they are."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from amana.model import Region, RegionKind, Span
from amana.read.layouts.alone import alone
from amana.read.layouts.chats import chats
from amana.read.layouts.entries import entries
from amana.read.layouts.headed import headed
from amana.read.layouts.interviews import interviews
from amana.read.layouts.signed import mails, signed
from amana.read.layouts.stamps import Stamp
from amana.read.layouts.threads import threads
from amana.read.layouts.turns import Turn, is_line, lines_of


@dataclass(frozen=True, slots=True)
class Layout:
    """The turns of a text in order, and its paragraphs without the labels in front of them."""

    turns: tuple[Turn, ...]
    paragraphs: tuple[Span, ...]
    opened: tuple[tuple[int, Stamp], ...] = ()  #: entries: where their words begin, and when


#: marks of direction, which apps set around names and clocks, as spaces
_SHOWN = dict.fromkeys(
    (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " "
)


def find_layout(text: str, paragraphs: tuple[Span, ...]) -> Layout:
    """Return the turns of a text; none where it tells in sentences whose words are what."""
    shown = text.translate(_SHOWN)
    lines = lines_of(shown, paragraphs)
    found: list[Turn] = []
    for reader in (mails, threads, chats, interviews, signed, headed, alone):
        reaches = sorted(map(_reach, found))
        found += [turn for turn in reader(shown, lines) if _is_free(_reach(turn), reaches)]
    found = sorted((_resent(shown, turn) for turn in found), key=lambda turn: turn.label[0])
    taken = sorted(map(_reach, found))
    stamped = entries(shown, [line for line in lines if _is_free(line.span, taken)])
    behind = {start: words for start, (words, _) in stamped.items()}
    behind |= {turn.label[0]: turn.label[1] for turn in found if turn.label not in turn.beside}
    return Layout(
        tuple(found), _begun_behind(text, paragraphs, behind), tuple(stamped.values())
    )  # fmt: skip


def _resent(text: str, turn: Turn) -> Turn:
    """A post that only hands on another's: "RT @tella_fire: The road is closed."."""
    if turn.words is None or turn.passed:
        return turn
    again = _RESENT.match(text, *turn.words) or _FORWARDED.match(text, *turn.words)
    if again is None:
        return turn
    return replace(turn, words=(again.end(), turn.words[1]), source=again.span("who"), passed=True)


_RESENT = re.compile(r"RT (?P<who>@\w+):\s+(?=\S)")
#: the first line of a post that a channel or a group hands on
_FORWARDED = re.compile(
    r"[\[(]?(?:(?:forwarded|reposted|shared|fwd)(?: message)? from|محو[ّ]?لة من|منقولة? عن):? "
    r"(?P<who>[^\])\n:]{2,60}?)[\])]?\n\s*",
    re.IGNORECASE,
)


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    """Whether no stretch that is taken, each behind the other, meets another stretch."""
    at = bisect_right(taken, span)
    before = at > 0 and taken[at - 1][1] > span[0]
    return not before and not (at < len(taken) and taken[at][0] < span[1])


def _reach(turn: Turn) -> Span:
    spans = (turn.label, *(() if turn.words is None else (turn.words,)))
    return min(s for s, _ in spans), max(e for _, e in spans)


def _begun_behind(
    text: str, paragraphs: tuple[Span, ...], behind: dict[int, int]
) -> tuple[Span, ...]:
    """The paragraphs, begun behind the label or the stamp that stands in front of words."""
    found = []
    for start, end in paragraphs:
        shown = start
        while shown < end and (ord(text[shown]) in _SHOWN or text[shown].isspace()):
            shown += 1
        at = behind.get(shown, start)
        while at < end and text[at].isspace():
            at += 1
        found.append((at, end) if at < end else (start, end))
    return tuple(found)


def with_turns(regions: tuple[Region, ...], text: str, layout: Layout) -> tuple[Region, ...]:
    """Return the regions of a text whose turns and entries are known: their words are running."""
    turns, paragraphs = layout.turns, layout.paragraphs
    if not turns and not layout.opened:
        return regions
    kinds: dict[Span, RegionKind] = {region.span: region.what for region in regions}
    opened = {start for start, _ in layout.opened}
    for span in paragraphs:
        if span[0] in opened and not is_line("furniture", text[slice(*span)]):
            kinds.pop(span, None)
    for turn in turns:
        for span in _inside(paragraphs, turn.words):
            kinds.pop(span, None)
        if turn.words is None and turn.label not in turn.beside:
            for span in _inside(paragraphs, (turn.label[1], turn.label[1] + 2)):
                kinds.pop(span, None)
    for span in {span for turn in turns for span in turn.beside}:
        furniture = is_line("furniture", text[slice(*span)])
        for one in _inside(paragraphs, span):
            kinds[one] = "boilerplate" if furniture else "byline"
    return tuple(Region(span=span, what=kinds[span]) for span in paragraphs if span in kinds)


def _inside(paragraphs: tuple[Span, ...], span: Span | None) -> list[Span]:
    if span is None:
        return []
    first = max(0, bisect_right(paragraphs, (span[0], span[1])) - 1)
    found = []
    for one in paragraphs[first:]:
        if one[0] >= span[1]:
            break
        found += [one] if span[0] < one[1] else []
    return found
