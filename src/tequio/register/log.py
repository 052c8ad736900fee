"""Appending to the public register."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256

from django.db import transaction

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import require_action
from tequio.ledger.canonical import canonical_bytes
from tequio.ledger.envelope import Envelope
from tequio.ledger.errors import EntryTooLargeError
from tequio.ledger.merkle import leaf_hash
from tequio.register import signing
from tequio.register.kinds import PublicRecord
from tequio.register.models import Entry, File, Log, Record, Trace
from tequio.register.tree import close_full_tiles
from tequio.search.index import Document, put


@dataclass
class Provenance:
    """Where the facts of some acts were taken from, and those acts, in the order in which they were appended."""

    text: str
    entries: list[Entry] = field(default_factory=list)


_provenance: ContextVar[Provenance | None] = ContextVar("provenance", default=None)


@contextmanager
def provenance(text: str) -> Iterator[Provenance]:
    """Say, after the basis of every act appended inside the block, where its facts were taken from."""
    source = Provenance(text)
    token = _provenance.set(source)
    try:
        yield source
    finally:
        _provenance.reset(token)


def append(
    record: PublicRecord,
    verb: str,
    *,
    issuer: str,
    by: User | None,
    basis: str = "",
    files: Iterable[File] = (),
) -> Entry:
    """Publish *record*: its next version enters the register in the caller's transaction, or not at all.

    *verb* is one of the record's verbs; *issuer* the office that acts, never a person; *basis* the article or
    agreement that empowers it. Times never decrease. Raises ``RegisterBlockedError`` when the database is older than
    what this town already signed. A record too long for an entry (65,535 bytes) stays beside it, under its SHA-256.
    """
    require_action(f"{record.type_name} {record.id}")
    if verb not in record.verbs:
        raise ValueError(f"{record.type_name} has no verb {verb!r}")
    log = Log.objects.select_for_update().get(pk=1)
    signing.refuse_rollback(log.size)
    previous = Record.objects.filter(subject_type=record.type_name, subject_id=record.id).first()
    source = _provenance.get()
    if source:
        basis = " · ".join(filter(None, [basis, source.text]))
    entry = _write_entry(log, record, verb, issuer, basis, previous)
    if source:
        source.entries.append(entry)
    Trace.objects.create(entry=entry, user=by, before=previous.data if previous else None)
    _project(entry, record, previous)
    _publish_files(entry, files)
    transaction.on_commit(signing.sign_head, robust=True)
    return entry


def _write_entry(
    log: Log, record: PublicRecord, verb: str, issuer: str, basis: str, previous: Record | None
) -> Entry:
    at = _next_time(log)
    public = {"schema": record.schema_version, **record.to_public()}
    envelope = Envelope(
        kind=f"{record.type_name}.{verb}",
        subject_type=record.type_name,
        subject_id=record.id,
        version=previous.version + 1 if previous else 1,
        at=at,
        issuer=issuer,
        basis=basis,
        record=public,
    )
    detached = None
    try:
        body = envelope.to_bytes()
    except EntryTooLargeError:
        detached = canonical_bytes(public)
        body = replace(envelope, record=None, record_sha256=sha256(detached).hexdigest()).to_bytes()
    entry = Entry.objects.create(
        index=log.size,
        kind=envelope.kind,
        subject_type=record.type_name,
        subject_id=record.id,
        version=envelope.version,
        at=at,
        issuer=issuer,
        body=body,
        leaf_hash=leaf_hash(body),
        detached=detached,
    )
    log.size += 1
    log.last_at = at
    log.save(update_fields=["size", "last_at"])
    close_full_tiles(log.size)
    return entry


def _next_time(log: Log) -> datetime:
    """Now, in whole seconds of UTC, but never before the last entry: a clock set back does not reorder acts."""
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    if log.last_at and now < log.last_at:
        return log.last_at
    return now


def _project(entry: Entry, record: PublicRecord, previous: Record | None) -> None:
    current = previous or Record(subject_type=record.type_name, subject_id=record.id, first_at=entry.at)
    current.version = entry.version
    current.entry = entry
    current.section = record.section
    current.title = record.title()
    current.summary = record.summary()
    current.path = record.path()
    current.occurred_on = record.occurred_on()
    current.updated_at = entry.at
    current.data = record.to_public()
    current.save()
    index_record(current, record)


def index_record(current: Record, public: PublicRecord) -> None:
    """Put the words of a record in the search index, as its publication does."""
    put(
        Document(
            kind=public.type_name,
            key=public.id,
            title=current.title,
            summary=current.summary,
            text=public.search_text(),
            path=current.path,
            section=current.section,
            on=current.date,
            on_note=public.occurred_note(),
        )
    )


def _publish_files(entry: Entry, files: Iterable[File]) -> None:
    for file in files:
        if file.published_in_id is None:
            file.published_in = entry
            file.save(update_fields=["published_in"])
