"""Claims as a reader sees them: on what they rest, how they came down, what speaks against."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from amana.model import Amount, Claim, Growth, Link, OriginState, Reason, Span, Statement
from amana.tell.cards import Cards, Told, independence
from amana.tell.clock import spelled, spelled_published
from amana.tell.descent import Hop, Lineage, changes, lineages
from amana.tell.drawing import share_bar
from amana.tell.ink import at_word
from amana.tell.quarrels import Quarrels

MOST_HOPS = 24  #: tellings drawn of one line; how many more there are is said
MOST_LINES = 12  #: lines drawn of one claim: likewise
MOST_CHANGES = 3  #: changes of words told of one telling
MOST_WORDS = 60  #: characters of a word or phrase that changed on the way

#: states of a claim that its count of origins, or the quarrel in which it stands, says as well
SAID_BY_COUNT = frozenset({"unreviewed", "single_origin"})
#: the shelves of claims in the order of the page
SHELVES = ("circular", "corroborated", "several", "single")
#: claims by one voice that stand in one folded list: more would not fit on a page
MOST_OF_VOICE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One telling on a line, with what changed on the way to it."""

    who: Markup | None  #: the origin's voice; a retelling stands under its report
    when: Markup
    report: Markup
    how: Markup | None
    drift: tuple[Markup, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One origin and its retellings, ready to be drawn."""

    state: OriginState
    name: Markup
    stops: tuple[Stop, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim, ready to be laid out."""

    anchor: str
    shelf: str
    voice: str  #: who says so first, the same in both languages
    title: Markup
    status: Markup | None  #: where it says more than the line on independence
    independence: Markup
    first: Told | None  #: for a claim that is told once: where
    contested: str | None  #: the quarrel in which it stands
    growths: tuple[Told, ...]
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceEntry:
    """What one voice says and nobody tells again."""

    anchor: str
    who: Markup
    count: Markup
    claims: tuple[ClaimEntry, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A figure as one voice gives it, and how far it reaches."""

    figure: Markup
    bar: Markup
    who: Markup | None
    when: Markup
    report: Told
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthEntry:
    """A figure that changed as it was passed on, step by step."""

    anchor: str
    title: Markup
    path: Markup  #: the figures in one line
    steps: tuple[Rise, ...]


class Claims:
    """Makes the claims of one language."""

    def __init__(self, cards: Cards, quarrels: Quarrels) -> None:
        """Take what makes the cards, the same names, the same words; and the quarrels."""
        self.cards = cards
        self.quarrels = quarrels
        self.desk = cards.desk
        self.names = cards.names
        self.tongue = cards.tongue

    def entries(self) -> list[ClaimEntry]:
        """Return the claims, those with most to tell first."""
        made = [self._entry(claim) for claim in self.desk.dossier.claims]
        size = {entry.anchor: sum(len(line.stops) for line in entry.lines) for entry in made}
        return sorted(made, key=lambda one: (SHELVES.index(one.shelf), -size[one.anchor]))

    def _entry(self, claim: Claim) -> ClaimEntry:
        desk = self.desk
        told = [desk.statements[sid] for sid in claim.statements if sid in desk.statements]
        growths = tuple(self._to_growth(one) for one in desk.growths_of.get(claim.id, ()))
        several = len(told) > 1 or claim.decided
        lines = lineages(desk, claim) if several else ()
        states = {line.state for line in lines}
        shelf = "single"
        if several:
            corroborated = "corroborated" if claim.status == "corroborated" else "several"
            shelf = "circular" if "circular" in states else corroborated
        return ClaimEntry(
            anchor=desk.anchor("c", claim.id),
            shelf=shelf,
            voice=desk.voice(told[0]) if told else "",
            title=self.tongue.quoted(self.names.text(claim.text) or Markup()),
            status=self._status(claim),
            independence=independence(self.cards, claim),
            first=None if lines or not told else self._first(told[0]),
            contested=self._quarrel(told),
            growths=growths,
            lines=tuple(self._line(line, n) for n, line in enumerate(lines[:MOST_LINES], start=1)),
            more=max(0, len(lines) - MOST_LINES),
        )

    def _status(self, claim: Claim) -> Markup | None:
        status = claim.decided or claim.status
        return None if status in SAID_BY_COUNT else self.tongue.word("claim", status)

    def _first(self, statement: Statement) -> Told:
        who = self.names.voice(statement.speaker, statement.id)
        when = spelled(statement.said, self.desk.zone, self.tongue, "short")
        return Told(text=who, to=self.desk.anchor("s", statement.id), why=when)

    def _quarrel(self, told: list[Statement]) -> str | None:
        """The quarrel in which any statement of a claim stands."""
        found = (self.quarrels.of_statement.get(self.desk.anchor("s", one.id)) for one in told)
        return next((anchor for anchor in found if anchor), None)

    def once(self, entries: Iterable[ClaimEntry]) -> Iterator[VoiceEntry]:
        """Yield what stands once, by whoever says so; the voice with most to say first."""
        told = {anchor for one in self.quarrels.entries for anchor in one.anchors}
        by_voice: dict[str, list[ClaimEntry]] = {}
        for entry in entries:
            if entry.anchor not in told:
                by_voice.setdefault(entry.voice, []).append(entry)
        for claims in sorted(by_voice.values(), key=lambda claims: -len(claims)):
            first = claims[0].first
            for start in range(0, len(claims), MOST_OF_VOICE):
                some = tuple(claims[start : start + MOST_OF_VOICE])
                yield VoiceEntry(
                    anchor=f"v{some[0].anchor[1:]}",
                    who=first.text if first else self.tongue.say("voice.nobody"),
                    count=self.tongue.count("claims_all", len(some)),
                    claims=some,
                    anchors=tuple(claim.anchor for claim in some),
                )

    def _line(self, line: Lineage, n: int) -> Line:
        stops = tuple(
            self._stop(hop, line.state, first=i == 0) for i, hop in enumerate(line.hops[:MOST_HOPS])
        )
        return Line(
            state=line.state,
            name=self.tongue.say(f"descent.{line.state}", n=n),
            stops=stops,
            more=max(0, len(line.hops) - MOST_HOPS),
        )

    def _stop(self, hop: Hop, state: OriginState, *, first: bool) -> Stop:
        statement = hop.statement
        named = first and state != "circular"
        how = self.cards.medium(statement) if hop.parent is None else self._how(hop)
        return Stop(
            who=self.names.voice(statement.speaker, statement.id) if named else None,
            when=self._when(statement, published_too=hop.by_publication),
            report=self._publication(statement),
            how=how,
            drift=tuple(self._drift(hop)),
            to=self.desk.anchor("s", statement.id),
        )

    def _publication(self, statement: Statement) -> Markup:
        """In which outlet, without its day: the day stands beside it."""
        item = self.desk.items[statement.item]
        return self.names.publication(item) or self.names.report(item.id)

    def _when(self, statement: Statement, *, published_too: bool = False) -> Markup:
        """When it was said, and where that is not known or orders nothing, when published."""
        said, published = statement.said, self.desk.items[statement.item].published
        known = said is not None and (said.earliest or said.latest)
        told = spelled(said, self.desk.zone, self.tongue, "short")
        if published is None or published.earliest is None or (known and not published_too):
            return told
        if known:
            when = spelled_published(published, self.desk.zone, self.tongue)
            return self.tongue.say("descent.both", said=told, when=when)
        day = spelled(published, self.desk.zone, self.tongue, "short")
        return self.tongue.say("descent.published", when=day)

    def _how(self, hop: Hop) -> Markup | None:
        """How one telling hangs on the other: its relation, or that it names it as its source."""
        assert hop.parent  # noqa: S101 - asked only for those that have one
        if hop.link is None:
            cited = self.desk.outlet(hop.parent) in self.desk.cited(hop.statement)
            if not hop.closes and not cited:
                return None
            return self.tongue.say("descent.names", report=self._publication(hop.parent))
        if hop.link.kind == "retells":
            return self.tongue.word("relation", hop.link.relation or "unknown")
        return self.tongue.say(f"descent.{hop.link.kind}")

    def _drift(self, hop: Hop) -> Iterator[Markup]:
        """What changed on the way, in the words of both."""
        if hop.parent is None:
            return
        for reason in hop.link.reasons if hop.link else ():
            if reason.signal == "changed_words":
                yield from self._words_changed(hop.parent, hop.statement)
            elif hop.link and self.tongue.has("drift", reason.signal):
                yield self._changed(reason, hop.link, hop.parent)
        if hop.link and any(reason.signal == "hedge_lost" for reason in hop.link.reasons):
            return
        for before, after in _bared(hop.parent, hop.statement):
            a, b = self._at(hop.parent, before.span), self._at(hop.statement, after.span)
            yield self.tongue.say("drift.hedge_lost", a=a, b=b)

    def _changed(self, reason: Reason, link: Link, parent: Statement) -> Markup:
        before, after = reason.left, reason.right
        if link.a != parent.id:
            before, after = after, before
        a, b = (self.names.text(words, MOST_WORDS) or Markup("…") for words in (before, after))
        quoted = self.tongue.quoted
        return self.tongue.say(f"drift.{reason.signal}", a=quoted(a), b=quoted(b))

    def _words_changed(self, before: Statement, after: Statement) -> Iterator[Markup]:
        for old, new in changes(before, after)[:MOST_CHANGES]:
            a, b = self._at(before, old), self._at(after, new)
            if old and new:
                yield self.tongue.say("drift.changed_words", a=a, b=b)
            elif old:
                yield self.tongue.say("drift.left_out", a=a)
            else:
                yield self.tongue.say("drift.put_in", b=b)

    def _at(self, statement: Statement, span: Span | None) -> Markup:
        item, hidden = self.desk.items[statement.item], self.desk.hidden(statement)
        if span and span[1] - span[0] > MOST_WORDS:
            end = span[0] + (at_word(item.text[slice(*span)], MOST_WORDS) or MOST_WORDS)
            return self.tongue.quoted(self.cards.cut(item, (span[0], end), hidden) + "…")
        return self.tongue.quoted(self.cards.cut(item, span, hidden))

    def growths(self) -> Iterator[GrowthEntry]:
        """Yield the figures that changed from mouth to mouth."""
        for growth in self.desk.dossier.growths:
            steps = [one for one in growth.steps if one.statement in self.desk.statements]
            if len(steps) > 1:
                yield self._growth(growth)

    def _growth(self, growth: Growth) -> GrowthEntry:
        steps = [step for step in growth.steps if step.statement in self.desk.statements]
        figures = [_figure(step.amount) for step in steps]
        most = max(figures) or 1
        shown = [Markup("<bdi>{}</bdi>").format(f"{figure:g}") for figure in figures]
        arrow = Markup(" {} ").format(self.tongue.say("page.arrow"))
        return GrowthEntry(
            anchor=self.desk.anchor("g", growth.id),
            title=self._of(growth),
            path=arrow.join(shown),
            steps=tuple(
                self._rise(self.desk.statements[step.statement], step.amount, figure / most)
                for step, figure in zip(steps, figures, strict=True)
            ),
        )

    def _of(self, growth: Growth) -> Markup:
        states = (step.amount.state for step in growth.steps if step.amount.state)
        state = next((one for one in states if self.tongue.has("became", one)), None)
        if state:
            return self.tongue.say("growth.title", of=self.tongue.word("became", state))
        counted = self.names.text(growth.of)
        if not counted:
            return self.tongue.say("growth.plain")
        return self.tongue.say("growth.title", of=self.tongue.quoted(counted))

    def _rise(self, statement: Statement, amount: Amount, share: float) -> Rise:
        item = self.desk.items[statement.item]
        hidden = self.desk.hidden(statement)
        return Rise(
            figure=self.cards.cut(item, amount.span, hidden),
            bar=share_bar(round(100 * share)),
            who=self.names.voice(statement.speaker, statement.id) if statement.speaker else None,
            when=self._when(statement),
            report=Told(
                text=self._publication(statement), to=self.desk.anchor("r", statement.item)
            ),
            to=self.desk.anchor("s", statement.id),
        )

    def _to_growth(self, growth: Growth) -> Told:
        made = self._growth(growth)
        return Told(text=made.path, to=made.anchor)


def _figure(amount: Amount) -> float:
    """One number for a figure that may be a range: the end that it gives."""
    known = amount.low if amount.low is not None else amount.high
    return float(known) if known is not None else 0.0


def _bared(before: Statement, after: Statement) -> Iterator[tuple[Amount, Amount]]:
    """The figures that stand with a "perhaps" or "about" in one telling, and bare in the next."""
    for one in before.amounts:
        for other in after.amounts:
            same = _figure(one) == _figure(other) and one.unit == other.unit
            if same and one.hedge and not other.hedge:
                yield one, other
                break
