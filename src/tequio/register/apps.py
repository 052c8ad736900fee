from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "tequio.register"
    label = "register"
    verbose_name = _("Registro público")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the jobs with a schedule, keep the history of what actions write, and who left a form half written."""
        for name in ("jobs", "history", "kept"):
            import_module(f"tequio.register.{name}")
