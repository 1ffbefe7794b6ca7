"""Two rows of words laid side by side: which words are shared, what differs between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Levenshtein

from amana.link import rarity
from amana.link.tokens import Tokens

#: likeness of letters from which two words are one, spelled differently. From the usual 4 in 5
NEARLY = 0.75
LEAST_LETTERS = 4  #: shorter words are never "nearly the same": "now" and "not"
#: a run of shared words lighter than this, far from the others, is chance: "and the"
STRAY_WEIGHT = 0.55
STRAY_GAP = 3  #: words between a stray run and its neighbours. Set by thought
MOST_NEARLY = 8  #: words of a gap in which nearly equal words are looked for; bounds the work


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What stands between two runs of shared words: positions [from, to) on either side."""

    a: tuple[int, int]
    b: tuple[int, int]

    @property
    def size(self) -> int:
        """Words on the longer side."""
        return max(self.a[1] - self.a[0], self.b[1] - self.b[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The shared words of two rows, in order, and how much of each row they are."""

    pairs: tuple[tuple[int, int], ...]
    respelled: frozenset[tuple[int, int]]  #: pairs that are not equal to the letter
    weight: float  #: of the shared words
    cover_a: float  #: 0 to 1, by weight
    cover_b: float

    def gaps(self) -> Iterator[Gap]:
        """Yield the gaps between the shared words, in order."""
        for (i, j), (k, m) in pairwise(self.pairs):
            if k - i > 1 or m - j > 1:
                yield Gap(a=(i + 1, k), b=(j + 1, m))

    def runs(self) -> int:
        """How many unbroken runs the shared words make."""
        return 1 + sum(1 for _ in self.gaps())

    def longest_run(self) -> tuple[int, int]:
        """The first and last place, in `pairs`, of the longest unbroken run."""
        best, start = (0, 0), 0
        for n in range(1, len(self.pairs) + 1):
            broken = n == len(self.pairs) or (
                self.pairs[n][0] - self.pairs[n - 1][0] > 1
                or self.pairs[n][1] - self.pairs[n - 1][1] > 1
            )
            if broken:
                if n - 1 - start > best[1] - best[0]:
                    best = (start, n - 1)
                start = n
        return best


def align(a: Tokens, b: Tokens) -> Alignment:
    """Return the best alignment; `align(b, a)` is its mirror image."""
    if (len(b.words), b.words) < (len(a.words), a.words):
        turned = _align(b, a)
        return Alignment(
            pairs=tuple((i, j) for j, i in turned.pairs),
            respelled=frozenset((i, j) for j, i in turned.respelled),
            weight=turned.weight,
            cover_a=turned.cover_b,
            cover_b=turned.cover_a,
        )
    return _align(a, b)


def _align(a: Tokens, b: Tokens) -> Alignment:
    """Align a shorter row with a longer one."""
    pairs = _one_run(a, b) or _tidy(_common(a, b), a, b)
    respelled = frozenset(_nearly_equal(pairs, a, b))
    pairs = _without_strays(sorted([*pairs, *respelled]), a)
    kept = frozenset(pair for pair in pairs if pair in respelled)
    shared = sum(a.weights[i] for i, _ in pairs)
    of_a = sum(a.weights[i] for i, _ in pairs if i not in a.put_in)
    of_b = sum(b.weights[j] for _, j in pairs if j not in b.put_in)
    return Alignment(
        pairs=tuple(pairs),
        respelled=kept,
        weight=shared,
        cover_a=min(1.0, of_a / a.weight) if a.weight else 0.0,
        cover_b=min(1.0, of_b / b.weight) if b.weight else 0.0,
    )


def _one_run(a: Tokens, b: Tokens) -> list[tuple[int, int]]:
    """The shorter row, where it stands in the longer one without a gap."""
    start = b.codes.find(a.codes) if a.words else -1
    if start < 0 or b.words[start : start + len(a.words)] != a.words:
        return []
    return [(i, start + i) for i in range(len(a.words))]


def _common(a: Tokens, b: Tokens) -> list[tuple[int, int]]:
    """A longest common subsequence."""
    return [
        (block.a + n, block.b + n)
        for block in LCSseq.opcodes(a.codes, b.codes).as_matching_blocks()
        for n in range(block.size)
        if a.words[block.a + n] == b.words[block.b + n]
    ]


def _tidy(pairs: list[tuple[int, int]], a: Tokens, b: Tokens) -> list[tuple[int, int]]:
    """Move shared words next to each other where the same word stands there, too."""
    moved = list(pairs)
    for n in range(len(moved) - 2, -1, -1):
        moved[n] = _closer(moved[n], moved[n + 1], -1, a, b)
    for n in range(1, len(moved)):
        if n + 1 < len(moved) and _touch(moved[n], moved[n + 1]):
            continue
        moved[n] = _closer(moved[n], moved[n - 1], 1, a, b)
    return moved


def _touch(pair: tuple[int, int], following: tuple[int, int]) -> bool:
    return following[0] - pair[0] == 1 and following[1] - pair[1] == 1


def _closer(
    pair: tuple[int, int], to: tuple[int, int], step: int, a: Tokens, b: Tokens
) -> tuple[int, int]:
    """The place right beside `to`, if the word of `pair` stands there on both sides."""
    i, j = to[0] + step, to[1] + step
    inside = (pair[0] <= i and pair[1] <= j) if step < 0 else (i <= pair[0] and j <= pair[1])
    word = a.words[pair[0]]
    if inside and a.words[i] == word and b.words[j] == word:
        return (i, j)
    return pair


def _nearly_equal(pairs: list[tuple[int, int]], a: Tokens, b: Tokens) -> Iterator[tuple[int, int]]:
    """Yield, in the gaps between shared words, the pairs that differ only in spelling."""
    edges = [(-1, -1), *pairs, (len(a.words), len(b.words))]
    for (i, j), (k, m) in pairwise(edges):
        if k - i <= 1 or m - j <= 1 or max(k - i, m - j) > MOST_NEARLY:
            continue
        following = j + 1
        for left in range(i + 1, k):
            for right in range(following, m):
                if nearly(a.words[left], b.words[right]):
                    yield left, right
                    following = right + 1
                    break


def nearly(a: str, b: str) -> bool:
    """Whether two words are one with a slip of the hand, or with an "and" written onto it.

    >>> nearly("emotional", "emotiomal"), nearly("وكلنا", "كلنا"), nearly("can", "cant")
    (True, True, False)
    """
    if a == b:
        return True
    written_on = a.lstrip("وف") == b.lstrip("وف")
    if not written_on:
        short = min(len(a), len(b)) < LEAST_LETTERS
        if short or Levenshtein.normalized_similarity(a, b, score_cutoff=NEARLY) < NEARLY:
            return False
    return not (any(map(rarity.is_number, (a, b))) or any(map(rarity.is_negation, (a, b))))


def _without_strays(pairs: list[tuple[int, int]], a: Tokens) -> list[tuple[int, int]]:
    """Leave out light runs that stand far from all others: chance, not retelling."""
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if runs and _touch(runs[-1][-1], pair):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    while True:
        stray = next((n for n in range(len(runs)) if _is_stray(n, runs, a)), -1)
        if stray < 0:
            return [pair for run in runs for pair in run]
        del runs[stray]


def _is_stray(n: int, runs: list[list[tuple[int, int]]], a: Tokens) -> bool:
    if len(runs) == 1 or sum(a.weights[i] for i, _ in runs[n]) >= STRAY_WEIGHT:
        return False
    far = []
    if n > 0:
        far.append(max(runs[n][0][0] - runs[n - 1][-1][0], runs[n][0][1] - runs[n - 1][-1][1]))
    if n + 1 < len(runs):
        far.append(max(runs[n + 1][0][0] - runs[n][-1][0], runs[n + 1][0][1] - runs[n][-1][1]))
    return min(far) > STRAY_GAP
