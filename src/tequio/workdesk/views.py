"""The staff's own pages: the day's desk and the administration of the town."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.audit import note_reading
from tequio.accounts.models import SecurityEvent, User
from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.core.models import Town
from tequio.register.desk import ActionFormView, ConfirmView
from tequio.register.due import DueItem, DueKind, collect_due
from tequio.register.models import Record, Trace, Witness
from tequio.register.proofs import witness_states
from tequio.register.signing import blocked_reason
from tequio.register.tree import current_size
from tequio.workdesk import actions
from tequio.workdesk.day import columns, next_meeting
from tequio.workdesk.forms import ReminderForm, TownForm, WitnessForm
from tequio.workdesk.reminders import find_waiting, known_address, send_reminder
from tequio.workdesk.sections import sections_for
from tequio.workdesk.setup import steps_left


@staff()
def today(request: HttpRequest) -> HttpResponse:
    """Where the day begins: what is due, what is mine, what waits for others, and the next session's tasks."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a desk page needs somebody signed in")
    items = collect_due(user)
    upcoming = next_meeting(user)
    context = {
        "now": clock.today(),
        "sections": sections_for(user),
        "steps": steps_left(user),
        "columns": columns(items, everything=request.GET.get("todo", "")),
        "site": [item for item in items if item.kind == DueKind.SITE],
        "meeting": upcoming[0] if upcoming else None,
        "tasks": upcoming[1] if upcoming else [],
        "last": Record.objects.select_related("entry").order_by("-entry_id")[:5],
        "blocked": blocked_reason(),
    }
    return render(request, "workdesk/today.html", context)


class RemindView(ActionFormView):
    """Asking whoever owes something; what is owed comes in the address, as ``?de=``."""

    keeps_typed = False
    permissions = (
        Permission.MEETING_PREPARE,
        Permission.MEETING_RECORD,
        Permission.COMMITMENT_EDIT,
        Permission.COMMITMENT_PUBLISH,
        Permission.PAGE_EDIT,
        Permission.TRANSLATION_EDIT,
    )
    title = _("Enviar un recordatorio")
    explanation = _("La próxima vez, el mismo correo se usa con un solo clic.")
    button = _("Enviar el recordatorio")
    done_message = _("Se envió el recordatorio.")
    form_class = ReminderForm

    @cached_property
    def item(self) -> DueItem:
        """What is owed; 404 when it is no longer so, or was never this person's to ask."""
        found = find_waiting(self.request.GET.get("de", ""), self.user)
        if found is None:
            raise Http404
        return found

    def get_initial(self) -> dict[str, Any]:
        return {"email": known_address(str(self.item.waits_for))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        what = _("Enviar un recordatorio a %(who)s") % {"who": self.item.waits_for}
        return super().get_context_data(**kwargs) | {"title": what}

    def perform(self, form: forms.Form) -> Any:
        return send_reminder(item=self.item, email=form.cleaned_data["email"], by=self.user)

    def done_url(self, _result: Any) -> str:
        return reverse("workdesk:today") + "#esperas"


class TownView(ActionFormView):
    is_edit = True
    permissions = (Permission.TOWN_EDIT,)
    title = _("Datos del municipio")
    explanation = _("Aparecen en el encabezado y al pie de todas las páginas.")
    form_class = TownForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Town.current()}

    def perform(self, form: forms.Form) -> Town:
        return actions.update_town(changes=form.cleaned_data, by=self.user)

    def done_url(self, result: Town) -> str:
        return reverse("workdesk:town")


class RegisterView(ActionFormView):
    """The register's state and its witnesses; the form adds one."""

    permissions = (Permission.REGISTER_MANAGE,)
    template_name = "workdesk/register.html"
    title = _("Registro y testigos")
    form_class = WitnessForm
    button = _("Reconocer al testigo")

    def perform(self, form: forms.Form) -> Witness:
        return actions.add_witness(**form.cleaned_data, by=self.user)

    def done_url(self, result: Witness) -> str:
        return reverse("workdesk:register")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        size = current_size()
        return super().get_context_data(
            size=size, witnesses=witness_states(size), blocked=blocked_reason(), **kwargs
        )


class EndWitnessView(ConfirmView):
    permissions = (Permission.REGISTER_MANAGE,)
    title = _("Dejar de reconocer a un testigo")
    button = _("Dejar de reconocerlo")

    @property
    def witness(self) -> Witness:
        return get_object_or_404(Witness, pk=self.kwargs["pk"], until_on__isnull=True)

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Institución"), self.witness.name)]

    def perform(self) -> Witness:
        return actions.end_witness(witness=self.witness, by=self.user)

    def done_url(self, result: Witness) -> str:
        return reverse("workdesk:register")


@staff(Permission.TRACE_READ)
def traces(request: HttpRequest) -> HttpResponse:
    """Who published what, newest first: for the staff only."""
    rows = Trace.objects.select_related("entry", "user").order_by("-entry_id")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "workdesk/traces.html", {"page": page, "title": _("Quién hizo qué")})


@staff(Permission.TRACE_READ)
def account_events(request: HttpRequest) -> HttpResponse:
    """What happened to the accounts, and who read personal data: looking here is one more line."""
    if isinstance(request.user, User):
        note_reading(request.user, str(_("Historia de las cuentas")))
    rows = SecurityEvent.objects.select_related("user", "by")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "workdesk/account_events.html", {"page": page, "title": _("Accesos y cuentas")})
