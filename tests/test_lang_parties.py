"""Who is a party to the conflict is told by its own words, in both languages, and never guessed."""

import pytest

from amana.lang.parties import party_of, sides_of


def role_of(role: str) -> str | None:
    return party_of(None, role, None, "she", person=True)


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("the army", "army"),
        ("army spokesman", "army"),
        ("spokesman for the Army of the North", "Army of the North"),
        ("spokesman of the Marsuna Front", "Marsuna Front"),
        ("the army's spokesman", "army"),
        ("Rebel commander", "Rebel"),
        ("Allied forces", "Allied forces"),
        ("government spokesman", "government"),
        ("the president’s office", "president’s office"),
        ("State television", "State television"),
        ("المتحدث باسم الجيش في الشمال", "الجيش"),
        ("الناطق باسم جبهة مرسونة", "جبهة مرسونة"),
        ("قائد لواء النهر", "لواء النهر"),
        ("وزارة الدفاع", "وزارة الدفاع"),
        ("قُوّات النظام", "قُوّات النظام"),
        ("وكالة الأنباء الرسمية", "وكالة الأنباء الرسمية"),
        ("الحكومة", "الحكومة"),
    ],
)
def test_words_of_a_party_are_told_as_written(words: str, party: str) -> None:
    assert role_of(words) == party
    assert party_of(words, None, None, words) == party


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nurse at the military hospital",
        "fire brigade",
        "Civil Defence",
        "town council of rebel-held Harun",
        "the Lakeland government",
        "Lakeland state media",
        "former rebel",
        "mother of a soldier in the army",
        "front desk clerk",
        "UN forces",
        "spokesman for the army and the rebels",
        "الدفاع المدني",
        "الإنقاذ المدني",
        "مجلس المدينة",
        "اللواء الركن",
        "اللواء",
        "حكومة البحيرة",
        "قوات حفظ السلام",
        "والدة جندي في الجيش",
        "وزير الدفاع السابق",
    ],
)
def test_others_are_none(words: str) -> None:
    assert role_of(words) is None
    assert party_of(words, None, None, words) is None


def test_the_name_of_a_human_being_is_no_body() -> None:
    assert party_of("Basil Army", "baker", None, "Army", person=True) is None
    written = "army spokesman Tarek Salim"
    assert party_of("Tarek Salim", None, None, written, person=True) == "army"
    assert party_of("سامر الحوش", None, None, "الجيش سامر الحوش", person=True) == "الجيش"


def test_the_sides_of_a_case_go_before_the_shipped_words() -> None:
    sides = sides_of(
        {
            "River Brigade": ["لواء النهر", "Thabat Radio", "Tarek Salim"],
            "Council": ["المجلس الانتقالي"],
            "none": ["Lakeland army"],
        }
    )
    assert party_of(None, "قائد لواء النهر", None, "", sides) == "River Brigade"
    assert party_of("the RIVER brigade", None, None, "it", sides) == "River Brigade"
    assert party_of("Thabat Radio", None, None, "", sides) == "River Brigade"
    assert party_of("Tarek Salim", "colonel", None, "he", sides, person=True) == "River Brigade"
    assert party_of("للمجلس الانتقالي", None, None, "", sides) == "Council"
    assert party_of("Lakeland army", None, None, "the army", sides) is None
    assert party_of("army", None, None, "the army", sides) == "army"
    assert party_of("Council", "of the River Brigade", None, "", sides) is None
    assert party_of(None, "driver of a widow of the River Brigade", None, "", sides) is None
