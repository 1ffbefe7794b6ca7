"""LINK of pictures: copies are found whatever was done to them, others are not; captions join."""

import base64
import json
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time

import pytest
from PIL import Image, ImageDraw, ImageFilter

from amana.flow.deciding import decide
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import open_case, reach_stage
from amana.intake.pictures import decode, is_picture
from amana.link.fingerprints import Fingerprint, fingerprint
from amana.link.pictures import find_copies
from amana.model import Item, Link, Media, Problem
from amana.protocols import Pixels

Change = Callable[[Image.Image], Image.Image]


@cache
def scene(seed: int, width: int = 480, height: int = 360) -> Image.Image:
    """A made-up town: sky, hills, houses with windows, and dust over it all."""
    random = Random(seed)
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    top, low = random.randrange(120, 256), random.randrange(60, 200)
    for y in range(height):
        shade = top + (low - top) * y // height
        draw.line((0, y, width, y), fill=(shade, shade, min(255, shade + 20)))
    for _ in range(random.randrange(14, 30)):
        x, y = random.randrange(width), random.randrange(height // 3, height)
        wide, high = random.randrange(20, 120), random.randrange(20, 150)
        colour = tuple(random.randrange(256) for _ in range(3))
        if random.random() < 0.7:
            draw.rectangle((x, y - high, x + wide, y), fill=colour)
            dark = tuple(band // 3 for band in colour)
            for left in range(x + 5, x + wide - 8, 13):
                for up in range(y - high + 6, y - 8, 16):
                    if random.random() < 0.7:
                        draw.rectangle((left, up, left + 6, up + 8), fill=dark)
        else:
            draw.ellipse((x, y, x + wide, y + high // 2), fill=colour)
    dust = Image.frombytes("L", (width // 4, height // 4), random.randbytes(width * height // 16))
    dust = dust.resize((width, height), Image.Resampling.BICUBIC)
    return Image.blend(image, Image.merge("RGB", (dust, dust, dust)), 0.2)


def encoded(image: Image.Image, quality: int = 60) -> bytes:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def again(image: Image.Image, quality: int = 60) -> Image.Image:
    return Image.open(BytesIO(encoded(image, quality))).convert("RGB")


def known(image: Image.Image) -> Fingerprint:
    image = image.convert("RGB")
    return fingerprint(Pixels(width=image.width, height=image.height, rgb=image.tobytes()))


def cut(image: Image.Image, left: float, top: float, right: float, low: float) -> Image.Image:
    width, height = image.size
    return image.crop((int(left * width), int(top * height), int(right * width), int(low * height)))


def framed(image: Image.Image, colour: str, across: int, down: int) -> Image.Image:
    frame = Image.new("RGB", (image.width + 2 * across, image.height + 2 * down), colour)
    frame.paste(image, (across, down))
    return frame


def captioned(image: Image.Image) -> Image.Image:
    marked = image.copy()
    draw = ImageDraw.Draw(marked)
    draw.rectangle((0, image.height * 9 // 10, image.width, image.height), fill="darkred")
    draw.text((10, image.height * 9 // 10 + 10), "MARSUNA LIVE", fill="white")
    return marked


def mirrored(image: Image.Image) -> Image.Image:
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


CHANGES: dict[str, tuple[str, Change]] = {
    "nothing": ("exact", lambda image: image),
    "JPEG 30": ("resized", lambda image: again(image, 30)),
    "a third": ("resized", lambda image: again(image.resize((160, 120)), 50)),
    "grey": ("resized", lambda image: image.convert("L")),
    "brighter": ("resized", lambda image: image.point(lambda value: min(255, value * 5 // 4))),
    "blurred": ("resized", lambda image: image.filter(ImageFilter.GaussianBlur(2))),
    "squeezed": ("resized", lambda image: image.resize((400, 360))),
    "white frame": ("resized", lambda image: framed(image, "white", 40, 30)),
    "letterbox": ("resized", lambda image: framed(image, "black", 0, 80)),
    "caption": ("resized", captioned),
    "mirrored": ("mirrored", lambda image: again(mirrored(image))),
    "quarter turn": ("rotated", lambda image: again(image.transpose(Image.Transpose.ROTATE_90))),
    "half turn": ("rotated", lambda image: again(image.transpose(Image.Transpose.ROTATE_180))),
    "transposed": ("mirrored", lambda image: again(image.transpose(Image.Transpose.TRANSPOSE))),
    "a tenth less": ("cropped", lambda image: again(cut(image, 0.05, 0.05, 0.95, 0.95))),
    "the middle": ("cropped", lambda image: again(cut(image, 0.2, 0.15, 0.8, 0.8))),
    "the right": ("cropped", lambda image: again(cut(image, 0.4, 0, 1, 1))),
    "half, small": (
        "cropped", lambda image: again(cut(image, 0.2, 0.3, 0.7, 0.9)).resize((160, 144)),
    ),
    "mirrored, cut": (
        "mirrored cropped", lambda image: again(mirrored(cut(image, 0.1, 0.2, 0.8, 0.9))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_copy_is_found_and_named(change: str) -> None:
    transform, make = CHANGES[change]
    for seed in (1, 2, 3):
        found = find_copies({"a": known(scene(seed)), "b": known(make(scene(seed)))})
        assert [one.transform for one in found] == [transform], (change, seed)
        assert found[0].distance <= 10
        assert found[0].score >= 0.6


def test_pictures_of_other_things_are_no_copies() -> None:
    prints = {f"{seed:03d}": known(scene(seed)) for seed in range(60)}
    assert find_copies(prints) == ()


def test_parts_that_do_not_meet_are_no_copies() -> None:
    left, right = cut(scene(1), 0, 0, 0.48, 1), cut(scene(1), 0.52, 0, 1, 1)
    assert find_copies({"a": known(left), "b": known(right)}) == ()


def test_blank_pictures_are_copies_of_nothing_but_their_equals() -> None:
    blank = {f"{n}": known(Image.new("RGB", (300, 200), (n, n, n))) for n in (0, 9, 250)}
    assert all(one.is_flat for one in blank.values())
    assert find_copies(blank) == ()
    same = find_copies({"a": blank["9"], "b": blank["9"], "c": blank["250"]})
    assert [(one.a, one.b, one.transform) for one in same] == [("a", "b", "exact")]


def test_two_pictures_in_one_template_are_no_copies() -> None:
    def page(image: Image.Image) -> Image.Image:
        made = Image.new("RGB", (480, 800), "white")
        draw = ImageDraw.Draw(made)
        for y in (*range(10, 200, 18), *range(620, 800, 18)):
            draw.text((8, y), "Breaking: what is known of the quay so far " * 2, fill="black")
        made.paste(image, (0, 230))
        return made

    prints = {f"{seed}": known(page(scene(seed))) for seed in range(4)}
    assert find_copies(prints) == ()
    whole = find_copies({"page": prints["1"], "scene": known(scene(1))})
    assert [one.transform for one in whole] == ["cropped"]  # a screenshot shows more than it


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (5, 7), (31, 29), (70, 2000)])
def test_small_and_narrow_pictures_have_fingerprints(size: tuple[int, int]) -> None:
    noise = Image.frombytes("RGB", size, Random(1).randbytes(3 * size[0] * size[1]))
    prints = {"a": known(noise), "b": known(mirrored(noise)), "c": known(scene(1))}
    assert {(one.a, one.b) for one in find_copies(prints)} <= {("a", "b")}


def few() -> dict[str, Fingerprint]:
    return {
        f"{seed}{n}": known(make(scene(seed)))
        for seed in (1, 2)
        for n, (_, make) in enumerate(list(CHANGES.values())[::3])
    }


def test_the_order_of_pictures_changes_nothing() -> None:
    prints = few()
    turned = dict(sorted(prints.items(), key=lambda one: one[1].pixels))
    assert find_copies(prints) == find_copies(turned)
    assert find_copies(prints) == find_copies(dict(reversed(prints.items())))


def test_a_fingerprint_is_always_the_same() -> None:
    assert known(scene(4)) == known(scene(4))


def test_a_picture_with_very_many_copies_costs_no_square() -> None:
    one = known(scene(1))
    found = find_copies({f"{n:04d}": one for n in range(2_000)})
    assert len(found) < 2_000 + 32 * 32
    assert {same.b for same in found} | {"0000"} == {f"{n:04d}" for n in range(2_000)}


@pytest.mark.long
def test_ten_thousand_pictures_are_linked_in_seconds() -> None:
    prints = {f"{n:05d}": known(scene(n, 320, 240)) for n in range(9_990)}
    copies = {f"c{n}": known(again(mirrored(scene(n, 320, 240)))) for n in range(10)}
    started = process_time()
    found = find_copies({**prints, **copies})
    assert process_time() - started < 60
    assert [(one.a, one.b) for one in found] == [(f"{n:05d}", f"c{n}") for n in range(10)]


# --- in a case

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{date}">
<meta property="og:site_name" content="{outlet}"></head><body><article><h1>{title}</h1>
<p>The harbour of Marsuna was hit on Tuesday, and many people were seen running from the quay,
residents said in the evening. Nobody had left by then.</p>
<figure><img src="{source}"><figcaption>{caption}</figcaption></figure>
<p>"We heard it twice," said Mariam Hosh, a nurse at the harbour clinic.</p>
</article></body></html>"""


def page(folder: Path, name: str, date: str, source: str, caption: str) -> None:
    text = PAGE.format(title=f"The harbour, {name}", date=date, outlet=f"Khabar {name}",
                       source=source, caption=caption)  # fmt: skip
    (folder / f"{name}.html").write_text(text, encoding="utf-8")


def put(folder: Path, name: str, image: Image.Image, **options: object) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "JPEG", quality=85, **options)


class Shelf:
    """A case made of the files in a folder, and what it lists."""

    def __init__(self, tmp_path: Path) -> None:
        self.given, self.folder = tmp_path / "given", tmp_path / "case"
        self.given.mkdir()
        self.desk = Desk(config=tmp_path / "config")
        new_case(self.desk, self.folder, zone="Asia/Muscat").close()

    def keep(self) -> None:
        found = list(keep(self.desk, self.folder, [self.given]))
        assert not [one for one in found if isinstance(one, Problem)]
        with open_case(self.desk, self.folder) as case:
            self.items: dict[str, Item] = {
                f"{Path(item.file).name}{item.inside}": item for item in case.items()
            }
            self.media: dict[str | None, Media] = {one.item: one for one in case.media()}
            self.links: list[Link] = [one for one in case.links() if one.kind == "same_media"]

    def of(self, name: str) -> Media:
        return self.media[self.items[name].id]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_an_old_picture_mirrored_and_cropped_beside_a_new_story(shelf: Shelf) -> None:
    put(shelf.given, "old_files/quay.jpg", scene(1))
    put(shelf.given, "new_files/boat 7.jpg", mirrored(cut(scene(1), 0.1, 0.1, 0.9, 0.9)))
    page(shelf.given, "old", "2028-03-02T10:00:00+04:00", "old_files/quay.jpg?w=640", "The quay.")
    page(shelf.given, "new", "2032-05-06T10:00:00+04:00",
         "https://khabar.example/i/boat%207.jpg", "The harbour now.")  # fmt: skip
    shelf.keep()
    old, new = shelf.of("quay.jpg"), shelf.of("boat 7.jpg")
    assert new.older_than_event is True
    assert new.earliest_known
    assert new.earliest_known.value == "2028-03-02"
    assert new.why
    assert "mirrored, cropped copy" in new.why
    assert "Khabar old" in new.why
    assert "4 years before a page of Khabar new" in new.why
    assert old.older_than_event is None
    assert [(copy.item, copy.transform) for copy in new.copies] == [(old.item, "mirrored cropped")]
    assert [shelf.items["new.html/image/1"].id] == [one.item for one in new.described]
    (link,) = shelf.links
    assert {link.a, link.b} == {old.item, new.item}
    assert [reason.signal for reason in link.reasons][:2] == ["same_details", "same_spots"]


def test_captions_of_one_picture_that_do_not_agree_are_told(shelf: Shelf) -> None:
    put(shelf.given, "a.jpg", scene(2))
    page(shelf.given, "one", "2032-05-06T10:00:00+04:00", "a.jpg", "Dubai, 3 May 2032.")
    page(shelf.given, "two", "2032-05-07T10:00:00+04:00", "./a.jpg", "Cairo, 9 June 2030.")
    shelf.keep()
    media = shelf.of("a.jpg")
    assert len(media.described) == 2
    assert media.older_than_event is True
    assert media.why
    assert "different dates: “3 May 2032”, “9 June 2030”" in media.why
    assert "different places: “Dubai”, “Cairo”" in media.why


def test_a_picture_inside_a_page_belongs_to_its_caption(shelf: Shelf) -> None:
    source = "data:image/jpeg;base64," + base64.b64encode(encoded(scene(3))).decode()
    page(shelf.given, "one", "2032-05-06T10:00:00+04:00", source, "The quay, 1 June 2029.")
    put(shelf.given, "b.jpg", scene(3).resize((360, 270)))
    shelf.keep()
    inside = shelf.of("one.html/image/1/pixels")
    assert [one.item for one in inside.described] == [shelf.items["one.html/image/1"].id]
    assert inside.older_than_event is True
    assert [copy.transform for copy in shelf.of("b.jpg").copies] == ["resized"]
    assert shelf.of("b.jpg").older_than_event is None  # no page shows it


def test_the_file_may_say_when_it_was_taken(shelf: Shelf) -> None:
    tags = Image.Exif()
    tags[0x0132] = "2029:02:03 10:00:00"
    put(shelf.given, "a.jpg", scene(4), exif=tags)
    tags[0x0132] = "2040:02:03 10:00:00"
    put(shelf.given, "b.jpg", scene(5), exif=tags)
    page(shelf.given, "one", "2032-05-06T10:00:00+04:00", "a.jpg", "The quay.")
    page(shelf.given, "two", "2032-05-06T10:00:00+04:00", "b.jpg", "The quay.")
    shelf.keep()
    assert shelf.of("a.jpg").older_than_event is True
    assert (shelf.of("a.jpg").why or "").startswith("Its file says 2029-02-03: at least 3 years")
    late = shelf.of("b.jpg")
    assert late.earliest_known
    assert late.earliest_known.value == "2032-05-06"
    assert "after it was published: that cannot be right" in (late.why or "")


def test_a_rejected_copy_is_none(shelf: Shelf) -> None:
    put(shelf.given, "a.jpg", scene(6))
    put(shelf.given, "b.jpg", mirrored(scene(6)))
    shelf.keep()
    (link,) = shelf.links
    assert shelf.of("a.jpg").copies
    decide(shelf.desk, shelf.folder, link.id, "reject", by="Rafid Sael", reason="another day")
    shelf.keep()
    assert [one.review for one in shelf.links] == ["rejected"]
    assert not shelf.of("a.jpg").copies
    decide(shelf.desk, shelf.folder, link.id, "accept", by="Rafid Sael", reason="looked again")
    shelf.keep()
    assert shelf.of("a.jpg").copies


def test_a_rebuild_comes_out_the_same_and_pictures_are_decoded_once(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(shelf.given, "a.jpg", scene(1))
    put(shelf.given, "b.jpg", cut(scene(1), 0.2, 0.2, 1, 1))
    shelf.keep()
    index = shelf.folder / "index.sqlite"
    first = index.read_bytes()
    reach_stage(shelf.desk, shelf.folder, "weighed", afresh=True).close()
    assert index.read_bytes() == first
    page(shelf.given, "one", "2032-05-06T10:00:00+04:00", "a.jpg", "The quay, 3 May 2032.")
    monkeypatch.setattr("amana.flow.pictures.fingerprint", json.loads)  # would fail at a picture
    shelf.keep()
    assert shelf.of("a.jpg").older_than_event is False
    assert [copy.transform for copy in shelf.of("b.jpg").copies] == ["cropped"]


def test_a_measured_figure_is_kept(shared: Path) -> None:
    """The gold set of re-encodings, turns and letterboxes: every one is found, no other is."""
    prints = {}
    for path in sorted((shared / "data/link/media").iterdir()):
        data = path.read_bytes()
        pixels = decode(data, path.name) if is_picture(data[:4096]) else None
        if isinstance(pixels, Pixels):
            prints[path.name] = fingerprint(pixels)
    found = find_copies(prints)
    assert not [one for one in found if group(one.a) != group(one.b)]
    original = "bridge__original.jpg"
    assert original in prints
    linked = {one.b if one.a == original else one.a for one in found if original in {one.a, one.b}}
    others = {name for name in prints if group(name) == "bridge"} - {original}
    assert len(linked & others) >= 0.95 * len(others), sorted(others - linked)


def group(name: str) -> str:
    return name.split("__", maxsplit=1)[0]
