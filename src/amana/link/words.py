"""The same words: which texts retell which, with the spans that they share.

Duplicates are taken together first, then candidates by rare shared runs of words, then aligned and
named. The result depends on the texts alone, not on the order in which they come.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz.distance import LCSseq, MatchingBlock

from amana.canon import make_id
from amana.link.candidates import candidate_pairs
from amana.link.crowds import MOST_SPELLED_OUT, thinned
from amana.link.rarity import weight
from amana.link.relation import Comparison, compare
from amana.link.tokens import Parts, code, tokens
from amana.model import Id, Link, Span

BY = "link.words 1"  #: stands in every link made here
#: shared weight of the lighter text below which no alignment is tried. Set below the loosest rule
WORTH_ALIGNING = 0.4
#: shared weight that is worth a look whatever its share, in a run of so many words: two long
#: texts that overlap. Both set below what makes an overlap
WORTH_ANYWAY = 3.0
WORTH_A_RUN = 5  #: likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text to be compared: its pieces with their offsets, and spans known to be names."""

    id: Id
    parts: Parts
    names: tuple[Span, ...] = ()
    where: Hashable = None  #: texts of one place do not count where `apart` says so


def find_retellings(pairs: Iterable[tuple[str, str]]) -> Iterator[Link]:
    """Yield the links between texts given as (id, text): who retells whom, and where.

    `a` < `b` by id; spans are offsets of the text given. Kind `variant` marks texts of the same
    words in which a number, a name or a negation differs. A text that comes twice under one id
    counts once. Memory grows with the texts; links come one by one, in order of their ids.
    """
    texts = dict(sorted(pairs))
    yield from retellings([Wording(id=i, parts=((text, 0),)) for i, text in texts.items()])


def retellings(
    wordings: Sequence[Wording], *, apart: Callable[[Wording, Wording], bool] | None = None
) -> Iterator[Link]:
    """Yield the links between wordings sorted by id; pairs that `apart` refuses are left out."""
    groups: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
    for wording in sorted(wordings, key=lambda w: w.id):
        if words := tokens(wording.parts, wording.names).words:
            groups[words].append(wording)
    for same in groups.values():
        yield from _linked(_among(same), apart)
    rows = sorted(groups, key=lambda row: (-len(row), row))
    codes = ["".join(map(code, row)) for row in rows]
    heavy = [sum(map(weight, row)) for row in rows]
    for i, j in thinned(candidate_pairs(rows), len(rows)):
        if _worth_aligning(codes[i], codes[j], rows[i], min(heavy[i], heavy[j])):
            yield from _linked(_between(groups[rows[i]], groups[rows[j]]), apart)


def _worth_aligning(a: str, b: str, words: Sequence[str], lighter: float) -> bool:
    """Whether two rows of codes share enough in order to be looked at closely."""
    if a in b or b in a:
        return True
    blocks = LCSseq.opcodes(a, b).as_matching_blocks()
    shared = sum(
        weight(words[place]) for block in blocks for place in range(block.a, block.a + block.size)
    )
    if shared >= WORTH_ALIGNING * lighter:
        return True
    return shared >= WORTH_ANYWAY and _longest_run(blocks) >= WORTH_A_RUN


def _longest_run(blocks: Sequence[MatchingBlock]) -> int:
    """The most words in one run on both sides, one of them perhaps misspelled."""
    longest = run = 0
    for before, block in pairwise(blocks):
        run += before.size
        longest = max(longest, run)
        gap = (block.a - before.a - before.size, block.b - before.b - before.size)
        run = run + 1 if gap == (1, 1) else 0
    return longest


def _among(same: Sequence[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """The pairs of texts of one wording: all of a few, a star of many."""
    if len(same) <= MOST_SPELLED_OUT:
        yield from combinations(same, 2)
    else:
        yield from ((same[0], other) for other in same[1:])


def _between(
    left: Sequence[Wording], right: Sequence[Wording]
) -> Iterator[tuple[Wording, Wording]]:
    """The pairs between texts of two wordings: all of a few, the first of each of many."""
    if len(left) * len(right) <= MOST_SPELLED_OUT**2:
        yield from ((a, b) for a in left for b in right)
    elif len(left) <= MOST_SPELLED_OUT:
        yield from ((a, right[0]) for a in left)
    else:
        yield from ((left[0], b) for b in right[:MOST_SPELLED_OUT])


def _linked(
    pairs: Iterable[tuple[Wording, Wording]], apart: Callable[[Wording, Wording], bool] | None
) -> Iterator[Link]:
    for one, other in pairs:
        a, b = (one, other) if one.id < other.id else (other, one)
        if apart is not None and apart(a, b):
            continue
        found = compare(tokens(a.parts, a.names), tokens(b.parts, b.names))
        if found is not None:
            yield _link(a.id, b.id, found)


def _link(a: Id, b: Id, found: Comparison) -> Link:
    return Link(
        id=make_id("link", [found.kind, a, b]),
        kind=found.kind,
        relation=found.relation,
        a=a,
        b=b,
        spans_a=found.spans_a,
        spans_b=found.spans_b,
        score=found.score,
        direction=found.direction,
        reasons=found.reasons,
        review="proposed",
        by=BY,
    )
