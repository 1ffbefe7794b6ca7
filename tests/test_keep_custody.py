"""The custody of a case: what goes in comes out, one writer, killed at any moment, withdrawn."""

import hashlib
import os
import random
import signal
import stat
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pytest

from amana.errors import Damaged, Locked, NoCase, NotUnderstood, Refused
from amana.keep import disk, keys
from amana.keep.custody import Act, Custody
from amana.keep.record import FieldRecord, ListRecord, Picture, Text
from amana.keep.verify import verify_case

SHORT_KILLS = 4
LONG_KILLS = 50
ENTRIES_A_SECOND = 5_000

Opener = Callable[..., Custody]


def now() -> datetime:
    return datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture
def custody(tmp_path: Path) -> Custody:
    return Custody.create(tmp_path / "case", config=tmp_path / "config", now=now)


def again(tmp_path: Path, *, write: bool = True) -> Custody:
    return Custody.open(tmp_path / "case", config=tmp_path / "config", now=now, write=write)


def keep(custody: Custody, data: bytes) -> str:
    original = custody.put(BytesIO(data))
    custody.append([kept_act(original.sha256, original.size)])
    return original.sha256


def kept_act(sha256: str, size: int) -> Act:
    fields = {"sha256": sha256, "size": size, "file": "message.txt", "media_type": "text/plain"}
    return Act("kept", fields, sha256)


def view(custody: Custody, sha256: str, *texts: str) -> str:
    items = tuple(
        FieldRecord({"inside": "", "kind": "post", "content": Text(text)}) for text in texts
    )
    fields = {
        "original": sha256,
        "extractor": "plain",
        "version": "1",
        "items": ListRecord("item", items),
    }
    (entry,) = custody.append([Act("view", fields, sha256)])
    return entry.record


def decided(**fields: Any) -> dict[str, Any]:
    return {"on": "ab", "what": "statement", "value": {}, "by": "desk", **fields}


def failed(**fields: Any) -> dict[str, Any]:
    return {"where": "x", "what": "y", "do": "z", **fields}


def seen(tmp_path: Path) -> bytes:
    """The last checkpoint that the keeper saw."""
    (found,) = (tmp_path / "config" / "logs").glob("*/checkpoint")
    return found.read_bytes()


def is_sound(tmp_path: Path, key: str) -> bool:
    found = verify_case(tmp_path / "case", log_key=key, seen_checkpoint=seen(tmp_path))
    assert found.failed == []
    return found.exit_code == 0


def test_a_new_case_has_its_key_outside_and_its_first_act_inside(
    custody: Custody, tmp_path: Path
) -> None:
    (act,) = custody.entries()
    assert (act.index, act.verb, act.time) == (0, "opened", now())
    assert act.fields is not None
    assert act.fields["key"] == custody.verifier_key
    assert len(act.fields["id_key"]) == 32
    key = keys.known(tmp_path / "config", custody.origin) / "log.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = key.read_text().strip().split("+", 4)[-1].encode()  # base64 may hold a plus
    assert not any(secret in p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file())
    custody.close()
    assert is_sound(tmp_path, custody.verifier_key)


def test_what_goes_in_comes_out(custody: Custody, tmp_path: Path) -> None:
    sha256 = keep(custody, b"bytes")
    number = view(custody, sha256, "كنا ننتظر الباص\n", "", "two words")
    value = {"words": ["لا"], "n": 7, "none": None}
    custody.append([Act("decided", decided(value=value), sha256), Act("failed", failed(), "case")])
    custody.close()
    with again(tmp_path, write=False) as reader:
        acts = list(reader.entries())
        assert [act.verb for act in acts] == ["opened", "kept", "view", "decided", "failed"]
        assert [act.index for act in acts] == list(range(5))
        items = (acts[2].fields or {})["items"]
        texts = [reader.text(number, item["offset"], item["length"]) for item in items]
        assert texts == ["كنا ننتظر الباص\n", "", "two words"]
        assert items[2]["content_sha256"] == hashlib.sha256(b"two words").hexdigest()
        assert items[2]["content"] == "words"
        assert (acts[3].fields or {})["value"] == value
        assert (acts[3].fields or {})["clock"] == now().isoformat()
        assert (acts[3].fields or {})["originals"] == [sha256]
        assert reader.original(sha256).read_bytes() == b"bytes"
        assert (acts[1].group, acts[4].group) == (sha256, "case")
    assert is_sound(tmp_path, custody.verifier_key)


