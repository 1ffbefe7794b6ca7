"""Signed notes: published examples, RFC 8032 vectors, and notes that must be refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.keep import note, verify_part
from amana.keep.note import BadNote, Checkpoint, SigningKey

#: as published with the note package of Go's checksum database
NEUMANN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
).encode()
FOO_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKu"
    "wHjG1Yu72IneyaQM=\n"
).encode()

#: RFC 8032, section 7.1: public key, message, signature
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
]
ORIGIN = "amana/00112233445566778899aabbccddeeff"
KEY = SigningKey(name=ORIGIN, seed=bytes(range(32)))


@pytest.mark.parametrize(("key", "data"), [(NEUMANN_KEY, NEUMANN_NOTE), (FOO_KEY, FOO_NOTE)])
def test_published_notes_hold(key: str, data: bytes) -> None:
    read = note.parse_verifier_key(key)
    assert str(read) == key
    assert note.is_signed(note.parse_note(data), read)
    (name, _, signature), *_ = note.parse_note(data).signatures
    own = verify_part.read_key(key)
    assert own.name == name
    assert verify_part.ed25519_verifies(own.public, signature, note.parse_note(data).text)
    changed = data.replace(b"is", b"iz", 1)
    with pytest.raises(BadNote, match="does not hold"):
        note.is_signed(note.parse_note(changed), read)


@pytest.mark.parametrize(("public", "text", "signature"), RFC_8032)
def test_own_ed25519_agrees_with_rfc_8032(public: str, text: str, signature: str) -> None:
    raw = bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(text)
    assert verify_part.ed25519_verifies(*raw)
    assert not verify_part.ed25519_verifies(raw[0], raw[1], raw[2] + b"x")


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_own_ed25519_agrees_with_the_library(seed: bytes, text: bytes, bit: int) -> None:
    key = SigningKey(name="x", seed=seed)
    signature = key.sign(text)
    assert verify_part.ed25519_verifies(key.verifier.public, signature, text)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not holds(key.verifier.public, bytes(flipped), text)


def holds(public: bytes, signature: bytes, text: bytes) -> bool:
    """Bytes that are no point of the curve are refused with Wrong: that is a no, too."""
    try:
        return verify_part.ed25519_verifies(public, signature, text)
    except verify_part.Wrong:
        return False


def test_a_signature_with_the_group_order_added_is_refused() -> None:
    signature = KEY.sign(b"x")
    s = int.from_bytes(signature[32:], "little") + verify_part.ORDER
    assert not verify_part.ed25519_verifies(
        KEY.verifier.public, signature[:32] + s.to_bytes(32, "little"), b"x"
    )


def test_a_key_of_small_order_signs_nothing() -> None:
    neutral = (1).to_bytes(32, "little")
    assert not holds(neutral, neutral + bytes(32), b"anything")


def test_a_checkpoint_goes_out_and_comes_back() -> None:
    checkpoint = Checkpoint(origin=ORIGIN, size=7, root=bytes(32))
    data = note.sign_note(checkpoint.text, [KEY])
    assert note.read_checkpoint(note.parse_note(data).text) == checkpoint
    other = verify_part.read_checkpoint(data)
    assert (other.origin, other.size, other.root) == (ORIGIN, 7, bytes(32))
    assert other.is_signed(verify_part.read_key(str(KEY.verifier)))


def good_note() -> bytes:
    return note.sign_note(Checkpoint(origin=ORIGIN, size=7, root=bytes(32)).text, [KEY])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n\n", b"\n"),
        (b"\n7\n", b"\n07\n"),
        (b"\n7\n", b"\n-7\n"),
        (b"\n7\n", b"\n7\nmore\n"),
        (b"\n7\n", b"\n7\r\n"),
        (b"AAA=\n", b"AAB=\n"),
        (b"AAA=\n", b"AA==\n"),
        ("— amana".encode(), b"- amana"),
        (b"=\n", b"="),
        (b"amana/", b"amana\t/"),
        (b"amana/", b"\xff"),
    ],
)
def test_crooked_checkpoints_are_refused_by_both(old: bytes, new: bytes) -> None:
    data = good_note()
    crooked = data.replace(old, new, 1) if old != b"=\n" else data[:-1]
    assert crooked != data
    with pytest.raises(ValueError):  # noqa: PT011 - why differs from case to case
        note.read_checkpoint(note.parse_note(crooked).text)
    with pytest.raises(ValueError):  # noqa: PT011 - likewise
        verify_part.read_checkpoint(crooked)


def test_signatures_of_strangers_are_ignored_and_many_are_read() -> None:
    strangers = [SigningKey(name=f"stranger{i}", seed=bytes([i]) * 32) for i in range(20)]
    data = note.sign_note(Checkpoint(origin=ORIGIN, size=7, root=bytes(32)).text, [*strangers, KEY])
    assert note.is_signed(note.parse_note(data), KEY.verifier)
    assert verify_part.read_checkpoint(data).is_signed(verify_part.read_key(str(KEY.verifier)))
    same_name = SigningKey(name=ORIGIN, seed=bytes(32))
    assert not note.is_signed(note.parse_note(data), same_name.verifier)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        NEUMANN_KEY.replace("c74f20a3", "c74f20a4"),
        NEUMANN_KEY.replace("+AR", "+BR"),
        NEUMANN_KEY.replace("Peter", "Peter "),
        NEUMANN_KEY[:-4],
    ],
)
def test_crooked_keys_are_refused_by_both(text: str) -> None:
    with pytest.raises(BadNote):
        note.parse_verifier_key(text)
    with pytest.raises(verify_part.Wrong):
        verify_part.read_key(text)
