"""How one text retells another, by rules that can be read aloud, and what forbids to say so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from amana.link import rarity, signals
from amana.link.align import Alignment, Gap, align, nearly
from amana.link.propositions import what
from amana.link.tokens import Tokens
from amana.model import Direction, LinkKind, Reason, Relation, Span

#: weight that the shared words must have together. "We are here" weighs 0.3, "I don't know what
#: to say" 1.2, five words of a headline that are not quite everybody's 1.4
LEAST_EVIDENCE = 1.25
LEAST_WORDS = 3  #: shared words, at least: two words are a phrase, no quotation
#: the same for texts of which neither is wholly in the other: chance shares more there
LEAST_EVIDENCE_OF_EDITED = 2.4
LEAST_WORDS_OF_EDITED = 5  #: likewise
#: share of the shorter, by weight, from which it is an edited copy. Others measured: 97 % of edited
#: quotations lie above 0.7
EDITED = 0.7
PARAPHRASED = 0.5  #: share of the shorter from which words still carry a paraphrase. Set by thought
RARE = 0.9  #: weight from which a word counts as rare
RARE_IN_PARAPHRASE = 4  #: rare words that a paraphrase shares, at least. Set by thought
OVERLAP_WEIGHT = 3.5  #: weight of one unbroken run that makes two longer texts overlap
OVERLAP_WORDS = 7  #: words of that run: seven in a row are rarely chance
SHORT_GAP = 3  #: words that may be left out in silence and still be "edited", not "merged"
AT_AN_EDGE = 3  #: words before the first or after the last shared one that still belong to the span


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two texts are to each other by their words."""

    kind: LinkKind
    relation: Relation
    score: float
    direction: Direction
    spans_a: tuple[Span, ...]  #: run by run, beside `spans_b`
    spans_b: tuple[Span, ...]
    reasons: tuple[Reason, ...]


def compare(a: Tokens, b: Tokens) -> Comparison | None:
    """Return how two texts retell each other, None where their words do not say that they do."""
    laid = align(a, b)
    if laid.weight < LEAST_EVIDENCE or len(laid.pairs) < LEAST_WORDS:
        return None
    laid, relation = _relation(laid, a, b)
    if relation is None:
        return None
    against = tuple(_differences(laid, a, b, relation))
    score = max(laid.cover_a, laid.cover_b)
    if relation in {"paraphrase", "merged"}:
        score *= 0.8
    return Comparison(
        kind="variant" if against else "retells",
        relation=relation,
        score=round(min(1.0, score) * (0.6 if against else 1.0), 3),
        direction="unknown" if against else _direction(relation, laid, a, b),
        spans_a=tuple(a.span(first[0], last[0]) for first, last in _runs(laid, a, b)),
        spans_b=tuple(b.span(first[1], last[1]) for first, last in _runs(laid, a, b)),
        reasons=(*_reasons(laid, relation, a, b), *against),
    )


def _relation(laid: Alignment, a: Tokens, b: Tokens) -> tuple[Alignment, Relation | None]:
    """The relation, and the alignment it rests on (one run only, where two texts overlap)."""
    cover = max(laid.cover_a, laid.cover_b)
    whole = cover >= 1.0 - 1e-9 and not laid.respelled
    if whole:
        return laid, _of_whole(laid, a, b)
    if cover >= EDITED and _enough_for_edited(laid):
        marked = laid.runs() > 1 and all(_is_marked(gap, a, b) for gap in laid.gaps())
        return laid, "elided" if marked and not laid.respelled else "edited"
    if _enough_for_edited(laid) and _cover_but_for_facts(laid, a, b) >= EDITED:
        return laid, "edited"
    first, last = laid.longest_run()
    run = laid.pairs[first : last + 1]
    heavy = sum(a.weights[i] for i, _ in run)
    if len(run) >= OVERLAP_WORDS and heavy >= OVERLAP_WEIGHT:
        return _only(laid, run, a, b), "merged"
    rare = {a.words[i] for i, _ in laid.pairs if a.weights[i] >= RARE}
    if cover >= PARAPHRASED and len(rare) >= RARE_IN_PARAPHRASE:
        return laid, "paraphrase"
    return laid, None


def _cover_but_for_facts(laid: Alignment, a: Tokens, b: Tokens) -> float:
    """The shared part of the lighter text where names and figures that differ are not counted."""
    exchanged = [0.0, 0.0]
    for gap in (*_edges(laid, a, b), *laid.gaps()):
        facts = [
            [p for p in range(*side) if _is_fact(p, row)] for side, row in ((gap.a, a), (gap.b, b))
        ]
        if all(facts):
            for n, row in enumerate((a, b)):
                exchanged[n] += sum(row.weights[p] for p in facts[n])
    rest = [a.weight - exchanged[0], b.weight - exchanged[1]]
    return max((laid.weight / one if one > 0 else 0.0) for one in rest)


