"""Places that no gazetteer has, known by the words around them, in both languages."""

import pytest

from amana.lang.letters import language_of
from amana.read.places.places import find_places


def written(text: str) -> list[str]:
    return [place.as_written for place in find_places(text, lang=language_of(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They hope to reach Velm Nau, the last cut-off village, today", ["Velm Nau"]),
        ("We asked Velman, a city official", []),
        ("1. Velm Benu, June. A man rows", ["Velm Benu"]),
        ("Velmora, 12 March 2031. No bread", ["Velmora"]),
        ("The hill above Santa Velma came down", ["Santa Velma"]),
        ("The convoy left Velmora for Korsan on Sunday", ["Velmora", "Korsan"]),
        ("They walked from Velmora to Korsan", ["Velmora", "Korsan"]),
        ("A message from Lina to Omar", []),
        ("He had text messages from Kadrov on it", []),
        ("Families fled Velmora on foot", ["Velmora"]),
        ("The bridge at Velmora fell", ["Velmora"]),
        ("Volunteers in the Velmora district gave bread", ["Velmora"]),
        ("Location: Velmora", ["Velmora"]),
        ("The water cut off the villages of Velmora, Korsan and Little Dunn", None),
        ("Rescue teams are in #Velmora now", ["Velmora"]),
        ("They help in #VelmoraFloods and in #HurricaneVelma", []),
        ("Fuel for the Velma Irene hospital is out", ["Velma Irene hospital"]),
        ("She died in a Buenos Aires hospital", ["Buenos Aires"]),
        ("The grocer on Quill Lane told me", ["Quill Lane"]),
        ("Bulletin No. 9: Port Velma", ["Port Velma"]),
        ("The school on Tanner's Row", ["Tanner's Row"]),
        ("It began with Operation Clean Hill", []),
        ("Presented by Mina Velmar", []),
        ("The last messages out of Velmora", ["Velmora"]),
        ("Sector 4 and Camp 7 are dry", ["Sector 4", "Camp 7"]),
    ],
)
def test_english_words_that_make_places(text: str, found: list[str] | None) -> None:
    assert written(text) == (["Velmora", "Korsan", "Little Dunn"] if found is None else found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قصفت الطائرات بلدة كرمين، ثم نزح الناس من كرمين", ["كرمين", "كرمين"]),
        ("كرمين – وكالة الشمال: قال شهود إن النهر فاض بكرمين", ["كرمين", "كرمين"]),
        ("كرمين (مكتب الشمال) - قال شهود ذلك", ["كرمين"]),
        ("بيان – وكالة الشمال: لا خسائر", []),
        ("قرية صغيرة تقع قرب النهر", []),
        ("وصلنا إلى مدينة الملك خالد", ["مدينة الملك خالد"]),
        ("حريق في مستودع بمدينة السدرية", ["السدرية"]),
        ("غريق بحي السلالم", ["حي السلالم"]),
        ("عمتي في مربع ٦", ["مربع ٦"]),
        ("أصوات من مخيم الوادي الأبيض", ["مخيم الوادي الأبيض"]),
        ("منطقة حرب", []),
        ("وردّ السفير رياض مكناس على ذلك", []),
        ("دخان فوق الميناء القديم", ["الميناء القديم"]),
        ("لا تشربوا من خزان حي الشيخ لأن المياه ملوثة", ["حي الشيخ"]),
        ("مدير مستشفى السلام", ["مستشفى السلام"]),
        ("في مدرسة الكرمة الابتدائية", ["مدرسة الكرمة الابتدائية"]),
        ("بيت الكرمة (وكالة الشمال) – قال رئيس البلدية", ["بيت الكرمة"]),
        ("وأدى الهجوم إلى مقتل شخص عن طريق الشهادات، في حاجز الصوت", []),
        ("تبلغ ٥٥ بليون جنيه", []),
        ("وجدها على ورقة في سترة زرقاء", []),
    ],
)
def test_arabic_words_that_make_places(text: str, found: list[str]) -> None:
    assert written(text) == found


def test_what_no_list_knows_lies_in_a_small_region_that_is_named() -> None:
    found = find_places("The Velm River in Maryland is over its banks", lang="en")
    assert [place.name for place in found] == ["Velm River", "Maryland"]
    assert found[0].lat == found[1].lat
    assert found[0].confidence < found[1].confidence
    far = find_places("The Velm River in Texas is over its banks", lang="en")
    assert far[0].lat is None


def test_a_small_town_is_not_meant_where_only_other_countries_are() -> None:
    found = find_places("From Hindon in India they flew to Kochi", lang="en")
    assert found[0].country != "GB"


def test_a_larger_town_abroad_is_not_meant_where_another_country_is_named_often() -> None:
    found = find_places("Fires in Mati near Athens. #Mati #Attica #Greece", lang="en")
    assert {place.country for place in found} == {"GR"}


def test_a_longer_hashtag_tells_the_country_of_a_town_and_is_no_place() -> None:
    found = find_places("Food is out in Aluva, says staff of Aluva #KeralaFloods", lang="en")
    assert [place.as_written for place in found] == ["Aluva", "Aluva"]
    alone = find_places("Doctors of Aluva came #KeralaFloods", lang="en")
    assert [place.country for place in alone] == ["IN"]


def test_a_name_goes_on_and_a_genitive_is_no_first_name() -> None:
    assert written("Pescara del Velmo is hit, Italy said") == ["Pescara del Velmo", "Italy"]
    assert written("Floods in Malawi's Chikwawa") == ["Malawi", "Chikwawa"]


def test_peoples_and_persons_are_no_places() -> None:
    assert written("Ukrainian and Lithuanian communities") == []
    named = "That was Alicia Machado. He spoke to Machado, and about Machado."
    assert written(named) == []


def test_a_large_city_is_meant_whatever_else_is_named() -> None:
    found = find_places("Texas, Ohio, Iowa and Utah fell out over Benghazi", lang="en")
    assert found[-1].country == "LY"
