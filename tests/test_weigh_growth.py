"""Figures that change from mouth to mouth, and contradictions a careful reader would name."""
# ruff: noqa: E501 - sentences stay in one line

import pytest

from newsroom import Report, told

NURSE = Report(
    "seen",
    "Coast Post",
    "2032-03-09",
    "At the bakery\n\n“I counted twelve dead in front of the bakery on Almond Street on Tuesday,” Hala Rami, a nurse, told the Coast Post.",
)
STEPS = (
    Report(
        "radio",
        "Radio Qasr",
        "2032-03-09",
        "Evening bulletin\n\nAbout 20 people were killed at the bakery on Almond Street on Tuesday, the Coast Post reported.",
    ),
    Report(
        "daryan",
        "Daryan News",
        "2032-03-10",
        "Toll\n\nDaryan News said, citing Radio Qasr, that at least 40 people had been killed at the bakery on Almond Street on Tuesday.",
    ),
    Report(
        "minara",
        "المنارة",
        "2032-03-10",
        "الحصيلة\n\nقُتل أكثر من ستين شخصا في الفرن في شارع اللوز يوم الثلاثاء، نقلا عن داريان نيوز.",
    ),
)


def test_a_figure_that_grows_as_it_is_passed_on() -> None:
    found = told(NURSE, *STEPS)
    assert found.figures() == [
        ["twelve dead", "About 20 people", "at least 40 people", "أكثر من ستين شخصا"]
    ]
    assert found.contradicted() == []
    assert found.claim("twelve").origins_low == 1
    assert found.claim("About 20").origins_low == 0


def test_the_order_of_arrival_changes_no_growth() -> None:
    assert told(*reversed((NURSE, *STEPS))).growths == told(NURSE, *STEPS).growths


def test_a_hedge_that_is_lost_is_a_step() -> None:
    plain = Report(
        "daryan",
        "Daryan News",
        "2032-03-10",
        "Toll\n\nDaryan News said, citing Radio Qasr, that 20 people had been killed at the bakery on Almond Street on Tuesday.",
    )
    assert told(STEPS[0], plain).figures() == [["About 20 people", "20 people"]]


def test_what_one_says_retold_by_another_with_more() -> None:
    retold = Report(
        "b",
        "Radio Qasr",
        "2032-03-10",
        "Bulletin\n\nAbout 20 people were killed on Tuesday when a shell hit the bakery on Almond Street, Hala Rami, a nurse, said.",
    )
    assert told(NURSE, retold).figures() == [["twelve dead", "About 20 people"]]


NO_GROWTH = {
    "a toll that rises, by the same source": Report("later", "Coast Post", "2032-03-11", "Toll\n\n“By now there are nineteen dead,” Hala Rami, a nurse, told the Coast Post on Thursday."),
    "another day": Report("b", "Radio Qasr", "2032-03-12", "Bulletin\n\nThirty people were killed at the bakery on Almond Street on Thursday, the Coast Post reported."),
    "another thing counted": Report("b", "Radio Qasr", "2032-03-10", "Bulletin\n\nThirty people were wounded at the bakery on Almond Street on Tuesday, the Coast Post reported."),
    "the same figure": Report("b", "Radio Qasr", "2032-03-10", "Bulletin\n\nTwelve people were killed at the bakery on Almond Street on Tuesday, the Coast Post reported."),
    "nobody's word on whose": Report("b", "Radio Qasr", "2032-03-10", "Bulletin\n\n“Thirty people were killed in the harbour on Tuesday,” said Munir Qasab, a tailor."),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_GROWTH)
def test_what_is_no_growth(case: str) -> None:
    assert told(NURSE, NO_GROWTH[case]).growths == ()


OFFICES = (
    "Lena Farah said: “No more than 1,900 people have left Almond Street as of noon.”",
    "Mayor Qasab said 3,200 people had left Almond Street by Tuesday noon.",
)


def test_two_offices_with_two_figures_contradict_each_other() -> None:
    for reports in (
        (
            Report("a", "Hill Post", "2032-03-10", "Voices\n\n" + OFFICES[0]),
            Report("b", "Radio Qasr", "2032-03-10", "Voices\n\n" + OFFICES[1]),
        ),
        (Report("a", "Hill Post", "2032-03-10", "Voices\n\n" + "\n\n".join(OFFICES)),),
    ):
        found = told(*reports)
        assert found.growths == ()
        assert [facet for facet, _ in found.contradicted()] == ["how_many"]


FIGURE_ON_ONE_SIDE = (
    "وقال كريم عوشن إن 3200 شخص غادروا شارع اللوز حتى ظهر الثلاثاء.",
    "وقالت هالة رامي إن من غادروا شارع اللوز حتى ظهر الثلاثاء عادوا إليه.",
)


def test_the_frame_of_another_voices_figure_is_no_retelling() -> None:
    text = "أصوات\n\n" + "\n\n".join(FIGURE_ON_ONE_SIDE)
    assert {link.kind for link in told(Report("a", None, "2032-03-10", text)).links} == set()


