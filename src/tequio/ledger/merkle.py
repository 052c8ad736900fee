"""The Merkle tree of RFC 6962, section 2.1: hashes, roots, proofs and their verification.

Proofs are made from *tiles* (see :mod:`tequio.ledger.tiles`), so the same functions serve a
server that reads its database and a reader that fetches files. One call reads O(log size) tiles.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Protocol

from tequio.ledger.errors import FormatError, ProofError

HASH_SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
# Sizes travel as signed 64-bit integers in the other implementations.
MAX_SIZE = 2**63 - 1

EMPTY_ROOT = sha256(b"").digest()


class TileSource(Protocol):
    """Where the hashes of a log can be read."""

    def read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """Return the first ``width`` (1 to 256) hashes, 32 bytes each, of a tile."""
        ...


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two hashes."""
    return sha256(b"\x01" + left + right).digest()


def subtree_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root above 1 to 256 neighbouring hashes, such as a tile's.

    Pairing level by level, and carrying an odd last hash upward, gives RFC 6962's split at the
    largest power of two.
    """
    if not 1 <= len(hashes) <= TILE_WIDTH:
        raise ValueError(f"a subtree has 1 to {TILE_WIDTH} hashes, not {len(hashes)}")
    level = list(hashes)
    while len(level) > 1:
        pairs = zip(level[0::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []
        level = [node_hash(left, right) for left, right in pairs] + odd
    return level[0]


def tree_root(size: int, source: TileSource) -> bytes:
    """Return the root of the tree's first ``size`` entries."""
    _require_size(size)
    if size == 0:
        return EMPTY_ROOT
    return _Tree(size, source).range_root(0, size)


def inclusion_proof(index: int, size: int, source: TileSource) -> list[bytes]:
    """Return the audit path of an entry, from the leaf's sibling to the root's child."""
    _require_size(size)
    if not 0 <= index < size:
        raise ValueError(f"entry {index} is not in a tree of size {size}")
    tree = _Tree(size, source)
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(tree.range_root(middle, end))
            end = middle
        else:
            proof.append(tree.range_root(start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, source: TileSource) -> list[bytes]:
    """Return the proof that the tree of size ``new`` only adds to the tree of size ``old``."""
    _require_size(new)
    if not 1 <= old <= new:
        raise ValueError(f"there is no consistency proof from size {old} to size {new}")
    tree = _Tree(new, source)
    proof: list[bytes] = []
    start, end = 0, new
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(tree.range_root(middle, end))
            end = middle
        else:
            proof.append(tree.range_root(start, middle))
            start = middle
    if start > 0:  # otherwise the verifier already holds this hash: it is the old root
        proof.append(tree.range_root(start, end))
    return proof[::-1]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that ``leaf`` is entry ``index`` of the tree; raise :class:`ProofError` if it is not."""
    if not 0 <= index < size <= MAX_SIZE:
        raise ProofError(f"entry {index} cannot be in a tree of size {size}")
    _require_hashes(leaf, root, *proof)
    inner, border = _path_shape(index, size)
    if len(proof) != inner + border:
        raise ProofError(f"the proof has {len(proof)} hashes, it must have {inner + border}")
    if _climb(leaf, proof, index, inner) != root:
        raise ProofError("the proof does not lead to the signed root")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Check that the new tree only adds to the old one; raise :class:`ProofError` if it does not."""
    if not 0 <= old <= new <= MAX_SIZE:
        raise ProofError(f"a tree cannot go from size {old} to size {new}")
    _require_hashes(old_root, new_root, *proof)
    if old == new:
        if proof or old_root != new_root:
            raise ProofError("two trees of the same size must have the same root, with no proof")
        return
    if old == 0:
        raise ProofError("nothing can be proved from an empty tree")
    # The old tree's last complete subtree is where both climbs start.
    shift = (old & -old).bit_length() - 1
    inner, border = _path_shape(old - 1, new)
    inner -= shift
    # A complete old tree is that subtree itself, so the proof does not repeat its hash.
    seeded = [old_root, *proof] if old == 1 << shift else list(proof)
    if len(seeded) != 1 + inner + border:
        raise ProofError("the proof has the wrong number of hashes")
    seed, *path = seeded
    position = (old - 1) >> shift
    old_path = [step for i, step in enumerate(path) if i >= inner or position >> i & 1]
    if _climb(seed, old_path, 0, 0) != old_root:
        raise ProofError("the proof does not lead to the old root")
    if _climb(seed, path, position, inner) != new_root:
        raise ProofError("the proof does not lead to the new root")


class _Tree:
    """The hashes of one tree, reading each tile once."""

    def __init__(self, size: int, source: TileSource) -> None:
        self._size = size
        self._source = source
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def range_root(self, start: int, end: int) -> bytes:
        """Return the root over entries [start, end), where start is where RFC 6962 would split."""
        subtrees = list(_complete_subtrees(start, end))
        root = self._subtree(*subtrees[-1])
        for height, index in reversed(subtrees[:-1]):
            root = node_hash(self._subtree(height, index), root)
        return root

    def _subtree(self, height: int, index: int) -> bytes:
        """Return the root over entries [index * 2**height, (index + 1) * 2**height)."""
        level, inner = divmod(height, TILE_HEIGHT)
        tile_index, offset = divmod(index << inner, TILE_WIDTH)
        return subtree_root(self._tile(level, tile_index)[offset : offset + (1 << inner)])

    def _tile(self, level: int, index: int) -> list[bytes]:
        if (level, index) not in self._tiles:
            width = min(TILE_WIDTH, (self._size >> (TILE_HEIGHT * level)) - index * TILE_WIDTH)
            tile = self._source.read_tile(level, index, width)
            if len(tile) != width or any(len(item) != HASH_SIZE for item in tile):
                raise FormatError(f"tile {level}/{index} does not hold {width} hashes of {HASH_SIZE} bytes")
            self._tiles[level, index] = tile
        return self._tiles[level, index]


def _complete_subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (height, index) of the complete subtrees that make up [start, end), left to right."""
    while start < end:
        height = (end - start).bit_length() - 1
        yield height, start >> height
        start += 1 << height


def _split(size: int) -> int:
    """Return the largest power of two smaller than ``size`` (> 1)."""
    return 1 << ((size - 1).bit_length() - 1)


def _path_shape(index: int, size: int) -> tuple[int, int]:
    """Return how many steps of an entry's path lie inside complete subtrees, and how many on the border.

    Inside, the sibling may be left or right. Above, the path runs along the tree's right edge, where
    every sibling is on the left.
    """
    inner = (index ^ (size - 1)).bit_length()
    return inner, (index >> inner).bit_count()


def _climb(start: bytes, path: Sequence[bytes], position: int, inner: int) -> bytes:
    """Hash from ``start`` up the path: ``inner`` steps by the bits of position, the rest as right edge."""
    current = start
    for i, sibling in enumerate(path):
        is_left = i < inner and not position >> i & 1
        current = node_hash(current, sibling) if is_left else node_hash(sibling, current)
    return current


def _require_size(size: int) -> None:
    if not 0 <= size <= MAX_SIZE:
        raise ValueError(f"{size} is not the size of a tree")


def _require_hashes(*hashes: bytes) -> None:
    if any(len(item) != HASH_SIZE for item in hashes):
        raise ProofError(f"every hash of a proof must have exactly {HASH_SIZE} bytes")
