"""The verifier against an enemy: whatever is changed, taken away, added or replayed is named."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from amana.errors import Damaged
from amana.keep import record, verify, verify_part
from amana.keep.custody import Act, Custody
from amana.keep.note import Checkpoint, SigningKey, parse_note, read_checkpoint, sign_note
from amana.keep.payload import Lines, read_record
from amana.keep.record import FieldRecord, ListRecord, Picture, Text
from amana.keep.tiles import EMPTY, TileReader, grow
from amana.keep.verify import Report, verify_case

MORE_THAN_A_TILE = 300
NAMED = {"file": "f.txt", "media_type": "text/plain"}
BY = {"extractor": "plain", "version": "1"}
DECIDED = {"what": "statement", "value": {}, "by": "desk"}


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by one second each time it is asked."""
    seconds = iter(range(10**6))
    return lambda: datetime(2031, 5, 6, tzinfo=UTC) + timedelta(seconds=next(seconds))


def kept(custody: Custody, data: bytes, text: str) -> str:
    original = custody.put(BytesIO(data))
    items = (
        FieldRecord({"inside": "/0", "kind": "post", "content": Text(text)}),
        FieldRecord({"inside": "/1", "kind": "image", "content": Picture(70, 65, bytes(13650))}),
        FieldRecord({"inside": "/2", "kind": "post", "content": Text("")}),
    )
    custody.append(
        [
            Act(
                "kept", {**NAMED, "sha256": original.sha256, "size": original.size}, original.sha256
            ),
            Act(
                "view",
                {**BY, "original": original.sha256, "items": ListRecord("item", items)},
                original.sha256,
            ),
        ]
    )
    return original.sha256


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of some three hundred entries with every kind of file in it, beside its config."""
    home = tmp_path_factory.mktemp("home")
    case = home / "case"
    now = ticking()
    with Custody.create(case, config=home / "config", now=now) as custody:
        kept(custody, b"one", "مريم الحوش wrote: we are still here.\n")
        kept(custody, b"two", "Nothing is left of the bakery.")
        custody.rotate_key()
        for name in ("case.toml", "gazetteer.csv"):
            (case / name).write_bytes(name.encode())
            custody.append(
                [Act("settings", {"name": name, "content": name.encode()}, "case")],
            )
        custody.append(
            [
                Act("decided", {**DECIDED, "on": f"{i:032x}"}, "case")
                for i in range(MORE_THAN_A_TILE)
            ]
        )
        (home / "key").write_text(custody.verifier_key)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "home")
    return tmp_path / "home"


def report(home: Path, **given: bytes | None) -> Report:
    seen = given.get("seen_checkpoint", pinned(home))
    return verify_case(home / "case", log_key=(home / "key").read_text(), seen_checkpoint=seen)


def pinned(home: Path) -> bytes:
    (seen,) = (home / "config" / "logs").glob("*/checkpoint")
    return seen.read_bytes()


def files_of(home: Path) -> Iterator[str]:
    for path in sorted((home / "case").rglob("*")):
        if path.is_file() and path.name != "lock":
            yield path.relative_to(home / "case").as_posix()


def names(found: Report, path: str) -> bool:
    return any(path in one.where or path in one.why for one in found.failed)


def test_a_sound_case_is_verified_in_full(home: Path) -> None:
    found = report(home, seen_checkpoint=pinned(home))
    assert (found.failed, found.not_checkable, found.exit_code) == ([], [], 0)
    assert found.coverage["entries"] == [308, 308]
    assert found.coverage["originals"] == [2, 2]
    assert found.coverage["views"] == [2, 2]
    assert found.coverage["secrets"] == [308, 308]
    assert sum(found.coverage[kind][0] for kind in ("payloads", "views")) == 308
    assert all(good == count for good, count in found.coverage.values())


def test_every_kind_of_file_is_in_the_case(made: Path) -> None:
    there = list(files_of(made))
    for start in (
        "vault/",
        "views/",
        "acts/case",
        "secrets/case",
        "case.toml",
        "gazetteer.csv",
        "log/checkpoint",
        "log/rotations/",
        "log/tile/entries/000",
        "log/tile/entries/001.p/",
        "log/tile/0/000",
        "log/tile/0/001.p/",
        "log/tile/1/000.p/1",
    ):
        assert any(path.startswith(start) for path in there), start


def test_one_flipped_bit_in_any_file_is_named(home: Path) -> None:
    for path in files_of(home):
        target = home / "case" / path
        good = target.read_bytes()
        for place, bit in ((0, 1), (len(good) // 2, 4), (len(good) - 1, 1)):
            bad = bytearray(good)
            bad[place] ^= bit
            target.chmod(0o600)
            target.write_bytes(bad)
            found = report(home, seen_checkpoint=pinned(home))
            assert found.exit_code == 12, (path, place)
            assert names(found, path), (path, place, found.failed[:3])
        target.write_bytes(good)
    assert report(home).exit_code == 0


@pytest.mark.long
def test_any_flipped_bit_of_a_small_case_is_found(tmp_path: Path) -> None:
    with Custody.create(tmp_path / "case", config=tmp_path / "c", now=ticking()) as custody:
        kept(custody, b"one", "Rain.")
        key = custody.verifier_key
    seen = (tmp_path / "case/log/checkpoint").read_bytes()
    for path in [one for one in (tmp_path / "case").rglob("*") if one.is_file()]:
        good = path.read_bytes()
        path.chmod(0o600)
        for place in range(len(good)):
            bad = bytearray(good)
            bad[place] ^= 1 << place % 8
            path.write_bytes(bad)
            found = verify_case(tmp_path / "case", log_key=key, seen_checkpoint=seen)
            assert found.exit_code == 12, (path, place)
        path.write_bytes(good)


def test_any_file_that_is_missing_is_named(home: Path) -> None:
    for path in files_of(home):
        target = home / "case" / path
        good = target.read_bytes()
        target.unlink()
        found = report(home)
        assert found.exit_code == 12, path
        assert names(found, path), (path, found.failed[:3])
        target.write_bytes(good)


@pytest.mark.parametrize(
    "path",
    [
        "EXTRA",
        ".hidden",
        "index.sqlite/inside",
        "vault/EXTRA",
        "vault/ab/" + "ab" * 32,
        "views/ab/" + "ab" * 16,
        "acts/ab/" + "ab" * 32 + ".jsonl",
        "acts/other.jsonl",
        "secrets/case.jsonl.bak",
        "log/tile/0/002",
        "log/tile/0/001.p/1",
        "log/rotations/9",
        "tmp/half",
        "log/checkpoint.old",
    ],
)
def test_an_extra_file_is_named(home: Path, path: str) -> None:
    target = home / "case" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"{}\n")
    found = report(home)
    assert found.exit_code == 12
    assert names(found, path)


def test_the_index_is_no_part_of_what_is_sealed(home: Path) -> None:
    for name in ("index.sqlite", "index.sqlite-wal"):
        (home / "case" / name).write_bytes(b"derived")
    assert report(home).exit_code == 0


def test_a_link_is_not_followed(home: Path) -> None:
    (home / "case" / "vault" / "link").symlink_to(home / "config")
    found = report(home)
    assert found.exit_code == 12
    assert names(found, "vault/link")


def test_what_a_cut_off_write_leaves_is_not_believed_and_not_held_against_the_case(
    home: Path,
) -> None:
    (home / "case" / "lock").write_text("4711\n")
    (home / "case" / "tmp" / ("0f" * 16)).write_bytes(b"half")
    (home / "case" / "log/tile/0/001.p/99").write_bytes(b"ahead")
    found = report(home)
    assert found.exit_code == 4  # it might be what is left of a longer log
    assert len(found.not_checkable) == 2
    key = (home / "key").read_text()
    ours = verify_case(home / "case", log_key=key, seen_checkpoint=pinned(home), own_writer=True)
    assert ours.exit_code == 0  # but a writer of our own died here
    assert len(ours.not_checkable) == 2


def test_without_a_key_signatures_are_not_checkable(home: Path) -> None:
    found = verify_case(home / "case", log_key=None, seen_checkpoint=pinned(home))
    assert found.exit_code == 4
    assert [one.what for one in found.not_checkable] == ["signatures"]


def test_without_a_checkpoint_from_elsewhere_history_is_said_to_be_unchecked(home: Path) -> None:
    found = report(home, seen_checkpoint=None)
    assert found.exit_code == 4
    assert [one.what for one in found.not_checkable] == ["history"]
    assert "history" in found.verdict


def edit_line(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def test_a_case_sealed_again_with_another_key_is_refused(home: Path) -> None:
    case = home / "case"
    size = read_checkpoint(parse_note((case / "log/checkpoint").read_bytes()).text).size
    edge = TileReader(case / "log", size).edge()
    state = read_checkpoint(parse_note((case / "log/checkpoint").read_bytes()).text)
    forger = SigningKey.generate(state.origin)
    text = Checkpoint(origin=state.origin, size=size, root=edge.root).text
    (case / "log/checkpoint").write_bytes(sign_note(text, [forger]))
    assert names(report(home), "log/checkpoint")
    forged = verify_case(case, log_key=str(forger.verifier), seen_checkpoint=None)
    assert forged.exit_code == 12, "the log's own acts do not know that key"


def test_a_forged_change_of_keys_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "config"
    with Custody.create(tmp_path / "case", config=config, now=ticking()) as custody:
        old = custody.verifier_key
        custody.rotate_key()
    case = tmp_path / "case"
    assert verify_case(case, log_key=old, seen_checkpoint=None).failed == []
    note = (case / "log/rotations/1").read_bytes()
    text, _, signatures = note.rpartition(b"\n\n")
    lines = signatures.splitlines(keepends=True)
    for left in lines:
        (case / "log/rotations/1").write_bytes(text + b"\n\n" + left)
        assert verify_case(case, log_key=old, seen_checkpoint=None).exit_code == 12


def test_two_changes_of_keys_are_walked_from_any_of_them(tmp_path: Path) -> None:
    with Custody.create(tmp_path / "case", config=tmp_path / "c", now=ticking()) as custody:
        walked = [custody.verifier_key]
        for _ in range(2):
            custody.append([Act("policy", {}, "case")])
            custody.rotate_key()
            walked.append(custody.verifier_key)
    assert len(set(walked)) == 3
    for key in walked:
        assert not verify_case(tmp_path / "case", log_key=key, seen_checkpoint=None).failed
    stranger = str(SigningKey.generate(walked[0].partition("+")[0]).verifier)
    found = verify_case(tmp_path / "case", log_key=stranger, seen_checkpoint=None)
    assert found.exit_code == 12


def test_a_log_rolled_back_is_refused_by_whoever_saw_more(tmp_path: Path) -> None:
    case, config = tmp_path / "case", tmp_path / "config"
    with Custody.create(case, config=config, now=ticking()) as custody:
        key = custody.verifier_key
    shutil.copytree(case, tmp_path / "before")
    with Custody.open(case, config=config, now=ticking(), write=True) as custody:
        custody.append([Act("policy", {}, "case")])
    seen = (case / "log/checkpoint").read_bytes()
    shutil.rmtree(case)
    (tmp_path / "before").rename(case)
    assert verify_case(case, log_key=key, seen_checkpoint=None).failed == []
    assert verify_case(case, log_key=key, seen_checkpoint=seen).exit_code == 12
    for write in (True, False):
        with pytest.raises(Damaged, match="seen before"):
            Custody.open(case, config=config, now=ticking(), write=write)


def test_a_second_history_is_refused_by_whoever_saw_the_first(tmp_path: Path) -> None:
    case, config = tmp_path / "case", tmp_path / "config"
    with Custody.create(case, config=config, now=ticking()) as custody:
        key = custody.verifier_key
    shutil.copytree(tmp_path, tmp_path.parent / "twin")
    with Custody.open(case, config=config, now=ticking(), write=True) as custody:
        custody.append([Act("policy", {}, "case")])
    seen = (case / "log/checkpoint").read_bytes()
    twin = tmp_path.parent / "twin"
    with Custody.open(twin / "case", config=twin / "config", now=ticking(), write=True) as other:
        other.append([Act("policy", {"quorum": 0}, "case")] * 2)
    assert verify_case(twin / "case", log_key=key, seen_checkpoint=None).failed == []
    found = verify_case(twin / "case", log_key=key, seen_checkpoint=seen)
    assert [one.what for one in found.failed] == ["history"]
    with pytest.raises(Damaged, match="not those seen before"):
        Custody.open(twin / "case", config=config, now=ticking(), write=False)


def test_a_line_that_stands_twice_is_named(home: Path) -> None:
    for kind in ("acts", "secrets"):
        path = home / "case" / kind / "case.jsonl"
        good = path.read_bytes()
        path.write_bytes(good + good.splitlines(keepends=True)[0])
        assert names(report(home), f"{kind}/case.jsonl")
        path.write_bytes(good)


def test_a_line_without_an_entry_is_named(home: Path) -> None:
    path = home / "case/acts/case.jsonl"
    with path.open("ab") as stream:
        stream.write(b'{"leaves":[],"record":"' + b"0" * 32 + b'"}\n')
    assert names(report(home), "acts/case.jsonl")


def test_a_line_written_in_another_way_is_named(home: Path) -> None:
    path = home / "case/secrets/case.jsonl"
    edit_line(path, b'":"', b'": "')
    assert names(report(home), "secrets/case.jsonl")
    upper = path.read_bytes().replace(b'": "', b'":"', 1)
    path.write_bytes(upper)
    secret = json.loads(upper.splitlines()[0])["secrets"][""]
    edit_line(path, secret.encode(), secret.upper().encode())
    assert report(home).exit_code == 12


def view_line(home: Path) -> tuple[Path, dict[str, object]]:
    with Custody.open(home / "case", config=home / "config", now=ticking(), write=False) as custody:
        act = next(act for act in custody.entries() if act.verb == "view")
    lines = Lines(home / "case", "acts")
    path = home / "case/acts" / str(act.group)[:2] / f"{act.group}.jsonl"
    return path, lines.read(act.record)


@pytest.mark.parametrize("what", ["items", "content"])
def test_words_cannot_be_taken_away_and_their_root_left(home: Path, what: str) -> None:
    """A root in place of what it commits to would hold, and the words would be gone."""
    path, line = view_line(home)
    secret_path = home / "case/secrets" / path.relative_to(home / "case/acts")
    number = str(line["record"])
    hexes = Lines(home / "case", "secrets").read(number)["secrets"]
    custody = Custody.open(home / "case", config=home / "config", now=ticking(), write=False)
    texts = (home / "case/views" / number[:2] / number).read_bytes()
    whole = read_record(
        line["leaves"],  # type: ignore[arg-type]
        lambda offset, length: texts[offset : offset + length].decode(),
    )
    assert isinstance(whole, FieldRecord)
    items = whole.fields["items"]
    assert isinstance(items, ListRecord)

    def secrets(at: str) -> bytes:
        return bytes.fromhex(hexes[at])

    leaves: list[list[object]] = line["leaves"]  # type: ignore[assignment]
    place = next(i for i, leaf in enumerate(leaves) if leaf[0] == "items")
    if what == "items":
        leaves[place][2] = record.root_of(items, secrets, "items").hex()
        kept_hexes = {"": hexes[""]}
    else:
        first = items.members[0]
        assert isinstance(first, FieldRecord)
        content = first.fields["content"]
        root = record.root_of(content, secrets, "items/00000000/content")  # type: ignore[arg-type]
        inner: list[list[object]] = leaves[place][2]["leaves"][1][2]["leaves"]  # type: ignore[index]
        next(leaf for leaf in inner if leaf[0] == "content")[2] = root.hex()
        kept_hexes = hexes
        (home / "case/views" / number[:2] / number).unlink()
    custody.close()
    for target, value in ((path, line), (secret_path, {"record": number, "secrets": kept_hexes})):
        rows = target.read_bytes().splitlines()
        new = [verify_part.canonical(value) if number.encode() in row else row for row in rows]
        target.write_bytes(b"\n".join(new) + b"\n")
    assert names(report(home), path.relative_to(home / "case").as_posix())


def test_payloads_that_changed_their_places_are_named(home: Path) -> None:
    path, _ = view_line(home)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0])
    with (home / "case/acts/case.jsonl").open("ab") as stream:
        stream.write(lines[1])
    assert report(home).exit_code == 12


def test_a_clock_that_steps_back_or_far_ahead_is_listed(tmp_path: Path) -> None:
    times = iter(
        [
            datetime(2031, 5, 6, 12, tzinfo=UTC),
            datetime(2031, 5, 6, 11, tzinfo=UTC),
            datetime(2031, 5, 9, tzinfo=UTC),
        ]
    )
    with Custody.create(tmp_path / "c", config=tmp_path / "k", now=lambda: next(times)) as custody:
        custody.append([Act("policy", {}, "case")])
        custody.append([Act("policy", {}, "case")])
        key = custody.verifier_key
    found = verify_case(tmp_path / "c", log_key=key, seen_checkpoint=None)
    assert [one.where for one in found.listed] == ["entry 1", "entry 2"]
    assert found.failed == []


def test_settings_edited_by_hand_are_unsealed_until_sealed(home: Path) -> None:
    (home / "case/case.toml").write_text("edited")
    found = report(home)
    assert found.exit_code == 12
    assert ["unsealed" in one.why for one in found.failed] == [True]
    with Custody.open(home / "case", config=home / "config", now=ticking(), write=True) as custody:
        custody.append([Act("settings", {"name": "case.toml", "content": b"edited"}, "case")])
        sealed = [a.fields for a in custody.entries() if a.verb == "settings"]
    assert report(home).exit_code == 0
    assert sealed[-1] is not None
    assert sealed[-1]["content"] == b"edited"


def test_demands_that_this_file_cannot_check_are_said(tmp_path: Path) -> None:
    with Custody.create(tmp_path / "c", config=tmp_path / "k", now=ticking()) as custody:
        custody.append([Act("policy", {"quorum": 1, "witnesses": ["key"]}, "case")])
        key = custody.verifier_key
    assert verify_case(tmp_path / "c", log_key=key, seen_checkpoint=None).exit_code == 4


def test_a_forged_tree_of_the_right_shape_is_refused(home: Path) -> None:
    """All entries and tiles replaced by others: only the signed root speaks against it."""
    _, files = grow(EMPTY, [b"forged"] * 308)
    for path, data in files.items():
        (home / "case/log" / path).write_bytes(data)
    found = report(home)
    assert found.exit_code == 12
    assert any(one.what == "root" for one in found.failed)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\n\n", b"x" * 100, b"amana/x\n1\n\n"])
def test_no_checkpoint_worth_the_name(home: Path, data: bytes) -> None:
    (home / "case/log/checkpoint").write_bytes(data)
    found = report(home, seen_checkpoint=None)
    assert found.exit_code == 12


def test_tables_are_those_of_the_writer() -> None:
    for verb, table in record.TABLES.items():
        assert dict(verify_part.field_table(verify_part.TABLES[verb])) == table
    assert set(verify_part.TABLES) == set(record.TABLES)
    assert dict(verify_part.field_table(verify_part.ITEM)) == record.ITEM
    assert verify_part.LETTERS == record.LETTERS


def test_it_stands_alone(home: Path) -> None:
    """Copied out of the house, without the package, isolated from everything installed."""
    alone = home / "verify.py"
    for module in (verify, verify_part):
        shutil.copy(str(module.__file__), home)
    command = [sys.executable, "-I", str(alone), str(home / "case")]
    (home / "seen").write_bytes(pinned(home))
    key = ["--log-key", (home / "key").read_text(), "--seen", str(home / "seen")]
    good = subprocess.run([*command, *key], capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stdout
    assert "originals: 2 of 2" in good.stdout
    (home / "case/vault/EXTRA").write_text("x")
    bad = subprocess.run([*command, *key], capture_output=True, text=True, check=False)
    assert bad.returncode == 12
    assert "failed: extra: vault/EXTRA" in bad.stdout
    none = subprocess.run([*command[:-1], str(home)], capture_output=True, text=True, check=False)
    assert none.returncode == 10
    source = (home / "verify_part.py").read_text()
    assert "import amana" not in source
    assert "from amana" not in source
