"""Several processes take what one takes, in its order; what kills one of them is told."""

import functools
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from amana.errors import AmanaError
from amana.flow import acts, taking
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.taking import Job, Taking
from amana.intake.plain import PlainText
from amana.model import Problem
from amana.protocols import Taken

NOW = datetime(2032, 5, 7, 12, tzinfo=UTC)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{n}</title></head><body><article>
<h1>Boat {n} comes back</h1><p>{words}</p><p>“We rowed all night,” said Noura Kandar, a pharmacist.
</p></article></body></html>"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(config=tmp_path / "config", now=lambda: NOW, processors=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(9):
        words = f"The ferry came back on the {n + 2}th with nobody on board. " * 12
        (folder / f"{n}.html").write_text(PAGE.format(n=n, words=words))
    (folder / "4 copy.html").write_bytes((folder / "4.html").read_bytes())
    (folder / "broken.txt").write_bytes(b"\xff\xfe\x00\x01\x02\xd8" * 40)
    (folder / "note.txt").write_text("One.\n")
    return folder


def told(desk: Desk, case: Path) -> list[Any]:
    """What the log says, without what differs from case to case by chance."""
    lines = [line for line in acts.log_lines(desk, case) if line["verb"] != "opened"]
    return [(line["verb"], line["group"], line["fields"]) for line in lines]


def test_two_processes_keep_what_one_keeps(
    desk: Desk, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "ENOUGH_FOR_MANY", 0)
    found = []
    for processors in (1, 2):
        here = replace(desk, processors=processors)
        case = tmp_path / f"case{processors}"
        new_case(here, case, title="one", zone="Asia/Muscat").close()
        found.append((list(keep(here, case, [folder])), told(here, case)))
    assert found[0] == found[1]
    assert any(isinstance(one, Problem) for one in found[0][0])


def test_a_process_that_dies_of_a_file_is_told_with_its_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "ENOUGH_FOR_MANY", 0)
    good = tmp_path / "good.txt"
    good.write_text("One.\n")
    deadly = cast("Path", SimpleNamespace(read_bytes=functools.partial(os._exit, 9)))
    jobs = [
        Job(path=path, name=name, adapter=PlainText(None))
        for path, name in ((good, "good"), (deadly, "deadly"), (good, "after"))
    ]
    with Taking(desk, 1) as hands, pytest.raises(AmanaError, match="deadly"):
        list(hands.take(jobs))


def test_an_adapter_that_cannot_travel_takes_at_home(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "ENOUGH_FOR_MANY", 0)
    (tmp_path / "a").write_bytes(b"")
    home = os.getpid()

    class FromOutside:
        NAME, VERSION = "outside", "1"

        def can_read(self, head: bytes, name: str) -> bool:
            return bool(head) and bool(name)

        def take(self, data: bytes, name: str) -> list[Taken | Problem]:
            return [Problem(where=name, what=str(os.getpid()), do=str(data))]

    jobs = [Job(path=tmp_path / "a", name=name, adapter=FromOutside()) for name in "ab"]
    with Taking(desk, 1) as hands:
        taken = [one for some in hands.take(jobs) for one in some]
    assert [one.what for one in taken if isinstance(one, Problem)] == [str(home)] * 2
