"""C2SP signed notes and checkpoints, with Ed25519 keys (c2sp.org/signed-note, tlog-checkpoint).

A note is a text, a blank line, and signature lines. A checkpoint is a note whose text is three
lines: origin, number of entries, root. Signatures by keys we do not know are ignored; one by a
key we know that does not hold rejects the whole note.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from amana.keep.merkle import HASH_BYTES

ED25519 = b"\x01"  #: signature type of C2SP signed-note for plain Ed25519
NOTE_BYTES_MAX = 1 << 16  #: a longer note is not read: a checkpoint has a few hundred bytes
SIGNATURES_MAX = 100  #: lines read from one note; C2SP asks for 16 at least, Go reads 100
_SIGNATURE = "\N{EM DASH} "
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


class BadNote(ValueError):
    """The bytes are no note, or not one signed by the expected key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key with the name under which it signs."""

    name: str
    public: bytes  #: 32 bytes, RFC 8032

    @property
    def key_id(self) -> bytes:
        """The four bytes that name this key in a signature line."""
        text = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(text).digest()[:4]

    def __str__(self) -> str:
        """Return the C2SP form: name, key id and key, joined by plus signs."""
        key = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def verifies(self, signature: bytes, text: bytes) -> bool:
        """Return whether the signature over the text is by this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key with its name; written down only in the user's configuration folder."""

    name: str
    seed: bytes  #: 32 bytes, RFC 8032

    @classmethod
    def generate(cls, name: str) -> "SigningKey":
        """Return a new random key of this name."""
        return cls(name=name, seed=Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifierKey(name=self.name, public=private.public_key().public_bytes_raw())

    def sign(self, text: bytes) -> bytes:
        """Return the Ed25519 signature over the text."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text with its signatures, unchecked: (name, key id, signature)."""

    text: bytes
    signatures: tuple[tuple[str, bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The state of a log: how many entries, and their Merkle root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> bytes:
        """The three lines that are signed and stamped."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n".encode()


def parse_verifier_key(text: str) -> VerifierKey:
    """Return the key written in C2SP form; BadNote says what is wrong with it."""
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _base64(encoded)
    if not is_name(name) or len(raw) != 1 + HASH_BYTES or raw[:1] != ED25519:
        raise BadNote(f"not an Ed25519 verifier key: {text!r}")
    key = VerifierKey(name=name, public=raw[1:])
    if key.key_id.hex() != key_id:
        raise BadNote(f"key id is {key_id}, the key's own is {key.key_id.hex()}")
    return key


def is_name(name: str) -> bool:
    """Return whether a key may have this name: not empty, no space, no plus sign."""
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def sign_note(text: bytes, keys: Sequence[SigningKey]) -> bytes:
    """Return the note: the text signed by each of the keys, in their order."""
    lines = [
        f"{_SIGNATURE}{key.name} "
        f"{base64.b64encode(key.verifier.key_id + key.sign(text)).decode()}\n"
        for key in keys
    ]
    return text + b"\n" + "".join(lines).encode()


def parse_note(data: bytes) -> Note:
    """Return text and signatures of a note, unchecked; BadNote says what is wrong with it."""
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise BadNote("note is not UTF-8") from error
    if any(letter < " " and letter != "\n" for letter in whole):
        raise BadNote("note has a control character")
    body, blank, tail = whole.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise BadNote("note has no signatures after a blank line, or is cut short")
    lines = tail[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise BadNote(f"note has {len(lines)} signatures, at most {SIGNATURES_MAX} are read")
    signatures = tuple(_signature(line) for line in lines)
    if len({(name, key_id) for name, key_id, _ in signatures}) < len(signatures):
        raise BadNote("a key signs the note twice")
    return Note(text=(body + "\n").encode(), signatures=signatures)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, space, encoded = line.removeprefix(_SIGNATURE).partition(" ")
    raw = _base64(encoded)
    if not line.startswith(_SIGNATURE) or not space or not is_name(name) or len(raw) <= 4:  # noqa: PLR2004 - the key id
        raise BadNote(f"not a signature line: {line!r}")
    return name, raw[:4], raw[4:]


def _base64(text: str) -> bytes:
    """Return the bytes of standard base 64 with padding, in its one canonical spelling."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote(f"not base 64: {text!r}") from error
    if base64.b64encode(raw).decode() != text:
        raise BadNote(f"not canonical base 64: {text!r}")
    return raw


def is_signed(note: Note, key: VerifierKey) -> bool:
    """Return whether the note carries this key's signature; a false one raises BadNote."""
    found = [s for name, key_id, s in note.signatures if (name, key_id) == (key.name, key.key_id)]
    for signature in found:
        if not key.verifies(signature, note.text):
            raise BadNote(f"signature by {key} does not hold")
    return bool(found)


def read_checkpoint(text: bytes) -> Checkpoint:
    """Return the checkpoint in a note's text; only three lines are accepted."""
    lines = text.decode().split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not _NUMBER.fullmatch(lines[1]):  # noqa: PLR2004 - three lines and the end
        raise BadNote(f"not a checkpoint of three lines: {text!r}")
    root = _base64(lines[2])
    if len(root) != HASH_BYTES:
        raise BadNote(f"root has {len(root)} bytes, expected {HASH_BYTES}")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)
