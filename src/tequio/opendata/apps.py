from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    name = "tequio.opendata"
    label = "opendata"
    verbose_name = _("Datos abiertos")
    default_auto_field = "django.db.models.BigAutoField"
