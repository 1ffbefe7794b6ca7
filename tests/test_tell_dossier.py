"""A fictional siege, told twice: what its pages show, and what they must not."""

import hashlib
import hmac
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from amana.canon import make_id
from amana.errors import NotUnderstood, Refused
from amana.model import (
    Amount,
    Arrival,
    Claim,
    Contradiction,
    Cue,
    Described,
    Dossier,
    Event,
    Evidence,
    Facets,
    Id,
    Item,
    Link,
    Media,
    Name,
    Origin,
    Person,
    Place,
    Problem,
    Quoted,
    Reason,
    Region,
    Root,
    Said,
    Seal,
    Span,
    Speaker,
    SpeechCue,
    Statement,
    StatusReport,
    Time,
    Voice,
)
from amana.tell.clock import spelled, zone_of
from amana.tell.dossier import pages
from amana.tell.tongue import Tongue, catalogue

ZONE = timezone(timedelta(hours=3))

HARBOUR = (
    "Voices from Nahr Sawda: ‘Nobody is coming’\n\n"
    "By Dana Whitlock\n\n"
    "For nine days the river quarter of Nahr Sawda has been closed off. Residents write that "
    "“every night is longer than the last” and wait for boats.\n\n"
    "Mariam Hosh, nurse\n\n"
    "In a video posted on Twitter early Tuesday, with rain audible behind her, she said:\n\n"
    "“We have more than 300 people in the cellar. The truse [sic] is over. "
    "Please tell somebody that every night is longer than the last.\n\n"
    "“We have no light. Nobody is coming.”\n\n"
    "Two days later she wrote: “The boats turned back at the bridge.”\n\n"
    "Lina al-Darwish, aged 8, wrote on Twitter that she had lost her cat and her school. "
    "“I am Lina. I want to see the sea,” she said. "
    "Her mother, Huda al-Darwish, said: “My daughter does not sleep.”\n\n"
    "An activist told The Harbour Post over WhatsApp: "
    "“They shelled the bakery. The agreement has been broken.”\n\n"
    "The Interim Council says the evacuation will begin on Thursday. River Brigade media speak "
    "of “serious complications” and there is no confirmation. "
    "Some call the boatmen heroes, others smugglers.\n\n"
    "Smoke over Nahr Sawda, June 2, 2027. [Photo: archive]\n\n"
    "Share this article"
)

