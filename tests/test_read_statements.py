"""Who said what, through whom, where and when: one small report for each rule."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Reading, Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")


def read(text: str, published: str | None = "2031-05-08") -> Reading:
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="report.txt", kind="document", lang=None, title=None, outlet=None, author=None,
        published=published, text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE)


def only(text: str, **how: Any) -> Statement:
    statements = read(text, **how).statements
    assert len(statements) == 1, [s.words for s in statements]
    return statements[0]


def name(statement: Statement) -> str | None:
    return None if statement.speaker is None else statement.speaker.name


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "words"),
    [
        ("Hala Rami said: “We wait.”", "Hala Rami", "direct", ("We wait.",)),
        ("“We wait,” said Hala Rami, a nurse.", "Hala Rami", "direct", ("We wait,",)),
        ("“We wait here,” she said. “We sing.”", None, "direct", ("We wait here,", "We sing.")),
        (
            "The council said that the bridge was closed.",
            "council",
            "indirect",
            ("the bridge was closed",),
        ),
        (
            "The talks had “serious obstacles” and might fail, the army said.",
            "army",
            "mixed",
            ("The talks had “serious obstacles” and might fail",),
        ),
        (
            "According to the Lamp agency, the last bakery has closed.",
            "Lamp agency",
            "indirect",
            ("the last bakery has closed",),
        ),
        (
            "His batteries, a colleague explained, were needed for the lamp.",
            "colleague",
            "indirect",
            ("His batteries", "were needed for the lamp"),
        ),
        (
            "The agency, citing a doctor, reported that the ward was empty.",
            "doctor",
            "indirect",
            ("the ward was empty",),
        ),
        ("Hala spoke of the ward she had lit with candles for years.", "Hala", "indirect",
         ("the ward she had lit with candles for years",)),
        ("قالت هالة الرامي: «نحن هنا منذ أيام».", "هالة الرامي", "direct", ("نحن هنا منذ أيام",)),
        ("وأكد المجلس أن الجسر مغلق منذ أيام.", "المجلس", "indirect", ("الجسر مغلق منذ أيام",)),
        ("«لا ماء عندنا اليوم»، قال سامر حداد.", "سامر حداد", "direct", ("لا ماء عندنا اليوم",)),
        (
            "ونقلت وكالة المنارة عن الطبيب سامر حداد قوله إن الدواء نفد كله.",
            "سامر حداد",
            "indirect",
            ("الدواء نفد كله",),
        ),
        ("أما الناطق سامر حداد فقال إن الحافلات ستعود غداً.", "سامر حداد", "indirect",
         ("الحافلات ستعود غداً",)),
        ("وبحسب المجلس، لم يبق في الحي ماء.", "المجلس", "indirect", ("لم يبق في الحي ماء",)),
    ],
)  # fmt: skip
def test_whose_words(text: str, speaker: str | None, kind: str, words: tuple[str, ...]) -> None:
    statement = only(text)
    assert (name(statement), statement.kind, statement.words) == (speaker, kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "The army declined to say who had fired.",
        "Shelling is reported to have resumed.",
        "They call the ward “the Lung”.",
        "Every child can sing the ballad “Nine Oars Home”.",
        "She asked us not to print her name in the paper.",
        "Neighbours know him as “the Clock”.",
        "She begged for help at the bridge.",
        "A video posted by the council shows the bridge.",
        "The reports were false and the claims of the army were not checked.",
    ],
)
def test_no_content_no_statement(text: str) -> None:
    assert [s.words for s in read(text).statements] == []


SECTIONS = """Last words from the quarter

Hala Rami, nurse

On Tuesday she posted a video on Twitter:

“We boil water on doors.

“Nobody has slept.”

A few hours later: “The lamp is out now, good night.”

Adel Noor, teacher and poet

In a live stream on Periscope late on Monday, Noor described his hopes of a school by the sea.

