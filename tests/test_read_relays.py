"""The chain hop by hop: told whom, cited by whom, passed on by whom, carried on by whom."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")
ABOVE = "Letters from the river\n\nIt had been quiet for a week there.\n\n"
WATER = "“We have water until Friday.”"


def statements(text: str) -> tuple[Statement, ...]:
    text = ABOVE + text
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="report.txt", kind="document", lang=None, title=None, outlet=None, author=None,
        published="2031-05-08", text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE).statements


def chain(statement: Statement) -> tuple[str | None, list[str | None]]:
    speaker = None if statement.speaker is None else statement.speaker.name
    return speaker, [voice.name for voice in statement.via]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("“We have water,” Hala Rami told the Lantern.", "Hala Rami", ["Lantern"]),
        ("Speaking to Radio Marsa, Hala Rami said the bridge was closed.", "Hala Rami",
         ["Radio Marsa"]),
        ("A nurse told the Lantern’s Dana Orr by phone that the bridge was closed.", "nurse",
         ["Dana Orr"]),
        (f"Hala Rami told her brother, who passed the message to the Lantern: {WATER}",
         "Hala Rami", ["brother of Hala Rami", "Lantern"]),
        ("“We have water,” Hala Rami said through a relative.", "Hala Rami", ["relative"]),
        (f"In a recording shared by her cousin Adel Rami, Hala Rami said: {WATER}", "Hala Rami",
         ["Adel Rami"]),
        (f"The Marsa Media Centre published a video in which Hala Rami said: {WATER}",
         "Hala Rami", ["Marsa Media Centre"]),
        ("In comments carried by state television, the governor said the bridge was closed.",
         "governor", ["state television"]),
        ("The Relief Committee, citing local aid workers, said 1,200 families had left.",
         "local aid workers", ["Relief Committee"]),
        ("Citing two officials, Radio Marsa said the bridge was closed.", "two officials",
         ["Radio Marsa"]),
        ("The army, quoted by state media, said the bridge was closed.", "army",
         ["state media"]),
        ("In a statement read by her lawyer, Tom Alder, Hala Rami said the bridge was closed.",
         "Hala Rami", ["Tom Alder"]),
        ("The Relief Committee said 1,200 families had left, citing local aid workers.",
         "local aid workers", ["Relief Committee"]),
        ("The Relief Committee said 1,200 families had left, citing bad roads.",
         "Relief Committee", []),
        ("In a call with the weekly Lantern published Sunday, Hala Rami said roads were shut.",
         "Hala Rami", ["Lantern"]),
        ("The governor said the bridge was closed, in remarks carried by state television.",
         "governor", ["state television"]),
        ("Local media reported, quoting police, that the bridge was closed.", "police",
         ["Local media"]),
        ("The bridge was closed, local media reported, citing hospital officials.",
         "hospital officials", ["local media"]),
        (f"{WATER[:-2]},” the Marsa Lantern quoted Hala Rami as saying on Sunday.", "Hala Rami",
         ["Marsa Lantern"]),
        ("Hala Rami was quoted on Sunday by state television as saying that the bridge was shut.",
         "Hala Rami", ["state television"]),
        (("In an email seen by the Lantern, the harbour master, Hala Rami, warned that the bridge "
         "was closed."), "Hala Rami", ["Lantern"]),
        (("According to a transcript seen by the Lantern, Rami told the inquiry that “the bridge "
         "was closed”."), "Rami", ["Lantern"]),
        ((f"In a message to relatives, which his sister shared with the Lantern, Adel Rami wrote: "
         f"{WATER}"), "Adel Rami", ["sister of Adel Rami", "Lantern"]),
        (f"{WATER[:-2]},” Hala Rami said in a recording played to the Lantern by her son.",
         "Hala Rami", ["Lantern", "son of Hala Rami"]),
        ("In a statement read out by a spokesman, the governor said the bridge was closed.",
         "governor", ["spokesman"]),
        ("“We have water,” Hala Rami told Radio Marsa’s Breakfast Show on Monday.", "Hala Rami",
         ["Radio Marsa"]),
        (("The prosecutor, Dana Orr, then read out a text message from General Hala Rami to "
         f"her deputy: {WATER}"), "Hala Rami", ["Dana Orr"]),
        ("Hala Rami told the MBC’s Morning Hour programme that the bridge was closed.",
         "Hala Rami", ["MBC"]),
        ("Speaking to Channel Nine’s Dana Orr, the mayor, Hala Rami, said the bridge was closed.",
         "Hala Rami", ["Dana Orr"]),
    ],
)  # fmt: skip
def test_who_passed_words_on(text: str, speaker: str, via: list[str]) -> None:
    assert chain(statements(text)[-1]) == (speaker, via)


@pytest.mark.parametrize(
    "text",
    [
        "The army said through its Telegram channel that the bridge was closed.",
        "Speaking through an interpreter, Hala Rami said the bridge was closed.",
        "“The bridge is closed,” the governor told reporters on Monday.",
        "The governor told the council that the bridge was closed.",
        "Police told Hala Rami on the phone that the bridge was closed.",
        "Hala Rami said through the night that the bridge was closed.",
    ],
)
def test_what_only_carries_words_is_no_relay(text: str) -> None:
    assert statements(text)[-1].via == ()


def test_the_outlet_of_the_document_is_no_relay() -> None:
    text = "The Lantern\n\n“We have water,” Hala Rami told the Lantern."
    assert statements(text)[-1].via == ()


def test_a_statement_that_goes_on_came_the_same_way() -> None:
    told, added, new = statements(
        "A nurse told the Lantern by phone that the ward was dark. She added that it was cold.\n\n"
        "The nurse said on Thursday that the lamps were back."
    )
    assert chain(told)[1] == chain(added)[1] == ["Lantern"]
    assert (told.medium, added.medium, new.medium) == ("call", "call", "unknown")
    assert new.via == ()


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("وقالت هالة الرامي لقناة «المنارة» إن الجسر مغلق منذ أيام.", "هالة الرامي", ["المنارة"]),
        ("وقالت هالة الرامي لـ«المنارة» إن الجسر مغلق منذ أيام.", "هالة الرامي", ["المنارة"]),
        ("وقالت هالة الرامي في تسجيل نشرته صفحة الحي إن الجسر مغلق منذ أيام.", "هالة الرامي",
         ["صفحة الحي"]),
        ("وقال سامر حداد في رسالة نقلها شقيقه كريم حداد: «الجسر مغلق منذ أيام طويلة».",
         "سامر حداد", ["كريم حداد"]),
        ("وقال سامر حداد عبر شقيقه إن الجسر مغلق منذ أيام.", "سامر حداد", ["شقيق سامر حداد"]),
        ("وقالت والدة الطفلة زينب لوكالة المنارة إن الجسر مغلق منذ أيام.",
         "والدة الطفلة زينب", ["وكالة المنارة"]),
        ("ظهرت هالة الرامي في الساحة. وقال شقيقها إن الجسر مغلق منذ أيام.",
         "شقيق هالة الرامي", []),
        ('وقال سامر حداد لـ"منبر النهر" إن الجسر مغلق منذ أيام.', "سامر حداد", ["منبر النهر"]),
        ("وقال سامر حداد للإذاعة المحلية إن الجسر مغلق منذ أيام.", "سامر حداد",
         ["الإذاعة المحلية"]),
        ("وأبلغ الطبيب سامر حداد صحيفة النهر أن الجسر مغلق منذ أيام.", "سامر حداد",
         ["صحيفة النهر"]),
        ("نشرت هالة الرامي على صفحتها مقطع فيديو يقول فيه سائق: «الجسر مغلق منذ أيام».",
         "سائق", ["هالة الرامي"]),
        ("وأعادت هالة الرامي نشر تسجيل صوتي لمسعفة تقول فيه: «الجسر مغلق منذ أيام».",
         "مسعفة", ["هالة الرامي"]),
        ("وأوردت صحيفة النهر على لسان مصدر طبي أن الجسر مغلق منذ أيام.", "مصدر طبي",
         ["صحيفة النهر"]),
        ("ونسبت صحيفة النهر إلى مصدر طبي قوله: «الجسر مغلق منذ أيام».", "مصدر طبي",
         ["صحيفة النهر"]),
        ("وقال الجيش عبر حسابه على تويتر إن الجسر مغلق منذ أيام.", "الجيش", []),
        ("وقال الناطق للصحفيين إن الجسر مغلق منذ أيام.", "الناطق", []),
    ],
)  # fmt: skip
def test_the_chain_in_arabic(text: str, speaker: str, via: list[str]) -> None:
    assert chain(statements(text)[-1]) == (speaker, via)


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is shut,” a guard said on Tuesday, according to Radio Orra.",
        "A guard said the gate was shut, according to Radio Orra.",
        "According to Radio Orra, a guard said the gate was shut.",
    ],
)
def test_a_source_behind_somebody_who_speaks_is_a_relay(text: str) -> None:
    assert [chain(one) for one in statements(text)] == [("guard", ["Radio Orra"])]
