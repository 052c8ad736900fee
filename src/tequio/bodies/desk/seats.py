"""Staff pages of an integration: its seats, who holds them, and the day it is installed."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.roles import Permission
from tequio.bodies import actions
from tequio.bodies.desk.bodies import OfBody, body_url
from tequio.bodies.desk.pages import BodiesConfirmView, BodiesFormView, Links
from tequio.bodies.desk.people import HOME
from tequio.bodies.forms import AppointmentForm, EndIntegrationForm, IntegrationForm, LastDayForm, SeatForm
from tequio.bodies.membership import members_of
from tequio.bodies.models import Appointment, Integration, Seat
from tequio.core import clock
from tequio.register.desk import Text
from tequio.register.files import store_file
from tequio.register.models import Discarded

EDIT = (Permission.BODY_EDIT,)


def integration_url(integration: Integration, name: str = "integration_desk") -> str:
    """The staff page *name* of an integration."""
    return reverse(f"bodies:{name}", args=[integration.slug])


def seat_url(seat: Seat, name: str = "seat_desk") -> str:
    """The staff page *name* of a seat."""
    return reverse(f"bodies:{name}", args=[seat.pk])


@staff(*EDIT)
def integration_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The table of one integration, and what can be done with it in the state it is in."""
    row = get_object_or_404(Integration.objects.select_related("body"), slug=slug)
    on = row.ended_on or max(clock.today(), row.since_on)
    acts: Links = (
        [] if row.is_published else [(_("Instalar y publicar"), integration_url(row, "integration_install"))]
    )
    acts.append((_("Editar"), integration_url(row, "integration_edit")))
    if row.is_published and not row.ended_on:
        acts.append((_("Registrar su último día"), integration_url(row, "integration_end")))
    context = {
        "about": row,
        "title": row.label,
        "crumbs": [*HOME, (row.body.short_name or row.body.name, body_url(row.body))],
        "acts": acts,
        "members": members_of(row, on),
        "ended_seats": row.seats.filter(until_on__lt=on).select_related("post"),
        "on": on,
    }
    return render(request, "bodies/desk_integration.html", context)


