"""Copies of one picture among many: re-encoded, resized, mirrored, turned, cropped, framed.

Pictures that share marks, or the hash of the whole, are laid over each other; what then agrees in
its details is a copy. Cost grows with the copies there are, not with the square of the pictures.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from amana.link.fingerprints import MARK, MARK_UNIT, SIDE, STEP, WEAK, Fingerprint
from amana.link.overlay import Box, Overlay, Thumb, lay_over, thumb_of
from amana.model import Id

BY = "link.pictures 1"

#: agreement of details from which pictures are copies. Of the 3 million pairs of 2,500 made-up
#: scenes, none a copy, the best had 0.71; copies have 0.93 and more, those with a caption 0.83
SAME_DETAILS = 0.9
#: likewise where many marks agree as well: a caption or a logo then covers part of a copy
SAME_DETAILS_MANY = 0.6
EVENLY = 0.7  #: share of the parts that must agree; set by thought: a caption covers a quarter
MANY_MARKS = 8  #: in one arrangement, from which they are many; of the same pairs none had over 5
FEWEST_MARKS = 3  #: in one arrangement; with 2, two of the same pairs agreed by 0.91 and 0.93
MOST_BITS = 10  #: of 64 by which hashes of a whole may differ; by thought: a second look follows
WHOLE = 0.92  #: share of a picture that is all of it but for what a re-encoding trims
MOST_UNDER_A_KEY = 32  #: pictures under one key that are compared each with each; others with one

MOST_THUMBS = 2_000  #: kept while looking: 100 KB each

OFF = 5.0  #: pixels of the frame that a mark may lie off its place
STRETCH = 0.14  #: of its distance, too: half a STEP of size is not noticed by marks
SIZE_OFF = 0.36  #: difference of two logarithms of size: one STEP and a half

_BANDS = 4  # of 16 bits each; hashes that differ in 7 bits or fewer agree in a band but for one
_MOST_IN_A_BAND = 64  # pictures under one band's value that are looked at

Pair = tuple[int, int]  #: places of two pictures, the smaller first
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """Two pictures that are copies of one; `a` is the smaller id."""

    a: Id
    b: Id
    transform: str  #: exact, resized, mirrored, rotated, cropped or mirrored cropped
    distance: int  #: bits of 64
    score: float  #: agreement of their details, 0 to 1
    marks: int  #: spots that stand in the same arrangement in both
    share_a: float  #: of `a` that `b` shows
    share_b: float


def find_copies(prints: Mapping[Id, Fingerprint]) -> tuple[Same, ...]:
    """Return the pairs of copies, sorted; what is nearly one colour is a copy of its equal only.

    A picture that has very many copies is linked with one of them, and that with all.
    """
    ids = sorted(prints)
    known = [prints[one] for one in ids]
    exact = dict(_exact(known))
    others = {pair[1] for pair in exact}  # the first of several exact copies stands for all
    alike = _alike(known, [place for place in range(len(ids)) if place not in others])
    found = {**exact, **_spread(alike, exact)}
    return tuple(_same(ids, known, pair, found[pair]) for pair in sorted(found))


@dataclass(frozen=True, slots=True)
class _Found:
    """How one picture lies on another, and turned how."""

    overlay: Overlay
    turn: int
    marks: int


def _exact(known: Sequence[Fingerprint]) -> Iterator[tuple[Pair, _Found]]:
    by_pixels: dict[str, list[int]] = {}
    for place, one in enumerate(known):
        by_pixels.setdefault(one.pixels, []).append(place)
    whole = Overlay(agreement=1.0, even=1.0, share_a=1.0, share_b=1.0, distance=0)
    for places in by_pixels.values():
        pairs = list(combinations(places[:MOST_UNDER_A_KEY], 2))
        pairs += [(places[0], place) for place in places[MOST_UNDER_A_KEY:]]
        for pair in pairs:
            yield pair, _Found(whole, 0, len(known[pair[0]].marks) // MARK.itemsize)


def _alike(known: Sequence[Fingerprint], places: Sequence[int]) -> dict[Pair, _Found]:
    found: dict[Pair, _Found] = {}
    looks = _Looks(known)
    for pair, turn, marks, box in _by_marks(known, places):
        look = looks.look(pair, turn, box)
        least = SAME_DETAILS_MANY if marks >= MANY_MARKS else SAME_DETAILS
        best = found[pair].overlay.agreement if pair in found else 0.0
        if look is not None and look.agreement >= max(least, best) and look.even >= EVENLY:
            found[pair] = _Found(look, turn, marks)
    for pair, turn in _by_hash(known, places):
        if pair in found and found[pair].marks:
            continue
        look = looks.look(pair, turn, None)
        best = found[pair].overlay.agreement if pair in found else 0.0
        if look is None or look.even < EVENLY:
            continue
        if look.agreement >= SAME_DETAILS and look.agreement > best:
            found[pair] = _Found(look, turn, 0)
    return found


def _spread(alike: Mapping[Pair, _Found], exact: Iterable[Pair]) -> dict[Pair, _Found]:
    """What was found of the first of exact copies, said of the others, too."""
    equals: dict[int, list[int]] = {}
    for first, other in exact:
        equals.setdefault(first, [first]).append(other)
    found: dict[Pair, _Found] = {}
    for (a, b), one in alike.items():
        for mine in equals.get(a, [a])[:MOST_UNDER_A_KEY]:
            for yours in equals.get(b, [b])[:MOST_UNDER_A_KEY]:
                pair = (mine, yours) if mine < yours else (yours, mine)
                found[pair] = one if mine < yours else _turned_round(one)
    return found


def _turned_round(one: _Found) -> _Found:
    look = one.overlay
    return replace(one, overlay=replace(look, share_a=look.share_b, share_b=look.share_a))


class _Looks:
    """Lays pictures over each other; remembers their thumbs."""

    def __init__(self, known: Sequence[Fingerprint]) -> None:
        self._known = known
        self._thumbs: dict[tuple[int, int], Thumb] = {}

    def look(self, pair: Pair, turn: int, box: Box | None) -> Overlay | None:
        """Return how the first lies on the second; `box` in parts of the second's long side."""
        a, b = self._thumb(pair[0], turn), self._thumb(pair[1], 0)
        if box is None:
            return lay_over(a, b, _bare_on_bare(a, b))
        long = max(b.width, b.height)
        return lay_over(a, b, (box[0] * long, box[1] * long, box[2] * long, box[3] * long))

    def _thumb(self, place: int, turn: int) -> Thumb:
        key = (place, turn)
        if len(self._thumbs) > MOST_THUMBS:
            self._thumbs.clear()
        if key not in self._thumbs:
            self._thumbs[key] = thumb_of(self._known[place], turn)
        return self._thumbs[key]


