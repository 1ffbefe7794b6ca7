"""What is kept is kept whole and once; what cannot be read is a listed problem, never a stop."""

import os
import sys
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amana.case.folder import Case
from amana.errors import Locked, NotUnderstood
from amana.flow import checking
from amana.flow.desk import Desk
from amana.flow.keeping import Kept, keep, new_case
from amana.flow.looking import reach_stage
from amana.flow.telling import tell
from amana.intake import formats
from amana.model import Problem

NOW = datetime(2031, 5, 7, 12, tzinfo=UTC)
ARABIC = "قالت الممرضة إن المستشفى بلا ماء منذ ثلاثة أيام."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(config=tmp_path / "config", now=lambda: NOW)


@pytest.fixture
def case(tmp_path: Path, desk: Desk) -> Path:
    new_case(desk, tmp_path / "case", zone="Asia/Beirut").close()
    return tmp_path / "case"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return Path("in")


def look(desk: Desk, case: Path) -> Case:
    return Case.open(case, config=desk.config, now=desk.now)


def kept(results: Iterable[Kept | Problem]) -> list[Kept]:
    return [one for one in results if isinstance(one, Kept)]


def verify(desk: Desk, case: Path) -> None:
    report = checking.verify(desk, case)
    assert not report.failed
    assert report.exit_code == 0


def test_one_arrival_is_one_act_however_often_it_is_kept(
    desk: Desk, case: Path, folder: Path
) -> None:
    (folder / "a.txt").write_text("One.\n")
    first = kept(keep(desk, case, [folder]))
    size = look(desk, case).custody.size
    again = kept(keep(desk, case, [folder]))
    assert (first[0].is_new, again[0].is_new) == (True, False)
    assert first[0].items == again[0].items
    assert look(desk, case).custody.size == size
    (folder / "b.txt").write_text("One.\n")
    kept(keep(desk, case, [folder], said={"outlet": "A"}))
    history = look(desk, case).history
    (original,) = history.originals.values()
    assert [(a.file, a.outlet) for a in original.arrivals] == [
        ("in/a.txt", None),
        ("in/a.txt", "A"),
        ("in/b.txt", "A"),
    ]
    assert len(original.views) == 1
    verify(desk, case)


