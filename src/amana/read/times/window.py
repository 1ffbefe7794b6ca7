"""When a report was published: a range of days with its reason, never invented."""

import re
from collections.abc import Sequence
from datetime import date, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from amana.lang import calendar
from amana.lang.lexicon import load
from amana.lang.words import paragraphs
from amana.model import Evidence, Id, Region, Span, Time, Window
from amana.read.clauses import looks_ahead
from amana.read.quotes import find_quotes
from amana.read.times.published import read_published

#: days from the newest date of its own within which a report is thought to be published. Set by
#: thought: a dated picture of the event is at most some days old when the news of it runs
WITHIN_DAYS = 7
#: days between the newest day a report tells of and its publication: news is told the same day or
#: the day after
NEWEST_AT_MOST = 1
#: letters before a date in the first line of a report that can be a dateline ("MARAH, 13 May")
LONGEST_DATELINE = 40
#: letters beside the date in a line that gives nothing but the date of the page
LONGEST_LABEL = 40
#: lines of a page, from the top, among which such a line stands
DATE_LINES = 6

_DATELINE_ENDS = re.compile(r"\s*[)\]]?\s*(?:[–—:|-]|\.\s*[–—-])|\s*\(\w+\)\s*[–—-]")
_SINCE = re.compile(
    r"\b(?:since|born(?: on)?|until)\s+(?:the\s+)?$|(?:منذ|حتى)\s+(?:يوم\s+)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<![ap]\.m)[.!?؟…\[](?:\s|\w|$)")
_WORD = re.compile(r"[^\W\d_]+")
_DAYS = re.compile(r"P(\d+)([DW])")
_BAR = re.compile(r"\s*[|·•]\s*")
#: dates that a page can bear, and what is to be said of them
_DATES = {
    "date.full": "",
    "date.order_in_text": "",
    "date.hijri_agrees": "",
    "date.hijri_weekday": "",
    "date.hijri": ", a day that calendars give within one of another",
    "date.weekday_mismatch": ", whose weekday and date are not the same day",
    "date.hijri_mismatch": ", which is not the day told beside it",
}
_GIVEN = ("date.given", "Whoever kept it")
_CONTAINED = ("date.container", "The file itself")


class _Mention(NamedTuple):
    """A day that the report tells of: a weekday, or some days after the one before it."""

    time: Time
    weekday: int | None
    ahead: bool
    offset: int


def publication_window(
    times: Sequence[Time],
    *,
    text: str,
    item: Id,
    zone: tzinfo,
    regions: Sequence[Region] = (),
    published: str | None = None,
    by_keeper: bool = True,
    given: Window | None = None,
) -> Window | None:
    """Return the days between which a report was published; None where nothing tells.

    In this order: the date that its keeper (`by_keeper`) or its container gives, which are told
    apart: only the one is a person's word; its own full dates; a window
    handed in (from linked reports, or given by a person). The last two are narrowed by the
    weekdays the report tells of. `times` are the report's times as found without a window.
    """
    if (known := read_published(published, zone)) is not None:
        rule, who = _GIVEN if by_keeper else _CONTAINED
        why = f"{who} gives the date {published}."
        return _days(rule, known.moment.date(), 1, zone, why=why, evidence=())
    if given is not None and given.rule == "date.given":
        return given
    told = _told(times, text, regions)
    own = _own_window(told, times, text, item, zone, regions)
    if own is not None and given is not None and _is_newer(given, own):
        own = None
    broad = own or given
    if broad is None or broad.latest - broad.earliest <= timedelta(days=1):
        return broad
    newest = broad.earliest.astimezone(zone).date() if own is not None else None
    return _narrowed(broad, _mentions(told, text), newest, item, zone)


def _is_newer(given: Window, own: Window) -> bool:
    """Whether a newer date on the same page, in a caption or a post, says more than its own."""
    is_newest_date = own.latest - own.earliest > timedelta(days=1)
    return is_newest_date and given.rule == own.rule and given.earliest > own.earliest


def _days(
    rule: str, first: date, count: int, zone: tzinfo, *, why: str, evidence: tuple[Evidence, ...]
) -> Window:
    return Window(
        earliest=calendar.day(first).start.replace(tzinfo=zone),
        latest=calendar.day(first + timedelta(days=count)).start.replace(tzinfo=zone),
        rule=rule,
        why=why,
        evidence=evidence,
    )


