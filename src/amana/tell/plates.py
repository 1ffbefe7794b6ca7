"""Pictures: which of them may be shown at all, and what is said of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from amana.model import Described, Id, Item, Media, Preview
from amana.tell.cards import Cards, Told
from amana.tell.clock import spelled
from amana.tell.desk import Desk
from amana.tell.ink import Excerpt
from amana.tell.masks import lang_of
from amana.tell.outside import SENSITIVE

MOST_SHOWN = 12  #: copies of one picture that are shown; how many more there are is said
MOST_REPORTS = 24  #: reports named that show it: likewise
MOST_ALT = 300  #: characters of a caption read aloud in place of its picture

FOLDER = "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One picture in all its copies: the copy known earliest stands for it."""

    first: Media
    media: tuple[Media, ...]
    why_hidden: str | None  #: key of the reason: "named", "childhood" or "unknown"

    @property
    def files(self) -> frozenset[Id]:
        """The copies that are held; none where only a caption tells of the picture."""
        return frozenset(item for one in self.media for item in _items(one))


class Plates:
    """What a dossier shows of its pictures, the same in both languages; one per dossier."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk: who is hidden is known there."""
        self.desk = desk
        self.previews = {one.item: one for one in desk.dossier.previews}

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The pictures, those older than their event first, copies together."""
        made = [self._cluster(media) for media in _joined(self.desk.dossier.media)]
        return tuple(sorted(made, key=lambda one: not is_older(one)))

    def _cluster(self, media: list[Media]) -> Cluster:
        def age(one: Media) -> tuple[bool, float]:
            known = one.earliest_known.earliest if one.earliest_known else None
            return (known is None, known.timestamp() if known else 0.0)

        held = [one for one in media if one.item in self.previews] or media
        return Cluster(
            first=min(held, key=age), media=tuple(media), why_hidden=self._why_hidden(media)
        )

    def _why_hidden(self, media: list[Media]) -> str | None:
        """Why no copy of a picture is shown, if so: what is said of one is true of all."""
        items, veil = self.desk.items, self.desk.veil
        own = [items[i] for one in media for i in _items(one) if i in items]
        captions = [items[d.item] for one in media for d in one.described if d.item in items]
        told = [text for one in own for text in (one.title, one.author, one.file) if text]
        told += [items[d.item].text[slice(*d.span)] for one in media for d in one.described
                 if d.item in items]  # fmt: skip
        told += [text for one in captions if one.kind == "image"
                 for text in (one.text, one.title, one.author) if text]  # fmt: skip
        if any(veil.shows(text) for text in told) or any(map(veil.marks_of, own)):
            return "named"
        if any(not SENSITIVE.isdisjoint(one.sensitivity) for one in (*own, *captions)):
            return "childhood"
        described = any(one.text[slice(*d.span)].strip() for m in media for d in m.described
                        if (one := items.get(d.item)))  # fmt: skip
        near = {one.id for one in (*own, *captions)} & self.desk.outside.protected
        return "unknown" if near and not described else None

    def shown(self) -> Iterator[Preview]:
        """Yield the previews that may leave the case."""
        for cluster in self.clusters:
            if not cluster.why_hidden:
                for item in dict.fromkeys(i for one in cluster.media for i in _items(one)):
                    if item in self.previews:
                        yield self.previews[item]

    def files(self) -> dict[str, bytes]:
        """Return the pictures by their path."""
        return {self.path(one.item): one.jpeg for one in self.shown()}

    def path(self, item: Id) -> str:
        """Return the file of a picture: named by what leads to nothing inside the case."""
        return f"{FOLDER}/{self.desk.outside.id(item)}.jpg"


def _items(media: Media) -> list[Id]:
    """The pictures themselves: this one, and its copies."""
    return [*([media.item] if media.item else []), *(copy.item for copy in media.copies)]


def is_older(cluster: Cluster) -> bool:
    """Whether any copy of a picture is older than the event it stands beside."""
    return any(one.older_than_event for one in cluster.media)


def _joined(media: Iterable[Media]) -> list[list[Media]]:
    """The media that are copies of each other, together, in the order of the dossier."""
    of_item: dict[Id, list[Media]] = {}
    groups: list[list[Media]] = []
    for one in media:
        found = {id(g): g for i in _items(one) if (g := of_item.get(i))}
        joined = next(iter(found.values()), None)
        if joined is None:
            groups.append(joined := [])
        for other in list(found.values())[1:]:
            joined += other
            groups.remove(other)
        joined.append(one)
        of_item.update((i, joined) for member in joined for i in _items(member))
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One copy of a picture as it stands on the page."""

    src: str
    width: int
    height: int
    alt: str
    alt_lang: str
    label: Markup | None  #: what was done to this copy; None where there is no other
    captions: tuple[Excerpt, ...]
    reports: tuple[Told, ...]  #: that show this copy


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureEntry:
    """A picture in all its copies, ready to be laid out."""

    anchor: str
    title: Markup
    flag: Markup | None  #: what must be seen first
    why: Markup | None  #: what the flag rests on
    withheld: Markup | None  #: why it is not shown
    plates: tuple[Plate, ...]
    notes: tuple[Markup, ...]
    passages: tuple[Excerpt, ...]
    reports: tuple[Told, ...]


