"""The chain of a statement, drawn: from whoever said it down to every text that tells it again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from amana.cli import phrases
from amana.cli.around import Around
from amana.cli.output import isolated, one_line
from amana.cli.window import bold, cut, directed, faint, put, say, shorten, width
from amana.model import Direction, Id, Item, Link, Origin, Statement

DEEPEST = 8  #: rungs that are drawn below one another; what lies deeper is shown by its own chain
_NO_WORD = re.compile(r"[^\w]+")
MOST_CHANGES = 3  #: changed places of a retelling that are told
CARRIES = {"retells", "translates", "takes_from"}  # kinds of link that a chain runs along


@dataclass(frozen=True, slots=True)
class Rung:
    """A statement in the chain, and the link by which it came from the one above."""

    statement: Statement
    by: Link | None


def print_ladder(around: Around, statement: Statement) -> None:
    """Draw the whole chain that a statement belongs to, itself marked."""
    top = _top(around, statement)
    _Drawing(around, statement.id, {top.id}).draw(Rung(top, None), (), "", "")
    origins = [*around.naming(statement.id, Origin)]
    for state in dict.fromkeys(one.state for one in origins):
        say(f"The chain {phrases.STATE[state]}.")


def _top(around: Around, statement: Statement) -> Statement:
    """The statement at the upper end of the chain."""
    seen = {statement.id}
    while True:
        above = next((one for one, _ in _sources(around, statement) if one.id not in seen), None)
        if above is None:
            return statement
        seen.add(above.id)
        statement = above


def _sources(around: Around, statement: Statement) -> Iterator[tuple[Statement, Link]]:
    for other, link, takes in _ties(around, statement):
        if takes:
            yield other, link


def _tellings(around: Around, statement: Statement) -> Iterator[tuple[Statement, Link]]:
    for other, link, takes in _ties(around, statement):
        if not takes:
            yield other, link


def _ties(around: Around, statement: Statement) -> list[tuple[Statement, Link, bool]]:
    """The statements linked with one, the surest first, and whether it takes from them.

    Two can be linked twice, by their words and by naming where they have them from: then they
    are one tie, drawn by its words, going the way that is known.
    """
    found: dict[Id, tuple[Statement, Link]] = {}
    links = [x for x in around.naming(statement.id, Link)
             if x.kind in CARRIES and x.review != "rejected"]  # fmt: skip
    for link in sorted(links, key=lambda x: (x.kind == "takes_from", -x.score, x.id)):
        other = around.one(_other(link, statement.id), Statement)
        if other is not None:
            known = found.get(other.id)
            found[other.id] = (other, _joined(known[1], link) if known else link)
    return [(other, link, _takes(link, statement, other)) for other, link in found.values()]


def _joined(words: Link, named: Link) -> Link:
    """Two links between the same two as one."""
    way = words.direction if words.direction != "unknown" else _way(named, words.a)
    return replace(words, direction=way, reasons=(*words.reasons, *named.reasons))


def _way(link: Link, a: Id) -> Direction:
    """The direction of a link whose first end is `a`."""
    if link.a == a or link.direction == "unknown":
        return link.direction
    return "a_to_b" if link.direction == "b_to_a" else "b_to_a"


def _takes(link: Link, one: Statement, other: Statement) -> bool:
    """Whether one has its words from the other: by the link, or else the shorter by the longer."""
    if link.direction != "unknown":
        return (link.direction == "b_to_a") == (link.a == one.id)
    mine, others = (sum(map(len, x.words)) for x in (one, other))
    return (mine, one.id) < (others, other.id)


@dataclass(slots=True)
class _Drawing:
    """What is drawn: a chain, the statement it is drawn for, what stands in it already."""

    around: Around
    this: Id
    seen: set[Id]

    def draw(self, rung: Rung, above: tuple[Id, ...], first: str, rest: str) -> None:
        """Draw one rung and all below it; `first` and `rest` stand left of its lines."""
        told = list(_tellings(self.around, rung.statement))
        below = [Rung(one, link) for one, link in told if one.id not in self.seen]
        self.seen.update(one.statement.id for one in below)
        bar = rest + ("│  " if below else "   ")
        circle = [one for one, _ in told if one.id in above]
        for number, line in enumerate([*_lines(self.around, rung, self.this), *_closed(circle)]):
            say(line, first=faint(bar if number else first), rest=faint(bar))
        if below and len(rest) >= len("│  ") * DEEPEST:
            say(faint("… and on"), first=faint(rest))
            return
        path = (*above, rung.statement.id)
        for number, one in enumerate(below, 1):
            last = number == len(below)
            put(faint(rest + "│"))
            lead, bar = ("└─ ", "   ") if last else ("├─ ", "│  ")
            self.draw(one, path, rest + lead, rest + bar)


def _closed(circle: list[Statement]) -> Iterator[str]:
    """Where a chain comes back to one that stands above."""
    for one in circle:
        yield f"↺ and from here it comes back to {phrases.who(one.speaker)} · {phrases.ref(one.id)}"


def _lines(around: Around, rung: Rung, this: Id) -> Iterator[str]:
    """What one rung says: how it came, who, in what, through whom, where, in what words."""
    statement = rung.statement
    if rung.by is not None:
        yield _came(rung.by)
    name = phrases.who(statement.speaker)
    ref = phrases.ref(statement.id)
    yield f"{bold(name)} · {ref} ◀ this one" if statement.id == this else f"{name} · {ref}"
    if told := phrases.how(statement):
        yield f"said it {told}"
    for voice in statement.via:
        yield f"passed on by {phrases.who(voice)}"
    yield f"in {phrases.where(around.one(statement.item, Item))}"
    quote = one_line(" … ".join(statement.words))
    yield f"“{directed(shorten(quote, max(40, 2 * width() - 40)))}”"
    if rung.by is not None:
        source = around.one(_other(rung.by, statement.id), Statement)
        if source is not None and rung.by.relation in {"edited", "elided", "merged"}:
            yield from _changes(source, statement)
        yield faint(f"why: {reasons(rung.by)}")


def _other(link: Link, of: Id) -> Id:
    return link.b if link.a == of else link.a


def _came(link: Link) -> str:
    """How the words came from the rung above."""
    if link.kind == "translates":
        told = "in another language"
    elif link.kind == "takes_from":
        told = "taken from it"
    else:
        told = f"told again, {phrases.RELATION.get(link.relation or '', 'in its words')}"
    unsure = "; which came first is not known" if link.direction == "unknown" else ""
    return f"{told}{unsure} · {faint(f'link {phrases.short(link.id)}, {link.review}')}"


def reasons(link: Link) -> str:
    """Return why two things are linked, in words."""
    told = (one.detail or one.signal.replace("_", " ") for one in link.reasons)
    return isolated(one_line("; ".join(dict.fromkeys(told)))) or "somebody said so"


def _changes(source: Statement, retold: Statement) -> Iterator[str]:
    """What a retelling left out and put in, word by word."""
    before, after = (" ".join(one.words).split() for one in (source, retold))
    old, new = ([_NO_WORD.sub("", word).casefold() for word in row] for row in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _, a, b, c, d in changed[:MOST_CHANGES]:
        out, put = (isolated(cut(one_line(" ".join(x)), 60)) for x in (before[a:b], after[c:d]))
        told = (f"left out “{out}”" if out else "", f"put in “{put}”" if put else "")
        yield ", ".join(part for part in told if part)
    if len(changed) > MOST_CHANGES:
        yield f"and {len(changed) - MOST_CHANGES} changes more"
