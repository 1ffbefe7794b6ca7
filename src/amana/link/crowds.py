"""Crowds of near-copies: which pairs of many are worth a look, so that links grow with the copies.

Five hundred papers that print one dispatch make no 125,000 pairs. The longest text leads a crowd;
every other member is tied to it, and to the member that it shares most with: a slip that two
copies have in common still shows who copied whom.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

#: members up to which every pair of a crowd is looked at. Set by thought: 4 texts give 6 links,
#: 14 would give 91
MOST_SPELLED_OUT = 4
#: shared part of the shorter one's keys from which it follows the longer. One word changed in a
#: quotation of ten leaves 0.4
NEAR = 0.3

_BITS = 32  #: of a place in a pair of two
_MASK = (1 << _BITS) - 1


def thinned(pairs: Iterable[tuple[int, int, float]], count: int) -> Iterator[tuple[int, int]]:
    """Yield, in order, the pairs (i, j) that are worth a look; all where no crowd is large.

    In: the candidates among `count` texts, longest text first, sorted, each with the shared part
    of the shorter's keys.
    """
    ends, shares = array("Q"), array("d")
    for i, j, share in pairs:
        ends.append(i << _BITS | j)
        shares.append(share)
    leader = _leaders(ends, shares, count)
    size = Counter(leader)
    kept = array("Q")
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for pair, share in zip(ends, shares, strict=True):
        i, j = pair >> _BITS, pair & _MASK
        one, other = (leader[n] != n and size[leader[n]] > MOST_SPELLED_OUT for n in (i, j))
        if not (one or other) or leader[j] == i:
            kept.append(pair)
        elif leader[i] == leader[j] or not (one and other):
            # within a crowd the later one, else the one outside, looks for its nearest there
            seeker, crowd = (i, leader[j]) if other and not one else (j, leader[i])
            if (share, -pair) > best.get((seeker, crowd), (0.0, 0)):
                best[seeker, crowd] = (share, -pair)
    kept.extend(-pair for _, pair in best.values())
    for pair in sorted(kept):
        yield pair >> _BITS, pair & _MASK


def _leaders(ends: "array[int]", shares: "array[float]", count: int) -> "array[int]":
    """The text that each one follows; the longer come first, and one that follows leads none."""
    leader = array("q", range(count))
    for pair, share in zip(ends, shares, strict=True):
        i, j = pair >> _BITS, pair & _MASK
        if share >= NEAR and leader[i] == i and leader[j] == j:
            leader[j] = i
    return leader
