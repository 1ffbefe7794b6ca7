"""Quarrels: what was said that cannot all be true, each told once, its sides beside each other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import product

from markupsafe import Markup

from amana.model import (
    Amount,
    Claim,
    Contradiction,
    Event,
    Id,
    Item,
    Span,
    Statement,
    StatusReport,
)
from amana.tell.cards import Cards, Told
from amana.tell.clock import When, spelled
from amana.tell.descent import moment
from amana.tell.desk import Desk
from amana.tell.ink import Excerpt, at_word, inked
from amana.tell.masks import lang_of
from amana.tell.tongue import framed

MOST_TELLINGS = 4  #: tellings shown of one side; how many more there are is said
MOST_WORDS = 260  #: characters of one telling; of a longer one what lies around the difference
MOST_CALLED = 40  #: characters of disputed words that are a title
TWO = 2  #: sides of which it is said that both cannot be true, and how they differ
MOST_LEAD = 80  #: characters before a deed among which stands who did it

#: states of one event that cannot hold at one time
EXCLUDE = (
    ("agreed", "denied"), ("announced", "denied"), ("started", "denied"), ("completed", "denied"),
    ("resumed", "denied"), ("completed", "obstructed"), ("completed", "suspended"),
    ("resumed", "suspended"),
)  # fmt: skip
#: states that somebody brings about
BLAMED = ("broken", "obstructed", "suspended")

_CLAUSE = re.compile(r"[،,.;:؛!?؟«»“”\"\n]\s*")
_DOERS = re.compile(r": one says (.+), another (.+)$", re.MULTILINE)

Figure = tuple[object, object] | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What one claim, or one step of an event, brings to a quarrel."""

    id: Id  #: of the claim; of the step
    figure: Figure
    status: str = ""


