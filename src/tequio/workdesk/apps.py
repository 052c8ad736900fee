from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkdeskConfig(AppConfig):
    name = "tequio.workdesk"
    label = "workdesk"
    verbose_name = _("Trabajo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what this room expects of the staff."""
        import_module("tequio.workdesk.care")
