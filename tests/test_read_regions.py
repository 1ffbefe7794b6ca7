"""What is no report is told apart from what is."""

from amana.lang.words import paragraphs
from amana.read.regions import find_regions

PAGE = """Keep a light on: last words from the quarter

By Ines Calder

The buses did not come on Tuesday.

A woman waits at the bridge on May 3, 2027. [Lena Osgard/Anchor]

Hala Rami, nurse

“We boil water on doors.”

Share this article
More from the Herald
Ten charts that explain the winter"""


def regions(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*r.span)], r.what) for r in find_regions(text, paragraphs(text))]


def test_the_parts_of_a_page() -> None:
    assert regions(PAGE) == [
        ("Keep a light on: last words from the quarter", "headline"),
        ("By Ines Calder", "byline"),
        ("A woman waits at the bridge on May 3, 2027. [Lena Osgard/Anchor]", "caption"),
        ("Hala Rami, nurse", "heading"),
        ("Share this article", "boilerplate"),
        ("More from the Herald", "boilerplate"),
        ("Ten charts that explain the winter", "boilerplate"),
    ]


def test_an_arabic_page() -> None:
    text = "رسائل من المدينة\n\nقالت هالة إنها بخير.\n\nاقرأ أيضا: خرائط الحصار"
    assert [what for _, what in regions(text)] == ["headline", "boilerplate"]


def test_a_message_of_one_line_is_no_headline() -> None:
    assert regions("We are still here") == []


def test_sic_is_no_credit() -> None:
    assert regions("Told.\n\nWe standed there for six hours in the rain. No one [sic]") == []
