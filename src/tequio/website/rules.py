"""The words of translating: what is translated of a record and the states of the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# What is translated of a record: its title, its summary, and whatever else the page says, as running text.
FIELDS = ("title", "summary", "text")
MAX_TITLE = 300
MAX_TEXT = 20_000


class TranslationStatus(models.TextChoices):
    """Where a translation is. Only an approved one is read by the public."""

    DRAFT = "draft", _("Borrador")
    REVIEWED = "reviewed", _("Revisada")
    APPROVED = "approved", _("Publicada")


class Coverage(models.TextChoices):
    """What the board says of a record in a language."""

    MISSING = "falta", _("Sin traducir")
    STALE = "atrasada", _("Atrasada")
    WORKING = "proceso", _("En proceso")
    DONE = "lista", _("Al día")
