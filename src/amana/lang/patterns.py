"""Patterns that are tried only where a text has the letters that every match of them needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: letters of a needed stretch at least: single letters stand in every text
SHORTEST = 2
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

    def finditer(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """Return the matches in a text; none without a search where what they need is absent."""
        if self.needs and not any(need in lowered for need in self.needs):
            return iter(())
        return self.pattern.finditer(text)


def needy(pattern: str, flags: int = 0, *, plain: str | None = None) -> Needy:
    r"""Return a compiled pattern with what it needs.

    `plain`: a simpler pattern with the same letters from which the needs are told, where the
    pattern itself allows marks between them.

    >>> needy(r"\bsmoke|covered in (?:dust|ash)").needs
    ('smoke', 'covered in ')
    """
    return Needy(re.compile(pattern, flags), _needs(_parser.parse(plain or pattern, flags)))


def _needs(parsed: Any) -> tuple[str, ...]:  # noqa: ANN401 - the parser of `re` has no public types
    """One of these stands in every match; none where that cannot be told, or of too little help."""
    found = _alternatives(list(parsed))
    few = found is not None and len(found) <= MOST and all(len(s) >= SHORTEST for s in found)
    return tuple(dict.fromkeys(found)) if few and found else ()


def _alternatives(items: list[Any]) -> list[str] | None:
    """What a sequence needs: its longest stretch of letters, or what one of its parts needs."""
    choices: list[list[str]] = []
    run = ""
    for op, value in [*items, (None, None)]:
        if op is ops.LITERAL and chr(value).lower() != "İ".lower():
            run += chr(value).lower()
            continue
        if run:
            choices.append([run])
            run = ""
        inner = _inside(op, value)
        if inner is not None:
            choices.append(inner)
    return max(choices, key=lambda c: min(map(len, c)), default=None)


def _inside(op: Any, value: Any) -> list[str] | None:  # noqa: ANN401 - as above
    """What one element of a pattern needs, None where it can do without any letters."""
    if op is ops.SUBPATTERN:
        return _alternatives(list(value[3]))
    if op is ops.BRANCH:
        found: list[str] = []
        for branch in value[1]:
            needs = _alternatives(list(branch))
            if needs is None:
                return None
            found += needs
        return found
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT} and value[0] > 0:
        return _alternatives(list(value[2]))
    return None
