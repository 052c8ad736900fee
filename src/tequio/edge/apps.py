from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EdgeConfig(AppConfig):
    name = "tequio.edge"
    label = "edge"
    verbose_name = _("Páginas guardadas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.edge.triggers import watch_tables  # noqa: PLC0415  # it reads the models, loaded by now

        post_migrate.connect(watch_tables, sender=self)
