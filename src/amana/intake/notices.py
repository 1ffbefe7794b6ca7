"""Notices: what a page holds in the place of its article, and what a person can do about it."""

import re
from collections.abc import Sequence
from functools import cache

from amana.intake.about import About
from amana.intake.embeds import Post
from amana.intake.markup import SAVE_AGAIN
from amana.lang.lexicon import load
from amana.model import Problem
from amana.protocols import Taken

SHORT = 1_200  #: letters below which the article of a page that asks for payment is its beginning
NEAR_NOTHING = 400  #: letters of a whole page below which a notice is all that it says
MOST_NAMED = 3  #: addresses of posts that are named in one problem

_SIGN_IN = (
    "Its bytes are kept. Save the page again from a browser that is signed in, "
    "or keep the article's text in a file beside it."
)
_WHAT = {
    "paywall": ("This page holds a call to subscribe, and not its article.", _SIGN_IN),
    "robot": ("This page holds a check of the browser, and not its article.", SAVE_AGAIN),
    "missing": ("This page says that there is no such page.", SAVE_AGAIN),
    "cookies": ("This page holds a notice about cookies, and not its article.", SAVE_AGAIN),
}


def problems_of(
    items: Sequence[Taken | Problem], posts: Sequence[Post], whole: str, said: About, name: str
) -> list[Problem]:
    """Return what a page is without: its article, the rest of it, or the words of its posts."""
    article = next((one for one in items if isinstance(one, Taken) and one.inside == ""), None)
    found = []
    if article is None:
        has_more = any(isinstance(one, Taken) and one.kind == "post" for one in items)
        found += [] if has_more else [_nothing(whole, name)]
    elif len(article.text) < SHORT and (not said.free or _says("paywall", whole)):
        what = "Only the beginning of this article is in the page: the rest is for subscribers."
        found.append(Problem(where=name, what=what, do=_SIGN_IN))
    elif len(whole) < NEAR_NOTHING:
        notice = next((kind for kind in ("robot", "missing") if _says(kind, whole)), None)
        found += [] if notice is None else [_problem(notice, name)]
    return [*found, *_wordless([p for p in posts if not p.words and not p.beside], name)]


def crowded(count: int, most: int, name: str) -> Problem:
    """Return the problem of a page with more posts and pictures than are taken."""
    what = f"This page has {count:,} posts and pictures; the first {most:,} are taken."
    return Problem(
        where=name, what=what, do="Its bytes are kept. Cut it into parts, and keep those."
    )


def _nothing(whole: str, name: str) -> Problem:
    notice = next((kind for kind in _WHAT if _says(kind, whole)), None)
    if notice is not None:
        return _problem(notice, name)
    what = "No article was found in this page: it holds next to no words."
    return Problem(where=name, what=what, do=SAVE_AGAIN)


def _problem(notice: str, name: str) -> Problem:
    what, do = _WHAT[notice]
    return Problem(where=name, what=what, do=do)


def _wordless(posts: Sequence[Post], name: str) -> list[Problem]:
    """Posts that the page named, and a script was to fetch."""
    if not posts:
        return []
    named = list(dict.fromkeys(post.address for post in posts if post.address))
    where = f" ({', '.join(named[:MOST_NAMED])})" if named else ""
    count = "A post" if len(posts) == 1 else f"{len(posts)} posts"
    what = f"{count} embedded in this page{where} came from elsewhere: the words are not in it."
    do = "Open what is embedded, save it as a page of its own, and keep that, too."
    return [Problem(where=name, what=what, do=do)]


def _says(kind: str, text: str) -> bool:
    return _phrases(kind).search(text) is not None


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(load("pages")["notice"][kind]), re.IGNORECASE)
