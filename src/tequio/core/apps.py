from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "tequio.core"
    label = "core"
    verbose_name = _("Núcleo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the jobs with a schedule."""
        import_module("tequio.core.jobs")
