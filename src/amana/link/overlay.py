"""The second look at two pictures: one is laid over the other and moved until most agrees."""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from amana.link.fingerprints import Fingerprint, Grey, as_number, signs, waves_of

CELLS = 32  #: most cells across and down in which the two are compared
FEWEST_CELLS = 12  #: fewer say too little
LEAST_DETAIL = 1.0  #: spread (of 255) of what is compared: a clear sky agrees with any other
PARTS = 4  #: rows and columns of parts that must agree each, so that a strong caption is not all
CLEAR_DETAIL = 2.0  #: spread (of 255) of a part that counts; set by thought: a wall has less
SAME_PART = 0.6  #: agreement of a part that is the same; set by thought, below the whole's
HOPELESS = 0.15  #: agreement where it was laid; from less no moving leads to a copy
PLACED = 0.96  #: agreement from which it lies within a pixel: it is moved no more
#: pixels of the thumb by which it is moved, stretched or shrunk: marks place it within a few
STEPS = (3.0, 2.0, 1.5, 1.0, 0.7, 0.5, 0.3)
_WAYS = ((1, 0, 1, 0), (0, 1, 0, 1), (1, 0, -1, 0), (0, 1, 0, -1))  # left, top, right, bottom

Box = tuple[float, float, float, float]  #: left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """How one picture lies on another where they agree most."""

    agreement: float  #: correlation of their details: 1 the same, 0 unrelated
    even: float  #: how much of what both show agrees, part by part
    share_a: float  #: of the first, without borders, that the second shows
    share_b: float  #: of the second, without borders, that the first shows
    distance: int  #: bits of 64 in which the hashes of what both show differ


class Thumb:
    """A small picture in grey that can be measured anywhere."""

    def __init__(self, grey: Grey, inner: Box) -> None:
        """Take the pixels, and what of them is no border."""
        self.grey = grey
        self.inner = inner
        self.height, self.width = grey.shape

    @cached_property
    def _total(self) -> Grey:
        return np.pad(self.grey.cumsum(0).cumsum(1), ((1, 0), (1, 0)))

    def cells(self, box: Box, across: int, down: int) -> Grey:
        """Return the sums of a box divided into so many cells."""
        total = _between(self._total, box[1], box[3], down)
        total = _between(total.T, box[0], box[2], across).T
        total = total[1:] - total[:-1]
        return total[:, 1:] - total[:, :-1]


def thumb_of(print_: Fingerprint, turn: int = 0) -> Thumb:
    """Return the thumb of a picture, turned: 1 mirrors, 2 turns upside down, 4 then transposes."""
    grey = np.frombuffer(print_.thumb, np.uint8).reshape(-1, print_.thumb_width).astype(np.float64)
    height, width = grey.shape
    left, top, right, bottom = print_.inner
    if turn & 1:
        grey, left, right = grey[:, ::-1], width - right, width - left
    if turn & 2:
        grey, top, bottom = grey[::-1], height - bottom, height - top
    if turn & 4:
        grey, left, top, right, bottom = grey.T, top, left, bottom, right
    return Thumb(grey, (left, top, right, bottom))


def lay_over(a: Thumb, b: Thumb, box: Box) -> Overlay | None:
    """Return how `a` lies on `b`, beginning at `box` in pixels of `b`; None where it does not."""
    best, agreement = box, _agreement(a, b, box)
    if agreement < HOPELESS:
        return None
    for step in STEPS:
        if agreement >= PLACED:
            break
        for way in _WAYS:
            for by in (step, -step):
                moved = _moved(best, way, by)
                found = _agreement(a, b, moved)
                if found > agreement:
                    best, agreement = moved, found
    return _overlay(a, b, best, agreement)


def _moved(box: Box, way: tuple[int, int, int, int], by: float) -> Box:
    left, top, right, bottom = (side + by * to for side, to in zip(box, way, strict=True))
    return left, top, right, bottom


def _agreement(a: Thumb, b: Thumb, box: Box) -> float:
    """How well the details of what both show agree; -1 where that is too little."""
    pair = _details_of_both(a, b, box)
    if pair is None:
        return -1.0
    first, second = pair
    mine, yours = float((first * first).sum()), float((second * second).sum())
    if min(mine, yours) < LEAST_DETAIL**2 * first.size:
        return -1.0
    return float((first * second).sum()) / sqrt(mine * yours)


