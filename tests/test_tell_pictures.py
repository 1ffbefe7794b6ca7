"""Pictures: grey until asked, copies together, those of a child in no form."""

import io
import re
from dataclasses import replace

import lxml.html
import pytest
from PIL import Image, ImageOps

from amana.canon import make_id
from amana.errors import Refused
from amana.intake.figures import take_figures
from amana.intake.pictures import Pictures
from amana.model import Copy, Described, Dossier, Id, Item, Media, Preview
from amana.protocols import Taken
from amana.tell.dossier import pages
from neighbours import beside

TOLD = beside("test_tell_dossier")
CAPTIONS = (
    "Smoke over the grain harbour, June 2, 2027. Photo: archive",
    "الدخان فوق نهر سودا",
    "Lina al-Darwish at the window with her cat",
)


def jpeg(picture: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, **more)
    return out.getvalue()


def preview(item: Id, picture: Image.Image) -> Preview:
    return Preview(item=item, width=picture.width, height=picture.height, jpeg=jpeg(picture))


def picture_file(n: int) -> Item:
    base: Item = TOLD.item(f"pixels {n}", file=f"in/cam-{n}.jpg", lang="", published=None)
    return replace(base, text="", kind="image", title=None, media_type="image/jpeg")


def caption(n: int) -> Item:
    base: Item = TOLD.item(CAPTIONS[n], file=f"in/{n}.html", lang="en", outlet=f"Outlet {n}",
                     published=TOLD.time(TOLD.moment(8), TOLD.moment(9)))  # fmt: skip
    return replace(base, inside="/image/1", kind="image", title="img/a.jpg")


def media(item: Item, captions: list[Item], *copies: tuple[Item, str], older: bool | None) -> Media:
    return Media(
        id=make_id("media", [item.id]),
        item=item.id,
        described=tuple(
            Described(item=one.id, span=(0, len(one.text)), time=None) for one in captions
        ),
        copies=tuple(
            Copy(item=one.id, transform=way, distance=2, offset_s=None) for one, way in copies
        ),
        earliest_known=TOLD.siege().media[0].earliest_known if older else None,
        older_than_event=older,
        why="The caption says June 2, 2027." if older else None,
    )


def with_pictures(dossier: Dossier) -> Dossier:
    """One picture with a mirrored copy, older than its story; and one that names a child."""
    harbour = Image.linear_gradient("L").resize((320, 200)).convert("RGB")
    smoke, mirrored, window = (picture_file(n) for n in range(3))
    first, second, third = (caption(n) for n in range(3))
    return replace(
        dossier,
        items=(*dossier.items, smoke, mirrored, window, first, second, third),
        media=(
            *dossier.media,
            media(smoke, [first], (mirrored, "mirrored"), older=True),
            media(mirrored, [second], (smoke, "mirrored"), older=None),
            media(window, [third], older=None),
        ),
        previews=(
            preview(smoke.id, harbour),
            preview(mirrored.id, ImageOps.mirror(harbour)),
            preview(window.id, ImageOps.invert(harbour)),
        ),
    )


def jpegs(site: dict[str, bytes]) -> list[str]:
    return [name for name in site if name.endswith(".jpg")]


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return pages(with_pictures(TOLD.siege()), outside_id=TOLD.outside)


def test_copies_stand_together_and_say_what_was_done(site: dict[str, bytes]) -> None:
    text = TOLD.text_of(site["pictures.html"])
    assert "the copy that is known earliest" in text
    assert "the same picture, mirrored" in text
    assert "Earliest known: Wednesday 2 June 2027. Published with the report: Thursday 8" in text
    assert "الصورة نفسها معكوسة" in TOLD.text_of(site["pictures.ar.html"])
    assert len(re.findall(rb"<article", site["pictures.html"])) == 3  # one is known by its caption


def test_files_are_named_by_what_leads_nowhere(site: dict[str, bytes]) -> None:
    dossier = with_pictures(TOLD.siege())
    shown = [TOLD.outside(one.item) for one in dossier.previews[:2]]
    assert sorted(jpegs(site)) == sorted(f"pictures/{one}.jpg" for one in shown)
    page = site["pictures.html"].decode()
    assert "cam-" not in page
    assert "img/a.jpg" not in page
    assert page.count('loading="lazy"') == 2


def test_they_are_grey_until_asked_without_a_script(site: dict[str, bytes]) -> None:
    style = site["style.css"].decode()
    assert re.search(r"\.plate img {[^}]*grayscale\(1\)", style)
    assert re.search(r":checked ~ \.plates img { filter: none; }", style)
    page = site["pictures.html"].decode()
    for control in re.findall(r'<input type="checkbox" id="([^"]+)">', page):
        assert f'<label for="{control}">' in page


