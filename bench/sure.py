"""The recipe of the weights in `read/circumstances/confidence.py`, and how far they hold.

    PYTHONPATH=src python bench/sure.py

Logistic regression on top of the log-odds of each rule, with a ridge that pulls every weight to
zero, or, for doubts that are met too seldom to be counted, to a weight set by judgement. Only our
own development sets are used; the measuring half of the crisis set is left for measuring. Fit
again where a part is new and no rule was mended on it yet: where rules were learnt, doubts look
unfounded.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from unittest.mock import patch

import annotated
import numpy as np
import score
from numpy.typing import NDArray

from amana.model import Statement
from amana.read.circumstances import confidence
from amana.read.page import Draft, Page
from amana.read.voices.voices import Mention

Vector = NDArray[np.float64]
Told = dict[str, tuple[float, frozenset[str]]]  # by statement: of its rule, and of its evidence

RIDGE = (
    4.0  #: on a weight; from 1 to 16 what is right at half of recall differs by less than a point
)
FREE = 0.1  #: ridge on the weight that is always there
JUDGED = {
    "odd name": -2.0,
    "begins with a number": -2.0,
    "pronoun of nobody named": -2.0,
    "hardly any words": -1.5,
    "name from elsewhere": -1.0,
}
KINDS = ("person", "group", "outlet", "unnamed")
NAMES = (
    "always",
    *(f"{kind}, {found}" for kind in KINDS for found in ("named", "pronoun", "only in the verb")),
    "nobody", "person with a role", "one name", "unlisted name", "few words",
    "other cue", "several cues", "words of others inside", *JUDGED,
)  # fmt: skip
FOLDS, TIMES = 10, 4  #: of the documents, and how often they are dealt anew
STEPS = 30  #: of Newton; ten are enough


@dataclass(frozen=True, slots=True)
class Row:
    """One statement that was read: where, what is told of it, and whether it is right."""

    document: str
    base: float
    told: frozenset[str]
    right: bool


def rows() -> list[Row]:
    """Return the statements read of our development sets."""
    told: Told = {}
    sure_of = confidence.sure_of

    def noted(draft: Draft, mention: Mention | None, page: Page) -> float:
        marks = frozenset(confidence.evidence(draft, mention, page))
        told[str((page.text, draft.spans))] = draft.sure, marks
        return sure_of(draft, mention, page)

    with patch.object(confidence, "sure_of", noted):
        return [row for one in _sets() for row in _read(*one, told)]


def _sets() -> list[tuple[str, Path, str, bool]]:
    sets = [(name, folder, "answers.json", False) for name, folder in annotated.CRISIS.items()]
    sets += [(name, *annotated.SETS[name], True) for name in ("development", "examples")]
    return [one for one in sets if "measuring" not in one[0]]


def _read(name: str, folder: Path, answers: str, together: bool, told: Told) -> Iterator[Row]:  # noqa: FBT001
    """The statements of one set, with what was told of them while they were read."""
    for known in annotated.documents_of(folder, answers, together=together):
        read = list(known.reading.statements)
        right = _right(known, read)
        for i, one in enumerate(read):
            base, marks = told[str((known.reading.text, one.spans))]
            yield Row(f"{name} {known.file}", base, marks, i in right)


def _right(known: annotated.Known, read: Sequence[Statement]) -> set[int]:
    gold = score.located(known.reading.text, known.gold["statements"])
    pairs = score.matched(known.reading.text, gold, list(read))
    return {j for i, j in pairs.items() if score.same_voice(gold[i], read[j])}


def fitted(some: Sequence[Row]) -> Vector:
    """Return the weights of `NAMES` that make what is right of some statements likeliest."""
    seen = np.array(
        [[name == "always" or name in row.told for name in NAMES] for row in some], float
    )
    base = np.array([confidence.log_odds(row.base) for row in some])
    right = np.array([row.right for row in some], float)
    ridge = np.array([FREE if name == "always" else RIDGE for name in NAMES])
    middle = np.array([JUDGED.get(name, 0.0) for name in NAMES])
    weights = middle.copy()
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-(seen @ weights + base)))
        slope = seen.T @ (right - sure) - ridge * (weights - middle)
        curve = (seen.T * (sure * (1 - sure))) @ seen + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def held_out(all_rows: Sequence[Row], shuffled: Callable[[list[str]], None]) -> float:
    """Return what is right where recall is half, each document by weights fitted without it."""
    documents = sorted({row.document for row in all_rows})
    shuffled(documents)
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        apart = set(documents[fold::FOLDS])
        weights = dict(
            zip(NAMES, fitted([r for r in all_rows if r.document not in apart]), strict=True)
        )
        for row in all_rows:
            if row.document in apart:
                odds = confidence.log_odds(row.base) + weights["always"]
                odds += sum(weights[name] for name in row.told)
                told.append((1 / (1 + exp(-odds)), row.right))
    return annotated.where_recall_halves(told)[0]


def main() -> None:
    """Print the table, and what it is worth on documents it has not seen."""
    found = rows()
    print(f"{len(found)} statements, {sum(row.right for row in found) / len(found):.3f} right")
    dealt = random.Random(1)  # noqa: S311 - dealing needs no secret
    apart = " ".join(f"{held_out(found, dealt.shuffle):.3f}" for _ in range(TIMES))
    print(f"right where recall is half, each document by weights fitted without it: {apart}")
    for name, weight in zip(NAMES, fitted(found), strict=True):
        met = [row.right for row in found if name == "always" or name in row.told]
        right = f"{sum(met) / len(met):.2f}" if met else ""
        print(f'    "{name}": {weight:.2f},  # {len(met)} {right}')


if __name__ == "__main__":
    main()
