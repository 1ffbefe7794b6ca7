"""The first page: the whole in a paragraph, what is known, contested and not known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from amana.model import Claim, Dossier, Item, Seal, Statement
from amana.tell.cards import Cards, Told, independence
from amana.tell.clock import Day, day_of, spelled_day, spelled_moment
from amana.tell.descent import moment
from amana.tell.desk import Desk
from amana.tell.drawing import share_bar
from amana.tell.masks import lang_of
from amana.tell.plates import is_older
from amana.tell.quarrels import QuarrelEntry, Quarrels
from amana.tell.sections import Sections
from amana.tell.tongue import Lang, Tongue

MOST_LINES = 6  #: lines of one of the three lists; how many more there are is said
MOST_QUARRELS = 4  #: quarrels on the first page
MOST_DAYS = 60  #: days in the table of the first page
ENOUGH = 2  #: independent origins from which a claim is called known
MOST_VOICES = 6  #: voices named for one day
MOST_HEARD = 4  #: voices named as those who are heard most
SHORT_CLAIM = 110  #: characters of a claim in one of the three lists
#: words of the voice with which the first page begins: fewer say little, more is a passage
SHORT_VOICE, LONG_VOICE = 8, 30

#: media in which somebody speaks without a reporter between
OWN_MEDIA = frozenset(
    {"post", "reply", "live_stream", "video", "voice_message", "chat_message", "call"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day of the timeline in one line."""

    heading: Markup
    to: str
    count: Markup
    bar: Markup
    voices: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The voice with which the first page begins."""

    words: Markup
    lang: Lang
    translation: Markup | None
    who: Told
    role: Markup | None
    how: Markup
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the first page shows."""

    title: Markup
    about: Markup  #: what the pages are, and of when: at the top of each
    opening: Opening | None
    summary: tuple[Markup, ...]
    known: tuple[Told, ...]
    contested: tuple[QuarrelEntry, ...]
    more_contested: int
    unknown: tuple[Told, ...]
    days: tuple[DayLine, ...]
    more_days: int
    seal: Seal
    cut_at: Markup | None  #: when the last entry of the log was written, in the case's zone
    cite: Markup


def front(
    sections: Sections,
    quarrels: Quarrels,
    days: tuple[tuple[Day | None, tuple[str, ...]], ...],
) -> Front:
    """Return the first page; `days` are the days of the timeline with their statements' ids."""
    desk, tongue = sections.desk, sections.tongue
    most = max((len(ids) for _, ids in days), default=1)
    lines = [_day_line(sections, day, ids, most) for day, ids in days]
    seal = desk.dossier.seal
    cut_at = spelled_moment(seal.at, desk.zone, tongue) if seal.at else None
    title = sections.names.text(desk.dossier.title) or tongue.say("page.untitled")
    return Front(
        title=title,
        about=tongue.joined([tongue.say("page.kicker"), *_whole(desk, tongue)]),
        opening=_opening(sections),
        summary=tuple(_summary(sections, days)),
        known=_cut(sections, list(_known(sections)), "page:claims"),
        contested=tuple(_without_anchors(one) for one in quarrels.entries[:MOST_QUARRELS]),
        more_contested=max(0, len(quarrels.entries) - MOST_QUARRELS),
        unknown=_cut(sections, list(_unknown(sections)), None),
        days=tuple(lines[:MOST_DAYS]),
        more_days=max(0, len(lines) - MOST_DAYS),
        seal=seal,
        cut_at=cut_at,
        cite=_cite(tongue, title, seal, cut_at),
    )


def _whole(desk: Desk, tongue: Tongue) -> list[Markup]:
    return [spelled_day(desk.whole, tongue)] if desk.whole else []


def _without_anchors(one: QuarrelEntry) -> QuarrelEntry:
    """A quarrel as it stands on the first page: its claims have their place on another."""
    sides = (
        replace(side, tellings=tuple(replace(told, anchor=None) for told in side.tellings))
        for side in one.sides
    )
    return replace(one, sides=tuple(sides))


def _cite(tongue: Tongue, title: Markup, seal: Seal, cut_at: Markup | None) -> Markup:
    entries = tongue.count("entries", seal.size)
    root = Markup('<code dir="ltr">{}</code>').format(seal.root)
    if cut_at is None:
        return tongue.say("front.cite_undated", title=title, entries=entries, root=root)
    return tongue.say("front.cite_text", title=title, when=cut_at, entries=entries, root=root)


