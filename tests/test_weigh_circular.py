"""Circles: outlets that cite each other are nobody's witness; two who saw it are two."""
# ruff: noqa: E501 - sentences stay in one line

import pytest

from newsroom import Report, told

ENGLISH = (
    Report(
        "post",
        "The Coast Post",
        "2032-03-10",
        "The road\n\nThe Coast Post said, quoting Al-Minara, that the Salt Road was open to people on foot since Tuesday noon.",
    ),
    Report(
        "radio",
        "Radio Qasr",
        "2032-03-11",
        "Morning bulletin\n\nRadio Qasr reported, citing The Coast Post, that the Salt Road has been open to people on foot since Tuesday noon.",
    ),
    Report(
        "minara",
        "Al-Minara",
        "2032-03-12",
        "In brief\n\nThe Salt Road has been open to people on foot since Tuesday, according to Radio Qasr.",
    ),
)
ARABIC = (
    Report(
        "post",
        "صحيفة الشاطئ",
        "2032-03-10",
        "الطريق\n\nقالت صحيفة الشاطئ نقلا عن المنارة إن طريق الملح مفتوح أمام المشاة منذ ظهر الثلاثاء.",
    ),
    Report(
        "radio",
        "راديو القصر",
        "2032-03-10",
        "النشرة\n\nوأفاد راديو القصر، نقلاً عن صحيفة الشاطئ، بأن طريق الملح مفتوح أمام المشاة منذ ظهر الثلاثاء.",
    ),
    Report(
        "minara",
        "المنارة",
        "2032-03-10",
        "المنارة: نقل راديو القصر أن طريق الملح مفتوح أمام المشاة منذ ظهر الثلاثاء.",
    ),
)
MIXED = (
    Report(
        "post",
        "The Coast Post",
        "2032-03-10",
        "Flour\n\nThe Coast Post said, quoting Al-Minara, that forty trucks of flour had been turned back at the Salt Gate on Tuesday.",
    ),
    Report(
        "radio",
        "Radio Qasr",
        "2032-03-10",
        "Flour\n\nRadio Qasr reported, citing The Coast Post, that forty trucks of flour were turned back at the Salt Gate on Tuesday.",
    ),
    Report(
        "minara",
        "المنارة",
        "2032-03-11",
        "المنارة: نقل راديو القصر أن أربعين شاحنة طحين أُعيدت من باب الملح يوم الثلاثاء.",
    ),
)


@pytest.mark.parametrize("reports", [ENGLISH, ARABIC, MIXED])
def test_three_outlets_that_cite_each_other_are_one_circle(reports: tuple[Report, ...]) -> None:
    found = told(*reports)
    (claim,) = [claim for claim in found.claims if len(claim.statements) == len(reports)]
    assert (claim.origins_low, claim.origins_high, claim.status) == (0, 0, "unreviewed")
    (origin,) = [origin for origin in found.origins if origin.claim == claim.id]
    assert origin.state == "circular"
    loop = [found.name(one) for one in origin.retellings]
    cites = {"post": "minara", "radio": "post", "minara": "radio"}
    assert [cites[one] for one in loop] == [*loop[1:], loop[0]]
    assert len(origin.via) == len(reports)


def test_a_witness_opens_the_circle() -> None:
    post = Report(
        "seen", None, "2032-03-10",
        "I walked the Salt Road on Tuesday noon. The Salt Road is open to people on foot since Tuesday noon.\n\n— Hala Rami (@hala) March 10, 2032",
        kind="post",
        author="Hala Rami (@hala)",
    )  # fmt: skip
    claim = told(*ENGLISH, post).claim("Salt Road was open")
    assert (claim.origins_low, claim.status) == (1, "single_origin")


def test_a_chain_is_no_circle() -> None:
    plain = Report(
        "minara",
        "Al-Minara",
        "2032-03-09",
        "In brief\n\nAl-Minara said that the Salt Road was open to people on foot since Tuesday noon.",
    )
    found = told(*ENGLISH[:2], plain)
    assert {origin.state for origin in found.origins} == {"unsourced"}


# --- two who saw it ----------------------------------------------------------------------

