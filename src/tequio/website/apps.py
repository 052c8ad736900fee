from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "tequio.website"
    label = "website"
    verbose_name = _("Sitio")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this room publishes, its jobs and what it expects of the staff."""
        import_module("tequio.website.records")
        import_module("tequio.website.jobs")
        import_module("tequio.website.due")
