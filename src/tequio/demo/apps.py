from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "tequio.demo"
    label = "demo"
    verbose_name = _("Municipios de ejemplo")
    default_auto_field = "django.db.models.BigAutoField"
