"""Words whose form says whose they are: threads, chats, interviews, mail, signed messages."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Reading, Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")


def read(text: str, published: str | None = None) -> Reading:
    item = make_id("item", [text])
    view = View(
        id=make_id("view", [item]), item=item, original="0" * 64, inside="", file="page.txt",
        kind="document", lang=None, title=None, outlet=None, author=None, published=published,
        text=text, extractor="text 1",
    )  # fmt: skip
    reading = read_view(view, zone=ZONE)
    for one in reading.statements:
        assert all(text[s:e] == words for (s, e), words in zip(one.spans, one.words, strict=True))
    return reading


def told(text: str, published: str | None = None) -> list[Statement]:
    return [one for one in read(text, published).statements if one.within is None]


def who(statements: list[Statement]) -> list[tuple[str | None, str]]:
    names = [None if one.speaker is None else one.speaker.name for one in statements]
    return list(zip(names, (" ".join(one.words) for one in statements), strict=True))


def when(one: Statement) -> str | None:
    return None if one.said is None or one.said.earliest is None else one.said.earliest.isoformat()


# --- threads -----------------------------------------------------------------------------

THREAD = """Post / X

Mira Dolan
@mira_d
The bridge is gone. We are nine on the roof #Tella
9:05 PM · Mar 2, 2033

