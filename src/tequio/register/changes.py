"""The differences between two versions of a record, in the words of its fields."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tequio.register.kinds import Label, PublicRecord


@dataclass(frozen=True)
class Change:
    """One field that differs; an empty side means that it was added or taken out."""

    label: str
    before: str
    after: str


def differences(shape: type[PublicRecord], before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Field by field, in the order of the shape."""
    names = [name for name in shape.model_fields if name != "id" and (name in before or name in after)]
    names += sorted((before.keys() | after.keys()) - set(names) - {"id"})
    changes = []
    for name in names:
        if before.get(name) != after.get(name):
            words = shape.value_labels.get(name, {})
            changes.append(
                Change(
                    shape.field_label(name), _coded(before.get(name), words), _coded(after.get(name), words)
                )
            )
    return changes


def _coded(value: Any, words: dict[str, Label]) -> str:
    return str(words[value]) if isinstance(value, str) and value in words else in_words(value)


def in_words(value: Any) -> str:
    """A JSON value as a reader would write it; one line per item of a list."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(value, list):
        return "\n".join(in_words(item) for item in value)
    if isinstance(value, dict):
        return " · ".join(in_words(item) for item in value.values() if item not in (None, "", [], {}))
    return str(value)
