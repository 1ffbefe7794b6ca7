"""The example case: everything that was planted in it is found, and nothing beside it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from amana.flow import demo as demo_
from amana.flow.desk import Desk
from amana.flow.looking import reach_stage
from amana.flow.telling import dossier_of
from amana.lang.letters import fold
from amana.model import Claim, Dossier, Item, Person, Statement

NOW = datetime(2032, 2, 14, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """The demo as made, with what it holds."""

    shown: demo_.Shown
    dossier: Dossier
    sheet: dict[str, Any]

    @property
    def planted(self) -> dict[str, Any]:
        found: dict[str, Any] = self.sheet["planted"]
        return found

    def name_of(self, item: Item) -> str:
        """How the sheet calls an item: the path below the reports, and what is inside."""
        return item.file.partition("/reports/")[2] + item.inside

    def items(self) -> dict[str, Item]:
        return {self.name_of(item): item for item in self.dossier.items}

    def statement(self, place: dict[str, Any]) -> Statement:
        """The statement that begins with words of the sheet, or else the outermost with them."""
        item = self.items()[place.get("in") or place["file"]]
        at = item.text.index(place["words"])
        inside = [
            one
            for one in self.dossier.statements
            if one.item == item.id and any(s <= at < e for s, e in one.spans)
        ]
        assert inside, place
        begins = [one for one in inside if any(abs(s - at) <= 1 for s, _ in one.spans)]
        return max(begins or inside, key=lambda one: sum(e - s for s, e in one.spans))

    def claim(self, statement: Statement) -> Claim:
        return next(one for one in self.dossier.claims if statement.id in one.statements)

    def person(self, name: str) -> Person:
        return next(p for p in self.dossier.people if name in {n.value for n in p.names})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "demo"
    desk = Desk(config=folder / "unused", now=lambda: NOW)
    shown = demo_.demo(desk, folder)
    at_work = Desk(config=shown.keys, now=lambda: NOW)
    with reach_stage(at_work, shown.case, "weighed") as case:
        dossier = dossier_of(case)
    sheet = json.loads((demo_.examples() / "answers.json").read_text("utf-8"))
    return Made(shown, dossier, sheet)


def both_ways(pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs}


def test_everything_came_in_without_a_problem(made: Made) -> None:
    assert made.shown.problems == ()
    kinds = [item.kind for item in made.dossier.items]
    assert kinds.count("article") + kinds.count("document") == 8
    pictures = [one for one in made.dossier.media if one.item is not None]
    assert len(pictures) == made.planted["pictures"]["files"] == len(made.dossier.media)
    assert made.items().keys() >= made.sheet["documents"].keys()


def test_every_statement_of_the_sheet_is_read(made: Made) -> None:
    for name, known in made.sheet["documents"].items():
        item = made.items()[name]
        read = [one for one in made.dossier.statements if one.item == item.id]
        assert len(read) == len(known["statements"]), name
        for one in known["statements"]:
            said = made.statement({"in": name, "words": one["words"][0]})
            right = [fold(name) for name in (one["speaker"], one["also"]) if name]
            speaker = said.speaker
            voice = "" if speaker is None else fold(speaker.name or speaker.as_written)
            assert not right or any(voice in one or one in voice for one in right), one
        for words in known["not_statements"]:
            at = item.text.index(words)
            assert not any(s <= at < e for said in read for s, e in said.spans), words


def test_the_contradictions_are_these(made: Made) -> None:
    sides = [
        (
            planted["facet"],
            {made.claim(made.statement(one)).id for one in planted["one_side"]},
            {made.claim(made.statement(one)).id for one in planted["other_side"]},
        )
        for planted in made.planted["contradictions"]
    ]
    found = {
        (other.facet, frozenset((claim.id, other.claim)))
        for claim in made.dossier.claims
        for other in claim.contradictions
    }
    for facet, one_side, other_side in sides:
        pairs = {(facet, frozenset((a, b))) for a in one_side for b in other_side}
        assert found & pairs, facet
        found -= pairs
    assert not found


def test_the_circle_is_found_and_is_the_only_one(made: Made) -> None:
    circles = [one for one in made.dossier.origins if one.state == "circular"]
    wanted = [
        {made.statement(one).id for one in planted["circle"]}
        for planted in made.planted["circular"]
    ]
    assert [set(one.retellings) for one in circles] == wanted
    claim = next(c for c in made.dossier.claims if c.id == circles[0].claim)
    assert (claim.origins_low, claim.origins_high) == (0, 0)


def test_the_figure_grows_in_these_steps(made: Made) -> None:
    found = [
        [(step.statement, *bounds(step.amount.low, step.amount.high)) for step in growth.steps]
        for growth in made.dossier.growths
    ]
    wanted = [
        [(made.statement(one).id, one["low"], one["high"]) for one in planted["steps"]]
        for planted in made.planted["growths"]
    ]
    assert found == wanted


def bounds(low: object, high: object) -> tuple[str | None, str | None]:
    return (None if low is None else str(low), None if high is None else str(high))


def test_what_two_saw_has_two_origins(made: Made) -> None:
    wanted = {}
    for planted in made.planted["corroborated"]:
        witnesses = [made.statement(one) for one in planted["witnesses"]]
        claim = {made.claim(one).id for one in witnesses}
        assert len(claim) == 1
        wanted[claim.pop()] = {one.speaker.person for one in witnesses if one.speaker}
    sure = [one for one in made.dossier.claims if one.status == "corroborated"]
    assert {one.id for one in sure} == wanted.keys()
    for claim_ in sure:
        roots = [o for o in made.dossier.origins if o.claim == claim_.id and o.state == "rooted"]
        assert {one.root.person for one in roots} == wanted[claim_.id]


def test_pictures_are_dated_joined_and_captioned(made: Made) -> None:
    planted = made.planted["pictures"]
    name_of = {item.id: made.name_of(item) for item in made.dossier.items}
    media = {name_of[one.item]: one for one in made.dossier.media if one.item}
    older = {name: one.earliest_known for name, one in media.items() if one.older_than_event}
    assert older.keys() == {one["file"] for one in planted["older"]}
    for one in planted["older"]:
        when = older[one["file"]]
        assert when is not None
        assert when.value.startswith(one["taken"])
    copies = {
        (frozenset((name, name_of[copy.item])), copy.transform)
        for name, one in media.items()
        for copy in one.copies
    }
    assert copies == {(frozenset((o["of"], o["copy"])), o["transform"]) for o in planted["copies"]}
    texts = {item.id: item for item in made.dossier.items}
    for name, caption in planted["captions"].items():
        shown = [texts[d.item] for d in media[name].described]
        assert [one.text.split("\n\n")[0] for one in shown] == [caption]  # then its alt text
        assert unquote(shown[0].title or "").removeprefix("./") == name


def test_fragments_hang_on_their_wholes(made: Made) -> None:
    retold = both_ways((one.a, one.b) for one in made.dossier.links if one.kind == "retells")
    for one in made.planted["fragments"]:
        pair = (made.statement(one["fragment"]).id, made.statement(one["whole"]).id)
        assert frozenset(pair) in retold, one
    for one in made.planted["retold_whole"]:
        pair = (made.statement(one["a"]).id, made.statement(one["b"]).id)
        assert frozenset(pair) in retold, one


def test_people_are_joined_in_both_scripts_and_no_others(made: Made) -> None:
    item_of = {one.id: one.item for one in made.dossier.statements}
    files = {item.id: made.name_of(item).partition("/")[0] for item in made.dossier.items}
    for name, known in made.planted["people"].items():
        person = made.person(name)
        assert {n.value for n in person.names} == set(known["names"])
        assert set(person.handles) == set(known["handles"])
        spoke = {files[item_of[one]] for one in person.statements}
        assert spoke <= set(known["in"])
    planted = [set(known["names"]) for known in made.planted["people"].values()]
    for person in made.dossier.people:
        names = {n.value for n in person.names}
        assert len(names) == 1 or names in planted, names


def test_languages_meet_where_facts_do(made: Made) -> None:
    linked = both_ways((one.a, one.b) for one in made.dossier.links if one.kind == "translates")
    wanted = both_ways(
        (made.statement(one["a"]).id, made.statement(one["b"]).id)
        for one in made.planted["across_languages"]
        if one["by_machine"]
    )
    assert linked == wanted


def test_the_child_and_whoever_is_at_risk_are_hidden_everywhere(made: Made) -> None:
    child, at_risk = made.planted["child"], made.planted["at_risk"]
    assert made.person(child["name"]).minor
    assert made.person(at_risk["name"]).at_risk
    secrets = [*child["names"], child["handle"], *at_risk["names"]]
    secrets += [name.split()[0] for name in secrets]  # given names; a father may be named
    for page in pages(made.shown.page.parent):
        text = fold(page.read_text("utf-8"))
        for secret in secrets:
            assert fold(secret) not in text, (page.name, secret)


def pages(folder: Path) -> Iterator[Path]:
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".json", ".csv"})
    assert found
    yield from found


def test_the_closing_lines_are_few_and_counted(made: Made) -> None:
    lines = made.shown.found
    assert 1 <= len(lines) <= 8
    told = " ".join(lines)
    for words in ("8 reports", "7 pictures", "twelve dead", "More than 60 people", "2027-05-03"):
        assert words in told
    assert "1 child, 1 person at risk" in told
    secrets = [*made.planted["child"]["names"], *made.planted["at_risk"]["names"]]
    assert not any(secret in told for secret in secrets)


def test_what_lies_beside_the_reports_is_not_kept(made: Made) -> None:
    names = {Path(item.file).name for item in made.dossier.items}
    assert not names & {"answers.json", "gazetteer.csv", "README.md", "draw.py"}
