"""The vectors of docs/reference/case-format.md: code, document and file say the same bytes.

`python tests/test_keep_format.py` writes the vectors into the file and into the document.
"""

import base64
import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from amana.canon import canonical_json, make_id
from amana.keep import merkle, note, payload, record, tiles, verify, verify_part
from amana.keep.custody import outside_id
from amana.keep.disclose import part_of, proof_of
from amana.keep.entry import Entry
from amana.keep.record import FieldRecord, ListRecord, Picture, Text

HERE = Path(__file__).resolve().parent
FILE = HERE / "vectors" / "case-format.json"
DOCUMENT = HERE.parent / "docs" / "reference" / "case-format.md"
BLOCK = re.compile(r"```json vector ([a-z0-9-]+)\n(.*?)```", re.DOTALL)

SECRET = bytes(range(32))
NUMBER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
ORIGIN = "amana/00112233445566778899aabbccddeeff"
KEY = note.SigningKey(name=ORIGIN, seed=bytes(range(32, 64)))
TEXT = "نحن هنا.\n Still here "
PICTURE = Picture(3, 2, bytes(range(18)))
WIDE = Picture(65, 1, bytes(195))
CLOCK = "2031-05-06T07:08:09+00:00"
FIELDS: dict[str, Any] = {
    "where": "chat.txt",
    "what": "line 3 is cut short",
    "do": "look at it",
    "clock": CLOCK,
    "originals": ["ab" * 32],
}
ENTRY_TIME = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


def secret_at(path: str) -> bytes:
    """A secret for each sub-record: for vectors only, real ones are random."""
    return hashlib.sha256(b"vector" + path.encode()).digest() if path else SECRET


def leaf(path: str, kind: Any, value: bytes) -> dict[str, Any]:
    salt = record.salt_of(SECRET, path)
    given = {"path": path, "salt": salt.hex(), "type": kind, "value": value.hex()}
    return {"in": given, "out": record.leaf_hash(path, salt, kind, value).hex()}


def entry() -> Entry:
    act = record.act_record("failed", NUMBER, FIELDS)
    root = record.root_of(act, secret_at).hex()
    return Entry(index=0, verb="failed", time=ENTRY_TIME, record=NUMBER, root=root)


def checkpoint(entries: list[bytes]) -> bytes:
    edge, _ = tiles.grow(tiles.EMPTY, entries)
    state = note.Checkpoint(origin=ORIGIN, size=edge.size, root=edge.root)
    return note.sign_note(state.text, [KEY])


def view() -> FieldRecord:
    raw = TEXT.encode()
    item: dict[str, Any] = {
        "inside": "",
        "kind": "post",
        "offset": 0,
        "length": len(raw),
        "content_sha256": hashlib.sha256(raw).hexdigest(),
        "content": Text(TEXT),
    }
    items = ListRecord("item", (FieldRecord(record.fit(record.ITEM, item)),))
    fields: dict[str, Any] = {
        "original": "ab" * 32,
        "extractor": "plain",
        "version": "1",
        "clock": CLOCK,
        "items": items,
    }
    return record.act_record("view", NUMBER, fields)


def records() -> dict[str, Any]:
    act = record.act_record("failed", NUMBER, FIELDS)
    words = record.split_words(TEXT)
    made = payload.NewSecrets()
    for path in ("", "items", "items/00000000", "items/00000000/content"):
        made[path] = secret_at(path)
    return {
        "salt": {
            "in": {"secret": SECRET.hex(), "path": "file"},
            "out": record.salt_of(SECRET, "file").hex(),
        },
        "leaf-json": leaf("file", "J", canonical_json({"b": [None, True], "a": "حلب"})),
        "leaf-bytes": leaf("content", "B", b"title = 'Home'\n"),
        "leaf-record": leaf("items", "R", bytes(range(100, 132))),
        "field-record": {
            "in": {
                "secret": SECRET.hex(),
                "leaves": [[p, "J", v] for p, v in record.members_of(act)],
            },
            "out": record.root_of(act, secret_at).hex(),
        },
        "words": {"in": TEXT.encode().hex(), "out": [word.encode().hex() for word in words]},
        "word-list": {
            "in": {"secret": SECRET.hex(), "text": TEXT.encode().hex()},
            "out": record.root_of(Text(TEXT), secret_at).hex(),
        },
        "tiles": {
            "in": {"width": 65, "height": 1, "rgb": WIDE.rgb.hex()},
            "out": [tile.hex() for tile in record.tiles_of(WIDE)],
        },
        "tile-leaf": leaf("00000000", "B", next(record.tiles_of(PICTURE))),
        "tile-list": {
            "in": {"secret": SECRET.hex(), "width": 3, "height": 2, "rgb": PICTURE.rgb.hex()},
            "out": record.root_of(PICTURE, secret_at).hex(),
        },
        "picture-sha256": {
            "in": {"width": 3, "height": 2, "rgb": PICTURE.rgb.hex()},
            "out": record.content_sha256(PICTURE),
        },
        "view-lines": {
            "in": {"texts": TEXT.encode().hex()},
            "out": {
                "payload": payload.payload_line(NUMBER, view()).decode(),
                "secrets": payload.secret_line(NUMBER, made).decode(),
                "root": record.root_of(view(), secret_at).hex(),
            },
        },
    }


