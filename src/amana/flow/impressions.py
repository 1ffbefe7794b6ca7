"""What a case holds, in a few lines for whoever sees one the first time; every number is counted.

A line is told only where the case has something to tell. Hidden voices are not named here either.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from amana.case.folder import Case
from amana.flow.telling import dossier_of
from amana.model import Claim, Contradiction, Dossier, Id, Person, Statement
from amana.tell.front import voices_of
from amana.tell.hidden import Hidden, find_hidden

_HIDDEN = {
    "child": ("child", "children"),
    "at_risk": ("person at risk", "people at risk"),
    "undecided": ("name not decided yet", "names not decided yet"),
}
BOTH = {"Arab", "Latn"}
REPORTS = {"article", "document"}
MOST_LINES = 8  #: a screen is read to its end if it has few lines. Set by thought
LONGEST_WORDS = 60  #: characters of words shown in a line


def first_lines(case: Case) -> tuple[str, ...]:
    """Return at most eight lines on a case whose index is fresh."""
    return tuple(_Told(dossier_of(case)).lines())[:MOST_LINES]


class _Told:
    """A dossier, and what its lines look up in it."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._statements = {one.id: one for one in dossier.statements}
        self._people = {one.id: one for one in dossier.people}
        self._items = {one.id: one for one in dossier.items}
        self._hidden = find_hidden(dossier)

    def lines(self) -> Iterator[str]:
        yield self._came_in()
        yield from self._growth()
        yield from self._witnesses()
        yield from self._circles()
        yield from self._contradictions()
        yield from self._pictures()
        yield from self._scripts()
        yield from self._protected()

    def _came_in(self) -> str:
        dossier = self._dossier
        reports = sum(item.kind in REPORTS for item in dossier.items)
        pictures = sum(one.item is not None for one in dossier.media)
        shown = f" and {_counted(pictures, 'picture')}" if pictures else ""
        said = f"{_counted(len(dossier.statements), 'statement')} by "
        said += _counted(len(voices_of(dossier)), "voice")
        return f"{_counted(reports, 'report')}{shown}: {said}, to the letter, each in its place."

    def _growth(self) -> Iterator[str]:
        """The figure that was passed on most often."""
        grown = max(self._dossier.growths, key=lambda one: len(one.steps), default=None)
        if grown is None:
            return
        first, *others = grown.steps
        told = ", then ".join(_quoted(step.amount.as_written) for step in others)
        who = self._voice(self._statements[first.statement])
        yield f"{who} says {_quoted(first.amount.as_written)}. Passed on, it becomes {told}."

    def _witnesses(self) -> Iterator[str]:
        """What several who were there say, none of them from another."""
        sure = [one for one in self._dossier.claims if one.status == "corroborated"]
        if not sure:
            return
        order = list(self._statements)
        roots = sorted(self._roots(sure[0]), key=lambda one: order.index(one.id))
        names = " and ".join(self._voice(one) for one in roots)
        langs = {self._items[one.item].lang for one in roots}
        apart = ", in different languages" if len(langs) > 1 else ""
        words = _quoted(sure[0].text)
        yield f"{names} both say it, neither from the other{apart}: {words}"

    def _roots(self, claim: Claim) -> list[Statement]:
        return [
            self._statements[origin.root.statement]
            for origin in self._dossier.origins
            if origin.claim == claim.id and origin.root.statement in self._statements
        ]

    def _circles(self) -> Iterator[str]:
        circles = [one for one in self._dossier.origins if one.state == "circular"]
        if not circles:
            return
        circle = max(circles, key=lambda one: len(one.retellings))
        text = next(one.text for one in self._dossier.claims if one.id == circle.claim)
        outlets = {self._items[self._statements[one].item].outlet for one in circle.retellings}
        told = f"{_counted(len(outlets), 'outlet')} have it from each other, in a circle"
        yield f"{told}, and nobody who saw it: {_quoted(text)}"

    def _contradictions(self) -> Iterator[str]:
        """Contradictions, those between the same claims counted once."""
        found = _disputes(self._dossier.claims)
        if found:
            why = "; ".join(one[0].why for one in found)
            stand = "stands" if len(found) == 1 else "stand"
            count = _counted(len(found), "contradiction")
            yield f"{count} {stand} side by side, for people to judge: {why}."

    def _pictures(self) -> Iterator[str]:
        """Copies, and the oldest picture that a page shows as if it were new."""
        dossier = self._dossier
        how = Counter(
            transform
            for _, _, transform in {
                (*sorted((one.item, copy.item)), copy.transform)
                for one in dossier.media
                if one.item is not None
                for copy in one.copies
            }
        )
        old = [one for one in dossier.media if one.older_than_event and one.earliest_known]
        reused = [one for one in old if one.copies] or old
        told = []
        if reused:
            day = min(one.earliest_known.value for one in reused if one.earliest_known)
            told.append(f"A picture beside this news is from {day}")
        if how:
            kinds = ", ".join(f"{count} {transform}" for transform, count in sorted(how.items()))
            told.append(f"copies found: {kinds}")
        if told:
            yield "; ".join(told) + "."

    def _scripts(self) -> Iterator[str]:
        named = {one for hidden in self._hidden for one in hidden.people}
        both = [one for one in self._dossier.people if {n.script for n in one.names} >= BOTH]
        shown = [one for one in both if one.id not in named]
        if shown:
            count = _counted(len(both), "voice", "voices")
            yield f"{count} found in both scripts as one: {_in_both(shown)}."

    def _protected(self) -> Iterator[str]:
        why: Counter[str] = Counter(one.why for one in self._hidden if not self._is_part(one))
        parts = [_counted(why[key], *words) for key, words in _HIDDEN.items() if why[key]]
        if parts:
            yield f"Hidden on every page, under every spelling: {', '.join(parts)}."

    def _is_part(self, one: Hidden) -> bool:
        """Whether a voice is known by a part of another hidden name only: it may be the same."""
        names = {part for other in self._hidden if other != one and other.why == one.why
                 for name in other.names if " " in name for part in name.split()}  # fmt: skip
        return bool(one.names) and names.issuperset(one.names)

    def _voice(self, statement: Statement) -> str:
        """Who speaks, in Latin letters where they are known in them; nobody who is hidden."""
        speaker = statement.speaker
        if any(statement.id in one.statements for one in self._hidden) or speaker is None:
            return "Somebody"
        person = self._people.get(speaker.person or "")
        latin = [n.value for n in person.names if n.script == "Latn"] if person else []
        return latin[0] if latin else speaker.name or "Somebody"


def _disputes(claims: Iterable[Claim]) -> list[list[Contradiction]]:
    """Contradictions in groups: those that hang together by their claims, facet by facet."""
    groups: dict[str, list[tuple[set[Id], list[Contradiction]]]] = {}
    for claim in claims:
        for other in claim.contradictions:
            ends, why = {claim.id, other.claim}, [other]
            apart = []
            for known, reasons in groups.get(other.facet, []):
                if known & ends:
                    ends, why = ends | known, reasons + why
                else:
                    apart.append((known, reasons))
            groups[other.facet] = [*apart, (ends, why)]
    ordered = sorted(groups, key=lambda facet: (facet == "how_many", facet))
    return [reasons for facet in ordered for _, reasons in groups[facet]]


def _in_both(people: Sequence[Person]) -> str:
    """The name of the one who says most, in both scripts."""
    most = max(people, key=lambda one: len(one.statements))
    first = {name.script: name.value for name in reversed(most.names)}
    return f"{first['Latn']} is {first['Arab']}"


def _quoted(words: str) -> str:
    short = words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"
    from_right = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in short)
    return f"“\u2068{short}\u2069”" if from_right else f"“{short}”"


def _counted(number: int, one: str, more: str | None = None) -> str:
    """A number with what it counts."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
