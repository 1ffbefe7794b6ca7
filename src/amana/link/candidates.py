"""Which pairs of texts are worth aligning: those that share rare runs of words.

Containment, not likeness: a headline's five words must find the long statement they stand in.
Every text gets keys (runs of three and four words, pairs of its rarest words); texts meet under a
shared key. Work grows with the number of near-copies, not with the square: what too many share is
tied to one of them only.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from amana.link.rarity import weight

#: texts under one key up to which all pairs are looked at. Measured on 100,000 quotations by
#: others: 30 to 100 loses nothing; above it a star keeps the most retold words together
MOST_UNDER_A_KEY = 40
#: rarest words of a text of which all pairs are keys. Six found 96 % of quotations with edits
RAREST = 6
#: least weight of a run of words that is a key: "and in the" is none
LEAST_RUN = 0.45
#: texts of so few words need one shared key; longer ones two. A run of 5 has 3 + 2 keys
FEW_WORDS = 6
#: the keys are worked on in so many batches, to bound memory at a million texts. Set by thought
BATCHES = 16

_KEY_BITS = 40  #: of a key; with a place it fills the 64 bits of one number of an array
_PLACE_BITS = 24  #: of a text's place: 16 million texts
_PLACE_MASK = (1 << _PLACE_BITS) - 1


def candidate_pairs(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, float]]:
    """Yield (i, j, share), i < j, for texts that share enough, in order.

    `texts` are rows of folded words, at most 16 million of them, the longest first: of a great
    crowd under one key it is the star. `share` is the part of the keys of j that i has, too.
    """
    batches = [array("Q") for _ in range(BATCHES)]
    counts = array("L")
    for place, words in enumerate(texts):
        found = keys(words)
        counts.append(len(found))
        for key in found:
            batches[key % BATCHES].append((key << _PLACE_BITS) | place)
    pairs = [array("Q") for _ in range(BATCHES)]
    span = len(texts) // BATCHES + 1
    for batch in batches:
        for i, j in _meet(batch):
            pairs[i // span].append((i << _PLACE_BITS) | j)
    for some in pairs:
        shared = Counter(some)
        for pair in sorted(shared):
            i, j = pair >> _PLACE_BITS, pair & _PLACE_MASK
            if shared[pair] > 1 or min(len(texts[i]), len(texts[j])) <= FEW_WORDS:
                yield i, j, shared[pair] / counts[j]


def keys(words: Sequence[str]) -> set[int]:
    """Return the keys of a text, as numbers below 2^40."""
    numbers = [_number(word) for word in words]
    weights = [weight(word) for word in words]
    found = set()
    for size in (3, 4):
        for start in range(len(words) - size + 1):
            if sum(weights[start : start + size]) >= LEAST_RUN:
                found.add(_mix(size, numbers[start : start + size]))
    order = sorted(
        {
            n: (-w, -len(word), n) for n, w, word in zip(numbers, weights, words, strict=True)
        }.items(),
        key=lambda entry: entry[1],
    )
    rarest = sorted(number for number, _ in order[:RAREST])
    found.update(_mix(2, pair) for pair in combinations(rarest, 2))
    return found


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _mix(seed: int, numbers: Sequence[int]) -> int:
    """One number for a row of numbers: multiply and fold, as FNV does, kept to 40 bits."""
    mixed = 0xCBF29CE484222325 ^ seed
    for number in numbers:
        mixed = ((mixed ^ number) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return (mixed ^ (mixed >> 29)) & ((1 << _KEY_BITS) - 1)


def _meet(batch: "array[int]") -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that stand under one key; a crowd's pairs with its first only."""
    under: list[int] = []
    before = -1
    for entry in (*sorted(batch), -1):
        key = entry >> _PLACE_BITS
        if key != before:
            if len(under) <= MOST_UNDER_A_KEY:
                yield from combinations(under, 2)
            else:
                yield from ((under[0], place) for place in under[1:])
            under, before = [], key
        under.append(entry & _PLACE_MASK)
