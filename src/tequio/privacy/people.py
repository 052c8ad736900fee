"""What is known of one person: found by any of their data, exported whole, erased where the law allows."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.audit import note_reading
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.core.personal_data import INVENTORY, Holding, personal_values
from tequio.privacy.models import RightExercise, RightKind
from tequio.privacy.scrubbing import scrub_later
from tequio.register.models import Change, Discarded

MATCHES_SHOWN = 100
MINIMUM_LETTERS = 3
COPIES = ((Change, "changes"), (Discarded, "rows"))
"""Where the staff's desk repeats what records say: their history, and the trash."""
SEARCHABLE = (models.CharField, models.TextField, models.GenericIPAddressField, models.JSONField)


@dataclass(frozen=True)
class Match:
    """One row that holds data of the person asked about."""

    holding: Holding
    row: models.Model

    @property
    def reference(self) -> str:
        """How a form names it: holding, model and key."""
        return f"{self.holding.key}:{self.row._meta.label}:{self.row.pk}"

    @property
    def kind(self) -> str:
        return capfirst(str(self.row._meta.verbose_name))

    def values(self) -> list[tuple[str, Any]]:
        """Label and value of each personal field."""
        found = personal_values(self.row, self.holding.fields[self.row._meta.label])
        return [(_label(self.row, name), value) for name, value in found.items()]


def find(text: str, *, by: User) -> list[Match]:
    """The rows whose personal fields contain *text*, whatever its case; raises ``RuleError`` when it is too short."""
    require(by.may(Permission.PERSONAL_DATA_MANAGE))
    wanted = " ".join(text.split())
    if len(wanted) < MINIMUM_LETTERS:
        raise RuleError(_("Escribe al menos 3 letras del nombre o el correo completo."), field="text")
    note_reading(by, _("búsqueda de datos personales de una persona"))
    matches: list[Match] = []
    for holding in INVENTORY.holdings.values():
        for label, names in holding.fields.items():
            matches += (Match(holding, row) for row in _rows(label, names, wanted))
    return matches[:MATCHES_SHOWN]


def _rows(label: str, names: tuple[str, ...], wanted: str) -> Iterator[models.Model]:
    model = apps.get_model(label)
    condition = Q()
    for name in names:
        if isinstance(model._meta.get_field(name), SEARCHABLE):
            condition |= Q(**{f"{name}__icontains": wanted})
    if condition:
        yield from model._default_manager.filter(condition)[:MATCHES_SHOWN]


def match_of(reference: str) -> Match:
    """The match that a form names; ``LookupError`` when there is none."""
    key, label, pk = reference.split(":", 2)
    holding = INVENTORY.holdings[key]
    if label not in holding.fields:
        raise LookupError(reference)
    row = apps.get_model(label)._default_manager.filter(pk=pk).first()
    if row is None:
        raise LookupError(reference)
    return Match(holding, row)


@transaction.atomic
def export(matches: list[Match], *, by: User) -> bytes:
    """The data in a structured, commonly used format (article 51): JSON with the purpose and term of each holding."""
    require(by.may(Permission.PERSONAL_DATA_MANAGE))
    for match in matches:
        _note(RightKind.ACCESS, match, by)
    document = {
        "generado": clock.now().isoformat(),
        "datos": [
            {
                "tratamiento": str(match.holding.title),
                "finalidad": str(match.holding.purpose),
                "fundamento": str(match.holding.basis),
                "conservacion": str(match.holding.retention),
                "valores": {label: _plain(value) for label, value in match.values()},
            }
            for match in matches
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


@transaction.atomic
def erase(match: Match, *, by: User) -> None:
    """Take the data out for good, of the row and of the space that it leaves free; ``RuleError`` says why it cannot."""
    require(by.may(Permission.PERSONAL_DATA_MANAGE))
    if match.holding.erase is None:
        raise RuleError(_("La ley pide conservar este dato: {reason}").format(reason=match.holding.retention))
    _note(RightKind.ERASURE, match, by)
    told = {value for _label, value in match.values() if isinstance(value, str)}
    match.holding.erase(match.row, by=by)
    _forget_copies(told)
    labels = [*match.holding.fields, *(model._meta.label for model, _field in COPIES)]
    tables = sorted({apps.get_model(label)._meta.db_table for label in labels})
    transaction.on_commit(partial(scrub_later, tables))


def _forget_copies(told: set[str]) -> None:
    """Empty the cells of the staff's history and trash that repeat what was erased, word for word."""
    for model, name in COPIES:
        for value in told:
            for row in model._default_manager.filter(**{f"{name}__icontains": value}):
                setattr(row, name, _without(getattr(row, name), told))
                row.save(update_fields=[name])


def _without(held: Any, told: set[str]) -> Any:
    if isinstance(held, list):
        return [_without(part, told) for part in held]
    if isinstance(held, dict):
        return {key: _without(part, told) for key, part in held.items()}
    return "" if held in told else held


def _note(kind: RightKind, match: Match, by: User) -> None:
    RightExercise.objects.create(
        kind=kind, holding=match.holding.key, model=match.row._meta.label, row=str(match.row.pk), by=by
    )


def _label(row: models.Model, name: str) -> str:
    return capfirst(str(getattr(row._meta.get_field(name), "verbose_name", name)))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)
