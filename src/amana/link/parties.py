"""For which side of the conflict a cluster of mentions speaks."""

from collections import Counter
from collections.abc import Sequence

from amana.lang.parties import Sides, party_of
from amana.link.figures import Figure


def side_of(cluster: Sequence[Figure], sides: Sides) -> str | None:
    """Return the party of a cluster, None where no mention names one, or they name two sides.

    A side that the case names goes before words of a text; of those the most frequent, then the
    first of the alphabet.
    """
    voices = Counter(
        (v.name, v.role, v.affiliation, v.as_written, v.kind == "person")
        for figure in cluster
        for v in (mention.voice for mention in figure.mentions)
    )
    found: Counter[str] = Counter()
    for (name, role, affiliation, as_written, person), times in voices.items():
        if party := party_of(name, role, affiliation, as_written, sides, person=person):
            found[party] += times
    named = sorted(found.keys() & set(sides.side_of.values()))
    if named:
        return named[0] if len(named) == 1 else None
    return min(found, key=lambda party: (-found[party], party), default=None)
