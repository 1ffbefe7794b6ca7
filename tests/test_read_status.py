"""How events stand: topic and status word in one clause, no status where it is denied."""

from zoneinfo import ZoneInfo

import pytest

from amana.model import StatusReport
from amana.read.status import find_status
from amana.read.times.times import find_times

ZONE = ZoneInfo("Asia/Damascus")


def reports(text: str) -> tuple[StatusReport, ...]:
    times = find_times(text, lang="en", published=None, zone=ZONE)
    found = find_status(text, lang="en", times=times, item="i", view="v")
    assert all(text[slice(*r.span)] == r.as_written for r in found)
    assert len({r.id for r in found}) == len(found)
    return found


@pytest.mark.parametrize(
    ("text", "what", "status"),
    [
        ("A truce brokered by two states was agreed.", "ceasefire", "agreed"),
        ("The ceasefire took effect on Tuesday.", "ceasefire", "started"),
        ("The truce collapsed.", "ceasefire", "broken"),
        ("The talks ran into obstacles.", "negotiations", "obstructed"),
        ("The evacuation will take place on Thursday.", "evacuation", "expected"),
        ("Air strikes have resumed.", "airstrikes", "resumed"),
        ("The buses stood empty.", "evacuation", "obstructed"),
        ("The deal to evacuate is back on.", "evacuation", "resumed"),
        ("انهارت الهدنة", "ceasefire", "broken"),
        ("بدأت عملية الإجلاء", "evacuation", "started"),
        ("تعثرت المفاوضات", "negotiations", "obstructed"),
        ("سيبدأ إجلاء المدنيين غدا", "evacuation", "expected"),
    ],
)
def test_a_status(text: str, what: str, status: str) -> None:
    (report,) = reports(text)
    assert (report.what, report.status) == (what, status)
    assert (report.by, report.statement) == (None, None)


def test_each_status_goes_to_its_own_topic() -> None:
    text = "On Tuesday a truce was signed. But after an hour the shelling resumed."
    assert [(r.what, r.status) for r in reports(text)] == [
        ("ceasefire", "agreed"),
        ("shelling", "resumed"),
    ]
    assert all(r.as_of is not None and r.as_of.as_written == "Tuesday" for r in reports(text))


def test_a_status_some_days_later_is_counted_from_the_day_told_before() -> None:
    text = "It began on 6 May 2031. Two days later the truce collapsed."
    (report,) = reports(text)
    assert report.as_of is not None
    assert (report.as_of.value, report.as_of.anchor) == ("2031-05-08", "i")


def test_what_came_then_is_of_the_rest_of_the_day() -> None:
    first, then = reports("On 6 May 2031 at 12:00 the truce began and then collapsed.")
    assert first.as_of is not None
    assert then.as_of is not None
    assert then.as_of.earliest == first.as_of.earliest
    assert (then.as_of.grain, then.as_of.value) == ("day", "2031-05-06")
    assert then.as_of.latest is not None
    assert then.as_of.latest.isoformat().startswith("2031-05-07T00:00")
    first, then = reports("بدأت الهدنة ظهر 6 أيار 2031 ثم سقطت")
    assert then.as_of is not None
    assert then.as_of.value == "2031-05-06"


def test_a_missing_confirmation_is_of_what_stands_before() -> None:
    text = "The evacuation will begin on Thursday, but there has been no confirmation."
    assert [(r.what, r.status) for r in reports(text)] == [
        ("evacuation", "expected"),
        ("evacuation", "unconfirmed"),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army denied that the ceasefire had collapsed.", "started"),
        ("ونفى الجيش أن تكون الهدنة قد انهارت.", "started"),
        ("The Front denied that the truce had been agreed.", "denied"),
        ("The Front denied that the truce resumed, but said talks go on.", "denied"),
    ],
)
def test_what_is_denied_is_not_told_as_true(text: str, status: str) -> None:
    (report,) = reports(text)
    assert (report.what, report.status) == ("ceasefire", status)
    assert "den" in report.as_written or "نفى" in report.as_written


def test_a_bare_deal_is_the_one_spoken_of() -> None:
    text = "A truce was signed in May. Nobody slept. The deal collapsed."
    assert [(r.what, r.status) for r in reports(text)][-1] == ("ceasefire", "broken")
    assert reports("The deal collapsed.")[0].what == "agreement"


@pytest.mark.parametrize(
    "text", ["The talks have not ended.", "The evacuation.", "It began.", "لم تتوقف المفاوضات"]
)
def test_no_status_without_both_or_where_it_is_denied(text: str) -> None:
    assert reports(text) == ()
