from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    name = "tequio.bodies"
    label = "bodies"
    verbose_name = _("Organismos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tequio.bodies.records")  # registers this room's kinds
        import_module("tequio.bodies.due")  # tells the desk what waits for somebody
        import_module("tequio.bodies.trash")  # says what can be thrown away and brought back
