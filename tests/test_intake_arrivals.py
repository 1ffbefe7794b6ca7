"""What lies at a path is found in one order; what cannot be looked at is a problem."""

import os
import socket
from pathlib import Path

import pytest

from amana.errors import NotUnderstood
from amana.intake.arrivals import Found, Said, find_files, over, read_sidecar
from amana.model import Problem


def look(*paths: Path, case: Path = Path("/nowhere")) -> tuple[list[Found], list[Problem]]:
    seen = list(find_files(paths, case=case))
    return (
        [one for one in seen if isinstance(one, Found)],
        [one for one in seen if isinstance(one, Problem)],
    )


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "ج/خبر.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, problems = look(tmp_path)
    assert [one.path.relative_to(tmp_path).as_posix() for one in found] == [
        "a.txt",
        "b/10.txt",
        "b/2.txt",
        "ج/خبر.txt",
    ]
    assert not problems


def test_what_is_no_file_is_a_problem_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("in")
    folder.mkdir()
    (folder / "loop").symlink_to(folder.resolve())
    (folder / "gone").symlink_to(tmp_path / "nothing")
    (folder / "self").symlink_to("self")
    (folder / "good\nنص.txt").write_text("x")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "socket"))
        found, problems = look(folder)
    assert [one.file for one in found] == ["in/good\nنص.txt"]
    assert [one.where for one in problems] == [
        f"in/{n}" for n in ["gone", "loop", "pipe", "self", "socket"]
    ]
    assert all(one.do for one in problems)


def test_a_name_that_is_no_text_gets_a_safe_one(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xe9t\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"x")
    (found,), _ = look(tmp_path)
    assert found.file.endswith(r"/\xe9t\xe9.txt")
    assert found.path.read_bytes() == b"x"


def test_what_amana_made_is_not_kept(tmp_path: Path) -> None:
    for name in ("case", "case-dossier"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("x")
    (tmp_path / "case-dossier" / ".amana-dossier").touch()
    (tmp_path / "a.txt").write_text("x")
    found, problems = look(tmp_path, case=tmp_path / "case")
    assert [one.path.name for one in found] == ["a.txt"]
    assert not problems
    _, problems = look(tmp_path / "case", case=tmp_path / "case")
    assert "itself" in problems[0].what


def test_a_sidecar_describes_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt.amana.toml").write_text('outlet = "قناة"\npublished = 2031-05-06\n')
    (found,), problems = look(tmp_path)
    assert found.said == Said(outlet="قناة", published="2031-05-06")
    assert found.sidecar is not None
    assert not problems


@pytest.mark.parametrize(
    "text",
    ['published = "yesterday"', "outlet = 7", "colour = 'red'", "outlet = ", 'from = ["a"]'],
)
def test_a_sidecar_that_is_not_understood_is_a_problem(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_sidecar(text)
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt.amana.toml").write_text(text)
    (found,), (problem,) = look(tmp_path)
    assert found.said == Said()
    assert problem.where.endswith("a.txt.amana.toml")


def test_a_sidecar_alone_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt.amana.toml").write_text("")
    found, problems = look(tmp_path)
    assert not found
    assert len(problems) == 1


def test_what_is_said_on_the_command_line_is_stronger() -> None:
    said = over(Said(outlet="A", published="2031-05-06"), Said(outlet="B"))
    assert said == Said(outlet="B", published="2031-05-06")