def _told(times: Sequence[Time], text: str, regions: Sequence[Region]) -> list[Time]:
    """The times that the report itself tells: not boilerplate, not inside a quotation."""
    left_out = [r.span for r in regions if r.what == "boilerplate"]
    left_out += [q.outer for q in find_quotes(text, paragraphs(text)) if not q.single]
    return [
        time
        for time in times
        if time.span is not None and not any(start <= time.span[0] < end for start, end in left_out)
    ]


# --- the report's own dates


def _own_window(
    told: Sequence[Time],
    times: Sequence[Time],
    text: str,
    item: Id,
    zone: tzinfo,
    regions: Sequence[Region],
) -> Window | None:
    line = _own_date(told, times, text, regions)
    if line is not None and line.earliest is not None and line.latest is not None:
        first, after = line.earliest.date(), line.latest - timedelta(microseconds=1)
        why = f"The report is dated “{line.as_written}”{_DATES[line.rule]}."
        count = (after.date() - first).days + 1
        evidence = _evidence(item, line)
        return _days("date.own_dates", first, count, zone, why=why, evidence=evidence)
    full = [time for time in told if time.rule == "date.full" and time.earliest is not None]
    past = [time for time in full if _may_be_newest(text, time)]
    newest = max(past, key=lambda time: (time.earliest is not None, time.earliest), default=None)
    if newest is None or newest.earliest is None or _newer_year(told, newest):
        return None
    where = "a caption" if _in_caption(newest, regions) else "the text"
    why = (
        f"The newest date in it is “{newest.as_written}”, in {where}; "
        f"news is published within {WITHIN_DAYS} days of it."
    )
    first = newest.earliest.date()
    return _days(
        "date.own_dates", first, WITHIN_DAYS, zone, why=why, evidence=_evidence(item, newest)
    )


def _own_date(
    told: Sequence[Time], times: Sequence[Time], text: str, regions: Sequence[Region]
) -> Time | None:
    """The date that the page bears: near its top, or labelled so, also beneath the report."""
    bare = _without(text, times)
    dates = (time for time in told if time.rule in _DATES and not _in_caption(time, regions))
    near_top = next((time for time in dates if _dates_the_page(bare, time.span)), None)
    if near_top is not None:
        return near_top
    return next((t for t in times if t.rule in _DATES and _is_labelled(bare, t.span)), None)


def _is_labelled(text: str, span: Span | None) -> bool:
    """Whether a date stands in a line of labels: "Last updated: 14 May 2031"."""
    if span is None:
        return False
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    end = len(text) if end < 0 else end
    if (span[0] - start) + (end - span[1]) > LONGEST_LABEL:
        return False
    beside = text[start : span[0]] + " " + text[span[1] : end]
    words, page = {word.lower() for word in _WORD.findall(beside)}, load("times")["page_date"]
    return words <= set(page["labels"]) and not words.isdisjoint(page["telling"])


