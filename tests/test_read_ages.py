"""Ages and words for children: told in many ways, always of the right one, and hidden."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.canon import make_id
from amana.flow.deciding import decide
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import reach_stage
from amana.flow.telling import tell
from amana.model import Person, Reading, View
from amana.read.reading import read_view
from amana.read.voices.ages import age_behind, child_in, find_ages
from amana.read.voices.whose import without_ages

ZONE = ZoneInfo("Asia/Muscat")

#: each has one statement, of Lina Darwish, who is a child
CHILDREN = (
    "“I hid,” said Lina Darwish, who is only seven years of age, from the cellar.",
    "“We hid in the cellar all night,” says Lina Darwish, just seven.",
    "“We hid in the cellar all night,” says Lina Darwish, then 7.",
    "“We hid in the cellar all night,” says Lina Darwish, now aged nine.",
    "“We hid in the cellar all night,” said 10-year old Lina Darwish.",
    "“We hid in the cellar all night,” said ten-year-old schoolgirl Lina Darwish.",
    "“We hid in the cellar all night,” said Lina Darwish, an 11-year-old from Marsuna.",
    "“We hid in the cellar all night,” said Lina Darwish, a fifth grader.",
    "“We hid in the cellar all night,” said Lina Darwish, a fifth-grade pupil.",
    "“We hid in the cellar all night,” said Lina Darwish, a fifth-grade student.",
    "“We hid in the cellar all night,” said Lina Darwish, in fifth grade.",
    "“We hid in the cellar all night,” said Lina Darwish, a sixth-former.",
    "“We hid in the cellar all night,” said Lina Darwish, a teenager.",
    "“We hid in the cellar all night,” said teenager Lina Darwish.",
    "“We hid in the cellar all night,” said Lina Darwish, 7 years.",
    "“We hid in the cellar all night,” said Lina Darwish (7 years old).",
    "“We hid in the cellar all night,” said Lina Darwish, the seven-year-old daughter of a baker.",
    "“We hid in the cellar all night,” said Lina Darwish, a baker’s seven-year-old daughter.",
    "“We hid in the cellar all night,” said Lina Darwish, still a child.",
    "“We hid in the cellar all night,” said Lina Darwish, who is still a child.",
    "“We hid in the cellar all night,” said Lina Darwish, not yet eight.",
    "“We hid in the cellar all night,” said Lina Darwish, who has just turned eight.",
    "“We hid in the cellar,” said Lina Darwish, who celebrated her eighth birthday in the cellar.",
    "“We hid in the cellar all night,” said Lina Darwish, whose age is seven.",
    "“We hid in the cellar all night,” said Lina Darwish — aged seven.",
    "“We hid in the cellar all night,” said Lina Darwish - 7 years old.",
    "“We hid in the cellar all night,” said Lina Darwish, under ten.",
    "“We hid in the cellar all night,” said Lina Darwish, seven and a half.",
    "“We hid in the cellar all night,” said Lina Darwish, seven-and-a-half years old.",
    "Lina Darwish, seven: “We hid in the cellar all night.”",
    "Lina Darwish (age 7), Marsuna: “We hid in the cellar all night.”",
    "“We hid in the cellar all night.” — Lina Darwish, 7",
    "Seven year old Lina Darwish told us: “We hid in the cellar all night.”",
    "A girl, seven-year-old Lina Darwish, told us: “We hid in the cellar all night.”",
    "Lina Darwish is a pupil in the third form. “We hid in the cellar all night,” she said.",
    "Lina Darwish was born in a siege. She is in first grade. “We hid in the cellar,” she said.",
    "Lina Darwish, a primary school pupil, said: “We hid in the cellar all night.”",
    "The child, Lina Darwish, said: “We hid in the cellar all night.”",
    "قالت لينا درويش (سبع سنوات): «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش (في السابعة من عمرها): «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش بنت السبع سنين: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش، عمرها 7: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش، عمرها سبعة أعوام: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش صاحبة السبعة أعوام: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش ذات الاثني عشر ربيعا: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش، وهي في الصف الخامس: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش، طالبة في الصف السادس الابتدائي: «اختبأنا في القبو طوال الليل».",
    "قالت الصغيرة لينا درويش: «اختبأنا في القبو طوال الليل».",
    "قالت الطفلة السورية لينا درويش: «اختبأنا في القبو طوال الليل».",
    "قالت الفتاة لينا درويش البالغة 14 عاما: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش، الطفلة البالغة من العمر تسعة أعوام: «اختبأنا في القبو طوال الليل».",
    "وقالت ابنته لينا درويش (٩ أعوام): «اختبأنا في القبو طوال الليل».",
    "تقول لينا درويش، التي بلغت الثامنة قبل أيام: «اختبأنا في القبو طوال الليل».",
    "تقول لينا درويش، التي أتمت عامها الثامن: «اختبأنا في القبو طوال الليل».",
    "تقول لينا درويش التي لا يتجاوز عمرها ثماني سنوات: «اختبأنا في القبو طوال الليل».",
    "لينا درويش طفلة في السابعة من عمرها. تقول: «اختبأنا في القبو طوال الليل».",
    "لينا درويش طفلة من مرسونة. تقول: «اختبأنا في القبو طوال الليل».",
    "وبحسب لينا درويش، وهي مراهقة في الخامسة عشرة، كان القبو مظلما طوال الليل.",
    "قالت لينا درويش، مواليد عام 2025: «اختبأنا في القبو طوال الليل».",
    "قالت لينا درويش وهي لم تبلغ العاشرة بعد: «اختبأنا في القبو طوال الليل».",
    "“I hid my shoes,” said Lina Darwish, aged seven.",
    "“I hid my shoes,” said Lina Darwish, aged 7.",
    "“I hid my shoes,” said Lina Darwish, age 7.",
    "“I hid my shoes,” said Lina Darwish, 7.",
    "“I hid my shoes,” said Lina Darwish, 7, who lives there.",
    "“I hid my shoes,” said Lina Darwish, seven.",
    "“I hid my shoes,” Lina Darwish, 7, said.",
    "“I hid my shoes,” Lina Darwish, aged seven, said.",
    "Lina Darwish, who is seven, lives there. “I hid my shoes,” she said.",
    "Lina Darwish, 7, lives in Marsuna. “I hid my shoes,” she said.",
    "“I hid my shoes,” said seven-year-old Lina Darwish.",
    "“I hid my shoes,” said 7-year-old Lina Darwish.",
    "“I hid my shoes,” said a 7 year old girl, Lina Darwish.",
    "“I hid my shoes,” said a 7-year-old girl named Lina Darwish.",
    "“I hid my shoes,” said Lina Darwish, a seven year old girl.",
    "“I hid my shoes,” said Lina Darwish, seven years old.",
    "“I hid my shoes,” said Lina Darwish, who turned eight on Monday.",
    "“I hid my shoes,” said Lina Darwish, a girl of nine.",
    "“I hid my shoes,” said Lina Darwish, a third-grader.",
    "“I hid my shoes,” said Lina Darwish, who is in the third grade.",
    "“I hid my shoes,” said Lina Darwish, a schoolgirl.",
    "“I hid my shoes,” said schoolgirl Lina Darwish.",
    "“I hid my shoes,” said Lina Darwish, a pupil at the river school.",
    "“I hid my shoes,” said Lina Darwish, born in 2024.",
    "“I hid my shoes,” said Lina Darwish (7).",
    "“I hid my shoes,” said Lina Darwish (aged 7).",
    "“I hid my shoes,” said Lina Darwish, a 17-year-old student.",
    "Lina Darwish (7): “I hid my shoes.”",
    "Lina Darwish lives in Marsuna. She is seven. “I hid my shoes,” she said.",
    "Lina Darwish said: “I am seven years old and I hid my shoes.”",
    "“I hid my shoes,” said little Lina Darwish.",
    "“I hid my shoes,” said the girl, Lina Darwish.",
    "Aged seven, Lina Darwish writes every day. “I hid my shoes,” she said.",
    "Lina Darwish’s seventh birthday was on Monday. “I hid my shoes,” she said.",
    "“I hid my shoes,” said Lina Darwish, who attends kindergarten.",
    "“I hid my shoes,” the seven-year-old Lina Darwish wrote.",
    "Lina Darwish, who will be eight in May, wrote: “I hid my shoes.”",
    "Seven-year-old Lina Darwish wrote that she hid her shoes.",
    "According to 12-year-old Lina Darwish, the road was closed at night.",
    "قالت لينا درويش (7 سنوات): «خبأت حذائي».",
    "قالت لينا درويش (٧ سنوات): «خبأت حذائي».",
    "قالت لينا درويش، 7 أعوام، «خبأت حذائي».",
    "قالت لينا درويش، ٧ أعوام: «خبأت حذائي».",
    "قالت لينا درويش (7): «خبأت حذائي».",
    "قالت الطفلة لينا درويش «خبأت حذائي».",
    "قالت الطفلة لينا درويش إنها خبأت حذاءها تحت الدرج.",
    "قالت لينا درويش ذات السنوات السبع: «خبأت حذائي».",
    "قالت لينا درويش ذات السبع سنوات: «خبأت حذائي».",
    "قالت لينا درويش البالغة من العمر سبع سنوات: «خبأت حذائي».",
    "قالت لينا درويش، البالغة من العمر 7 سنوات: «خبأت حذائي».",
    "قالت لينا درويش، وهي تلميذة في الصف الثالث: «خبأت حذائي».",
    "قالت لينا درويش، التلميذة في الصف الثالث: «خبأت حذائي».",
    "قالت التلميذة لينا درويش: «خبأت حذائي».",
    "قالت لينا درويش وعمرها تسع سنوات: «خبأت حذائي».",
    "قالت لينا درويش، وعمرها تسع سنوات: «خبأت حذائي».",
    "قالت لينا درويش، ابنة العاشرة: «خبأت حذائي».",
    "قالت لينا درويش ابنة السبع سنوات: «خبأت حذائي».",
    "قالت لينا درويش التي تبلغ من العمر اثني عشر عاماً: «خبأت حذائي».",
    "قالت لينا درويش، في السابعة من عمرها: «خبأت حذائي».",
    "قالت لينا درويش وهي في السابعة من العمر: «خبأت حذائي».",
    "قالت لينا درويش، ابنة سبعة عشر ربيعا: «خبأت حذائي».",
    "لينا درويش، 7 سنوات: «خبأت حذائي».",
    "تعيش لينا درويش في مرسونة. عمرها سبع سنوات. وقالت: «خبأت حذائي تحت الدرج».",
    "قالت لينا درويش إن عمرها سبع سنوات وإنها خبأت حذاءها.",
    "قالت لينا درويش: «عمري سبع سنوات وخبأت حذائي تحت الدرج».",
    "تقول لينا درويش التي لم تتجاوز العاشرة من عمرها: «خبأت حذائي».",
    "قالت لينا درويش، من مواليد 2024: «خبأت حذائي».",
    "قالت لينا درويش (12 عاماً) إنها خبأت حذاءها تحت الدرج.",
)

#: each has one statement, of Lina Darwish, of whom nothing says that she is a child
NO_CHILDREN = (
    "“I hid my shoes,” said Lina Darwish, 34.",
    "“I hid my shoes,” said 34-year-old Lina Darwish.",
    "“I hid my shoes,” said Lina Darwish, a woman of ninety.",
    "“I hid my shoes,” said Lina Darwish, born in 1990.",
    "“I hid my shoes,” said Lina Darwish (44).",
    "In the shop of Adel Smith, 34 people were hurt. “I hid my shoes,” said Lina Darwish.",
    "On Feb 7, Lina Darwish wrote: “I hid my shoes.”",
    "On February 7, 2032, Lina Darwish wrote: “I hid my shoes.”",
    "“I hid my shoes,” said Lina Darwish, a first-grade teacher.",
    "“I hid my shoes,” said Lina Darwish, a child psychologist.",
    "“I hid my shoes,” said Lina Darwish, one of the nurses.",
    "“I hid my shoes,” said Lina Darwish, 18.",
    "Lina Darwish, 7 km away, said: “I hid my shoes.”",
    "Lina Darwish was five minutes late. “I hid my shoes,” she said.",
    "At seven, Lina Darwish said: “I hid my shoes.”",
    "“I hid my shoes,” said Lina Darwish of the seven-year-old Lamp agency.",
    "A family of seven fled. “I hid my shoes,” said Lina Darwish.",
    "قالت لينا درويش (34 سنة): «خبأت حذائي».",
    "قالت لينا درويش، 34 عاما: «خبأت حذائي».",
    "قالت لينا درويش البالغة من العمر خمسة وثلاثين عاما: «خبأت حذائي».",
    "قالت لينا درويش بعد سبع ساعات: «خبأت حذائي».",
    "قالت لينا درويش في السابعة مساء: «خبأت حذائي».",
    "قالت لينا درويش إن الحصار بدأ قبل سبع سنوات.",
    "قالت لينا درويش، وهي معلمة الصف الثالث: «خبأت حذائي».",
    "قالت لينا درويش، وهي في الخامسة والثلاثين من عمرها: «خبأت حذائي».",
    "أصيب 7 أشخاص. قالت لينا درويش: «خبأت حذائي».",
)

#: of these, an age says that she is grown up
GROWN = (
    "“I hid my shoes,” said Lina Darwish, 34.",
    "“I hid my shoes,” said 34-year-old Lina Darwish.",
    "“I hid my shoes,” said Lina Darwish, born in 1990.",
    "“I hid my shoes,” said Lina Darwish (44).",
    "“I hid my shoes,” said Lina Darwish, 18.",
    "قالت لينا درويش (34 سنة): «خبأت حذائي».",
    "قالت لينا درويش، 34 عاما: «خبأت حذائي».",
    "قالت لينا درويش البالغة من العمر خمسة وثلاثين عاما: «خبأت حذائي».",
    "قالت لينا درويش، وهي في الخامسة والثلاثين من عمرها: «خبأت حذائي».",
)

#: children who say nothing, by the names that must be hidden
SPOKEN_OF = (
    ("Seven-year-old Rim was carried out.", ("Rim",)),
    ("“My daughter Yara, 7, is gone,” said Huda Noor, a nurse.", ("Yara",)),
    ("Rescuers carried out Rim Noor, a toddler.", ("Rim Noor",)),
    ("The children Rim and Sami were found.", ("Rim", "Sami")),
    ("Rim and Sami, aged 7 and 9, were found.", ("Rim", "Sami")),
    ("Her 7-year-old son, Karim, was killed.", ("Karim",)),
    ("Baby Karim was found alive.", ("Karim",)),
    ("Three-month-old Karim was found alive.", ("Karim",)),
    ("Karim, three months old, was found alive.", ("Karim",)),
    ("Huda Noor and her seven-year-old daughter Rim fled.", ("Rim",)),
    ("The boy Karim Noor was found.", ("Karim Noor",)),
    ("Karim Noor was only seven.", ("Karim Noor",)),
    ("Karim Noor, the youngest, was killed. He was four.", ("Karim Noor",)),
    ("He is survived by Rim, 4, and Sami, 9.", ("Rim", "Sami")),
    ("Among the dead were Karim Noor (4) and Adel Noor (40).", ("Karim Noor",)),
    ("Little Rim is gone.", ("Rim",)),
    ("My son Karim is 5 years old.", ("Karim",)),
    ("My son Karim is five.", ("Karim",)),
    ("انتشل المسعفون ريم (٣ سنوات) وأخاها سامي (٥ سنوات).", ("ريم", "سامي")),
    ("نجت الطفلة تمارة الزين من القصف.", ("تمارة الزين",)),
    ("مقتل الطفل سامي حداد في القصف.", ("سامي حداد",)),
    ("ابنتي يارا، 7 سنوات، اختفت.", ("يارا",)),
    ("قالت هدى: «ابنتي يارا عمرها سبع سنوات».", ("يارا",)),
    ("ابنتي الصغيرة يارا في القبو.", ("يارا",)),
    ("الطفلان ريم وسامي في المشفى.", ("ريم", "سامي")),
    ("الرضيع سامي عمره ثلاثة أشهر.", ("سامي",)),
    ("سامي، رضيع عمره ثلاثة أشهر، نجا.", ("سامي",)),
    ("يارا في الصف الثالث.", ("يارا",)),
    ("كان سامي ابن سبع سنوات.", ("سامي",)),
    ("توفيت ليان ذات الأعوام الخمسة.", ("ليان",)),
    ("الشهيدة الطفلة جنى.", ("جنى",)),
)

#: a child is told of who has no name
NAMELESS = (
    "A seven-year-old lay in the street.",
    "He was killed at the age of seven.",
    "طفل في السابعة من عمره كان هناك.",
    "A girl of nine stood there.",
    "Children under five? A third-grader asked.",
    "رضيعة عمرها شهران كانت هناك.",
)


def read(text: str) -> Reading:
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="x", kind="article", lang=None, title=None, outlet=None, author=None,
        published="2032-02-12", text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE)


def speakers(reading: Reading) -> list[tuple[str | None, bool | None]]:
    return [(s.speaker.name, s.speaker.minor) for s in reading.statements if s.speaker]


@pytest.mark.parametrize("text", CHILDREN)
def test_a_child_who_speaks_is_known_for_one(text: str) -> None:
    reading = read(text)
    assert speakers(reading) in ([("Lina Darwish", True)], [("لينا درويش", True)])
    assert [minor.name for minor in reading.minors] == [reading.statements[0].speaker.name]  # type: ignore[union-attr]
    assert reading.sensitivity == ("minor", "childhood")


@pytest.mark.parametrize("text", NO_CHILDREN)
def test_a_number_near_a_name_makes_nobody_a_child(text: str) -> None:
    reading = read(text)
    assert reading.minors == ()
    assert reading.sensitivity == ()
    assert [minor for _, minor in speakers(reading)] in ([None], [False])


@pytest.mark.parametrize("text", GROWN)
def test_an_age_of_eighteen_or_more_says_grown_up(text: str) -> None:
    assert [minor for _, minor in speakers(read(text))] == [False]


@pytest.mark.parametrize(("text", "names"), SPOKEN_OF)
def test_a_child_who_is_only_spoken_of_is_known_by_name(text: str, names: tuple[str, ...]) -> None:
    reading = read(text)
    assert sorted(minor.name for minor in reading.minors) == sorted(names)
    for minor in reading.minors:
        assert all(text[start:end] == minor.name for start, end in minor.spans)


@pytest.mark.parametrize("text", NAMELESS)
def test_a_child_without_a_name_makes_a_text_delicate(text: str) -> None:
    assert "childhood" in read(text).sensitivity


def test_a_grown_up_beside_a_child_lifts_nothing() -> None:
    reading = read(
        "“Stay,” said Huda Noor, 40.\n\n“I hid my shoes,” said her daughter Rim, aged 9."
    )
    assert speakers(reading) == [("Huda Noor", False), ("Rim", True)]
    assert reading.sensitivity == ("minor", "childhood")


def test_an_age_reaches_every_mention_of_the_same_person() -> None:
    text = (
        "“The road is closed to us all,” said Lina Darwish.\n\n"
        "Darwish, a third-grader, lives by the river.\n\n"
        "“We hid our shoes under the stairs,” Lina said."
    )
    assert {minor for _, minor in speakers(read(text))} == {True}


def test_a_student_may_be_a_child_and_a_nurse_is_none() -> None:
    student, nurse = (
        speakers(read(f"“The road is closed to us,” said Lina Darwish, a {role}."))
        for role in ("student", "nurse")
    )
    assert (student, nurse) == ([("Lina Darwish", None)], [("Lina Darwish", False)])


def test_a_year_of_birth_tells_an_age_only_with_a_year_of_publication() -> None:
    assert age_behind("Rim Noor, born in 2024, hid.", 8) is None
    assert age_behind("Rim Noor, born in 2024, hid.", 8, year=2032).child  # type: ignore[union-attr]
    # born eighteen calendar years before: seventeen until the birthday
    assert child_in("she was born in 2014", year=2032)
    assert child_in("she was born in 2013", year=2032) is False


@settings(deadline=None)  # the first text waits for the word lists
@given(st.text(alphabet="aR (),.17\n“”’ -عمرسبتة٧،", max_size=60))
def test_ages_stand_in_order_inside_the_text(text: str) -> None:
    ages = find_ages(text)
    assert all(0 <= age.span[0] < age.span[1] <= len(text) for age in ages)
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(ages))
    assert len(without_ages(text)) == len(text)


# --- what leaves a case --------------------------------------------------------------------

ENGLISH = """Marsuna besieged

