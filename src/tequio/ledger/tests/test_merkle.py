import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.ledger import merkle
from tequio.ledger.errors import FormatError, ProofError
from tequio.ledger.tests import naive, vectors

RANDOM_ROOT = bytes.fromhex("abacaba0" * 7 + "00060061")
entries_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=700)


def test_hashes_are_those_of_rfc_6962():
    assert merkle.EMPTY_ROOT == vectors.EMPTY_ROOT
    assert merkle.leaf_hash(b"") == vectors.NODES["n00"]
    assert (
        merkle.leaf_hash(b"L123456").hex()
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    assert (
        merkle.node_hash(b"N123", b"N456").hex()
        == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )
    assert merkle.leaf_hash(b"hello world") == base64.b64decode(
        "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0="
    )


def test_nodes_are_the_published_ones():
    for level in range(4):
        for i in range(8 >> level):
            leaves = [merkle.leaf_hash(entry) for entry in vectors.LEAVES[i << level : (i + 1) << level]]
            assert merkle.subtree_root(leaves) == vectors.NODES[f"n{level}{i}"]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size):
    source = naive.NaiveSource(vectors.LEAVES)
    assert merkle.tree_root(size, source) == vectors.ROOTS[size]


@pytest.mark.parametrize(("index", "size"), vectors.INCLUSION)
def test_inclusion_proofs_are_the_published_ones(index, size):
    proof = vectors.INCLUSION[index, size]
    assert merkle.inclusion_proof(index, size, naive.NaiveSource(vectors.LEAVES)) == proof
    leaf = merkle.leaf_hash(vectors.LEAVES[index])
    merkle.verify_inclusion(index, size, leaf, proof, vectors.ROOTS[size])


