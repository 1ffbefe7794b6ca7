"""Points on the earth that a text gives in figures: 36.2021, 37.1343; 36°12'N 37°09'E."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from amana.lang.letters import fold_letter
from amana.model import Span

#: metres of a degree of latitude
METRES_A_DEGREE = 111_200
#: metres within which a point lies whatever its digits say: a receiver's error, and a building
LEAST_RADIUS_M = 20
#: decimals from which two bare figures beside one another are a point: fewer are amounts (1.234)
DECIMALS = 4
MOST_NORTH, MOST_EAST = 90, 180  #: degrees

_SIDE = r"(?:[NSEW]\b|شمالا?|جنوبا?|شرقا?|غربا?)"
_BETWEEN = r"\s{0,2}[,،;/]?\s{0,2}"
_PAIR = re.compile(
    rf"(?<![\w.])(?P<a>[-+]?\d{{1,3}}\.\d{{1,9}})(?:°?\s?(?P<na>{_SIDE})|°)?{_BETWEEN}"
    rf"(?<=[\s,،;/])(?P<b>[-+]?\d{{1,3}}\.\d{{1,9}})(?:°?\s?(?P<nb>{_SIDE})|°)?(?![\w.])"
)
_ANGLE = (
    r"(?P<d{0}>\d{{1,3}})\s?°\s?(?:(?P<m{0}>\d{{1,2}}(?:\.\d+)?)\s?['’′]\s?)?"
    r"(?:(?P<s{0}>\d{{1,2}}(?:\.\d+)?)\s?(?:[\"”″]|''|’’|′′)\s?)?(?P<n{0}>" + _SIDE + ")"
)
_ANGLES = re.compile(rf"(?<!\w){_ANGLE.format('a')}{_BETWEEN}{_ANGLE.format('b')}")
_FIGURES = re.compile(r"\d\.\d|°")


class Point(NamedTuple):
    """A point in a text, and how many metres its figures leave open."""

    span: Span
    lat: float
    lon: float
    radius_m: int


def points(text: str) -> Iterator[Point]:
    """Yield the points that a text gives in figures of either script, in order."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    if not _FIGURES.search(plain):
        return
    found = [p for m in _PAIR.finditer(plain) if (p := _decimal(m)) is not None]
    found += [p for m in _ANGLES.finditer(plain) if (p := _angles(m)) is not None]
    end = 0
    for point in sorted(found):
        if point.span[0] >= end:
            yield point
            end = point.span[1]


class _Plain(dict[int, int]):
    """Figures of other scripts as ours, one character for one."""

    def __missing__(self, code: int) -> int:
        plain = fold_letter(chr(code)) if chr(code).isdigit() else ""
        found = self[code] = ord(plain) if len(plain) == 1 else code
        return found


_PLAIN = _Plain({ord("٫"): ord("."), ord("٬"): ord(","), ord("º"): ord("°")})


def _decimal(match: re.Match[str]) -> Point | None:
    a, b = (float(match[key]) * _sign(match[f"n{key}"]) for key in "ab")
    lat, lon = (b, a) if _is_east(match["na"]) else (a, b)
    decimals = min(len(match[key].partition(".")[2]) for key in "ab")
    linked = match.string[max(0, match.start() - 1) : match.start()] in {"@", "=", ":"}
    if decimals < DECIMALS and not linked and not (match["na"] and match["nb"]):
        return None
    return _point(match.span(), lat, lon, METRES_A_DEGREE / 10**decimals)


def _angles(match: re.Match[str]) -> Point | None:
    values = []
    for key in "ab":
        parts = [float(match[f"{part}{key}"] or 0) for part in "dms"]
        values.append((parts[0] + parts[1] / 60 + parts[2] / 3600) * _sign(match[f"n{key}"]))
    if _is_east(match["na"]) == _is_east(match["nb"]):
        return None
    lat, lon = reversed(values) if _is_east(match["na"]) else values
    finest = "s" if match["sa"] else "m" if match["ma"] else "d"
    return _point(match.span(), lat, lon, METRES_A_DEGREE / {"d": 1, "m": 60, "s": 3600}[finest])


def _point(span: Span, lat: float, lon: float, open_m: float) -> Point | None:
    if abs(lat) > MOST_NORTH or abs(lon) > MOST_EAST or (lat, lon) == (0, 0):
        return None
    return Point(span, round(lat, 7), round(lon, 7), max(LEAST_RADIUS_M, round(open_m)))


def _sign(side: str | None) -> int:
    return -1 if side and side[0] in "SWجغ" else 1


def _is_east(side: str | None) -> bool:
    return bool(side) and str(side)[0] in "EWشغ" and not str(side).startswith("شم")
