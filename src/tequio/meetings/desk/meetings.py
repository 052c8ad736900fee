"""The list of sessions, a new one, and everything that can be done with one in its present state."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Body
from tequio.meetings import actions
from tequio.meetings.actions import MeetingDraft
from tequio.meetings.clocks import last_moment_to_convene, minutes_due_on, rules_of
from tequio.meetings.desk.base import MeetingConfirmView, MeetingFormView, desk_url
from tequio.meetings.desk.steps import next_step
from tequio.meetings.forms.meetings import MeetingForm, NewMeetingForm, PastMeetingForm, RulesForm
from tequio.meetings.models import Meeting
from tequio.meetings.permissions import DESK, Act, acts_for, editing_act
from tequio.meetings.rules import MeetingKind, MeetingStatus, Modality
from tequio.meetings.sheet import agenda_lines, events_of, roll_of
from tequio.meetings.views import meeting_context
from tequio.register.desk import ActionFormView, DeskListView
from tequio.register.models import Discarded
from tequio.register.preview import preview, preview_context

COMMON = frozenset({"ends_at", "place", "address", "area", "modality", "how_to_attend"})
TOLD = frozenset({"summary", "objective", "relevance", "contribution", "actions"})
CHANGEABLE = {
    Act.EDIT_DRAFT: COMMON | TOLD | {"starts_at"},
    Act.AMEND: COMMON | TOLD | {"change_reason"},
    Act.COMPLETE: TOLD | {"video_url"},
}
"""Which details each state still lets change."""


class MeetingList(DeskListView):
    permissions = DESK
    template_name = "meetings/desk_list.html"
    title = _("Sesiones")
    model = Meeting
    search_fields = ("slug", "place", "agenda__title")
    columns = (
        (_("Sesión"), "title"),
        (_("Fecha"), "when"),
        (_("Estado"), "get_status_display"),
        (_("Lugar"), "place"),
    )
    extra_context = {"here": "meetings"}
    create_url = reverse_lazy("meetings:desk_new")
    create_label = _("Nueva sesión")
    empty_text = _("Aquí aparecerán las sesiones, primero las que estás preparando.")

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.distinct().newest_first()

    def row_url(self, row: Meeting) -> str:
        return desk_url(row)


class _NewView(ActionFormView):
    """A form that makes a session of the commission."""

    template_name = "meetings/desk_form.html"
    crumb = (_("Sesiones"), reverse_lazy("meetings:desk"))

    def body(self) -> Body:
        """The commission."""
        return get_object_or_404(Body.objects.published().order_by("pk"), kind="commission")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.body()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(crumb=self.crumb, **kwargs)

    def done_url(self, result: Meeting) -> str:
        return desk_url(result)


class NewMeeting(_NewView):
    permissions = (Permission.MEETING_PREPARE,)
    title = _("Nueva sesión")
    explanation = _(
        "Es un borrador: nadie fuera de este espacio lo ve hasta que se convoque. "
        "Los acuerdos pendientes se agregan al orden del día."
    )
    button = _("Crear el borrador")
    done_message = _("Se creó el borrador. Revisa el orden del día.")
    form_class = NewMeetingForm

    def get_initial(self) -> dict[str, Any]:
        last = self.body().meetings.filter(is_retrospective=False).newest_first().first()
        initial = {"kind": MeetingKind.ORDINARY, "modality": Modality.IN_PERSON}
        if last:
            copied = ("place", "address", "area", "modality", "how_to_attend")
            initial |= {name: getattr(last, name) for name in copied}
            initial["copy_agenda_of"] = last
        return initial

    def perform(self, form: Any) -> Meeting:
        draft = MeetingDraft(body=self.body(), **form.cleaned_data)
        meeting = actions.prepare_meeting(draft=draft, by=self.user)
        actions.add_pending_agreements(meeting=meeting, by=self.user)
        return meeting


class RecordPast(_NewView):
    permissions = (Permission.MEETING_RECORD,)
    title = _("Documentar una sesión anterior")
    explanation = _(
        "Escribe solo lo que diga la fuente. Lo que dejes vacío aparecerá como “No documentado”. "
        "Se publica al guardar."
    )
    button = _("Publicar la sesión")
    done_message = _("Se publicó la sesión documentada.")
    form_class = PastMeetingForm

    def perform(self, form: Any) -> Meeting:
        return actions.record_past_meeting(past=form.past(), by=self.user)


@staff(*DESK)
def workspace(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One session: where it is, the next step, and all its parts."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a desk page needs somebody signed in")
    meeting = get_object_or_404(
        Meeting.objects.select_related("body", "integration", "area"), year=year, slug=slug
    )
    events = events_of(meeting)
    agreements = list(meeting.agreements.select_related("responsible"))
    lines = agenda_lines(meeting, events, agreements)
    acts = acts_for(user, meeting)
    rules = rules_of(meeting)
    adopted = {agreement.motion_id for agreement in agreements}
    context = {
        "title": meeting.title,
        "meeting": meeting,
        "lines": lines,
        "roll": roll_of(meeting),
        "events": events,
        "without_agreement": [
            event for event in events if event.is_approved and event.motion_id not in adopted
        ],
        "agreements": agreements,
        "versions": list(meeting.minutes.select_related("file")),
        "acts": {act.value for act in acts},
        "may_edit": editing_act(meeting) in acts,
        "may_arrange": bool(acts & {Act.EDIT_DRAFT, Act.AMEND}),
        "step": next_step(meeting, lines, adopted, acts),
        "notice": last_moment_to_convene(meeting.kind, meeting.starts_at, rules)
        if meeting.starts_at and Act.CONVENE in acts
        else None,
        "minutes_due_on": minutes_due_on(meeting, rules_of(meeting)),
    }
    return render(request, "meetings/desk_meeting.html", context)


@preview(*DESK)
def preview_meeting(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """A draft's public page, as it will be once it is convened."""
    drafts = Meeting.objects.filter(status=MeetingStatus.PREPARING)
    meeting: Meeting = get_object_or_404(
        drafts.select_related("body", "integration", "area"), year=year, slug=slug
    )
    back = desk_url(meeting)
    meeting.status = MeetingStatus.CONVENED
    return render(
        request,
        "meetings/detail.html",
        meeting_context(meeting) | preview_context(request, back, meeting.get_absolute_url()),
    )


