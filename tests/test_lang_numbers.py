"""Numbers in both languages: values, declared intervals, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.lang.figures import value_of
from amana.lang.numbers import find_numbers


def read(text: str) -> list[tuple[str, int, int]]:
    return [(text[slice(*n.span)], int(n.low), int(n.high)) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-six", 26),
        ("one hundred and sixteen", 116),
        ("two hundred and two thousand", 202_000),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("3 million and a half", 3_500_000),
        ("50k", 50_000),
        ("خمسة وعشرين", 25),
        ("ثلاثة عشر ألف", 13_000),
        ("اثنا عشر", 12),
        ("مئة وخمسون ألفا", 150_000),
        ("ألفين وواحد وثلاثين", 2031),
        ("خمسة آلاف", 5000),
        ("٥٠ ألف", 50_000),
        ("نصف مليون", 500_000),
        ("مليون ونصف", 1_500_000),
        ("half a dozen", 6),
        ("3 dozens", 36),
        ("ثلاث دستات", 36),
        ("40 000", 40_000),
        ("1 234 567", 1_234_567),
        ("12,34,567", 1_234_567),
        ("13 lakh", 1_300_000),
        ("10M", 10_000_000),
        ("1.2b", 1_200_000_000),
        ("10 bln", 10_000_000_000),
        ("1.3x10^6", 1_300_000),
        ("1e10", 10_000_000_000),
        ("4 thousand 3 hundred and 21", 4321),
        ("٤ آلاف ٣ مائة و ٢١", 4321),
        ("ثلاث مائة وواحد وثلاثون", 331),
        ("مائة و ثلاثة", 103),
        ("مئة ألف مليون", 100_000_000_000),
        ("خمستعش", 15),
    ],
)
def test_words_are_one_value(text: str, value: int) -> None:
    assert read(text) == [(text, value, value)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens", 24, 100),
        ("hundreds", 200, 1000),
        ("tens of thousands", 20_000, 100_000),
        ("several hundred", 300, 1000),
        ("عشرات الآلاف", 20_000, 100_000),
        ("مئات", 200, 1000),
        ("بضعة آلاف", 3000, 10_000),
    ],
)
def test_round_words_are_declared_intervals(text: str, low: int, high: int) -> None:
    assert read(text) == [(text, low, high)]


def test_two_numbers_of_one_scale_stay_apart() -> None:
    assert [low for _, low, _ in read("مليونين وثلاثة ملايين")] == [2_000_000, 3_000_000]
    assert [low for _, low, _ in read("3 hundred and 2 hundred")] == [300, 200]


@pytest.mark.parametrize("text", ["5m", "Flat 3B", "423 0000", "+963 944 123 456"])
def test_letters_and_rows_of_figures_make_no_number_greater(text: str) -> None:
    assert max(low for _, low, _ in read(text)) < 1000


def test_numbers_side_by_side_stay_apart() -> None:
    assert [low for _, low, _ in read("two, three; خمسة وسبعة and 30-40")] == [2, 3, 5, 7, 30, 40]


def test_a_particle_is_not_part_of_the_number() -> None:
    assert read("مرّ بخمسين وثلاثة")[0] == ("خمسين", 50, 50)


@pytest.mark.parametrize("text", ["a man", "أحد الناس", "192.168.1.2", "300 m", "السبت"])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert [n for _, n, _ in read(text)] in ([], [300])


def test_figures_of_both_kinds() -> None:
    assert value_of("٥٠٬٠٠٠") == value_of("50,000") == Decimal(50_000)
    assert value_of("٣٫٥") == value_of("3.5") == Decimal("3.5")
    assert value_of("1" * 30) is None


@given(st.integers(0, 10**9))
def test_any_figure_reads_as_itself(value: int) -> None:
    assert find_numbers(f"{value:,}")[0].low == value


@given(st.text(max_size=60))
def test_spans_lie_inside_any_text(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.span[0] < number.span[1] <= len(text)
        assert number.low <= number.high
