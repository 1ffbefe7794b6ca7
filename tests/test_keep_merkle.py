"""Merkle trees: the published vectors, good and hostile, and proofs of random trees."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.keep import merkle, verify_part

EMPTY_LEAF = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
EIGHT = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
EIGHT_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def vectors(shared: Path, kind: str) -> list[dict[str, Any]]:
    files = sorted((shared / "data" / "keep" / "merkle" / kind).rglob("*.json"))
    return [json.loads(path.read_text()) | {"file": str(path)} for path in files]


def hashes(case: dict[str, Any]) -> list[bytes]:
    return [base64.b64decode(one) for one in case["proof"] or []]


def test_the_first_leaf_and_the_root_of_eight() -> None:
    assert merkle.leaf_hash(b"").hex() == EMPTY_LEAF
    assert merkle.tree_root([merkle.leaf_hash(entry) for entry in EIGHT]).hex() == EIGHT_ROOT
    assert merkle.tree_root([]) == merkle.EMPTY_ROOT
    assert verify_part.tree_root([merkle.leaf_hash(entry) for entry in EIGHT]).hex() == EIGHT_ROOT


def test_published_inclusion_proofs(shared: Path) -> None:
    cases = vectors(shared, "inclusion")
    assert len(cases) == 98
    for case in cases:
        root, leaf = base64.b64decode(case["root"]), base64.b64decode(case["leafHash"])
        index, size, proof = case["leafIdx"], case["treeSize"], hashes(case)
        holds = merkle.check_inclusion(index=index, size=size, leaf=leaf, proof=proof, root=root)
        assert holds is not case["wantErr"], case["file"]
        try:
            again = bool(leaf) and verify_part.root_by_proof(index, size, leaf, proof) == root
        except verify_part.Wrong:
            again = False
        assert again is holds, case["file"]


def test_published_consistency_proofs(shared: Path) -> None:
    cases = vectors(shared, "consistency")
    assert len(cases) == 98
    for case in cases:
        holds = merkle.check_consistency(
            old=case["size1"],
            new=case["size2"],
            old_root=base64.b64decode(case["root1"]),
            new_root=base64.b64decode(case["root2"]),
            proof=hashes(case),
        )
        assert holds is not case["wantErr"], case["file"]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.data())
def test_every_proof_made_is_accepted_and_a_changed_one_is_not(
    size: int, data: st.DataObject
) -> None:
    leaves = [merkle.leaf_hash(str(i).encode()) for i in range(size)]
    node, root = merkle.nodes_of(leaves), merkle.tree_root(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, node)
    good = {"index": index, "size": size, "leaf": leaves[index], "root": root}
    assert merkle.check_inclusion(proof=proof, **good)  # type: ignore[arg-type]
    assert verify_part.root_by_proof(index, size, leaves[index], list(proof)) == root
    assert not merkle.check_inclusion(proof=[*proof, root], **good)  # type: ignore[arg-type]

    old = data.draw(st.integers(1, size))
    roots = {"old_root": merkle.tree_root(leaves[:old]), "new_root": root}
    consistent = merkle.consistency_proof(old, size, node)
    assert merkle.check_consistency(old=old, new=size, proof=consistent, **roots)
    for place in range(len(consistent)):
        forged = [*consistent]
        forged[place] = merkle.leaf_hash(forged[place])
        assert not merkle.check_consistency(old=old, new=size, proof=forged, **roots)


def test_proofs_of_nothing_are_refused() -> None:
    node = merkle.nodes_of([])
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_proof(0, 0, node)
    with pytest.raises(ValueError, match="no consistency"):
        merkle.consistency_proof(0, 3, node)
