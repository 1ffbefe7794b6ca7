"""Attacks on a case, found by a hostile check: each is refused, named, and destroys nothing."""

import base64
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from amana.errors import AmanaError, Damaged, NoCase, Refused
from amana.flow import checking
from amana.flow.desk import Desk
from amana.keep import keys, payload, record, tiles
from amana.keep.custody import Act, Custody
from amana.keep.entry import Entry, parse_entry
from amana.keep.note import Checkpoint, SigningKey, parse_note, read_checkpoint, sign_note
from amana.keep.payload import NewSecrets
from amana.keep.record import FieldRecord, ListRecord, Text
from amana.keep.verify import Report, verify_case

CLOCK = "2031-05-06T07:08:09+00:00"
NAMED = {"file": "f.txt", "media_type": "text/plain"}
BY = {"extractor": "plain", "version": "1"}
DECIDED: dict[str, Any] = {"on": "x", "what": "statement", "value": {}, "by": "desk"}
FAILED: dict[str, Any] = {"where": "x", "what": "y", "do": "z"}


def now() -> datetime:
    return datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


def keep(custody: Custody, data: bytes, text: str | None = "Rain.") -> str:
    sha256 = custody.put(BytesIO(data)).sha256
    acts = [Act("kept", {**NAMED, "sha256": sha256, "size": len(data)}, sha256)]
    if text is not None:
        item = FieldRecord({"inside": "", "kind": "post", "content": Text(text)})
        items = ListRecord("item", (item,))
        acts.append(Act("view", {**BY, "original": sha256, "items": items}, sha256))
    custody.append(acts)
    return sha256


def opened(home: Path, *, write: bool = True) -> Custody:
    return Custody.open(home / "case", config=home / "config", now=now, write=write)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A case of two originals beside the keeper's configuration."""
    with Custody.create(tmp_path / "case", config=tmp_path / "config", now=now) as custody:
        keep(custody, b"one")
        keep(custody, b"two")
        (tmp_path / "key").write_text(custody.verifier_key)
    return tmp_path


def known(home: Path) -> Path:
    (folder,) = (home / "config" / "logs").iterdir()
    return folder


def report(home: Path, *, log_key: str | None = None) -> Report:
    return checking.verify(Desk(config=home / "config", now=now), home / "case", log_key=log_key)


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, the writer's lock aside."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.name != "lock"}


def why(found: Report) -> str:
    return "\n".join(f"{one.what} {one.where} {one.why}" for one in found.failed)


# ---- an old log put back


@pytest.fixture
def rolled_back(home: Path) -> Path:
    """An older log put back over more evidence, with the lock of a writer that died."""
    shutil.copytree(home / "case" / "log", home / "old")
    with opened(home) as custody:
        for number in range(3):
            keep(custody, f"later {number}".encode())
    shutil.rmtree(home / "case" / "log")
    (home / "old").rename(home / "case" / "log")
    (home / "case" / "lock").write_text("1\n")
    return home


@pytest.mark.parametrize("seen", ["missing", "equally old", "newer"])
def test_verify_writes_nothing_into_a_case_whose_log_is_an_old_one(
    rolled_back: Path, seen: str
) -> None:
    checkpoint = known(rolled_back) / "checkpoint"
    if seen == "missing":
        checkpoint.unlink()
    elif seen == "equally old":
        shutil.copy(rolled_back / "case/log/checkpoint", checkpoint)
    before = state(rolled_back / "case")
    found = report(rolled_back)
    assert found.exit_code == (12 if seen == "newer" else 4)
    assert state(rolled_back / "case") == before
    assert (rolled_back / "case/lock").read_text() == "1\n"
    assert sum("vault/" in one.where for one in found.not_checkable) == 3
    assert checkpoint.exists() is (seen != "missing"), "what is beyond it is no reason to trust it"


def test_a_writer_does_not_tidy_up_after_a_checkpoint_it_has_not_seen(rolled_back: Path) -> None:
    (known(rolled_back) / "checkpoint").unlink()
    before = state(rolled_back / "case")
    with pytest.raises(Damaged, match="was cut off, or its log is an old one"):
        opened(rolled_back)
    assert state(rolled_back / "case") == before


