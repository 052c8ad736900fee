"""The envelope: what every entry of a town's register says, whatever it is about.

Canonical JSON (RFC 8785) with these keys and no other::

    {"v": 1, "kind": "meetings.agreement.adopted",
     "subject": {"type": "meetings.agreement", "id": "2026-ord-02-03"}, "version": 1,
     "at": "2026-11-22T10:00:00Z", "issuer": "Secretaría Técnica de la CIGA",
     "basis": "…", "record": {…} or "record_sha256": "…"}

``basis`` is left out where there is none. The record is published in the entry; when it is large or
could ever need erasing, the entry carries its hash instead.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from tequio.ledger.canonical import canonical_bytes, parse_canonical
from tequio.ledger.errors import EntryTooLargeError, FormatError
from tequio.ledger.tiles import MAX_ENTRY_SIZE

SCHEMA = 1
MAX_VERSION = 2**53 - 1
_KIND = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_TYPE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_REQUIRED = {"v", "kind", "subject", "version", "at", "issuer"}
_OPTIONAL = {"basis", "record", "record_sha256"}


@dataclass(frozen=True)
class Envelope:
    """One entry of the register.

    Attributes:
        kind: what happened, as ``<room>.<noun>.<past verb>``.
        subject_type: what it happened to, as ``<room>.<noun>``.
        subject_id: which one; unique within its type.
        version: 1 for the first entry about this subject in this log, then one more each time.
        at: when, in UTC and whole seconds.
        issuer: the office that published it, never a person.
        basis: the legal basis, empty where there is none.
        record: the public record itself; its numbers are whole.
        record_sha256: the record's hash or commitment in lower-case hexadecimal, instead of it.
    """

    kind: str
    subject_type: str
    subject_id: str
    version: int
    at: datetime
    issuer: str
    basis: str = ""
    record: dict[str, Any] | None = None
    record_sha256: str | None = None

    def __post_init__(self) -> None:
        _require(isinstance(self.kind, str) and _KIND.fullmatch(self.kind), "kind")
        _require(isinstance(self.subject_type, str) and _TYPE.fullmatch(self.subject_type), "subject.type")
        _require(_is_line(self.subject_id), "subject.id")
        _require(type(self.version) is int and 1 <= self.version <= MAX_VERSION, "version")
        _require(self.at.utcoffset() == timedelta(0) and self.at.microsecond == 0, "at")
        _require(_is_line(self.issuer), "issuer")
        _require(self.basis == "" or _is_line(self.basis), "basis")
        _require((self.record is None) != (self.record_sha256 is None), "record or record_sha256")
        _require(self.record is None or isinstance(self.record, dict), "record")
        is_hash = isinstance(self.record_sha256, str) and _SHA256.fullmatch(self.record_sha256)
        _require(self.record_sha256 is None or is_hash, "record_sha256")

    def to_bytes(self) -> bytes:
        """Return the entry's bytes, the ones that the register hashes.

        Raises:
            FormatError: the record holds something that is not JSON with whole numbers.
            EntryTooLargeError: the entry is longer than a bundle can carry.
        """
        fields = {
            "v": SCHEMA,
            "kind": self.kind,
            "subject": {"type": self.subject_type, "id": self.subject_id},
            "version": self.version,
            # Not strftime: it does not pad years before 1000 everywhere.
            "at": self.at.replace(tzinfo=None).isoformat() + "Z",
            "issuer": self.issuer,
            "basis": self.basis or None,
            "record": self.record,
            "record_sha256": self.record_sha256,
        }
        data = canonical_bytes({key: value for key, value in fields.items() if value is not None})
        _require_size(data)
        return data

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read an entry; refuse every byte sequence but the one that :meth:`to_bytes` writes."""
        _require_size(data)
        fields = parse_canonical(data)
        if not isinstance(fields, dict):
            raise FormatError("an entry is a JSON object")
        if missing := _REQUIRED - fields.keys():
            raise FormatError(f"the entry lacks {', '.join(sorted(missing))}")
        if unknown := fields.keys() - _REQUIRED - _OPTIONAL:
            raise FormatError(f"the entry has keys that it may not have: {', '.join(sorted(unknown))}")
        if type(fields["v"]) is not int or fields["v"] != SCHEMA:
            raise FormatError(f"the entry's schema is not {SCHEMA}")
        if any(fields[key] in (None, "") for key in _OPTIONAL & fields.keys()):
            raise FormatError("a key without a value must be left out")
        subject = fields["subject"]
        if not isinstance(subject, dict) or subject.keys() != {"type", "id"}:
            raise FormatError("the entry's subject has a type and an id, nothing else")
        return cls(
            kind=fields["kind"],
            subject_type=subject["type"],
            subject_id=subject["id"],
            version=fields["version"],
            at=_parse_time(fields["at"]),
            issuer=fields["issuer"],
            basis=fields.get("basis", ""),
            record=fields.get("record"),
            record_sha256=fields.get("record_sha256"),
        )


def _parse_time(text: object) -> datetime:
    try:
        at = datetime.strptime(str(text), _TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError as error:
        raise FormatError(f"not a time in UTC and whole seconds: {text!r}") from error
    if at.replace(tzinfo=None).isoformat() + "Z" != text:
        raise FormatError(f"not a time in UTC and whole seconds: {text!r}")
    return at


def _is_line(value: object) -> bool:
    if not isinstance(value, str) or not value or value != value.strip():
        return False
    return value.replace("\xa0", " ").isprintable()  # Spanish typography uses the no-break space


def _require(holds: object, field: str) -> None:
    if not holds:
        raise FormatError(f"the entry's {field} is not valid")


def _require_size(data: bytes) -> None:
    if len(data) > MAX_ENTRY_SIZE:
        raise EntryTooLargeError(f"an entry has at most {MAX_ENTRY_SIZE} bytes, this one has {len(data)}")