Tella Fire Brigade
@tella_fire
Replying to @mira_d
Stay where you are and keep the light on.
9:11 PM · Mar 2, 2033
4 Reposts  19 Likes
"""


def test_a_copied_thread_is_read_post_by_post() -> None:
    one, two = told(THREAD)
    assert who([one, two]) == [
        ("Mira Dolan", "The bridge is gone. We are nine on the roof #Tella"),
        ("Tella Fire Brigade", "Stay where you are and keep the light on."),
    ]
    assert [(s.kind, s.medium, s.platform) for s in (one, two)] == [
        ("direct", "post", "twitter"),
        ("direct", "reply", "twitter"),
    ]
    assert when(one) == "2033-03-02T21:05:00+04:00"
    assert when(two) == "2033-03-02T21:11:00+04:00"


@pytest.mark.parametrize(
    "label",
    [
        "Mira Dolan @mira_d · 9:05 PM · Mar 2, 2033",
        "Mira Dolan (@mira_d) · 2 March 2033, 21:05",
        "Mira Dolan\n@mira_d · 2 Mar 2033 21:05",
        "Mira Dolan\nReplying to @tella_fire\n02/03/2033 21:05",
        "Mira Dolan, [02.03.2033 21:05]",
        "Mira Dolan @mira_d ✓ 21:05 02/03/2033",
    ],
)
def test_labels_of_posts_name_their_author_and_their_minute(label: str) -> None:
    later = label.replace("05", "31")
    text = f"{label}\nThe bridge is gone.\nWe are nine on the roof.\n\n{later}\nTen now."
    found = told(text)
    assert who(found) == [
        ("Mira Dolan", "The bridge is gone.\nWe are nine on the roof."),
        ("Mira Dolan", "Ten now."),
    ]
    assert when(found[0]) == "2033-03-02T21:05:00+04:00"


def test_a_page_with_comments_has_a_post_and_answers() -> None:
    text = (
        "صفحة «مخبز الوادي» على فيسبوك\n\nمخبز الوادي\n٣ مايو ٢٠٣٣ · ٩:٤٠ ص\n"
        "الخبز جاهز بعد الظهر\n\n"
        "التعليقات\n\nهالة ن.\nشكرا لكم، وصلنا أمس\n\nRami Odeh\nThank you all 🙏\n\n١٢ مشاركة"
    )
    first, *answers = [one for one in told(text) if one.medium != "headline"]
    assert (first.speaker and first.speaker.name, first.medium) == ("مخبز الوادي", "post")
    assert when(first) == "2033-05-03T09:40:00+04:00"
    assert {one.platform for one in (first, *answers)} == {"facebook"}
    assert who(answers) == [("هالة ن.", "شكرا لكم، وصلنا أمس"), ("Rami Odeh", "Thank you all 🙏")]
    assert {one.medium for one in answers} == {"reply"}


def test_a_numbered_thread_is_several_posts() -> None:
    text = "Mira Dolan @mira_d · 2 Mar 2033\n1/ It came at four.\n2/ We went up.\n3/ Nobody came."
    assert [words[:2] for _, words in who(told(text))] == ["1/", "2/", "3/"]


# --- chats -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        "[{d}, {t}] {n}: {w}", "[{d}, {t}:09] {n}: {w}", "{d}, {t} - {n}: {w}",
        "[{t}, {d}] {n}: {w}",
        "{d} {t} {n}: {w}", "{n} ({d} {t}): {w}", "{n} [{d}, {t}]: {w}", "{n}, {d} {t}\n{w}",
        "\u200e[{d}، {t}] {n}: {w}", "{d} {t} <{n}> {w}",
    ],
)  # fmt: skip
def test_a_chat_is_read_message_by_message(form: str) -> None:
    said = [
        ("19:12", "Huda", "is it open"),
        ("19:15", "Nabil K.", "no"),
        ("19:40", "Huda", "ok"),
    ]
    lines = [form.format(d="13/03/2033", t=t, n=n, w=w) for t, n, w in said]
    found = told("WhatsApp group: Tella neighbours\n\n" + "\n".join(lines))
    assert who(found) == [(n, w) for _, n, w in said]
    assert [(one.medium, one.platform) for one in found] == [("chat_message", "whatsapp")] * 3
    assert [when(one) for one in found] == [f"2033-03-13T{t}:00+04:00" for t, _, _ in said]


def test_figures_of_a_date_are_told_apart_by_all_of_them() -> None:
    lines = "3/1/33, 9:12 PM - Huda: the snow is here\n3/14/33, 7:00 AM - Nabil: still here"
    assert when(told(lines)[0]) == "2033-03-01T21:12:00+04:00"


def test_a_message_goes_on_over_lines_and_notices_are_none() -> None:
    text = (
        "03/03/2033, 19:12 - Messages and calls are end-to-end encrypted.\n"
        "03/03/2033, 19:12 - Huda: first line\nsecond line\n"
        "03/03/2033, 19:13 - Nabil: <Media omitted>\n"
        "03/03/2033, 19:14 - Nabil: This message was deleted\n"
        "03/03/2033, 19:15 - Huda: ok"
    )
    assert who(told(text)) == [("Huda", "first line\nsecond line"), ("Huda", "ok")]


def test_a_forwarded_message_has_its_sender_as_a_relay() -> None:
    text = (
        "[03/03/2033، 19:12] أم رشا: حدا عنده خبر؟\n"
        "[03/03/2033، 19:31] +963 555 0147: (رسالة محوّلة) الطريق مسكّر بسبب الثلج"
    )
    _, passed = told(text)
    assert passed.speaker is None
    assert [one.name for one in passed.via] == ["+963 555 0147"]
    assert passed.words == ("الطريق مسكّر بسبب الثلج",)


def test_a_recording_written_down_in_a_chat_is_a_voice_message() -> None:
    text = 'Huda ▸ 06:12\nwhere are you\n\nNabil ▸ 06:13\n🎤 Voice message (0:09): "on the roof"'
    assert [one.medium for one in told(text)] == ["chat_message", "voice_message"]
    assert told(text)[1].words == ("on the roof",)


def test_labels_that_come_again_are_a_transcript() -> None:
    text = (
        "RADIO TELLA – Friday 5 September 2031\n\n"
        "PRESENTER: With me is Wycliffe Amara of the water board. How much more rain?\n\n"
        "AMARA: Eighty millimetres, we think.\n\nPRESENTER: And the dam?\n\nAMARA: It will hold."
    )
    found = told(text)
    assert who(found) == [
        ("Wycliffe Amara", "Eighty millimetres, we think."),
        ("Wycliffe Amara", "It will hold."),
    ]
    assert {one.medium for one in found} == {"broadcast"}


# --- interviews --------------------------------------------------------------------------


def test_the_answers_of_an_interview_are_the_guests() -> None:
    text = (
        "‘We counted in the dark’\n\nIda Marsh, 44, a nurse in Tella, spoke to us by the river.\n\n"
        "How many of you were there?\n\nForty. I kept a list.\n\nIt got wet.\n\n"
        "Who told you to leave?\n\nNobody. We heard the water."
    )
    headline, *answers = told(text)
    assert headline.medium == "headline"
    assert who([headline, *answers]) == [
        ("Ida Marsh", "We counted in the dark"),
        ("Ida Marsh", "Forty. I kept a list.\n\nIt got wet."),
        ("Ida Marsh", "Nobody. We heard the water."),
    ]
    assert {(one.medium, one.speaker and one.speaker.spans) for one in answers} == {
        ("interview", ())
    }


@pytest.mark.parametrize(("q", "a"), [("س: ", "ج: "), ("سؤال: ", "جواب: ")])
def test_letters_for_question_and_answer_are_labels(q: str, a: str) -> None:
    text = (
        f"حوار قصير مع رئيس البلدية سامر العلي\n\n{q}كم بقي من الطحين؟\n{a}يكفي أسبوعين.\n\n"
        f"{q}وماذا بعد؟\n{a}لا أعرف."
    )
    assert who(told(text)) == [("سامر العلي", "يكفي أسبوعين."), ("سامر العلي", "لا أعرف.")]


# --- mail, signatures --------------------------------------------------------------------


def test_a_mail_is_its_senders_without_head_and_signature() -> None:
    text = (
        "From: Ines Carro <ines@clinic.example>\nTo: desk list\nDate: Mon, 6 Mar 2034 21:47\n"
        "Subject: clinic 4\n\nDear all,\n\n"
        "We stand. The mayor says that the water is clean.\n\nInes\n--\n"
        "Ines Carro | coordinator"
    )
    mail, inner = read(text).statements
    assert (mail.speaker and mail.speaker.name, when(mail)) == (
        "Ines Carro",
        "2034-03-06T21:47:00+04:00",
    )
    assert mail.words[0].startswith("Dear all")
    assert mail.words[0].endswith("clean.")
    assert (inner.within, [one.name for one in inner.via]) == (mail.id, ["Ines Carro"])


def test_messages_are_theirs_who_sign_them() -> None:
    text = (
        "Letters from the harbour\n\n"
        "We are well. Do not come by the bridge.\n— Jana Osei, nurse\n\n"
        "I look for my brother Omar.\nHe wore a yellow coat.\n— Rafi\n\n"
        "The house is gone, we are not.\n— (name withheld)"
    )
    found = told(text)
    assert [name for name, _ in who(found)] == ["Jana Osei", "Rafi", None]
    assert found[0].speaker is not None
    assert found[0].speaker.role == "nurse"
    assert found[1].words == ("I look for my brother Omar.\nHe wore a yellow coat.",)


# --- what is none ------------------------------------------------------------------------

NEWS = """Floods close the valley road

