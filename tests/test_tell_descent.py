"""How claims came down: origins first, what changed on the way, circles, figures that grow."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from amana.canon import make_id
from amana.model import (
    Amount,
    Claim,
    Dossier,
    Facets,
    Growth,
    Origin,
    OriginState,
    Reason,
    Root,
    Statement,
    Step,
)
from amana.tell.dossier import pages
from neighbours import beside

TOLD = beside("test_tell_dossier")

#: one toll, as each outlet takes it from the one before
TOLL = (
    ("Compass", "12 wounded were carried to the school, a nurse said.", "12 wounded", 12, None),
    ("Anchor", "About 20 wounded lie in the school, Compass reports.", "About 20 wounded", 20,
     "About"),
    ("Meridian", "20 wounded in a school, according to Anchor.", "20 wounded", 20, None),
    ("راديو ثبات", "نُقل 60 جريحاً إلى المدرسة بحسب ميريديان.", "60 جريحاً", 60, None),
)  # fmt: skip
CIRCLE = ("Delta Wire", "North Courier", "The Lantern")


def claim_of(key: str, text: str, statements: list[Statement], origins: int) -> Claim:
    return Claim(
        id=make_id("claim", [key]), text=text, event=None, facets=Facets(),
        statements=tuple(one.id for one in statements), origins_low=origins, origins_high=origins,
        kinds=(), sides=(), status="single_origin" if origins else "unreviewed", decided=None,
        contradictions=(),
    )  # fmt: skip


def origin_of(
    claim: Claim, root: Statement | None, rest: list[Statement], state: OriginState
) -> Origin:
    return Origin(
        id=make_id("origin", [claim.id]), claim=claim.id,
        root=Root(statement=root.id if root else None, person=None, medium=None), via=(),
        retellings=tuple(one.id for one in rest), state=state,
    )  # fmt: skip


def with_growth(dossier: Dossier) -> Dossier:
    """A toll that grows along four outlets, none of which counted anything."""
    items, amounts, links = [], [], []
    told: list[Statement] = []
    for n, (outlet, text, words, figure, hedge) in enumerate(TOLL):
        item = TOLD.item(text, file=f"in/toll-{n}.html", lang="en", published=None, outlet=outlet)
        amount = Amount(
            span=TOLD.at(item, words), as_written=words, low=Decimal(figure), high=Decimal(figure),
            hedge=hedge, unit="people", of="wounded", state=None,
        )  # fmt: skip
        voice = (
            TOLD.speaker(item, "a nurse", "Mariam Hosh", person=TOLD.MARIAM.id) if not n else None
        )
        when = TOLD.said(TOLD.moment(6 + n, 12), TOLD.moment(6 + n, 14), "", None)
        one = TOLD.statement(
            item, words, voice=voice, kind="indirect", said=when, amounts=(amount,)
        )
        if told:
            link = TOLD.retells(told[-1], one, "paraphrase", "x")
            reason = Reason(
                signal="differing_number", score=-1, left=TOLL[n - 1][2], right=words, detail="x"
            )
            changed = (reason,) if n != 2 else ()
            links.append(replace(link, direction="a_to_b", reasons=changed))
        items.append(item)
        told.append(one)
        amounts.append(amount)
    claim = claim_of("toll", "12 wounded were carried to the school", told, 1)
    growth = Growth(
        id=make_id("growth", ["toll"]), of="wounded",
        steps=tuple(Step(statement=s.id, amount=a) for s, a in zip(told, amounts, strict=True)),
    )  # fmt: skip
    return replace(
        dossier,
        items=(*dossier.items, *items),
        statements=(*dossier.statements, *told),
        links=(*dossier.links, *links),
        claims=(*dossier.claims, claim),
        origins=(*dossier.origins, origin_of(claim, told[0], told[1:], "rooted")),
        growths=(growth,),
    )


def with_circle(dossier: Dossier) -> Dossier:
    """Three outlets of which each has it from the one before, the first from the last."""
    items, told = [], []
    for n, outlet in enumerate(CIRCLE):
        source = CIRCLE[n - 1]
        text = f"{outlet}: The bridge has been mined, {source} reports."
        item = TOLD.item(text, file=f"in/{n}.html", lang="en", published=None, outlet=outlet)
        voice = TOLD.speaker(item, source, source, kind="outlet")
        when = TOLD.said(TOLD.moment(7, 8 + n), TOLD.moment(7, 9 + n), "", None)
        items.append(item)
        told.append(
            TOLD.statement(item, "The bridge has been mined", voice=voice, kind="indirect",
                           said=when)
        )  # fmt: skip
    claim = claim_of("bridge", "The bridge has been mined", told, 0)
    return replace(
        dossier,
        items=(*dossier.items, *items),
        statements=(*dossier.statements, *told),
        claims=(*dossier.claims, claim),
        # as they are weighed: each before the one that it took it from
        origins=(*dossier.origins, origin_of(claim, None, [told[0], told[2], told[1]], "circular")),
    )


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return pages(with_circle(with_growth(TOLD.siege())), outside_id=TOLD.outside)


def entry(page: bytes, title: str) -> str:
    """The words of the one article on a page whose heading has this title."""
    found = [one for one in re.findall(r"<article.*?</article>", page.decode(), re.DOTALL)
             if title in html.unescape(re.sub("<[^>]+>", "", one.split("</h3>")[0]))]  # fmt: skip
    assert len(found) == 1
    text = " ".join(html.unescape(re.sub("<[^>]+>", " ", found[0])).split())
    return re.sub(r"(?<=[(“«]) | (?=[)”»])", "", text)


def test_an_origin_comes_first_and_retellings_follow_in_time(site: dict[str, bytes]) -> None:
    told = entry(site["claims.html"], "12 wounded were carried")
    assert "1 origin · 3 retellings in 3 outlets" in told
    order = ["Origin 1", "Mariam Hosh", "Compass", "Anchor", "Meridian", "راديو ثبات"]
    assert [told.index(one) for one in order] == sorted(told.index(one) for one in order)


def test_what_changed_on_the_way_is_said_in_the_words_of_both(site: dict[str, bytes]) -> None:
    told = entry(site["claims.html"], "12 wounded were carried")
    assert "figure changed: “12 wounded” became “About 20 wounded”" in told
    assert "its doubt was lost: “About 20 wounded” became “20 wounded”" in told
    assert "The figure grew: 12 → 20 → 20 → 60" in told


def test_a_figure_that_grew_is_drawn_step_by_step(site: dict[str, bytes]) -> None:
    assert "12 → 20 → 20 → 60" in entry(site["claims.html"], "a figure that grew")
    assert "12 ← 20 ← 20 ← 60" in entry(site["claims.ar.html"], "رقم كبر")
    bars = re.findall(rb'class="share"[^>]*><path d="M0 5H(\d+)"', site["claims.html"])
    assert bars == [b"20", b"33", b"33", b"100"]


@pytest.mark.parametrize("page", ["claims.html", "claims.ar.html"])
def test_a_circle_is_closed_and_has_no_source(site: dict[str, bytes], page: str) -> None:
    told = entry(site[page], "The bridge has been mined")
    for n, outlet in enumerate(CIRCLE):
        assert outlet in told, n
    if page == "claims.html":
        assert "no traceable origin · told 3 times in 3 outlets · 1 circle of outlets" in told
        assert "A circle: nobody here is a source" in told
        assert told.count("as its source") == 3
        assert told.endswith("and back to Delta Wire")


def test_what_is_told_once_leads_to_where_it_stands() -> None:
    dossier = TOLD.siege()
    claims = tuple(replace(one, contradictions=()) for one in dossier.claims)
    made = pages(replace(dossier, claims=claims), outside_id=TOLD.outside)
    once = TOLD.text_of(made["claims.html"]).split("Reported in one place only", 1)[1]
    assert "Mariam Hosh · 1 claim “more than 300 people in the cellar” Tue 6 May 2031" in once


def test_a_rejected_telling_leaves_its_line() -> None:
    dossier = with_growth(TOLD.siege())
    rejected = dossier.statements[-1].id
    less = replace(
        dossier,
        statements=tuple(
            replace(s, review="rejected") if s.id == rejected else s for s in dossier.statements
        ),
    )
    made = pages(less, outside_id=TOLD.outside)
    assert "12 → 20 → 20" in entry(made["claims.html"], "a figure that grew")
    assert "60" not in entry(made["claims.html"], "12 wounded were carried")


def test_links_lead_somewhere(site: dict[str, bytes]) -> None:
    check: Callable[[dict[str, bytes]], None]
    for check in (
        TOLD.test_every_link_leads_somewhere_and_nothing_is_fetched,
        TOLD.test_the_pages_are_well_made,
    ):
        check(site)
