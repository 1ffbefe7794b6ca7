"""Values to bytes and back: canonical JSON, computed ids, and the only place that knows msgspec.

Canonical JSON is RFC 8785 for the values that we hash: strings, integers below 2^53, booleans,
null, lists and objects with ASCII keys. No float ever enters a hashed value; `sealable` turns
scores and coordinates into decimal strings first.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
T = TypeVar("T")

ID_DIGITS = 32  #: hex digits of an id: 128 bits, ample against accidents among 10^9 things
LARGEST_INTEGER = (
    2**53 - 1
)  #: RFC 8785 section 3.2.2.3: the integers that every reader of JSON keeps

_LINE = msgspec.json.Encoder(order=None)
_CANONICAL = msgspec.json.Encoder(order="sorted")


def canonical_json(value: Json) -> bytes:
    """Return the one way to write a value as JSON (RFC 8785, without floats).

    Raises ValueError for a float, an integer of 2^53 or more, or a key that is not ASCII.

    >>> canonical_json({"b": 1, "a": ["ح", None]}).decode()
    '{"a":["ح",null],"b":1}'
    """
    _check(value)
    return _CANONICAL.encode(value)


def _check(value: object) -> None:
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > LARGEST_INTEGER:
                raise ValueError(f"integer out of range for canonical JSON: {value}")
        case list() | tuple():
            for part in value:
                _check(part)
        case dict():
            for key, part in value.items():
                if not isinstance(key, str) or not key.isascii():
                    raise ValueError(f"key of canonical JSON is not ASCII text: {key!r}")
                _check(part)
        case _:
            raise ValueError(f"not allowed in a hashed value: {type(value).__name__} {value!r}")


def make_id(kind: str, parts: Sequence[Json]) -> str:
    """Return the id of a thing: 32 hex digits computed from what it points at.

    >>> make_id("item", ["ab" * 32, ""])
    '34a634484541db9770e31396b355d2c5'
    """
    text = f"amana/id/v1\n{kind}\n".encode("ascii") + canonical_json(list(parts))
    return hashlib.sha256(text).hexdigest()[:ID_DIGITS]


def to_line(value: object) -> bytes:
    """Return a value of the model as one line of JSON, keys in the order of its type.

    `from_` of the model is `from` in JSON; the replacement is exact, because inside a JSON
    string a quotation mark stands behind a backslash.
    """
    return _LINE.encode(value).replace(b'"from_":', b'"from":')


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return a value of the model as plain lists, dicts, strings and numbers."""
    return msgspec.json.decode(to_line(value))


def from_plain(value: object, kind: type[T]) -> T:
    """Return a value of the model from plain data; decimal strings become numbers again.

    Raises ValueError, naming the field, where the data does not fit.
    """
    return msgspec.json.decode(_from_json(_LINE.encode(value)), type=kind, strict=False)


def from_line(line: bytes, kind: type[T]) -> T:
    """Return a value of the model from one line of JSON; ValueError names what does not fit."""
    return msgspec.json.decode(_from_json(line), type=kind)


def _from_json(line: bytes) -> bytes:
    return line.replace(b'"from":', b'"from_":')


def sealable(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return a value of the model as plain data without floats, ready to be hashed.

    >>> sealable({"score": 0.5, "spans": ((0, 3),)})
    {'score': '0.5', 'spans': [[0, 3]]}
    """
    return _without_floats(to_plain(value))


def _without_floats(value: object) -> object:
    match value:
        case float():
            return repr(value)
        case list() | tuple():
            return [_without_floats(part) for part in value]
        case dict():
            return {key: _without_floats(part) for key, part in value.items()}
        case _:
            return value
