"""Figures: whoever is named in one view, with every mention there and all that is told of them.

Children are figures even where they say nothing: only so are their names known and hidden.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amana.canon import make_id
from amana.lang.letters import fold
from amana.lang.names import is_generic, name_parts
from amana.lang.words import words
from amana.link import rarity
from amana.model import Id, Reading, Span, Speaker, Statement, Voice, VoiceKind

#: weight from which a word of a role tells one worker from another: "nurse", not "the"
ROLE_WORD = 0.5


#: the slot of a child's mention, which stands in no statement
NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a voice stands: a statement's speaker, one who passed it on, or a child."""

    id: Id
    statement: Id  #: "" where somebody is only spoken about
    slot: str  #: "speaker", "via/0", … or "named"
    voice: Voice | Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The mentions of one name in one view."""

    id: Id  #: of its smallest mention
    view: Id
    name: str  #: the fullest form; "" for an account without a name
    kind: VoiceKind
    generic: bool  #: named by what it is only
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    handles: tuple[str, ...]
    platforms: frozenset[str]
    places: frozenset[str]  #: named anywhere in the view, folded
    statements: tuple[Id, ...]  #: that it speaks
    minor: bool | None

    @property
    def role_words(self) -> frozenset[str]:
        """The telling words of its roles, folded."""
        found = (fold(role[s:e]) for role in self.roles for s, e in words(role))
        return frozenset(word for word in found if rarity.weight(word) >= ROLE_WORD)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its first mention stands."""
        return self.mentions[0].voice.spans


def mention_id(statement: Id, slot: str) -> Id:
    """Return the id of a mention: "speaker" or "via/0" of a statement."""
    return make_id("mention", [statement, slot])


def mentions_of(statement: Statement) -> Iterator[Mention]:
    """Yield the voices of a statement that have a name or an account."""
    slots: list[tuple[str, Voice | Speaker]] = [
        (f"via/{n}", voice) for n, voice in enumerate(statement.via)
    ]
    if statement.speaker is not None:
        slots.insert(0, ("speaker", statement.speaker))
    for slot, voice in slots:
        if voice.kind != "unnamed" and (voice.name or handle_of(voice)):
            yield Mention(
                id=mention_id(statement.id, slot), statement=statement.id, slot=slot, voice=voice
            )


def handle_of(voice: Voice | Speaker) -> str | None:
    """Return the account a voice is named by ("@…"), lower case, None where it is no account.

    It may stand behind the name: "Rami Haddad (@rami)".
    """
    for form in (voice.name or "", voice.as_written):
        if (match := _ACCOUNT.search(form)) is not None:
            return match[1].casefold()
    return None


_ACCOUNT = re.compile(r"(?:^|\()(@\w+)\)?$")


def figures_of(reading: Reading) -> tuple[Figure, ...]:
    """Return the figures of a view, sorted by id: one for each name as resolved there."""
    statements = {statement.id: statement for statement in reading.statements}
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for statement in reading.statements:
        for mention in mentions_of(statement):
            groups[_key(mention.voice)].append(mention)
    children = {_key(mention.voice): mention for mention in children_of(reading)}
    for key, mention in children.items():
        groups[key].append(mention)
    places = frozenset(fold(p.name or p.as_written) for p in reading.places if p.name)
    found = []
    for key, group in groups.items():
        figure = _figure(reading.view, sorted(group, key=lambda m: m.id), statements, places)
        found.append(replace(figure, minor=True) if key in children else figure)
    return tuple(sorted(found, key=lambda figure: figure.id))


def children_of(reading: Reading) -> Iterator[Mention]:
    """Yield the children whom a view names, each as one mention, whether they speak or not."""
    for minor in reading.minors:
        yield Mention(
            id=make_id("mention", [reading.view, "named", minor.name]),
            statement="",
            slot=NAMED,
            voice=Voice(
                as_written=minor.name, spans=minor.spans, name=minor.name, person=None,
                kind="person", role=None, affiliation=None,
            ),
        )  # fmt: skip


def _key(voice: Voice | Speaker) -> tuple[str, ...]:
    """Under what a view's mentions of one voice meet."""
    name = voice.name or ""
    if not name or name.startswith("@"):
        return ("@", handle_of(voice) or "")
    if voice.kind == "person":
        return ("person", *(name_parts(name) or (fold(name),)))
    return (voice.kind, fold(name).removeprefix("the "))


def _figure(
    view: Id, mentions: Sequence[Mention], statements: dict[Id, Statement], places: frozenset[str]
) -> Figure:
    voices = [mention.voice for mention in mentions]
    named = {v.name for v in voices if v.name and not v.name.startswith("@")}
    names = sorted(named, key=lambda name: (-len(name), name))
    spoken = sorted({m.statement for m in mentions if m.slot == "speaker"})
    return Figure(
        id=mentions[0].id,
        view=view,
        name=names[0] if names else "",
        kind=voices[0].kind,
        generic=bool(names) and is_generic(names[0]),
        mentions=tuple(mentions),
        names=tuple(names),
        roles=tuple(sorted({v.role for v in voices if v.role})),
        handles=tuple(sorted({h for v in voices if (h := handle_of(v))})),
        platforms=frozenset(statements[i].platform for i in spoken) - {"unknown", ""},
        places=places,
        statements=tuple(spoken),
        minor=grown_or_not([v.minor for v in voices if isinstance(v, Speaker)]),
    )


def grown_or_not(told: Sequence[bool | None]) -> bool | None:
    """Return True if any says a child, else False if any says grown, else None."""
    if any(minor is True for minor in told):
        return True
    return False if any(minor is False for minor in told) else None
