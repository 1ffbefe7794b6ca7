"""Weigh: origins counted, never tellings; contradictions and updates; events in their order."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.canon import make_id
from amana.model import (
    Amount,
    Basis,
    Decision,
    Direction,
    EventStatus,
    Item,
    Link,
    LinkKind,
    Medium,
    Person,
    Place,
    Reason,
    Relation,
    Review,
    Said,
    Speaker,
    Statement,
    StatusReport,
    Time,
    Voice,
    VoiceKind,
)
from amana.weigh.contradictions import cannot_both
from amana.weigh.weighing import Weighed, weigh

NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def outlet(name: str) -> Voice:
    return Voice(
        as_written=name,
        spans=(),
        name=name,
        person=None,
        kind="outlet",
        role=None,
        affiliation=None,
    )


def statement(
    name: str,
    *,
    who: str | None = "Salma Wardan",
    kind: VoiceKind = "person",
    basis: Basis = "firsthand",
    medium: Medium = "post",
    via: Sequence[Voice] = (),
    item: str = "item",
    words: str = "words",
    said: datetime | None = None,
    amounts: Sequence[Amount] = (),
) -> Statement:
    speaker = who and Speaker(
        as_written=who, spans=(), name=who, person=f"p {who}", kind=kind, role=None,
        affiliation=None, minor=None,
    )  # fmt: skip
    when = said and Said(
        earliest=said, latest=said + HOUR, as_written="then", span=None, grain="hour", value=None,
        rule="date.full", anchor=None,
    )  # fmt: skip
    return Statement(
        id=name, item=item, view=f"view {item}", file="f", kind="direct", words=(words,),
        spans=((0, len(words)),), speaker=speaker or None, via=tuple(via), cue=None, medium=medium,
        platform="unknown", said=when or None, about=(), places=(), amounts=tuple(amounts), cues=(),
        translation=None, within=None, stance="affirms", basis=basis, contested=(),
        confidence=1.0, review="proposed", by="test",
    )  # fmt: skip


def link(
    a: str,
    b: str,
    relation: Relation = "verbatim",
    *,
    direction: Direction = "unknown",
    review: Review = "proposed",
    kind: LinkKind = "retells",
    reasons: Sequence[Reason] = (),
) -> Link:
    a, b, way = (a, b, direction) if a < b else (b, a, TURNED[direction])
    return Link(
        id=make_id("link", [kind, a, b]), kind=kind, relation=relation, a=a, b=b, spans_a=(),
        spans_b=(), score=0.9, direction=way, reasons=tuple(reasons), review=review, by="test",
    )  # fmt: skip


TURNED: dict[Direction, Direction] = {"a_to_b": "b_to_a", "b_to_a": "a_to_b", "unknown": "unknown"}


def person(name: str, *, review: Review = "proposed", party: str | None = None) -> Person:
    return Person(
        id=f"p {name}", name=name, names=(), kind="person", roles=(), handles=(), minor=None,
        at_risk=False, party=party, statements=(), review=review,
    )  # fmt: skip


def item(
    name: str,
    *,
    outlet: str | None = None,
    reports: Sequence[StatusReport] = (),
    places: Sequence[Place] = (),
) -> Item:
    return Item(
        id=name, original="o", inside="", file="f", kind="article", view=f"view {name}", lang=None,
        title=None, outlet=outlet, author=None, published=None, url=None, sha256="", size=0,
        media_type="text/plain", text="", regions=(), times=(), places=tuple(places), amounts=(),
        cues=(), reports=tuple(reports), sensitivity=(), arrivals=(),
    )  # fmt: skip


def weighed(
    statements: Sequence[Statement],
    links: Sequence[Link] = (),
    *,
    people: Sequence[Person] = (),
    items: Sequence[Item] = (),
    decisions: Sequence[Decision] = (),
) -> Weighed:
    return weigh(
        statements=statements, links=links, people=people, items=items, decisions=decisions
    )


# --- origins -----------------------------------------------------------------------------


def test_fourteen_outlets_retelling_one_post_are_one_origin() -> None:
    post = statement("00")
    copies = [
        statement(f"{n:02d}", who=f"Outlet {n}", kind="outlet", basis="unknown", item=f"i{n}")
        for n in range(1, 15)
    ]
    links = [link("00", copy.id, direction="a_to_b") for copy in copies]
    (claim,) = (result := weighed([post, *copies], links)).claims
    assert (claim.origins_low, claim.origins_high) == (1, 1)
    assert claim.status == "single_origin"
    assert claim.kinds == ("post",)
    (origin,) = result.origins
    assert origin.state == "rooted"
    assert origin.root.statement == "00"
    assert len(origin.retellings) == 14


def test_an_outlet_without_a_source_counts_nothing() -> None:
    result = weighed([statement("a", who="Outlet", kind="outlet", basis="unknown")])
    assert [(c.origins_low, c.origins_high, c.status) for c in result.claims] == [
        (0, 0, "unreviewed")
    ]
    assert [origin.state for origin in result.origins] == ["unsourced"]


def test_two_outlets_that_cite_each_other_are_a_circle() -> None:
    told = [
        statement("a", who=None, basis="unknown", via=[outlet("The Lantern")], item="i1"),
        statement("b", who=None, basis="unknown", via=[outlet("Hill Post")], item="i2"),
    ]
    items = [item("i1", outlet="Hill Post"), item("i2", outlet="Lantern")]
    result = weighed(told, [link("a", "b")], items=items)
    assert [(c.origins_low, c.origins_high) for c in result.claims] == [(0, 0)]
    assert [(o.state, o.retellings) for o in result.origins] == [("circular", ("a", "b"))]


def test_a_circle_with_a_witness_in_it_has_an_origin() -> None:
    told = [
        statement("a", who=None, basis="unknown", via=[outlet("Lantern")], item="i1"),
        statement("b", who=None, basis="unknown", via=[outlet("Hill Post")], item="i2"),
        statement("c", item="i3"),
    ]
    items = [item("i1", outlet="Hill Post"), item("i2", outlet="Lantern")]
    links = [link("a", "b"), link("b", "c", direction="b_to_a")]
    (claim,) = weighed(told, links, items=items).claims
    assert (claim.origins_low, claim.origins_high) == (1, 1)


def test_proposed_copying_lowers_the_low_count_only() -> None:
    told = [statement("a"), statement("b", who="Munir Qasab", item="j")]
    (claim,) = weighed(told, [link("a", "b", "paraphrase")]).claims
    assert (claim.origins_low, claim.origins_high) == (1, 2)
    (claim,) = weighed(told, [link("a", "b", "paraphrase", review="accepted")]).claims
    assert (claim.origins_low, claim.origins_high) == (1, 1)
    claims = weighed(told, [link("a", "b", "paraphrase", review="rejected")]).claims
    assert [(c.origins_low, c.origins_high) for c in claims] == [(1, 1), (1, 1)]


def test_a_report_that_joins_two_witnesses_does_not_make_them_one() -> None:
    told = [
        statement("a"),
        statement("b", who="Munir Qasab", item="j"),
        statement("c", who="Outlet", kind="outlet", basis="unknown", words="words and words"),
    ]
    links = [
        link("a", "c", "edited", direction="a_to_b"),
        link("b", "c", "edited", direction="a_to_b"),
    ]
    (claim,) = weighed(told, links).claims
    assert (claim.origins_low, claim.origins_high) == (2, 2)
    assert claim.status == "corroborated"


def test_one_person_in_two_reports_is_one_origin_if_so_proposed() -> None:
    told = [
        statement("a"),
        statement("b", item="j"),
        statement("c", who="Outlet", kind="outlet", basis="unknown"),
    ]
    links = [
        link("a", "c", "edited", direction="a_to_b"),
        link("b", "c", "edited", direction="a_to_b"),
    ]
    (claim,) = weighed(told, links, people=[person("Salma Wardan")]).claims
    assert (claim.origins_low, claim.origins_high) == (1, 2)
    (claim,) = weighed(told, links, people=[person("Salma Wardan", review="accepted")]).claims
    assert (claim.origins_low, claim.origins_high) == (1, 1)


def test_a_phrase_in_two_statements_does_not_glue_them_together() -> None:
    told = [
        statement("a", words="a long statement with a phrase in it"),
        statement(
            "b", who="Munir Qasab", words="another statement with a phrase in it, and longer"
        ),
        statement("c", who="residents", kind="group", basis="unknown", words="a phrase"),
    ]
    links = [
        link("a", "c", "fragment", direction="a_to_b"),
        link("b", "c", "fragment", direction="a_to_b"),
    ]
    claims = weighed(told, links).claims
    assert sorted(len(claim.statements) for claim in claims) == [1, 2]


def test_sides_are_the_parties_of_the_origins() -> None:
    (claim,) = weighed([statement("a")], people=[person("Salma Wardan", party="council")]).claims
    assert claim.sides == ("council",)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_low_is_never_above_high_and_order_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    told = [
        statement(
            f"{n}",
            who=chance.choice(["Salma", "Munir", "Lantern", None]),
            kind=chance.choice(["person", "outlet", "group"]),
            basis=chance.choice(["firsthand", "unknown", "told_by"]),
            item=f"i{n % 3}",
        )
        for n in range(7)
    ]
    relations: list[Relation] = ["verbatim", "fragment", "edited", "paraphrase"]
    ways: list[Direction] = ["a_to_b", "b_to_a", "unknown"]
    links = []
    for _ in range(8):
        one, other = chance.sample([s.id for s in told], k=2)
        links.append(link(one, other, chance.choice(relations), direction=chance.choice(ways)))
    links = list({one.id: one for one in links}.values())
    result = weighed(told, links, people=[person("Salma"), person("Munir")])
    assert all(0 <= claim.origins_low <= claim.origins_high for claim in result.claims)
    for claim in result.claims:
        rooted = [o for o in result.origins if o.claim == claim.id and o.state == "rooted"]
        assert len(rooted) == claim.origins_low
        assert claim.id == min(claim.statements)
    chance.shuffle(told)
    chance.shuffle(links)
    assert weighed(told, links, people=[person("Munir"), person("Salma")]) == result


# --- contradictions ----------------------------------------------------------------------


def amount(
    words: str, low: int | None, high: int | None, *, low_open: bool = False, of: str = "people"
) -> Amount:
    return Amount(
        span=(0, 1), as_written=words, low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high), low_open=low_open, hedge=None, unit=None,
        of=of, state="killed",
    )  # fmt: skip


TWELVE, NINETEEN = amount("12", 12, 12), amount("19", 19, 19)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (TWELVE, NINETEEN, True),
        (TWELVE, TWELVE, False),
        (
            amount("More than 50,000", 50_000, None, low_open=True),
            amount("50,000", 50_000, 50_000),
            False,
        ),
        (amount("over 10", 10, None), TWELVE, False),
        (amount("at most 10", None, 10), TWELVE, True),
    ],
)
def test_figures_that_leave_no_number_for_both(a: Amount, b: Amount, expected: bool) -> None:
    assert cannot_both(a, b) is expected
    assert cannot_both(b, a) is expected


def test_two_figures_at_one_time_contradict_each_other() -> None:
    told = [
        statement("a", said=NOON, amounts=[TWELVE]),
        statement("b", who="Munir Qasab", said=NOON, amounts=[NINETEEN]),
    ]
    claims = weighed(told).claims
    assert [claim.status for claim in claims] == ["contested", "contested"]
    assert [claim.contradictions[0].claim for claim in claims] == ["b", "a"]
    assert claims[0].contradictions[0].facet == "how_many"


@pytest.mark.parametrize(
    "other",
    [
        statement("b", said=NOON + 2 * HOUR, amounts=[NINETEEN]),  # later: an update
        statement("b", said=None, amounts=[NINETEEN]),  # when is not known
        statement("b", said=NOON, amounts=[amount("19", 19, 19, of="houses")]),
        statement("b", said=NOON, amounts=[replace(NINETEEN, state="wounded")]),
        statement("b", said=NOON, amounts=[replace(NINETEEN, negated=True)]),
        statement("b", said=NOON, amounts=[replace(NINETEEN, part_of=(3, 5))]),
    ],
)
def test_another_time_or_another_thing_is_no_contradiction(other: Statement) -> None:
    claims = weighed([statement("a", said=NOON, amounts=[TWELVE]), other]).claims
    assert not any(claim.contradictions for claim in claims)


def test_figures_without_a_time_are_as_of_their_report() -> None:
    told = [
        statement("a", amounts=[TWELVE]),
        statement("b", who="Munir Qasab", amounts=[NINETEEN], item="j"),
    ]
    day = Time(
        span=None, as_written="2031-05-06", type="DATE", value="2031-05-06", earliest=NOON,
        latest=NOON + HOUR, grain="day", rule="date.given", anchor=None,
    )  # fmt: skip
    dated = [replace(item(name), published=day) for name in ("item", "j")]
    assert all(claim.contradictions for claim in weighed(told, items=dated).claims)
    assert not any(claim.contradictions for claim in weighed(told).claims)


def counted(words: str, low: int | None, high: int | None, of: str, **more: str) -> Amount:
    known = {"state": "remaining", "hedge": None, **more}
    return replace(amount(words, low, high, of=of), **known)  # type: ignore[arg-type]


def both(a: Amount, b: Amount, **more: object) -> list[str]:
    """Why two figures, said by two voices at one time, contradict each other."""
    told = [
        statement("a", who="The council", said=NOON, amounts=[a]),
        replace(statement("b", who="The government", said=NOON, amounts=[b]), **more),  # type: ignore[arg-type]
    ]
    return [c.why for claim in weighed(told).claims for c in claim.contradictions]


COUNCIL = counted("at least 30,000 civilians", 30_000, None, "civilians")


@pytest.mark.parametrize(
    "other",
    [
        counted("no more than 10,000", None, 10_000, "civilians"),
        counted("لا يتجاوز عشرة آلاف", None, 10_000, "مدني"),
        counted("about 25,000 people", 25_000, 25_000, "people", hedge="about"),
        counted("10,000 residents", 10_000, 10_000, "residents", state="trapped"),
        counted("عشرة آلاف", 10_000, 10_000, ""),
    ],
)
def test_two_counts_of_those_who_remain_contradict_each_other(other: Amount) -> None:
    reasons = both(COUNCIL, other)
    assert len(reasons) == 2
    assert all(COUNCIL.as_written in why and other.as_written in why for why in reasons)


@pytest.mark.parametrize(
    "other",
    [
        counted("about 28,000 people", 28_000, 28_000, "people", hedge="about"),  # bridged
        counted("more than 30,000", 30_000, None, "سكان"),
        counted("400 families", 400, 400, "families"),
        counted("10,000 killed", 10_000, 10_000, "civilians", state="killed"),
        counted("9,000 children", 9_000, 9_000, "children"),
    ],
)
def test_counts_that_fit_or_count_other_things_do_not(other: Amount) -> None:
    assert not both(COUNCIL, other)


def test_of_a_part_only_too_many_for_the_whole_are_a_contradiction() -> None:
    people = counted("12 people", 12, 12, "people", state="killed")
    assert both(people, counted("19 children", 19, 19, "أطفال", state="killed"))
    assert not both(people, counted("7 children", 7, 7, "children", state="killed"))


def test_a_figure_without_a_state_must_name_the_place() -> None:
    one, forty = counted("1 bag", 1, 1, "bags"), counted("40 bags", 40, 40, "bags")
    assert not both(replace(one, state=None), replace(forty, state=None))


def test_a_figure_that_is_denied_contradicts_the_same_figure_only() -> None:
    twelve = counted("12 civilians", 12, 12, "civilians", state="killed")
    assert both(twelve, replace(twelve, as_written="twelve"), stance="denies")
    nineteen = counted("19 civilians", 19, 19, "civilians", state="killed")
    assert not both(twelve, nineteen, stance="denies")


def test_a_voice_that_gives_two_figures_in_one_report_tells_of_two_things() -> None:
    told = [
        statement("a", said=NOON, amounts=[TWELVE]),
        statement("b", said=NOON, amounts=[NINETEEN]),
    ]
    assert not any(claim.contradictions for claim in weighed(told).claims)


def test_a_variant_in_number_is_a_contradiction_unless_the_times_differ() -> None:
    why = Reason(
        signal="differing_number",
        score=-1.0,
        left="12",
        right="19",
        detail="“12” stands against “19”",
    )
    tie = link("a", "b", "edited", kind="variant", reasons=[why])
    other = statement("b", who="Munir Qasab")
    assert weighed([statement("a"), other], [tie]).claims[0].contradictions
    later = replace(statement("b", said=NOON + 3 * HOUR), id="b")
    assert not weighed([statement("a", said=NOON), later], [tie]).claims[0].contradictions


# --- events ------------------------------------------------------------------------------


def report(
    name: str, status: EventStatus, as_of: datetime | None, *, statement: str | None = None
) -> StatusReport:
    time = as_of and Time(
        span=(0, 1), as_written="then", type="TIME", value="", earliest=as_of, latest=as_of + HOUR,
        grain="hour", rule="date.full", anchor=None,
    )  # fmt: skip
    return StatusReport(
        id=name, item="i", span=(int(name), int(name) + 1), as_written=status, what="ceasefire",
        status=status, as_of=time or None, said=None, by=None, statement=statement,
    )  # fmt: skip


def test_the_history_of_an_event_stands_in_the_order_of_time() -> None:
    reports = [
        report("3", "broken", NOON + 9 * HOUR),
        report("1", "agreed", NOON),
        report("4", "unconfirmed", None),
        report("2", "started", NOON + 2 * HOUR),
    ]
    (event,) = weighed([], items=[item("i", reports=reports)]).events
    assert [r.status for r in event.status_history] == [
        "agreed",
        "started",
        "broken",
        "unconfirmed",
    ]
    assert event.what == "ceasefire"


def test_a_word_that_happens_to_be_a_far_town_makes_no_other_event() -> None:
    def named(name: str, times: int) -> list[Place]:
        one = Place(
            span=(0, 1), as_written=name, name=name, lat=None, lon=None, radius_m=None,
            country=None, source="world", confidence=0.9,
        )  # fmt: skip
        return [one] * times

    first = replace(report("1", "agreed", NOON), item="i")
    second = replace(report("2", "broken", NOON + HOUR), item="j")
    items = [
        item("i", reports=[first], places=named("Qasr", 4)),
        item("j", reports=[second], places=named("Far Town", 1)),
    ]
    (event,) = weighed([], items=items).events
    assert event.where is not None
    assert event.where.name == "Qasr"
    items[1] = item("j", reports=[second], places=named("Far Town", 5))
    assert len(weighed([], items=items).events) == 2


def test_where_somebody_comes_from_is_no_place_of_an_event() -> None:
    text = "A man from Qasr, born in Qasr, a Qasr-based body and news from Qasr of a truce."
    places = [
        Place(
            span=(at, at + 4), as_written="Qasr", name="Qasr", lat=None, lon=None, radius_m=None,
            country=None, source="world", confidence=0.9,
        )
        for at in range(len(text))
        if text.startswith("Qasr", at)
    ]  # fmt: skip
    told = item("i", reports=[report("1", "agreed", NOON)], places=places)
    (event,) = weighed([], items=[replace(told, text=text)]).events
    assert event.where is None


def test_a_claim_is_placed_where_it_says_in_and_not_by_whom_it_names() -> None:
    text = "We wait in Qasr. How can we trust Kesheva?"
    places = [
        Place(
            span=(text.index(name), text.index(name) + len(name)), as_written=name, name=name,
            lat=None, lon=None, radius_m=None, country=None, source="world", confidence=0.9,
        )
        for name in ("Qasr", "Kesheva")
    ]  # fmt: skip
    told = [
        replace(statement("a"), places=(places[1],)),
        replace(statement("b", who="Munir"), places=(places[1], places[0])),
    ]
    claims = weighed(told, items=[replace(item("item", places=places), text=text)]).claims
    assert [c.facets.where and c.facets.where.name for c in claims] == [None, "Qasr"]


def test_one_bag_is_not_what_a_claim_counts() -> None:
    bag = replace(amount("one bag", 1, 1, of="bag"), state=None)
    told = [statement("a", amounts=[bag]), statement("b", who="Munir", amounts=[amount("1", 1, 1)])]
    claims = weighed(told).claims
    assert [c.facets.how_many and c.facets.how_many.as_written for c in claims] == [None, "1"]


def test_a_quarter_and_its_town_are_one_event_in_both_languages() -> None:
    def place(name: str, lat: float, radius: int) -> Place:
        return Place(
            span=(0, 1), as_written=name, name=name, lat=lat, lon=36.2, radius_m=radius,
            country="SY", source="case", confidence=0.95,
        )  # fmt: skip

    first = replace(report("1", "agreed", NOON), item="i")
    second = replace(report("2", "broken", NOON + HOUR), item="j")
    items = [
        item("i", reports=[first], places=[place("Marsuna", 35.1, 4000)]),
        item("j", reports=[second], places=[place("حي الصباغين", 35.11, 600)]),
    ]
    (event,) = weighed([], items=items).events
    assert event.where is not None
    assert event.where.name == "Marsuna"
    items[1] = item("j", reports=[second], places=[place("Far", 37.0, 600)])
    assert len(weighed([], items=items).events) == 2


def test_a_month_of_silence_makes_two_events() -> None:
    reports = [report("1", "agreed", NOON), report("2", "agreed", NOON + timedelta(days=40))]
    assert len(weighed([], items=[item("i", reports=reports)]).events) == 2


def test_states_that_exclude_each_other_at_one_time_contest_their_claims() -> None:
    reports = [
        report("1", "completed", NOON, statement="a"),
        report("2", "denied", NOON, statement="b"),
    ]
    told = [statement("a"), statement("b", who="Munir Qasab")]
    result = weighed(told, items=[item("i", reports=reports)])
    assert [claim.status for claim in result.claims] == ["contested", "contested"]
    assert {claim.event for claim in result.claims} == {result.events[0].id}
    assert result.events[0].claims == ("a", "b")


def test_who_denies_that_it_broke_contradicts_who_says_so() -> None:
    reports = [
        report("1", "broken", NOON, statement="a"),
        report("2", "started", NOON, statement="b"),
    ]
    denies = replace(statement("b", who="The army"), stance="denies")
    result = weighed([statement("a"), denies], items=[item("i", reports=reports)])
    assert [c.facet for claim in result.claims for c in claim.contradictions] == ["what", "what"]
    affirms = weighed([statement("a"), statement("b")], items=[item("i", reports=reports)])
    assert not any(claim.contradictions for claim in affirms.claims)


def test_a_denial_without_a_time_is_of_the_day_of_its_report() -> None:
    reports = [
        report("1", "resumed", NOON, statement="a"),
        report("2", "denied", None, statement="b"),
        report("3", "broken", None, statement="c"),
    ]
    day = Time(
        span=None, as_written="2031-05-06", type="DATE", value="2031-05-06", earliest=NOON,
        latest=NOON + HOUR, grain="day", rule="date.given", anchor=None,
    )  # fmt: skip
    told = [statement("a"), statement("b", who="The Front"), statement("c", who="Munir", item="i")]
    items = [replace(item(name, reports=reports if name == "i" else ()), published=day)
             for name in ("i", "item")]  # fmt: skip
    found = {
        claim.id: {c.claim for c in claim.contradictions}
        for claim in weighed(told, items=items).claims
    }
    assert found == {"a": {"b"}, "b": {"a"}, "c": set()}


def test_agreed_and_then_broken_is_a_history_no_contradiction() -> None:
    reports = [
        report("1", "agreed", NOON, statement="a"),
        report("2", "broken", NOON + 5 * HOUR, statement="b"),
    ]
    result = weighed([statement("a"), statement("b")], items=[item("i", reports=reports)])
    assert not any(claim.contradictions for claim in result.claims)


# --- decisions ---------------------------------------------------------------------------


def test_rejected_statements_weigh_nothing() -> None:
    assert weighed([replace(statement("a"), review="rejected")]).claims == ()


def test_only_people_confirm_and_refute() -> None:
    told = Decision(
        act=1, on="b", what="refuted", review="accepted", value=None, reason="seen", by="R", at=NOON
    )
    (claim,) = weighed([statement("a"), statement("b")], [link("a", "b")], decisions=[told]).claims
    assert claim.decided == "refuted"
    assert claim.status == "single_origin"
