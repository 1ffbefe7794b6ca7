"""Embeds: posts of other platforms inside a page, taken out with their words, author and date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from lxml import html
from lxml.html import HtmlElement

from amana.intake.blocks import PLACE, text_of
from amana.intake.furniture import is_beside
from amana.intake.markup import tree_of
from amana.lang import calendar
from amana.lang.letters import fold
from amana.lang.lexicon import load

LONGEST_SIGNATURE = 200  #: letters of "— Name (@handle) date"; names have at most 50, handles 30
LONGEST_FRAME = 200_000  #: letters of a frame's own page that is looked through for a post
NEAR = timedelta(days=1)  #: between a post's date as shown, in some zone, and that in its number

#: the class names by which platforms ask for their posts to be embedded
_BY_CLASS = {
    "bluesky-embed": "bluesky",
    "fb-post": "facebook",
    "fb-video": "facebook",
    "instagram-media": "instagram",
    "mastodon-embed": "mastodon",
    "reddit-embed": "reddit",
    "telegram-post": "telegram",
    "text-post-media": "threads",
    "tgme_widget_message": "telegram",
    "tiktok-embed": "tiktok",
    "twitter-tweet": "twitter",
    "twitter-video": "twitter",
}
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.|web\.)?(?:"
    r"(?P<twitter>(?:twitter|x)\.com/[^/\s\"]+/status(?:es)?/(?P<number>\d+))|"
    r"(?P<telegram>(?:t|telegram)\.me/(?:s/)?[\w-]+/\d+)|"
    r"(?P<instagram>instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[\w-]+)|"
    r"(?P<facebook>(?:facebook|fb)\.com/"
    r"(?:[^\s\"]*/(?:posts|videos)/|(?:permalink|story)\.php|watch)[^\s\"]*)|"
    r"(?P<tiktok>tiktok\.com/@[\w.]+/video/\d+)|"
    r"(?P<bluesky>bsky\.app/profile/[^/\s\"]+/post/\w+)|"
    r"(?P<threads>threads\.(?:net|com)/@[\w.]+/post/[\w-]+))"
)
_FRAME = re.compile(
    r"(?P<twitter>(?:twitter|x)\.com/embed|\b[Tt]weet\b|[Tt]witter|\bX [Pp]ost\b)|"
    r"(?P<telegram>t\.me/\S+embed|[Tt]elegram)|"
    r"(?P<instagram>instagram\.com/\S*embed)|(?P<facebook>facebook\.com/plugins/(?:post|video))"
)
_LINE = r"(?:^|\n)\s*(?:—|―|–|--)\s*"
_HANDLE = re.compile(r"@[\w.-]{1,60}")
_SIGNATURES = (
    re.compile(_LINE + r"(?P<name>[^\n]{1,80}?)\s*\((?P<handle>@[\w.-]{1,60})\)(?P<rest>[^\n]*)$"),
    re.compile(_LINE + r"(?P<name>)(?P<handle>@[\w.-]{1,60})\b(?P<rest>[^\n]*)$"),
    re.compile(
        r"(?:^|\n)\s*(?:A (?:post|reel|video|photo) shared by|Posted by|Post by|"
        r"تمت مشاركة منشور بواسطة|نشر بواسطة)\s+(?P<name>[^\n(]{1,80}?)\s*"
        r"(?:\((?P<handle>@[\w.-]{1,60})\))?(?P<rest>\s+(?:on\b|في)[^\n]*|\s*)$",
        re.IGNORECASE,
    ),
)
#: where platforms put the words, the name and the account of a post that they draw
_DRAWN = (
    ('[@data-testid="tweetText"]', '[@data-testid="User-Name"]'),
    (
        '[contains(@class,"tgme_widget_message_text")]',
        '[contains(@class,"tgme_widget_message_owner_name")]',
    ),
)
_DATED = re.compile(r"^[\s,·|]*(?:on\b|في)?[\s\u00a0]*", re.IGNORECASE)
#: the first instant of the numbers that twitter.com has given its posts since November 2010, in
#: milliseconds (its published id format, "snowflake"), and the first number that holds one
_FIRST_INSTANT, _FIRST_NUMBER = 1288834974657, 1 << 46


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a page shows it."""

    platform: str
    words: str  #: "" where the page holds none
    signature: str  #: "— Name (@handle) date"
    author: str | None
    published: str | None  #: ISO
    address: str | None
    lang: str | None
    beside: bool = False  #: its words lie in a file of their own beside the page


