"""The same words: what must link, what must not, how it is named; order changes nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.link.align import align
from amana.link.rarity import weight
from amana.link.signals import explain
from amana.link.tokens import folded, tokens
from amana.link.words import find_retellings
from amana.model import Link, Relation

WHOLE = (
    "The oven went cold at noon. Every loaf is a small farewell. "
    "We carried the flour down to the cellar, and nobody came. Remember the bakers of the hill."
)
WHOLE_AR = "انطفأ الفرن عند الظهر. كل رغيف وداع صغير. حملنا الطحين إلى القبو ولم يأت أحد."


def only(a: str, b: str) -> Link | None:
    found = list(find_retellings([("a", a), ("b", b)]))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("whole", "other", "relation"),
    [
        (WHOLE, WHOLE.replace(".", " !").upper(), "verbatim"),
        (WHOLE, "Every loaf is a small farewell", "fragment"),
        (WHOLE, "‘every loaf is a small farewell’", "fragment"),
        (WHOLE, "small farewell. We carried the flour", "fragment"),
        (WHOLE, "The oven went cold at noon … and nobody came.", "elided"),
        (WHOLE, "The oven went cold at noon [...] Remember the bakers of the hill.", "elided"),
        (WHOLE, "The oven went cold at noon. Remember the bakers of the hill.", "merged"),
        (WHOLE, "The oven got cold at noon. Every loaf is a small goodbye.", "edited"),
        (WHOLE, "We carried [all] the flour down to the cellar", "elided"),
        (WHOLE_AR, "كل رغيف وداع صغير", "fragment"),
        (WHOLE_AR, "كُلُّ رغيفٍ وداعٌ صغير", "fragment"),
        (WHOLE_AR, "انطفأ الفرن عند الظهر … ولم يأت أحد", "elided"),
        (WHOLE_AR, "انطفأ الفرن عند الظهر وكل رغيف وداع صغير حملنا الطحين الى البيت", "edited"),
    ],
)
def test_a_retelling_is_found_and_named(whole: str, other: str, relation: Relation) -> None:
    link = only(whole, other)
    assert link is not None
    assert (link.kind, link.relation) == ("retells", relation)
    if relation in {"fragment", "elided", "merged"}:
        assert link.direction == "a_to_b"


@pytest.mark.parametrize(
    ("whole", "fragment"),
    [
        ("We waited. We are here, all of us, in the school by the river.", "We are here"),
        ("Thank you for everything, thank you all, and good night from the hill.", "Thank you"),
        ("We told them that there was no bread in the city today.", "there was no"),
        ("لم نعرف ماذا نفعل هذا اليوم في المدينة القديمة", "ماذا هذا اليوم"),
        ("شكرا لكم على كل شيء من أهل الحي القديم", "شكرا لكم"),
        ("I don't know what to say about the bridge.", "I don't know what to say"),
    ],
)
def test_phrases_that_everybody_uses_link_nothing(whole: str, fragment: str) -> None:
    assert only(whole, fragment) is None


def test_a_short_headline_of_everyday_words_finds_its_whole() -> None:
    whole = "We asked for years and you did not help us. You did not help us anymore, that is all."
    link = only(whole, "‘You did not help us anymore’")
    assert link is not None
    assert [whole[s:e] for s, e in link.spans_a] == ["You did not help us anymore"]


@pytest.mark.parametrize(
    ("a", "b", "signal"),
    [
        (
            "Twelve people were wounded near the grain market on Monday.",
            "Thirty people were wounded near the grain market on Monday.",
            "differing_number",
        ),
        (
            "About 1,200 families are waiting near the grain market.",
            "About 3,400 families are waiting near the grain market.",
            "differing_number",
        ),
        (
            "The buses have reached the gate of the orchard quarter.",
            "The buses have not reached the gate of the orchard quarter.",
            "differing_negation",
        ),
        (
            "They say that Salma Wardan left the clinic before the shelling began.",
            "They say that Munir Qasab left the clinic before the shelling began.",
            "differing_name",
        ),
        (
            "The crossing opens for the wounded on Monday.",
            "The crossing opens for the wounded on Friday.",
            "differing_name",
        ),
        ("وصلت الحافلات إلى بوابة الحي الشرقي مساء", "لم وصلت الحافلات إلى بوابة الحي الشرقي", ""),
        (
            "أصيب ثلاثون شخصا قرب سوق الحبوب يوم الاثنين",
            "أصيب عشرون شخصا قرب سوق الحبوب يوم الاثنين",
            "differing_number",
        ),
        (
            "2400 شخص عبروا جسر البستان حتى صباح الاثنين",
            "عدد من عبروا جسر البستان حتى صباح الاثنين لا يتجاوز 1100 شخص",
            "differing_number",
        ),
        (
            "Some 2,400 people crossed the orchard bridge before sunset on Monday.",
            "Those who crossed the orchard bridge before sunset on Monday were just 1,100.",
            "differing_number",
        ),
        (
            "وصلت القافلة إلى بوابة البستان صباحا",
            "ما وصلت القافلة إلى بوابة البستان صباحا",
            "",
        ),
    ],
)
def test_another_fact_in_the_same_words_is_a_variant(a: str, b: str, signal: str) -> None:
    link = only(a, b)
    assert link is not None
    if signal:
        assert link.kind == "variant"
        assert signal in {reason.signal for reason in link.reasons if reason.score < 0}
        assert link.direction == "unknown"


def test_a_slip_of_the_pen_and_its_note_are_understood() -> None:
    link = only("Nobody could have leaved [sic] the hill.", "Nobody could have leaved the hill.")
    assert link is not None
    assert link.relation == "verbatim"
    assert link.direction == "b_to_a"  # who wrote [sic] took it from the other
    typo = only(
        "These are the words of an emotiomal baker.", "These are words of an emotional baker."
    )
    assert typo is not None
    assert (typo.kind, typo.relation) == ("retells", "edited")


def test_a_thousands_separator_is_no_other_number() -> None:
    link = only(
        "More than 50,000 loaves were burnt here.", "More than 50000 loaves were burnt here."
    )
    assert link is not None
    assert (link.kind, link.relation) == ("retells", "verbatim")


def test_a_crowd_of_copies_is_a_star_not_a_square() -> None:
    copies = [(f"{n:04d}", WHOLE) for n in range(500)]
    links = list(find_retellings(copies))
    assert len(links) == 499
    assert {link.a for link in links} == {"0000"}


def test_a_crowd_of_near_copies_stays_together() -> None:
    edits = [(f"{n:04d}", f"{WHOLE} Greetings from window {n}.") for n in range(300)]
    links = list(find_retellings([*edits, ("whole", WHOLE)]))
    assert len({end for link in links for end in (link.a, link.b)}) == 301
    assert len(links) < 300 * 299 / 2 / 4


WORDS = [
    "the",
    "we",
    "bread",
    "flour",
    "cellar",
    "orchard",
    "bridge",
    "اليوم",
    "الخبز",
    "الطحين",
    "القبو",
]
texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(rows: list[str], chance: random.Random) -> None:
    pairs = [(f"{n}", text) for n, text in enumerate(rows)]
    mixed = list(pairs)
    chance.shuffle(mixed)
    assert list(find_retellings(pairs)) == list(find_retellings(mixed))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_spans_hold_the_words_that_they_claim(rows: list[str]) -> None:
    texts = {f"{n}": text for n, text in enumerate(rows)}
    for link in find_retellings(texts.items()):
        assert link.a < link.b
        assert len(link.spans_a) == len(link.spans_b)
        for (s, e), (t, u) in zip(link.spans_a, link.spans_b, strict=True):
            left = [folded(word) for word in texts[link.a][s:e].split()]
            right = [folded(word) for word in texts[link.b][t:u].split()]
            if not any(r.signal == "spelled_differently" for r in link.reasons):
                assert left == right


@settings(max_examples=60, deadline=None)
@given(texts)
def test_alignment_is_its_own_mirror_image(rows: list[str]) -> None:
    laid = [tokens(((text, 0),)) for text in rows]
    for a in laid:
        for b in laid:
            there, back = align(a, b), align(b, a)
            if a.words != b.words:
                assert [(j, i) for i, j in there.pairs] == list(back.pairs)
            assert there.cover_a == pytest.approx(back.cover_b)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_it(a: str, b: str) -> None:
    for text in (a, b):
        row = tokens(((text, 0),))
        assert all(
            folded(text[s:e]) == w for w, s, e in zip(row.words, row.starts, row.ends, strict=True)
        )
    list(find_retellings([("a", a), ("b", b)]))


def test_every_signal_explains_itself() -> None:
    link = only(WHOLE, "Every loaf is a small farewell")
    assert link is not None
    assert all(len(explain(reason.signal)) > 20 for reason in link.reasons)
    assert explain("no_such_signal") == ""
    assert explain("explain") == ""


def test_weights_come_from_the_table_alone() -> None:
    assert weight("the") < weight("bread") < weight("orchard")
    assert weight("في") < weight("بيت") < weight("الطحين")
