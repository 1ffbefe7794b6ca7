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
        ("There’s a smell of petrol everywhere", "smell"),
        ("the whole stair smelled of burning rubber", "smell"),
        ("it hasn’t stopped raining", "rain"),
        ("a strong wind tore the awning", "wind"),
        ("our fingers are numb with cold", "cold"),
        ("It was minus four in the cellar", "cold"),
        ("the heat is unbearable", "heat"),
        ("It was foggy on the river", "fog"),
        ("the lights were already out", "dark"),
        ("they worked by torchlight", "torchlight"),
        ("four loud blasts before dawn", "explosion"),
        ("the fuel depot went up", "explosion"),
        ("they fired into the air", "gunfire"),
        ("Mill Street was being shelled", "shelling"),
        ("there is a drone above us again", "drone"),
        ("You could hear the dogs", "animals"),
        ("two men in grey coats", "clothing"),
        ("masked men at the gate", "masks"),
        ("about three hundred metres from the gate", "distance"),
        ("the queue goes around the block", "crowd"),
        ("the water is up to the window sill", "flood"),
        ("the windows were blown in", "damaged_building"),
        ("half the house is gone", "rubble"),
        ("رائحة المازوت تملأ الدرج", "smell"),
        ("كلنا بردانين", "cold"),
        ("الريح تقتلع الخيام", "wind"),
        ("ضباب كثيف", "fog"),
        ("الكهرباء مقطوعة من الفجر", "dark"),
        ("على ضوء الكشاف", "torchlight"),
        ("أطلقوا الرصاص في الهواء", "gunfire"),
        ("القصف فوقنا", "shelling"),
        ("صوت الزنانة", "drone"),
        ("كل ساعة هزة", "earthquake"),
        ("كان يلبس كنزة خضراء", "clothing"),
        ("طابور طويل على الماء", "crowd"),
        ("المي وصلت للطابق الأول", "flood"),
    ],
)
def test_an_observed_circumstance(text: str, what: str) -> None:
    assert what in cues(text)


@pytest.mark.parametrize(
    "text",
    [
        "A boom in house prices.",
        "He fired his adviser.",
        "a flood of letters",
        "The shelling resumed.",
        "a rain of shells",
        "the cold war",
        "He spoke of bombing",
        "القصف",
    ],
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
