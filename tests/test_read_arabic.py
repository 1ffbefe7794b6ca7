"""Who says what in Arabic: subjects, sources, clauses, names in marks."""

import pytest

import amana
from amana.canon import make_id
from amana.lang.letters import fold
from amana.model import Statement, View
from amana.read.reading import read_view
from newsroom import ZONE


def read(text: str) -> tuple[Statement, ...]:
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="x", kind="article", lang=None, title=None, outlet=None, author=None,
        published="2032-02-13", text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE).statements


def told(text: str) -> list[tuple[str, str | None]]:
    """The words of each statement with the name of its speaker."""
    return [(" … ".join(s.words), s.speaker.name if s.speaker else None) for s in read(text)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # the subject stands before the verb, with an aside, behind a topic, behind adverbs
        ("غير أن قائد لواء السهل، المعروف بـ«أبو الرعد»، قال: «لن نترك الجسر لأحد».",
         "لن نترك الجسر لأحد", "أبو الرعد"),
        ("أما الوالي فاكتفى بالقول إن الوضع تحت السيطرة تماما.",
         "الوضع تحت السيطرة تماما", "الوالي"),
        ("وكان ناطق باسم وزارة المياه أكد أول أمس أن الخزانات ستمتلئ قريبا.",
         "الخزانات ستمتلئ قريبا", "ناطق باسم وزارة المياه"),
        ("وقال مدير مشفى الرحمة، الدكتور نزار برهوم، في مؤتمر إن الأسرة نفدت منذ الصباح.",
         "الأسرة نفدت منذ الصباح", "نزار برهوم"),
        # speakers of whom no list knows a word
        ("قال محللون محليون إن المحصول لن يكفي حتى الربيع.",
         "المحصول لن يكفي حتى الربيع", "محللون محليون"),
        # marks around the name of an outlet hold no words
        ("ونقلت صحيفة «المرفأ» عن والدة الطفلة زينب قولها: «ابنتي تنام بلا عشاء كل ليلة».",
         "ابنتي تنام بلا عشاء كل ليلة", "والدة الطفلة زينب"),
        # sources without a verb, and with one behind "as"
        ("وبحسب طبيب في مركز الشفاء، طلب إخفاء اسمه، فإن الدواء لا يكفي ثلاثة أيام.",
         "الدواء لا يكفي ثلاثة أيام", "طبيب في مركز الشفاء"),
        ("انهار السد القديم قبل الفجر بقليل، كما قالت المهندسة ريم صافي.",
         "انهار السد القديم قبل الفجر بقليل", "ريم صافي"),
        # what is denied, asked for, charged
        ("رئيس الوزراء ينفي وجود أي تشققات في جسم السد.",
         "وجود أي تشققات في جسم السد", "رئيس الوزراء"),
        ("وناشدت البلدية الأهالي عدم الاقتراب من الأبنية المتصدعة حتى المساء.",
         "عدم الاقتراب من الأبنية المتصدعة حتى المساء", "البلدية"),
        ("أما قيادة الشرطة فكانت قد أعلنت، في منشور لها، إخلاء البرج من سكانه.",
         "إخلاء البرج من سكانه", "قيادة الشرطة"),
        # words behind a colon, without marks
        ("وقالت هالة الرامي: لا ماء في الحي منذ أيام",
         "لا ماء في الحي منذ أيام", "هالة الرامي"),
    ],
)  # fmt: skip
def test_whose_words_they_are(text: str, words: str, name: str) -> None:
    assert (words, name) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "ويذكر أن المدينة محاصرة منذ أكثر من عامين.",  # the outlet's own voice
        "وتحسب السنة وفقا للتقويم القديم في قرى الجبل كلها.",  # no source is named
        "رفعوا لافتات كتب عليها «شكرا لكل من بقي معنا».",  # a sign
        "ولم يكشف عن برنامج الزيارة إلا أنه سيلقي خطابا غدا.",  # denied
        "طلب الحارس عدم ذكر اسمه أو نشر صورته لأنه خائف.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_a_new_cue_opens_a_new_statement() -> None:
    text = "«مشينا تسع ساعات تحت المطر»، تقول آمنة جبريل، ثم تصمت قبل أن تضيف: «لم يبق أحد هناك»."
    assert told(text) == [
        ("مشينا تسع ساعات تحت المطر", "آمنة جبريل"),
        ("لم يبق أحد هناك", "آمنة جبريل"),
    ]


