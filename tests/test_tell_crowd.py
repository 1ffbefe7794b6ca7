"""Hundreds of short reports with many children of common names: masking succeeds, none is left."""

import hashlib
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.case.history import Original
from amana.case.items import item_of
from amana.errors import Refused
from amana.model import (
    Arrival,
    Dossier,
    Event,
    Item,
    Problem,
    Reading,
    Seal,
    StatusReport,
    View,
)
from amana.read.reading import read_view
from amana.tell import leaks
from amana.tell.desk import Desk
from amana.tell.dossier import pages

REPORTS = 240
ZONE = ZoneInfo("Asia/Muscat")

#: common given and family names; some are words, some are the beginning of others
GIVEN = [("Omar", "عمر"), ("Ali", "علي"), ("Sara", "سارة"), ("Amal", "أمل"), ("Nour", "نور"),
         ("Hope", "أمل"), ("Rami", "رامي"), ("Bana", "بانا"), ("Sham", "شام")]  # fmt: skip
FAMILY = [("Hassan", "حسن"), ("Hassanein", "حسنين"), ("Ali", "علي"), ("Aliyev", "علييف"),
          ("al-Ahmad", "الأحمد"), ("Darwish", "درويش"), ("O'Mara", "أومارا")]  # fmt: skip


def english(pick: random.Random) -> str:
    name = f"{pick.choice(GIVEN)[0]} {pick.choice(FAMILY)[0]}"
    other = f"{pick.choice(GIVEN)[0]} {pick.choice(FAMILY)[0]}"
    age, n = pick.randint(6, 15), pick.randint(2, 90)
    given = name.partition(" ")[0]
    ways = (
        f"{name}, aged {age}, wrote on Twitter: “We have bread for {n} days, says {other}.”",
        f"“There are {n} wounded in the cellar,” said {name}, a nurse. {other} was with her.",
        f"The {other.split()[1]} family is safe, {name} told the Harbour Post. “Rain,” she said.",
        f"@{name.replace(' ', '')} tweeted: “Hope is gone https://x.example/{given}/{n}”",
    )
    return "\n\n".join(pick.sample(ways, 2))


def arabic(pick: random.Random) -> str:
    name = f"{pick.choice(GIVEN)[1]} {pick.choice(FAMILY)[1]}"
    other = f"{pick.choice(GIVEN)[1]} {pick.choice(FAMILY)[1]}"
    ways = (
        f"وكتبت الطفلة {name} ({pick.randint(6, 15)} سنوات) على تويتر: «لا أحد يأتي إلينا».",
        f"وقال الممرض {name}: «لدينا {pick.randint(3, 9)} جرحى في القبو، و{other} معهم».",
    )
    return "\n\n".join(ways)


def outside(inside: str) -> str:
    return hashlib.sha256(f"key {inside}".encode()).hexdigest()[:32]


@pytest.fixture(scope="module")
def crowd() -> Dossier:
    pick = random.Random(31)
    views = [view(english(pick) if n % 3 else arabic(pick), n) for n in range(REPORTS)]
    views.append(view("“The bridge still holds for carts,” said Wendla Orrin, a nurse.", REPORTS))
    readings = [read_view(one, zone=ZONE) for one in views]
    return Dossier(
        title="A crowd", zone="Asia/Muscat", seal=Seal(origin="x", size=1, root="", key=""),
        items=tuple(map(item, views, readings)),
        statements=tuple(one for reading in readings for one in reading.statements),
        people=(), links=(), claims=(), origins=(), events=(), media=(), problems=(),
    )  # fmt: skip


def view(text: str, n: int) -> View:
    digest = hashlib.sha256(f"{n} {text}".encode()).hexdigest()
    of = make_id("item", [digest, ""])
    return View(
        id=make_id("view", [of]), item=of, original=digest, inside="", file=f"in/{n}.txt",
        kind="document", lang=None, title=None, outlet=None, author=None, published=None,
        text=text, extractor="text 1",
    )  # fmt: skip


def item(of: View, reading: Reading) -> Item:
    arrival = Arrival(act=1, file=of.file, url=None, outlet=None, from_=None, published=None,
                      at=datetime(2031, 5, 7, tzinfo=UTC))  # fmt: skip
    original = Original(sha256=of.original, size=9, media_type="text/plain", arrivals=[arrival])
    return item_of(of, reading, original, ZONE)