def _even(a: Thumb, b: Thumb, box: Box) -> float:
    """How much of what both show agrees, part by part; parts without details do not count."""
    pair = _details_of_both(a, b, box)
    if pair is None:
        return 0.0
    first, second = pair
    agreeing = counted = 0
    for rows in np.array_split(np.arange(first.shape[0]), PARTS):
        for columns in np.array_split(np.arange(first.shape[1]), PARTS):
            mine, yours = first[np.ix_(rows, columns)], second[np.ix_(rows, columns)]
            energies = float((mine * mine).sum()), float((yours * yours).sum())
            if max(energies) < CLEAR_DETAIL**2 * mine.size:
                continue
            counted += 1
            both = float((mine * yours).sum())
            agreeing += both > SAME_PART * sqrt(energies[0] * energies[1])
    return agreeing / counted if counted else 0.0


def _details_of_both(a: Thumb, b: Thumb, box: Box) -> tuple[Grey, Grey] | None:
    pair = _both(a, b, box)
    if pair is None:
        return None
    on_a, on_b = pair
    across = int(min(CELLS, on_a[2] - on_a[0], on_b[2] - on_b[0]))
    down = int(min(CELLS, on_a[3] - on_a[1], on_b[3] - on_b[1]))
    if min(across, down) < FEWEST_CELLS:
        return None
    cells = across * down
    return (
        _details(a.cells(on_a, across, down) / _area(on_a, cells)),
        _details(b.cells(on_b, across, down) / _area(on_b, cells)),
    )


def _both(a: Thumb, b: Thumb, box: Box) -> tuple[Box, Box] | None:
    """What both show, as a box on each; `box` is where the whole of `a` lies on `b`."""
    left, top, right, bottom = box
    if right - left < 1 or bottom - top < 1:
        return None
    on_b = (max(0.0, left), max(0.0, top), min(b.width, right), min(b.height, bottom))
    if on_b[2] <= on_b[0] or on_b[3] <= on_b[1]:
        return None
    wide, high = a.width / (right - left), a.height / (bottom - top)
    on_a = ((on_b[0] - left) * wide, (on_b[1] - top) * high,
            (on_b[2] - left) * wide, (on_b[3] - top) * high)  # fmt: skip
    return on_a, on_b


def _area(box: Box, cells: int = 1) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) / cells


def _details(cells: Grey) -> Grey:
    """What differs from its surroundings: skies and shadows alike agree without being copies."""
    high, wide = (side - 4 for side in cells.shape)
    rows = cells[:high].copy()
    for n in range(1, 5):
        rows += cells[n : n + high]
    around = rows[:, :wide].copy()
    for n in range(1, 5):
        around += rows[:, n : n + wide]
    details = cells[2:-2, 2:-2] - around / 25
    return np.asarray(details - details.mean())


def _overlay(a: Thumb, b: Thumb, box: Box, agreement: float) -> Overlay | None:
    pair = _both(a, b, box)
    if pair is None:
        return None
    on_a, on_b = pair
    hashes = [_hash(thumb, part) for thumb, part in ((a, on_a), (b, on_b))]
    return Overlay(
        agreement=round(agreement, 3),
        even=round(_even(a, b, box), 3),
        share_a=round(_area(_common(on_a, a.inner)) / _area(a.inner), 3),
        share_b=round(_area(_common(on_b, b.inner)) / _area(b.inner), 3),
        distance=(hashes[0] ^ hashes[1]).bit_count(),
    )


def _hash(thumb: Thumb, box: Box) -> int:
    cells = thumb.cells(box, CELLS, CELLS) / _area(box, CELLS * CELLS)
    return as_number(signs(waves_of(np.floor(cells + 0.5))))


def _common(one: Box, other: Box) -> Box:
    return (max(one[0], other[0]), max(one[1], other[1]),
            min(one[2], other[2]), min(one[3], other[3]))  # fmt: skip


def _between(total: Grey, low: float, high: float, parts: int) -> Grey:
    """The running sums at the edges of equal parts of the rows from low to high."""
    last = total.shape[0] - 1
    edges = low + (high - low) / parts * np.arange(parts + 1)
    edges = np.minimum(np.maximum(edges, 0), last)
    row: NDArray[np.intp] = np.minimum(edges.astype(np.intp), last - 1)
    share = (edges - row)[:, None]
    lower = total[row]
    return np.asarray(lower + (total[row + 1] - lower) * share)
