from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.core import clock


class RightKind(models.TextChoices):
    """What somebody asked for (LGPDPPSO, articles 37–51). Corrections are made in the desk of each thing."""

    ACCESS = "access", _("Acceso")
    ERASURE = "erasure", _("Cancelación")


class RightExercise(models.Model):
    """That a right was attended: which data, when and by whom. It holds nothing of what was shown or erased."""

    kind = models.CharField(_("derecho"), max_length=10, choices=RightKind)
    holding = models.CharField(_("tratamiento"), max_length=60)
    model = models.CharField(max_length=80)
    row = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("derecho atendido")
        verbose_name_plural = _("derechos atendidos")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.holding}"