def test_what_is_not_believed_is_set_aside_and_never_deleted(rolled_back: Path) -> None:
    shutil.copy(rolled_back / "case/log/checkpoint", known(rolled_back) / "checkpoint")
    before = state(rolled_back / "case")
    with opened(rolled_back) as custody:
        assert custody.size == 5
    after = state(rolled_back / "case")
    for path, data in before.items():
        aside = after.get(f"left-over/0001/{path}", b"")
        assert after.get(path, b"") + aside == data, path
    assert sum(path.startswith("left-over/0001/vault/") for path in after) == 3
    found = report(rolled_back)
    assert (found.exit_code, found.verdict) == (0, "Verified; no part of it: left-over.")


def test_a_withdrawal_reaches_what_was_set_aside(rolled_back: Path) -> None:
    shutil.copy(rolled_back / "case/log/checkpoint", known(rolled_back) / "checkpoint")
    with opened(rolled_back) as custody:
        sha256 = keep(custody, b"later 1")
        custody.withdraw(sha256, "asked", "desk")
    data = state(rolled_back / "case")
    assert not [path for path, one in data.items() if one == b"later 1" or sha256 in path]
    assert sum(path.startswith("left-over/0001/vault/") for path in data) == 2


def test_a_dirty_lock_does_not_lower_a_rollback_against_what_was_seen(rolled_back: Path) -> None:
    (known(rolled_back) / "log.key").unlink()
    (known(rolled_back) / "log.pub").unlink()
    found = report(rolled_back)
    assert found.exit_code == 12
    assert "history" in why(found)


@pytest.mark.parametrize(
    "path", ["tmp/x", "tmp/d/e", "vault/ab/" + "ab" * 32, "log/tile/0/junk", "log/rotations/x"]
)
def test_a_dirty_lock_excuses_only_what_a_writer_can_leave(home: Path, path: str) -> None:
    (home / "case" / "lock").write_text("1\n")
    target = home / "case" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"x")
    assert report(home).exit_code == 12


def test_folders_in_tmp_are_named_and_set_aside(home: Path) -> None:
    (home / "case/tmp/d/e/f").mkdir(parents=True)
    (home / "case/tmp" / ("0a" * 16)).write_bytes(b"half")
    (home / "case/lock").write_text("1\n")
    assert "tmp/d" in why(report(home))
    opened(home).close()
    assert list((home / "case/tmp").iterdir()) == []
    assert (home / "case/left-over/0001/tmp/d/e/f").is_dir()
    assert report(home).exit_code == 0


# ---- links


@pytest.mark.parametrize(
    "path",
    [
        *("tmp", "lock", "views/00", "log/rotations", "case.toml", "gazetteer.csv", "secrets"),
        *("log/checkpoint", "index.sqlite", "vault", "acts/case.jsonl"),
    ],
)
def test_a_link_in_a_case_is_refused_before_anything_is_written(home: Path, path: str) -> None:
    target, outside = home / "case" / path, home / "outside"
    if target.is_dir():
        target.rename(outside)
    elif target.exists():
        shutil.copy(target, outside)
        target.unlink()
    else:
        outside.mkdir()
    (home / "outside.txt").write_text("theirs")
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(outside)
    before = state(home)
    for write in (True, False):
        with pytest.raises(Damaged, match="is a link"):
            opened(home, write=write)
    assert state(home) == before
    assert report(home).exit_code == 12


def test_a_case_is_not_made_over_links(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "gazetteer.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Damaged, match="is a link"):
        Custody.create(tmp_path / "new", config=tmp_path / "config", now=now)
    assert not (tmp_path / "nowhere").exists()


def test_a_case_may_itself_be_reached_by_a_link(home: Path) -> None:
    (home / "link").symlink_to(home / "case")
    with Custody.open(home / "link", config=home / "config", now=now, write=True) as custody:
        keep(custody, b"three")


# ---- what is there instead of a checkpoint


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
@pytest.mark.parametrize("instead", ["nothing", "folder", "pipe"])
def test_a_case_without_its_checkpoint_is_damaged_and_not_absent(home: Path, instead: str) -> None:
    path = home / "case/log/checkpoint"
    path.unlink()
    if instead == "folder":
        path.mkdir()
    elif instead == "pipe":
        os.mkfifo(path)
    assert report(home).exit_code == 12
    with pytest.raises(Damaged):
        opened(home)
    with pytest.raises(AmanaError):
        Custody.create(home / "case", config=home / "config", now=now)


def test_a_folder_with_a_log_in_it_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "case" / "log").mkdir(parents=True)
    with pytest.raises(NoCase):
        report(tmp_path)


