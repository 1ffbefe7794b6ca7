"""The gate: quality and speed of this checkout against floors that only rise.

    ./run bench                 reading and speed
    ./run bench read            statements, times, places, amounts: ours and public sets
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
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import annotated
import of_amounts
import of_places
import of_quotes
import of_times
import scale
from annotated import view_in, view_of
from figures import line

from amana.keep.custody import Act, Custody
from amana.read.reading import read_view

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"
PUBLIC = (of_quotes, of_times, of_amounts, of_places)  # measured where ../shared is, never shipped
SPEED = ("01-last-messages.txt", "02-buses-turn-back.html", "03-hudna.html", "04-rasail.html")

CLOCK = "2031-05-06T10:00:00+00:00"  # of acts that are only counted

Figures = dict[str, float]


def read(*, errors: bool) -> Figures:
    """All figures of reading, told with their goals and the best known peer."""
    found = annotated.measure(errors=errors)
    if SHARED.is_dir():
        for public in PUBLIC:
            found += public.measure(SHARED, errors=errors)
    print("reading: value, interval of 95 % over documents, goal on parts held back, best known")
    print("\n".join(map(line, found)))
    return {one.name: one.value for one in found}


# --- speed -------------------------------------------------------------------------------


def cpu(work: Callable[[], object]) -> float:
    """Seconds of this process that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed() -> Figures:
    """Ratios in one run, because machines are shared; absolute figures are printed, not held."""
    folder = annotated.SETS["examples"][0]
    texts = [view_in(folder, name, None).text for name in SPEED]
    zone = ZoneInfo("UTC")
    for text in texts:  # word lists and gazetteers are loaded once
        read_view(view_of("warm", f"{text}\n"), zone=zone)
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
        Act(
            "failed",
            {"where": f"file {i}", "what": "w", "do": "d", "clock": CLOCK, "originals": ()},
            "case",
        )
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
        held = {n: v for n, v in figures.items() if not n.endswith((" precision", " recall"))}
        higher = {name: max(floors.get(name, 0), value) for name, value in held.items()}
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
