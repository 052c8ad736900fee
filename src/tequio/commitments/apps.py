from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "tequio.commitments"
    label = "commitments"
    verbose_name = _("Compromisos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tequio.commitments.records")  # registers this room's kinds
        import_module("tequio.commitments.due")  # tells the desk what waits for somebody
        import_module("tequio.commitments.trash")  # says what can be thrown away and brought back
