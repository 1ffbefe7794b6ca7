"""The places of a text: named where a gazetteer knows them, placed only where it is sure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from amana.lang.letters import fold
from amana.lang.tokens import Token, tokens
from amana.model import Place, Span
from amana.read.places import chosen as choosing
from amana.read.places.chosen import Around
from amana.read.places.coordinates import Point, points
from amana.read.places.gazetteer import GazetteerPlace, own_index, read_gazetteer
from amana.read.places.landmarks import MOST_WORDS, Landmark, landmarks
from amana.read.places.lists import in_rows
from amana.read.places.meant import AREAS, LONG_NAME
from amana.read.places.names import TAG, Named, names
from amana.read.places.storms import storms
from amana.read.places.unlisted import unlisted
from amana.read.places.unlisted_arabic import unlisted_arabic
from amana.read.places.world import Entry

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
#: letters of the longest short form of a region: behind it a town is in it or in none (Orra, Ont.)
SHORT_FORM = 5

#: tokens from the last of a country to a kind behind it, with the full stop of U.S.
FULL_STOP = 2
#: metres from a town that is surely meant within which others are, that are named with it
NEIGHBOURS_M = 100_000
#: towns surely meant near which others are looked for
MOST_TOWNS = 30
#: characters between a place and the town it is in
LONGEST_LINK = 12
#: metres within which a place lies that can be the town of a street: countries are too large
LARGEST_TOWN_M = 80_000
#: and within which one lies that is put in a region, where no town is named: the 100 miles at
#: which the field calls a place placed (Acc@161)
LARGEST_REGION_M = 161_000
_LINK = re.compile(r"\s*,?\s*(?:(?:in|at|of|near) (?:the )?|(?:في|قرب|وسط) ?#?|ب#?|#)?")

# how sure a place is, by what speaks for it
_SURE = {
    "case": 0.95, "country": 0.95, "wide": 0.9, "behind": 0.95, "one": 0.9, "prior": 0.8,
    "larger": 0.7, "given": 0.95, "near": 0.4, "refused": 0.3,
}  # fmt: skip


def find_places(
    text: str, *, lang: str, gazetteer: Sequence[GazetteerPlace] = ()
) -> tuple[Place, ...]:
    """Return the places that a text names, in order.

    The case's own gazetteer comes first, then countries and cities of the world. Of several
    places of one name, the one in a country that the text names otherwise, or one that is by
    far the largest; else the name is kept and not placed (`source` "none").
    """
    own = own_index(tuple(gazetteer))
    called = storms(text)
    known = _in_areas(text, [_unless_storm(text, name, called) for name in names(text, own)])
    named = choosing.around(name.entries for name in known if name.says == "yes")
    listed = _with_landmarks(text, known, _meant(text, known, named), named)
    others = unlisted(text, listed, called)
    arabic = unlisted_arabic(text, listed) if lang == "ar" else ()
    meant = sorted((*(name for name in listed if not name.topic), *others, *arabic))
    meant = sorted((*meant, *in_rows(text, meant, known, named, called)))
    found = [*_near(text, [_placed(text, name, named) for name in meant])]
    given = [_given(text, point) for point in points(text)]
    return tuple(sorted((*found, *given), key=lambda place: place.span)) if given else tuple(found)


def _unless_storm(text: str, name: Named, called: frozenset[str]) -> Named:
    """The name, refused where a storm of the text bears it: Hurricane Orra, then Orra alone."""
    if not called or any(entry.kind in {"case", "country"} for entry in name.entries):
        return name
    spelled = fold(text[name.start : name.end])
    is_one = spelled in called or spelled.removesuffix("s") in called
    return name._replace(says="no") if is_one else name


def _given(text: str, point: Point) -> Place:
    """A place that the text gives in degrees."""
    written = text[slice(*point.span)]
    return Place(
        span=point.span, as_written=written, name=written, lat=point.lat, lon=point.lon,
        radius_m=point.radius_m, country=None, source="world", confidence=_SURE["given"],
    )  # fmt: skip


def _with_landmarks(
    text: str, known: Sequence[Named], meant: Sequence[Named], named: Around
) -> list[Named]:
    """The names with those of streets and buildings, which take up the names within them."""
    kept, at = list[Named](), 0
    tags = [match.span(1) for match in TAG.finditer(text)]
    for mark in landmarks(text):
        if kept and _is_wider(text, mark, kept[-1]):
            kept.pop()
        if kept and mark.start < kept[-1].end:
            continue
        while at < len(meant) and meant[at].end <= mark.start:
            kept.append(meant[at])
            at += 1
        if kept and mark.start < kept[-1].end:
            continue
        over = [name for name in meant[at : at + MOST_WORDS] if name.start < mark.end]
        if any(_stands_against(name, mark) for name in over) or _is_in_tag(mark, tags):
            continue
        inner = _inner(mark, known, named)
        kept.append(Named(mark.start, mark.end, mark.first, mark.last, inner, "yes", landmark=True))
        at += len(over)
    return [*kept, *meant[at:]]


def _is_wider(text: str, mark: Landmark, other: Named) -> bool:
    """Whether a landmark goes on behind another: Cape Orra, in the Cape Orra River."""
    same = other.landmark and mark.start == other.start and mark.end > other.end
    return same and mark.wide and text[other.end : other.end + 1] == " "


def _stands_against(name: Named, mark: Landmark) -> bool:
    """Whether a name is wider than a landmark, a case's own, or a country (the U.S. coast)."""
    if name.start < mark.start or name.end > mark.end or (name.start, name.end) == mark[:2]:
        return True
    if any(entry.kind == "case" for entry in name.entries):
        return True
    whole = name.start == mark.start and mark.kind - name.last <= FULL_STOP
    return whole and any(entry.kind == "country" for entry in name.entries)


