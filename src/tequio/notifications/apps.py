from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "tequio.notifications"
    label = "notifications"
    verbose_name = _("Avisos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the jobs with a schedule."""
        import_module("tequio.notifications.jobs")
