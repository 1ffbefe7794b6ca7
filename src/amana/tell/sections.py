"""The parts beside the timeline: voices, how things stood, reports, problems."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from amana.model import Event, Id, Item, Person, Problem, Statement, StatusReport
from amana.tell.cards import Cards, Told
from amana.tell.clock import (
    When,
    day_of,
    grounds,
    spelled,
    spelled_date,
    spelled_day,
    spelled_published,
)
from amana.tell.descent import NEVER, moment
from amana.tell.desk import MOST_LABEL
from amana.tell.ink import Excerpt, at_word
from amana.tell.masks import lang_of
from amana.tell.plates import Plates
from amana.tell.quarrels import Quarrels, clashes
from amana.tell.tongue import isolate

MOST_LINKS = 40  #: statements that one voice or report leads to; how many more is said
MOST_SOURCES = 8  #: reports that a step names; a thousand pages may all say that a truce is broken
MOST_TOGETHER = 120  #: sources of one event in one entry, some 60 kB; the rest is its continuation
FIRST_WORDS = 48  #: characters by which a statement without a time is named

Rows = tuple[tuple[Markup, tuple[Told, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where it stands that something stood so."""

    report: Told
    passage: Excerpt
    said: Markup | None
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How something stood, by somebody's word: once, however often one says it of one day."""

    when: Markup
    status: str
    what: Markup
    who: Markup
    party: Markup | None
    contested: Told | None  #: another step or statement speaks against it
    sources: tuple[Source, ...]
    times: int  #: reports in which it stands so, those that are not named too


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One voice, event, picture, report or problem, ready to be laid out."""

    anchor: str
    title: Markup
    also: Markup | None = None
    flag: Markup | None = None  #: what must be seen first
    notes: tuple[Markup, ...] = ()
    rows: Rows = ()
    steps: tuple[Step, ...] = ()
    passages: tuple[Excerpt, ...] = ()


class Sections:
    """Makes the entries of one language."""

    def __init__(self, cards: Cards, plates: Plates) -> None:
        """Take what makes the cards, the same names, the same words; and what is shown."""
        self.cards = cards
        self.quarrels = Quarrels(cards)
        self.plates = plates
        self.desk = cards.desk
        self.names = cards.names
        self.tongue = cards.tongue

    def people(self) -> Iterator[Entry]:
        """Yield the voices, those with most statements first."""
        for person in self.ranked_people():
            yield self._person(person)

    def ranked_people(self) -> list[Person]:
        """Return the voices that are not rejected, those with most statements first."""
        people = [one for one in self.desk.dossier.people if one.review != "rejected"]
        return sorted(people, key=lambda one: (-len(one.statements), one.id))

    def _person(self, person: Person) -> Entry:
        say, desk = self.tongue.say, self.desk
        hidden = desk.veil.of_person(person.id)
        said = [one for sid in person.statements if (one := desk.statements.get(sid))]
        said.sort(key=lambda one: moment(one.said))  # a voice is followed through time
        reports = len({desk.items[statement.item].original for statement in said})
        notes = [
            say(
                "voice.says",
                count=self.tongue.count("statements", len(said)),
                reports=self.tongue.count("reports", reports),
            )
        ]
        if party := self.names.text(person.party):
            notes.append(say("voice.party", party=party))
        rows = [] if hidden else list(self._spellings(person))
        links = self._to_statements([statement.id for statement in said])
        if links:
            rows.append((say("voice.statements"), links))
        return Entry(
            anchor=desk.anchor("p", person.id),
            title=self.names.label(hidden) if hidden else self.names.person(person),
            also=self.tongue.joined(
                [
                    self.tongue.word("voice", f"kind_{person.kind}"),
                    self.tongue.word("review", person.review),
                ]
            ),
            flag=say(f"masks.{hidden.why}_why") if hidden else None,
            notes=tuple(notes),
            rows=tuple(rows),
        )

    def role(self, person: Person) -> Markup | None:
        """Return what a voice is said to be, in the language of the page where that is held."""
        fitting = [role for role in person.roles if lang_of(role) == self.tongue.lang]
        return self.names.text(next(iter(fitting or person.roles), None))

    def _spellings(self, person: Person) -> Iterator[tuple[Markup, tuple[Told, ...]]]:
        title = str(self.names.person(person))
        held = ((person.name,) if person.name else ()) + tuple(n.value for n in person.names)
        other = [name for name in held if str(self.names.text(name)) != title]
        for key, values in (
            ("names", dict.fromkeys(other)),
            ("roles", person.roles),
            ("handles", person.handles),
        ):
            told = [
                Told(text=text, to=None)
                for value in list(values)[:MOST_LINKS]
                if (text := self.names.text(value))
            ]
            if told:
                yield self.tongue.say(f"voice.{key}"), tuple(told)

    def _to_statements(self, ids: Iterable[Id]) -> tuple[Told, ...]:
        """Links to statements by their time, the first forty; how many more there are."""
        ids = list(ids)
        told = [
            Told(text=self._pointer(self.desk.statements[sid]), to=self.desk.anchor("s", sid))
            for sid in ids[:MOST_LINKS]
        ]
        if len(ids) > MOST_LINKS:
            told.append(
                Told(text=self.tongue.say("page.and_more", n=len(ids) - MOST_LINKS), to=None)
            )
        return tuple(told)

    def _pointer(self, statement: Statement) -> Markup:
        """A statement by its day, where it is known, and its first words."""
        words = self._first_words(statement)
        day = day_of(statement.said, self.desk.zone)
        return self.tongue.joined([spelled_day(day, self.tongue, "short"), words]) if day else words

    def _first_words(self, statement: Statement) -> Markup:
        start, end = statement.spans[0]
        item, hidden = self.desk.items[statement.item], self.desk.hidden(statement)
        if end - start > FIRST_WORDS:
            span = (start, start + (at_word(item.text[start:end], FIRST_WORDS) or FIRST_WORDS))
        else:
            span = (start, end)
        words = self.cards.cut(item, span, hidden)
        return self.tongue.quoted(Markup("{}…").format(words) if span[1] < end else words)

    def standing(self) -> Iterator[Entry]:
        """Yield the events with what was said of them, by time."""
        for event in self.desk.dossier.events:
            yield from self._event(event)

    def _event(self, event: Event) -> Iterator[Entry]:
        steps = list(self._steps(event))
        title = self.what(event.what)
        also = []
        if event.where and (place := self.names.text(event.where.name or event.where.as_written)):
            also.append(self.tongue.say("standing.where", where=place))
        if event.time:
            also.append(spelled(event.time, self.desk.zone, self.tongue))
        for n, part in enumerate(_in_parts(steps)):
            yield Entry(
                anchor=self.desk.anchor("e", event.id) + (f"-{n}" if n else ""),
                title=self.tongue.say("page.continued", heading=title) if n else title,
                also=self.tongue.joined(also) if also else None,
                steps=part,
            )

    def what(self, what: str) -> Markup:
        """Return the name of a kind of event; its own words, names hidden, where it has none."""
        if self.tongue.has("what", what):
            return self.tongue.word("what", what)
        return self.names.text(what) or isolate("")

    def _steps(self, event: Event) -> Iterator[Step]:
        """The steps of an event by time; what one voice says again of one day folds together."""
        known = [one for one in event.status_history if one.item in self.desk.items]
        rungs: dict[tuple[object, ...], list[StatusReport]] = {}
        for report in sorted(known, key=self._time_of_step):
            day = day_of(self._when(report), self.desk.zone)
            who = (report.by.person or report.by.as_written) if report.by else None
            by = who or self.desk.items[report.item].outlet or report.item
            rungs.setdefault((report.status, by, day), []).append(report)
        against = {id(one) for pair in clashes(event) for one in pair}
        for reports in rungs.values():
            yield self._step(event, reports, clash=any(id(one) in against for one in reports))

    def _step(self, event: Event, reports: list[StatusReport], *, clash: bool) -> Step:
        first = reports[0]
        when = self._when(first)
        return Step(
            when=self._spelled(when) if when else self._published(first),
            status=first.status,
            what=self.tongue.word("status", first.status),
            who=self.names.stated_by(first),
            party=self.names.party(first.by),
            contested=self._contested(event, reports, clash=clash),
            sources=tuple(map(self._source, reports[:MOST_SOURCES])),
            times=len(reports),
        )

    def _when(self, report: StatusReport) -> When | None:
        """Of which time something is said to have stood so, else when it was said."""
        statement = self.desk.statements.get(report.statement or "")
        times = (report.as_of, report.said, statement.said if statement else None)
        return next((t for t in times if t and (t.earliest or t.latest)), None)

    def _published(self, report: StatusReport) -> Markup:
        published = self.desk.items[report.item].published
        if published is None or (published.earliest or published.latest) is None:
            return self.tongue.say("time.unknown")
        return self.tongue.say("descent.published", when=self._spelled(published))

    def _time_of_step(self, report: StatusReport) -> tuple[datetime, bool]:
        """For the order: what has no time of its own stands at the end of its report's day."""
        if when := self._when(report):
            return moment(when), False
        published = self.desk.items[report.item].published
        return (published and (published.latest or published.earliest)) or NEVER, True

    def _contested(self, event: Event, reports: list[StatusReport], *, clash: bool) -> Told | None:
        """Where a step stands in a quarrel, or that another step speaks against it."""
        anchors = (self.desk.anchor("s", r.statement) for r in reports if r.statement)
        own = self.desk.anchor("e", event.id)
        found = (self.quarrels.of_step.get((own, anchor)) for anchor in anchors)
        to = next((anchor for anchor in found if anchor), None)
        if to is None and not clash:
            return None
        return Told(
            text=self.tongue.word("claim", "contested"), to=to or self.desk.anchor("q", event.id)
        )

    def _source(self, report: StatusReport) -> Source:
        item = self.desk.items[report.item]
        hidden = self.desk.veil.of_voice(report.by, report.statement)
        known = report.statement in self.desk.statements
        later = report.said if report.as_of and report.said else None
        return Source(
            report=self.to_report(item),
            passage=self.desk.excerpt(item, (report.span,), hidden),
            said=self.tongue.say("standing.said", when=self._spelled(later)) if later else None,
            statement=self.desk.anchor("s", report.statement or "") if known else None,
        )

    def _spelled(self, when: When) -> Markup:
        return spelled(when, self.desk.zone, self.tongue, "short")

    def to_report(self, item: Item) -> Told:
        """Return a line that leads to a report."""
        return Told(text=self.names.report(item.id), to=self.desk.anchor("r", item.id))

    def reports(self) -> Iterator[Entry]:
        """Yield the reports, as they came in."""
        for item in self.desk.dossier.items:
            yield self._report(item)

    def _report(self, item: Item) -> Entry:
        say, desk = self.tongue.say, self.desk
        protected = item.id in desk.outside.protected
        rows: list[tuple[Markup, tuple[Told, ...]]] = [
            (say("reports.published"), (Told(text=self.published(item), to=None),))
        ]
        kept = min((arrival.at for arrival in item.arrivals), default=None)
        plain = {
            "outlet": self.names.text(item.outlet),
            "author": self.names.text(item.author),
            "address": isolate(address) if (address := desk.outside.address(item)) else None,
            "file": isolate(name) if (name := desk.outside.file(item)) else None,
            "checksum": None if protected else _digits(item.sha256),
            "kept": spelled_date(kept.astimezone(desk.zone).date(), self.tongue) if kept else None,
        }
        rows += [(say(f"reports.{key}"), (Told(text=v, to=None),)) for key, v in plain.items() if v]
        if links := self._to_statements(s.id for s in desk.statements_in.get(item.id, ())):
            rows.append((say("reports.statements"), links))
        return Entry(
            anchor=desk.anchor("r", item.id),
            title=self.names.report(item.id),
            also=self._also(item),
            notes=(say("masks.protected"),) if protected else (),
            rows=tuple(rows),
        )

    def _also(self, item: Item) -> Markup | None:
        """The title of a report that is called by its outlet; that a post is one."""
        if item.kind == "post":
            return self.names.numbered(item)
        # the title of a picture in a page is only the address from which it was to be fetched
        if item.kind == "image" and item.inside:
            return None
        called = item.kind != "image" and not item.outlet and len(item.title or "") <= MOST_LABEL
        return None if called else self.names.text(item.title, 300)

    def published(self, item: Item) -> Markup:
        """Return when a report was published, and what that rests on."""
        if item.published is None or item.published.earliest is None:
            return self.tongue.say("reports.unknown_date")
        when = spelled_published(item.published, self.desk.zone, self.tongue)
        why = grounds(item.published, self.tongue)
        return self.tongue.joined([when, why]) if why else when

    def problems(self) -> Iterator[Entry]:
        """Yield what could not be read or done."""
        for n, problem in enumerate(self.desk.dossier.problems):
            yield self._problem(problem, n)

    def _problem(self, problem: Problem, n: int) -> Entry:
        return Entry(
            anchor=f"problem-{n}",
            title=self.names.message(problem.what),
            also=self._where(problem.where),
            notes=(
                Markup("{}: {}").format(
                    self.tongue.say("method.todo"), self.names.message(problem.do)
                ),
            ),
        )

    def _where(self, where: str) -> Markup:
        """The place of a problem: the report it is in, or the last part of a path."""
        for item in self.desk.dossier.items:
            if where in (item.id, item.view, item.original, item.file):
                return self.names.report(item.id)
        return self.names.message(where.rsplit("/", 1)[-1])


def _digits(value: str) -> Markup:
    return Markup('<code dir="ltr">{}</code>').format(value)


def _in_parts(steps: list[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield the steps in parts that a page can hold; one empty part where there are none."""
    part: list[Step] = []
    room = MOST_TOGETHER
    for step in steps:
        if part and len(step.sources) > room:
            yield tuple(part)
            part, room = [], MOST_TOGETHER
        part.append(step)
        room -= len(step.sources)
    yield tuple(part)
