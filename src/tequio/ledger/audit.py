"""Checking a whole log: every entry, every tile, the root and the signature, in one pass.

Memory stays flat but for one number per subject and per fault. The tree is built twice as the log
streams by, once from the entries and once from the published hashes of level 0, so that when something
was altered the report says whether it was the entry or the file of hashes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from tequio.ledger.checkpoint import Checkpoint
from tequio.ledger.envelope import Envelope
from tequio.ledger.errors import FormatError, NotFoundError
from tequio.ledger.merkle import EMPTY_ROOT, TILE_WIDTH, leaf_hash, subtree_root
from tequio.ledger.tiles import BundleRef, TileRef, bundles_of

MAX_FAULTS = 100


class AuditSource(Protocol):
    """The tiles and bundles of a log."""

    def read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """Return a tile's hashes."""
        ...

    def read_bundle(self, index: int, width: int) -> list[bytes]:
        """Return a bundle's entries."""
        ...


class Problem(Enum):
    """What is wrong."""

    ENTRY_ALTERED = "the entry is not the one that was signed"
    HASH_ALTERED = "the published hash is not that of the signed entry"
    DISAGREEMENT = "the entry and its published hash do not agree, and neither leads to the signed root"
    RANGE_ALTERED = "one of the entries under this tile, and its hash, are not those that were signed"
    TILE_WRONG = "the tile's hashes are not those of the tiles below it"
    FILE_MISSING = "the log does not have this file"
    FILE_MALFORMED = "the file does not have the form that the standard demands"
    ENTRY_MALFORMED = "the entry does not have the form of a register's entry"
    TIME_DECREASES = "the entry is dated before the one that precedes it"
    VERSION_JUMPS = "the entry's version does not follow the last one of its subject"
    ROOT_WRONG = "the entries do not lead to the signed root"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: with which file, and with which entry when it is one."""

    problem: Problem
    path: str
    entry: int | None = None
    detail: str = ""


@dataclass
class AuditReport:
    """What an audit found. ``faults`` holds the first hundred; ``fault_count`` counts all."""

    checkpoint: Checkpoint
    entries: int = 0
    tiles: int = 0
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether everything checked is as it was signed."""
        return self.fault_count == 0


class TreeBuilder:
    """The tiles above level 0, built from its tiles in order, keeping one open tile per level."""

    def __init__(self) -> None:
        self._open: list[list[bytes]] = []
        self._closed: list[int] = []
        self._tail: list[bytes] = []

    def add(self, tile: Sequence[bytes]) -> Iterator[tuple[TileRef, list[bytes]]]:
        """Add the next tile of level 0; yield the upper tiles that it completes."""
        if len(tile) < TILE_WIDTH:
            self._tail = list(tile)
            return
        level, root = 1, subtree_root(tile)
        while True:
            if len(self._open) < level:
                self._open.append([])
                self._closed.append(0)
            hashes = self._open[level - 1]
            hashes.append(root)
            if len(hashes) < TILE_WIDTH:
                return
            yield TileRef(level, self._closed[level - 1], TILE_WIDTH), hashes
            self._open[level - 1] = []
            self._closed[level - 1] += 1
            level, root = level + 1, subtree_root(hashes)

    def partial_tiles(self) -> Iterator[tuple[TileRef, list[bytes]]]:
        """Yield the upper tiles that the log's end leaves open."""
        for level, hashes in enumerate(self._open, start=1):
            if hashes:
                yield TileRef(level, self._closed[level - 1], len(hashes)), hashes

    def root(self) -> bytes:
        """Return the root over everything added."""
        below: list[bytes] = [subtree_root(self._tail)] if self._tail else []
        for hashes in self._open:
            below = [subtree_root([*hashes, *below])] if hashes or below else []
        return below[0] if below else EMPTY_ROOT


def audit(
    checkpoint: Checkpoint, source: AuditSource, progress: Callable[[int, int], None] | None = None
) -> AuditReport:
    """Check every entry and tile of a log against a checkpoint whose signature was verified.

    ``progress`` is called with the entries checked so far and the total.

    Raises:
        SourceError: the log could not be read (a file that it does not have is a fault instead).
    """
    run = _Audit(checkpoint, source)
    for bundle in bundles_of(checkpoint.size):
        run.check_bundle(bundle)
        if progress is not None:
            progress(run.report.entries, checkpoint.size)
    run.finish()
    return run.report


