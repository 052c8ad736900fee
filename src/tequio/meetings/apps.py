from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "tequio.meetings"
    label = "meetings"
    verbose_name = _("Sesiones")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tequio.meetings.records")  # registers the kinds
        import_module("tequio.meetings.due")  # tells the desk what waits for somebody
        import_module("tequio.meetings.trash")  # says what can be thrown away and brought back
