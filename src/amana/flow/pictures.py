"""Pictures out of the vault again: to be compared, and as they are shown outside the case."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from PIL import Image

from amana.case.folder import Case
from amana.errors import NotUnderstood
from amana.flow.desk import Desk, own_desk
from amana.intake import formats
from amana.link.fingerprints import Fingerprint, fingerprint
from amana.model import Id, Preview, View
from amana.protocols import Pixels, Taken

PREVIEW_SIDE = 960  #: pixels of the longer side: as wide as a column of the dossier, twice over
PREVIEW_QUALITY = 80  #: of JPEG: no block can be seen at that size, and 60 KB are enough
ENOUGH_FOR_MANY = 24  #: pictures from which more processes pay: some 2 s of decoding in one
CHUNK = 4  #: originals handed to a process at once
T = TypeVar("T")

PIXELS = "/pixels"  #: ends the place of a picture that stands inside a page


@dataclass(frozen=True, slots=True)
class _Original:
    """An original in the vault, and the pictures that were taken from it."""

    path: Path
    file: str
    items: tuple[tuple[str, Id], ...]  #: where in it, and which item


def in_hand(view: View) -> bool:
    """Whether a view is a picture itself, not a caption that speaks of one."""
    return view.kind == "image" and (not view.inside or view.inside.endswith(PIXELS))


def previews(
    case: Case, *, only: Collection[Id] | None = None, desk: Desk | None = None
) -> tuple[Preview, ...]:
    """Return each picture in hand, small, as JPEG without metadata, in order of arrival.

    `only`: items that are wanted. What cannot be decoded any more is left out; each call decodes
    anew, in the processes of the desk.
    """
    views = [view for view in case.history.views() if only is None or view.item in only]
    return tuple(one for many in _each(_small, _originals(case, views), desk) for one in many)


def fingerprints(
    case: Case, views: Sequence[View], desk: Desk, before: Mapping[Id, Fingerprint]
) -> dict[Id, Fingerprint]:
    """Return what each picture in hand is known by, by view; those known before as they were.

    What cannot be decoded any more has none.
    """
    pictures = [view for view in views if in_hand(view)]
    new = [view for view in pictures if view.id not in before]
    made = dict(one for many in _each(_known_by, _originals(case, new), desk) for one in many)
    known = {**before, **{view.id: made[view.item] for view in new if view.item in made}}
    return {view.id: known[view.id] for view in pictures if view.id in known}


def _known_by(original: _Original) -> list[tuple[Id, Fingerprint]]:
    return [(item, fingerprint(pixels)) for item, pixels in _pixels(original)]


def _originals(case: Case, views: Iterable[View]) -> list[_Original]:
    pictures = [view for view in views if in_hand(view)]
    found = []
    for sha256, those in groupby(pictures, key=lambda view: view.original):
        group = list(those)
        try:
            path = case.custody.original(sha256)
        except NotUnderstood:
            continue  # not in the vault: verify says so
        items = tuple((view.inside, view.item) for view in group)
        found.append(_Original(path, group[0].file, items))
    return found


def _pixels(original: _Original) -> Iterator[tuple[Id, Pixels]]:
    """Yield the pictures of an original, decoded as when they came in."""
    data = original.path.read_bytes()
    adapter = formats.recognise(data[: formats.HEAD], original.file, formats.adapters())
    taken = () if adapter is None else adapter.take(data, original.file)
    seen = {one.inside: one.pixels for one in taken if isinstance(one, Taken)}
    for inside, item in original.items:
        if (pixels := seen.get(inside)) is not None:
            yield item, pixels


def _each(
    made: Callable[[_Original], T], originals: Sequence[_Original], desk: Desk | None
) -> Iterator[T]:
    """Yield what is made of each original, in order, by several processes where that pays."""
    desk = desk or own_desk()
    many = sum(len(one.items) for one in originals) >= ENOUGH_FOR_MANY
    if not many or desk.processors == 1:
        yield from map(made, desk.progress("looking", originals, len(originals)))
        return
    with ProcessPoolExecutor(desk.processors, get_context("spawn")) as pool:
        done = pool.map(made, originals, chunksize=CHUNK)
        yield from desk.progress("looking", done, len(originals))


def _small(original: _Original) -> list[Preview]:
    return [_preview(item, pixels) for item, pixels in _pixels(original)]


def _preview(item: Id, pixels: Pixels) -> Preview:
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.BICUBIC, reducing_gap=None)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=PREVIEW_QUALITY)
    return Preview(item=item, width=image.width, height=image.height, jpeg=stream.getvalue())
