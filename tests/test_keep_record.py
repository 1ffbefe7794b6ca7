"""Records: salts, words, tiles, position, and that the verifier makes the same roots."""

import json
import secrets
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.keep import payload, record, verify, verify_part
from amana.keep.record import FieldRecord, ListRecord, Picture, Text

BLANKS = " \t\n\r"


@given(st.text(alphabet=st.sampled_from("ab ح\n\t\r  .")))
def test_words_joined_are_the_text(text: str) -> None:
    words = record.split_words(text)
    assert "".join(words) == text
    assert all(words)
    for word in words[1:]:
        assert word[0] not in BLANKS
    for word in words[:-1]:
        assert word[-1] in BLANKS


def test_a_no_break_space_divides_no_words() -> None:
    assert record.split_words("a\u00a0b c") == ("a\u00a0b ", "c")


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 150), st.integers(1, 150))
def test_tiles_cover_a_picture_once(width: int, height: int) -> None:
    rgb = secrets.token_bytes(3 * width * height)
    again = bytearray(len(rgb))
    for tile in record.tiles_of(Picture(width, height, rgb)):
        x, y, w, h = (int.from_bytes(tile[at : at + 4], "big") for at in (0, 4, 8, 12))
        assert w <= 64
        assert h <= 64
        for row in range(h):
            start = 3 * ((y + row) * width + x)
            assert not any(again[start : start + 3 * w]) or not any(rgb[start : start + 3 * w])
            again[start : start + 3 * w] = tile[16 + 3 * w * row : 16 + 3 * w * (row + 1)]
    assert bytes(again) == rgb


def test_pictures_of_another_size_than_their_bytes_are_refused() -> None:
    for picture in (Picture(2, 2, bytes(11)), Picture(2049, 1, bytes(3 * 2049))):
        with pytest.raises(ValueError, match="not the RGB bytes"):
            list(record.tiles_of(picture))


def test_equal_values_have_unequal_leaves() -> None:
    act = record.act_record("decided", "00" * 16, {**DECIDED, "on": "x", "what": "x"})
    one, two = (list(record.leaves_of(act, payload.NewSecrets())) for _ in range(2))
    salts = {leaf.salt for leaf in one + two}
    assert len(salts) == len(one) + len(two)
    assert len({leaf.hash for leaf in one + two}) == len(salts)


CLOCK = "2031-05-06T07:08:09+00:00"
DECIDED: dict[str, Any] = {"value": {}, "by": "z", "clock": CLOCK, "originals": []}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(alphabet="abZ_é"[:4], max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60)
@given(json_values, st.lists(st.text(max_size=30), max_size=4), st.booleans())
def test_the_verifier_makes_the_same_root(value: Any, texts: list[str], picture: bool) -> None:
    contents: list[Any] = [Text(text) for text in texts] + [Picture(65, 1, bytes(195))] * picture
    offset, items = 0, []
    for content in contents:
        title = value if isinstance(value, str) else None
        known: dict[str, Any] = {"content": content, "title": title, "inside": "", "kind": "post"}
        known["content_sha256"] = record.content_sha256(content)
        if isinstance(content, Text):
            length = len(content.text.encode())
            known |= {"offset": offset, "length": length}
            offset += length
        items.append(FieldRecord(record.fit(record.ITEM, known)))
    fields = {"original": "ab" * 32, "extractor": "x", "version": "1", "clock": CLOCK}
    view = {**fields, "items": ListRecord("item", tuple(items))}
    is_as_made("view", view, "".join(texts))
    is_as_made("decided", {**DECIDED, "on": "x", "what": "y", "value": {"v": value}}, "")


def is_as_made(verb: str, fields: dict[str, Any], texts: str) -> None:
    """The verifier makes the root of this act again, out of its lines and texts."""
    act = record.act_record(verb, "ab" * 16, fields)
    made = payload.NewSecrets()
    settled = payload.settle(act, made)
    root = record.root_of(settled, made)
    assert record.root_of(act, made) == root
    line = json.loads(payload.payload_line("ab" * 16, settled))  # type: ignore[arg-type]
    hexes = {path: secret.hex() for path, secret in made.items()}
    again = verify.Payload(hexes, texts.encode())
    table = verify_part.act_table(verb)
    assert again.root(line["leaves"], table) == root
    assert not again.secrets


def test_a_number_is_not_its_text_and_null_is_not_absence_of_a_leaf() -> None:
    salt = bytes(32)
    hashes = {
        record.leaf_hash("a", salt, "J", b"1"),
        record.leaf_hash("a", salt, "B", b"1"),
        record.leaf_hash("a", salt, "J", b'"1"'),
        record.leaf_hash("b", salt, "J", b"1"),
        record.leaf_hash("a", salt, "J", b"null"),
    }
    assert len(hashes) == 5
