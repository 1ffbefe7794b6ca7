"""The program in the terminal: data on one stream, all else on the other, a code at the end."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from amana import model
from amana.case.index import LISTS, Row
from amana.cli import commands as cli
from amana.cli.output import isolated, safe
from amana.cli.tables import TABLES, print_rows
from amana.cli.window import cells

OF_LIST = {
    "items": model.Item,
    "statements": model.Statement,
    "people": model.Person,
    "links": model.Link,
    "claims": model.Claim,
    "origins": model.Origin,
    "events": model.Event,
    "media": model.Media,
    "problems": model.Problem,
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The example case, made once by the demo; tests that write copy it."""
    where = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMANA_CONFIG", str(where / "demo" / "config"))
        assert cli.run(["demo", str(where / "demo"), "--no-open"]) == 0
        yield where / "demo" / "marsuna"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AMANA_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def listed(case: Path, kind: str, capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capfd.readouterr()
    assert cli.run(["list", str(case), kind, "--json"]) == 0
    return lines(capfd)


def test_amana_alone_says_where_to_begin(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 0
    assert "amana demo" in capfd.readouterr().out


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_help_ends_in_an_example(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([name, "--help"]) == 0
    told = capfd.readouterr().out
    assert told.rstrip().splitlines()[-1].strip().startswith(f"amana {name}")
    assert "--json" in told
    assert "--trace" in told


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, amana, amana.cli; amana.cli.commands.run(['--help']);"
        "print([m for m in ('cryptography', 'msgspec', 'rich', 'sqlite3', 'rapidfuzz')"
        " if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list", "nowhere", "items"], 10),
        (["keep", "nowhere", "."], 10),
        (["verify", "nowhere"], 10),
        (["list", "nowhere", "things"], 14),
        (["nonsense"], 14),
        (["keep"], 14),
        (["new", "case", "--zone", "Asia/Beiruth"], 14),
        (["decide", "nowhere", "3fa94c", "maybe", "--by", "Rana"], 14),
        (["decide", "nowhere", "3fa94c", "accept"], 14),
    ],
)
def test_an_error_is_two_lines_and_a_code(
    arguments: list[str], code: int, out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (out / "a.txt").write_text("Kept.")
    assert cli.run(arguments) == code
    told = capfd.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 2


def test_a_fault_of_ours_is_said_to_be_one(
    out: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("amana.flow.checking.verify", fail)
    assert cli.run(["verify", str(out)]) == 1
    told = capfd.readouterr().err
    assert "fault of amana" in told
    assert "--trace" in told
    with pytest.raises(ZeroDivisionError):
        cli.run(["verify", str(out), "--trace"])


def test_ctrl_c_is_no_fault(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("amana.flow.checking.verify", interrupt)
    assert cli.run(["verify", str(out)]) == 130


def test_a_closed_pipe_is_no_fault(demo: Path) -> None:
    listing = subprocess.Popen(
        [sys.executable, "-m", "amana", "list", str(demo), "items", "--json"],
        env=os.environ.copy(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.close()
    told = listing.stderr.read()
    listing.stderr.close()
    assert listing.wait() in {0, 141}
    assert told == b""


def test_problems_are_listed_and_the_code_says_so(
    out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (out / "in").mkdir()
    (out / "in" / "good.txt").write_text("Kept.")
    (out / "in" / "bad\n\x1b[31m.txt").touch()
    assert cli.run(["new", "case"]) == 0
    capfd.readouterr()
    assert cli.run(["keep", "case", "in", "--json"]) == 3
    told = capfd.readouterr()
    assert [json.loads(line)["file"] for line in told.out.splitlines()] == [
        "in/bad\n\x1b[31m.txt",
        "in/good.txt",
    ]
    first, second = told.err.splitlines()
    assert first == r"in/bad\n\x1b[31m.txt: The file is empty."
    assert second.startswith("  Ask")


@pytest.mark.parametrize("kind", LISTS)
def test_every_key_is_always_there(
    kind: str, demo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wanted = [field.name.removesuffix("_") for field in fields(OF_LIST[kind])]
    found = listed(demo, kind, capfd)
    assert all(list(one) == wanted for one in found)
    if kind not in {"problems", "media", "events"}:
        assert found


def test_words_are_the_words_of_the_text(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    texts = {one["id"]: str(one["text"]) for one in listed(demo, "items", capfd)}
    statements = listed(demo, "statements", capfd)
    assert len(statements) > 20
    for one in statements:
        text = texts[one["item"]]
        assert one["words"] == [text[start:end] for start, end in one["spans"]]


def test_lists_are_in_order_of_arrival(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    order = {one["id"]: number for number, one in enumerate(listed(demo, "items", capfd))}
    places = [
        (order[one["item"]], one["spans"][0], one["id"])
        for one in listed(demo, "statements", capfd)
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", LISTS)
def test_tables_fit_and_tell(
    kind: str,
    demo: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert kind in TABLES
    for wide in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(wide))
        count = len(listed(demo, kind, capfd))
        assert cli.run(["list", str(demo), kind]) == 0
        told = capfd.readouterr()
        assert told.err.splitlines()[-1].startswith(f"{count} listed.")
        assert ("amana show" in told.err) == (count > 0 and kind != "problems")
        rows = told.out.splitlines()
        assert all(cells(line) <= wide for line in rows)
        if kind != "problems" and count:
            assert len(rows) == count + 1  # one line for each, under the headings
            assert rows[0].startswith("id")


def test_only_chooses_by_column(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    statements = listed(demo, "statements", capfd)
    cli.run(["list", str(demo), "statements", "--json", "--only", "stance=denies"])
    chosen = lines(capfd)
    assert chosen == [one for one in statements if one["stance"] == "denies"]
    cli.run(
        ["list", str(demo), "people", "--json", "--only", "minor=null", "--only", "at_risk=false"]
    )
    chosen = lines(capfd)
    assert chosen
    assert all(one["minor"] is None and not one["at_risk"] for one in chosen)
    for given in ("said_earliest=2032-02-10", f"item={statements[0]['item'][:8]}"):
        name, begins = given.split("=")
        cli.run(["list", str(demo), "statements", "--json", "--only", given])
        chosen = lines(capfd)
        assert chosen
        assert len(chosen) < len(statements)
        said, _, end = name.partition("_")
        values = [one[said][end] if end else one[said] for one in chosen]
        assert all(value.startswith(begins) for value in values)
    cli.run(["list", str(demo), "statements", "--json", "--only", "said_earliest=null"])
    assert all(not one["said"] or not one["said"]["earliest"] for one in lines(capfd))
    assert cli.run(["list", str(demo), "statements", "--only", "colour=red"]) == 14
    assert cli.run(["list", str(demo), "statements", "--only", "colour"]) == 14


def test_show_takes_the_beginning_of_an_id(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for kind in ("items", "statements", "people", "links", "claims", "origins"):
        first = listed(demo, kind, capfd)[0]
        assert cli.run(["show", str(demo), str(first["id"])[:12], "--json"]) == 0
        (shown,) = lines(capfd)
        assert first["id"] == shown["id"]
        assert {"list": kind, "thing": first} in shown["found"]
        assert cli.run(["show", str(demo), str(first["id"])]) == 0
        assert str(first["id"]) in capfd.readouterr().out
    for unknown in ("ffff", "xyz", "a", "not an id"):
        assert cli.run(["show", str(demo), unknown * 3]) == 14


def test_what_is_shown_reads_well(demo: Path, out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case = out / "case"
    shutil.copytree(demo, case)
    shutil.copytree(demo.parent / "config", out / "config")
    chosen = next(one for one in listed(case, "statements", capfd) if one["cue"])
    assert cli.run(["decide", str(case), chosen["id"], "accept", "--by", "Rana"]) == 0
    capfd.readouterr()
    assert cli.run(["show", str(case), chosen["id"]]) == 0
    told = capfd.readouterr().out
    own = re.split(r"(?m)^(?! )", told)[1]
    assert own.startswith(f"statement {chosen['id']}\n")
    assert re.search(rf"(?m)^  cue: +\u2068?{chosen['cue']['as_written']}\u2069?$", own)
    assert "accepted by Rana" in told.split("\nclaim ")[0]  # not under the claim of that id
    assert told.count("accepted by Rana") == 1
    person = listed(case, "people", capfd)[0]
    cli.run(["show", str(case), person["id"]])
    told = capfd.readouterr().out
    assert f"person {person['id']}\n" in told
    assert re.search(r"(?m)^  minor: +(yes|no|not decided)$", told)
    assert not re.search(r"as_written|True|False", told)


def test_the_demo_leaves_your_own_keys_alone(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["demo", "--no-open"]) == 0
    told = capfd.readouterr()
    assert "AMANA_CONFIG=demo/config" in told.err
    assert len(told.out.splitlines()) > 5
    assert not (out / "config").exists()
    assert list((out / "demo" / "config").rglob("log.pub"))
    places = listed(out / "demo" / "marsuna", "items", capfd)
    assert {"Marsuna", "Dyers’ quarter"} <= {
        place["name"] for one in places for place in one["places"]
    }
    assert b"open sea" in (out / "demo" / "marsuna" / "gazetteer.csv").read_bytes()


def test_tables_and_records_are_no_reports(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a.json", "b.csv", "c.toml"):
        (out / name).write_text('said = "We are here, she said."\n')
    (out / "d.md").write_text("“We are here,” said Mariam Hosh, a nurse.\n")
    names = ["a.json", "b.csv", "c.toml", "d.md"]
    assert cli.run(["run", "case", *names]) == 3
    told = capfd.readouterr().err
    assert told.count("a table or a record") == 3
    assert [one["file"] for one in listed(out / "case", "items", capfd)] == ["d.md"]


def test_search_shows_where(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["search", str(demo), "MARSUNA", "--json"]) == 0
    hits = lines(capfd)
    assert hits
    for hit in hits:
        for start, end in hit["highlights"]:
            assert str(hit["text"])[start:end].casefold() == "marsuna"
    assert cli.run(["search", str(demo), "مرسونا"]) == 0
    assert cli.run(["search", str(demo), "…"]) == 14


def test_the_log_shows_no_secret(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["log", str(demo), "--json"]) == 0
    acts = lines(capfd)
    assert acts[0]["verb"] == "opened"
    assert "id_key" not in json.dumps(acts)
    assert cli.run(["log", str(demo)]) == 0
    assert len(capfd.readouterr().out.splitlines()) == len(acts)


def test_the_demo_is_made_anew_only_where_it_was(
    out: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "mine").mkdir()
    (out / "mine" / "work.txt").touch()
    assert cli.run(["demo", "mine", "--no-open"]) == 13
    assert cli.run(["demo", "--no-open"]) == 0
    told = capfd.readouterr().out.splitlines()
    assert len(told) > 5
    assert Path(told[-1]).is_file()
    assert cli.run(["demo", "--no-open"]) == 0
    assert cli.run(["verify", "demo/marsuna"]) == 4  # whose key it is, only you can say
    monkeypatch.setenv("AMANA_CONFIG", "demo/config")
    assert cli.run(["verify", "demo/marsuna"]) == 0


def test_run_does_the_main_job(
    out: Path, examples: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [str(path) for path in sorted(examples.glob("0[1-4]-*[lt]"))]
    assert cli.run(["run", "case", *paths, "not-there.txt"]) == 14
    assert not (out / "case").exists()
    assert cli.run(["run", "case", *paths, "--zone", "Asia/Muscat"]) == 0
    assert Path(capfd.readouterr().out.splitlines()[-1]) == out / "case-dossier" / "index.html"
    assert cli.run(["run", "case", *paths]) == 0
    assert cli.run(["run", "case", *paths, "--zone", "Asia/Muscat"]) == 14
    (out / "empty.txt").touch()
    capfd.readouterr()
    assert cli.run(["run", "case", "empty.txt"]) == 3
    told = capfd.readouterr()
    assert told.err.count("empty.txt: The file is empty.") == 1
    assert told.out.splitlines()[-1].endswith("index.html")
    (out / "case-dossier" / ".amana-dossier").unlink()
    assert cli.run(["tell", "case"]) == 13
    assert cli.run(["tell", "case", "case/pages"]) == 13
    assert cli.run(["tell", "case", "elsewhere"]) == 3


def test_the_line_can_be_walked_step_by_step(
    out: Path, examples: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["new", "case", "--zone", "Asia/Muscat", "--json"]) == 0
    assert cli.run(["keep", "case", str(examples / "01-last-messages.txt")]) == 0
    assert cli.run(["keep", "case", str(examples / "01-last-messages.txt")]) == 0
    assert "was kept before" in capfd.readouterr().out
    assert cli.run(["read", "case"]) == 0
    assert "statements" in capfd.readouterr().out
    assert cli.run(["link", "case"]) == 0
    assert cli.run(["weigh", "case", "--json"]) == 0
    assert set(json.loads(capfd.readouterr().out.splitlines()[-1])) == {
        "claims",
        "origins",
        "events",
    }
    chosen = listed(out / "case", "statements", capfd)[0]["id"]
    assert cli.run(["decide", "case", chosen[:10], "accept", "--by", "Rana"]) == 0
    assert "accepted by Rana" in capfd.readouterr().out
    assert cli.run(["decide", "case", chosen[:10], "reject", "--by", "Rana", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["review"] == "rejected"
    assert cli.run(["rebuild", "case"]) == 0
    assert cli.run(["show", "case", chosen]) == 0
    assert "rejected by Rana" in capfd.readouterr().out
    assert cli.run(["search", "case", "flour"]) == 0
    assert cli.run(["tell", "case", "--json"]) == 0
    assert Path(json.loads(capfd.readouterr().out.splitlines()[-1])["page"]).is_file()
    assert cli.run(["verify", "case"]) == 0
    assert "Verified." in capfd.readouterr().out
    assert cli.run(["verify", "case", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["exit_code"] == 0
    (out / "case" / "stray.txt").touch()
    assert cli.run(["verify", "case"]) == 12
    assert cli.run(["verify", str(examples / "01-last-messages.txt")]) == 14


def test_the_doctor_knows_every_library(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["doctor", "--json"]) == 0
    found = {one["what"]: one for one in lines(capfd)}
    assert {"Python", "SQLite", "click", "tzdata", "tesseract", "Arabic fonts"} <= set(found)
    assert all(one["found"] for one in found.values() if one["needed"])
    assert all(one["get"] for one in found.values() if not one["found"])


def test_what_a_terminal_could_obey_is_spelled_out() -> None:
    assert safe("a\u202eb\x07\u2066") == r"a\u202eb\x07\u2066"
    assert isolated("abc") == "abc"
    assert isolated("مرسونا") == "\u2068مرسونا\u2069"


@pytest.mark.parametrize("wide", [40, 60, 110])
def test_every_kind_is_found_and_told_in_any_window(
    wide: int, demo: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(wide))
    found = set()
    for words in ("Noura", "MARSUNA", "مرسونا", "نورا"):
        assert cli.run(["search", str(demo), words, "--json", "--limit", "400"]) == 0
        found |= {hit["kind"] for hit in lines(capfd)}
        assert cli.run(["search", str(demo), words, "--limit", "400"]) == 0
        assert all(cells(line) <= wide for line in capfd.readouterr().out.splitlines())
    assert found == {"people", "statements", "items"}


#: a value that no list of the example has: all that may be unknown is unknown
BARE: dict[str, Any] = {
    "items": {"published": None, "outlet": None, "lang": None, "title": None, "text": ""},
    "statements": {"speaker": None, "said": None},
    "people": {"name": None, "minor": None, "roles": [], "statements": []},
    "links": {"relation": None, "reasons": []},
    "claims": {"decided": None, "statements": []},
    "origins": {"root": {"statement": None, "person": None, "medium": None}},
    "events": {"where": None, "time": None, "status_history": []},
    "media": {"item": None, "earliest_known": None, "older_than_event": None, "copies": []},
    "problems": {},
}


@pytest.mark.parametrize("kind", LISTS)
def test_what_is_not_known_leaves_its_cell_empty(
    kind: str, capfd: pytest.CaptureFixture[str], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    first = (listed(demo, kind, capfd) or [{}])[0]
    if not first:
        return
    row = Row(kind=kind, id="0", line=json.dumps(first | BARE[kind]).encode())
    assert print_rows(kind, [row]).number == 1
    assert "None" not in capfd.readouterr().out


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT])
def test_what_the_system_denies_is_no_fault_of_ours(
    number: int, out: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (out / "a.txt").write_text("Kept.")
    deny = OSError(number, os.strerror(number), str(out / "noright" / "log"))

    def fail(*_: object, **__: object) -> None:
        raise deny

    monkeypatch.setattr("amana.case.folder.Custody.create", fail)
    monkeypatch.setattr("amana.flow.keeping.Custody.create", fail)
    assert cli.run(["run", "noright", "a.txt"]) == 13
    first, second = capfd.readouterr().err.splitlines()
    assert first.startswith("amana may not ")
    assert "noright" in first
    assert second == "Choose a folder that is yours, or give yourself rights."
    deny = OSError(number, os.strerror(number), cli.__file__)  # our own file: a fault of ours
    assert cli.run(["run", "noright", "a.txt"]) == 1


def test_hints_name_the_program_as_it_was_called(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMANA_AS", "./run amana")
    for arguments in (["list", str(demo), "people"], ["lsit"], ["list"], [], ["show", "x", "y"],
                      ["list", str(demo), "things"], ["list", "--help"]):  # fmt: skip
        cli.run(arguments)
        told = capfd.readouterr()
        for line in (told.out + told.err).splitlines():
            assert not re.search(r"(?<!run )amana (list|show|decide|new|--help|COMMAND)", line)
    assert cli.run(["show", "nowhere", "3fa94c"]) == 10
    assert "./run amana new" in capfd.readouterr().err


def test_lists_are_chosen_from_by_the_headings_of_their_tables(
    demo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    people = listed(demo, "people", capfd)
    for only, wanted in (
        ("child=yes", {one["id"] for one in people if one["minor"]}),
        ("CHILD=no", None),
        ("hidden=at risk", {one["id"] for one in people if one["at_risk"] and not one["minor"]}),
        ("spoke=2", {one["id"] for one in people if len(one["statements"]) == 2}),
    ):
        code = cli.run(["list", str(demo), "people", "--json", "--only", only])
        if wanted is None:
            assert code == 14  # names of keys and headings are as they stand
            assert "hidden" in capfd.readouterr().err
            continue
        assert {one["id"] for one in lines(capfd)} == wanted != set()


def test_who_waits_for_a_decision_is_said_and_listed(
    out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (out / "a.txt").write_text(
        "“I drew the harbour before it burned,” said Lina Darwish, a girl of seven.\n\n"
        "“She draws every day,” said Rami Tamran.\n\n"
        "“We stay,” said Noura Hosh.\n"
    )
    assert cli.run(["run", "case", "a.txt"]) == 0
    told = capfd.readouterr().err
    assert "2 names are withheld until you decide: amana list case people" in told
    assert cli.run(["list", "case", "people", "--json", "--only", "hidden=until decided"]) == 0
    assert {one["name"] for one in lines(capfd)} == {"Rami Tamran", "Noura Hosh"}
    assert cli.run(["list", "case", "people"]) == 0
    assert capfd.readouterr().out.count("until decided") == 2
    reason = ["--by", "Rana", "--reason", "a grown man"]
    assert cli.run(["decide", "case", "Rami Tamran", "adult", *reason]) == 0
    assert cli.run(["tell", "case"]) == 0
    assert "1 name is withheld" in capfd.readouterr().err


def test_what_is_saved_with_a_page_is_counted_as_its_own(
    out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = "<html><body><article><p>“We stay,” said Noura Hosh, a nurse.</p></article></body>"
    (out / "in" / "Report_files").mkdir(parents=True)
    (out / "in" / "Report.html").write_text(page)
    for name in ("a.js", "b.css", "c.woff2"):
        (out / "in" / "Report_files" / name).write_text("x { }")
    assert cli.run(["new", "case"]) == 0
    capfd.readouterr()
    cli.run(["keep", "case", "in"])
    assert "4 files kept: 1 page with 3 files of theirs" in capfd.readouterr().out


def test_one_is_counted_as_one(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (out / "a.txt").write_text("“We stay,” said Noura Hosh, a nurse.")
    assert cli.run(["run", "case", "a.txt"]) == 0
    assert "1 item, 1 statement, 1 person, 0 links, 1 claim" in capfd.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="a script for POSIX shells")
def test_the_script_works_from_where_its_caller_stands(out: Path) -> None:
    house = out / "house"
    (house / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(Path(__file__).parent.parent / "run", house / "run")
    (house / "pyproject.toml").touch()
    (house / "constraints.txt").touch()
    python = house / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -VV ] && exit\necho "$(pwd -P)|$AMANA_AS|$*"\n')
    python.chmod(0o755)
    here = str(house.resolve())
    stamp = subprocess.run(
        ["/bin/sh", "-c", "cksum"], input=f"{here}\n", capture_output=True, text=True, check=True
    )
    (house / ".venv" / "stamp").write_text(stamp.stdout)

    def run(where: Path, script: str, *words: str) -> str:
        done = subprocess.run([script, *words], cwd=where, capture_output=True, text=True,
                              check=True)  # fmt: skip
        return done.stdout.strip()

    there = str(out.resolve())
    assert run(out, "house/run", "amana", "list", "my case") == (
        f"{there}|house/run amana|-P -m amana list my case"
    )
    assert run(house, "./run", "demo") == f"{here}|./run amana|-P -m amana demo"
    assert run(out, "house/run", "demo", "--no-open").endswith(f"demo --no-open {here}/demo")
    assert run(out, "house/run", "demo", "mine").endswith("amana demo mine")
