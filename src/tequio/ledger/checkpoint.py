"""Checkpoints (C2SP tlog-checkpoint): what a log says about itself, signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from tequio.ledger import base64_strict
from tequio.ledger.errors import FormatError, SignatureError
from tequio.ledger.keys import NoteSigner, NoteVerifier, require_name
from tequio.ledger.merkle import HASH_SIZE, MAX_SIZE
from tequio.ledger.note import Note, Signature, open_note, sign_note


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: its name, how many entries it has, and the root over them.

    The origin is the public address of the log without its scheme, such as
    ``transparencia.example.mx/registro``. Tequio writes no extension lines and keeps those of others.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_name(self.origin)
        if not 0 <= self.size <= MAX_SIZE:
            raise FormatError(f"{self.size} is not the size of a log")
        if len(self.root) != HASH_SIZE:
            raise FormatError(f"a root has {HASH_SIZE} bytes")
        if any(not line or "\n" in line for line in self.extensions):
            raise FormatError("an extension is one line that is not empty")

    def body(self) -> str:
        """Return the text that is signed."""
        lines = (self.origin, str(self.size), base64_strict.encode(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, body: str) -> Self:
        """Read the text of a checkpoint; refuse every spelling but the one of :meth:`body`."""
        lines = body.split("\n")
        if len(lines) < 4 or lines.pop():
            raise FormatError("a checkpoint is three lines or more, each ending in a newline")
        origin, size, root, *extensions = lines
        return cls(origin, parse_decimal(size), base64_strict.decode(root), tuple(extensions))


def parse_decimal(text: str) -> int:
    """Read a whole number from 0 to 2**63 - 1 in decimal ASCII digits with no leading zero."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_SIZE))
    if not is_number or (text.startswith("0") and text != "0") or int(text) > MAX_SIZE:
        raise FormatError(f"not a number: {text[:40]!r}")
    return int(text)


def sign_checkpoint(checkpoint: Checkpoint, signer: NoteSigner, others: Sequence[Signature] = ()) -> str:
    """Return the checkpoint signed by the log's key, with the cosignatures that it already has."""
    if signer.name != checkpoint.origin:
        raise FormatError(f"the key of {signer.name} cannot sign for {checkpoint.origin}")
    return sign_note(checkpoint.body(), [signer], others)


def open_checkpoint(
    note: str, log: NoteVerifier, cosigners: Iterable[NoteVerifier] = ()
) -> tuple[Checkpoint, Note]:
    """Read a checkpoint that the log's own key signed.

    The returned note's ``verified`` signatures are the log's and those of the known cosigners.

    Raises:
        FormatError: this is not a signed checkpoint.
        SignatureError: the log's key did not sign it, or a known key's signature does not verify.
    """
    opened = open_note(note, [log, *cosigners])
    checkpoint = Checkpoint.parse(opened.text)
    if not any((item.name, item.key_id) == (log.name, log.key_id) for item in opened.verified):
        raise SignatureError(f"{log.name} did not sign this checkpoint")
    if checkpoint.origin != log.name:
        raise SignatureError(f"the key of {log.name} cannot sign for {checkpoint.origin}")
    return checkpoint, opened
