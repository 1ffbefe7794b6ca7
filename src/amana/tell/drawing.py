"""Small drawings without words: what they show is said beside them, too."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from amana.model import Said
from amana.tell.clock import LONGEST_DAY, ONE_DAY, Day
from amana.tell.tongue import Lang

WIDE = 144  #: units of a track: as wide as a line of small print
THICK = 8  #: units that it is high
MOST_TICKS = 16  #: parts into which a track of many days is divided: more would be a hatching
#: width up to which a time counts as narrow: its bar is solid, others are broken
NARROW = timedelta(hours=6)
#: width from which a time within a day is that day
WIDEST = timedelta(hours=23)


def when_bar(said: Said | None, whole: Day | None, zone: ZoneInfo, lang: Lang) -> Markup | None:
    """Return where something lies in its day, or in the days of the dossier; None if nowhere.

    None, too, for one whole day: its name says as much.
    """
    if said is None or said.earliest is None or said.latest is None:
        return None
    start, width = said.earliest.astimezone(zone), said.latest - said.earliest
    if width <= LONGEST_DAY:
        if width > WIDEST:
            return None
        at, long = (start.hour + start.minute / 60) / 24, width / ONE_DAY
        return _bar(at, long, 4, "sure" if width <= NARROW else "unsure", lang)
    if whole is None or whole.first == whole.last:
        return None
    days = (whole.last - whole.first).days + 1
    at = (start.date() - whole.first).days / days
    return _bar(at, width / ONE_DAY / days, min(days, MOST_TICKS), "unsure", lang)


def _bar(at: float, long: float, parts: int, kind: str, lang: Lang) -> Markup:
    """A track in so many parts with a bar on it; in Arabic it begins at the other end."""
    # a night reaches over the edge of its day: the bar ends there, the words beside it do not
    long = min(max(long * WIDE, THICK / 4), WIDE)
    at = min(at * WIDE, WIDE - long)
    at = WIDE - at - long if lang == "ar" else at
    ticks = "".join(f"M{n * WIDE / parts:g} 0V{THICK}" for n in range(parts + 1))
    return Markup(
        '<svg class="range" viewBox="-1 -1 {} {}" width="{}" height="{}" aria-hidden="true">'
        '<path class="track" d="M0 {}H{}{}"/><path class="{}" d="M{} {}h{}"/></svg>'
    ).format(
        WIDE + 2, THICK + 2, WIDE + 2, THICK + 2, THICK // 2, WIDE, ticks,
        kind, f"{at:.4g}", THICK // 2, f"{long:.4g}",
    )  # fmt: skip


def share_bar(share: int) -> Markup:
    """Return a bar as long as `share` hundredths of its line; it grows from the line's start."""
    return Markup(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="M0 5H{}"/></svg>'
    ).format(min(max(share, 1), 100))
