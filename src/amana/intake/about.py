"""About: what a page's markup says of itself: title, outlet, author, date, language."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from amana.intake.blocks import text_of
from amana.intake.chrome import has_word, words_of
from amana.intake.embeds import as_iso
from amana.lang.bylines import name_in_byline
from amana.lang.lexicon import load

LONGEST = 300  #: letters of a name or a title; longer ones are something else
LONGEST_BYLINE = 100  #: letters of a line that names an author
MOST_TIMES = 100  #: in which the page's own is looked for; it stands near the top
MOST_JSON = 2_000_000  #: letters of a page's structured data that are read
EARLIEST_YEAR = 1995  #: of a page; years before are clocks that were not set

_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page says of itself; None where it says nothing."""

    title: str | None
    outlet: str | None
    author: str | None
    published: str | None  #: ISO, with its offset where it has one
    lang: str | None
    free: bool  #: False where it says that it is not shown to everybody


NOTHING_SAID = About(title=None, outlet=None, author=None, published=None, lang=None, free=True)


def about(root: HtmlElement, headline: str | None) -> About:
    """Return what a page says of itself: structured data first, then names, then what is shown."""
    article, others = _structured(root)
    named = _named(root)
    titles = (headline, _words(article.get("headline")), *_from(named, "titles"), _title(root))
    outlets = (
        _words(named.get("og:site_name")),
        _name(article.get("publisher")),
        *_from(named, "outlets"),
        *(_name(one) for one in others if "WebSite" in _types(one)),
        _beside(_title(root), headline),
    )
    authors = (_name(article.get("author")), *_from(named, "authors"), _byline(root))
    paged = (one.get("datePublished") for one in others if "WebPage" in _types(one))
    dates = (article.get("datePublished"), *paged, *_from(named, "dates"), *_shown_dates(root))
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    match = _LANG.match(lang)
    return About(
        title=next(filter(None, titles), None),
        outlet=next(filter(None, outlets), None),
        author=next((one for one in authors if one and not one.startswith("http")), None),
        published=next((iso for one in dates if (iso := _instant(one))), None),
        lang=match[0].replace("_", "-") if match else None,
        free=str(article.get("isAccessibleForFree", "true")).lower() != "false",
    )


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    tidy = " ".join(value.split())
    return tidy if 0 < len(tidy) <= LONGEST else None


def _from(named: Mapping[str, str], what: str) -> list[str | None]:
    return [_words(named.get(name)) for name in load("pages")["schema"][what]]


