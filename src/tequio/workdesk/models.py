from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """That somebody was asked for what they owe: what, whom, at which address and when."""

    key = models.CharField(max_length=200)
    """The key of the :class:`~tequio.register.due.DueItem`."""
    waits_for = models.CharField(_("a quién"), max_length=200)
    email = models.EmailField(_("correo"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("enviado el"))

    class Meta:
        verbose_name = _("recordatorio")
        verbose_name_plural = _("recordatorios")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["key", "-sent_at"], name="workdesk_reminder_last"),
            models.Index(fields=["waits_for", "-sent_at"], name="workdesk_reminder_address"),
        ]

    def __str__(self) -> str:
        return f"{self.waits_for}: {self.key}"
