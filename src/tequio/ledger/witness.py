"""A witness (C2SP tlog-witness): it cosigns a log's checkpoint only if the log kept what it had.

The rule that makes a witness worth having is that checking the old size and storing the new checkpoint
is one step, durable before the answer. Here it is one SQLite transaction with ``synchronous=FULL``.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tequio.ledger import base64_strict
from tequio.ledger.checkpoint import Checkpoint, open_checkpoint, parse_decimal
from tequio.ledger.cosignature import CosignatureSigner
from tequio.ledger.errors import FormatError, ProofError, SignatureError
from tequio.ledger.keys import Verifier
from tequio.ledger.merkle import EMPTY_ROOT, verify_consistency
from tequio.ledger.note import Note, Signature, decode_note, parse_note
from tequio.ledger.seen import origin_id, require_same_key

MAX_PROOF_LINES = 63
TEXT = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"
_WAIT = 30.0  # seconds that one request waits for another to finish

_SCHEMA = """
CREATE TABLE IF NOT EXISTS log (
    origin TEXT PRIMARY KEY,
    origin_id TEXT NOT NULL UNIQUE,
    vkey TEXT NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    root BLOB NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT
"""
_BY_ORIGIN = "SELECT vkey, size, root, note FROM log WHERE origin = ?"
_BY_ORIGIN_ID = "SELECT vkey, size, root, note FROM log WHERE origin_id = ?"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    body: str
    content_type: str = TEXT


@dataclass(frozen=True)
class KnownLog:
    """What a witness holds of a log: its key, and the last checkpoint that it cosigned."""

    verifier: Verifier
    size: int
    root: bytes
    note: str


class RefusedError(Exception):
    """A request that gets no cosignature, with its HTTP answer."""

    def __init__(self, status: int, body: str, content_type: str = TEXT) -> None:
        super().__init__(body)
        self.answer = Answer(status, body + "\n", content_type)


class WitnessStore:
    """The logs that a witness knows, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(_SCHEMA)

    def add_log(self, log: Verifier) -> KnownLog:
        """Watch a log from now on and return what is known of it.

        Raises:
            KeyChangedError: it is known with another key.
        """
        with self._writing() as connection:
            known = _find(connection, _BY_ORIGIN, log.name)
            if known is None:
                connection.execute(
                    "INSERT INTO log (origin, origin_id, vkey, root) VALUES (?, ?, ?, ?)",
                    (log.name, origin_id(log.name), log.vkey, EMPTY_ROOT),
                )
                return KnownLog(log, 0, EMPTY_ROOT, "")
        require_same_key(known.verifier, log)
        return known

    def log(self, origin: str) -> KnownLog | None:
        """Return what is known of the log of that name."""
        with self._connection() as connection:
            return _find(connection, _BY_ORIGIN, origin)

    def log_by_id(self, hex_id: str) -> KnownLog | None:
        """Return what is known of the log by the SHA-256 of its name."""
        with self._connection() as connection:
            return _find(connection, _BY_ORIGIN_ID, hex_id)

    def advance(self, origin: str, decide: Callable[[KnownLog], tuple[Checkpoint, str]]) -> str:
        """Lock the store, let ``decide`` see the log's state, and store the checkpoint that it returns.

        When this returns the cosigned checkpoint's note, it is on disk. When ``decide`` raises, nothing
        has changed.
        """
        with self._writing() as connection:
            known = _find(connection, _BY_ORIGIN, origin)
            if known is None:
                raise RefusedError(404, "this witness does not know that log")
            checkpoint, note = decide(known)
            connection.execute(
                "UPDATE log SET size = ?, root = ?, note = ? WHERE origin = ?",
                (checkpoint.size, checkpoint.root, note, origin),
            )
        return note

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
        with closing(connection):
            connection.execute("PRAGMA synchronous=FULL")
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


class Witness:
    """A witness's key and memory."""

    def __init__(self, signer: CosignatureSigner, store: WitnessStore) -> None:
        self.signer = signer
        self.store = store

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer ``POST <prefix>/add-checkpoint``.

        200 with the cosignature; 400 malformed, or old size above the checkpoint's; 403 not signed by
        the log; 404 unknown log; 409 with the size to start from; 422 not consistent.
        """
        try:
            return self._cosign(body)
        except RefusedError as refusal:
            return refusal.answer

    def checkpoint(self, hex_id: str) -> Answer:
        """Answer ``GET <prefix>/<SHA-256 of the origin>/checkpoint`` with the last cosigned checkpoint."""
        known = self.store.log_by_id(hex_id)
        if known is None or not known.note:
            return Answer(404, "this witness has cosigned no checkpoint of that log\n")
        return Answer(200, known.note)

    def _cosign(self, body: bytes) -> Answer:
        try:
            old_size, proof, text = _parse_request(body)
            parsed = parse_note(text)
            origin = Checkpoint.parse(parsed.text).origin
        except FormatError as error:
            raise RefusedError(400, str(error)) from error
        log = self.store.log(origin)
        if log is None:
            raise RefusedError(404, "this witness does not know that log")
        try:
            checkpoint, opened = open_checkpoint(text, log.verifier)
        except SignatureError as error:
            raise RefusedError(403, str(error)) from error
        if old_size > checkpoint.size:
            raise RefusedError(400, "the old size is larger than the checkpoint's")

        def decide(known: KnownLog) -> tuple[Checkpoint, str]:
            _require_consistency(known, checkpoint, old_size, proof)
            return checkpoint, self._add_cosignature(opened)

        cosigned = self.store.advance(origin, decide)
        return Answer(200, parse_note(cosigned).signatures[-1].line)

    def _add_cosignature(self, note: Note) -> str:
        own = Signature(self.signer.name, self.signer.key_id, self.signer.sign(note.text))
        return Note(note.text, (*note.verified, own)).to_text()


def build_request(old_size: int, proof: list[bytes], note: str) -> bytes:
    """Return the body of an ``add-checkpoint`` request."""
    lines = [f"old {old_size}", *(base64_strict.encode(item) for item in proof), ""]
    return ("".join(f"{line}\n" for line in lines) + note).encode()


def _parse_request(body: bytes) -> tuple[int, list[bytes], str]:
    head, blank_line, note = body.partition(b"\n\n")
    if not blank_line or not head.isascii() or not head.startswith(b"old "):
        raise FormatError("the request is: old size, proof, blank line, checkpoint")
    old_line, *proof_lines = head.decode("ascii").split("\n")
    if len(proof_lines) > MAX_PROOF_LINES:
        raise FormatError(f"a proof has at most {MAX_PROOF_LINES} lines")
    old_size = parse_decimal(old_line.removeprefix("old "))
    return old_size, [base64_strict.decode(line) for line in proof_lines], decode_note(note)


def _require_consistency(known: KnownLog, checkpoint: Checkpoint, old_size: int, proof: list[bytes]) -> None:
    if old_size != known.size:
        raise RefusedError(409, str(known.size), SIZE)
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise RefusedError(422, "an empty log must have the empty tree's root")
    if old_size == 0:
        # Nothing precedes the first checkpoint: there is nothing to prove.
        if proof:
            raise RefusedError(422, "the proof from size 0 must be empty")
        return
    try:
        verify_consistency(old_size, checkpoint.size, proof, known.root, checkpoint.root)
    except ProofError as error:
        raise RefusedError(422, str(error)) from error


def _find(connection: sqlite3.Connection, query: str, value: str) -> KnownLog | None:
    row = connection.execute(query, (value,)).fetchone()
    return None if row is None else KnownLog(Verifier.from_vkey(row[0]), row[1], row[2], row[3])