def _bare_on_bare(a: Thumb, b: Thumb) -> Box:
    """Where `a` lies when what is no border of both covers each other."""
    wide = (b.inner[2] - b.inner[0]) / (a.inner[2] - a.inner[0])
    high = (b.inner[3] - b.inner[1]) / (a.inner[3] - a.inner[1])
    left, top = b.inner[0] - wide * a.inner[0], b.inner[1] - high * a.inner[1]
    return left, top, left + wide * a.width, top + high * a.height


def _same(ids: Sequence[Id], known: Sequence[Fingerprint], pair: Pair, found: _Found) -> Same:
    a, b = (known[place] for place in pair)
    look = found.overlay
    return Same(
        a=ids[pair[0]],
        b=ids[pair[1]],
        transform=_transform(a, b, found),
        distance=look.distance,
        score=look.agreement,
        marks=found.marks,
        share_a=min(1.0, look.share_a),
        share_b=min(1.0, look.share_b),
    )


def _transform(a: Fingerprint, b: Fingerprint, found: _Found) -> str:
    if a.pixels == b.pixels:
        return "exact"
    mirrored = found.turn.bit_count() % 2 == 1
    if min(found.overlay.share_a, found.overlay.share_b) < WHOLE:
        return "mirrored cropped" if mirrored else "cropped"
    if mirrored:
        return "mirrored"
    return "rotated" if found.turn else "resized"


# --- by marks


