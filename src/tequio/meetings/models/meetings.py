from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Body, Integration, Place, Seat
from tequio.bodies.models.validity import FourHeadings
from tequio.core import clock
from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.meetings.counting import Quorum
from tequio.meetings.rules import (
    AHEAD,
    ATTENDING,
    DATED,
    HELD,
    STATE_TAGS,
    AttendanceState,
    DatePrecision,
    MeetingKind,
    MeetingStatus,
    Modality,
    When,
    meeting_title,
)
from tequio.register.models import File


class MeetingQuerySet(LegalQuerySet):
    def published(self) -> "MeetingQuerySet":
        """Those that anybody may see: once convened, or documented, a session never hides again."""
        return self.exclude(status=MeetingStatus.PREPARING)

    def ahead(self) -> "MeetingQuerySet":
        """Those called for today or later, and those in session; the next one first."""
        called = Q(status__in=AHEAD, held_on__gte=clock.today()) | Q(
            status=MeetingStatus.POSTPONED, rescheduled_to__date__gte=clock.today()
        )
        return self.filter(called | Q(status=MeetingStatus.IN_SESSION)).order_by("held_on", "starts_at", "pk")

    def newest_first(self) -> "MeetingQuerySet":
        last = {name: F(name).desc(nulls_last=True) for name in ("held_on", "starts_at")}
        return self.order_by("-year", last["held_on"], last["starts_at"], "-pk")


