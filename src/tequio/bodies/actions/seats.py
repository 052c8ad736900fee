"""Seats and who holds them."""

from datetime import date
from typing import TypedDict, Unpack

from django.db.models import Max
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.actions.saving import free_slug, issuer, save_checked
from tequio.bodies.models import Appointment, Integration, Person, Post, Seat
from tequio.bodies.projections import seat_record
from tequio.bodies.rules import AppointmentKind, first_overlap
from tequio.core.legal import RuleError, action
from tequio.register.log import append
from tequio.register.models import Discarded, File
from tequio.register.trash import discard


class SeatFields(TypedDict, total=False):
    post: Post
    role: str
    has_vote: bool
    position: int
    since_on: date | None


class AppointmentFields(TypedDict, total=False):
    person: Person | None
    kind: str
    since_on: date
    until_on: date | None
    post_label: str
    instrument: str
    instrument_file: File | None


@action
def add_seat(*, integration: Integration, by: User, **fields: Unpack[SeatFields]) -> Seat:
    """Set a place at the table, last in order unless *position* says otherwise."""
    require(by.may(Permission.BODY_EDIT))
    seat = Seat(integration=integration, **fields)
    seat.slug = free_slug(seat.post.label, integration.seats.all(), limit=100)
    if not seat.position:
        seat.position = (integration.seats.aggregate(last=Max("position"))["last"] or 0) + 1
    _refuse_outside_integration(seat)
    save_checked(seat)
    append_seat(seat, "created", by)
    return seat


@action
def amend_seat(*, seat: Seat, by: User, **changes: Unpack[SeatFields]) -> Seat:
    """Correct what was written of a seat."""
    require(by.may(Permission.BODY_EDIT))
    seat.with_changes(**changes)
    _refuse_outside_integration(seat)
    save_checked(seat)
    append_seat(seat, "amended", by)
    return seat


@action
def end_seat(*, seat: Seat, until_on: date, by: User) -> Seat:
    """Record a seat's last day at the table."""
    require(by.may(Permission.BODY_EDIT))
    if seat.until_on:
        raise RuleError(_("Ya está registrado cuándo se suprimió."))
    seat.until_on = until_on
    _refuse_outside_integration(seat)
    save_checked(seat)
    append_seat(seat, "ended", by)
    return seat


@action
def discard_seat(*, seat: Seat, by: User) -> Discarded:
    """Throw away a seat of an integration that is still a draft, with its appointments."""
    require(by.may(Permission.BODY_EDIT))
    if seat.integration.is_published:
        raise RuleError(_("Lo publicado no se borra. Registra cuándo se suprimió el asiento."))
    return discard(seat, by=by, children=seat.appointments.all())


@action
def appoint(*, seat: Seat, by: User, **fields: Unpack[AppointmentFields]) -> Appointment:
    """Record who holds the seat, or who stands in for its holder, by which document."""
    require(by.may(Permission.BODY_EDIT))
    Seat.objects.select_for_update().get(pk=seat.pk)  # two at once see each other's appointment
    appointment = Appointment(seat=seat, **fields)
    _check_appointment(appointment)
    save_checked(appointment)
    verb = "appointed" if appointment.kind == AppointmentKind.TITULAR else "accredited"
    append_seat(seat, verb, by)
    return appointment


@action
def amend_appointment(
    *, appointment: Appointment, by: User, **changes: Unpack[AppointmentFields]
) -> Appointment:
    """Correct what was written of an appointment."""
    require(by.may(Permission.BODY_EDIT))
    Seat.objects.select_for_update().get(pk=appointment.seat_id)
    appointment.with_changes(**changes)
    _check_appointment(appointment)
    save_checked(appointment)
    append_seat(appointment.seat, "amended", by)
    return appointment


@action
def end_appointment(*, appointment: Appointment, until_on: date, by: User) -> Appointment:
    """Record somebody's last day in the seat."""
    require(by.may(Permission.BODY_EDIT))
    if appointment.until_on:
        raise RuleError(_("Ya está registrado cuándo terminó."))
    appointment.until_on = until_on
    _check_appointment(appointment)
    save_checked(appointment)
    append_seat(appointment.seat, "vacated", by)
    return appointment


def append_seat(seat: Seat, verb: str, by: User) -> None:
    """Enter the seat's next version, once its integration was installed in public."""
    if seat.integration.is_published:
        if not seat.post.organization.is_published:
            raise RuleError(_("Primero publica la ficha de %(name)s.") % {"name": seat.post.organization})
        files = [row.instrument_file for row in seat.appointments.filter(instrument_file__isnull=False)]
        append(seat_record(seat), verb, issuer=issuer(), by=by, files=files)


def _refuse_outside_integration(seat: Seat) -> None:
    if seat.since_on and not seat.integration.period.holds_on(seat.since_on):
        raise RuleError(_("El asiento empieza fuera del periodo de la integración."), field="since_on")
    if seat.until_on and not seat.integration.period.holds_on(seat.until_on):
        raise RuleError(_("El asiento termina fuera del periodo de la integración."), field="until_on")


def _check_appointment(appointment: Appointment) -> None:
    seat, period = appointment.seat, appointment.period
    if not period.is_in_order():
        raise RuleError(_("La fecha final no puede ser anterior a la inicial."), field="until_on")
    _check_dates(appointment)
    if appointment.person and appointment.person.is_erased:
        raise RuleError(_("El nombre de esa persona se retiró a petición."), field="person")
    others = list(seat.appointments.exclude(pk=appointment.pk))
    titulares = [row.period for row in others if row.kind == AppointmentKind.TITULAR]
    if appointment.kind == AppointmentKind.TITULAR and first_overlap(period, titulares):
        raise RuleError(
            _("El asiento ya tiene titular en esas fechas. Primero registra cuándo terminó."),
            field="since_on",
        )
    same = [row.period for row in others if appointment.person_id and row.person_id == appointment.person_id]
    if first_overlap(period, same):
        raise RuleError(_("Esa persona ya ocupa este asiento en esas fechas."), field="person")


def _check_dates(appointment: Appointment) -> None:
    for field in ("since_on", "until_on"):
        day = getattr(appointment, field)
        if day is None:
            continue
        if not appointment.seat.integration.period.holds_on(day):
            raise RuleError(_("Esa fecha queda fuera del periodo de la integración."), field=field)
        if not appointment.seat.period.holds_on(day):
            raise RuleError(_("El asiento no existía en esa fecha."), field=field)