def _by_marks(
    known: Sequence[Fingerprint], places: Sequence[int]
) -> Iterator[tuple[Pair, int, int, Box]]:
    """Yield pairs with marks in one arrangement: turned how, how many, where the first lies."""
    marks = [np.frombuffer(known[place].marks, MARK) for place in places]
    owner = np.repeat(np.asarray(places, np.int64), [len(one) for one in marks])
    if not owner.size:
        return
    every = np.concatenate(marks)
    first, second = _under_one_key(every, owner)
    turn = _BETWEEN[every["turn"][first], every["turn"][second]]
    group = (owner[first] * len(known) + owner[second]) * 8 + turn
    order = np.argsort(group, kind="stable")
    edges = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    for start, end in pairwise(edges):
        if end - start < FEWEST_MARKS:
            continue
        chosen = order[start:end]
        one, other = every[first[chosen]], every[second[chosen]]
        pair = (int(owner[first[chosen[0]]]), int(owner[second[chosen[0]]]))
        turned = int(turn[chosen[0]])
        placed = _arranged(known[pair[0]], known[pair[1]], turned, one, other)
        if placed is not None:
            yield pair, turned, *placed


def _under_one_key(every: NDArray[np.void], owner: Numbers) -> tuple[Numbers, Numbers]:
    """The pairs of marks of different pictures whose signs agree but for the weak ones."""
    flips = range(1 << WEAK)
    keys = np.concatenate([_flipped(every, flip) for flip in flips])
    mark = np.tile(np.arange(len(every)), len(flips))
    order = np.lexsort((mark, keys))
    keys, mark = keys[order], mark[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(starts, append=len(keys))
    crowd = np.repeat(sizes > MOST_UNDER_A_KEY, sizes)
    head = np.repeat(mark[starts], sizes)
    found = [np.stack((head[crowd], mark[crowd]))]
    keys, mark = keys[~crowd], mark[~crowd]
    for apart in range(1, MOST_UNDER_A_KEY):
        meet = np.flatnonzero(keys[apart:] == keys[:-apart]) if apart < len(keys) else keys[:0]
        if not meet.size:
            break
        found.append(np.stack((mark[meet], mark[meet + apart])))
    first, second = np.concatenate(found, axis=1)
    differ = owner[first] != owner[second]
    both = np.unique(first[differ] * len(every) + second[differ])
    return both // len(every), both % len(every)


def _flipped(every: NDArray[np.void], flip: int) -> Numbers:
    keys = every["bits"].astype(np.int64)
    for n in range(WEAK):
        if flip >> n & 1:
            keys = keys ^ (np.int64(1) << every["weak"][:, n].astype(np.int64))
    return keys


def _arranged(
    a: Fingerprint, b: Fingerprint, turn: int, one: NDArray[np.void], other: NDArray[np.void]
) -> tuple[int, Box] | None:
    """How many marks stand in one arrangement, and where it lays the first picture."""
    wide, high = _frame(a)
    xs, ys = (one[side] / MARK_UNIT for side in ("x", "y"))
    xs, ys = wide - xs if turn & 1 else xs, high - ys if turn & 2 else ys
    if turn & 4:
        xs, ys, wide, high = ys, xs, high, wide
    ours = np.stack((xs, ys), 1)
    theirs = np.stack((other["x"], other["y"]), 1) / MARK_UNIT
    size = STEP ** (other["level"].astype(np.float64) - one["level"].astype(np.float64))
    apart = size[:, None, None] * (ours[None] - ours[:, None])
    off = np.abs(theirs[None] - theirs[:, None] - apart).max(2)
    fits = off < OFF + STRETCH * np.abs(apart).max(2)
    fits &= np.abs(np.log(size[None] / size[:, None])) < SIZE_OFF
    best = fits[int(fits.sum(1).argmax())]
    ours, theirs = ours[best], theirs[best]
    count = min(_spots_in(ours), _spots_in(theirs))
    if count < FEWEST_MARKS:
        return None
    scale = float(np.exp(np.log(size[best]).mean()))
    long = max(_frame(b))
    left, right = _side(ours[:, 0], theirs[:, 0], scale, wide)
    top, bottom = _side(ours[:, 1], theirs[:, 1], scale, high)
    return count, (left / long, top / long, right / long, bottom / long)


def _frame(one: Fingerprint) -> tuple[float, float]:
    """The sides of the frame in which the marks of a picture have their places."""
    long = max(one.width, one.height)
    side = min(SIDE, long)
    return one.width * side / long, one.height * side / long


def _spots_in(places: NDArray[np.float64]) -> int:
    """How many different spots there are: one is often found at several sizes."""
    return len(np.unique((places / 8).astype(np.int64), axis=0))


def _side(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], scale: float, length: float
) -> tuple[float, float]:
    """Where a side begins and ends, from places on both; stretched where the places say so."""
    spread = ours - ours.mean()
    total = float((spread**2).sum())
    if len(ours) >= FEWEST_MARKS and total > 64 * len(ours):
        stretched = float((spread * (theirs - theirs.mean())).sum()) / total
        scale = stretched if abs(np.log(max(stretched, 0.01) / scale)) < SIZE_OFF else scale
    start = float(theirs.mean()) - scale * float(ours.mean())
    return start, start + scale * length


