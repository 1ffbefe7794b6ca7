"""Furniture: what a browser saves beside a page that tells nothing: styles, scripts, icons."""

import re
import struct
from pathlib import PurePath

from amana.intake.chrome import has_word

SMALLEST = 64  #: pixels of the shorter side of a picture; smaller ones are icons and dots

#: how browsers call the folder that they save beside a page, behind the page's own name
_BESIDE = re.compile(r"(?:_files|-Dateien|_fichiers|_archivos|_ملفات|\.files)$")
_SUFFIXES = frozenset({
    "", ".css", ".cur", ".download", ".eot", ".ico", ".js", ".json", ".map", ".mjs", ".otf", ".php",
    ".svg", ".ttf", ".txt", ".webmanifest", ".woff", ".woff2", ".xml",
})  # fmt: skip
_JPEG_FRAMES = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..\x08(....)", re.DOTALL)


def is_beside(name: str) -> bool:
    """Whether a file lies in the folder that a browser saved beside a page."""
    return any(_BESIDE.search(folder.name) for folder in PurePath(name).parents)


def is_furniture(head: bytes, name: str) -> bool:
    """Whether a file beside a page is a style, a script, a font, an icon, a logo or an advert.

    >>> is_furniture(b"body{}", "saved/Report_files/main.css"), is_furniture(b"x", "a/main.css")
    (True, False)
    """
    if not is_beside(name):
        return False
    if has_word(PurePath(name).stem, "furniture", "words"):
        return True
    sides = _sides(head)
    if sides is not None:
        return min(sides) < SMALLEST
    return PurePath(name).suffix.lower() in _SUFFIXES


def _sides(head: bytes) -> tuple[int, int] | None:
    """Width and height of a picture, from its first bytes; None where they do not tell."""
    if head.startswith(b"GIF8"):
        return _read("<HH", head[6:10])
    if head.startswith(b"\x89PNG"):
        return _read(">II", head[16:24])
    if head.startswith(b"\xff\xd8"):
        frame = _JPEG_FRAMES.search(head)
        return None if frame is None else _read(">HH", frame[1])
    return None


def _read(form: str, data: bytes) -> tuple[int, int] | None:
    try:
        one, other = struct.unpack(form, data)
    except struct.error:
        return None
    return int(one), int(other)
