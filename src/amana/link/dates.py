"""The same days: windows of publication for reports without a date, from reports linked to them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations, product

from amana.lang.letters import fold
from amana.link.linking import Linked, link
from amana.model import Evidence, Id, Reading, Time, View, Window

#: a report is proposed to have been published within so many days from the dates that reports of
#: the same people tell. Set by thought: news of one event; read narrows it by weekdays
WITHIN = timedelta(days=7)
#: a linked report counts from this share of the strongest tie on. Set by thought: one shared
#: place does not outweigh shared people and words
STRONG_ENOUGH = 0.5
TIE_OF_WORDS = 3.0  #: how much a retold statement ties two reports. Set by thought, as the next two
TIE_OF_PERSON = 2.0  #: a person who speaks in both
TIE_OF_NAME = 1.0  #: a place and a rare name in both
LEAST_RARE = 2  #: words of a name that stands in both reports before it ties them
#: a voice that stands in more reports than this dates none of them: it is a spokesman of years.
#: Set by thought; it bounds the work, too
MOST_TIED = 200

Ties = dict[Id, dict[Id, tuple[float, str]]]


def propose_windows(
    readings: Sequence[Reading],
    *,
    views: Mapping[Id, View] | None = None,
    linked: Linked | None = None,
) -> Mapping[Id, Window]:
    """Return, by view, a window for each reading without one that is tied to dated readings.

    What stands on one page (`views` tell) was published with it: see `_of_pages`.
    Each tied reading gives its newest full date; of those, the newest and what lies less than
    seven days before it count. The window is the seven days from the oldest that counts: no more,
    or else every weekday would be in it twice and tell nothing.
    `linked` spares the linking where it is already done.
    """
    proposed = _of_pages(readings, views or {}, {})
    # a tie rests on statements: a picture without words is tied to nothing
    lone = [r for r in readings if r.statements and r.window is None]
    undated = [r for r in lone if r.view not in proposed]
    if not undated:
        return proposed
    ties = _ties(readings, linked or link(readings))
    dated = {r.view: (r, time) for r in readings if (time := _newest(r)) is not None}
    for reading in undated:
        tied = {v: tie for v, tie in ties[reading.view].items() if v in dated}
        if tied:
            proposed[reading.view] = _window(tied, dated)
    return _of_pages(readings, views or {}, proposed)


def _of_pages(
    readings: Sequence[Reading], views: Mapping[Id, View], before: Mapping[Id, Window]
) -> dict[Id, Window]:
    """The windows proposed before, and those that the items of one page give each other.

    The newest full date of its captions and posts counts for the page as its own dates do; what
    has no date of its own is of the page's days.
    """
    pages: dict[Id, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.view in views:
            pages[views[reading.view].original].append(reading)
    proposed = dict(before)
    for page in pages.values():
        main = next((r for r in page if not views[r.view].inside), None)
        if main is None or len(page) == 1:
            continue
        window = _from_parts(main, page, views) or main.window or before.get(main.view)
        if window is not None:
            again = [r for r in page if r.window is None or (r is main and r.window != window)]
            proposed |= {reading.view: window for reading in again}
    return proposed


def _from_parts(main: Reading, page: Sequence[Reading], views: Mapping[Id, View]) -> Window | None:
    """The days from the newest date in a page's captions and posts, if that is newer than its own.

    A page that gives its date, or is dated in a line, needs none of theirs.
    """
    if main.window is not None and main.window.latest - main.window.earliest <= timedelta(days=1):
        return None
    dated = [(r, time) for r in page if r is not main and (time := _newest(r)) is not None]
    if not dated:
        return None
    reading, newest = max(dated, key=lambda pair: (_start(pair[1]), pair[0].view))
    own = _newest(main)
    if own is not None and _start(own) >= _start(newest):
        return None
    where = "a caption" if views[reading.view].kind == "image" else "a post"
    return Window(
        earliest=_start(newest),
        latest=_start(newest) + WITHIN,
        rule="date.own_dates",
        why=f"The newest date on the page is “{newest.as_written}”, in {where}; "
        f"news is published within {WITHIN.days} days of it.",
        evidence=(Evidence(item=reading.item, span=newest.span),),
    )


def _newest(reading: Reading) -> Time | None:
    """The newest full date a reading gives of its own; older captions do not count beside it."""
    known = [t for t in reading.explicit if t.earliest is not None and t.latest is not None]
    return max(known, key=lambda time: (_start(time), time.span or (0, 0)), default=None)


def _start(time: Time) -> datetime:
    return time.earliest or datetime.min.replace(tzinfo=UTC)


def _window(
    tied: Mapping[Id, tuple[float, str]], dated: Mapping[Id, tuple[Reading, Time]]
) -> Window:
    """The days that the strongest ties leave, with what they rest on."""
    strongest = max(weight for weight, _ in tied.values())
    strong = [v for v, (weight, _) in tied.items() if weight >= STRONG_ENOUGH * strongest]
    strong.sort(key=lambda v: (_start(dated[v][1]), v))
    newest = _start(dated[strong[-1]][1])
    recent = [v for v in strong if _start(dated[v][1]) > newest - WITHIN]
    told = [f"{tied[v][1]}, gives the date {dated[v][1].as_written}" for v in recent]
    return Window(
        earliest=_start(dated[recent[0]][1]),
        latest=_start(dated[recent[0]][1]) + WITHIN,
        rule="date.linked_report",
        why="; ".join(f"A report in which {reason}" for reason in dict.fromkeys(told)) + ".",
        evidence=tuple(Evidence(item=dated[v][0].item, span=dated[v][1].span) for v in recent),
        review="proposed",
    )


def _ties(readings: Sequence[Reading], linked: Linked) -> Ties:
    """How strongly readings belong together, and by what, in words."""
    ties: Ties = defaultdict(dict)
    for views, weight, why in (*_by_words(readings, linked), *_by_voices(readings, linked)):
        if len(views) > MOST_TIED:
            continue
        for one, other in permutations(sorted(views), 2):
            before, words = ties[one].get(other, (0.0, why))
            ties[one][other] = (before + weight, words)
    return ties


Tie = tuple[set[Id], float, str]


def _by_words(readings: Sequence[Reading], linked: Linked) -> Iterator[Tie]:
    """Yield the views in which the same words stand."""
    view_of = {s.id: s.view for r in readings for s in r.statements}
    for one in linked.links:
        if one.kind == "retells" and one.review != "rejected" and one.a in view_of:
            views = {view_of[one.a], view_of.get(one.b, view_of[one.a])}
            yield views, TIE_OF_WORDS, "the same words stand"


def _by_voices(readings: Sequence[Reading], linked: Linked) -> Iterator[Tie]:
    """Yield the views in which one person speaks, or in which a full name and a place agree."""
    view_of = {s.id: s.view for r in readings for s in r.statements}
    for person in linked.people:
        if person.kind == "person" and person.name:
            views = {view_of[s] for s in person.statements if s in view_of}
            yield views, TIE_OF_PERSON, f"{person.name} speaks, too"
    shared: dict[tuple[str, str], set[Id]] = defaultdict(set)
    for reading in readings:
        voices = [v for s in reading.statements for v in (s.speaker, *s.via) if v is not None]
        full = {fold(v.name) for v in voices if v.name and len(v.name.split()) >= LEAST_RARE}
        for name, place in product(full, {fold(p.name) for p in reading.places if p.name}):
            shared[name, place].add(reading.view)
    for views in (shared[key] for key in sorted(shared)):
        yield views, TIE_OF_NAME, "the same place and name stand"