def test_a_cue_with_and_goes_with_what_follows() -> None:
    text = "قال سامر حداد «لسنا خائفين من الليل» وأضافت هالة الرامي «نحن نعد الدرج كل مساء»."
    assert told(text) == [
        ("لسنا خائفين من الليل", "سامر حداد"),
        ("نحن نعد الدرج كل مساء", "هالة الرامي"),
    ]


@pytest.mark.parametrize("verb", ["عند نافذتها", "شاهدت الدخان"])
def test_a_name_ends_with_the_family(verb: str) -> None:
    text = f"هالة الرامي {verb}: «لم يبق في الشارع أحد»."
    assert told(text) == [("لم يبق في الشارع أحد", "هالة الرامي")]


@pytest.mark.parametrize(
    ("before", "text", "name"),
    [
        # somebody named only in words that were said does not go on speaking
        ("قال عامل في المطحنة إن المعلمة هالة برهوم خرجت أمس.",
         "وأضاف أن الباب كان مفتوحا عند الفجر.", "عامل في المطحنة"),
        ("وتوعد قائد اللواء بالرد.", "وقال إن الجسر لن يبقى مغلقا.", "قائد اللواء"),
        ("بعد ساعات، خرج الناطق باسم الحركة ليعلن أن الهدنة انتهت.",
         "وأضاف أن الطريق مغلق تماما.", "الناطق باسم الحركة"),
    ],
)  # fmt: skip
def test_a_verb_alone_goes_on(before: str, text: str, name: str) -> None:
    assert told(f"{before} {text}")[-1][1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقال طفل في العاشرة يدعى كرم: «أريد أن أعود إلى مدرستي».", "كرم"),
        ("قالت لنا إحدى الجارات، واسمها غادة، إن المولدة توقفت مساء الأحد.", "غادة"),
        ("ويؤكد جارها، المدرس المتقاعد حليم عيد، أن القصف لا يتوقف ليلا.", "حليم عيد"),
        ("وقالت جارتهم سعاد إن المفتاح بقي تحت الحجر.", "سعاد"),
        ("وقال أحدهم، ويدعى منير: «سمعت الطائرة ثم لم أسمع شيئا».", "منير"),
        ("روت الطالبة ميار الشيخ أن الطلاب بقوا تحت الطاولات.", "ميار الشيخ"),
        ("قال الناشط بهاء الدين عيسى إن الشارع فارغ تماما.", "بهاء الدين عيسى"),
    ],
)
def test_whose_name_is_told_beside_them(text: str, name: str) -> None:
    assert told(text)[-1][1] == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("وفقا للأمم المتحدة، نزح آلاف السكان خلال أسبوع.", "نزح آلاف السكان خلال أسبوع",
         "الأمم المتحدة"),
        ("وفق شاهدة من الحي: «رأيت الزجاج يطير كالمطر».", "رأيت الزجاج يطير كالمطر", "شاهدة"),
        ("وجاء في بيان لوزارة الدفاع أن الغارة دمرت مستودعا.", "الغارة دمرت مستودعا",
         "وزارة الدفاع"),
        ("نقلا عن مسؤول محلي، قالت إذاعة «الموج» إن المعبر سيفتح يوم الأحد.",
         "المعبر سيفتح يوم الأحد", "مسؤول محلي"),
        ("وناشدت نقابة الصيادلة، عبر إذاعتنا، المنظمات إدخال أدوية القلب قبل وقوع كارثة.",
         "إدخال أدوية القلب قبل وقوع كارثة", "نقابة الصيادلة"),
        ("ورد عليه وزير الإعلام بالقول إن الصور قديمة جدا.", "الصور قديمة جدا", "وزير الإعلام"),
        ("وتعهد رئيس الحكومة بإعادة الكهرباء قبل نهاية الأسبوع.",
         "بإعادة الكهرباء قبل نهاية الأسبوع", "رئيس الحكومة"),
        ("أعلن الدفاع المدني في منشور على صفحته انتشال أربع جثث من تحت الأنقاض.",
         "انتشال أربع جثث من تحت الأنقاض", "الدفاع المدني"),
        ("منظمة «سند»: مئات العائلات عالقة في القرى الشرقية.",
         "مئات العائلات عالقة في القرى الشرقية", "منظمة «سند»"),
    ],
)  # fmt: skip
def test_words_without_a_particle(text: str, words: str, name: str) -> None:
    assert (words, name) in told(text)


