from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Town(models.Model):
    """Whose site this is. One row: a deployment serves one town and holds that town's keys."""

    name = models.CharField(_("nombre del municipio"), max_length=120)
    full_name = models.CharField(_("nombre oficial del Ayuntamiento"), max_length=200)
    state = models.CharField(_("entidad federativa"), max_length=80)
    commission_name = models.CharField(_("nombre de la comisión"), max_length=200)
    commission_short = models.CharField(_("siglas de la comisión"), max_length=30)
    official_url = models.URLField(_("página oficial del Ayuntamiento"), blank=True)
    phone = models.CharField(_("teléfono"), max_length=60, blank=True)
    address = models.CharField(_("dirección"), max_length=250, blank=True)
    hours = models.CharField(_("horario de atención"), max_length=120, blank=True)
    email = models.EmailField(_("correo"), blank=True)
    is_example = models.BooleanField(_("municipio ficticio de ejemplo"), default=False)
    source_note = models.CharField(_("nota sobre la fuente de los datos"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("municipio")
        verbose_name_plural = _("municipios")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="core_town_only_one")]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Town":
        """The town of this site; before set-up, an unsaved one without a name."""
        return cls.objects.first() or cls(
            pk=1, name="", full_name="", state="", commission_name="", commission_short=""
        )


class LimitCount(models.Model):
    """How often somebody asked in one window of time (``limits.py``), when there is no Redis to count in."""

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.tries}"


class ScheduledJob(models.Model):
    """When a job with a schedule is due, and how it went the last time (``schedule.py``)."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    """A process is at it, or it failed and waits, until then."""
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    problem_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.due_at}"

    def is_free(self, now: datetime) -> bool:
        """Nobody is at it; a promise that lies too far ahead comes from a clock that was wrong."""
        return self.taken_until is None or not now < self.taken_until < now + timedelta(hours=2)


class Worker(models.Model):
    """A process of jobs that is alive (``workers.py``)."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    busy_with = models.CharField(max_length=200, blank=True)
    """What it was doing when it last gave a sign."""

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"
