"""case.toml says what a case is; what it cannot mean is said with what it could."""

import pytest

from amana.case.settings import Settings, check_zone, read_settings, write_settings
from amana.errors import NotUnderstood


def test_what_is_written_is_read_again() -> None:
    settings = Settings(
        title='The "school" road\nالطريق',
        zone="Asia/Beirut",
        people=("Rana", "Sami"),
        languages=("ar",),
        parties=(('The "River" Brigade', ("لواء النهر",)), ("none", ("Lakeland army",))),
    )
    assert read_settings(write_settings(settings)) == settings
    assert read_settings("") == Settings(title="")


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        "title = 3",
        'zone = "Mars/Base"',
        "people = 'Rana'",
        "people = [1]",
        "colour = 1",
        "parties = ['River Brigade']",
        "[parties]\nRiver = 'Brigade'",
        "[parties]\nRiver = [1]",
        "[parties]\nRiver = ['…']",
        "[parties]\nRiver = ['The Brigade']\nNorth = ['the brigade']",
        "[parties]\nnone = ['river']\nRiver = []",
        "[parties]\nRiver = ['لواء النهر']\nNorth = ['لواء نهر']",
    ],
)
def test_what_is_not_understood_is_said(text: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        read_settings(text)
    assert error.value.do


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("Asia/Beiruth", "Asia/Beirut"),
        ("Damascus", "Asia/Damascus"),
        ("asia/damascus", "Asia/Damascus"),
        ("Europe/Berln", "Europe/Berlin"),
        ("New York", "America/New_York"),
    ],
)
def test_a_zone_near_to_what_was_asked_is_named(asked: str, near: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        check_zone(asked)
    assert near in error.value.do


@pytest.mark.parametrize("name", ["", "/etc/localtime", "../UTC", "UTC\0", "Asia"])
def test_what_is_no_zone_is_none(name: str) -> None:
    with pytest.raises(NotUnderstood):
        check_zone(name)
