from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models.organizations import Organization, Person, Post
from tequio.bodies.models.validity import (
    DatedModel,
    DatedQuerySet,
    FourHeadings,
    Publishable,
    dates_in_order,
    holds_on,
)
from tequio.bodies.rules import VOICE_ONLY, AppointmentKind, BodyKind, Period, SeatRole, lines
from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.register.models import File


class BodyQuerySet(LegalQuerySet):
    def published(self) -> "BodyQuerySet":
        return self.filter(is_published=True)

    def commission(self) -> "Body | None":
        """The commission of this site, published; there is at most one."""
        return self.published().filter(kind=BodyKind.COMMISSION).select_related("organization").first()


class Body(Publishable, FourHeadings, LegalModel):
    """A collegiate body: what it is for, and the act that created it."""

    slug = models.SlugField(_("clave"), max_length=100, unique=True)
    name = models.CharField(_("nombre"), max_length=200)
    short_name = models.CharField(_("siglas"), max_length=30, blank=True)
    aliases = models.TextField(_("otros nombres con que se busca"), blank=True)
    kind = models.CharField(_("tipo"), max_length=20, choices=BodyKind, default=BodyKind.COMMISSION)
    organization = models.ForeignKey(
        Organization, verbose_name=_("institución"), on_delete=models.PROTECT, related_name="bodies"
    )
    created_on = models.DateField(_("fecha de creación"), null=True, blank=True)
    creation_basis = models.CharField(_("acto que la creó"), max_length=300, blank=True)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)
    summary = models.TextField(_("en pocas palabras"), blank=True)

    objects = BodyQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        verbose_name = _("órgano colegiado")
        verbose_name_plural = _("órganos colegiados")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=BodyKind.COMMISSION),
                name="bodies_one_commission",
                violation_error_message=_("Este sitio ya tiene su comisión. Elige otro tipo de órgano."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bodies:body", args=[self.slug])

    def alias_list(self) -> list[str]:
        return lines(self.aliases)


class IntegrationQuerySet(LegalQuerySet):
    def published(self) -> "IntegrationQuerySet":
        return self.filter(is_published=True)

    def in_force(self, on: date) -> "IntegrationQuerySet":
        """Those known to be in office on that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), since_on__lte=on)


class Integration(Publishable, LegalModel):
    """One period of a body's life: it is installed anew with each administration.

    ``since_on`` is the first day on which it is known to be in office. ``installed_on`` stays empty when the exact
    day is not documented, and ``installed_note`` then says what is known.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="integrations")
    slug = models.SlugField(_("clave"), max_length=60, unique=True)
    label = models.CharField(_("periodo"), max_length=60)
    administration = models.CharField(_("administración"), max_length=200, blank=True)
    since_on = models.DateField(_("consta desde"))
    installed_on = models.DateField(_("fecha de instalación"), null=True, blank=True)
    installed_note = models.CharField(_("lo que se sabe de la fecha"), max_length=200, blank=True)
    ended_on = models.DateField(_("terminó el"), null=True, blank=True)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)

    objects = IntegrationQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        verbose_name = _("integración")
        verbose_name_plural = _("integraciones")
        ordering = ["-since_on"]
        constraints = [
            dates_in_order("bodies_integration_dates_in_order", last="ended_on"),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(ended_on__isnull=True, is_published=True),
                name="bodies_one_open_integration",
                violation_error_message=_("Primero registra cuándo terminó la integración anterior."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("bodies:integration", args=[self.slug])

    @property
    def period(self) -> Period:
        return Period(self.since_on, self.ended_on)


class Seat(DatedModel):
    """A place at the table, tied to an office; who sits there changes over time."""

    integration = models.ForeignKey(Integration, on_delete=models.PROTECT, related_name="seats")
    slug = models.SlugField(_("clave"), max_length=100)
    post = models.ForeignKey(Post, verbose_name=_("cargo"), on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("función en la comisión"), max_length=20, choices=SeatRole)
    has_vote = models.BooleanField(_("tiene voto"))
    position = models.PositiveSmallIntegerField(_("orden"), default=0)

    class Meta:
        verbose_name = _("asiento")
        verbose_name_plural = _("asientos")
        ordering = ["position", "pk"]
        constraints = [
            dates_in_order("bodies_seat_dates_in_order"),
            models.UniqueConstraint(
                fields=["integration", "slug"],
                name="bodies_seat_slug_unique",
                violation_error_message=_("Ya hay un asiento con esa clave."),
            ),
            models.UniqueConstraint(
                fields=["integration"],
                condition=Q(role=SeatRole.PRESIDENCY, until_on__isnull=True),
                name="bodies_one_open_presidency",
                violation_error_message=_("Esta integración ya tiene presidencia."),
            ),
            models.CheckConstraint(
                condition=Q(has_vote=False) | ~Q(role__in=sorted(VOICE_ONLY)),
                name="bodies_guests_have_no_vote",
                violation_error_message=_("Una persona invitada o asesora tiene voz, pero no voto."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.post}"

    def get_absolute_url(self) -> str:
        return reverse("bodies:seat", args=[self.integration.slug, self.slug])


class AppointmentQuerySet(DatedQuerySet):
    def published(self) -> "AppointmentQuerySet":
        """Those of integrations that were installed in public."""
        return self.filter(seat__integration__is_published=True)

    def in_office(self, on: date) -> "AppointmentQuerySet":
        """Those in force on that day, on a seat that existed, of an integration in office."""
        integrations = Integration.objects.in_force(on)
        return self.in_force(on).filter(holds_on(on, prefix="seat__"), seat__integration__in=integrations)


class Appointment(DatedModel):
    """Who holds a seat from one day to another, and by which document."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(
        Person,
        verbose_name=_("persona"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    since_on = models.DateField(_("desde"))
    kind = models.CharField(
        _("carácter"), max_length=10, choices=AppointmentKind, default=AppointmentKind.TITULAR
    )
    post_label = models.CharField(_("cargo, si es otro que el del asiento"), max_length=200, blank=True)
    instrument = models.CharField(_("documento que acredita"), max_length=300, blank=True)
    instrument_file = models.ForeignKey(
        File,
        verbose_name=_("archivo del documento"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = AppointmentQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        verbose_name = _("nombramiento")
        verbose_name_plural = _("nombramientos")
        ordering = ["-since_on", "pk"]
        constraints = [
            dates_in_order("bodies_appointment_dates_in_order"),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(kind=AppointmentKind.TITULAR, until_on__isnull=True),
                name="bodies_one_open_titular",
                violation_error_message=_("El asiento ya tiene titular. Primero registra cuándo terminó."),
            ),
            models.UniqueConstraint(
                fields=["seat", "since_on"],
                condition=Q(kind=AppointmentKind.TITULAR),
                name="bodies_one_titular_starts_a_day",
                violation_error_message=_("Otra persona empezó como titular ese mismo día."),
            ),
            models.CheckConstraint(
                condition=Q(kind=AppointmentKind.TITULAR) | ~Q(instrument=""),
                name="bodies_alternate_accredited_in_writing",
                violation_error_message=_(
                    "Una suplencia se acredita por escrito. Escribe con qué documento."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} · {self.office}"

    @property
    def holder_name(self) -> str:
        """The name to show, or that none is documented."""
        return str(self.person) if self.person else str(_("Nombre no documentado"))

    @property
    def office(self) -> str:
        """The title that this holder bears."""
        return self.post_label or self.seat.post.label

    @property
    def last_day(self) -> date | None:
        """The last day in the seat: an appointment ends with its seat and its integration at the latest."""
        ends = (self.until_on, self.seat.until_on, self.seat.integration.ended_on)
        return min((end for end in ends if end), default=None)


class BodyEvent(Publishable, FourHeadings, LegalModel):
    """A milestone in a body's life: its creation by the Cabildo, an installation, an alliance.

    When the exact day is not documented ``occurred_on`` is empty, ``occurred_note`` says what is known and
    ``documented_on`` is the day of the source that reports it.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="events")
    slug = models.SlugField(_("clave"), max_length=100, unique=True)
    title = models.CharField(_("título"), max_length=200)
    occurred_on = models.DateField(_("fecha"), null=True, blank=True)
    occurred_note = models.CharField(_("lo que se sabe de la fecha"), max_length=200, blank=True)
    documented_on = models.DateField(_("fecha de la fuente"), null=True, blank=True)
    text = models.TextField(_("texto"), blank=True)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)

    objects = DatedQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        verbose_name = _("hecho de la comisión")
        verbose_name_plural = _("hechos de la comisión")
        ordering = [Coalesce(F("occurred_on"), F("documented_on")).desc(), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(occurred_on__isnull=False)
                | (Q(documented_on__isnull=False) & ~Q(occurred_note="")),
                name="bodies_event_dated_or_explained",
                violation_error_message=_(
                    "Escribe la fecha. Si no se conoce, di qué se sabe y la fecha de la fuente."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bodies:event", args=[self.slug])

    @property
    def date(self) -> date | None:
        """The day it happened or, failing that, the day of the source that reports it."""
        return self.occurred_on or self.documented_on
