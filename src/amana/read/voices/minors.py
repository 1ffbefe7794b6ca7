"""Minors: the children whom a view names, speakers and those who are only spoken about."""

from collections import defaultdict
from collections.abc import Iterable

from amana.lang.letters import fold
from amana.model import Minor, Span, Statement
from amana.read.voices.whose import Aged


def minors_of(
    text: str, statements: Iterable[Statement], aged: Iterable[tuple[str, Aged]]
) -> tuple[Minor, ...]:
    """Return the children named in a text, by name, each with where it is named as one.

    `aged`: names with an age, each with its fullest form.
    """
    found: dict[str, set[Span]] = defaultdict(set)
    for name, one in aged:
        if one.child:
            found[name].add(one.name)
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or not speaker.minor or not speaker.name or speaker.kind != "person":
            continue
        parts = set(fold(speaker.name).split())
        found[speaker.name].update(
            span for span in speaker.spans if parts.issuperset(fold(text[slice(*span)]).split())
        )
    return tuple(Minor(name=name, spans=tuple(sorted(found[name]))) for name in sorted(found))
