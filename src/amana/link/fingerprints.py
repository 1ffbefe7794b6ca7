"""What a picture is known by: a hash of its whole, and marks of the spots that stand out in it.

Up to the last step all numbers are whole, or floats that hold whole numbers exactly, whatever the
order of adding: every machine gets the same fingerprint.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import cos, pi

import numpy as np
from numpy.typing import NDArray

from amana.protocols import Pixels

Grey = NDArray[np.float64]  #: whole numbers from 0 to 255

SIDE = 320  #: pixels of the long side of the frame in which marks have their places
LEVELS = 8  #: sizes at which marks are looked for, each STEP smaller than the one before
STEP = 1.26  #: the third root of 2: a mark is still known when the size differs by half of that
MARKS_PER_LEVEL = 28  #: with 24 at 7 sizes up to 240, crops to a sixth had half the marks in common
HALF = 12  #: pixels around a mark that describe it: 25 by 25
NEAR, AROUND = 2, 5  #: pixels around a spot and its surroundings: spots of some 5 pixels are found
LEAST_CONTRAST = 4  #: of 255, between a spot and its surroundings; set by thought
WAVES = 6  #: cosine waves across and down that describe a mark
BITS = 30  #: signs of waves that are compared; pairs of unrelated pictures share hardly a mark
WEAK = 2  #: signs that may turn, the faintest of a mark; each more doubles the keys

THUMB = 96  #: pixels of the long side of what is kept for the second look
HASHED = 32  #: pixels to which a picture is squeezed to be hashed; the first 8 by 8 waves of it
FLAT = 6  #: spread (standard deviation, of 255) below which a picture is blank
EVEN = 6  #: likewise, of a row or column that is border

MARK = np.dtype(
    [("x", "<u2"), ("y", "<u2"), ("level", "u1"), ("turn", "u1"), ("weak", "u1", (WEAK,)),
     ("bits", "<u4")]
)  # fmt: skip
MARK_UNIT = 100  #: parts of a pixel of the frame in which places are written

_ONE = 1024  # whole numbers stand for parts of this
_WAVES = [
    (u, v) for t in range(2, 2 * WAVES) for u in range(WAVES) for v in range(WAVES) if u + v == t
]
_DESCRIBING = np.array(_WAVES[:BITS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """One picture, as it is compared with others."""

    pixels: str  #: SHA-256 of sides and pixels: the same only in an exact copy
    width: int  #: of the picture, as it was sealed
    height: int
    is_flat: bool  #: nearly one colour: like all of its kind, so compared with none
    hash: int  #: 64 bits of the whole without borders
    inner: tuple[int, int, int, int]  #: left, top, right, bottom of the thumb without borders
    thumb_width: int
    thumb: bytes  #: grey, row by row
    marks: bytes  #: rows of MARK


def fingerprint(pixels: Pixels) -> Fingerprint:
    """Return what a picture is known by."""
    grey = _grey(pixels)
    height, width = grey.shape
    small = shrunk(grey, *fitted(width, height, THUMB))
    left, top, right, bottom = inner = _without_borders(small)
    bare = small[top:bottom, left:right]
    sides = pixels.width.to_bytes(4, "big") + pixels.height.to_bytes(4, "big")
    is_flat = bool(bare.std() < FLAT)
    return Fingerprint(
        pixels=sha256(sides + pixels.rgb).hexdigest(),
        width=pixels.width,
        height=pixels.height,
        is_flat=is_flat,
        hash=as_number(signs(waves_of(bare))),
        inner=inner,
        thumb_width=small.shape[1],
        thumb=small.astype(np.uint8).tobytes(),
        marks=b"" if is_flat else _marks(grey).tobytes(),
    )


def fitted(width: int, height: int, side: int) -> tuple[int, int]:
    """Return width and height with a long side of at most `side`."""
    long = max(width, height, side)
    return max(1, round(width * side / long)), max(1, round(height * side / long))


def _grey(pixels: Pixels) -> Grey:
    """The picture in grey (ITU-R BT.601), its long side below twice SIDE."""
    rgb = np.frombuffer(pixels.rgb, np.uint8).reshape(pixels.height, pixels.width, 3)
    red, green, blue = (rgb[:, :, band].astype(np.uint16) for band in range(3))
    grey = (77 * red + 150 * green + 29 * blue) >> 8
    by = max(1, max(grey.shape) // SIDE)
    height, width = (max(1, side // by) for side in grey.shape)
    down, across = min(by, grey.shape[0]), min(by, grey.shape[1])
    blocks = grey[: height * down, : width * across].reshape(height, down, width, across)
    return np.asarray(blocks.sum((1, 3), dtype=np.int64) // (down * across), np.float64)


def shrunk(grey: Grey, width: int, height: int) -> Grey:
    """Return a picture in another size: each new pixel is the mean of what it covers."""
    rows, down = _gathered(grey, height)
    cells, across = _gathered(rows.T, width)
    return np.asarray(np.floor(cells.T / (down[:, None] * across[None, :]) + 0.5))


def _gathered(grey: Grey, count: int) -> tuple[Grey, Grey]:
    """The sums of so many equal parts of the rows, and how much goes into each: whole numbers.

    By running sums, not as a product of matrices: that would start threads for every picture.
    """
    old = grey.shape[0]
    total = np.zeros((old + 1, grey.shape[1]))
    np.cumsum(grey, axis=0, out=total[1:])
    edges = np.arange(count + 1) * old * _ONE // count
    row = np.minimum(edges // _ONE, old - 1)
    lower = total[row]
    at = lower * _ONE + (total[row + 1] - lower) * (edges - row * _ONE)[:, None]
    return np.diff(at, axis=0), np.diff(edges).astype(np.float64)


@cache
def _waves(length: int, count: int) -> Grey:
    """The first cosine waves (DCT-II) over a length, as whole numbers."""
    return np.array(
        [
            [round(_ONE * cos(pi * wave * (2 * at + 1) / (2 * length))) for at in range(length)]
            for wave in range(count)
        ],
        np.float64,
    )


def waves_of(grey: Grey) -> Grey:
    """Return how strong the first 8 by 8 waves are in a picture: rows go down, columns across."""
    square = shrunk(grey, HASHED, HASHED)
    waves = _waves(HASHED, 8)
    return np.asarray(waves @ square @ waves.T)


def signs(waves: Grey) -> NDArray[np.bool_]:
    """Return the 64 bits of a picture: which of its waves begin bright; the mean says nothing."""
    bits = waves > 0
    bits[0, 0] = False
    return bits.ravel()


def as_number(bits: NDArray[np.bool_]) -> int:
    """Return bits as one number, the first as the highest."""
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def _without_borders(grey: Grey) -> tuple[int, int, int, int]:
    """What is left when even rows and columns are cut from the sides; all where nothing is."""
    rows = np.flatnonzero(grey.std(1) >= EVEN)
    if not rows.size:
        return 0, 0, grey.shape[1], grey.shape[0]
    columns = np.flatnonzero(grey[rows[0] : rows[-1] + 1].std(0) >= EVEN)
    if not columns.size:
        return 0, 0, grey.shape[1], grey.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


# --- marks


def _marks(grey: Grey) -> NDArray[np.void]:
    found = list(_marks_by_level(grey))
    return np.concatenate(found) if found else np.zeros(0, MARK)


def _marks_by_level(grey: Grey) -> Iterator[NDArray[np.void]]:
    """Yield the marks of each size, that of the frame first, while a mark fits into it."""
    long = min(SIDE, max(grey.shape))
    first = fitted(grey.shape[1], grey.shape[0], SIDE)
    for level in range(LEVELS):
        width, height = (round(side / STEP**level) for side in first)
        if min(width, height) < 2 * HALF + 3:
            return
        sized = shrunk(grey, width, height)
        ys, xs = _spots(sized)
        if not xs.size:
            continue
        marks = _described(sized, xs, ys)
        unit = MARK_UNIT * long / max(width, height)
        marks["x"], marks["y"] = np.rint((xs + 0.5) * unit), np.rint((ys + 0.5) * unit)
        marks["level"] = level
        yield marks


def _spots(grey: Grey) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where a spot differs from its surroundings more than any near it; the strongest first."""
    around, near = _sums(grey, AROUND), _sums(grey, NEAR)
    cut = AROUND - NEAR
    near = near[cut:-cut, cut:-cut]
    strength = np.abs(near * (2 * AROUND + 1) ** 2 - around * (2 * NEAR + 1) ** 2)
    margin = HALF - AROUND
    strength = strength[margin:-margin, margin:-margin]
    least = LEAST_CONTRAST * (2 * AROUND + 1) ** 2 * (2 * NEAR + 1) ** 2
    ys, xs = np.nonzero((strength == _strongest_near(strength, 2)) & (strength > least))
    order = np.lexsort((xs, ys, -strength[ys, xs]))[:MARKS_PER_LEVEL]
    return ys[order] + HALF, xs[order] + HALF


