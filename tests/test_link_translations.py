"""One statement in two languages: proposed by voice, medium, time and figures, never by words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from amana.link.figures import mention_id
from amana.link.translations import translations
from amana.model import Amount, Medium, Said, Speaker, Statement

MAY_6 = datetime(2031, 5, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def sixty(words: str, value: int = 60) -> Amount:
    return Amount(
        span=(0, 1), as_written=words, low=Decimal(value), high=None, hedge=None, unit=None,
        of="shells", state=None,
    )  # fmt: skip


def said(day: datetime) -> Said:
    return Said(
        earliest=day, latest=day + DAY, as_written="then", span=None, grain="day", value=None,
        rule="date.full", anchor=None,
    )  # fmt: skip


def statement(name: str, words: str, *, medium: Medium = "voice_message") -> Statement:
    speaker = Speaker(
        as_written="Salma Wardan", spans=(), name="Salma Wardan", person=None, kind="person",
        role=None, affiliation=None, minor=None,
    )  # fmt: skip
    return Statement(
        id=name, item=name, view=f"view {name}", file="f", kind="direct", words=(words,),
        spans=((0, len(words)),), speaker=speaker, via=(), cue=None, medium=medium,
        platform="unknown", said=said(MAY_6), about=(), places=(), amounts=(sixty(words[:8]),),
        cues=(), translation=None, within=None, stance="affirms", basis="firsthand", contested=(),
        confidence=1.0, review="proposed", by="test",
    )  # fmt: skip


ENGLISH = statement("a", "At least 60 shells since the lamps went out.")
ARABIC = statement("b", "أكثر من ستين قذيفة منذ انطفأت المصابيح")
SAME = {mention_id("a", "speaker"): "p", mention_id("b", "speaker"): "p"}


def test_one_voice_one_medium_one_time_one_figure() -> None:
    (link,) = translations([ARABIC, ENGLISH], SAME)
    assert (link.kind, link.a, link.b, link.review) == ("translates", "a", "b", "proposed")
    assert {"same_voice", "same_medium", "same_time", "same_figure"} == {
        r.signal for r in link.reasons
    }


@pytest.mark.parametrize(
    "other",
    [
        replace(ARABIC, amounts=()),
        replace(ARABIC, amounts=(sixty("سبعين", 70),)),
        replace(ARABIC, amounts=(sixty("واحد", 1),)),
        replace(ARABIC, medium="post"),
        replace(ARABIC, said=said(MAY_6 + 3 * DAY)),
        replace(ARABIC, view="view a"),
        replace(ARABIC, words=("In English, more than sixty",)),
    ],
)
def test_less_is_not_enough(other: Statement) -> None:
    assert translations([ENGLISH, other], SAME) == ()


def test_other_voices_are_not_compared() -> None:
    apart = {mention_id("a", "speaker"): "p", mention_id("b", "speaker"): "q"}
    assert translations([ENGLISH, ARABIC], apart) == ()
    assert translations([ENGLISH, ARABIC], {}) == ()


def test_the_line_of_a_profile_needs_no_figure() -> None:
    lines = [replace(s, medium="profile", amounts=()) for s in (ENGLISH, ARABIC)]
    assert len(translations(lines, SAME)) == 1
