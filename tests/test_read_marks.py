"""All marks together on any text: no error, every span exact and inside, order kept."""

from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from amana.read.amounts.amounts import find_amounts
from amana.read.cues import find_cues
from amana.read.places.places import find_places
from amana.read.status import find_status
from amana.read.times.times import find_times
from amana.read.times.window import publication_window

ZONE = ZoneInfo("Asia/Damascus")
MIXED = (
    "Tuesday|May|13|2031|9:30|p.m.|two|days|later|few|hours|more|than|50,000|of|civilians|truce|"
    "collapsed|rain|Aleppo|“|”|.|,|-|/|(|)|#|\n|\u200f|\u202b|\u2066|\u2069|12/13/99|31.02.2031|"
    "0000-00-00|99:99|1,2,3|²|½|①|İ|ǰ|ﷺ|ﻻ|𝟙|٪|ـ|ً|الثلاثاء|أيار|صباح|بعد|يومين|أكثر|من|خمسين|ألف|"
    "مدني|انهارت|الهدنة|٢٠٣١|وَحلب|لليوم"
)
WORDS = st.sampled_from(MIXED.split("|"))
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=20).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_marks_of_any_text_are_exact(text: str) -> None:
    times = find_times(text, lang="und", published=None, zone=ZONE)
    publication_window(times, text=text, item="i", zone=ZONE)
    reports = find_status(text, lang="und", times=times, item="i", view="v")
    for marks in (
        times,
        find_amounts(text, lang="und"),
        find_places(text, lang="und"),
        find_cues(text, lang="und"),
        reports,
    ):
        spans = [mark.span for mark in marks]
        assert all(mark.span for mark in marks)
        assert all(text[slice(*(mark.span or (0, 0)))] == mark.as_written for mark in marks)
        assert all(span and 0 <= span[0] < span[1] <= len(text) for span in spans)
        assert [span and span[0] for span in spans] == sorted(span[0] for span in spans if span)
