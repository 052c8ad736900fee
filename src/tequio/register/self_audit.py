"""The register checked from end to end as it lies in this town's database: every byte that a signature covers."""

from collections.abc import Iterator
from hashlib import sha256

from tequio.ledger.audit import audit
from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.envelope import Envelope
from tequio.ledger.errors import LedgerError, NotFoundError
from tequio.register import models, signing
from tequio.register.tree import DatabaseTiles, current_root, current_size


class DatabaseLog(DatabaseTiles):
    """The register's entries and hashes as they lie in the database, for the ledger's audit."""

    def read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """Return a tile's hashes."""
        try:
            return super().read_tile(level, index, width)
        except LookupError as error:
            raise NotFoundError(str(error)) from None

    def read_bundle(self, index: int, width: int) -> list[bytes]:
        """Return up to 256 entries."""
        rows = models.Entry.objects.filter(index__gte=index * 256, index__lt=index * 256 + width).order_by(
            "index"
        )
        entries = [bytes(body) for body in rows.values_list("body", flat=True)]
        if len(entries) != width:
            raise NotFoundError(f"bundle {index} has {len(entries)} of {width} entries")
        return entries


def register_faults(*, with_key: bool) -> list[str]:
    """Audit every entry against the newest signed checkpoint; with the key, every signature too. Faults in Spanish."""
    stored = models.Checkpoint.objects.order_by("-size").first()
    size = current_size()
    if stored is None:
        return [f"hay {size} actos y ninguna firma"] if size else []
    try:
        checkpoint = _opened(stored, with_key=with_key)
    except (LedgerError, signing.KeyMissingError) as error:
        return [f"la firma de {stored.size} actos no es válida: {error}"]
    if size < checkpoint.size:
        return [f"hay {size} actos y se firmaron {checkpoint.size}"]
    faults = [
        f"{fault.path} {fault.entry}: {fault.problem.value}"
        for fault in audit(checkpoint, DatabaseLog()).faults
    ]
    return [*faults, *_detached_faults(), *_checkpoint_faults(size, with_key=with_key)]


def _opened(stored: models.Checkpoint, *, with_key: bool) -> Checkpoint:
    if with_key:
        return open_checkpoint(stored.note, signing.town_signer().verifier)[0]
    return Checkpoint.parse(stored.note.split("\n\n")[0] + "\n")


def _detached_faults() -> Iterator[str]:
    """Records too long for their entry must have the SHA-256 that it holds."""
    rows = models.Entry.objects.order_by("index").values_list("index", "body", "detached")
    for index, body, detached in rows.iterator():
        try:
            expected = Envelope.parse(bytes(body)).record_sha256
        except LedgerError:
            continue  # told by the audit
        found = sha256(bytes(detached)).hexdigest() if detached is not None else None
        if found != expected:
            yield f"acto {index}: su contenido no es el que se firmó"


def _checkpoint_faults(size: int, *, with_key: bool) -> Iterator[str]:
    """Every checkpoint ever stored must be signed, say what its row says, and be of these acts."""
    tiles = DatabaseLog()
    for stored in models.Checkpoint.objects.order_by("size").iterator():
        try:
            head = _opened(stored, with_key=with_key)
            is_ours = head.size <= size and current_root(head.size, tiles) == head.root
        except (LedgerError, UnicodeError) as error:
            yield f"la firma de {stored.size} actos no es válida: {error}"
            continue
        if not is_ours or (stored.size, bytes(stored.root)) != (head.size, head.root):
            yield f"la firma de {stored.size} actos no es la de estos actos"