def test_a_picture_of_a_child_is_written_in_no_form(site: dict[str, bytes]) -> None:
    dossier = with_pictures(TOLD.siege())
    hidden = dossier.previews[2]
    whole = b"".join(site.values())
    assert hidden.jpeg not in whole
    assert TOLD.outside(hidden.item) not in whole.decode("utf-8", "ignore").split("pictures/")[0]
    assert f"pictures/{TOLD.outside(hidden.item)}.jpg" not in site
    assert "This picture is not shown: what is written of it, or of a copy, names" in TOLD.text_of(
        site["pictures.html"]
    )


@pytest.mark.parametrize(
    ("which", "change"),
    [
        (-3, {"sensitivity": ("childhood",)}),
        (-2, {"sensitivity": ("minor", "childhood")}),
        (-2, {"author": "@lina_sea"}),
        (-3, {"title": "img/lina-darwish.jpg"}),
        (-6, {"title": "لينا الدرويش على الشباك"}),
        (-5, {"file": "in/LinaDarwish.jpg"}),
        (-5, {"author": "Lina al-Darwish"}),
    ],
)
def test_what_is_said_of_one_copy_hides_all(which: int, change: dict[str, object]) -> None:
    dossier = with_pictures(TOLD.siege())
    items = list(dossier.items)
    items[which] = replace(items[which], **change)  # type: ignore[arg-type]
    made = pages(replace(dossier, items=tuple(items)), outside_id=TOLD.outside)
    assert jpegs(made) == []
    assert TOLD.text_of(made["pictures.html"]).count("This picture is not shown") == 2
    whole = b"".join(made.values()).decode("utf-8", "ignore")
    for one in items[-6:-3]:  # by its checksum a picture is found again
        assert one.sha256 not in whole


def test_a_picture_without_words_beside_a_hidden_voice_is_not_shown() -> None:
    dossier = TOLD.siege()
    inside = replace(
        picture_file(9), inside="/image/1/pixels", original=dossier.items[0].original
    )  # of the page in which a child speaks
    alone = replace(
        dossier,
        items=(*dossier.items, inside),
        media=(media(inside, [], older=None),),
        previews=(preview(inside.id, Image.new("RGB", (8, 8))),),
    )
    made = pages(alone, outside_id=TOLD.outside)
    assert jpegs(made) == []
    assert "nothing says who is in it" in TOLD.text_of(made["pictures.html"])


def test_a_picture_that_tells_more_than_itself_stops_everything() -> None:
    dossier = with_pictures(TOLD.siege())
    exif = Image.Exif()
    exif[0x010E] = "taken from a window in the river quarter"
    picture = Image.new("RGB", (8, 8))
    for data in (jpeg(picture, exif=exif), jpeg(picture, comment=b"hello"), b"GIF89a", b""):
        told = replace(dossier.previews[0], jpeg=data)
        with pytest.raises(Refused, match="more than its picture"):
            pages(replace(dossier, previews=(told,)), outside_id=TOLD.outside)


def test_links_lead_somewhere(site: dict[str, bytes]) -> None:
    TOLD.test_every_link_leads_somewhere_and_nothing_is_fetched(site)
    TOLD.test_the_pages_are_well_made(site)


@pytest.mark.parametrize(
    "told",
    [{"comment": b"Lina al-Darwish"}, {"xmp": b"<x:p xmlns:dc='d'><dc:creator><rdf:Seq><rdf:li>"
      b"Lina al-Darwish</rdf:li></rdf:Seq></dc:creator></x:p>"}],
)  # fmt: skip
def test_a_name_inside_a_file_is_read_so_that_it_can_hide(told: dict[str, bytes]) -> None:
    data = jpeg(Image.new("RGB", (80, 80)), **told)
    (taken,) = Pictures().take(data, "cam.jpg")
    assert isinstance(taken, Taken)
    assert "Lina al-Darwish" in (taken.title, taken.author)


def test_a_name_that_only_a_hidden_description_has_is_in_the_caption() -> None:
    page = lxml.html.fromstring(
        "<div><figure><img src='a.jpg' alt='Lina Darwish smiles'><figcaption>A smile</figcaption>"
        "</figure><figure><img src='b.jpg' alt='Hatem'><figcaption>A yard</figcaption></figure>"
        "<figure><img src='c.jpg' alt='A big yard'><figcaption>Yard</figcaption></figure></div>"
    )
    captions = [figure.caption for figure in take_figures(page)]
    assert captions == ["A smile\n\nLina Darwish smiles", "A yard\n\nHatem", "Yard"]
