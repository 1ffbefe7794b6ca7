"""Markup: the bytes of a page to a tree, without network, without running anything, bounded."""

import codecs
import re
from dataclasses import dataclass

from lxml import etree, html

from amana.intake import encodings
from amana.model import Problem

DECLARED_WITHIN = 4096  #: bytes in which a page names its encoding; the standard asks for 1024
#: elements inside elements that a library may walk; news pages have 15 to 40
DEEPEST = 256
MOST_ELEMENTS = 200_000  #: of a page that a library may walk; news pages have 500 to 5,000

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
#: what browsers take these names for (WHATWG, Encoding)
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8"}
#: what XML has no place for, and a tree neither: most controls, halves of pairs, no characters
_UNFIT = {
    **dict.fromkeys((*range(0x20), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    **{ord(blank): blank for blank in "\t\n\r"},
    ord("\f"): " ",
}
_LOOK = "Compare its letters with the page in a browser."


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as a tree, and what was wrong with its bytes."""

    root: html.HtmlElement
    deep: bool  #: too deep or too large for a library to walk
    problems: tuple[Problem, ...]


def parse(data: bytes, name: str, encoding: str | None = None) -> Markup | Problem:
    """Return the tree of a page; a Problem where there is none. Nothing is fetched or run."""
    text, problems = _decoded(data, name, encoding)
    root, errors = tree_of(text)
    if root is None:
        return Problem(where=name, what="This page is empty.", do=SAVE_AGAIN)
    if "xcessive depth" in errors:
        what = "This page nests its parts deeper than any page does; what lies deeper is not read."
        problems.append(Problem(where=name, what=what, do=SAVE_AGAIN))
    return Markup(root, _is_deep(root), tuple(problems))


def tree_of(text: str) -> tuple[html.HtmlElement | None, str]:
    """Return the tree of a page's text, None where it holds nothing; and what the parser said."""
    text = _REFERENCE.sub(_referred, text.translate(_UNFIT))
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, ""
    return root, "\n".join(entry.message for entry in parser.error_log)


_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")


def _referred(match: re.Match[str]) -> str:
    """A character by its number: as written where it is one, as browsers take it where not."""
    code = int(match[1], 16) if match[1] else int(match[2])
    if code in range(0x80, 0xA0):  # pages mean windows-1252 by these (HTML, 13.2.5.80)
        return bytes([code]).decode("cp1252", errors="ignore")
    fit = _UNFIT.get(code, match[0])
    return fit or ""


SAVE_AGAIN = (
    "Its bytes are kept. Open the page in a browser, wait until the article is there, "
    "and save it again."
)


def _is_deep(root: html.HtmlElement) -> bool:
    depth = 0
    for step, (event, _) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST or step > 2 * MOST_ELEMENTS:
            return True
    return False


# --- encodings ---------------------------------------------------------------------------


def _decoded(data: bytes, name: str, given: str | None) -> tuple[str, list[Problem]]:
    """The text of a page: by its mark, the name given, its own word, as UTF-8, or by guess."""
    for mark, encoding in encodings.MARKS:
        if data.startswith(mark):
            return _said(data[len(mark) :], encoding, name)
    if given is not None:
        return _said(data, given, name)
    declared = _declared(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _not_utf8(data, name, declared)
    if declared in {None, "utf-8"} or data.isascii():
        return text, []  # what is valid UTF-8 beyond ASCII is so by no chance
    what = f"This page calls itself {declared}, but is UTF-8; it was read as that."
    return text, [Problem(where=name, what=what, do=_LOOK)]


def _declared(data: bytes) -> str | None:
    """The encoding that a page names, as Python calls it; None for none that is known."""
    match = _DECLARED.search(data, 0, DECLARED_WITHIN)
    if match is None:
        return None
    try:
        found = codecs.lookup((match[1] or match[2]).decode("ascii"))
        "".encode(found.name)
    except (LookupError, ValueError):
        return None
    return _MEANT.get(found.name, found.name)


def _said(data: bytes, encoding: str, name: str) -> tuple[str, list[Problem]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        what = f"This is not {encoding} as said: byte {error.start} does not fit, and shows as �."
        return data.decode(encoding, errors="replace"), [Problem(where=name, what=what, do=_LOOK)]


def _not_utf8(data: bytes, name: str, declared: str | None) -> tuple[str, list[Problem]]:
    if declared not in {None, "utf-8"}:
        return _said(data, declared or "", name)
    if (place := encodings.damage(data)) is not None:
        what = f"This is UTF-8, but damaged: byte {place} does not fit, and shows as �."
        return data.decode(errors="replace"), [Problem(where=name, what=what, do=_LOOK)]
    guess = encodings.likely(data) or "windows-1252"
    what = f"This page does not say its encoding rightly; it was read as {guess}, by its looks."
    return data.decode(guess, errors="replace"), [Problem(where=name, what=what, do=_LOOK)]
