"""Writing the agenda point by point; order by buttons."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.core.legal import RuleError
from tequio.meetings import actions
from tequio.meetings.actions.follow_up import pending_for
from tequio.meetings.desk.base import MeetingConfirmView, MeetingFormView, OfMeeting, desk_url
from tequio.meetings.forms.table import AgendaItemForm, DocumentForm, OutcomeForm
from tequio.meetings.models import AgendaDocument, AgendaItem, Meeting
from tequio.meetings.permissions import DESK, Act, editing_act, may
from tequio.meetings.sheet import agenda_lines
from tequio.register.desk import say_done
from tequio.register.models import Discarded


class Agenda(MeetingFormView):
    """The points in order, and a form to add one."""

    template_name = "meetings/desk_agenda.html"
    title = _("Orden del día")
    button = _("Agregar el punto")
    done_message = _("Se agregó el punto.")
    form_class = AgendaItemForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lines=agenda_lines(self.meeting, [], []),
            is_draft=may(self.user, Act.EDIT_DRAFT, self.meeting),
            pending=pending_for(self.meeting) if may(self.user, Act.EDIT_DRAFT, self.meeting) else [],
            may_add=editing_act(self.meeting) in (Act.EDIT_DRAFT, Act.AMEND),
            **kwargs,
        )

    def perform(self, form: Any) -> AgendaItem:
        return actions.add_agenda_item(meeting=self.meeting, by=self.user, **form.cleaned_data)

    def done_url(self, _result: Any) -> str:
        return desk_url(self.meeting, "desk_agenda") + "#puntos"


class AddPending(MeetingConfirmView):
    act = Act.EDIT_DRAFT
    title = _("Agregar los acuerdos pendientes")
    explanation = _("Cada uno queda como subpunto de un punto de seguimiento, con su estado de hoy.")
    button = _("Agregarlos al orden del día")
    done_message = _("Se agregaron los acuerdos pendientes.")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(row.folio, row.title) for row in pending_for(self.meeting)]

    def perform(self) -> list[AgendaItem]:
        return actions.add_pending_agreements(meeting=self.meeting, by=self.user)

    def done_url(self, _result: Any) -> str:
        return desk_url(self.meeting, "desk_agenda")


class _OfItem(OfMeeting):
    """A page about one point of the session."""

    @cached_property
    def item(self) -> AgendaItem:
        """The point of this address."""
        found: AgendaItem = get_object_or_404(self.meeting.agenda, pk=self.kwargs["item"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Also a page that only asks says 404 when the point is of another session.
        return super().get_context_data(**kwargs | {"item": self.item})

    def done_url(self, _result: Any) -> str:
        return desk_url(self.meeting, "desk_agenda")


class EditItem(_OfItem, MeetingFormView):
    is_edit = True
    button = _("Guardar el punto")
    done_message = _("Se guardó el punto.")

    @property
    def is_held(self) -> bool:
        """Whether only the outcome can still be told."""
        return editing_act(self.meeting) == Act.COMPLETE

    @property
    def title(self) -> str:  # type: ignore[override]  # computed here, fixed elsewhere
        return self.item.title

    def get_form_class(self) -> Any:
        return OutcomeForm if self.is_held else AgendaItemForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs if self.is_held else kwargs | {"meeting": self.meeting}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields.pop("parent", None)
        return form

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.item, name) for name in ("title", "kind", "proposer_seat", "outcome")}

    def perform(self, form: Any) -> AgendaItem:
        return actions.amend_agenda_item(item=self.item, changes=form.cleaned_data, by=self.user)


class RemoveItem(_OfItem, MeetingConfirmView):
    act = Act.EDIT_DRAFT
    title = _("Quitar el punto")
    button = _("Quitar el punto")
    done_message = _("Se quitó el punto.")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Punto"), self.item.title), (_("Subpuntos"), self.item.children.count())]

    def perform(self) -> Discarded:
        return actions.remove_agenda_item(item=self.item, by=self.user)


class AttachDocument(_OfItem, MeetingFormView):
    title = _("Agregar un documento al punto")
    button = _("Agregar el documento")
    done_message = _("Se agregó el documento.")
    form_class = DocumentForm

    def perform(self, form: Any) -> AgendaDocument:
        data = form.cleaned_data
        return actions.attach_document(item=self.item, upload=data["file"], title=data["title"], by=self.user)


class RemoveDocument(MeetingConfirmView):
    act = Act.EDIT_DRAFT
    title = _("Quitar el documento")
    button = _("Quitar el documento")
    done_message = _("Se quitó el documento.")

    @cached_property
    def document(self) -> AgendaDocument:
        """The paper of this address."""
        return get_object_or_404(AgendaDocument, item__meeting=self.meeting, pk=self.kwargs["document"])

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Documento"), self.document.title), (_("Punto"), self.document.item.title)]

    def perform(self) -> Discarded:
        return actions.remove_document(document=self.document, by=self.user)

    def done_url(self, _result: Any) -> str:
        return desk_url(self.meeting, "desk_agenda")


@staff(*DESK)
@require_POST
def move_item(request: HttpRequest, year: int, slug: str, item: int) -> HttpResponse:
    """One place up or down."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a desk page needs somebody signed in")
    meeting = get_object_or_404(Meeting, year=year, slug=slug)
    point = get_object_or_404(meeting.agenda, pk=item)
    up = (request.POST.get("to") or request.GET.get("to")) == "up"
    try:
        actions.move_agenda_item(item=point, up=up, by=user)
        say_done(request, _("Se movió el punto."), f"{request.path}?to={'down' if up else 'up'}")
    except RuleError as refused:
        messages.error(request, str(refused.message))
    return HttpResponseRedirect(f"{desk_url(meeting, 'desk_agenda')}#punto-{point.pk}")
