"""Names that a row, a short form of a state or a storm makes places, or none."""

import pytest

from amana.read.places.places import find_places
from amana.read.places.storms import storms


def written(text: str) -> list[str]:
    return [place.as_written for place in find_places(text, lang="en")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rain in Chennai, Velmanoor and Kochi", ["Chennai", "Velmanoor", "Kochi"]),
        ("Open are Velmanoor, Chennai, Kochi.", ["Velmanoor", "Chennai", "Kochi"]),
        ("Both Marlow and Tarsh counties", ["Marlow", "Tarsh"]),
        ("Warned: Marlow, Tarsh & Orr Counties", ["Marlow", "Tarsh", "Orr"]),
        ("In Paris and Berlin, Velman said so", ["Paris", "Berlin"]),
        ("Sold as Paris, Orrabest, Hillmaid, Sunfarm, Velmo", ["Paris"]),
        ("At 9, 2 SE Marlow (Tarsh Co, NC)", ["Tarsh Co", "NC"]),
        ("The Orra Oil Co said", []),
    ],
)
def test_a_row_with_places_makes_places(text: str, found: list[str]) -> None:
    assert written(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Warnings for TX & LA", ["TX", "LA"]),
        ("Roanoke, VA, and Savannah GA are full", ["Roanoke", "VA", "Savannah", "GA"]),
        ("on the NC-VA border", ["NC", "VA"]),
        ("Texas asks; two missing in MD", ["Texas", "MD"]),
        ("He was in OR for hours, t.co/DCx9", []),
        ("the NC coast", ["NC"]),
    ],
)
def test_short_forms_of_states(text: str, found: list[str]) -> None:
    assert written(text) == found


def test_states_in_a_row_keep_their_points_and_one_short_form_can_mean_two() -> None:
    row = find_places("in Nebraska, Iowa, SD and WY", lang="en")
    assert [place.country for place in row] == ["US"] * 4
    spokane, perth = (find_places(text, lang="en")[1] for text in ("Spokane, WA", "Perth, WA"))
    assert (spokane.country, perth.country) == ("US", "AU")


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Florence is near. Six died in Florence.",
        "Cyclone Lorenzo and #HurricaneHarvey: what Harvey did",
        "#Hurricane #Police #Hospital",
        "They lost it all in the Camp Fire",
    ],
)
def test_storms_and_fires_are_no_places(text: str) -> None:
    assert written(text) == []


def test_what_a_storm_is_called() -> None:
    assert storms("#HurricaneOrra, Tropical Storm Velma; Storm surge") == {"orra", "velma"}
    assert storms("ضرب إعصار شاهين الساحل") == {"شاهين"}
    assert storms("#Hurricane #Houston") == frozenset()


def test_a_famous_city_is_no_village_of_the_country_that_is_named() -> None:
    found = find_places("From the United States they flew to Paris.", lang="en")
    assert found[1].country == "FR"
    assert find_places("Paris, Texas", lang="en")[0].country == "US"
