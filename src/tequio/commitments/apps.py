from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "tequio.commitments"
    label = "commitments"
    verbose_name = _("Compromisos")
    default_auto_field = "django.db.models.BigAutoField"
