"""The finished pages looked at once more for what must not be there: a check fails closed."""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from amana.errors import Refused
from amana.tell.desk import Desk
from amana.tell.masks import Secret

SHOWN_DIGITS = 12  #: of an id in the message: enough for `amana show`

#: markers of JPEG's segments: the picture itself; a comment; APP0, which is JFIF's own; APP15
START_OF_SCAN, REMARK, FIRST_OF_PROGRAMS, LAST_OF_PROGRAMS = 0xDA, 0xFE, 0xE0, 0xEF

_HEX = re.compile(r"[0-9a-f]{32,64}")
_WORD = re.compile(r"\w+")
_ANCHOR = re.compile(r'id="([a-z]-[0-9a-f]+)"')


def refuse_leaks(made: Mapping[str, bytes], desk: Desk) -> None:
    """Raise Refused where a page would show a hidden name or an id of the case."""
    secrets = _by_last_word(desk.veil.secrets())
    inside = desk.outside.inside - desk.outside.may_show
    for name, page in made.items():
        text = html.unescape(page.decode("utf-8", "replace"))
        found = next(chain(_names(text, secrets), _ids(text, inside)), None)
        if found:
            what, at = found
            raise Refused(
                f"{name} would show {what}{_beside(text, at, desk)}: nothing was written.",
                "Reject what is named there to leave it out, and report this as a fault of amana.",
            )


def refuse_told_pictures(pictures: Mapping[str, bytes]) -> None:
    """Raise Refused where a picture is not a bare JPEG: it would tell what its camera knew."""
    for name, jpeg in pictures.items():
        if not _is_bare(jpeg):
            raise Refused(
                f"{name} would carry more than its picture: nothing was written.",
                "Report this as a fault of amana.",
            )


def _is_bare(jpeg: bytes) -> bool:
    """Whether a JPEG has no segment for remarks or data of programs (ITU-T T.81, B.1.1.3)."""
    if jpeg[:2] != b"\xff\xd8":
        return False
    at = 2
    while jpeg[at : at + 1] == b"\xff":
        marker = jpeg[at + 1]
        if marker == START_OF_SCAN:
            return jpeg[-2:] == b"\xff\xd9"
        if marker == REMARK or FIRST_OF_PROGRAMS < marker <= LAST_OF_PROGRAMS:
            return False
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return False


def _by_last_word(secrets: Iterator[Secret]) -> dict[str, list[Secret]]:
    """The secrets by the last of their words: a name that stands on a page ends in it."""
    found: dict[str, list[Secret]] = {}
    for secret in secrets:
        for word in _WORD.findall(secret.written)[-1:]:
            found.setdefault(word, []).append(secret)
    return found


def _names(text: str, secrets: Mapping[str, list[Secret]]) -> Iterator[tuple[str, int]]:
    """Yield whom a text shows, and where. "Sara Ali" does not stand in "Sara Aliyev"."""
    for word in secrets.keys() & set(_WORD.findall(text)):
        for secret in secrets[word]:
            at = text.find(secret.written)
            while at >= 0:
                if _is_whole(text, at, at + len(secret.written)):
                    yield f"the name of {secret.label}", at
                at = text.find(secret.written, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end; what is written into an Arabic name is no word."""
    before, first, after = text[start - 1 : start], text[start], text[end : end + 1]
    return not after.isalnum() and not (first.isascii() and (first + before).isalnum())


def _ids(text: str, inside: frozenset[str]) -> Iterator[tuple[str, int]]:
    for found in _HEX.finditer(text):
        if found[0] in inside:
            yield f"the id {found[0][:SHOWN_DIGITS]}", found.start()


def _beside(text: str, at: int, desk: Desk) -> str:
    """Of which thing the place in a page speaks: by its id in the case."""
    anchors = _ANCHOR.findall(text, 0, at)
    ids = {desk.anchor("s", sid): sid for sid in desk.statements} if anchors else {}
    sid = ids.get(anchors[-1]) if anchors else None
    return f" (statement {sid[:SHOWN_DIGITS]})" if sid else ""
