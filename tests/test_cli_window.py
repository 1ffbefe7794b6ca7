"""What is printed fits the window, in both scripts, and turns no line but its own."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.cli import commands as cli
from amana.cli import window
from amana.cli.begin import where_to_begin
from amana.cli.output import MARKS, isolated, one_line
from amana.cli.window import FSI, LRI, PDI, PLAIN, RLI, bold, cells, cut, directed, fill, wrap

WORDS = st.text(alphabet="abc مُرسونة 漢字-…", max_size=120)
KINDS = ("items", "statements", "people", "links", "claims", "origins", "events", "media")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    where = tmp_path_factory.mktemp("window")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMANA_CONFIG", str(where / "demo" / "config"))
        assert cli.run(["demo", str(where / "demo"), "--no-open"]) in {0, 3}
        yield where / "demo" / "marsuna"


def is_balanced(line: str) -> bool:
    """Whether every isolate that a line opens is closed in it, and none that it did not open."""
    depth = 0
    for letter in line:
        depth += (letter in {FSI, LRI, RLI}) - (letter == PDI)
        if depth < 0:
            return False
    return depth == 0


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(min_value=8, max_value=40))
def test_lines_fit_and_keep_every_word(text: str, wide: int) -> None:
    plain = one_line(text)
    lines = list(wrap(directed(bold(plain)), wide))
    assert all(cells(line) <= wide for line in lines)
    assert all(is_balanced(line) for line in lines)
    assert all(line.count(PLAIN) == line.count(MARKS[0]) for line in lines)
    told = re.sub("[\u2066-\u2069\ue000-\ue002 ]", "", "".join(lines))
    assert told == plain.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(min_value=1, max_value=30))
def test_a_cell_has_its_width(text: str, wide: int) -> None:
    fitted = fill(isolated(one_line(text)), wide)
    assert cells(fitted) == wide
    assert is_balanced(fitted)
    assert cells(cut(one_line(text), wide)) <= wide


def test_an_arabic_line_that_begins_in_latin_letters_still_runs_from_the_right() -> None:
    first, second = wrap(directed("نشر لزقان هذه الكلمات Telegram يوم الأربعاء"), 24)
    assert first[0] == second[0] == RLI
    assert first[-1] == second[-1] == PDI


@pytest.mark.parametrize("wide", [60, 80, 120])
def test_everything_that_is_shown_fits(
    wide: int, demo: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(wide))
    for kind in KINDS:
        capfd.readouterr()
        assert cli.run(["list", str(demo), kind, "--json"]) == 0
        for line in capfd.readouterr().out.splitlines()[:12]:
            of = json.loads(line)["id"]
            assert cli.run(["show", str(demo), of]) == 0
            told = capfd.readouterr().out.splitlines()
            assert told[0].endswith(of)
            for one in told[1:]:
                assert cells(one) <= wide or one.split()[-1] in line  # an address is not broken
                assert is_balanced(one)
                assert "\x1b" not in one


def test_a_chain_is_drawn_from_who_said_it_to_who_told_it_again(
    demo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    cli.run(["list", str(demo), "links", "--json", "--only", "relation=fragment"])
    link = json.loads(capfd.readouterr().out.splitlines()[0])
    drawn = []
    for end in (link["a"], link["b"]):
        cli.run(["show", str(demo), end])
        told = capfd.readouterr().out
        chain = told.split("\nChain\n")[1].split("\n\n")[0]
        assert f"{end[:8]} ◀ this one" in chain
        assert "told again, a part of the words" in chain
        assert "why: " in chain
        assert "The chain " in chain
        assert "⟦" in told.split("\nIn the text\n")[1]
        drawn.append([line.replace(" ◀ this one", "") for line in chain.splitlines()])
    assert drawn[0] == drawn[1]  # one chain, from whichever end one looks


def test_a_circle_is_drawn_as_one_and_changes_are_told(
    demo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    cli.run(["list", str(demo), "origins", "--json", "--only", "state=circular"])
    circles = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    for origin in circles:
        cli.run(["show", str(demo), origin["retellings"][0]])
        told = capfd.readouterr().out
        assert "The chain goes in a circle" in told
        assert "↺ and from here it comes back to" in told
    cli.run(["list", str(demo), "links", "--json", "--only", "relation=edited",
             "--only", "kind=retells"])  # fmt: skip
    edited = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    for link in edited:
        cli.run(["show", str(demo), link["a"]])
        assert re.search("left out “|put in “", capfd.readouterr().out)
    assert circles or edited


def test_marks_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert window.is_styled()
    monkeypatch.setenv("TERM", "dumb")
    assert not window.is_styled()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not window.is_styled()


def test_no_source_can_mark_or_colour(capfd: pytest.CaptureFixture[str]) -> None:
    window.say(one_line("a\ue000b\x1b[31mc\u2067"))
    assert capfd.readouterr().out == "a\\ue000b\\x1b[31mc\\u2067\n"


def test_the_next_command_is_the_fitting_one(
    tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "amana demo" in "\n".join(where_to_begin(tmp_path))
    (tmp_path / "a.html").touch()
    assert "amana run ../" in "\n".join(where_to_begin(tmp_path))
    assert "This folder is a case." in where_to_begin(demo)
    told = "\n".join(where_to_begin(demo.parent))
    assert "amana list marsuna statements" in told
    assert "Here is a case: marsuna." in told
    monkeypatch.chdir(demo)
    assert cli.run([]) == 0
    assert "amana verify ." in capfd.readouterr().out


def test_where_one_stands_is_known(tmp_path: Path, demo: Path) -> None:
    def told(folder: Path) -> str:
        return "\n".join(where_to_begin(folder))

    assert "AMANA_CONFIG=config amana verify marsuna" in told(demo.parent)
    assert "AMANA_CONFIG=../config amana verify ." in told(demo)
    assert "This is a dossier" in told(demo.parent / "dossier")
    assert "report" not in told(demo.parent / "dossier")
    for number, name in enumerate(("new", "old")):
        log = tmp_path / name / "log"
        log.mkdir(parents=True)
        (log / "checkpoint").touch()
        os.utime(log / "checkpoint", (1000 - number, 1000 - number))
    assert "Here is a case: new, the newest; and 1 more." in told(tmp_path)
    checkout = Path(__file__).parent.parent
    assert "amana demo" in told(checkout)
    assert "report" not in told(checkout).replace("reports/", "")


def test_columns_without_room_are_said_to_be_there(
    demo: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for wide, more in ((50, True), (250, False)):
        monkeypatch.setenv("COLUMNS", str(wide))
        assert cli.run(["list", str(demo), "statements"]) == 0
        assert ("More columns in a wider window" in capfd.readouterr().err) == more


def test_marks_of_direction_are_for_terminals(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.say(isolated("مرسونا"))
    assert capfd.readouterr().out == "مرسونا\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    window.say(isolated("مرسونا"))
    assert capfd.readouterr().out == "\u2068مرسونا\u2069\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(["lsit"], "amana list"), (["serach"], "amana search"), (["list", "x", "peple"], "people")],
)
def test_a_slip_of_the_pen_is_answered(
    typed: list[str], meant: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(typed) == 14
    assert f"Did you mean {meant}?" in capfd.readouterr().err


def test_an_output_that_knows_no_arabic_ends_nothing(demo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "amana", "list", str(demo), "people"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "نورا".encode() not in done.stdout


def test_many_files_are_told_in_few_lines(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / "in").mkdir(exist_ok=True)
        content = f"Kept {number}." if number % 3 else f"\1\2\3\4\5\6{number:02}\1\2"
        (tmp_path / "in" / f"{number:02}.txt").write_text(content)
    environment = {**os.environ, "AMANA_CONFIG": str(tmp_path / "config")}

    def amana(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "amana", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    done = amana("run", "case", "in")
    assert done.returncode == 3
    first, *_, page = done.stdout.splitlines()
    assert first == "60 files kept: 60 texts."
    assert Path(page).name == "index.html"
    assert "20 times: This is no text" in done.stderr
    assert "00.txt, 03.txt, 06.txt and 17 more" in done.stderr
    assert "amana list case problems" in done.stderr
    assert len(done.stdout.splitlines()) + len(done.stderr.splitlines()) < 15
    again = amana("keep", "case", "in")
    assert "60 of them kept before" in again.stdout
    assert "… and 50 more" in again.stdout
    assert len(amana("keep", "case", "in", "--json").stdout.splitlines()) == 60
