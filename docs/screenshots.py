"""Takes the pictures of the dossier that the pages show, from a fresh demo, in headless Chromium.

./run docs --screenshots          the pictures in docs/pictures/
./run docs --screenshots FOLDER   every first page of the dossier, 1280 and 360 pixels wide,
                                  in both languages, light and dark, to be looked at
"""
# ruff: noqa: INP001 - a script, no package

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from amana.flow.demo import demo
from amana.flow.desk import own_desk

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "pictures"
WIDE, NARROW = 1280, 360  #: a laptop's window, and a small phone's
FIRST_VIEW = {WIDE: 860, NARROW: 740}  #: pixels high: what is seen without scrolling
WHOLE = {WIDE: 5000, NARROW: 9000}  #: pixels high: enough for a whole page of the demo
NARROWEST = 500  #: pixels: Chromium makes no window smaller, so a phone's page stands in a frame
COLOURS = 240  #: of a picture for the pages: with fewer, links lose theirs

#: flags that keep a browser without a screen from looking for a network
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--allow-file-access-from-files", "--virtual-time-budget=5000",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One page as it is to be seen."""

    page: Path
    width: int
    height: int
    dark: bool
    name: str


def chromium() -> str:
    """Return the browser; ends the program with a sentence where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("No Chromium was found. Install it (on Debian: apt-get install chromium).")


def shots_of_pages(dossier: Path) -> Iterator[Shot]:
    """Yield what stands in the README and the pages of docs/."""
    front, arabic = dossier / "index.html", dossier / "index.ar.html"
    yield Shot(page=front, width=WIDE, height=FIRST_VIEW[WIDE], dark=False, name="front")
    yield Shot(page=front, width=WIDE, height=FIRST_VIEW[WIDE], dark=True, name="front-dark")
    yield Shot(page=arabic, width=NARROW, height=FIRST_VIEW[NARROW], dark=False, name="phone-ar")
    for book in ("timeline", "claims", "pictures"):
        page = dossier / f"{book}.html"
        yield Shot(page=page, width=WIDE, height=FIRST_VIEW[WIDE], dark=False, name=book)


def shots_of_all(dossier: Path) -> Iterator[Shot]:
    """Yield every page of a dossier in both widths, light and dark; languages are pages."""
    for page in sorted(dossier.glob("*.html")):
        for width in (WIDE, NARROW):
            for dark in (False, True):
                name = f"{page.name.removesuffix('.html')}-{width}{'-dark' if dark else ''}"
                yield Shot(page=page, width=width, height=WHOLE[width], dark=dark, name=name)


def take(shot: Shot, browser: str, folder: Path) -> Image.Image:
    """Return the picture of one page, cut below its last line."""
    frame = folder / "frame.html"
    frame.write_text(
        '<!doctype html><body style="margin:0">'
        f'<iframe src="{shot.page.as_uri()}" style="border:0;display:block;'
        f'width:{shot.width}px;height:{shot.height}px"></iframe>',
        encoding="utf-8",
    )
    out = folder / "shot.png"
    subprocess.run(
        [
            browser, *FLAGS, f"--user-data-dir={folder / 'profile'}",
            f"--blink-settings=preferredColorScheme={0 if shot.dark else 1}",
            f"--screenshot={out}", f"--window-size={max(shot.width, NARROWEST)},{shot.height}",
            frame.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with Image.open(out) as picture:
        whole = picture.convert("RGB").crop((0, 0, shot.width, shot.height))
    return whole if shot.height == FIRST_VIEW[shot.width] else _without_rest(whole)


def _without_rest(picture: Image.Image) -> Image.Image:
    """The picture without the empty ground below the page."""
    ground = picture.getpixel((picture.width // 2, picture.height - 1))
    empty = Image.new("RGB", picture.size, ground)

    box = ImageChops.difference(picture, empty).getbbox()
    return picture.crop((0, 0, picture.width, box[3] + 16)) if box else picture


def main(arguments: list[str]) -> None:
    """Make a demo and take the pictures."""
    out = Path(arguments[0]) if arguments else PICTURES
    out.mkdir(parents=True, exist_ok=True)
    browser = chromium()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier = demo(own_desk(), folder / "demo").page.parent
        for shot in (shots_of_all if arguments else shots_of_pages)(dossier):
            picture = take(shot, browser, folder)
            small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(out / f"{shot.name}.png", optimize=True)
            sys.stdout.write(f"{out / shot.name}.png\n")


if __name__ == "__main__":
    main(sys.argv[1:])
