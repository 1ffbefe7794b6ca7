"""Arabic as it comes in a crisis: stamps, openings, who is meant, chains; all texts are ours."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Reading, Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Beirut")
DAY = "2032-11-03"  # a Wednesday


def read(text: str) -> Reading:
    item = make_id("item", [text])
    view = View(
        id=make_id("view", [item]), item=item, original="0" * 64, inside="", file="page.txt",
        kind="document", lang=None, title=None, outlet=None, author=None, published=DAY,
        text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE)


def name(statement: Statement) -> str | None:
    return None if statement.speaker is None else statement.speaker.name


def told(text: str) -> list[tuple[str | None, str, list[str | None]]]:
    """Who says what through whom, of each statement."""
    return [(name(s), " ".join(s.words), [v.name for v in s.via]) for s in read(text).statements]


def channels(text: str) -> list[str]:
    return [f"{s.medium} {s.platform}" for s in read(text).statements]


def said(text: str) -> list[tuple[str, str] | None]:
    """When each statement was said, in the zone of the report, without seconds."""
    times = [s.said for s in read(text).statements]
    return [
        None
        if t is None or t.earliest is None or t.latest is None
        else (
            f"{t.earliest.astimezone(ZONE):%m-%d %H:%M}",
            f"{t.latest.astimezone(ZONE):%m-%d %H:%M}",
        )
        for t in times
    ]


@pytest.mark.parametrize(
    ("stamp", "first", "last"),
    [
        ("قبل 3 ساعات", "11-03 00:00", "11-04 00:00"),
        ("قبل يومين", "11-01 00:00", "11-02 00:00"),
        ("منذ 5 أيام", "10-29 00:00", "10-30 00:00"),
        ("أمس 21:40", "11-02 21:40", "11-02 21:41"),
        ("أول أمس 22:10", "11-01 22:10", "11-01 22:11"),
        ("الأحد 22:10", "10-31 22:10", "10-31 22:11"),
        ("الساعة ٩ مساءً", "11-03 21:00", "11-03 21:01"),
        ("٢ نوفمبر · ٨:١٥ مساءً", "11-02 20:15", "11-02 20:16"),
    ],
)
def test_a_post_is_dated_by_its_stamp_however_it_is_told(stamp: str, first: str, last: str) -> None:
    post = f"نهلة الشامي\n{stamp}\nالطريق مقطوع عند الجسر، ونحتاج بطانيات.\n\n"
    answer = "مازن برهوم\n3 نوفمبر 23:00\nلا ماء عندنا منذ الصباح."
    assert said(post + answer)[0] == (first, last)


def test_we_closed_is_no_request() -> None:
    [one] = read("وقال رئيس البلدية سامر الحلاق: «أغلقنا الطريق الساحلي كله».").statements
    assert one.stance == "affirms"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وروت امرأة لم تكشف عن اسمها أن الجنود أخذوا جارها.", "امرأة"),
        ("قالت امرأة عرّفت عن نفسها باسم أم عادل إن الماء دخل البيت.", "أم عادل"),
        ("وأكد شاب طلب مناداته بسامي أن الجسر انهار.", "سامي"),
        ("قالت الناشطة لين الصباغ إن القصف توقف منذ ساعة.", "لين الصباغ"),
        ("نشرت الممرضة دانة صورة للممر وكتبت: «هذا كل ما بقي لنا».", "دانة"),
        ("وكانت صفحة «يوميات الحي» قد نشرت، مساء الأحد، أن المحطة انفجرت.", "يوميات الحي"),
        ("قالت جارتي هاتفياً إن الجسر انهار فجراً.", "جارتي"),
    ],
)
def test_who_is_meant_by_how_they_are_told(text: str, who: str) -> None:
    [one] = read(text).statements
    assert name(one) == who


@pytest.mark.parametrize(
    ("text", "who", "via"),
    [
        (
            "ذكرت قناة الضفاف نقلاً عن وكالة سهم نقلاً عن مصدر أمني أن المخزن انفجر.",
            "مصدر أمني",
            ["وكالة سهم", "قناة الضفاف"],
        ),
        (
            "نقلت إذاعة الوادي عن صحيفة المنار عن مدير المستشفى سامر القاضي قوله إن الجرحى كثر.",
            "سامر القاضي",
            ["صحيفة المنار", "إذاعة الوادي"],
        ),
        (
            "وبحسب صحيفة «الضفة» نقلاً عن وكالة سهم، نقلاً عن طبيب، فإن العدد ارتفع إلى تسعة.",
            "طبيب",
            ["وكالة سهم", "الضفة"],
        ),
        ("نقل مراسلنا عن أحد سكان الحي قوله إن القناصة انسحبوا.", "أحد سكان الحي", []),
        (
            "ووفق ما ذكره سائق الإسعاف لمراسل «الفجر»، فإن الطريق مغلق تماماً.",
            "سائق الإسعاف",
            ["الفجر"],
        ),
    ],
)
def test_a_chain_is_told_hop_by_hop(text: str, who: str, via: list[str | None]) -> None:
    [one] = told(text)
    assert (one[0], one[2]) == (who, via)


def test_a_participle_cites_whom_an_outlet_cites() -> None:
    text = "أفادت وكالة سند بأن قتيلين سقطا، ناقلة عن مستشفى الأمل قوله إن خمسة في حالة حرجة."
    assert told(text)[1] == ("مستشفى الأمل", "خمسة في حالة حرجة", ["وكالة سند"])


def test_words_in_words_in_words_came_through_both() -> None:
    text = "كتب الناشط وائل حيدر على تويتر: «قالت لي جارتي إن أخي أكد أن الجسر انهار»."
    assert told(text)[-1] == ("أخي", "الجسر انهار", ["جارتي", "وائل حيدر"])


CALLS = """غرفة العمليات – بلدة الزيزفون
سجل المكالمات الواردة، ليل 9 على 10 كانون الثاني 2033

