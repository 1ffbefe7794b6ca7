"""Which adapter reads what: by what the bytes are, then by what the name says."""

from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import PurePath

from amana.intake.furniture import is_furniture
from amana.intake.pages import Pages, is_page
from amana.intake.pictures import Pictures
from amana.intake.plain import PlainText, binary, is_binary
from amana.model import Problem
from amana.protocols import Adapter

HEAD = 4096  #: bytes that an adapter sees of a file to say whether it reads it
MOST_BYTES = 32 * 1024 * 1024  #: of a file to be read: 40 long books; each word is sealed alone

#: first bytes of common formats (from their specifications) and the media type they stand for
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"RIFF", "application/octet-stream"),
    (b"WARC/", "application/warc"),
)
#: tables, records and code: text, but no report; only their names tell
_SUFFIXES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".toml": "application/toml",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".tsv": "text/tab-separated-values",
    ".xml": "application/xml",
}
#: documents that are archives, or bytes of their makers' own; only their names tell
_CALLED = {
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".epub": "an e-book",
    ".odp": "an OpenDocument presentation",
    ".ods": "an OpenDocument table",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF document",
    ".ppt": "a PowerPoint presentation",
    ".pptx": "a PowerPoint presentation",
    ".xls": "an Excel table",
    ".xlsx": "an Excel table",
}


def adapters(encoding: str | None = None) -> tuple[Adapter, ...]:
    """Return every adapter, those joined from outside first, plain text last."""
    outside = (entry.load()() for entry in sorted(entry_points(group="amana.intake")))
    return (*outside, Pictures(), Pages(encoding), PlainText(encoding))


def recognise(head: bytes, name: str, among: Sequence[Adapter]) -> Adapter | None:
    """Return the first adapter that reads a file, from its first bytes and its name.

    A file that a browser saved beside a page, and that is no picture, is read by none.
    """
    if is_furniture(head, name):
        return None
    named = _named_otherwise(head, name)
    for adapter in among:
        if isinstance(adapter, PlainText) and named and adapter.encoding is None:
            continue
        if adapter.can_read(head, name):
            return adapter
    return None


def media_type_of(head: bytes, name: str) -> str:
    """Return the media type of a file: as its first bytes say, or else its name."""
    if (found := _named_otherwise(head, name)) is not None:
        return found
    return "application/octet-stream" if is_binary(head) else "text/plain"


def _named_otherwise(head: bytes, name: str) -> str | None:
    """The media type of what is something other than plain text or unknown bytes."""
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if is_page(head, name):
        return "text/html"
    by_start = (kind for start, kind in _SIGNATURES if head.startswith(start))
    return next(by_start, None) or (
        None if is_binary(head) else _SUFFIXES.get(PurePath(name).suffix.lower())
    )


def unread(head: bytes, name: str) -> Problem | None:
    """Return the problem of a file that no adapter reads; None where nothing is lost by that."""
    if is_furniture(head, name):
        return None
    kind = _named_otherwise(head, name)
    called = _CALLED.get(PurePath(name).suffix.lower())
    if called is not None and (is_binary(head) or kind == "application/pdf"):
        return Problem(
            where=name,
            what=f"This is {called}: it is not read.",
            do="Its bytes are kept. Keep what it says as a text file beside it.",
        )
    if kind is None:
        return binary(head, name)
    if kind == "multipart/related":
        return Problem(
            where=name,
            what="This is a page saved as a web archive (MHTML): it is not read.",
            do="Its bytes are kept. Open it in a browser, and save it as a complete page (HTML).",
        )
    if kind in _SUFFIXES.values():
        return Problem(
            where=name,
            what=f"This is a table or a record ({kind}), not a report: it is not read.",
            do="Its bytes are kept. If people speak in it, keep what they say as a text file.",
        )
    return Problem(
        where=name,
        what=f"Nothing here reads this kind of file ({kind}).",
        do="Its bytes are kept. Keep what it says as a text file beside it.",
    )


def too_large(name: str, size: int) -> Problem:
    """Return the problem of a file that is larger than any text that is read."""
    return Problem(
        where=name,
        what=f"At {size:,} bytes this is too large to be read (limit {MOST_BYTES:,}).",
        do="Its bytes are kept. Cut it into parts, one report each, and keep those.",
    )
