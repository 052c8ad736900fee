"""What a reader remembers of each log: its key and the last checkpoint, to notice a log that goes back.

One folder per log, ``<state>/seen/<SHA-256 of the origin>/``, with ``vkey`` and ``checkpoint``.
"""

import os
from hashlib import sha256
from pathlib import Path

from tequio.ledger.checkpoint import Checkpoint
from tequio.ledger.errors import KeyChangedError, LogForkedError, LogShrankError, ProofError
from tequio.ledger.keys import Verifier
from tequio.ledger.merkle import TileSource, consistency_proof, verify_consistency
from tequio.ledger.note import parse_note
from tequio.ledger.storage import locked, replace_file


def state_folder() -> Path:
    """Return the folder of this person's state: ``$XDG_STATE_HOME/tequio`` or ``~/.local/state/tequio``."""
    base = os.environ.get("XDG_STATE_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "state") / "tequio"


def origin_id(origin: str) -> str:
    """Return the log's name as the tlog-witness standard puts it in a path."""
    return sha256(origin.encode()).hexdigest()


def require_continuity(before: Checkpoint, now: Checkpoint, tiles: TileSource) -> None:
    """Check that a log only added entries to what it had.

    Raises:
        LogShrankError: it has fewer entries.
        LogForkedError: the earlier entries are not the same.
    """
    if now.size < before.size:
        raise LogShrankError(f"{now.origin} had {before.size} entries and now has {now.size}")
    try:
        if now.size == before.size or before.size == 0:
            if now.size == before.size and now.root != before.root:
                raise ProofError("same size, another root")
            return
        proof = consistency_proof(before.size, now.size, tiles)
        verify_consistency(before.size, now.size, proof, before.root, now.root)
    except ProofError as error:
        raise LogForkedError(f"the first {before.size} entries of {now.origin} have changed") from error


def require_same_key(known: Verifier | None, shown: Verifier) -> None:
    """Raise :class:`KeyChangedError` when the log was known with another key."""
    if known is not None and known != shown:
        raise KeyChangedError(f"the key was {known.vkey} and now it is {shown.vkey}")


class SeenLogs:
    """The keys and checkpoints that were seen before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "seen"

    def verifier(self, origin: str) -> Verifier | None:
        """Return the key that was used for this log before."""
        try:
            return Verifier.from_vkey((self._place(origin) / "vkey").read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            return None

    def checkpoint(self, origin: str) -> Checkpoint | None:
        """Return the last checkpoint that was seen of this log."""
        try:
            note = (self._place(origin) / "checkpoint").read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        return Checkpoint.parse(parse_note(note).text)

    def update(self, log: Verifier, checkpoint: Checkpoint, note: str, tiles: TileSource) -> None:
        """Remember a verified checkpoint, unless it contradicts the last one.

        Raises:
            HistoryError: the key changed, the log shrank or it forked; nothing is remembered.
        """
        place = self._place(log.name)
        with locked(place / ".lock"):
            require_same_key(self.verifier(log.name), log)
            before = self.checkpoint(log.name)
            if before is not None:
                require_continuity(before, checkpoint, tiles)
            replace_file(place / "vkey", f"{log.vkey}\n".encode())
            replace_file(place / "checkpoint", note.encode())

    def _place(self, origin: str) -> Path:
        return self._folder / origin_id(origin)
