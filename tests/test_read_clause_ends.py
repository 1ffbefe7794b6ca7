"""English clauses in news: what is no speech, where a clause ends, what a noun of speech brings."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import View
from amana.read.reading import read_view


def said(text: str) -> list[tuple[str, str]]:
    """What each statement says, and under whose name or description it stands."""
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="x", kind="article", lang=None, title=None, outlet=None, author=None,
        published="2032-02-13", text=text, extractor="text 1",
    )  # fmt: skip
    found = read_view(view, zone=ZoneInfo("UTC")).statements
    return [(" … ".join(s.words), "" if s.speaker is None else s.speaker.as_written) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "The guild agreed to mend the two bridges that had burned in May.",
        "The court rejected that argument in a ruling on Monday.",
        "Twelve states along the river are waiting for the boats.",
        "Doctors have heard many medical claims on the radio about the new salt.",
        "It is worth noting that rain was falling over the valley again.",
        "Hala Rami said it over and over in the rain.",
        "The laws proposed during the long war of the rivers were harsh.",
    ],
)
def test_what_looks_like_speech_and_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We sang until it rained,” Hala Rami said several days after the last flood of the year.",
         "We sang until it rained,"),
        ("“We sang until it rained,” Hala Rami told the guild after the meeting that was held.",
         "We sang until it rained,"),
        ("The guild condemned the toll on the lower bridge, which opened in May.",
         "the toll on the lower bridge"),
        ("The guild condemned the new toll of the council as the ferry left for the last time.",
         "the new toll of the council"),
        ("The mayor called for closing the mill in May, but the guild would keep it open.",
         "closing the mill in May"),
        ("The police revealed Tuesday the mill had burned twice.", "the mill had burned twice"),
        ("The guild, which said that the mill had burned, was dissolved in May.",
         "the mill had burned"),
        ("The mayor, despite admitting that the mill had burned, left for the coast.",
         "the mill had burned"),
        ("Experts say her plans to mend many bridges of wood and give boats to all would fail.",
         "her plans to mend many bridges of wood and give boats to all would fail"),
        ("The mayor took to the radio on Sunday to warn that the bridge would fall.",
         "the bridge would fall"),
        ("The U.N. said the bridge near the U.S. base was safe.",
         "the bridge near the U.S. base was safe"),
    ],
)  # fmt: skip
def test_where_it_begins_and_ends(text: str, content: str) -> None:
    assert [words for words, _ in said(text)] == [content]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The pictures contradict the guild’s earlier claim that nobody had been on the bridge.",
         "nobody had been on the bridge", "the guild"),
        ("Despite repeated warnings from the mayor that the ice was thin, boats went out.",
         "the ice was thin", "the mayor"),
        ("Contrary to his claim that people would learn nothing, there was a wealth of words.",
         "people would learn nothing", "his"),
        ("Rami was mocked for saying that the bridge was “a hook with no worm.”",
         "the bridge was “a hook with no worm", "Rami"),
    ],
)  # fmt: skip
def test_a_noun_of_speech_brings_a_clause(text: str, content: str, speaker: str) -> None:
    assert said(text) == [(content, speaker)]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The upper court this month said the mill had burned.", "the mill had burned",
         "The upper court"),
        ("The mill had burned twice, as the mayor noted.", "The mill had burned twice",
         "the mayor"),
        ("He took gifts, which the mayor said were paid for with wood.",
         "were paid for with wood", "the mayor"),
        ("Police left the mill on Monday, according to federal figures.",
         "Police left the mill on Monday", "federal figures"),
        ("After saying the mill had burned, Hala Rami left for the coast.", "the mill had burned",
         "Hala Rami"),
    ],
)  # fmt: skip
def test_whose_words_they_are(text: str, content: str, speaker: str) -> None:
    assert [(words, by.removeprefix("A ")) for words, by in said(text)] == [(content, speaker)]


def test_quoted_words_before_and_do_not_hide_who_speaks_on() -> None:
    found = said("Hala Rami said that the guild was “a hook” and says she will leave the town.")
    assert [by for _, by in found] == ["Hala Rami", "Hala Rami"]


def test_whoever_speaks_again_behind_but_is_the_same() -> None:
    assert said("Her aides say it is too early for boats but noted that she won in the east.") == [
        ("it is too early for boats", "Her aides"),
        ("she won in the east", "Her aides"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hala Rami called the guild a “hook,” an “empty net,” “late” and “sad.”",
         ["the guild a “hook,” an “empty net,” “late” and “sad"]),
        ("Hala Rami described as “half a hook” a letter of the guild.", ["half a hook"]),
        ("Hala Rami said “boat cuts” and the sale of old nets would help.",
         ["boat cuts” and the sale of old nets would help"]),
        ("Hala Rami blasted the guild for a list that was only “partial,” meaning it left out two.",
         ["the guild for a list that was only “partial"]),
    ],
)  # fmt: skip
def test_quoted_words_and_the_clause_around_them(text: str, content: list[str]) -> None:
    assert [words for words, _ in said(text)] == content


def test_each_turn_of_a_transcript_that_is_quoted_whole_is_somebodys() -> None:
    text = (
        "Adel Hosh asked the mayor, Hala Rami, on the radio. Part of it reads:\n\n"
        '"HOSH: Let us begin with the bridge. When will it open again for the boats?\n\n'
        '"RAMI: It will open in May. We have the wood and the men.\n\n'
        '"(CROSSTALK)\n\n'
        '"HOSH: And the ferry, will it run all summer?"'
    )
    assert [words for words, _ in said(text)] == [
        "Let us begin with the bridge. When will it open again for the boats?",
        "It will open in May. We have the wood and the men.",
        "And the ferry, will it run all summer?",
    ]
