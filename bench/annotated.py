"""Our own annotated documents: statements part by part, marks, and how sure the reader may be."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import score
from figures import Counts, Figure, f1, figure, share, total

from amana.canon import make_id
from amana.intake.pages import Pages
from amana.link.dates import propose_windows
from amana.model import Amount, Reading, View
from amana.protocols import Taken
from amana.read.reading import read_view

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
SETS = {  # what is measured: where its texts lie, and the annotations of them
    "development": (CASES / "development", "answers.json"),
    "examples": (ROOT / "examples" / "reports", "../answers.json"),
    "shapes": (CASES / "shapes", "expected.json"),
}
MEASURING = ("measuring", "unseen")  #: parts that are looked at as scores only
SURE_OF = {  # over which parts it is asked how sure the reader may be
    "crisis": ("development", "measuring"),
    "crisis, unread parts": MEASURING,
    "crisis, every part": ("development", "second", *MEASURING),
}
CRISIS = {  # documents that know nothing of each other, by part and language
    f"crisis {part} {lang}": CASES / "crisis" / part / lang
    for part in ("development", "second", *MEASURING)  # "second": for development, too
    for lang in ("en", "ar")
}
GOALS = {"en": 0.85, "ar": 0.75}  # of end to end, on a set that is held back
NOBODY = "no peer reads this"
SURE = 0.98  #: of statements that are right where recall is halved: what is to be reached
BINS = (0.5, 0.6, 0.7, 0.8, 0.9)  #: of confidence, in the table of how often it is right


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One annotated document, and how it was read."""

    file: str
    gold: dict[str, Any]
    reading: Reading


def view_of(name: str, text: str, published: str | None = None) -> View:
    """Return the view of a plain text."""
    return View(
        id=make_id("view", [name]), item=make_id("item", [name]), original="0" * 64, inside="",
        file=name, kind="document", lang=None, title=None, outlet=None, author=None,
        published=published, text=text, extractor="text 1",
    )  # fmt: skip


def view_in(folder: Path, name: str, published: str | None) -> View:
    """Return the view of a text, or of an item of a page: "a.html", "a.html/post/twitter/1"."""
    if ".html" not in name:
        return view_of(name, (folder / name).read_text("utf-8"), published)
    file, _, _ = name.partition("/post/")
    taken = next(
        one
        for one in Pages().take((folder / file).read_bytes(), file)
        if isinstance(one, Taken) and one.inside == name.removeprefix(file)
    )
    return replace(
        view_of(name, taken.text, taken.published), inside=taken.inside, kind=taken.kind,
        title=taken.title, outlet=taken.outlet, author=taken.author,
    )  # fmt: skip


def measure(*, errors: bool) -> list[Figure]:
    """Return the figures of all our sets; errors are shown of those that are for development."""
    found: list[Figure] = []
    for name, (folder, answers) in SETS.items():
        documents = documents_of(folder, answers, together=True)
        found += _statements(name, documents, errors=errors and name != "shapes")
    crisis: dict[str, list[Known]] = {}
    for name, folder in CRISIS.items():
        if (folder / "answers.json").is_file():
            documents = documents_of(folder, "answers.json", together=False)
            goal = GOALS[name.split()[-1]]
            shown = errors and name.split()[1] not in MEASURING
            found += _statements(name, documents, errors=shown, goal=goal)
            found += _marks(name, documents, errors=shown)
            crisis.setdefault(name.split()[1], []).extend(documents)
    if not crisis:
        return found
    for called, parts in SURE_OF.items():
        found += _confidence(called, [one for part in parts for one in crisis.get(part, [])])
    return found


def documents_of(folder: Path, answers: str, *, together: bool) -> list[Known]:
    """Return the documents of a set, read; `together`: as one case, in two passes as the flow."""
    gold = json.loads((folder / answers).read_text("utf-8"))["documents"]
    views = [view_in(folder, name, known["published"]) for name, known in gold.items()]
    pairs = [
        (view, ZoneInfo(known["zone"])) for view, known in zip(views, gold.values(), strict=True)
    ]
    readings = [read_view(view, zone=zone) for view, zone in pairs]
    if together:
        windows = propose_windows(readings)
        readings = [read_view(view, zone=zone, window=windows.get(view.id)) for view, zone in pairs]
    return [
        Known(file=file, gold=known, reading=reading)
        for (file, known), reading in zip(gold.items(), readings, strict=True)
    ]


# --- statements --------------------------------------------------------------------------


def _statements(
    name: str, documents: Sequence[Known], *, errors: bool, goal: float | None = None
) -> list[Figure]:
    """Statements against a careful reader's: end to end, then each part of those found."""
    print(name)
    counted: list[Counts] = []
    for known in documents:
        text = known.reading.text
        gold = score.located(text, known.gold["statements"])
        counts, wrong = score.compare(text, gold, list(known.reading.statements))
        counted.append(counts)
        if errors:
            print(f"  {known.file}: {score.line(counts)}")
            print("\n".join(f"    {line}" for line in wrong))
    print(f"  all: {score.line(total(counted))}")
    parts = (
        ("exact", None), ("channel", 0.85), ("via", 0.80), ("told via", 0.80),
        ("said", 0.80), ("told said", 0.80), ("role", None), ("stance", None),
    )  # fmt: skip
    return [
        figure(
            f"{name} end to end", counted, lambda n: share(2 * n["e2e"], n["gold"] + n["read"]),
            goal=goal, peer=NOBODY if goal else "",
        ),
        *(
            figure(f"{name} {part}", counted, _part(part), goal=reached if goal else None)
            for part, reached in parts
            if total(counted)[f"{part}/"]
        ),
    ]  # fmt: skip


