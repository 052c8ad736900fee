"""Calling a session and calling it off, each after reading what will be published."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.meetings import actions
from tequio.meetings.clocks import last_moment_to_convene, rules_of
from tequio.meetings.desk.base import MeetingFormView
from tequio.meetings.forms.meetings import ConveneAgainForm, ConveneForm, PostponeForm, ReasonForm
from tequio.meetings.models import Meeting
from tequio.meetings.permissions import Act
from tequio.meetings.rules import MeetingStatus
from tequio.meetings.sheet import agenda_lines


class ConveneMeeting(MeetingFormView):
    act = Act.CONVENE
    template_name = "meetings/desk_convene.html"
    title = _("Revisar y convocar")
    button = _("Convocar y publicar")
    done_message = _("Se convocó. La página pública ya está en el sitio.")

    @property
    def is_again(self) -> bool:
        """Whether it had been postponed."""
        return self.meeting.status == MeetingStatus.POSTPONED

    def get_form_class(self) -> Any:
        return ConveneAgainForm if self.is_again else ConveneForm

    def get_initial(self) -> dict[str, Any]:
        return {"starts_at": self.meeting.rescheduled_to} if self.is_again else {}

    def perform(self, form: Any) -> Meeting:
        return actions.convene_meeting(meeting=self.meeting, by=self.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moment = self.meeting.next_instant
        rules = rules_of(self.meeting)
        notice = last_moment_to_convene(self.meeting.kind, moment, rules) if moment else None
        lines = agenda_lines(self.meeting, [], [])
        return super().get_context_data(lines=lines, notice=notice, rules=rules, **kwargs)


class PostponeMeeting(MeetingFormView):
    act = Act.POSTPONE
    title = _("Posponer la sesión")
    explanation = _("La página pública dirá el motivo y, si la hay, la nueva fecha.")
    button = _("Posponer y publicar")
    done_message = _("Se pospuso. Ya se ve en el sitio.")
    form_class = PostponeForm

    def perform(self, form: Any) -> Meeting:
        return actions.postpone_meeting(meeting=self.meeting, by=self.user, **form.cleaned_data)


class CancelMeeting(MeetingFormView):
    act = Act.CANCEL
    title = _("Cancelar la sesión")
    explanation = _("La página queda en el sitio con el motivo. La sesión conserva su número.")
    button = _("Cancelar y publicar")
    done_message = _("Se canceló. Ya se ve en el sitio.")
    form_class = ReasonForm

    def perform(self, form: Any) -> Meeting:
        return actions.cancel_meeting(meeting=self.meeting, by=self.user, **form.cleaned_data)
