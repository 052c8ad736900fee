"""Copying a log into a folder that any web server can publish as it is.

The folder holds the standard's static layout: ``checkpoint``, ``tile/…`` and the key. A copy that is
cut short goes on where it stopped. The checkpoint is replaced only when everything below it has been
verified, so that a reader of the mirror never sees a broken log.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from tequio.ledger.audit import AuditReport, audit
from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.errors import LedgerError
from tequio.ledger.keys import NoteVerifier, Verifier
from tequio.ledger.merkle import TILE_WIDTH
from tequio.ledger.note import decode_note
from tequio.ledger.seen import require_continuity
from tequio.ledger.source import CHECKPOINT_PATH, KEY_PATHS, FolderSource, LogSource
from tequio.ledger.storage import locked, replace_file
from tequio.ledger.tiles import bundles_of, pack_bundle, pack_tile, tiles_of

Progress = Callable[[int, int], None]


class MirrorError(LedgerError):
    """What was copied is not the log that was signed; the mirror keeps its last good checkpoint."""

    def __init__(self, report: AuditReport) -> None:
        super().__init__(f"the copy has {report.fault_count} faults")
        self.report = report


def mirror(
    source: LogSource,
    folder: Path,
    log: Verifier,
    cosigners: Iterable[NoteVerifier] = (),
    progress: Progress | None = None,
) -> AuditReport:
    """Bring the copy up to date and verify all of it.

    Raises:
        SourceError: the log could not be read; run it again to go on.
        SignatureError, FormatError: the log's checkpoint is not in order.
        HistoryError: the log contradicts the mirror's last checkpoint.
        MirrorError: the log's files do not lead to the signed root.
    """
    with locked(folder / ".mirror-lock"):
        note = source.checkpoint()
        checkpoint, _ = open_checkpoint(note, log, cosigners)
        before = _last_checkpoint(folder, log)
        if before is not None:
            require_continuity(before, checkpoint, source)
        _download(source, folder, checkpoint, progress)
        report = audit(checkpoint, FolderSource(folder))
        if not report.is_sound and _drop_faulty_files(folder, report):
            # The faulty files may have rotted here: fetch those again, once.
            _download(source, folder, checkpoint, progress)
            report = audit(checkpoint, FolderSource(folder))
        if not report.is_sound:
            raise MirrorError(report)
        for path in KEY_PATHS:
            replace_file(folder / path, f"{log.vkey}\n".encode())
        replace_file(folder / CHECKPOINT_PATH, note.encode())
        _drop_superseded_partials(folder, checkpoint)
    return report


def _last_checkpoint(folder: Path, log: Verifier) -> Checkpoint | None:
    try:
        note = (folder / CHECKPOINT_PATH).read_bytes()
    except FileNotFoundError:
        return None
    return open_checkpoint(decode_note(note), log)[0]


def _download(source: LogSource, folder: Path, checkpoint: Checkpoint, progress: Progress | None) -> None:
    """Fetch the files that the folder lacks. A file is written whole or not at all."""
    for tile in tiles_of(checkpoint.size):
        if not (folder / tile.path).exists():
            hashes = source.read_tile(tile.level, tile.index, tile.width)
            replace_file(folder / tile.path, pack_tile(hashes))
    done = 0
    for bundle in bundles_of(checkpoint.size):
        if not (folder / bundle.path).exists():
            entries = source.read_bundle(bundle.index, bundle.width)
            replace_file(folder / bundle.path, pack_bundle(entries))
        done += bundle.width
        if progress is not None:
            progress(done, checkpoint.size)


def _drop_faulty_files(folder: Path, report: AuditReport) -> bool:
    """Delete the files that the audit names, and the bundles under the tiles that it names."""
    paths = {fault.path for fault in report.faults} - {CHECKPOINT_PATH}
    paths |= {path.replace("tile/0/", "tile/entries/", 1) for path in paths if path.startswith("tile/0/")}
    found = [folder / path for path in paths if (folder / path).exists()]
    for path in found:
        path.unlink()
    return bool(found)


def _drop_superseded_partials(folder: Path, checkpoint: Checkpoint) -> None:
    """Delete partial files whose full file is here, as the standard allows."""
    full = [tile.path for tile in tiles_of(checkpoint.size) if tile.width == TILE_WIDTH]
    full += [bundle.path for bundle in bundles_of(checkpoint.size) if bundle.width == TILE_WIDTH]
    for path in full:
        partials = folder / f"{path}.p"
        if partials.is_dir():
            for file in partials.iterdir():
                file.unlink()
            partials.rmdir()
