"""Draws the pictures of the example case: scenes of a city that is on no map, and two copies.

    python examples/draw.py          pillow and numpy; the same bytes on every run of one version

Nothing here is a photograph. Each scene is made of a few layers: shapes, light, weather, grain.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from brush import (
    WIDTH,
    Colour,
    Light,
    Point,
    Shapes,
    band,
    cloud,
    coat,
    finished,
    paint,
    rain,
    shine,
    sky,
)
from PIL import ExifTags, Image

REPORTS = Path(__file__).resolve().parent / "reports"
QUALITY = 74  #: of the JPEGs: each below 120 kB


# --- scenes ------------------------------------------------------------------------------


def window() -> Image.Image:
    """A street at night, and the one window in it that is lit."""
    light = sky((0, (0.05, 0.075, 0.15)), (0.55, (0.15, 0.18, 0.25)), (1, (0.03, 0.035, 0.05)))
    light = light * (0.7 + 0.6 * cloud(11))
    far, rng = Shapes(), np.random.default_rng(12)
    x = -10.0
    while x < WIDTH:
        wide, top = rng.uniform(26, 70), rng.uniform(215, 285)
        far.polygon([(x, 420), (x, top), (x + wide * 0.6, top - rng.uniform(-8, 14)),
                     (x + wide, top + rng.uniform(0, 26)), (x + wide, 420)])  # fmt: skip
        x += wide
    light = paint(light, far.mask(1.2), (0.075, 0.095, 0.145))
    light = shine(light, band(400, 60), (0.09, 0.11, 0.16), 0.5)  # mist where the street ends
    stone = 0.45 + 1.0 * cloud(13, grains=(8, 20, 60, 160))
    for side, points in _street_walls():
        wall = Shapes()
        wall.polygon(points)
        light = paint(light, wall.mask(), np.asarray((0.085, 0.098, 0.135), np.float32) * stone)
        light = _dark_windows(light, side)
    ground = Shapes()
    ground.polygon([(-5, 640), (330, 405), (560, 405), (965, 640)])
    light = paint(light, ground.mask(2), np.asarray((0.062, 0.072, 0.098), np.float32) * stone)
    light = _rubble(light, 14, [(0, 300, 640), (640, 960, 640), (560, 700, 470)])
    lit = Shapes()
    lit.polygon([(664, 276), (702, 268), (702, 330), (664, 333)])
    for blur, strength in ((60, 0.55), (22, 0.5), (7, 0.5)):
        light = shine(light, lit.mask(blur), (1.0, 0.66, 0.28), strength * blur / 12)
    light = paint(light, lit.mask(0.7), (1.0, 0.80, 0.46))
    bars = Shapes()
    bars.line([(683, 272), (683, 332)], 1.8)
    bars.line([(664, 301), (702, 296)], 1.4)
    bars.polygon(
        [(664, 333), (664, 318), (671, 312), (677, 320), (679, 333)]
    )  # a plant on the sill
    light = paint(light, bars.mask(0.4), (0.12, 0.07, 0.03))
    spill = Shapes()
    spill.polygon([(610, 470), (690, 462), (600, 596), (420, 612)])
    light = shine(light, spill.mask(24) * (0.35 + 0.9 * cloud(15, grains=(14, 40, 110))),
                  (1.0, 0.62, 0.26), 0.34)  # fmt: skip
    wires = Shapes()
    for sag, y in ((38, 92), (54, 120), (30, 176)):
        wires.line([(t * WIDTH, y + 4 * sag * t * (1 - t) + 24 * t) for t in np.linspace(0, 1, 40)],
                   0.9)  # fmt: skip
    light = paint(light, wires.mask(0.4) * 0.8, (0.012, 0.014, 0.02))
    light = rain(light, 16, drops=900, length=30, lean=-0.16, bright=0.13)
    return finished(light, 17, grain=0.035)


def _street_walls() -> list[tuple[str, list[Point]]]:
    """The houses on both sides; what is missing of them was there."""
    left: list[Point] = [(-5, 640), (-5, 28), (60, 22), (88, 64), (130, 70), (148, 40), (196, 88),
            (214, 150), (262, 166), (286, 214), (322, 226), (334, 408)]  # fmt: skip
    right: list[Point] = [(965, 645), (965, -5), (880, -5), (868, 60), (822, 84), (800, 132),
             (770, 126), (756, 168), (716, 176), (640, 208), (612, 262), (574, 268),
             (556, 408)]  # fmt: skip
    return [("left", left), ("right", right)]


def _dark_windows(light: Light, side: str) -> Light:
    """Openings without light, smaller towards the end of the street."""
    holes, frames = Shapes(), Shapes()
    rng = np.random.default_rng(21 if side == "left" else 22)
    columns = np.array([22, 92, 158, 214, 262, 300]) if side == "left" else np.array(
        [905, 832, 770, 683, 636, 600])  # fmt: skip
    for n, x in enumerate(columns):
        near = 1 - n / 7.5
        for floor in range(4):
            top = 404 - near * (330 - floor * 88) - 8
            high, wide = 50 * near, 30 * near
            if top < 40 * n * 0.62 + 50 or (side == "right" and n == 3 and floor in {1, 2}):
                continue
            slant = (4 if side == "left" else -4) * near
            corners = [(x, top), (x + wide, top + slant), (x + wide, top + high + slant * 0.4),
                       (x, top + high)]  # fmt: skip
            holes.polygon(corners, rng.uniform(0.75, 1))
            frames.line([corners[3], corners[2]], 1.2, 0.7)
    light = paint(light, holes.mask(0.8), (0.012, 0.015, 0.024))
    return shine(light, frames.mask(0.6), (0.07, 0.08, 0.11), 0.6)


def _rubble(light: Light, seed: int, heaps: Sequence[tuple[float, float, float]]) -> Light:
    """Broken stone in heaps, each from `left` to `right` on a ground."""
    rng = np.random.default_rng(seed)
    for left, right, ground in heaps:
        for n in range(90):
            t = rng.random()
            x = left + (right - left) * t
            heap = 4 * t * (1 - t) * (right - left) * 0.16
            y = ground - heap * (1 - n / 90) * rng.uniform(0.5, 1)
            size = rng.uniform(4, 17) * (0.5 + (ground - 400) / 420)
            turn = rng.uniform(0, np.pi)
            stone = Shapes()
            stone.polygon(
                [
                    (
                        x + size * np.cos(turn + a) * rng.uniform(0.6, 1.2),
                        y + size * 0.55 * np.sin(turn + a),
                    )
                    for a in (0, 1.3, 2.6, 3.9, 5.1)
                ]
            )
            shade = rng.uniform(0.035, 0.12)
            light = paint(light, stone.mask(0.3), (shade, shade * 1.15, shade * 1.6))
    return light


def buses() -> Image.Image:
    """Buses in a row in the rain, lit from inside, with nobody in them."""
    light = sky((0, (0.10, 0.12, 0.18)), (0.34, (0.30, 0.27, 0.30)), (0.47, (0.44, 0.33, 0.29)),
                (0.5, (0.11, 0.11, 0.13)), (1, (0.05, 0.055, 0.07)))  # fmt: skip
    light = light * (0.72 + 0.55 * cloud(31, grains=(3, 7, 16, 40), wide=0.5))
    hills, rng = Shapes(), np.random.default_rng(32)
    tops = [(x, 292 - 26 * np.sin(x / 190) - rng.uniform(0, 18)) for x in range(-20, 1000, 16)]
    hills.polygon([(-20, 330), *tops, (1000, 330)])
    light = paint(light, hills.mask(1.5), (0.085, 0.085, 0.11))
    glow, wet = Shapes(), Shapes()
    for n in range(15, -1, -1):  # the farthest first
        near = 0.80**n
        x, ground = 165 + 690 * near - 120, 318 + 246 * near
        high, long, deep = 236 * near, 112 * near, 250 * near
        bus = _bus((x, ground), (high, long, deep))
        for points in bus.lit:
            glow.polygon(points, 0.7)
            wet.polygon(
                [
                    (px, _on_the_road(px, x, ground, high, deep) + depth * high)
                    for (px, _), depth in zip(points, (0, 0, 0.75, 0.75), strict=True)
                ],
                near,
            )
        light = _bus_layers(light, bus, near)
    light = shine(light, glow.mask(30), (1.0, 0.72, 0.36), 0.34)
    ripple = 0.15 + 0.95 * cloud(33, grains=(8, 40, 120), wide=0.22)
    for blur, strength in ((5, 0.16), (22, 0.30)):
        light = shine(light, wet.mask(blur) * ripple, (1.0, 0.70, 0.34), strength)
    light = rain(light, 34, drops=1500, length=30, lean=-0.22, bright=0.10)
    return finished(light, 35, grain=0.04)


def _on_the_road(x: float, corner: float, ground: float, high: float, deep: float) -> float:
    """How low the foot of a bus stands at x."""
    return ground - max(0.0, corner - x) / deep * high * 0.16


class _Bus:
    """The layers of one bus."""

    def __init__(self) -> None:
        self.body, self.glass, self.dark, self.lamps, self.sign = (Shapes() for _ in range(5))
        self.lit: list[list[Point]] = []


def _bus(at: Point, size: tuple[float, float, float]) -> _Bus:
    """One bus: its front to the right, its side running off to the left."""
    bus = _Bus()
    body, glass, dark, lamps, red = bus.body, bus.glass, bus.dark, bus.lamps, bus.sign
    (x, ground), (high, long, deep) = at, size
    top, back = ground - high, 0.74
    side = [(x, top), (x, ground), (x - deep, ground - high * (1 - back) * 0.62),
            (x - deep, top + high * (1 - back) * 0.38)]  # fmt: skip
    body.polygon(side)
    body.polygon([(x, top), (x + long, top + high * 0.03), (x + long, ground), (x, ground)])
    for pane in range(5):
        near, far = pane / 5 + 0.02, (pane + 1) / 5 - 0.02
        upper = [top + high * (0.16 + (1 - back) * 0.38 * t * 0.8) for t in (near, far)]
        lower = [top + high * (0.52 - 0.06 * t) for t in (near, far)]
        points = [(x - deep * near, upper[0]), (x - deep * far, upper[1]),
                  (x - deep * far, lower[1]), (x - deep * near, lower[0])]  # fmt: skip
        glass.polygon(points, 0.95 - 0.05 * pane)
        bus.lit.append(points)
    front = [(x + long * 0.08, top + high * 0.15), (x + long * 0.93, top + high * 0.17),
             (x + long * 0.93, top + high * 0.58),
             (x + long * 0.08, top + high * 0.58)]  # fmt: skip
    glass.polygon(front)
    bus.lit.append(front)
    dark.line([(x + long * 0.5, top + high * 0.15), (x + long * 0.5, top + high * 0.58)], high / 90)
    dark.round(x + long * 0.30, top + high * 0.49, long * 0.085, high * 0.055)  # the driver
    dark.polygon(
        [
            (x + long * 0.14, top + high * 0.58),
            (x + long * 0.2, top + high * 0.53),
            (x + long * 0.4, top + high * 0.53),
            (x + long * 0.46, top + high * 0.58),
        ]
    )
    for seat in (0.62, 0.78):
        dark.box(x + long * seat, top + high * 0.5, x + long * (seat + 0.1), top + high * 0.58, 0.5)
    dark.round(x - deep * 0.26, ground - high * 0.02, high * 0.09, high * 0.11)
    dark.round(x - deep * 0.8, ground - high * 0.13, high * 0.07, high * 0.085)
    for lamp in (0.16, 0.84):
        lamps.round(x + long * lamp, ground - high * 0.2, long * 0.06, high * 0.028)
    red.box(x + long * 0.62, top + high * 0.06, x + long * 0.82, top + high * 0.12)  # its number
    return bus


def _bus_layers(light: Light, bus: _Bus, near: float) -> Light:
    body, glass, dark, lamps, red = bus.body, bus.glass, bus.dark, bus.lamps, bus.sign
    away = 1 - near  # what is far takes the colour of the rain
    shade = tuple(0.145 * near + 0.17 * away for _ in range(3))
    light = paint(light, body.mask(0.4), (shade[0] * 0.9, shade[1], shade[2] * 1.18))
    light = paint(light, glass.mask(0.5), (0.98, 0.74 + 0.05 * away, 0.40 + 0.1 * away))
    light = paint(light, dark.mask(0.6), (0.06, 0.045, 0.04))
    light = paint(light, red.mask(0.4), (1.0, 0.9, 0.7))
    for blur in (1, 8):
        light = shine(light, lamps.mask(blur), (1.0, 0.93, 0.78), 0.9 if blur == 1 else 1.6)
    return light


def stairs() -> Image.Image:
    """A school on a staircase: coats, knees, chalk on the wall, and light from where a roof was."""
    light = sky((0, (0.34, 0.32, 0.29)), (0.5, (0.23, 0.21, 0.19)), (1, (0.10, 0.09, 0.085)))
    light = light * (0.55 + 0.8 * cloud(41, grains=(5, 12, 40, 130)))
    steps, edges, risers = Shapes(), Shapes(), Shapes()
    for n in range(9):
        x, y, high = 300 + n * 74, 596 - n * 58, 58
        steps.polygon([(x, y), (980, y - 34), (980, 700), (x, 700)])
        risers.polygon([(x, y), (980, y - 34), (980, y + high - 34), (x, y + high)], 0.9)
        edges.line([(x, y), (980, y - 34)], 2.2)
    stone = 0.6 + 0.7 * cloud(42, grains=(10, 30, 90, 200))
    light = paint(light, steps.mask(0.4), np.asarray((0.20, 0.185, 0.165), np.float32) * stone)
    light = paint(light, edges.mask(0.6), np.asarray((0.46, 0.42, 0.36), np.float32) * stone)
    light = _chalk(light)
    hole = Shapes()
    hole.polygon([(655, -10), (968, -10), (968, 96), (905, 60), (862, 84), (800, 40), (742, 52),
                  (700, 22)])  # fmt: skip
    light = paint(light, hole.mask(1.4), (0.93, 0.95, 0.98))
    beam = Shapes()
    beam.polygon([(690, 20), (890, 60), (700, 640), (210, 640)])
    light = shine(light, beam.mask(34) * (0.5 + 0.7 * cloud(43)), (0.98, 0.93, 0.82), 0.30)
    light = _pupils(light)
    dust, rng = Shapes(), np.random.default_rng(44)
    for across, down, size in rng.random((260, 3)):
        x, y = 260 + across * 560, down * 600
        if beam_at(x, y):
            dust.round(x, y, 0.5 + size, 0.5 + size, 0.3 + 0.6 * size)
    light = shine(light, dust.mask(0.7), (1.0, 0.96, 0.88), 0.28)
    return finished(light, 45, grain=0.032, edges=0.55)


def beam_at(x: float, y: float) -> bool:
    """Whether a point is in the light that falls through the roof."""
    t = y / 640
    return 690 - 470 * t < x < 890 - 190 * t


def _chalk(light: Light) -> Light:
    """What is written on the wall: strokes in fives, one for each of the class, and a sun."""
    chalk, rng = Shapes(), np.random.default_rng(46)
    for n in range(31):
        five, place = divmod(n, 5)
        x, y = 74 + (five % 4) * 66, 150 + (five // 4) * 82
        tilt, drop = rng.uniform(-2, 2, 2)
        if place < 4:
            chalk.line([(x + place * 11, y + drop), (x + place * 11 + tilt, y + 48 + drop)], 2.4,
                       rng.uniform(0.6, 1))  # fmt: skip
        else:
            chalk.line([(x - 7, y + 40), (x + 42, y + 6)], 2.4, 0.9)
    chalk.line([(88 + 30 * np.cos(a), 372 + 30 * np.sin(a)) for a in np.linspace(0, 6.28, 40)], 2.2)
    for a in np.linspace(0, 6.28, 11)[:-1]:
        chalk.line([(88 + 39 * np.cos(a), 372 + 39 * np.sin(a)),
                    (88 + 55 * np.cos(a), 372 + 55 * np.sin(a))], 2.0, 0.8)  # fmt: skip
    worn = 0.35 + 0.75 * cloud(47, grains=(30, 120, 240))
    return paint(light, chalk.mask(0.7) * worn, (0.86, 0.85, 0.80))


def _pupils(light: Light) -> Light:
    """Children on the steps, coats over coats; the nearest has a notebook on her knees."""
    rows = [  # where each sits, how large, and the colour of the coat
        (905, 250, 0.62, (0.20, 0.11, 0.10)), (800, 300, 0.66, (0.12, 0.15, 0.20)),
        (878, 352, 0.74, (0.22, 0.19, 0.12)), (690, 372, 0.72, (0.10, 0.12, 0.13)),
        (780, 424, 0.84, (0.15, 0.10, 0.15)), (905, 462, 0.92, (0.10, 0.13, 0.10)),
        (590, 452, 0.80, (0.18, 0.15, 0.12)), (690, 512, 0.96, (0.11, 0.13, 0.19)),
    ]  # fmt: skip
    for x, y, size, colour in rows:
        light = _sitting(light, x, y, size, colour)
    light = _sitting(light, 470, 560, 1.3, (0.46, 0.34, 0.11), hair=(0.06, 0.045, 0.04))
    braids, page, lines = Shapes(), Shapes(), Shapes()
    for side in (-1, 1):
        for n in range(7):
            braids.round(474 + side * (17 + n * 0.8), 500 + n * 9, 7.5 - 0.5 * n, 6)
    light = paint(light, braids.mask(0.8), (0.07, 0.052, 0.045))
    page.polygon([(318, 603), (362, 590), (386, 616), (340, 630)])
    page.polygon([(362, 590), (408, 584), (430, 608), (386, 616)], 0.93)
    for n in range(5):
        lines.line([(330 + n * 4.5, 605 + n * 4.6), (358 + n * 4.6, 597 + n * 4.6)], 1.1, 0.7)
        lines.line([(370 + n * 4.4, 594 + n * 4.4), (400 + n * 4.3, 590 + n * 4.2)], 1.1, 0.7)
    light = paint(light, page.mask(0.6), (0.93, 0.90, 0.82))
    return paint(light, lines.mask(0.4), (0.25, 0.25, 0.4))


def _sitting(
    light: Light,
    x: float,
    y: float,
    size: float,
    colour: Colour,
    hair: Colour = (0.05, 0.045, 0.04),
) -> Light:
    """Somebody small on a step, seen from behind and a little from the side."""
    s = 62 * size
    body, head, rim = Shapes(), Shapes(), Shapes()

    def at(*points: Point) -> list[Point]:
        return [(x + s * across, y + s * down) for across, down in points]

    body.polygon(at((-0.62, 0.7), (-0.66, 0), (-0.48, -0.5), (-0.12, -0.66), (0.22, -0.64),
                    (0.54, -0.42), (0.68, 0.1), (0.64, 0.7)))  # fmt: skip
    head.round(x + s * 0.05, y - s * 0.98, s * 0.33, s * 0.37)
    head.polygon(at((-0.27, -1.0), (0.37, -1.0), (0.32, -0.58), (-0.22, -0.58)))
    rim.line(at((-0.05, -1.33), (0.22, -1.27), (0.37, -1.02)), 2.4 * size)
    rim.line(at((0.24, -0.62), (0.54, -0.42), (0.68, 0.08)), 2.6 * size)
    wool = 0.65 + 0.6 * cloud(round(x), grains=(40, 120, 240))
    light = paint(light, body.rounded(4 * size), np.asarray(colour, np.float32) * wool)
    light = paint(light, head.rounded(3 * size), hair)
    return shine(light, rim.mask(1.2), (0.95, 0.88, 0.74), 0.5)


def wool() -> Image.Image:
    """Roofs and yards in spring, hung with blue and red wool: the quarter as it was."""
    light = sky((0, (0.50, 0.68, 0.86)), (0.2, (0.86, 0.90, 0.90)), (0.24, (0.90, 0.86, 0.76)),
                (1, (0.80, 0.70, 0.55)))  # fmt: skip
    hills, rng = Shapes(), np.random.default_rng(51)
    hills.polygon([(-10, 170), *[(x, 132 - 22 * np.sin(x / 150 + 1) - rng.uniform(0, 7))
                                 for x in range(0, 970, 14)], (970, 170)])  # fmt: skip
    light = paint(light, hills.mask(1.5), (0.62, 0.68, 0.72))
    sun = 0.75 + 0.45 * cloud(52, grains=(6, 24, 80, 220))
    for row in range(13):
        near = (row + 1) / 13
        y = 150 + 470 * near**1.5
        light = _roofs(light, rng, y, 34 + 96 * near, sun)
        if row % 2 == 1 or row > 8:
            light = _skeins(light, rng, y - 6 - 16 * near, near)
    light = shine(light, band(150, 60), (0.95, 0.90, 0.78), 0.22)  # haze
    return finished(light, 53, grain=0.025, edges=0.3)


def _roofs(light: Light, rng: np.random.Generator, y: float, size: float, sun: Light) -> Light:
    """A row of flat roofs, walls in the sun on one side."""
    x = -rng.uniform(0, size)
    while x < WIDTH + 20:
        wide, high, up = (
            size * rng.uniform(0.7, 1.5),
            size * rng.uniform(0.5, 1.0),
            rng.uniform(-9, 9),
        )
        top, depth = y - high * 0.7 + up, size * 0.34
        warm = rng.uniform(0.62, 0.86)
        roof, front, shade, holes = (Shapes() for _ in range(4))
        roof.polygon(
            [
                (x, top),
                (x + wide * 0.9, top),
                (x + wide, top + depth),
                (x + wide * 0.1, top + depth),
            ]
        )
        front.polygon(
            [
                (x + wide * 0.1, top + depth),
                (x + wide, top + depth),
                (x + wide, y + 90),
                (x + wide * 0.1, y + 90),
            ]
        )
        shade.polygon(
            [(x, top), (x + wide * 0.1, top + depth), (x + wide * 0.1, y + 90), (x, y + 80)]
        )
        for n in range(int(wide / (size * 0.28))):
            left = x + wide * 0.16 + n * size * 0.28
            if rng.random() < 0.7 and left < x + wide - size * 0.16:
                holes.box(
                    left, top + depth + size * 0.16, left + size * 0.10, top + depth + size * 0.34
                )
        light = paint(
            light, front.mask(0.4), np.asarray((warm, warm * 0.86, warm * 0.66), np.float32) * sun
        )
        light = paint(light, shade.mask(0.4), np.asarray((0.36, 0.31, 0.29), np.float32) * sun)
        light = paint(
            light, roof.mask(0.4), np.asarray((warm * 1.1, warm, warm * 0.84), np.float32) * sun
        )
        light = paint(light, holes.mask(0.5), (0.20, 0.17, 0.16))
        x += wide * rng.uniform(0.92, 1.25)
    return light


def _skeins(light: Light, rng: np.random.Generator, y: float, near: float) -> Light:
    """Lines across the roofs with skeins drying on them."""
    layers = {name: Shapes() for name in ("blue", "red", "line", "dark")}
    for _ in range(3):
        x, reach, sag = rng.uniform(-60, 780), rng.uniform(150, 330), rng.uniform(5, 14) * near
        base = y + rng.uniform(-14, 14) * near
        layers["line"].line(
            [(x + t * reach, base + 4 * sag * t * (1 - t)) for t in np.linspace(0, 1, 24)], 0.8
        )
        name = "blue" if rng.random() < 0.52 else "red"
        step, t = (3.2 + 9 * near) / reach, 0.04
        while t < 0.96:
            left, top = x + t * reach, base + 4 * sag * t * (1 - t)
            drop, half = (9 + 34 * near) * rng.uniform(0.85, 1.1), (1.3 + 3.4 * near)
            wide, low = half * 1.15, top + drop * 0.8
            layers[name].polygon([(left - half, top), (left + half, top), (left + wide, low),
                                  (left, top + drop), (left - wide, low)])  # fmt: skip
            layers["dark"].line(
                [(left + half * 0.5, top + 1), (left + half * 0.6, top + drop * 0.85)], 0.9, 0.5
            )
            t += step * rng.uniform(0.9, 1.5)
    light = paint(light, layers["line"].mask(0.3) * 0.7, (0.25, 0.22, 0.2))
    light = paint(light, layers["blue"].mask(0.4), (0.13, 0.25, 0.58))
    light = paint(light, layers["red"].mask(0.4), (0.70, 0.13, 0.11))
    return paint(light, layers["dark"].mask(0.3) * 0.5, (0.08, 0.05, 0.1))


def bread_queue() -> Image.Image:
    """A queue before it is light, all with their backs to us, and steam in the bakery's door."""
    light = sky((0, (0.055, 0.08, 0.14)), (0.45, (0.12, 0.15, 0.21)), (1, (0.05, 0.055, 0.075)))
    light = light * (0.7 + 0.6 * cloud(61))
    wall = Shapes()
    wall.polygon([(430, 30), (965, -30), (965, 560), (430, 500)])
    stone = 0.55 + 0.8 * cloud(62, grains=(8, 26, 80, 200))
    light = paint(light, wall.mask(1), np.asarray((0.15, 0.145, 0.155), np.float32) * stone)
    ground = Shapes()
    ground.polygon([(-5, 470), (430, 488), (970, 540), (970, 645), (-5, 645)])
    light = paint(light, ground.mask(3), np.asarray((0.10, 0.11, 0.135), np.float32) * stone)
    door, canopy = Shapes(), Shapes()
    door.polygon([(642, 214), (742, 206), (742, 521), (642, 510)])
    canopy.polygon([(600, 172), (792, 150), (806, 192), (588, 208)])
    for blur, strength in ((80, 3.2), (26, 1.1)):
        light = shine(light, door.mask(blur), (1.0, 0.64, 0.28), strength * 0.42)
    light = paint(light, door.mask(1), (1.0, 0.82, 0.50))
    light = paint(light, canopy.mask(0.8), (0.07, 0.06, 0.065))
    inside = Shapes()
    inside.box(652, 400, 734, 414, 0.8)
    coat(inside, 706, 404, 150)
    light = paint(light, inside.mask(2.2), (0.50, 0.30, 0.14))
    path = Shapes()
    path.polygon([(642, 510), (742, 521), (620, 645), (330, 645)])
    light = shine(
        light, path.mask(26) * (0.4 + cloud(63, grains=(14, 50, 130))), (1.0, 0.66, 0.3), 0.34
    )
    light = _steam(light)
    light = _queue(light)
    light = rain(light, 66, drops=240, length=3, lean=0.4, bright=0.2)  # a little snow
    return finished(light, 67, grain=0.036)