def test_a_lock_that_is_a_folder_is_named(home: Path) -> None:
    (home / "case/lock").unlink()
    (home / "case/lock").mkdir()
    with pytest.raises(Damaged, match="lock"):
        opened(home)
    assert report(home).exit_code == 12


@pytest.mark.parametrize("path", ["evil", "vault/xyz", "acts/00/00", "index.sqlite-dir", "lock.d"])
def test_an_empty_folder_of_another_name_is_named(home: Path, path: str) -> None:
    (home / "case" / path).mkdir(parents=True)
    assert path in why(report(home))


@pytest.mark.parametrize("path", ["index.sqlite.evil", "index.sqliteXYZ", "acts/00/%s.jsonl"])
def test_other_files_beside_index_and_segments_are_named(home: Path, path: str) -> None:
    target = home / "case" / path.replace("%s", "00" * 32)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"")
    assert report(home).exit_code == 12


# ---- what this machine remembers


def test_verify_by_a_key_from_elsewhere_remembers_what_it_saw(home: Path) -> None:
    key = (home / "key").read_text()
    (home / "config").rename(home / "keeper")
    shutil.copytree(home / "case", home / "old")
    first = report(home, log_key=key)
    assert (first.exit_code, "history" in first.verdict) == (4, True)
    assert report(home, log_key=key).exit_code == 0
    with Custody.open(home / "case", config=home / "keeper", now=now, write=True) as custody:
        keep(custody, b"three")
    assert report(home, log_key=key).exit_code == 0
    shutil.rmtree(home / "case")
    (home / "old").rename(home / "case")
    assert report(home, log_key=key).exit_code == 12


def test_whoever_has_no_key_remembers_nothing(home: Path) -> None:
    shutil.rmtree(home / "config")
    opened(home, write=False).close()
    assert report(home).exit_code == 4
    assert not (home / "config").exists()


def test_an_origin_cannot_lead_out_of_the_configuration_folder(home: Path) -> None:
    path = home / "case/log/checkpoint"
    (home / "stolen").mkdir()
    path.write_bytes(b"amana/../../../stolen" + path.read_bytes()[38:])
    assert report(home).exit_code == 12
    with pytest.raises(Damaged):
        opened(home, write=False)
    assert list((home / "stolen").iterdir()) == []


# ---- with the key: what a keeper could seal, were the verifier not to look


class Forger:
    """Seals whatever it is given, with the log's own key."""

    def __init__(self, home: Path) -> None:
        self.case, self.home = home / "case", home
        self.key = keys.load_key(home / "config", f"amana/{known(home).name}")
        note = read_checkpoint(parse_note((self.case / "log/checkpoint").read_bytes()).text)
        self.entries = list(tiles.TileReader(self.case / "log", note.size).entries())
        self.originals = sorted(
            path.name for path in (self.case / "vault").rglob("*") if path.is_file()
        )

    def act(self, verb: str, fields: dict[str, Any], *, group: str = "case") -> str:
        number = os.urandom(16).hex()
        known_fields = {name: fields.get(name) for name in record.TABLES[verb]}
        whole = FieldRecord({**known_fields, "record": number, "verb": verb})
        made = NewSecrets()
        root = record.root_of(whole, made)
        lines = {"acts": payload.payload_line(number, whole)}
        lines["secrets"] = payload.secret_line(number, made)
        for kind, line in lines.items():
            path = payload.segment(self.case, kind, number if group == "act" else group)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as stream:
                stream.write(line)
        entry = Entry(
            index=len(self.entries), verb=verb, time=now(), record=number, root=root.hex()
        )
        self.entries.append(entry.data)
        return number

    def drop(self, *places: int) -> None:
        """Take away the lines of these entries, and the texts of views."""
        numbers = {parse_entry(self.entries[place], place).record for place in places}
        for path in [
            *(self.case / "acts").rglob("*.jsonl"),
            *(self.case / "secrets").rglob("*.jsonl"),
        ]:
            rows = path.read_bytes().splitlines(keepends=True)
            left = [row for row in rows if payload.number_of(row) not in numbers]
            path.write_bytes(b"".join(left)) if left else path.unlink()
        for number in numbers:
            payload.view_path(self.case, number).unlink(missing_ok=True)

    def seal(self) -> Report:
        assert self.key is not None
        edge, files = tiles.grow(tiles.EMPTY, self.entries)
        shutil.rmtree(self.case / "log/tile")
        for path, data in files.items():
            (self.case / "log" / path).parent.mkdir(parents=True, exist_ok=True)
            (self.case / "log" / path).write_bytes(data)
        text = Checkpoint(origin=self.key.name, size=edge.size, root=edge.root).text
        (self.case / "log/checkpoint").write_bytes(sign_note(text, [self.key]))
        return verify_case(self.case, log_key=str(self.key.verifier), seen_checkpoint=None)


