"""Medium and platform as everyday words tell them; what tells of other things tells none."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")
ABOVE = "Letters from the river\n\nIt had been quiet for a week there.\n\n"


def channel(text: str) -> tuple[str, str]:
    text = ABOVE + text
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="report.txt", kind="document", lang=None, title=None, outlet=None, author=None,
        published="2031-05-08", text=text, extractor="text 1",
    )  # fmt: skip
    last = read_view(view, zone=ZONE).statements[-1]
    return last.medium, last.platform


@pytest.mark.parametrize(
    ("where", "medium", "platform"),
    [
        ("In a two-line statement", "press_statement", "unknown"),
        ("At a briefing in Marsa", "press_statement", "unknown"),
        ("Speaking to reporters outside the court", "press_statement", "unknown"),
        ("On the evening radio programme", "broadcast", "unknown"),
        ("In a televised address", "broadcast", "unknown"),
        ("Reached on her mobile", "call", "unknown"),
        ("Over a crackling line", "call", "unknown"),
        ("Reached by text message", "chat_message", "unknown"),
        ("In remarks aired by Radio Tella", "broadcast", "unknown"),
        ("In a WhatsApp call", "call", "whatsapp"),
        ("On a video call", "call", "unknown"),
        ("In a group chat", "chat_message", "unknown"),
        ("In the neighbourhood WhatsApp group", "chat_message", "whatsapp"),
        ("In a recording made in the cellar", "voice_message", "unknown"),
        ("On her Facebook page", "post", "facebook"),
        ("In a thread on X", "post", "twitter"),
        ("In a comment under the post", "reply", "unknown"),
        ("In a TikTok video", "video", "tiktok"),
        ("In a Facebook Live broadcast", "live_stream", "facebook"),
        ("In the caption", "caption", "unknown"),
        ("In an article for the Lantern", "article", "unknown"),
        ("In an email to colleagues", "unknown", "unknown"),
        ("Asked about the tweet", "unknown", "unknown"),
    ],
)
def test_where_words_stood(where: str, medium: str, platform: str) -> None:
    assert channel(f"{where}, Hala Rami said the bridge was closed.") == (medium, platform)


@pytest.mark.parametrize(
    "text",
    [
        "Hala Rami, who posts on Facebook, said the bridge was closed.",
        "Hala Rami, a radio presenter, said the bridge was closed.",
        "A driver told the inquiry on Monday that the bridge was closed.",
        "Hala Rami filmed the bridge. She said the road was closed.",
    ],
)
def test_what_tells_of_something_else(text: str) -> None:
    assert channel(text) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("where", "medium", "platform"),
    [
        ("في إيجاز صحفي", "press_statement", "unknown"),
        ("على الهواء مباشرة", "broadcast", "unknown"),
        ("في مداخلة تلفزيونية", "broadcast", "unknown"),
        ("لمراسلنا", "interview", "unknown"),
        ("حين التقيناها في الخيمة", "interview", "unknown"),
        ("في اتصال عبر سيغنال", "call", "signal"),
        ("في بصمة صوتية", "voice_message", "unknown"),
        ("عبر قناتها في تيليغرام", "post", "telegram"),
        ("على حسابها الرسمي في إكس", "post", "twitter"),
        ("في التعليقات", "reply", "unknown"),
        ("عبر تطبيق سيغنال", "chat_message", "signal"),
        ("تحت الصورة", "caption", "unknown"),
        ("للمحكمة", "unknown", "unknown"),
    ],
)
def test_where_arabic_words_stood(where: str, medium: str, platform: str) -> None:
    said = "كتبت" if where == "تحت الصورة" else "قالت"
    assert channel(f"و{said} هالة الرامي {where} إن الجسر مغلق منذ أيام.") == (medium, platform)
