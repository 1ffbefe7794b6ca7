"""INTAKE of pictures: what is seen, what a file tells, and bytes that are not what they say."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageDraw

from amana.errors import NOT_CHECKABLE
from amana.flow.desk import Desk
from amana.flow.keeping import keep, new_case
from amana.flow.looking import open_case
from amana.flow.pictures import previews
from amana.intake import pictures
from amana.intake.formats import media_type_of
from amana.intake.pictures import Pictures, decode, is_picture
from amana.keep import verify
from amana.keep.record import Picture, tiles_of
from amana.model import Problem
from amana.protocols import Pixels, Taken

TAKEN, OFFSET, CHANGED, PART = 0x9003, 0x9011, 0x0132, 0x8769
DESCRIPTION, ARTIST, ORIENTATION = 0x010E, 0x013B, 0x0112


def quarters(width: int = 96, height: int = 64) -> Image.Image:
    """A picture whose four quarters tell which side is up: red, green, blue, white."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill="red")
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill="lime")
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill="blue")
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def exif(tags: Mapping[int, object], part: Mapping[int, object] | None = None) -> Image.Exif:
    made = Image.Exif()
    for tag, value in tags.items():
        made[tag] = value
    for tag, value in (part or {}).items():
        made.get_ifd(PART)[tag] = value
    return made


def taken(data: bytes) -> Taken:
    found = Pictures().take(data, "p.jpg")
    assert isinstance(found[0], Taken), found
    return found[0]


def seen(data: bytes) -> Pixels:
    found = decode(data, "p.jpg")
    assert isinstance(found, Pixels), found
    return found


def corner(pixels: Pixels, right: bool = False, low: bool = False) -> tuple[int, ...]:
    x = pixels.width * (3 if right else 1) // 4
    y = pixels.height * (3 if low else 1) // 4
    at = 3 * (y * pixels.width + x)
    return tuple(pixels.rgb[at : at + 3])


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_each_format_is_known_by_its_bytes_whatever_its_name(kind: str, media_type: str) -> None:
    data = saved(quarters(), kind)
    assert is_picture(data[:4096])
    assert media_type_of(data[:4096], "report.txt") == media_type
    pixels = seen(data)
    assert (pixels.width, pixels.height) == (96, 64)
    assert near(corner(pixels), (255, 0, 0))
    assert near(corner(pixels, low=True), (0, 0, 255))


def test_words_are_no_picture() -> None:
    for text in (b"BMW drivers saw it", b"GIF8 is a format", b"RIFF RAFF", b""):
        assert not is_picture(text)


