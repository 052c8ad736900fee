"""What the register says, at one of its sizes: the same facts for ever, whatever is published meanwhile."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from tequio.opendata.flattening import Published
from tequio.register.kinds import KINDS
from tequio.register.models import Checkpoint, Entry, Record

CHUNK = 500


def published_records(type_name: str) -> Iterator[Published]:
    """The records of a kind as they stand, the one that changed longest ago first."""
    rows = Record.objects.filter(subject_type=type_name).order_by("entry_id")
    columns = ("data", "title", "path", "entry_id", "version", "first_at", "updated_at")
    return (Published(*row) for row in rows.values_list(*columns).iterator(chunk_size=CHUNK))


@dataclass(frozen=True)
class Snapshot:
    """The first acts of the register, up to those that one checkpoint covers.

    Everything here is read from the acts, which never change, so two snapshots of one size are equal.
    """

    checkpoint: Checkpoint

    @property
    def size(self) -> int:
        return self.checkpoint.size

    def entries(self) -> QuerySet[Entry]:
        """The acts, in their order."""
        return Entry.objects.filter(index__lt=self.size).order_by("index")

    def kinds(self) -> list[str]:
        """The kinds that have some record, by name."""
        found = self.entries().order_by().values_list("subject_type", flat=True).distinct()
        return sorted(KINDS.keys() & set(found))

    def records(self, type_name: str) -> Iterator[Published]:
        """The records of a kind as they stood, in the order of :func:`published_records`."""
        of_kind = self.entries().filter(subject_type=type_name)
        newest = of_kind.order_by().values("subject_id").annotate(last=Max("index")).values("last")
        first = Entry.objects.filter(subject_type=type_name, subject_id=OuterRef("subject_id"), version=1)
        rows = of_kind.filter(index__in=newest).annotate(first_at=Subquery(first.values("at")[:1]))
        for entry in rows.iterator(chunk_size=CHUNK):
            yield _published(entry)

    def detached(self) -> Iterator[tuple[str, bytes]]:
        """The records too long for an act: the SHA-256 that their act holds, and their bytes."""
        for entry in self.entries().filter(detached__isnull=False).iterator(chunk_size=CHUNK):
            yield json.loads(bytes(entry.body))["record_sha256"], bytes(entry.detached or b"")


def _published(entry: Any) -> Published:
    public = entry.shape.from_public(entry.record_data())
    return Published(
        public.to_public(),
        public.title(),
        public.path(),
        entry.index,
        entry.version,
        entry.first_at,
        entry.at,
    )
