from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Body
from tequio.bodies.models.validity import DatedModel, DatedQuerySet, dates_in_order
from tequio.law.days import Term
from tequio.law.rules import Unit
from tequio.meetings.counting import COMMON_RULES, Majority, QuorumFormula, Rules


class MeetingRulesQuerySet(DatedQuerySet):
    def of(self, body: Body, on: date) -> Rules:
        """The rules that *body* decides by on that day; the common ones where none were recorded."""
        row: MeetingRules | None = self.in_force(on).filter(body=body).order_by("-since_on").first()
        return row.rules if row else COMMON_RULES


class MeetingRules(DatedModel):
    """How a body meets and decides between two dates, and the norm that says so."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meeting_rules")
    quorum = models.CharField(
        _("quórum"), max_length=20, choices=QuorumFormula, default=QuorumFormula.HALF_PLUS_ONE
    )
    second_call_quorum = models.CharField(
        _("quórum en segunda convocatoria"), max_length=20, choices=QuorumFormula, blank=True
    )
    majority = models.CharField(
        _("mayoría para decidir"), max_length=20, choices=Majority, default=Majority.PRESENT
    )
    casting_vote = models.BooleanField(_("la Presidencia tiene voto de calidad"), default=True)
    presidency_needed = models.BooleanField(_("hace falta la Presidencia para sesionar"), default=False)
    extraordinary_agenda_closed = models.BooleanField(
        _("el orden del día de una extraordinaria no admite más puntos"), default=True
    )
    ordinary_notice = models.PositiveSmallIntegerField(_("anticipación, ordinarias"), null=True, blank=True)
    extraordinary_notice = models.PositiveSmallIntegerField(
        _("anticipación, extraordinarias"), null=True, blank=True
    )
    notice_unit = models.CharField(
        _("la anticipación se cuenta en"),
        max_length=20,
        choices=[choice for choice in Unit.choices if choice[0] != Unit.MONTHS],
        default=Unit.BUSINESS_DAYS,
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("días hábiles para publicar el acta"), null=True, blank=True
    )
    basis = models.CharField(_("norma que lo establece"), max_length=300)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)

    objects: ClassVar[Any] = MeetingRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("reglas de sesión")
        verbose_name_plural = _("reglas de sesión")
        ordering = ["-since_on"]
        constraints = [
            dates_in_order("meetings_rules_dates_in_order"),
            models.CheckConstraint(condition=Q(since_on__isnull=False), name="meetings_rules_start"),
            models.CheckConstraint(condition=~Q(basis=""), name="meetings_rules_cite_their_basis"),
            models.UniqueConstraint(fields=["body", "since_on"], name="meetings_rules_one_start"),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.since_on}"

    @property
    def public_id(self) -> str:
        """Its key in the register; it never changes."""
        return f"{self.body.slug}-{self.since_on}"

    @property
    def rules(self) -> Rules:
        """The same as ``counting.py`` uses it."""
        return Rules(
            quorum=self.quorum,
            second_call_quorum=self.second_call_quorum,
            majority=self.majority,
            casting_vote=self.casting_vote,
            presidency_needed=self.presidency_needed,
            extraordinary_agenda_closed=self.extraordinary_agenda_closed,
            ordinary_notice=self._notice(self.ordinary_notice),
            extraordinary_notice=self._notice(self.extraordinary_notice),
            minutes=Term(self.minutes_days) if self.minutes_days else None,
            basis=self.basis,
        )

    def _notice(self, amount: int | None) -> Term | None:
        return Term(amount, Unit(self.notice_unit)) if amount else None