def test_what_its_keeper_says_stands_in_the_view(desk: Desk, case: Path, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\n")
    (folder / "a.txt.amana.toml").write_text('outlet = "A"\npublished = "2031-05-06"\n')
    kept(keep(desk, case, [folder / "a.txt"], said={"outlet": "B"}))
    (view,) = look(desk, case).history.views()
    assert (view.text, view.outlet, view.published) == ("One.\r\n", "B", "2031-05-06")
    assert view.extractor == "text 1"


def test_a_date_is_its_keepers_or_the_files_own(desk: Desk, case: Path, folder: Path) -> None:
    told = "<p>The council of the besieged city said on Tuesday that the buses would be back.</p>"
    meta = '<meta charset="utf-8"><meta property="article:published_time" content="{}">'
    for name in ("a.html", "b.html"):
        page = f"<html><head>{meta.format('2031-05-06T07:12:44+03:00')}</head><body>{told}</body>"
        (folder / name).write_text(page + f"<!-- {name} -->")
    (folder / "b.html.amana.toml").write_text('published = "2031-05-06"\n')
    kept(keep(desk, case, [folder]))
    with reach_stage(desk, case, "weighed") as opened:
        own, given = (item.published for item in opened.items())
        reports = (tell(opened, Path("out")).parent / "reports.html").read_text()
    assert own is not None
    assert given is not None
    assert (own.rule, own.as_written) == ("date.container", "2031-05-06T07:12:44+03:00")
    assert (given.rule, given.as_written) == ("date.given", "2031-05-06")
    assert "07:12" in reports
    assert "as the saved page or file itself says" in reports
    assert "given by whoever kept the report" in reports


def test_the_same_bytes_by_another_path_are_told_as_known(
    desk: Desk, case: Path, folder: Path
) -> None:
    (folder / "a.txt").write_text("One.")
    (folder / "b.docx").write_bytes(b"PK\\x03\\x04" + bytes(range(256)))
    first = list(keep(desk, case, [folder]))
    (problem,) = [one for one in first if isinstance(one, Problem)]
    assert problem.what == "This is a Word document: it is not read."
    again = kept(keep(desk, case, [folder.resolve()]))
    assert [one.is_new for one in again] == [False, False]
    assert look(desk, case).history.problems() == [problem]
    verify(desk, case)


def test_what_a_system_writes_into_a_folder_is_nothing_to_keep(
    desk: Desk, case: Path, folder: Path
) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._a.txt"):
        (folder / name).write_bytes(b"\\0\\1\\2")
    with pytest.raises(NotUnderstood, match="There is nothing in in to keep"):
        list(keep(desk, case, [folder]))
    (folder / "a.txt").write_text("One.")
    assert [one.file for one in kept(keep(desk, case, [folder]))] == ["in/a.txt"]


def test_bad_input_is_listed_and_the_rest_is_kept(desk: Desk, case: Path, folder: Path) -> None:
    (folder / "1 good.txt").write_text(ARABIC)
    (folder / "2 empty.txt").touch()
    (folder / "3 binary.txt").write_bytes(os.urandom(5000) + b"\0")
    (folder / "4 latin.txt").write_bytes("Un café près du marché, fermé.".encode("latin-1"))
    (folder / "5 arabic.txt").write_bytes(ARABIC.encode("windows-1256"))
    (folder / "6 loop").symlink_to(folder.resolve())
    (folder / "7 gone.txt").symlink_to("nowhere")
    (folder / "8 line\nجديد.txt").write_text("Kept.")
    results = list(keep(desk, case, [folder]))
    problems = [one for one in results if isinstance(one, Problem)]
    assert [p.where for p in problems] == [
        f"in/{name}"
        for name in (
            "2 empty.txt",
            "3 binary.txt",
            "4 latin.txt",
            "5 arabic.txt",
            "6 loop",
            "7 gone.txt",
        )
    ]
    assert "--encoding windows-1252" in problems[2].do
    assert "--encoding windows-1256" in problems[3].do
    assert len(kept(results)) == 6  # bytes that cannot be read are kept all the same
    case_now = look(desk, case)
    assert [view.file for view in case_now.history.views()] == [
        "in/1 good.txt",
        "in/8 line\nجديد.txt",
    ]
    assert case_now.history.problems() == problems
    assert len(list(keep(desk, case, [folder]))) == len(results)
    assert look(desk, case).custody.size == case_now.custody.size  # nothing is said twice
    verify(desk, case)


def test_naming_the_encoding_settles_the_problem(desk: Desk, case: Path, folder: Path) -> None:
    (folder / "a.txt").write_bytes(ARABIC.encode("windows-1256"))
    list(keep(desk, case, [folder]))
    assert len(look(desk, case).history.problems()) == 1
    list(keep(desk, case, [folder], encoding="windows-1256"))
    history = look(desk, case).history
    assert not history.problems()
    (view,) = history.views()
    assert (view.text, view.extractor) == (ARABIC, "text/windows-1256 1")
    verify(desk, case)


def test_a_file_that_cannot_be_opened_is_a_problem(
    desk: Desk, case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(name)
    whole = Path.open

    def refuse(path: Path, *rest: object, **more: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return whole(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    results = list(keep(desk, case, [folder]))
    monkeypatch.undo()
    assert isinstance(results[0], Problem)
    assert "Permission denied" in results[0].what
    assert [one.file.rpartition("/")[2] for one in kept(results)] == ["b.txt"]


def test_a_date_belongs_to_one_file(desk: Desk, case: Path, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(name)
    for said in ({"published": "2031-05-06"}, {"url": "https://example.org"}, {"published": "May"}):
        with pytest.raises(NotUnderstood):
            list(keep(desk, case, [folder], said=said))
    with pytest.raises(NotUnderstood):
        list(keep(desk, case, [folder, folder / "missing.txt"]))
    assert not look(desk, case).history.originals


def test_a_hand_edit_is_sealed_by_the_next_act(desk: Desk, case: Path, folder: Path) -> None:
    (folder / "a.txt").write_text("One.")
    told: list[str] = []
    desk = Desk(config=desk.config, now=desk.now, notice=told.append)
    text = (case / "case.toml").read_text().replace("Asia/Beirut", "Asia/Amman")
    (case / "case.toml").write_text(text)
    assert checking.verify(desk, case).exit_code == 12
    assert look(desk, case).settings.zone == "Asia/Beirut"
    list(keep(desk, case, [folder]))
    assert look(desk, case).settings.zone == "Asia/Amman"
    assert "case.toml" in told[0]
    (case / "case.toml").write_text('zone = "Asia/Beiruth"')
    with pytest.raises(NotUnderstood) as error:
        list(keep(desk, case, [folder]))
    assert "Asia/Beirut" in error.value.do
    (case / "case.toml").unlink()
    list(keep(desk, case, [folder]))
    assert (case / "case.toml").read_text() == text
    verify(desk, case)


def test_two_writers_are_one_too_many(desk: Desk, case: Path, folder: Path) -> None:
    (folder / "a.txt").write_text("One.")
    with (
        Case.open(case, config=desk.config, now=desk.now, write=True),
        pytest.raises(Locked),
    ):
        list(keep(desk, case, [folder]))
    assert look(desk, case).history.originals == {}


def test_a_text_that_is_too_large_is_kept_but_not_read(
    desk: Desk, case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST_BYTES", 1000)
    (folder / "a.txt").write_text("word " * 300)
    (one, problem) = keep(desk, case, [folder])
    assert isinstance(problem, Problem)
    assert "too large" in problem.what
    assert isinstance(one, Kept)
    assert look(desk, case).custody.original(one.original).stat().st_size == 1500


@pytest.mark.long
def test_memory_stays_flat_for_a_file_of_200_megabytes(
    desk: Desk, case: Path, folder: Path
) -> None:
    with (folder / "big.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"line of a text\n" * 69905)
    tracemalloc.start()
    results = list(keep(desk, case, [folder]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(results[1], Problem)
    assert peak < 40 * 1024 * 1024
    verify(desk, case)


def test_two_fresh_cases_differ_only_in_secrets_and_times(
    desk: Desk, tmp_path: Path, folder: Path
) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Text {number}. {ARABIC}")
    (folder / "empty.txt").touch()
    seen = []
    for name in ("one", "two"):
        new_case(desk, tmp_path / name, title="T").close()
        results = list(keep(desk, tmp_path / name, [folder]))
        history = look(desk, tmp_path / name).history
        seen.append((results, history.views(), list(history.originals.items()), history.settings))
    assert seen[0] == seen[1]
    verify(desk, tmp_path / "one")


def test_keeping_imports_nothing_that_reads() -> None:
    # what keeps must start at once, and must not depend on what reads
    import subprocess  # noqa: PLC0415

    code = "import sys, amana.cli.keep; print([m for m in sys.modules if 'amana.link' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
