"""Plain text: the file decoded, to the character, or a problem that says what it looks like."""

from collections.abc import Sequence

from amana.intake import encodings
from amana.model import Problem
from amana.protocols import Taken

MOST_CONTROLS = 0.01  #: share of control characters above which bytes are no text; real text has 0

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b")) + b"\x7f"


class PlainText:
    """The adapter for text files: strict UTF-8, UTF-16 by its mark, others only when named."""

    VERSION = "1"

    def __init__(self, encoding: str | None = None) -> None:
        """Take the encoding that a person named; the name of the adapter then says so."""
        self.encoding = None if encoding is None else encodings.named(encoding)
        self.NAME = "text" if self.encoding is None else f"text/{self.encoding}"

    def can_read(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - what it holds decides
        """Whether this is text, even if in an encoding that has yet to be named."""
        return self.encoding is not None or not is_binary(head)

    def take(self, data: bytes, name: str) -> Sequence[Taken | Problem]:
        """Return the one text; no newline is translated, nothing is normalised, no mark is text."""
        if not data:
            return [Problem(where=name, what="The file is empty.", do=_ASK_AGAIN)]
        try:
            text = self._decode(data)
        except UnicodeDecodeError as error:
            return [_undecoded(data, name, error, self.encoding)]
        if not text.strip():
            return [Problem(where=name, what="The file holds nothing but blanks.", do=_ASK_AGAIN)]
        if has_controls(text.encode("utf-8", errors="replace")):
            return [binary(data, name)]
        return [_taken(text)]

    def _decode(self, data: bytes) -> str:
        for mark, encoding in encodings.MARKS:
            if data.startswith(mark) and self.encoding in (None, encoding, encoding[:6]):
                return data[len(mark) :].decode(encoding)
        return data.decode(self.encoding or "utf-8")


_ASK_AGAIN = "Ask whoever gave it for the file again; these bytes stay kept."


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding without NULs, nor marked as UTF-16 or UTF-32."""
    return not data.startswith(tuple(mark for mark, _ in encodings.MARKS[1:])) and has_controls(
        data
    )


def has_controls(data: bytes) -> bool:
    """Whether bytes hold a NUL, or more control characters than a text has."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\0" in data or controls > MOST_CONTROLS * len(data)


def binary(data: bytes, name: str) -> Problem:
    """Return the problem of a file that is called a text and is none."""
    wide = encodings.likely(data)
    if wide is not None and wide.startswith("utf-16"):
        return _name_it(name, wide, "This is no UTF-8; it looks like UTF-16 without its mark.")
    return Problem(
        where=name,
        what="This is no text: it holds bytes that no text has.",
        do="Its bytes are kept. Look at what it is (a picture, a document?) and keep its text.",
    )


def _undecoded(data: bytes, name: str, error: UnicodeDecodeError, given: str | None) -> Problem:
    if given is not None or data.startswith(tuple(mark for mark, _ in encodings.MARKS[1:])):
        what = f"This is not {error.encoding} as said: byte {error.start} does not fit."
        return Problem(where=name, what=what, do="Its bytes are kept. Name another --encoding.")
    if (place := encodings.damage(data)) is not None:
        what = f"This is UTF-8, but damaged: byte {place} does not fit."
        return Problem(where=name, what=what, do="Its bytes are kept. Ask for a whole copy.")
    likely = None if is_binary(data) else encodings.likely(data)
    if likely is None:
        return binary(data, name)
    return _name_it(name, likely, f"This is no UTF-8; it looks like {likely}.")


def _name_it(name: str, encoding: str, what: str) -> Problem:
    do = "Its bytes are kept. If that is right, keep it again with --encoding"
    return Problem(where=name, what=what, do=f"{do} {encoding}")


def _taken(text: str) -> Taken:
    return Taken(
        inside="",
        kind="document",
        lang=None,
        title=None,
        outlet=None,
        author=None,
        published=None,
        text=text,
    )