@pytest.fixture
def forger(home: Path) -> Forger:
    return Forger(home)


def test_a_forger_who_keeps_to_the_format_is_believed(forger: Forger) -> None:
    one, two = forger.originals
    forger.act("failed", {**FAILED, "clock": CLOCK, "originals": []})
    forger.act("failed", {**FAILED, "clock": CLOCK, "originals": [one]}, group=one)
    forger.act("failed", {**FAILED, "clock": CLOCK, "originals": [one, two]}, group="act")
    assert forger.seal().failed == []


@pytest.mark.parametrize(
    ("originals", "group"),
    [
        ([0], "case"), ([], 0), ([0], 1), ([0, 1], 0), ([0, 1], "case"), ([0], "act"), ([], "act"),
        ([1, 0], "act"), ([0, 0], 0), ("ab", "case"), (None, "case"), (["ab" * 32], "ab" * 32),
    ],
)  # fmt: skip
def test_an_act_stands_with_its_originals_and_nowhere_else(
    forger: Forger, originals: Any, group: Any
) -> None:
    if isinstance(originals, list):
        originals = [forger.originals[n] if isinstance(n, int) else n for n in originals]
    group = forger.originals[group] if isinstance(group, int) else group
    forger.act("failed", {**FAILED, "clock": CLOCK, "originals": originals}, group=group)
    assert forger.seal().exit_code == 12


def test_a_line_moved_to_another_group_is_named(home: Path) -> None:
    with opened(home) as custody:
        one, two = sorted({str(act.group) for act in custody.entries() if act.verb == "kept"})
        (entry,) = custody.append([Act("decided", DECIDED, one)])
    for kind in ("acts", "secrets"):
        lines = payload.segment(home / "case", kind, one).read_bytes().splitlines(keepends=True)
        moved = [line for line in lines if payload.number_of(line) == entry.record]
        for group, content in ((one, [x for x in lines if x not in moved]), (two, moved)):
            path = payload.segment(home / "case", kind, group)
            old = path.read_bytes() if group == two else b""
            path.write_bytes(old + b"".join(content))
    assert f"it stands in the file of {two}" in why(report(home))


TYPE_ATTACKS: list[tuple[str, dict[str, Any]]] = [
    ("failed", {"what": {"x": 1}}),
    ("failed", {"clock": "2031-02-30T00:00:00+00:00"}),
    ("failed", {"clock": None}),
    ("failed", {"do": 5}),
    ("decided", {"what": 5}),
    ("decided", {"value": None}),
    ("decided", {"by": []}),
    ("settings", {"name": 5}),
    ("settings", {"name": "other.txt", "content": b"x"}),
    ("settings", {"name": "case.toml", "content": b"\xff"}),
    ("settings", {"name": ["case.toml"]}),
    ("policy", {"quorum": True}),
    ("policy", {"stamps": {}}),
    ("withdrawn", {"entries": None}),
    ("withdrawn", {"entries": []}),
    ("withdrawn", {"entries": [-17]}),
    ("withdrawn", {"entries": [True]}),
    ("withdrawn", {"entries": {"1": 1}}),
    ("withdrawn", {"entries": [99]}),
    ("key", {"old": 5, "new": []}),
]


