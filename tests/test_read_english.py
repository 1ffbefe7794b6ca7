"""Reading, English clauses: what was said without marks, where it begins, ends, and whose it is."""

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


def said(text: str) -> list[tuple[str, str]]:
    """What each statement says, and whose name or description it is under."""
    found = statements(text)
    return [(" … ".join(s.words), "" if s.speaker is None else s.speaker.as_written) for s in found]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hala Rami said the clips do not show whether he was armed.",
         "the clips do not show whether he was armed"),
        ("The mayor said he would sue over a film that praised the siege.",
         "he would sue over a film that praised the siege"),
        ("The police said a second shell was found in the mill.",
         "a second shell was found in the mill"),
        ("Hala Rami said after the funeral she would not leave the city.",
         "she would not leave the city"),
        ("The mayor said no one was hurt in the strike.", "no one was hurt in the strike"),
        ("The mayor told Reuters that nobody had called the fire brigade.",
         "nobody had called the fire brigade"),
    ],
)  # fmt: skip
def test_the_clause_begins_behind_its_own_verb(text: str, content: str) -> None:
    assert [words for words, _ in said(text)] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The army promised to open the bridge before the end of winter.",
         "to open the bridge before the end of winter"),
        ("The mayor urged residents to stay away from the lower market.",
         "to stay away from the lower market"),
        ("The guild called on the army to leave the ferries alone for good.",
         "to leave the ferries alone for good"),
        ("The mayor called for an inquiry into the fire at the mill.",
         "an inquiry into the fire at the mill"),
        ("The army denied firing on the depot.", "firing on the depot"),
        ("The mayor accused the army of shelling its own hospitals.",
         "the army of shelling its own hospitals"),
        ("The ministry denied reports that forty people had drowned.",
         "forty people had drowned"),
        ("The doctor explained how the ward had been kept warm.",
         "how the ward had been kept warm"),
    ],
)  # fmt: skip
def test_a_request_a_promise_and_a_charge_carry_content(text: str, content: str) -> None:
    assert [words for words, _ in said(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied responsibility.",
        "Hala Rami said a prayer for the man who was killed.",
        "Hala Rami asked not to be named for fear of the militia.",
        "Nobody said that the bridge was open.",
        "People who say that were not there.",
        "Hala Rami spoke in a hall on a hill that overlooks the harbour.",
        "Adam Kerr said in a voice message that he sent to the Ledger on Wednesday.",
    ],
)
def test_no_content_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    text = "The guild closed its doors on Monday, saying that the mill had been hit twice."
    assert said(text) == [("the mill had been hit twice", "The guild")]


def test_whoever_is_told_by_somebody_does_not_speak() -> None:
    text = "It was told by Rami Hospital that nine patients had died. It was told that all is well."
    assert said(text) == [("nine patients had died", "Rami Hospital")]


def test_the_clause_ends_where_its_speaker_speaks_again() -> None:
    text = "The mayor said the ferry would not run and warned that the ice was thin."
    assert [words for words, _ in said(text)] == ["the ferry would not run", "the ice was thin"]


def test_what_others_say_inside_the_clause_stays_inside() -> None:
    text = "Hala Rami said the men entered the camp and told everyone to leave."
    assert said(text)[0] == (
        "the men entered the camp and told everyone to leave", "Hala Rami"
    )  # fmt: skip


def test_words_that_tie_a_sentence_to_the_one_before_are_the_reporters() -> None:
    text = "However, the mill had stopped on Monday, the mayor said."
    assert said(text) == [("the mill had stopped on Monday", "the mayor")]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Two workers were hurt on Tuesday, a nurse told the Lamp by phone.",
         "Two workers were hurt on Tuesday", "a nurse"),
        ("The Mill Guild, in a statement read on Radio Marsa, denied that it had closed the road.",
         "it had closed the road", "The Mill Guild"),
        ("“Careful, he breathes,” a boy is heard saying.", "Careful, he breathes,", "a boy"),
        ("The council put the number of wounded at 19.",
         "the number of wounded at 19", "The council"),
        ("The council tells us its boats are still waiting.",
         "its boats are still waiting", "The council"),
        ("Interior Minister Dan Orr said the road was open.", "the road was open", "Dan Orr"),
        ("The Interior Minister, Dan Orr, said the road was open.", "the road was open", "Dan Orr"),
        ("“Nobody signs the paper,” its team leader, Dan Orr, says by satellite phone.",
         "Nobody signs the paper,", "Dan Orr"),
        ("More from our reporter in Marsa: a nurse told her that the mill had burned down.",
         "the mill had burned down", "a nurse"),
    ],
)  # fmt: skip
def test_who_says_it_and_what(text: str, content: str, speaker: str) -> None:
    assert said(text) == [(content, speaker)]


