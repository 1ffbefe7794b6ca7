"""Parts of one, and numbers with parts, in both languages; and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.lang.fractions import with_parts
from amana.lang.numbers import find_numbers


def read(text: str) -> list[tuple[str, str, str]]:
    found = with_parts(text, find_numbers(text))
    return [(text[slice(*n.span)], f"{n.low:f}", n.form) for n in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three fifths", "0.6"),
        ("one-eighth", "0.125"),
        ("¾", "0.75"),
        ("4/5", "0.8"),
        ("one in 20", "0.05"),
        ("one out of every five", "0.2"),
        ("three twenty-fifths", "0.12"),
        ("ثلاثة أرباع", "0.75"),
        ("ثلثان", "0.666666666667"),
        ("جزء من مئة", "0.01"),
        ("واحد من كل أربعة", "0.25"),
        ("١ على ٥", "0.2"),
    ],
)
def test_a_part_of_one_is_a_share(text: str, value: str) -> None:
    assert read(text) == [(text, value, "share")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 4/5", "1.8"),
        ("1½", "1.5"),
        ("twenty and three fifths", "20.6"),
        ("one hundred and three quarters", "100.75"),
        ("nine million and a fifth", "9200000"),
        ("two million and one half", "2500000"),
        ("two thirds of a million", "666666.666667"),
        ("three quarters million", "750000"),
        ("five point five", "5.5"),
        ("two point zero three", "2.03"),
        ("two point five million", "2500000"),
        ("عشرون وثلاثة أخماس", "20.6"),
        ("ثلاثة وعشرون وثلاثة أخماس", "23.6"),
        ("مئة وثلاثة وثلثان", "103.666666667"),
        ("خمسة فاصلة اثنين", "5.2"),
    ],
)
def test_a_number_with_a_part_is_one_number(text: str, value: str) -> None:
    assert [(span, Decimal(low), form) for span, low, form in read(text)] == [
        (text, Decimal(value), "exact")
    ]


def test_a_fifth_in_arabic_is_also_five() -> None:
    assert read("خمس السكان")[0][1] == "0.2"
    assert read("خمس سيارات")[0][1] == "5"


@pytest.mark.parametrize(
    "text",
    [
        "a third convoy",
        "half-brother",
        "the old quarter of the town",
        "on 3/4",
        "24/7",
        "3/4/2031",
        "نصف نهائي",
        "النصف الأول",
        "at one point two men came",
    ],
)
def test_what_is_no_part(text: str) -> None:
    assert all(form != "share" and "." not in low for _, low, form in read(text))


@given(st.text(alphabet="0123/½ -.,andthirdof خمسةوعشرينثلث\n", max_size=60))
def test_spans_are_in_order_and_apart(text: str) -> None:
    found = with_parts(text, find_numbers(text))
    ends = [0] + [n.span[1] for n in found]
    assert all(0 <= end <= n.span[0] < n.span[1] for end, n in zip(ends, found, strict=False))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and two dozen", "324"),
        ("three hundred dozen", "3600"),
        ("مئة ودزينتين", "124"),
        ("one hundred thirty-fifths", "2.85714285714"),
        ("two hundred and thirty fifths", "46"),
        ("26،013\u202a,94", "26013.94"),
    ],
)
def test_dozens_and_tens_belong_to_what_stands_beside_them(text: str, value: str) -> None:
    assert [(span, low) for span, low, _ in read(text)] == [(text, value)]
