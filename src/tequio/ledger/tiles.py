"""Tiles and entry bundles (C2SP tlog-tiles): their paths and their bytes.

A *tile* is up to 256 neighbouring hashes of one level of the tree. A *bundle* is the entries
below one tile of level 0. Both are files that never change once they are full.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tequio.ledger.errors import FormatError
from tequio.ledger.merkle import HASH_SIZE, MAX_SIZE, TILE_HEIGHT, TILE_WIDTH

MAX_LEVEL = 63
MAX_ENTRY_SIZE = 0xFFFF  # a bundle writes an entry's length in two bytes

# Seven groups of three digits hold every 64-bit index.
_NUMBER = r"(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
_TILE = re.compile(r"tile/(?P<level>0|[1-9][0-9]?)/" + _NUMBER)
_BUNDLE = re.compile("tile/entries/" + _NUMBER)


@dataclass(frozen=True, slots=True)
class TileRef:
    """A tile's place: its level, its index in the level and how many hashes it holds (1 to 256)."""

    level: int
    index: int
    width: int

    @property
    def path(self) -> str:
        """The tile's path below the log's prefix."""
        return tile_path(self.level, self.index, self.width)


@dataclass(frozen=True, slots=True)
class BundleRef:
    """A bundle's place: its index and how many entries it holds (1 to 256)."""

    index: int
    width: int

    @property
    def path(self) -> str:
        """The bundle's path below the log's prefix."""
        return bundle_path(self.index, self.width)


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """Return a tile's path below the log's prefix, such as ``tile/0/x001/234.p/5``."""
    if not 0 <= level <= MAX_LEVEL:
        raise ValueError(f"a tile's level goes from 0 to {MAX_LEVEL}, not {level}")
    return f"tile/{level}/{_number_path(index, width)}"


def bundle_path(index: int, width: int = TILE_WIDTH) -> str:
    """Return a bundle's path below the log's prefix, such as ``tile/entries/x001/234.p/5``."""
    return f"tile/entries/{_number_path(index, width)}"


def parse_tile_path(path: str) -> TileRef:
    """Read a tile's path; only the one spelling that :func:`tile_path` writes is accepted."""
    match = _TILE.fullmatch(path)
    if match is None or int(match["level"]) > MAX_LEVEL:
        raise FormatError(f"not a tile's path: {path!r}")
    return TileRef(int(match["level"]), *_parse_number(path, match))


def parse_bundle_path(path: str) -> BundleRef:
    """Read a bundle's path; only the one spelling that :func:`bundle_path` writes is accepted."""
    match = _BUNDLE.fullmatch(path)
    if match is None:
        raise FormatError(f"not a bundle's path: {path!r}")
    return BundleRef(*_parse_number(path, match))


def tile_width(level: int, index: int, size: int) -> int:
    """Return how many hashes this tile holds in a tree of that size; 0 when there is no such tile."""
    return max(0, min(TILE_WIDTH, (size >> (TILE_HEIGHT * level)) - index * TILE_WIDTH))


def tiles_of_level(level: int, size: int) -> Iterator[TileRef]:
    """Yield one level's tiles in a tree of that size: the full ones, then the partial one if any."""
    hashes = size >> (TILE_HEIGHT * level)
    for index in range(-(-hashes // TILE_WIDTH)):
        yield TileRef(level, index, tile_width(level, index, size))


def tiles_of(size: int) -> Iterator[TileRef]:
    """Yield every tile of a tree of that size, from level 0 upward."""
    level = 0
    while size >> (TILE_HEIGHT * level):
        yield from tiles_of_level(level, size)
        level += 1


def bundles_of(size: int) -> Iterator[BundleRef]:
    """Yield every bundle of a log of that size."""
    for tile in tiles_of_level(0, size):
        yield BundleRef(tile.index, tile.width)


def pack_tile(hashes: Sequence[bytes]) -> bytes:
    """Return a tile's bytes."""
    if not 1 <= len(hashes) <= TILE_WIDTH or any(len(item) != HASH_SIZE for item in hashes):
        raise ValueError(f"a tile holds 1 to {TILE_WIDTH} hashes of {HASH_SIZE} bytes")
    return b"".join(hashes)


def parse_tile(data: bytes, width: int) -> list[bytes]:
    """Read a tile that must hold exactly ``width`` hashes."""
    if len(data) != width * HASH_SIZE:
        raise FormatError(f"a tile of {width} hashes has {width * HASH_SIZE} bytes, not {len(data)}")
    return [data[start : start + HASH_SIZE] for start in range(0, len(data), HASH_SIZE)]


def pack_bundle(entries: Sequence[bytes]) -> bytes:
    """Return a bundle's bytes: each entry after its length as two big-endian bytes."""
    if not 1 <= len(entries) <= TILE_WIDTH:
        raise ValueError(f"a bundle holds 1 to {TILE_WIDTH} entries, not {len(entries)}")
    if any(len(entry) > MAX_ENTRY_SIZE for entry in entries):
        raise ValueError(f"an entry has at most {MAX_ENTRY_SIZE} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_bundle(data: bytes, width: int) -> list[bytes]:
    """Read a bundle that must hold exactly ``width`` entries and not one byte more."""
    entries = []
    position = 0
    for _ in range(width):
        start = position + 2
        position = start + int.from_bytes(data[start - 2 : start], "big")
        if start > len(data) or position > len(data):
            raise FormatError(f"the bundle ends before its {width} entries do")
        entries.append(data[start:position])
    if position != len(data):
        raise FormatError(f"the bundle goes on after its {width} entries")
    return entries


def _number_path(index: int, width: int) -> str:
    if not 0 <= index <= MAX_SIZE or not 1 <= width <= TILE_WIDTH:
        raise ValueError(f"there is no tile {index} of width {width}")
    path = f"{index % 1000:03d}"
    while index := index // 1000:
        path = f"x{index % 1000:03d}/{path}"
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def _parse_number(path: str, match: re.Match[str]) -> tuple[int, int]:
    index = int(match["index"].replace("x", "").replace("/", ""))
    width = int(match["width"] or TILE_WIDTH)
    is_partial = match["width"] is not None
    if index > MAX_SIZE or (is_partial and width >= TILE_WIDTH) or match["index"].startswith("x000/"):
        raise FormatError(f"not the spelling of a tile's number: {path!r}")
    return index, width