23:50  متصلة (حي الكرم): السقف يقع علينا، أرسلوا أحداً
23:58  متصل ثانٍ، جار العائلة: سمعت الجدار يهوي. الشارع كله غبار
00:10  [لا جواب]
00:21  المتصلة نفسها: خرجنا كلنا، الحمد لله
"""


def test_lines_of_a_log_are_theirs_who_call() -> None:
    statements = read(CALLS).statements
    assert [name(s) for s in statements] == ["متصلة", "متصل ثانٍ", "متصلة"]
    assert channels(CALLS) == ["call unknown"] * 3
    assert [f"{s.said.earliest:%d %H:%M}" for s in statements if s.said and s.said.earliest] == [
        "09 23:50",
        "09 23:58",
        "10 00:21",
    ]


def test_a_record_of_a_hearing_is_read_label_by_label() -> None:
    text = (
        "لجنة التحقيق في حريق السوق\nمحضر الجلسة الثانية، الأحد 10 تشرين الأول 2032\n\n"
        "الشاهد الثالث (عتّال، حُجب اسمه): كنت عند الباب حين انطفأ الضوء.\n\n"
        "المحامي سليم داغر: أعترض. الشاهد لم يكن هناك.\n\n"
        "الشاهد الثالث: كنت هناك وأقسم على ذلك.\n"
    )
    statements = read(text).statements
    assert [name(s) for s in statements] == ["الشاهد الثالث", "سليم داغر", "الشاهد الثالث"]
    assert said(text) == [("10-10 00:00", "10-11 00:00")] * 3


def test_fields_of_a_bulletin_are_nobodys_words() -> None:
    text = (
        "نشرة المشفى\n\nالوارد: 12 جريحاً بينهم طفل\nالوفيات: ثلاث حالات اليوم\nالموقع: خيمة رقم 2\n"
    )
    assert read(text).statements == ()


def test_a_broadcast_is_of_the_day_that_its_head_tells() -> None:
    text = (
        "إذاعة الوادي – برنامج «معكم»\nنسخة مفرّغة من حلقة السبت 30 تشرين الأول 2032\n\n"
        "المذيع: معنا المعلمة سلمى قاسم. كيف الحال؟\n\n"
        "قاسم: عندنا ثلاثون طفلاً ولا ماء.\n\nالمذيع: شكراً لك.\n\nقاسم: أرسلوا ماء، هذا كل شيء.\n"
    )
    assert channels(text) == ["broadcast unknown"] * 2
    assert said(text) == [("10-30 00:00", "10-31 00:00")] * 2


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        (
            "وحذرت الطبيبة سلمى قاسم، في رسالة وزعتها اللجنة، من نفاد المصل قبل الجمعة.",
            "سلمى قاسم",
            "نفاد المصل قبل الجمعة",
        ),
        (
            "وتنفي حركة الضفة نفياً قاطعاً وجود أي سلاح في المدرسة.",
            "حركة الضفة",
            "وجود أي سلاح في المدرسة",
        ),
        (
            "أكد مصدران أمنيان لقناة «الموج» سقوط البرج القديم كله.",
            "مصدران أمنيان",
            "سقوط البرج القديم كله",
        ),
        (
            "وتساءلت النائبة هالة الرامي، عبر حسابها، عمّن يملك مفتاح المستودع.",
            "هالة الرامي",
            "عمّن يملك مفتاح المستودع",
        ),
        (
            "مصوّر وكالة «الموج» قرب المرفأ، سامر برهوم، قال لنا إنه رأى ثلاث سفن تحترق.",
            "سامر برهوم",
            "رأى ثلاث سفن تحترق",
        ),
        (
            "نهاد عيسى، محاسب، تحدث بالعربية فقال: «لم يدفع أحد شيئاً عنا».",
            "نهاد عيسى",
            "لم يدفع أحد شيئاً عنا",
        ),
        (
            "سألنا الطبيب المناوب في مستوصف البلدة، نادر حموي، فقال: «لم يدخل إلينا أحد».",
            "نادر حموي",
            "لم يدخل إلينا أحد",
        ),
        (
            "عند الظهر طرق جارنا أبو كرم الباب وأخبرنا أن الطريق فُتح.",
            "أبو كرم",
            "الطريق فُتح",
        ),
        (
            "أم نبيل تغسل الصحون عند البئر. قالت للمصوّر: «الماء مالح منذ شهر كامل».",
            "أم نبيل",
            "الماء مالح منذ شهر كامل",
        ),
        (
            "وزير المياه بالوكالة سامي برهوم للقناة: «السد سليم ولا خوف عليه».",
            "سامي برهوم",
            "السد سليم ولا خوف عليه",
        ),
    ],
)
def test_who_says_what_in_many_shapes(text: str, who: str, words: str) -> None:
    assert [(one[0], one[1]) for one in told(text)] == [(who, words)]


def test_words_through_an_interpreter_are_whose_they_are() -> None:
    text = "إيفان (سائق رافعة)، نقلت عنه المترجمة هالة الرامي أنه «لا ينام قبل الفجر أبداً»."
    assert told(text) == [("إيفان", "لا ينام قبل الفجر أبداً", ["هالة الرامي"])]


def test_a_denial_of_guilt_alone_tells_nothing() -> None:
    assert told("ونفت البلدية مراراً أي مسؤولية لها عن الحادث.") == []


def test_what_an_outlet_asks_is_nobodys_testimony() -> None:
    assert told("سألت مجلة «الموج» أهالي البلدة كيف يقضون لياليهم منذ عودة القصف.") == []


def test_a_body_and_then_its_people_go_on() -> None:
    text = (
        "بيان رقم (3)\nالمكتب الإعلامي لحركة الضفة\n2 تشرين الثاني 2032\n\n"
        "إن حركة الضفة تنفي وجود أي مقاتل في المدرسة.\n\n"
        "وقال أبو رامي، الناطق باسم الحركة، في تسجيل مصور: «لسنا من يختبئ خلف أحد». "
        "وتابع: «نعرف قتلانا بأسمائهم».\n"
    )
    assert [one[0] for one in told(text)] == ["حركة الضفة", "أبو رامي", "أبو رامي"]


def test_people_under_headings_need_not_say_i_where_all_were_asked() -> None:
    text = (
        "كيف تطبخون؟\n\nسألت مجلة «الموج» أهالي البلدة كيف يطبخون بلا غاز.\n\n"
        "حنان برهوم، 51 عاماً، خياطة\nبطبخ عالحطب، والدخان بيعمي.\n\n"
        "كرم، 13 عاماً، تلميذ\n«أنا بجمع الحطب كل يوم بعد المدرسة.»\n\n"
        "امرأة رفضت ذكر اسمها، موظفة\nنحن لا نطبخ، نأكل ما يصل إلينا.\n"
    )
    assert [one[0] for one in told(text)] == ["حنان برهوم", "كرم", "امرأة رفضت ذكر اسمها"]
    assert channels(text) == ["interview unknown"] * 3


RECORDED = """أرشيف البلدة: تفريغ رسائل صوتية وصلت عبر واتساب، السبت 30 تشرين الأول 2032

