"""Saved pages from the folder to the dossier: a few each time, a thousand where there is time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parent.parent / "bench"
STAGES = ("keeping", "reading", "linking", "weighing", "writing the index", "telling", "deciding")


def bench(*arguments: str) -> str:
    """What a program of bench/ prints; its own error where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, cwd=BENCH
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_dozen_saved_pages_become_a_dossier(tmp_path: Path) -> None:
    figures = json.loads(bench("scale.py", "12", str(tmp_path)))
    assert set(STAGES) <= figures["stages"].keys()
    found = figures["found"]
    assert found["items"] >= 12
    assert found["statements"] >= 3 * 12
    assert found["links"] > 12
    assert found["people"] > 0
    assert figures["largest"] < 300_000


def test_the_press_prints_the_same_for_the_same_seed(tmp_path: Path) -> None:
    script = "import pathlib, sys, pages; pages.write(pathlib.Path(sys.argv[1]), 6)"
    printed = []
    for name in "ab":
        bench("-c", script, str(tmp_path / name))
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        printed.append([(p.relative_to(tmp_path / name), p.read_bytes()) for p in files])
    assert printed[0] == printed[1]
    assert sum(path.suffix == ".html" for path, _ in printed[0]) == 6


@pytest.mark.long
def test_a_thousand_saved_pages_within_the_limits() -> None:
    """CPU for two minutes on two cores, pages below 300 kB: the gate says no where it is more."""
    print(bench("gate.py", "scale", "--pages", "1000"))  # noqa: T201 - the figures are its point
