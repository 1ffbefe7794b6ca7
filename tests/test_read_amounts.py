"""Amounts: bounds, hedge, unit, what is counted; and figures that are no amounts."""

from decimal import Decimal

import pytest

from amana.model import Amount
from amana.read.amounts import find_amounts


def amounts(text: str) -> tuple[Amount, ...]:
    found = find_amounts(text, lang="en")
    assert all(text[slice(*a.span)] == a.as_written for a in found)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "of"),
    [
        ("More than 50,000 of civilians are trapped", 50_000, None, None, "civilians"),
        ("an area that doesn’t exceed 2 square kilometers", None, 2, "km2", None),
        ("maybe 300 meters away", 300, 300, "m", None),
        ("over 100,000 views", 100_000, None, None, "views"),
        ("between 30 and 40 wounded", 30, 40, None, "wounded"),
        ("Hundreds of barrel bombs fell", 200, 1000, None, "barrel bombs"),
        ("thousands and sometimes tens of thousands of times", 2000, 100_000, None, "times"),
        ("at least 60 shells", 60, None, None, "shells"),
        ("up to 40 buses", None, 40, None, "buses"),
        ("each with one bag", 1, 1, None, "bag"),
        ("four percent", 4, 4, "percent", None),
        ("a girl aged 7", 7, 7, "years", None),
        ("a 7-year-old girl", 7, 7, "years", None),
        ("أكثر من 50 ألف مدني محاصرون", 50_000, None, None, "مدني"),
        ("نحو 300 متر", 300, 300, "m", None),
        ("لا يزيد على ثلاثة كيلومترات مربعة", None, 3, "km2", None),
        ("ما لا يقل عن ثلاثين ألف مدني", 30_000, None, None, "مدني"),
        ("مدنيان", 2, 2, None, "مدنيان"),
        ("وهي في السابعة من عمرها", 7, 7, "years", None),
    ],
)
def test_an_amount(
    text: str, low: int | None, high: int | None, unit: str | None, of: str | None
) -> None:
    (amount,) = amounts(text)
    assert (amount.low, amount.high) == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )
    assert (amount.unit, amount.of) == (unit, of)


def test_open_bounds_and_hedges_are_kept() -> None:
    (more,) = amounts("more than 50 people")
    assert (more.low_open, more.high_open, more.hedge) == (True, False, "more than")
    (estimated,) = amounts("500 residents are estimated to remain")
    assert (estimated.hedge, estimated.state) == ("are estimated", "remaining")
    (trapped,) = amounts("More than 50 civilians who stayed with their old parents are trapped")
    assert trapped.state == "trapped"


@pytest.mark.parametrize(
    ("text", "of", "state", "written"),
    [
        (
            "At least 30,000 civilians remain. The mayor says their number is no more than 10,000.",
            "civilians",
            "remaining",
            "no more than 10,000",
        ),
        (
            "بقي في الحي ثلاثون ألف مدني. غير أن الحكومة تقول إن عددهم لا يتجاوز عشرة آلاف.",
            "مدني",
            "remaining",
            "لا يتجاوز عشرة آلاف",
        ),
        (
            "Two shells fell. 12 people were killed, and the number later rose to 19.",
            "people",
            "killed",
            "19",
        ),
    ],
)
def test_a_pronoun_counts_what_the_last_figure_counted(
    text: str, of: str, state: str, written: str
) -> None:
    last = amounts(text)[-1]
    assert (last.of, last.state, last.as_written) == (of, state, written)


def test_a_pronoun_reaches_no_further_than_the_sentence_before() -> None:
    text = "12 people came. The road was open. Their number is put at 19."
    assert amounts(text)[-1].of is None
    assert amounts("40 buses came. Fewer than half of them left.")[-1].of == "buses"


def test_what_becomes_of_people_becomes_not_of_beds_and_metres() -> None:
    wounded, beds = amounts("عندنا سبعة جرحى على سريرين")
    assert (wounded.state, beds.state) == ("wounded", None)
    (area,) = amounts("The civilians are stuck in an area of 2 square kilometers")
    assert area.state is None


def test_a_part_knows_its_whole() -> None:
    whole, women, children = amounts("82 people were killed, including 11 women and 13 children.")
    assert whole.state == "killed"
    assert women.part_of == children.part_of == whole.span


def test_a_denied_figure_says_so() -> None:
    assert amounts("not 50 people")[0].negated


@pytest.mark.parametrize(
    "text",
    [
        "on 6 May 2031 at 9:30",
        "for three days",
        "in 2016 and 2017",
        "Call +963 944 123456",
        "an F-16 jet",
        "Resolution 2254",
        "the first and the second",
        "no one came; one of them",
        "two-thirds",
        "1. First",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("3,200 people have left the valley on our buses.", "evacuated"),
        ("Some 3,200 people left the valley by noon.", "evacuated"),
        ("3,200 people left on Tuesday.", "evacuated"),
        ("The 3,200 people who left Beit Lahoun have no tents.", "evacuated"),
        ("3,200 people have already left.", "evacuated"),
        ("3,200 people left in buses before dawn.", "evacuated"),
        ("There are 3,200 people left in the valley.", "remaining"),
        ("3,200 people are still left.", "remaining"),
        ("3,200 people were left behind.", "remaining"),
        ("There were 40 beds left.", "remaining"),
        ("3,200 people have not left the valley.", "remaining"),
        ("3,200 people haven’t left the valley yet.", "remaining"),
        ("40 people were left homeless.", "displaced"),
        ("3,200 people remain in the valley.", "remaining"),
        ("غادر الوادي 3200 شخص.", "evacuated"),
        ("بقي في الوادي 3200 شخص.", "remaining"),
    ],
)
def test_who_left_is_not_who_is_left(text: str, state: str) -> None:
    assert amounts(text)[-1].state == state
