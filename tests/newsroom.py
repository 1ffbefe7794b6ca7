"""A newsroom for tests: reports as texts in, links, claims, origins and growths out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from amana.canon import make_id
from amana.case.history import Original
from amana.case.items import item_of
from amana.link.chains import chains
from amana.link.linking import link
from amana.link.outlets import Outlets, outlets_of, with_outlets
from amana.link.same_claims import same_claims
from amana.model import Arrival, Claim, Growth, Item, ItemKind, Link, Origin, Statement, View
from amana.read.places.gazetteer import GazetteerPlace
from amana.read.reading import read_view
from amana.weigh.growth import growths
from amana.weigh.weighing import weigh

ZONE = ZoneInfo("Asia/Muscat")
PLACES = (
    GazetteerPlace(
        name="Marsuna", names=("مرسونة",), lat=14.6, lon=61.8, radius_m=4000, parent="",
        source="invented",
    ),
    GazetteerPlace(
        name="Almond Street", names=("شارع اللوز",), lat=14.595, lon=61.8035, radius_m=250,
        parent="Marsuna", source="invented",
    ),
    GazetteerPlace(
        name="Nahr Street", names=("شارع النهر",), lat=14.61, lon=61.81, radius_m=250,
        parent="Marsuna", source="invented",
    ),
)  # fmt: skip


class Report(NamedTuple):
    """One report as it came in."""

    name: str
    outlet: str | None
    published: str | None
    text: str
    kind: ItemKind = "article"
    url: str | None = None
    author: str | None = None


@dataclass(frozen=True)
class Told:
    """All that was found in some reports."""

    items: tuple[Item, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    growths: tuple[Growth, ...]
    outlets: Outlets

    def name(self, thing: str) -> str:
        """The report that an item or statement is of, by its name."""
        items = {item.id: item.file for item in self.items}
        return items.get(thing) or next(items[s.item] for s in self.statements if s.id == thing)

    def taken(self, *, whole: bool) -> set[tuple[str, str]]:
        """Who took it from whom, (source, taker), between whole reports or statements."""
        known = {item.id for item in self.items}
        links = [
            one for one in self.links if one.kind == "takes_from" and (one.a in known) == whole
        ]
        assert all(one.direction != "unknown" for one in links)
        ends = [(o.a, o.b) if o.direction == "a_to_b" else (o.b, o.a) for o in links]
        return {(self.name(a), self.name(b)) for a, b in ends}

    def claim(self, *words: str) -> Claim:
        """The one claim whose statements hold some words."""
        texts = {s.id: " ".join(s.words) for s in self.statements}
        found = [
            claim
            for claim in self.claims
            if any(word in texts[s] for word in words for s in claim.statements)
        ]
        assert len(found) == 1, [texts[s] for claim in found for s in claim.statements]
        return found[0]

    def contradicted(self) -> list[tuple[str, str]]:
        """Facet and reason of every contradiction, each once."""
        return sorted({(c.facet, c.why) for claim in self.claims for c in claim.contradictions})

    def figures(self) -> list[list[str]]:
        """The figures of every growth, as written."""
        return [[step.amount.as_written for step in growth.steps] for growth in self.growths]


def told(*reports: Report) -> Told:
    """Read, link and weigh some reports."""
    views = [_view(report) for report in reports]
    readings = [read_view(view, zone=ZONE, gazetteer=PLACES) for view in views]
    items = [
        item_of(view, reading, _original(report), ZONE)
        for view, reading, report in zip(views, readings, reports, strict=True)
    ]
    read = [statement for reading in readings for statement in reading.statements]
    readings = with_outlets(readings, outlets_of(items, read))
    linked = link(readings, views={view.id: view for view in views})
    outlets = outlets_of(items, linked.statements)
    links: Sequence[Link] = linked.links
    links = (*links, *chains(items, linked.statements, outlets, links))
    links = (*links, *same_claims(linked.statements, items, links))
    weighed = weigh(
        statements=linked.statements, links=links, people=linked.people, items=items,
        outlets=outlets.by_name, publishers=outlets.by_item,
    )  # fmt: skip
    return Told(
        items=tuple(items), statements=linked.statements, links=tuple(links),
        claims=weighed.claims, origins=weighed.origins,
        growths=growths(linked.statements, items, links), outlets=outlets,
    )  # fmt: skip


def _view(report: Report) -> View:
    return View(
        id=make_id("view", [report.name]), item=make_id("item", [report.name]),
        original=make_id("original", [report.name]), file=report.name,
        inside="/post/twitter/1" if report.kind == "post" else "",
        kind=report.kind, lang=None, title=None, outlet=report.outlet, author=report.author,
        published=report.published, text=report.text, extractor="test 1",
    )  # fmt: skip


def _original(report: Report) -> Original:
    arrival = Arrival(
        act=1, file=report.name, url=report.url, outlet=report.outlet, from_=None,
        published=report.published, at=datetime(2032, 3, 20, tzinfo=UTC),
    )  # fmt: skip
    return Original(sha256="0" * 64, size=0, media_type="text/plain", arrivals=[arrival])
