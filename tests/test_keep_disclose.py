"""Disclosures: any subset is proved, anything else is refused."""

import base64
import json
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from amana.errors import NotUnderstood
from amana.keep import verify, verify_part
from amana.keep.custody import Act, Custody
from amana.keep.disclose import Discloser, everything, nothing
from amana.keep.record import FieldRecord, ListRecord, Picture, Text
from amana.keep.verify_part import check_disclosure

TEXT = "We were nine in the cellar, said Yusra. Then eight.\n"
PICTURE = Picture(130, 70, random.Random(3).randbytes(130 * 70 * 3))
CONTENT = "items/00000000/content"
VIEW = 2


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("home")
    config = home / "config"
    now = datetime(2031, 5, 6, tzinfo=UTC)
    with Custody.create(home / "case", config=config, now=lambda: now) as custody:
        original = custody.put(BytesIO(b"bytes"))
        sha = original.sha256
        kept = {"sha256": sha, "size": 5, "file": "yusra.txt", "media_type": "text/plain"}
        by = {"extractor": "plain", "version": "1"}
        items = (
            FieldRecord({"inside": "/0", "kind": "post", "author": "Yusra", "content": Text(TEXT)}),
            FieldRecord({"inside": "/1", "kind": "image", "content": PICTURE}),
        )
        custody.append(
            [
                Act("kept", kept, sha),
                Act("view", {**by, "original": sha, "items": ListRecord("item", items)}, sha),
                *[
                    Act("failed", {"where": str(i), "what": "", "do": ""}, "case")
                    for i in range(20)
                ],
            ]
        )
        return home / "case", custody.verifier_key


def disclose(folder: Path, index: int, show: Any, pictures: Any = None) -> bytes:
    return Discloser(folder).disclose(index, show, pictures)


def below(*paths: str) -> Any:
    """Show these paths, all above them, and all below them."""

    def show(path: str) -> bool:
        return any((p + "/").startswith(path + "/") or path.startswith(p + "/") for p in paths)

    return show


def test_all_of_it(case: tuple[Path, str]) -> None:
    folder, key = case
    for index in range(23):
        shown = check_disclosure(disclose(folder, index, everything), key)
        assert shown.entry.place == index
        if index != VIEW:
            assert shown.hidden == 0
    shown = check_disclosure(disclose(folder, VIEW, everything), key)
    count = shown.values[f"{CONTENT}/#"]["count"]
    words = [shown.values[f"{CONTENT}/{n:08d}"] for n in range(count)]
    assert b"".join(words).decode() == TEXT


def test_nothing_but_that_there_is_such_an_act(case: tuple[Path, str]) -> None:
    folder, key = case
    shown = check_disclosure(disclose(folder, 1, nothing), key)
    assert set(shown.values) == {"record", "verb"}
    assert shown.hidden == 11
    assert b"yusra" not in disclose(folder, 1, nothing)


def test_some_words_and_some_tiles(case: tuple[Path, str]) -> None:
    folder, key = case
    tile = "items/00000001/content/00000002"
    show = below(f"{CONTENT}/00000003", tile)
    data = disclose(folder, VIEW, show, {"items/00000001/content": PICTURE})
    shown = check_disclosure(data, key)
    assert shown.values[f"{CONTENT}/00000003"] == b"in "
    assert shown.values[f"{CONTENT}/#"] == {"count": 10, "kind": "words"}
    assert shown.values[tile][:16] == bytes([0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 64])
    for word in (b"Yusra", b"cellar"):
        assert base64.b64encode(word)[:6] not in data


def test_any_subset_is_proved(case: tuple[Path, str]) -> None:
    folder, key = case
    for seed in range(25):
        chance = random.Random(seed)
        data = disclose(folder, VIEW, lambda _: chance.random() < 0.6)  # noqa: B023
        assert check_disclosure(data, key).entry.verb == "view"


def changed(value: Any, chance: random.Random) -> Any:
    """One scalar, somewhere inside, is another."""
    if isinstance(value, dict):
        key = chance.choice(sorted(value))
        return {**value, key: changed(value[key], chance)}
    if isinstance(value, list) and value:
        place = chance.randrange(len(value))
        return [*value[:place], changed(value[place], chance), *value[place + 1 :]]
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        letter = "b" if value[place] == "a" else "a"
        return value[:place] + letter + value[place + 1 :]
    return 7 if value != 7 else 8


