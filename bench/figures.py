"""A measured figure: its interval over documents, beside what is to be reached and who is best."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Counts = Counter[str]  #: what was counted in one document

RESAMPLES = 1_000  #: of documents, for an interval of 95 %: its ends move by less than a point
SEED = 20161213  #: any: the same interval on every run


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the bench. `name` is its key in floors.json."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    goal: float | None = None  #: to be reached on parts that are held back
    peer: str = ""  #: the best known, with whom and where it was measured


def share(part: float, whole: float) -> float:
    """Return a share; none of nothing is 0."""
    return part / whole if whole else 0.0


def f1(counts: Counts, right: str = "right", gold: str = "gold", read: str = "read") -> float:
    """Return F1 of what was right among what was annotated and what was read."""
    return share(2 * counts[right], counts[gold] + counts[read])


def figure(
    name: str,
    documents: Sequence[Counts],
    measure: Callable[[Counts], float],
    *,
    goal: float | None = None,
    peer: str = "",
) -> Figure:
    """Return the measure over all documents with its bootstrap interval, by document, 95 %."""
    drawn = random.Random(SEED)  # noqa: S311 - resampling needs no secret
    values = sorted(
        measure(total(drawn.choices(documents, k=len(documents)))) for _ in range(RESAMPLES)
    )
    low, high = values[RESAMPLES * 25 // 1000], values[RESAMPLES * 975 // 1000 - 1]
    value = measure(total(documents))
    return Figure(name=name, value=value, low=low, high=high, goal=goal, peer=peer)


def total(documents: Iterable[Counts]) -> Counts:
    """Return the sum of counts."""
    found: Counts = Counter()
    for counts in documents:
        for key, count in counts.items():
            found[key] += count
    return found


def line(one: Figure) -> str:
    """Return a figure as a line: value, interval, goal, peer."""
    interval = "" if one.low is None else f"[{one.low:.3f}–{one.high:.3f}]"
    goal = "" if one.goal is None else f"goal {one.goal:.2f} {_reached(one)}"
    return f"  {one.name:44} {one.value:.3f} {interval:15} {goal:18} {one.peer}".rstrip()


def _reached(one: Figure) -> str:
    return "reached" if one.goal is not None and one.value >= one.goal else "not yet"


def kinds(wrong: Iterable[tuple[str, str]], *, most: int | None = 8) -> str:
    """Return errors grouped by kind, the most frequent kind first, with up to `most` lines each."""
    grouped: dict[str, list[str]] = {}
    for kind, told in wrong:
        grouped.setdefault(kind, []).append(told)
    lines = []
    for kind, all_told in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        lines.append(f"    {kind}: {len(all_told)}")
        lines += [f"      {one}" for one in all_told[:most]]
    return "\n".join(lines)
