"""Small drawings without words: what they show is said beside them, too."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from amana.model import Said
from amana.tell.clock import LONGEST_DAY
from amana.tell.tongue import Lang

HOUR = 6  #: units of the drawing for one hour: a day is as wide as a line of small print
THICK = 8  #: units that a bar is high
#: width from which a time within a day counts as narrow: its bar is solid, others are hatched
NARROW = timedelta(hours=6)

_DAY = 24 * HOUR


def day_bar(said: Said | None, zone: ZoneInfo, lang: Lang) -> Markup | None:
    """Return the hours of a day within which something was said; None if no one day holds it."""
    if said is None or said.earliest is None or said.latest is None:
        return None
    width = said.latest - said.earliest
    if width > LONGEST_DAY:
        return None
    start = said.earliest.astimezone(zone)
    at = (start.hour + start.minute / 60) * HOUR
    # a night reaches over the edge of its day: the bar ends there, the words beside it do not
    long = min(max(width / timedelta(hours=1) * HOUR, 2), _DAY - at)
    left = _DAY - at - long if lang == "ar" else at
    middle = THICK / 2
    ticks = "".join(f"M{h * HOUR} 0V{THICK}" for h in (0, 6, 12, 18, 24))
    return Markup(
        '<svg class="hours" viewBox="-1 -1 {} {}" width="{}" height="{}" aria-hidden="true">'
        '<path class="track" d="M0 {}H{}{}"/><path class="{}" d="M{} {}h{}"/></svg>'
    ).format(
        _DAY + 2, THICK + 2, _DAY + 2, THICK + 2, middle, _DAY, ticks,
        "sure" if width <= NARROW else "unsure", f"{left:g}", middle, f"{long:g}",
    )  # fmt: skip


def share_bar(share: int) -> Markup:
    """Return a bar as long as `share` hundredths of its line; it grows from the line's start."""
    return Markup(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="M0 5H{}"/></svg>'
    ).format(min(max(share, 1), 100))
