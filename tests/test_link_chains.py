"""Chains: who took it from whom, from the texts of small invented reports."""
# ruff: noqa: E501 - sentences stay in one line

import pytest

from amana.link.bylines import plain
from amana.link.outlets import Outlets, outlets_of
from amana.link.signals import explain
from newsroom import Report, told

POST = "The Coast Post said, quoting Al-Minara, that forty trucks of flour had been turned back at the Salt Gate on Tuesday."
HEAD = "Trucks on the road\n\n"


def report(name: str, outlet: str | None, text: str, day: int = 10, **more: str) -> Report:
    return Report(name, outlet, f"2032-03-{day}", HEAD + text, **more)  # type: ignore[arg-type]


SPELLED = [
    ("The Coast Post", "the Coast Post", True),
    ("Radio Qasr", "راديو القصر", True),
    ("Radio Qasr", "إذاعة القصر", True),
    ("Al-Minara", "المنارة", True),
    ("صحيفة المنارة", "Al-Minara", True),
    ("Daryan News Agency", "DNA", True),
    ("Daryan News Agency", "agency Daryan News", True),
    ("Daryan News Agency", "وكالة داريان للأنباء", True),
    ("Radio Qasr", "Qasr TV", False),
    ("راديو القصر", "تلفزيون القصر", False),
    ("The Coast Post", "Coast Times", False),
    ("Marsuna Times", "Marsuna Radio", False),
    ("Daryan News Agency", "DNB", False),
    ("Al-Minara", "Al-Minbar", False),
]


@pytest.mark.parametrize(("own", "named", "same"), SPELLED)
def test_an_outlet_is_known_by_many_names(own: str, named: str, same: bool) -> None:
    found = _outlets(own, named)
    assert (found.by_name[own] == found.by_name.get(named, "")) is same


def _outlets(*names: str) -> Outlets:
    pages = [report(f"r{n}", name, "Nothing new was said.") for n, name in enumerate(names)]
    return outlets_of(told(*pages).items)


def test_a_short_name_that_may_mean_two_outlets_means_none() -> None:
    text = "Qasr News reported that forty trucks were turned back at the Salt Gate."
    found = told(
        report("a", "Radio Qasr", "x."), report("b", "Qasr TV", "x."), report("c", None, text)
    )
    assert found.taken(whole=True) == set()


def test_an_agency_is_known_by_its_dateline() -> None:
    first = "MARSUNA, March 9 (Anchor) – The bakery has flour until Friday, the mayor said."
    found = told(
        Report("a", None, "2032-03-09", first),
        report("b", "Hill Post", "The bakery has flour until Friday, the agency Anchor reported."),
    )
    assert ("a", "b") in found.taken(whole=True)


CITING = [
    "Radio Qasr reported, citing The Coast Post, that forty trucks of flour were turned back.",
    "Radio Qasr said on Wednesday, quoting the Coast Post, that forty trucks were turned back.",
    "Citing the Coast Post, Radio Qasr said about forty trucks of flour were turned back.",
    "Forty trucks of flour were turned back at the Salt Gate, according to The Coast Post.",
    "Forty trucks of flour were turned back at the gate, the Coast Post reported on Wednesday.",
    "Radio Qasr, which cited the Coast Post, said forty trucks of flour had been turned back.",
    "The Coast Post reported that forty trucks had been turned back.",
]


@pytest.mark.parametrize("text", CITING)
def test_an_outlet_that_is_named_in_english(text: str) -> None:
    found = told(report("post", "The Coast Post", POST), report("radio", "Radio Qasr", text, 11))
    assert found.taken(whole=False) == {("post", "radio")}
    assert ("post", "radio") in found.taken(whole=True)


NAQLAN = [
    "المنارة: نقل راديو القصر أن أربعين شاحنة طحين أُعيدت من باب الملح يوم الثلاثاء.",
    "ذكرت صحيفة المنارة نقلا عن راديو القصر أن أربعين شاحنة طحين أعيدت من باب الملح.",
    "أُعيدت أربعون شاحنة طحين من باب الملح يوم الثلاثاء، نقلا عن إذاعة القصر.",
    "أفادت صحيفة المنارة، نقلاً عن راديو القصر، بأن أربعين شاحنة طحين أُعيدت من باب الملح.",
    "أُعيدت أربعون شاحنة طحين من باب الملح بحسب راديو القصر.",
]


