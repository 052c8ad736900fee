from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "tequio.mail"
    label = "mail"
    verbose_name = _("Correo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the jobs with a schedule."""
        import_module("tequio.mail.jobs")