def _steam(light: Light) -> Light:
    """Steam out of the door, up into the dark."""
    rng, steam = np.random.default_rng(64), Shapes()
    for n in range(70):
        t = n / 70
        steam.round(690 - 150 * t + rng.normal(0, 24 + 40 * t), 250 - 300 * t + rng.normal(0, 12),
                    16 + 46 * t, 14 + 34 * t, 0.5 * (1 - t))  # fmt: skip
    return shine(light, steam.mask(20) * (0.35 + cloud(65)), (0.98, 0.80, 0.58), 0.42)


def _queue(light: Light) -> Light:
    """Twelve people, the last of them nearest to us."""
    rng = np.random.default_rng(68)
    places = [(686, 517, 150), (652, 520, 164), (606, 527, 156), (571, 533, 178), (516, 540, 170),
              (480, 549, 196), (444, 553, 118), (392, 565, 206), (318, 578, 220), (262, 588, 236),
              (188, 604, 188), (92, 632, 272)]  # fmt: skip
    for n, (x, foot, tall) in enumerate(places):
        shapes, rim = Shapes(), Shapes()
        lean = rng.uniform(-0.03, 0.03) * tall
        coat(shapes, x, foot, tall, wide=rng.uniform(0.9, 1.22))
        if n % 3 == 1:  # a scarf over head and shoulders
            shapes.polygon(
                [
                    (x - tall * 0.075, foot - tall * 0.95),
                    (x + tall * 0.075, foot - tall * 0.95),
                    (x + tall * 0.15, foot - tall * 0.72),
                    (x - tall * 0.15, foot - tall * 0.72),
                ]
            )
        if n % 3 == 0:  # a long coat
            shapes.polygon(
                [
                    (x - tall * 0.15, foot - tall * 0.4),
                    (x + tall * 0.15, foot - tall * 0.4),
                    (x + tall * 0.19, foot - tall * 0.1),
                    (x - tall * 0.19, foot - tall * 0.1),
                ]
            )
        if n in {2, 5, 9}:  # a bag
            shapes.round(x - tall * 0.2, foot - tall * 0.3, tall * 0.07, tall * 0.1)
        if n in {4, 8, 11}:  # a woollen hat
            shapes.round(x + lean * 0.3, foot - tall * 0.965, tall * 0.07, tall * 0.05)
        near = (foot - 500) / 140
        dark = 0.030 + 0.012 * near
        rim.line(
            [(x + tall * 0.05, foot - tall * 0.98), (x + tall * 0.068, foot - tall * 0.91)], 2.0
        )
        rim.line(
            [(x + tall * 0.12, foot - tall * 0.77), (x + tall * 0.155, foot - tall * 0.56)], 2.4
        )
        light = paint(light, shapes.rounded(tall / 36), (dark, dark * 1.1, dark * 1.5))
        light = shine(light, rim.mask(1.6), (1.0, 0.66, 0.3), 0.5 * (1.15 - near * 0.8))
    return light


