"""Clauses: what looks ahead to a time, and what was over by it."""

import pytest

from amana.read.clauses import looks_ahead


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The truce will begin on Tuesday.", True),
        ("They must leave by Tuesday.", True),
        ("They had to leave by Tuesday.", True),
        ("3,200 people had left the valley by Tuesday noon.", False),
        ("They hadn’t left by Tuesday.", False),
        ("They said on Tuesday that aid will come.", False),
    ],
)
def test_what_was_over_by_a_day_does_not_look_ahead(text: str, *, ahead: bool) -> None:
    at = text.index("Tuesday")
    assert looks_ahead(text, (at, at + 7)) is ahead, text
