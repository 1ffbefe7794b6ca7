"""Which captions speak of which pictures in hand: by where a page says that the picture lies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote, urljoin, urlsplit

from amana.model import Id, Item

PIXELS = "/pixels"  #: ends the place of a picture that stands inside a page
FILES = "_files"  #: browsers save what a page shows in a folder named so after it


def in_hand(item: Item) -> bool:
    """Whether an item is a picture itself, not a caption that speaks of one."""
    return item.kind == "image" and (not item.inside or item.inside.endswith(PIXELS))


def captions_of(items: Sequence[Item]) -> Mapping[Id, tuple[Item, ...]]:
    """Return the captions of each picture in hand, in the order of the items.

    A caption belongs to the picture that its `title` (the page's `src`) leads to: as a path from
    the page's file, as an address, by its name in the folder saved with the page; or to the
    picture that stands inside the page in its place.
    """
    pictures = [item for item in items if in_hand(item)]
    by_place = {(one.original, one.inside): one.id for one in pictures}
    by_file = _gathered((place, one.id) for one in pictures for place in _files(one))
    by_url = _gathered((place, one.id) for one in pictures for place in _urls(one))
    found: dict[Id, list[Item]] = {one.id: [] for one in pictures}
    for item in items:
        if item.kind != "image" or in_hand(item):
            continue
        inside = by_place.get((item.original, item.inside + PIXELS))
        sought = [inside] if inside else [
            *(one for place in _paths_sought(item) for one in by_file.get(place, ())),
            *(one for place in _urls_sought(item) for one in by_url.get(place, ())),
        ]  # fmt: skip
        for one in dict.fromkeys(sought):
            found[one].append(item)
    return {one: tuple(those) for one, those in found.items()}


def _gathered(pairs: Iterable[tuple[str, Id]]) -> dict[str, list[Id]]:
    found: dict[str, list[Id]] = {}
    for place, one in pairs:
        found.setdefault(place, []).append(one)
    return found


def _files(picture: Item) -> Iterator[str]:
    for arrival in picture.arrivals:
        yield normpath(arrival.file)


def _urls(picture: Item) -> Iterator[str]:
    for arrival in picture.arrivals:
        if arrival.url:
            yield _address(arrival.url)


def _paths_sought(caption: Item) -> Iterator[str]:
    """Where the file of a picture would lie: as its page says, or in the folder beside it."""
    source = (caption.title or "").strip()
    parts = _split(source)
    if parts is None:
        return
    scheme, path = parts
    name = basename(path)
    for arrival in caption.arrivals:
        if not scheme and path and not path.startswith("/"):
            yield normpath(join(dirname(arrival.file), path))
        if name:
            yield normpath(splitext(arrival.file)[0] + FILES + "/" + name)


def _urls_sought(caption: Item) -> Iterator[str]:
    source = (caption.title or "").strip()
    if (parts := _split(source)) is None:
        return
    if parts[0] in {"http", "https"} or source.startswith("//"):
        yield _address(source)
        return
    for arrival in caption.arrivals:
        if arrival.url:
            try:
                yield _address(urljoin(arrival.url, source))
            except ValueError:
                continue


def _split(source: str) -> tuple[str, str] | None:
    """The scheme and the path of what a page gives as a picture's place; None for no such."""
    try:
        parts = urlsplit(source.replace("\\", "/"))
    except ValueError:
        return None
    if not source or parts.scheme in {"data", "blob", "javascript"}:
        return None
    return parts.scheme, unquote(parts.path)


def _address(url: str) -> str:
    """An address without what does not say which picture it is: scheme, query, fragment."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return f"{parts.netloc.lower()}{unquote(parts.path)}"
