"""The first page: whose voice it begins with, and what it says of itself."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from amana.model import Dossier
from amana.tell.dossier import pages
from neighbours import beside

TOLD = beside("test_tell_dossier")
NIGHT = "I count the boats at night, and every night there is one boat less."
LAMP = "We keep one lamp for the stairs, the other one we burned on Monday."


def with_voices(*told: tuple[str, dict[str, object]]) -> Dossier:
    siege: Dossier = TOLD.siege()
    text = "\n\n".join(f"Nurse Mariam Hosh wrote: “{words}”" for words, _ in told)
    item = TOLD.item(text, file="in/voices.txt", lang="en", published=None, outlet="Quay")
    statements = []
    for words, more in told:
        voice = TOLD.speaker(item, "Mariam Hosh", "Mariam Hosh", person=TOLD.MARIAM.id)
        voice = replace(voice, **{k: v for k, v in more.items() if k in {"minor", "person"}})
        rest = {k: v for k, v in more.items() if k not in {"minor", "person"}}
        statements.append(TOLD.statement(item, words, voice=voice, **{"medium": "post", **rest}))
    return replace(siege, items=(*siege.items, item), statements=tuple(statements), claims=(),
                   origins=(), links=(), events=())  # fmt: skip


def opening(dossier: Dossier, page: str = "index.html") -> str:
    made = pages(dossier, outside_id=TOLD.outside)[page].decode()
    found = re.search(r'<figure class="voice">(.*?)</figure>', made, re.DOTALL)
    return TOLD.text_of(found[1].encode()) if found else ""


def test_it_begins_with_a_voice_that_was_there() -> None:
    told = opening(with_voices((NIGHT, {"platform": "twitter"})))
    assert told.startswith(f"“{NIGHT}” Mariam Hosh, nurse · in a post on Twitter")


@pytest.mark.parametrize(
    "more",
    [
        {"basis": "told_by"},
        {"medium": "article"},
        {"kind": "indirect"},
        {"minor": True},
        {"person": TOLD.LINA.id},
    ],
)
def test_it_never_begins_with_hearsay_or_a_hidden_voice(more: dict[str, object]) -> None:
    assert opening(with_voices((NIGHT, more))) == ""
    both = opening(with_voices((NIGHT, more), (LAMP, {})))
    assert (LAMP in both) != ("person" in more)  # the namesake of a hidden voice is hidden with it


@pytest.mark.parametrize("words", ["No.", "We [sic] went to the bridge and then we came back.",
                                   " ".join(["word"] * 31) + "."])  # fmt: skip
def test_it_is_short_and_plain(words: str) -> None:
    assert opening(with_voices((words, {}))) == ""


def test_the_most_retold_comes_first_and_the_choice_is_always_the_same() -> None:
    dossier = with_voices((NIGHT, {}), (LAMP, {}), (f"{LAMP} Come.", {}))
    lamp, copy = dossier.statements[1:]
    linked = replace(dossier, links=(TOLD.retells(lamp, copy, "fragment", "x"),))
    assert LAMP in opening(linked)
    backwards = replace(linked, statements=linked.statements[::-1])
    assert opening(backwards) == opening(linked)


def test_a_name_in_the_words_keeps_them_away() -> None:
    assert opening(with_voices((f"Lina al-Darwish and I, {NIGHT}", {}))) == ""


def test_it_says_of_when_it_is_and_how_to_cite_it() -> None:
    siege = TOLD.siege()
    cut = replace(siege, seal=replace(siege.seal, at=datetime(2031, 5, 12, 9, 14, tzinfo=UTC)))
    text = TOLD.text_of(pages(cut, outside_id=TOLD.outside)["index.html"])
    assert "State of the record: Monday 12 May 2031, 12:14." in text  # in the zone of the case
    assert "Dossier cut from a record kept with amana, Monday 12 May 2031, 12:14, at 23" in text
    assert "State of the record" not in TOLD.text_of(
        pages(siege, outside_id=TOLD.outside)["index.html"]
    )


def test_every_page_forbids_whatever_is_not_beside_it() -> None:
    for name, page in pages(TOLD.siege(), outside_id=TOLD.outside).items():
        if name.endswith(".html"):
            assert b"default-src 'none'; style-src 'self' file:; img-src 'self' file:;" in page
            assert b" style=" not in page
            assert b"http" not in page.replace(b"http-equiv", b"").replace(
                b"https://council.example/4", b""
            )
