"""Places: the case's own, the world's, and names that are not placed or are no places."""

import re

import pytest

from amana.errors import NotUnderstood
from amana.lang.lexicon import load
from amana.model import Place
from amana.read.places.places import GazetteerPlace, find_places, read_gazetteer
from amana.read.places.world import key_of, look_up

CSV = """name,names,lat,lon,radius_m,parent,source
Marsuna,Marsouna|مرسونة,35.1,36.2,4000,Syria,ours
Dyers’ quarter,حي الصباغين,35.11,36.21,600,Marsuna,ours
"""
OWN = read_gazetteer(CSV)


def places(text: str, gazetteer: tuple[GazetteerPlace, ...] = ()) -> tuple[Place, ...]:
    found = find_places(text, lang="en", gazetteer=gazetteer)
    assert all(text[slice(*p.span)] == p.as_written for p in found)
    return found


def test_the_cases_own_places_come_first() -> None:
    found = places("In Marsuna, and in Marsuna’s Dyers’ quarter. في مرسونة", OWN)
    assert [p.name for p in found] == ["Marsuna", "Marsuna", "Dyers’ quarter", "Marsuna"]
    assert {p.source for p in found} == {"case"}
    assert found[0].country == "SY"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("They came to Damascus", "SY"),
        ("سافروا من حلب", "SY"),
        ("نازحون وحمص", "SY"),
        ("The town of Tripoli in Lebanon", "LB"),
        ("U.S. officials said", "US"),
        ("القصف في العراق", "IQ"),
    ],
)
def test_a_place_of_the_world(text: str, country: str) -> None:
    found = places(text)
    assert found[0].country == country
    assert found[0].lat is not None


@pytest.mark.parametrize(
    "text",
    ["Save us. Nice work.", "Jordan Smith met Paris Hilton", "Reading a book", "قال علي وحسن"],
)
def test_words_and_people_are_no_places(text: str) -> None:
    assert places(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A letter from God.",  # not Göd
        "They told TIME on Monday, from Time to time",
        "A reporter of the AP, in March",
        "The New York Times and the Oman Observer wrote",
        "Hurricane Florence came",
        "كان أبا لثلاثة أطفال",
        "صمدوا طوال الليل وفي الليل",
        "أصحاب السترات الزرقاء والسماء الزرقاء",
        "السلطات السعودية قالت",
        "في سيول جارفة",
    ],
)
def test_words_of_a_language_are_no_far_towns(text: str) -> None:
    assert places(text) == ()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("They fled to Göd in Hungary", "HU"),
        ("in Reading and in Nice", "FR"),
        ("وصلوا إلى مدينة الزرقاء", "JO"),
        ("في الزرقاء", "JO"),
        ("العاصمة سيول", "KR"),
        ("Floods in Kerala", "IN"),
        ("وصلوا إلى حضرموت", "YE"),
        ("#حفر_الباطن", "SA"),
    ],
)
def test_a_word_around_makes_a_name_of_it(text: str, country: str) -> None:
    assert places(text)[-1].country == country


def test_a_part_of_a_longer_hashtag_is_a_topic_and_no_mention() -> None:
    assert places("#أمطار_الكويت") == ()
    assert [p.as_written for p in places("#الكويت")] == ["الكويت"]
    assert [p.name for p in places("#save_Marsuna", OWN)] == ["Marsuna"]


def test_a_name_ends_where_it_ends() -> None:
    found = places("A London-based body; in the U.S. they wait")
    assert [p.as_written for p in found] == ["London", "U.S."]


def test_every_area_is_found_by_each_of_its_names() -> None:
    areas = load("areas")
    for country, rows in areas["region"].items():
        for row in rows:
            for name in re.sub(r"( -?[\d.]+)+$", "", row).split("|"):
                assert country in {e.country for e in look_up(key_of(name))}, name
    assert {len(row.split()) for row in areas["country"]["points"].split(",")} == {3}


def test_a_town_that_is_in_no_such_state_is_not_placed_elsewhere() -> None:
    assert next(p.lat for p in places("A fire in Aleppo, Ont.")) is None