def log() -> dict[str, Any]:
    data = entry().data
    three = [data, b"two", b"three"]
    hashes = [merkle.leaf_hash(one) for one in three]
    node = merkle.nodes_of(hashes)
    _, files = tiles.grow(tiles.EMPTY, three)
    return {
        "entry": {
            "in": {
                "verb": "failed",
                "time": "2031-05-06T07:08:09Z",
                "record": NUMBER,
                "root": entry().root,
            },
            "out": {"bytes": data.hex(), "leaf": hashes[0].hex()},
        },
        "tree": {
            "in": [one.hex() for one in three],
            "out": {
                "root": merkle.tree_root(hashes).hex(),
                "inclusion of 1": [one.hex() for one in merkle.inclusion_proof(1, 3, node)],
                "consistency from 2": [one.hex() for one in merkle.consistency_proof(2, 3, node)],
            },
        },
        "tiles-of-three": {
            "in": [one.hex() for one in three],
            "out": {path: body.hex() for path, body in sorted(files.items())},
        },
        "tile-paths": {
            "in": [[0, 0, 256], ["entries", 0, 7], [1, 1234067, 256], [0, 1000, 3]],
            "out": [
                tiles.tile_path(0, 0, 256),
                tiles.tile_path("entries", 0, 7),
                tiles.tile_path(1, 1234067, 256),
                tiles.tile_path(0, 1000, 3),
            ],
        },
        "key": {
            "in": {"name": ORIGIN, "seed": KEY.seed.hex()},
            "out": {
                "public": KEY.verifier.public.hex(),
                "key id": KEY.verifier.key_id.hex(),
                "verifier key": str(KEY.verifier),
            },
        },
        "checkpoint": {
            "in": {"origin": ORIGIN, "entries": [one.hex() for one in three]},
            "out": checkpoint(three).decode(),
        },
    }


def shown() -> dict[str, Any]:
    """One entry of two, of which the place and the rest of the words are hidden."""
    data = entry().data
    both = [data, b"two"]
    path = [merkle.leaf_hash(b"two")]
    act = record.act_record("failed", NUMBER, FIELDS)
    given = {
        "entry": base64.b64encode(data).decode(),
        "proof": proof_of(0, path, checkpoint(both)),
        "record": part_of(act, secret_at, lambda p: p == "do", ""),
    }
    return {
        "disclosure": {
            "in": {"log key": str(KEY.verifier), "disclosure": canonical_json(given).decode()},
            "out": {
                "values": {"do": "look at it", "record": NUMBER, "verb": "failed"},
                "hidden": 4,
            },
        }
    }


def ids() -> dict[str, Any]:
    return {
        "id": {
            "in": {"kind": "item", "parts": ["ab" * 32, "/tweets/3"]},
            "out": make_id("item", ["ab" * 32, "/tweets/3"]),
        },
        "outside-id": {
            "in": {"id_key": SECRET.hex(), "id": "00112233445566778899aabbccddeeff"},
            "out": outside_id(SECRET, "00112233445566778899aabbccddeeff"),
        },
    }


def make() -> dict[str, Any]:
    return records() | log() | shown() | ids()


def written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def test_the_code_makes_the_vectors_of_the_file() -> None:
    assert make() == written()
    assert len(written()) >= 10


def test_the_document_has_the_vectors_of_the_file() -> None:
    blocks = BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert {name: json.loads(body) for name, body in blocks} == written()


@pytest.fixture
def vectors() -> dict[str, Any]:
    return written()


