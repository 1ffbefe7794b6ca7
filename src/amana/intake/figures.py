"""Figures: the pictures of a page with their captions, taken out of its text."""

import base64
import binascii
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

from amana.intake.blocks import text_of
from amana.intake.chrome import has_word
from amana.intake.embeds import replace_by_place
from amana.lang.letters import fold
from amana.lang.lexicon import load

SMALLEST = 64  #: pixels of the shorter side that a page names; what is smaller is an icon
LONGEST_CAPTION = 1_500  #: letters; what is longer is no caption but an article's part
MOST_PARTS = 60  #: elements of what holds one picture and its caption; figures have 3 to 20
SHORTEST_DATA = 1_000  #: characters of a picture inside an address; placeholders have some 100

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-srcset", "srcset")
_DATA = re.compile(r"\s*data:(image/[\w.+-]+)?((?:;[\w=.+-]+)*),", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORD = 2  #: letters that say nothing of a picture
#: capitals within a line or of a lone word, Arabic: what may be a name
_MAY_NAME = re.compile(r"\w\W+[A-Z]\w|^[A-Z]\w+$|[\u0620-\u064a]{3}")
_FILE = re.compile(r"\.\w{3,4}$")
_NUMBER = re.compile(r"\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, as the page shows it."""

    source: str  #: its address exactly as written
    caption: str
    credit: str | None
    data: bytes | None  #: of a picture inside the page


def take_figures(root: HtmlElement) -> list[Figure]:
    """Return the pictures of a page with captions; places with their numbers stand for them."""
    found: list[Figure] = []
    for element, image in _holders(root):
        caption = _caption_of(element)
        words = "" if caption is None else text_of(caption)
        source = _source(image)
        found.append(
            Figure(
                source=source,
                caption="\n\n".join(_said_of(image, words)) or (image.get("alt") or "").strip(),
                credit=None if caption is None else _credit(element),
                data=_data(source),
            )
        )
        replace_by_place(element, len(found) - 1, "image")
    return found


def _said_of(image: HtmlElement, caption: str) -> Iterator[str]:
    """The caption; and what the page says beside it, unseen, where that may name somebody."""
    if caption:
        yield caption
    told = set(_WORD.findall(fold(caption)))
    for name in ("alt", "title"):
        words = " ".join((image.get(name) or "").split())
        more = {word for word in _WORD.findall(fold(words)) if len(word) > _NO_WORD} - told
        if more and _MAY_NAME.search(words) and not _FILE.search(words):
            told |= more
            yield words


def _holders(root: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Each picture with what holds it and its caption; one picture for each holder."""
    done: set[HtmlElement] = set()
    titled = {a.get("href") for a in root.iter("a") if a.get("href") and text_of(a)}
    for image in list(root.iter("img", "amp-img")):
        if _is_drawn(image) or _is_teaser(image, titled):
            continue
        holder = _holder(image)
        if holder in done or any(above in done for above in holder.iterancestors()):
            continue
        done.add(holder)
        yield holder, image


def _is_drawn(image: HtmlElement) -> bool:
    """Whether a picture is an emoji, an icon or a dot that counts visitors."""
    named = (image.get("class") or "").lower()
    if "emoji" in named or "/emoji/" in (image.get("src") or "") or "wp-smiley" in named:
        return True
    sides = [_NUMBER.match(image.get(side) or "") for side in ("width", "height")]
    return any(int(side[1][:6]) < SMALLEST for side in sides if side)


def _is_teaser(image: HtmlElement, titled: Container[str | None]) -> bool:
    """Whether a picture leads to another story: words on the page link to the same address."""
    link = next(image.iterancestors("a"), None)
    if link is None or link.find(".//figcaption") is not None:
        return False
    address = link.get("href") or ""
    return address in titled and not address.startswith("#")


def _holder(image: HtmlElement) -> HtmlElement:
    """What stands or falls with a picture: its figure, or what holds it and its caption alone."""
    best = image
    for above in image.iterancestors():
        if above.tag == "figure":
            return above if _is_of_pictures(above) else best
        large = sum(1 for _ in islice(above.iter(), MOST_PARTS)) == MOST_PARTS
        if large or above.tag in {"body", "main", "article", "td", "section"}:
            break
        if _caption_of(above) is not None and _is_of_pictures(above):
            return above
        if above.tag in {"a", "picture"} and not text_of(above):
            best = above
    return best


def _is_of_pictures(holder: HtmlElement) -> bool:
    """Whether an element holds a picture and its caption, and no words besides."""
    caption = _caption_of(holder)
    words = len(text_of(holder))
    said = 0 if caption is None else len(text_of(caption))
    return words <= LONGEST_CAPTION and words - said <= len(_credit(holder) or "") + _OTHER


_OTHER = 80  #: letters of a figure beside its caption: a credit, "Enlarge", a counter


def _caption_of(holder: HtmlElement) -> HtmlElement | None:
    """The caption inside what holds a picture."""
    found = next(holder.iter("figcaption"), None)
    if found is not None:
        return found
    for element in holder.iterdescendants("p", "div", "span", "small", "dd", "em"):
        named = element.get("class")
        if named and has_word(named, "caption", "caption") and element.find(".//img") is None:
            return element
    return None


def _credit(holder: HtmlElement) -> str | None:
    """Who made the picture, as the page marks it, without the word that says so."""
    for element in holder.iterdescendants("span", "small", "p", "div", "cite", "em", "figcaption"):
        named = f"{element.get('class', '')} {element.get('itemprop', '')}"
        is_whole = element.tag == "figcaption" or element.find(".//img") is not None
        if named.strip() and not is_whole and has_word(named, "caption", "credit"):
            return _label().sub("", text_of(element)).strip(" ()[]") or None
    return None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(load("pages")["caption"]["label"], re.IGNORECASE)


# --- where it is -------------------------------------------------------------------------


def _source(image: HtmlElement) -> str:
    """The address of a picture; that of the real one where the page would load it later."""
    source = image.get("src") or ""
    if source and not (_DATA.match(source) and len(source) < SHORTEST_DATA):
        return source
    lazy = next((image.get(name) for name in _LAZY if image.get(name)), None)
    if lazy is None:
        return source
    return str(lazy.split(",")[0].split()[0] if " " in lazy.strip() else lazy)


def _data(source: str) -> bytes | None:
    """The bytes of a picture that is its own address; None for any other."""
    match = _DATA.match(source)
    if match is None or len(source) < SHORTEST_DATA:
        return None
    rest = source[match.end() :]
    try:
        if ";base64" in (match[2] or "").lower():
            return base64.b64decode(unquote_to_bytes(rest), validate=False)
    except (binascii.Error, ValueError):
        return b""
    return unquote_to_bytes(rest)
