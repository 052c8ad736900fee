import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core import clock

KEPT = timedelta(days=30)
"""How long an uploaded file is kept, unless somebody discards it before."""
STALE = timedelta(seconds=30)
"""A job that has not shown life for so long was cut short."""


class State(models.TextChoices):
    """Where an import is."""

    CHECKING = "checking", _("En revisión")
    REFUSED = "refused", _("No se pudo leer")
    CHECKED = "checked", _("Revisado, sin publicar")
    RUNNING = "running", _("Publicando")
    STOPPED = "stopped", _("Detenido")
    DONE = "done", _("Terminado")
    DISCARDED = "discarded", _("Descartado")


WORKING = frozenset({State.CHECKING, State.RUNNING})


class RowState(models.TextChoices):
    """What will become of a row, and what became of it."""

    NEW = "new", _("Se publicará")
    DIFFERENT = "different", _("Distinta de lo publicado")
    SAME = "same", _("Ya estaba igual")
    REJECTED = "rejected", _("Rechazada")
    PUBLISHED = "published", _("Publicada")
    AMENDED = "amended", _("Corregida")
    FAILED = "failed", _("No se pudo publicar")


REFUSED_ROWS = (RowState.REJECTED, RowState.FAILED)


def new_key() -> str:
    """An address that nobody guesses."""
    return secrets.token_hex(16)


def new_salt() -> bytes:
    """Random bytes for the fingerprint that the register keeps of the file."""
    return secrets.token_bytes(32)


class Import(models.Model):
    """One file that somebody brought: checked, then published row by row, or discarded."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    name = models.CharField(_("archivo"), max_length=150)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("tamaño"))
    salt = models.BinaryField(max_length=32, default=new_salt)
    content = models.BinaryField(default=b"")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(_("estado"), max_length=10, choices=State, default=State.CHECKING)
    uploaded_at = models.DateTimeField(_("subido"))
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    amends = models.BooleanField(default=False)
    reason = models.CharField(_("motivo"), max_length=300, blank=True)
    notices = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("importación")
        verbose_name_plural = _("importaciones")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("importing:import", args=[self.key])

    @property
    def provenance(self) -> str:
        """What each of its acts says in the register.

        The file holds names of people, which may have to be erased, so the register keeps no plain hash of it: with
        the salt kept here anybody can prove which file it was; once the salt is gone nobody can test guesses against
        it (ADR 0002).
        """
        seal = hmac.new(bytes(self.salt), bytes.fromhex(self.sha256), hashlib.sha256).hexdigest()
        return f"Importado de un archivo con sello {seal}"

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_cut_short(self) -> bool:
        """Whether its job died without a word."""
        return self.is_working and self.beat_at is not None and self.beat_at < clock.now() - STALE

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    def counts(self) -> dict[str, int]:
        """How many rows there are of each state; zero when none."""
        found = dict(self.rows.order_by().values_list("state").annotate(n=models.Count("pk")))
        return {state: found.get(state, 0) for state in RowState.values}


class ImportRow(models.Model):
    """One row of the file: what is wrong with it or what it changes, and the acts that came of it."""

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    item = models.IntegerField()
    """The record that it belongs to, by its number in the file's plan; −1 when it names none."""
    order = models.PositiveIntegerField()
    sheet = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=RowState)
    problems: Any = models.JSONField(default=list)
    differences: Any = models.JSONField(default=list)
    first_entry = models.PositiveBigIntegerField(null=True)
    last_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("fila importada")
        verbose_name_plural = _("filas importadas")
        ordering = ["order"]
        indexes = [models.Index(fields=["job", "state"]), models.Index(fields=["job", "item"])]
        constraints = [models.UniqueConstraint(fields=["job", "order"], name="importing_row_order_unique")]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.number}"
