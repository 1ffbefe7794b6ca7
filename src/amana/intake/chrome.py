"""Chrome: what stands around an article on a page, told by its tags, roles and class names."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from amana.lang.lexicon import load

_TAGS = frozenset({"nav", "footer", "aside", "dialog"})
_WHOLE = frozenset({"html", "body", "main", "article", "h1"})  # whatever their class says
_PART = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def frames_of(root: HtmlElement) -> frozenset[HtmlElement]:
    """Return all that holds a headline or the main part: the page's frame, whatever its name."""
    frames: set[HtmlElement] = set()
    for element in root.iter("h1", "main", "article"):
        for above in element.iterancestors():
            if above in frames:
                break
            frames.add(above)
    return frozenset(frames)


def is_chrome(element: HtmlElement) -> bool:
    """Whether an element that is no frame holds something other than the article."""
    if element.tag in _WHOLE:
        return False
    if element.tag in _TAGS:  # the footer of a quotation says whose it is
        return element.tag != "footer" or next(element.iterancestors("blockquote"), None) is None
    if not element.attrib:
        return False
    named = f"{element.get('class', '')} {element.get('id', '')}"
    by_role = element.get("role", "").lower() in load("pages")["chrome"]["roles"]
    return by_role or _names_chrome(named)


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of an element."""
    get = element.get
    if get("hidden") is not None or ((style := get("style")) and _UNSEEN.search(style)):
        return True
    named = get("class")
    return named is not None and has_word(named, "chrome", "hidden")


@lru_cache(maxsize=4096)
def _names_chrome(named: str) -> bool:
    parts = split(named)
    words = load("pages")["chrome"]
    if any(part.startswith(tuple(words["starts"])) for part in parts):
        return True
    return bool(words_of("chrome", "words") & set(parts)) or _has_pair(parts, words["pairs"])


def split(named: str) -> tuple[str, ...]:
    """Return the words of class names, lower case.

    >>> split("entry-content siteHeader")
    ('entry', 'content', 'site', 'header')
    """
    return tuple(part.lower() for part in _PART.split(named) if part)


@lru_cache(maxsize=4096)
def has_word(named: str, part: str, name: str) -> bool:
    """Whether class names have a word, or words side by side, of a list in `pages.toml`."""
    words = split(named)
    return bool(words_of(part, name) & set(words)) or _has_pair(words, load("pages")[part][name])


@lru_cache(maxsize=64)
def words_of(part: str, name: str) -> frozenset[str]:
    """Return a list of `pages.toml`."""
    return frozenset(load("pages")[part][name])


def _has_pair(parts: tuple[str, ...], phrases: list[str]) -> bool:
    joined = f" {' '.join(parts)} "
    return any(f" {phrase} " in joined for phrase in phrases if " " in phrase)
