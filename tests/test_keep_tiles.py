"""Tiles: paths as the specification gives them, growth step by step, reading back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.keep import tiles, verify
from amana.keep.merkle import check_consistency, consistency_proof, leaf_hash, tree_root


def entries_of(count: int) -> list[bytes]:
    return [f"entry {i}".encode() for i in range(count)]


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def test_paths_are_those_of_the_specification() -> None:
    assert tiles.tile_path(0, 1234067, 256) == "tile/0/x001/x234/067"
    assert tiles.tile_path("entries", 0, 1) == "tile/entries/000.p/1"
    assert tiles.tile_path(2, 999, 256) == "tile/2/999"
    assert tiles.tile_path(2, 1000, 8) == "tile/2/x001/000.p/8"


def test_a_tree_of_70_000_has_the_tiles_of_the_specification() -> None:
    paths = set(tiles.paths_of(70_000))
    assert sum(path.startswith("tile/0/") for path in paths) == 273 + 1
    ends = {"tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"}
    assert ends <= paths
    assert set(tiles.paths_of(256)) == {"tile/0/000", "tile/1/000.p/1", "tile/entries/000"}


@pytest.mark.parametrize("size", [1, 255, 256, 257, 1000, 65_536, 300_000])
def test_the_verifier_expects_the_same_files(size: int) -> None:
    rows = ["entries", *map(str, range(8))]
    counts = [size, *(size // 256**level for level in range(8))]
    own = {p for row, n in zip(rows, counts, strict=True) for p, _ in verify.tile_paths(row, n)}
    assert {path.removeprefix("log/") for path in own} == set(tiles.paths_of(size))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=8))
def test_growing_in_steps_is_growing_at_once(steps: list[int]) -> None:
    entries = entries_of(sum(steps))
    edge, done, files = tiles.EMPTY, 0, {}
    for step in steps:
        edge, more = tiles.grow(edge, entries[done : done + step])
        files.update(more)
        done += step
    whole, wanted = tiles.grow(tiles.EMPTY, entries)
    assert edge == whole
    assert edge.root == tree_root([leaf_hash(entry) for entry in entries])
    assert wanted.items() <= files.items()
    assert set(wanted) == set(tiles.paths_of(done))


def test_what_is_on_disk_gives_edge_entries_roots_and_proofs(tmp_path: Path) -> None:
    entries = entries_of(70_000)
    edge, files = tiles.grow(tiles.EMPTY, entries)
    write(tmp_path, files)
    reader = tiles.TileReader(tmp_path, 70_000)
    assert reader.edge() == edge
    assert list(reader.entries()) == entries
    leaves = [leaf_hash(entry) for entry in entries]
    for old in (1, 255, 256, 4096, 65_536, 65_537, 69_999, 70_000):
        root = tree_root(leaves[:old])
        assert reader.root(old) == root
        proof = consistency_proof(old, 70_000, reader.node)
        assert check_consistency(
            old=old, new=70_000, old_root=root, new_root=edge.root, proof=proof
        )


def test_a_reader_of_the_old_tree_reads_on_while_the_new_one_replaces_it(tmp_path: Path) -> None:
    for size in (5, 9, 300):
        write(tmp_path, tiles.grow(tiles.EMPTY, entries_of(size))[1])
        (tmp_path / "tile/entries/000.p/5").unlink(missing_ok=True)
        (tmp_path / "tile/0/000.p/5").unlink(missing_ok=True)
        if size > 5:
            reader = tiles.TileReader(tmp_path, 5)
            assert list(reader.entries()) == entries_of(5)
            assert reader.edge().root == tree_root([leaf_hash(e) for e in entries_of(5)])


def test_one_more_entry_writes_only_the_edge() -> None:
    edge, _ = tiles.grow(tiles.EMPTY, entries_of(70_000))
    _, files = tiles.grow(edge, [b"one more"])
    assert set(files) == {"tile/entries/273.p/113", "tile/0/273.p/113"}


def test_an_entry_too_long_for_a_bundle_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        tiles.grow(tiles.EMPTY, [bytes(65_536)])


def test_a_bundle_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        tiles.parse_bundle(b"\x00\x05abc")
    with pytest.raises(ValueError, match="cut short"):
        tiles.parse_bundle(b"\x00")