def test_a_name_of_many_places_is_kept_and_not_placed() -> None:
    (place,) = places("He lives in Springfield")
    assert (place.lat, place.source, place.name) == (None, "none", None)
    assert place.confidence < 0.5


def test_a_broken_gazetteer_says_which_line() -> None:
    with pytest.raises(NotUnderstood, match="line 2"):
        read_gazetteer("name,names,lat,lon\nMarsuna,,north,36\n")
    with pytest.raises(NotUnderstood, match="column"):
        read_gazetteer("name,lat\nMarsuna,3\n")
    assert read_gazetteer("") == ()


def test_a_noun_phrase_is_no_place_of_the_world() -> None:
    assert places("The valley is empty. The bay is calm. The dalles were wet.") == ()
    assert [p.name for p in places("They flew to The Valley in Anguilla.")][:1] == ["The Valley"]


@pytest.mark.parametrize(
    ("text", "country", "near"),
    [
        ("Two died in Paradise, CA on Monday", "US", (39.8, -121.6)),
        ("Two died in Paradise, California", "US", (39.8, -121.6)),
        ("A fire in London, Ont., and another", "CA", (43.0, -81.2)),
        ("The town of Tripoli, Lebanon", "LB", (34.4, 35.8)),
        ("#PuertoRico is dark", "PR", (18.2, -66.4)),
        ("#srilanka #floods", "LK", (7.5, 80.7)),
        ("so much water in kerala now", "IN", (10.4, 76.5)),
        ("Water in SE Texas is high", "US", (31.3, -99.1)),
        ("A quake shook Italy. The houses of Amatrice fell.", "IT", (42.6, 13.3)),
    ],
)
def test_what_stands_around_a_name_tells_which_place(
    text: str, country: str, near: tuple[float, float]
) -> None:
    for place in places(text):
        assert place.lat is not None, place
    assert any(
        p.country == country and abs((p.lat or 0) - near[0]) < 0.5 > abs((p.lon or 0) - near[1])
        for p in places(text)
    ), places(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "He fled from Cistern Lane to Orra General Hospital.",
            ["Cistern Lane", "Orra General Hospital"],
        ),
        ("They met in the Orra valley, near Tell Marzan.", ["Orra valley", "Tell Marzan"]),
        ("At Martyrs' Square; at St. Mirra's Church", ["Martyrs' Square", "St. Mirra's Church"]),
        ("Three were hurt in Marzan. Marzan has no doctor.", ["Marzan", "Marzan"]),
        ("TARSHA, Nov. 4 (Agency) — Boats left.", ["TARSHA"]),
        ("قُصف حي السلالم ومستشفى الملك سامر", ["حي السلالم", "مستشفى الملك سامر"]),
        ("عند الجسر الصغير وفي مطار القلعة الدولي", ["الجسر الصغير", "مطار القلعة الدولي"]),
        ("#مستشفى_القلعة يغلق", ["مستشفى_القلعة"]),
    ],
)
def test_a_place_that_no_gazetteer_has(text: str, written: list[str]) -> None:
    assert [p.as_written for p in places(text)] == written


@pytest.mark.parametrize(
    "text",
    [
        "The Orra Street Journal and the Syrian hospital wrote",
        "in Arabic, in Parliament, in Ramadan, in May",
        "in Samir's house",
        "He pardoned a turkey and broke the china.",
        "The University of Arizona and the Kenya Red Cross",
        "The West Nile virus; US$5 million",
        "طريق العودة ومدينة الألعاب والحي كله",
        "Penny Marlock won. The hope lies in Marlock.",
    ],
)
def test_bodies_words_and_people_are_no_places(text: str) -> None:
    assert places(text) == ()


def test_a_street_lies_in_the_town_that_is_named_with_it() -> None:
    street, town = places("A shell fell on Cistern Lane in Aleppo")
    assert (street.lat, street.country) == (town.lat, "SY")
    assert street.name == "Cistern Lane"
    assert street.confidence < town.confidence
    (alone,) = places("A shell fell on Cistern Lane")
    assert (alone.lat, alone.source) == (None, "none")


