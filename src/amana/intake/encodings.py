"""Names of encodings: which one bytes most likely are (said, never used unasked), and spelling."""

import codecs
import difflib
import encodings.aliases
import re

from amana.errors import NotUnderstood

NEAR = 0.5  #: share of letters that two names of encodings have in common to be called near
READABLE = 0.9  #: share of ASCII and Arabic characters above which a decoding is taken for text

#: longer marks first: that of UTF-32 begins with that of UTF-16
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ARABIC_RUN = re.compile(rb"[\xc0-\xfe]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_READABLE = re.compile("[\t\n\r\x20-\x7e؀-ۿ]")


def named(encoding: str) -> str:
    """Return the usual name of an encoding; NotUnderstood, with names near it, for any other.

    >>> named("cp1256"), named("UTF8")
    ('windows-1256', 'utf-8')
    """
    try:
        found = codecs.lookup(encoding)
        "".encode(found.name)
    except (LookupError, ValueError):
        known = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values()})
        near = difflib.get_close_matches(encoding.lower().replace("-", "_"), known, cutoff=NEAR)
        raise NotUnderstood(
            f"No encoding is called {encoding!r}.",
            f"Near it are: {', '.join(near)}." if near else "Try utf-8, utf-16 or windows-1256.",
        ) from None
    return re.sub(r"^cp(125\d)$", r"windows-\1", found.name)


def likely(data: bytes) -> str | None:
    """Return the name of the encoding that bytes outside UTF-8 most likely have, None if unclear.

    Arabic stands in runs of bytes above 0xBF, European accents stand alone among ASCII letters.
    The two Arabic code pages differ in lam: the article is C7 E1 in windows-1256 and C7 E4 in
    ISO 8859-6.

    >>> likely("قالت الممرضة".encode("windows-1256")), likely("café naïve".encode("latin-1"))
    ('windows-1256', 'windows-1252')
    """
    if (wide := _wide(data)) is not None:
        return wide
    high = len(_HIGH.findall(data))
    if not high or b"\0" in data:
        return None
    if 2 * sum(map(len, _ARABIC_RUN.findall(data))) > high:
        iso = data.count(b"\xc7\xe4") > data.count(b"\xc7\xe1")
        return "iso8859-6" if iso else "windows-1256"
    return "windows-1252"


def _wide(data: bytes) -> str | None:
    """The kind of UTF-16 that reads as English or Arabic without a byte-order mark."""
    for name in ("utf-16-le", "utf-16-be"):
        text = data[: len(data) // 2 * 2].decode(name, errors="replace")
        if text and b"\0" in data and len(_READABLE.findall(text)) > READABLE * len(text):
            return name
    return None


def damage(data: bytes) -> int | None:
    r"""Return the place of the first bad byte in what is UTF-8 but for a few, None for other bytes.

    >>> damage("مرحبا بكم في المدينة".encode() + b"\xff")
    37
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("�")
    good = sum(1 for letter in text if letter > "\x7f") - bad
    if 10 * bad >= good:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None
