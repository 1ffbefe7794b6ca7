"""Blocks: a page's tree as the paragraphs a reader sees, to the letter, in their order.

White space runs together as browsers let it; a no-break space, marks of direction, joiners and
quotation marks stay as they are. A soft hyphen is left out: it is no letter but a place where a
line may break, as `<wbr>` is. `<br>` breaks a line, two of them a paragraph. A row of short cells
is a line, with bars between them.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from amana.intake.chrome import frames_of, is_chrome, is_hidden, words_of

PLACE = "amana-place"  #: the element that stands where a post or a picture was taken out

LONGEST_CELL = 80  #: letters of a cell that holds a figure or a name; pages are laid out by longer

_BLOCKS = words_of("tags", "blocks")
_SILENT = words_of("tags", "silent")
_CELLS = frozenset({"td", "th"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r" *\n[ \n]*")
_BARS = "|¦·•"  # between the links of a menu
_SOFT = str.maketrans("", "", "\u00ad")


@dataclass(slots=True)
class Block:
    """A run of words that stands by itself."""

    element: HtmlElement  #: the innermost block that holds it
    text: str  #: without its marks; lines apart by a newline, paragraphs by two
    linked: int  #: letters of it inside links
    kind: str  #: "p", "head", "li", "quote", "time"
    chrome: bool  #: inside what stands around an article: menus, sidebars, footers
    anchor: tuple[HtmlElement, bool]  #: where its first text hangs: an element; True its tail

    @property
    def shown(self) -> str:
        """The text as it stands in a view: items with a dash, quoted paragraphs with an angle."""
        if self.kind == "quote":
            return "\n".join("> " + line if line else "" for line in self.text.split("\n"))
        return "- " + self.text if self.kind == "li" else self.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was taken out."""

    number: int  #: as written on its element
    before: int  #: how many blocks stand before it
    chrome: bool
    element: HtmlElement


