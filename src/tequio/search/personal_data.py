"""Searches are counted without who made them."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.search.models import ZeroResult

KEPT = timedelta(days=365)


def prune_searches() -> int:
    """Forget what nobody searched for in a year."""
    return ZeroResult.objects.filter(last_on__lt=clock.today() - KEPT).delete()[0]


def erase_search(row: ZeroResult, *, by: object) -> None:
    """Forget one text."""
    row.delete()


INVENTORY.declare(
    Holding(
        key="busquedas",
        title=_("Búsquedas sin resultado"),
        people=_("Cualquier persona que busca; no se guarda quién"),
        data=_("El texto buscado, que podría contener un nombre"),
        purpose=_("Saber qué información falta publicar"),
        basis=_("Ley General de Transparencia (2025): publicar lo que la ciudadanía pide"),
        retention=_("Un año desde la última vez que alguien lo buscó"),
        level=Level.ORDINARY,
        fields={"search.ZeroResult": ("text",)},
        erase=erase_search,
        prune=prune_searches,
    ),
)
INVENTORY.declare_impersonal(
    "The index of what is published", "search.IndexedDocument", "search.VocabularyWord"
)