By Tom Alder

The road to Tella closed on Monday: two bridges are down.

What we know: the dam is full, and the lower town is empty.
What we do not know: how many are missing.

Updated 14:20

Location: Tella
Casualties: 12
Location: Lower Tella
Casualties: 3

Residents now ask one thing: when will the boats come?

What happened?

The dam broke at four. Officials are counting.

Why did it break?

Engineers found a crack last year. Nothing was done.

Who will pay?

The company has not answered.
"""


def test_running_news_holds_no_turns() -> None:
    assert told(NEWS) == []


def test_entries_of_a_live_blog_are_the_outlets_own() -> None:
    text = (
        "Live: floods\n\n14:20 The dam is full.\n\n"
        "14:31 Two bridges are down: the road is closed.\n\n"
        "14:40 Rain again.\n\n15:02 Boats: four have arrived."
    )
    assert told(text, "2033-05-04") == []


# --- headings, statements of a body, entries ---------------------------------------------


def test_people_under_headings_speak_for_themselves() -> None:
    text = (
        "Voices from the shelter\n\nOmar, 34, baker\nI bake for two hundred now.\n\n"
        "Grandmother of Hind, who gave no name\nWe walked all night.\n\n"
        "Hind, 9\n“I want my cat.”\n\nThe shelter closes on Friday."
    )
    assert who(told(text)) == [
        ("Omar", "I bake for two hundred now."),
        ("Grandmother of Hind", "We walked all night."),
        ("Hind", "I want my cat."),
    ]


def test_an_outlet_that_only_asks_says_nothing() -> None:
    text = (
        "The Courier: How many are left?\n\nDr Lina Sabri: Eleven.\n\n"
        "The Courier: And the bus?\n\nSabri: It never came."
    )
    assert who(told(text)) == [("Lina Sabri", "Eleven."), ("Lina Sabri", "It never came.")]
    assert {one.medium for one in told(text)} == {"interview"}


def test_a_bodys_own_statement_is_a_press_statement_of_its_day() -> None:
    text = (
        "PRESS RELEASE\nTella Water Board\n20 May 2031\n\n"
        "The Board confirms that the water at the old pump is not safe.\n\n"
        "“Boil it,” said Ana Brigg, the Board’s chemist."
    )
    for one in told(text):
        assert (one.medium, when(one)) == ("press_statement", "2031-05-20T00:00:00+04:00")


def test_entries_begin_behind_their_clock() -> None:
    text = (
        "Live: the flood\n\n14.20 — The mayor said that the dam holds.\n\n14.05 — It rains.\n\n"
        "13.50 — Reader Huda S. writes on our WhatsApp line: we are on the roof with two dogs"
    )
    mayor, huda = told(text, "2033-05-04")
    assert mayor.words == ("the dam holds",)
    assert mayor.said is not None
    assert mayor.said.latest is not None
    assert mayor.said.latest.isoformat() == "2033-05-04T14:21:00+04:00"
    assert who([huda]) == [("Huda S", "we are on the roof with two dogs")]
    assert (huda.medium, huda.platform) == ("chat_message", "whatsapp")


def test_how_far_into_a_recording_is_no_clock() -> None:
    text = (
        "DISTRESS CALL TRANSCRIPT, 2 May 2033\n\n[00:00:03] OPERATOR: Where are you?\n"
        "[00:00:07] CALLER: We see lights.\n[00:00:15] OPERATOR: Is anyone hurt?"
    )
    assert [(one.medium, when(one)) for one in told(text)] == [("call", None)] * 3


def test_a_clock_that_goes_back_is_of_the_next_day() -> None:
    text = "Chat of 3 May 2033\n\n23:50 Mira: still here?\n00:10 Omar: yes\n00:12 Mira: good"
    assert [when(one) for one in told(text)] == [
        "2033-05-03T23:50:00+04:00", "2033-05-04T00:10:00+04:00", "2033-05-04T00:12:00+04:00",
    ]  # fmt: skip


# --- as Arabic pages have it -------------------------------------------------------------


def test_an_answer_may_be_marked_above_its_author() -> None:
    text = (
        "تغريدات من الحي\n\nسلمى النوري @salma_n · ١٢ مايو ٢٠٣٣\nنحن سبعة في القبو.\n\n"
        "رداً على @salma_n\nكريم\u200f\n@karim_x · ١٢ أيار/مايو ٢٠٣٣\nلا تخرجوا."
    )
    one, two = told(text)
    assert who([one, two]) == [("سلمى النوري", "نحن سبعة في القبو."), ("كريم", "لا تخرجوا.")]
    assert [(s.medium, s.platform) for s in (one, two)] == [
        ("post", "twitter"),
        ("reply", "twitter"),
    ]
    assert when(two) == "2033-05-12T00:00:00+04:00"


def test_whoever_an_arabic_interview_begins_with_answers_it() -> None:
    text = (
        "مقابلة\n\nرنا الحداد، مهندسة في مصلحة المياه، تحدثت إلينا أمام الخزان.\n\n"
        "كم يكفي الخزان؟\nيومين إذا لم نفتحه.\n\nهل تخافين؟\nأخاف على أولادي، علينا كلنا."
    )
    assert {name for name, _ in who(told(text))} == {"رنا الحداد"}


def test_a_numbered_list_of_voices_is_theirs() -> None:
    text = (
        "Collected by the street committee\n\n1) Omar, 54, driver: We left on foot.\n"
        "2) Suad, teacher: I wrote the names on the door.\n3) Anonymous: Nobody asked us."
    )
    assert [name for name, _ in who(told(text))] == ["Omar", "Suad", None]


def test_posts_below_a_label_with_a_colon_are_numbered() -> None:
    text = (
        "Hanna Sill (@hannasill) on X, 3 June 2032:\n\n1/2 We are the last two nurses.\n\n"
        "2/2 Tell the clinic in Dorn.\n\nThe account is silent since."
    )
    found = told(text)
    assert [name for name, _ in who(found)] == ["Hanna Sill"] * 2
    assert {(one.platform, when(one)) for one in found} == {
        ("twitter", "2032-06-03T00:00:00+04:00")
    }


def test_an_office_above_a_handle_is_an_author() -> None:
    text = "Mayor’s office, Tella ✔\n@tella_mayor\nThe hall is full.\nMar 14, 2031, 10:05 PM"
    assert who(told(text)) == [("Mayor’s office, Tella", "The hall is full.")]


def test_a_day_between_messages_is_none_of_them() -> None:
    text = (
        "Friday, 14 March 2031\n\n21:02 – Dana: power is off\n21:09 – Ilya: same here\n\n"
        "Saturday, 15 March 2031\n\n08:14 – Ilya: firemen are here"
    )
    assert [(one.words[0], when(one)) for one in told(text)] == [
        ("power is off", "2031-03-14T21:02:00+04:00"),
        ("same here", "2031-03-14T21:09:00+04:00"),
        ("firemen are here", "2031-03-15T08:14:00+04:00"),
    ]


def test_letters_with_a_full_stop_are_labels_too() -> None:
    text = (
        "Interview: Nadia Brandt, harbour master\n\nQ. When did you know?\nA. At four.\n\n"
        "Q. And you closed?\nA. I asked."
    )
    assert who(told(text)) == [("Nadia Brandt", "At four."), ("Nadia Brandt", "I asked.")]


def test_entries_with_the_newest_first_are_a_live_blog_and_no_chat() -> None:
    text = """Live: the flood in Tella valley

