"""Folding keeps its map true; languages are told by letters."""

from hypothesis import given
from hypothesis import strategies as st

from amana.lang import letters

ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@given(ANY)
def test_the_map_of_a_folding_leads_back_into_the_text(text: str) -> None:
    folded, origins = letters.fold_with_map(text)
    assert folded == letters.fold(text)
    assert len(origins) == len(folded) + 1
    assert list(origins) == sorted(origins)
    assert origins[-1] == len(text)


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert letters.fold(letters.fold(text)) == letters.fold(text)


def test_spellings_of_one_word_fold_together() -> None:
    assert letters.fold("مدرســـة") == letters.fold("مَدْرَسَة") == letters.fold("مدرسه")
    assert letters.fold("الأخيرة") == letters.fold("الاخيرة")
    assert letters.fold("٣١") == letters.fold("۳۱") == "31"


def test_a_language_is_told_by_its_letters() -> None:
    assert letters.language_of("قالت «نحن هنا» @mariam") == "ar"
    assert letters.language_of("She wrote: أمانة, and nothing more was heard of her") == "en"
    assert letters.language_of("12:30 …") == "und"
