from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "tequio.privacy"
    label = "privacy"
    verbose_name = _("Privacidad")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("personal_data")  # what each room declares
        import_module("tequio.privacy.jobs")
