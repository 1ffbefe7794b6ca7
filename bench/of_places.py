"""Places against public sets: tweets of disasters in two languages, news, epidemics."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from figures import Counts, Figure, f1, figure, kinds, share, total

from amana.lang.letters import language_of
from amana.model import Place, Span
from amana.read.places.places import find_places
from amana.read.places.world import key_of, look_up

#: kilometres within which a place is placed: 100 miles, as the field measures (Acc@161)
NEAR_KM = 161
EARTH_KM = 6371  #: the mean radius of the earth

CRISIS = Path(__file__).resolve().parent.parent / "tests" / "cases" / "crisis"
FLOOR = "longest match, most populous: {} (held-back part)"
SETS = {  # files, goal of the exact F1, goal of the share placed, the ten-line floor of both
    "idrisi_en dev": (("idrisi_en.dev",), 0.86, 0.80, (".812", ".720")),
    "idrisi_en train": (("idrisi_en.train",), None, None, (".812", ".720")),
    "idrisi_ar dev": (("idrisi_ar.dev",), 0.60, 0.45, (".254", ".166")),
    "idrisi_ar train": (("idrisi_ar.train",), None, None, (".254", ".166")),
    "trnews": (("trnews.dev", "trnews.train"), 0.68, None, (".581", ".282")),
    "geovirus dev": (("geovirus.dev",), None, None, (".669", ".308")),
}


def measure(shared: Path, *, errors: bool) -> list[Figure]:
    """Return exact F1 of the spans, and the share of all placed places put within 161 km."""
    found: list[Figure] = []
    for name, (files, goal, near, floors) in SETS.items():
        paths = [shared / "data" / "places" / f"{file}.jsonl" for file in files]
        if not all(path.is_file() for path in paths):
            continue
        lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
        read = [(d := json.loads(line), _read(d["text"])) for line in lines]
        counted = [_counts(document["places"], places) for document, places in read]
        if "train" in name.split():  # thousands of tweets: without intervals
            sums = total(counted)
            found += [
                Figure(name=f"{name} places F1", value=f1(sums), peer=FLOOR.format(floors[0])),
                Figure(name=f"{name} 161 km", value=_placed(sums), peer=FLOOR.format(floors[1])),
            ]
        else:
            found += [
                figure(f"{name} places F1", counted, f1, goal=goal, peer=FLOOR.format(floors[0])),
                figure(f"{name} 161 km", counted, _placed, goal=near, peer=FLOOR.format(floors[1])),
            ]
        if errors:
            _tell(name, total(counted), read)
    return [*found, *_crisis(errors=errors)]


def _crisis(*, errors: bool) -> Iterator[Figure]:
    """F1 of the places of our own documents of crises: names invented, in no gazetteer."""
    for part in ("development", "second", "measuring"):  # "second": for development, too
        counted, wrong = [], []
        for answers in sorted((CRISIS / part).glob("*/answers.json")):
            documents = json.loads(answers.read_text("utf-8"))["documents"]
            for file, known in documents.items():
                places = _read((answers.parent / file).read_text("utf-8"))
                gold = Counter(place["as_written"] for place in known["places"])
                read = Counter(place.as_written for place in places)
                right = (gold & read).total()
                counted.append(Counter(gold=gold.total(), read=read.total(), right=right))
                wrong += [("missed", f"{file}: {name}") for name in gold - read]
                wrong += [("false", f"{file}: {name}") for name in read - gold]
        if counted:
            yield figure(f"crisis {part} places F1", counted, f1)
        if errors and part != "measuring":  # what is only measured is not looked at
            print(kinds(wrong, most=None))


def _tell(name: str, sums: Counts, read: Sequence[tuple[dict[str, Any], Sequence[Place]]]) -> None:
    precision, recall = share(sums["right"], sums["read"]), share(sums["right"], sums["gold"])
    matched = share(sums["near"], sums["matched"])
    print(f"  {name}: P {precision:.3f} R {recall:.3f} of matched within 161 km {matched:.3f}")
    print(kinds(wrong for document, places in read for wrong in _wrong(document, places)))


@cache
def _read(text: str) -> tuple[Place, ...]:
    return find_places(text, lang=language_of(text))


def _gold(annotated: Sequence[dict[str, Any]]) -> dict[Span, dict[str, Any]]:
    """The annotated places by span: one that is listed twice is one."""
    return {(place["start"], place["end"]): place for place in annotated}


def _counts(annotated: Sequence[dict[str, Any]], places: Sequence[Place]) -> Counts:
    """What was right of one document; a place is matched by any that overlaps it."""
    gold = _gold(annotated)
    spans = {place.span for place in places}
    counts = Counter(gold=len(gold), read=len(spans), right=len(gold.keys() & spans))
    for span, known in gold.items():
        if known["lat"] is None:
            continue
        beside = _best(span, places)
        counts["with a point"] += 1
        counts["matched"] += beside is not None
        counts["near"] += beside is not None and _is_near(known, beside)
    return counts


def _placed(counts: Counts) -> float:
    return share(counts["near"], counts["with a point"])


def _best(span: Span, places: Sequence[Place]) -> Place | None:
    """The place read that shares most with a span."""
    shared = [(min(p.span[1], span[1]) - max(p.span[0], span[0]), p) for p in places]
    size, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if size > 0 else None


def _is_near(known: dict[str, Any], place: Place) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return _kilometres(known["lat"], known["lon"], place.lat, place.lon) <= NEAR_KM


def _kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """The length of the arc between two points (haversine)."""
    a, b, c = (math.radians(value) for value in (lat, lat2, lon2 - lon))
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(c / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


# --- errors, by kind


def _wrong(document: dict[str, Any], places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    text, gold = document["text"], _gold(document["places"])
    spans = {place.span: place for place in places}
    for span, known in gold.items():
        beside = _best(span, places)
        if span not in spans:
            yield _missed(text, span, known, beside), _around(text, span)
        if beside is not None and known["lat"] is not None and not _is_near(known, beside):
            yield f"far: {_far(known, beside)}", _around(text, span)
    for span, place in spans.items():
        if span not in gold and _touching(span, gold) is None:
            yield f"false: {_false(text, span)}", f"{_around(text, span)} = {place.name}"


def _missed(text: str, span: Span, known: dict[str, Any], beside: Place | None) -> str:
    written = text[slice(*span)]
    if beside is not None:
        return "extent: read as " + ("shorter" if _size(beside.span) < _size(span) else "longer")
    if _in_tag(text, span):
        return "missed: in a hashtag" + ("" if text[span[0] - 1] == "#" else ", not at its start")
    if known["kind"] and any(word in known["kind"] for word in ("Point", "Road", "Other")):
        return f"missed: {known['kind']}"
    listed = "known" if look_up(key_of(written.removesuffix("'s"))) else "not in the gazetteer"
    return f"missed: {listed}" + (", lower case" if written.islower() else "")


def _far(known: dict[str, Any], place: Place) -> str:
    return f"{known['kind'] or 'place'} " + ("not placed" if place.lat is None else "elsewhere")


def _false(text: str, span: Span) -> str:
    if _in_tag(text, span):
        return "in a hashtag"
    after = text[span[1] : span[1] + 2]
    before = text[: span[0]].rsplit(maxsplit=1)[-1:]
    if after[:1] == " " and after[1:].isupper():
        return "a capital behind"
    if before and before[0][0].isupper() and before[0].isalpha():
        return "a capital before"
    return "else"


def _touching(span: Span, others: dict[Span, Any]) -> Span | None:
    return next((one for one in others if one[0] < span[1] and span[0] < one[1]), None)


def _size(span: Span) -> int:
    return span[1] - span[0]


def _in_tag(text: str, span: Span) -> bool:
    start = span[0]
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return text[start - 1 : start] == "#"


def _around(text: str, span: Span) -> str:
    start, end = span
    shown = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return shown.replace("\n", " / ")


if __name__ == "__main__":
    import sys

    from figures import line

    here = Path(__file__).resolve().parents[2] / "shared"
    print("\n".join(map(line, measure(here, errors="--errors" in sys.argv))))