@pytest.mark.parametrize("held", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(held: int) -> None:
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    image = quarters().transpose(undone[held]) if held in undone else quarters()
    pixels = seen(saved(image, quality=95, exif=exif({ORIENTATION: held})))
    assert (pixels.width, pixels.height) == (96, 64)
    assert near(corner(pixels), (255, 0, 0))
    assert near(corner(pixels, right=True), (0, 255, 0))
    assert near(corner(pixels, low=True), (0, 0, 255))


@pytest.mark.parametrize(
    "image",
    [
        quarters().convert("CMYK"), quarters().convert("L"), quarters().convert("1"),
    ],
    ids=lambda image: image.mode,
)  # fmt: skip
def test_every_kind_of_pixel_becomes_rgb(image: Image.Image) -> None:
    pixels = seen(saved(image, "JPEG" if image.mode == "CMYK" else "PNG"))
    assert len(pixels.rgb) == 3 * pixels.width * pixels.height
    assert near(corner(pixels, right=True, low=True), (255, 255, 255))


def test_what_is_clear_is_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert corner(seen(saved(clear, "PNG"))) == (255, 255, 255)
    palette = quarters().quantize(8)
    assert near(corner(seen(saved(palette, "PNG", transparency=palette.getpixel((1, 1))))),
                (255, 255, 255))  # fmt: skip


def test_sixteen_bits_keep_their_shades() -> None:
    deep = Image.frombytes("I;16", (2, 1), struct.pack("<HH", 0x8000, 0xFFFF))
    assert tuple(seen(saved(deep, "PNG")).rgb) == (128, 128, 128, 255, 255, 255)


def test_a_large_picture_is_made_smaller_and_always_alike() -> None:
    data = saved(quarters(4000, 1000), "PNG")
    pixels = seen(data)
    assert (pixels.width, pixels.height) == (2048, 512)
    assert pixels == seen(data)
    assert max(seen(saved(quarters(5000, 3000))).width, 1) == 2048  # decoded at a fraction


def test_pixels_fall_into_tiles() -> None:
    pixels = seen(saved(quarters(130, 70), "PNG"))
    tiles = list(tiles_of(Picture(pixels.width, pixels.height, pixels.rgb)))
    assert [struct.unpack(">4I", tile[:16]) for tile in tiles] == [
        (0, 0, 64, 64), (64, 0, 64, 64), (128, 0, 2, 64),
        (0, 64, 64, 6), (64, 64, 64, 6), (128, 64, 2, 6),
    ]  # fmt: skip


# --- what the file tells


def test_words_and_time_of_the_file() -> None:
    tags = exif(
        {DESCRIPTION: "The quay of Marsuna", ARTIST: "Rafid Sael"},
        {TAKEN: "2032:05:06 14:30:00", OFFSET: "+04:00"},
    )
    one = taken(saved(quarters(), exif=tags))
    assert (one.title, one.author) == ("The quay of Marsuna", "Rafid Sael")
    assert one.published == "2032-05-06T14:30:00+04:00"
    assert (one.kind, one.inside, one.text) == ("image", "", "")


def test_the_time_of_taking_goes_before_that_of_changing() -> None:
    both = exif({CHANGED: "2032:05:09 08:00:00"}, {TAKEN: "2032:05:06 14:30:00"})
    assert taken(saved(quarters(), exif=both)).published == "2032-05-06T14:30:00"
    changed = exif({CHANGED: "2032:05:09 08:00:00"})
    assert taken(saved(quarters(), "WEBP", exif=changed)).published == "2032-05-09T08:00:00"


@pytest.mark.parametrize(
    "written",
    ["1970:01:01 00:00:00", "2099:03:04 10:00:00", "2032:13:01 10:00:00", "2032:02:30 10:00:00",
     "2020:01:01 00:00:00", "1980:01:01 12:00:00"],
)  # fmt: skip
def test_a_date_that_cannot_be_is_told_and_not_used(written: str) -> None:
    data = saved(quarters(), exif=exif({CHANGED: written}))
    one, problem = Pictures().take(data, "p.jpg")
    assert isinstance(one, Taken)
    assert one.published is None
    assert isinstance(problem, Problem)
    assert written in problem.what


@pytest.mark.parametrize("written", ["0000:00:00 00:00:00", "    :  :     :  :  ", "", "soon"])
def test_a_date_that_was_never_written_is_none(written: str) -> None:
    (one,) = Pictures().take(saved(quarters(), exif=exif({CHANGED: written})), "p.jpg")
    assert isinstance(one, Taken)
    assert one.published is None


def test_an_offset_that_cannot_be_is_left_out() -> None:
    tags = exif({}, {TAKEN: "2032:05:06 14:30:00", OFFSET: "+99:00"})
    assert taken(saved(quarters(), exif=tags)).published == "2032-05-06T14:30:00"


def test_words_of_the_camera_are_no_description() -> None:
    tags = exif({DESCRIPTION: "OLYMPUS DIGITAL CAMERA", ARTIST: "صورة"})
    tags[ARTIST] = "مريم".encode()
    one = taken(saved(quarters(), exif=tags))
    assert one.title is None
    assert one.author == "مريم"


# --- bytes that are not what they say


def png(width: int, height: int) -> bytes:
    """A PNG of nothing but black: some hundred bytes for millions of pixels."""
    packer = zlib.compressobj(9)
    row = bytes(1 + 3 * width)
    packed = b"".join(packer.compress(row) for _ in range(min(height, 4))) + packer.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", packed), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    "make",
    [
        lambda: png(40_000, 40_000),
        lambda: png(9_000, 9_000),
        lambda: png(0, 10),
        lambda: saved(quarters())[:200],
        lambda: saved(quarters(900, 900), "PNG")[:300],
        lambda: b"\xff\xd8\xff",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(50),
        lambda: b"GIF89a" + bytes(6),
        lambda: b"RIFF\x10\0\0\0WEBPVP8 " + bytes(4),
        lambda: saved(quarters()) + b"\xff\xda" * (pictures.MOST_SCANS + 1),
    ],
)
def test_what_is_broken_or_too_large_is_a_problem(make: Callable[[], bytes]) -> None:
    (problem,) = Pictures().take(make(), "p.jpg")
    assert isinstance(problem, Problem)
    assert problem.where == "p.jpg"
    assert problem.what.endswith((".", ")."))
    assert problem.do.startswith("Its bytes are kept.")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_is_taken_and_the_rest_told(kind: str) -> None:
    moving = saved(quarters(), kind, save_all=True, append_images=[quarters().rotate(180)])
    one, problem = Pictures().take(moving, "p.gif")
    assert isinstance(one, Taken)
    assert one.pixels
    assert near(corner(one.pixels), (255, 0, 0))
    assert isinstance(problem, Problem)
    assert "only the first" in problem.what