@pytest.mark.parametrize("text", NAQLAN)
def test_an_outlet_of_another_language_that_is_named_in_arabic(text: str) -> None:
    found = told(report("radio", "Radio Qasr", POST), report("minara", "المنارة", text, 11))
    assert found.taken(whole=False) == {("radio", "minara")}


def test_an_outlet_without_a_report_in_the_case_stays_in_via() -> None:
    found = told(report("radio", "Radio Qasr", CITING[0]))
    assert not [link for link in found.links if link.kind == "takes_from"]
    (statement,) = found.statements
    assert statement.speaker is not None
    assert statement.speaker.name == "Coast Post"


def test_nothing_is_taken_from_what_came_later() -> None:
    found = told(
        report("post", "The Coast Post", POST, 12), report("radio", "Radio Qasr", CITING[0])
    )
    assert found.taken(whole=True) == found.taken(whole=False) == set()


def test_another_matter_of_the_same_outlet_is_no_source() -> None:
    other = "“The well in the school yard is dry,” Hala Rami, a teacher, told The Coast Post."
    found = told(
        report("post", "The Coast Post", other), report("radio", "Radio Qasr", CITING[0], 11)
    )
    assert found.taken(whole=False) == set()


@pytest.mark.parametrize(
    "other",
    [
        "forty trucks of flour were not turned back at the Salt Gate on Tuesday",
        "forty trucks of flour were turned back at the Salt Gate on Sunday",
        "forty trucks of flour were turned back at the Dove Gate on Tuesday",
    ],
)
def test_another_day_or_gate_or_a_not_is_no_source(other: str) -> None:
    text = f"The Coast Post reported that {other}."
    found = told(report("post", "The Coast Post", POST), report("radio", "Radio Qasr", text, 11))
    assert found.taken(whole=False) == set()


def test_an_address_and_an_old_credit_tell_of_a_source() -> None:
    address = "https://coast-post.example/2032/trucks/"
    found = told(
        report("post", "The Coast Post", "“We wait,” said Hala Rami, a driver.", url=address),
        report("blog", "Hill Post", f"Read on: {address}?utm_source=hill.", 11),
    )
    assert ("post", "blog") in found.taken(whole=True)
    assert plain(address) == plain("http://www.coast-post.example/2032/trucks")


def test_sentences_that_stand_again_later_tell_of_a_source() -> None:
    own = "The mayor said the last well of the city had run dry before the feast. He said the school would hold its lessons on the stairs of the mill."
    found = told(report("a", "Hill Post", own), report("b", "Radio Qasr", own, 12))
    assert ("a", "b") in found.taken(whole=True)


def test_two_that_quote_one_witness_take_it_from_neither() -> None:
    quote = (
        "“We bake at night so that the smoke does not show,” Hala Rami, a baker, wrote on Twitter."
    )
    found = told(report("a", "Hill Post", quote), report("b", "Radio Qasr", quote, 12))
    assert found.taken(whole=True) == set()


def test_every_reason_is_explained() -> None:
    found = told(
        report("post", "The Coast Post", POST), report("radio", "Radio Qasr", CITING[0], 11)
    )
    chained = [link for link in found.links if link.kind in {"takes_from", "same_claim"}]
    assert chained
    assert all(explain(reason.signal) for link in chained for reason in link.reasons)


def test_order_changes_nothing() -> None:
    reports = [
        report("post", "The Coast Post", POST),
        report("radio", "Radio Qasr", CITING[0]),
        report("minara", "المنارة", NAQLAN[0]),
    ]
    one, other = told(*reports), told(*reversed(reports))
    assert sorted(one.links, key=lambda k: k.id) == sorted(other.links, key=lambda k: k.id)
    assert one.claims == other.claims