class Meeting(FourHeadings, LegalModel):
    """A session of a body, from its preparation to its published minutes.

    ``starts_at`` is the documented instant; ``held_on`` its day, or the first day of its month when only that is
    known, or empty. ``year`` is the one under which the session is filed and numbered.
    """

    keeps_history = True

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    integration = models.ForeignKey(
        Integration, verbose_name=_("integración"), on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField(_("tipo de sesión"), max_length=20, choices=MeetingKind)
    number = models.PositiveSmallIntegerField(_("número"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("año"))
    slug = models.SlugField(_("clave"), max_length=80)
    status = models.CharField(
        _("estado"), max_length=20, choices=MeetingStatus, default=MeetingStatus.PREPARING
    )
    is_retrospective = models.BooleanField(_("documentada después"), default=False)

    date_precision = models.CharField(
        _("lo que se sabe de la fecha"), max_length=10, choices=DatePrecision, default=DatePrecision.TIME
    )
    held_on = models.DateField(_("fecha"), null=True, blank=True)
    starts_at = models.DateTimeField(_("hora de inicio"), null=True, blank=True)
    ends_at = models.DateTimeField(_("término previsto"), null=True, blank=True)
    date_note = models.CharField(_("nota sobre la fecha"), max_length=300, blank=True)
    opened_at = models.DateTimeField(_("se abrió"), null=True, blank=True)
    closed_at = models.DateTimeField(_("se cerró"), null=True, blank=True)

    modality = models.CharField(_("modalidad"), max_length=20, choices=Modality, blank=True)
    place = models.CharField(_("lugar"), max_length=200, blank=True)
    address = models.CharField(_("dirección"), max_length=300, blank=True)
    area = models.ForeignKey(
        Place,
        verbose_name=_("parte del municipio"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    how_to_attend = models.TextField(_("cómo asistir"), blank=True)

    convened_at = models.DateTimeField(_("convocada el"), null=True, blank=True)
    notice_reference = models.CharField(_("oficio de convocatoria"), max_length=120, blank=True)
    late_notice_reason = models.CharField(
        _("motivo de la convocatoria con menos anticipación"), max_length=300, blank=True
    )
    call = models.PositiveSmallIntegerField(_("convocatoria"), default=1)
    status_reason = models.CharField(_("motivo"), max_length=500, blank=True)
    rescheduled_to = models.DateTimeField(_("nueva fecha"), null=True, blank=True)
    change_reason = models.CharField(_("motivo del último cambio"), max_length=300, blank=True)

    summary = models.TextField(_("en pocas palabras"), blank=True)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)
    source_note = models.CharField(_("fuente"), max_length=300, blank=True)
    video_url = models.URLField(_("video"), max_length=500, blank=True)

    quorum_declared_at = models.DateTimeField(_("declaración de quórum"), null=True, blank=True)
    quorum_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_present = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    has_quorum = models.BooleanField(null=True, blank=True)

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesión")
        verbose_name_plural = _("sesiones")
        ordering = ["-year", F("held_on").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["status", "held_on"])]
        constraints = [
            models.UniqueConstraint(fields=["year", "slug"], name="meetings_meeting_address_unique"),
            models.UniqueConstraint(
                fields=["body", "kind", "year", "number"], name="meetings_meeting_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(date_precision=DatePrecision.TIME, starts_at__isnull=False)
                | (~Q(date_precision=DatePrecision.TIME) & Q(starts_at__isnull=True)),
                name="meetings_meeting_hour_only_if_known",
            ),
            models.CheckConstraint(
                condition=Q(date_precision__in=sorted(DATED), held_on__isnull=False)
                | (~Q(date_precision__in=sorted(DATED)) & Q(held_on__isnull=True) & ~Q(date_note="")),
                name="meetings_meeting_dated_or_explained",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meetings_meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[MeetingStatus.POSTPONED, MeetingStatus.CANCELLED])
                | ~Q(status_reason=""),
                name="meetings_not_held_with_reason",
            ),
            models.CheckConstraint(condition=Q(call__in=[1, 2]), name="meetings_first_or_second_call"),
            models.CheckConstraint(
                condition=Q(quorum_present__isnull=True) | Q(quorum_present__lte=F("quorum_seats")),
                name="meetings_quorum_of_its_seats",
            ),
            models.CheckConstraint(
                condition=Q(is_retrospective=False) | ~Q(source_url="") | ~Q(source_note=""),
                name="meetings_past_meeting_cites_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.year, self.slug])

    @property
    def title(self) -> str:
        return meeting_title(self.kind, self.number, self.year)

    @property
    def public_id(self) -> str:
        """Its key in the register; it never changes."""
        return f"{self.year}-{self.slug}"

    @property
    def when(self) -> When:
        return When(self.date_precision, self.held_on, self.year, self.date_note)

    @property
    def state_tag(self) -> str:
        """How its state is drawn."""
        return STATE_TAGS[MeetingStatus(self.status)]

    @property
    def is_public(self) -> bool:
        return self.status != MeetingStatus.PREPARING

    @property
    def was_held(self) -> bool:
        return self.status in HELD

    @property
    def is_upcoming(self) -> bool:
        """Whether somebody can still attend."""
        return self.status in AHEAD or self.status == MeetingStatus.IN_SESSION

    @property
    def next_instant(self) -> datetime | None:
        """When it will be: the new date of a postponed one."""
        return self.rescheduled_to if self.status == MeetingStatus.POSTPONED else self.starts_at

    @property
    def quorum(self) -> Quorum | None:
        """The quorum as it was declared; ``None`` when it was not, or is not documented."""
        if self.quorum_present is None or self.quorum_needed is None or self.quorum_seats is None:
            return None
        missing = self.quorum_present >= self.quorum_needed and not self.has_quorum
        return Quorum(self.quorum_seats, self.quorum_present, self.quorum_needed, missing)

    @cached_property
    def current_minutes(self) -> "Minutes | None":
        """The version of the minutes in force."""
        return max(self.minutes.all(), key=lambda row: row.version, default=None)


class Attendance(LegalModel):
    """How one seat attended: the office, never the person."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(
        Seat, verbose_name=_("asiento"), on_delete=models.PROTECT, related_name="attendance"
    )
    state = models.CharField(_("asistencia"), max_length=10, choices=AttendanceState)
    accreditation = models.CharField(_("oficio que acredita o justifica"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("asistencia")
        verbose_name_plural = _("asistencias")
        ordering = ["seat__position", "seat__pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="meetings_one_attendance_per_seat")
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_state_display()}"

    @property
    def is_attending(self) -> bool:
        return self.state in ATTENDING


class Minutes(LegalModel):
    """One version of a session's minutes. A correction is a new version with its reason; none is ever removed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(_("versión"))
    file = models.ForeignKey(
        File, verbose_name=_("archivo"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("texto"))
    approved_on = models.DateField(_("fecha de aprobación"), null=True, blank=True)
    signatures = models.PositiveSmallIntegerField(_("firmas"), null=True, blank=True)
    signatures_expected = models.PositiveSmallIntegerField(_("firmas que debe llevar"), null=True, blank=True)
    correction_reason = models.CharField(_("motivo de la corrección"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("publicada el"))

    class Meta:
        verbose_name = _("acta")
        verbose_name_plural = _("actas")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="meetings_minutes_version_unique"),
            models.CheckConstraint(
                condition=Q(version=1, correction_reason="") | (Q(version__gt=1) & ~Q(correction_reason="")),
                name="meetings_minutes_corrected_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(signatures__isnull=True, signatures_expected__isnull=True)
                | Q(signatures__lte=F("signatures_expected")),
                name="meetings_minutes_signatures_counted",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="meetings_minutes_have_text"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · v{self.version}"
