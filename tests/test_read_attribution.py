"""Who says what, through whom and when: turns of phrase of reports in both languages."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Reading, Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")


def read(text: str, *, outlet: str | None = None) -> Reading:
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="x", kind="article", lang=None, title=None, outlet=outlet, author=None,
        published="2032-02-13", text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE)


def only(text: str, *, outlet: str | None = None) -> Statement:
    (found,) = read(text, outlet=outlet).statements
    return found


def voice(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "At least 40 people were hurt at the mill, the Lamp news agency reports.",
            ("At least 40 people were hurt at the mill",),
            "Lamp news agency",
        ),
        (
            "The ash, a neighbour said, was on everything, so that for a while it looked clean.",
            ("The ash", "was on everything, so that for a while it looked clean"),
            "neighbour",
        ),
        (
            "ويشكر الأهالي المتطوعين، بينما تتهمهم الحكومة بالقتال تحت ستار الإسعاف.",
            ("بالقتال تحت ستار الإسعاف",),
            "الحكومة",
        ),
        ("قالت قيادة الجيش إن الطريق مفتوح منذ الظهر.", ("الطريق مفتوح منذ الظهر",), "قيادة الجيش"),
    ],
)
def test_clauses_are_whole_and_whose_they_are(text: str, words: tuple[str, ...], name: str) -> None:
    found = only(text)
    assert found.words == words
    assert voice(found) == name


def test_how_somebody_wants_to_be_named_is_no_statement() -> None:
    text = "One of the drivers, who asked that his name not be used because of his family, waited."
    assert read(text).statements == ()


def test_a_second_message_is_the_same_voice() -> None:
    text = (
        "Hala Rami, a nurse, tweeted on Monday: “The ward is full tonight.” "
        "On Tuesday there was another: “The ward is quiet now.”"
    )
    assert [voice(one) for one in read(text).statements] == ["Hala Rami", "Hala Rami"]


def test_told_her_is_the_reporter_named_last() -> None:
    text = (
        "A driver spoke by telephone to Ada Noor, a correspondent of the magazine Lantern.\n\n"
        "“I drove forty seats and nine people,” the driver told her."
    )
    assert [one.name for one in only(text).via] == ["Ada Noor"]


def test_the_outlet_itself_passes_nothing_on() -> None:
    text = "«على السائق أن ينظر إلى الطريق»، قال مصدر في الإدارة للإذاعة."
    assert only(text, outlet="إذاعة الثبات").via == ()
    text = "Hala Rami, a nurse, told Lamp that the ward was full."
    assert only(text, outlet="Lamp news agency").via == ()


def test_a_kin_is_meant_not_whose_kin_it_is() -> None:
    text = (
        "Not far away lives Rim Noor, aged 7.\n\nAdel Noor, Rim’s father, said in a call to the "
        "magazine Lantern that the yards were gone.\n\n“They left their coats here,” he said."
    )
    assert [voice(one) for one in read(text).statements] == ["Adel Noor", "Adel Noor"]


def test_words_inside_words_are_not_whose_section_it_is() -> None:
    text = (
        "Last messages\n\nAdel Noor, teacher\n\nHe said in a stream on Tuesday:\n\n"
        "“The soldiers are near. My daughter asks if they are cold too.”\n"
    )
    inner = next(one for one in read(text).statements if one.within)
    assert inner.words == ("if they are cold too",)
    assert voice(inner) == "My daughter"


def test_an_age_may_be_told_as_an_ordinal() -> None:
    text = "كتب إدريس الرامي: «تقول ابنتي ريم إنها تعد الدرجات ليلا». وريم في السابعة من عمرها."
    inner = next(one for one in read(text).statements if one.within)
    assert inner.speaker is not None
    assert inner.speaker.minor is True


def test_father_is_grown_up() -> None:
    text = "قالت يارا الرامي، سبع سنوات: «بابا يقول إن البحر لا ينتهي أبدا»."
    inner = next(one for one in read(text).statements if one.within)
    assert inner.speaker is not None
    assert inner.speaker.minor is False


def test_a_time_of_something_else_is_not_when_it_was_said() -> None:
    text = (
        "كان كريم الرامي، المتطوع، أول من وصل إلى الفرن الذي أصابته قذيفة فجر الخميس.\n\n"
        "«لم يطلب منا أحد ذلك أبدا»، قال الرامي."
    )
    assert only(text).said is None


def test_a_signed_post_has_its_account() -> None:
    text = "I counted them twice tonight.\n\n— Hala Rami (@hala_rami) February 12, 2032"
    view = View(
        id="1" * 32, item="2" * 32, original="0" * 64, inside="/post/twitter/1", file="x",
        kind="post", lang=None, title=None, outlet=None, author="Hala Rami (@hala_rami)",
        published="2032-02-12", text=text, extractor="page 1",
    )  # fmt: skip
    (found,) = read_view(view, zone=ZONE).statements
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.as_written) == ("Hala Rami", "Hala Rami (@hala_rami)")
    start, end = found.speaker.spans[0]
    assert text[start:end] == found.speaker.as_written


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "“The valley is empty now,” said the mayor of Beit Lahoun, Rashid Qaddum, on Tuesday.",
            "Rashid Qaddum",
            "mayor of Beit Lahoun",
        ),
        ("“It is empty now,” said the sheriff, Tom Alder, on Tuesday.", "Tom Alder", "sheriff"),
        (
            "“It is empty now,” said the head of the fire brigade in Dorvan, Mona Lister.",
            "Mona Lister",
            "head of the fire brigade",
        ),
        (
            "وقال رئيس بلدية بيت لحون رشيد قدّوم إن الوادي خال من السكان.",
            "رشيد قدّوم",
            "رئيس بلدية بيت لحون",
        ),
        (
            "وقال رئيس البلدية رشيد قدّوم يوم الخميس: «الوادي خال من السكان اليوم».",
            "رشيد قدّوم",
            "رئيس البلدية",
        ),
        ("وقال المحافظ فريد نصور إن الطريق مفتوح منذ الظهر.", "فريد نصور", "المحافظ"),
        ("وقالت ريما طباخ والدة ميرا: «ابنتي لا تنام منذ يومين».", "ريما طباخ", None),
    ],
)
def test_an_office_does_not_hide_who_holds_it(text: str, name: str, role: str | None) -> None:
    speaker = only(text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind, speaker.role) == (name, "person", role)


def test_an_office_without_a_holder_is_no_name() -> None:
    for text in (
        "وقال رئيس بلدية بيت لحون إن الوادي خال من السكان.",
        "وقال مدير مستشفى مدينة درعون إن الوادي خال من السكان.",
    ):
        speaker = only(text).speaker
        assert speaker is not None
        assert speaker.kind == "unnamed"


def test_the_first_word_of_a_heading_heads_no_section() -> None:
    text = (
        "Dam operator stays silent\n\nThe company did not answer calls for two days in a row. "
        "A man who works the gates told our reporter Jonas Pell: “They called us at eight.”"
    )
    assert voice(only(text)) == "man"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("According to Ines Baro, who runs the bakery, water came first.",
         "water came first", "Ines Baro"),
        ("KASR MINU, 16 March — The dam was opened too late, said Tom Alder, a driver.",
         "The dam was opened too late", "Tom Alder"),
        ("كسر مينو، 16 آذار — السد فتح متأخرا بحسب هالة الرامي.",
         "السد فتح متأخرا", "هالة الرامي"),
        ("Adam Kerr (his friends call him Addy) said the gates were opened at nine.",
         "the gates were opened at nine", "Adam Kerr"),
        ("“We lost the whole bakery,” said Ines Baro and Tom Alder.",
         "We lost the whole bakery,", "Ines Baro and Tom Alder"),
        ("Ines Baro and Tom Alder said the water came at nine.",
         "the water came at nine", "Ines Baro and Tom Alder"),
        ("Adam Kerr said in a statement that he sent forty trucks to the dam.",
         "he sent forty trucks to the dam", "Adam Kerr"),
    ],
)  # fmt: skip
def test_what_is_beside_the_words_stays_outside(text: str, words: str, name: str) -> None:
    found = only(text)
    assert found.words == (words,)
    assert voice(found) == name


def test_which_message_it_was_is_not_what_it_said() -> None:
    text = "Adam Kerr said in a voice message that he sent to the Ledger on Wednesday."
    assert read(text).statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mira Tabbakh, aged nine, told us: “Mama said that the water would come in the night.”",
        "وقالت الطفلة ميرا طباخ: «قالت ماما إن الماء سيأتي في الليل ونحن نيام».",
    ],
)
def test_what_a_child_calls_its_mother_is_no_name(text: str) -> None:
    outer, nested = read(text).statements
    assert outer.speaker is not None
    assert outer.speaker.kind == "person"
    assert nested.speaker is not None
    assert (nested.speaker.kind, nested.speaker.minor) == ("unnamed", False)


def test_whoever_comes_out_to_speak_says_what_follows_a_colon() -> None:
    text = (
        "The crowd waited.\n\nThe governor, Salla Virt, has come out on the steps with a "
        "megaphone: “Go home. There are no buses today.”"
    )
    (one,) = read(text).statements
    assert voice(one) == "Salla Virt"


def test_a_relative_clause_does_not_part_a_quotation() -> None:
    text = (
        "For nine nights Hesper Quill, the night engineer, slept beside the pump.\n\n“The sound "
        "is the thing,” she told the magazine Long Field, which shared its notes with us. “If it "
        "drops I wake up.”"
    )
    (one,) = read(text).statements
    assert (voice(one), one.words) == (
        "Hesper Quill",
        ("The sound is the thing,", "If it drops I wake up."),
    )


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("The army accuses her of directing fire at the bridge, which it calls Needle.", "army",
         "directing fire at the bridge"),
        ("The governor has promised the old town a convoy by Friday, a promise he made before.",
         "governor", "a convoy by Friday"),
        ("The army phones us to say that the gate will reopen.", "army", "the gate will reopen"),
        ("Ada Finn wrote to say that the gate was open.", "Ada Finn", "the gate was open"),
        ("Hesper Quill has asked the army, twice, to let a crane in by the gate.", "Hesper Quill",
         "to let a crane in by the gate"),
        ("The kitchen feeds 300 people a day, its cook, Pia Norr, said.", "Pia Norr",
         "The kitchen feeds 300 people a day"),
    ],
)  # fmt: skip
def test_clauses_of_less_common_cues(text: str, who: str, words: str) -> None:
    (one,) = read(f"It rained at Tella.\n\n{text}").statements
    assert (voice(one), one.words[0]) == (who, words)
