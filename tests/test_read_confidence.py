"""How sure a statement is: more where a person with a role speaks, less where a name looks odd."""

import pytest

import amana
from amana.read.circumstances.confidence import LEAST, SUREST, WEIGHTS, log_odds, settled

SURER = (  # of two texts, the first tells more surely who says what
    ("The nurse Hala Rami said the ward was full of people.",
     "Somebody said the ward was full of people."),
    ("Hala Rami, a nurse, said the ward was full of people.",
     "Hala, a nurse, said the ward was full of people."),
    ("Hala Rami said that the ward was full of people.",
     "Hala Rami joked that the ward was full of people."),
    ("“The ward is full of people and the lamps are out,” Hala Rami said.",
     "“The ward,” Hala Rami said."),
    ("قالت الممرضة هالة الرامي إن القسم امتلأ بالناس منذ الفجر.",
     "قالت إن القسم امتلأ بالناس منذ الفجر."),
)  # fmt: skip


def surest(text: str) -> float:
    found = amana.read_text(text, published="2031-05-06", zone="Asia/Damascus").statements
    assert found
    return max(one.confidence for one in found)


@pytest.mark.parametrize(("more", "less"), SURER)
def test_what_is_told_better_is_surer(more: str, less: str) -> None:
    assert surest(more) > surest(less)


def test_every_doubt_makes_a_statement_less_sure() -> None:
    doubts = [name for name, weight in WEIGHTS.items() if weight < 0]
    for name in doubts:
        assert settled(0.9, [name]) < settled(0.9, [])
    assert settled(0.9, doubts) == LEAST
    assert settled(1.0, ["person with a role", "group, named"]) <= SUREST


def test_odds_of_a_share_are_turned_back_into_it() -> None:
    assert log_odds(0.5) == pytest.approx(0)
    assert log_odds(0.0) == pytest.approx(-log_odds(1 - LEAST))