def _inner(mark: Landmark, known: Sequence[Named], named: Around) -> tuple[Entry, ...]:
    """The places of the name within another: Orra in Orra Hospital, its kind apart (مدينة)."""
    at = bisect_left(known, mark.start, key=lambda name: name.start)
    within = [n for n in known[at : at + MOST_WORDS] if n.end <= mark.end]
    within = [n for n in within if not n.first <= mark.kind <= n.last]
    if mark.of_many:  # the town that a county has its name from, where its state is named
        here = (e for name in within for e in name.entries if e.kind == "city" and e.region)
        return tuple(e for e in here if mark.county and named.regions[e.country or "", e.region])
    for name in within:
        if name.says == "yes":
            return name.entries
    return tuple(e for name in within for e in name.entries if _is_known_there(e, named))


def _is_in_tag(mark: Landmark, tags: Sequence[Span]) -> bool:
    """Whether a name is only a part of a hashtag."""
    return any(
        start < mark.start < end or (start <= mark.start and mark.end < end)
        or (mark.start < start < mark.end < end)
        for start, end in tags
    )  # fmt: skip


def _in_areas(text: str, known: list[Named]) -> list[Named]:
    """The names, those surely meant behind which stands what they lie in: Orra, Syria."""
    for at in range(len(known) - 2, -1, -1):
        name, behind = known[at], known[at + 1]
        gap = text[name.end : behind.start]
        if behind.says != "yes" or gap.strip(" ,،(") or len(gap) > NEXT_TO or "\n" in gap:
            continue
        if gap == " " and not all(e.kind in AREAS for e in behind.entries):
            continue
        within = choosing.inside(name.entries, behind.entries)
        short = behind.end - behind.start <= SHORT_FORM and _is_region(behind)
        if within or (short and not any(entry.kind in AREAS for entry in name.entries)):
            known[at] = name._replace(entries=within, says="yes")
    return known


def _is_region(name: Named) -> bool:
    return all(entry.kind == "region" for entry in name.entries)