def _turns() -> NDArray[np.int64]:
    """Which turn leads from a mark that was turned so to one that was turned otherwise."""
    turned = [
        np.array(((0, 1), (1, 0)) if n & 4 else ((1, 0), (0, 1)))
        @ np.diag((-1 if n & 1 else 1, -1 if n & 2 else 1))
        for n in range(8)
    ]
    return np.array(
        [
            [next(n for n in range(8) if (turned[n] == there.T @ here).all()) for there in turned]
            for here in turned
        ]
    )


_BETWEEN = _turns()


# --- by the hash of the whole


def _by_hash(known: Sequence[Fingerprint], places: Sequence[int]) -> Iterator[tuple[Pair, int]]:
    """Yield pairs whose hashes agree when the first is turned so, and how."""
    places = [place for place in places if not known[place].is_flat]
    hashes = np.array([known[place].hash for place in places], np.uint64)
    where = np.asarray(places, np.int64)
    seen = set()
    for turn in range(8):
        turned = _turned(hashes, turn)
        for first, second in _near(turned, hashes):
            near = np.bitwise_count(turned[first] ^ hashes[second]) <= MOST_BITS
            near &= first < second
            for pair in zip(where[first[near]], where[second[near]], strict=True):
                seen.add(((int(pair[0]), int(pair[1])), turn))
    yield from sorted(seen)


def _turned(hashes: NDArray[np.uint64], turn: int) -> NDArray[np.uint64]:
    """The hashes of pictures turned so: waves that are odd change their sign when mirrored."""
    bits = np.unpackbits(hashes.astype(">u8").view(np.uint8)).reshape(-1, 8, 8)
    odd = np.arange(8) % 2
    mirrored = (odd[None, :] * (turn & 1) + odd[:, None] * (turn >> 1 & 1)) % 2
    mirrored[0, 0] = 0
    bits = bits ^ mirrored.astype(np.uint8)
    bits = bits.transpose(0, 2, 1) if turn & 4 else bits
    packed = np.packbits(bits.reshape(-1, 64), axis=1)
    return packed.view(">u8").ravel().astype(np.uint64)


def _near(
    ours: NDArray[np.uint64], theirs: NDArray[np.uint64]
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs that agree in a band of 16 bits, but for one bit at most."""
    flips = np.array([0, *(1 << bit for bit in range(16))], np.int64)
    for band in range(_BANDS):
        shift = np.uint64(16 * band)
        keys, sought = (
            (each >> shift & np.uint64(0xFFFF)).astype(np.int64) for each in (theirs, ours)
        )
        order = np.argsort(keys, kind="stable")
        for flip in flips:
            low = np.searchsorted(keys[order], sought ^ flip, "left")
            high = np.searchsorted(keys[order], sought ^ flip, "right")
            count = np.minimum(high - low, _MOST_IN_A_BAND)
            first = np.repeat(np.arange(len(ours)), count)
            behind = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
            yield first, order[np.repeat(low, count) + behind]