@pytest.mark.parametrize(
    ("text", "written", "lat", "lon", "radius_m"),
    [
        ("At 36.2021, 37.1343 it stood", "36.2021, 37.1343", 36.2021, 37.1343, 20),
        ("الموقع ٣٦٫٢٠٢١، ٣٧٫١٣٤٣ هناك", "٣٦٫٢٠٢١، ٣٧٫١٣٤٣", 36.2021, 37.1343, 20),
        ("36°12'N 37°09'E", "36°12'N 37°09'E", 36.2, 37.15, 1853),
        ("37.13°E, 36.20°N", "37.13°E, 36.20°N", 36.2, 37.13, 1112),
        ("see maps.example/?q=36.2021,37.1343", "36.2021,37.1343", 36.2021, 37.1343, 20),
        ("33.5138 S 36.2765 W", "33.5138 S 36.2765 W", -33.5138, -36.2765, 20),
    ],
)
def test_points_in_figures(text: str, written: str, lat: float, lon: float, radius_m: int) -> None:
    (place,) = places(text)
    assert (place.as_written, place.lat, place.lon, place.radius_m) == (written, lat, lon, radius_m)


@pytest.mark.parametrize("text", ["1.234, 5.678", "3.25, 4.50", "136.2021, 237.1343", "v1.2.3"])
def test_amounts_are_no_points(text: str) -> None:
    assert places(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "بمرسونة",
        "ومرسونة",
        "لمرسونه",
        "#مرسونة",
        "#أمطار_مرسونة",
        "في مَرْسُونة",
        "marsuna",
        "MARSOUNA",
    ],
)
def test_the_cases_own_places_in_any_spelling(text: str) -> None:
    (place,) = places(text, OWN)
    assert (place.name, place.source) == ("Marsuna", "case")


def test_a_cases_place_wins_over_the_world() -> None:
    own = read_gazetteer("name,names,lat,lon\nParis,باريس,10,20\n")
    assert {(p.lat, p.source) for p in places("In Paris. في باريس", own)} == {(10.0, "case")}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The hillside above Marlanda came down", ["Marlanda"]),
        ("People from Marlanda and the besieged quarter of Old Quay", ["Marlanda", "Old Quay"]),
        ("She swam across the Tamora.", ["Tamora"]),
        ("The tank went up at the Brandeck works.", ["Brandeck works"]),
        ("أغلق طريق «السلالم» السريع", ["طريق «السلالم» السريع"]),
    ],
)
def test_words_that_ask_for_a_place(text: str, written: list[str]) -> None:
    assert [p.as_written for p in places(text)] == written


@pytest.mark.parametrize(
    "text", ["توجهت فرقة من الدفاع المدني", "A letter from Marlanda", "People Rescued In Shelters"]
)
def test_words_that_ask_for_none(text: str) -> None:
    assert places(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A split in Republican circles and in Indian politics",
        "The bill is in Congress, in the U.S. Senate, in Executive Session.",
        "Alan Park told them, and Wall Street fell",
        "Obama, Clinton and Moore said so",
        "Law School of Medicine",
        "أعطى كلا للمدينة وقال قوله في بيان",
    ],
)
def test_running_news_has_no_such_places(text: str) -> None:
    assert [p.as_written for p in places(text) if p.as_written != "U.S."] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Fire at 14 Cistern Lane and on 5th Street", ["14 Cistern Lane", "5th Street"]),
        ("EVACUATION of Marlow County; near Khan al-Orra", ["Marlow County", "Khan al-Orra"]),
        ("WATER BETWEEN OVERLOOK ROAD AND IT", ["OVERLOOK ROAD"]),
        ("The U.S. Coast Guard", ["U.S."]),
    ],
)
def test_where_a_landmark_begins_and_ends(text: str, written: list[str]) -> None:
    assert [p.as_written for p in places(text)] == written


def test_a_town_is_meant_beside_others_and_where_it_is_named_again() -> None:
    found = places("Warned are Galveston in Texas, and then Pearland, Dickinson and more.")
    assert "Dickinson" in [p.as_written for p in found]
    assert [p.as_written for p in places("Paris waits. She lives in Paris.")] == ["Paris", "Paris"]
    assert [p.as_written for p in places("CTV Edmonton told")] == ["Edmonton"]
