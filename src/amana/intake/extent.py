"""The extent of an article on its page: its headline, and which pictures and posts are its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from amana.intake.blocks import Block, Place, text_of
from amana.intake.chrome import has_word, is_chrome
from amana.lang.letters import fold

LEAST_HEADLINE = 8  #: letters of a headline that is looked for in the page's title

_AROUND = frozenset({"nav", "footer", "aside", "dialog"})
_NO_HOME = frozenset({"html", "body"})


def find_headline(root: HtmlElement) -> HtmlElement | None:
    """Return the element of the visible headline; None where no heading is one."""
    title = fold(" ".join(root.xpath("string(//title)").split()))
    heads = [h for h in root.iter("h1", "h2", "h3") if _says_something(h) and not _is_around(h)]
    called = [h for h in heads if has_word(h.get("class") or "", "headline", "headline")]
    if len(called) == 1:
        return called[0]
    first = [h for h in heads if h.tag == "h1"]
    named = [h for h in (*first, *heads) if h.tag != "h3" and _is_in_title(h, title)]
    if named:
        return named[0]
    inside = [h for h in first if next(h.iterancestors("article", "main"), None) is not None]
    return next(iter(inside or first), None)


def _says_something(head: HtmlElement) -> bool:
    return bool("".join(head.itertext()).strip())


def _is_in_title(head: HtmlElement, title: str) -> bool:
    words = fold(" ".join(text_of(head).split()))
    return len(words) >= LEAST_HEADLINE and words in title


def _is_around(element: HtmlElement) -> bool:
    return next(element.iterancestors(*_AROUND), None) is not None


def strip(root: HtmlElement) -> None:
    """Take what shows nothing out of a tree, and pictures for pages without scripts to theirs."""
    for bare in list(root.iter("noscript")):
        image, before = bare.find(".//img"), bare.getprevious()
        if image is not None and before is not None and before.tag == "img":
            before.set("src", image.get("src") or before.get("src") or "")
        elif image is not None and bare.getparent() is not None:
            image.tail = None
            bare.addprevious(image)
    etree.strip_elements(
        root, "script", "style", "template", "noscript", "svg", "math", with_tail=False
    )


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where an article runs, counted in blocks, and the element that holds it."""

    first: int
    last: int
    home: HtmlElement | None  #: None where nothing smaller than the page holds it
    kept: frozenset[HtmlElement]  #: all that holds a block of it

    @classmethod
    def of(cls, blocks: Sequence[Block], kept: Sequence[int], head: int | None) -> "Extent":
        """Return the extent of the chosen blocks; of the whole page where none was chosen."""
        if not kept:
            return cls(0, len(blocks), None, frozenset())
        chosen = [blocks[i].element for i in kept]
        holders = frozenset(above for one in chosen for above in (one, *one.iterancestors()))
        article = next(chosen[0].iterancestors("article"), None)
        start = kept[0] if head is None else min(head, kept[0])
        if article is not None:
            start = next(i for i, b in enumerate(blocks) if _is_inside(b.element, article))
        return cls(start, kept[-1], _home(chosen), holders)

    def holds(self, place: Place) -> bool:
        """Whether a post or a picture is the article's own, by where it stands."""
        around = place.element.iterancestors()
        is_post = place.element.get("what") == "post"
        for above in around:
            if above in self.kept:
                break
            if above.tag in _AROUND or (is_chrome(above) and not is_post):
                return False
        if self.first <= place.before <= self.last + is_post:  # a post may end the article
            return True
        return self.home is not None and _is_inside(place.element, self.home)


def _is_inside(element: HtmlElement, home: HtmlElement) -> bool:
    return element is home or any(above is home for above in element.iterancestors())


def _home(chosen: Sequence[HtmlElement]) -> HtmlElement | None:
    """The innermost element that holds all that was chosen, unless that is the page itself."""
    common = list(chosen[0].iterancestors())
    for one in chosen[1:]:
        above = set(one.iterancestors())
        common = [element for element in common if element in above]
    home = common[0] if common else None
    return None if home is None or home.tag in _NO_HOME else home
