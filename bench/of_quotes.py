"""Quotations against public sets: what was said, and whose it is, measured as their scorer does.

The rules are those of `score.py` beside the sets: spans without marks at their edges, one to one
by Jaccard of covered characters, what only meets annotations of another type or kind left out.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from figures import Counts, Figure, f1, figure, kinds

from amana.canon import make_id
from amana.model import Reading, Span, Statement, View
from amana.read.reading import read_view

MARKS = set(" \t\r\n\"'“”‘’«»„‟‚`.,;:،؛")
ENOUGH = 0.5  #: Jaccard from which two spans are the same; set by the public scorer
NEAR = 0.3  #: Jaccard with an annotation that is left out, from which a reading is too; likewise
LEAST_SHARED = 3  #: letters of the shorter of two mentions, one inside the other; likewise
CHARS = 70  #: of a statement shown in a line about an error

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One measure: a set, what of it counts, and what is to be reached."""

    name: str  #: as figures are called
    folder: str
    types: frozenset[str] = frozenset()  #: of statements that count; empty: all
    kind: str = ""  #: of statements that count: "speech"; empty: all
    shown: tuple[tuple[str, float | None, str], ...]  #: measure, goal, peer


SETS = (
    Set(
        name="polnear direct+mixed", folder="polnear", types=frozenset({"direct", "mixed"}),
        shown=(
            ("relaxed F1", 0.88, "naive pairing .656"), ("end to end", 0.72, "naive pairing .305"),
        ),
    ),
    Set(
        name="polnear all kinds", folder="polnear",
        shown=(
            ("part F1", 0.40,
             "rules .056, CoreNLP .175, features .286, BiLSTM-CRF .590 (test part)"),
        ),
    ),
    Set(
        name="gum speech", folder="gum", kind="speech",
        shown=(("relaxed F1", None, "nobody"), ("end to end", None, "nobody")),
    ),
    *(
        Set(
            name=name, folder=name,
            shown=(("relaxed F1", 0.70, "nobody"), ("end to end", 0.60, "nobody")),
        )
        for name in ("ar_pud", "ar_padt_v1")
    ),
)  # fmt: skip

MEASURES: dict[str, Callable[[Counts], float]] = {
    "relaxed F1": lambda n: f1(n, "matched"),
    "end to end": lambda n: f1(n, "whole"),
    "part F1": lambda n: f1(n, "parts right", "parts gold", "parts read"),
}


def measure(shared: Path, *, errors: bool) -> list[Figure]:
    """Return the figures of the development parts that are under `shared`.

    `errors`: print what was wrong, by kind, for each set.
    """
    found: list[Figure] = []
    readings: dict[str, list[tuple[Reading, list[Gold]]]] = {}
    for one in SETS:
        path = shared / "data" / "quotes" / one.folder / "dev.jsonl"
        if not path.is_file():
            continue
        if one.folder not in readings:
            readings[one.folder] = list(_read(path))
        compared = [_compare(reading, gold, one) for reading, gold in readings[one.folder]]
        if errors:
            print(f"  {one.name}")
            print(kinds(line for document in compared for line in document.wrong))
        counts = [document.counts for document in compared]
        found += [
            figure(f"{one.name} {what}", counts, MEASURES[what], goal=goal, peer=peer)
            for what, goal, peer in one.shown
        ]
    return found


def _read(path: Path) -> Iterator[tuple[Reading, list[Gold]]]:
    """The documents of a set, read, each with its annotations."""
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        yield read_view(_view(document), zone=ZoneInfo("UTC")), document["quotes"]


def _view(document: dict[str, Any]) -> View:
    name = document["id"]
    return View(
        id=make_id("view", [name]), item=make_id("item", [name]), original="0" * 64, inside="",
        file=name, kind="document", lang=None, title=None, outlet=None, author=None,
        published=None, text=document["text"], extractor="text 1",
    )  # fmt: skip


# --- one document ------------------------------------------------------------------------


@dataclass(slots=True)
class Compared:
    """What was counted in one document, and each error as its kind and a line about it."""

    counts: Counts = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)


