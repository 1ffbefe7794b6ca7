"""Descriptions of one thing that two sides give differently, each shown beside the other."""

import pytest

import amana


def disputed(text: str) -> list[list[str]]:
    """What stands beside each statement as another's description."""
    reading = amana.read_text(text, published="2032-02-13")
    for one in reading.statements:
        for other in one.contested:
            assert text[slice(*other.span)] == other.as_written
    return [[other.as_written for other in one.contested] for one in reading.statements]


@pytest.mark.parametrize(
    ("text", "other", "one"),
    [
        (
            "The government calls the raid a rescue; residents call it a massacre.",
            "residents call it a massacre",
            "The government calls the raid a rescue",
        ),
        (
            "The army says the dead were fighters. Relatives say they were farmers.",
            "Relatives say they were farmers",
            "The army says the dead were fighters",
        ),
        (
            "Officials insisted the house was a store, while neighbours said it was a bakery.",
            "neighbours said it was a bakery",
            "Officials insisted the house was a store",
        ),
        (
            "قالت الحكومة إن القتلى مسلحون، بينما قال الأهالي إنهم مزارعون.",
            "قال الأهالي إنهم مزارعون",
            "قالت الحكومة إن القتلى مسلحون",
        ),
        (
            "وصف الجيش الغارة بأنها عملية إنقاذ، في حين وصفها السكان بالمجزرة.",
            "وصفها السكان بالمجزرة",
            "وصف الجيش الغارة بأنها عملية إنقاذ",
        ),
        (
            "وتصف الحكومة العملية بأنها «محدودة»، بينما يسميها السكان مجزرة.",
            "يسميها السكان مجزرة",
            "وتصف الحكومة العملية بأنها «محدودة»",
        ),
    ],
)
def test_each_side_stands_beside_the_other(text: str, other: str, one: str) -> None:
    assert disputed(text) == [[other], [one]]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the water was rising. The engineer said it was under control.",
        "The mayor said the bridge was a ruin. The engineer said it was the third this month.",
        "The army says the dead were fighters. The army says they were farmers.",
        "The army says the dead were fighters.\n\nRelatives say they were farmers.",
        "“They are fighters,” said Hala Rami. “They are children,” said Omar Tarrad.",
    ],
)
def test_what_is_of_something_else_is_no_dispute(text: str) -> None:
    assert not any(disputed(text))


def test_a_nickname_is_no_statement() -> None:
    assert disputed("عبرنا الجسر، ويسميها السكان طريق الحليب منذ زمن.") == []


def test_what_others_think_stands_beside_a_description() -> None:
    text = "Some residents call them guards, others suspect them of looting."
    assert disputed(text) == [["others suspect them of looting"]]