def _opening(sections: Sections) -> Opening | None:
    """A short, whole, first-hand quotation: in the page's language first, then the most retold."""
    cards = sections.cards
    found = [one for one in cards.desk.dossier.statements if _may_open(cards.desk, one)]
    if not found:
        return None

    def rank(one: Statement) -> tuple[object, ...]:
        strange = lang_of(one.words[0]) != cards.tongue.lang
        retold = sum(link.kind == "retells" for link in cards.desk.links_of.get(one.id, ()))
        return (strange, not _is_whole(one.words[0]), -retold, moment(one.said), one.id)

    one = min(found, key=rank)
    card, day = cards.card(one), day_of(one.said, cards.desk.zone)
    person = cards.desk.people.get(one.speaker.person or "") if one.speaker else None
    how = [cards.medium(one), spelled_day(day, cards.tongue) if day else None]
    return Opening(
        words=cards.tongue.quoted(Markup("<bdi>{}</bdi>").format(one.words[0].strip())),
        lang=lang_of(one.words[0]),
        translation=card.translation,
        who=card.who,
        role=card.role or (sections.role(person) if person else None),
        how=cards.tongue.joined([part for part in how if part]),
        to=card.anchor,
    )


def _may_open(desk: Desk, one: Statement) -> bool:
    """Whether a statement is a short direct quotation by a first-hand voice that is not hidden."""
    speaker = one.speaker
    if one.kind != "direct" or len(one.words) != 1 or speaker is None or speaker.kind != "person":
        return False
    own = one.basis == "firsthand" or (one.basis == "unknown" and one.medium in OWN_MEDIA)
    if not own or one.within or one.contested or speaker.minor or desk.hidden(one):
        return False
    fits = SHORT_VOICE <= len(one.words[0].split()) <= LONG_VOICE
    plain = not any(mark in one.words[0] for mark in "[]#@…")
    start, end = one.spans[0]
    marks = desk.veil.marks_of(desk.items[one.item])
    return fits and plain and not any(mark.start < end and mark.end > start for mark in marks)


def _is_whole(words: str) -> bool:
    words = words.strip()
    return not words[:1].islower() and words[-1:] in ".!?؟"


def day_anchor(day: Day | None) -> str:
    """Return the anchor of a day's heading on the timeline."""
    if day is None:
        return "undated"
    same = day.first == day.last
    return f"d-{day.first}" if same else f"d-{day.first}-{day.last}"


def _cut(sections: Sections, lines: list[Told], to: str | None) -> tuple[Told, ...]:
    if len(lines) > MOST_LINES:
        more = sections.tongue.say("page.and_more", n=len(lines) - MOST_LINES + 1)
        lines = [*lines[: MOST_LINES - 1], Told(text=more, to=to)]
    return tuple(lines)


def _summary(
    sections: Sections, days: tuple[tuple[Day | None, tuple[str, ...]], ...]
) -> Iterator[Markup]:
    tongue, desk = sections.tongue, sections.desk
    dossier = desk.dossier
    counts = {
        "statements": tongue.count("statements", len(dossier.statements)),
        "voices": tongue.count("voices", len(voices_of(dossier))),
        "reports": tongue.count("reports", len({i.original for i in dossier.items if is_told(i)})),
    }
    if pictures := list(_pictures(sections)):
        counts["pictures"] = tongue.joined(pictures, "comma")
    yield tongue.say("front.counts_pictures" if pictures else "front.counts", **counts)
    yield from _period(sections, days)
    if heard := _heard(sections):
        yield tongue.say("front.heard", voices=tongue.joined(heard, "comma"))
    yield from _weight(sections)
    if desk.veil.hidden:
        voices = tongue.count("hidden", len(desk.veil.hidden))
        yield tongue.say("front.hidden", voices=voices)


def _pictures(sections: Sections) -> Iterator[Markup]:
    """How many files of pictures, how many pictures these are, and how many are only told of."""
    tongue, held = sections.tongue, [one.files for one in sections.plates.clusters if one.files]
    if files := sum(len(one) for one in held):
        yield tongue.count("picture_files", files)
        if len(held) != files:
            yield tongue.count("pictures_apart", len(held))
    if told := len(sections.plates.clusters) - len(held):
        yield tongue.count("pictures_told", told)


def _period(
    sections: Sections, days: tuple[tuple[Day | None, tuple[str, ...]], ...]
) -> Iterator[Markup]:
    """When it was said, as one line."""
    tongue, lines = sections.tongue, []
    dated = [day for day, _ in days if day]
    if dated:
        whole = Day(min(day.first for day in dated), max(day.last for day in dated))
        lines.append(tongue.say("front.period", when=spelled_day(whole, tongue)))
    elif sections.desk.dossier.statements:
        lines.append(tongue.say("front.no_period"))
    if dated and (undated := sum(len(ids) for day, ids in days if day is None)):
        statements = tongue.count("statements_of", undated)
        lines.append(tongue.say("front.undated", statements=statements))
    if lines:
        yield Markup(" ").join(lines)


