"""Who asked not to be named and is named elsewhere: the keeper of a case is told so."""
# ruff: noqa: E501 - sentences stay in one line

import pytest

from amana.link.unnamed import named_after_all
from newsroom import Report, told

WORDS = "“They called us at eight and told us to open all three gates of the upper dam,”"
NAMED = f"{WORDS} said Munir Qasab, a worker at the dam."
ASKED = [
    "A worker at the upper dam, who asked not to be named because he fears for his job, spoke to us. {} he said.",
    "{} said a worker at the upper dam, who spoke on condition of anonymity.",
    "{} said a worker who did not want his name used.",
]
ASKED_AR = "وقال عامل في السد طلب عدم ذكر اسمه: «اتصلوا بنا في الثامنة وأمرونا بفتح البوابات الثلاث كلها في السد الأعلى»."
NAMED_AR = "وقال منير قصاب، وهو عامل: «اتصلوا بنا في الثامنة وأمرونا بفتح البوابات الثلاث كلها في السد الأعلى»."


def where(one: str, other: str) -> list[str]:
    found = told(
        Report("a", "Hill Post", "2032-03-09", "Voices\n\n" + one),
        Report("b", "Radio Qasr", "2032-03-09", "Voices\n\n" + other),
    )
    problems = named_after_all(found.statements, found.items, found.links)
    assert all("Qasab" not in f"{p.what} {p.do}" and "protect" in p.do for p in problems)
    return [problem.where for problem in problems]


@pytest.mark.parametrize("asked", ASKED)
def test_the_name_of_who_asked_not_to_be_named(asked: str) -> None:
    assert where(asked.format(WORDS), NAMED) == ["b"]


def test_in_arabic() -> None:
    assert where(NAMED_AR, ASKED_AR) == ["a"]


def test_who_did_not_ask_is_no_problem() -> None:
    assert where(f"{WORDS} said a worker at the upper dam.", NAMED) == []


def test_nor_is_another_who_asked() -> None:
    other = "“The bread was gone by nine,” said a baker, who asked not to be named."
    assert where(f"{WORDS} said a worker.\n\n{other}", NAMED) == []
