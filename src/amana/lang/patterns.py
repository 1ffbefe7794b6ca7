"""Patterns that are tried only where a text has the letters that every match of them needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

#: letters of a needed stretch at least: single letters stand in every text
SHORTEST = 2
#: characters of a text for each place that is tried alone: measured, a place tried alone costs
#: about as much as ten of a search
DENSEST = 10
#: stretches of which one is needed at most: measured, with more than about a hundred looking
#: for them costs as much as trying
MOST = 64


@dataclass(frozen=True, slots=True)
class Needy:
    """A pattern, and the lower-case stretches of which one stands in every match of it.

    Without any the pattern is always tried. Whoever asks hands in the text as the pattern sees
    it and the same text in lower case, made once for many patterns.
    """

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    #: for each need, how far behind the beginning of a match it stands at least and at most
    behind: tuple[tuple[int, int], ...]

    def finditer(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text, tried only where what they need stands."""
        if not self.needs:
            return self.pattern.finditer(text)
        for need in self.needs:
            if need in lowered:
                break
        else:
            return iter(())
        starts = self._starts(lowered) if _aligned(text, lowered) else None
        return self.pattern.finditer(text) if starts is None else self._tried(text, starts)

    def search(self, text: str, lowered: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return next(self.finditer(text, lowered), None)

    def _starts(self, lowered: str) -> list[int] | None:
        """Where matches can begin, in order; None where that is nearly everywhere."""
        left = len(lowered) // DENSEST
        found: set[int] = set()
        for need, (least, furthest) in zip(self.needs, self.behind, strict=True):
            at = lowered.find(need)
            while at >= 0:
                left -= furthest - least + 1
                if left < 0:
                    return None
                found.update(range(max(0, at - furthest), at - least + 1))
                at = lowered.find(need, at + 1)
        return sorted(found)

    def _tried(self, text: str, starts: list[int]) -> Iterator[re.Match[str]]:
        """The matches that begin at some places; as of any search, none overlaps another."""
        last = 0
        for start in starts:
            if start >= last and (match := self.pattern.match(text, start)) is not None:
                yield match
                last = match.end()


def _aligned(text: str, lowered: str) -> bool:
    """Whether letters of both stand at the same offsets; only "İ" grows in lower case."""
    return text is lowered or (len(text) == len(lowered) and "İ" not in text)


def needy(pattern: str, flags: int = 0, *, plain: str | None = None) -> Needy:
    r"""Return a compiled pattern with what it needs.

    `plain`: a simpler pattern with the same letters from which the needs are told, where the
    pattern itself allows marks between them.

    >>> needy(r"\bsmoke|covered in (?:dust|ash)").needs
    ('smoke', 'covered in ')
    """
    found = _needs(_parser.parse(plain or pattern, flags))
    return Needy(re.compile(pattern, flags), tuple(found), tuple(found.values()))


class _Need(NamedTuple):
    """A stretch of letters, and how far behind the beginning it stands at least and at most."""

    letters: str
    least: int
    furthest: int

    def further(self, least: int, furthest: int) -> "_Need":
        """The same where something of a least and a greatest length stands before it."""
        return _Need(self.letters, self.least + least, self.furthest + furthest)


def _needs(parsed: Any) -> dict[str, tuple[int, int]]:  # noqa: ANN401 - the parser of `re` has no public types
    """One of these stands in every match; none where that cannot be told, or of too little help."""
    found = _alternatives(parsed) or []
    if len(found) > MOST or any(len(need.letters) < SHORTEST for need in found):
        return {}
    needs: dict[str, tuple[int, int]] = {}
    for letters, least, furthest in found:
        known = needs.get(letters, (least, furthest))
        needs[letters] = (min(known[0], least), max(known[1], furthest))
    return needs


def _alternatives(parsed: Any) -> list[_Need] | None:  # noqa: ANN401 - as above
    """What a sequence needs: its longest stretch of letters, or what one of its parts needs."""
    choices: list[list[_Need]] = []
    run = ""
    least = furthest = 0  # of what stands before
    for at in range(len(parsed) + 1):
        item: Any = parsed[at] if at < len(parsed) else (None, None)
        op, value = item
        if op is ops.LITERAL and chr(value).lower() != "İ".lower():
            run += chr(value).lower()
            continue
        if run:
            choices.append([_Need(run, least, furthest)])
            least, furthest, run = least + len(run), furthest + len(run), ""
        inner = _inside(op, value)
        if inner is not None:
            choices.append([need.further(least, furthest) for need in inner])
        if op is not None:
            widths = parsed[at : at + 1].getwidth()
            least, furthest = least + int(widths[0]), furthest + int(widths[1])
    return max(choices, key=lambda c: min(len(need.letters) for need in c), default=None)


def _inside(op: Any, value: Any) -> list[_Need] | None:  # noqa: ANN401 - as above
    """What one element of a pattern needs, None where it can do without any letters."""
    if op is ops.SUBPATTERN:
        return _alternatives(value[3])
    if op is ops.BRANCH:
        found: list[_Need] = []
        for branch in value[1]:
            needs = _alternatives(branch)
            if needs is None:
                return None
            found += needs
        return found
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT} and value[0] > 0:
        return _alternatives(value[2])
    return None
