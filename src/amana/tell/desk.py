"""What the tellers of one language share: the dossier looked up by id, names, labels of reports."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from markupsafe import Markup

from amana.model import (
    Claim,
    Dossier,
    Id,
    Item,
    Link,
    Person,
    Span,
    Speaker,
    Statement,
    StatusReport,
    Voice,
)
from amana.tell.clock import Day, day_of, day_of_month, zone_of
from amana.tell.hidden import Hidden
from amana.tell.ink import Excerpt, excerpt, line
from amana.tell.masks import Veil, lang_of
from amana.tell.outside import Outside
from amana.tell.tongue import Lang, Tongue, framed

_QUOTED = re.compile("“[^”<>]*”")

K = TypeVar("K")
V = TypeVar("V")

#: characters of a report's title in its label
MOST_LABEL = 64


class Desk:
    """A dossier, its veil and the way out, with everything found by its id; one per dossier."""

    def __init__(self, dossier: Dossier, outside_id: Callable[[Id], str]) -> None:
        """Look everything up once."""
        self.dossier = dossier
        self.veil = Veil(dossier)
        self.outside = Outside(dossier, self.veil, outside_id)
        self.zone = zone_of(dossier.zone)
        self._excerpts: dict[object, Excerpt] = {}
        self.items: Mapping[Id, Item] = {item.id: item for item in dossier.items}
        self._pages = {i.original: i for i in reversed(dossier.items) if i.kind != "image"}
        self.number = {item.id: n for n, item in enumerate(dossier.items, start=1)}
        self.people: Mapping[Id, Person] = {person.id: person for person in dossier.people}
        self.statements: Mapping[Id, Statement] = {
            statement.id: statement for statement in dossier.statements
        }
        self.whole = _whole_of(dossier, self.zone)
        self.rank = {statement.id: n for n, statement in enumerate(dossier.statements)}
        self.claims: Mapping[Id, Claim] = {claim.id: claim for claim in dossier.claims}
        self.claims_of = _grouped(
            (sid, claim) for claim in dossier.claims for sid in claim.statements
        )
        self.links_of = _grouped(
            (end, link)
            for link in dossier.links
            if link.review != "rejected"
            for end in dict.fromkeys((link.a, link.b))
            if end in self.statements
        )
        self.origins_of = _grouped((origin.claim, origin) for origin in dossier.origins)
        self.growths_of = _grouped(
            (claim.id, growth)
            for growth in dossier.growths
            for claim in dict.fromkeys(
                claim for step in growth.steps for claim in self.claims_of.get(step.statement, ())
            )
        )
        self.statements_in = _grouped((s.item, s) for s in dossier.statements)

    def anchor(self, kind: str, inside: Id) -> str:
        """Return the name by which other parts of the pages point at a thing."""
        return f"{kind}-{self.outside.id(inside)}"

    def excerpt(self, item: Item, spans: tuple[Span, ...], near: Hidden | None = None) -> Excerpt:
        """Return a passage in its place: the same in both languages of the pages, so made once."""
        key = (item.id, spans, near and (near.why, near.number))
        if key not in self._excerpts:
            self._excerpts[key] = excerpt(self.veil, item, spans, near)
        return self._excerpts[key]

    def hidden(self, statement: Statement) -> Hidden | None:
        """Return the hidden voice that speaks here, if one does."""
        return self.veil.of_voice(statement.speaker, statement.id)

    def voice(self, statement: Statement) -> str:
        """Return what tells one voice from another, to be compared and not to be shown."""
        speaker, hidden = statement.speaker, self.hidden(statement)
        if hidden:
            return f"{hidden.why} {hidden.number}"
        return (speaker.person or speaker.name or speaker.as_written) if speaker else ""

    def page(self, item: Item) -> Item:
        """Return the report in which a picture or its caption stands; itself if there is none."""
        return self._pages.get(item.original, item) if item.kind == "image" else item

    def outlet(self, statement: Statement) -> str:
        """Return the outlet of a statement's report, as outlets are compared; "" if not known."""
        item = self.items.get(statement.item)
        return _compared(item.outlet) if item and item.outlet else ""

    def cited(self, statement: Statement) -> set[str]:
        """Return the outlets from which a statement says that it has its words."""
        voices = (*statement.via, *((statement.speaker,) if statement.speaker else ()))
        return {_compared(one.name or one.as_written) for one in voices if one.kind == "outlet"}

    def retold(self) -> int:
        """Return how many direct quotations stand in more than one place."""
        group = {sid: sid for sid in self.statements}

        def head(sid: Id) -> Id:
            while group[sid] != sid:
                sid = group[sid]
            return sid

        for link in self._retellings():
            group[head(link.a)] = head(link.b)
        joined = _grouped((head(sid), sid) for sid in self.statements)
        return sum(
            len(members) > 1 and any(self.statements[sid].kind != "indirect" for sid in members)
            for members in joined.values()
        )

    def _retellings(self) -> Iterable[Link]:
        for link in self.dossier.links:
            both = link.a in self.statements and link.b in self.statements
            if link.kind == "retells" and link.review != "rejected" and both:
                yield link


def _whole_of(dossier: Dossier, zone: ZoneInfo) -> Day | None:
    """From the first to the last day on which anything is placed."""
    days = [day for one in dossier.statements if (day := day_of(one.said, zone))]
    return Day(min(d.first for d in days), max(d.last for d in days)) if days else None


def _compared(outlet: str) -> str:
    return " ".join(outlet.casefold().split()).removeprefix("the ")


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _bare(title: str | None) -> str | None:
    """A title without marks around the whole of it."""
    return title.strip('“”«»"') if title else None