class Gallery:
    """Makes the pictures of one language."""

    def __init__(self, cards: Cards, plates: Plates) -> None:
        """Take what makes the cards, and what may be shown."""
        self.cards = cards
        self.plates = plates
        self.desk = cards.desk
        self.names = cards.names
        self.tongue = cards.tongue

    def entries(self) -> Iterator[PictureEntry]:
        """Yield the pictures, those older than their event first."""
        for n, cluster in enumerate(self.plates.clusters, start=1):
            yield self._entry(cluster, n)

    def _entry(self, cluster: Cluster, n: int) -> PictureEntry:
        say, items = self.tongue.say, self.desk.items
        described = [d for one in cluster.media for d in one.described if d.item in items]
        plates = () if cluster.why_hidden else tuple(self._plates(cluster))
        apart = [d for d in described if not plates or d not in self._beside(cluster)]
        older = next((one for one in cluster.media if one.older_than_event), None)
        told = older or cluster.first
        why = cluster.why_hidden if any(map(_items, cluster.media)) else None
        withheld = say(f"pictures.hidden_{why}") if why else None
        return PictureEntry(
            anchor=self.desk.anchor("m", cluster.first.id),
            title=say("pictures.numbered", n=n),
            flag=self._flag(older) if older else None,
            why=self._why(told),
            withheld=withheld,
            plates=plates,
            notes=tuple(self._notes(cluster)),
            passages=self._captions(apart),
            reports=self._reports(apart),
        )

    def _captions(self, described: Iterable[Described]) -> tuple[Excerpt, ...]:
        items = self.desk.items
        found = dict.fromkeys(self.desk.excerpt(items[d.item], (d.span,)) for d in described)
        return tuple(one for one in found if one.words)[:MOST_SHOWN]

    def _reports(self, described: Iterable[Described]) -> tuple[Told, ...]:
        found = dict.fromkeys(self._to_report(self.desk.items[d.item]) for d in described)
        return tuple(found)[:MOST_REPORTS]

    def _of(self, cluster: Cluster, item: Id) -> list[Described]:
        """What describes this one copy."""
        return [d for one in cluster.media if one.item == item
                for d in one.described if d.item in self.desk.items]  # fmt: skip

    def _beside(self, cluster: Cluster) -> list[Described]:
        """What describes the copies that are shown: it stands under them."""
        return [d for i in self._order(cluster) for d in self._of(cluster, i)]

    def _why(self, media: Media) -> Markup | None:
        """The machine's own words, which are English; the notes say as much in the other."""
        return (
            self.names.message(media.why, 300) if media.why and self.tongue.lang == "en" else None
        )

    def _flag(self, media: Media) -> Markup:
        """That it is older than what it stands beside, with both dates where they are known."""
        first = media.earliest_known
        beside = [self.desk.items[d.item].published for d in media.described
                  if d.item in self.desk.items]  # fmt: skip
        dated = [one for one in beside if one and one.earliest]
        if not first or not dated:
            return self.tongue.say("pictures.older")
        zone, last = self.desk.zone, max(dated, key=lambda one: str(one.earliest))
        return self.tongue.say(
            "pictures.older_dates",
            a=spelled(first, zone, self.tongue),
            b=spelled(last, zone, self.tongue),
        )

    def _notes(self, cluster: Cluster) -> Iterator[Markup]:
        say, first = self.tongue.say, cluster.first
        held = any(_items(one) for one in cluster.media)
        if not held:
            yield say("pictures.caption_only")
        elif not any(i in self.plates.previews for one in cluster.media for i in _items(one)):
            yield say("pictures.held")
        if is_older(cluster):
            return
        if held or first.older_than_event is not None:
            cannot = all(one.older_than_event is None for one in cluster.media)
            yield say("pictures.cannot_tell" if cannot else "pictures.not_older")
        if first.earliest_known:
            when = spelled(first.earliest_known, self.desk.zone, self.tongue)
            yield say("pictures.earliest", when=when)

    def _order(self, cluster: Cluster) -> list[Id]:
        """The copies that are shown, the one that stands for all of them first."""
        copies = [i for one in (cluster.first, *cluster.media) for i in _items(one)]
        return [i for i in dict.fromkeys(copies) if i in self.plates.previews][:MOST_SHOWN]

    def _plates(self, cluster: Cluster) -> Iterator[Plate]:
        ways = {copy.item: copy.transform for copy in cluster.first.copies}
        every = [d for one in cluster.media for d in one.described if d.item in self.desk.items]
        order = self._order(cluster)
        for i in order:
            own = self._of(cluster, i)
            label = self.tongue.word("transform", ways.get(i, "unknown"))
            if i == order[0]:
                label = self.tongue.say("pictures.as_kept")
            words = _caption(own or every, self.desk.items)
            spoken = self.desk.veil.plain(words)[:MOST_ALT] or str(
                self.tongue.say("pictures.no_alt")
            )
            yield Plate(
                src=self.plates.path(i),
                width=self.plates.previews[i].width,
                height=self.plates.previews[i].height,
                alt=spoken,
                alt_lang=lang_of(spoken) if words else self.tongue.lang,
                label=label if len(order) > 1 else None,
                captions=self._captions(own),
                reports=self._reports(own),
            )

    def _to_report(self, item: Item) -> Told:
        page = self.desk.page(item)
        return Told(text=self.names.report(page.id), to=self.desk.anchor("r", page.id))


def _caption(described: Iterable[Described], items: Mapping[Id, Item]) -> str:
    """The first caption's words; "" where there is none."""
    texts = (items[one.item].text[slice(*one.span)] for one in described)
    return next((" ".join(text.split()) for text in texts if text.strip()), "")
