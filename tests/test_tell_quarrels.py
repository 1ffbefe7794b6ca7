"""Quarrels: each told once, with its sides beside each other, in the language of the page."""

import re
from dataclasses import replace

import pytest

from amana.canon import make_id
from amana.model import Contradiction, Dossier, Event, StatusReport
from amana.tell.dossier import pages
from neighbours import beside

TOLD = beside("test_tell_dossier")
TEXT = (
    "Samer Boghazi said: “The army broke the truce.” The army said: “It was the front that broke "
    "the truce.” Dana Whitlock said: “Everybody knows that the army broke the truce.” "
    "The council said that 140 people left. The command said that 600 people left."
)
WORDS = (
    ("Samer Boghazi", "The army broke the truce.", "broke the truce"),
    ("The army", "It was the front that broke the truce.", "broke the truce"),
    ("Dana Whitlock", "Everybody knows that the army broke the truce.", "broke the truce"),
)
FIGURES = (("The council", "140 people left", 140), ("The command", "600 people left", 600))
WHY = "ceasefire broken: one says army, another front"


def quarrelsome() -> Dossier:
    """Three say who broke a truce, two count who left."""
    siege: Dossier = TOLD.siege()
    item = TOLD.item(TEXT, file="in/quay.txt", lang="en", published=None, outlet="Quay")
    said, steps = [], []
    for who, words, deed in WORDS:
        said.append(TOLD.statement(item, words, voice=TOLD.speaker(item, who, who)))
        voice = TOLD.Voice(
            as_written=who, spans=(), name=who, person=None, kind="person", role=None,
            affiliation=None,
        )  # fmt: skip
        start = said[-1].spans[0][0] + words.index(deed)
        steps.append(
            StatusReport(
                id=make_id("status", [who]), item=item.id, span=(start, start + len(deed)),
                as_written=deed, what="ceasefire", status="broken", as_of=None, said=None,
                by=voice, statement=said[-1].id,
            )
        )  # fmt: skip
    for who, words, figure in FIGURES:
        amount = TOLD.Amount(
            span=TOLD.at(item, f"{figure} people"), as_written=f"{figure} people",
            low=TOLD.Decimal(figure), high=TOLD.Decimal(figure), hedge=None, unit="people",
            of="people", state="evacuated",
        )  # fmt: skip
        voice = TOLD.speaker(item, who, who)
        said.append(TOLD.statement(item, words, voice=voice, kind="indirect", amounts=(amount,)))
    against = {0: (1,), 1: (0, 2), 2: (1,)}
    base = siege.claims[0]
    claims = [replace(base, id=make_id("claim", [one.id]), text=one.words[0], status="contested",
                      statements=(one.id,), origins_low=1, origins_high=1)
              for one in said]  # fmt: skip
    made = [
        replace(claim, contradictions=tuple(
            Contradiction(claim=claims[m].id, facet="who_did", why=WHY) for m in against[n]))
        for n, claim in enumerate(claims[:3])
    ]  # fmt: skip
    why = "“140 people” and “600 people” are said of the same, and no number fits both"
    made += [
        replace(claims[n], contradictions=(
            Contradiction(claim=claims[m].id, facet="how_many", why=why),))
        for n, m in ((3, 4), (4, 3))
    ]  # fmt: skip
    event = Event(id=make_id("event", ["truce"]), what="ceasefire", where=None, time=None,
                  status_history=tuple(steps), claims=tuple(c.id for c in made[:3]))  # fmt: skip
    return replace(siege, items=(*siege.items, item), statements=tuple(said), claims=tuple(made),
                   origins=(), links=(), events=(event,))  # fmt: skip


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return pages(quarrelsome(), outside_id=TOLD.outside)


@pytest.mark.parametrize("page", ["index.html", "claims.html"])
def test_a_quarrel_is_one_entry_with_its_sides(site: dict[str, bytes], page: str) -> None:
    shown = site[page].decode()
    assert shown.count(">Who broke ") == 1
    assert shown.count(">How many left<") == 1
    found = re.search(r'Who broke the ceasefire.*?<p class="because">(.*?)</p>', shown, re.DOTALL)
    assert found
    assert "one side names" in found[1]
    assert "the army" in found[1]
    first, second = found[0].split('<div class="side">')[1:]
    assert "Samer Boghazi" in first
    assert "Dana Whitlock" in first
    assert "The army<" in second


def test_what_differs_is_marked(site: dict[str, bytes]) -> None:
    marked = re.findall(r"<mark>(.*?)</mark>", site["claims.html"].decode())
    assert "140 people" in marked
    assert "600 people" in marked
    assert "The army broke the truce" in marked


def test_in_arabic_it_is_told_in_arabic(site: dict[str, bytes]) -> None:
    text = TOLD.text_of(site["index.ar.html"])
    assert "من خرق وقف إطلاق النار" in text
    assert "أحدهما يسمّي الجيش، والآخر يسمّي الجبهة" in text
    assert "cannot both" not in text


def test_each_claim_of_a_quarrel_has_its_place_once(site: dict[str, bytes]) -> None:
    shown = site["claims.html"].decode()
    for claim in quarrelsome().claims:
        assert shown.count(f'id="c-{TOLD.outside(claim.id)}"') == 1


def test_a_contested_step_leads_to_its_quarrel(site: dict[str, bytes]) -> None:
    steps = re.findall(r'<p class="warned">(.*?)</p>', site["standing.html"].decode())
    assert len(steps) == len(WORDS)
    assert all('href="claims.html#q-' in one for one in steps)


