"""The body: which blocks of a page are its article. trafilatura chooses, gaps are filled here."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from amana.intake.blocks import Block
from amana.intake.chrome import is_chrome
from amana.intake.embeds import day_in

LEAST_LETTERS = 120  #: of an article; with fewer, what the page shows in its main part is taken
LINKED = 0.8  #: share of letters inside links from which a block leads elsewhere
LONGEST_DATE_LINE = 90  #: letters of "Published: Tuesday, 13 December 2032, 08:41 GMT", and of more
LEAST_SENTENCE = 40  #: letters of a line that tells something; labels and buttons are shorter
LEAST_ENTRIES = 3  #: entries with times of their own that make a live blog
LEAST_ENTRY = 25  #: letters of an entry beside its time
SHARE_OF_ENTRIES = 0.4  #: of a page's letters, from which its entries are the article
MOST_ENTRY_TIMES = 3  #: times in one entry; what has more holds entries itself
MOST_TIMES = 5_000  #: of a live blog; the longest have some hundred entries
FARTHEST = 8  #: elements from a time outwards among which is its entry
REPEATED = 100  #: letters from which a block that stands twice is a page's second layout

_FIRST = 0x2800  # braille: letters that no article has, and that no cleaning takes for blank
_TOKEN = re.compile("\u28ff([\u2801-\u28fe])([\u2801-\u28fe])([\u2801-\u28fe])")
_BASE = 254  #: braille letters that make a digit


@dataclass(frozen=True, slots=True)
class Live:
    """The entries of a live blog, and the elements of their times."""

    entries: tuple[HtmlElement, ...]
    stamps: frozenset[HtmlElement]


NO_LIVE = Live((), frozenset())


def choose(
    root: HtmlElement, blocks: Sequence[Block], head: int | None, *, live: Live, small: bool
) -> list[int]:
    """Return which blocks are the article, by number, in order; none where there is none.

    It writes marks into the tree, which is used up by this. `head` is the headline's number;
    `small`: a library may walk it.
    """
    if live.entries:
        return _of_entries(blocks, live)
    kept = _chosen(root, blocks) if small else []
    if _size(kept, blocks) < LEAST_LETTERS:
        shown = _shown(blocks)
        if _size(shown, blocks) > _size(kept, blocks):
            return shown
    told = [i for i in _filled(_plain(kept, blocks), blocks, head) if not _leads_away(blocks[i])]
    return _without_repeats(told, blocks)


# --- trafilatura -------------------------------------------------------------------------


def _chosen(root: HtmlElement, blocks: Sequence[Block]) -> list[int]:
    """The blocks that trafilatura keeps: each is marked by a token that comes out with its text."""
    for number, block in enumerate(blocks[: _BASE**3]):
        element, is_tail = block.anchor
        token = _token(number)
        if is_tail:
            element.tail = token + (element.tail or "")
        else:
            element.text = token + (element.text or "")
    body = _extract(root)
    if body is None:
        return []
    found = {_number(match) for match in _TOKEN.finditer("".join(body.itertext()))}
    return sorted(number for number in found if number < len(blocks))


def _extract(root: HtmlElement) -> HtmlElement | None:
    import trafilatura  # noqa: PLC0415 - a fifth of a second, only where a page is read

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = trafilatura.bare_extraction(
        root, fast=True, include_comments=False, include_tables=True, deduplicate=False,
        with_metadata=False,
    )  # fmt: skip
    return getattr(document, "body", None)


def _token(number: int) -> str:
    digits = (number // _BASE**2, number // _BASE % _BASE, number % _BASE)
    return "\u28ff" + "".join(chr(_FIRST + 1 + digit) for digit in digits) + " "


def _number(match: re.Match[str]) -> int:
    number = 0
    for digit in match.groups():
        number = number * _BASE + ord(digit) - _FIRST - 1
    return number


# --- what it leaves out ------------------------------------------------------------------


def _plain(kept: list[int], blocks: Sequence[Block]) -> list[int]:
    """Without what stands around the article, unless by that rule most of it would go."""
    plain = [i for i in kept if not blocks[i].chrome]
    return plain if 2 * _size(plain, blocks) >= _size(kept, blocks) else kept


def _size(numbers: list[int], blocks: Sequence[Block]) -> int:
    return sum(len(blocks[i].text) for i in numbers)


def _filled(kept: list[int], blocks: Sequence[Block], head: int | None) -> list[int]:
    """The kept blocks with what belongs to them: the lead, and what stands between them.

    Between them, that is what stands in the same element as one of them does, or is told.
    """
    if not kept:
        return []
    homes = {_home(blocks[i]) for i in kept}
    start = kept[0] if head is None or head > kept[0] else head + 1
    lead = (i for i in range(start, kept[0]) if _is_told(blocks[i]) and not _is_date(blocks[i]))
    between = (
        i for i in range(kept[0], kept[-1]) if _is_told(blocks[i]) or _home(blocks[i]) in homes
    )
    more = (i for i in (*lead, *between) if not blocks[i].chrome)
    return sorted({*kept, *more})


def _is_told(block: Block) -> bool:
    """Whether a block tells something: a quotation, or as long as a sentence."""
    return block.kind == "quote" or len(block.text) >= LEAST_SENTENCE


def _is_date(block: Block) -> bool:
    """Whether a block is a line that dates the page: "Last modified on Friday, …"."""
    return len(block.text) < LONGEST_DATE_LINE and day_in(block.text) is not None


def _home(block: Block) -> HtmlElement | None:
    """The element that holds a block and its neighbours: a list or a quotation with them."""
    home = block.element.getparent()
    while home is not None and home.tag in {"ul", "ol", "li", "blockquote", "dl", "tr", "tbody"}:
        home = home.getparent()
    return home


def _leads_away(block: Block) -> bool:
    return block.linked > LINKED * len(block.text.replace("\n", ""))


def _without_repeats(kept: list[int], blocks: Sequence[Block]) -> list[int]:
    """Without long blocks that stand a second time: some pages hold one layout for each screen."""
    seen: set[str] = set()
    once = []
    for i in kept:
        text = blocks[i].text
        if len(text) < REPEATED or text not in seen:
            once.append(i)
        seen.add(text)
    return once


def _shown(blocks: Sequence[Block]) -> list[int]:
    """What a page shows in its main part, where no article was found in it."""
    plain = [i for i, b in enumerate(blocks) if not b.chrome and not _leads_away(b)]
    for tags in (("article",), ("main",)):
        inside = [i for i in plain if _within(blocks[i].element, tags)]
        if _size(inside, blocks) >= LEAST_LETTERS:
            return inside
    return plain


def _within(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return element.tag in tags or next(element.iterancestors(*tags), None) is not None


# --- live blogs --------------------------------------------------------------------------


def find_live(root: HtmlElement) -> Live:
    """Return the entries of a live blog: many elements alike, each with a time and words.

    A time that shows no clock ("2 hours ago") is written as its markup gives it; entries of
    several days have their day beside the clock.
    """
    groups: dict[tuple[str, str], list[HtmlElement]] = {}
    times = list(islice(root.iter("time"), MOST_TIMES + 1))
    for time in times if len(times) <= MOST_TIMES else ():
        for above in islice(time.iterancestors("article", "li", "section", "div"), FARTHEST):
            key = (above.tag, (above.get("class") or "").split(" ")[0])
            entries = groups.setdefault(key, [])
            if not entries or entries[-1] is not above:
                entries.append(above)
    candidates = [_entries(group) for group in groups.values() if len(group) >= LEAST_ENTRIES]
    best = max(candidates, key=_letters, default=())
    whole = len("".join(root.itertext()))
    if len(best) < LEAST_ENTRIES or _letters(best) < SHARE_OF_ENTRIES * whole:
        return NO_LIVE
    stamps = [next(entry.iter("time")) for entry in best]
    days = {match[1] for stamp in stamps if (match := _moment(stamp)) is not None}
    for stamp in stamps:
        written = _stamp(stamp, several_days=len(days) > 1)
        stamp[:] = []
        stamp.text = written
    return Live(tuple(best), frozenset(stamps))


def _stamp(stamp: HtmlElement, *, several_days: bool) -> str:
    """A time as shown, with its day where entries are of several; by its markup without a clock."""
    shown = " ".join("".join(stamp.itertext()).split())
    match = _moment(stamp)
    has_clock = _CLOCK.search(shown) is not None
    if match is None or day_in(shown) is not None or (has_clock and not several_days):
        return shown
    day, clock, zone = match.groups()
    if zone in {"Z", "+00:00", "+0000"}:
        return f"{day} {clock} UTC"
    return f"{shown} {day}" if has_clock else f"{day} {clock}"


def _moment(stamp: HtmlElement) -> re.Match[str] | None:
    return _MOMENT.match(stamp.get("datetime") or "")


_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(r"\d{1,2}[:.٫]\d\d|\d\s?[ap]\.?m|[٠-٩]{1,2}[:.][٠-٩]{2}", re.IGNORECASE)


def _entries(group: list[HtmlElement]) -> tuple[HtmlElement, ...]:
    """Those of a group that are one entry each, with words that lead nowhere else."""
    kept: dict[HtmlElement, None] = {}
    for element in group:
        several = next(islice(element.iter("time"), MOST_ENTRY_TIMES, None), None) is not None
        if several or any(above in kept for above in element.iterancestors()):
            continue
        chrome = any(is_chrome(one) for one in (element, *element.iterancestors()))
        if not chrome and _own_letters(element) >= LEAST_ENTRY:
            kept[element] = None
    return tuple(kept)


def _letters(entries: tuple[HtmlElement, ...]) -> int:
    return sum(map(_own_letters, entries))


def _own_letters(element: HtmlElement) -> int:
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return len(" ".join("".join(element.itertext()).split())) - linked


def _of_entries(blocks: Sequence[Block], live: Live) -> list[int]:
    """Every block of every entry, and what leads to the first of them below the headline."""
    entries = frozenset(live.entries)
    inside = [i for i, b in enumerate(blocks) if _is_in(b.element, entries)]
    if not inside:
        return []
    heads = [i for i in range(inside[0]) if blocks[i].element.tag == "h1"]
    lead = range(heads[-1] + 1 if heads else inside[0], inside[0])
    told = [i for i in lead if not blocks[i].chrome and not _leads_away(blocks[i])]
    return [*told, *(i for i in inside if not _is_button(blocks[i]))]


def _is_in(element: HtmlElement, entries: frozenset[HtmlElement]) -> bool:
    return element in entries or any(above in entries for above in element.iterancestors())


def _is_button(block: Block) -> bool:
    """Whether a block of an entry is its row of links: "Share", "Copy link"."""
    if block.kind == "time":
        return False
    return block.chrome or (_leads_away(block) and len(block.text) < LEAST_ENTRY)