def _part(part: str) -> Callable[[Counts], float]:
    return lambda counts: share(counts[part], counts[f"{part}/"])


# --- marks -------------------------------------------------------------------------------


def _marks(name: str, documents: Sequence[Known], *, errors: bool) -> list[Figure]:
    """Times, places, amounts and cues of whole documents: found by their words, and right."""
    counted = {what: [_found(known, what) for known in documents] for what in _READ}
    if errors:
        for known in documents:
            for what in _READ:
                missed, false = _differences(known, what)
                if missed or false:
                    print(f"    {known.file} {what}: missed {missed} read {false}")
    return [
        figure(f"{name} {what}", counts, f1)
        for what, counts in counted.items()
        if total(counts)["gold"]
    ]


def _found(known: Known, what: str) -> Counts:
    gold, read = _both(known, what)
    return Counter(gold=gold.total(), read=read.total(), right=(gold & read).total())


def _differences(known: Known, what: str) -> tuple[list[object], list[object]]:
    gold, read = _both(known, what)
    return sorted((gold - read).elements(), key=str), sorted((read - gold).elements(), key=str)


def _both(known: Known, what: str) -> tuple[Counter[object], Counter[object]]:
    """The annotated marks and those read, as they are compared; what is left open is left out."""
    annotated = known.gold.get(what, [])
    left = {score.plain(one["as_written"]) for one in annotated if "?" in one.values()}
    gold: Counter[object] = Counter(
        _GOLD[what](one) for one in annotated if "?" not in one.values()
    )
    read: Counter[object] = Counter(
        _READ[what](one)
        for one in getattr(known.reading, what)
        if score.plain(one.as_written) not in left and not _is_age(one)
    )
    return gold, read


def _is_age(one: object) -> bool:
    """Whether an amount is an age, which the annotations leave out."""
    return isinstance(one, Amount) and one.unit == "years"


def _bare(words: str) -> str:
    """Words without a preposition before them: "on Tuesday" and "Tuesday" are one."""
    plain = score.plain(words)
    for small in ("on ", "at ", "in ", "the ", "يوم ", "في "):
        plain = plain.removeprefix(small)
    return plain


_GOLD: dict[str, Callable[[dict[str, Any]], object]] = {
    "times": lambda one: (_bare(one["as_written"]), one["value"]),
    "places": lambda one: score.plain(one["as_written"]),
    "amounts": lambda one: (_number(one["low"]), _number(one["high"])),
    "cues": lambda one: one["what"],
}
_READ: dict[str, Callable[[Any], object]] = {
    "times": lambda one: (_bare(one.as_written), one.value),
    "places": lambda one: score.plain(one.as_written),
    "amounts": lambda one: (_number(one.low), _number(None if _is_vague(one) else one.high)),
    "cues": lambda one: one.what,
}


def _is_vague(amount: Amount) -> bool:
    """Whether a word such as "hundreds" sets the upper end: a reader annotates none."""
    return amount.low is not None and amount.high_open


def _number(bound: object) -> str:
    return "" if bound is None else f"{float(str(bound)):g}"


# --- confidence --------------------------------------------------------------------------


def _confidence(name: str, documents: Sequence[Known]) -> list[Figure]:
    """How often statements are right that the reader is sure of; a table of all it may be."""
    told: list[tuple[float, bool]] = []
    all_gold = 0
    for known in documents:
        text = known.reading.text
        gold = score.located(text, known.gold["statements"])
        read = list(known.reading.statements)
        pairs = score.matched(text, gold, read)
        right = {j for i, j in pairs.items() if score.same_voice(gold[i], read[j])}
        told += [(one.confidence, j in right) for j, one in enumerate(read)]
        all_gold += len(gold)
    print(f"{name}: confidence, statements, share that is right in span and speaker")
    edges = (0.0, *BINS, 1.01)
    for low, high in pairwise(edges):
        inside = [right for sure, right in told if low <= sure < high]
        if inside:
            middle = sum(sure for sure, _ in told if low <= sure < high) / len(inside)
            print(f"  {middle:.2f}  {len(inside):4}  {sum(inside) / len(inside):.3f}")
    precise, sure = where_recall_halves(told)
    print(f"  where recall is half: from {sure:.2f}, right {precise:.3f}")
    return [
        Figure(name=f"{name} right where recall is half", value=precise, goal=SURE, peer=NOBODY)
    ]


def where_recall_halves(told: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return what is right of the surest statements that hold half of all right ones.

    And how sure the least sure of them is.
    """
    half = sum(right for _, right in told) / 2
    for sure in sorted({sure for sure, _ in told}, reverse=True):
        kept = [right for other, right in told if other >= sure]
        if sum(kept) >= half:
            return sum(kept) / len(kept), sure
    return 0.0, 0.0