def test_a_circle_of_figures_ends() -> None:
    ring = (
        Report(
            "a",
            "Coast Post",
            "2032-03-10",
            "Toll\n\nAt least 20 people were killed at the bakery on Almond Street on Tuesday, Al-Minara reported.",
        ),
        Report(
            "b",
            "Radio Qasr",
            "2032-03-10",
            "Toll\n\nAt least 40 people were killed at the bakery on Almond Street on Tuesday, the Coast Post reported.",
        ),
        Report(
            "c",
            "Al-Minara",
            "2032-03-10",
            "Toll\n\nAt least 60 people were killed at the bakery on Almond Street on Tuesday, Radio Qasr reported.",
        ),
    )
    (figures,) = told(*ring).figures()
    assert len(figures) == 3


# --- contradictions ----------------------------------------------------------------------


def pair(one: str, other: str, days: tuple[int, int] = (10, 10)) -> list[tuple[str, str]]:
    return told(
        Report("a", "Hill Post", f"2032-03-{days[0]:02d}", "Voices\n\n" + one),
        Report("b", "Radio Qasr", f"2032-03-{days[1]:02d}", "Voices\n\n" + other),
    ).contradicted()


TWELVE = "“Twelve people were killed in Almond Street on Tuesday,” said Hala Rami, a nurse."

CONTRADICTED = [
    (
        TWELVE,
        "“Thirty people were killed in Almond Street on Tuesday,” said Munir Qasab, a tailor.",
    ),
    (TWELVE, "وقال كريم عوشن، وهو خياط: «قُتل ثلاثون شخصا في شارع اللوز يوم الثلاثاء»."),
]
NEAR_MISSES = {
    "another place": "“Thirty people were killed in Nahr Street on Tuesday,” said Munir Qasab, a tailor.",
    "another day": "“Thirty people were killed in Almond Street on Sunday,” said Munir Qasab, a tailor.",
    "a part of it": "“Seven children were killed in Almond Street on Tuesday,” said Munir Qasab, a tailor.",
    "another state": "“Thirty people were wounded in Almond Street on Tuesday,” said Munir Qasab, a tailor.",
    "a bound that fits": "“More than ten people were killed in Almond Street on Tuesday,” said Munir Qasab.",
    "another thing": "“Thirty shells fell in Almond Street on Tuesday,” said Munir Qasab, a tailor.",
}


@pytest.mark.parametrize(("one", "other"), CONTRADICTED)
def test_two_figures_of_one_thing_at_one_time(one: str, other: str) -> None:
    assert [facet for facet, _ in pair(one, other)] == ["how_many"]


@pytest.mark.parametrize("case", NEAR_MISSES)
def test_near_misses_are_no_contradiction(case: str) -> None:
    assert pair(TWELVE, NEAR_MISSES[case]) == []


def test_noon_told_at_two_times_is_one_noon() -> None:
    one = "Lena Farah said on Tuesday: “No more than 1,900 people have left Almond Street as of noon.”"
    other = "Mayor Qasab said 3,200 people had left Almond Street as of noon on Tuesday."
    assert [facet for facet, _ in pair(one, other, (9, 10))] == ["how_many"]
    assert (
        pair(one, other.replace("noon", "dusk").replace("on Tuesday", "on Friday"), (9, 13)) == []
    )


def test_a_later_count_is_an_update() -> None:
    assert (
        pair(
            TWELVE,
            "“Thirty people were killed in Almond Street on Tuesday,” said Munir Qasab, a tailor.",
            (10, 14),
        )
        == []
    )


def test_as_of_one_hour_told_at_two_times() -> None:
    one = "وقال مجلس المدينة إنه لم يغادر مرسونة على متن الحافلات حتى السادسة من مساء الثلاثاء سوى ١٤٠ شخصاً."
    other = "وقالت قيادة الجيش إن ستمئة شخص غادروا مرسونة على متن الحافلات حتى السادسة من مساء الثلاثاء."
    assert [facet for facet, _ in pair(one, other, (10, 11))] == ["how_many"]


BLAME = [
    (
        "“The army broke the ceasefire on Tuesday,” Samer Boghazi, a spokesman of the rebels, said.",
        "The rebels broke the ceasefire on Tuesday, the army said in a statement.",
    ),
    (
        "وقال سامر بوغازي، المتحدث باسم الجبهة، إن الجيش هو الذي خرق الهدنة مساء الثلاثاء.",
        "وقال الجيش في بيان إن الجبهة هي التي خرقت الهدنة مساء الثلاثاء.",
    ),
    (
        "“The army broke the ceasefire on Tuesday,” Samer Boghazi, a spokesman of the front, said.",
        "وقال الجيش في بيان إن الجبهة هي التي خرقت الهدنة مساء الثلاثاء.",
    ),
]


@pytest.mark.parametrize(("one", "other"), BLAME)
def test_two_sides_that_blame_each_other(one: str, other: str) -> None:
    assert [facet for facet, _ in pair(one, other)] == ["who_did"]


def test_two_who_blame_the_same_do_not_contradict() -> None:
    other = "The army broke the ceasefire on Tuesday, Munir Qasab, a tailor, said."
    assert pair(BLAME[0][0], other) == []
