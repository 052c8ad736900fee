"""The town's key, and the signed head of the register.

Apart from the database, in the keys folder, the town keeps the highest checkpoint that it ever signed. It refuses to
sign, or to append, below it: restoring an old backup would otherwise let the register say two different things about
the same act. ``docs/operacion.md`` tells what to do when that happens.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tequio.core import clock
from tequio.ledger.checkpoint import Checkpoint as SignedHead
from tequio.ledger.checkpoint import open_checkpoint, sign_checkpoint
from tequio.ledger.keys import Signer
from tequio.register.models import Checkpoint
from tequio.register.tree import DatabaseTiles, current_root, current_size

logger = logging.getLogger(__name__)


class RegisterBlockedError(RuntimeError):
    """The database disagrees with what this town already signed; nothing may be published until a person decides."""


class KeyMissingError(RuntimeError):
    """The town has no key yet: ``tequio new`` or ``tequio serve`` makes it."""


def keys_folder() -> Path:
    """Where the town's private key and its highest checkpoint lie."""
    return Path(settings.TEQUIO_DATA) / "keys"


def create_log_key(origin: str) -> Signer:
    """Make the town's signing key, readable by its owner only. Never replaces a key that exists."""
    folder = keys_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    signer = Signer.generate(origin)
    descriptor = os.open(folder / "log-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(signer.to_text() + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return signer


def town_signer() -> Signer:
    """The town's signer; raises :class:`KeyMissingError` before set-up."""
    try:
        return Signer.from_text((keys_folder() / "log-key").read_text(encoding="utf-8").strip())
    except FileNotFoundError as missing:
        raise KeyMissingError(str(keys_folder() / "log-key")) from missing


def highest_signed() -> SignedHead | None:
    """The highest checkpoint this town ever signed, as kept apart from the database."""
    try:
        note = (keys_folder() / "highest-checkpoint").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    head, _note = open_checkpoint(note, town_signer().verifier)
    return head


def refuse_rollback(size: int) -> None:
    """Raise :class:`RegisterBlockedError` when *size* is below what this town already signed."""
    highest = highest_signed()
    if highest and size < highest.size:
        raise RegisterBlockedError(f"the database holds {size} acts; {highest.size} were already signed")


def sign_head() -> Checkpoint | None:
    """Sign the register's present size and root, unless that is signed already.

    Under a lock between processes: checks that what was signed before is a prefix of what is there now, writes the
    new checkpoint to disk first, then to the database.
    """
    with _one_signer():
        size, tiles = current_size(), DatabaseTiles()
        highest = highest_signed()
        if highest:
            refuse_rollback(size)
            if current_root(highest.size, tiles) != highest.root:
                raise RegisterBlockedError(f"the first {highest.size} acts are not the ones that were signed")
            if highest.size == size:
                return _store(highest, (keys_folder() / "highest-checkpoint").read_text(encoding="utf-8"))
        signer = town_signer()
        head = SignedHead(origin=signer.name, size=size, root=current_root(size, tiles))
        note = sign_checkpoint(head, signer)
        _replace(keys_folder() / "highest-checkpoint", note)
        return _store(head, note)


def _store(head: SignedHead, note: str) -> Checkpoint:
    with transaction.atomic():
        stored, _created = Checkpoint.objects.get_or_create(
            size=head.size, defaults={"root": head.root, "note": note, "signed_at": clock.now()}
        )
    return stored


@contextmanager
def _one_signer() -> Iterator[None]:
    folder = keys_folder()
    with (folder / "signing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, text: str) -> None:
    """Put *text* at *path* durably: a crash leaves the old file or the new one, never half of it."""
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def blocked_reason() -> str | None:
    """Why nothing can be published, or ``None`` when all is well."""
    try:
        refuse_rollback(current_size())
    except RegisterBlockedError as reason:
        return str(reason)
    return None