def take_posts(root: HtmlElement) -> list[Post]:
    """Return the posts of a page; in the tree, places with their numbers stand for them.

    A post whose words the page does not hold (they came from the platform) has none.
    """
    found: list[Post] = []
    for element, platform in _candidates(root):
        found.append(_post(element, platform))
        replace_by_place(element, len(found) - 1, "post")
    return found


def drawn_post(root: HtmlElement) -> Post | None:
    """Return the post that a page is, as its platform draws it in a frame; None for any other."""
    if _rendered(root) is None:
        return None
    linked = _linked(root)
    return _post(root, linked.platform if linked else "unknown")


def replace_by_place(element: HtmlElement, number: int, what: str) -> None:
    """Put a place into the tree where an element was, the text behind it kept."""
    place = html.Element(PLACE, {"n": str(number), "what": what})
    place.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, place)


def _candidates(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Elements that hold a post whole, outermost first, none inside another."""
    taken: set[HtmlElement] = set()
    for element in list(root.iter("blockquote", "div", "section", "iframe", "script")):
        platform = _platform_of(element)
        if platform is not None and not any(above in taken for above in element.iterancestors()):
            taken.add(element)
            yield element, platform


def _platform_of(element: HtmlElement) -> str | None:
    """The platform whose post an element is; "unknown" for a signed quotation, None for others."""
    if element.tag == "iframe":
        return _framed(element)
    if element.tag == "script":
        return None if element.get("data-telegram-post") is None else "telegram"
    named = (element.get("class") or "").lower().split()
    by_class = next((_BY_CLASS[name] for name in named if name in _BY_CLASS), None)
    if by_class is not None:
        return by_class
    if element.tag == "blockquote" and _signature(text_of(element)) is not None:
        linked = _linked(element)
        return linked.platform if linked else "unknown"
    return None


def _framed(frame: HtmlElement) -> str | None:
    """The platform of a frame that holds, or held, one post."""
    told = " ".join(frame.get(name, "") for name in ("src", "title", "class", "id", "data-src"))
    match = _FRAME.search(told)
    if match is None and frame.get("data-tweet-id") is None:
        return None
    return "twitter" if match is None else _group(match)


@dataclass(frozen=True, slots=True)
class _Linked:
    platform: str
    address: str
    number: int | None  #: of a post on Twitter


def _linked(element: HtmlElement) -> _Linked | None:
    """The post that an element links to; the last link is the one behind its date."""
    told = [element.get(n, "") for n in ("cite", "data-href", "data-instgrm-permalink", "src")]
    told += [f"https://t.me/{element.get('data-telegram-post', '')}"]
    told += [a.get("href", "") for a in reversed(list(element.iter("a")))]
    for address in told:
        match = _STATUS.search(address)
        if match is not None:
            number = match["number"]
            return _Linked(_group(match), match[0], int(number[:20]) if number else None)
    return None


def _group(match: re.Match[str]) -> str:
    return next(name for name, found in match.groupdict().items() if found and name != "number")


# --- the parts of a post -----------------------------------------------------------------


def _post(element: HtmlElement, platform: str) -> Post:
    linked = _linked(element)
    inner = _inside_of(element)
    shown = None if inner is None else _rendered(inner)
    if shown is None:
        shown = _Shown("", None) if inner is None else _as_written(text_of(inner))
    time = None if inner is None else next(inner.iter("time"), None)
    exact = None if time is None else as_iso(time.get("datetime"))
    signed = shown.signed
    rest = "" if signed is None else _DATED.sub("", signed["rest"] or "").strip()
    return Post(
        platform=platform,
        words=shown.words,
        signature="" if signed is None else _as_signature(signed, rest),
        author=_author(signed),
        published=exact or _date_in(rest, linked),
        address=linked.address if linked else None,
        beside=any(is_beside(f.get("src", "").split("?")[0]) for f in element.iter("iframe")),
        lang=None
        if inner is None
        else next(filter(None, (e.get("lang") for e in inner.iter())), None),
    )


def _inside_of(element: HtmlElement) -> HtmlElement | None:
    """The element, or the page of its own that a frame holds; None where it holds none."""
    if element.tag == "script":
        return None
    frame = next(element.iter("iframe"), None)
    if frame is None or text_of(element):
        return element
    inner = frame.get("srcdoc", "")
    if not inner or len(inner) > LONGEST_FRAME:
        return None
    return tree_of(inner)[0]


@dataclass(frozen=True, slots=True)
class _Shown:
    words: str
    signed: dict[str, str | None] | None  #: name, handle, rest


def _as_written(text: str) -> _Shown:
    """The words above a signature, and the signature; all are words where there is none."""
    match = _signature(text)
    if match is None:
        return _Shown(text, None)
    return _Shown(text[: match.start()].strip(), match.groupdict())


def _signature(text: str) -> re.Match[str] | None:
    tail = len(text) - LONGEST_SIGNATURE
    found = (pattern.search(text, max(0, tail)) for pattern in _SIGNATURES)
    return next((match for match in found if match is not None), None)


def _rendered(inner: HtmlElement) -> _Shown | None:
    """A post as its platform draws it, told by the names of its parts."""
    for words_at, name_at in _DRAWN:
        words, names = inner.xpath(f".//*{words_at}"), inner.xpath(f".//*{name_at}")
        if not words or not names:
            continue
        handle = _HANDLE.search(text_of(names[0]))
        dates = [text_of(one) for one in inner.iter("time")]
        name = _HANDLE.sub("", text_of(names[0]).split("\n")[0]).strip()
        signed = {"name": name, "handle": handle and handle[0], "rest": (dates or [""])[0]}
        return _Shown("\n\n".join(map(text_of, words[:1])), signed)
    return None


def _as_signature(signed: dict[str, str | None], date_: str) -> str:
    return " ".join(filter(None, ("—", _author(signed), date_)))


def _author(signed: dict[str, str | None] | None) -> str | None:
    if signed is None:
        return None
    name, handle = (signed["name"] or "").strip(), signed["handle"]
    if name and handle:
        return f"{name} ({handle})"
    return name or handle


# --- dates -------------------------------------------------------------------------------


def as_iso(written: str | None) -> str | None:
    """Return an ISO date or time as ISO, its offset kept, or None where it is none.

    >>> as_iso("2032-12-13T08:41:12Z"), as_iso("2032-12-13 08:41 +0400"), as_iso("13.12.")
    ('2032-12-13T08:41:12+00:00', '2032-12-13T08:41:00+04:00', None)
    """
    match = _ISO.match((written or "").strip())
    if match is None:
        return None
    day, clock, zone = match.groups()
    try:
        if clock is None:
            return date.fromisoformat(day).isoformat()
        return datetime.fromisoformat(f"{day}T{clock}{zone or ''}").isoformat()
    except ValueError:
        return None


_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\d*\s?(Z|[+-]\d\d:?\d\d)?)?"
)


def _date_in(shown: str, linked: _Linked | None) -> str | None:
    """The day that a post shows; to the second where the post's number agrees with it."""
    day = day_in(shown)
    if day is None:
        return None
    number = 0 if linked is None else linked.number or 0
    if number >= _FIRST_NUMBER:
        told = datetime.fromtimestamp(((number >> 22) + _FIRST_INSTANT) // 1000, tz=UTC)
        if abs(told.date() - day) <= NEAR:
            return told.isoformat()
    return day.isoformat()


def day_in(shown: str) -> date | None:
    """Return the first full date in a few words, English or Arabic.

    >>> day_in("Dec 13, 2032"), day_in("١٣ ديسمبر ٢٠٣٢")
    (datetime.date(2032, 12, 13), datetime.date(2032, 12, 13))
    """
    for match in _day_pattern().finditer(fold(shown)):
        day, month = match["day"] or match["day2"], match["month"] or match["month2"]
        found = calendar.valid(int(match["year"]), _months()[month], int(day))
        if found is not None:
            return found
    return None


@cache
def _months() -> dict[str, int]:
    times = load("times")
    return {
        fold(name): int(number)
        for part in ("month", "month_weak")
        for number, names in times[part].items()
        for name in names
    }


@cache
def _day_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{names})\.?(?:\s?/\s?(?:{names}))?|"
        rf"(?P<month2>{names})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)[,،]?\s+(?P<year>\d{{4}})(?!\d)"
    )
