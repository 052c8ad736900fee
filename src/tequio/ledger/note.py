"""Signed notes (C2SP signed-note): a text, a blank line, and one line per signature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tequio.ledger import base64_strict
from tequio.ledger.errors import FormatError, SignatureError
from tequio.ledger.keys import NoteSigner, NoteVerifier, require_name

MAX_NOTE_SIZE = 1_000_000  # bytes; the limit of Go's implementation
MAX_SIGNATURES = 100
KEY_ID_SIZE = 4
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True)
class Signature:
    """One signature line."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note, with its newline."""
        return f"— {self.name} {base64_strict.encode(self.key_id + self.signature)}\n"


@dataclass(frozen=True)
class Note:
    """A text and its signatures. Only those in ``verified`` have been checked."""

    text: str
    signatures: tuple[Signature, ...]
    verified: tuple[Signature, ...] = ()

    def to_text(self) -> str:
        """Return the note as it is published."""
        return self.text + "\n" + "".join(item.line for item in self.signatures)


def sign_note(text: str, signers: Iterable[NoteSigner], others: Sequence[Signature] = ()) -> str:
    """Return the note of this text signed by ``signers``, followed by ``others``' signatures."""
    require_text(text)
    own = [Signature(signer.name, signer.key_id, signer.sign(text)) for signer in signers]
    return Note(text, (*own, *others)).to_text()


def decode_note(data: bytes) -> str:
    """Return the text of a note that came as bytes: UTF-8 of a bearable size."""
    if len(data) > MAX_NOTE_SIZE:
        raise FormatError(f"a note has at most {MAX_NOTE_SIZE} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("a note is UTF-8") from error


def parse_note(note: str) -> Note:
    """Split a note into text and signatures without checking any signature."""
    body, blank_line, signature_lines = note.rpartition("\n\n")
    if not blank_line:
        raise FormatError("a note has a blank line between its text and its signatures")
    text = body + "\n"
    require_text(text)
    return Note(text, parse_signatures(signature_lines))


def parse_signatures(lines: str) -> tuple[Signature, ...]:
    """Read one to a hundred signature lines, each ending in a newline."""
    if not lines.endswith("\n"):
        raise FormatError("the signatures must end with a newline")
    items = lines[:-1].split("\n")
    if len(items) > MAX_SIGNATURES:
        raise FormatError(f"a note has at most {MAX_SIGNATURES} signatures")
    return tuple(_parse_signature(item) for item in items)


def open_note(note: str, verifiers: Iterable[NoteVerifier]) -> Note:
    """Read a note signed by at least one of the known keys.

    Signatures of unknown keys are ignored. One bad signature of a known key spoils the note.

    Raises:
        FormatError: this is not a signed note.
        SignatureError: a known key's signature does not verify, or no known key signed.
    """
    parsed = parse_note(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    verified = []
    for signature in parsed.signatures:
        verifier = known.get((signature.name, signature.key_id))
        if verifier is None:
            continue
        if not verifier.verifies(parsed.text, signature.signature):
            raise SignatureError(f"the signature of {signature.name} does not verify")
        verified.append(signature)
    if not verified:
        raise SignatureError("no known key signed this note")
    return Note(parsed.text, parsed.signatures, tuple(verified))


def require_text(text: str) -> None:
    """Refuse a text that a note cannot carry."""
    if not text.endswith("\n"):
        raise FormatError("a note's text must end with a newline")
    if _CONTROL.search(text):
        raise FormatError("a note has no control character but the newline")


def _parse_signature(line: str) -> Signature:
    dash, _, rest = line.partition(" ")
    name, space, encoded = rest.partition(" ")
    if dash != "—" or not space:
        raise FormatError(f"not a signature line: {line[:80]!r}")
    require_name(name)
    data = base64_strict.decode(encoded)
    if len(data) <= KEY_ID_SIZE:
        raise FormatError("a signature line holds a key's ID and a signature")
    return Signature(name, data[:KEY_ID_SIZE], data[KEY_ID_SIZE:])
