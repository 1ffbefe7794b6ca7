"""The whole of weigh: statements, links and people in, claims with their origins and events out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from amana.model import (
    Claim,
    ClaimStatus,
    Contradiction,
    Decided,
    Decision,
    Event,
    Facets,
    Id,
    Item,
    Link,
    Origin,
    Person,
    Statement,
)
from amana.weigh.claims import bearing, facets_of, fullest, group, text_of
from amana.weigh.contradictions import contradictions
from amana.weigh.events import events_of
from amana.weigh.growth import drifts
from amana.weigh.origins import Sources, Traced, outlet_key, trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What weigh finds: each sorted by id."""

    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    events: tuple[Event, ...]


def weigh(
    *,
    statements: Iterable[Statement],
    links: Iterable[Link],
    people: Iterable[Person],
    items: Sequence[Item],
    decisions: Sequence[Decision] = (),
    outlets: Mapping[str, str] | None = None,
    publishers: Mapping[Id, str] | None = None,
) -> Weighed:
    """Return every claim with its independent origins, and events with how they stood when.

    `outlets`: one key for every name of an outlet, as they are written; `publishers`: that of each
    item. Without them, names are compared as they stand.
    Rejected statements and links weigh nothing. The order of what comes in changes nothing.
    """
    known = {s.id: s for s in statements if s.review != "rejected"}
    links = sorted(links, key=lambda link: link.id)
    edges = bearing(links, known)
    groups = group(known, edges)
    claim_of = {member: members[0] for members in groups for member in members}
    if publishers is None:
        publishers = {item.id: outlet_key(item.outlet or "") for item in items}
    dates = {item.id: item.published for item in items if item.published}
    sources = Sources(
        outlets={s.id: publishers.get(s.item, "") for s in known.values()},
        people={person.id: person for person in people},
        keys=outlets or {},
        published=dates,
    )
    inside: dict[Id, list[Link]] = {members[0]: [] for members in groups}
    for link in edges:
        if claim_of[link.a] == claim_of[link.b]:
            inside[claim_of[link.a]].append(link)
    events = events_of(items, claim_of)
    grown = drifts(list(known.values()), items, links)
    pages = {item.id: item.original for item in items}
    against = contradictions(claim_of, known, links, events, dates, grown, pages)
    decided = _decided(decisions, claim_of)
    of_id = {item.id: item for item in items}
    event_of = {claim: event.id for event in reversed(events) for claim in event.claims}
    claims: list[Claim] = []
    origins: list[Origin] = []
    for members in groups:
        claim, told = members[0], [known[i] for i in members]
        traced = trace(claim, told, inside[claim], sources)
        origins.extend(traced.origins)
        claims.append(
            replace(
                _claim(claim, told, traced, sources, against.get(claim, ())),
                facets=facets_of(told, of_id),
                event=event_of.get(claim),
                decided=decided.get(claim),
            )
        )
    return Weighed(
        claims=tuple(claims),
        origins=tuple(sorted(origins, key=lambda origin: origin.id)),
        events=events,
    )


def _claim(
    claim: Id,
    members: Sequence[Statement],
    traced: Traced,
    sources: Sources,
    against: tuple[Contradiction, ...],
) -> Claim:
    """One claim, without its facets, what people decided and the event it belongs to."""
    rooted = [origin for origin in traced.origins if origin.state == "rooted"]
    roots = [sources.people.get(origin.root.person or "") for origin in rooted]
    return Claim(
        id=claim,
        text=text_of(fullest(members)),
        event=None,
        facets=Facets(),
        statements=tuple(sorted(s.id for s in members)),
        origins_low=traced.low,
        origins_high=traced.high,
        kinds=tuple(sorted({origin.root.medium or "unknown" for origin in rooted})),
        sides=tuple(sorted({p.party for p in roots if p is not None and p.party})),
        status=_status(traced, members, against),
        decided=None,
        contradictions=against,
    )


def _status(
    traced: Traced, members: Sequence[Statement], against: Sequence[Contradiction]
) -> ClaimStatus:
    """The status that the counts give; it moves by itself and decides nothing."""
    stances = {s.stance for s in members}
    if against or ("denies" in stances and len(stances) > 1):
        return "contested"
    if traced.low == 0:
        return "unreviewed"
    return "single_origin" if traced.low == 1 else "corroborated"


def _decided(decisions: Sequence[Decision], claim_of: Mapping[Id, Id]) -> dict[Id, Decided]:
    """The last word of people on each claim, found by any of its members."""
    words: dict[str, Decided] = {word: word for word in get_args(Decided)}
    return {
        claim_of[d.on]: words[d.what] for d in decisions if d.on in claim_of and d.what in words
    }