def _without(text: str, times: Sequence[Time]) -> str:
    """The text with its times as noughts: what stands beside a date may be one in itself."""
    pieces, at = [], 0
    for start, end in (time.span for time in times if time.span is not None):
        pieces += [text[at:start], "0" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _evidence(item: Id, time: Time) -> tuple[Evidence, ...]:
    return (Evidence(item=item, span=time.span),)


def _in_caption(time: Time, regions: Sequence[Region]) -> bool:
    at = -1 if time.span is None else time.span[0]
    return any(r.what == "caption" and r.span[0] <= at < r.span[1] for r in regions)


def _dates_the_page(text: str, span: Span | None) -> bool:
    """Whether a date is the page's own: alone in a line near the top, or a dateline."""
    if span is None:
        return False
    for start, end in _top(text):
        if start <= span[0] < end:
            before, after = text[start : span[0]], text[span[1] : end]
            if len(before + after) <= LONGEST_LABEL and not _tells(_beside(before, after)):
                return True
            if span[0] - start > LONGEST_DATELINE or "." in text[start : span[0]]:
                return False
            return _DATELINE_ENDS.match(text, span[1]) is not None
    return False


@lru_cache(maxsize=4)
def _top(text: str) -> tuple[Span, ...]:
    """The lines at the top of a text, kept because every full date of it asks for them."""
    return paragraphs(text)[:DATE_LINES]


def _beside(before: str, after: str) -> str:
    """What stands beside a date between the bars of a line: "Lamp team · 13 May 2031 · Marah"."""
    return _BAR.split(before)[-1] + _BAR.split(after)[0]


def _tells(beside: str) -> bool:
    """Whether the words beside a date tell something, rather than label the date."""
    labels = load("times")["page_date"]["labels"]
    words = [word for word in _WORD.findall(beside) if word not in labels]
    return _SENTENCE.search(beside) is not None or any(not w[:1].isupper() for w in words)


def _may_be_newest(text: str, time: Time) -> bool:
    """Whether a full date tells of something that was, and not of where something long began."""
    span = time.span or (0, 0)
    before = text[max(0, span[0] - 24) : span[0]]
    return not looks_ahead(text, span) and _SINCE.search(before) is None


def _newer_year(told: Sequence[Time], newest: Time) -> bool:
    """Whether the report names a year after its newest date: then that date is an old one."""
    end = newest.earliest
    return any(
        time.earliest is not None
        and end is not None
        and time.rule in {"year", "month.full"}
        and time.earliest > end + timedelta(days=WITHIN_DAYS)
        for time in told
    )


# --- narrowed by the weekdays it tells of


def _mentions(told: Sequence[Time], text: str) -> list[_Mention]:
    found = []
    for time in told:
        span = time.span or (0, 0)
        length = _DAYS.fullmatch(time.value)
        if time.rule in {"weekday.before_published", "weekday.after_published"}:
            ahead = time.rule == "weekday.after_published"
            found.append(_Mention(time, int(time.value[9]), ahead, 0))
        elif time.rule == "offset.after_anchor" and length is not None:
            days = int(length[1]) * (7 if length[2] == "W" else 1)
            if not looks_ahead(text, span):
                found.append(_Mention(time, None, ahead=False, offset=days))
    return found


def _narrowed(
    broad: Window, mentions: Sequence[_Mention], own: date | None, item: Id, zone: tzinfo
) -> Window:
    """The days of the window that fit all weekdays best; the window itself where none does."""
    if not any(mention.weekday is not None for mention in mentions):
        return broad
    first, last = broad.earliest.astimezone(zone).date(), broad.latest.astimezone(zone).date()
    runs: dict[date, int] = {}
    for ahead in range((last - first).days):
        candidate = first + timedelta(days=ahead)
        run = _run(candidate, mentions, own)
        if run is not None:
            runs[candidate] = run
    if not runs:
        return broad
    best = [day for day, run in runs.items() if run == min(runs.values())]
    count = (max(best) - min(best)).days + 1
    words = list(dict.fromkeys(mention.time.as_written for mention in mentions))
    why = f"{broad.why} The days it tells of ({', '.join(words)}) fit {_named(min(best), count)}."
    evidence = broad.evidence + tuple(Evidence(item=item, span=m.time.span) for m in mentions)
    return _days(broad.rule, min(best), count, zone, why=why, evidence=evidence)


def _run(published: date, mentions: Sequence[_Mention], own: date | None) -> int | None:
    """The days from the first to the last that a report of this day tells of; None if it cannot.

    Nothing told as past may lie after it, and the newest must lie on it or the day before.
    """
    past: list[date] = [] if own is None else [own]
    to_come: list[date] = []
    before: date | None = None
    for mention in mentions:
        if mention.weekday is None:
            if before is None:
                continue
            before = before + timedelta(days=mention.offset)
            past.append(before)
        elif mention.ahead:
            to_come.append(calendar.next_weekday(mention.weekday, published))
        else:
            before = calendar.last_weekday(mention.weekday, published)
            past.append(before)
    newest = max(past, default=None)
    if newest is not None and not 0 <= (published - newest).days <= NEWEST_AT_MOST:
        return None
    days = past + to_come
    return (max(days) - min(days)).days


def _named(first: date, count: int) -> str:
    last = first + timedelta(days=count - 1)
    return f"{first.isoformat()}" if count == 1 else f"{first.isoformat()} to {last.isoformat()}"
