"""What the system knows of people, as code: the notices, the retention job, exports and erasures are made from it.

Each room declares its holdings in its ``personal_data.py``. A test walks every model of the project: one that holds
personal data and is in no holding, or is not declared impersonal, breaks the build. Source: LGPDPPSO (DOF
20-03-2025), articles 16–29.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
NOTHING_TO_REFUSE = _("No hay finalidades que requieran tu consentimiento.")


class Level(models.TextChoices):
    """How much harm its disclosure could do; the security measures follow from it."""

    PUBLIC_OFFICE = "public_office", _("Del servicio público: es público por ley")
    ORDINARY = "ordinary", _("De identificación o contacto")
    SENSITIVE = "sensitive", _("Sensible")


@dataclass(frozen=True)
class Holding:
    """Personal data kept for one purpose."""

    key: str
    title: Text
    people: Text  # whose data they are
    data: Text  # which data, in words
    purpose: Text
    basis: Text
    retention: Text  # for how long and why
    level: Level
    fields: Mapping[str, tuple[str, ...]]
    """``"accounts.User": ("email", …)``: where the data are, for the inventory, the search and the export."""
    is_published: bool = False
    needs_consent: bool = False
    refusal: Text = NOTHING_TO_REFUSE
    """What somebody may refuse, and how (article 21, VIII)."""
    erase: Callable[..., None] | None = None
    """``erase(row, by=user)``: take out what is personal in one row, or raise ``RuleError`` saying why it must stay."""
    prune: Callable[[], int] | None = None
    """Delete what has outlived its term and return how many rows went; runs every night."""
    keeps: Text = ""
    """What stays after an erasure, and why."""


@dataclass(frozen=True)
class Inventory:
    """Everything declared: holdings by key, and the models that hold nothing personal, each with its reason."""

    holdings: dict[str, Holding] = field(default_factory=dict)
    impersonal: dict[str, str] = field(default_factory=dict)

    def declare(self, *holdings: Holding) -> None:
        """Add holdings; each key once."""
        for holding in holdings:
            if self.holdings.get(holding.key, holding) is not holding:
                raise ValueError(f"two holdings are called {holding.key}")
            self.holdings[holding.key] = holding

    def declare_impersonal(self, reason: str, *labels: str) -> None:
        """Say that these models hold nothing personal, and why."""
        self.impersonal.update(dict.fromkeys(labels, reason))

    def fields_of(self, label: str) -> set[str]:
        """The personal fields of one model, whatever the holding."""
        return {name for one in self.holdings.values() for name in one.fields.get(label, ())}


INVENTORY = Inventory()


def personal_values(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    """What *row* keeps of a person, by field; what is empty is left out."""
    values = {name: getattr(row, name) for name in names}
    return {name: value for name, value in values.items() if value not in (None, "", b"")}


INVENTORY.declare(
    Holding(
        key="limites",
        title=_("Límites de uso"),
        people=_("Cualquier persona que envía un formulario o intenta entrar"),
        data=_("Un código calculado con la dirección de red o la cuenta; no la dirección"),
        purpose=_("Frenar ataques y abusos"),
        basis=_(
            "Ley General de Protección de Datos Personales (2025), artículos 25 a 29: medidas de seguridad"
        ),
        retention=_("Minutos: hasta que termina la ventana del límite"),
        level=Level.ORDINARY,
        fields={"core.LimitCount": ("key",)},
    ),
)
INVENTORY.declare_impersonal("Jobs and processes of this system", "core.ScheduledJob", "core.Worker")
INVENTORY.declare_impersonal("The town itself, by its office's contact", "core.Town")
