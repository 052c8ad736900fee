from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexedDocument(models.Model):
    """One public record or page, as search knows it."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=12, default="es")
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    section = models.CharField(max_length=30)
    on = models.DateField()

    class Meta:
        verbose_name = _("documento indizado")
        verbose_name_plural = _("documentos indizados")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="search_document_unique"),
        ]

    def __str__(self) -> str:
        return self.title