def _is_fact(place: int, row: Tokens) -> bool:
    return place in row.names or rarity.is_number(row.words[place])


def _of_whole(laid: Alignment, a: Tokens, b: Tokens) -> Relation | None:
    """The relation where one text stands in the other word by word."""
    gaps = list(laid.gaps())
    if not gaps:
        return "verbatim" if len(a.words) == len(b.words) else "fragment"
    if not _enough_for_edited(laid):
        return None
    if all(_is_marked(gap, a, b) for gap in gaps):
        return "elided"
    return "merged" if any(gap.size > SHORT_GAP for gap in gaps) else "edited"


def _enough_for_edited(laid: Alignment) -> bool:
    return laid.weight >= LEAST_EVIDENCE_OF_EDITED and len(laid.pairs) >= LEAST_WORDS_OF_EDITED


def _is_marked(gap: Gap, a: Tokens, b: Tokens) -> bool:
    """Whether a mark of the editor accounts for a gap: an ellipsis, or words in brackets."""
    sides = ((gap.a, a, gap.b, b), (gap.b, b, gap.a, a))
    for own, row, other, _ in sides:
        if row.put_in.issuperset(range(*own)) and own[1] > own[0]:
            return True
        if own[0] == own[1] and own[0] in row.left_out and other[1] > other[0]:
            return True
    return False


def _only(laid: Alignment, run: Sequence[tuple[int, int]], a: Tokens, b: Tokens) -> Alignment:
    """The alignment cut down to one run."""
    heavy = sum(a.weights[i] for i, _ in run)
    return Alignment(
        pairs=tuple(run),
        respelled=laid.respelled & frozenset(run),
        weight=heavy,
        cover_a=min(1.0, heavy / a.weight),
        cover_b=min(1.0, heavy / b.weight),
    )


