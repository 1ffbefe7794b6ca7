"""The gate: quality and speed of this checkout against floors that only rise.

    ./run bench                 reading and speed
    ./run bench read            statements of annotated documents and of public sets
    ./run bench speed           pages a second, cost against length, keeping and verifying
    ./run bench scale --pages 1000   saved pages, stage by stage, and how the cost grows
    ./run bench read --errors   with a line for everything that is wrong
    ./run bench --raise         write floors where a figure is above its floor

A figure below its floor in floors.json fails. Where ../shared is not here, its lines are left out.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import scale
import score

from amana.canon import make_id
from amana.intake.pages import Pages
from amana.keep.custody import Act, Custody
from amana.link.dates import propose_windows
from amana.model import Reading, View
from amana.protocols import Taken
from amana.read.reading import read_view

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"
SETS = {  # what is measured: where its texts lie, and the annotations of them
    "development": (HERE.parent / "tests" / "cases" / "development", "answers.json"),
    "examples": (HERE.parent / "examples" / "reports", "../answers.json"),
    "shapes": (HERE.parent / "tests" / "cases" / "shapes", "expected.json"),
}
SPEED = ("01-last-messages.txt", "02-buses-turn-back.html", "03-hudna.html", "04-rasail.html")
QUOTES = ("polnear", "gum", "ar_pud", "ar_padt_v1")  #: development parts, measured, never shipped

Figures = dict[str, float]


def view_of(name: str, text: str, published: str | None = None) -> View:
    return View(
        id=make_id("view", [name]), item=make_id("item", [name]), original="0" * 64, inside="",
        file=name, kind="document", lang=None, title=None, outlet=None, author=None,
        published=published, text=text, extractor="text 1",
    )  # fmt: skip


def view_in(folder: Path, name: str, published: str | None) -> View:
    """The view of a text, or of an item of a page: "page.html", "page.html/post/twitter/1"."""
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


def read_twice(views: list[View], zones: list[str]) -> list[Reading]:
    """The two passes of the flow: read, windows from linked reports, read again."""
    pairs = [(view, ZoneInfo(zone)) for view, zone in zip(views, zones, strict=True)]
    first = [read_view(view, zone=zone) for view, zone in pairs]
    windows = propose_windows(first)
    return [read_view(view, zone=zone, window=windows.get(view.id)) for view, zone in pairs]


def annotated(name: str, *, errors: bool) -> Figures:
    """Statements against a careful reader's, over a folder of annotated documents."""
    folder, answers = SETS[name]
    documents = json.loads((folder / answers).read_text("utf-8"))["documents"]
    views = [view_in(folder, name, known["published"]) for name, known in documents.items()]
    readings = read_twice(views, [known["zone"] for known in documents.values()])
    total: Counter[str] = Counter()
    for reading, (file, known) in zip(readings, documents.items(), strict=True):
        gold = score.located(reading.text, known["statements"])
        counts, wrong = score.compare(reading.text, gold, list(reading.statements))
        total += counts
        print(f"  {file}: {score.line(counts)}")
        if errors:
            print("\n".join(f"    {line}" for line in wrong))
    print(f"  all: {score.line(total)}")
    return {
        f"{name} end to end": 2 * total["e2e"] / (total["gold"] + total["read"]),
        f"{name} exact": total["exact"] / max(1, total["exact/"]),
        **{
            f"{name} {key}": total[key] / max(1, total[f"{key}/"])
            for key in ("medium", "via", "said")
        },
    }


