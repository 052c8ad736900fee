from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models.people import User


class Purpose(models.TextChoices):
    """What a link sent by e-mail is good for, and nothing else."""

    INVITATION = "invitation", _("invitación")
    RESET = "reset", _("cambio de contraseña")
    EMAIL = "email", _("cambio de correo")


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    def open(self) -> "AccessLinkQuerySet":
        """Neither used, nor withdrawn, nor expired."""
        return self.filter(used_at__isnull=True, ended_at__isnull=True, expires_at__gt=timezone.now())


class AccessLink(models.Model):
    """A link that was sent to somebody. The token itself is kept nowhere: only its digest."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_links")
    purpose = models.CharField(max_length=20, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=64)  # of the account when it was sent: any change ends the link
    new_email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("enlace de acceso")
        verbose_name_plural = _("enlaces de acceso")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"