def _meant(text: str, known: Sequence[Named], named: Around) -> list[Named]:
    """The names that are meant, those also that the whole text speaks for."""
    sure = {text[name.start : name.end] for name in known if name.says == "yes"}
    people = {text[name.start : name.end] for name in known if name.says == "person"} - sure
    sequence = tokens(text)
    towns = [n.entries[0] for n in known if n.says == "yes" and _is_one_town(n.entries)][
        :MOST_TOWNS
    ]
    found = []
    for name in known:
        spelled = text[name.start : name.end]
        likely = name.says == "likely" and spelled not in people
        known_again = spelled in sure and name.says in {"maybe", "again", "likely"}
        if name.says == "yes" or likely or known_again:
            found.append(name)
        elif name.says == "maybe" and spelled not in people:
            opens = spelled.isascii() and _opens(sequence, name.first)
            there = [e for e in name.entries if _is_known_there(e, named)]
            there = there or [e for e in name.entries if _is_beside(e, towns)]
            if not opens and there:
                found.append(name)
    return found


def _is_one_town(entries: Sequence[Entry]) -> bool:
    return len(entries) == 1 and entries[0].kind in {"city", "case"}


def _is_beside(entry: Entry, towns: Sequence[Entry]) -> bool:
    """Whether a town lies beside one that is surely meant."""
    if entry.kind != "city" or entry.people < KNOWN_IN_ITS_COUNTRY:
        return False
    return any(
        entry.country == town.country
        and choosing.metres((entry.lat, entry.lon), (town.lat, town.lon)) <= NEIGHBOURS_M
        for town in towns
    )


def _opens(sequence: Sequence[Token], at: int) -> bool:
    """Whether a token opens a sentence: its capital tells nothing."""
    return at == 0 or sequence[at - 1].kind == "line" or sequence[at - 1].raw in '.!?:"“'


def _is_known_there(entry: Entry, named: Around) -> bool:
    """Whether a town is known enough in a country or a region that the text names."""
    country = entry.country or ""
    if named.regions[country, entry.region] and entry.region:
        return entry.people >= KNOWN_IN_ITS_COUNTRY
    least = KNOWN_AMONG_SETTLERS if country in SETTLED else KNOWN_IN_ITS_COUNTRY
    if country not in SETTLED and (" " in entry.name or len(entry.name) >= LONG_NAME):
        least = 0  # two words or a long one are seldom a person's there
    return named.countries[country] > 0 and entry.people >= least


def _placed(text: str, name: Named, named: Around) -> Place:
    entry, why = choosing.chosen(name.entries, named) if name.entries else (None, "refused")
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


def _near(text: str, found: list[Place]) -> Iterator[Place]:
    """The places, and those that no gazetteer has at the town that the text puts them in.

    That is the one named right behind (Cistern Lane in Orra), or the only one of its paragraph.
    """
    towns = [place for place in found if place.lat is not None]
    starts = [place.span[0] for place in towns]
    for place in found:
        town = None if place.lat is not None else _town_of(text, place, towns, starts)
        yield place if town is None else replace(
            place, name=place.as_written, lat=town.lat, lon=town.lon, radius_m=town.radius_m,
            country=town.country, source=town.source, confidence=_SURE["near"],
        )  # fmt: skip


def _town_of(
    text: str, place: Place, towns: Sequence[Place], starts: Sequence[int]
) -> Place | None:
    at = bisect_left(starts, place.span[1])
    behind = towns[at] if at < len(towns) else None
    if behind is not None and (behind.radius_m or 0) <= LARGEST_REGION_M:
        gap = text[place.span[1] : behind.span[0]]
        if len(gap) <= LONGEST_LINK and _LINK.fullmatch(gap):
            return behind
    start = text.rfind("\n", 0, place.span[0])
    end = text.find("\n", place.span[1])
    first, last = bisect_left(starts, start), bisect_left(starts, end if end >= 0 else len(text))
    for largest in (LARGEST_TOWN_M, LARGEST_REGION_M):
        near = [town for town in towns[first:last] if (town.radius_m or 0) <= largest]
        near.sort(key=lambda town: abs(town.span[0] - place.span[0]))
        if near:
            return near[0] if all(_are_near(near[0], town) for town in near) else None
    return None


def _are_near(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return choosing.metres((a.lat, a.lon), (b.lat, b.lon)) <= LARGEST_REGION_M
