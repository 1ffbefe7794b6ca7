"""When a statement was made: from the words around it, never from the event it tells of."""

from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo

from amana.model import Evidence, Id, Said, Span, Time, Window
from amana.read.times import times

#: rules of times that count from the statement before, not from publication
FROM_STATEMENT = ("offset.", "same_day.", "clock.alone", "day.of_speaking")

LEAST_ENTRIES = 3  #: paragraphs that open with a clock stamp, from which a text is a live blog


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is known when a statement is dated: where to look, and what came before."""

    #: times of its cue's sentence, then of what leads to it
    stretches: tuple[tuple[Time, ...], ...]
    cue: int  #: offset of the cue, or of the quotation's beginning
    barred: tuple[
        Span, ...
    ] = ()  #: the statement's own words: they tell of events, not of the saying
    before: tuple[Id, Said] | None = None  #: the last dated statement of the same section or voice
    day: tuple[Id, Said] | None = None  #: the last one of them that names its day
    present: bool = False  #: the cue is in the present ("are saying now")
    entry: Time | None = None  #: the stamp of the live blog's entry that it stands in
    logged: bool = False  #: the stamp is that of the words: of a call, of a recording


def said_at(moment: Moment, *, item: Id, window: Window | None, zone: tzinfo) -> Said | None:
    """Return when the statement was made, None where the text gives no ground.

    Ground that cannot be resolved keeps its words, value and rule, without bounds.
    """
    for i, stretch in enumerate(moment.stretches):
        past = stretch if window is None else tuple(t for t in stretch if not _is_after(t, window))
        found = _nearest(past, moment, own=i == 0)
        if found is not None:
            return _resolved(found, moment, item=item, window=window, zone=zone)
    if moment.entry is not None:
        if moment.logged:
            return _said(moment.entry, item)
        return _up_to(moment.entry, item=item, zone=zone)
    if moment.present and window is not None:
        return Said(
            earliest=window.earliest, latest=window.latest, as_written="", span=None, grain="day",
            value="PRESENT_REF", rule="present.published", anchor="published",
            evidence=window.evidence,
        )  # fmt: skip
    return None


def _is_after(time: Time, window: Window) -> bool:
    """Whether a time comes after publication: nothing was said then."""
    return time.earliest is not None and time.earliest >= window.latest


def in_head(dates: tuple[Time, ...], item: Id) -> Said | None:
    """Return the date that heads a document as the time of its own words, if it is one."""
    return _said(dates[0], item) if len(dates) == 1 else None


def on_the_day(window: Window | None) -> Said | None:
    """Return the day of publication as the time of what was said in it, if it is one day."""
    if window is None or window.latest - window.earliest > timedelta(days=1):
        return None
    return Said(
        earliest=window.earliest, latest=window.latest, as_written="", span=None, grain="day",
        value=window.earliest.date().isoformat(), rule="document.day", anchor="published",
        evidence=window.evidence,
    )  # fmt: skip


def _nearest(times_: tuple[Time, ...], moment: Moment, *, own: bool) -> Time | None:
    """The time that stands nearest to the cue, outside the words said.

    A "now" counts only in the cue's own sentence: elsewhere it is the reporter's.
    """
    inside = [
        time
        for time in times_
        if (time.type in {"DATE", "TIME"} or (time.type == "DURATION" and _counts_on(time)))
        and not any(s <= (time.span or (0, 0))[0] < e for s, e in moment.barred)
        and (own or not time.rule.startswith("reference."))
    ]
    return min(inside, key=lambda time: _distance(time.span or (0, 0), moment.cue), default=None)


def _counts_on(time: Time) -> bool:
    return time.rule.startswith(FROM_STATEMENT)


def _distance(span: Span, at: int) -> int:
    return span[0] - at if span[0] >= at else at - span[1]


def _resolved(time: Time, moment: Moment, *, item: Id, window: Window | None, zone: tzinfo) -> Said:
    before = moment.before
    if before is not None and before[1].span == time.span:
        return before[1]  # the same words date both: "Later that night, … he said in the stream"
    if time.rule.startswith("same_day.") and moment.day is not None:
        before = moment.day  # "that night" is the night of the day that was named
    if time.rule == "clock.alone" and moment.entry is not None:
        time = times.resolve_against(time, moment.entry, item, zone)
    elif _counts_on(time) and before is not None:
        time = times.resolve_against(time, before[1], before[0], zone)
    elif time.rule == "clock.alone" and window is not None:
        placed = times.resolve_against(time, _day(window), item, zone)
        return replace(_day_or_before(_said(placed, item), window), value=time.value)
    return _said(time, item)


def _day_or_before(said: Said, window: Window) -> Said:
    """A clock that was told without its day: on a day of publication, or on the day before."""
    if said.earliest is None or said.latest is None:
        return said
    days = max(0, (window.latest - window.earliest).days - 1)
    return replace(
        said, earliest=said.earliest - timedelta(days=1), latest=said.latest + timedelta(days=days),
        rule="clock.day_or_before", grain="day",
    )  # fmt: skip


def _said(time: Time, item: Id) -> Said:
    return Said(
        earliest=time.earliest, latest=time.latest, as_written=time.as_written, span=time.span,
        grain=time.grain, value=time.value, rule=time.rule, anchor=time.anchor,
        evidence=(Evidence(item=item, span=time.span),),
    )  # fmt: skip


def _day(window: Window) -> Time:
    """The days of publication, as what a clock alone counts from."""
    return Time(
        span=None, as_written="", type="DATE", value="", earliest=window.earliest,
        latest=window.latest, grain="day", rule=window.rule, anchor=None,
    )  # fmt: skip


# --- live blogs --------------------------------------------------------------------------


def entries(
    paragraphs: tuple[Span, ...], stamps: dict[int, Time], window: Window | None, zone: tzinfo
) -> tuple[Time | None, ...]:
    """Return, for each paragraph, the stamp of the live-blog entry that it stands in.

    `stamps` are clock times by where they begin. A text is a live blog where several paragraphs
    open with one; elsewhere all are None.
    """
    opening = [stamps.get(start) for start, _ in paragraphs]
    dated = all(stamp is None or stamp.earliest is not None for stamp in opening)
    few = sum(stamp is not None for stamp in opening) < LEAST_ENTRIES
    if few or (window is None and not dated):
        return (None,) * len(paragraphs)
    found: list[Time | None] = []
    now: Time | None = None
    for stamp in opening:
        if stamp is not None:
            day = stamp if window is None else _day(window)
            now = times.resolve_against(stamp, day, "published", zone)
        found.append(now)
    return tuple(found)


def _up_to(stamp: Time, *, item: Id, zone: tzinfo) -> Said | None:
    """What stands in an entry without a time of its own was said that day, up to the stamp."""
    if stamp.earliest is None:
        return None
    midnight = stamp.earliest.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    said = _said(stamp, item)
    return replace(said, earliest=midnight, rule="entry.up_to_stamp", grain="day")


def inherited(said: Said) -> Said:
    """Return the time of the statement before, as inherited: without a span of its own."""
    return Said(
        earliest=said.earliest, latest=said.latest, as_written=said.as_written, span=None,
        grain=said.grain, value=said.value, rule=said.rule, anchor=said.anchor,
        evidence=said.evidence, review=said.review,
    )  # fmt: skip
