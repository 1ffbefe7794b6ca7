"""Numbers in both languages: values, declared intervals, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.lang.numbers import find_numbers, value_of


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
