"""Pictures: JPEG, PNG, GIF, WebP and BMP as they are seen, with what their files tell."""

import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import PIL
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)
from PIL.ImageFile import ImageFile

from amana.intake.exif import told_by
from amana.model import Problem
from amana.protocols import Pixels, Taken

LONGEST_SIDE = 2048  #: pixels of the side that is sealed; the case format's bound
#: of a picture that must be decoded whole: 4 bytes each, twice, are 400 MB. Screens and scans of
#: A3 paper at 300 dpi have half as many
MOST_PIXELS = 50_000_000
#: of a JPEG, which is decoded at a fraction of its size; Pillow's own bound is a little more
MOST_PIXELS_OF_JPEG = 170_000_000
#: passes over a progressive JPEG: encoders make some 10; each costs the time of a picture
MOST_SCANS = 500

#: Pillow's names of what is opened; a JPEG of several pictures (MPO) is one of them. TIFF is not
#: read: libtiff writes to the terminal what it thinks of a damaged file
FORMATS = tuple(
    opener.format
    for opener in (
        *(JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, GifImagePlugin.GifImageFile),
        *(WebPImagePlugin.WebPImageFile, BmpImagePlugin.BmpImageFile),
    )
)
_SCAN = b"\xff\xda"  # a JPEG's scan begins; inside scans 0xff never stands before 0xda
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
#: what Pillow raises at bytes that are not what they say; found by changing bytes at random
_BROKEN = (
    *(OSError, EOFError, MemoryError, NotImplementedError, RuntimeError, SyntaxError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(struct.error, zlib.error),
)
_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4 A; the turns undo how the camera was held
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Pictures:
    """The adapter for pictures: one item without text, its pixels to be sealed tile by tile."""

    NAME = "picture"
    VERSION = f"1 pillow {PIL.__version__}"

    def can_read(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - names of pictures lie
        """Whether the first bytes are those of a picture; its name says nothing."""
        return is_picture(head)

    def take(self, data: bytes, name: str) -> Sequence[Taken | Problem]:
        """Return the one picture; of what moves or has pages, the first, and a Problem."""
        with _opened(data, name) as image:
            if isinstance(image, Problem):
                return [image]
            pixels = _seen(image, name)
            if isinstance(pixels, Problem):
                return [pixels]
            told = told_by(image, name)
            rest = [_more(name)] if _has_more(image) else []
        taken = Taken(
            inside="",
            kind="image",
            lang=None,
            title=told.title,
            outlet=None,
            author=told.author,
            published=told.taken,
            text="",
            pixels=pixels,
        )
        return [taken, *rest, *told.problems]


def is_picture(head: bytes) -> bool:
    """Whether bytes begin as one of the formats that are read here."""
    if head.startswith(_STARTS):
        return True
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return is_webp or (head[:2] == b"BM" and head[6:10] == bytes(4))


def decode(data: bytes, name: str) -> Pixels | Problem:
    """Return a picture as it is seen: upright, 8-bit RGB, over white, its long side at most 2048.

    Bytes that are no whole picture, or one too large for memory, are a Problem named `name`.
    """
    with _opened(data, name) as image:
        return image if isinstance(image, Problem) else _seen(image, name)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[ImageFile | Problem]:
    """Give the picture with its header read, or why it has none; Pillow's warnings are not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError:
            yield _too_large(name)
            return
        except _BROKEN:
            yield _no_picture(name)
            return
        with image:
            yield _refused(image, data, name) or image


def _refused(image: ImageFile, data: bytes, name: str) -> Problem | None:
    """Why a picture is not decoded though its header can be read."""
    is_jpeg = image.format in {"JPEG", "MPO"}
    width, height = image.size
    if width * height > (MOST_PIXELS_OF_JPEG if is_jpeg else MOST_PIXELS):
        return _too_large(name)
    if is_jpeg and data.count(_SCAN) > MOST_SCANS:
        return _damaged(name)
    return None


def _seen(image: ImageFile, name: str) -> Pixels | Problem:
    try:
        size = _fitted(*image.size)
        image.draft(None, size)  # a JPEG is decoded at a fraction that is no smaller
        image.load()
        plain = _over_white(_eight_bits(image))
        # the weights of this filter are polynomials: the same on every machine
        plain = plain.resize(size, Image.Resampling.BICUBIC) if plain.size != size else plain
        plain = _upright(plain, image)
        return Pixels(width=plain.width, height=plain.height, rgb=plain.tobytes())
    except (*_BROKEN, Image.DecompressionBombError):
        return _damaged(name)


def _fitted(width: int, height: int) -> tuple[int, int]:
    """The size whose long side is within bounds.

    >>> _fitted(640, 480), _fitted(4096, 3), _fitted(3000, 4000)
    ((640, 480), (2048, 2), (1536, 2048))
    """
    long = max(width, height)
    if long <= LONGEST_SIDE:
        return width, height
    across, down = ((side * LONGEST_SIDE + long // 2) // long for side in (width, height))
    return max(1, across), max(1, down)


def _eight_bits(image: Image.Image) -> Image.Image:
    """The picture in a mode of 8 bits: of 16 the upper ones."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _over_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")


def _upright(plain: Image.Image, source: Image.Image) -> Image.Image:
    """The picture turned as its camera was held; as it lies where that cannot be read."""
    try:
        held = source.getexif().get(_ORIENTATION)
    except _BROKEN:
        return plain
    turn = _TURNS.get(held) if isinstance(held, int) else None
    return plain if turn is None else plain.transpose(turn)


def _has_more(image: ImageFile) -> bool:
    """Whether it moves or has pages; the second picture of an MPO is the first, seen deeper."""
    try:
        return image.format != "MPO" and bool(getattr(image, "is_animated", False))
    except _BROKEN:
        return False


def _more(name: str) -> Problem:
    return Problem(
        where=name,
        what="This picture moves, or has several pages: only the first is taken.",
        do="Its bytes are kept. Keep those of the others that matter as pictures of their own.",
    )


def _no_picture(name: str) -> Problem:
    return Problem(
        where=name,
        what="This begins as a picture, but is none that can be opened.",
        do=_ASK_AGAIN,
    )


def _damaged(name: str) -> Problem:
    return Problem(where=name, what="This picture is cut short or damaged.", do=_ASK_AGAIN)


def _too_large(name: str) -> Problem:
    return Problem(
        where=name,
        what=f"This picture has more pixels than are decoded (limit {MOST_PIXELS:,}; "
        f"of a JPEG {MOST_PIXELS_OF_JPEG:,}).",
        do="Its bytes are kept. Keep a smaller copy of it as well.",
    )


_ASK_AGAIN = "Its bytes are kept. Ask whoever gave it for the file again."
