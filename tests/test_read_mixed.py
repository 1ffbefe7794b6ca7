"""Clauses of which a part stands between marks, and quotations in several pieces."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Statement, View
from amana.read.reading import read_view


def statements(text: str) -> tuple[Statement, ...]:
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="x", kind="article", lang=None, title=None, outlet=None, author=None,
        published="2032-02-13", text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZoneInfo("UTC")).statements


@pytest.mark.parametrize(
    ("text", "kind", "words", "by"),
    [
        (
            "Hala Rami called the lower bridge “a hook with no worm”.",
            "mixed", "the lower bridge “a hook with no worm", "Hala Rami",
        ),
        (
            "Hala Rami condemned the toll as “a second river” and a “third winter”.",
            "mixed", "the toll as “a second river” and a “third winter", "Hala Rami",
        ),
        (
            "The army accused “armed gangs” of shelling their own districts.",
            "mixed", "armed gangs” of shelling their own districts", "army",
        ),
        (
            "The bridge is “all that we have left,” Hala Rami said.",
            "mixed", "The bridge is “all that we have left", "Hala Rami",
        ),
        (
            "On the third day, “We waited for the boats,” Hala Rami said.",
            "direct", "We waited for the boats,", "Hala Rami",
        ),
        (
            "Hala Rami said “we wait” in a message on Sunday.",
            "direct", "we wait", "Hala Rami",
        ),
    ],
)  # fmt: skip
def test_a_clause_with_quoted_words_is_said_whole(
    text: str, kind: str, words: str, by: str
) -> None:
    (found,) = statements(text)
    assert (found.kind, found.words) == (kind, (words,))
    assert found.speaker is not None
    assert found.speaker.name == by


def test_a_quotation_goes_on_behind_its_cue_with_the_words_that_join_it() -> None:
    (found,) = statements(
        "The mill “burned all night,” Hala Rami said, and on Sunday “still glowed.”"
    )
    assert found.words == ("The mill “burned all night", "and on Sunday “still glowed")


def test_a_party_in_parentheses_is_no_part_of_a_name() -> None:
    (found,) = statements("“We wait for the boats,” Minister Adel Rami (Reed party) said.")
    assert found.speaker is not None
    assert found.speaker.name == "Adel Rami"


def test_what_is_added_is_another_statement_of_the_same_voice() -> None:
    text = "“We wait,” Hala Rami said, adding that the boats would “come with the fog”."
    first, second = statements(text)
    assert (first.words, second.kind) == (("We wait,",), "mixed")
    assert {s.speaker.name for s in (first, second) if s.speaker} == {"Hala Rami"}


def test_a_dash_behind_a_quotation_opens_a_signature_or_an_aside() -> None:
    (signed,) = statements("“We wait for the boats.” — Hala Rami, ferrywoman")
    assert signed.speaker is not None
    (aside,) = statements("“We wait for the boats.” — just as Hala Rami had done")
    assert aside.speaker is None


@pytest.mark.parametrize(
    ("text", "words", "by"),
    [
        (
            "The council doubted Hala Rami’s claim that the boats were “all below the bridge”.",
            "the boats were “all below the bridge", "Hala Rami",
        ),
        (
            "Adel Noor went after Hala Rami as a “queen of reeds”.",
            "Hala Rami as a “queen of reeds", "Adel Noor",
        ),
        ("Hala Rami called them “a lost herd”.", "a lost herd", "Hala Rami"),
        ("Hala Rami has a new message: “Count the boats.”", "Count the boats.", "Hala Rami"),
        ("Footage of Hala Rami shouting, “Cut the rope!” was shown.", "Cut the rope!", "Hala Rami"),
        ("“Row on,” Hala Rami murmurs to the oars.", "Row on,", "Hala Rami"),
    ],
)  # fmt: skip
def test_a_speaker_is_found_without_a_verb_of_speech(text: str, words: str, by: str) -> None:
    (found,) = statements(text)
    assert found.words == (words,)
    assert found.speaker is not None
    assert found.speaker.name == by


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one() -> None:
    (found,) = statements("“We wait,” Hala Rami said.\n\n“The boats will come with the fog.”")
    assert found.words == ("We wait,", "The boats will come with the fog.")


@pytest.mark.parametrize(
    "text",
    [
        "Hala Rami wrote the song “Nine Oars on the Water” in the cellar.",
        "“We row,” Hala Rami said.\n\n‘Nine Bridges Are Down’\n\nIt rained on the harbour.",
        "The “History” section of the page explains how the mill was built.",
    ],
)
def test_titles_and_subheads_are_no_statements(text: str) -> None:
    assert all("Nine" not in w and w != "History" for s in statements(text) for w in s.words)


def test_what_somebody_is_stands_between_marks_and_name() -> None:
    text = "“We have no flour,” the head of the bakers’ union, Sami Haddad, 54, told the Lamp."
    (found,) = statements(text)
    assert found.speaker is not None
    assert found.speaker.name == "Sami Haddad"


def test_two_quotations_of_one_clause_are_one_statement() -> None:
    (found,) = statements("“The mill is gone” and “so is the bread,” Hala Rami said.")
    assert found.words == ("The mill is gone” and “so is the bread",)


def test_another_cue_behind_quoted_words_ends_the_clause() -> None:
    first = statements("The guild wrote that it had “no oars left,” and asked for rope.")[0]
    assert first.words == ("it had “no oars left",)