def _compare(reading: Reading, annotated: list[Gold], one: Set) -> Compared:
    text, found = reading.text, Compared()
    gold = [g for g in annotated if _counts(g, one)]
    spans = [_spans(g) for g in gold]
    read = list(reading.statements)
    pairs = _matched([_covered(text, s) for s in spans], [_covered(text, r.spans) for r in read])
    apart = [_covered(text, _spans(g)) for g in annotated if not _counts(g, one)]
    matched = {j: i for i, j in pairs.items()}
    kept = [
        j for j, r in enumerate(read)
        if j in matched or not any(_jaccard(a, _covered(text, r.spans)) >= NEAR for a in apart)
    ]  # fmt: skip
    n = found.counts
    n["gold"], n["read"], n["matched"] = len(gold), len(kept), len(pairs)
    parts = Counter(_trimmed(text, part) for s in spans for part in s)
    read_parts = Counter(_trimmed(text, part) for j in kept for part in read[j].spans)
    n["parts gold"], n["parts read"] = parts.total(), read_parts.total()
    n["parts right"] = (parts & read_parts).total()
    for i, g in enumerate(gold):
        if i not in pairs:
            found.wrong.append((f"missed {g['type']}", _told(text, spans[i])))
            continue
        statement = read[pairs[i]]
        n["whole"] += (right := _same_speaker(text, g["speaker_span"], statement))
        found.wrong += _edges(text, spans[i], statement)
        if not right:
            found.wrong.append(_other_speaker(text, g, statement))
    every = [_covered(text, _spans(g)) for g in annotated]
    for j in kept:
        if j not in matched:
            near = any(a & _covered(text, read[j].spans) for a in every)
            kind = "false: a part of one" if near else "false: none near"
            found.wrong.append((kind, f"{read[j].kind} {_told(text, read[j].spans)}"))
    return found


def _counts(gold: Gold, one: Set) -> bool:
    told = not one.types or gold["type"] in one.types
    return told and (not one.kind or gold.get("kind", one.kind) == one.kind)


def _spans(gold: Gold) -> list[Span]:
    return [(s, e) for s, e in gold.get("content_spans") or [[gold["start"], gold["end"]]]]


def _trimmed(text: str, span: Sequence[int]) -> Span:
    start, end = span
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def _covered(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for span in spans for i in range(*_trimmed(text, span))}


def _jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _matched(gold: list[set[int]], read: list[set[int]]) -> dict[int, int]:
    """Pairs (gold, read) of the same statement, the best first, one to one."""
    pairs = sorted(
        ((_jaccard(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(read) if a & b),
        reverse=True,
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in pairs:
        if share >= ENOUGH and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _same_speaker(text: str, at: Sequence[int] | None, statement: Statement) -> bool:
    """Whether the mention is the annotated one, or none where none is annotated."""
    spans = () if statement.speaker is None else statement.speaker.spans
    if not at or not spans:
        return not at and not spans
    a, b = _covered(text, [at]), _covered(text, spans[:1])
    if _jaccard(a, b) >= ENOUGH:
        return True
    inside = bool(a & b) and (a <= b or b <= a)
    return inside and min(len(a), len(b)) >= LEAST_SHARED and len(b) <= 3 * len(a) + 20


# --- errors, by kind ---------------------------------------------------------------------


def _told(text: str, spans: Sequence[Span]) -> str:
    words = " … ".join(text[s:e] for s, e in spans).replace("\n", " / ")
    return words if len(words) <= CHARS else f"{words[: CHARS // 2]} [..] {words[-CHARS // 2 :]}"


def _edges(text: str, gold: list[Span], statement: Statement) -> list[tuple[str, str]]:
    """Which ends of a statement that was found are not the annotated ones."""
    right = (_trimmed(text, gold[0])[0], _trimmed(text, gold[-1])[1])
    ends = (_trimmed(text, statement.spans[0])[0], _trimmed(text, statement.spans[-1])[1])
    return [
        (f"wrong edge, {side}", f"{_told(text, statement.spans)} FOR {_told(text, gold)}")
        for side, a, b in zip(("left", "right"), right, ends, strict=True)
        if a != b
    ]


def _other_speaker(text: str, gold: Gold, statement: Statement) -> tuple[str, str]:
    at, speaker = gold["speaker_span"], statement.speaker
    wanted = text[at[0] : at[1]] if at else None
    if speaker is None or not speaker.spans:
        kind = "speaker: none found"
    elif wanted is None:
        kind = "speaker: there is none"
    else:
        short = len(speaker.as_written) <= len("they")
        kind = "speaker: a pronoun" if short else "speaker: another"
    mention = None if speaker is None else speaker.as_written
    return kind, f"{mention!r} FOR {wanted!r}: {_told(text, statement.spans)}"
