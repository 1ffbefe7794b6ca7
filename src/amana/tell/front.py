"""The first page: the whole in a paragraph, what is known, contested and not known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from amana.model import Claim, Dossier, Event, Seal, StatusReport
from amana.tell.cards import Cards, Told, independence
from amana.tell.clock import Day, day_of, spelled_day
from amana.tell.sections import Sections

MOST_LINES = 8  #: lines of one of the three lists; how many more there are is said
MOST_DAYS = 60  #: days in the table of the first page
ENOUGH = 2  #: independent origins from which a claim is called known
MOST_VOICES = 6  #: voices named for one day

#: what a voice may say against the others about one event
AGAINST = frozenset({"denied", "unconfirmed", "obstructed", "broken"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day of the timeline in one line."""

    heading: Markup
    to: str
    count: Markup
    voices: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the first page shows."""

    title: Markup
    summary: tuple[Markup, ...]
    known: tuple[Told, ...]
    contested: tuple[Told, ...]
    unknown: tuple[Told, ...]
    days: tuple[DayLine, ...]
    more_days: int
    seal: Seal


def front(sections: Sections, days: tuple[tuple[Day | None, tuple[str, ...]], ...]) -> Front:
    """Return the first page; `days` are the days of the timeline with their statements' ids."""
    lines = [_day_line(sections, day, ids) for day, ids in days]
    title = sections.names.text(sections.desk.dossier.title)
    return Front(
        title=title or sections.tongue.say("page.kicker"),
        summary=tuple(_summary(sections, days)),
        known=_cut(sections, list(_known(sections))),
        contested=_cut(sections, list(_contested(sections))),
        unknown=_cut(sections, list(_unknown(sections))),
        days=tuple(lines[:MOST_DAYS]),
        more_days=max(0, len(lines) - MOST_DAYS),
        seal=sections.desk.dossier.seal,
    )


def day_anchor(day: Day | None) -> str:
    """Return the anchor of a day's heading on the timeline."""
    if day is None:
        return "undated"
    same = day.first == day.last
    return f"d-{day.first}" if same else f"d-{day.first}-{day.last}"


def _cut(sections: Sections, lines: list[Told]) -> tuple[Told, ...]:
    if len(lines) > MOST_LINES:
        more = sections.tongue.say("page.and_more", n=len(lines) - MOST_LINES + 1)
        lines = [*lines[: MOST_LINES - 1], Told(text=more, to=None)]
    return tuple(lines)


def _summary(
    sections: Sections, days: tuple[tuple[Day | None, tuple[str, ...]], ...]
) -> Iterator[Markup]:
    tongue, desk = sections.tongue, sections.desk
    dossier = desk.dossier
    yield tongue.say(
        "front.counts",
        statements=tongue.count("statements", len(dossier.statements)),
        voices=tongue.count("voices", len(voices_of(sections.desk.dossier))),
        reports=tongue.count("reports", len(dossier.items)),
    )
    dated = [day for day, _ in days if day]
    if dated:
        whole = Day(min(day.first for day in dated), max(day.last for day in dated))
        yield tongue.say("front.period", when=spelled_day(whole, tongue))
    elif dossier.statements:
        yield tongue.say("front.no_period")
    if undated := sum(len(ids) for day, ids in days if day is None):
        yield tongue.say("front.undated", statements=tongue.count("statements_of", undated))
    if retold := desk.retold():
        yield tongue.say("front.retold", quotations=tongue.count("quotations", retold))
    elif dossier.statements:
        yield tongue.say("front.none_retold")
    if desk.veil.hidden:
        voices = tongue.count("hidden", len(desk.veil.hidden))
        yield tongue.say("front.hidden", voices=voices)


def voices_of(dossier: Dossier) -> set[str]:
    """Return each voice that speaks once: its cluster, or else its words within one report."""
    return {
        s.speaker.person or f"{s.item} {s.speaker.name or s.speaker.as_written}"
        for s in dossier.statements
        if s.speaker
    }


def _known(sections: Sections) -> Iterator[Told]:
    single = 0
    for claim in sections.desk.dossier.claims:
        confirmed = claim.decided == "confirmed"
        if claim.status == "single_origin" and not confirmed:
            single += 1
        if confirmed or _is_corroborated(claim):
            yield _claim_line(sections.cards, claim.id)
    if not any(map(_is_corroborated, sections.desk.dossier.claims)):
        yield Told(text=sections.tongue.say("front.nothing_known"), to=None)
    if single:
        claims = sections.tongue.count("claims", single)
        yield Told(text=sections.tongue.say("front.single", claims=claims), to=None)


def _is_corroborated(claim: Claim) -> bool:
    """Only independent origins count: with a range of them, the low end must do."""
    refuted = claim.decided in {"refuted", "withdrawn"}
    return claim.status == "corroborated" and claim.origins_low >= ENOUGH and not refuted


def _claim_line(cards: Cards, claim_id: str) -> Told:
    claim = cards.desk.claims[claim_id]
    first = next((sid for sid in claim.statements if sid in cards.desk.statements), None)
    return Told(
        text=cards.tongue.quoted(cards.names.text(claim.text) or Markup()),
        to=cards.desk.anchor("s", first) if first else None,
        why=independence(cards, claim),
    )


def _contested(sections: Sections) -> Iterator[Told]:
    lines = [*_contested_claims(sections), *_disputed_events(sections), *_disputed_words(sections)]
    if not lines:
        yield Told(text=sections.tongue.say("front.nothing_contested"), to=None)
    yield from lines


