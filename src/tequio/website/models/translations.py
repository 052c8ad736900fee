from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models.organizations import new_salt
from tequio.bodies.rules import SALT_BYTES
from tequio.core.legal import LegalModel
from tequio.register.models import Record
from tequio.website.rules import FIELDS, TranslationStatus


class Translation(LegalModel):
    """What somebody wrote so that a public record can be read in another language; never made by a machine.

    The row is the work in progress and the credits. What readers see is the last approved version, which is in the
    register: editing a draft does not change it.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=120)
    language = models.CharField(_("lengua"), max_length=12)
    variant = models.CharField(_("variante"), max_length=120, blank=True)
    fields = models.JSONField(default=dict)
    status = models.CharField(
        _("estado"), max_length=10, choices=TranslationStatus, default=TranslationStatus.DRAFT
    )
    source_version = models.PositiveIntegerField(_("versión del original"))
    translator_credit = models.CharField(_("traducción de"), max_length=200)
    reviewer_credit = models.CharField(_("revisión de"), max_length=200, blank=True)
    rights_note = models.CharField(_("derechos"), max_length=300, blank=True)
    salt = models.BinaryField(max_length=SALT_BYTES, default=new_salt)
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The credits of the version that readers see, kept when it was approved.
    public_translator = models.CharField(max_length=200, blank=True)
    public_reviewer = models.CharField(max_length=200, blank=True)
    changed_on = models.DateField()

    class Meta:
        verbose_name = _("traducción")
        verbose_name_plural = _("traducciones")
        ordering = ["-changed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "language"], name="website_translation_unique"
            ),
            models.CheckConstraint(
                condition=Q(status=TranslationStatus.DRAFT) | ~Q(reviewer_credit=""),
                name="website_translation_reviewed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.fields.get(FIELDS[0], self.subject_id))

    @property
    def public_id(self) -> str:
        """Its key in the register."""
        return f"{self.subject_type}.{self.subject_id}.{self.language}"

    def get_absolute_url(self) -> str:
        return reverse("website:translation", args=[self.language, self.subject_type, self.subject_id])

    @cached_property
    def source(self) -> Record:
        """The record that is translated, as it stands."""
        return Record.objects.get(subject_type=self.subject_type, subject_id=self.subject_id)

    def with_text(self, *, fields: dict[str, str], on: date, **others: Any) -> "Translation":
        """Set what the translator wrote."""
        return self.with_changes(fields=fields, changed_on=on, **others)