class EditMeeting(MeetingFormView):
    is_edit = True
    title = _("Datos de la sesión")
    button = _("Guardar los datos")
    done_message = _("Se guardaron los datos.")
    form_class = MeetingForm

    @property
    def only(self) -> frozenset[str]:
        """What can still change in this state."""
        act = editing_act(self.meeting)
        return CHANGEABLE[act] if act else frozenset()

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.meeting, name) for name in self.only - {"change_reason"}}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"only": self.only}

    def perform(self, form: Any) -> Meeting:
        return actions.amend_meeting(meeting=self.meeting, changes=form.cleaned_data, by=self.user)


class DiscardMeeting(MeetingConfirmView):
    act = Act.EDIT_DRAFT
    title = _("Descartar el borrador")
    explanation = _("Va a la papelera con su orden del día. Puedes recuperarlo durante 30 días.")
    button = _("Descartar el borrador")
    done_message = _("Se descartó el borrador.")

    def perform(self) -> Discarded:
        return actions.discard_meeting(meeting=self.meeting, by=self.user)

    def done_url(self, _result: Any) -> str:
        return reverse("meetings:desk")


class SetRules(ActionFormView):
    permissions = (Permission.MEETING_CONVENE,)
    template_name = "meetings/desk_form.html"
    title = _("Reglas de sesión")
    explanation = _(
        "Desde ese día, el sistema revisa con ellas cada convocatoria, cada lista y cada votación. "
        "Se publican con la norma que las establece."
    )
    button = _("Publicar las reglas")
    done_message = _("Se publicaron las reglas.")
    form_class = RulesForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(crumb=(_("Sesiones"), reverse("meetings:desk")), **kwargs)

    def perform(self, form: Any) -> Any:
        values = dict(form.cleaned_data)
        body = get_object_or_404(Body.objects.published(), kind="commission")
        return actions.set_meeting_rules(
            body=body, since_on=values.pop("since_on"), values=values, by=self.user
        )

    def done_url(self, _result: Any) -> str:
        return reverse("meetings:rulebook")
