from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportingConfig(AppConfig):
    name = "tequio.importing"
    label = "importing"
    verbose_name = _("Importación")
    default_auto_field = "django.db.models.BigAutoField"