def test_a_crowd_of_children_is_masked_and_told(crowd: Dossier) -> None:
    made = pages(crowd, outside_id=outside)
    children = {
        one.speaker.name for one in crowd.statements if one.speaker and one.speaker.minor
    } - {None}
    assert len(children) > 20
    text = re.sub(r"<[^>]*>", "", b"".join(made.values()).decode())
    for name in children:
        assert not re.search(rf"\b{re.escape(str(name))}\b", text), name
    assert "Wendla Orrin" in text


def test_what_would_be_shown_is_named_with_its_place(
    crowd: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever must mend it learns which page, whom, and beside which statement; no name."""
    child = next(s for s in crowd.statements if s.speaker and s.speaker.minor and s.speaker.name)
    desk = Desk(crowd, outside)
    assert child.speaker
    page = f'<article id="{desk.anchor("s", child.id)}">of {child.speaker.name}.</article>'
    leaks.refuse_leaks({"a.html": page.replace(".<", "x<").encode()}, desk)
    for leaking in (page, page.replace("'", "&#39;")):
        with pytest.raises(Refused) as refused:
            leaks.refuse_leaks({"a.html": leaking.encode()}, desk)
        assert re.search(r"a\.html .* Child \d+ \(statement " + child.id[:12], refused.value.what)
        assert str(child.speaker.name) not in refused.value.what + refused.value.do
    monkeypatch.setattr(desk, "statements", {})
    with pytest.raises(Refused):
        leaks.refuse_leaks({"a.html": page.encode()}, desk)
    with pytest.raises(Refused, match="the id"):
        leaks.refuse_leaks({"a.html": child.id.encode()}, desk)


def test_problems_are_told_without_names(crowd: Dossier) -> None:
    child = next(s for s in crowd.statements if s.speaker and s.speaker.minor and s.speaker.name)
    assert child.speaker
    told = Problem(where="x.txt", what=f"“{child.speaker.name}” is unclear, “أ” too.", do="Look.")
    made = pages(replace(crowd, problems=(told,)), outside_id=outside)
    assert str(child.speaker.name) not in made["problems.html"].decode()
    post = (
        "A post embedded in this page (https://twitter.example.com/rana_k/status/19) is not here."
    )
    of = replace(told, what=post)
    problems = pages(replace(crowd, problems=(of,)), outside_id=outside)["problems.html"].decode()
    assert "twitter.example.com" in problems
    assert "rana_k" not in problems
    shown = made["problems.html"].decode()
    assert "is unclear, <bdi>“أ”</bdi> too." in shown  # what is quoted keeps its direction
    assert "&lt;" not in shown


def test_a_thousand_reports_of_one_event_fit_into_pages() -> None:
    """Each says the same of the same day, and each page stays small enough to open at once."""
    text = "The ceasefire in the harbour town collapsed on Tuesday, before the buses had left. " * 3
    views = [view(text, n) for n in range(1_000)]
    items = tuple(map(item, views, (read_view(one, zone=ZONE) for one in views[:1] * 1_000)))
    reports = tuple(
        StatusReport(
            id=make_id("report", [one.id]), item=one.id, span=(0, 45), as_written=text[:45],
            what="ceasefire", status="broken", as_of=None, said=None, by=None, statement=None,
        )
        for one in items
    )  # fmt: skip
    for outlets in (1_000, 10):
        told = tuple(replace(one, outlet=f"Post {n % outlets}") for n, one in enumerate(items))
        event = Event(id="e" * 32, what="ceasefire", where=None, time=None,
                      status_history=reports, claims=())  # fmt: skip
        made = pages(
            Dossier(
                title="One event", zone="Asia/Muscat",
                seal=Seal(origin="x", size=1, root="", key=""), items=told, statements=(),
                people=(), links=(), claims=(), origins=(), events=(event,), media=(),
                problems=(),
            ),
            outside_id=outside,
        )  # fmt: skip
        assert max(map(len, made.values())) < 300_000, outlets
        assert "and 92 more" in made["standing.html"].decode() or outlets == len(items)
