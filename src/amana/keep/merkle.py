"""Merkle trees of RFC 6962: roots, inclusion proofs and consistency proofs, made and checked.

Makers take a `node` function, so that the hashes may come from a list in memory or from tiles
on disk: `node(height, index)` is the hash of the perfect subtree over the leaves
`index << height` up to `(index + 1) << height`. Checkers follow RFC 9162, sections 2.1.3.2 and
2.1.4.2. Sizes of hashes are the business of whoever decodes them, but an empty leaf hash is
never included and nothing is consistent with the empty tree: it says nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

Node = Callable[[int, int], bytes]

HASH_BYTES = 32  #: length of a SHA-256
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the leaf hash of a log entry (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes: MTH of RFC 6962.

    Pairing neighbours and carrying an odd last one up gives the same tree as splitting at the
    largest power of two.
    """
    if not leaves:
        return EMPTY_ROOT
    row = list(leaves)
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)] + odd
    return row[0]


def split(size: int) -> int:
    """Return the largest power of two below `size`, which must be 2 or more."""
    return 1 << (size - 1).bit_length() - 1


def nodes_of(leaves: Sequence[bytes]) -> Node:
    """Return the `node` function over leaf hashes in memory."""

    def node(height: int, index: int) -> bytes:
        return tree_root(leaves[index << height : (index + 1) << height])

    return node


def range_root(start: int, end: int, node: Node) -> bytes:
    """Return MTH of the leaves from `start` to `end`, a range that is itself a node of the tree.

    The range is cut into perfect subtrees, largest first, and joined from the right.
    """
    if start == end:
        return EMPTY_ROOT
    peaks = []
    while start < end:
        height = (end - start).bit_length() - 1
        peaks.append(node(height, start >> height))
        start += 1 << height
    return join_peaks(peaks)


def join_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root over perfect subtrees of falling size, left to right; at least one."""
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def inclusion_proof(index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """Return the proof that leaf `index` is in the tree of `size` leaves, sibling first.

    RFC 6962, section 2.1.1. Raises ValueError for a leaf outside the tree.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old: int, new: int, node: Node) -> tuple[bytes, ...]:
    """Return the proof that the tree of `new` leaves begins with the tree of `old` leaves.

    RFC 6962, section 2.1.2. Raises ValueError unless 0 < old <= new.
    """
    if not 0 < old <= new:
        raise ValueError(f"no consistency proof from {old} to {new}")
    start, end, whole, path = 0, new, True, []
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, end, node))
    return tuple(reversed(path))


def check_inclusion(
    *, index: int, size: int, leaf: bytes, proof: Iterable[bytes], root: bytes
) -> bool:
    """Return whether `proof` shows `leaf` at `index` of the tree with `size` leaves and `root`."""
    if not 0 <= index < size or not leaf:
        return False
    place, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            value = node_hash(sibling, value)
            place, last = _up_to_odd(place, last)
        else:
            value = node_hash(value, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and value == root


def check_consistency(
    *, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether `proof` shows that the tree of `new` leaves begins with that of `old`.

    A proof from the empty tree is refused, even to the empty tree.
    """
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if len(path) == 0:
        return False
    place, last = old - 1, new - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            place, last = _up_to_odd(place, last)
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _up_to_odd(place: int, last: int) -> tuple[int, int]:
    """Return both numbers shifted until `place` is odd or zero."""
    while place and not place % 2:
        place, last = place >> 1, last >> 1
    return place, last
