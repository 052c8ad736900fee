from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import RuleError
from tequio.law import actions
from tequio.law.actions import NewDayOff, Order
from tequio.law.desk import LAW
from tequio.law.forms.desk import (
    CalendarForm,
    CalendarNotesForm,
    DaysForm,
    ExtendForm,
    NoteForm,
    RestDaysForm,
    WithdrawForm,
)
from tequio.law.models import NonWorkingDay, Provision, WorkCalendar
from tequio.law.proposals import rest_days
from tequio.law.rules import DayKind
from tequio.register.desk import ActionFormView, DeskListView
from tequio.register.files import store_file

LONG_DATE = r"l j \d\e F \d\e Y"


class CalendarsDesk(DeskListView):
    permissions = LAW
    title = _("Marco legal: días inhábiles")
    template_name = "law/desk_list.html"
    model = WorkCalendar
    columns = (
        (_("Calendario"), "name"),
        (_("Autoridad"), "authority"),
        (_("Versión"), "version"),
        (_("Estado"), "get_confidence_display"),
    )
    create_url = reverse_lazy("law:calendar_new")
    create_label = _("Registrar un calendario")

    def row_url(self, row: WorkCalendar) -> str:
        return reverse("law:calendar_edit", args=[row.slug])


class _OneCalendar(ActionFormView):
    permissions = LAW

    @property
    def calendar(self) -> WorkCalendar:
        calendar: WorkCalendar = get_object_or_404(WorkCalendar, slug=self.kwargs["slug"])
        return calendar

    def done_url(self, result: WorkCalendar) -> str:
        return reverse("law:calendar_edit", args=[result.slug])


class NewCalendarView(_OneCalendar):
    title = _("Registrar un calendario")
    explanation = _("Al guardar se publica su primera versión. Después agregas los días.")
    button = _("Publicar el calendario")
    form_class = CalendarForm

    def perform(self, form: forms.Form) -> WorkCalendar:
        return actions.create_calendar(by=self.user, **form.cleaned_data)


class CalendarView(_OneCalendar):
    is_edit = True
    template_name = "law/desk_calendar.html"
    explanation = _("Cada cambio publica una versión nueva. Las anteriores se conservan.")
    form_class = CalendarNotesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.calendar}

    def perform(self, form: forms.Form) -> WorkCalendar:
        return actions.edit_calendar(calendar=self.calendar, by=self.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calendar = self.calendar
        rows = calendar.days.select_related("basis__norm").filter(withdrawn_in__isnull=True)
        context = super().get_context_data(calendar=calendar, days=rows.order_by("-first_on"), **kwargs)
        return context | {"title": calendar.name}


class AddDaysView(_OneCalendar):
    title = _("Agregar días inhábiles")
    explanation = _("Al guardar se publica una versión nueva del calendario con el acuerdo que citas.")
    button = _("Publicar los días")
    form_class = DaysForm

    def perform(self, form: forms.Form) -> WorkCalendar:
        data = form.cleaned_data
        order = Order(
            title=data["order_title"],
            number=data["order_number"],
            issued_on=data["order_on"],
            url=data["order_url"],
            file=store_file(data["file"]) if data["file"] else None,
        )
        days = [
            NewDayOff(line.first_on, line.last_on, line.reason, DayKind(data["kind"]), order=order)
            for line in data["days"]
        ]
        return actions.add_days_off(calendar=self.calendar, days=days, by=self.user)


class RestDaysView(_OneCalendar):
    """The rest days of the law for one year, to be confirmed by a person."""

    title = _("Agregar descansos obligatorios")
    explanation = _(
        "Son los del artículo 74 de la Ley Federal del Trabajo. Revisa cada uno antes de publicar."
    )
    button = _("Publicar los días")
    form_class = RestDaysForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.proposed():
            return super().get(request, *args, **kwargs)
        messages.info(request, str(_("Ese año ya tiene todos los descansos de ley.")))
        return HttpResponseRedirect(self.done_url(self.calendar))

    def proposed(self) -> list[tuple[date, str]]:
        """Those of the year that the calendar still lacks."""
        calendar, year = self.calendar, self.kwargs["year"]
        if year not in calendar.years:
            raise Http404
        rule = calendar.rule()
        return [(day, name) for day, name in rest_days(year) if day not in rule.days_off and rule.covers(day)]

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [
            (day.isoformat(), f"{formats.date_format(day, LONG_DATE)}: {name}")
            for day, name in self.proposed()
        ]
        return {**super().get_form_kwargs(), "proposed": choices}

    def perform(self, form: forms.Form) -> WorkCalendar:
        basis = Provision.objects.filter(norm__slug="lft", article="74").first()
        if basis is None:
            raise RuleError(_("Registra primero la Ley Federal del Trabajo con su artículo 74."))
        days = [
            NewDayOff(day, day, name, DayKind.REST, basis)
            for day, name in self.proposed()
            if day.isoformat() in form.cleaned_data["days"]
        ]
        return actions.add_days_off(calendar=self.calendar, days=days, by=self.user)


class ExtendCalendarView(_OneCalendar):
    title = _("Ampliar el calendario")
    explanation = _("El calendario cubrirá más tiempo y quedará por confirmar. Los días se agregan aparte.")
    button = _("Publicar la ampliación")
    form_class = ExtendForm

    def perform(self, form: forms.Form) -> WorkCalendar:
        covers_to = form.cleaned_data["covers_to"]
        return actions.extend_calendar(calendar=self.calendar, covers_to=covers_to, by=self.user)


class ConfirmCalendarView(_OneCalendar):
    title = _("Confirmar el calendario")
    explanation = _("Hazlo cuando la autoridad lo haya revisado completo. Lo que escribas será público.")
    button = _("Confirmar el calendario")
    form_class = NoteForm

    def perform(self, form: forms.Form) -> WorkCalendar:
        return actions.confirm_calendar(calendar=self.calendar, note=form.cleaned_data["note"], by=self.user)


class WithdrawDayView(_OneCalendar):
    title = _("Retirar un día inhábil")
    explanation = _("El día volverá a contar. Las versiones anteriores del calendario lo conservan.")
    button = _("Publicar el retiro")
    form_class = WithdrawForm

    def perform(self, form: forms.Form) -> WorkCalendar:
        day = get_object_or_404(NonWorkingDay, calendar=self.calendar, pk=self.kwargs["pk"])
        return actions.withdraw_day_off(day=day, reason=form.cleaned_data["reason"], by=self.user)
