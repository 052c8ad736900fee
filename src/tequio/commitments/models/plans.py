from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import LegalModel, LegalQuerySet


class PublishableQuerySet(LegalQuerySet):
    def published(self) -> Self:
        """Only what the public may see."""
        return self.filter(is_published=True)


class Publishable(LegalModel):
    """A record that is written as a draft and becomes public by an act."""

    is_published = models.BooleanField(_("publicado"), default=False, editable=False)
    changed_at = models.DateTimeField(_("cambió"), null=True, editable=False)

    objects: ClassVar[Any] = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True


class ActionPlan(Publishable):
    """What a commission commits to during one period (OGP: action plan)."""

    keeps_history = True

    slug = models.SlugField(_("periodo en la dirección"), max_length=60, unique=True)
    title = models.CharField(_("título"), max_length=200)
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="action_plans", verbose_name=_("órgano")
    )
    starts_on = models.DateField(_("empieza"))
    ends_on = models.DateField(_("termina"))
    summary = models.TextField(_("en pocas palabras"), max_length=600)
    agreement = models.ForeignKey(
        "meetings.Agreement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="action_plans",
        verbose_name=_("acuerdo que lo aprobó"),
    )
    source_url = models.URLField(_("documento de origen"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("plan de acción")
        verbose_name_plural = _("planes de acción")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="commitments_plan_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitments:plan", args=[self.slug])