@pytest.mark.parametrize("name", ["leaf-json", "leaf-bytes", "leaf-record", "tile-leaf"])
def test_the_verifier_agrees_on_leaves(vectors: dict[str, Any], name: str) -> None:
    given = vectors[name]["in"]
    salt, value = bytes.fromhex(given["salt"]), bytes.fromhex(given["value"])
    assert verify_part.salt_of(SECRET, given["path"]).hex() == given["salt"]
    out = verify_part.leaf_hash(given["path"], salt, given["type"], value).hex()
    assert out == vectors[name]["out"]
    if given["type"] == "J":
        assert verify_part.canonical(json.loads(value)) == value


def test_the_verifier_agrees_on_records(vectors: dict[str, Any]) -> None:
    given = vectors["field-record"]
    table = verify_part.act_table("failed")
    root = verify.Payload({"": SECRET.hex()}, b"").root(given["in"]["leaves"], table)
    assert root.hex() == given["out"]
    lines = vectors["view-lines"]
    act = json.loads(lines["out"]["payload"])
    secrets = json.loads(lines["out"]["secrets"])["secrets"]
    table = verify_part.act_table("view")
    texts = bytes.fromhex(lines["in"]["texts"])
    assert verify.Payload(secrets, texts).root(act["leaves"], table).hex() == lines["out"]["root"]
    words = [w.encode().hex() for w in verify_part.WORD.findall(texts.decode()) if w]
    assert words == vectors["words"]["out"]


@pytest.mark.parametrize("name", ["word-list", "tile-list"])
def test_the_verifier_agrees_on_lists(vectors: dict[str, Any], name: str) -> None:
    """Made by hand out of its hashes: first leaf, members, tree, root."""
    members = (
        vectors["words"]["out"] if name == "word-list" else [vectors["tile-leaf"]["in"]["value"]]
    )
    head = verify_part.canonical({"count": len(members), "kind": name.replace("-list", "s")})
    leaves = [verify_part.leaf_hash("#", verify_part.salt_of(SECRET, "#"), "J", head)]
    for n, member in enumerate(members):
        salt = verify_part.salt_of(SECRET, f"{n:08d}")
        leaves.append(verify_part.leaf_hash(f"{n:08d}", salt, "B", bytes.fromhex(member)))
    root = verify_part.record_root(len(leaves), verify_part.tree_root(leaves))
    assert root.hex() == vectors[name]["out"]


def test_the_verifier_agrees_on_the_log(vectors: dict[str, Any]) -> None:
    data = bytes.fromhex(vectors["entry"]["out"]["bytes"])
    read = verify_part.read_entry(data, 0)
    assert (read.verb, read.record, read.time) == ("failed", NUMBER, ENTRY_TIME)
    assert verify_part.sha256(b"\x00", data).hex() == vectors["entry"]["out"]["leaf"]
    entries = [bytes.fromhex(one) for one in vectors["tree"]["in"]]
    leaves = [verify_part.sha256(b"\x00", one) for one in entries]
    tree = vectors["tree"]["out"]
    assert verify_part.tree_root(leaves).hex() == tree["root"]
    proof = [bytes.fromhex(one) for one in tree["inclusion of 1"]]
    assert verify_part.root_by_proof(1, 3, leaves[1], proof).hex() == tree["root"]
    bundle = bytes.fromhex(vectors["tiles-of-three"]["out"]["tile/entries/000.p/3"])
    assert verify.read_bundle(bundle) == entries
    state = verify_part.read_checkpoint(vectors["checkpoint"]["out"].encode())
    key = verify_part.read_key(vectors["key"]["out"]["verifier key"])
    assert key.key_id.hex() == vectors["key"]["out"]["key id"]
    assert state.is_signed(key)
    assert (state.origin, state.size, state.root.hex()) == (ORIGIN, 3, tree["root"])


def test_the_verifier_agrees_on_the_disclosure(vectors: dict[str, Any]) -> None:
    given = vectors["disclosure"]
    text = given["in"]["disclosure"].encode()
    found = verify_part.check_disclosure(text, given["in"]["log key"])
    assert {"values": found.values, "hidden": found.hidden} == given["out"]


def block(name: str, vector: Any) -> str:
    body = json.dumps(vector, ensure_ascii=False, indent=1)
    return f"```json vector {name}\n{body}\n```"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    vectors_now = make()
    FILE.write_text(json.dumps(vectors_now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    old = DOCUMENT.read_text(encoding="utf-8")
    new = BLOCK.sub(lambda found: block(found[1], vectors_now[found[1]]), old)
    DOCUMENT.write_text(new, encoding="utf-8")
