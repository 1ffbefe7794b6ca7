"""Killed at any moment: nothing acknowledged is lost, nothing half-written is believed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FILES = 200


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(f"Report {number}: “we are here”, she said.\n" * 5)
    return folder


def amana(where: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "amana", *arguments],
        cwd=where,
        env={**os.environ, "AMANA_CONFIG": str(where / "config")},
        capture_output=True,
        check=False,
    )


def kill_after(where: Path, seconds: float) -> list[dict[str, str]]:
    """Start keeping, kill it, and return what it had acknowledged."""
    with (where / "out").open("wb") as out:
        keeping = subprocess.Popen(
            [sys.executable, "-m", "amana", "keep", "case", "in", "--json"],
            cwd=where,
            env={**os.environ, "AMANA_CONFIG": str(where / "config")},
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        keeping.send_signal(signal.SIGKILL)
        keeping.wait()
    lines = (where / "out").read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


def kill_and_look(where: Path, times: int, seed: int) -> None:
    assert amana(where, "new", "case").returncode == 0
    chance = random.Random(seed)
    acknowledged: dict[str, str] = {}
    for _ in range(times):
        told = kill_after(where, chance.uniform(0.1, 1.2))
        acknowledged |= {one["file"]: one["original"] for one in told}
        done = amana(where, "verify", "case")  # tells what the next writer will set aside
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        assert amana(where, "keep", "case", "in/000.txt").returncode == 0
        done = amana(where, "verify", "case")
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        acts = [
            json.loads(line) for line in amana(where, "log", "case", "--json").stdout.splitlines()
        ]
        there = {a["fields"]["file"]: a["fields"]["sha256"] for a in acts if a["verb"] == "kept"}
        assert acknowledged.items() <= there.items()
    assert amana(where, "keep", "case", "in").returncode == 0
    acts = [json.loads(line) for line in amana(where, "log", "case", "--json").stdout.splitlines()]
    verbs = [act["verb"] for act in acts]
    assert (verbs.count("kept"), verbs.count("view")) == (FILES, FILES)
    assert amana(where, "verify", "case").returncode == 0


def test_killed_a_few_times(tmp_path: Path, reports: Path) -> None:
    assert reports.exists()
    kill_and_look(tmp_path, 3, seed=7)


@pytest.mark.long
def test_killed_fifty_times(tmp_path: Path, reports: Path) -> None:
    assert reports.exists()
    for seed in range(10):
        where = tmp_path / str(seed)
        where.mkdir()
        (where / "in").symlink_to(reports)
        kill_and_look(where, 5, seed=seed)


def test_an_index_left_half_made_is_removed_by_the_next_writer(tmp_path: Path) -> None:
    assert amana(tmp_path, "new", "case").returncode == 0
    left, other = (tmp_path / "case" / f"index.sqlite.{name}.new" for name in ("0a", "0b"))
    for path in (left, other):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    (tmp_path / "a.txt").write_text("“We are here,” she said.")
    assert amana(tmp_path, "keep", "case", "a.txt").returncode == 0
    assert not left.exists()
    assert other.exists()  # a reader may still be at it
    assert amana(tmp_path, "verify", "case").returncode == 0