def _runs(
    laid: Alignment, a: Tokens, b: Tokens
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the first and last pair of every run that is unbroken in both texts as they stand."""
    first = before = laid.pairs[0]
    for pair in laid.pairs[1:]:
        unbroken = (
            pair[0] - before[0] == 1
            and pair[1] - before[1] == 1
            and a.part_of[pair[0]] == a.part_of[before[0]]
            and b.part_of[pair[1]] == b.part_of[before[1]]
        )
        if not unbroken:
            yield first, before
            first = pair
        before = pair
    yield first, before


def _differences(laid: Alignment, a: Tokens, b: Tokens, relation: Relation) -> Iterator[Reason]:
    """Yield what differs inside the aligned span and may be another fact."""
    found: list[Reason] = []
    for gap in _all_gaps(laid, a, b, relation):
        if _is_marked(gap, a, b):
            continue
        left = [(i, a.words[i]) for i in range(*gap.a) if i not in a.put_in]
        right = [(j, b.words[j]) for j in range(*gap.b) if j not in b.put_in]
        found += _difference(gap, left, right, a, b)
    yield from found
    counted = any(reason.signal == "differing_number" for reason in found)
    if relation in {"edited", "paraphrase"} and not counted:
        yield from _figures_apart(laid, a, b)


def _figures_apart(laid: Alignment, a: Tokens, b: Tokens) -> Iterator[Reason]:
    """Yield two figures, each of one text only, wherever in the shared sentences they stand."""
    one = _numbers_around({i for i, _ in laid.pairs}, a)
    other = _numbers_around({j for _, j in laid.pairs}, b)
    if one - other and other - one:
        yield signals.differing_number(" ".join(sorted(one - other)), " ".join(sorted(other - one)))


def _numbers_around(places: set[int], row: Tokens) -> set[str]:
    """The numbers of the sentences in which shared words stand, an editor's own left out."""
    sentence = list(accumulate(int(place in row.begins) for place in range(len(row.words))))
    shared = {sentence[place] for place in places}
    return {
        word
        for place, word in enumerate(row.words)
        if sentence[place] in shared and place not in row.put_in and rarity.is_number(word)
    }


def _all_gaps(laid: Alignment, a: Tokens, b: Tokens, relation: Relation) -> list[Gap]:
    """The gaps between the shared words and, where neither text is a part, at their edges."""
    parts = relation in {"verbatim", "fragment", "elided"}
    return [*(() if parts else _edges(laid, a, b)), *laid.gaps()]


Placed = list[tuple[int, str]]


def _difference(gap: Gap, left: Placed, right: Placed, a: Tokens, b: Tokens) -> Iterator[Reason]:
    """Yield what speaks against one gap: numbers, negations, names."""
    numbers = ({w for _, w in side if rarity.is_number(w)} for side in (left, right))
    one, other = numbers
    if one and other and one != other:
        yield signals.differing_number(" ".join(sorted(one)), " ".join(sorted(other)))
    replaced = bool(left and right)
    denied = [sum(rarity.is_negation(w) for _, w in side) % 2 for side in (left, right)]
    if denied[0] != denied[1] and (replaced or gap.size <= SHORT_GAP):
        yield signals.differing_negation(_text(left), _text(right))
    if replaced:
        named = (_names(left, a), _names(right, b))
        if all(named) and not any(nearly(x, y) for x in named[0] for y in named[1]):
            yield signals.differing_name(" ".join(named[0]), " ".join(named[1]))
        things = [{thing for _, word in side if (thing := what(word))} for side in (left, right)]
        if all(things) and not things[0] & things[1]:
            yield signals.differing_thing(_text(left), _text(right))


def _names(side: Placed, row: Tokens) -> list[str]:
    """The words of a gap that are proper names, or, beginning a sentence, may be."""
    return [
        word
        for place, word in side
        if place in row.names
        or (place in row.capitals and not rarity.is_listed(word) and not rarity.is_number(word))
    ]


def _edges(laid: Alignment, a: Tokens, b: Tokens) -> Iterator[Gap]:
    """Yield what stands just outside the shared words, in the same sentence on both sides."""
    (i, j), (k, m) = laid.pairs[0], laid.pairs[-1]
    words = min(i - _back(i, a), j - _back(j, b))
    before = Gap(a=(i - words, i), b=(j - words, j))
    words = min(_on(k + 1, a) - k, _on(m + 1, b) - m) - 1
    after = Gap(a=(k + 1, k + 1 + words), b=(m + 1, m + 1 + words))
    yield from (gap for gap in (before, after) if _both_sides(gap))


def _back(place: int, row: Tokens) -> int:
    """Where the few words before a place begin, at most at the start of its sentence."""
    first = place
    while first > 0 and place - first < AT_AN_EDGE and first not in row.begins:
        first -= 1
    return first


def _on(place: int, row: Tokens) -> int:
    """Where the few words from a place on end, at most at the end of their sentence."""
    last = place
    while last < len(row.words) and last - place < AT_AN_EDGE and last not in row.begins:
        last += 1
    return last


def _both_sides(gap: Gap) -> bool:
    return gap.a[0] < gap.a[1] and gap.b[0] < gap.b[1]


def _text(side: Placed) -> str:
    return " ".join(word for _, word in side)


def _direction(relation: Relation, laid: Alignment, a: Tokens, b: Tokens) -> Direction:
    """Which way the words went: `a_to_b` where b takes from a. A part takes from the whole."""
    if relation in {"fragment", "elided", "merged"} and laid.cover_a != laid.cover_b:
        return "b_to_a" if laid.cover_a > laid.cover_b else "a_to_b"
    if relation in {"edited", "verbatim"} and _marks(a) != _marks(b):
        return "b_to_a" if _marks(a) > _marks(b) else "a_to_b"
    return "unknown"


def _marks(row: Tokens) -> int:
    return row.notes + len(row.put_in)


def _reasons(laid: Alignment, relation: Relation, a: Tokens, b: Tokens) -> Iterator[Reason]:
    """Yield why the two were joined."""
    left = " ".join(a.words[i] for i, _ in laid.pairs)
    right = " ".join(b.words[j] for _, j in laid.pairs)
    shorter = len((a if laid.cover_a >= laid.cover_b else b).words)
    score = max(laid.cover_a, laid.cover_b)
    yield signals.shared_words(score, left, right, shared=len(laid.pairs), of=shorter)
    gaps = list(laid.gaps())
    if relation == "fragment":
        yield signals.part_of_whole(left, right)
    if relation == "elided":
        yield signals.marked_gaps(left, right, gaps=len(gaps))
    if relation == "merged":
        yield signals.run_together(left, right, words=sum(gap.size for gap in gaps))
    if relation in {"edited", "paraphrase"}:
        changed = sum(gap.size for gap in _all_gaps(laid, a, b, relation)) + len(laid.respelled)
        yield signals.changed_words(left, right, changed=changed)
    for i, j in sorted(laid.respelled):
        yield signals.spelled_differently(a.words[i], b.words[j])
    if _marks(a) != _marks(b):
        yield signals.editorial_marks(left, right)
