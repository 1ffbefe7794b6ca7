"""Whom "he" and "she" mean: the nearest that fits, a sentence's subject before all it names."""

import pytest

from test_read_attribution import read, voice

HANAN = "Hanan Safwi, a teacher, stood at her window. “I saw it,” she said.\n\n"
ADAM = "Adam Kerr, 52, has kept the gates for years. “I opened them,” he said.\n\n"
MIRA = "Mira Tabbakh, aged nine, slept in her shoes. “I saw it,” she said.\n\n"
QUOTE = "“They called us at eight,” "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HANAN + f"A worker at the dam said the gates had opened. {QUOTE}he said.", "worker"),
        (MIRA + f"A worker at the dam said the gates had opened. {QUOTE}he said.", "worker"),
        (HANAN + f"A worker who keeps the gates stood there. {QUOTE}he said.", "worker"),
        (HANAN + f"The lights went out at nine. {QUOTE}he said.", None),
        (HANAN + f"The lights went out at nine. {QUOTE}she said.", "Hanan Safwi"),
        (ADAM + f"His wife, Salwa Nour, fears for him. {QUOTE}she said.", "Salwa Nour"),
        (ADAM + f"His wife fears for him. {QUOTE}she said.", "His wife"),
        (ADAM + f"His wife fears for him. {QUOTE}he said.", "Adam Kerr"),
        (HANAN.strip() + f" A boy ran past Tom Alder. {QUOTE}he said.", "boy"),
        (
            f"The spokeswoman of the Civil Defence, Nadia Ferro, gave figures. {QUOTE}she said.",
            "Nadia Ferro",
        ),
    ],
)
def test_a_pronoun_means_the_nearest_that_fits(text: str, name: str | None) -> None:
    said = voice(read(text).statements[-1])
    assert said == name or (name is not None and str(said).startswith(name))


def test_what_two_people_say_in_one_paragraph_is_not_joined() -> None:
    text = HANAN.strip() + f" A boy ran past Tom Alder. {QUOTE}he said."
    assert len(read(text).statements) == 2


def test_another_takes_the_noun_of_whoever_spoke_before() -> None:
    text = (
        "Two women came down. “We saw nothing,” said one woman. “They came by boat,” said "
        "another. “I hid under the bus,” said a third."
    )
    found = read(text).statements
    assert [one.words for one in found] == [
        ("We saw nothing,",), ("They came by boat,",), ("I hid under the bus,",),
    ]  # fmt: skip
    assert [voice(one) for one in found] == ["woman", "woman", "third woman"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("On Tuesday residents said the bridge was shut.", "residents"),
        ("Early on Tuesday two nurses said the bridge was shut.", "two nurses"),
        ("On Tuesday afternoon her office said the bridge was shut.", "her office"),
        ("Overnight, the governor, Ilya Marsh, said the bridge was shut.", "Ilya Marsh"),
    ],
)
def test_a_subject_stands_behind_the_day_it_spoke_on(text: str, who: str) -> None:
    assert voice(read(text).statements[0]) == who


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        (
            "My wife says we should go but the driver says the road is shut, so we sit",
            [("My wife", "we should go"), ("driver", "the road is shut")],
        ),
        ("My wife says we should go, and we will", [("My wife", "we should go")]),
    ],
)
def test_nested_words_end_where_somebody_else_speaks(
    words: str, inner: list[tuple[str, str]]
) -> None:
    found = [one for one in read(f"“{words},” said Adel Noor.").statements if one.within]
    assert [(voice(one), one.words[0]) for one in found] == inner
    assert all([hop.name for hop in one.via] == ["Adel Noor"] for one in found)


def test_how_many_speak_may_stand_first() -> None:
    text = "Two stallholders, interviewed separately by the agency Lamp, said the market was full."
    (one,) = read(text).statements
    assert (voice(one), [hop.name for hop in one.via]) == ("Two stallholders", ["Lamp"])


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        ("The commandant told the women that nobody would be moved",
         [("commandant", "nobody would be moved")]),
        ("My assistant. He wrote to me that the cover got wet",
         [("My assistant", "the cover got wet")]),
        ("My wife works at the Blue Clinic, she says two boys were brought in",
         [("wife", "two boys were brought in")]),
        ("The sign says the road is closed to lorries", []),
    ],
)  # fmt: skip
def test_who_is_told_of_only_by_what_they_are_speaks_in_ones_words(
    words: str, inner: list[tuple[str, str]]
) -> None:
    found = [one for one in read(f"“{words},” said Adel Noor.").statements if one.within]
    assert [(voice(one), one.words[0]) for one in found] == inner