def test_what_is_two_things_is_the_picture_that_it_begins_as() -> None:
    both = saved(quarters(), "GIF") + b"<html><script>alert(1)</script></html>PK\x03\x04"
    assert taken(both).pixels == taken(saved(quarters(), "GIF")).pixels


def changed(random: Random, data: bytes) -> bytes:
    """Some bytes of a picture replaced, left out or put in."""
    found = bytearray(data)
    for _ in range(random.choice((1, 2, 8))):
        at = random.randrange(random.choice((len(found), min(200, len(found)))))
        way = random.randrange(4)
        if way == 0:
            found[at] = random.randrange(256)
        elif way == 1:
            del found[at : at + random.randrange(1, 9)]
        elif way == 2:
            found[at:at] = random.randbytes(random.randrange(1, 9))
        else:
            found[at : at + 4] = random.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"))
        found = found or bytearray(b"\xff\xd8\xff")
    return bytes(found)


def fuzz(seed: int, count: int) -> None:
    random = Random(seed)
    tags = exif({DESCRIPTION: "A quay", ORIENTATION: 6}, {TAKEN: "2032:05:06 14:30:00"})
    whole = [saved(quarters(), kind, exif=tags) for kind in ("JPEG", "PNG", "WEBP")]
    whole += [saved(quarters(), kind) for kind in ("GIF", "BMP")]
    whole.append(saved(quarters(), "JPEG", progressive=True))
    whole.append(saved(quarters(), "GIF", save_all=True, append_images=[quarters().rotate(90)]))
    for _ in range(count):
        found = Pictures().take(changed(random, random.choice(whole)), "p.jpg")
        assert found
        for one in found:
            assert isinstance(one, Taken | Problem)
            if isinstance(one, Taken):
                assert one.pixels
                assert len(one.pixels.rgb) == 3 * one.pixels.width * one.pixels.height


def test_changed_bytes_never_break_the_reader() -> None:
    fuzz(1, 600)


@pytest.mark.long
def test_changed_bytes_never_break_the_reader_for_long() -> None:
    fuzz(2, 60_000)


# --- sealed


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(config=tmp_path / "config")


def kept(desk: Desk, tmp_path: Path) -> Path:
    given = tmp_path / "given"
    given.mkdir()
    tags = exif({DESCRIPTION: "The quay"}, {TAKEN: "2032:05:06 14:30:00"})
    (given / "quay.txt.jpg").write_bytes(saved(quarters(300, 200), exif=tags))
    (given / "report.txt").write_text("“We saw it,” said Mariam Hosh, a nurse, on 6 May 2032.")
    new_case(desk, tmp_path / "case", zone="Asia/Muscat").close()
    assert not [one for one in keep(desk, tmp_path / "case", [given]) if isinstance(one, Problem)]
    return tmp_path / "case"


def test_a_picture_beside_reports_is_kept_listed_and_verified(desk: Desk, tmp_path: Path) -> None:
    folder = kept(desk, tmp_path)
    with open_case(desk, folder) as case:
        (item,) = [item for item in case.items() if item.kind == "image"]
        assert (item.media_type, item.title, item.text) == ("image/jpeg", "The quay", "")
        assert item.published
        assert item.published.value == "2032-05-06"
        (media,) = list(case.media())
        assert media.item == item.id
        assert media.older_than_event is None
        assert not list(case.problems())
        (preview,) = previews(case)
        assert (preview.item, preview.width, preview.height) == (item.id, 300, 200)
        assert previews(case) == (preview,)
        shown = Image.open(BytesIO(preview.jpeg))
        assert not shown.getexif()
    assert verify.main([str(folder)]) == NOT_CHECKABLE  # nothing failed; no log key was given


def test_a_flipped_byte_of_a_picture_is_found(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = kept(desk, tmp_path)
    (path,) = [one for one in (folder / "vault").rglob("*") if one.is_file()
               and one.read_bytes().startswith(b"\xff\xd8")]  # fmt: skip
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert verify.main([str(folder)]) not in {0, NOT_CHECKABLE}
    assert path.name in "".join(capsys.readouterr())


def test_a_preview_is_small(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "big.png").write_bytes(saved(quarters(3000, 2000), "PNG"))
    new_case(desk, tmp_path / "case").close()
    list(keep(desk, tmp_path / "case", [tmp_path / "big.png"]))
    with open_case(desk, tmp_path / "case") as case:
        (preview,) = previews(case)
    assert (preview.width, preview.height) == (960, 640)
