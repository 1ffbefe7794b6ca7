"""A thousand saved pages from the folder to the dossier: what each stage costs, and how it grows.

Each size runs in a process of its own, so that peak memory is that of this size alone.
"""

import gc
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import pages

from amana.cli.commands import COLLECT_SELDOM
from amana.flow.deciding import decide
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import counts, reach_stage
from amana.flow.telling import beside, tell

T = TypeVar("T")
LARGEST_PAGE = 300_000  #: bytes that one page of a dossier may have: it opens at once from a stick
#: CPU seconds for a thousand pages, from the folder to the dossier; the clock of a shared machine
#: says more of its neighbours. On two free cores 120 of them were 77 s on the clock: two minutes
#: on the clock are promised, and 180 of these are about that
MOST_CPU = 180
MOST_MEMORY = 1_500  #: MiB for a thousand pages: a laptop has room for it beside a browser
THOUSAND = 1_000
MEBI = 1 << 20


class Watch:
    """Knows when each stage began; a stage lasts until the next begins."""

    def __init__(self) -> None:
        self.marks: list[tuple[str, float, float]] = []
        self.inside: str | None = None  # a stage that has others in it, and counts as one

    def mark(self, stage: str) -> None:
        """A stage begins."""
        stage = self.inside or stage
        times = os.times()  # children count once they have ended
        spent = times.user + times.system + times.children_user + times.children_system
        if not self.marks or self.marks[-1][0] != stage:
            self.marks.append((stage, spent, time.perf_counter()))

    def progress(self, job: str, parts: Iterable[T], count: int) -> Iterator[T]:  # noqa: ARG002
        """A stage with parts begins."""
        self.mark(job)
        return iter(parts)

    def waiting(self, job: str) -> AbstractContextManager[None]:
        """A stage without parts begins."""
        self.mark(job)
        return nullcontext()

    def stages(self) -> dict[str, tuple[float, float]]:
        """CPU and wall seconds of each stage."""
        found: dict[str, tuple[float, float]] = {}
        for (stage, cpu, wall), (_, cpu_after, wall_after) in zip(
            self.marks, self.marks[1:], strict=False
        ):
            before = found.get(stage, (0.0, 0.0))
            found[stage] = (before[0] + cpu_after - cpu, before[1] + wall_after - wall)
        return found


def run(number: int, folder: Path) -> dict[str, Any]:
    """Take so many pages from their folder to a dossier; the figures, as plain data."""
    gc.set_threshold(*COLLECT_SELDOM)  # as the program does
    source, case = folder / "pages", folder / "case"
    pages.write(source, number)
    watch = Watch()
    desk = Desk(
        config=folder / "config",
        progress=watch.progress,
        waiting=watch.waiting,
        processors=os.cpu_count() or 1,
    )
    watch.mark("keeping")
    new_case(desk, case, zone="Asia/Muscat").close()
    for _ in keep(desk, case, [source]):
        pass
    watch.mark("opening")
    with reach_stage(desk, case, "weighed") as opened:
        found = counts(opened)
        watch.mark("telling")
        tell(opened, beside(case))
        statement = next(opened.rows("statements")).id
    watch.inside = "deciding"
    watch.mark("deciding")
    decide(desk, case, statement, "accept", by="bench")
    reach_stage(desk, case, "weighed").close()
    watch.inside = None
    watch.mark("end")
    written = sorted(p.stat().st_size for p in beside(case).rglob("*.html"))
    own, workers = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "pages": number,
        "found": found,
        "stages": watch.stages(),
        "written": len(written),
        "largest": written[-1],
        "memory": [own * 1024 / MEBI, workers * 1024 / MEBI],
    }


def measured(number: int) -> dict[str, Any]:
    """The figures of one size, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        line = subprocess.run(
            [sys.executable, __file__, str(number), folder], check=True, capture_output=True
        ).stdout
    figures: dict[str, Any] = json.loads(line)
    return figures


def scale(largest: int) -> bool:
    """Print what three sizes cost, a quarter, a half and the whole; whether the limits hold."""
    sizes = [size for size in (largest // 4, largest // 2, largest) if size]
    runs = [measured(size) for size in sizes]
    last = runs[-1]
    print("  CPU seconds (wall) of".ljust(26) + "".join(f"{size:>16,}" for size in sizes))
    for stage in last["stages"]:
        row = [one["stages"].get(stage, (0.0, 0.0)) for one in runs]
        growth = exponent(row[0][0], row[-1][0], sizes[-1] / sizes[0])
        print(f"    {stage:22}" + "".join(f"{c:9.1f} ({w:4.1f})" for c, w in row) + growth)
    totals = [total(one) for one in runs]
    growth = exponent(totals[0][0], totals[-1][0], sizes[-1] / sizes[0])
    print(
        f"    {'all but deciding':22}" + "".join(f"{c:9.1f} ({w:4.1f})" for c, w in totals) + growth
    )
    print(f"  {last['found']}")
    own, workers = last["memory"]
    print(f"  peak memory {own:.0f} MiB, of a worker {workers:.0f} MiB", end="; ")
    print(f"{last['written']} pages written, the largest {last['largest']:,} bytes")
    thousands = max(1.0, largest / THOUSAND)
    slow = largest >= THOUSAND and totals[-1][0] > MOST_CPU * thousands
    return not slow and last["largest"] < LARGEST_PAGE and own < MOST_MEMORY * thousands


def total(figures: dict[str, Any]) -> tuple[float, float]:
    """CPU and wall seconds from the folder to the dossier."""
    known = [spent for stage, spent in figures["stages"].items() if stage != "deciding"]
    return sum(cpu for cpu, _ in known), sum(wall for _, wall in known)


def exponent(few: float, many: float, times: float) -> str:
    """How a cost grows with the pages, as a power; nothing where it is too small to tell."""
    if few < 0.05 or many <= 0 or times == 1:  # noqa: PLR2004 - seconds below any doubt
        return ""
    return f"   n^{math.log(many / few) / math.log(times):.2f}"


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), Path(sys.argv[2]))))
