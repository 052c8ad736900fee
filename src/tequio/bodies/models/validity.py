"""What every dated record of this room shares."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tequio.bodies.rules import Period, lines
from tequio.core.legal import LegalModel, LegalQuerySet


def holds_on(on: date, *, prefix: str = "") -> Q:
    """The rows whose ``since_on``–``until_on`` holds on that day, both included; an empty end is open."""
    started = Q(**{f"{prefix}since_on__isnull": True}) | Q(**{f"{prefix}since_on__lte": on})
    not_over = Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": on})
    return started & not_over


def dates_in_order(name: str, *, last: str = "until_on") -> models.CheckConstraint:
    """The database's own refusal of a period that ends before it starts."""
    in_order = (
        Q(since_on__isnull=True) | Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F("since_on")})
    )
    return models.CheckConstraint(
        condition=in_order,
        name=name,
        violation_error_message=_("La fecha final no puede ser anterior a la inicial."),
    )


class DatedQuerySet(LegalQuerySet):
    def in_force(self, on: date) -> Self:
        """Those whose dates of validity include *on*."""
        return self.filter(holds_on(on))

    def published(self) -> Self:
        """Those that anybody may see."""
        return self.filter(is_published=True)


class DatedModel(LegalModel):
    """A legal record that holds from one day to another, both included."""

    since_on = models.DateField(_("desde"), null=True, blank=True)
    until_on = models.DateField(_("hasta"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.since_on, self.until_on)


class FourHeadings(models.Model):
    """The four headings under which the municipality explains each of its acts: one paragraph or item per line."""

    objective = models.TextField(_("objetivo"), blank=True)
    relevance = models.TextField(_("por qué se considera relevante"), blank=True)
    contribution = models.TextField(_("aportación a la administración pública"), blank=True)
    actions = models.TextField(_("acciones"), blank=True)

    class Meta:
        abstract = True

    def headings(self) -> list[tuple[str, Any, list[str]]]:
        """(anchor, heading, lines) of those that say something, always in the municipality's order."""
        every = [
            ("objetivo", _("Objetivo"), lines(self.objective)),
            ("por-que-es-relevante", _("¿Por qué se considera relevante?"), lines(self.relevance)),
            ("aportacion", _("Aportación a la administración pública"), lines(self.contribution)),
            ("acciones", _("Acciones"), lines(self.actions)),
        ]
        return [heading for heading in every if heading[2]]


class Publishable(models.Model):
    """A record that starts as a draft."""

    is_published = models.BooleanField(_("publicado"), default=False)

    class Meta:
        abstract = True

    def desk_state(self) -> Any:
        """Its state, as the staff's lists say it."""
        return _("Publicado") if self.is_published else _("Borrador")
