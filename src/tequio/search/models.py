from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexedDocument(models.Model):
    """One public record or page, as search knows it.

    ``title_terms`` and ``body_terms`` are its words already folded. The full-text index of each database reads those
    two columns (migration 0002), so both databases find the same. The long columns come last: a search reads the
    short ones of up to 2,000 rows.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=12, default="es")
    section = models.CharField(max_length=30)
    on = models.DateField()  # orders the results
    # Shown in place of the day when the day is not known.
    on_note = models.CharField(max_length=300, blank=True, db_default="")
    folio = models.CharField(
        max_length=120, db_index=True
    )  # the key as people type it: letters and digits only
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    title_terms = models.TextField()
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    body_terms = models.TextField()

    class Meta:
        verbose_name = _("documento indizado")
        verbose_name_plural = _("documentos indizados")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="search_document_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class VocabularyWord(models.Model):
    """A word that the published texts use: what "¿Quisiste decir…?" chooses from."""

    folded = models.CharField(max_length=40, primary_key=True)
    shown = models.CharField(max_length=60)  # as first published, in lower case: "sesión"
    skeleton = models.CharField(max_length=80, db_index=True)

    class Meta:
        verbose_name = _("palabra del vocabulario")
        verbose_name_plural = _("palabras del vocabulario")

    def __str__(self) -> str:
        return self.shown


class ZeroResult(models.Model):
    """A search that found nothing, folded, without who made it: what people look for and we do not say."""

    text = models.CharField(_("búsqueda"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("veces"), default=1)
    last_on = models.DateField(_("última vez"))

    class Meta:
        verbose_name = _("búsqueda sin resultados")
        verbose_name_plural = _("búsquedas sin resultados")
        ordering = ["-count", "-last_on"]

    def __str__(self) -> str:
        return self.text
