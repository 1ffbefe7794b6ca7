"""How well statements were read: against annotated documents, part by part."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from amana.model import Statement

MARKS = " \t\r\n\"'“”‘’«»„‟.,;:،؛"
CHECKS = ("exact", "kind", "speaker", "role", "medium", "platform", "said", "via", "stance")
ENOUGH = 0.5  #: Jaccard of covered characters from which two spans are the same statement


def covered(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """The characters that spans cover, marks and space at their edges apart."""
    found: set[int] = set()
    for start, end in spans:
        inside = [i for i in range(start, end) if text[i] not in MARKS]
        found.update(range(inside[0], inside[-1] + 1) if inside else ())
    return found


def matched(text: str, gold: list[dict[str, Any]], read: list[Statement]) -> dict[int, int]:
    """Pairs (gold, read) of the same statement, best first, one to one."""
    a = [covered(text, g["spans"]) for g in gold]
    b = [covered(text, s.spans) for s in read]
    pairs = sorted(
        (
            (len(x & y) / len(x | y), i, j)
            for i, x in enumerate(a)
            for j, y in enumerate(b)
            if x & y
        ),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    found: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= ENOUGH and i not in found and j not in found.values():
            found[i] = j
    return found


def plain(name: str | None) -> str:
    text = unicodedata.normalize("NFKC", name or "").casefold()
    text = re.sub(r"^(?:an?|the|unnamed|one|some)\s+", "", text)
    return " ".join(re.findall(r"\w+", text))


def same_voice(gold: dict[str, Any], statement: Statement) -> bool:
    speaker = statement.speaker
    right = {plain(gold["speaker"]), plain(gold.get("also"))} - {""}
    if speaker is None:
        return not right
    said = {plain(speaker.name), plain(speaker.as_written), plain(speaker.role)} - {""}
    if said & right:
        return True
    heads = {w for r in right for w in r.split()}
    words = set(plain(speaker.name or speaker.as_written).split())
    return bool(words) and speaker.kind != "person" and (words <= heads or heads <= words)


def same_mention(text: str, at: list[int] | None, statement: Statement) -> bool:
    """Whether the speaker's mention is the annotated one, or none where none is annotated."""
    spans = () if statement.speaker is None else statement.speaker.spans
    if at is None or not spans:
        return at is None and not spans
    a, b = covered(text, [at]), covered(text, spans)
    return bool(a & b) and (len(a & b) / len(a | b) >= ENOUGH or a <= b or b <= a)


def same_time(gold: dict[str, Any] | None, statement: Statement) -> bool:
    said = statement.said
    if gold is None or (gold["earliest"] is None and gold["latest"] is None):
        return said is None or said.earliest is None
    if said is None or said.earliest is None or said.latest is None:
        return False
    return said.earliest == datetime.fromisoformat(
        gold["earliest"]
    ) and said.latest == datetime.fromisoformat(gold["latest"])


def located(text: str, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Annotations with spans: as given, or where each of their words first stands, in order."""
    return [one if "spans" in one else one | {"spans": _found(text, one["words"])} for one in gold]


def _found(text: str, words: Sequence[str]) -> list[list[int]]:
    spans: list[list[int]] = []
    for stretch in words:
        start = text.index(stretch, spans[-1][1] if spans else 0)
        spans.append([start, start + len(stretch)])
    return spans


def compare(
    text: str, gold: list[dict[str, Any]], read: list[Statement]
) -> tuple[Counter[str], list[str]]:
    """Counts of what was right, and a line for each thing that was not."""
    n: Counter[str] = Counter()
    wrong: list[str] = []
    pairs = matched(text, gold, read)
    n["gold"], n["read"], n["matched"] = len(gold), len(read), len(pairs)
    for i, g in enumerate(gold):
        head = f"{g['kind']:8} {' … '.join(g['words'])[:60]!r}"
        if i not in pairs:
            wrong.append(f"missed   {head} by {g['speaker']}")
            continue
        s = read[pairs[i]]
        exact = covered(text, g["spans"]) == covered(text, s.spans)
        checks = {
            "exact": exact,
            "kind": g["kind"] == s.kind,
            "speaker": same_voice(g, s),
        }
        given = s.speaker.role if s.speaker else None
        for key, value in (
            ("role", given),
            ("medium", s.medium),
            ("platform", s.platform),
            ("stance", s.stance),
        ):
            if g.get(key, "?") != "?":
                want = g[key] if g[key] is not None else ("unknown" if key != "role" else None)
                checks[key] = plain(want) == plain(value)
        if g.get("said", "?") != "?":
            checks["said"] = same_time(g["said"], s)
        if g.get("via", "?") != "?":
            checks["via"] = [plain(v) for v in g["via"] or []] == [plain(v.name) for v in s.via]
        checks |= _more(g, checks)
        for key, right in checks.items():
            n[key] += right
            n[f"{key}/"] += 1
            if not right and key in CHECKS:
                wrong.append(f"{key:8} {head} is {_value(s, key)!r} not {g.get(key)!r}")
        n["e2e"] += checks["speaker"]
    for j, s in enumerate(read):
        if j not in pairs.values():
            name = s.speaker and s.speaker.name
            wrong.append(f"extra    {s.kind:8} {' … '.join(s.words)[:60]!r} by {name}")
    return n, wrong


def _more(gold: dict[str, Any], checks: dict[str, bool]) -> dict[str, bool]:
    """Medium and platform together; chains and times apart where there is one to be found."""
    found = {}
    if "medium" in checks and "platform" in checks:
        found["channel"] = checks["medium"] and checks["platform"]
    for key in ("via", "said"):
        if key in checks and gold[key]:
            found[f"told {key}"] = checks[key]
    return found


def _value(s: Statement, key: str) -> object:
    if key == "speaker":
        return s.speaker and (s.speaker.name, s.speaker.as_written)
    if key == "role":
        return s.speaker and s.speaker.role
    if key == "said":
        return s.said and (str(s.said.earliest), str(s.said.latest), s.said.as_written, s.said.rule)
    if key == "via":
        return [v.name for v in s.via]
    return s.words if key == "exact" else getattr(s, key)


def line(n: Counter[str]) -> str:
    """The counts as one line."""
    p = n["matched"] / max(1, n["read"])
    r = n["matched"] / max(1, n["gold"])
    f1 = 2 * p * r / max(1e-9, p + r)
    e2e = 2 * n["e2e"] / max(1, n["read"] + n["gold"])
    parts = [f"gold {n['gold']} read {n['read']} relaxed F1 {f1:.3f} end to end {e2e:.3f}"]
    parts += [f"{key} {n[key]}/{n[key + '/']}" for key in CHECKS if n[key + "/"]]
    return " · ".join(parts)