def test_a_preposition_is_no_name() -> None:
    assert fold("على") == fold("علي")  # what is told apart by the letters alone
    assert told("قال علي برهوم إن البئر جفت منذ شهر.") == [("البئر جفت منذ شهر", "علي برهوم")]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("وردني اتصال من سامر حداد. قال إن الجسر مغلق منذ أيام.", "call"),
        ("وقال سامر حداد خلال مداخلة مع برنامج مسائي إن الجسر مغلق منذ أيام.", "broadcast"),
        ("وقال المجلس في بلاغ له إن الجسر مغلق منذ أيام.", "press_statement"),
        ("وكتبت هالة الرامي على إنستغرام أن الجسر مغلق منذ أيام.", "post"),
        ("وقال سامر حداد للإذاعة المحلية إن الجسر مغلق منذ أيام.", "interview"),
        ("وكتب لي سامر حداد على ماسنجر أن الجسر مغلق منذ أيام.", "chat_message"),
        ("وأضاف البيان أن الجسر مغلق منذ أيام.", "press_statement"),
    ],
)
def test_channels_in_arabic(text: str, medium: str) -> None:
    assert amana.read_text(text).statements[-1].medium == medium


def test_nothing_was_said_after_publication() -> None:
    text = "وأبلغ الطبيب سامر حداد صحيفة الغد أن الجسر مغلق منذ أيام."
    assert amana.read_text(text, published="2033-05-06").statements[-1].said is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("كتب سامر حداد مساء الثلاثاء: «البيت كله اهتز.»", "سامر حداد"),  # no byline
        ("وجاء في تدوينة للوزير سامر حداد: «البيت كله اهتز.»", "سامر حداد"),
        ("وحدثتنا ابنته هالة أن البيت كله اهتز.", "هالة"),
        ("جارنا سامر كتب عالفيس: «البيت كله اهتز.»", "سامر"),
        ("وقال سامر حداد لـ«منبر النهر»: «البيت كله اهتز.»", "سامر حداد"),
    ],
)
def test_who_wrote_and_told(text: str, speaker: str) -> None:
    opened = "أخبار النهر\n\nكانت السماء صافية.\n\n"
    assert [who for _, who in told(opened + text)] == [speaker]


def test_a_round_up_tells_where_people_wrote() -> None:
    text = "ماذا كتب الناس على فيسبوك\n\nكانت ليلة طويلة.\n\nوكتبت هالة الرامي: «وصلنا سالمين.»"
    last = amana.read_text(text).statements[-1]
    assert (last.medium, last.platform) == ("post", "facebook")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("قال الأهالي إنهم مزارعون.", "مزارعون", "الأهالي"),
        ("وصف السكان الغارة بالمجزرة.", "الغارة بالمجزرة", "السكان"),
        ("وصفها السكان بالمجزرة.", "بالمجزرة", "السكان"),
        ("ووصفت الوزارة الغارة الأخيرة بأنها دفاع عن النفس.", "دفاع عن النفس", "الوزارة"),
        ("وصف الناطق باسم الجيش سامر حداد الاتهامات بأنها كاذبة.", "كاذبة", "سامر حداد"),
    ],
)
def test_what_something_is_described_as(text: str, words: str, name: str) -> None:
    assert told(text) == [(words, name)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("أعلن مدير المشفى نفاد الوقود منذ الصباح.", "نفاد الوقود منذ الصباح", "مدير المشفى"),
        ("نفى المتحدث باسم لواء السد استهداف أي حي سكني.", "استهداف أي حي سكني",
         "المتحدث باسم لواء السد"),
        ("أعلن مصدر في الإسعاف احتراق نحو ستين منزلاً.", "احتراق نحو ستين منزلاً", "مصدر"),
        ("أفاد مصدران أمنيان بسقوط المدرج القديم.", "بسقوط المدرج القديم", "مصدران أمنيان"),
        ("قال وزير الداخلية بالوكالة نبيل عرموش: «الوضع تحت السيطرة».", "الوضع تحت السيطرة",
         "نبيل عرموش"),
        ("قال رئيس البلدية، سامي الجراح، إن المعبر مفتوح.", "المعبر مفتوح", "سامي الجراح"),
    ],
)  # fmt: skip
def test_where_an_office_ends_and_what_is_announced_begins(
    text: str, words: str, name: str
) -> None:
    assert told(text) == [(words, name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وأكد الوزير في مؤتمر صحافي الاثنين أن السد آمن.", "الوزير"),
        ("وقال القائد في كلمة متلفزة إن الهدنة صامدة.", "القائد"),
        ("وقال الناطق في بيان نشره على صفحته في فيسبوك إن الجسر مغلق.", "الناطق"),
        ("قالت الممرضة في مشفى النور إن الماء نفد.", "الممرضة في مشفى النور"),
    ],
)
def test_where_somebody_spoke_is_no_part_of_an_office(text: str, name: str) -> None:
    assert [name for _, name in told(text)] == [name]
