"""What the example's pictures are drawn with: colours, shapes, light, weather, grain, people."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 960, 640
FINE = 2  #: drawn so many times larger, for smooth edges

Light = NDArray[Any]  #: rows, columns, red-green-blue; 0 to 1, brighter while it is made
Colour = tuple[float, float, float]
Point = tuple[float, float]


def sky(*stops: tuple[float, Colour]) -> Light:
    """Colours from top to bottom, each from its height on."""
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)
    heights = [height for height, _ in stops]
    column = np.stack([np.interp(rows, heights, [c[n] for _, c in stops]) for n in range(3)], 1)
    return np.repeat(column[:, None, :], WIDTH, axis=1).astype(np.float32)


def cloud(seed: int, *, grains: Sequence[int] = (3, 6, 12, 24, 48), wide: float = 1.5) -> Light:
    """Smooth noise from 0 to 1, one channel: what gives walls, sky and water their unevenness."""
    rng = np.random.default_rng(seed)
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    for n, grain in enumerate(grains):
        small = rng.random((grain, max(2, int(grain * wide))), dtype=np.float32)
        big = Image.fromarray(small).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        total += np.asarray(big) / (1.7**n)
    total -= total.min()
    return (total / total.max())[:, :, None]


class Shapes:
    """A mask that is drawn with polygons, lines and rounds."""

    def __init__(self) -> None:
        """Begin empty."""
        self._image = Image.new("L", (WIDTH * FINE, HEIGHT * FINE))
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, points: Sequence[Point], fill: float = 1.0) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=round(255 * fill))

    def box(self, left: float, top: float, right: float, bottom: float, fill: float = 1.0) -> None:
        """Fill a rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def round(self, x: float, y: float, rx: float, ry: float, fill: float = 1.0) -> None:
        """Fill an ellipse."""
        box = [(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE]
        self._draw.ellipse(box, fill=round(255 * fill))

    def line(self, points: Sequence[Point], width: float = 1.0, fill: float = 1.0) -> None:
        """Draw a line through points."""
        thick = max(1, round(width * FINE))
        self._draw.line(
            [(x * FINE, y * FINE) for x, y in points], fill=round(255 * fill), width=thick,
            joint="curve",
        )  # fmt: skip

    def rounded(self, reach: float) -> Light:
        """Return the shapes with their corners rounded, as cloth has them."""
        soft = self.mask(reach)
        return np.clip((soft - 0.5) * reach + 0.5, 0, 1)

    def mask(self, blur: float = 0.0) -> Light:
        """Return the shapes as one channel."""
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        if blur:
            small = small.filter(ImageFilter.GaussianBlur(blur))
        return (np.asarray(small, np.float32) / 255)[:, :, None]


def paint(below: Light, mask: Light, colour: Colour | Light) -> Light:
    """Lay a colour over what is below where the mask is."""
    return below * (1 - mask) + np.asarray(colour, np.float32) * mask


def shine(below: Light, mask: Light, colour: Colour, strength: float = 1.0) -> Light:
    """Add light."""
    return below + mask * np.asarray(colour, np.float32) * strength


def rain(
    below: Light, seed: int, *, drops: int, length: float, lean: float, bright: float
) -> Light:
    """Lay falling streaks over a scene."""
    rng = np.random.default_rng(seed)
    streaks = Shapes()
    for across, down, much in rng.random((drops, 3)):
        x, y = across * WIDTH * 1.2 - 60, down * HEIGHT * 1.1 - 40
        reach = length * (0.4 + much)
        streaks.line([(x, y), (x + lean * reach, y + reach)], 0.5, 0.35 + 0.5 * much)
    return shine(below, streaks.mask(0.6), (0.75, 0.8, 0.9), bright)


def finished(light: Light, seed: int, *, grain: float = 0.03, edges: float = 0.45) -> Image.Image:
    """Darken the edges, add grain, and bend bright light so that it does not burn out."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
    light = light * (1 - edges * np.clip((x * x + y * y) / 2, 0, 1))[:, :, None]
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((HEIGHT, WIDTH, 1)).astype(np.float32)
    light = light + noise * grain * (0.35 + np.sqrt(np.clip(light.mean(2, keepdims=True), 0, 1)))
    light = np.clip(light, 0, None)
    light = np.where(light > 0.7, 0.7 + 0.3 * np.tanh((light - 0.7) / 0.3), light)
    return Image.fromarray((np.clip(light, 0, 1) * 255 + 0.5).astype(np.uint8), "RGB")


def band(y: float, reach: float) -> Light:
    """A level stretch of mist: one channel, thickest at y."""
    rows = np.arange(HEIGHT, dtype=np.float32)
    return np.exp(-(((rows - y) / reach) ** 2))[:, None, None] * np.ones((1, WIDTH, 1), np.float32)


# --- people ------------------------------------------------------------------------------


def coat(shapes: Shapes, x: float, foot: float, tall: float, *, wide: float = 1.0) -> None:
    """Somebody in a coat, seen from behind."""
    head, w = tall * 0.075, tall * 0.15 * wide
    neck = foot - tall * 0.84
    shapes.round(x, foot - tall * 0.92, head * 0.9, head * 1.08)
    shapes.polygon(
        [
            (x - w * 0.36, neck), (x + w * 0.36, neck), (x + w * 0.95, neck + tall * 0.07),
            (x + w * 1.08, neck + tall * 0.40), (x + w * 0.98, foot - tall * 0.25),
            (x - w * 0.98, foot - tall * 0.25), (x - w * 1.08, neck + tall * 0.40),
            (x - w * 0.95, neck + tall * 0.07),
        ]
    )  # fmt: skip
    for side in (-1, 1):
        leg = x + side * w * 0.42
        shapes.polygon(
            [(leg - w * 0.3, foot - tall * 0.27), (leg + w * 0.3, foot - tall * 0.27),
             (leg + w * 0.26, foot), (leg - w * 0.26, foot)]
        )  # fmt: skip
