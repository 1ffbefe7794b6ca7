"""What a reader of one file format must be able to do, and what it hands over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from amana.model import ItemKind, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A picture as it is seen: 8-bit RGB row by row, orientation applied."""

    width: int  #: at most 2048, as the height: larger ones are scaled down before they are sealed
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One item as taken from bytes: its text or pixels, and what its container says of it."""

    inside: str  #: where in the original: "" the whole
    kind: ItemKind
    lang: str | None  #: BCP 47, where the container says so
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None  #: ISO date or time, where the container says so
    text: str  #: empty where the item is a picture
    pixels: Pixels | None = None  #: of a picture; committed tile by tile, not stored


class Adapter(Protocol):
    """One file format: bytes to items."""

    NAME: str  #: stands in every view it makes
    VERSION: str  #: a new version makes new views beside the old

    def can_read(self, head: bytes, name: str) -> bool:
        """Whether this looks like the format, from the first 4096 bytes and the file's name."""
        ...

    def take(self, data: bytes, name: str) -> Sequence[Taken | Problem]:
        """Return the items in the bytes; what cannot be read is a Problem among them."""
        ...
