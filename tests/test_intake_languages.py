"""Texts in other languages are a problem of their own; English and Arabic ones are not."""

from pathlib import Path

import pytest

from amana.intake.languages import doubt

FRENCH = (
    "La ville est fermée depuis neuf jours. « Nous avons du pain pour deux jours », a dit une "
    "infirmière du quartier. Les bus ne sont pas venus, et les enfants dorment dans la cave où "
    "il fait froid. Personne ne sait quand la route sera ouverte."
)
TURKISH = (
    "Şehir dokuz gündür kapalı. “İki günlük ekmeğimiz var,” dedi mahalledeki bir hemşire. "
    "Otobüsler gelmedi ve çocuklar soğuk bodrumda uyuyor. Yolun ne zaman açılacağını kimse "
    "bilmiyor, herkes yağmurun dinmesini bekliyor."
)
PERSIAN = (
    "شهر نه روز است که بسته است. یک پرستار گفت: «برای دو روز نان داریم.» اتوبوس‌ها نیامدند و "
    "بچه‌ها در زیرزمین سرد می‌خوابند. هیچ کس نمی‌داند جاده چه وقت باز می‌شود و چگونه باید از "
    "پل گذشت. پدرم گفت چراغ را روشن بگذارید."
)
ENGLISH = (
    "The city has been closed for nine days. “We have bread for two,” said a nurse of the quarter. "
    "No bus came, and children sleep in a cold cellar. Nobody knows when the road will open."
)
ARABIC = (
    "المدينة مغلقة منذ تسعة أيام. وقالت ممرضة من الحي إن الخبز يكفي ليومين. ولم تصل الحافلات، "
    "والأطفال ينامون في القبو. كتب پيتر ڤان دايك وچارلي گريفن على تويتر أن الطريق لا يزال مغلقاً، "
    "ولا يعرف أحد متى يفتح."
)
#: a list of hashtags and names is of no language
SHORT = "Marsuna, Norvania, Kesheva: #Marsuna #SaveMarsuna @nourakandar"


@pytest.mark.parametrize("text", [FRENCH, TURKISH, PERSIAN])
def test_another_language_is_a_problem(text: str) -> None:
    found = doubt(text, "x.txt")
    assert found
    assert found.where == "x.txt"
    assert "translation" in found.do


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, SHORT, "", FRENCH[:60]])
def test_english_and_arabic_are_none(text: str) -> None:
    assert doubt(text, "x.txt") is None


def test_reports_are_none(examples: Path) -> None:
    paths = sorted(examples.glob("0*.txt"))
    assert paths
    for path in paths:
        assert doubt(path.read_text("utf-8"), path.name) is None


def test_real_reports_are_none(shared: Path) -> None:
    paths = [path for path in (shared / "reports").iterdir() if path.suffix in {".txt", ".md"}]
    assert paths
    for path in paths:
        assert doubt(path.read_text("utf-8"), path.name) is None
