"""Link whole, on readings made by hand: people, retellings, pictures, dates, decisions."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from amana.canon import make_id
from amana.link.dates import propose_windows
from amana.link.figures import mention_id
from amana.link.linking import Linked, link
from amana.model import (
    Decision,
    Link,
    Person,
    Place,
    Reading,
    Region,
    Review,
    Said,
    Speaker,
    Statement,
    Time,
    View,
    VoiceKind,
    Window,
)

DAY = timedelta(days=1)
MAY_6 = datetime(2031, 5, 6, tzinfo=UTC)


def speaker(
    name: str | None,
    *,
    kind: VoiceKind = "person",
    role: str | None = None,
    minor: bool | None = None,
    as_written: str | None = None,
) -> Speaker:
    return Speaker(
        as_written=as_written or name or "she", spans=(), name=name, person=None, kind=kind,
        role=role, affiliation=None, minor=minor,
    )  # fmt: skip


def statement(
    view: str,
    text: str,
    words: Sequence[str],
    who: Speaker | None,
    *,
    platform: str = "unknown",
    said: datetime | None = None,
) -> Statement:
    spans = tuple((text.index(w), text.index(w) + len(w)) for w in words)
    when = said and Said(
        earliest=said, latest=said + DAY, as_written="then", span=None, grain="day",
        value=f"{said:%Y-%m-%d}", rule="date.full", anchor=None,
    )  # fmt: skip
    return Statement(
        id=make_id("statement", [view, [list(span) for span in spans]]), item=f"item {view}",
        view=view, file=f"{view}.txt", kind="direct", words=tuple(words), spans=spans,
        speaker=who, via=(), cue=None, medium="post", platform=platform, said=when or None,
        about=(), places=(), amounts=(), cues=(), translation=None, within=None,
        stance="affirms", basis="firsthand", contested=(), confidence=0.9, review="proposed",
        by="test",
    )  # fmt: skip


def place(name: str) -> Place:
    return Place(
        span=(0, 1), as_written=name, name=name, lat=None, lon=None, radius_m=None, country=None,
        source="case", confidence=1.0,
    )  # fmt: skip


def date(text: str, words: str, when: datetime) -> Time:
    start = text.index(words)
    return Time(
        span=(start, start + len(words)), as_written=words, type="DATE", value=f"{when:%Y-%m-%d}",
        earliest=when, latest=when + DAY, grain="day", rule="date.full", anchor=None,
    )  # fmt: skip


def reading(
    view: str,
    text: str,
    statements: Sequence[Statement],
    *,
    places: Sequence[str] = (),
    times: Sequence[Time] = (),
    captions: Sequence[str] = (),
    window: Window | None = None,
) -> Reading:
    regions = [(text.index(c), text.index(c) + len(c)) for c in captions]
    return Reading(
        view=view, item=f"item {view}", text=text, lang="en", title=None, outlet=None,
        author=None, window=window, explicit=tuple(times), statements=tuple(statements),
        times=tuple(times), places=tuple(map(place, places)), amounts=(), cues=(), reports=(),
        regions=tuple(Region(span=span, what="caption") for span in regions), sensitivity=(),
        problems=(), by="test",
    )  # fmt: skip


def one(view: str, words: str, who: Speaker | None, **more: object) -> Reading:
    """A reading of one statement."""
    places = more.pop("places", ())
    made = statement(view, words, [words], who, **more)  # type: ignore[arg-type]
    return reading(view, words, [made], places=places)  # type: ignore[arg-type]


def views_of(readings: Sequence[Reading]) -> dict[str, View]:
    return {
        r.view: View(
            id=r.view, item=r.item, original="o", inside="", file=r.view, kind="article",
            lang=None, title=None, outlet=None, author=None, published=None, text=r.text,
            extractor="test",
        )
        for r in readings
    }  # fmt: skip


def linked(*readings: Reading, decisions: Sequence[Decision] = ()) -> Linked:
    return link(readings, views=views_of(readings), decisions=decisions)


def persons(result: Linked) -> list[list[str]]:
    return sorted(sorted(n.value for n in p.names) for p in result.people)


LAMP = "The lamps of the orchard quarter went out one after the other."
FLOUR = "We carried the last flour down to the cellar of the school."


# --- people ------------------------------------------------------------------------------


def test_a_full_rare_name_is_one_person_in_two_reports() -> None:
    result = linked(
        one("v1", LAMP, speaker("Salma Wardan")), one("v2", FLOUR, speaker("Salma Wardan"))
    )
    (person,) = result.people
    assert person.review == "proposed"
    assert person.statements == tuple(sorted(s.id for s in result.statements))
    assert {s.speaker.person for s in result.statements if s.speaker} == {person.id}
    assert [x.kind for x in result.links] == ["same_person"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Salma al-Wardan", "سلمى الوردان"),
        ("Abdul Karim Wardan", "عبدالكريم وردان"),
        ("Abd al-Karim Wardan", "Abdelkarim Wardan"),
    ],
)
def test_spellings_meet_where_a_second_fact_agrees(a: str, b: str) -> None:
    result = linked(
        one("v1", LAMP, speaker(a), platform="twitter", places=["Qasr"]),
        one("v2", FLOUR, speaker(b), platform="twitter", places=["Qasr"]),
    )
    assert len(result.people) == 1
    assert {name.script for name in result.people[0].names} <= {"Arab", "Latn"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Salma Wardan", "Munira Wardan"),
        ("سلمى الوردان", "منيرة الوردان"),
        ("Salma Wardan", "منيرة الوردان"),
        ("Karim Hamdi", "Karim Hamdo"),
        ("Salma", "Salma Wardan"),
        ("Wardan", "Salma Wardan"),
        ("Mohammed Ali", "Mohammed Ali"),
    ],
)
def test_names_that_prove_nothing_stay_apart(a: str, b: str) -> None:
    result = linked(one("v1", LAMP, speaker(a)), one("v2", FLOUR, speaker(b)))
    assert len(result.people) == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (None, "unnamed"),
        ("residents", "group"),
        ("an activist", "person"),
        ("ناشطون", "group"),
        (None, "person"),
    ],
)
def test_voices_that_are_nobody_never_join(name: str | None, kind: VoiceKind) -> None:
    who = speaker(name, kind=kind, as_written=name or "she", role="nurse")
    result = linked(
        one("v1", LAMP, who, platform="twitter"), one("v2", LAMP, who, platform="twitter")
    )
    assert not [x for x in result.links if x.kind == "same_person"]


def test_an_account_joins_and_another_name_parts() -> None:
    handle = speaker(None, as_written="@salma_w")
    result = linked(one("v1", LAMP, handle), one("v2", FLOUR, handle))
    assert len(result.people) == 1
    assert result.people[0].handles == ("@salma_w",)


def test_a_lone_name_joins_where_the_words_are_the_same() -> None:
    result = linked(
        one("v1", LAMP, speaker("Wardan")),
        one("v2", LAMP + " " + FLOUR, speaker("Salma Wardan")),
    )
    assert len(result.people) == 1
    assert result.people[0].name == "Salma Wardan"


def test_a_child_in_one_report_is_a_child_in_all() -> None:
    result = linked(
        one("v1", LAMP, speaker("Salma Wardan", minor=True)),
        one("v2", FLOUR, speaker("Salma Wardan", minor=None)),
    )
    assert result.people[0].minor is True
    assert result.people[0].at_risk


def test_people_do_not_hang_on_the_order_of_reports() -> None:
    names = ["Salma Wardan", "سلمى وردان", "Salma Wardan", "Munir Qasab", "Munira Qasab", "Wardan"]
    readings = [
        one(f"v{n}", f"{LAMP} {n}", speaker(name, role="baker"), platform="twitter")
        for n, name in enumerate(names)
    ]
    expected = linked(*readings)
    for seed in range(5):
        mixed = list(readings)
        random.Random(seed).shuffle(mixed)
        result = linked(*mixed)
        assert (result.people, result.links) == (expected.people, expected.links)


# --- decisions ---------------------------------------------------------------------------


def decision(on: str, review: Review, value: Link | Person | None) -> Decision:
    what = "person" if isinstance(value, Person) else "link"
    return Decision(
        act=1, on=on, what=what, review=review, value=value, reason=None, by="R", at=MAY_6
    )


def test_a_rejected_pair_never_joins_again_not_even_by_way_of_a_third() -> None:
    readings = [one(f"v{n}", f"{LAMP} {n}", speaker("Salma Wardan")) for n in range(2)]
    (before,) = [x for x in linked(*readings).links if x.kind == "same_person"]
    no = decision(before.id, "rejected", before)
    third = one("v9", FLOUR, speaker("Salma Wardan"))
    result = linked(*readings, third, decisions=[no])
    of = {s.view: s.speaker.person for s in result.statements if s.speaker}
    assert of["v0"] != of["v1"]
    assert next(x for x in result.links if x.id == before.id).review == "rejected"


def test_an_accepted_link_joins_what_spelling_would_not() -> None:
    readings = [one("v1", LAMP, speaker("Salma")), one("v2", FLOUR, speaker("Umm Layth"))]
    a, b = sorted(mention_id(r.statements[0].id, "speaker") for r in readings)
    yes = Link(
        id=make_id("link", ["same_person", a, b]), kind="same_person", relation=None, a=a, b=b,
        spans_a=(), spans_b=(), score=1.0, direction="unknown", reasons=(), review="added", by="R",
    )  # fmt: skip
    result = linked(*readings, decisions=[decision(yes.id, "added", yes)])
    assert len(result.people) == 1
    assert [x.review for x in result.links] == ["added"]


def test_a_rejected_retelling_stays_rejected() -> None:
    readings = [one("v1", LAMP, None), one("v2", LAMP, None)]
    (before,) = linked(*readings).links
    result = linked(*readings, decisions=[decision(before.id, "rejected", before)])
    assert [x.review for x in result.links] == ["rejected"]


def test_protection_of_a_person_is_kept_and_found_by_any_member() -> None:
    readings = [one("v1", LAMP, speaker("Salma Wardan")), one("v2", FLOUR, speaker("Salma Wardan"))]
    (person,) = linked(*readings).people
    for view in readings:
        on = mention_id(view.statements[0].id, "speaker")
        told = decision(on, "accepted", replace(person, at_risk=True, party="the council"))
        (after,) = linked(*readings, decisions=[told]).people
        assert (after.at_risk, after.party, after.review) == (True, "the council", "accepted")


def test_a_party_is_told_by_the_words_of_its_mentions() -> None:
    english = one("v1", LAMP, speaker("Salma Wardan", role="spokeswoman of the River Brigade"))
    arabic = one("v2", FLOUR, speaker("لواء النهر", kind="group"))
    nurse = one("v3", FLOUR, speaker("Mona Hadi", role="nurse"))
    readings = [english, arabic, nurse]
    found = {person.name: person.party for person in linked(*readings).people}
    assert found == {"Salma Wardan": "River Brigade", "لواء النهر": "لواء النهر", "Mona Hadi": None}
    named = link(readings, parties={"The Brigade": ["لواء النهر", "River Brigade"]})
    assert sorted(str(person.party) for person in named.people) == [
        "None", "The Brigade", "The Brigade",
    ]  # fmt: skip


def test_a_voice_of_two_sides_has_none() -> None:
    readings = [
        one("v1", LAMP, speaker("Salma Wardan", role="of the River Brigade")),
        one("v2", FLOUR, speaker("Salma Wardan", role="of the Hill Brigade")),
    ]
    (person,) = link(readings).people
    assert person.party == "Hill Brigade"
    (person,) = link(readings, parties={"River Brigade": [], "Hill Brigade": []}).people
    assert person.party is None


def test_a_rejected_cluster_falls_apart() -> None:
    readings = [one("v1", LAMP, speaker("Salma Wardan")), one("v2", FLOUR, speaker("Salma Wardan"))]
    (person,) = linked(*readings).people
    result = linked(*readings, decisions=[decision(person.id, "rejected", person)])
    assert len(result.people) == 2
    assert {x.review for x in result.links} == {"rejected"}


# --- words inside reports ----------------------------------------------------------------


def test_spans_are_places_of_the_views_text() -> None:
    text = f"A headline: “lamps of the orchard quarter”. {LAMP}” she wrote, “{FLOUR}”"
    head = statement("v1", text, ["lamps of the orchard quarter"], None)
    whole = statement("v1", text, [LAMP, FLOUR], speaker("Salma Wardan"))
    result = linked(reading("v1", text, [head, whole]))
    (found,) = result.links
    spans = {found.a: found.spans_a, found.b: found.spans_b}
    assert [text[s:e] for s, e in spans[head.id]] == ["lamps of the orchard quarter"]
    assert [text[s:e] for s, e in spans[whole.id]] == ["lamps of the orchard quarter"]
    assert spans[whole.id][0][0] > spans[head.id][0][1]
    assert found.direction == ("a_to_b" if found.a == whole.id else "b_to_a")


def test_a_statement_is_no_retelling_of_what_it_is_quoted_in() -> None:
    inner = statement("v1", LAMP, [LAMP[4:40]], None)
    outer = statement("v1", LAMP, [LAMP], None)
    assert not linked(reading("v1", LAMP, [inner, outer])).links


def test_the_earlier_one_is_where_the_words_come_from() -> None:
    first = one("v1", LAMP, speaker("Salma Wardan"), said=MAY_6)
    second = one("v2", LAMP, speaker("Salma Wardan"), said=MAY_6 + 2 * DAY)
    (found,) = [x for x in linked(first, second).links if x.kind == "retells"]
    earlier_is_a = found.a == first.statements[0].id
    assert found.direction == ("a_to_b" if earlier_is_a else "b_to_a")
    assert {"said_earlier", "same_voice"} <= {r.signal for r in found.reasons}


# --- pictures and days -------------------------------------------------------------------

WINDOW = Window(earliest=MAY_6, latest=MAY_6 + 3 * DAY, rule="date.given", why="given")


@pytest.mark.parametrize(
    ("when", "older"),
    [
        (datetime(2027, 3, 2, tzinfo=UTC), True),
        (MAY_6 - 40 * DAY, True),
        (MAY_6 - 3 * DAY, False),
        (MAY_6, False),
    ],
)
def test_a_picture_from_before_the_event_is_flagged(when: datetime, older: bool) -> None:
    caption = "Smoke over the mill on that day. [Photo by A. Nobody]"
    made = reading(
        "v1",
        caption,
        [],
        times=[date(caption, "that day", when)],
        captions=[caption],
        window=WINDOW,
    )
    (media,) = linked(made).media
    assert media.older_than_event is older
    assert media.item is None
    assert "that day" in (media.why or "")


def test_a_picture_without_a_date_or_a_window_is_not_judged() -> None:
    caption = "Photo: A. Nobody"
    other = "No words of the kind"
    text = f"{caption}\n{other}"
    made = reading("v1", text, [], captions=[caption, other], window=WINDOW)
    (media,) = linked(made).media
    assert media.older_than_event is None
    dated = "Photo of that day"
    undated = reading("v2", dated, [], times=[date(dated, "that day", MAY_6)], captions=[dated])
    assert linked(undated).media[0].older_than_event is None


def test_an_undated_report_takes_its_days_from_a_linked_one() -> None:
    text = f"Photo of 5 May. Photo of 2 April. {LAMP}"
    times = [date(text, "5 May", MAY_6 - DAY), date(text, "2 April", MAY_6 - 1500 * DAY)]
    said = statement("v1", text, [LAMP], speaker("Salma Wardan"))
    dated = reading("v1", text, [said], times=times, window=WINDOW)
    proposed = propose_windows(
        [dated, one("v2", FLOUR, speaker("Salma Wardan")), one("v3", "No tie.", None)]
    )
    assert set(proposed) == {"v2"}
    window = proposed["v2"]
    assert (window.earliest, window.latest) == (MAY_6 - DAY, MAY_6 + 6 * DAY)
    assert window.rule == "date.linked_report"
    assert window.review == "proposed"
    assert (window.evidence[0].item, window.evidence[0].span) == ("item v1", times[0].span)
    assert "Salma Wardan" in window.why


def test_a_window_is_one_week_so_that_weekdays_tell() -> None:
    text = f"Photo of 5 May. {LAMP}"
    readings = [one("v9", FLOUR, speaker("Salma Wardan"))]
    for n, day in enumerate((0, 4, -300)):
        times = [date(text, "5 May", MAY_6 + day * DAY)]
        said = statement(f"v{n}", text, [LAMP], speaker("Salma Wardan"))
        readings.append(reading(f"v{n}", text, [said], times=times, window=WINDOW))
    (window,) = propose_windows(readings).values()
    assert (window.earliest, window.latest) == (MAY_6, MAY_6 + 7 * DAY)
    assert {e.item for e in window.evidence} == {"item v0", "item v1"}


def test_nothing_is_proposed_where_nothing_is_tied() -> None:
    assert propose_windows([one("v1", LAMP, None), one("v2", FLOUR, None)]) == {}