def quotes(name: str) -> Figures:
    """Statements against a public set: relaxed F1, and end to end (span and speaker)."""
    lines = (SHARED / "data" / "quotes" / name / "dev.jsonl").read_text("utf-8").splitlines()
    gold = read = both = spoken = 0
    for line in lines:
        document = json.loads(line)
        reading = read_view(view_of(document["id"], document["text"]), zone=ZoneInfo("UTC"))
        wanted = [
            {"spans": q.get("content_spans") or [[q["start"], q["end"]]], "at": q["speaker_span"]}
            for q in document["quotes"]
        ]
        pairs = score.matched(reading.text, wanted, list(reading.statements))
        gold, read, both = gold + len(wanted), read + len(reading.statements), both + len(pairs)
        spoken += sum(
            score.same_mention(reading.text, wanted[i]["at"], reading.statements[j])
            for i, j in pairs.items()
        )
    relaxed, whole = 2 * both / (gold + read), 2 * spoken / (gold + read)
    print(f"  {name}: gold {gold} read {read} relaxed F1 {relaxed:.3f} end to end {whole:.3f}")
    return {f"{name} relaxed F1": relaxed, f"{name} end to end": whole}


def read(*, errors: bool) -> Figures:
    figures: Figures = {}
    for name in SETS:
        print(name)
        figures |= annotated(name, errors=errors)
    for name in QUOTES:
        if (SHARED / "data" / "quotes" / name / "dev.jsonl").is_file():
            figures |= quotes(name)
    return figures


# --- speed -------------------------------------------------------------------------------


def cpu(work: Callable[[], object]) -> float:
    """Seconds of this process that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed() -> Figures:
    """Ratios in one run, because machines are shared; absolute figures are printed, not held."""
    folder = SETS["examples"][0]
    texts = [view_in(folder, name, None).text for name in SPEED]
    zone = ZoneInfo("UTC")
    view = view_of("speed", texts[0], "2031-05-05")
    read_view(view, zone=zone)  # word lists are loaded once
    letters = sum(map(len, texts))
    seconds = cpu(lambda: [read_view(view_of(str(i), t), zone=zone) for i, t in enumerate(texts)])
    print(f"  read: {letters / seconds:,.0f} characters a CPU second")
    base = "\n\n".join(texts[:2])
    once = cpu(lambda: read_view(view_of("1", base * 4), zone=zone))
    tenfold = cpu(lambda: read_view(view_of("10", base * 40), zone=zone))
    print(f"  read: ten times the text costs {tenfold / once:.1f} times the CPU")
    return {"read linear": once * 10 / tenfold, **dict(keeping())}


def keeping() -> Iterator[tuple[str, float]]:
    """Entries a second, in one batch with one round of fsync."""
    acts = [
        Act("failed", {"where": f"file {i}", "what": "w", "do": "d", "clock": "c"}, "case")
        for i in range(10_000)
    ]
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        with Custody.create(
            case, config=Path(folder) / "config", now=lambda: datetime.now(UTC)
        ) as custody:
            start = time.perf_counter()
            custody.append(acts)
            rate = len(acts) / (time.perf_counter() - start)
    print(f"  keep: {rate:,.0f} log entries a second in one batch")
    yield "log entries a second, of 5,000", rate / 5_000


def held(figures: Figures, *, raising: bool) -> int:
    """Compare with the floors; the number of figures below theirs."""
    floors: Figures = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    below = [name for name, floor in floors.items() if figures.get(name, floor) < floor]
    for name in below:
        print(f"BELOW ITS FLOOR: {name} is {figures[name]:.3f}, floor {floors[name]:.3f}")
    if raising:
        higher = {name: max(floors.get(name, 0), value) for name, value in figures.items()}
        rounded = {name: int(value * 1000) / 1000 for name, value in (floors | higher).items()}
        FLOORS.write_text(json.dumps(rounded, indent=1, sort_keys=True) + "\n", "utf-8")
    return len(below)


def main(arguments: list[str]) -> int:
    pages = 1_000
    if "--pages" in arguments:
        pages = int(arguments.pop(arguments.index("--pages") + 1))
    chosen = [a for a in arguments if not a.startswith("--")] or ["read", "speed"]
    figures: Figures = {}
    if "read" in chosen:
        figures |= read(errors="--errors" in arguments)
    if "speed" in chosen:
        print("speed")
        figures |= speed()
    if "scale" in chosen:
        print("scale")
        if not scale.scale(pages):
            print("BEYOND ITS LIMIT: see above")
            return 1
    return 1 if held(figures, raising="--raise" in arguments) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
