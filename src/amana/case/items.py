"""An item as it is listed: a view, how its bytes came, and all that was read in it."""

from datetime import timedelta, tzinfo

from amana.case.history import Original
from amana.model import Grain, Item, Reading, Time, View, Window


def item_of(view: View, reading: Reading, original: Original, zone: tzinfo) -> Item:
    """Return the item with the marks of its reading; what its container says goes first."""
    return Item(
        id=view.item,
        original=view.original,
        inside=view.inside,
        file=view.file,
        kind=view.kind,
        view=view.id,
        lang=view.lang or reading.lang,
        title=view.title or reading.title,
        outlet=view.outlet or reading.outlet,
        author=view.author or reading.author,
        published=_published(view, reading.window, zone) if reading.window else None,
        url=next((a.url for a in reversed(original.arrivals) if a.url), None),
        sha256=original.sha256,
        size=original.size,
        media_type=original.media_type,
        text=view.text,
        regions=reading.regions,
        times=reading.times,
        places=reading.places,
        amounts=reading.amounts,
        cues=reading.cues,
        reports=reading.reports,
        sensitivity=reading.sensitivity,
        arrivals=tuple(original.arrivals),
    )


def _published(view: View, window: Window, zone: tzinfo) -> Time:
    """The window as a time; where it rests on words of this text, those are its words."""
    own = next((e.span for e in window.evidence if e.item == view.item and e.span), None)
    written = view.text[slice(*own)] if own else (view.published or "")
    value, grain = _value(window, zone)
    return Time(
        span=own,
        as_written=written,
        type="DATE",
        value=value,
        earliest=window.earliest,
        latest=window.latest,
        grain=grain,
        rule=window.rule,
        anchor=None,
    )


def _value(window: Window, zone: tzinfo) -> tuple[str, Grain | None]:
    """A date where the window is one day; else an ISO 8601 interval, its last day included."""
    first = window.earliest.astimezone(zone)
    last = (window.latest - timedelta(microseconds=1)).astimezone(zone)
    if window.latest - window.earliest < timedelta(hours=1):
        return first.isoformat(timespec="minutes"), "minute"
    if first.date() == last.date():
        return first.date().isoformat(), "day"
    return f"{first.date().isoformat()}/{last.date().isoformat()}", None
