"""The index is derived: one that was not made here is not believed, whatever is in it."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amana.canon import sealable
from amana.errors import Damaged
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import open_case
from amana.flow.telling import tell
from amana.keep.custody import Act, Custody
from amana.keep.payload import CASE

SAID = "Keep a light on for us"
FORGED = "Burn the whole city now"


def now() -> datetime:
    return datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The desk of somebody who keeps one report in a case beside it."""
    desk = Desk(config=tmp_path / "config", now=now)
    new_case(desk, tmp_path / "case").close()
    (tmp_path / "a.txt").write_text(f"“{SAID}”, said Yusra Hamdan, a nurse.\n", encoding="utf-8")
    list(keep(desk, tmp_path / "case", [tmp_path / "a.txt"]))
    open_case(desk, tmp_path / "case").close()
    return desk


def said(desk: Desk, folder: Path) -> str:
    with open_case(desk, folder) as case:
        return "".join(words for one in case.statements() for words in one.words)


def doctor(index: Path) -> None:
    """Change a quote in every table, as somebody who can write the folder could."""
    with sqlite3.connect(index) as base:
        for table in ("statements", "readings", "items", "claims"):
            base.execute(f"UPDATE {table} SET json = replace(json, '{SAID}', '{FORGED}')")  # noqa: S608
        changed = base.execute("SELECT count(*) FROM statements WHERE json LIKE '%Burn%'")
        assert changed.fetchone()[0]
    base.close()


def test_a_doctored_index_is_made_again_and_never_told(desk: Desk, tmp_path: Path) -> None:
    doctor(tmp_path / "case" / "index.sqlite")
    assert FORGED not in said(desk, tmp_path / "case")
    doctor(tmp_path / "case" / "index.sqlite")
    with open_case(desk, tmp_path / "case") as case:
        tell(case, tmp_path / "out")
    pages = [path.read_text() for path in (tmp_path / "out").rglob("*.html")]
    assert any(SAID in page for page in pages)
    assert not any(FORGED in page for page in pages)


def test_an_index_changed_while_the_case_is_open_is_not_believed(
    desk: Desk, tmp_path: Path
) -> None:
    with open_case(desk, tmp_path / "case") as case:
        assert list(case.statements())
        doctor(tmp_path / "case" / "index.sqlite")
        with pytest.raises(Damaged, match="was not made here"):
            list(case.statements())


def test_an_index_from_another_machine_is_made_again(desk: Desk, tmp_path: Path) -> None:
    doctor(tmp_path / "case" / "index.sqlite")
    stranger = Desk(config=tmp_path / "elsewhere", now=now)
    assert FORGED not in said(stranger, tmp_path / "case")
    assert said(desk, tmp_path / "case") == said(stranger, tmp_path / "case")


def test_an_index_that_is_sound_is_not_made_again(desk: Desk, tmp_path: Path) -> None:
    before = (tmp_path / "case" / "index.sqlite").stat().st_ino
    said(desk, tmp_path / "case")
    assert (tmp_path / "case" / "index.sqlite").stat().st_ino == before
    shutil.copy(tmp_path / "case" / "index.sqlite", tmp_path / "copy")
    (tmp_path / "copy").replace(tmp_path / "case" / "index.sqlite")  # the same bytes
    after = (tmp_path / "case" / "index.sqlite").stat().st_ino
    said(desk, tmp_path / "case")
    assert (tmp_path / "case" / "index.sqlite").stat().st_ino == after


def test_an_act_that_fits_its_table_and_says_nothing_is_damage(desk: Desk, tmp_path: Path) -> None:
    fields = {"on": "x", "what": "statement", "value": sealable({}), "by": "desk"}
    with Custody.open(tmp_path / "case", config=desk.config, now=now, write=True) as custody:
        custody.append([Act("decided", fields, CASE)])
    with pytest.raises(Damaged, match="does not say what such an act must"):
        open_case(desk, tmp_path / "case")