class _Audit:
    def __init__(self, checkpoint: Checkpoint, source: AuditSource) -> None:
        self.report = AuditReport(checkpoint)
        self._source = source
        self._from_entries = TreeBuilder()
        self._from_hashes = TreeBuilder()
        self._rules = _EntryRules()
        # Which side of these was altered is known only at the end, from the roots.
        self._leaf_disagreements: list[tuple[str, int]] = []
        self._tile_disagreements: list[tuple[TileRef, TileRef]] = []
        self._has_gap = False

    def check_bundle(self, bundle: BundleRef) -> None:
        """Check one bundle and the tile of level 0 over it, and the upper tiles that it completes."""
        tile = TileRef(0, bundle.index, bundle.width)
        entries = self._read_bundle(bundle)
        leaves = self._check_entries(bundle, entries) if entries is not None else None
        published = self._read_tile(tile)
        self.report.entries += bundle.width
        # With one of the two missing, the other stands in for it in the tree.
        hashes = published if published is not None else leaves
        if hashes is None:
            self._has_gap = True
        if hashes is None or self._has_gap:
            return
        if leaves is None:
            leaves = hashes
        for index, (leaf, published_leaf) in enumerate(zip(leaves, hashes, strict=True)):
            if leaf != published_leaf:
                self._leaf_disagreements.append((tile.path, bundle.index * TILE_WIDTH + index))
        self._check_upper(self._from_hashes.add(hashes))
        for _ in self._from_entries.add(leaves):
            pass  # compared above, from the published hashes

    def finish(self) -> None:
        """Check the open tiles and the root, and say of each disagreement which side was altered."""
        if not self._has_gap:
            self._check_upper(self._from_hashes.partial_tiles())
        signed = self.report.checkpoint.root
        are_entries_signed = not self._has_gap and self._from_entries.root() == signed
        are_hashes_signed = not self._has_gap and self._from_hashes.root() == signed
        if not are_entries_signed and not are_hashes_signed:
            self._fault(Fault(Problem.ROOT_WRONG, "checkpoint"))
        for path, entry in self._leaf_disagreements:
            if are_entries_signed:
                problem = Problem.HASH_ALTERED
            else:
                problem = Problem.ENTRY_ALTERED if are_hashes_signed else Problem.DISAGREEMENT
            self._fault(Fault(problem, path, entry))
        for upper, lower in self._tile_disagreements:
            if are_entries_signed or are_hashes_signed:
                self._fault(Fault(Problem.TILE_WRONG, upper.path))
            else:
                self._fault(Fault(Problem.RANGE_ALTERED, lower.path, detail=_entries_under(lower)))

    def _check_entries(self, bundle: BundleRef, entries: list[bytes]) -> list[bytes]:
        for index, entry in enumerate(entries, start=bundle.index * TILE_WIDTH):
            for problem, detail in self._rules.check(entry):
                self._fault(Fault(problem, bundle.path, index, detail))
        return [leaf_hash(entry) for entry in entries]

    def _check_upper(self, expected_tiles: Iterator[tuple[TileRef, list[bytes]]]) -> None:
        for tile, expected in expected_tiles:
            published = self._read_tile(tile)
            if published is None:
                continue
            for slot, pair in enumerate(zip(expected, published, strict=True), tile.index * TILE_WIDTH):
                if pair[0] != pair[1]:
                    self._tile_disagreements.append((tile, TileRef(tile.level - 1, slot, TILE_WIDTH)))

    def _read_tile(self, tile: TileRef) -> list[bytes] | None:
        self.report.tiles += 1
        return self._read(tile.path, lambda: self._source.read_tile(tile.level, tile.index, tile.width))

    def _read_bundle(self, bundle: BundleRef) -> list[bytes] | None:
        return self._read(bundle.path, lambda: self._source.read_bundle(bundle.index, bundle.width))

    def _read(self, path: str, read: Callable[[], list[bytes]]) -> list[bytes] | None:
        try:
            return read()
        except NotFoundError:
            self._fault(Fault(Problem.FILE_MISSING, path))
        except FormatError as error:
            self._fault(Fault(Problem.FILE_MALFORMED, path, detail=str(error)))
        return None

    def _fault(self, fault: Fault) -> None:
        self.report.fault_count += 1
        if len(self.report.faults) < MAX_FAULTS:
            self.report.faults.append(fault)


def _entries_under(tile: TileRef) -> str:
    span = TILE_WIDTH ** (tile.level + 1)
    return f"{tile.index * span}-{(tile.index + 1) * span - 1}"


class _EntryRules:
    """What each entry must respect of the ones before it."""

    def __init__(self) -> None:
        self._last_at: datetime | None = None
        self._versions: dict[str, int] = {}

    def check(self, entry: bytes) -> Iterator[tuple[Problem, str]]:
        """Yield what is wrong with the next entry."""
        try:
            envelope = Envelope.parse(entry)
        except FormatError as error:
            yield Problem.ENTRY_MALFORMED, str(error)
            return
        if self._last_at is not None and envelope.at < self._last_at:
            yield Problem.TIME_DECREASES, f"{envelope.at} after {self._last_at}"
        self._last_at = envelope.at
        subject = f"{envelope.subject_type} {envelope.subject_id}"
        last_version = self._versions.get(subject, 0)
        if envelope.version != last_version + 1:
            yield Problem.VERSION_JUMPS, f"{subject}: {envelope.version} after {last_version}"
        self._versions[subject] = envelope.version
