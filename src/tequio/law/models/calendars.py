from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.law.days import Calendar, Text, each_day
from tequio.law.models.norms import Provision
from tequio.law.rules import WEEKEND, Confidence, DayKind

WEEKDAYS = [
    (0, _("lunes")),
    (1, _("martes")),
    (2, _("miércoles")),
    (3, _("jueves")),
    (4, _("viernes")),
    (5, _("sábado")),
    (6, _("domingo")),
]


def weekend() -> list[int]:
    """Saturday and Sunday: what a calendar rests on unless its authority says otherwise."""
    return sorted(WEEKEND)


class WorkCalendarQuerySet(LegalQuerySet):
    def main(self) -> "WorkCalendar | None":
        """The one that the town counts its own terms by; ``None`` before anybody sets it."""
        calendar: WorkCalendar | None = self.prefetch_related("days").filter(is_main=True).first()
        return calendar


class WorkCalendar(LegalModel):
    """The working days of one authority over some years.

    It has versions: each change adds or withdraws days and says which, and the days that an older version had can
    always be told, so that a deadline computed with it stays explained.
    """

    slug = models.SlugField(_("clave"), max_length=80, unique=True)
    name = models.CharField(_("nombre"), max_length=160)
    authority = models.CharField(_("autoridad"), max_length=200)
    organization = models.ForeignKey(
        "bodies.Organization",
        verbose_name=_("organización"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    covers_from = models.DateField(_("cubre desde"))
    covers_to = models.DateField(_("cubre hasta"))
    weekly_rest: Any = models.JSONField(_("días de descanso semanal"), default=weekend)
    is_main = models.BooleanField(_("es el calendario del municipio"), default=False)
    confidence = models.CharField(
        _("estado"), max_length=20, choices=Confidence, default=Confidence.UNCONFIRMED
    )
    notes = models.TextField(_("notas"), blank=True)
    version = models.PositiveIntegerField(_("versión"), default=0)

    objects: ClassVar[Any] = WorkCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendario de días inhábiles")
        verbose_name_plural = _("calendarios de días inhábiles")
        ordering = ["-is_main", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_to__gte=F("covers_from")), name="law_calendar_in_order"
            ),
            models.UniqueConstraint(
                fields=["is_main"], condition=Q(is_main=True), name="law_calendar_one_main"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("law:calendar", args=[self.slug])

    @property
    def years(self) -> list[int]:
        """The years that it covers, whole or in part."""
        return list(range(self.covers_from.year, self.covers_to.year + 1))

    def days_at(self, version: int) -> list["NonWorkingDay"]:
        """The days off as that version had them, by date."""
        return sorted(
            (day for day in self.days.all() if day.is_in(version)), key=lambda day: (day.first_on, day.pk)
        )

    def rule(self, version: int | None = None) -> Calendar:
        """The calendar as ``deadlines.py`` counts with it; any of its versions, the newest if none is named."""
        number = self.version if version is None else version
        off: dict[date, Text] = {}
        for row in self.days_at(number):
            off |= dict.fromkeys(each_day(row.first_on, row.last_on), row.reason)
        return Calendar(off, frozenset(self.weekly_rest), self.name, number, self.covers_from, self.covers_to)


class NonWorkingDay(LegalModel):
    """A day, or a run of days, that does not count, with the law or the order that says so."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="days")
    first_on = models.DateField(_("primer día"))
    last_on = models.DateField(_("último día"))
    reason = models.CharField(_("motivo"), max_length=160)
    kind = models.CharField(_("tipo"), max_length=20, choices=DayKind)
    basis = models.ForeignKey(
        Provision,
        verbose_name=_("artículo que lo ordena"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    order_title = models.CharField(_("acuerdo"), max_length=250, blank=True)
    order_number = models.CharField(_("número de acuerdo"), max_length=80, blank=True)
    order_on = models.DateField(_("fecha del acuerdo"), null=True, blank=True)
    order_url = models.URLField(_("dónde se publicó"), max_length=500, blank=True)
    order_file = models.ForeignKey(
        "register.File",
        verbose_name=_("documento del acuerdo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    added_in = models.PositiveIntegerField(_("agregado en la versión"))
    withdrawn_in = models.PositiveIntegerField(_("retirado en la versión"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("motivo del retiro"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("día inhábil")
        verbose_name_plural = _("días inhábiles")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="law_day_off_in_order"),
            models.CheckConstraint(
                condition=Q(basis__isnull=False) | ~Q(order_title=""), name="law_day_off_cites_its_source"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_in__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_in__gt=F("added_in")) & ~Q(withdrawal_reason="")),
                name="law_day_off_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on:%Y-%m-%d} {self.reason}"

    def is_in(self, version: int) -> bool:
        """Whether that version of the calendar has it."""
        return self.added_in <= version and (self.withdrawn_in is None or self.withdrawn_in > version)

    @property
    def source(self) -> str:
        """The article or the order that sets it, in one line."""
        if self.basis:
            return str(self.basis)
        return f"{self.order_title} {self.order_number}".strip()
