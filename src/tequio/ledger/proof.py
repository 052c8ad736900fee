"""Transparency log proofs (C2SP tlog-proof): one file that proves one entry, offline.

Tequio puts the entry itself, byte by byte, in the ``extra`` line, so that the file of a published
act needs nothing but the town's public key to be checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from tequio.ledger import base64_strict
from tequio.ledger.checkpoint import Checkpoint, open_checkpoint, parse_decimal
from tequio.ledger.errors import FormatError, ProofError
from tequio.ledger.keys import NoteVerifier
from tequio.ledger.merkle import HASH_SIZE, leaf_hash, verify_inclusion
from tequio.ledger.note import Note, decode_note

HEADER = "c2sp.org/tlog-proof@v1"
MAX_PROOF_SIZE = 2_000_000  # bytes: the largest note, the largest entry in Base64 and 63 hashes fit
MAX_PATH = 63


@dataclass(frozen=True)
class LogProof:
    """An entry's place in a log, the hashes that lead to the root, and the signed checkpoint.

    ``entry`` is not authenticated until :meth:`verify` succeeds.
    """

    index: int
    path: Sequence[bytes]
    checkpoint: str
    entry: bytes | None = None

    def to_bytes(self) -> bytes:
        """Return the bytes of the ``.tlog-proof`` file."""
        extra = [] if self.entry is None else [f"extra {base64_strict.encode(self.entry)}"]
        hashes = [base64_strict.encode(item) for item in self.path]
        lines = [HEADER, *extra, f"index {self.index}", *hashes, ""]
        return ("".join(f"{line}\n" for line in lines) + self.checkpoint).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a ``.tlog-proof`` file strictly; nothing is verified yet."""
        if len(data) > MAX_PROOF_SIZE:
            raise FormatError(f"a proof has at most {MAX_PROOF_SIZE} bytes")
        head, blank_line, checkpoint = data.partition(b"\n\n")
        if not blank_line or not head.isascii():
            raise FormatError("a proof has a blank line before its checkpoint")
        header, *lines = head.decode("ascii").split("\n")
        if header != HEADER:
            raise FormatError(f"a proof starts with the line {HEADER}")
        entry = None
        if lines and lines[0].startswith("extra "):
            entry = base64_strict.decode(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise FormatError("a proof says the entry's index")
        index = parse_decimal(lines.pop(0).removeprefix("index "))
        return cls(index, _parse_path(lines), decode_note(checkpoint), entry)

    def verify(
        self, log: NoteVerifier, cosigners: Iterable[NoteVerifier] = (), entry: bytes | None = None
    ) -> tuple[Checkpoint, Note]:
        """Check that the log's key signed a tree that holds the entry at this index.

        ``entry`` is what the reader holds; without it, the entry that the file carries is checked.

        Raises:
            SignatureError: the checkpoint is not signed by the log.
            ProofError: the entry is not in the signed tree, or is not the one that the file carries.
            FormatError: the checkpoint is malformed, or there is no entry to check.
        """
        if entry is not None and self.entry is not None and entry != self.entry:
            raise ProofError("the entry is not the one that this proof carries")
        checked = self.entry if entry is None else entry
        if checked is None:
            raise FormatError("the proof carries no entry and none was given")
        checkpoint, note = open_checkpoint(self.checkpoint, log, cosigners)
        verify_inclusion(self.index, checkpoint.size, leaf_hash(checked), self.path, checkpoint.root)
        return checkpoint, note


def _parse_path(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > MAX_PATH:
        raise FormatError(f"a proof has at most {MAX_PATH} hashes")
    path = tuple(base64_strict.decode(line) for line in lines)
    if any(len(item) != HASH_SIZE for item in path):
        raise FormatError(f"every hash of a proof must have exactly {HASH_SIZE} bytes")
    return path
