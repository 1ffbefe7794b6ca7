"""A child and a witness at risk, named in every way we could think of: no trace may be left."""

import hashlib
import html
import re
from dataclasses import replace
from typing import Any

import pytest

from amana.canon import make_id
from amana.lang.letters import fold
from amana.model import (
    Claim,
    Contradiction,
    Dossier,
    Facets,
    Item,
    Link,
    Name,
    Person,
    Problem,
    Reason,
    Seal,
    Speaker,
    Statement,
    Voice,
)
from amana.tell.dossier import pages
from amana.tell.masks import Veil

CHILD = "Tala al-Mazrouq"
IN_ARABIC = "تالا المزروق"

#: ways to write the child's name in running text; every one must vanish
WAYS = [
    "Tala al-Mazrouq",
    "Tala Al Mazrouq",
    "tala almazrouq",
    "TALA AL-MAZROUQ",
    "Tala Mazrouq",
    "Tala el-Mazro’uq",
    "Tala Mazruq",
    "Tālā al-Mazʿrūq",
    "Tala’s",
    "TALA",
    "Tala\nal-Mazrouq",
    "al-Mazrouq, Tala",
    "T. al-Mazrouq",
    "@tala_writes",
    "@TalaWrites",
    "#SaveTala",
    "#savetalamazrouq",
    "#TalaAlMazrouq",
    "tala_almazrouq_7.jpg",
    "talaalmazrouq",
    "Ta\u200bla al-Ma\u00adzrouq",
    "https://posts.example/tala_writes/status/7",
    "تالا المزروق",
    "تالا مزروق",
    "تَالَا المَزْرُوق",
    "تـــالا المزـــروق",
    "وتالا",
    "لتالا المزروق",
    "ﺗﺎﻻ المزروق",
    "#تالا_المزروق",
    "تالا",
]

LEFT = re.compile(r"tala|mazr|تالا|مزروق")


def traces(text: str) -> list[str]:
    """What is left of the child's name, whatever its spelling, marks or markup."""
    bare = html.unescape(re.sub(r"<[^>]*>", " ", text))
    folded = fold(re.sub("[’'ʿ]", "", bare))
    return LEFT.findall(folded) + LEFT.findall(re.sub(r"[^\w]|_", "", fold(text)))


def report(text: str, n: int, **more: Any) -> Item:
    sha = hashlib.sha256(text.encode()).hexdigest()
    base: dict[str, Any] = {
        "id": make_id("item", [sha, str(n)]),
        "original": sha,
        "inside": "",
        "file": f"report{n}.txt",
        "kind": "article",
        "view": make_id("view", [sha, str(n)]),
        "lang": None,
        "title": None,
        "outlet": None,
        "author": None,
        "published": None,
        "url": None,
        "sha256": sha,
        "size": 48211 + n,
        "media_type": "text/plain",
        "text": text,
        "regions": (),
        "times": (),
        "places": (),
        "amounts": (),
        "cues": (),
        "reports": (),
        "sensitivity": (),
        "arrivals": (),
    }
    return Item(**base | more)


def voice(name: str | None, person: str | None = None, **more: Any) -> Speaker:
    base: dict[str, Any] = {
        "as_written": name or "she",
        "spans": (),
        "name": name,
        "person": person,
        "kind": "person",
        "role": None,
        "affiliation": None,
        "minor": False,
    }
    return Speaker(**base | more)


def says(of: Item, words: str, speaker: Speaker | None, **more: Any) -> Statement:
    start = of.text.index(words)
    span = (start, start + len(words))
    base: dict[str, Any] = {
        "id": make_id("statement", [of.view, [list(span)]]),
        "item": of.id,
        "view": of.view,
        "file": of.file,
        "kind": "direct",
        "words": (words,),
        "spans": (span,),
        "speaker": speaker,
        "via": (),
        "cue": None,
        "medium": "post",
        "platform": "twitter",
        "said": None,
        "about": (),
        "places": (),
        "amounts": (),
        "cues": (),
        "translation": None,
        "within": None,
        "stance": "affirms",
        "basis": "unknown",
        "contested": (),
        "confidence": 0.9,
        "review": "proposed",
        "by": "read.quotes 1",
    }
    return Statement(**base | more)


def someone(pid: str, name: str, **more: Any) -> Person:
    base: dict[str, Any] = {
        "id": make_id("mention", [pid]),
        "name": name,
        "names": (Name(value=name, script="Latn", lang="en"),),
        "kind": "person",
        "roles": (),
        "handles": (),
        "minor": None,
        "at_risk": more.get("minor") is True,
        "party": None,
        "statements": (),
        "review": "proposed",
    }
    return Person(**base | more)


