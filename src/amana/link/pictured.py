"""Pictures in hand: who shows them, their copies, and whether they are older than their story."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from amana.canon import make_id
from amana.link import signals
from amana.link.fingerprints import Fingerprint
from amana.link.media import OLDER_BY, end_of, picture_date
from amana.link.pictures import BY, WHOLE, Same, find_copies
from amana.link.shown import captions_of, in_hand
from amana.model import Copy, Decision, Described, Id, Item, Link, Media, Reason, Time

DAYS_OF_YEARS = 732  #: two years: from there on they are told in years
MOST_NAMED = 3  #: dates or places that are named where captions disagree: a sentence stays one


def pictured(
    items: Sequence[Item],
    prints: Mapping[Id, Fingerprint],
    captioned: Sequence[Media],
    decisions: Sequence[Decision] = (),
) -> tuple[tuple[Media, ...], tuple[Link, ...]]:
    """Return the media, sorted by id, and the links between copies.

    One for each picture in hand, and each of `captioned` whose caption belongs to none. `prints`
    are of the pictures, by item. On a link that a person rejected nothing rests.
    """
    same = find_copies(prints)
    links = tuple(_link(one) for one in same)
    rejected = {one.on for one in _last(decisions) if one.review == "rejected"}
    accepted = [s for s, one in zip(same, links, strict=True) if one.id not in rejected]
    shelf = _Shelf(items, accepted)
    spoken_of = {caption.id for those in shelf.captions.values() for caption in those}
    media = [shelf.media(item) for item in items if in_hand(item)]
    media += [one for one in captioned if one.described[0].item not in spoken_of]
    return tuple(sorted(media, key=lambda one: one.id)), links


def _last(decisions: Sequence[Decision]) -> Sequence[Decision]:
    return tuple({decision.on: decision for decision in decisions}.values())


def _link(same: Same) -> Link:
    return Link(
        id=make_id("link", ["same_media", same.a, same.b]),
        kind="same_media",
        relation=None,
        a=same.a,
        b=same.b,
        spans_a=(),
        spans_b=(),
        score=same.score,
        direction="unknown",
        reasons=tuple(_reasons(same)),
        review="proposed",
        by=BY,
    )


def _reasons(same: Same) -> Iterator[Reason]:
    if same.transform == "exact":
        yield signals.same_pixels("", "")
        return
    part = min(same.share_a, same.share_b)
    share = part if part < WHOLE else 1.0
    yield signals.same_details(same.score, "", "", transform=same.transform, share=share)
    if same.marks:
        yield signals.same_spots("", "", spots=same.marks)
    yield signals.same_hash("", "", bits=same.distance)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Something that says that a picture was there at a time."""

    time: Time
    said: str  #: in words that begin a sentence: "the file of it says 2031-05-06"
    speaks: bool  #: of the picture's own age: the date of a page only bounds it


