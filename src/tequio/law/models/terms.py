from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.law import days
from tequio.law.models.norms import Provision
from tequio.law.rules import Confidence, Start, TermGroup, Unit, amount_text


class Term(LegalModel):
    """A time limit that a law sets, by its stable key: ``request.answer``. Its length lives in its versions."""

    key = models.CharField(_("clave"), max_length=60, unique=True)
    name = models.CharField(_("nombre"), max_length=160)
    explanation = models.TextField(_("para qué sirve"))
    group = models.CharField(_("tema"), max_length=20, choices=TermGroup)
    position = models.PositiveSmallIntegerField(_("orden"), default=0)
    extension = models.ForeignKey(
        "self",
        verbose_name=_("prórroga"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    restarted_by = models.ForeignKey(
        "self",
        verbose_name=_("se reinicia con"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("plazo")
        verbose_name_plural = _("plazos")
        ordering = ["position", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(extension__isnull=True) | ~Q(extension=F("id")), name="law_term_extends_another"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("law:term", args=[self.key])

    def on(self, day: date) -> "TermVersion | None":
        """The version in force that day, from those already loaded."""
        return next((version for version in self.versions.all() if version.holds_on(day)), None)


class TermVersionQuerySet(LegalQuerySet):
    def on(self, day: date) -> "TermVersionQuerySet":
        """The versions in force on that day: at most one for each term."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def of(self, key: str, day: date) -> "TermVersion":
        """The version of the term called *key* in force that day; ``TermVersion.DoesNotExist`` if there is none."""
        version: TermVersion = self.on(day).select_related("term", "basis__norm").get(term__key=key)
        return version


class TermVersion(LegalModel):
    """How long a legal term lasts and how it is counted between two dates, with the article that says so."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="versions")
    amount = models.PositiveSmallIntegerField(
        _("cantidad"), validators=[MinValueValidator(1), MaxValueValidator(days.MAX_AMOUNT)]
    )
    unit = models.CharField(_("se cuenta en"), max_length=20, choices=Unit, default=Unit.BUSINESS_DAYS)
    starts = models.CharField(_("empieza a contar"), max_length=20, choices=Start, default=Start.NEXT_DAY)
    moves_if_non_working = models.BooleanField(
        _("si vence en día inhábil, se recorre al siguiente hábil"), default=True
    )
    basis = models.ForeignKey(
        Provision, verbose_name=_("fundamento"), on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField(_("vale desde"))
    valid_to = models.DateField(_("vale hasta"), null=True, blank=True)
    confidence = models.CharField(
        _("estado"), max_length=20, choices=Confidence, default=Confidence.UNCONFIRMED
    )
    note = models.TextField(_("nota"), blank=True)

    objects: ClassVar[Any] = TermVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versión de plazo")
        verbose_name_plural = _("versiones de plazo")
        ordering = ["term", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="law_term_version_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="law_term_version_lasts"),
            models.UniqueConstraint(fields=["term", "valid_from"], name="law_term_version_unique"),
            models.UniqueConstraint(
                fields=["term"], condition=Q(valid_to__isnull=True), name="law_term_one_open_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.length}"

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force that day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)

    @property
    def length(self) -> str:
        """How long it lasts, in words: ``20 días hábiles``."""
        return amount_text(self.amount, self.unit)

    @property
    def rule(self) -> days.Term:
        """The term as ``deadlines.py`` counts it."""
        return days.Term(self.amount, Unit(self.unit), Start(self.starts), self.moves_if_non_working)