def _heard(sections: Sections) -> list[Markup]:
    """Who is heard most, with what they are said to be."""
    heard = []
    people = (one for one in sections.ranked_people() if one.kind in {"person", "unnamed"})
    for person in list(people)[:MOST_HEARD]:
        hidden = sections.desk.veil.of_person(person.id)
        name = sections.names.label(hidden) if hidden else sections.names.person(person)
        role = None if hidden else sections.role(person)
        name = Markup("{} ({})").format(name, role) if role else name
        heard.append(name)
    return heard


def _weight(sections: Sections) -> Iterator[Markup]:
    """On how many origins the claims rest, and how many quotations are told again."""
    tongue, desk = sections.tongue, sections.desk
    claims = desk.dossier.claims
    lines = []
    if claims:
        several = sum(claim.origins_low >= ENOUGH for claim in claims)
        none = sum(claim.origins_high == 0 for claim in claims)
        lines.append(
            tongue.say(
                "front.weight",
                claims=tongue.count("claims_all", len(claims)),
                several=several,
                one=len(claims) - several - none,
                none=none,
            )
        )
    if retold := desk.retold():
        lines.append(tongue.say("front.retold", quotations=tongue.count("quotations", retold)))
    if lines:
        yield Markup(" ").join(lines)


def is_told(item: Item) -> bool:
    """Whether something that came in is a report or post, rather than a picture or its caption."""
    return item.kind != "image"


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
    voices, counted = _independently(cards, claim), independence(cards, claim)
    return Told(
        text=cards.tongue.quoted(cards.names.text(claim.text, SHORT_CLAIM) or Markup()),
        to=cards.desk.anchor("c", claim.id),
        why=Markup("<b>{}</b><br>{}").format(voices, counted) if voices else counted,
    )


def _independently(cards: Cards, claim: Claim) -> Markup | None:
    """The voices from whom it is known, each for itself; None where two of them have no name."""
    desk, tongue = cards.desk, cards.tongue
    roots = (
        desk.statements.get(origin.root.statement or "")
        for origin in desk.origins_of.get(claim.id, ())
        if origin.state == "rooted"
    )
    told = {desk.voice(one): cards.names.voice(one.speaker, one.id) for one in roots if one}
    if len(told) < ENOUGH or "" in told:
        return None
    *others, last = list(told.values())[:MOST_VOICES]
    voices = tongue.say("page.and", some=tongue.joined(others, "comma"), last=last)
    return tongue.say("front.independently", voices=voices)


def _unknown(sections: Sections) -> Iterator[Told]:
    tongue, dossier = sections.tongue, sections.desk.dossier
    told = [item for item in dossier.items if is_told(item)]
    no_date = sum(i.published is None or i.published.earliest is None for i in told)
    ranges = sum(
        i.published is not None
        and i.published.earliest is not None
        and i.published.rule.startswith(("date.linked", "date.own"))
        for i in told
    )
    unnamed = {
        f"{s.item} {s.speaker.as_written}"
        for s in dossier.statements
        if s.speaker and s.speaker.kind == "unnamed"
    }
    unplaced = [s for s in dossier.statements if day_of(s.said, sections.desk.zone) is None]
    unsourced = sum(origin.state == "unsourced" for origin in dossier.origins)
    circular = sum(origin.state == "circular" for origin in dossier.origins)
    older = sum(map(is_older, sections.plates.clusters))
    rows = (
        (len(unplaced), "unresolved", "statements", "statements_of", "undated"),
        (no_date, "no_date", "reports", "reports_of", "page:reports"),
        (ranges, "window", "reports", "reports_of", "page:reports"),
        (len(unnamed), "unnamed", "voices", "voices", "page:people"),
        (unsourced, "unsourced", "origins", "origins_have", "page:claims"),
        (circular, "circular", "circles", "circles", "page:claims"),
        (older, "old_picture", "pictures", "pictures", "page:pictures"),
    )
    lines = [
        Told(text=tongue.say(f"front.{key}", **{slot: tongue.count(form, n)}), to=to)
        for n, key, slot, form, to in rows
        if n
    ]
    yield from lines or [Told(text=tongue.say("front.nothing_unknown"), to=None)]


def _day_line(sections: Sections, day: Day | None, ids: tuple[str, ...], most: int) -> DayLine:
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
        heading=spelled_day(day, tongue, "short") if day else tongue.say("time.undated"),
        to=day_anchor(day),
        count=tongue.count("statements", len(ids)),
        bar=share_bar(round(100 * len(ids) / most)),
        voices=tongue.joined(shown),
    )
