"""From rows to the documents of the API. Whatever is here was published: nothing else is ever read."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from tequio.register.kinds import kind_of
from tequio.register.models import Entry, Record

Json = dict[str, Any]


def absolute(path: str) -> str:
    """The address of a path of this site."""
    return f"{settings.TEQUIO_URL}{path}"


def present(**values: Any) -> Json:
    """The values that there are: what is empty is left out."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def record_url(type_name: str, key: str) -> str:
    """The record in this API."""
    return absolute(reverse("api:record", args=[type_name, key]))


def act_json(entry: Entry) -> Json:
    """Where an act stands and how to check it."""
    return {
        "index": entry.index,
        "at": entry.at,
        "verb": entry.verb,
        "url": absolute(reverse("register:entry", args=[entry.index])),
        "api_url": absolute(reverse("api:entry", args=[entry.index])),
        "proof_url": absolute(reverse("log:entry_proof", args=[entry.index])),
    }


def record_json(record: Record) -> Json:
    """One record: what every kind has, and its own data exactly as the register holds them."""
    note = kind_of(record.subject_type).from_public(record.data).occurred_note()
    head = {
        "type": record.subject_type,
        "id": record.subject_id,
        "version": record.version,
        "section": record.section,
        "title": record.title,
        "summary": record.summary,
        "url": absolute(record.path),
        "api_url": record_url(record.subject_type, record.subject_id),
        "published_at": record.first_at,
        "updated_at": record.updated_at,
        "act": act_json(record.entry),
        "data": record.data,
    }
    return {**head, **present(occurred_on=None if note else record.occurred_on, occurred_note=note)}


def version_json(entry: Entry) -> Json:
    """One version of a record."""
    return {
        "version": entry.version,
        "sentence": sentence(entry, entry.record_data()),
        "issuer": entry.issuer,
        "act": act_json(entry),
    }


def entry_json(entry: Entry) -> Json:
    """One act, with what it published."""
    data = entry.record_data()
    return {
        "act": act_json(entry),
        "kind": entry.kind,
        "type": entry.subject_type,
        "id": entry.subject_id,
        "version": entry.version,
        "issuer": entry.issuer,
        "sentence": sentence(entry, data),
        "leaf_hash": bytes(entry.leaf_hash).hex(),
        "record_api_url": record_url(entry.subject_type, entry.subject_id),
        "data": data,
    }


def sentence(entry: Entry, data: Json) -> str:
    """The act as the chronicle tells it."""
    return entry.shape.sentence(entry.verb, entry.shape.from_public(data).title())


def schema_url(type_name: str) -> str:
    """The JSON Schema of a kind's data."""
    return absolute(reverse("log:schema", args=[type_name]))