def test_an_original_is_written_once_and_read_only(custody: Custody, tmp_path: Path) -> None:
    first, second = custody.put(BytesIO(b"same")), custody.put(BytesIO(b"same"))
    assert first == second
    path = custody.original(first.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert path == tmp_path / "case" / "vault" / first.sha256[:2] / first.sha256
    assert list((tmp_path / "case/tmp").iterdir()) == []
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    with pytest.raises(Damaged, match="have changed"):
        custody.put(BytesIO(b"same"))
    with pytest.raises(NotUnderstood):
        custody.original("0" * 64)


def test_a_path_can_be_put_too(custody: Custody, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"from a file")
    assert custody.put(tmp_path / "file").size == 11


class Endless(RawIOBase):
    """So many bytes, without ever holding them."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


def test_memory_stays_flat_for_a_large_original(custody: Custody) -> None:
    tracemalloc.start()
    original = custody.put(Endless(64 << 20))  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert original.size == 64 << 20
    assert peak < 8 << 20


def test_a_put_that_fails_leaves_nothing(custody: Custody, tmp_path: Path) -> None:
    class Breaks(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(f"unplugged before {size} more bytes")
            return super().read(3)

    with pytest.raises(OSError, match="unplugged"):
        custody.put(Breaks(b"abcdef"))
    assert list((tmp_path / "case/tmp").iterdir()) == []
    assert list((tmp_path / "case/vault").iterdir()) == []


def test_one_writer_at_a_time(custody: Custody, tmp_path: Path) -> None:
    with pytest.raises(Locked, match=str(os.getpid())):
        again(tmp_path)
    with again(tmp_path, write=False) as reader:
        assert reader.size == 1
        with pytest.raises(Refused, match="reading only"):
            reader.append([Act("policy", {}, "case")])
    custody.close()
    again(tmp_path).close()


def test_without_its_key_a_case_is_read_only(custody: Custody, tmp_path: Path) -> None:
    custody.close()
    elsewhere = tmp_path / "elsewhere"
    with pytest.raises(Refused, match="private key"):
        Custody.open(tmp_path / "case", config=elsewhere, now=now, write=True)
    with Custody.open(tmp_path / "case", config=elsewhere, now=now, write=False) as reader:
        assert reader.verifier_key == custody.verifier_key
        assert reader.root == custody.root


def test_no_case_and_no_second_case(custody: Custody, tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        Custody.open(tmp_path, config=tmp_path / "config", now=now, write=False)
    with pytest.raises(Refused, match="a case"):
        Custody.create(tmp_path / "case", config=tmp_path / "config", now=now)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        Custody.create(tmp_path / "full", config=tmp_path / "config", now=now)
    assert custody.size == 1


@pytest.mark.parametrize(
    "act",
    [
        Act("opened.2", {}, "case"),
        Act("failed", {"unheard": 1}, "case"),
        Act("failed", {"where": b"bytes"}, "case"),
        Act("failed", {"where": 0.5}, "case"),
        Act("failed", {"where": 2**53}, "case"),
        Act("failed", {}, "nowhere"),
        Act("kept", {"sha256": "ab" * 32}, "case"),
        Act("kept", {"sha256": "ab" * 32}, "cd" * 32),
    ],
)
def test_an_act_that_does_not_fit_is_refused_and_nothing_is_written(
    custody: Custody, tmp_path: Path, act: Act
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - why differs from case to case
        custody.append([Act("policy", {}, "case"), act])
    assert custody.size == 1
    custody.close()
    assert is_sound(tmp_path, custody.verifier_key)


def test_ids_outside_the_case_tell_nothing_and_stay_the_same(
    custody: Custody, tmp_path: Path
) -> None:
    one = custody.outside_id("ab" * 16)
    assert len(one) == 32
    custody.close()
    with again(tmp_path, write=False) as reader:
        assert reader.outside_id("ab" * 16) == one
        assert reader.outside_id("ac" * 16) != one


def test_a_withdrawn_original_leaves_no_readable_byte(custody: Custody, tmp_path: Path) -> None:
    stays, goes = keep(custody, b"stays"), keep(custody, b"GOES-AWAY bytes")
    view(custody, stays, "stays too")
    view(custody, goes, "SECRET words of Yusra")
    on = decided(on=goes, value={"also": stays}, reason="JOINT reason")
    custody.append([Act("decided", on, "act")])
    entry = custody.withdraw(goes, reason="asked by the witness", by="desk")
    custody.close()
    everything = {p: p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()}
    for word in (b"GOES-AWAY", b"SECRET", b"JOINT", goes.encode(), bytes.fromhex(goes)):
        assert not [path for path, data in everything.items() if word in data], word
        assert not [path for path in everything if word.decode("latin-1") in str(path)], word
    with again(tmp_path) as reopened:
        acts = list(reopened.entries())
        gone = [act.index for act in acts if act.withdrawn_by == entry.index]
        assert gone == [2, 4, 5]
        assert all(acts[index].fields is None for index in gone)
        assert reopened.original(stays).read_bytes() == b"stays"
        keep(reopened, b"GOES-AWAY bytes")  # it may come back; that is a new arrival
    assert is_sound(tmp_path, custody.verifier_key)
    found = verify_case(tmp_path / "case", log_key=custody.verifier_key, seen_checkpoint=None)
    said = [(one.what, one.where, one.why) for one in found.listed]
    assert said == [("withdrawn", f"entry {index}", f"by act {entry.index}") for index in gone]


def test_an_act_may_not_outlive_the_original_that_it_names(custody: Custody) -> None:
    one, other = keep(custody, b"one"), keep(custody, b"other")
    for group in ("case", one):
        with pytest.raises(Refused, match=other):
            custody.append([Act("decided", decided(on=other), group)])
    custody.append([Act("decided", decided(on=other), group) for group in (other, "act")])


def test_an_erasure_that_was_cut_off_is_finished(
    custody: Custody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes = keep(custody, b"GOES-AWAY")
    view(custody, goes, "SECRET")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("amana.keep.custody.erase", killed)
    with pytest.raises(KeyboardInterrupt):
        custody.withdraw(goes, "asked", "desk")
    monkeypatch.undo()
    custody.close()
    found = verify_case(tmp_path / "case", log_key=custody.verifier_key, seen_checkpoint=None)
    assert found.exit_code == 12
    again(tmp_path).close()
    assert is_sound(tmp_path, custody.verifier_key)
    assert not (tmp_path / "case/vault" / goes[:2]).exists()


def test_a_change_of_keys_that_was_cut_off_is_finished_or_forgotten(
    custody: Custody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = custody.verifier_key

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for where, finished in (("disk.append_files", False), ("keys.promote", True)):
        monkeypatch.setattr(f"amana.keep.custody.{where}", killed)
        with pytest.raises(KeyboardInterrupt):
            custody.rotate_key()
        monkeypatch.undo()
        custody.close()
        custody = again(tmp_path)
        assert (custody.verifier_key != old) is finished
    custody.append([Act("policy", {}, "case")])
    custody.close()
    assert is_sound(tmp_path, old)
    assert is_sound(tmp_path, custody.verifier_key)
    folder = keys.known(tmp_path / "config", custody.origin)
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint", "log.key", "log.pub"]


@pytest.mark.parametrize(
    "step", ["disk.write_files", "disk.append_files", "disk.remove_files", "keys.save_seen"]
)
def test_a_write_that_fails_at_any_step_did_or_did_not_happen(
    custody: Custody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keep(custody, b"before")

    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    original = custody.put(BytesIO(b"during"))
    monkeypatch.setattr(f"amana.keep.custody.{step}", fails)
    with pytest.raises(OSError, match="disk full"):
        custody.append([kept_act(original.sha256, 6)])
    monkeypatch.undo()
    with pytest.raises(Refused, match="half way"):
        custody.append([Act("policy", {}, "case")])
    custody.close()
    with again(tmp_path) as reopened:
        assert reopened.size in {2, 3}
        assert len(list(reopened.entries())) == reopened.size
    assert is_sound(tmp_path, custody.verifier_key)


def test_an_original_put_but_never_logged_is_tidied_up(custody: Custody, tmp_path: Path) -> None:
    custody.put(BytesIO(b"loose"))
    custody.close()
    found = verify_case(tmp_path / "case", log_key=custody.verifier_key, seen_checkpoint=None)
    assert found.exit_code == 4
    again(tmp_path).close()
    assert is_sound(tmp_path, custody.verifier_key)


def test_nothing_is_tidied_up_in_a_damaged_case(custody: Custody, tmp_path: Path) -> None:
    sha256 = keep(custody, b"only copy")
    custody.close()
    (tmp_path / "case/acts" / sha256[:2] / f"{sha256}.jsonl").unlink()
    (tmp_path / "case/lock").write_text("4711\n")
    with again(tmp_path) as reopened:
        assert reopened.original(sha256).read_bytes() == b"only copy"
        with pytest.raises(Damaged, match="no payload"):
            list(reopened.entries())


def test_a_picture_is_committed_and_not_stored(custody: Custody, tmp_path: Path) -> None:
    sha256 = keep(custody, b"jpeg")
    picture = Picture(130, 70, random.Random(1).randbytes(130 * 70 * 3))
    items = ListRecord("item", (FieldRecord({"inside": "", "kind": "image", "content": picture}),))
    custody.append(
        [
            Act(
                "view",
                {"original": sha256, "extractor": "x", "version": "1", "items": items},
                sha256,
            )
        ]
    )
    custody.close()
    assert is_sound(tmp_path, custody.verifier_key)
    size = sum(p.stat().st_size for p in (tmp_path / "case").rglob("*") if p.is_file())
    assert size < len(picture.rgb)


KEEPER = """
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from amana.keep.custody import Act, Custody
from amana.keep.record import FieldRecord, ListRecord, Text

home = Path(sys.argv[1])
now = lambda: datetime.now(UTC)
with Custody.open(home / "case", config=home / "config", now=now, write=True) as custody:
    print("open", flush=True)
    for batch in range(100000):
        acts = []
        for i in range(3):
            data = f"{sys.argv[2]} {batch} {i}".encode()
            original = custody.put(BytesIO(data))
            sha = original.sha256
            named = {"file": "f", "media_type": "text/plain"}
            acts.append(Act("kept", {"sha256": sha, "size": original.size, **named}, sha))
            item = FieldRecord({"inside": "", "kind": "post", "content": Text(data.decode())})
            by = {"extractor": "plain", "version": "1"}
            items = ListRecord("item", (item,))
            acts.append(Act("view", {"original": sha, "items": items, **by}, sha))
        custody.append(acts)
        print(*(act.group for act in acts), flush=True)
"""


def kill_and_look(tmp_path: Path, kills: int) -> None:
    with Custody.create(tmp_path / "case", config=tmp_path / "config", now=now) as custody:
        key = custody.verifier_key
    acknowledged: set[str] = set()
    chance = random.Random(7)
    for round_ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(tmp_path), str(round_)],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
            lines = process.stdout.read().split("\n")
        acknowledged.update(sha for line in lines[:-1] for sha in line.split())
        checkpoint = (tmp_path / "case/log/checkpoint").read_bytes()
        found = verify_case(tmp_path / "case", log_key=key, seen_checkpoint=checkpoint)
        assert found.failed == [], found.failed[:3]
        with again(tmp_path) as reopened:
            kept = {act.group for act in reopened.entries() if act.verb == "kept"}
            assert acknowledged <= kept
            assert all(reopened.original(sha).is_file() for sha in kept if sha)
        assert is_sound(tmp_path, key)
    assert acknowledged


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    kill_and_look(tmp_path, SHORT_KILLS)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_fifty_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    kill_and_look(tmp_path, LONG_KILLS)


@pytest.mark.long
def test_a_batch_of_acts_is_fast(custody: Custody) -> None:
    acts = [Act("decided", decided(on=f"{i:032x}"), "case") for i in range(20_000)]
    start = time.perf_counter()
    custody.append(acts)
    assert len(acts) / (time.perf_counter() - start) > ENTRIES_A_SECOND


def test_a_case_made_while_we_waited_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking at the folder and holding its lock, somebody else has made a case."""
    real = disk.WriteLock

    def slow(path: Path) -> disk.WriteLock:
        monkeypatch.undo()
        with Custody.create(tmp_path / "case", config=tmp_path / "config", now=now) as first:
            keep(first, b"first")
        return real(path)

    monkeypatch.setattr("amana.keep.custody.disk.WriteLock", slow)
    with pytest.raises(Refused, match="a case"):
        Custody.create(tmp_path / "case", config=tmp_path / "config", now=now)
    with again(tmp_path) as reader:
        assert [act.verb for act in reader.entries()] == ["opened", "kept"]


def test_an_original_that_is_lost_can_still_be_withdrawn(custody: Custody, tmp_path: Path) -> None:
    sha256 = keep(custody, b"lost")
    custody.original(sha256).unlink()
    custody.withdraw(sha256, "lost and asked for", "desk")
    with pytest.raises(NotUnderstood):
        custody.withdraw(sha256, "again", "desk")
    custody.close()
    assert is_sound(tmp_path, custody.verifier_key)


@pytest.mark.parametrize(
    "tail", [b'{"leaves":[],"rec', b'{"leaves":[],"record":"%b"}\n' % (b"0" * 32)]
)
def test_lines_that_no_entry_covers_are_cut_off(
    custody: Custody, tmp_path: Path, tail: bytes
) -> None:
    custody.append([Act("policy", {}, "case")])
    custody.close()
    lines = tmp_path / "case/acts/case.jsonl"
    good = lines.read_bytes()
    lines.write_bytes(good + tail)
    assert verify_case(tmp_path / "case", log_key=None, seen_checkpoint=None).exit_code == 12
    (tmp_path / "case/lock").write_text("4711\n")
    assert verify_case(tmp_path / "case", log_key=None, seen_checkpoint=None).exit_code == 4
    with again(tmp_path) as reopened:
        assert lines.read_bytes() == good
        reopened.append([Act("policy", {}, "case")])
    assert is_sound(tmp_path, custody.verifier_key)


def test_a_first_line_that_cannot_be_read_is_said(custody: Custody, tmp_path: Path) -> None:
    custody.close()
    (tmp_path / "case/acts/case.jsonl").write_text("{\n")
    with again(tmp_path, write=False) as reader, pytest.raises(Damaged, match="cannot be read"):
        reader.outside_id("x")