Seven-year-old Rim Zaytouni was carried out of the bakery. “My daughter Yara, 7, hid in the cellar \
with Rim,” said Huda Noor, 40, a nurse.

“I hid my shoes,” said Lina Darwish, aged seven.
"""
ARABIC = """انتشل المسعفون ريم زيتوني (٣ سنوات) من المخبز.

قالت هدى نور، وهي ممرضة: «ابنتي يارا، 7 سنوات، اختبأت في القبو طوال الليل».

قالت لينا درويش ذات السنوات السبع: «خبأت حذائي تحت الدرج».
"""
LATER = """“Lina Darwish and Rim Zaytouni came each morning, Yara too,” said Adel Haddad, a baker.

قال عادل حداد، وهو خباز: «كانت لينا درويش وريم زيتوني تأتيان كل صباح، ويارا معهما».
"""
NAMES = ("Rim", "Zaytouni", "Yara", "Lina", "Darwish", "ريم", "زيتوني", "يارا", "لينا", "درويش")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(config=tmp_path / "config", now=lambda: datetime(2032, 2, 13, tzinfo=UTC))


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(desk, folder, zone="Asia/Muscat").close()
    for name, text in {"one": ENGLISH, "two": ARABIC, "three": LATER}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        list(keep(desk, folder, [tmp_path / f"{name}.txt"]))
    return folder


def shown(desk: Desk, case: Path) -> bytes:
    """All bytes of the dossier."""
    out = case.parent / "dossier"
    with reach_stage(desk, case, "weighed") as opened:
        tell(opened, out)
    return b"\n".join(path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file())


def people(desk: Desk, case: Path) -> dict[str | None, Person]:
    with reach_stage(desk, case, "weighed") as opened:
        return {one.name: one for one in opened.people()}


def standing_in(told: bytes) -> list[str]:
    """The names that stand in some bytes, as words of their own."""
    text = " ".join(told.decode("utf-8", "replace").replace("/", " ").split())
    words = set("".join(c if c.isalnum() else " " for c in text).split())
    return [name for name in NAMES if name in (words if name.isascii() else text)]


def test_no_byte_of_a_dossier_names_a_child(desk: Desk, case: Path) -> None:
    told = shown(desk, case)
    assert standing_in(told) == []
    assert b"Adel Haddad" in told
    assert b"Huda Noor" in told


def test_children_who_say_nothing_are_people_of_the_case(desk: Desk, case: Path) -> None:
    found = people(desk, case)
    assert {name.value for name in found["Rim Zaytouni"].names} == {"Rim Zaytouni", "ريم زيتوني"}
    rim, huda = found["Rim Zaytouni"], found["Huda Noor"]
    assert (rim.minor, rim.at_risk, rim.statements) == (True, True, ())
    assert (huda.minor, huda.at_risk) == (False, False)


def test_a_rejected_statement_of_a_child_leaves_its_name_hidden(desk: Desk, case: Path) -> None:
    with reach_stage(desk, case, "weighed") as opened:
        said = [s.id for s in opened.statements() if s.speaker and s.speaker.minor]
    assert said
    for statement in said:
        decide(desk, case, statement, "reject", by="Noor", reason="not said so")
    found = people(desk, case)
    assert found["Lina Darwish"].minor
    assert found["Lina Darwish"].statements == ()
    assert standing_in(shown(desk, case)) == []


def test_a_person_decides_on_a_child_who_says_nothing(desk: Desk, case: Path) -> None:
    rim = people(desk, case)["Rim Zaytouni"]
    decide(desk, case, rim.id, "adult", by="Noor", reason="twenty, by her passport")
    again = people(desk, case)["Rim Zaytouni"]
    assert (again.minor, again.at_risk) == (False, False)
    told = shown(desk, case)
    assert b"Rim Zaytouni" in told
    assert standing_in(told) == [n for n in NAMES if n in {"Rim", "Zaytouni", "ريم", "زيتوني"}]
    decide(desk, case, rim.id, "child", by="Noor", reason="the passport was her sister’s")
    assert standing_in(shown(desk, case)) == []