18:40 Fire Brigade: we have brought forty families from the east bank.

17:55 Mayor of Tella on X: the old bridge is closed.

17:10 Our reporter in the valley: the water has reached the first floor.
"""
    assert all(one.medium != "chat_message" for one in read(text, "2033-03-02").statements)
    chat = """18:02 Mira: we are nine on the roof
18:04 Dan: stay where you are
18:05 Mira: the water has reached the first floor
"""
    assert [one.medium for one in told(chat, "2033-03-02")] == ["chat_message"] * 3


def test_words_below_a_line_that_leads_to_them() -> None:
    text = (
        "Tella flood, hour by hour\n\n@tella_fire tweets:\n\nKeep off the bridge at Ordan.\n\n"
        "Here is a statement from the charity Open Hands:\n\nTwo of our nurses are missing.\n\n"
        "Our list of shelters follows:\n\nThe school and the hall are open."
    )
    assert [(one.speaker and one.speaker.as_written, one.words[0]) for one in told(text)] == [
        ("@tella_fire", "Keep off the bridge at Ordan."),
        ("Open Hands", "Two of our nurses are missing."),
    ]


def test_a_post_that_hands_on_another_is_that_others() -> None:
    text = (
        "Noor S. @noors · 3h\nRT @tella_fire: The road is closed.\n\n"
        "Leila Q @leilaq · 2h\nIs the road open?"
    )
    first = told(text)[0]
    assert first.speaker is not None
    assert (first.speaker.as_written, first.words[0]) == ("@tella_fire", "The road is closed.")
    assert [voice.name for voice in first.via] == ["Noor S."]


def test_an_answer_begins_behind_its_label() -> None:
    text = (
        "Nora Salt, harbour master, spoke to us on Sunday: an interview.\n\n"
        "The Tella Post: When did you know?\nNora Salt: I knew at four.\n\n"
        "TTP: And did you close the gate?\nNS: We closed it at five."
    )
    assert [one.words[0] for one in told(text)] == ["I knew at four.", "We closed it at five."]


# --- what opens a page, whose channel tells whose words ----------------------------------


@pytest.mark.parametrize(
    ("opening", "medium", "platform", "via", "said"),
    [
        ("These messages were sent to us by WhatsApp on Tuesday night:", "chat_message",
         "whatsapp", [], "2033-05-03T18:00:00+04:00"),
        ("The texts below reached this newspaper by SMS early on Wednesday.", "chat_message",
         "unknown", [], "2033-05-04T00:00:00+04:00"),
        ("All quotes below were given to the Lantern in phone interviews on 1 May.", "call",
         "unknown", ["Lantern"], "2033-05-01T00:00:00+04:00"),
        ("Voice notes from the tower, passed on by Jo Tarn and translated by our staff",
         "voice_message", "unknown", ["Jo Tarn"], None),
        ("What people in the tower saw", "unknown", "unknown", [], None),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "body",
    [
        (
            "Mira, 31: We are in the stairwell.\n\nTomas, 40: I carried my father.\n\n"
            "Jana, 19: I am at my desk."
        ),
        "Mira, 31, nurse\nWe are in the stairwell.\n\nTomas, 40, baker\n“I carried my father.”",
        "“We are in the stairwell.” — Mira\n\n“I carried my father.” — Tomas",
    ],
)
def test_what_opens_a_page_tells_of_all_words_below(
    opening: str, body: str, medium: str, platform: str, via: list[str], said: str | None
) -> None:
    found = told(f"From the tower\n\n{opening}\n\n{body}", "2033-05-04")
    assert len(found) > 1
    for one in found:
        assert (one.medium, one.platform) == (medium, platform)
        assert ([voice.name for voice in one.via], when(one)) == (via, said)


def test_words_of_one_voice_go_on_over_paragraphs() -> None:
    text = (
        "Voices from the valley\n\nEmil Rask, 41, plant manager\n\nThe pumps stopped at nine. "
        "I told my wife.\n\nWater was at the door.\n\nAda Finn, 63, retired\n\nI was asleep.\n\n"
        "We climbed on the roof.\n\nThe company did not answer our questions."
    )
    assert who(told(text)) == [
        ("Emil Rask", "The pumps stopped at nine. I told my wife.\n\nWater was at the door."),
        ("Ada Finn", "I was asleep.\n\nWe climbed on the roof."),
    ]


def test_names_alone_head_words_where_an_opening_tells_of_them() -> None:
    body = "Mira Kost\nWe are in the stairwell.\n\nTomas Brill\nI carried my father."
    text = f"Last words\n\nThe following were posted on Facebook by residents.\n\n{body}"
    assert who(told(text)) == [
        ("Mira Kost", "We are in the stairwell."),
        ("Tomas Brill", "I carried my father."),
    ]
    assert {(one.medium, one.platform) for one in told(text)} == {("post", "facebook")}
    assert told(f"Two poems\n\nFor the harvest.\n\n{body}") == []


def test_entries_of_a_live_blog_hold_words_of_readers() -> None:
    text = (
        "Flood live\n\n14:25 Mira Kost on X: Road to the mill is gone.\n\n"
        "14:02 Tom in Lund emails: The water is over the step.\n\n"
        "13:40 Update from the fire brigade: All crews are out.\n\n"
        "12:50 From Ida Brand, on Facebook: My street is a river.\n\n"
        "12:31 Fire brigade, Facebook: “Keep off the bridge.”\n\n"
        "12:02 A reader, Jo, texts: my gran is on the roof"
    )
    found = told(text, "2033-05-04")
    assert [(one.speaker and one.speaker.name, one.medium, one.platform) for one in found] == [
        ("Mira Kost", "post", "twitter"),
        ("Tom", "unknown", "unknown"),
        ("fire brigade", "unknown", "unknown"),
        ("Ida Brand", "post", "facebook"),
        ("Fire brigade", "post", "facebook"),
        ("Jo", "chat_message", "unknown"),
    ]
    assert found[0].said is not None
    assert found[0].said.latest is not None
    assert found[0].said.latest.isoformat() == "2033-05-04T14:26:00+04:00"


# --- documents that are one voice's own words --------------------------------------------


def test_a_diary_is_its_writers_parted_by_its_dates() -> None:
    text = (
        "From the notebook of Emil Rask, printed by his leave\n\n"
        "2 May 2033\nThe pumps stopped. I went down.\n\n"
        "3 May 2033\nNo bread. The baker says we shall have none before June.\n\n"
        "Rask said the pencil broke."
    )
    found = told(text)
    assert who(found) == [
        ("Emil Rask", "The pumps stopped. I went down."),
        ("Emil Rask", "No bread. The baker says we shall have none before June."),
        ("Emil Rask", "the pencil broke"),
    ]
    assert [when(one) for one in found[:2]] == [
        "2033-05-02T00:00:00+04:00",
        "2033-05-03T00:00:00+04:00",
    ]


def test_a_voice_note_written_down_is_whose_its_head_says() -> None:
    text = (
        "[Voice note, WhatsApp, 40 s. Sent 2 May 2033, 23:40. Speaker: a man, about 50, Tella]\n\n"
        "They came at four. My wife says the bridge is gone.\n\nTell them we are here.\n\n"
        "[Ends. Forwarded to the archive by the man's brother.]"
    )
    outer, inner = read(text).statements
    assert outer.speaker is not None
    assert outer.speaker.as_written == "a man"
    assert outer.words == (
        "They came at four. My wife says the bridge is gone.\n\nTell them we are here.",
    )
    assert (outer.medium, outer.platform, when(outer)) == (
        "voice_message", "whatsapp", "2033-05-02T23:40:00+04:00",
    )  # fmt: skip
    assert [voice.as_written for voice in outer.via] == ["the man's brother"]
    assert [voice.as_written for voice in inner.via] == ["a man", "the man's brother"]


def test_words_in_full_are_the_bodys_that_the_head_names() -> None:
    text = (
        "FULL TEXT: The Tella Front on the fire at the mill\n"
        "Sent to reporters by e-mail on 2 May 2033. We print it whole.\n\n"
        "“The Front did not light it. Our men had left.\n\n“We ask for an inquiry.”"
    )
    (one,) = told(text)
    assert one.speaker is not None
    assert (one.speaker.name, one.medium) == ("Tella Front", "press_statement")
    assert when(one) == "2033-05-02T00:00:00+04:00"


@pytest.mark.parametrize(
    "head", ["Letters from Tella", "A statement from the ministry is due", "Diary", "In our note"]
)
def test_a_title_is_no_head_of_ones_own_words(head: str) -> None:
    assert told(f"{head}\n\nI went to the river on Sunday to see it for myself and for you.") == []


def test_a_post_that_a_channel_hands_on_is_its_sources() -> None:
    text = (
        "Olga Marn | Tella\n3 Feb 2033, 07:41\nWe are at the depot.\n9.2K views\n\n"
        "Olga Marn | Tella\n3 Feb 2033, 09:05\nForwarded from Mothers of the Mill\n"
        "We are thirty in the basement.\n21K views\n"
    )
    one, two = told(text)
    assert who([one, two]) == [
        ("Olga Marn", "We are at the depot."),
        ("Mothers of the Mill", "We are thirty in the basement."),
    ]
    assert [voice.name for voice in two.via] == ["Olga Marn"]


def test_what_was_on_the_air_was_so_on_its_day() -> None:
    text = (
        "MONITORING EXTRACT 4\nSource: Tella State Television\nBroadcast: 2 May 2033\n\n"
        "Mayor Ilya Marsh, from the studio: “We will not leave.”\n\n"
        "Correspondent Rami Sol reported from the harbour that bread was on sale."
    )
    found = told(text, "2033-05-04")
    assert [one.speaker and one.speaker.name for one in found] == ["Ilya Marsh", "Rami Sol"]
    assert {one.medium for one in found} == {"broadcast"}
    assert {when(one) for one in found} == {"2033-05-02T00:00:00+04:00"}


def test_the_clocks_of_a_programme_count_from_its_beginning() -> None:
    text = (
        "Under the Roof, episode 6. Transcript of the programme as aired on 2 May 2033. "
        "Presented by Mina Dahl. With the linguist Aurel Tate.\n\n"
        "[03:12] DAHL: Who is this one?\n\n[03:20] AUREL TATE: This is Oriel. She is eleven.\n\n"
        "[03:31] ORIEL (recording): It goes boom and then Mum laughs.\n\n"
        "[03:41] DAHL: And the mother?\n\n[03:43] AUREL TATE: She is in bed."
    )
    found = told(text, "2033-05-02")
    assert [one.speaker and one.speaker.name for one in found] == [
        "Aurel Tate", "Oriel", "Aurel Tate",
    ]  # fmt: skip
    assert [one.medium for one in found] == ["broadcast", "voice_message", "broadcast"]
    assert [when(one) for one in found] == [
        "2033-05-02T00:00:00+04:00", None, "2033-05-02T00:00:00+04:00",
    ]  # fmt: skip


def test_an_interview_by_phone_is_a_call() -> None:
    text = (
        "“I sign with a pencil”\nInterview. Tova Lind kept the register of Tella. She answered our "
        "questions by phone on Monday.\n\nGazette: And without a body?\nLind: With two witnesses."
        "\n\nGazette: Will you go back?\nLind: When the trains do."
    )
    answers = [one for one in told(text, "2033-05-04") if one.medium != "headline"]
    assert [(one.medium, when(one)) for one in answers] == [
        ("call", "2033-05-02T00:00:00+04:00")
    ] * 2


def test_messages_listed_with_a_number_are_theirs_who_sign_them() -> None:
    text = (
        "Last messages from Tella\n\n1\n“We are both fine. Keep the cat in.”\n"
        "- Lina Haddad, 19, student. WhatsApp to her mother, Tuesday, 22:05\n\n"
        "2\n“I locked the laboratory.”\n"
        "- Text message from a chemistry teacher to his headmaster, Monday. The headmaster, "
        "Paul Azar, says there was no answer."
    )
    one, two, three = told(text, "2033-05-04")
    assert one.speaker is not None
    assert two.speaker is not None
    assert (one.speaker.name, one.medium, one.platform, when(one)) == (
        "Lina Haddad", "chat_message", "whatsapp", "2033-05-03T22:05:00+04:00",
    )  # fmt: skip
    assert (two.speaker.as_written.split()[0], two.medium, when(two)) == (
        "a", "chat_message", "2033-05-02T00:00:00+04:00",
    )  # fmt: skip
    assert three.words == ("there was no answer",)


def test_a_mail_that_is_handed_on_came_through_its_sender() -> None:
    text = (
        "From: Noor Kast\nTo: Foreign desk\nDate: Mon, 2 May 2033 08:22 +0400\n\n"
        "Dear all, this reached me at night. Use what you like.\n\n"
        "---------- Forwarded message ----------\n"
        "From: Ibrahim Kast\nTo: Noor Kast\nDate: Mon, 2 May 2033 03:04 +0400\n\n"
        "Noor, do not come. We burn doors."
    )
    one, two = told(text)
    assert who([one, two]) == [
        ("Noor Kast", "Dear all, this reached me at night. Use what you like."),
        ("Ibrahim Kast", "Noor, do not come. We burn doors."),
    ]
    assert ([hop.name for hop in one.via], [hop.name for hop in two.via]) == ([], ["Noor Kast"])


def test_what_stands_below_the_count_of_comments_is_one() -> None:
    text = (
        "Tella Mothers (public group) | Facebook\n\nSamira Doss\n2 May 2033 at 18:20\n"
        "Has anybody seen my son?\n3 comments, 57 shares\n\n"
        "Ola M.\n2 May 2033 at 18:31\nI saw him at the bakery.\n\n"
        "Samira Doss\n2 May 2033 at 18:45\nWhich bakery?"
    )
    assert [one.medium for one in told(text)] == ["post", "reply", "reply"]
