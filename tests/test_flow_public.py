"""What people build on in Python: few names, loaded when asked for."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import amana
from amana.errors import NoCase, NotUnderstood
from amana.flow.desk import Desk, config_folder
from amana.flow.keeping import keep, new_case

TEXT = """Residents of Harun spoke on Tuesday.

“We have flour until Friday,” said Mariam al-Hosh, a nurse, in a voice message on WhatsApp.
"""


def test_every_name_is_there_and_no_other() -> None:
    assert dir(amana) == amana.__all__ == sorted(amana.__all__)
    for name in amana.__all__:
        assert getattr(amana, name).__name__ == name
    with pytest.raises(AttributeError):
        amana.nothing  # noqa: B018


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, amana; print(len([m for m in sys.modules if m.startswith('amana')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_an_author_is_a_name_without_date_and_town() -> None:
    for byline in ("By Jonas Wirth 17 March 2033", "By Jonas Wirth in Marsa", "By Jonas Wirth"):
        assert amana.read_text(f"The gates\n\n{byline}\n\n{TEXT}").author == "Jonas Wirth"


def test_a_text_is_read_without_a_case() -> None:
    reading = amana.read_text(TEXT, published="2031-05-06", zone="Asia/Beirut")
    assert reading.text == TEXT
    (said,) = [one for one in reading.statements if one.kind == "direct"]
    assert said.words == ("We have flour until Friday",) or said.words[0].startswith("We have")
    assert said.speaker is not None
    assert said.speaker.name == "Mariam al-Hosh"
    for bad in ({"published": "yesterday"}, {"zone": "Mars/Base"}):
        with pytest.raises(NotUnderstood):
            amana.read_text(TEXT, **bad)


def test_names_and_retellings_are_compared_without_a_case() -> None:
    assert amana.compare_names("Mariam al-Hosh", "مريم الحوش").score > 0.5
    words = "the bakery has flour until friday and nobody knows what comes after that"
    found = list(amana.find_retellings([("a", words), ("b", f"She said {words}."), ("c", "Rain.")]))
    assert [(link.a, link.b, link.kind) for link in found] == [("a", "b", "retells")]


def test_a_case_is_opened_and_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMANA_CONFIG", str(tmp_path / "config"))
    desk = Desk(config=tmp_path / "config", now=lambda: datetime(2031, 5, 7, tzinfo=UTC))
    with pytest.raises(NoCase):
        amana.open_case(tmp_path / "case")
    new_case(desk, tmp_path / "case").close()
    (tmp_path / "a.txt").write_text(TEXT)
    list(keep(desk, tmp_path / "case", [tmp_path / "a.txt"], said={"published": "2031-05-06"}))
    with amana.open_case(str(tmp_path / "case")) as case:
        (item,) = case.items()
        assert item.text == TEXT
        assert item.published is not None
        assert item.published.value == "2031-05-06"
        assert next(hit.kind for hit in case.search("flour")) == "statements"
    report = amana.verify(tmp_path / "case")
    assert report.exit_code == 0


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/amana"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/amana"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/amana"),
        ("win32", {"HOME": "/h", "APPDATA": "/a"}, "/a/amana"),
        ("win32", {"APPDATA": "/a", "AMANA_CONFIG": "/keys"}, "/keys"),
    ],
)
def test_keys_lie_where_the_platform_keeps_such(
    platform: str, environment: dict[str, str], folder: str
) -> None:
    assert config_folder(environment, platform).as_posix() == folder
