"""What a saved page holds beside its article is read as what it is: posts, captions, quotations."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.intake.pages import Pages
from amana.link.dates import propose_windows
from amana.model import Reading, View
from amana.protocols import Taken
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Muscat")
CASES = Path(__file__).parent / "cases" / "pages"


def view(text: str, kind: str = "article", inside: str = "", **said: str | None) -> View:
    item = make_id("item", [text, inside])
    given = {"lang": None, "title": None, "outlet": None, "author": None, "published": None} | said
    return View(
        id=make_id("view", [item]), item=item, original="0" * 64, inside=inside, file="page.html",
        kind=kind, text=text, extractor="page 1", **given,  # type: ignore[arg-type]
    )  # fmt: skip


def read(text: str, kind: str = "article", inside: str = "", **said: str | None) -> Reading:
    reading = read_view(view(text, kind, inside, **said), zone=ZONE)
    for one in reading.statements:
        assert all(text[s:e] == words for (s, e), words in zip(one.spans, one.words, strict=True))
    return reading


def speakers(reading: Reading) -> list[tuple[str, str | None]]:
    named = [(one.words[0], one.speaker) for one in reading.statements]
    return [(words, None if one is None else one.name) for words, one in named]


# --- posts -------------------------------------------------------------------------------


def test_a_post_is_one_statement_of_its_author() -> None:
    text = "We stay. The army said it would wait.\nPray.\n\n— Noura Kandar 🕯️ (@noura_k) May 3, 2032"
    reading = read(
        text, "post", "/post/twitter/2", author="Noura Kandar 🕯️ (@noura_k)", published="2032-05-03"
    )
    first, *nested = reading.statements
    assert first.words == ("We stay. The army said it would wait.", "Pray.")
    assert (first.kind, first.medium, first.platform) == ("direct", "post", "twitter")
    assert first.speaker is not None
    assert first.speaker.name == "Noura Kandar"
    assert [text[s:e] for s, e in first.speaker.spans] == [first.speaker.as_written]
    assert first.said is not None
    assert (first.said.as_written, first.said.value) == ("May 3, 2032", "2032-05-03")
    assert not reading.regions
    assert [one.within for one in nested] == [first.id] * len(nested)


def test_a_post_is_said_at_the_second_that_its_page_gives() -> None:
    reading = read(
        "The road is open.\n\n— Rami (@rami) 23:05", "post", "/post/telegram/1",
        author="Rami (@rami)", published="2032-05-03T19:05:44+00:00",
    )  # fmt: skip
    said = reading.statements[0].said
    assert said is not None
    assert said.earliest is not None
    assert said.earliest.isoformat() == "2032-05-03T23:05:44+04:00"
    assert (said.as_written, said.rule, said.grain) == ("23:05", "post.time", "minute")


def test_a_post_without_a_last_line_has_the_author_that_its_page_names() -> None:
    reading = read("The road is open.", "post", "/post/unknown/1", author="Rami (@rami)")
    (one,) = reading.statements
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.spans, one.said) == ("Rami", (), None)
    assert read("The road is open.", "post", "/post/unknown/1").statements[0].speaker is None


def test_a_post_by_a_body_is_that_bodys() -> None:
    text = "Do not go out.\n\n— Marsuna City Council (@council) May 3, 2032"
    (one,) = read(
        text, "post", "/post/twitter/1", author="Marsuna City Council (@council)"
    ).statements
    assert one.speaker is not None
    assert one.speaker.kind in {"group", "outlet"}


# --- captions ----------------------------------------------------------------------------


def test_a_caption_is_a_caption_whole_and_says_nothing() -> None:
    text = "“We stay,” said Hala Rami.\n\nMarsuna on May 3, 2027."
    reading = read(text, "image", "/image/1", published="2032-05-04")
    assert [(one.span, one.what) for one in reading.regions] == [((0, len(text)), "caption")]
    assert not reading.statements
    assert [time.as_written for time in reading.times] == ["May 3, 2027"]
    assert not read("", "image", "/image/2").regions
    assert not read("🕊", "image", "/image/2").problems


# --- words set apart ---------------------------------------------------------------------

LEAD = "The buses turned back\n\nMariam Hosh, a nurse, wrote to us at night:\n\n"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (LEAD + "> We stay here.\n\n> All of us.\n\nThen the line fell silent.", "Mariam Hosh"),
        (LEAD + "> We stay here.\n\n> — Adel Noor, teacher\n\nThen it was silent.", "Adel Noor"),
        (LEAD + "> We stay here.\n\n— Adel Noor, teacher\n\nThen it was silent.", "Adel Noor"),
        (LEAD + "> “We stay here.”\n\nThen the line fell silent.", "Mariam Hosh"),
        (
            "عادت الحافلات\n\nكتبت مريم حوش، وهي ممرضة:\n\n> باقون هنا.\n\nثم انقطع الخط.",
            "مريم حوش",
        ),
        ("It rained all day in the city.\n\n> We stay here.\n\nNobody came.", None),
    ],
)
def test_words_set_apart_find_their_speaker(text: str, who: str | None) -> None:
    reading = read(text)
    assert who in {name for _, name in speakers(reading)}
    assert not [words for words, _ in speakers(reading) if words.startswith((">", "—"))]


def test_paragraphs_set_apart_are_one_statement() -> None:
    reading = read(LEAD + "> We stay here.\n\n> All of us\n\nThen the line fell silent.")
    assert reading.statements[0].words == ("We stay here.", "All of us")
    assert not [one for one in reading.regions if one.what == "heading"]


def test_an_angle_in_a_plain_text_is_a_letter() -> None:
    text = LEAD + "> We stay here.\n\nThen the line fell silent."
    assert "We stay here." not in [words for words, _ in speakers(read(text, "document"))]


# --- the days of a page ------------------------------------------------------------------


def windows(*views: View) -> list[str | None]:
    readings = [read_view(one, zone=ZONE) for one in views]
    proposed = propose_windows(readings, views={one.id: one for one in views})
    again = [read_view(one, zone=ZONE, window=proposed.get(one.id)).window for one in views]
    return [None if one is None else one.earliest.date().isoformat() for one in again]


ARTICLE = view("The buses turned back\n\nOn Tuesday the buses turned back, residents said.")
CAPTION = view("The ring road on May 3, 2032.", "image", "/image/1")
BARE = view("The ring road at dusk.", "image", "/image/2")
POST = view("Come home.\n\n— Rami (@rami)", "post", "/post/twitter/1", author="Rami (@rami)")


def test_a_date_in_a_caption_dates_its_page_and_all_on_it() -> None:
    assert windows(ARTICLE, CAPTION, BARE, POST) == [
        "2032-05-04", "2032-05-03", "2032-05-03", "2032-05-03",
    ]  # fmt: skip


def test_the_date_of_a_page_serves_what_has_none() -> None:
    dated = replace(ARTICLE, published="2032-05-06T09:00:00+04:00")
    assert windows(dated, BARE, POST) == ["2032-05-06"] * 3
    line = replace(ARTICLE, text=ARTICLE.text.replace("\n\n", "\n\nMay 5, 2032\n\n", 1))
    assert windows(line, CAPTION, POST) == ["2032-05-05", "2032-05-03", "2032-05-05"]


def test_the_newest_date_of_a_page_counts_wherever_it_stands() -> None:
    old = replace(ARTICLE, text=ARTICLE.text + " The siege began on January 2, 2032.")
    assert windows(old, BARE)[0] != windows(old, CAPTION)[0]
    assert windows(old, CAPTION)[0] == "2032-05-04"


def test_pages_do_not_date_each_other_by_this() -> None:
    assert windows(ARTICLE, replace(CAPTION, original="1" * 64))[0] is None


# --- whole pages -------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.html")), ids=lambda path: path.name)
def test_all_that_is_read_in_a_page_stands_in_it(path: Path) -> None:
    for one in Pages().take(path.read_bytes(), path.name):
        if isinstance(one, Taken):
            said = {"author": one.author, "published": one.published, "outlet": one.outlet}
            reading = read(one.text, one.kind, one.inside, **said)
            assert len(reading.statements) > 0 or one.kind != "post"
