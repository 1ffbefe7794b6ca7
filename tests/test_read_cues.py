"""Cues: what is seen, heard and worn; topics and figures of speech are none."""

from pathlib import Path

import pytest

from amana.read.cues import find_cues


def cues(text: str) -> set[str]:
    found = find_cues(text, lang="en")
    assert all(text[slice(*c.span)] == c.as_written for c in found)
    return {cue.what for cue in found}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It’s raining and the street is empty", "rain"),
        ("over a drumming of rain, he spoke", "rain"),
        ("The sound of explosions could be heard in the distance", "explosion"),
        ("a hum of jets overhead", "warplane"),
        ("They wear winter coats indoors", "winter_clothes"),
        ("lit only by his phone", "phone_light"),
        ("she climbs over rubble", "rubble"),
        ("A rocket just hit the wall of the school", "shelling"),
        ("Smoke rises over the market", "smoke"),
        ("صوت انفجارات بعيدة", "explosion"),
        ("كان المطر يهطل", "rain"),
        ("فوق الركام", "rubble"),
        ("لا يضيئه غير هاتفه", "phone_light"),
        ("ترتدي معطفًا شتويًا", "winter_clothes"),
    ],
)
def test_an_observed_circumstance(text: str, what: str) -> None:
    assert what in cues(text)


@pytest.mark.parametrize(
    "text",
    ["The shelling resumed.", "a rain of shells", "the cold war", "He spoke of bombing", "القصف"],
)
def test_a_topic_is_no_cue(text: str) -> None:
    assert cues(text) == set()


def test_all_cues_of_the_real_reports(shared: Path) -> None:
    found = [
        cue.what
        for path in sorted((shared / "reports").glob("*.txt"))
        for cue in find_cues(path.read_text("utf-8"), lang="en")
    ]
    expected = {"explosion", "winter_clothes", "phone_light", "rain", "rubble", "shelling"}
    assert expected <= set(found)
    assert found.count("rain") == found.count("explosion") == 2
