"""One view read whole: the room's public function, and the only place where its parts meet."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from amana.lang import letters, words
from amana.lang.bylines import name_in_byline
from amana.model import (
    Minor,
    Problem,
    Reading,
    Region,
    Span,
    Speaker,
    Statement,
    StatusReport,
    Time,
    View,
    Voice,
    Window,
)
from amana.read import cues, page, quotes, regions, status
from amana.read.amounts import amounts
from amana.read.circumstances import said, statements
from amana.read.circumstances.setting import Marks, Setting, shelved
from amana.read.layouts import blockquotes, layouts, posts
from amana.read.layouts.entries import times_of
from amana.read.layouts.layouts import Layout
from amana.read.places import places
from amana.read.places.places import GazetteerPlace
from amana.read.speech import attribution
from amana.read.times import anchors as time_anchors
from amana.read.times import problems as time_problems
from amana.read.times import times
from amana.read.times import window as windows
from amana.read.voices import ages, minors, register, whose
from amana.read.voices.whose import Aged

BY = "read 1"
NEAR = 8  #: statements before a status report among which it may stand: nested ones are few
_BYLINE = re.compile(r"^(?:by|بقلم:?|كتب(?:ت)?:?)\s+", re.IGNORECASE)


def read_view(
    view: View,
    *,
    zone: tzinfo,
    window: Window | None = None,
    gazetteer: Sequence[GazetteerPlace] = (),
) -> Reading:
    """Return all that one view says.

    `zone` is the time zone in which its weekdays and clocks are meant; `window`, if another
    report gives one, the days between which it was published.
    """
    text = view.text
    lang = letters.language_of(text)
    paragraphs, quoted = _paragraphs(view)
    layout = _layout(view, paragraphs)
    paragraphs = layout.paragraphs
    marked = layouts.with_turns(_regions(view, paragraphs, quoted), text, layout)
    window = _window(view, marked, lang=lang, zone=zone, given=window)
    rest = tuple(region.span for region in marked if region.what == "boilerplate")
    marks = Marks(
        times=shelved(times.find_times(text, lang=lang, published=window, zone=zone), rest),
        places=shelved(places.find_places(text, lang=lang, gazetteer=gazetteer), rest),
        amounts=shelved(amounts.find_amounts(text, lang=lang), rest),
        cues=shelved(cues.find_cues(text, lang=lang), rest),
    )
    found, aged = _statements(view, lang, (paragraphs, quoted), marked, marks, window, zone, layout)
    placed, found = time_anchors.settle(
        text, marks.times.marks, found, paragraphs, zone, view.published
    )
    children = minors.minors_of(text, found, aged)
    told = status.find_status(
        text, lang=lang, times=marks.times.marks, item=view.item, view=view.id
    )
    headline = next((r for r in marked if r.what == "headline"), None)
    return Reading(
        view=view.id, item=view.item, text=text, lang=view.lang or lang,
        title=view.title or (None if headline is None else text[slice(*headline.span)]),
        outlet=view.outlet, author=view.author or _author(text, marked),
        window=window, explicit=_explicit(marks.times.marks), statements=found,
        times=placed,
        places=marks.places.marks, amounts=marks.amounts.marks, cues=marks.cues.marks,
        reports=_with_voices(told, found, rest), regions=marked,
        sensitivity=_sensitivity(text, found, children, _year(window)),
        problems=_problems(view, lang) + time_problems.problems(view.file, placed),
        by=BY, minors=children,
    )  # fmt: skip


def _paragraphs(view: View) -> tuple[tuple[Span, ...], frozenset[Span]]:
    """The paragraphs of a view, and which of them a saved page sets apart as quoted words."""
    lines, quoted = words.paragraphs(view.text), frozenset[Span]()
    if view.kind == "article":
        lines, quoted = blockquotes.without_angles(view.text, lines)
    return words.bounded(view.text, lines, page.LONGEST_PARAGRAPH), quoted


def _layout(view: View, paragraphs: tuple[Span, ...]) -> Layout:
    """The turns of a view by its form, and its paragraphs without labels; of one post, none."""
    if view.kind in {"post", "image"}:
        return Layout((), paragraphs)
    return layouts.find_layout(view.text, paragraphs)


def _regions(
    view: View, paragraphs: tuple[Span, ...], quoted: frozenset[Span]
) -> tuple[Region, ...]:
    """What is no running text: of a picture all that stands under it, of a post nothing."""
    if view.kind == "image":
        ends = (paragraphs[0][0], paragraphs[-1][1]) if paragraphs else None
        return () if ends is None else (Region(span=ends, what="caption"),)
    if view.kind == "post":
        return ()
    found = regions.find_regions(view.text, paragraphs)
    return tuple(region for region in found if region.span not in quoted)


def _window(
    view: View, marked: tuple[Region, ...], *, lang: str, zone: tzinfo, given: Window | None
) -> Window | None:
    """When the view was published: as its keeper says, as its dates tell, or as handed in."""
    first = times.find_times(view.text, lang=lang, published=None, zone=zone)
    return windows.publication_window(
        first,
        text=view.text,
        item=view.item,
        regions=marked,
        published=view.published,
        by_keeper=view.by_keeper,
        zone=zone,
        given=given,
    )


def _statements(
    view: View,
    lang: str,
    lines: tuple[tuple[Span, ...], frozenset[Span]],
    marked: tuple[Region, ...],
    marks: Marks,
    window: Window | None,
    zone: tzinfo,
    layout: Layout,
) -> tuple[tuple[Statement, ...], tuple[tuple[str, Aged], ...]]:
    """The statements of a view, and the names on it with an age, each by its fullest form."""
    paragraphs, quoted = lines
    where = frozenset(letters.fold(place.as_written) for place in marks.places.marks)
    if lang not in page.GRAMMARS or view.kind == "image":
        aged = whose.aged_names(view.text, paragraphs, places=where, year=_year(window))
        return (), tuple((view.text[slice(*one.name)], one) for one in aged)
    kinds = {region.span: region.what for region in marked}
    sheet = page.page_of(
        view.text,
        lang,
        paragraphs,
        tuple(kinds.get(span) for span in paragraphs),
        quotes.find_quotes(view.text, paragraphs),
        quoted=quoted,
        platform=posts.platform_of(view),
        turns=layout.turns,
    )
    is_post = view.kind == "post"
    drafts = attribution.of_post(sheet, view.author) if is_post else attribution.drafts(sheet)
    known = register.of_page(drafts, sheet, places=where, year=_year(window))
    alone = frozenset(paragraphs) if view.kind == "article" else frozenset[Span]()
    stamps = {
        t.span[0]: t
        for t in marks.times.marks
        if t.span and (t.rule.startswith("clock") or (t.rule == "date.full" and t.span in alone))
    }
    stamps |= times_of(layout.opened, view.text, window, zone)
    entries = said.entries(paragraphs, stamps, window, zone)
    setting = Setting(
        page=sheet, view=view, marks=marks, known=known, window=window, zone=zone,
        entries=entries,
        stamps=frozenset(entry.span for entry in entries if entry and entry.span),
    )  # fmt: skip
    settled = statements.settle(drafts, setting)
    if is_post:
        settled = tuple(posts.dated(one, view, zone) for one in settled)
    return settled, register.aged_people(known, sheet)


def _explicit(found: tuple[Time, ...]) -> tuple[Time, ...]:
    """The full dates of the text: what needs no other date to be understood."""
    return tuple(time for time in found if time.rule.startswith("date.full"))


def _author(text: str, marked: tuple[Region, ...]) -> str | None:
    byline = next((r for r in marked if r.what == "byline"), None)
    if byline is None:
        return None
    line = text[slice(*byline.span)]
    match = _BYLINE.match(line)
    return None if match is None else name_in_byline(line[match.end() :]) or None


def _with_voices(
    reports: tuple[StatusReport, ...], said: tuple[Statement, ...], rest: tuple[Span, ...]
) -> tuple[StatusReport, ...]:
    """Status reports of the report itself, with whoever says them where that is in a statement."""
    starts = [statement.spans[0][0] for statement in said]
    settled = []
    for report in reports:
        if any(start <= report.span[0] < end for start, end in rest):
            continue
        last = bisect_left(starts, report.span[1])
        inside = next((s for s in said[max(0, last - NEAR) : last] if _overlaps(s, report)), None)
        settled.append(
            report
            if inside is None
            else replace(report, by=_as_voice(inside.speaker), statement=inside.id)
        )
    return tuple(settled)


def _overlaps(statement: Statement, report: StatusReport) -> bool:
    return any(start < report.span[1] and report.span[0] < end for start, end in statement.spans)


def _as_voice(speaker: Speaker | None) -> Voice | None:
    if speaker is None:
        return None
    return Voice(
        as_written=speaker.as_written, spans=speaker.spans, name=speaker.name,
        person=speaker.person, kind=speaker.kind, role=speaker.role,
        affiliation=speaker.affiliation,
    )  # fmt: skip


def _sensitivity(
    text: str, said: tuple[Statement, ...], children: tuple[Minor, ...], year: int | None
) -> tuple[str, ...]:
    """What makes the view delicate: a child speaks or is named, or it tells of childhood."""
    if children or any(s.speaker is not None and s.speaker.minor for s in said):
        return ("minor", "childhood")
    return ("childhood",) if ages.child_in(text, year=year) else ()


def _year(window: Window | None) -> int | None:
    """The year of publication, the earlier of two: whoever may be a child counts as one."""
    return None if window is None else window.earliest.year


def _problems(view: View, lang: str) -> tuple[Problem, ...]:
    if lang in page.GRAMMARS or not view.text.strip() or view.kind == "image":
        return ()
    return (
        Problem(
            where=view.file,
            what="no words in Arabic or English letters were found in it",
            do="look at the original; amana reads these two languages so far",
        ),
    )
