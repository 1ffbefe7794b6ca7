"""The places of a text: named where a gazetteer knows them, placed only where it is sure."""

from collections.abc import Sequence

from amana.lang.tokens import tokens
from amana.model import Place
from amana.read import place_chosen as choosing
from amana.read.gazetteer import GazetteerPlace, own_index, read_gazetteer
from amana.read.place_chosen import Around
from amana.read.place_meant import AREAS
from amana.read.place_names import Named, names
from amana.read.world import Entry

__all__ = ["GazetteerPlace", "find_places", "read_gazetteer"]

#: people of a town that is meant where its country is named; in countries of English-speaking
#: settlers, whose towns bear the names of people, where its state is
KNOWN_IN_ITS_COUNTRY = 1_000
#: countries whose towns are named like people
SETTLED = frozenset({"US", "CA", "AU", "GB", "NZ", "ZA", "IE"})
#: people of a town of theirs that is meant where only the country is named
KNOWN_AMONG_SETTLERS = 50_000
#: characters between a name and the area it lies in: Orra, in Syria
NEXT_TO = 5

# how sure a place is, by what speaks for it
_SURE = {
    "case": 0.95, "country": 0.95, "wide": 0.9, "behind": 0.95, "one": 0.9, "prior": 0.8,
    "larger": 0.7, "refused": 0.3,
}  # fmt: skip


def find_places(
    text: str, *, lang: str, gazetteer: Sequence[GazetteerPlace] = ()
) -> tuple[Place, ...]:
    """Return the places that a text names, in order.

    The case's own gazetteer comes first, then countries and cities of the world. Of several
    places of one name, the one in a country that the text names otherwise, or one that is by
    far the largest; else the name is kept and not placed (`source` "none").
    """
    del lang
    own = own_index(tuple(gazetteer))
    known = _in_areas(text, list(names(text, own)))
    named = choosing.around(name.entries for name in known if name.says == "yes")
    meant = _meant(text, known, named)
    return tuple(_placed(text, name, named) for name in meant if not name.topic)


def _in_areas(text: str, known: list[Named]) -> list[Named]:
    """The names, those surely meant behind which stands what they lie in: Orra, Syria."""
    for at in range(len(known) - 2, -1, -1):
        name, behind = known[at], known[at + 1]
        gap = text[name.end : behind.start]
        if behind.says != "yes" or gap.strip(" ,،(") or len(gap) > NEXT_TO or "\n" in gap:
            continue
        if gap == " " and not all(e.kind in AREAS for e in behind.entries):
            continue
        if within := choosing.inside(name.entries, behind.entries):
            known[at] = name._replace(entries=within, says="yes")
    return known


def _meant(text: str, known: Sequence[Named], named: Around) -> list[Named]:
    """The names that are meant, those also that the whole text speaks for."""
    sure = {text[name.start : name.end] for name in known if name.says == "yes"}
    people = {text[name.start : name.end] for name in known if name.says == "person"} - sure
    sequence = tokens(text)
    found = []
    for name in known:
        spelled = text[name.start : name.end]
        if name.says == "yes" or (spelled in sure and name.says == "maybe"):
            found.append(name)
        elif name.says == "maybe" and spelled not in people:
            opens = name.first == 0 or sequence[name.first - 1].raw in '.!?:"“\n'
            if not opens and any(_is_known_there(entry, named) for entry in name.entries):
                found.append(name)
    return found


def _is_known_there(entry: Entry, named: Around) -> bool:
    """Whether a town is known enough in a country or a region that the text names."""
    country = entry.country or ""
    if named.regions[country, entry.region] and entry.region:
        return entry.people >= KNOWN_IN_ITS_COUNTRY
    least = KNOWN_AMONG_SETTLERS if country in SETTLED else KNOWN_IN_ITS_COUNTRY
    return named.countries[country] > 0 and entry.people >= least


def _placed(text: str, name: Named, named: Around) -> Place:
    entry, why = choosing.chosen(name.entries, named)
    known = entry is not None
    return Place(
        span=(name.start, name.end),
        as_written=text[name.start : name.end],
        name=entry.name if entry is not None else None,
        lat=entry.lat if entry is not None else None,
        lon=entry.lon if entry is not None else None,
        radius_m=entry.radius_m if entry is not None else None,
        country=entry.country if entry is not None else None,
        source=("case" if why == "case" else "world") if known else "none",
        confidence=_SURE[why],
    )