TALA = someone(
    "tala",
    CHILD,
    names=(
        Name(value=CHILD, script="Latn", lang="en"),
        Name(value=IN_ARABIC, script="Arab", lang="ar"),
    ),
    handles=("@tala_writes",),
    minor=True,
)


def dossier(*items: Item, statements: tuple[Statement, ...], people: tuple[Person, ...]) -> Dossier:
    return Dossier(
        title="Two letters",
        zone="UTC",
        seal=Seal(origin="amana/0", size=2, root="cm9vdA==", key="amana/0+1+AQ=="),
        items=items,
        statements=statements,
        people=people,
        links=(),
        claims=(),
        origins=(),
        events=(),
        media=(),
        problems=(),
    )


def outside(inside: str) -> str:
    return hashlib.sha256(b"key" + inside.encode()).hexdigest()[:32]


def whole(of: Dossier) -> str:
    made = pages(of, outside_id=outside)
    return "\n".join([*made, *(page.decode() for page in made.values())])


def crowded() -> Dossier:
    """The child in words, context, titles, files, addresses, links, claims and problems."""
    lines = [f"{way} was here, and line {n} ends." for n, way in enumerate(WAYS)]
    own = report("\n\n".join(["“I can hear them,” she wrote.", *lines]), 1)
    other = report(
        "Rami Saad said: “I met Tala al-Mazrouq’s teacher; Tala draws boats.” "
        "وقال: «رأيت تالا المزروق عند الجسر».",
        2,
        title=f"{CHILD}: the letters of {IN_ARABIC}",
        author=CHILD,
        outlet="The Tala al-Mazrouq Fund",
        file="in/Tala-Al-Mazrouq (copy).txt",
        url="https://posts.example/%D8%AA%D8%A7%D9%84%D8%A7/1",
    )
    rami = voice("Rami Saad")
    statements = (
        says(own, "I can hear them,", voice(CHILD, TALA.id, minor=True)),
        *(says(own, line, rami) for line in lines),
        says(own, "line 3 ends", rami, translation=f"{CHILD} est ici"),
        says(
            other,
            "I met Tala al-Mazrouq’s teacher; Tala draws boats.",
            replace(rami, role="teacher of Tala", affiliation="Friends of Tala al-Mazrouq"),
            via=(
                Voice(
                    as_written="Tala",
                    spans=(),
                    name=CHILD,
                    person=None,
                    kind="person",
                    role=None,
                    affiliation=None,
                ),
            ),
        ),
        says(other, "رأيت تالا المزروق عند الجسر", rami),
    )
    link = Link(
        id=make_id("link", ["x"]),
        kind="retells",
        relation="verbatim",
        a=statements[1].id,
        b=statements[2].id,
        spans_a=(),
        spans_b=(),
        score=1.0,
        direction="unknown",
        reasons=(
            Reason(signal="s", score=1.0, left=CHILD, right=IN_ARABIC, detail=f"both name {CHILD}"),
        ),
        review="proposed",
        by="x",
    )
    claim = Claim(
        id=make_id("claim", ["x"]),
        text=f"{CHILD} was here",
        event=None,
        facets=Facets(what=CHILD),
        statements=(statements[1].id,),
        origins_low=1,
        origins_high=1,
        kinds=(),
        sides=("Friends of Tala",),
        status="contested",
        decided=None,
        contradictions=(Contradiction(claim="0" * 32, facet="what", why=f"{IN_ARABIC} elsewhere"),),
    )
    problem = Problem(
        where=other.file,
        what=f"{other.file} of {other.size} bytes names {CHILD}, see {own.sha256[:16]}",
        do=f"Ask {IN_ARABIC}.",
    )
    return replace(
        dossier(own, other, statements=statements, people=(TALA,)),
        title=f"The letters of {CHILD}",
        links=(link,),
        claims=(claim,),
        problems=(problem,),
    )


def test_no_trace_of_the_child_is_left_in_any_byte() -> None:
    of = crowded()
    text = whole(of)
    assert not traces(text)
    assert "Child 1" in text
    assert "طفلة/طفل 1" in text
    for item in of.items:
        for secret in (item.sha256, item.sha256[:16], str(item.size), "posts.example", "(copy)"):
            assert secret not in text


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_write_the_name_is_found(way: str) -> None:
    veil = Veil(crowded())
    for text in (way, f"They say {way} came.", f"({way})", f"“{way}”", f"قالت {way} ذلك"):
        assert not traces(veil.plain(text)), text


def test_words_that_are_no_name_are_left_alone() -> None:
    veil = Veil(crowded())
    text = "A total of ten metal boats, taller than most; the Mazurka went on. مزراق التالي"
    assert veil.plain(text) == text


