"""One thing on the screen, with everything that bears on it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast

import click

from amana.cli import phrases
from amana.cli.around import Around, Thing, thing_of
from amana.cli.called import typed
from amana.cli.ladder import print_ladder, reasons
from amana.cli.output import isolated, one_line, safe
from amana.cli.tables import SINGULAR
from amana.cli.window import bold, directed, faint, fill, say, shorten, width
from amana.flow.looking import Shown
from amana.model import (
    Claim,
    Decision,
    Event,
    Id,
    Item,
    Link,
    Media,
    Origin,
    Person,
    Problem,
    Span,
    Statement,
    StatusReport,
)

#: links that tie a statement to others beside its chain
BESIDE: Final[Mapping[str, str]] = {
    "same_claim": "Others who say the same",
    "variant": "Told otherwise: a number, a name or a negation differs",
}
CONTEXT = 160  #: characters of a text that are shown before and behind the words
MOST = 12  #: things of one kind that are listed; the rest is counted
_BLANK = re.compile(r"\s+")
LABEL = 11  #: cells of the longest label, with what parts it from its value


def print_shown(shown: Shown, around: Around) -> None:
    """Print a thing, what people decided on it, and all that is related to it."""
    for number, row in enumerate(shown.found):
        if number:
            click.echo()
        thing, what = thing_of(row), SINGULAR[row.kind]
        say(f"{bold(what)} {row.id}")
        CARDS[type(thing)](cast("Any", thing), around)
        decisions = [one for one in shown.decisions if one.what == row_kind(thing)]
        if decisions:
            _head("Decided")
            for told in dict.fromkeys(map(_decided, decisions)):
                say(told, first="  ", rest="    ")


def row_kind(thing: Thing) -> str:
    """Return what a decision calls a thing of this kind."""
    return type(thing).__name__.lower()


def _decided(decision: Decision) -> str:
    why = f": {words_of_ours(decision.reason)}" if decision.reason else ""
    value, did = decision.value, decision.review
    told = f"{did} by {words_of_ours(decision.by)}, {decision.at:%Y-%m-%d %H:%M}{why}"
    if isinstance(value, Person):
        hidden = "at risk, hidden" if value.at_risk else "not at risk, shown"
        child = {True: "a child, ", False: "no child, ", None: ""}[value.minor]
        told = f"{child}{hidden}: {told.removeprefix(did).strip()}"
    return told


def words_of_ours(text: str) -> str:
    """Return what somebody here wrote, safe to look at."""
    return isolated(one_line(text))


# ------------------------------------------------------------------ parts of every card


def _head(title: str) -> None:
    click.echo()
    say(bold(title))


def _facts(facts: Iterable[tuple[str, str]]) -> None:
    """Labels and what is known; a label of which nothing is known is not there."""
    for label, told in facts:
        if told:
            say(told, first=f"  {faint(fill(label + ':', LABEL))}")


def _some(things: Iterable[str]) -> str:
    found = list(things)
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    return ", ".join(found[:MOST]) + more


def _lines(things: Iterable[str]) -> None:
    """Each in a line or more of its own, the rest counted."""
    number = 0
    for number, told in enumerate(things, 1):
        if number <= MOST:
            say(told, first="  ", rest="    ")
    if number > MOST:
        say(faint(f"and {number - MOST} more"), first="  ")


def _quote(texts: Iterable[str], most: int = 10_000) -> str:
    return f"“{directed(shorten(one_line(' … '.join(texts)), most))}”"


def _brief(statement: Statement, around: Around) -> str:
    """A statement in short: when, who, how, where, and what."""
    who, when = phrases.who(statement.speaker), phrases.day(statement.said)
    medium = phrases.MEDIUM[statement.medium]
    text = phrases.where(around.one(statement.item, Item))
    told = ", ".join(part for part in (bold(when), who, medium, text) if part)
    return f"{phrases.ref(statement.id)} {told}: {_quote(statement.words, 2 * width())}"


def _passage(text: str, spans: Iterable[Span]) -> None:
    """The text around some places, the places marked."""
    places = sorted(spans)
    while places:
        start, end = _before(text, places[0][0]), places[0][1]
        near = []
        while places and places[0][0] <= end + CONTEXT:
            near.append(places.pop(0))
            end = max(end, near[-1][1])
        stop = _behind(text, end)
        told, at = "…" if start else "", start
        for a, b in near:
            told += f"{_flat(text[at:a])}{bold('⟦' + _flat(text[a:b]) + '⟧')}"
            at = b
        say(directed(told + _flat(text[at:stop]) + ("…" if stop < len(text) else "")), first="  ")


def _before(text: str, place: int) -> int:
    """Where the context before a place begins: with a word."""
    start = max(0, place - CONTEXT)
    return text.find(" ", start, place) + 1 or start if start else 0


def _behind(text: str, place: int) -> int:
    """Where the context behind a place ends: with a word."""
    stop = place + CONTEXT
    return max(text.rfind(" ", place, stop), place) if stop < len(text) else len(text)


def _flat(text: str) -> str:
    """A stretch of a text on one line: the blanks at its edges kept, paragraphs marked."""
    return safe(_BLANK.sub(lambda found: " ¶ " if "\n" in found[0] else " ", text))


# ------------------------------------------------------------------ statements


def _statement(statement: Statement, around: Around) -> None:
    say(_quote(statement.words), first="  ")
    _facts(
        [
            ("speaker", phrases.who(statement.speaker)),
            ("person", _person_of(statement)),
            ("said", phrases.how(statement)),
            ("rule", _rule(statement)),
            ("cue", phrases.words(statement.cue.as_written) if statement.cue else ""),
            ("quoted", _nature(statement)),
            ("about", _some(map(phrases.when, statement.about))),
            ("places", _some(map(phrases.place, statement.places))),
            ("figures", _some(map(phrases.amount, statement.amounts))),
            ("observed", _some(f"{phrases.words(one.as_written)} ({one.what})"
                               for one in statement.cues)),
            ("contested", _some(phrases.words(one.as_written) for one in statement.contested)),
            ("review", statement.review),
        ]
    )  # fmt: skip
    _head("Chain")
    print_ladder(around, statement)
    for kind, title in BESIDE.items():
        links = [x for x in around.naming(statement.id, Link) if x.kind == kind]
        if links:
            _head(title)
            _lines(_beside(link, statement.id, around) for link in links)
    within = around.one(statement.within, Statement)
    quoted = [one for one in around.naming(statement.id, Statement) if one.within == statement.id]
    if within or quoted:
        _head("Quoted inside one another")
        _lines([f"inside {_brief(within, around)}"] if within else [])
        _lines(f"holds {_brief(one, around)}" for one in quoted)
    for claim in around.naming(statement.id, Claim):
        if statement.id not in claim.statements:
            continue  # one that this one contradicts
        _head("Claim")
        say(f"{phrases.independence(claim)} · {phrases.ref(claim.id)}", first="  ", rest="    ")
        _contradictions(claim, around)
    if item := around.one(statement.item, Item):
        _head("In the text")
        _passage(item.text, statement.spans)
        spans = ", ".join(f"{start}–{end}" for start, end in statement.spans)
        say(faint(f"{phrases.where(item)}, characters {spans}, item {phrases.short(item.id)}"),
            first="  ", rest="    ")  # fmt: skip


def _beside(link: Link, of: Id, around: Around) -> str:
    other = around.one(link.b if link.a == of else link.a, Statement)
    told = _brief(other, around) if other else "a statement that is no longer here"
    return f"{told} {faint(f'why: {reasons(link)}, {link.review}')}"


def _person_of(statement: Statement) -> str:
    person = statement.speaker.person if statement.speaker else None
    return (
        f"{phrases.short(person)} ({typed('amana show')} CASE {phrases.short(person)})"
        if person
        else ""
    )


def _rule(statement: Statement) -> str:
    said = statement.said
    if said is None:
        return ""
    anchor = "publication" if said.anchor == "published" else phrases.short(said.anchor)
    return f"{said.rule}, counted from {anchor}" if anchor else said.rule


def _nature(statement: Statement) -> str:
    basis = "" if statement.basis == "unknown" else statement.basis.replace("_", " ")
    sure = f"confidence {statement.confidence:.2f} ({statement.by})"
    return ", ".join(part for part in (statement.kind, statement.stance, basis, sure) if part)


# ------------------------------------------------------------------ people


def _person(person: Person, around: Around) -> None:
    spoken = [s for of in person.statements if (s := around.one(of, Statement)) is not None]
    _facts(
        [
            ("name", phrases.words(person.name or "")),
            ("spellings", _some(phrases.words(name.value) for name in person.names)),
            ("kind", person.kind),
            ("roles", _some(map(phrases.words, person.roles))),
            ("accounts", _some(map(phrases.words, person.handles))),
            ("minor", {True: "yes", False: "no", None: "not decided"}[person.minor]),
            ("at risk", "yes: hidden in what leaves the case" if person.at_risk else "no"),
            ("party", phrases.words(person.party or "")),
            ("review", person.review),
        ]
    )
    _head(f"Said {len(spoken)}")
    _lines(_brief(one, around) for one in sorted(spoken, key=_first_moment))
    passed = [one for one in around.naming(person.id, Statement)
              if any(voice.person == person.id for voice in one.via)]  # fmt: skip
    if passed:
        _head(f"Passed on {len(passed)}")
        _lines(_brief(one, around) for one in passed)
    joined = _joined(person, around)
    if joined:
        _head("Why its mentions are thought to be one voice")
        _lines(f"{phrases.ref(one.id)} {reasons(one)}, {one.review}" for one in joined)


def _first_moment(statement: Statement) -> tuple[bool, str, Id]:
    said = statement.said
    known = said.earliest or said.latest if said else None
    return known is None, known.isoformat() if known else "", statement.id


def _joined(person: Person, around: Around) -> list[Link]:
    found = {}
    for mention in around.mentions(person):
        for link in around.naming(mention, Link):
            if link.kind == "same_person":
                found[link.id] = link
    return list(found.values())


# ------------------------------------------------------------------ claims, origins


def _claim(claim: Claim, around: Around) -> None:
    say(_quote([claim.text]), first="  ")
    facets = claim.facets
    _facts(
        [
            ("weighed", phrases.independence(claim)),
            ("sides", _some(map(phrases.words, claim.sides))),
            ("kinds", _some(kind.replace("_", " ") for kind in claim.kinds)),
            ("what", phrases.words(facets.what or "")),
            ("by whom", phrases.words(facets.who_did or "")),
            ("to whom", phrases.words(facets.who_harmed or "")),
            ("where", phrases.place(facets.where) if facets.where else ""),
            ("when", phrases.when(facets.when)),
            ("how many", phrases.amount(facets.how_many) if facets.how_many else ""),
        ]
    )
    _contradictions(claim, around)
    for number, origin in enumerate(_origins(claim, around), 1):
        _head(f"Origin {number}")
        _origin(origin, around)
    told = [s for of in claim.statements if (s := around.one(of, Statement)) is not None]
    _head(f"Told {len(told)}")
    _lines(_brief(one, around) for one in told)


def _origins(claim: Claim, around: Around) -> list[Origin]:
    return [one for one in around.naming(claim.id, Origin) if one.claim == claim.id]


def _contradictions(claim: Claim, around: Around) -> None:
    """What cannot be true together with a claim, side by side."""
    for one in claim.contradictions:
        other = around.one(one.claim, Claim)
        _head(f"Contradicted in {one.facet.replace('_', ' ')}")
        _lines([f"here   {_quote([claim.text], 2 * width())}"])
        _lines([f"there  {_quote([other.text], 2 * width())} {phrases.ref(other.id)}"]
               if other else [])  # fmt: skip
        say(f"why: {words_of_ours(one.why)}", first="  ", rest="    ")


def _origin(origin: Origin, around: Around) -> None:
    root = around.one(origin.root.statement, Statement)
    say(f"{origin.state}: {phrases.STATE[origin.state]} · {phrases.ref(origin.id)}",
        first="  ", rest="    ")  # fmt: skip
    if root:
        say(_brief(root, around), first="  ", rest="    ")
    for voice in origin.via:
        say(f"passed on by {phrases.who(voice)}", first="  │  ")
    retold = [s for of in origin.retellings if (s := around.one(of, Statement)) is not None]
    for number, one in enumerate(retold, 1):
        last = number == len(retold)
        say(_brief(one, around), first=faint("  └─ " if last else "  ├─ "),
            rest="     " if last else faint("  │  "))  # fmt: skip


def _lone_origin(origin: Origin, around: Around) -> None:
    _origin(origin, around)
    if claim := around.one(origin.claim, Claim):
        _head("Claim")
        say(f"{phrases.ref(claim.id)} {_quote([claim.text], 2 * width())}", first="  ", rest="    ")
        say(phrases.independence(claim), first="  ")


# ------------------------------------------------------------------ events


def _event(event: Event, around: Around) -> None:
    _facts(
        [
            ("what", phrases.words(event.what)),
            ("where", phrases.place(event.where) if event.where else ""),
            ("when", phrases.when(event.time)),
        ]
    )
    _head(f"How it stood, in {len(event.status_history)} reports")
    for report in event.status_history:
        _step(report, around)
    if event.claims:
        _head("Claims of it")
        found = (around.one(of, Claim) for of in event.claims)
        _lines(f"{phrases.ref(one.id)} {_quote([one.text], width())}" for one in found if one)


def _step(report: StatusReport, around: Around) -> None:
    """How an event stood, when, by whom, in which text, in what words."""
    when = phrases.day(report.as_of or report.said) or "no day"
    by = f", says {phrases.who(report.by)}" if report.by else ""
    say(f"{when}  {bold(report.status)}{by}", first=faint("  ● "), rest=faint("  │ "))
    say(_quote([report.as_written]), first=faint("  │ "))
    say(faint(f"{phrases.where(around.one(report.item, Item))}, item {phrases.short(report.item)}"),
        first=faint("  │ "))  # fmt: skip


# ------------------------------------------------------------------ pictures, items, links


def _media(media: Media, around: Around) -> None:
    item = around.one(media.item, Item)
    older = {True: bold("yes: it shows something else"), False: "no", None: "cannot tell"}
    _facts(
        [
            ("file", phrases.where(item) if item else "not in hand: known from its caption"),
            ("earliest", phrases.when(media.earliest_known)),
            ("older", f"{older[media.older_than_event]} (than the event it is shown with)"),
            ("why", words_of_ours(media.why or "")),
        ]
    )
    if media.described:
        _head("Described")
    for one in media.described:
        item = around.one(one.item, Item)
        if item is not None:
            say(f"{phrases.where(item)} · {phrases.ref(item.id)}", first="  ", rest="    ")
            say(_quote([item.text[slice(*one.span)]]), first="    ")
            _facts([("dated", phrases.when(one.time))])
    if media.copies:
        _head("Copies")
    _lines(
        f"{one.transform}, {one.distance} of 64 bits apart: "
        f"{phrases.where(around.one(one.item, Item))} · {phrases.ref(one.item)}"
        for one in media.copies
    )


def _item(item: Item, around: Around) -> None:
    last = item.arrivals[-1]
    _facts(
        [
            ("title", phrases.words(item.title or "")),
            ("outlet", phrases.words(item.outlet or "")),
            ("author", phrases.words(item.author or "")),
            ("published", _published(item)),
            ("kind", f"{item.kind}, {item.lang or 'und'}, {item.media_type}, {item.size:,} bytes"),
            ("file", phrases.words(f"{item.file}{item.inside}")),
            ("from", phrases.words(last.from_ or "")),
            ("url", phrases.words(item.url or "")),
            ("kept", f"{last.at:%Y-%m-%d %H:%M}, act {last.act}"),
            ("sha256", item.sha256),
            ("careful", _some(item.sensitivity)),
            ("places", _some(dict.fromkeys(map(phrases.place, item.places)))),
            ("figures", _some(map(phrases.amount, item.amounts))),
        ]
    )
    spoken = [one for one in around.naming(item.id, Statement) if one.item == item.id]
    if spoken:
        _head(f"Who said what in it: {len(spoken)}")
        _lines(
            f"{phrases.ref(one.id)} {phrases.who(one.speaker)}: {_quote(one.words, width())}"
            for one in sorted(spoken, key=lambda one: one.spans[0])
        )
    if item.reports:
        _head("How events stood")
        for report in item.reports[:MOST]:
            _step(report, around)
    links = [one for one in around.naming(item.id, Link) if item.id in {one.a, one.b}]
    if links:
        _head("Linked with")
        _lines(_linked(one, item.id, around) for one in links)


def _published(item: Item) -> str:
    time = item.published
    return f"{phrases.when(time)} ({time.rule})" if time else "not known"


def _linked(link: Link, of: Id, around: Around) -> str:
    other = around.one(link.b if link.a == of else link.a, Item)
    kind = link.kind.replace("_", " ")
    return f"{kind}: {phrases.where(other)} · {phrases.ref(other.id if other else None)}"


def _link(link: Link, around: Around) -> None:
    relation = phrases.RELATION.get(link.relation or "", "")
    way = {
        "a_to_b": "from a to b",
        "b_to_a": "from b to a",
        "unknown": "which was first: not known",
    }
    people = link.kind == "same_person"
    _facts(
        [
            ("kind", link.kind.replace("_", " ")),
            ("relation", relation),
            ("way", "" if people else way[link.direction]),
            ("score", f"{link.score:.2f} ({link.by})"),
            ("review", link.review),
        ]
    )
    mentions = around.mentioned(link) if people else {}
    for name, end in (("a", link.a), ("b", link.b)):
        statement, item = around.one(end, Statement), around.one(end, Item)
        mention = mentions.get(end)
        if mention is not None:
            say(f"{bold(name)} {phrases.who(mention.voice)}", first="  ")
            say(_brief(mention.statement, around), first="    ")
        elif statement is not None:
            say(f"{bold(name)} {_brief(statement, around)}", first="  ", rest="    ")
        elif item is not None:
            told = f"{bold(name)} {phrases.where(item)} · {phrases.ref(item.id)}"
            say(told, first="  ", rest="    ")
    _head("Why")
    _lines(_reasons(link))


def _reasons(link: Link) -> Iterator[str]:
    for one in link.reasons:
        detail = f": {words_of_ours(one.detail)}" if one.detail else ""
        yield f"{one.score:+.2f} {one.signal.replace('_', ' ')}{detail}"


def _problem(problem: Problem, _around: Around) -> None:
    _facts([("where", problem.where), ("what", problem.what), ("do", typed(problem.do))])


CARDS: Final[Mapping[type[Thing], Callable[[Any, Around], None]]] = {
    Statement: _statement,
    Person: _person,
    Claim: _claim,
    Origin: _lone_origin,
    Event: _event,
    Media: _media,
    Item: _item,
    Link: _link,
    Problem: _problem,
}
