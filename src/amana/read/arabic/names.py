"""Arabic: names beside what somebody is: behind a title, between commas."""

import re
from dataclasses import replace

from amana.lang import letters
from amana.read.arabic.words import folded
from amana.read.voices.voices import Mention


def without_title(name: str) -> str:
    """Return a name without a title before it.

    >>> without_title("الحاج رضا الحلاق"), without_title("الشيخ")
    ('رضا الحلاق', 'الشيخ')
    """
    first, _, rest = name.partition(" ")
    titled = letters.fold(first) in folded("titles") | folded("ranks")
    return rest if titled and (" " in rest or is_named(rest)) else name


def is_named(name: str) -> bool:
    """Return whether a name begins with a given name that is known."""
    return not folded("given").isdisjoint(letters.fold(name).split()[:1])


def with_aside(text: str, mention: Mention, end: int) -> Mention:
    """Return a mention by the name between commas behind it.

    "القابلة المقيمة في المخيم، سلمى قاسم، فقال": the midwife is meant by her name.
    """
    if mention.kind != "unnamed" or mention.span is None:
        return mention
    aside = _ASIDE.match(text, mention.span[1], end)
    if aside is None or not is_named(aside["name"]):
        return mention
    return replace(
        mention, name=aside["name"], kind="person", as_written=aside["name"],
        span=aside.span("name"),
    )  # fmt: skip


_ASIDE = re.compile(r"[^،.:؛\n]{0,60}، (?P<name>[^\s،.:]+(?: [^\s،.:]+){1,3})(?=،)")