@dataclass(slots=True)
class _Run:
    """The block in hand."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: set[int] = field(default_factory=set)  #: which of the parts stand inside links
    anchor: tuple[HtmlElement, bool] | None = None


def find_blocks(
    root: HtmlElement, *, stamps: Container[HtmlElement] = frozenset(), menus: bool = False
) -> tuple[list[Block], list[Place]]:
    """Return the blocks of a tree in order, and the places of what was taken out.

    `stamps` are elements that stand by themselves though they are inline: a live blog's times.
    Lines of nothing but links with bars between them are left out, unless `menus`.
    """
    return _Walk(stamps, frames_of(root), menus=menus).walk(root)


class _Walk:
    """One walk through a tree; it keeps no call on the stack for a level of the tree."""

    def __init__(
        self, stamps: Container[HtmlElement], frames: Container[HtmlElement], *, menus: bool
    ) -> None:
        self._menus = menus
        self._stamps = stamps
        self._frames = frames
        self._blocks: list[Block] = []
        self._places: list[Place] = []
        self._run = _Run()
        self._above: list[HtmlElement] = []  # open blocks
        self._chrome: HtmlElement | None = None  # the open element with which chrome begins
        self._links = self._quotes = self._pre = self._rows = 0
        self._row: HtmlElement | None = None  # the row of a table of short cells
        self._item: HtmlElement | None = None  # a list item that has no words yet

    def walk(self, root: HtmlElement) -> tuple[list[Block], list[Place]]:
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                if self._is_silent(element):
                    steps.skip_subtree()
                    continue
                self._open(element)
            else:
                if not self._is_silent(element):
                    self._close(element)
                if element is not root:
                    self._say(element.tail, element, tail=True)
        self._flush(root)
        return self._blocks, self._places

    def _is_silent(self, element: HtmlElement) -> bool:
        return element.tag in _SILENT or (bool(element.attrib) and is_hidden(element))

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "tr" and _is_row(element):
            self._row = element
        if self._row is not None and tag in _CELLS:
            self._run.parts.append(" | " if self._run.anchor is not None else "")
        elif tag in _BLOCKS or element in self._stamps:
            self._flush(self._above[-1] if self._above else element)
            self._above.append(element)
            if tag == "li":
                self._item = element
        elif tag == PLACE:
            self._place(element)
        elif tag == "br":
            self._run.parts.append("\n")
        elif tag == "img":
            self._say(_symbol(element), element, tail=False)
        elif tag == "q":
            self._run.parts.append("“")
        self._count(tag, 1)
        if self._chrome is None and is_chrome(element) and element not in self._frames:
            self._chrome = element
        self._say(element.text, element, tail=False)

    def _close(self, element: HtmlElement) -> None:
        is_cell = self._row is not None and element.tag in _CELLS
        if not is_cell and (element.tag in _BLOCKS or element in self._stamps):
            self._flush(element)
            self._above.pop()
            if self._row is element:
                self._row = None
            if self._item is element:
                self._item = None
        elif element.tag == "q":
            self._run.parts.append("”")
        self._count(element.tag, -1)
        if self._chrome is element:
            self._chrome = None

    def _count(self, tag: str, by: int) -> None:
        if tag == "a":
            self._links += by
        elif tag == "blockquote":
            self._quotes += by
        elif tag in {"pre", "textarea"}:
            self._pre += by

    def _place(self, element: HtmlElement) -> None:
        if self._run.anchor is not None and self._above[-1:] and self._above[-1].tag != "p":
            self._flush(self._above[-1])
        number = int(element.get("n", "0"))
        before = len(self._blocks) + (self._run.anchor is not None)
        self._places.append(Place(number, before, self._chrome is not None, element))

    def _say(self, words: str | None, element: HtmlElement, *, tail: bool) -> None:
        if not words:
            return
        words = words.translate(_SOFT)
        shown = words.replace("\r\n", "\n") if self._pre else _SPACE.sub(" ", words)
        if not shown.strip():
            self._run.parts.append(shown)
            return
        if self._run.anchor is None:
            self._run.anchor = (element, tail)
        if self._links:
            self._run.linked += len(shown.strip())
            self._run.links.add(len(self._run.parts))
        self._run.parts.append(shown)

    def _flush(self, element: HtmlElement) -> None:
        run, self._run = self._run, _Run()
        if run.anchor is None:
            return
        keeps = self._menus or self._row is not None or bool(self._pre)
        text = _tidied("".join(run.parts if keeps else _without_menus(run)))
        if not text:
            return
        block = Block(
            element, text, run.linked, self._kind(element), self._chrome is not None, run.anchor
        )
        self._blocks.append(block)

    def _kind(self, element: HtmlElement) -> str:
        if element in self._stamps:
            self._item = None
            return "time"
        if element.tag in _HEADS:
            return "head"
        if self._quotes:
            return "quote"
        if self._item is not None:
            self._item = None
            return "li"
        return "p"


def _is_row(row: HtmlElement) -> bool:
    """Whether a row is one of a table that tells: short cells side by side, and other rows."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    alone = row.getnext() is None and row.getprevious() is None
    if alone or len(cells) < 2:  # noqa: PLR2004 - a table has several both ways
        return False
    parts = (part for cell in cells for part in islice(cell.iterdescendants(), LONGEST_CELL))
    is_layout = any(part.tag in _BLOCKS or part.tag in {"img", PLACE, "br"} for part in parts)
    return not is_layout and all(len("".join(c.itertext())) <= LONGEST_CELL for c in cells)


def _without_menus(run: _Run) -> list[str]:
    """The parts of a run without its menus: lines of links, with bars or dots between them."""
    lines: list[list[int]] = [[]]
    for i, part in enumerate(run.parts):
        lines[-1].append(i)
        if part == "\n":
            lines.append([])
    kept = (line for line in lines if not _is_menu(line, run))
    return [run.parts[i] for line in kept for i in line]


def _is_menu(line: list[int], run: _Run) -> bool:
    links = sum(i in run.links for i in line)
    between = "".join(run.parts[i] for i in line if i not in run.links)
    bars = sum(between.count(bar) for bar in _BARS)
    return links > 1 and bars >= links - 1 and not between.strip(_BARS + " \n\u00a0")


def _tidied(text: str) -> str:
    """Lines without spaces at their edges, two breaks or more as one empty line."""
    text = re.sub(r" {2,}", " ", text)
    return _BREAKS.sub(lambda m: "\n\n" if m[0].count("\n") > 1 else "\n", text).strip(" \n")


def _symbol(image: HtmlElement) -> str | None:
    """The letter that a picture stands for: pages draw emoji as pictures."""
    alt = image.get("alt", "")
    drawn = "emoji" in (image.get("class") or "").lower() or "/emoji/" in (image.get("src") or "")
    return alt if drawn and len(alt) <= 16 and not alt.isascii() else None  # noqa: PLR2004 - joined ones are long


def text_of(element: HtmlElement) -> str:
    """Return the words of an element as they are shown, paragraphs apart by an empty line."""
    blocks, _ = find_blocks(element, menus=True)
    return "\n\n".join(block.text for block in blocks)