@dataclass(slots=True)
class _Quarrel:
    """Parts that exclude each other, and why."""

    facet: str
    why: str
    event: Event | None = None
    sides: list[list[_Part]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One voice on one side, in its words."""

    who: Told
    when: Markup | None
    report: Told
    words: Excerpt
    to: str | None
    anchor: str | None = None  #: of the claim that stands here and nowhere else


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Those who say the same."""

    name: Markup | None  #: their figure, or how they say that it stood
    tellings: tuple[Telling, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarrelEntry:
    """A quarrel, ready to be laid out."""

    anchor: str
    title: Markup
    sides: tuple[Side, ...]
    why: Markup | None
    event: str | None = None  #: of whose states it is
    anchors: tuple[str, ...] = ()  #: of the claims that stand in it and nowhere else


def contested_of(desk: Desk) -> list[_Quarrel]:
    """Return the quarrels over claims: each group of them that contradict each other in one way."""
    edges: dict[str, dict[_Part, set[_Part]]] = {}
    whys: dict[tuple[str, _Part], str] = {}
    for claim in desk.claims.values():
        for one in claim.contradictions:
            if (other := desk.claims.get(one.claim)) is None:
                continue
            a, b = (_Part(c.id, _figure(desk, c, one)) for c in (claim, other))
            known = edges.setdefault(one.facet, {})
            known.setdefault(a, set()).add(b)
            known.setdefault(b, set()).add(a)
            whys.setdefault((one.facet, a), one.why)
            whys.setdefault((one.facet, b), one.why)
    found = []
    for facet, against in edges.items():
        for group in _groups(against):
            order = sorted(group, key=lambda part: (_first(desk, part), part.id))
            told = dict.fromkeys(whys[facet, part] for part in order)
            made = _Quarrel(facet, "\n".join(told), sides=_sides(order, against))
            made.event = _event(desk, [part.id for part in order])
            found.append(made)
    return found


def _figure(desk: Desk, claim: Claim, one: Contradiction) -> Figure:
    """The figure of a claim that the reason names."""
    told = (desk.statements[sid] for sid in claim.statements if sid in desk.statements)
    named = (a for statement in told for a in _named(statement, one.why))
    return next(((a.low, a.high) for a in named), None)


def _named(statement: Statement, why: str) -> Iterator[Amount]:
    return (one for one in statement.amounts if f"“{one.as_written}”" in why)


def _groups(against: dict[_Part, set[_Part]]) -> Iterator[list[_Part]]:
    """Whatever hangs together by contradictions."""
    left = dict.fromkeys(against)
    while left:
        group, more = [], [next(iter(left))]
        while more:
            part = more.pop()
            if part in left:
                del left[part]
                group.append(part)
                more.extend(against[part])
        yield group


def _sides(order: list[_Part], against: dict[_Part, set[_Part]]) -> list[list[_Part]]:
    """The parts, each with those that say the same: of one figure, and not against each other."""
    sides: list[list[_Part]] = []
    for part in order:
        for side in sides:
            if side[0].figure == part.figure and against[part].isdisjoint(side):
                side.append(part)
                break
        else:
            sides.append([part])
    return sides


def _first(desk: Desk, part: _Part) -> datetime:
    told = (desk.statements.get(sid) for sid in desk.claims[part.id].statements)
    return min((_said_or_published(desk, one)[1] for one in told if one), default=moment(None))


def _said_or_published(desk: Desk, one: Statement) -> tuple[When | None, datetime]:
    """When it was said or, where that is not known, when its report was published."""
    at = moment(one.said)
    if at != moment(None):
        return one.said, at
    published = desk.items[one.item].published
    known = published and (published.earliest or published.latest)
    return (published, known) if known else (None, at)


def _event(desk: Desk, claims: list[Id]) -> Event | None:
    """The event of which most of the claims tell."""
    told = [(len(set(event.claims) & set(claims)), event) for event in desk.dossier.events]
    most = max(told, key=lambda one: one[0], default=(0, None))
    return most[1] if most[0] else None


def clashes(event: Event) -> Iterator[tuple[StatusReport, StatusReport]]:
    """Yield the steps of an event by two voices that cannot both have held at one time."""
    told: dict[str, list[StatusReport]] = {}
    for report in event.status_history:
        told.setdefault(report.status, []).append(report)
    for one, other in EXCLUDE:
        for a, b in product(told.get(one, ()), told.get(other, ())):
            if _voice(a) != _voice(b) and _meet(a, b):
                yield a, b


def _voice(report: StatusReport) -> str:
    return (report.by.person or report.by.as_written) if report.by else report.item


def _meet(a: StatusReport, b: StatusReport) -> bool:
    one, other = a.as_of or a.said, b.as_of or b.said
    if (
        not one
        or not other
        or not (one.earliest and one.latest and other.earliest and other.latest)
    ):
        return False
    return one.earliest < other.latest and other.earliest < one.latest


class Quarrels:
    """Makes the quarrels of one language."""

    def __init__(self, cards: Cards) -> None:
        """Take what makes the cards: the same names, the same words."""
        self.cards = cards
        self.desk = cards.desk
        self.names = cards.names
        self.tongue = cards.tongue
        self._named: Counter[str] = Counter()

    @cached_property
    def entries(self) -> tuple[QuarrelEntry, ...]:
        """The quarrels, those of most voices first; then the words that are disputed."""
        own: set[Id] = set()
        found = contested_of(self.desk)
        told = {one.event.id for one in found if one.event and one.facet == "what"}
        made = [self._of_claims(one, own) for one in found]
        made += [
            one
            for event in self.desk.dossier.events
            if event.id not in told and (one := self._of_event(event))
        ]
        shown = [one for one in made if len(one.sides) > 1]
        shown.sort(key=lambda one: -sum(len(side.tellings) for side in one.sides))
        return (*shown, *map(self._disputed, _disputed_once(self.desk.dossier.statements)))

    @cached_property
    def of_statement(self) -> dict[str, str]:
        """The quarrel in which a statement stands, both by their anchors."""
        return {
            telling.to: entry.anchor
            for entry in reversed(self.entries)
            for side in entry.sides
            for telling in side.tellings
            if telling.to
        }

    @cached_property
    def of_step(self) -> dict[tuple[str, str], str]:
        """The quarrel over an event in which a statement stands: by the anchors of both."""
        return {
            (entry.event, telling.to): entry.anchor
            for entry in self.entries
            for side in entry.sides
            for telling in side.tellings
            if entry.event and telling.to
        }

    def _of_claims(self, quarrel: _Quarrel, own: set[Id]) -> QuarrelEntry:
        parts = [part for side in quarrel.sides for part in side]
        sides = tuple(self._side(quarrel, side, own) for side in quarrel.sides)
        of = quarrel.event if quarrel.facet in {"who_did", "what"} else None
        anchor = self.desk.anchor("q", min(part.id for part in parts))
        self._named[anchor] += 1  # one claim may stand in several quarrels, over several figures
        return QuarrelEntry(
            anchor=f"{anchor}-{quarrel.facet}-{self._named[anchor]}",
            title=self._title(quarrel, parts),
            sides=tuple(side for side in sides if side.tellings),
            why=self._why(quarrel),
            event=self.desk.anchor("e", of.id) if of else None,
            anchors=tuple(t.anchor for side in sides for t in side.tellings if t.anchor),
        )

    def _side(self, quarrel: _Quarrel, parts: list[_Part], own: set[Id]) -> Side:
        told = [
            (one, part.id)
            for part in parts
            for sid in self.desk.claims[part.id].statements
            if (one := self.desk.statements.get(sid))
        ]
        told.sort(key=lambda pair: _said_or_published(self.desk, pair[0])[1])
        name = _spelled_figure(parts[0].figure)
        if name and told and told[0][0].stance == "denies":
            name = self.tongue.say("quarrel.not", figure=name)
        return Side(
            name=name,
            tellings=tuple(self._telling(quarrel, *one, own) for one in told[:MOST_TELLINGS]),
            more=max(0, len(told) - MOST_TELLINGS),
        )

    def _telling(self, quarrel: _Quarrel, one: Statement, claim: Id, own: set[Id]) -> Telling:
        held = self.desk.claims[claim]
        alone = claim not in own and len(held.statements) == 1 and not held.decided
        own.add(claim)
        told = self._telling_of(one, self.quote(one, list(self._difference(quarrel, one))))
        return replace(told, anchor=self.desk.anchor("c", claim) if alone else None)

    def _telling_of(self, one: Statement, words: Excerpt) -> Telling:
        desk = self.desk
        when, _ = _said_or_published(desk, one)
        return Telling(
            who=self.cards.who(one),
            when=spelled(when, desk.zone, self.tongue, "short") if when else None,
            report=self._report(desk.items[one.item]),
            words=words,
            to=desk.anchor("s", one.id),
        )

    def _difference(self, quarrel: _Quarrel, one: Statement) -> Iterator[Span]:
        """Where in the report stands what the sides differ in: the figures, or who did what."""
        if quarrel.facet == "how_many":
            yield from (amount.span for amount in _named(one, quarrel.why))
        elif quarrel.event:
            text = self.desk.items[one.item].text
            for report in quarrel.event.status_history:
                if report.statement == one.id and (
                    quarrel.facet != "who_did" or report.status in BLAMED
                ):
                    yield from _clauses(text, report.span, one.spans)

    def quote(self, one: Statement, stand_out: list[Span]) -> Excerpt:
        """Return the words of a statement with what stands out in them, cut around it."""
        item = self.desk.items[one.item]
        marks = self.desk.veil.marks_of(item, self.desk.hidden(one))
        spans = _around(item.text, one.spans, stand_out)
        shown = []
        for start, end in spans:
            words, at = Markup(), start
            for first, last in sorted(stand_out):
                low, high = max(first, at), min(last, end)
                if low < high:
                    words += inked(self.desk.veil, item.text, (at, low), marks)
                    words += framed(
                        "<mark>", inked(self.desk.veil, item.text, (low, high), marks), "</mark>"
                    )
                    at = high
            shown.append(words + inked(self.desk.veil, item.text, (at, end), marks))
        text = Markup(" … ").join(shown)
        cut_before = spans[0][0] > one.spans[0][0]
        cut_after = spans[-1][1] < one.spans[-1][1]
        gap = Markup("…")
        words = (gap if cut_before else Markup()) + text + (gap if cut_after else Markup())
        lang = lang_of(item.text[spans[0][0] : spans[-1][1]])
        return Excerpt(before=Markup(), words=words, after=Markup(), lang=lang, left_out=0)

    def _title(self, quarrel: _Quarrel, parts: list[_Part]) -> Markup:
        say, has = self.tongue.say, self.tongue.has
        if quarrel.facet == "who_did" and quarrel.event:
            told = {sid for part in parts for sid in self.desk.claims[part.id].statements}
            found = [r.status for r in quarrel.event.status_history
                     if r.statement in told and r.status in BLAMED]  # fmt: skip
            if found and has("the", quarrel.event.what):
                the = self.tongue.word("the", quarrel.event.what)
                return say(f"quarrel.who_{max(found, key=found.count)}", what=the)
        if quarrel.facet == "how_many":
            return self._how_many(quarrel, parts)
        known = has("quarrel", quarrel.facet)
        title = say(f"quarrel.{quarrel.facet}") if known else say("quarrel.other")
        if quarrel.event and quarrel.facet == "what" and has("what", quarrel.event.what):
            return say("quarrel.about", what=self.tongue.word("what", quarrel.event.what))
        return title

    def _how_many(self, quarrel: _Quarrel, parts: list[_Part]) -> Markup:
        """How many: of what became of them, and where, as far as both is known."""
        told = [
            one
            for part in parts
            for sid in self.desk.claims[part.id].statements
            if (one := self.desk.statements.get(sid))
        ]
        states = [a.state for one in told for a in _named(one, quarrel.why) if a.state]
        state = next((s for s in states if self.tongue.has("became", s)), None)
        names = [{p.name for p in one.places if p.name} for one in told]
        shared = sorted(set.intersection(*names)) if names else []
        places = [p for one in told for p in one.places if shared and p.name == shared[0]]
        called = (name for p in places for name in (p.name, p.as_written) if name)
        where = next((name for name in called if lang_of(name) == self.tongue.lang), None)
        if state is None:
            return self.tongue.say("quarrel.how_many")
        became = self.tongue.word("became", state)
        if where:
            key = "quarrel.from_where" if state == "evacuated" else "quarrel.at_where"
            return self.tongue.say(key, title=became, where=self.names.text(where))
        return became

    def _why(self, quarrel: _Quarrel) -> Markup:
        """Why they cannot all be true, in the language of the page."""
        say, has = self.tongue.say, self.tongue.has
        if len(quarrel.sides) > TWO:
            return say("quarrel.why_many")
        doers = {doer for pair in _DOERS.findall(quarrel.why) for doer in pair}
        if len(doers) == TWO and all(has("party", d) for d in doers):
            a, b = (self.tongue.word("party", doer) for doer in sorted(doers))
            return say("quarrel.why_doers", a=a, b=b)
        figures = {side[0].figure for side in quarrel.sides}
        if quarrel.facet == "how_many" and len(figures) == 1 and None not in figures:
            return say("quarrel.why_denied")
        if has("quarrel", key := f"why_{quarrel.facet}"):
            return say(f"quarrel.{key}")
        return say("quarrel.why_other")

    def _of_event(self, event: Event) -> QuarrelEntry | None:
        """The steps of an event that exclude each other, by how they say that it stood."""
        by_status: dict[str, dict[Id, StatusReport]] = {}
        for pair in clashes(event):
            for report in pair:
                by_status.setdefault(report.status, {})[report.id] = report
        if not by_status:
            return None
        word = self.tongue.word
        first, second, *_ = (word("status", status) for status in by_status)
        return QuarrelEntry(
            anchor=self.desk.anchor("q", event.id),
            title=self.tongue.say(
                "quarrel.stood", what=word("what", event.what), a=first, b=second
            ),
            sides=tuple(
                Side(
                    name=word("status", status),
                    tellings=tuple(map(self._step, list(told.values())[:MOST_TELLINGS])),
                    more=max(0, len(told) - MOST_TELLINGS),
                )
                for status, told in by_status.items()
            ),
            why=self.tongue.say("quarrel.why_what"),
            event=self.desk.anchor("e", event.id),
        )

    def _disputed(self, one: Statement) -> QuarrelEntry:
        """Words that a report sets apart as another's, beside or in those that they answer."""
        spans = [words.span for words in one.contested]
        apart = [span for span in spans if not any(a <= span[0] < b for a, b in one.spans)]
        own = self._telling_of(one, self.quote(one, spans))
        tellings = [own, *(self._told_apart(one, span) for span in apart)]
        return QuarrelEntry(
            anchor=self.desk.anchor("w", one.id),
            title=self.tongue.say("quarrel.words", words=self.tongue.quoted(self._called(one))),
            sides=tuple(Side(name=None, tellings=(told,), more=0) for told in tellings),
            why=None,
        )

    def _told_apart(self, one: Statement, span: Span) -> Telling:
        """Words that stand against a statement: their speaker's, or the report's where none is."""
        others = self.desk.statements_in.get(one.item, ())
        other = next(
            (s for s in others if span[0] <= s.spans[0][0] and s.spans[-1][1] <= span[1]), None
        )
        if other is not None:
            return self._telling_of(other, self.quote(other, []))
        words = self.desk.excerpt(self.desk.items[one.item], (span,), self.desk.hidden(one))
        own = self._telling_of(one, replace(words, before=Markup(), after=Markup()))
        report = Told(text=own.report.text, to=own.report.to)
        return replace(own, who=report, report=Told(text=Markup(), to=None))

    def _called(self, one: Statement) -> Markup:
        """The words by which a dispute over words is called: its own where they are few."""
        start, end = one.spans[0]
        few = len(one.spans) == 1 and end - start <= MOST_CALLED
        span = one.spans[0] if few else one.contested[0].span
        return self.cards.cut(self.desk.items[one.item], span, self.desk.hidden(one))

    def _step(self, report: StatusReport) -> Telling:
        desk = self.desk
        item, when = desk.items[report.item], report.as_of or report.said
        hidden = desk.veil.of_voice(report.by, report.statement)
        known = report.statement in desk.statements
        return Telling(
            who=Told(text=self.names.stated_by(report), to=None),
            when=spelled(when, desk.zone, self.tongue, "short") if when else None,
            report=self._report(item),
            words=desk.excerpt(item, (report.span,), hidden),
            to=desk.anchor("s", report.statement or "") if known else None,
        )

    def _report(self, item: Item) -> Told:
        """The outlet, without its day: when it was said stands beside it."""
        called = self.names.publication(item) or self.names.report(item.id)
        return Told(text=called, to=self.desk.anchor("r", item.id))


def _spelled_figure(figure: Figure) -> Markup | None:
    if figure is None:
        return None
    low, high = figure
    if low is None or high is None or low == high:
        return Markup("<bdi>{}</bdi>").format(f"{float(str(low if low is not None else high)):,g}")
    return Markup('<bdi dir="ltr">{}–{}</bdi>').format(
        *(f"{float(str(end)):,g}" for end in (low, high))
    )


def _clauses(text: str, span: Span, spans: tuple[Span, ...]) -> Iterator[Span]:
    """From where its clause begins to the end of a deed: with whoever is said to have done it."""
    for start, end in spans:
        low, high = max(start, span[0]), min(end, span[1])
        if low >= high:
            continue
        breaks = [match.end() for match in _CLAUSE.finditer(text, start, low)]
        begin = max(breaks, default=start)
        yield (begin if low - begin <= MOST_LEAD else low), high


def _around(text: str, spans: tuple[Span, ...], stand_out: list[Span]) -> tuple[Span, ...]:
    """The spans of a statement or, of a long one, the stretch around what stands out."""
    if sum(end - start for start, end in spans) <= MOST_WORDS:
        return spans
    low = min(stand_out, default=spans[0])[0]
    start, end = next((span for span in spans if span[0] <= low < span[1]), spans[0])
    begin = start
    if low - start > MOST_WORDS // 2:
        begin = text.index(" ", low - MOST_WORDS // 2) + 1 if " " in text[start:low] else low
        begin = min(begin, low)
    if end - begin > MOST_WORDS:
        end = begin + (at_word(text[begin:end], MOST_WORDS) or MOST_WORDS)
    return ((begin, end),)


def _disputed_once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements with words in dispute; where two stand against each other, the first."""
    beside: dict[Id, list[Span]] = {}  # what stands beside another already
    for one in statements:
        if one.contested and not any(
            start <= one.spans[0][0] and one.spans[-1][1] <= end
            for start, end in beside.get(one.item, ())
        ):
            beside.setdefault(one.item, []).extend(words.span for words in one.contested)
            yield one