def test_anything_changed_is_refused(case: tuple[Path, str]) -> None:
    folder, key = case
    data = disclose(folder, VIEW, below(f"{CONTENT}/00000003", "extractor"))
    for seed in range(120):
        forged = changed(json.loads(data), random.Random(seed))
        with pytest.raises(verify_part.Wrong):
            check_disclosure(json.dumps(forged).encode(), key)


def leaves(given: dict[str, Any]) -> list[Any]:
    found: list[Any] = given["record"]["leaves"]
    return found


def drop(given: dict[str, Any]) -> None:
    leaves(given).pop()


def twice(given: dict[str, Any]) -> None:
    leaves(given).append(leaves(given)[-1])


def swap(given: dict[str, Any]) -> None:
    rows = leaves(given)
    rows[0], rows[1] = rows[1], rows[0]


def rename(given: dict[str, Any]) -> None:
    next(leaf for leaf in leaves(given) if leaf[0] == "file")[0] = "url"


def hide_verb(given: dict[str, Any]) -> None:
    rows = leaves(given)
    place = next(n for n, leaf in enumerate(rows) if leaf[0] == "verb")
    path, kind, salt, value = rows[place]
    raw = verify_part.canonical(value)
    rows[place] = verify_part.leaf_hash(path, bytes.fromhex(salt), kind, raw).hex()


def wrong_count(given: dict[str, Any]) -> None:
    given["record"]["count"] += 1


def upper(given: dict[str, Any]) -> None:
    leaf = next(leaf for leaf in leaves(given) if leaf[0] == "file")
    leaf[2] = leaf[2].upper()


def other_range(given: dict[str, Any]) -> None:
    rows = leaves(given)
    tops = [
        verify_part.leaf_hash(r[0], bytes.fromhex(r[2]), r[1], verify_part.canonical(r[3]))
        for r in rows[1:3]
    ]
    rows[1:3] = [[1, 3, verify_part.sha256(b"\x01", *tops).hex()]]


def number(given: dict[str, Any]) -> None:
    given["proof"] = given["proof"].replace("index 1\n", "index 2\n")


def extra_key(given: dict[str, Any]) -> None:
    given["more"] = 1


@pytest.mark.parametrize(
    "forge",
    [drop, twice, swap, rename, hide_verb, wrong_count, upper, other_range, number, extra_key],
)
def test_a_forgery_by_hand_is_refused(case: tuple[Path, str], forge: Any) -> None:
    folder, key = case
    given = json.loads(disclose(folder, 1, everything))
    forge(given)
    with pytest.raises(verify_part.Wrong):
        check_disclosure(json.dumps(given).encode(), key)


def test_the_proof_of_another_log_is_refused(case: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = case
    now = datetime(2031, 5, 6, tzinfo=UTC)
    with Custody.create(tmp_path / "c", config=tmp_path / "k", now=lambda: now) as other:
        key = other.verifier_key
    with pytest.raises(verify_part.Wrong, match="not signed by the log key"):
        check_disclosure(disclose(folder, 1, everything), key)


def test_a_list_of_impossible_length_costs_nothing(case: tuple[Path, str]) -> None:
    folder, key = case
    given = json.loads(disclose(folder, VIEW, everything))
    items = next(leaf for leaf in leaves(given) if leaf[0] == "items")[3]
    items["count"] = 10**8 + 1
    items["leaves"][0][3]["count"] = 10**8
    with pytest.raises(verify_part.Wrong, match="leaves up to"):
        check_disclosure(json.dumps(given).encode(), key)


def test_an_entry_that_is_not_there(case: tuple[Path, str]) -> None:
    with pytest.raises(NotUnderstood, match="no entry 99"):
        disclose(case[0], 99, everything)


def test_it_stands_alone_beside_verify(case: tuple[Path, str], tmp_path: Path) -> None:
    folder, key = case
    for module in (verify, verify_part):
        shutil.copy(str(module.__file__), tmp_path)
    data = disclose(folder, 1, below("file"))
    (tmp_path / "part.json").write_bytes(data)
    command = [sys.executable, "verify_part.py", "part.json", "--log-key", key]
    good = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    assert "file: yusra.txt" in good.stdout
    assert "10 leaves are hidden" in good.stdout
    (tmp_path / "part.json").write_bytes(data.replace(b"yusra.txt", b"other.txt"))
    bad = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert bad.returncode == 12
