"""The two real reports beside the checkout, read and linked: fragments, people, the old picture."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from amana.canon import make_id
from amana.link.dates import propose_windows
from amana.link.linking import Linked, link
from amana.model import Reading, View
from amana.read.reading import read_view

ZONE = ZoneInfo("Asia/Damascus")


def view_of(path: Path) -> View:
    text = path.read_bytes().decode("utf-8-sig")
    original = sha256(path.read_bytes()).hexdigest()
    item = make_id("item", [original, ""])
    return View(
        id=make_id("view", [item, "test", sha256(text.encode()).hexdigest()]), item=item,
        original=original, inside="", file=path.name, kind="article", lang=None, title=None,
        outlet=None, author=None, published=None, text=text, extractor="test",
    )  # fmt: skip


@cache
def chain(folder: Path) -> tuple[dict[str, View], tuple[Reading, ...], Linked]:
    views = {view.id: view for view in map(view_of, sorted(folder.glob("*.txt")))}
    first = [read_view(view, zone=ZONE) for view in views.values()]
    windows = propose_windows(first)
    readings = [read_view(v, zone=ZONE, window=windows.get(v.id)) for v in views.values()]
    return views, tuple(readings), link(readings, views=views)


@pytest.fixture
def expected(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "reports" / "expected.json").read_text("utf-8"))
    return found


def test_fragments_hang_on_their_wholes(shared: Path, expected: dict[str, Any]) -> None:
    _, _, linked = chain(shared / "reports")
    words = {s.id: " ".join(s.words) for s in linked.statements}
    retold = [x for x in linked.links if x.kind == "retells"]
    for fragment, _ in expected["fragments"]:
        ends = [{x.a, x.b} for x in retold if fragment in {words[x.a], words[x.b]}]
        assert any(any(len(words[i]) > len(fragment) for i in pair) for pair in ends), fragment
    assert len(retold) == len(expected["fragments"])


def test_two_stand_in_both_and_nobody_else_is_joined(
    shared: Path, expected: dict[str, Any]
) -> None:
    _, readings, linked = chain(shared / "reports")
    view = {s.id: s.view for r in readings for s in r.statements}
    both = [p.name for p in linked.people if len({view[s] for s in p.statements}) > 1]
    assert sorted(map(str, both)) == sorted(expected["people_in_both"])


def test_the_undated_report_gets_its_days_and_the_old_picture_its_flag(
    shared: Path, expected: dict[str, Any]
) -> None:
    _, readings, linked = chain(shared / "reports")
    for reading in readings:
        assert reading.window is not None
        assert str(reading.window.earliest.date()) >= expected["report_window"]["earliest"]
        assert str(reading.window.latest.date()) <= expected["report_window"]["latest"]
    assert sorted(str(m.older_than_event) for m in linked.media) == ["False", "True"]
