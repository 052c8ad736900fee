"""At the table: opening, roll call, votes and closing, one row per seat."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.meetings import actions
from tequio.meetings.clocks import rules_of
from tequio.meetings.desk.base import MeetingFormView, at_hour, closing_hour, desk_url
from tequio.meetings.forms.table import CloseForm, CorrectVoteForm, OpenForm, RollForm, VoteForm
from tequio.meetings.models import AgendaItem, Meeting, VoteEvent
from tequio.meetings.permissions import Act
from tequio.meetings.rules import AttendanceState, VoteMethod, VoteOption


class OpenMeeting(MeetingFormView):
    act = Act.OPEN
    title = _("Iniciar la sesión")
    explanation = _("La página pública dirá que la sesión está en curso.")
    button = _("Iniciar la sesión")
    done_message = _("La sesión está en curso. Pasa lista.")
    form_class = OpenForm

    def get_initial(self) -> dict[str, Any]:
        return {"opened_at": timezone.localtime(clock.now()).time()}

    def perform(self, form: Any) -> Meeting:
        opened_at = at_hour(self.meeting, form.cleaned_data["opened_at"])
        return actions.open_meeting(meeting=self.meeting, opened_at=opened_at, by=self.user)

    def done_url(self, _result: Any) -> str:
        return desk_url(self.meeting, "desk_roll")


class CloseMeeting(MeetingFormView):
    act = Act.CLOSE
    title = _("Cerrar la sesión")
    explanation = _(
        "Después todavía puedes asentar votaciones y acuerdos que falten, hasta publicar el acta."
    )
    button = _("Cerrar la sesión")
    done_message = _("La sesión terminó. Falta el acta.")
    form_class = CloseForm

    def get_initial(self) -> dict[str, Any]:
        return {"closed_at": timezone.localtime(clock.now()).time()}

    def perform(self, form: Any) -> Meeting:
        closed_at = closing_hour(self.meeting, form.cleaned_data["closed_at"])
        return actions.close_meeting(meeting=self.meeting, closed_at=closed_at, by=self.user)


class _SeatsView(MeetingFormView):
    """A form with one row per seat; ``?todas=`` marks every row at once, to be changed and sent."""

    template_name = "meetings/desk_seats.html"
    everybody = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = self.request.GET.get("todas", "")
        everybody = self.everybody if asked == self.everybody else ""
        return super().get_form_kwargs() | {"meeting": self.meeting, "everybody": everybody}


class CallRoll(_SeatsView):
    act = Act.CALL_ROLL
    title = _("Pasar lista")
    button = _("Guardar la lista y declarar el quórum")
    form_class = RollForm
    everybody = AttendanceState.PRESENT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rules = rules_of(self.meeting)
        everybody_label = _("Marcar a todas las personas como presentes")
        return super().get_context_data(rules=rules, everybody_label=everybody_label, **kwargs)

    def perform(self, form: Any) -> Meeting:
        meeting = actions.call_roll(
            meeting=self.meeting, marks=form.marks(), call=form.cleaned_data["call"], by=self.user
        )
        declared = _("Hay quórum: %(present)s de %(seats)s.")
        failed = _("No hay quórum: están %(present)s y hacen falta %(needed)s.")
        words = {
            "present": meeting.quorum_present,
            "seats": meeting.quorum_seats,
            "needed": meeting.quorum_needed,
        }
        self.done_message = str(declared if meeting.has_quorum else failed) % words
        return meeting


class RecordVote(_SeatsView):
    act = Act.VOTE
    button = _("Cerrar la votación y proclamar")
    form_class = VoteForm
    everybody = VoteOption.FOR

    @property
    def title(self) -> str:  # type: ignore[override]  # computed here, fixed elsewhere
        return self.item.title

    @cached_property
    def item(self) -> AgendaItem:
        """The point that is voted."""
        found: AgendaItem = get_object_or_404(self.meeting.agenda, pk=self.kwargs["item"])
        return found

    def get_initial(self) -> dict[str, Any]:
        return {"motion": self.item.title, "method": VoteMethod.ROLL_CALL}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rules = rules_of(self.meeting)
        everybody_label = _("Marcar a todas las personas a favor")
        return super().get_context_data(rules=rules, everybody_label=everybody_label, **kwargs)

    def perform(self, form: Any) -> VoteEvent:
        event = actions.record_vote(item=self.item, ballot=form.ballot(), by=self.user)
        self.done_message = f"{event.get_result_display()}: {event.totals}."
        return event


class CorrectVote(_SeatsView):
    act = Act.CORRECT_VOTE
    title = _("Corregir la votación")
    explanation = _("Se publica la corrección con su motivo. Lo que se asentó antes queda en el registro.")
    button = _("Publicar la corrección")
    form_class = CorrectVoteForm
    everybody = VoteOption.FOR

    @cached_property
    def event(self) -> VoteEvent:
        """The vote of this address."""
        found: VoteEvent = get_object_or_404(self.meeting.vote_events, number=self.kwargs["number"])
        return found

    def get_initial(self) -> dict[str, Any]:
        return {f"vote_{vote.seat_id}": vote.option for vote in self.event.votes.all()}

    def perform(self, form: Any) -> VoteEvent:
        data = form.cleaned_data
        return actions.correct_vote(event=self.event, votes=form.votes(), reason=data["reason"], by=self.user)