DIFFA = (
    "أهالي نهر سودا: «لا أحد يأتي»\n\n"
    "نقلت صحيفة هاربر بوست عن الممرضة مريم الحوش قولها: «كل ليلة أطول من التي قبلها».\n\n"
    "وقال المعلّم سامي القطان مساء الأربعاء: «قصفوا المخبز، ورأيت الدخان من نافذتي. "
    "الأرقام التي تُذكر غير صحيحة: كنا نحو 120 شخصاً».\n\n"
    "وكتبت الطفلة لِينا الدرويـش: «أريد أن أرى البحر». "
    "وتنفي مصادر المجلس المؤقت أن يكون الإجلاء قد بدأ."
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def outside(inside: Id) -> str:
    return hmac.new(b"key of the case", inside.encode(), hashlib.sha256).hexdigest()[:32]


def moment(day: int, hour: int = 0, *, month: int = 5) -> datetime:
    return datetime(2031, month, day, hour, tzinfo=ZONE)


def time(
    start: datetime | None, end: datetime | None, *, rule: str = "date.full", written: str = ""
) -> Time:
    return Time(
        span=None,
        as_written=written,
        type="DATE",
        value="",
        earliest=start,
        latest=end,
        grain="day",
        rule=rule,
        anchor=None,
    )


def item(text: str, *, file: str, lang: str, published: Time | None, **more: Any) -> Item:
    base: dict[str, Any] = {
        "id": make_id("item", [sha(text), ""]),
        "original": sha(text),
        "inside": "",
        "file": file,
        "kind": "article",
        "view": make_id("view", [sha(text)]),
        "lang": lang,
        "title": text.split("\n", 1)[0],
        "outlet": None,
        "author": None,
        "published": published,
        "url": None,
        "sha256": sha(text),
        "size": len(text.encode()),
        "media_type": "text/plain",
        "text": text,
        "regions": (),
        "times": (),
        "places": (),
        "amounts": (),
        "cues": (),
        "reports": (),
        "sensitivity": (),
        "arrivals": (
            Arrival(
                act=3,
                file=file,
                url=None,
                outlet=None,
                from_="a friend who must not be named",
                published=None,
                at=datetime(2031, 5, 9, 8, tzinfo=UTC),
            ),
        ),
    }
    return Item(**base | more)


def at(of: Item, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(words, start + 1)
    return (start, start + len(words))


def speaker(of: Item, written: str, name: str | None, **more: Any) -> Speaker:
    base: dict[str, Any] = {
        "as_written": written,
        "spans": (at(of, written),),
        "name": name,
        "person": None,
        "kind": "person",
        "role": None,
        "affiliation": None,
        "minor": False,
    }
    return Speaker(**base | more)


def said(start: datetime | None, end: datetime | None, written: str, span: Span | None) -> Said:
    return Said(
        earliest=start,
        latest=end,
        as_written=written,
        span=span,
        grain="day",
        value=None,
        rule="weekday.before_published",
        anchor="published",
    )


def statement(of: Item, *words: str, voice: Speaker | None, **more: Any) -> Statement:
    spans = tuple(at(of, part) for part in words)
    base: dict[str, Any] = {
        "id": make_id("statement", [of.view, [list(span) for span in spans]]),
        "item": of.id,
        "view": of.view,
        "file": of.file,
        "kind": "direct",
        "words": words,
        "spans": spans,
        "speaker": voice,
        "via": (),
        "cue": None,
        "medium": "unknown",
        "platform": "unknown",
        "said": None,
        "about": (),
        "places": (),
        "amounts": (),
        "cues": (),
        "translation": None,
        "within": None,
        "stance": "affirms",
        "basis": "unknown",
        "contested": (),
        "confidence": 0.9,
        "review": "proposed",
        "by": "read.quotes 1",
    }
    return Statement(**base | more)


def person(pid: str, name: str, *names: tuple[str, str], **more: Any) -> Person:
    base: dict[str, Any] = {
        "id": make_id("mention", [pid]),
        "name": name,
        "names": tuple(
            Name(value=value, script="Arab" if lang == "ar" else "Latn", lang=lang)
            for lang, value in names
        ),
        "kind": "person",
        "roles": (),
        "handles": (),
        "minor": None,
        "at_risk": more.get("minor") is True,
        "party": None,
        "statements": (),
        "review": "proposed",
    }
    return Person(**base | more)


def retells(a: Statement, b: Statement, relation: Any, detail: str) -> Link:
    return Link(
        id=make_id("link", ["retells", *sorted((a.id, b.id))]),
        kind="retells",
        relation=relation,
        a=a.id,
        b=b.id,
        spans_a=a.spans,
        spans_b=b.spans,
        score=0.97,
        direction="unknown",
        reasons=(Reason(signal="shared_words", score=0.9, left="", right="", detail=detail),),
        review="proposed",
        by="link.words 1",
    )


MARIAM = person(
    "mariam",
    "Mariam Hosh",
    ("en", "Mariam Hosh"),
    ("ar", "مريم الحوش"),
    roles=("nurse", "الممرضة"),
    handles=("@mariam_sawda",),
    minor=False,
)
LINA = person("lina", "Lina al-Darwish", ("ar", "لينا الدرويش"), handles=("@lina_sea",), minor=True)
HUDA = person("huda", "Huda al-Darwish", minor=False)
SAMI = person("sami", "سامي القطان", ("ar", "سامي القطان"), roles=("المعلّم",), minor=False)
COUNCIL = person("council", "The Interim Council", kind="group", party="the Interim Council")
BRIGADE = person(
    "brigade", "River Brigade media", kind="outlet", party="River Brigade", review="accepted"
)


def harbour_statements(post: Item) -> list[Statement]:
    mariam = speaker(post, "Mariam Hosh", "Mariam Hosh", person=MARIAM.id, role="nurse")
    lina = speaker(post, "Lina al-Darwish", "Lina al-Darwish", person=LINA.id, minor=True)
    huda = speaker(post, "Huda al-Darwish", "Huda al-Darwish", person=HUDA.id, role="mother")
    activist = speaker(post, "An activist", None, kind="unnamed", role="activist", minor=None)
    tuesday = said(moment(6), moment(6, 9), "early Tuesday", at(post, "early Tuesday"))
    paper = Voice(
        as_written="The Harbour Post",
        spans=(at(post, "The Harbour Post"),),
        name="The Harbour Post",
        person=None,
        kind="outlet",
        role=None,
        affiliation=None,
    )
    place = Place(
        span=at(post, "the bridge"),
        as_written="the bridge",
        name=None,
        lat=None,
        lon=None,
        radius_m=None,
        country=None,
        source="none",
        confidence=0.2,
    )
    video = statement(
        post,
        "We have more than 300 people in the cellar. The truse [sic] is over. Please tell somebody "
        "that every night is longer than the last.",
        "We have no light. Nobody is coming.",
        voice=mariam,
        medium="video",
        platform="twitter",
        said=tuesday,
        basis="firsthand",
        amounts=(
            Amount(
                span=at(post, "more than 300 people"),
                as_written="more than 300 people",
                low=Decimal(300),
                high=None,
                low_open=True,
                hedge="more than",
                unit="people",
                of="people",
                state="in the cellar",
            ),
        ),
        cues=(Cue(what="rain", as_written="rain", span=at(post, "rain")),),
    )
    return [
        statement(post, "every night is longer than the last", voice=None),
        video,
        statement(
            post,
            "The boats turned back at the bridge.",
            voice=replace(mariam, as_written="she", spans=(at(post, "she wrote"),)),
            said=replace(
                said(moment(8), moment(9), "Two days later", at(post, "Two days later")),
                rule="offset.after_anchor",
                anchor=video.id,
                evidence=(Evidence(item=post.id, span=None),),
            ),
            places=(place,),
        ),
        statement(
            post,
            "I am Lina. I want to see the sea,",
            voice=lina,
            medium="post",
            platform="twitter",
            said=None,
            cue=SpeechCue(as_written="said", span=at(post, "she said.")),
        ),
        statement(post, "My daughter does not sleep.", voice=huda),
        statement(
            post,
            "They shelled the bakery. The agreement has been broken.",
            voice=activist,
            via=(paper,),
            medium="chat_message",
            platform="whatsapp",
            said=replace(said(None, None, "", None), rule="weekday.unresolved", value="XXXX-WXX-3"),
        ),
        statement(
            post,
            "the boatmen heroes, others smugglers",
            voice=speaker(post, "Some", None, kind="group", minor=None),
            kind="indirect",
            said=said(moment(5), moment(9), "this week", None),
            contested=tuple(
                Quoted(as_written=w, span=at(post, w)) for w in ("heroes", "smugglers")
            ),
        ),
    ]


def diffa_statements(sheet: Item) -> list[Statement]:
    mariam = speaker(sheet, "مريم الحوش", "مريم الحوش", person=MARIAM.id, role="الممرضة")
    lina = speaker(sheet, "لِينا الدرويـش", "لينا الدرويش", person=LINA.id, minor=True)
    sami = speaker(sheet, "سامي القطان", "سامي القطان", person=SAMI.id, role="المعلّم")
    return [
        statement(
            sheet,
            "كل ليلة أطول من التي قبلها",
            voice=mariam,
            said=said(moment(6), moment(7), "", None),
        ),
        statement(
            sheet,
            "قصفوا المخبز، ورأيت الدخان من نافذتي. الأرقام التي تُذكر غير صحيحة: كنا نحو 120 شخصاً",
            voice=sami,
            basis="firsthand",
            stance="denies",
            said=said(moment(7, 18), moment(7, 22), "مساء الأربعاء", at(sheet, "مساء الأربعاء")),
        ),
        statement(sheet, "أريد أن أرى البحر", voice=lina, medium="post"),
    ]


def evacuation(post: Item, sheet: Item) -> Event:
    def step(of: Item, words: str, status: Any, who: Person, day: int) -> StatusReport:
        name = who.name or ""
        voice = Voice(
            as_written=name,
            spans=(),
            name=name,
            person=who.id,
            kind=who.kind,
            role=None,
            affiliation=None,
        )
        return StatusReport(
            id=make_id("report", [of.view, words]),
            item=of.id,
            span=at(of, words),
            as_written=words,
            what="evacuation",
            status=status,
            as_of=time(moment(day), moment(day + 1)),
            said=None,
            by=voice,
            statement=None,
        )

    return Event(
        id=make_id("event", ["evacuation", ""]),
        what="evacuation",
        where=None,
        time=None,
        status_history=(
            step(post, "the evacuation will begin on Thursday", "expected", COUNCIL, 8),
            step(post, "serious complications", "obstructed", BRIGADE, 7),
            step(sheet, "تنفي مصادر المجلس المؤقت أن يكون الإجلاء قد بدأ", "denied", COUNCIL, 8),
        ),
        claims=(),
    )


def claims_of(first: list[Statement], second: list[Statement]) -> tuple[list[Claim], list[Origin]]:
    def claim(text: str, statements: list[Statement], low: int, high: int, **more: Any) -> Claim:
        base: dict[str, Any] = {
            "id": make_id("claim", [text]),
            "text": text,
            "event": None,
            "facets": Facets(),
            "statements": tuple(one.id for one in statements),
            "origins_low": low,
            "origins_high": high,
            "kinds": ("video",),
            "sides": (),
            "status": "single_origin",
            "decided": None,
            "contradictions": (),
        }
        return Claim(**base | more)

    night = claim("every night is longer than the last", [first[0], first[1], second[0]], 1, 1)
    bakery = claim(
        "They shelled the bakery",
        [first[5], second[1]],
        2,
        2,
        status="corroborated",
        kinds=("chat_message", "testimony"),
    )
    people = claim("more than 300 people in the cellar", [first[1]], 1, 2)
    fewer = claim("كنا نحو 120 شخصاً", [second[1]], 1, 1, status="contested")
    against = Contradiction(claim=people.id, facet="how_many", why="120 against more than 300")
    claims = [night, bakery, people, replace(fewer, contradictions=(against,))]
    origins = [
        Origin(
            id=make_id("origin", [one.id]),
            claim=one.id,
            root=Root(statement=one.statements[0], person=None, medium=None),
            via=(),
            retellings=one.statements[1:],
            state="unsourced" if one is people else "rooted",
        )
        for one in claims
    ]
    return claims, origins


def siege() -> Dossier:
    """Two reports of one city, with nearly everything that can stand in a dossier."""
    window = time(moment(8), moment(12), rule="date.linked_report")
    post = item(
        HARBOUR,
        file="saved/lina-darwish-story.txt",
        lang="en",
        published=window,
        outlet="The Harbour Post",
        author="Dana Whitlock",
        sensitivity=("childhood",),
        url="https://harbour.example/voices",
    )
    post = replace(post, regions=(Region(span=at(post, "Share this article"), what="boilerplate"),))
    sheet = item(DIFFA, file="saved/diffa.txt", lang="ar", published=None, outlet="نشرة الضفة")
    note = item(
        "Council bulletin: the water is safe, the council says.",
        file="a-laptop/case/bulletin.txt",
        lang="en",
        published=time(moment(4), moment(5)),
        outlet="Council bulletin",
        url="https://council.example/4",
    )
    first, second = harbour_statements(post), diffa_statements(sheet)
    third = [
        statement(
            note,
            "the water is safe",
            voice=speaker(
                note, "the council", "The Interim Council", person=COUNCIL.id, kind="group"
            ),
            kind="indirect",
            said=said(moment(4), moment(5), "", None),
        )
    ]
    claims, origins = claims_of(first, second)
    everyone = (MARIAM, LINA, HUDA, SAMI, COUNCIL, BRIGADE)
    spoken = [*first, *second, *third]
    people = tuple(
        replace(
            one, statements=tuple(s.id for s in spoken if s.speaker and s.speaker.person == one.id)
        )
        for one in everyone
    )
    return Dossier(
        title="Nahr Sawda, May 2031",
        zone="Asia/Baghdad",
        seal=Seal(
            origin="amana/" + "5" * 32,
            size=23,
            root="v9kQy0mZ0m3wq8Yp2l1Xn0b5yq7c9d8e7f6g5h4i3j2=",
            key="amana/5555+1a2b3c4d+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
        ),
        items=(post, sheet, note),
        statements=tuple(spoken),
        people=people,
        links=(
            retells(first[0], first[1], "fragment", "7 words in a row: longer than the last"),
            retells(first[1], second[0], "paraphrase", "retold by an outlet that names the other"),
        ),
        claims=tuple(claims),
        origins=tuple(origins),
        events=(evacuation(post, sheet),),
        media=(
            Media(
                id=make_id("media", [post.id]),
                item=None,
                described=(
                    Described(
                        item=post.id,
                        span=at(post, "Smoke over Nahr Sawda, June 2, 2027. [Photo: archive]"),
                        time=time(None, None),
                    ),
                ),
                copies=(),
                earliest_known=Time(
                    span=None,
                    as_written="June 2, 2027",
                    type="DATE",
                    value="2027-06-02",
                    earliest=datetime(2027, 6, 2, tzinfo=ZONE),
                    latest=datetime(2027, 6, 3, tzinfo=ZONE),
                    grain="day",
                    rule="date.full",
                    anchor=None,
                ),
                older_than_event=True,
                why="the caption says June 2, 2027, nearly four years before the first statement",
            ),
        ),
        problems=(
            Problem(
                where=post.file,
                what=f"{post.file} ({post.size} bytes, {post.sha256[:12]}…) has no date of its own",
                do="Give the date with --published.",
            ),
        ),
    )


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return pages(siege(), outside_id=outside)


class Seen(HTMLParser):
    """What a page is made of, as a browser would find it."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def text_of(page: bytes) -> str:
    return " ".join("".join(Seen(page).text).split())


def html_pages(site: dict[str, bytes]) -> Iterator[tuple[str, Seen]]:
    for name, page in site.items():
        if name.endswith(".html"):
            yield name, Seen(page)


def test_the_front_page_comes_first_and_counts(site: dict[str, bytes]) -> None:
    assert next(iter(site)) == "index.html"
    text = text_of(site["index.html"])
    counted = "11 statements by 7 voices in 3 reports, with 1 picture known by its caption only."
    assert counted in text
    assert "1 direct quotation stands in more than one place" in text
    assert "between Sunday 4 and Thursday 8 May 2031" in text
    assert "How many Mariam Hosh Tue 6 May 2031, before 09:00 We have more than 300" in text
    assert "no number fits both. Disputed: “" in text
    assert "When 5 statements were made is not known" in text
    assert "When 1 report was published is not known" in text
    assert "When 1 report was published follows from evidence" in text
    assert "1 picture is older than the event" in text
    seal = siege().seal
    assert seal.root in html.unescape(site["index.html"].decode())
    assert seal.key in text
    assert " 23 " in text


def test_a_statement_shows_words_chain_and_independence(site: dict[str, bytes]) -> None:
    text = text_of(site["timeline.html"])
    assert "The truse [sic] is over." in text
    assert "An activist, unnamed" in text
    assert "in a chat message on WhatsApp, passed on by The Harbour Post · The Harbour Post" in text
    assert "1 origin · 2 retellings in 2 outlets" in text
    assert "2 independent origins · 2 kinds · 1 retelling in 1 outlet" in text
    assert "”: 1 to 2 origins" in text
    assert "1 without a source" in text
    assert "Stands again in The Harbour Post, 8 May, as a fragment" in text
    assert "Tuesday 6 May 2031, before 09:00" in text
    assert "Wednesday 7 May 2031, between 18:00 and 22:00" in text
    assert "between Monday 5 and Thursday 8 May 2031" in text
    assert "the report says “early Tuesday”" in text
    assert "Not placed in time" in text
    assert text.index("Sunday 4 May") < text.index("early Tuesday") < text.index("Not placed")


def test_context_is_short_and_reports_never_stand_whole(site: dict[str, bytes]) -> None:
    for name, seen in html_pages(site):
        text = " ".join("".join(seen.text).split())
        assert "Share this article" not in text, name
        for item in siege().items[:2]:
            assert " ".join(item.text.split())[:400] not in text, name
    around = re.findall(rb'<span class="around">(.*?)</span>', site["timeline.html"], re.DOTALL)
    assert around
    assert all(len(html.unescape(one.decode())) <= 200 + 120 for one in around)


def test_how_things_stood_marks_the_sides(site: dict[str, bytes]) -> None:
    text = text_of(site["standing.html"])
    council, brigade = "expected The Interim Council side:", "obstructed River Brigade media side:"
    assert f"Thu 8 May 2031 {council} the Interim Council" in text
    assert f"Wed 7 May 2031 {brigade} River Brigade" in text
    assert text.index(brigade) < text.index(council)


def test_pictures_and_people(site: dict[str, bytes]) -> None:
    pictures = text_of(site["pictures.html"])
    assert "the event it stands beside. Earliest known: Wednesday 2 June 2027." in pictures
    assert "the caption says June 2, 2027" in pictures
    people = text_of(site["people.html"])
    assert "Mariam Hosh" in people
    assert "مريم الحوش" in people
    assert "person · proposed" in people
    assert "outlet · accepted" in people
    assert "Child 1" in people


def test_only_open_reports_show_file_address_and_checksum(site: dict[str, bytes]) -> None:
    dossier = siege()
    whole = b"".join(site.values()).decode()
    post, sheet, note = dossier.items
    assert note.sha256 in whole
    assert ">bulletin.txt<" in whole
    assert note.url
    assert note.url in whole
    for hidden in (post, sheet):
        for secret in (hidden.sha256, hidden.sha256[:12], str(hidden.size), hidden.file):
            assert secret not in whole
    for word in ("a-laptop", "saved/", "a friend who", "harbour.example"):
        assert word not in whole
    inside = [one.id for one in dossier.items]
    inside += [one.id for one in dossier.statements]
    inside += [one.id for one in dossier.people]
    assert not [one for one in inside if one in whole]
    assert outside(dossier.statements[0].id) in whole


def test_the_pages_are_well_made(site: dict[str, bytes]) -> None:
    for name, seen in html_pages(site):
        assert not seen.open, name
        kinds = [tag for tag, _ in seen.tags]
        for landmark in ("header", "nav", "main", "footer", "h1", "title"):
            assert landmark in kinds, (name, landmark)
        assert "script" not in kinds
        levels = [int(tag[1]) for tag in kinds if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels)), (name, levels)
        page = dict(seen.tags[0][1])
        arabic = name.endswith(".ar.html")
        assert (page["lang"], page["dir"]) == (("ar", "rtl") if arabic else ("en", "ltr"))
        ids = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), name


def test_every_link_leads_somewhere_and_nothing_is_fetched(site: dict[str, bytes]) -> None:
    anchors = {
        name: {attrs["id"] for _, attrs in seen.tags if "id" in attrs}
        for name, seen in html_pages(site)
    }
    for name, seen in html_pages(site):
        for tag, attrs in seen.tags:
            if tag == "img":
                assert attrs["src"] in site
                continue
            assert "src" not in attrs
            if tag in {"a", "link"}:
                target, _, anchor = (attrs["href"] or "").partition("#")
                assert (target or name) in site, (name, attrs)
                assert not anchor or anchor in anchors[target or name], (name, attrs)
    style = site["style.css"].decode()
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r"(?<![-\w])(left|right)(?![-\w])", re.sub(r"/\*.*?\*/", "", style))


def test_the_same_dossier_makes_the_same_bytes(site: dict[str, bytes]) -> None:
    assert pages(siege(), outside_id=outside) == site


def test_both_catalogues_say_the_same_things() -> None:
    english, arabic = catalogue("en"), catalogue("ar")
    assert english.keys() == arabic.keys()
    for table in english.keys() - {"n"}:
        assert english[table].keys() == arabic[table].keys(), table
        for key, said_in_english in english[table].items():
            slots = sorted(re.findall(r"{(\w+)}", str(said_in_english)))
            assert slots == sorted(re.findall(r"{(\w+)}", str(arabic[table][key]))), key
    assert english["n"].keys() == arabic["n"].keys()
    for what in english["n"]:
        assert set(english["n"][what]) == {"one", "other"}
        assert set(arabic["n"][what]) == {"zero", "one", "two", "few", "many", "other"}


def test_a_case_of_many_reports_stays_on_bearable_pages() -> None:
    dossier = siege()
    note = dossier.items[2]
    items = []
    statements = []
    for n in range(120):
        text = f"Bulletin {n}: " + "the <b>council</b> & ‘others’ say so. " * 40
        one = replace(
            note, id=make_id("item", [n]), view=make_id("view", [n]), original=sha(text), text=text
        )
        items.append(one)
        for k in range(4):
            start = 14 + 40 * k
            statements.append(
                replace(
                    statement(one, one.text[start : start + 600], voice=None),
                    id=make_id("statement", [n, k]),
                    said=said(moment(1 + n % 28), moment(2 + n % 28), "", None),
                )
            )
    links = tuple(
        retells(statements[0], other, "verbatim", "the same words") for other in statements[1:]
    )
    many = replace(
        dossier,
        items=tuple(items),
        statements=tuple(statements),
        links=links,
        claims=(),
        origins=(),
        events=(),
        media=(),
        people=(),
        problems=tuple(
            Problem(where=one.id, what="cannot be read" * 9, do="Look.") for one in items * 4
        ),
    )
    site = pages(many, outside_id=outside)
    assert max(map(len, site.values())) < 300_000
    assert "timeline-2.html" in site
    assert "timeline-2.ar.html" in site
    test_every_link_leads_somewhere_and_nothing_is_fetched(site)
    test_the_pages_are_well_made(site)


def test_an_empty_dossier_is_a_page_too() -> None:
    dossier = replace(
        siege(),
        items=(),
        statements=(),
        people=(),
        links=(),
        claims=(),
        origins=(),
        events=(),
        media=(),
        problems=(),
    )
    site = pages(dossier, outside_id=outside)
    assert "0 statements by 0 voices in 0 reports." in text_of(site["index.html"])
    test_every_link_leads_somewhere_and_nothing_is_fetched(site)


def test_markup_in_a_report_stays_text() -> None:
    dossier = siege()
    text = 'He wrote: “<script>alert("x")</script>\u202e & so on\x00”'
    odd = replace(
        dossier.items[2], text=text, title="<i>t</i>", outlet='"><b>', id=make_id("item", ["odd"])
    )
    words = statement(odd, '<script>alert("x")</script>\u202e & so on\x00', voice=None)
    site = pages(
        replace(dossier, items=(*dossier.items, odd), statements=(*dossier.statements, words)),
        outside_id=outside,
    )
    assert b"<script" not in site["timeline.html"]
    assert "&lt;script&gt;" in site["timeline.html"].decode()
    assert b"\x00" not in site["timeline.html"]
    test_the_pages_are_well_made(site)


def test_a_zone_that_does_not_exist_is_said_to_be_so() -> None:
    with pytest.raises(NotUnderstood):
        pages(replace(siege(), zone="Nowhere/Land"), outside_id=outside)


def test_an_internal_id_on_a_page_stops_everything() -> None:
    with pytest.raises(Refused):
        pages(siege(), outside_id=lambda inside: inside)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (moment(6), moment(7), "Tuesday 6 May 2031"),
        (moment(6), moment(9), "between Tuesday 6 and Thursday 8 May 2031"),
        (moment(1), moment(1, month=6), "May 2031"),
        (moment(6, 18), moment(7), "Tuesday 6 May 2031, after 18:00"),
        (
            moment(5, 18),
            moment(6, 6),
            "between Monday 5 May 2031, 18:00, and Tuesday 6 May 2031, 06:00",
        ),
        (moment(5), None, "not before Monday 5 May 2031"),
        (None, moment(5), "before Monday 5 May 2031"),
        (None, None, "time not known"),
    ],
)
def test_times_are_spelled_as_they_are_known(
    start: datetime | None, end: datetime | None, words: str
) -> None:
    written = spelled(time(start, end), zone_of("Asia/Baghdad"), Tongue("en"))
    assert html.unescape(re.sub("<[^>]+>", "", written)) == words


def test_times_in_arabic() -> None:
    written = spelled(time(moment(6, 18), moment(6, 21)), zone_of("Asia/Baghdad"), Tongue("ar"))
    assert (
        re.sub("<[^>]+>", "", written)
        == "الثلاثاء 6 أيار/مايو 2031، بين الساعة 18:00 والساعة 21:00"
    )


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_stands_out_from_its_ground(site: dict[str, bytes]) -> None:
    style = site["style.css"].decode()
    light, dark = (
        dict(re.findall(r"--(\w[\w-]*): (#\w{6});", style.split(":root {")[n])) for n in (1, 2)
    )
    grounds: dict[str, tuple[str, ...]] = {
        "ink": ("paper", "sheet", "wash"),
        "soft": ("paper", "sheet", "wash"),
    }
    grounds |= {
        "accent": ("paper", "sheet", "wash"),
        "warn": ("paper", "sheet", "warn-wash", "wash"),
    }
    for scheme in (light, dark):
        for text, behind in grounds.items():
            for ground in behind:
                a, b = sorted((luminance(scheme[text]), luminance(scheme[ground])))
                assert (b + 0.05) / (a + 0.05) >= 4.5, (text, ground)
