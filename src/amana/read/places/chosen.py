"""Which of the places of one name is meant: by what stands behind it, and by what else is named."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from amana.read.places.world import Entry

#: how many times as many people as the next of the same name make a city the one meant. Set on
#: the development part of TR-News
CLEARLY_LARGER = 2
#: people from which a city is meant rather than the region around it that has its name
LARGER_THAN_ITS_REGION = 1_500_000
#: people of a city that can be meant rather than a country or a region elsewhere (Amman and Oman)
KNOWN_ABROAD = 300_000
#: people of a city that is meant though only the country of a smaller one of its name is named,
#: and how many times as many as that one it must have
FAMOUS, FAMOUS_AMONG = 1_000_000, 20
#: people of a city that is meant in a text that names once another country, and not its own; each
#: further time asks for twice as many more.
#: Towns below were right 4 times of 16 in the development parts of three public sets
KNOWN_TO_FOREIGNERS = 50_000
#: and of one that is meant whatever else is named, unless there are others of its name
KNOWN_TO_ALL = 500_000
#: of a region's reach, how far its towns may lie from its middle
REACH = 1.3
#: metres around a city within which a quarter or village of it may lie
AROUND_A_CITY_M = 60_000


#: metres of a degree of latitude
METRES_A_DEGREE = 111_200


class Around(NamedTuple):
    """What a text names: how often each country, and each region of one."""

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    names: Counter[tuple[Entry, ...]]  #: by what


def around(names: Iterable[tuple[Entry, ...]]) -> Around:
    """Return the countries and regions that names speak of, each where it has one meaning."""
    listed = tuple(names)
    found = Around(Counter(), Counter(), Counter(listed))
    for entries in listed:
        whole = [entry for entry in entries if entry.kind in {"case", "country", "region"}]
        meant = whole or entries
        countries = {entry.country for entry in meant if entry.country}
        if len(countries) == 1:
            found.countries[countries.pop()] += 1
        regions = {(e.country or "", e.region) for e in meant if e.region}
        if len(regions) == 1:
            found.regions[regions.pop()] += 1
    return found


def chosen(entries: Sequence[Entry], named: Around) -> tuple[Entry | None, str]:
    """Return the place that is meant, if one clearly is, and what speaks for it."""
    for kind in ("case", "wide"):
        found = [entry for entry in entries if entry.kind == kind]
        if len(found) == 1:
            return found[0], kind
    if len(entries) == 1 and _is_foreign(entries[0], entries, named):
        return None, "refused"
    if len(entries) == 1:
        return entries[0], "country" if entries[0].kind == "country" else "one"
    areas = [entry for entry in entries if entry.kind in {"country", "region"}]
    if areas:
        return _area(areas, entries, named)
    there = _there(entries, named)
    if there and (larger := _larger(there)) is not None:
        if _is_foreign(larger, entries, named):
            return None, "refused"
        return _unless_famous(larger, entries, named)
    larger = _larger(entries)
    if larger is None or _is_foreign(larger, entries, named):
        return None, "refused"
    return larger, "larger"


def _is_foreign(entry: Entry, entries: Sequence[Entry], named: Around) -> bool:
    """Whether a town lies in a country that nothing else in the text names, which names others.

    What bears its name there is more likely in none of our lists.
    """
    alone = all(other.country == entry.country for other in entries)
    if entry.kind != "city" or entry.people >= (KNOWN_TO_ALL if alone else FAMOUS):
        return False
    own = named.names[tuple(entries)] if alone else 0
    if named.countries[entry.country or ""] > own:
        return False
    elsewhere = max((n for c, n in named.countries.items() if c != entry.country), default=0)
    return entry.people < KNOWN_TO_FOREIGNERS * (2 * elsewhere - 1)


def _unless_famous(
    found: Entry, entries: Sequence[Entry], named: Around
) -> tuple[Entry | None, str]:
    """The city of a named country, or one elsewhere beside which it is a village (Paris, Texas).

    Where the region of a city is named, it is that one.
    """
    largest = max(entries, key=lambda entry: entry.people)
    famous = largest.people >= max(FAMOUS, FAMOUS_AMONG * found.people)
    in_region = found.region and named.regions[found.country or "", found.region]
    return (largest, "larger") if famous and not in_region else (found, "prior")


def _there(entries: Sequence[Entry], named: Around) -> list[Entry]:
    """Those in a region that is named, else those in the country that is named most."""
    regions = [entry for entry in entries if named.regions[entry.country or "", entry.region]]
    if regions:
        return regions
    most = max((named.countries[entry.country or ""] for entry in entries), default=0)
    return [e for e in entries if most and named.countries[e.country or ""] == most]


def _area(
    areas: Sequence[Entry], entries: Sequence[Entry], named: Around
) -> tuple[Entry | None, str]:
    """A country or a region, or a city of its name that is better known or better spoken for."""
    if len(areas) > 1:
        there = [area for area in areas if named.countries[area.country or ""]]
        areas = there if len(there) == 1 else areas
    area = areas[0]
    city = max((e for e in entries if e.kind == "city"), key=lambda e: e.people, default=None)
    if city is None:
        return area, "country"
    if city.country == area.country:
        larger = area.kind == "region" and city.people >= LARGER_THAN_ITS_REGION
        return (city, "larger") if larger else (area, "country")
    known = city.people >= KNOWN_ABROAD
    for_area, for_city = (named.countries[e.country or ""] for e in (area, city))
    return (city, "prior") if known and for_city > for_area else (area, "country")


def _larger(entries: Sequence[Entry]) -> Entry | None:
    """The place that has by far the most people of those of one name."""
    ordered = sorted(entries, key=lambda entry: -entry.people)
    if len(ordered) == 1 or ordered[0].people >= CLEARLY_LARGER * ordered[1].people:
        return ordered[0]
    return None


def inside(entries: Sequence[Entry], areas: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return those of one name that lie in a place of another: Orra, Syria."""
    if any(entry.kind == "country" for entry in entries):
        return ()  # a list of countries: China, Japan
    return tuple(entry for entry in entries if any(_lies_in(entry, area) for area in areas))


def _lies_in(entry: Entry, area: Entry) -> bool:
    if entry is area or entry.country != area.country:
        return False
    if area.kind == "country":
        return True
    if area.kind == "region":
        if entry.region and area.region:
            return entry.region == area.region
        return _apart(entry, area) <= REACH * area.radius_m
    return entry.people < area.people and _apart(entry, area) <= AROUND_A_CITY_M


def _apart(a: Entry, b: Entry) -> float:
    return metres((a.lat, a.lon), (b.lat, b.lon))


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return how far two points are from one another, on a plane that touches the earth there."""
    north = (a[0] - b[0]) * METRES_A_DEGREE
    east = (a[1] - b[1]) * METRES_A_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)
