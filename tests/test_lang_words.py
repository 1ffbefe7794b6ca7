"""Words, sentences and paragraphs cover a text without crossing each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from amana.lang import words

ANY = st.text(alphabet=st.sampled_from(list("aB. \n!?”“«»؟ابح\u0651٣…")), max_size=60)


@given(ANY)
def test_sentences_cover_all_that_is_no_space(text: str) -> None:
    covered: set[int] = set()
    for start, end in words.sentences(text):
        assert start < end
        assert "\n" not in text[start:end]
        covered.update(range(start, end))
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(ANY)
def test_spans_come_in_order(text: str) -> None:
    for spans in (words.words(text), words.paragraphs(text), words.sentences(text)):
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in words.sentences(text)]


def test_a_full_stop_after_a_short_form_ends_no_sentence() -> None:
    assert split("Dr. Hala left at 5 p.m. on Dec. 3. Nobody saw her.") == [
        "Dr. Hala left at 5 p.m. on Dec. 3.",
        "Nobody saw her.",
    ]


def test_arabic_sentences_end_with_their_marks() -> None:
    assert split("هل تسمعون؟ نحن هنا.") == ["هل تسمعون؟", "نحن هنا."]
