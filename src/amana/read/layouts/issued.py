"""Issued: a document that is a body's own statement, as its head says: "PRESS RELEASE"."""

import re

from amana.model import Span
from amana.read.layouts.turns import words_for

HEAD_LINES = 5  #: lines at the top in which a document says that it is a statement
LONGEST_NAME = 9  #: words of the line that names the body

_BY = re.compile(
    r"\b(?:by|of|from)\s+(?:the\s+)?(?P<body>[A-Z][^,.:;\n]{3,80})|"
    r"(?:صادر(?:ة)? عن|من)\s+(?P<ar>[^،.:؛\n]{3,80})"
)
_LABEL = re.compile(r"^(?:issued by|from|من|صادر عن)\s*:?\s*", re.IGNORECASE)


def issuer_in(text: str, paragraphs: tuple[Span, ...]) -> Span | None:
    r"""Return where a document's head names the body whose statement it is; None for any other.

    >>> t = "PRESS RELEASE\nTella Water Board\n2 May 2033\nThe Board warns."
    >>> s = issuer_in(t, ((0, 13), (14, 31), (32, 42), (43, 59)))
    >>> t[s[0]:s[1]]
    'Tella Water Board'
    """
    head = paragraphs[:HEAD_LINES]
    at = next((i for i, span in enumerate(head) if _is_title(text[slice(*span)])), None)
    if at is None:
        return None
    named = _BY.search(text, *head[at])
    if named is not None:
        group = "body" if named["body"] else "ar"
        return _trimmed(text, named.span(group))
    beside = [i for i in (at + 1, at - 1, at + 2) if 0 <= i < len(head)]
    return next((head[i] for i in beside if _is_name(text[slice(*head[i])])), None)


def _is_title(line: str) -> bool:
    return words_for("heads", "press").fullmatch(line.strip(" –—-:*#")) is not None


def _is_name(line: str) -> bool:
    """Whether a line is a body's name: short, without a figure, in capitals where it has them."""
    bare = _LABEL.sub("", line)
    words = [w for w in re.findall(r"[^\W\d_]+", bare) if len(w) > 3]  # noqa: PLR2004 - "of", "the"
    if not words or len(bare.split()) > LONGEST_NAME or re.search(r"\d", bare):
        return False
    if bare[-1] in ".:!?؟…،,":
        return False
    return not any(word[0].islower() for word in words)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in " –—-)":
        end -= 1
    return start, end
