"""Answering "is this the one that was published?" for a folio or a file."""

import hashlib
import re
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from tequio.register.kinds import PublishedFile
from tequio.register.models import Entry, File, Record

FINGERPRINT = re.compile(r"^[0-9a-f]{64}$")


@dataclass(frozen=True)
class Finding:
    """What the register knows of a file. ``state``: current, superseded, unknown or malformed."""

    sha256: str
    state: str
    record: Record | None = None
    entry: Entry | None = None
    file: PublishedFile | None = None


def sha256_of(upload: UploadedFile) -> str:
    """The fingerprint of an uploaded file, read in pieces and kept nowhere."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def find_file(sha256: str) -> Finding:
    """Whether a file with this fingerprint was published, and whether it still is the version in force."""
    if not FINGERPRINT.fullmatch(sha256):
        return Finding(sha256, "malformed")
    stored = (
        File.objects.filter(sha256=sha256, published_in__isnull=False).select_related("published_in").first()
    )
    if stored is None or stored.published_in is None:
        return Finding(sha256, "unknown")
    entry = stored.published_in
    record = Record.objects.get(subject_type=entry.subject_type, subject_id=entry.subject_id)
    cited = next((file for file in record.public.fingerprints() if file.sha256 == sha256), None)
    return Finding(sha256, "current" if cited else "superseded", record, entry, cited)


def find_folio(folio: str) -> Record | None:
    """The record that somebody means by what they typed or scanned: its key in any case, or the address of its page."""
    words = folio.strip().rstrip("/").split("?")[0]
    key = words.rsplit("/", 1)[-1]
    if key.isdigit() and len(key) <= 18:
        entry = Entry.objects.filter(index=int(key)).first()
        if entry:
            return Record.objects.get(subject_type=entry.subject_type, subject_id=entry.subject_id)
    return (
        Record.objects.filter(subject_id__iexact=key).order_by("-updated_at").first()
        or Record.objects.filter(path__iexact=_path_of(words)).first()
    )


def _path_of(address: str) -> str:
    without_scheme = address.split("://", 1)[-1]
    return "/" + without_scheme.split("/", 1)[-1] + "/"
