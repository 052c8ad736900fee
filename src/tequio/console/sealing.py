"""Encrypting a backup as it is written, in the age format (age-encryption.org/v1), and opening one.

Whoever makes the backup needs only public keys; the private key that opens it stays on another machine. A passphrase
works too, for copies that fit in memory. The standard ``age`` tool opens both.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage

from tequio.console.output import FAILED, USAGE, Stop

SUFFIX = ".age"
MAGIC = b"age-encryption.org/"
LARGEST_WITH_PASSPHRASE = 500_000_000  # bytes: it is held in memory
Work = Callable[[IO[bytes], IO[bytes]], None]


@dataclass(frozen=True)
class Seal:
    """How a backup is encrypted: to public keys, or with a passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""

    def encrypt(self, source: IO[bytes], target: IO[bytes]) -> None:
        """Write *source*, encrypted, to *target*."""
        if self.recipients:
            pyrage.encrypt_io(source, target, [recipient(text) for text in self.recipients])
            return
        data = source.read(LARGEST_WITH_PASSPHRASE + 1)
        if len(data) > LARGEST_WITH_PASSPHRASE:
            raise Stop("El respaldo pesa más de 500 MB; cífralo con una llave pública (--encrypt-to)", USAGE)
        target.write(pyrage.passphrase.encrypt(data, self.passphrase))

    @contextlib.contextmanager
    def writing_to(self, target: IO[bytes]) -> Iterator[IO[bytes]]:
        """What is written to the given stream reaches *target* encrypted; nothing of it touches the disk in clear."""
        reading, writing = os.pipe()
        source = os.fdopen(reading, "rb")
        worker = _Worker(self.encrypt, source, target, end=source)
        try:
            with os.fdopen(writing, "wb") as stream:
                yield stream
        except BrokenPipeError:
            worker.finish()  # says why nobody reads any more
            raise
        worker.finish()


def recipient(text: str) -> pyrage.x25519.Recipient:
    """The public key that *text* (``age1…``) writes down."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Stop(
            f"«{text}» no es una llave pública de age; empieza con age1 y se hace con ./tequio backup --new-key",
            USAGE,
        ) from None


def new_key(path: Path) -> str:
    """Write a new private key to *path*, readable by its owner only, and return its public key."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Stop(f"Ya existe {path}; elige otro nombre", USAGE) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"# public key: {public}\n{identity}\n")
    return public


def is_sealed(source: Path) -> bool:
    """Whether a backup is encrypted, from its first bytes."""
    with source.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextlib.contextmanager
def opened(source: Path, *, identity: Path | None = None, passphrase: str = "") -> Iterator[IO[bytes]]:
    """The bytes of a backup, decrypted on the way when it is encrypted. Stops when the key does not open it."""
    with source.open("rb") as file:
        if not is_sealed(source):
            yield file
            return
        if identity is None and not passphrase:
            raise Stop("El respaldo está cifrado; di con qué se abre: --identity o --passphrase-file", USAGE)
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as stream:
            target = os.fdopen(writing, "wb")
            worker = _Worker(_opener(identity, passphrase), file, target, end=target)
            try:
                yield stream
            except Stop:
                stream.close()  # so that the cipher, which may be waiting for a reader, ends
                worker.join()
                _refuse(worker.problem)  # what does not open looks, further on, like a damaged file
                raise
            while stream.read(1 << 20):
                pass  # what the archive leaves unread at its end, so that the last chunk is checked too
            worker.join()
            _refuse(worker.problem)
            worker.finish()


def _refuse(problem: Exception | None) -> None:
    """Stop when *problem* came from the cipher: it has no number of the system, as those of the disk and the pipe."""
    is_ciphers = isinstance(problem, OSError) and problem.errno is None and "ipe" not in str(problem)
    if isinstance(problem, pyrage.DecryptError) or is_ciphers:
        raise Stop(f"Esa llave no abre el respaldo, o está dañado ({problem})", FAILED) from None


def _opener(identity: Path | None, passphrase: str) -> Work:
    if identity is None:
        return lambda source, target: _write_all(target, pyrage.passphrase.decrypt(source.read(), passphrase))
    keys = _identities(identity)
    return lambda source, target: pyrage.decrypt_io(source, target, keys)


def _identities(path: Path) -> Sequence[pyrage.x25519.Identity]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise Stop(f"No se puede leer la llave privada {path} ({error})", USAGE) from None


def _write_all(target: IO[bytes], data: bytes) -> None:
    target.write(data)


class _Worker(threading.Thread):
    """Runs the cipher between two streams, closes its end of the pipe, and keeps what went wrong."""

    def __init__(self, work: Work, source: IO[bytes], target: IO[bytes], *, end: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.work, self.source, self.target, self.end = work, source, target, end
        self.problem: Exception | None = None
        self.start()

    def run(self) -> None:
        """Copy everything, then let the other side of the pipe know that it is over."""
        try:
            self.work(self.source, self.target)
        except Exception as problem:
            self.problem = problem
        finally:
            with contextlib.suppress(OSError):
                self.end.close()

    def finish(self) -> None:
        """Wait for the end, and raise what went wrong."""
        self.join()
        if self.problem is not None and not isinstance(self.problem, BrokenPipeError):
            raise self.problem