# --- files -------------------------------------------------------------------------------


def told(taken: str, author: str, title: str) -> Image.Exif:
    """What a camera writes into its file: when, who, what."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = title
    exif[ExifTags.Base.Artist] = author
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = taken
    camera[ExifTags.Base.OffsetTimeOriginal] = "+04:00"
    return exif


def save(image: Image.Image, path: str, exif: Image.Exif | None = None) -> None:
    """Write a JPEG beside the pages; what was told of a picture before is not carried over."""
    file = REPORTS / path
    file.parent.mkdir(exist_ok=True)
    image.save(file, quality=QUALITY, optimize=True, exif=exif or Image.Exif())


def main() -> None:
    """Draw everything where the pages look for it."""
    roofs, row = wool(), buses()
    save(roofs, "02-buses-turn-back_files/dyers-quarter.jpg",
         told("2027:05:03 09:12:40", "Lena Osgard", "The Dyers' quarter"))  # fmt: skip
    save(row, "03-hudna_files/حافلات.jpg",
         told("2032:02:12 18:31:07", "Fadi Lazkan", "Ring road"))  # fmt: skip
    save(window(), "04-rasail_files/window.jpg",
         told("2032:02:10 22:47:52", "Fadi Lazkan", "The pharmacy"))  # fmt: skip
    save(stairs(), "04-rasail_files/stairs.jpg")  # sent on by a messenger: nothing is left in it
    save(bread_queue(), "pictures/bread-queue.jpg",
         told("2032:02:12 05:04:18", "Fadi Lazkan", "Almond Street"))  # fmt: skip
    part = roofs.crop((96, 44, 864, 556))  # without sky and citadel, a fifth taken off each way
    save(part, "06-thabat_files/p1.jpg")
    turned = row.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    save(turned.resize((800, 533), Image.Resampling.LANCZOS), "08-only-me_files/hero.jpg")


if __name__ == "__main__":
    main()
