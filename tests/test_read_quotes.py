"""Quotation marks of every convention are paired, and nothing else is taken for one."""

import pytest

from amana.lang.words import paragraphs
from amana.read.quotes import BLANK, find_quotes, masked


def quoted(text: str) -> list[str]:
    found = find_quotes(text, paragraphs(text))
    return ["|".join(text[start:end] for start, end in quote.spans) for quote in found]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “we wait”.", ["we wait"]),
        ('She said "we wait".', ["we wait"]),
        ("قالت «نحن هنا».", ["نحن هنا"]),
        ("قالت »نحن هنا«.", ["نحن هنا"]),
        ("Sie sagte „wir warten“.", ["wir warten"]),
        ('She said " we wait " and left.', ["we wait"]),
        ("Last words: ‘Keep a light on’", ["Keep a light on"]),
        ("The nurses’ ward isn’t the doctors’.", []),
        ("He said “she said ‘no’ to me”.", ["she said ‘no’ to me"]),
        ("“We wait,” she said. “We sing.”", ["We wait,", "We sing."]),
        ('A 6" pipe and a 7" one', []),
        ("“”", []),
        ("''We wait,'' she said. ''We sing.''", ["We wait,", "We sing."]),
        ("”We wait and sing.” — Hala", ["We wait and sing."]),
        ("She said “we wait“, he “we go“.", ["we wait", "we go"]),
        ('She said “we wait". He said "we go”.', ["we wait", "we go"]),
        ('He said “they sang "home" twice” and left.', ['they sang "home" twice']),
        ('<p class="lead">She said “we wait”.', ["we wait"]),
    ],
)
def test_marks_are_paired(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_quotation_runs_over_reopened_paragraphs() -> None:
    assert quoted("“One.\n\n“Two.\n\n“Three.”\n\n“Four.”") == ["One.|Two.|Three.", "Four."]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("“One goes on\n\nand this is told.") == ["One goes on"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('وقال " لا ماء.\nولا خبز منذ أيام ".', ["لا ماء.|ولا خبز منذ أيام"]),
        ("She said “we wait.\nAnd we sing”.", ["we wait.|And we sing"]),
        ('" وفي لقاء أمس قال: " لا ماء هنا ". ثم خرج.', ["لا ماء هنا"]),
        ('وقال باسما " نبقى معا. وأضاف إن " لا خوف " هنا.', ["نبقى معا.", "لا خوف"]),
        ('نفت " مزاعم الوالي.\nووصفته ب" الكاذب " علنا.', ["مزاعم الوالي.", "الكاذب"]),
    ],
)
def test_a_quotation_goes_on_to_the_mark_that_closes_it(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_mark_of_another_convention_that_is_never_closed_opens_nothing() -> None:
    assert quoted('"It rained.\n\n“We wait,” she said.') == ["We wait,"]


def test_masking_keeps_every_offset() -> None:
    text = "She said “we wait.” He left."
    blank = masked(text, find_quotes(text, paragraphs(text)))
    assert len(blank) == len(text)
    assert blank.replace(BLANK, "") == "She said “” He left."
