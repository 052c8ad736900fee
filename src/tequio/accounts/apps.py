from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "tequio.accounts"
    label = "accounts"
    verbose_name = _("Cuentas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tequio.accounts.sessions")  # notes where and when each session begins