@pytest.mark.parametrize(("verb", "fields"), TYPE_ATTACKS)
def test_a_field_of_another_type_is_named_in_words_of_the_format(
    forger: Forger, verb: str, fields: dict[str, Any]
) -> None:
    complete: dict[str, dict[str, Any]] = {
        "failed": {**FAILED, "clock": CLOCK, "originals": []},
        "decided": {**DECIDED, "clock": CLOCK, "originals": []},
        "withdrawn": {"reason": "r", "by": "b", "clock": CLOCK},
    }
    forger.act(verb, {**complete.get(verb, {}), **fields})
    found = forger.seal()
    assert found.exit_code == 12
    for leak in ("unhashable", "Wrong", "NoneType", "sys.set_int", "attribute", "subscript"):
        assert leak not in why(found)


@pytest.mark.parametrize(
    "over",
    [{"size": True}, {"size": "3"}, {"size": None}, {"clock": None}, {"file": ["x"]},
     {"file": None},
     {"sha256": "../../etc/passwd"}, {"sha256": None}, {"sha256": []}],
)  # fmt: skip
def test_a_kept_act_says_what_was_kept(forger: Forger, over: dict[str, Any]) -> None:
    sha256 = hashlib.sha256(b"new").hexdigest()
    path = forger.case / "vault" / sha256[:2] / sha256
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"new")
    fields = {**NAMED, "sha256": sha256, "size": 3, "clock": CLOCK, **over}
    forger.act("kept", fields, group=sha256)
    assert forger.seal().exit_code == 12


ONE_TILE = record.Tiles(1, (bytes(32),))


def view(**over: Any) -> dict[str, Any]:
    fields = {"extractor": "other", "version": "1", "clock": CLOCK, "items": ListRecord("item", ())}
    return {**fields, **over}


def item(**over: Any) -> ListRecord:
    fields: dict[str, Any] = dict.fromkeys(record.ITEM)
    return ListRecord("item", (FieldRecord({**fields, "inside": "", "kind": "x", **over}),))


@pytest.mark.parametrize(
    "over",
    [
        {"original": "ab" * 32},
        {**BY},  # the second by this extractor and version
        {"items": None},
        {"items": item(kind={"a": []})},
        {"items": item(offset=0, length=5)},
        {"items": item(content_sha256="00" * 32)},
        {"items": item(content=record.Tiles(0, ()), content_sha256="00" * 32)},
        {"items": item(content=record.Tiles(1, (bytes(32),)))},
        {"items": item(content=record.Tiles(1, (bytes(32),) * 2), content_sha256="00" * 32)},
        {"items": item(content=ONE_TILE, content_sha256="00" * 32, offset=0)},
    ],
)
def test_a_view_is_one_of_an_original_that_is_there(forger: Forger, over: dict[str, Any]) -> None:
    fields = view(original=forger.originals[0])
    forger.act("view", fields, group=forger.originals[0])
    assert forger.seal().failed == []
    fields = view(original=forger.originals[0], version="2") | over
    forger.act("view", fields, group=str(fields["original"]))
    assert forger.seal().exit_code == 12


@pytest.mark.parametrize(
    "entries", [[2], [1], [0, 1, 2], [1, 2, 5], [2, 1], [1, 1, 2], [1, 2, 6]]
)  # 1, 2: an original with its view; 3, 4: another; 5: a policy; 6: the withdrawal itself
def test_a_withdrawal_is_of_one_original_with_all_that_names_it(
    forger: Forger, entries: list[int]
) -> None:
    forger.act("policy", {})
    fields = {"entries": entries, "reason": "r", "by": "b", "clock": CLOCK}
    forger.act("withdrawn", fields)
    gone = [place for place in set(entries) if place in (1, 2)]
    forger.drop(*gone)
    if 1 in gone:
        for path in list((forger.case / "vault").rglob(hashlib.sha256(b"one").hexdigest())):
            path.unlink()
    assert forger.seal().exit_code == 12