class _Shelf:
    """All pictures, with their captions, copies, and what dates them."""

    def __init__(self, items: Sequence[Item], same: Sequence[Same]) -> None:
        self._items = {item.id: item for item in items}
        self._pages = {item.original: item for item in items if not item.inside}
        self._exact: dict[Id, list[Id]] = {}
        self._copies: dict[Id, list[Copy]] = {}
        for one in same:
            for mine, other in ((one.a, one.b), (one.b, one.a)):
                copy = Copy(
                    item=other, transform=one.transform, distance=one.distance, offset_s=None
                )
                self._copies.setdefault(mine, []).append(copy)
                if one.transform == "exact":
                    self._exact.setdefault(mine, []).append(other)
        self.captions = captions_of(items)

    def media(self, picture: Item) -> Media:
        """Return what is known of one picture."""
        shown = self._shown(picture.id)
        grounds = [*self._own(picture, "it"), *self._dated_by(shown, "it")]
        for copy in self._copies.get(picture.id, ()):
            what = _named(copy.transform)
            grounds += self._own(self._items[copy.item], what)
            grounds += self._dated_by(self._shown(copy.item), what)
        first = min(grounds, key=lambda one: _order(one.time), default=None)
        older, why = self._older(shown, first)
        said = [why, *self._wrong_clock(picture, shown), *self._disagreements(picture.id)]
        return Media(
            id=make_id("media", [picture.id]),
            item=picture.id,
            described=tuple(_described(caption) for caption in shown if caption.text),
            copies=tuple(self._copies.get(picture.id, ())),
            earliest_known=None if first is None else replace(first.time, span=None),
            older_than_event=older,
            why=" ".join(said),
        )

    def _shown(self, picture: Id) -> list[Item]:
        """The captions of a picture and of what is the same to the pixel."""
        those = [picture, *self._exact.get(picture, ())]
        return list(dict.fromkeys(one for same in those for one in self.captions.get(same, ())))

    def _own(self, picture: Item, what: str) -> Iterator[_Ground]:
        """When the picture was taken, as its file or whoever kept it says."""
        if picture.inside or picture.published is None:
            return
        by_keeper = any(arrival.published for arrival in picture.arrivals)
        said = f"whoever kept {what} says" if by_keeper else f"{_whose('file', what)} says"
        yield _Ground(picture.published, f"{said} {_day(picture.published)}", speaks=True)

    def _dated_by(self, captions: Sequence[Item], what: str) -> Iterator[_Ground]:
        """What the captions of a picture say, and when their pages were published."""
        for caption in captions:
            if (date := picture_date(caption)) is not None:
                yield _Ground(date, f"{_whose('caption', what)} says {_day(date)}", speaks=True)
            if (day := self._published(caption)) is not None:
                said = f"{self._page(caption)}, published {_day(day)}, shows {what}"
                yield _Ground(day, said, speaks=False)

    def _published(self, caption: Item) -> Time | None:
        page = self._pages.get(caption.original, caption)
        known = page.published or caption.published
        return known if known is not None and known.earliest and known.latest else None

    def _page(self, caption: Item) -> str:
        outlet = self._pages.get(caption.original, caption).outlet
        return f"a page of {outlet}" if outlet else "a page"

    def _older(self, shown: Sequence[Item], first: _Ground | None) -> tuple[bool | None, str]:
        """Whether a page shows it as new though it was there long before, and why."""
        if first is None:
            return None, "Nothing tells when it was taken."
        told = _capital(first.said)
        days = [(day, one) for one in shown if (day := self._published(one)) is not None]
        if not days:
            return None, f"{told}; no page that shows it has a known date."
        last, page = max(days, key=lambda one: _order(one[0]))
        known_by, published = first.time.latest, last.earliest
        if known_by and published and known_by <= published - OLDER_BY:
            apart = _spelled((published - known_by).days)
            shows = f"{self._page(page)} that shows it was published ({_day(last)})"
            return True, f"{told}: at least {apart} before {shows}."
        if first.speaks:
            return False, f"{told}, within the days that the page tells of."
        return None, f"{told}; nothing earlier is known of it, nor when it was taken."

    def _wrong_clock(self, picture: Item, shown: Sequence[Item]) -> Iterator[str]:
        taken = picture.published
        days = [day for one in shown if (day := self._published(one)) is not None]
        if picture.inside or taken is None or taken.earliest is None or not days:
            return
        first = min(days, key=_order)
        if first.latest and taken.earliest >= first.latest:
            yield f"Its file says {_day(taken)}, after it was published: that cannot be right."

    def _disagreements(self, picture: Id) -> Iterator[str]:
        """Where captions of the picture and its copies give it other dates or other places."""
        copies = [copy.item for copy in self._copies.get(picture, ())]
        captions = [one for same in (picture, *copies) for one in self.captions.get(same, ())]
        captions = list(dict.fromkeys(captions))
        dates = [date for one in captions if (date := picture_date(one)) is not None]
        if any(_apart(one, other) for one, other in combinations(dates, 2)):
            yield f"Captions give it different dates: {_list(time.as_written for time in dates)}."
        places = [{place.name or place.as_written for place in one.places} for one in captions]
        named = [one for one in places if one]
        if any(one.isdisjoint(other) for one, other in combinations(named, 2)):
            words = (place.as_written for one in captions for place in one.places)
            yield f"Captions give it different places: {_list(words)}."


def _described(caption: Item) -> Described:
    return Described(item=caption.id, span=(0, len(caption.text)), time=picture_date(caption))


def _named(transform: str) -> str:
    """What a copy is called."""
    if transform in {"exact", "resized"}:
        return "a copy of it"
    return f"a {transform.replace('mirrored cropped', 'mirrored, cropped')} copy of it"


def _whose(part: str, what: str) -> str:
    return f"its {part}" if what == "it" else f"the {part} of {what}"


def _spelled(days: int) -> str:
    return f"{days} days" if days < DAYS_OF_YEARS else f"{days // 366} years"


def _order(time: Time) -> tuple[float, float]:
    latest = time.latest or time.earliest
    first = time.earliest or time.latest
    return tuple(_stamp(one) for one in (latest, first))  # type: ignore[return-value]


def _stamp(moment: datetime | None) -> float:
    return float("inf") if moment is None else moment.timestamp()


def _day(time: Time) -> str:
    """A time in a sentence: its value, or the words where it has none."""
    return time.value.replace("/", " to ") if time.value[:1].isdigit() else time.as_written


def _apart(one: Time, other: Time) -> bool:
    if None in {one.earliest, one.latest, other.earliest, other.latest}:
        return False
    return end_of(one) <= _stamp(other.earliest) or end_of(other) <= _stamp(one.earliest)


def _list(words: Iterator[str]) -> str:
    named = list(dict.fromkeys(words))
    return ", ".join(f"“{one}”" for one in named[:MOST_NAMED])


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
