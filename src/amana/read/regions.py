"""What in a text is not the report's running words: headline, headings, captions, the rest."""

import re
from dataclasses import dataclass
from functools import cache

from amana.lang import letters, lexicon
from amana.model import Region, RegionKind, Span
from amana.read.arabic.words import folded, lemma_of

LONGEST_HEADLINE = 20  #: words; longer first lines are leads (headlines here have 5 to 15)
LONGEST_HEADING = 12  #: words; a heading names somebody or something, it tells nothing
LEAST_TOLD = 4  #: words of a line that begins with an Arabic "and … said"
LONGEST_NAME = 4  #: words of a name that stands alone in a line
ENDINGS = '.!?؟…:;؛”"»’)]'  #: what a told sentence ends with


@dataclass(frozen=True, slots=True)
class _Phrases:
    boilerplate: re.Pattern[str]
    rest: re.Pattern[str]
    credit: re.Pattern[str]
    byline: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    words = lexicon.load("regions")

    def any_of(name: str, *, whole: bool = False) -> re.Pattern[str]:
        body = "|".join([*words["en"][name], *words["ar"][name]])
        return re.compile(rf"^(?:{body}){'$' if whole else ''}", re.IGNORECASE)

    credit = "|".join([*words["en"]["credit"], *words["ar"]["credit"]])
    return _Phrases(
        any_of("boilerplate"), any_of("rest"), re.compile(credit, re.IGNORECASE), any_of("byline")
    )


def find_regions(text: str, paragraphs: tuple[Span, ...]) -> tuple[Region, ...]:
    """Return the regions in order; a paragraph is in one region or in none (running words)."""
    kinds = _kinds(text, paragraphs)
    return tuple(
        Region(span=span, what=what)
        for span, what in zip(paragraphs, kinds, strict=True)
        if what is not None
    )


def _kinds(text: str, paragraphs: tuple[Span, ...]) -> list[RegionKind | None]:
    lines = [text[start:end] for start, end in paragraphs]
    kinds: list[RegionKind | None] = [None] * len(lines)
    body = _after_headline(lines, kinds)
    for i in range(body, len(lines)):
        kinds[i] = _kind_of_line(lines[i])
    _mark_tail(lines, kinds, body)
    for i in range(body, len(lines)):
        if kinds[i] is None and _is_heading(lines, kinds, i):
            kinds[i] = "heading"
    if 0 < body < len(lines) - 1 and _is_bare_byline(lines, kinds, body):
        kinds[body] = "byline"
    return kinds


def _is_bare_byline(lines: list[str], kinds: list[RegionKind | None], i: int) -> bool:
    """Whether the line below an Arabic headline names who wrote the report: "نادر الموج".

    A name at the head of somebody's own words is a heading: a mark, or another name, follows.
    """
    names = [k for k, kind in enumerate(kinds) if kind == "heading" and _is_name_alone(lines[k])]
    return names == [i] and lines[i + 1][:1] not in ENDINGS + "“«‘"


def _is_name_alone(line: str) -> bool:
    """Whether a line holds one or two names, and nothing else."""
    given = folded("given")
    names = [letters.fold(name).split() for name in re.split(r"\s+[-–—،]\s*|،\s*", line)]
    return all(1 < len(name) <= LONGEST_NAME and name[0] in given for name in names)


def _after_headline(lines: list[str], kinds: list[RegionKind | None]) -> int:
    """Mark the headline, and its repetition, at the top; return where the rest begins."""
    if len(lines) < 2 or not _is_headline(lines[0]):  # noqa: PLR2004 - one line alone is a post
        return 0
    kinds[0] = "headline"
    at = 1
    while at < len(lines) and _same_words(lines[at], lines[0]):
        kinds[at] = "headline"
        at += 1
    return at


def _is_headline(line: str) -> bool:
    told = line.rstrip("”\"»’'").endswith((".", "…", ":", "،", ","))
    return not told and len(line.split()) <= LONGEST_HEADLINE and not line.startswith(("#", "@"))


def _same_words(a: str, b: str) -> bool:
    return letters.fold(a).split() == letters.fold(b).split()


def _kind_of_line(line: str) -> RegionKind | None:
    phrases = _phrases()
    if phrases.boilerplate.search(line):
        return "boilerplate"
    is_short = len(line.split()) <= LONGEST_HEADING and not line.endswith(":")
    if is_short and phrases.byline.search(line):
        return "byline"
    if phrases.credit.search(line):
        return "caption"
    return None


def _mark_tail(lines: list[str], kinds: list[RegionKind | None], body: int) -> None:
    """Mark what trails behind the report: links to other stories, buttons, handles.

    It begins at the first line of boilerplate behind the last told paragraph, or consists of
    lines that end without a mark and follow no other told line.
    """
    last_told = max(
        (i for i in range(body, len(lines)) if kinds[i] is None and _is_told(lines[i])),
        default=len(lines),
    )
    for i in range(last_told + 1, len(lines)):
        if kinds[i] in {None, "byline"}:
            kinds[i] = "boilerplate"
    rest = next(
        (i for i in range(body, len(lines)) if _phrases().rest.search(lines[i])), len(lines)
    )
    if rest > len(lines) // 2:
        kinds[rest:] = ["boilerplate"] * (len(lines) - rest)


def _is_told(line: str) -> bool:
    told = line.endswith(tuple(ENDINGS)) or len(line.split()) > LONGEST_HEADLINE
    return told or _goes_on_telling(line) or _SIGNED.match(line) is not None


def _goes_on_telling(line: str) -> bool:
    """Whether a line begins as no link does: "وقال الحارس إن الباب مفتوح"."""
    words = line.split()
    joined = len(words) > LEAST_TOLD and words[0][0] in "وف"
    return joined and lemma_of(words[0]) is not None


#: “We have water.” — Mira: words between marks, and who signs them
_SIGNED = re.compile(r"[“\"«][^“”\"«»]{12,}[”\"»]\s*[—–―-]+\s*\w[^.!?:]{1,60}$")


def _is_heading(lines: list[str], kinds: list[RegionKind | None], i: int) -> bool:
    """A short line that ends without a mark, with running words beneath it."""
    line = lines[i]
    if line.endswith(tuple(ENDINGS)) or len(line.split()) > LONGEST_HEADING:
        return False
    if line[:1] in '“«"‘—–-#@' or line[:1].isdigit():
        return False
    return any(kind is None or kind == "caption" for kind in kinds[i + 1 : i + 2])
