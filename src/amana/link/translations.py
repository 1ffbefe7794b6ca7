"""The same statement in two languages: proposed where facts that need no translation agree.

No words are compared. The same voice in the same medium at the same time must give the same
figures, or it is the one line of a profile. What this misses, a person can add.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from amana.canon import make_id
from amana.lang.letters import script_of
from amana.link import signals
from amana.link.figures import mention_id
from amana.model import Amount, Id, Link, Reason, Said, Statement

BY = "link.translations 1"
#: statements of one voice that are compared with each other; more are a diary, not a statement.
#: Bounds the work
MOST_OF_A_VOICE = 300
#: said-times wider than this say nothing about two statements being one. Set by thought
NARROW = timedelta(days=3)
ONE_FIGURE = 0.6  #: score with one shared figure and no time to compare. Set by thought
EACH_FACT = 0.1  #: what each further fact adds. Set by thought


def translations(statements: Sequence[Statement], person_of: Mapping[Id, Id]) -> tuple[Link, ...]:
    """Return proposed links of kind `translates`, sorted by id; spans are the whole statements.

    `person_of`: the cluster of each mention. An unnamed voice is known by who passed it on.
    """
    spoken: dict[Id, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in sorted(statements, key=lambda s: s.id):
        if (voice := _voice(statement, person_of)) is not None:
            spoken[voice][_script(statement)].append(statement)
    found = {}
    for by_script in spoken.values():
        for one, other in combinations(sorted(by_script), 2):
            for a in by_script[one][:MOST_OF_A_VOICE]:
                for b in by_script[other][:MOST_OF_A_VOICE]:
                    first, second = (a, b) if a.id < b.id else (b, a)
                    if reasons := _evidence(first, second):
                        link = _link(first, second, reasons)
                        found[link.id] = link
    return tuple(found[i] for i in sorted(found))


def _voice(statement: Statement, person_of: Mapping[Id, Id]) -> Id | None:
    """Whose words they are; for an unnamed voice, through whom they came."""
    person = person_of.get(mention_id(statement.id, "speaker"))
    if person is not None:
        return person
    return person_of.get(mention_id(statement.id, "via/0"))


def _script(statement: Statement) -> str:
    return script_of(" ".join(statement.words))


def _evidence(a: Statement, b: Statement) -> tuple[Reason, ...]:
    """Why two statements of one voice may be one; empty where that is not enough."""
    if a.view == b.view or a.medium != b.medium or a.medium == "unknown":
        return ()
    together = _together(a.said, b.said)
    if together is False:
        return ()
    names = (_name(a), _name(b))
    reasons = [signals.same_voice(*names), signals.same_medium(a.medium, b.medium)]
    if together:
        times = [said.as_written if said else "" for said in (a.said, b.said)]
        reasons.append(signals.same_time(*times))
    figures = list(_shared_figures(a.amounts, b.amounts))
    reasons.extend(signals.same_figure(x.as_written, y.as_written) for x, y in figures)
    return tuple(reasons) if figures or a.medium == "profile" else ()


def _name(statement: Statement) -> str:
    speaker = statement.speaker
    return (speaker.name or speaker.as_written) if speaker is not None else ""


def _together(a: Said | None, b: Said | None) -> bool | None:
    """Whether two times can be one; None where one is not known or says too little."""
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    if a.latest <= b.earliest or b.latest <= a.earliest:
        return False
    return True if max(a.latest - a.earliest, b.latest - b.earliest) <= NARROW else None


def _shared_figures(
    left: Sequence[Amount], right: Sequence[Amount]
) -> Iterator[tuple[Amount, Amount]]:
    """Yield the pairs of figures that say the same; "one" is said too often to count."""
    for x in left:
        for y in right:
            units = x.unit is None or y.unit is None or x.unit == y.unit
            bounds = {x.low, x.high} & {y.low, y.high} - {None, 0, 1}
            if units and bounds:
                yield x, y
                break


def _link(a: Statement, b: Statement, reasons: tuple[Reason, ...]) -> Link:
    further = len(reasons) - 3
    return Link(
        id=make_id("link", ["translates", a.id, b.id]),
        kind="translates",
        relation=None,
        a=a.id,
        b=b.id,
        spans_a=a.spans,
        spans_b=b.spans,
        score=round(min(0.9, ONE_FIGURE + EACH_FACT * further), 3),
        direction="unknown",
        reasons=reasons,
        review="proposed",
        by=BY,
    )
