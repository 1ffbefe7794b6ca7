"""Two real reports all the way through, against what a careful reader finds in them.

A yardstick, not a target: the reports and the expectations lie beside the checkout, nothing of
them stands here, and the same code is measured on other documents (tests/cases, bench).
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

Listed = Callable[[str], list[dict[str, Any]]]
ZONE = "Asia/Damascus"

# how the reader's words for a channel are compared: medium and platform, None = not compared
CHANNELS: dict[str, tuple[str | None, str | None]] = {
    "tweet": ("post", "twitter"),
    "Twitter": ("post", "twitter"),
    "Twitter profile": ("profile", "twitter"),
    "video": ("video", None),
    "video on Twitter": ("video", "twitter"),
    "Periscope live stream": ("live_stream", "periscope"),
    "WhatsApp": (None, "whatsapp"),
    "headline": ("headline", None),
}


@pytest.fixture(scope="module")
def reports() -> Path:
    folder = Path(__file__).resolve().parents[2] / "shared" / "reports"
    if not (folder / "expected.json").is_file():
        pytest.skip("../shared/reports is not here: the two real reports are for development only")
    return folder


@pytest.fixture(scope="module")
def expected(reports: Path) -> dict[str, Any]:
    return dict(json.loads((reports / "expected.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def case(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports") / "case"
    files = sorted(str(path) for path in reports.glob("*.txt"))
    done = amana("run", str(folder), *files, "--zone", ZONE, config=folder.parent / "config")
    assert done.returncode == 0, done.stderr
    return folder


def amana(*arguments: str, config: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "amana", *arguments],
        env={"AMANA_CONFIG": str(config), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def listed(case: Path) -> Listed:
    known: dict[str, list[dict[str, Any]]] = {}

    def lines(what: str) -> list[dict[str, Any]]:
        if what not in known:
            done = amana("list", str(case), what, "--json", config=case.parent / "config")
            assert done.returncode == 0, done.stderr
            known[what] = [json.loads(line) for line in done.stdout.splitlines()]
        return known[what]

    return lines


def found(wanted: dict[str, Any], listed: Listed) -> dict[str, Any] | None:
    """The statement that has exactly the words of the expected one."""
    same = (
        s
        for s in listed("statements")
        if s["file"].endswith(wanted["doc"]) and s["spans"] == wanted["spans"]
    )
    return next(same, None)


def direct(expected: dict[str, Any]) -> list[dict[str, Any]]:
    return [s for s in expected["statements"] if s["kind"] == "direct"]


def plain(text: str | None) -> str:
    return re.sub(r"^(?:an? |the |unnamed )", "", (text or "").lower())


def test_every_direct_quotation_is_there_to_the_letter(
    expected: dict[str, Any], listed: Listed
) -> None:
    assert len(direct(expected)) == 15
    for wanted in direct(expected):
        statement = found(wanted, listed)
        assert statement, wanted["words"]
        assert statement["kind"] == "direct"
        assert statement["words"] == wanted["words"]


def test_indirect_and_mixed_statements(expected: dict[str, Any], listed: Listed) -> None:
    others = [s for s in expected["statements"] if s["kind"] != "direct"]
    hits = [s for s in others if (f := found(s, listed)) and f["kind"] == s["kind"]]
    assert len(others) == 9
    assert len(hits) >= 8


def test_speaker_role_channel_and_chain(expected: dict[str, Any], listed: Listed) -> None:
    for wanted in expected["statements"]:
        statement = found(wanted, listed)
        if statement is None:
            continue
        speaker = statement["speaker"]
        names = {plain(wanted["speaker"]), plain(wanted["also"])}
        assert plain(speaker["name"]) in names, wanted
        if plain(speaker["name"]) == plain(wanted["speaker"]) and wanted["role"]:
            assert speaker["role"] == wanted["role"]
        medium, platform = CHANNELS.get(wanted["medium"], (None, None))
        assert medium in {None, statement["medium"]}, wanted
        assert platform in {None, statement["platform"]}, wanted
        chain = [
            v["name"] + (f" ({v['affiliation']})" if v["affiliation"] else "")
            for v in statement["via"]
        ]
        assert chain == (wanted["via"] or []), wanted


def test_nothing_is_invented(expected: dict[str, Any], listed: Listed) -> None:
    statements = listed("statements")
    for statement in statements:
        text = next(i["text"] for i in listed("items") if i["id"] == statement["item"])
        for words, (start, end) in zip(statement["words"], statement["spans"], strict=True):
            assert words == text[start:end]
            assert not any(none in words for none in expected["not_statements"])
    wanted = [(w["doc"], w["spans"]) for w in expected["statements"]]
    extra = [s for s in statements if (Path(s["file"]).name, s["spans"]) not in wanted]
    assert not extra, [s["words"] for s in extra]


def days(when: str) -> tuple[datetime, datetime] | None:
    """The day a reader's words begin with, as an interval in the reports' zone."""
    match = re.search(r"\bsaid (\d{4}-\d\d-\d\d)", when) or re.match(r"(\d{4}-\d\d-\d\d)", when)
    if match is None:
        return None
    start = datetime.fromisoformat(match.group(1) + "T00:00:00+02:00")
    return start, start + timedelta(days=1)


def test_said_times(expected: dict[str, Any], listed: Listed) -> None:
    """A time is right inside the day; "night" and "a few hours later" may run past midnight."""
    for wanted in expected["statements"]:
        statement = found(wanted, listed)
        if statement is None or wanted["when"] is None:
            continue
        said = statement["said"]
        assert said, wanted
        day = days(wanted["when"])
        if day is None:  # ground that cannot be resolved keeps its words
            assert said["as_written"].removeprefix("the ") in wanted["when"]
            assert said["earliest"] is None
            continue
        earliest, latest = map(datetime.fromisoformat, (said["earliest"], said["latest"]))
        assert day[0] <= earliest < day[1], (wanted, said)
        loose = "night" in wanted["when"] or "hours" in wanted["when"]
        assert latest <= day[1] + (timedelta(hours=12) if loose else timedelta(0)), (wanted, said)


def test_no_time_is_invented(expected: dict[str, Any], listed: Listed) -> None:
    for wanted in expected["statements"]:
        statement = found(wanted, listed)
        if statement is not None and wanted["when"] is None and wanted["medium"] == "headline":
            assert statement["said"] is None


def test_date_windows(expected: dict[str, Any], listed: Listed) -> None:
    window = expected["report_window"]
    rules = set()
    for item in listed("items"):
        published = item["published"]
        assert window["earliest"] <= published["earliest"][:10]
        assert published["latest"][:10] <= window["latest"]
        rules.add(published["rule"])
    assert rules == {"date.own_dates", "date.linked_report"}


def amounts(listed: Listed) -> list[dict[str, Any]]:
    return [a for item in listed("items") for a in item["amounts"]]


def bounds(amount: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    low, high = (None if amount[k] is None else Decimal(amount[k]) for k in ("low", "high"))
    return low, high, amount["low_open"], amount["high_open"]


def test_amounts_with_their_bounds(expected: dict[str, Any], listed: Listed) -> None:
    units = {"square kilometers": "km2", "meters": "m", "aged": "years"}
    for wanted in expected["amounts"]:
        numbers = [Decimal(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", wanted)]
        near = [a for a in amounts(listed) if _same_figure(a, numbers, wanted)]
        assert near, wanted
        low, high, low_open, _ = bounds(near[0])
        if wanted.startswith(("more than", "over")):
            assert (low, high, low_open) == (numbers[0], None, True), wanted
        elif "at most" in wanted:
            assert (low, high) == (None, numbers[0]), wanted
        elif numbers:
            assert low == high == numbers[0], wanted
        else:
            assert low is not None
            assert high is None or high > low
        unit = next((u for word, u in units.items() if word in wanted), near[0]["unit"])
        assert near[0]["unit"] == unit
        if "estimated" in wanted or "maybe" in wanted:
            assert near[0]["hedge"]


def _same_figure(amount: dict[str, Any], numbers: list[Decimal], wanted: str) -> bool:
    low, high, _, _ = bounds(amount)
    if numbers:
        plainly = ("more than", "over") if wanted.startswith(("more than", "over")) else ("",)
        hedge = (amount["hedge"] or "").lower()
        return numbers[0] in {low, high} and any(word in hedge for word in plainly)
    first = wanted.split(maxsplit=1)[0].lower()
    return str(amount["as_written"]).lower().startswith(first)


def test_the_older_picture_is_flagged(expected: dict[str, Any], listed: Listed) -> None:
    old = [m for m in listed("media") if m["older_than_event"]]
    assert len(old) == len(expected["older_than_event"]) == 1
    shown = datetime.fromisoformat(old[0]["earliest_known"]["earliest"])
    assert f"{shown:%B} {shown.day}, {shown.year}" in expected["older_than_event"][0]
    assert old[0]["item"] is None
    assert old[0]["why"]


def test_the_child_is_in_no_file_of_the_dossier(
    expected: dict[str, Any], case: Path, listed: Listed
) -> None:
    dossier = case.with_name(case.name + "-dossier")
    files = [path for path in dossier.rglob("*") if path.is_file()]
    assert files
    for name in expected["minors"]:
        assert any(p["name"] == name and p["minor"] for p in listed("people"))
        for part in (name, *name.split()):
            for path in files:
                assert part.lower() not in path.read_text("utf-8").lower(), (part, path.name)
                assert part.lower() not in str(path.relative_to(dossier)).lower()


def test_fragments_are_linked_to_their_whole(expected: dict[str, Any], listed: Listed) -> None:
    statements = {s["id"]: s for s in listed("statements")}
    links = [link for link in listed("links") if link["kind"] == "retells"]
    assert len(links) == len(expected["fragments"])
    for fragment, whole in expected["fragments"]:
        link = next(
            link
            for link in links
            if any([fragment] == statements[link[side]]["words"] for side in "ab")
        )
        assert link["relation"] == "fragment"
        other = next(
            statements[link[side]] for side in "ab" if statements[link[side]]["words"] != [fragment]
        )
        assert other["speaker"]["name"] == whole.split(",")[0]
        assert fragment in " ".join(other["words"])


def test_the_same_people_in_both_reports(expected: dict[str, Any], listed: Listed) -> None:
    files = {s["id"]: s["file"] for s in listed("statements")}
    both = [p["name"] for p in listed("people") if len({files[s] for s in p["statements"]}) > 1]
    assert sorted(both) == sorted(expected["people_in_both"])
    names = [p["name"] for p in listed("people")]
    assert len(names) == len(set(names)), "nobody stands twice"


_CLAIMS = {"evacuation", "agreement", "ceasefire"}
STATUS = [  # what and status, as the reader's sentences say them; the day where they say one
    (r"cease-fire and evacuation agreed", _CLAIMS, {"agreed", "announced", "started", "expected"}),
    (r"shelling resumed", {"shelling", "evacuation"}, {"resumed", "obstructed"}),
    (r"^evacuation expected", {"evacuation"}, {"expected"}),
    (r"back on", _CLAIMS, {"resumed", "agreed", "announced"}),
    (r"will take place", {"evacuation"}, {"expected", "announced"}),
    (r"complications", {"negotiations"}, {"obstructed"}),
    (r"no confirmation", {"evacuation", "agreement"}, {"unconfirmed"}),
    (r"cease-fire broke", {"ceasefire"}, {"broken"}),
]  # fmt: skip


def test_status_claims_stand_in_order(expected: dict[str, Any], listed: Listed) -> None:
    history = [r for event in listed("events") for r in event["status_history"]]
    for sentence, _ in expected["status"]:
        _, what, status = next(row for row in STATUS if re.search(row[0], sentence))
        assert any(r["what"] in what and r["status"] in status for r in history), sentence
    for event in listed("events"):
        dated = [r["as_of"]["earliest"] for r in event["status_history"] if r["as_of"]]
        told = [earliest for earliest in dated if earliest]
        assert told == sorted(told), event["what"]
    voices = {r["by"]["name"] for r in history if r["by"]}
    named = {s["speaker"] for s in expected["statements"] if s["kind"] != "direct"}
    assert len(voices & named) >= 3, "status claims keep the voice that makes them"


def test_contested_description(expected: dict[str, Any], listed: Listed) -> None:
    contested = [s for s in listed("statements") if s["contested"]]
    assert len(contested) == len(expected["contested"]) == 1
    assert "suspect" in contested[0]["contested"][0]["as_written"]


CUES = {
    "sounds of warfare": {"shelling", "gunfire", "warfare", "explosion", "sounds", "fighting"},
    "heavy clothing": {"winter_clothes"},
    "sound of explosions": {"explosion"},
    "lit only": {"phone_light", "dark"},
    "raining": {"rain"},
    "sound of steady rain": {"rain"},
    "rubble": {"rubble"},
    "missile": {"missile", "explosion", "damage", "shelling", "impact", "strike"},
}


def test_cues(expected: dict[str, Any], listed: Listed) -> None:
    found_cues = [c for item in listed("items") for c in item["cues"]]
    for wanted in expected["cues"]:
        kinds = next(kinds for phrase, kinds in CUES.items() if phrase in wanted)
        assert any(c["what"] in kinds for c in found_cues), (wanted, found_cues)


def test_verify_and_rebuild(case: Path, listed: Listed) -> None:
    config = case.parent / "config"
    assert amana("verify", str(case), config=config).returncode == 0
    whats = (
        "items", "statements", "people", "claims", "links", "origins", "events", "media",
        "problems",
    )  # fmt: skip
    before = {what: listed(what) for what in whats}
    (case / "index.sqlite").unlink()
    assert amana("rebuild", str(case), config=config).returncode == 0
    for what in whats:
        done = amana("list", str(case), what, "--json", config=config)
        assert [json.loads(line) for line in done.stdout.splitlines()] == before[what]
