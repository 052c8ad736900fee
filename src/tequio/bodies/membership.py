"""Who sat at the table on any date: facts computed from appointments, never stored."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tequio.bodies.models import Appointment, Body, Integration, Seat
from tequio.bodies.models.validity import holds_on
from tequio.bodies.rules import AppointmentKind


@dataclass(frozen=True)
class Member:
    """A seat and who held it on the date asked for; ``titular`` is ``None`` when the seat was vacant.

    ``organization_name`` is what the post's Dependencia was called that day.
    """

    seat: Seat
    organization_name: str
    titular: Appointment | None
    alternates: list[Appointment] = field(default_factory=list)


def who_held(seat: Seat, on: date) -> Appointment | None:
    """The titular of *seat* on that day; ``None`` when it was vacant or the body was not in office."""
    titulares = Appointment.objects.in_office(on).filter(seat=seat, kind=AppointmentKind.TITULAR)
    return titulares.select_related("person", "seat__post__organization").first()


def members_on(body: Body, on: date) -> list[Member]:
    """Every seat of the body on that day with its titular and alternates, in order, in four queries."""
    integration = body.integrations.published().in_force(on).first()
    return members_of(integration, on) if integration else []


def members_of(integration: Integration, on: date) -> list[Member]:
    """The same for one integration; drafts included, so that the desk can show what is being prepared."""
    seats = integration.seats.filter(holds_on(on)).select_related("post__organization", "integration")
    seats = seats.prefetch_related("post__organization__former_names")
    held: dict[int, list[Appointment]] = defaultdict(list)
    for appointment in (
        Appointment.objects.in_force(on)
        .filter(seat__integration=integration)
        .select_related("person", "instrument_file")
        .order_by("since_on", "pk")
    ):
        held[appointment.seat_id].append(appointment)
    return [_member(seat, held[seat.pk], on) for seat in seats]


def _member(seat: Seat, appointments: list[Appointment], on: date) -> Member:
    for appointment in appointments:
        appointment.seat = seat  # already loaded; saves a query for each row
    titulares = [row for row in appointments if row.kind == AppointmentKind.TITULAR]
    alternates = [row for row in appointments if row.kind == AppointmentKind.ALTERNATE]
    organization_name = seat.post.organization.name_on(on)
    return Member(seat, organization_name, titulares[0] if titulares else None, alternates)
