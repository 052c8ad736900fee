"""The register's tree, read from the database."""

from tequio.ledger.merkle import TILE_WIDTH, subtree_root, tree_root
from tequio.register.models import Entry, Log, Subtree


class DatabaseTiles:
    """The register's tiles, read from the database: what proofs and checkpoints are computed from.

    An instance remembers the tiles it read, so that a few proofs over the same tree cost one query for each tile.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """The first *width* hashes of tile *index* at tile level *level*."""
        hashes = self._read.get((level, index), [])
        if len(hashes) < width:
            hashes = self._read[level, index] = self._query(level, index)
        if len(hashes) < width:
            raise LookupError(f"tile {level}/{index} has {len(hashes)} of {width} hashes")
        return hashes[:width]

    def _query(self, level: int, index: int) -> list[bytes]:
        start, end = index * TILE_WIDTH, (index + 1) * TILE_WIDTH
        if level == 0:
            rows = Entry.objects.filter(index__gte=start, index__lt=end).order_by("index")
            return [bytes(row) for row in rows.values_list("leaf_hash", flat=True)]
        below = Subtree.objects.filter(level=level - 1, index__gte=start, index__lt=end).order_by("index")
        return [bytes(row) for row in below.values_list("root", flat=True)]


def current_size() -> int:
    """How many acts the register holds."""
    return Log.objects.values_list("size", flat=True).filter(pk=1).first() or 0


def current_root(size: int, tiles: DatabaseTiles | None = None) -> bytes:
    """The Merkle root over the first *size* acts."""
    return tree_root(size, tiles or DatabaseTiles())


def close_full_tiles(size: int) -> None:
    """Keep the root of every tile that the last append filled, level after level."""
    level, count = 0, size
    while count and count % TILE_WIDTH == 0:
        index = count // TILE_WIDTH - 1
        root = subtree_root(DatabaseTiles().read_tile(level, index, TILE_WIDTH))
        Subtree.objects.create(level=level, index=index, root=root)
        level, count = level + 1, count // TILE_WIDTH