@pytest.mark.parametrize(("old", "new"), vectors.CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(old, new):
    proof = vectors.CONSISTENCY[old, new]
    assert merkle.consistency_proof(old, new, naive.NaiveSource(vectors.LEAVES)) == proof
    merkle.verify_consistency(old, new, proof, vectors.ROOTS[old], vectors.ROOTS[new])


def damaged_proofs(proof, root):
    """Every class of damage to the list of hashes."""
    for extra in (b"", root, vectors.EMPTY_ROOT, RANDOM_ROOT):
        yield [*proof, extra]
        yield [extra, *proof]
        yield [*proof[: len(proof) // 2], extra, *proof[len(proof) // 2 :]]
    for i, item in enumerate(proof):
        yield [*proof[:i], bytes([item[0] ^ 8]) + item[1:], *proof[i + 1 :]]
        yield proof[:i] + proof[i + 1 :]
        yield proof[:i]
        yield [*proof[:i], item[:-1], *proof[i + 1 :]]
        yield [*proof[:i], item + b"\0", *proof[i + 1 :]]
    if proof:
        yield []


def inclusion_probes(index, size, leaf, proof, root):
    for other in (index - 1, index + 1, index ^ 2):
        yield other, size, leaf, proof, root
    # An index past the end, and a size that makes another path shape; a few other sizes give the
    # very same path, as RFC 6962 intends, so only those of the published classes are probed.
    for other in (size * 2, size // 2):
        yield index, other, leaf, proof, root
    yield index, size, b"WrongLeaf".ljust(32), proof, root
    yield index, size, merkle.leaf_hash(b"wrong leaf"), proof, root
    yield index, size, leaf[:-1], proof, root
    for other in (vectors.EMPTY_ROOT, RANDOM_ROOT, b"", root[:-1]):
        yield index, size, leaf, proof, other
    for other in damaged_proofs(proof, root):
        yield index, size, leaf, other, root


@pytest.mark.parametrize("size", range(1, 9))
def test_damaged_inclusion_proofs_are_refused(size):
    source = naive.NaiveSource(vectors.LEAVES)
    for index in range(size):
        leaf = merkle.leaf_hash(vectors.LEAVES[index])
        proof = merkle.inclusion_proof(index, size, source)
        merkle.verify_inclusion(index, size, leaf, proof, vectors.ROOTS[size])
        for probe in inclusion_probes(index, size, leaf, proof, vectors.ROOTS[size]):
            with pytest.raises(ProofError):
                merkle.verify_inclusion(*probe)


def consistency_probes(old, new, proof, old_root, new_root):
    for other_old, other_new in (
        (old - 1, new),
        (old + 1, new),
        (old ^ 2, new),
        (old, new * 2),
        (old, new // 2),
    ):
        yield other_old, other_new, proof, old_root, new_root
    yield old, new, proof, new_root, old_root
    for other in (vectors.EMPTY_ROOT, RANDOM_ROOT, b"", b"WrongRoot", old_root[:-1]):
        yield old, new, proof, other, new_root
        yield old, new, proof, old_root, other
        yield old, new, proof, other, other
    for other in damaged_proofs(proof, new_root):
        yield old, new, other, old_root, new_root


@pytest.mark.parametrize("new", range(2, 9))
def test_damaged_consistency_proofs_are_refused(new):
    source = naive.NaiveSource(vectors.LEAVES)
    for old in range(1, new):
        proof = merkle.consistency_proof(old, new, source)
        merkle.verify_consistency(old, new, proof, vectors.ROOTS[old], vectors.ROOTS[new])
        for probe in consistency_probes(old, new, proof, vectors.ROOTS[old], vectors.ROOTS[new]):
            with pytest.raises(ProofError):
                merkle.verify_consistency(*probe)


def test_consistency_from_an_empty_tree_proves_nothing():
    for proof in ([], [vectors.EMPTY_ROOT], [vectors.ROOTS[1]]):
        with pytest.raises(ProofError):
            merkle.verify_consistency(0, 1, proof, vectors.EMPTY_ROOT, vectors.ROOTS[1])


@pytest.mark.parametrize("size", range(9))
def test_consistency_of_equal_sizes_needs_equal_roots_and_no_proof(size):
    root = vectors.ROOTS[size]
    merkle.verify_consistency(size, size, [], root, root)
    with pytest.raises(ProofError):
        merkle.verify_consistency(size, size, [], root, RANDOM_ROOT)
    with pytest.raises(ProofError):
        merkle.verify_consistency(size, size, [root], root, root)


@given(entries_lists, st.data())
@settings(max_examples=60, deadline=None)
def test_roots_and_proofs_equal_the_text_of_the_rfc(entries, data):
    source = naive.NaiveSource(entries)
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    root = naive.mth(entries[:size])
    assert merkle.tree_root(size, source) == root
    proof = merkle.inclusion_proof(index, size, source)
    assert proof == naive.path(index, entries[:size])
    merkle.verify_inclusion(index, size, merkle.leaf_hash(entries[index]), proof, root)
    proof = merkle.consistency_proof(old, size, source)
    assert proof == naive.consistency(old, entries[:size])
    merkle.verify_consistency(old, size, proof, naive.mth(entries[:old]), root)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=256))
def test_subtree_root_equals_the_text_of_the_rfc(entries):
    assert merkle.subtree_root([merkle.leaf_hash(entry) for entry in entries]) == naive.mth(entries)


@pytest.mark.parametrize("count", [0, 257])
def test_subtree_root_refuses_what_is_not_a_tile(count):
    with pytest.raises(ValueError):
        merkle.subtree_root([vectors.EMPTY_ROOT] * count)


class EqualLeaves:
    """A log of any size whose entries are all the same, so that any tile is cheap."""

    def __init__(self):
        self.reads = 0

    def read_tile(self, level, _index, width):
        self.reads += 1
        node = merkle.leaf_hash(b"")
        for _ in range(level * 8):
            node = merkle.node_hash(node, node)
        return [node] * width


@pytest.mark.parametrize("size", [2**16 + 1, 70_000, 2**40 - 1, 2**62 + 12345])
def test_one_call_reads_few_tiles_of_a_large_log(size):
    for call in (
        lambda source: merkle.tree_root(size, source),
        lambda source: merkle.inclusion_proof(size // 3, size, source),
        lambda source: merkle.consistency_proof(size // 3, size, source),
    ):
        source = EqualLeaves()
        call(source)
        # Two tiles a level: the entry's own path and the tree's right edge.
        assert source.reads <= 2 * (size.bit_length() // 8 + 1)


@pytest.mark.parametrize("size", [70_000, 2**40 - 1, 2**62 + 12345, 2**63 - 1])
def test_proofs_of_a_large_log_verify(size):
    source = EqualLeaves()
    root = merkle.tree_root(size, source)
    for index in (0, size // 3, size - 1):
        proof = merkle.inclusion_proof(index, size, source)
        merkle.verify_inclusion(index, size, merkle.leaf_hash(b""), proof, root)
        old = index + 1
        proof = merkle.consistency_proof(old, size, source)
        merkle.verify_consistency(old, size, proof, merkle.tree_root(old, source), root)


class ShortTiles:
    def __init__(self, tile):
        self.tile = tile

    def read_tile(self, _level, _index, width):
        return self.tile(width)


@pytest.mark.parametrize(
    "tile",
    [
        lambda width: [vectors.EMPTY_ROOT] * (width - 1),
        lambda width: [vectors.EMPTY_ROOT] * (width + 1),
        lambda width: [b"short"] * width,
    ],
)
def test_a_tile_of_the_wrong_shape_is_refused(tile):
    with pytest.raises(FormatError):
        merkle.tree_root(7, ShortTiles(tile))


@pytest.mark.parametrize(
    "call",
    [
        lambda source: merkle.tree_root(-1, source),
        lambda source: merkle.tree_root(2**63, source),
        lambda source: merkle.inclusion_proof(3, 3, source),
        lambda source: merkle.inclusion_proof(-1, 3, source),
        lambda source: merkle.consistency_proof(0, 3, source),
        lambda source: merkle.consistency_proof(4, 3, source),
    ],
)
def test_what_cannot_be_asked_of_a_tree_is_refused(call):
    with pytest.raises(ValueError):
        call(naive.NaiveSource(vectors.LEAVES))
