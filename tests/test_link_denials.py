"""Denials: one says what the other says, but for a "not"; and what only looks like one."""
# ruff: noqa: E501 - sentences stay in one line

from dataclasses import replace

import pytest

from amana.weigh.weighing import weigh
from newsroom import Report, told

NEVER = "“The bell in Marsuna never rang. Not once. My father is 81,” Hala Rami wrote on Monday."
RANG = "“The bell in Marsuna rang at 21:10,” said Munir Qasab, a tailor."
DENIED = [
    (NEVER, RANG),
    ("“The siren in Marsuna did not sound,” said Hala Rami.", "“The siren in Marsuna sounded,” said Munir Qasab."),
    ("“The siren in Marsuna sounded at nine, and I ran,” said Hala Rami.", "“The siren in Marsuna didn’t sound,” said Munir Qasab."),
]  # fmt: skip
AGREED = {
    "another place": ("“The siren in Marsuna did not sound,” said Hala Rami.", "“The siren in Almond Street sounded,” said Munir Qasab."),
    "both deny it": ("“The siren in Marsuna did not sound,” said Hala Rami.", "“The siren in Marsuna never sounded,” said Munir Qasab."),
    "the other way round": ("“The guards in Marsuna did not hit the porters,” said Hala Rami.", "“The porters in Marsuna hit the guards,” said Munir Qasab."),
    "one voice, corrected": ("“The siren in Marsuna sounded,” said Hala Rami.", "“The siren in Marsuna did not sound,” said Hala Rami on Friday."),
}  # fmt: skip


def contradicted(*texts: str) -> list[str]:
    report = Report("a", "Hill Post", "2032-03-09", "Voices\n\n" + "\n\n".join(texts))
    return [facet for facet, _ in told(report).contradicted()]


@pytest.mark.parametrize(("one", "other"), DENIED)
def test_one_says_so_and_the_other_says_not(one: str, other: str) -> None:
    assert contradicted(one, other) == contradicted(other, one) == ["what"]


@pytest.mark.parametrize("case", AGREED)
def test_what_is_no_denial(case: str) -> None:
    assert contradicted(*AGREED[case]) == []


def test_what_came_about_later_is_no_contradiction() -> None:
    found = told(
        Report("a", "Hill Post", "2032-03-09", "News\n\n“The buses of Marsuna did not come,” said Hala Rami."),
        Report("b", "Radio Qasr", "2032-03-14", "News\n\n“The buses of Marsuna came,” said Munir Qasab."),
    )  # fmt: skip
    assert found.contradicted() == []


def test_a_post_shown_in_a_report_is_set_beside_its_words() -> None:
    found = told(
        Report("post", None, "2032-03-08", "The bell in Marsuna never rang. Not once.", kind="post", author="Hala Rami"),
        Report("a", "Hill Post", "2032-03-09", f"Voices\n\n{RANG}"),
    )  # fmt: skip
    assert found.contradicted() == []  # two days, and nobody sets one against the other
    page = [replace(item, original="page") for item in found.items]
    weighed = weigh(statements=found.statements, links=found.links, people=(), items=page)
    assert {c.facet for claim in weighed.claims for c in claim.contradictions} == {"what"}
