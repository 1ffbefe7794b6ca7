"""Doers: who is said to have broken a truce, and whether two say it of each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from amana.model import Event, Id, Statement, StatusReport
from amana.weigh.counted import plain, table

#: states that somebody brings about, and is blamed for
BLAMED = frozenset({"broken", "obstructed", "suspended"})
LONGEST = 5  #: words before what was done among which stands who did it
FIRST = 4  #: words of what was done among which it may stand, too: "The army broke the truce"
#: time between two moments that may be one breach. Set by thought: that of an evening, told at noon
NEAR = timedelta(hours=36)
_CLAUSE = re.compile(r"[،,.;:؛!?؟«»“”\"]")


def blamed_apart(
    claim_of: Mapping[Id, Id], statements: Mapping[Id, Statement], events: Sequence[Event]
) -> Iterator[tuple[Id, Id, str, str]]:
    """Yield (claim, claim, facet, why) where two voices name two doers of one thing."""
    for event in events:
        by_doer: dict[str, list[tuple[StatusReport, Statement]]] = {}
        for report in event.status_history:
            statement = statements.get(report.statement or "")
            if statement is None or statement.id not in claim_of or report.status not in BLAMED:
                continue
            if statement.stance not in {"affirms", "hedges"}:
                continue
            if doer := doer_of(report, statement):
                by_doer.setdefault(doer, []).append((report, statement))
        names = sorted(by_doer)
        for n, one in enumerate(names):
            for other in names[n + 1 :]:
                for a, first in by_doer[one]:
                    for b, second in by_doer[other]:
                        if _one_breach(a, b) and _voice(first) != _voice(second):
                            why = f"{event.what} {a.status}: one says {one}, another {other}"
                            yield claim_of[first.id], claim_of[second.id], "who_did", why


def doer_of(report: StatusReport, statement: Statement) -> str:
    """Return who is said to have done what a report tells of: a party of the list, else ""."""
    for words, (start, end) in zip(statement.words, statement.spans, strict=True):
        if not start <= report.span[0] < end:
            continue
        before = _CLAUSE.split(words[: report.span[0] - start])[-1].split()
        own = words[max(0, report.span[0] - start) : report.span[1] - start]
        behind = _CLAUSE.split(words[report.span[1] - start :])[0]
        return _by(f"{own} {behind}") or _party([*before, *own.split()[:FIRST]])
    return ""


def _by(behind: str) -> str:
    """Who stands behind "by"."""
    words = f" {behind} "
    for mark in table()["doer"]["by"]:
        if f" {mark} " in words:
            return _party(words.split(f" {mark} ", 1)[1].split()[:LONGEST])
    return ""


def _party(words: Sequence[str]) -> str:
    """The one party that a few words name; "" where none or two are named."""
    near = [plain(word) for word in words if plain(word) not in _idle()][-LONGEST:]
    found = {party for word in near if (party := _parties().get(word)) is not None}
    return next(iter(found)) if len(found) == 1 else ""


@cache
def _parties() -> dict[str, str]:
    return {plain(word): party for party, words in table()["party"].items() for word in words}


@cache
def _idle() -> frozenset[str]:
    return frozenset(map(plain, table()["doer"]["idle"]))


def _voice(statement: Statement) -> str | None:
    speaker = statement.speaker
    return None if speaker is None else speaker.person or speaker.name


def _one_breach(a: StatusReport, b: StatusReport) -> bool:
    one, other = _moment(a), _moment(b)
    return one is None or other is None or abs(one - other) <= NEAR


def _moment(report: StatusReport) -> datetime | None:
    known = (time.earliest for time in (report.as_of, report.said) if time is not None)
    return next((moment for moment in known if moment is not None), None)
