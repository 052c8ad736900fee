"""The history of a record, draft or public: every action hands over what it wrote, with who did it."""

from typing import Any

from django.db.models import Field, ForeignKey, QuerySet
from django.utils import formats, timezone

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import LegalModel, Written, keep_changes_with
from tequio.register.models import Change

LONGEST = 2000  # characters of each side that the history shows


def keep(written: list[Written], by: Any) -> None:
    """Keep what one action wrote; runs in its transaction."""
    now = clock.now()
    rows = []
    for each in written:
        subject_type, subject_key = each.subject
        rows.append(
            Change(
                subject_type=subject_type,
                subject_key=subject_key,
                what=each.what[:300],
                verb=each.verb,
                changes=_in_words(each),
                user=by if isinstance(by, User) else None,
                at=now,
            )
        )
    Change.objects.bulk_create(rows)


def history_of(subject_type: str, key: int) -> QuerySet[Change]:
    """The changes of one record, the last first."""
    return Change.objects.filter(subject_type=subject_type, subject_key=key).select_related("user")


def _in_words(each: Written) -> list[list[str]]:
    fields = {field.attname: field for field in each.row._meta.concrete_fields}
    told = {name: pair for name, pair in each.changes.items() if fields[name].editable or name == "status"}
    return [
        [str(fields[name].verbose_name), *(_shown(each.row, fields[name], value) for value in pair)]
        for name, pair in told.items()
    ]


def _shown(row: LegalModel, field: "Field[Any, Any]", value: Any) -> str:
    """As a person reads it: the words of a choice, the name of what it points to."""
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        found = field.related_model._base_manager.filter(pk=value).first()
        return str(found or "")[:LONGEST]
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if hasattr(value, "tzinfo"):
        return formats.date_format(timezone.localtime(value), r"j \d\e F \d\e Y, H:i \h")
    return str(value)[:LONGEST]


keep_changes_with(keep)
