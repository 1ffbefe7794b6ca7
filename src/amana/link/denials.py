"""Denials: one sentence says what another says, but for a "not", and two voices say them.

Words that turn with a "not" ("sounded", "did not sound") and sentences that only one of the two
goes on with hide that from a comparison word by word; here what carries the sense is compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amana.canon import make_id
from amana.lang.letters import fold
from amana.lang.words import sentences
from amana.link import rarity, signals
from amana.link.propositions import stem
from amana.link.relation import LEAST_EVIDENCE_OF_EDITED
from amana.link.tokens import tokens
from amana.model import Id, Link, Span, Statement

BY = "link.denials 1"
LEAST_SHARED = 3  #: words of sense that both have: who, what, and where. Set by thought
MOST_ADDED = 2  #: words of sense that one of them may add. Set by thought
MOST_WITH_A_WORD = 60  #: sentences with a word, above which it finds none. Bounds the work
SCORE = 0.5  #: of every such link: what both say is the same, how they say it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """One sentence: its words of sense in order, and whether a "not" turns it."""

    statement: Statement
    span: Span
    text: str
    sense: tuple[str, ...]
    denied: bool


def denials(statements: Sequence[Statement], links: Sequence[Link] = ()) -> tuple[Link, ...]:
    """Return proposed links of kind `variant`, sorted by id, where no `links` join two already."""
    told = sorted((s for s in statements if s.stance != "asks"), key=lambda s: s.id)
    clauses = [clause for statement in told for clause in _clauses(statement)]
    affirmed: dict[str, list[_Clause]] = defaultdict(list)
    for clause in clauses:
        if not clause.denied:
            for word in set(clause.sense):
                affirmed[word].append(clause)
    known = {frozenset((link.a, link.b)) for link in links}
    found: dict[Id, Link] = {}
    for denial in (clause for clause in clauses if clause.denied):
        for other in _sharing(denial, affirmed):
            pair = frozenset((denial.statement.id, other.statement.id))
            if pair not in known and _are_two(denial.statement, other.statement):
                link = _link(denial, other)
                found.setdefault(link.id, link)
    return tuple(found[i] for i in sorted(found))


def _clauses(statement: Statement) -> Iterator[_Clause]:
    for words, (start, _) in zip(statement.words, statement.spans, strict=True):
        for first, last in sentences(words):
            row = tokens(((words[first:last], start + first),)).words
            sense = [word for word in row if _has_sense(word)]
            weight = sum(map(rarity.weight, sense))
            if len(sense) >= LEAST_SHARED and weight >= LEAST_EVIDENCE_OF_EDITED:
                yield _Clause(
                    statement=statement,
                    span=(start + first, start + last),
                    text=words[first:last],
                    sense=tuple(map(stem, sense)),
                    denied=sum(map(rarity.is_negation, row)) % 2 == 1,
                )


def _has_sense(word: str) -> bool:
    """Whether a word says what it is about; numbers do not, nor do "the", "did" and "not"."""
    idle = rarity.is_number(word) or rarity.is_negation(word)
    return not idle and rarity.weight(word) > rarity.weight("the")


def _sharing(denial: _Clause, affirmed: dict[str, list[_Clause]]) -> Iterator[_Clause]:
    """Yield the sentences that say the same without the "not": all of one in the other."""
    places: Counter[int] = Counter()
    by_place: dict[int, _Clause] = {}
    for word in sorted(set(denial.sense)):
        if len(affirmed.get(word, ())) <= MOST_WITH_A_WORD:
            for clause in affirmed.get(word, ()):
                places[id(clause)] += 1
                by_place[id(clause)] = clause
    for place, shared in places.items():
        small, large = sorted((denial.sense, by_place[place].sense), key=len)
        added = len(large) - len(small)
        if shared >= LEAST_SHARED and added <= MOST_ADDED and _in_order(small, large):
            yield by_place[place]


def _in_order(small: Sequence[str], large: Sequence[str]) -> bool:
    rest = iter(large)
    return all(word in rest for word in small)


def _are_two(a: Statement, b: Statement) -> bool:
    """Whether two named voices speak, neither quoted inside the other."""
    names = [set(fold((s.speaker and s.speaker.name) or "").split()) for s in (a, b)]
    inside = a.view == b.view and any(x[0] < y[1] and y[0] < x[1] for x in a.spans for y in b.spans)
    return all(names) and not names[0] & names[1] and not inside


def _link(denial: _Clause, other: _Clause) -> Link:
    first, second = sorted((denial, other), key=lambda clause: clause.statement.id)
    return Link(
        id=make_id("link", ["variant", first.statement.id, second.statement.id]),
        kind="variant",
        relation="paraphrase",
        a=first.statement.id,
        b=second.statement.id,
        spans_a=(first.span,),
        spans_b=(second.span,),
        score=SCORE,
        direction="unknown",
        reasons=(signals.differing_negation(first.text, second.text),),
        review="proposed",
        by=BY,
    )
