"""Two people at the same form: the second one sees what the first one saved before anything is overwritten."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Difference:
    """A field that is saved in one way and typed in another."""

    label: str | Promise
    saved: str
    typed: str


def fingerprint(form: forms.BaseForm) -> str:
    """What the form starts from today, as a short hash: it changes when somebody saves a change of it."""
    values = [(name, _plain(form.get_initial_for_field(field, name))) for name, field in form.fields.items()]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


def differences(form: forms.BaseForm) -> list[Difference]:
    """The fields of a bound form whose typed value is not the one that is saved now."""
    found = []
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField):
            continue
        saved = _shown(field, _plain(form.get_initial_for_field(field, name)))
        typed = _shown(field, _plain(form[name].value()))
        if saved.replace("\r\n", "\n").strip() != typed.replace("\r\n", "\n").strip():
            found.append(Difference(field.label or name, saved, typed))
    return found


def _plain(value: Any) -> Any:
    """A value without the object that carries it: a record as its key, a list as the keys in it."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet | list | tuple | set):
        return sorted(str(_plain(each)) for each in value)
    return "" if value is None else str(value)


def _shown(field: forms.Field, value: Any) -> str:
    """As a person reads it: the words of a choice, not its key."""
    if isinstance(field, forms.MultiValueField) and isinstance(value, list):
        return " ".join(value)
    if isinstance(value, list):
        return ", ".join(_shown(field, each) for each in value)
    choices: Iterable[Any] = getattr(field, "choices", ())
    words = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
    return words.get(str(value), str(value))
