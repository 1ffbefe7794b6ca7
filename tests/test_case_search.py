"""Search reads Arabic: what is asked is found in whatever way it was spelled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.case import search
from amana.case.hits import hit_of
from amana.case.index import Grounds, Index, write_index
from amana.case.search import CLOSENESS, Hit, match_of, places, read_query, stems, words_of
from amana.errors import NotUnderstood
from amana.model import Item

#: seven invented texts: vowelled, stretched, with other digits, hamzas and affixes
TEXTS = (
    "قُصِفَ الحيُّ القديمُ عندَ الفجر.",
    "أُغلقت المدرســـة يوم ٣١ من الشهر.",
    "وصلت السيارة إلى المستشفى، وحلب بعيدة.",
    "قال احمد إن مستشفي المدينة بلا كهرباء في ٢٠١٦.",
    "The hospital closed on May 31, said Ahmed.",
    "بالمدرسة أطفال، وبالمستشفيات جرحى.",
    "قصف جديد على السوق.",
)
GROUNDS = Grounds(size=1, root="", program="", reading="", stage="weighed")


def item(number: int, text: str) -> Item:
    return Item(
        id=f"{number:032x}", original="", inside="", file=f"{number}.txt", kind="document",
        view="", lang=None, title=None, outlet=None, author=None, published=None, url=None,
        sha256="", size=0, media_type="text/plain", text=text, regions=(), times=(), places=(),
        amounts=(), cues=(), reports=(), sensitivity=(), arrivals=(),
    )  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    path = tmp_path / "index.sqlite"
    write_index(path, GROUNDS, {"items": [item(n, t) for n, t in enumerate(TEXTS)]}, {}, {}, {})
    opened = Index(path)
    yield opened
    opened.close()


def find(index: Index, query: str) -> list[Hit]:
    asked = read_query(query)
    ways = {way: match_of(asked, way) for way in CLOSENESS}
    return [hit_of(index, asked, way, kind, of) for way, kind, of in index.matches(ways)]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("قصف", {0, 6}),
        ("مستشفى", {2, 3, 5}),
        ("مستشفي", {2, 3, 5}),
        ("احمد", {3}),
        ("أحمد", {3}),
        ("مدرسة", {1, 5}),
        ("حلب", {2}),
        ("المستشفى", {2, 3, 5}),
        ("2016", {3}),
        ("31", {1, 4}),
        ("٣١", {1, 4}),
        ("HOSPITAL", {4}),
        ("القديم الفجر", {0}),
        ('"مستشفي المدينة"', {3}),
        ('"المدينة مستشفي"', set()),
        ("hosp*", {4}),
        ("3.txt", {3}),
        ("غائب", set()),
    ],
)
def test_every_spelling_is_found(index: Index, query: str, texts: set[int]) -> None:
    assert {int(hit.id, 16) for hit in find(index, query)} == texts


def test_the_closest_spelling_comes_first(index: Index) -> None:
    hits = find(index, "المستشفى")
    assert [(int(hit.id, 16), hit.closeness) for hit in hits] == [
        (2, "exact"),
        (3, "stripped"),
        (5, "stripped"),
    ]
    assert [hit.closeness for hit in find(index, "قصف")] == ["exact", "folded"]


def test_places_are_those_of_the_untouched_text(index: Index) -> None:
    for query, word in (
        ("قصف", "قُصِفَ"),
        ("المدرسة", "المدرســـة"),
        ("2016", "٢٠١٦"),
        ("حلب", "وحلب"),
    ):
        found = [hit.text[start:end] for hit in find(index, query) for start, end in hit.highlights]
        assert word in found


def test_places_are_also_those_of_the_view(index: Index) -> None:
    for hit in find(index, "مدرسة"):
        text = TEXTS[int(hit.id, 16)]
        assert [text[s:e] for s, e in hit.spans] == [hit.text[s:e] for s, e in hit.highlights]


@pytest.mark.parametrize("query", ["", "  ", '""', "…", "*", "' - '"])
def test_a_query_without_a_word_is_not_understood(query: str) -> None:
    with pytest.raises(NotUnderstood):
        read_query(query)


@pytest.mark.parametrize(
    "query", ['a" OR b', "a AND", "NEAR(a b)", "exact: x", "a'b", '"a', "(", "^a"]
)
def test_the_language_of_the_index_is_no_language_of_queries(index: Index, query: str) -> None:
    try:
        find(index, query)
    except NotUnderstood:
        assert not any(letter.isalnum() for letter in query)


@settings(max_examples=200)
@given(st.text(st.sampled_from("اأإآبتةهويىءئ ـًٌَُabZ٣3-’\u200f\nﷲﻻ"), max_size=40))
def test_spans_of_words_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for word in words_of(text):
        start, end = word.span
        assert last <= start < end <= len(text)
        assert text[start:end] == word.exact
        assert word.folded in word.stripped
        last = end


def test_what_is_stripped_keeps_three_letters() -> None:
    assert stems("ولد") == ("ولد",)
    assert "لد" not in stems("ولد")
    assert "مستشفي" in stems("وبالمستشفي")


def test_a_text_finds_itself() -> None:
    for text in TEXTS:
        for way in CLOSENESS:
            assert places(text, read_query(text), way)
    assert search.forms_of("قُصِفَ") == ("قُصِفَ", "قصف", "قصف")