def _named(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            found.setdefault(name.strip().lower(), meta.get("content", ""))
    return found


def _title(root: HtmlElement) -> str | None:
    title = root.find(".//title")
    return None if title is None else _words(title.text or "")


def _beside(title: str | None, headline: str | None) -> str | None:
    """The outlet that a page's title names behind its headline, or before it.

    >>> _beside("Envoys leave | World | Lamp", "Envoys leave"), _beside("Lamp: Envoys", "Envoys")
    ('Lamp', 'Lamp')
    """
    if not title or not headline or headline not in title:
        return None
    before, behind = title.split(headline, 1)
    parts = [part.strip(" :»«-–—") for part in re.split(r"\s[|–—•·-]\s|\|", behind or before)]
    named = [part for part in parts if part]
    if not named:
        return None
    return named[-1] if behind else named[0]


# --- structured data ---------------------------------------------------------------------


def _structured(root: HtmlElement) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """The page's article as JSON-LD tells it (schema.org), and whatever else is told there."""
    nodes = list(_nodes(root))
    articles = [node for node in nodes if _types(node) & words_of("schema", "articles")]
    best = max(articles, key=lambda n: ("datePublished" in n) + ("headline" in n), default={})
    if isinstance(publisher := best.get("publisher"), dict) and "name" not in publisher:
        known = {str(n.get("@id")): n for n in nodes if n.get("name")}
        best = {**best, "publisher": known.get(str(publisher.get("@id")))}
    return _resolved(best, nodes), nodes


def _resolved(article: Mapping[str, Any], nodes: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The article with an author that is told elsewhere by its @id."""
    author = article.get("author")
    if isinstance(author, dict) and "name" not in author:
        known = next(
            (n for n in nodes if n.get("@id") == author.get("@id") and n.get("name")), None
        )
        return {**article, "author": known}
    return article


def _nodes(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            told = json.loads((script.text or "")[:MOST_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flat(told)


def _flat(told: object) -> Iterator[Mapping[str, Any]]:
    """The nodes on the first levels: lists, graphs, and the page's main thing."""
    level = [told]
    for _ in range(4):
        below: list[object] = []
        for one in level:
            if isinstance(one, list):
                below += one
            elif isinstance(one, dict):
                yield one
                below += [one.get("@graph"), one.get("mainEntity"), one.get("mainEntityOfPage")]
        level = below


def _types(node: Mapping[str, Any]) -> set[str]:
    told = node.get("@type")
    return {one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)}


def _name(told: object) -> str | None:
    """The name of a person or an organisation; names of several with commas between."""
    if isinstance(told, list):
        names = list(dict.fromkeys(filter(None, map(_name, told))))
        return ", ".join(names) or None
    return _words(told.get("name") if isinstance(told, dict) else told)


# --- what is shown -----------------------------------------------------------------------


def _byline(root: HtmlElement) -> str | None:
    """The author as the page shows it: a link or a line that is marked as one."""
    for element in root.iter("a", "span", "div", "p", "address"):
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        named = element.get("class")
        if marked or (named and has_word(named, "date", "byline")):
            words = name_in_byline(_by().sub("", " ".join(text_of(element).split())))
            if 0 < len(words) <= LONGEST_BYLINE:
                return words
    return None


def author_in(line: str) -> str | None:
    """Return the name in a line that begins with "By"; None for any other line.

    >>> author_in("By Jonas Wirth"), author_in("By noon it had rained for six hours.")
    ('Jonas Wirth', None)
    """
    words = " ".join(line.split())
    told = _by().sub("", words)
    name = name_in_byline(told)
    is_name = len(words) <= LONGEST_BYLINE and name[:1] == name[:1].upper() and "." not in told[-1:]
    return name if told != words and name and is_name else None


def agency_in(dateline: str) -> str | None:
    """Return the agency in the brackets of a dateline, in either language; None where none is.

    >>> agency_in("MARAH (Lamp News) - Four buses left."), agency_in("MARAH (13 May) - They left.")
    ('Lamp News', None)
    """
    match = _AGENCY.match(dateline)
    return None if match is None or any(map(str.isdigit, match[1])) else match[1].strip()


_AGENCY = re.compile(r"[^()\n.]{2,40}\(([^()\n]{2,40})\)\s*[-–—]")


@cache
def _by() -> re.Pattern[str]:
    return re.compile(load("pages")["date"]["by"], re.IGNORECASE)


def _shown_dates(root: HtmlElement) -> Iterator[str | None]:
    """Dates in the markup of what is shown: marked as the page's, or the first of its header."""
    for element in root.iter("time", "span", "meta", "abbr", "div", "p"):
        if "datePublished" in (element.get("itemprop") or ""):
            yield from map(element.get, ("datetime", "content", "title"))
            yield element.text
        elif element.tag == "time" and element.get("pubdate") is not None:
            yield element.get("datetime")
    for time in islice(root.iter("time"), MOST_TIMES):
        around = (time, *islice(time.iterancestors(), 2))
        named = " ".join(element.get("class", "") for element in around)
        if has_word(named, "date", "date"):
            yield time.get("datetime")
    head = next(root.iter("h1"), None)
    beside = None if head is None else head.getparent()
    if beside is not None and beside.tag not in {"body", "main", "html"}:
        yield from (time.get("datetime") for time in beside.iter("time"))


def _instant(told: object) -> str | None:
    """A date or time as ISO; None for what is none, or lies before there were pages."""
    if not isinstance(told, str):
        return None
    iso = as_iso(told)
    if iso is None and re.match(r"[A-Z][a-z]{2}, \d", told):
        try:
            iso = parsedate_to_datetime(told).isoformat()
        except ValueError:
            return None
    return iso if iso is not None and int(iso[:4]) >= EARLIEST_YEAR else None
