from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "tequio.website"
    label = "website"
    verbose_name = _("Sitio")
    default_auto_field = "django.db.models.BigAutoField"
