from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models.people import User


class EventKind(models.TextChoices):
    """What happened to an account."""

    SIGNED_IN = "signed_in", _("Se abrió la cuenta")
    SIGNED_OUT = "signed_out", _("Se cerró la sesión")
    REFUSED = "refused", _("Intento con contraseña equivocada")
    CODE_REFUSED = "code_refused", _("Intento con código equivocado")
    PASSWORD_CHANGED = "password_changed", _("Cambió la contraseña")
    EMAIL_CHANGED = "email_changed", _("Cambió el correo")
    FACTOR_ADDED = "factor_added", _("Se agregó un segundo paso para entrar")
    FACTOR_REMOVED = "factor_removed", _("Se quitó un segundo paso para entrar")
    FACTORS_RESET = "factors_reset", _("La administración quitó el segundo paso")
    CODES_MADE = "codes_made", _("Se crearon códigos de recuperación")
    CODE_USED = "code_used", _("Se usó un código de recuperación")
    INVITED = "invited", _("Se envió una invitación")
    INVITATION_ENDED = "invitation_ended", _("Se retiró la invitación")
    INVITATION_TAKEN = "invitation_taken", _("Se aceptó la invitación")
    RESET_ASKED = "reset_asked", _("Se pidió cambiar la contraseña")
    SESSIONS_CLOSED = "sessions_closed", _("Se cerraron sesiones")
    ROLE_GIVEN = "role_given", _("Se asignó una función")
    ROLE_ENDED = "role_ended", _("Terminó una función")
    DISABLED = "disabled", _("Se dio de baja la cuenta")
    ENABLED = "enabled", _("Se reactivó la cuenta")
    READING = "reading", _("Consultó datos personales")


class SecurityEvent(models.Model):
    """One line of an account's history: who, when and what; never a password, a code or a token."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="security_events"
    )  # empty: somebody tried a name that has no account
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="security_events_caused"
    )
    kind = models.CharField(_("qué"), max_length=30, choices=EventKind)
    detail = models.CharField(_("detalle"), max_length=200, blank=True)
    address = models.CharField(_("dirección"), max_length=64, blank=True)
    device = models.CharField(_("dispositivo"), max_length=120, blank=True)
    at = models.DateTimeField(_("cuándo"), db_index=True)

    class Meta:
        verbose_name = _("suceso de seguridad")
        verbose_name_plural = _("sucesos de seguridad")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