class Names:
    """What a voice, a report or a party is called on a page of one language."""

    def __init__(self, desk: Desk, lang: Lang) -> None:
        """Take the desk and the language."""
        self.desk = desk
        self.tongue = Tongue(lang)
        # the same titles, voices and reasons stand on thousands of cards
        self.report = cache(self._report)
        self.message = cache(self._message)
        self.text = cache(self._text)

    def _text(self, text: str | None, most: int = 160) -> Markup | None:
        """Return a text in one line, names hidden; None where there is none."""
        return line(self.desk.veil, text, most) if text and text.strip() else None

    def voice(self, voice: Voice | Speaker | None, statement: Id | None = None) -> Markup:
        """Return the name of a voice as it may be shown."""
        if voice is None:
            return self.tongue.say("voice.nobody")
        if hidden := self.desk.veil.of_voice(voice, statement):
            return self.label(hidden)
        if own := self._in_page_language(voice):
            return own
        called = voice.name or voice.as_written
        marks = self.desk.veil.marks(called)
        if len(marks) == 1 and (marks[0].start, marks[0].end) == (0, len(called)):
            return self.label(marks[0].hidden)  # in the language of the page, not of the text
        shown = self.text(called) or self.tongue.say("voice.unnamed")
        if voice.name is None and voice.kind in {"unnamed", "person"}:
            return self.tongue.joined([shown, self.tongue.say("voice.unnamed")], "comma")
        return shown

    def _in_page_language(self, voice: Voice | Speaker) -> Markup | None:
        """The name of a voice in the script of the page, where its cluster holds one."""
        person = self.desk.people.get(voice.person or "")
        if not voice.name or person is None or person.review == "rejected":
            return None
        if lang_of(voice.name) == self.tongue.lang:
            return None
        own = (one.value for one in person.names if lang_of(one.value) == self.tongue.lang)
        return self.text(next(own, None))

    def person(self, person: Person) -> Markup:
        """Return what a voice that is not hidden is called."""
        held = [*([person.name] if person.name else []), *(name.value for name in person.names)]
        own = [name for name in held if lang_of(name) == self.tongue.lang]
        return self.text(next(iter(own or held), None)) or self.tongue.say("voice.unnamed")

    def stated_by(self, report: StatusReport) -> Markup:
        """Return by whose word something stood so."""
        if report.by:
            told = self.desk.statements.get(report.statement or "")
            speaker = told.speaker if told else None
            same = speaker is not None and speaker.as_written == report.by.as_written
            return self.voice(speaker if same else report.by, report.statement)
        item = self.desk.items.get(report.item)
        called = self.publication(item) if item else None
        return called or self.tongue.say("voice.outlet")

    def label(self, hidden: Hidden) -> Markup:
        """Return the label of a hidden voice, in the language of the page."""
        label = self.desk.veil.label(hidden, self.tongue.lang)
        return framed('<span class="withheld">', label, "</span>")

    def party(self, voice: Voice | Speaker | None) -> Markup | None:
        """Return the side for which a voice speaks, where it is known."""
        person = self.desk.people.get(voice.person or "") if voice else None
        return self.text(person.party) if person else None

    def _report(self, item: Id) -> Markup:
        """Return a report's outlet and day, or its title; its number where it takes that."""
        if item not in self.desk.items:
            return self.tongue.say("masks.report")
        found = self.desk.items[item]
        called = self._called(found)
        if called is None:
            return self.numbered(found)
        if found.id in self._shared:
            return self.tongue.say("reports.apart", name=called, number=self.numbered(found))
        return called

    @cached_property
    def _shared(self) -> set[Id]:
        """The reports that are called as another is, and their posts: numbers tell them apart."""
        called = {item.id: self._called(item) for item in self.desk.dossier.items}
        every = Counter(called.values())
        posts = Counter(called[i.id] for i in self.desk.dossier.items if i.kind == "post")
        return {
            item.id
            for item in self.desk.dossier.items
            if (name := called[item.id])
            and every[name] - (0 if item.kind == "post" else posts[name]) > 1
        }

    def _called(self, item: Item) -> Markup | None:
        """The outlet, else the title in quotation marks; with the day where it is known."""
        if item.kind == "image":
            return None
        name = self.publication(item)
        when = item.published
        at = (when.earliest or when.latest) if when else None
        if name is None or at is None or not item.outlet:
            return name
        local, whole = at.astimezone(self.desk.zone).date(), self.desk.whole
        with_year = whole is None or {whole.first.year, whole.last.year} != {local.year}
        day = day_of_month(local, self.tongue, with_year=with_year)
        return self.tongue.say("reports.dated", name=name, day=day)

    def publication(self, item: Item) -> Markup | None:
        """Return the outlet of a report, else its title in quotation marks; None without both."""
        if outlet := self.text(item.outlet, MOST_LABEL):
            return outlet
        title = self.text(_bare(item.title), MOST_LABEL)
        return self.tongue.quoted(title) if title else None

    def numbered(self, item: Item) -> Markup:
        """Return what a thing that came in is called: a report, a post, a picture."""
        kind: str = "caption" if item.kind == "image" and item.text.strip() else item.kind
        kind = kind if self.tongue.has("reports", f"numbered_{kind}") else "report"
        return self.tongue.say(f"reports.numbered_{kind}", n=self.desk.number[item.id])

    def _message(self, text: str, most: int = 400) -> Markup:
        """Return a message of the machine, in English, without what must not leave the case."""
        safe = self.desk.outside.message(text, str(self.tongue.say("masks.report")))
        told = line(self.desk.veil, safe, most)
        # it may begin with words in Arabic, and is English all the same; what it quotes is apart
        quoted = Markup(_QUOTED.sub(r"<bdi>\g<0></bdi>", str(told)))  # noqa: S704 - safe before
        return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(quoted)