def test_states_that_exclude_each_other_stand_beside_each_other() -> None:
    dossier = TOLD.siege()
    post = dossier.items[0]
    known = dossier.events[0].status_history[0]
    day = TOLD.time(TOLD.moment(8), TOLD.moment(9))
    brigade = dossier.events[0].status_history[1].by
    history = (
        replace(known, id="1", status="started", as_of=day),
        replace(known, id="2", status="denied", as_of=day, by=brigade),
    )
    event = replace(dossier.events[0], status_history=history)
    made = pages(replace(dossier, events=(event,)), outside_id=TOLD.outside)
    assert post.id not in made["claims.html"].decode()
    assert "Evacuation: started, or denied" in TOLD.text_of(made["index.html"])
    apart = replace(history[1], as_of=TOLD.time(TOLD.moment(9), TOLD.moment(10)))
    event = replace(event, status_history=(history[0], apart))
    made = pages(replace(dossier, events=(event,)), outside_id=TOLD.outside)
    assert "started, or denied" not in TOLD.text_of(made["index.html"])


def test_three_figures_are_three_sides_and_each_is_marked() -> None:
    dossier = quarrelsome()
    item = dossier.items[-1]
    text = f"{item.text} The clinic said that 300 people left."
    item = replace(item, text=text)
    council = dossier.statements[3]
    amount = replace(council.amounts[0], span=TOLD.at(item, "300 people"),
                     as_written="300 people", low=TOLD.Decimal(300), high=TOLD.Decimal(300),
                     )  # fmt: skip
    third = TOLD.statement(item, "300 people left", voice=TOLD.speaker(item, "clinic", "clinic"),
                           amounts=(amount,))  # fmt: skip
    a, b = dossier.claims[3:]
    c = replace(a, id=make_id("claim", [third.id]), text="300", statements=(third.id,))

    def against(*others: tuple[str, int, int]) -> tuple[Contradiction, ...]:
        why = "“{} people” and “{} people” are said of the same, and no number fits both"
        return tuple(Contradiction(claim=of, facet="how_many", why=why.format(x, y))
                     for of, x, y in others)  # fmt: skip

    claims = (
        replace(a, contradictions=against((b.id, 140, 600), (c.id, 140, 300))),
        replace(b, contradictions=against((a.id, 140, 600), (c.id, 300, 600))),
        replace(c, contradictions=against((a.id, 140, 300), (b.id, 300, 600))),
    )
    told = replace(dossier, items=(*dossier.items[:-1], item), claims=claims,
                   statements=(*dossier.statements, third), events=())  # fmt: skip
    shown = pages(told, outside_id=TOLD.outside)["claims.html"].decode()
    assert shown.count('<div class="side">') == 3
    assert {"140 people", "600 people", "300 people"} <= set(
        re.findall("<mark>(.*?)</mark>", shown)
    )
    assert shown.count("They cannot all be true") == 1


def test_a_claim_in_two_quarrels_stands_in_each_and_has_one_place() -> None:
    dossier = quarrelsome()
    army, council = dossier.claims[1], dossier.claims[3]
    more = Contradiction(claim=army.id, facet="what", why="x")
    both = replace(council, contradictions=(*council.contradictions, more))
    claims = (*dossier.claims[:3], both, dossier.claims[4])
    shown = pages(replace(dossier, claims=claims), outside_id=TOLD.outside)["claims.html"].decode()
    ids = re.findall(r' id="([^"]*)"', shown)
    assert len(ids) == len(set(ids))
    assert len(re.findall(r'id="q-[0-9a-f]+-\w+-\d+"', shown)) == 3


def test_a_figure_that_is_denied_is_told_as_denied() -> None:
    dossier = quarrelsome()
    council, command = dossier.statements[3:]
    same = replace(council.amounts[0], span=command.amounts[0].span, as_written="600 people")
    told = (*dossier.statements[:4], replace(command, amounts=(same,), stance="denies"))
    why = "“140 people” and “600 people”: one says so, the other denies it"
    claims = tuple(
        replace(one, contradictions=tuple(replace(c, why=why) for c in one.contradictions))
        for one in dossier.claims[3:]
    )
    made = pages(replace(dossier, statements=told, claims=claims), outside_id=TOLD.outside)
    shown = made["claims.html"].decode()
    assert "not <bdi>140</bdi>" in shown
    assert "one says so, the other denies it" in shown


def test_two_descriptions_of_one_thing_are_one_entry() -> None:
    siege: Dossier = TOLD.siege()
    text = "The army said the dead were fighters. Relatives said they were farmers."
    sheet = TOLD.item(text, file="in/dead.txt", lang="en", published=None, outlet="Quay")
    whole = text[:-1].split(". ")
    said = [
        TOLD.statement(
            sheet, words, voice=TOLD.speaker(sheet, who, who), kind="indirect",
            contested=(TOLD.Quoted(as_written=other, span=TOLD.at(sheet, other)),),
        )
        for who, words, other in (
            ("The army", "the dead were fighters", whole[1]),
            ("Relatives", "they were farmers", whole[0]),
        )
    ]  # fmt: skip
    dossier = replace(siege, items=(*siege.items, sheet), statements=tuple(said), claims=(),
                      origins=(), links=(), events=())  # fmt: skip
    shown = pages(dossier, outside_id=TOLD.outside)["claims.html"].decode()
    entry = re.search(r"Disputed:.*", shown, re.DOTALL)
    assert entry
    assert shown.count(">Disputed:") == 1
    first, second = entry[0].split('<div class="side">')[1:]
    assert "The army" in first
    assert "Relatives" in second
    assert "they were farmers" in second
