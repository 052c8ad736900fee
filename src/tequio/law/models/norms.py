from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.law.rules import LEVEL_ORDER, Level, TextStatus


def holds_on(day: date) -> Q:
    """Norms in force on *day*. One whose first day is not known holds until somebody records that it ended."""
    started = Q(in_force_from__isnull=True) | Q(in_force_from__lte=day)
    return started & (Q(in_force_until__isnull=True) | Q(in_force_until__gte=day))


class NormQuerySet(LegalQuerySet):
    def published(self) -> "NormQuerySet":
        """Those that anybody may see."""
        return self.filter(is_published=True)

    def in_force(self, on: date) -> "NormQuerySet":
        """Those that bind somebody on that day."""
        return self.filter(holds_on(on))

    def in_reading_order(self, on: date) -> "NormQuerySet":
        """Those in force on that day first, then by level, from the widest to the nearest."""
        levels = [When(level=level, then=Value(number)) for number, level in enumerate(LEVEL_ORDER)]
        ended = Case(When(holds_on(on), then=Value(0)), default=Value(1))
        return self.annotate(ended=ended, level_order=Case(*levels, default=Value(9))).order_by(
            "ended", "level_order", "name"
        )


class Norm(LegalModel):
    """A law, regulation or order that the commission and its town answer to, explained in plain language."""

    keeps_history = True

    slug = models.SlugField(_("clave"), max_length=100, unique=True)
    name = models.CharField(_("nombre oficial"), max_length=250)
    short_name = models.CharField(_("siglas o nombre corto"), max_length=60, blank=True)
    level = models.CharField(_("nivel"), max_length=20, choices=Level)
    issuer = models.CharField(_("quién la expidió"), max_length=200)
    issuer_organization = models.ForeignKey(
        "bodies.Organization",
        verbose_name=_("organización que la expidió"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    gazette = models.CharField(_("dónde se publicó"), max_length=200, blank=True)
    published_on = models.DateField(_("fecha de publicación"), null=True, blank=True)
    last_reform_on = models.DateField(_("última reforma"), null=True, blank=True)
    in_force_from = models.DateField(_("en vigor desde"), null=True, blank=True)
    in_force_until = models.DateField(_("en vigor hasta"), null=True, blank=True)
    official_url = models.URLField(_("texto oficial"), max_length=500, blank=True)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)
    text_status = models.CharField(
        _("revisión del texto"), max_length=20, choices=TextStatus, default=TextStatus.CITED
    )
    source_note = models.TextField(_("nota sobre la fuente"), blank=True)
    summary = models.TextField(_("en pocas palabras"), blank=True)
    meaning = models.TextField(_("qué significa para ti"), blank=True)
    is_published = models.BooleanField(_("publicada"), default=False)

    objects: ClassVar[Any] = NormQuerySet.as_manager()

    class Meta:
        verbose_name = _("norma")
        verbose_name_plural = _("normas")
        ordering = ["name"]
        indexes = [models.Index(fields=["is_published", "level", "name"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="law_norm_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("law:norm", args=[self.slug])

    def is_in_force(self, on: date) -> bool:
        """Whether it binds somebody on that day; the same rule as :func:`holds_on`."""
        started = self.in_force_from is None or self.in_force_from <= on
        return started and (self.in_force_until is None or self.in_force_until >= on)

    def state_label(self) -> Promise | str:
        """Draft, or published, as the desk lists it."""
        return _("Publicada") if self.is_published else _("Borrador")

    @property
    def label(self) -> str:
        """What a citation calls it."""
        return self.short_name or self.name


class Provision(LegalModel):
    """An article of a norm, told in plain language; what legal terms and non-working days rest on."""

    keeps_history = True

    norm = models.ForeignKey(Norm, on_delete=models.CASCADE, related_name="provisions")
    article = models.CharField(_("artículo"), max_length=60)
    summary = models.TextField(_("qué dice, en lenguaje claro"))
    position = models.PositiveSmallIntegerField(_("orden"), default=0)

    class Meta:
        verbose_name = _("artículo")
        verbose_name_plural = _("artículos")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["norm", "article"], name="law_provision_unique")]

    def history_of(self) -> Norm:
        return self.norm

    def __str__(self) -> str:
        return f"{self.norm.label}, art. {self.article}"

    @property
    def anchor(self) -> str:
        """Where the norm's page tells this article."""
        return f"articulo-{slugify(self.article)}"

    def get_absolute_url(self) -> str:
        return f"{self.norm.get_absolute_url()}#{self.anchor}"
