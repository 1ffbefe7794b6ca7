"""What a picture's file tells of it: when it was taken, by whom, what it shows."""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from PIL import IptcImagePlugin
from PIL.ImageFile import ImageFile

from amana.model import Problem

#: dates before are of clocks that were never set: EXIF is of 1995, the first cameras that count
#: files of 1990
FIRST_YEAR = 1990
#: and after: rooms have no clock of their own; those of cameras end in 2099
LAST_YEAR = 2089
LONGEST = 2_000  #: characters of a description: what is longer is no caption

# EXIF 2.32: pairs of a date and its offset, the taking before the digitising before the changing
_TAKEN = ((0x9003, 0x9011), (0x9004, 0x9012), (0x0132, 0x9010))
_PART = 0x8769  # where the tags of the taking are
# of Windows 0x9C9B to 0x9C9F: title, comment, author, keywords, subject
_DESCRIPTIONS, _ARTISTS = (0x010E, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F), (0x013B, 0x9C9D)
# IPTC-IIM 4.2: caption, headline, title, keywords; byline
_CAPTIONS, _BYLINES = ((2, 120), (2, 105), (2, 5), (2, 25)), ((2, 80),)
# of XMP (ISO 16684-1) and of PNG's texts; "comment" is a JPEG's as well
_TITLES = ("title", "description", "headline", "personinimage", "subject", "comment")
_CREATORS = ("creator", "author")
#: programs write these where people would write what they see
_PROGRAM = re.compile(
    r"(?i)quality|\bjpe?g\b|lavc|gimp|created with|optimi[sz]ed|software|screenshot"
)
#: an element or an attribute of XMP, and what it holds
_XMP = re.compile(
    r"(?i)\w+:(title|description|headline|personinimage|subject|creator)\b"
    r"(?:[^<>=]*>([^<>]*(?:<(?!/\w+:\1)[^<>]*>[^<>]*)*)|\s*=\s*[\"']([^\"'<>]*))"
)
_MARKUP = re.compile(r"<[^<>]*>")
MOST_XMP = 65_536  #: characters of XMP: a JPEG's segment holds no more
_DATE = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d|Z")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_MODEL = re.compile(r"(?i)(?:.* )?digital camera|dcim.*|samsung|sony dsc")  # cameras write these
#: what Pillow raises at tags that are not what they say
_BROKEN = (OSError, EOFError, SyntaxError, LookupError, TypeError, ValueError, struct.error,
           ArithmeticError, AttributeError, MemoryError, RuntimeError)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the file of a picture says beside its pixels; None where it says nothing."""

    title: str | None  #: what it shows
    author: str | None
    taken: str | None  #: ISO time, with an offset if the file has one
    problems: tuple[Problem, ...] = ()


def told_by(image: ImageFile, name: str) -> Told:
    """Return what an opened picture's file says; a date that cannot be is a Problem instead."""
    tags, iptc = _tags(image), _iptc(image)
    taken, unbelieved = _when(tags)
    problems = () if unbelieved is None else (_impossible(name, unbelieved),)
    return Told(
        title=_joined(
            *(_words(iptc.get(tag)) for tag in _CAPTIONS),
            *(_words(tags.get(tag)) for tag in _DESCRIPTIONS),
            *_remarks(image, _TITLES),
        ),
        author=_joined(
            *(_words(iptc.get(tag)) for tag in _BYLINES),
            *(_words(tags.get(tag)) for tag in _ARTISTS),
            *_remarks(image, _CREATORS),
        ),
        taken=taken,
        problems=problems if taken is None else (),
    )


def _joined(*told: str | None) -> str | None:
    """All that is said, each once: a name may stand in any of the places."""
    return " · ".join(dict.fromkeys(filter(None, told)))[:LONGEST] or None


def _remarks(image: ImageFile, kinds: tuple[str, ...]) -> Iterator[str | None]:
    """What the texts of a PNG, the comment of a JPEG and XMP say under these names."""
    for key, value in image.info.items():
        if str(key).lower() in kinds and (words := _words(value)) and not _PROGRAM.search(words):
            yield words
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or ""
    packet = (xmp.decode("utf-8", errors="replace") if isinstance(xmp, bytes) else str(xmp))[
        :MOST_XMP
    ]
    for match in _XMP.finditer(packet):
        if match[1].lower() in kinds:
            yield _words(unescape(_MARKUP.sub(" ", match[2] or match[3])))


def _tags(image: ImageFile) -> Mapping[int, object]:
    """The tags of the whole and of the taking; what can be read of them."""
    found: dict[int, object] = {}
    try:
        exif = image.getexif()
        found.update(exif)
        found.update(exif.get_ifd(_PART))
    except _BROKEN:
        pass
    return found


def _iptc(image: ImageFile) -> Mapping[tuple[int, int], object]:
    try:
        return IptcImagePlugin.getiptcinfo(image) or {}
    except _BROKEN:
        return {}


def _when(tags: Mapping[int, object]) -> tuple[str | None, str | None]:
    """The first date that can be believed, as ISO; else the first that cannot, as written."""
    unbelieved = None
    for date, offset in _TAKEN:
        written = _words(tags.get(date))
        match = written and _DATE.match(written)
        if not written or not match or match[1] == "0000":
            continue
        if (moment := _moment(match)) is not None:
            zone = _words(tags.get(offset)) or ""
            return moment.isoformat() + (zone if _is_offset(zone) else ""), None
        unbelieved = unbelieved or written
    return None, unbelieved


def _moment(match: re.Match[str]) -> datetime | None:
    """The moment, unless there is no such day or a clock that was never set shows it."""
    try:
        moment = datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    never_set = (moment.month, moment.day, moment.time().isoformat()) == (1, 1, "00:00:00")
    return None if never_set or not FIRST_YEAR <= moment.year <= LAST_YEAR else moment


def _is_offset(zone: str) -> bool:
    return _OFFSET.fullmatch(zone) is not None and zone[1:3] <= "14" and zone[4:6] <= "59"


def _words(value: object) -> str | None:
    """The words of a tag on one line; None where it has none of its own."""
    if isinstance(value, list | tuple):
        return next((words for part in value if (words := _words(part))), None)
    if isinstance(value, bytes) and value[1:2] == b"\0":  # of Windows: UTF-16
        value = value.decode("utf-16-le", errors="replace")
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    if not isinstance(value, str):
        return None
    text = " ".join(_CONTROLS.sub(" ", _utf8(value)).split())[:LONGEST]
    return None if not text or _MODEL.fullmatch(text) else text


def _utf8(value: str) -> str:
    """The text as UTF-8 where it was: EXIF knows ASCII only, Pillow reads bytes as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value.encode("utf-8", errors="replace").decode()


def _impossible(name: str, written: str) -> Problem:
    return Problem(
        where=name,
        what=f"Its file says that the picture was taken {written}: that cannot be.",
        do="The date is not used. If you know it, keep the picture again with --published.",
    )