QUEUE = "“A shell hit the bakery on Almond Street on Tuesday morning. I was in the queue,” said Hala Rami, a nurse."
SMOKE = "“I saw the smoke from my roof. The bakery in Almond Street was struck on Tuesday at dawn,” Munir Qasab, a tailor, told Radio Qasr."


def pair(one: str, other: str, *, day: int = 10) -> list[Report]:
    return [
        Report("a", "Hill Post", "2032-03-10", "Voices\n\n" + one),
        Report("b", "Radio Qasr", f"2032-03-{day}", "Voices\n\n" + other),
    ]


def test_two_witnesses_in_other_words_corroborate() -> None:
    claim = told(*pair(QUEUE, SMOKE)).claim("bakery")
    assert (claim.origins_low, claim.origins_high, claim.status) == (2, 2, "corroborated")


def test_two_witnesses_in_two_languages_corroborate() -> None:
    one = "“I counted twelve dead in front of the bakery on Almond Street on Tuesday,” said Hala Rami, a nurse."
    other = "وقال كريم عوشن، وهو خياط، للمنارة: «حملنا يوم الثلاثاء اثني عشر قتيلاً من أمام الفرن في شارع اللوز»."
    claim = told(*pair(one, other)).claim("twelve dead")
    assert (len(claim.statements), claim.origins_low, claim.status) == (2, 2, "corroborated")


NOT_THE_SAME = [
    "“The pharmacy on Almond Street was struck on Tuesday at dawn,” said Munir Qasab, a tailor.",
    "“The tannery on Almond Street was struck on Tuesday at dawn,” said Munir Qasab, a tailor.",
    "“The bakery on Nahr Street was struck on Tuesday at dawn,” said Munir Qasab, a tailor.",
    "“The bakery on Almond Street was struck on Sunday at dawn,” said Munir Qasab, a tailor.",
    "“The bakery on Almond Street was not struck on Tuesday,” said Munir Qasab, a tailor.",
    "“The bakery on Almond Street closed on Tuesday at dawn,” said Munir Qasab, a tailor.",
    "“Two people were struck on Almond Street on Tuesday at dawn,” said Munir Qasab, a tailor.",
    "“A car was struck on Almond Street on Tuesday at dawn,” said Munir Qasab, a tailor.",
    "“The bakery was struck on Tuesday at dawn,” said Munir Qasab, a tailor.",
]


@pytest.mark.parametrize("other", NOT_THE_SAME)
def test_what_differs_in_one_thing_is_not_the_same(other: str) -> None:
    found = told(*pair(QUEUE, other))
    assert not [link for link in found.links if link.kind == "same_claim"]
    assert all(claim.status == "single_origin" or claim.contradictions for claim in found.claims)


def test_the_same_a_month_later_is_another_thing() -> None:
    one = "“A shell hit the bakery on Almond Street. I was in the queue,” said Hala Rami, a nurse."
    other = "“I saw it from my roof: it was the bakery in Almond Street that was struck,” said Munir Qasab, a tailor."
    assert told(*pair(one, other)).claim("bakery").status == "corroborated"
    later = [Report("b", "Radio Qasr", "2032-04-20", "Voices\n\n" + other)]
    found = told(pair(one, other)[0], *later)
    assert {claim.status for claim in found.claims} == {"single_origin"}


def test_one_who_says_it_twice_is_one() -> None:
    again = "“The bakery in Almond Street was struck on Tuesday at dawn,” Hala Rami, a nurse, told Radio Qasr."
    assert all(claim.origins_low <= 1 for claim in told(*pair(QUEUE, again)).claims)


def test_a_third_that_fits_both_does_not_join_what_differs() -> None:
    east = "“They closed the eastern gate of the mill in Almond Street on Tuesday,” said Hala Rami, a nurse."
    west = "“On Tuesday in Almond Street I found that of the mill the western gate had been shut,” said Munir Qasab, a tailor."
    both = Report(
        "c",
        "Coast Post",
        "2032-03-10",
        "Voices\n\n“The gate of the mill in Almond Street was closed on Tuesday,” said Rima Dalal, a teacher.",
    )
    found = told(*pair(east, west), both)
    groups = [{found.name(s) for s in claim.statements} for claim in found.claims]
    assert not any({"a", "b"} <= group for group in groups)