@staff(*EDIT)
def seat_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who held one seat, and what can be done with it."""
    row = get_object_or_404(Seat.objects.select_related("integration__body", "post__organization"), pk=pk)
    acts: Links = [(_("Nombrar titular o suplente"), seat_url(row, "appointment_new"))]
    acts.append((_("Editar el asiento"), seat_url(row, "seat_edit")))
    if not row.integration.is_published:
        acts.append((_("Descartar el asiento"), seat_url(row, "seat_discard")))
    elif not row.until_on:
        acts.append((_("Suprimir el asiento"), seat_url(row, "seat_end")))
    context = {
        "about": row,
        "title": row.post.label,
        "crumbs": seat_crumbs(row)[:-1],
        "acts": acts,
        "appointments": row.appointments.select_related("person", "instrument_file", "seat__post"),
    }
    return render(request, "bodies/desk_seat.html", context)


def seat_crumbs(seat: Seat) -> Links:
    """The way back from a page about a seat."""
    body, integration = seat.integration.body, seat.integration
    return [
        *HOME,
        (body.short_name or body.name, body_url(body)),
        (integration.label, integration_url(integration)),
        (seat.post.label, seat_url(seat)),
    ]


class IntegrationCreate(OfBody, BodiesFormView):
    permissions = EDIT
    title = _("Preparar una integración")
    explanation = _("Queda como borrador: agrega sus asientos y nombramientos, y después publícala completa.")
    form_class = IntegrationForm

    def perform(self, form: forms.Form) -> Integration:
        return actions.prepare_integration(body=self.body, by=self.user, **form.cleaned_data)

    def done_url(self, result: Integration) -> str:
        return integration_url(result)


class OfIntegration:
    kwargs: dict[str, Any]

    @cached_property
    def integration(self) -> Integration:
        return get_object_or_404(Integration.objects.select_related("body"), slug=self.kwargs["slug"])

    def about(self) -> Integration:
        return self.integration

    def crumbs(self) -> Links:
        body = self.integration.body
        return [
            *HOME,
            (body.short_name or body.name, body_url(body)),
            (self.integration.label, integration_url(self.integration)),
        ]

    def done_url(self, _result: Any) -> str:
        return integration_url(self.integration)


class IntegrationEdit(OfIntegration, BodiesFormView):
    is_edit = True
    permissions = EDIT
    title = _("Editar la integración")
    form_class = IntegrationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.integration}

    def perform(self, form: forms.Form) -> Integration:
        row = Integration.objects.get(pk=self.integration.pk)
        return actions.amend_integration(integration=row, by=self.user, **form.cleaned_data)


class IntegrationInstall(OfIntegration, BodiesConfirmView):
    permissions = EDIT
    title = _("Instalar y publicar")
    explanation = _("La integración, sus asientos y nombramientos entrarán juntos al registro público.")
    button = _("Publicar la integración")
    done_message = _("Listo. La integración es pública.")

    def summary(self) -> list[tuple[Text, Any]]:
        row = self.integration
        members = members_of(row, max(clock.today(), row.since_on))
        lines: list[tuple[Text, Any]] = [
            (_("Periodo"), row.label),
            (_("Instalación"), row.installed_on or row.installed_note),
            (_("Asientos"), len(members)),
            (_("Asientos con voto"), sum(member.seat.has_vote for member in members)),
            (_("Asientos sin titular"), sum(member.titular is None for member in members)),
        ]
        return lines

    def perform(self) -> Integration:
        return actions.install_integration(integration=self.integration, by=self.user)


class IntegrationEnd(OfIntegration, BodiesFormView):
    permissions = EDIT
    title = _("Registrar su último día")
    explanation = _("Con la integración terminan todos sus asientos y nombramientos.")
    button = _("Registrar su último día")
    form_class = EndIntegrationForm

    def perform(self, form: forms.Form) -> Integration:
        return actions.end_integration(integration=self.integration, by=self.user, **form.cleaned_data)


class SeatCreate(OfIntegration, BodiesFormView):
    permissions = EDIT
    title = _("Agregar un asiento")
    form_class = SeatForm

    def perform(self, form: forms.Form) -> Seat:
        return actions.add_seat(integration=self.integration, by=self.user, **form.cleaned_data)

    def done_url(self, result: Seat) -> str:
        return seat_url(result)


class OfSeat:
    kwargs: dict[str, Any]

    @cached_property
    def seat(self) -> Seat:
        return get_object_or_404(
            Seat.objects.select_related("integration__body", "post"), pk=self.kwargs["pk"]
        )

    def crumbs(self) -> Links:
        return seat_crumbs(self.seat)

    def done_url(self, _result: Any) -> str:
        return seat_url(self.seat)


class SeatEdit(OfSeat, BodiesFormView):
    is_edit = True
    permissions = EDIT
    title = _("Editar el asiento")
    form_class = SeatForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.seat}

    def perform(self, form: forms.Form) -> Seat:
        row = Seat.objects.get(pk=self.seat.pk)
        return actions.amend_seat(seat=row, by=self.user, **form.cleaned_data)


class SeatEnd(OfSeat, BodiesFormView):
    permissions = EDIT
    title = _("Suprimir el asiento")
    explanation = _("El asiento y quienes lo ocuparon quedan en la historia de la comisión.")
    button = _("Suprimir el asiento")
    form_class = LastDayForm

    def perform(self, form: forms.Form) -> Seat:
        return actions.end_seat(seat=self.seat, by=self.user, **form.cleaned_data)


class SeatDiscard(OfSeat, BodiesConfirmView):
    permissions = EDIT
    title = _("Descartar el asiento")
    explanation = _("Va a la papelera con sus nombramientos. Puedes recuperarlo durante 30 días.")
    button = _("Descartar el asiento")
    done_message = _("Listo. El asiento se descartó.")

    def summary(self) -> list[tuple[Text, Any]]:
        return [(_("Cargo"), self.seat.post), (_("Función"), self.seat.get_role_display())]

    def perform(self) -> Discarded:
        return actions.discard_seat(seat=self.seat, by=self.user)

    def done_url(self, _result: Any) -> str:
        return integration_url(self.seat.integration)


def appointment_fields(form: forms.Form, by: Any) -> dict[str, Any]:
    """The form's data as the action takes it: a new name becomes a person, an upload a stored file."""
    fields = {name: form.cleaned_data[name] for name in AppointmentForm.Meta.fields}
    if form.cleaned_data["new_name"]:
        fields["person"] = actions.register_person(name=form.cleaned_data["new_name"], by=by)
    if form.cleaned_data["file"]:
        fields["instrument_file"] = store_file(form.cleaned_data["file"])
    return fields


class AppointmentCreate(OfSeat, BodiesFormView):
    keeps_typed = False
    permissions = EDIT
    title = _("Nombrar titular o suplente")
    form_class = AppointmentForm
    button = _("Registrar el nombramiento")

    def get_initial(self) -> dict[str, Any]:
        return {"since_on": max(clock.today(), self.seat.integration.since_on)}

    def perform(self, form: forms.Form) -> Appointment:
        with transaction.atomic():  # a refused appointment leaves no person behind
            return actions.appoint(seat=self.seat, by=self.user, **appointment_fields(form, self.user))


class OfAppointment(OfSeat):
    @cached_property
    def appointment(self) -> Appointment:
        related = ("seat__integration__body", "seat__post", "person")
        return get_object_or_404(Appointment.objects.select_related(*related), pk=self.kwargs["pk"])

    @property
    def seat(self) -> Seat:  # the appointment's, not the address's
        return self.appointment.seat


class AppointmentEdit(OfAppointment, BodiesFormView):
    keeps_typed = False
    permissions = EDIT
    title = _("Corregir el nombramiento")
    form_class = AppointmentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.appointment}

    def perform(self, form: forms.Form) -> Appointment:
        row = Appointment.objects.select_related("seat__integration").get(pk=self.appointment.pk)
        with transaction.atomic():
            return actions.amend_appointment(
                appointment=row, by=self.user, **appointment_fields(form, self.user)
            )


class AppointmentEnd(OfAppointment, BodiesFormView):
    permissions = EDIT
    title = _("Registrar su último día")
    button = _("Registrar su último día")
    form_class = LastDayForm

    def perform(self, form: forms.Form) -> Appointment:
        return actions.end_appointment(appointment=self.appointment, by=self.user, **form.cleaned_data)
