"""Who is meant: descriptors before names, aliases, kin, owners of words, bodies by their noun."""

from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.model import Statement, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")


def last(text: str) -> Statement:
    view = View(
        id=make_id("view", [text]), item=make_id("item", [text]), original="0" * 64, inside="",
        file="report.txt", kind="document", lang=None, title=None, outlet=None, author=None,
        published="2031-05-08", text=text, extractor="text 1",
    )  # fmt: skip
    return read_view(view, zone=ZONE).statements[-1]


def name(text: str) -> str | None:
    speaker = last(text).speaker
    return None if speaker is None else speaker.name


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ex-fitter Dougie Tarn, 61, claims managers ignored the valve.", "Dougie Tarn"),
        ("Grandmother Lena Orst, 71, said the cellar was full.", "Lena Orst"),
        ("Police Commissioner Dan Orr said two men were held.", "Dan Orr"),
        ("Father Emil Rasko said the church was full.", "Emil Rasko"),
        ("Brother Anton said the gate was shut.", "Anton"),
        ("Survivor Amal Idris said the wall had gone.", "Amal Idris"),
        ("Village heads around Pyin Taw said families were asleep.",
         "Village heads around Pyin Taw"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_is_no_part_of_it(text: str, meant: str) -> None:
    assert name(text) == meant


@pytest.mark.parametrize(
    ("text", "meant", "kind"),
    [
        ("A man, identified only as Witness 31, told the court he had parked the lorry.",
         "Witness 31", "unnamed"),
        ("“I parked the lorry across the road,” said the driver, identified only as Witness 12.",
         "Witness 12", "unnamed"),
        ("Witness 31, a driver, told the court he had parked it. He said that he was sorry.",
         "Witness 31", "unnamed"),
        ("A woman who gave her name only as Samira said she heard the dogs.", "Samira", "person"),
        ("A woman who asked to be called Lina said she heard the dogs.", "Lina", "person"),
        ("A nurse using the pseudonym Dunya said the gate was open.", "Dunya", "person"),
    ],
)  # fmt: skip
def test_whoever_goes_by_another_name(text: str, meant: str, kind: str) -> None:
    speaker = last(text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == (meant, kind)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nasrin Hadar took the pictures.\n\nHadar’s profile describes her: “Pharmacist. I walk.”",
         "Nasrin Hadar"),
        ("A message from Omar Farid read: “The river took the road and the bridge.”",
         "Omar Farid"),
        ("Hala Rami stayed.\n\nRami’s last post read: “We have water until Friday, no more.”",
         "Hala Rami"),
    ],
)  # fmt: skip
def test_whose_words_a_piece_of_writing_holds(text: str, meant: str) -> None:
    assert name(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Joy Mandal, 16, swam out. Her grandmother, left, says the animal is worth a house.",
         "grandmother of Joy Mandal"),
        ("Karim Tal, a baker, was away. His wife said the oven was cold.", "wife of Karim Tal"),
        ("Karim Tal’s wife said the oven was cold.", "wife of Karim Tal"),
        ("Karim Tal’s brother, Idris Tal, said the oven was cold.", "Idris Tal"),
    ],
)  # fmt: skip
def test_kin_is_named_by_whose(text: str, meant: str) -> None:
    assert name(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Orra Water Authority shut the pumps. The Authority said that all was safe.",
         "Orra Water Authority"),
        ("The owner, Halden Minerals, denies that it was off. On Tuesday it said: “It worked.”",
         "Halden Minerals"),
        ("The state railway stopped all trains. It said that the line was under water.",
         "state railway"),
    ],
)  # fmt: skip
def test_a_body_by_its_noun_or_it(text: str, meant: str) -> None:
    assert name(text) == meant