def _contested_claims(sections: Sections) -> Iterator[Told]:
    """Each pair of claims that contradict each other once, both sides with who says so."""
    tongue, claims = sections.tongue, sections.desk.claims
    told: set[frozenset[str]] = set()
    for claim in claims.values():
        others = [(claims[one.claim], one.why) for one in claim.contradictions
                  if one.claim in claims]  # fmt: skip
        if claim.status != "contested" and not others:
            continue
        line, who = _claim_line(sections.cards, claim.id), _who_claims(sections, claim)
        if not others:
            says = tongue.say("front.says", who=who)
            yield replace(line, why=tongue.joined([says, line.why] if line.why else [says]))
        for other, reason in others:
            if (pair := frozenset((claim.id, other.id))) in told:
                continue
            told.add(pair)
            against = _claim_line(sections.cards, other.id).text
            theirs = _who_claims(sections, other)
            why = tongue.say("front.against", who=who, claim=against, other=theirs)
            yield replace(line, why=tongue.joined([why, sections.names.message(reason, 200)]))


def _who_claims(sections: Sections, claim: Claim) -> Markup:
    """Whoever said first, in the order of the dossier, what a claim says."""
    said = [sid for sid in claim.statements if sid in sections.desk.statements]
    speaker = sections.desk.statements[said[0]].speaker if said else None
    return sections.names.voice(speaker, said[0] if said else None)


def _disputed_events(sections: Sections) -> Iterator[Told]:
    for event in sections.desk.dossier.events:
        if pair := against_each_other(event):
            yes, no = pair
            tongue = sections.tongue
            yield Told(
                text=tongue.say(
                    "front.disputed_event",
                    what=sections.what(event.what),
                    yes=tongue.word("status", yes.status),
                    who_yes=sections.who(yes),
                    no=tongue.word("status", no.status),
                    who_no=sections.who(no),
                ),
                to=sections.desk.anchor("e", event.id),
            )


def against_each_other(event: Event) -> tuple[StatusReport, StatusReport] | None:
    """Return two steps by different voices of which one speaks against the other, if any."""
    for no in event.status_history:
        if no.status not in AGAINST:
            continue
        for yes in event.status_history:
            if yes.status not in AGAINST and _name(yes) != _name(no):
                return yes, no
    return None


def _name(report: StatusReport) -> str:
    return (report.by.person or report.by.as_written) if report.by else report.item


def _disputed_words(sections: Sections) -> Iterator[Told]:
    for statement in sections.desk.dossier.statements:
        if not statement.contested:
            continue
        item = sections.desk.items[statement.item]
        hidden = sections.desk.hidden(statement)
        words = [
            sections.tongue.quoted(sections.cards.cut(item, quoted.span, hidden))
            for quoted in statement.contested[:4]
        ]
        who = sections.names.voice(statement.speaker, statement.id)
        disputed = sections.tongue.joined(words, "comma")
        own = sections.cards.cut(item, statement.spans[0], hidden)
        yield Told(
            text=sections.tongue.quoted(own),
            to=sections.desk.anchor("s", statement.id),
            why=sections.tongue.say("front.contested_words", who=who, words=disputed),
        )


def _unknown(sections: Sections) -> Iterator[Told]:
    tongue, dossier = sections.tongue, sections.desk.dossier
    no_date = sum(i.published is None or i.published.earliest is None for i in dossier.items)
    ranges = sum(
        i.published is not None
        and i.published.earliest is not None
        and i.published.rule.startswith(("date.linked", "date.own"))
        for i in dossier.items
    )
    unnamed = {
        f"{s.item} {s.speaker.as_written}"
        for s in dossier.statements
        if s.speaker and s.speaker.kind == "unnamed"
    }
    unplaced = [s for s in dossier.statements if day_of(s.said, sections.desk.zone) is None]
    unsourced = sum(origin.state == "unsourced" for origin in dossier.origins)
    circular = sum(origin.state == "circular" for origin in dossier.origins)
    older = sum(bool(media.older_than_event) for media in dossier.media)
    rows = (
        (len(unplaced), "unresolved", "statements", "statements_of", "undated"),
        (no_date, "no_date", "reports", "reports_of", "page:reports"),
        (ranges, "window", "reports", "reports_of", "page:reports"),
        (len(unnamed), "unnamed", "voices", "voices", "page:people"),
        (unsourced, "unsourced", "origins", "origins_have", None),
        (circular, "circular", "origins", "origins_lead", None),
        (older, "old_picture", "pictures", "pictures", "page:pictures"),
    )
    lines = [
        Told(text=tongue.say(f"front.{key}", **{slot: tongue.count(form, n)}), to=to)
        for n, key, slot, form, to in rows
        if n
    ]
    yield from lines or [Told(text=tongue.say("front.nothing_unknown"), to=None)]


def _day_line(sections: Sections, day: Day | None, ids: tuple[str, ...]) -> DayLine:
    tongue, desk = sections.tongue, sections.desk
    spoken: dict[str, Markup] = {}
    for sid in ids:
        speaker = desk.statements[sid].speaker
        name = sections.names.voice(speaker, sid)
        spoken.setdefault((speaker.person if speaker else None) or name, name)
    voices = list(spoken.values())
    shown = voices[:MOST_VOICES]
    if len(voices) > MOST_VOICES:
        shown.append(tongue.say("page.and_more", n=len(voices) - MOST_VOICES))
    return DayLine(
        heading=spelled_day(day, tongue) if day else tongue.say("time.undated"),
        to=day_anchor(day),
        count=tongue.count("statements", len(ids)),
        voices=tongue.joined(shown),
    )
