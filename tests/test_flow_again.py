"""After a decision words are not compared again unless it changes them; the outcome is the same."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from amana.flow.deciding import decide
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import reach_stage
from amana.link import linking

REPORTS = (
    "“The bakery has flour until Friday and the well is dry,” said Noura Kandar, a pharmacist.\n",
    "According to the Harbour Post, Noura Kandar said: “The bakery has flour until Friday.”\n",
    "Idris Tamran, a teacher, said: “The roof of the school lies in the yard beside the well.”\n",
)
LISTS = ("statements", "people", "links", "claims", "origins")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(config=tmp_path / "config", now=lambda: datetime(2032, 5, 7, tzinfo=UTC))


@pytest.fixture
def case(tmp_path: Path, desk: Desk) -> Path:
    for n, text in enumerate(REPORTS):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{n}.txt.amana.toml").write_text('published = "2032-05-05"\n')
    new_case(desk, tmp_path / "case", zone="Asia/Muscat").close()
    list(keep(desk, tmp_path / "case", [tmp_path / f"{n}.txt" for n in range(3)]))
    return tmp_path / "case"


def lists(desk: Desk, case: Path, *, afresh: bool = False) -> dict[str, list[bytes]]:
    with reach_stage(desk, case, "weighed", afresh=afresh) as opened:
        return {kind: [row.line for row in opened.rows(kind)] for kind in LISTS}


def forbidden(*_: object) -> None:
    raise AssertionError("the words were compared again")


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_decision_gives_what_a_rebuild_gives(desk: Desk, case: Path, verdict: str) -> None:
    with reach_stage(desk, case, "weighed") as opened:
        ids = [next(opened.rows(kind)).id for kind in ("links", "statements")]
    for of in ids:
        decide(desk, case, of, verdict, by="Rana")
        assert lists(desk, case) == lists(desk, case, afresh=True)


def test_accepting_compares_no_words_and_rejecting_does(
    desk: Desk, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reach_stage(desk, case, "weighed") as opened:
        first, second, *_ = [row.id for row in opened.rows("statements")]
        assert list(opened.rows("links"))
    monkeypatch.setattr(linking, "retellings_of", forbidden)
    decide(desk, case, first, "accept", by="Rana")
    assert lists(desk, case)["links"]
    decide(desk, case, second, "reject", by="Rana")
    with pytest.raises(AssertionError, match="compared again"):
        lists(desk, case)


def test_a_second_word_on_when_it_was_published_is_read_at_once(
    desk: Desk, case: Path, tmp_path: Path
) -> None:
    lists(desk, case)
    told = tmp_path / "0.txt"
    told.write_text("“The well is dry,” said Noura Kandar, a pharmacist, on Tuesday.\n")
    for published in ("2032-05-05", "2032-06-20"):
        list(keep(desk, case, [told], said={"published": published}))
        assert lists(desk, case) == lists(desk, case, afresh=True)