“There will be more windows than walls,” he said.
"""


def test_sections_headed_by_name_and_role() -> None:
    first, second, third, fourth = read(SECTIONS).statements
    assert [name(s) for s in (first, second)] == ["Hala Rami", "Hala Rami"]
    assert first.speaker is not None
    assert (first.speaker.role, first.medium, first.platform) == ("nurse", "video", "twitter")
    assert first.words == ("We boil water on doors.", "Nobody has slept.")
    assert second.said is not None
    assert second.said.anchor == first.id
    assert second.medium == "video"
    assert third.kind == "indirect"
    assert third.speaker is not None
    assert (third.speaker.name, third.speaker.role) == ("Adel Noor", "teacher and poet")
    assert (fourth.medium, fourth.platform) == ("live_stream", "periscope")


def test_said_is_when_it_was_said_not_when_it_happened() -> None:
    statement = only("On Tuesday Hala Rami said the bridge had fallen on Sunday.")
    assert statement.said is not None
    assert statement.said.earliest == datetime(2031, 5, 6, tzinfo=ZONE)
    assert [t.as_written for t in statement.about] == ["Sunday"]


def test_a_live_blog_dates_by_its_stamps() -> None:
    text = (
        "Live: the siege\n\n14:20\nThe council said that the bridge was closed.\n\n"
        "14:35\nThe army denied that it had fired.\n\n15:02\nHala Rami said she was safe."
    )
    said = [s.said for s in read(text).statements]
    assert [s.latest for s in said if s] == [
        datetime(2031, 5, 8, 14, 21, tzinfo=ZONE),
        datetime(2031, 5, 8, 14, 36, tzinfo=ZONE),
        datetime(2031, 5, 8, 15, 3, tzinfo=ZONE),
    ]
    assert {s.earliest for s in said if s} == {datetime(2031, 5, 8, tzinfo=ZONE)}


def test_a_clock_alone_leaves_open_whether_it_was_the_day_before() -> None:
    text = "The night was long.\n\nAt 22:05 Radio Marsa warned that the water was rising."
    (statement,) = read(text).statements
    said = statement.said
    assert said is not None
    assert said.latest is not None
    assert said.earliest == said.latest - timedelta(days=1, minutes=1)
    assert (said.value, said.grain) == ("T22:05", "day")
    text = "On Monday the rain began. At 22:05 on Monday Radio Marsa warned of a flood at the dam."
    assert all(s.said is None or s.said.grain != "day" for s in read(text).statements)


def test_posts_without_marks() -> None:
    text = (
        "Last posts\n\nFrom Rami (@rami_roofs), Telegram, Tuesday night:\n"
        "The river is lit from below tonight. Feed the cats.\n\n"
        "Four of my pupils came to class today, and we did fractions.\n"
        "— Basil Tarrad (@basil_counts) May 6, 2031\n\n"
        "أبو نبراس، على فيسبوك، صباح الثلاثاء:\nتركت الباب مفتوحا، فليطعم أحدكم الحمام."
    )
    first, second, third = read(text).statements
    assert [name(s) for s in (first, second, third)] == ["Rami", "Basil Tarrad", "أبو نبراس"]
    assert (first.medium, first.platform) == ("post", "telegram")
    assert third.platform == "facebook"
    assert first.words == ("The river is lit from below tonight. Feed the cats.",)


def test_an_office_means_the_person_who_holds_it() -> None:
    text = (
        "“The first shell took the chimney,” Hala Rami, a nurse, told the Herald by phone.\n\n"
        "The nurse added that the generator had been off since Sunday."
    )
    first, second = read(text).statements
    assert name(first) == name(second) == "Hala Rami"
    assert second.medium == "call"


def test_the_subject_that_only_an_arabic_verb_tells() -> None:
    text = "ونفى الجيش استهداف المستودعين، وقال إن المدينة هادئة تماما."
    first, second = read(text).statements
    assert name(first) == name(second) == "الجيش"
    assert first.words == ("استهداف المستودعين",)
    assert first.stance == "denies"


def test_the_chain_hop_by_hop() -> None:
    statement = only(
        "A baker in the old quarter spoke to Compass reporter Ines Calder through WhatsApp.\n\n"
        "“We have flour until Friday and nothing else.”"
    )
    assert statement.speaker is not None
    assert (statement.speaker.kind, statement.speaker.role) == ("unnamed", "baker")
    assert (statement.medium, statement.platform) == ("chat_message", "whatsapp")
    assert [v.name for v in statement.via] == ["Ines Calder"]


def test_words_of_others_inside_words() -> None:
    outer, inner = read(
        "Hala Rami said: “We wait. My sister says that the bridge is gone.”"
    ).statements
    assert inner.within == outer.id
    assert inner.words == ("the bridge is gone",)
    assert [v.name for v in inner.via] == ["Hala Rami"]


def test_a_child_is_known_by_age_or_word() -> None:
    text = "A girl named Rim Noor, aged 7, wrote on Twitter: “I have packed my notebook.”"
    speaker = only(text).speaker
    assert speaker is not None
    assert speaker.minor is True
    assert "minor" in read(text).sensitivity


def test_a_disputed_description_is_shown_as_disputed() -> None:
    statement = only("Some residents call them guards, others suspect them of looting.")
    assert statement.words == ("guards",)
    assert [q.as_written for q in statement.contested] == ["others suspect them of looting"]


def test_words_are_never_repaired() -> None:
    statement = only("“We standed [sic] there, awaiting… the bus,” said Hala Rami.")
    assert statement.words == ("We standed [sic] there, awaiting… the bus,",)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that it had fired on the road.", "denies"),
        ("“Maybe the bridge still stands,” said Hala Rami.", "hedges"),
        ("“Where are you? Save us.” said Hala Rami.", "asks"),
        ("“The bridge is gone,” said Hala Rami.", "affirms"),
        ("ونفى الجيش أن تكون مدفعيته قد قصفت الجسر.", "denies"),
        ("“Never. Whoever says so was not there.” said Hala Rami.", "denies"),
        ("“That is a lie,” said Hala Rami.", "denies"),
        ("“We did not fire on the road,” said the army spokesman.", "denies"),
        ("“We did not sleep for a week,” said Hala Rami.", "affirms"),
        ("“We will not give up on anybody,” said the governor.", "affirms"),
        ("وقال الناطق العسكري: «لسنا من أطلق النار على الجسر».", "denies"),
        ("وقالت هالة الرامي: «لم ننم منذ أسبوع كامل».", "affirms"),
        ("“The water is over the road, please send a boat,” said Hala Rami.", "asks"),
        ("“I’d ask people to stay away from the river,” said Hala Rami.", "asks"),
        ("وقالت هالة الرامي: «الماء في الطابق الثاني، أرسلوا قاربا قبل الليل».", "asks"),
        ("وقالت هالة الرامي: «سامحني الله، فرحت حين رأيت بيتي».", "affirms"),
        ("Hala Rami said she had heard six, maybe seven blasts before dawn.", "affirms"),
        ("“It will rise by a metre, we think,” said Hala Rami.", "hedges"),
        ("The commission estimates that sixty people died there.", "hedges"),
    ],
)
def test_stance(text: str, stance: str) -> None:
    assert only(text).stance == stance


def test_reading_twice_is_reading_once() -> None:
    first = read(SECTIONS)
    assert read(SECTIONS) == first
    assert replace(first) == first


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Hala Rami said the ferry will leave on Monday, but there was no confirmation.",
            [("the ferry will leave on Monday",)],
        ),
        ("The town prays that the ferry will come.", []),
        ("The letter suggested that nobody had survived the winter.", []),
        ("Hala Rami suggested that nobody had survived the winter.",
         [("nobody had survived the winter",)]),
        ("On Monday Hala Rami posted a video on Twitter and spoke of the fire she saw on the quay.",
         [("the fire she saw on the quay",)]),
    ],
)  # fmt: skip
def test_what_is_the_reporters_own(text: str, words: list[tuple[str, ...]]) -> None:
    assert [one.words for one in read(text).statements] == words
