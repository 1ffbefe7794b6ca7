"""Arabic agency copy: words inside words, verbs behind asides, subjects that end in time."""

import pytest

import amana

LONG_OCCASION = (
    "في مؤتمر صحافي عقد أمس في مركز المدينة للمعارض بمناسبة زيارة رئيس قطاع السدود والجسور "
    "بالاتحاد الإقليمي للمياه والري والطاقة لإعلان الترتيبات النهائية للمعرض السنوي"
)


def told(text: str) -> list[tuple[str, str | None]]:
    """The words of each statement with the name of its speaker."""
    read = amana.read_text(text, published="2032-02-13").statements
    return [(" … ".join(s.words), s.speaker.name if s.speaker else None) for s in read]


def test_what_others_say_inside_a_clause_came_through_its_speaker() -> None:
    text = "وقالت إذاعة النهر إن حسان برهوم اقترح أن تفتح المعابر تحت إشراف المراقبين."
    outer, inner = amana.read_text(text, published="2032-02-13").statements
    assert inner.words == ("تفتح المعابر تحت إشراف المراقبين",)
    assert inner.within == outer.id
    assert inner.speaker is not None
    assert inner.speaker.name == "حسان برهوم"
    assert [voice.name for voice in inner.via] == ["إذاعة النهر"]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوالي إنه أكد مرارا أن السد بخير.",  # his own words before
        "قال الوالي إن الجسر آمن مشيرا إلى أن الحراس باقون.",  # he goes on: no words of another
    ],
)
def test_the_same_speaker_stands_in_nobodys_words(text: str) -> None:
    read = amana.read_text(text, published="2032-02-13").statements
    assert all(statement.within is None for statement in read)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # the verb of a clause behind an aside is no new cue
        ("وقال مدير الميناء إن الشركة، التي خسرت سفنها في العاصفة، طلبت قرضا من المصرف.",
         "الشركة، التي خسرت سفنها في العاصفة، طلبت قرضا من المصرف", "مدير الميناء"),
        ("أما علي صائغ (٤٥ سنة)، وهو صياد في حي المنارة، فيرى أن البحر لم يعد كريما.",
         "البحر لم يعد كريما", "علي صائغ"),
        ("ويتوقع خبراء محليون أن ينخفض النهر قبل الصيف.", "ينخفض النهر قبل الصيف",
         "خبراء محليون"),
        ("وحث الوالي وزير المياه على تخزين ما بقي منها.", "وزير المياه على تخزين ما بقي منها",
         None),
        # where a subject ends
        ("وشدد شاروف متوجها إلى النواب على أن الميناء سيبقى مفتوحا.",
         "الميناء سيبقى مفتوحا", "شاروف"),
        ("وأكد النواب رفضهم للمشروع وقالوا إن البلاد قادرة على تدبير أمورها.",
         "البلاد قادرة على تدبير أمورها", "النواب"),
        ("كشف وزير المال سالم برهوم النقاب عن أن القرض لم يسدد بعد.",
         "القرض لم يسدد بعد", "سالم برهوم"),
        ("وأوضح المصدر نفسه أن الباخرة لم تصل بعد.", "الباخرة لم تصل بعد", "المصدر"),
        (f"وأعلن سامر برهوم مستشار وزير المياه {LONG_OCCASION}، أن الوزارة دعت أربعين خبيرا.",
         "الوزارة دعت أربعين خبيرا", "سامر برهوم"),
        ("قال الدكتور فيودور العقدة محافظ المصرف إن القرض لم يسدد.", "القرض لم يسدد",
         "فيودور العقدة"),
        ("أعلن رئيس «شركة مرح للغزل والنسيج» عبدالحكيم حجاج أن المصنع سيفتح قريبا.",
         "المصنع سيفتح قريبا", "عبدالحكيم حجاج"),
        ("وقالت مصادر طبية محلية إن الأسرة نفدت.", "الأسرة نفدت", "مصادر طبية محلية"),
        # an adjective is no cue, a body behind ل no content
        ("وأكد الوالي أن الخزان تحت رقابة مشددة تمنع العبث به.",
         "الخزان تحت رقابة مشددة تمنع العبث به", "الوالي"),
        ("وأكد الوالي متانة الجسر وأن الطريق مفتوح للشاحنات.",
         "متانة الجسر وأن الطريق مفتوح للشاحنات", "الوالي"),
        ("وقال الوالي إن المخازن ممتلئة، الأمر الذي شكك فيه التجار.",
         "المخازن ممتلئة", "الوالي"),
        # roles in the plural, the dual, and behind أن
        ("وقال مسؤولان بمطار النورس الدولي إنه تأخر ساعتين.",
         "تأخر ساعتين", "مسؤولان بمطار النورس الدولي"),
        ("إلا أن مندوبا رفيعا في المنظمة صرح أمس بأن الخفض قد يؤجل.",
         "الخفض قد يؤجل", "مندوبا رفيعا"),
    ],
)  # fmt: skip
def test_whose_words_they_are(text: str, words: str, name: str | None) -> None:
    found = dict(told(text))
    if name is None:
        assert words not in found
    else:
        assert found.get(words) == name


@pytest.mark.parametrize(
    "text",
    [
        "ويتوقع أن تصل القافلة إلى المدينة قبل مساء الغد.",
        "وعقب أن غادروا المرفأ هدأت الريح قليلا.",
        "هل تتوقع أن يعود النهر إلى مجراه؟",
        "وبما أن المجلس يرى بقاء الرسوم فإن التجار غادروا السوق.",
        "سيعلن المجلس غدا أن الطريق مفتوح.",  # not said yet
        "وتلقت الوزارة عروضا كثيرة بما يؤكد أن الطلب كبير.",  # a thing shows it
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_a_title_with_a_name_means_whoever_has_it() -> None:
    text = "وقال بيل كلنتر إن السد آمن. وقال الرئيس كلنتر إن الجسر باق."
    assert told(text)[-1] == ("الجسر باق", "بيل كلنتر")


def test_whoever_wrote_the_report_says_none_of_it() -> None:
    text = (
        "الميناء يغلق أبوابه\nنادر الموج\nأغلقت السلطات الميناء أمس. وقال إن الريح اشتدت.\n"
        "وبقيت السفن بعيدة عن الشاطئ."
    )
    assert [name for _, name in told(text)] != ["نادر الموج"]


def test_an_outlet_in_the_dateline_is_not_quoted() -> None:
    text = "مرفأ النهر - «المنارة» - أعلنت البلدية أن الجسر مغلق."
    assert told(text) == [("الجسر مغلق", "البلدية")]


def test_a_mark_that_nothing_leads_to_or_closes_hides_no_cue() -> None:
    text = 'رفضت المصادر " مزاعم المجلس. وقال الوالي إن الجسر آمن تماما.'
    assert told(text) == [("الجسر آمن تماما", "الوالي")]
