"""What the system writes to people for. Each message has one purpose, which the staff's queue names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why a message is sent."""

    INVITATION = "invitation", _("Invitación a una cuenta")
    ACCOUNT = "account", _("Acceso a una cuenta")
    SECURITY = "security", _("Aviso de seguridad de una cuenta")
    CONFIRMATION = "confirmation", _("Confirmación de un correo")
    DIGEST = "digest", _("Resumen de novedades")
    NOTICE = "notice", _("Aviso de una publicación")
    REMINDER = "reminder", _("Recordatorio al personal")
    TEST = "test", _("Prueba del correo")
