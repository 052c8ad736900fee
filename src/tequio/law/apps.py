from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LawConfig(AppConfig):
    name = "tequio.law"
    label = "law"
    verbose_name = _("Marco legal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.law import due, records, trash  # noqa: F401, PLC0415  # all register when models are loaded