def test_context_cut_in_the_middle_of_a_name_shows_none_of_it() -> None:
    for filler in range(60, 120):
        text = "x" * filler + " Tala   al-Mazrouq " + "y " * 30 + "“Here,” he said."
        of = report(text, 1)
        site = whole(
            dossier(of, statements=(says(of, "Here,", voice("Rami Saad")),), people=(TALA,))
        )
        assert not traces(site)


def test_the_family_keeps_its_name_where_it_gives_nobody_away() -> None:
    text = (
        "Nadia al-Mazrouq baked bread. Nadia al-Mazrouq is the mother of Tala. "
        "Tala Saad is someone else. The Mazrouqs left."
    )
    of = report(text, 1)
    nadia = someone("nadia", "Nadia al-Mazrouq", minor=False)
    veil = Veil(
        dossier(
            of,
            statements=(says(of, "baked bread", voice("Nadia al-Mazrouq", nadia.id)),),
            people=(TALA, nadia),
        )
    )
    shown = veil.plain(text)
    assert shown.startswith(
        "Nadia al-Mazrouq baked bread. Nadia [Child 1] is the mother of [Child 1]."
    )


def test_an_adult_with_the_same_given_name_keeps_the_full_name() -> None:
    text = "Tala Saad spoke. Later Tala spoke."
    of = report(text, 1)
    adult = someone("adult", "Tala Saad", minor=False)
    veil = Veil(dossier(of, statements=(), people=(TALA, adult)))
    assert veil.plain(text) == "Tala Saad spoke. Later [Child 1] spoke."


def test_a_cluster_that_was_not_joined_is_hidden_with_its_namesake() -> None:
    of = report("Talah Mazruq spoke. قالت تالة المزروق ذلك.", 1)
    split = someone("split", "Talah Mazruq", minor=None)
    text = whole(
        dossier(
            of,
            statements=(says(of, "spoke", voice("Talah Mazruq", split.id, minor=None)),),
            people=(TALA, split),
        )
    )
    assert "Talah" not in text
    assert "تالة" not in text


def test_nobody_decided_and_the_report_speaks_of_childhood() -> None:
    of = report("Yara Nasser, of the third form, wrote: “We hid.”", 1, sensitivity=("childhood",))
    unsure = voice("Yara Nasser", minor=None)
    text = whole(dossier(of, statements=(says(of, "We hid.", unsure),), people=()))
    assert "Yara" not in text
    assert "Nasser" not in text
    assert "Name withheld 1" in text
    assert of.sha256 not in text
    grown = whole(
        dossier(of, statements=(says(of, "We hid.", replace(unsure, minor=False)),), people=())
    )
    assert "Yara Nasser" in grown


def test_groups_and_outlets_are_not_taken_for_children() -> None:
    of = report("Radio Sawda says: “We stay.”", 1, sensitivity=("childhood",))
    outlet = voice("Radio Sawda", minor=None, kind="outlet")
    text = whole(dossier(of, statements=(says(of, "We stay.", outlet),), people=()))
    assert "Radio Sawda" in text


def test_a_person_at_risk_is_hidden_and_the_strictest_reason_holds() -> None:
    of = report("Omar Idris said: “They know me.” Idris left.", 1)
    omar = someone("omar", "Omar Idris", at_risk=True, roles=("the only surgeon",))
    said = says(of, "They know me.", voice("Omar Idris", omar.id, role="the only surgeon"))
    text = whole(dossier(of, statements=(said,), people=(omar,)))
    assert "Omar" not in text
    assert "Idris" not in text
    assert "the only surgeon" not in text
    assert "Person at risk 1" in text
    young = replace(said, speaker=voice("Omar Idris", omar.id, minor=True))
    assert "Child 1" in whole(dossier(of, statements=(young,), people=(omar,)))


def test_pronouns_and_descriptions_of_a_child_stay_readable() -> None:
    of = report("She wrote that she was cold. The young girl said: “Come.”", 1)
    child = replace(voice(None, TALA.id, minor=True), as_written="The young girl")
    text = whole(dossier(of, statements=(says(of, "Come.", child),), people=(TALA,)))
    assert "She wrote that she was cold. The young girl said" in html.unescape(text)


def test_names_that_are_also_words_count_only_as_they_are_written() -> None:
    ali = someone("ali", "علي", names=(), minor=True)
    hope = someone("hope", "Hope", names=(), minor=True)
    of = report("x", 1)
    veil = Veil(dossier(of, statements=(), people=(ali, hope)))
    assert veil.plain("كان على الجسر") == "كان على الجسر"
    assert "علي" not in veil.plain("قال علي ذلك")
    assert veil.plain("We hope so, said Hope.") == "We hope so, said [Child 2]."


def test_labels_are_the_same_on_every_page_and_in_every_run() -> None:
    assert whole(crowded()) == whole(crowded())
    assert "Child 2" not in whole(crowded())