def test_a_hand_at_a_door_is_no_figure() -> None:
    assert said("He put his hand at the door and 60 men left.") == []


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ('The bridge "is gone for good," said Hala Rami.', 'The bridge "is gone for good', "mixed"),
        ("“We will burn doors” for warmth, Hala Rami said.", "We will burn doors” for warmth",
         "mixed"),
        ("Hala Rami called the raid “a lie with wings”.", "the raid “a lie with wings", "mixed"),
        ("The mayor called the fire a crime against every child.",
         "the fire a crime against every child", "indirect"),
        ("These men, the mayor explained on Monday, were “well-paid”.",
         "These men … were “well-paid", "mixed"),
        ("As a phone rang, the nurse said, “We are alive.”", "We are alive.", "direct"),
        ("The minister pledged on the show “Sada al-Nas” that clinics would be supplied.",
         "clinics would be supplied", "indirect"),
    ],
)  # fmt: skip
def test_words_in_marks_join_the_clause_they_stand_in(text: str, words: str, kind: str) -> None:
    (statement,) = statements(text)
    assert (" … ".join(statement.words), statement.kind) == (words, kind)


def test_who_heard_it_from_whom() -> None:
    (statement,) = statements("Hala Rami heard from a cousin that the trucks had been sold.")
    assert statement.words == ("the trucks had been sold",)
    assert statement.speaker is not None
    assert statement.speaker.as_written == "a cousin"
    assert [voice.name for voice in statement.via] == ["Hala Rami"]


def test_a_figure_alone_is_what_was_said() -> None:
    text = "The union says at least 60 and has begun a list. Aid workers said 1,200 men had left."
    assert [words for words, _ in said(text)] == ["at least 60", "1,200 men had left"]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("State radio quoted him as adding that the boats had been sent.",
         "the boats had been sent", "him"),
        ("The crew, he said in a letter to the Lamp, had been paid.",
         "The crew … had been paid", "he"),
        ("The council revised the number of missing to 27.",
         "the number of missing to 27", "The council"),
    ],
)  # fmt: skip
def test_who_is_quoted_and_what_is_cut_in_two(text: str, content: str, speaker: str) -> None:
    assert said(text) == [(content, speaker)]


@pytest.mark.parametrize(
    ("text", "content", "whose"),
    [
        ("The bridge is, according to residents, a trap.", "The bridge is … a trap", "residents"),
        ("The committee, which critics describe as a front, said it would reopen the school.",
         "it would reopen the school", "The committee"),
        ("The committee, a body elected in May, said it would reopen the school.",
         "it would reopen the school", "The committee"),
        ("Villagers describe it as a massacre.", "a massacre", "Villagers"),
        ("The government described the dead as farmers.", "the dead as farmers", "The government"),
    ],
)  # fmt: skip
def test_asides_and_descriptions(text: str, content: str, whose: str) -> None:
    assert said(text) == [(content, whose)]


def test_what_happened_meanwhile_is_no_description() -> None:
    assert said("He described the evening as the bus pulled away.") == []
    assert said("On her page the nurse describes herself as a friend of the river.") == []


def test_what_a_published_report_said() -> None:
    text = "The guild said in a report published on Thursday that forty wells were dry."
    assert said(text) == [("forty wells were dry", "The guild")]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Two officials briefed on the talks said the truce would hold.", "Two officials"),
        ("People familiar with the matter said the gate was sold.", "People"),
        ("The road was reached and the driver said it was mined.", "the driver"),
    ],
)
def test_who_speaks_behind_what_tells_who_they_are(text: str, whose: str) -> None:
    ((_, speaker),) = said(text)
    assert speaker == whose