def _strongest_near(strength: Grey, around: int) -> Grey:
    """The greatest value in the square around each: first along the rows, then down."""
    wide = np.pad(strength, around, constant_values=-1)
    shifts, (height, width) = range(2 * around + 1), strength.shape
    rows = np.maximum.reduce([wide[:, shift : shift + width] for shift in shifts])
    return np.asarray(np.maximum.reduce([rows[shift : shift + height] for shift in shifts]))


def _sums(grey: Grey, around: int) -> Grey:
    """The sum of the square around each pixel that has so many neighbours on every side."""
    total: Grey = np.pad(grey.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    side = 2 * around + 1
    return total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side]


def _described(grey: Grey, xs: NDArray[np.intp], ys: NDArray[np.intp]) -> NDArray[np.void]:
    """Marks without places, each turned and mirrored until it is brighter left and above.

    More so left than above; how it was turned is written with it, so that copies can be turned.
    """
    side = 2 * HALF + 1
    windows = np.lib.stride_tricks.sliding_window_view(grey, (side, side))
    waves = _waves(side, WAVES)
    found = waves @ windows[ys - HALF, xs - HALF] @ waves.T
    odd = np.where(np.arange(WAVES) % 2 == 1, -1.0, 1.0)
    flip_x, flip_y = found[:, 0, 1] < 0, found[:, 1, 0] < 0
    found = found * np.where(flip_x[:, None, None], odd[None, None, :], 1.0)
    found = found * np.where(flip_y[:, None, None], odd[None, :, None], 1.0)
    over = found[:, 0, 1] < found[:, 1, 0]
    found = np.where(over[:, None, None], found.transpose(0, 2, 1), found)
    values = found[:, _DESCRIBING[:, 1], _DESCRIBING[:, 0]]
    marks = np.zeros(len(xs), MARK)
    marks["turn"] = flip_x + 2 * flip_y + 4 * over
    marks["weak"] = np.argsort(np.abs(values), 1, kind="stable")[:, :WEAK]
    marks["bits"] = (values > 0) @ (1 << np.arange(BITS, dtype=np.uint32))
    return marks