def test_a_view_of_empty_texts_has_no_file(home: Path) -> None:
    with opened(home) as custody:
        sha256 = keep(custody, b"nothing in it", text="")
        view_act = list(custody.entries())[-1]
        assert (view_act.fields or {})["items"][0]["length"] == 0
        assert custody.text(view_act.record, 0, 0) == ""
    path = payload.view_path(home / "case", view_act.record)
    assert (view_act.group, path.exists()) == (sha256, False)
    assert report(home).exit_code == 0
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    assert report(home).exit_code == 12


def test_settings_and_policy_stand_in_the_group_of_the_case(forger: Forger) -> None:
    forger.act("policy", {}, group=forger.originals[0])
    assert forger.seal().exit_code == 12


@pytest.mark.parametrize(
    "value", [b'"\xc3\xa9":1', b'"a":9007199254740992', b'"a":1.5', b'"a":1,"a":1',
              b'"a":"\\ud800"',
              b'"a":' + b"9" * 5000],
)  # fmt: skip
def test_json_beyond_the_limits_is_named(forger: Forger, value: bytes) -> None:
    number = forger.act("decided", {**DECIDED, "clock": CLOCK, "originals": []})
    path = forger.case / "acts/case.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"value","J",{}', b'"value","J",{%b}' % value))
    found = forger.seal()
    assert found.exit_code == 12
    assert number
    assert "sys." not in why(found)
    assert "surrogate" not in why(found)


def test_a_first_line_that_cannot_be_read_is_no_other_log(home: Path) -> None:
    path = home / "case/acts/case.jsonl"
    path.write_bytes(path.read_bytes().replace(b'{"leaves"', b'{"leaver"', 1))
    said = why(report(home))
    assert "entry 0 cannot be read" in said
    assert "another log" not in said


def test_a_change_to_the_same_key_is_none(home: Path) -> None:
    forger = Forger(home)
    assert forger.key is not None
    key = str(forger.key.verifier)
    forger.act("key", {"old": key, "new": key})
    forger.seal()
    note = (home / "case/log/checkpoint").read_bytes()
    (home / "case/log/rotations").mkdir()
    (home / "case/log/rotations/5").write_bytes(note)
    assert report(home).exit_code == 12


def signature_lines(home: Path) -> Iterator[bytes]:
    origin = (home / "case/log/checkpoint").read_bytes().split(b"\n")[0].decode()
    stranger = SigningKey.generate("somebody")
    text = Checkpoint(origin=origin, size=1, root=bytes(32)).text
    yield sign_note(text, [stranger]).rpartition(b"\n\n")[2]
    raw = base64.b64encode(bytes(100_000)).decode()
    yield f"\N{EM DASH} somebody {raw}\n".encode()
    yield (home / "case/log/checkpoint").read_bytes().rpartition(b"\n\n")[2]


def test_a_note_too_long_or_signed_twice_by_one_key_is_refused(home: Path) -> None:
    path = home / "case/log/checkpoint"
    good = path.read_bytes()
    codes = []
    for line in signature_lines(home):
        path.write_bytes(good + line)
        codes.append(verify_case(home / "case", log_key=None, seen_checkpoint=good).exit_code)
    assert codes == [4, 12, 12]


# ---- what the writer itself refuses


def test_the_writer_seals_nothing_that_would_not_verify(home: Path) -> None:
    own = {"withdrawn", "key"}  # sealed by `withdraw` and `rotate_key` alone
    wrong = [(verb, fields) for verb, fields in TYPE_ATTACKS if verb not in own]
    complete = {"failed": FAILED, "decided": DECIDED}
    with opened(home) as custody:
        for verb, fields in wrong:
            if fields != {"clock": None}:  # the log's own clock is put there
                with pytest.raises((ValueError, Refused)):
                    custody.append([Act(verb, {**complete.get(verb, {}), **fields}, "case")])
        assert custody.size == 5


def test_an_act_on_several_originals_goes_with_each_of_them(home: Path) -> None:
    with opened(home) as custody:
        one, two = sorted({str(act.group) for act in custody.entries() if act.verb == "kept"})
        custody.append([Act("decided", DECIDED, "act", originals=(two, one))])
        entry = custody.withdraw(one, "asked", "desk")
        gone = [act.verb for act in custody.entries() if act.withdrawn_by == entry.index]
        assert gone == ["kept", "view", "decided"]
    assert report(home).exit_code == 0