الرسالة الأولى، 16:20، صوت امرأة
«نحنا بالمدرسة، والباب مسكّر من برّا»

الرسالة الثانية، 16:34، المرأة نفسها
«سمعنا صوت عالسطح، حدا يرد علينا»

الرسالة الثالثة، 17:05، كرم (تسع سنوات)
«أنا لابس كنزة خضرا مشان تعرفوني»
"""


def test_recordings_under_counted_lines_have_their_voice_day_and_channel() -> None:
    assert [name(s) for s in read(RECORDED).statements] == ["امرأة", "امرأة", "كرم"]
    assert channels(RECORDED) == ["voice_message whatsapp"] * 3
    assert said(RECORDED) == [
        ("10-30 16:20", "10-30 16:21"),
        ("10-30 16:34", "10-30 16:35"),
        ("10-30 17:05", "10-30 17:06"),
    ]


def test_messages_that_a_body_made_public_came_through_it_on_the_day_told_above() -> None:
    text = (
        "آخر ما وصل\n\nنشرت رابطة عائلات الصيادين الرسائل الأخيرة "
        "التي أُرسلت من المركب مساء السبت:\n\n"
        "• كامل برهوم (40)، واتساب، 18:52، إلى زوجته: «الموج عالي ونحن بخير»\n\n"
        "• رقم غير معروف، واتساب، 19:11، إلى الميناء: المحرك توقف ونحن ثلاثة فقط\n\n"
        "• حارس الميناء، رسالة صوتية، 19:20، إلى ابنه: «لا تنتظرني الليلة»\n"
    )
    found = told(text)
    assert [one[0] for one in found] == ["كامل برهوم", "رقم غير معروف", "حارس الميناء"]
    assert [one[2] for one in found] == [["رابطة عائلات الصيادين"]] * 3
    assert [when and when[0] for when in said(text)] == [
        "10-30 18:52",
        "10-30 19:11",
        "10-30 19:20",
    ]


def test_a_letter_came_through_whoever_handed_it_in() -> None:
    text = (
        "بريد القراء\nوصلتنا هذه الرسالة من سامر برهوم. كتبتها شقيقته هالة برهوم قبل سفرها.\n\n"
        "الخميس 7 أكتوبر 2032\n\nإلى من يسكن البيت بعدنا،\nتركنا لكم المفاتيح عند جارنا.\n— هالة\n"
    )
    assert [(one[0], one[2]) for one in told(text)] == [("هالة برهوم", ["سامر برهوم"])]
    assert said(text) == [("10-07 00:00", "10-08 00:00")]


@pytest.mark.parametrize(
    ("message", "who", "words"),
    [
        (
            "لا تنزلوا. خالي سامر عم يقول الطريق عالبلد مسكر من الضهر.",
            "سامر",
            "الطريق عالبلد مسكر من الضهر",
        ),
        ("أختي بتقول البيت البعيد كمان انضرب.", "أختي", "البيت البعيد كمان انضرب"),
        ("الدكتور نزار كاتب: لا تشربوا من الخزان الكبير", "نزار", "لا تشربوا من الخزان الكبير"),
    ],
)
def test_everyday_speech_holds_words_of_others(message: str, who: str, words: str) -> None:
    chat = (
        "مجموعة الحارة – واتساب\n\n[3/11/2032، 02:16:31] لينا: وينكن؟\n"
        f"[3/11/2032، 02:17:05] رامز: {message}\n"
    )
    inner = [s for s in read(chat).statements if s.within is not None]
    assert [(name(s), " ".join(s.words)) for s in inner] == [(who, words)]


@pytest.mark.parametrize(
    ("text", "who", "via"),
    [
        (
            "نقلت قناة «الموج» على تلغرام عن «راديو التل» أن تسعة عمال عالقون.",
            "راديو التل",
            ["الموج"],
        ),
        ("وتنفي «لجنة الكروم» وجود أي حاجز على الطريق.", "لجنة الكروم", []),
        ("قال متصل من البلدة إن لديه جرافة ووقوداً يكفي يومين.", "متصل", []),
    ],
)
def test_bodies_between_marks_and_whom_they_cite(
    text: str, who: str, via: list[str | None] | None
) -> None:
    [one] = told(text)
    assert one[0] == who
    assert via is None or one[2] == via


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "أصدرت بلدية الكروم بياناً جاء فيه أن الشبكة ستعود. وأضاف البيان أن الماء ملوث.",
            ["بلدية الكروم", "بلدية الكروم"],
        ),
        (
            "قالت وزارة المياه في بيان إن الخزان سليم. وأشار البيان إلى أن الفرق تعمل.",
            ["وزارة المياه", "وزارة المياه"],
        ),
        ("منشور للطبيبة هالة الرامي على فيسبوك: «بقي أكسجين ليومين فقط».", ["هالة الرامي"]),
        ("تغريدة لوزير الصحة سامر برهوم: «المشفى يعمل كالمعتاد اليوم».", ["سامر برهوم"]),
        ("نشرت صفحة «أهل الكرم» ما قالت إنها رسالة من جندي: «لا ماء منذ الصباح».", ["جندي"]),
        ("ونفى قائد الفصيل أبو رامي انسحاب مقاتليه من التلة.", ["أبو رامي"]),
        (
            "قالت وكالة سهم إن الجسر قُصف، ونقلت عن سائق شاحنة قوله إن النار اشتعلت.",
            ["وكالة سهم", "سائق شاحنة"],
        ),
    ],
)
def test_a_text_speaks_for_whoever_gave_it(text: str, who: list[str]) -> None:
    assert [one[0] for one in told(text)] == who


def test_an_outlet_that_no_list_knows_is_told_what_is_said() -> None:
    text = "وقال عضو المجلس البلدي سليم داغر لموجبرس إن الجسر انهار بعد العاصفة."
    assert told(text) == [("سليم داغر", "الجسر انهار بعد العاصفة", ["موجبرس"])]
    assert channels(text) == ["interview unknown"]


@pytest.mark.parametrize("whom", ["لجيرانه", "لزوجته", "لسكان الحي", "لمحمد", "لاحقاً", "للجميع"])
def test_whom_somebody_tells_at_home_is_no_outlet(whom: str) -> None:
    assert told(f"وقال سليم داغر {whom} إن الجسر انهار بعد العاصفة.")[0][2] == []


def test_an_outlet_told_between_marks_is_no_quotation() -> None:
    text = "وأبلغ مسؤول إغاثي «المدار»، مشترطاً عدم ذكر اسمه، أن القافلة عادت أدراجها."
    assert [one[1] for one in told(text)] == ["القافلة عادت أدراجها"]
