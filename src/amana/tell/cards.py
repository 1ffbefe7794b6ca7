"""One statement as a reader sees it: who, when, the words in their place, and where else."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from amana.model import Amount, Claim, Item, Link, Span, Speaker, Statement
from amana.tell.clock import grounds, spelled
from amana.tell.desk import Desk, Names
from amana.tell.drawing import when_bar
from amana.tell.hidden import Hidden
from amana.tell.ink import Excerpt, inked
from amana.tell.masks import lang_of
from amana.tell.tongue import Lang, Tongue, framed

MOST_LINKS = 12  #: links shown on one card; how many more there are is said
MOST_FACTS = 12  #: figures, places or cues shown on one card
SHORT_CLAIM = 80  #: characters of a claim where it is only named
MOST_CLAIMS = 3  #: claims whose independence is shown on one card


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line that leads elsewhere, with its reason."""

    text: Markup
    to: str | None  #: anchor
    why: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A statement, ready to be laid out."""

    anchor: str
    id: str
    who: Told
    role: Markup | None
    protected: Markup | None  #: why the name is hidden
    party: Markup | None
    when: Markup
    when_why: Markup | None
    bar: Markup | None  #: where that lies in its day or among the days, drawn
    chain: Markup  #: in what it was said and who passed it on
    passage: Excerpt
    cut_words: Markup | None
    kind: Markup
    basis: Markup | None
    stance: Markup | None
    review: Markup
    report: Told
    claims: tuple[Told, ...]  #: what it bears on, with its independence in words
    facts: tuple[tuple[Markup, tuple[Markup, ...]], ...]
    links: tuple[Told, ...]
    more_links: int
    within: str | None
    translation: Markup | None


class Cards:
    """Makes the cards of one language."""

    def __init__(self, desk: Desk, lang: Lang) -> None:
        """Take the desk and the language."""
        self.desk = desk
        self.names = Names(desk, lang)
        self.tongue: Tongue = self.names.tongue

    def card(self, statement: Statement) -> Card:
        """Return the card of a statement."""
        desk, say = self.desk, self.tongue.say
        item = desk.items[statement.item]
        hidden = desk.hidden(statement)
        passage = desk.excerpt(item, statement.spans, hidden)
        linked = list(self._linked(statement))
        outer = desk.statements.get(statement.within or "")
        return Card(
            anchor=desk.anchor("s", statement.id),
            id=desk.outside.id(statement.id),
            who=self.who(statement),
            role=None if hidden or not statement.speaker else self._role(statement),
            protected=say(f"masks.{hidden.why}_why") if hidden else None,
            party=self.names.party(statement.speaker),
            when=spelled(statement.said, desk.zone, self.tongue),
            when_why=self._when_why(statement, item, hidden),
            bar=when_bar(statement.said, desk.whole, desk.zone, self.tongue.lang),
            chain=self.tongue.joined(list(self._chain(statement)), "comma"),
            passage=passage,
            cut_words=say("card.cut_words", n=passage.left_out) if passage.left_out else None,
            kind=self.tongue.word("kind", statement.kind),
            basis=self._unless(statement.basis, "unknown", "basis"),
            stance=self._unless(statement.stance, "affirms", "stance"),
            review=self.tongue.word("review", statement.review),
            report=Told(text=self.names.report(item.id), to=desk.anchor("r", item.id)),
            claims=tuple(
                self._claim(claim, alone=len(desk.claims_of[statement.id]) == 1)
                for claim in desk.claims_of.get(statement.id, ())[:MOST_CLAIMS]
            ),
            facts=tuple(self._facts(statement, item, hidden)),
            links=tuple(self._link(link, other) for link, other in linked[:MOST_LINKS]),
            more_links=max(0, len(linked) - MOST_LINKS),
            within=desk.anchor("s", outer.id) if outer else None,
            translation=self.names.text(statement.translation, 2000),
        )

    def who(self, statement: Statement) -> Told:
        """Return who speaks, leading to that voice."""
        speaker = statement.speaker
        person = self.desk.people.get(speaker.person or "") if speaker else None
        shown = person is not None and person.review != "rejected"
        return Told(
            text=self.names.voice(speaker, statement.id),
            to=self.desk.anchor("p", person.id) if person and shown else None,
        )

    def _claim(self, claim: Claim, *, alone: bool) -> Told:
        """How many origins; of which claim, where the statement bears on several."""
        line = independence(self, claim)
        text = None if alone else self.names.text(claim.text, SHORT_CLAIM)
        if text:
            line = self.tongue.say("card.of_claim", claim=self.tongue.quoted(text), origins=line)
        return Told(text=line, to=self.desk.anchor("c", claim.id))

    def _unless(self, value: str, usual: str, table: str) -> Markup | None:
        return None if value == usual else self.tongue.word(table, value)

    def _role(self, statement: Statement) -> Markup | None:
        speaker = statement.speaker
        parts = (self._called(speaker), speaker.affiliation) if speaker else ()
        told = [text for part in parts if (text := self.names.text(part))]
        return self.tongue.joined(told, "comma") if told else None

    def _called(self, speaker: Speaker) -> str | None:
        """What a voice is said to be; in the language of the page where that is said anywhere."""
        if speaker.role is None or lang_of(speaker.role) == self.tongue.lang:
            return speaker.role
        person = self.desk.people.get(speaker.person or "")
        fitting = (role for role in (person.roles if person else ())
                   if lang_of(role) == self.tongue.lang)  # fmt: skip
        return next(fitting, speaker.role)

    def cut(self, item: Item, span: Span | None, hidden: Hidden | None = None) -> Markup:
        """Return the words of a report at a span, isolated, names hidden."""
        if span is None:
            return Markup()
        marks = self.desk.veil.marks_of(item, hidden)
        return framed("<bdi>", inked(self.desk.veil, item.text, span, marks), "</bdi>")

    def _when_why(self, statement: Statement, item: Item, hidden: Hidden | None) -> Markup | None:
        """The words of the report that a time rests on, and how they were understood."""
        said = statement.said
        if said is None:
            return None
        parts = []
        if said.span:
            words = self.tongue.quoted(self.cut(item, said.span, hidden))
            parts.append(self.tongue.say("time.as_written", words=words))
        else:
            parts.append(self.tongue.say("time.inherited"))
        if why := grounds(said, self.tongue):
            parts.append(why)
        known = said.earliest is not None or said.latest is not None
        if not known:
            parts.append(self.tongue.say("rule.unresolved"))
        elif said.evidence and said.review == "proposed":
            parts.append(self.tongue.say("rule.proposed"))
        return self.tongue.joined(parts)

    def _chain(self, statement: Statement) -> Iterator[Markup]:
        """How the words came here: how the voice knows, the medium, who passed them on."""
        if basis := self._unless(statement.basis, "unknown", "basis"):
            yield basis
        if medium := self.medium(statement):
            yield medium
        if statement.via:
            voices = [self.names.voice(voice) for voice in statement.via]
            yield self.tongue.say("card.passed_on", voices=self.tongue.joined(voices, "then"))

    def medium(self, statement: Statement) -> Markup | None:
        """Return in what, and on which platform, something was said; None where not told."""
        medium, platform = statement.medium, statement.platform
        if platform == "unknown":
            if medium == "unknown":
                return None
            return self.tongue.say("card.in_medium", medium=self.tongue.word("medium", medium))
        on = self.tongue.word("platform", platform)
        if medium == "unknown":
            return self.tongue.say("card.through", platform=on)
        return self.tongue.say(
            "card.in_medium_on", medium=self.tongue.word("medium", medium), platform=on
        )

    def _facts(
        self, statement: Statement, item: Item, hidden: Hidden | None
    ) -> Iterator[tuple[Markup, tuple[Markup, ...]]]:
        """Figures, places, disputed words and circumstances of a statement, as written."""
        rows = (
            ("figures", [self._amount(item, amount, hidden) for amount in statement.amounts]),
            ("places", [self.cut(item, place.span, hidden) for place in statement.places]),
            ("disputed", [self.cut(item, words.span, hidden) for words in statement.contested]),
            (
                "cues",
                [self._cue(cue.what, self.cut(item, cue.span, hidden)) for cue in statement.cues],
            ),
        )
        for name, values in rows:
            if values:
                once = tuple(dict.fromkeys(values))
                yield self.tongue.say(f"card.{name}"), once[:MOST_FACTS]

    def _cue(self, what: str, words: Markup) -> Markup:
        """A circumstance by its name, with the words that tell of it where they differ."""
        name = self.tongue.word("cue", what)
        told = words.striptags().casefold() != name.striptags().casefold()
        return Markup("{} ({})").format(name, words) if told else words

    def _amount(self, item: Item, amount: Amount, hidden: Hidden | None) -> Markup:
        """A figure in the words of the text, with what is counted where that stands elsewhere."""
        words = self.cut(item, amount.span, hidden)
        counted = self.names.text(amount.of)
        if not counted or (amount.of or "").casefold() in amount.as_written.casefold():
            return words
        return Markup("{} ({})").format(words, counted)

    def _linked(self, statement: Statement) -> Iterator[tuple[Link, Statement]]:
        """Where the same words stand again."""
        for link in self.desk.links_of.get(statement.id, ()):
            other = self.desk.statements.get(link.b if link.a == statement.id else link.a)
            if other is None or other.id == statement.id or link.kind == "same_person":
                continue
            yield link, other

    def _link(self, link: Link, other: Statement) -> Told:
        """One line that leads there, with the reason for thinking so."""
        report = self.names.report(other.item)
        if link.kind == "retells":
            how = self.tongue.word("relation", link.relation or "unknown")
            text = self.tongue.say("card.again", report=report, how=how)
        else:
            text = self.tongue.say(f"card.{link.kind}", report=report)
        return Told(text=text, to=self.desk.anchor("s", other.id), why=self._why(link))

    def _why(self, link: Link) -> Markup | None:
        """The strongest reason of a link, and whether a person has decided."""
        parts = [self.tongue.word("review", link.review)]
        if link.reasons:
            best = max(link.reasons, key=lambda reason: abs(reason.score))
            if self.tongue.has("signal", best.signal):
                parts.append(self.tongue.word("signal", best.signal))
            else:
                parts.append(self.names.message(best.detail or best.signal, 200))
        return self.tongue.joined(parts)


def independence(cards: Cards, claim: Claim) -> Markup:
    """Return on how many origins a claim rests, and how often it is told again, in words."""
    tongue, desk = cards.tongue, cards.desk
    low, high = claim.origins_low, claim.origins_high
    if high == 0:
        first = tongue.say("independence.none")
    elif low != high:
        first = tongue.say("independence.range", low=low, high=high)
    else:
        first = tongue.count("independent" if low > 1 else "origins", low)
    parts = [first]
    if len(claim.kinds) > 1:
        parts.append(tongue.count("kinds", len(claim.kinds)))
    parts.append(_retellings(cards, claim))
    if claim.contradictions:
        parts.append(tongue.count("contradictions", len(claim.contradictions)))
    states = [origin.state for origin in desk.origins_of.get(claim.id, ())]
    if circles := states.count("circular"):
        parts.append(tongue.count("circles", circles))
    if (without := states.count("unsourced")) and high:
        parts.append(tongue.count("without", without))
    if low > 1 and (party := cards.names.text(_only_side(cards, claim))):
        parts.append(tongue.say("independence.one_side", party=party))
    if claim.decided:
        parts.append(tongue.word("claim", claim.decided))
    return tongue.joined(parts)


def _only_side(cards: Cards, claim: Claim) -> str | None:
    """The party that every origin of a claim speaks for; one of no known party is of no side."""
    origins = cards.desk.origins_of.get(claim.id, ())
    roots = [one.root.person or "" for one in origins if one.state == "rooted"]
    people = [cards.desk.people.get(root) for root in roots]
    sides = {None if person is None else person.party for person in people}
    return next(iter(sides)) if len(sides) == 1 else None


def _retellings(cards: Cards, claim: Claim) -> Markup:
    """How often a claim is told beside its origins, and in how many outlets."""
    desk, tongue = cards.desk, cards.tongue
    origins = desk.origins_of.get(claim.id, ())
    roots = {one.root.statement for one in origins}
    again = {sid for one in origins for sid in one.retellings} - roots
    told = [one for sid in again if (one := desk.statements.get(sid))]
    if not told or (claim.origins_high == 0 and len(told) == 1):
        return tongue.say("independence.once")
    outlets = tongue.count("outlets", len({desk.outlet(one) or one.item for one in told}))
    retold = tongue.count("retellings" if claim.origins_high else "tellings", len(told))
    return tongue.say("independence.again", told=retold, outlets=outlets)
