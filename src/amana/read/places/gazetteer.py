"""The case's own gazetteer: its file, and its places by folded name."""

import csv
import io
import math
from functools import lru_cache
from typing import Any, NamedTuple

from amana.errors import NotUnderstood
from amana.read.places.world import SMALLEST_RADIUS_M, Entry, key_of, look_up

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
