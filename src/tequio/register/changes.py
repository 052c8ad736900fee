"""The differences between two versions of a record, in the words of its fields."""

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from tequio.register.kinds import PublicRecord


@dataclass(frozen=True)
class Change:
    """One field that differs; an empty side means that it was added or taken out."""

    label: str
    before: str
    after: str
    is_text: bool
    """Whether somebody wrote it, in the language of the register; a date or a coded value is the interface's."""


def differences(shape: type[PublicRecord], before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Field by field, in the order of the shape."""
    names = [name for name in shape.model_fields if name != "id" and (name in before or name in after)]
    names += sorted((before.keys() | after.keys()) - set(names) - {"id"})
    return [
        Change(
            shape.field_label(name),
            in_words(shape, name, before.get(name)),
            in_words(shape, name, after.get(name)),
            _is_text(shape, name, after.get(name) or before.get(name)),
        )
        for name in names
        if before.get(name) != after.get(name)
    ]


def in_words(shape: type[PublicRecord], path: str, value: Any) -> str:
    """A JSON value as a reader would write it; one line per item of a list, coded values by their word."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(value, list):
        return "\n".join(in_words(shape, path, item) for item in value)
    if isinstance(value, dict):
        parts = (in_words(shape, f"{path}.{key}", item) for key, item in value.items())
        return " · ".join(part for part in parts if part)
    words = shape.vocabularies.get(path)
    return str(words(value).label if words and value in words.values else _spelt(str(value)))


def _is_text(shape: type[PublicRecord], name: str, value: Any) -> bool:
    if isinstance(value, str):
        return name not in shape.vocabularies and _spelt(value) == value
    return isinstance(value, list | dict)


def _spelt(value: str) -> str:
    """A date or an instant as people write it; anything else as it is."""
    try:
        if day := parse_date(value):
            return date_format(day, "DATE_FORMAT")
        if (moment := parse_datetime(value)) and is_aware(moment):
            return date_format(localtime(moment), "DATETIME_FORMAT")
    except ValueError:  # looks like a date and is none
        pass
    return value
