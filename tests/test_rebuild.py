"""Everything derived can be deleted and comes out the same; what people decided stays."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from amana.canon import to_line
from amana.case.folder import Case
from amana.case.index import LISTS
from amana.case.reviews import decided_links, lay_over, orphans
from amana.errors import NotUnderstood
from amana.flow import line
from amana.flow.deciding import decide
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import open_case, reach_stage, show
from amana.flow.telling import dossier_of
from amana.model import Decision, Link, Reading, Statement, View
from amana.read.reading import read_view

NOW = datetime(2032, 2, 13, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(config=tmp_path / "config", now=lambda: NOW)


@pytest.fixture
def case(tmp_path: Path, desk: Desk, examples: Path) -> Path:
    return make(desk, tmp_path / "case", examples)


def make(desk: Desk, folder: Path, examples: Path) -> Path:
    new_case(desk, folder, title="T", zone="Asia/Muscat").close()
    assert len(list(keep(desk, folder, sorted(examples.glob("0[1-4]-*[lt]"))))) == 4
    return folder


def lists(case: Case) -> dict[str, list[bytes]]:
    return {kind: [row.line for row in case.rows(kind)] for kind in LISTS}


def everything(desk: Desk, folder: Path) -> dict[str, list[bytes]]:
    with open_case(desk, folder) as case:
        return lists(case)


def statements(desk: Desk, folder: Path) -> list[Statement]:
    with open_case(desk, folder) as case:
        return list(case.statements())


def without(lines: Iterable[bytes], *names: str) -> list[dict[str, object]]:
    return [{k: v for k, v in json.loads(one).items() if k not in names} for one in lines]


def test_the_index_comes_out_the_same(desk: Desk, case: Path) -> None:
    first = everything(desk, case)
    assert first["statements"]
    (case / "index.sqlite").unlink()
    assert everything(desk, case) == first
    with reach_stage(desk, case, "weighed", afresh=True) as again:
        assert lists(again) == first
    for stage in ("read", "linked", "weighed"):
        reach_stage(desk, case, stage).close()
    assert everything(desk, case) == first


def test_two_fresh_cases_are_the_same_but_for_times(
    desk: Desk, case: Path, tmp_path: Path, examples: Path
) -> None:
    other = make(desk, tmp_path / "other", examples)
    one, two = everything(desk, case), everything(desk, other)
    for kind in LISTS:
        assert without(one[kind], "arrivals") == without(two[kind], "arrivals")


def test_several_processes_read_the_same(
    desk: Desk, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = everything(desk, case)
    monkeypatch.setattr(line, "ENOUGH_FOR_MANY", 1)
    (case / "index.sqlite").unlink()
    assert everything(replace(desk, processors=2), case) == first


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_broken_index_is_made_again(desk: Desk, case: Path, content: bytes) -> None:
    first = everything(desk, case)
    (case / "index.sqlite").write_bytes(content)
    assert everything(desk, case) == first


def test_an_index_of_another_program_is_made_again(desk: Desk, case: Path) -> None:
    first = everything(desk, case)
    with sqlite3.connect(case / "index.sqlite") as base:
        base.execute("UPDATE meta SET value = 'older' WHERE key = 'program'")
        base.execute("DELETE FROM statements")
        base.execute("UPDATE readings SET json = 'x'")
    base.close()
    assert everything(desk, case) == first


def test_what_was_read_is_not_read_again(
    desk: Desk, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = everything(desk, case)
    read = []

    def noted(view: View, **rest: Any) -> Reading:
        read.append(view.file)
        return read_view(view, **rest)

    monkeypatch.setattr(line, "read_view", noted)
    path = case.parent / "new.txt"
    path.write_text("“We are still here,” said Mariam Hosh on Tuesday.\n")
    list(keep(desk, case, [path]))
    second = everything(desk, case)
    assert len(second["items"]) == len(first["items"]) + 1
    assert set(read) == {path.as_posix()}


def test_an_accepted_statement_stays_as_it_was_decided(desk: Desk, case: Path) -> None:
    before = statements(desk, case)
    chosen = before[3]
    decision = decide(desk, case, chosen.id, "accept", by="Rana", reason="heard it")
    after = statements(desk, case)
    assert after[3] == replace(chosen, review="accepted")
    assert [one.id for one in after] == [one.id for one in before]
    with reach_stage(desk, case, "weighed", afresh=True) as again:
        assert list(again.statements()) == after
        shown = show(again, chosen.id[:10])
        assert shown.decisions == (decision,)


def test_a_rejected_statement_is_listed_but_counts_no_more(desk: Desk, case: Path) -> None:
    before = everything(desk, case)
    linked = json.loads(before["links"][0])
    ids = {json.loads(one)["id"] for one in before["statements"]}
    chosen = next(
        end
        for one in map(json.loads, before["links"])
        for end in (one["a"], one["b"])
        if end in ids
    )
    decide(desk, case, chosen, "reject", by="Rana")
    after = everything(desk, case)
    (rejected,) = [one for one in map(json.loads, after["statements"]) if one["id"] == chosen]
    assert rejected["review"] == "rejected"
    assert len(after["statements"]) == len(before["statements"])
    assert not [one for one in after["claims"] if chosen in json.loads(one)["statements"]]
    assert linked
    decide(desk, case, chosen, "accept", by="Sami")  # a later word replaces it
    assert {json.loads(one)["review"] for one in everything(desk, case)["statements"]} == {
        "proposed",
        "accepted",
    }


def test_a_rejected_link_stays_rejected(desk: Desk, case: Path) -> None:
    with open_case(desk, case) as opened:
        chosen = next(opened.links())
    decide(desk, case, chosen.id, "reject", by="Rana", reason="other words")
    with reach_stage(desk, case, "weighed", afresh=True) as again:
        (found,) = [one for one in again.links() if one.id == chosen.id]
    assert found.review == "rejected"


def test_a_decision_needs_a_thing_a_word_and_a_name(desk: Desk, case: Path) -> None:
    chosen = statements(desk, case)[0]
    with open_case(desk, case) as opened:
        claims = {claim.id for claim in opened.claims()}
        person = next(opened.people()).id
        origin = next(opened.origins()).id
    for of, word, name in (
        (chosen.id, "maybe", "Rana"),
        (chosen.id, "accept", " "),
        ("0" * 32, "accept", "Rana"),
        (person, "maybe", "Rana"),
        (origin, "accept", "Rana"),
    ):
        with pytest.raises(NotUnderstood):
            decide(desk, case, of, word, by=name)
    if claims:  # a claim is named for one of its statements: deciding on it decides on that one
        decision = decide(desk, case, min(claims), "accept", by="Rana")
        assert isinstance(decision.value, Statement)


def test_a_decision_on_a_replaced_view_is_orphaned(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new_case(desk, Path("case")).close()
    words = '"We closed the café at noon," said Mariam al-Hosh, a nurse.\n'
    Path("a.txt").write_bytes(words.encode("windows-1252"))
    list(keep(desk, Path("case"), [Path("a.txt")], encoding="iso8859-1"))
    chosen = statements(desk, Path("case"))[0]
    decide(desk, Path("case"), chosen.id, "accept", by="Rana")
    list(keep(desk, Path("case"), [Path("a.txt")], encoding="windows-1252"))
    listed = statements(desk, Path("case"))
    assert {one.review for one in listed if one.id == chosen.id} == {"orphaned"}
    assert [one.words for one in listed if one.review == "proposed"]
    with open_case(desk, Path("case")) as opened:
        hits = {hit.id: hit for hit in opened.search("café")}
        assert hits[chosen.id].spans == ()
        assert chosen.id not in {one for claim in opened.claims() for one in claim.statements}
        assert chosen.id not in {one.id for one in dossier_of(opened).statements}


def test_an_accepted_link_is_listed_even_if_no_longer_found(desk: Desk, case: Path) -> None:
    with open_case(desk, case) as opened:
        found = next(opened.links())
    accepted = replace(found, review="accepted")
    decision = Decision(
        act=9, on=found.id, what="link", review="accepted", value=accepted, reason=None,
        by="Rana", at=NOW,
    )  # fmt: skip
    ends = {found.a, found.b}
    assert decided_links([], [decision], ends) == (accepted,)
    assert decided_links([found], [decision], ends) == (accepted,)
    assert decided_links([], [decision], {found.a})[0].review == "orphaned"
    rejected = replace(decision, value=replace(found, review="rejected"))
    assert decided_links([], [rejected], ends) == ()


def test_a_case_that_cannot_be_written_is_looked_at_all_the_same(
    desk: Desk, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = everything(desk, case)
    (case / "index.sqlite").unlink()
    told: list[str] = []
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_case(replace(desk, notice=told.append), case) as opened:
        elsewhere = opened.index_path
        assert lists(opened) == first
    assert not elsewhere.parent.exists()
    assert not (case / "index.sqlite").exists()
    assert "elsewhere" in told[0]


def test_changed_settings_are_used_once_sealed(desk: Desk, case: Path) -> None:
    first = everything(desk, case)
    told: list[str] = []
    desk = replace(desk, notice=told.append)
    text = (case / "case.toml").read_text()
    (case / "case.toml").write_text(text.replace("Asia/Muscat", "America/Lima"))
    assert everything(desk, case) == first
    reach_stage(desk, case, "weighed", afresh=True).close()
    assert everything(desk, case) == first
    assert all("by hand" in one for one in told)
    reach_stage(desk, case, "read").close()
    assert "sealed now" in told[-1]
    assert everything(desk, case)["statements"] != first["statements"]
    (case / "gazetteer.csv").write_text("place\nHarun\n")
    with pytest.raises(NotUnderstood):
        reach_stage(desk, case, "read")
    here = "name,names,lat,lon\nMarsuna,مرسونة,21.5,58.5\n"
    (case / "gazetteer.csv").write_text(here)
    with reach_stage(desk, case, "weighed") as opened:
        assert {place.source for item in opened.items() for place in item.places} >= {"case"}


def test_the_sides_that_case_toml_names_are_sealed_and_used(desk: Desk, case: Path) -> None:
    with reach_stage(desk, case, "weighed") as opened:
        before = list(opened.people())
        acts = opened.custody.size
    voice = next(one.name for one in before if one.name)
    with (case / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[parties]\n"The Hill Side" = ["{voice}"]\n')
    with reach_stage(desk, case, "weighed") as opened:
        if opened.edits():  # looked at only: sealed by the next that writes
            assert list(opened.people()) == before
    reach_stage(desk, case, "read").close()
    with reach_stage(desk, case, "weighed") as opened:
        after = {one.name: one.party for one in opened.people()}
        assert opened.custody.size == acts + 1
    assert after[voice] == "The Hill Side"


def test_what_is_withdrawn_is_gone_from_every_list(desk: Desk, case: Path) -> None:
    with open_case(desk, case) as opened:
        item = next(opened.items())
        chosen = next(opened.statements())
    decide(desk, case, chosen.id, "accept", by="Rana")
    with Case.open(case, config=desk.config, now=desk.now, write=True) as opened:
        opened.custody.withdraw(item.original, reason="asked for", by="Rana")
    told = b"\n".join(one for lines in everything(desk, case).values() for one in lines)
    assert item.id.encode() not in told
    assert chosen.id.encode() not in told


def test_what_a_later_reader_finds_otherwise_is_a_problem_beside_the_decision(
    desk: Desk, case: Path
) -> None:
    with open_case(desk, case) as opened:
        reading = read_view(opened.history.views()[0], zone=opened.zone)
    chosen = replace(reading.statements[0], review="accepted")

    def decided(value: Statement | Link) -> dict[str, Decision]:
        return {
            value.id: Decision(
                act=9, on=value.id, what="statement", review=value.review, value=value,
                reason=None, by="Rana", at=NOW,
            )
        }  # fmt: skip

    same, problems = lay_over(reading, decided(chosen))
    assert same.statements[0] == chosen
    assert not problems
    other = replace(chosen, stance="denies" if chosen.stance != "denies" else "asks")
    laid, problems = lay_over(reading, decided(other))
    assert laid.statements[0] == other
    assert "otherwise" in problems[0].what
    assert "Rana" not in f"{problems}"  # problems stand in the dossier; names of people do not
    lost, problems = lay_over(replace(reading, statements=()), decided(chosen))
    assert lost.statements == (chosen,)
    assert "no longer" in problems[0].what
    assert [one.review for one in orphans(decided(chosen), set())] == ["orphaned"]
    assert to_line(chosen)
