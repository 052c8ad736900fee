"""What happens at the table: opening, roll call with its quorum, closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.bodies.models import Seat
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.preparing import locked
from tequio.meetings.actions.publishing import publish_meeting
from tequio.meetings.clocks import rules_of
from tequio.meetings.counting import quorum
from tequio.meetings.models import Attendance, Meeting, Vote
from tequio.meetings.permissions import Act, ensure
from tequio.meetings.rules import ATTENDING, AttendanceState, MeetingStatus, VoteOption
from tequio.meetings.seats import presidency_of, seats_of, voting


@dataclass(frozen=True)
class AttendanceMark:
    """How one seat attended, and the letter that accredits an alternate or justifies an absence."""

    state: str
    accreditation: str = ""

    @property
    def is_attending(self) -> bool:
        return self.state in ATTENDING


@action
def open_meeting(*, meeting: Meeting, by: User, opened_at: datetime | None = None) -> Meeting:
    """Open a convened session, at its hour or later."""
    meeting = locked(meeting)
    ensure(by, Act.OPEN, meeting)
    moment = opened_at or clock.now()
    day = timezone.localtime(moment).date()
    if meeting.held_on and min(day, clock.today()) < meeting.held_on:
        raise RuleError(_("Todavía no es el día de la sesión."), field="opened_at")
    if moment > clock.now():
        raise RuleError(_("Esa hora todavía no llega."), field="opened_at")
    if meeting.starts_at and moment < meeting.starts_at:
        hour = timezone.localtime(meeting.starts_at).strftime("%H:%M")
        raise RuleError(
            _("Se convocó para las %(hour)s horas. No puede comenzar antes.") % {"hour": hour},
            field="opened_at",
        )
    meeting.with_changes(status=MeetingStatus.IN_SESSION, opened_at=moment, change_reason="")
    meeting.save()
    publish_meeting(meeting, "opened", by)
    return meeting


@action
def call_roll(*, meeting: Meeting, marks: Mapping[int, AttendanceMark], by: User, call: int = 1) -> Meeting:
    """Write down how each seat (by its key) attended, and declare the quorum by the rules in force that day.

    Every seat with a vote must be marked. A seat that already voted cannot be marked as absent.
    """
    meeting = locked(meeting)
    ensure(by, Act.CALL_ROLL, meeting)
    seats = seats_of(meeting)
    _check_marks(meeting, seats, marks)
    write_attendance(meeting, seats, marks)
    _declare_quorum(meeting, seats, marks, call)
    meeting.save()
    publish_meeting(meeting, "roll_called", by)
    return meeting


def _check_marks(meeting: Meeting, seats: list[Seat], marks: Mapping[int, AttendanceMark]) -> None:
    if unknown := marks.keys() - {seat.pk for seat in seats}:
        raise ValueError(f"seats of another table: {sorted(unknown)}")
    missing = [seat.post.label for seat in voting(seats) if seat.pk not in marks]
    if missing:
        raise RuleError(_("Falta marcar: %(seats)s.") % {"seats": ", ".join(missing)})
    for seat in seats:
        mark = marks.get(seat.pk)
        if mark and mark.state == AttendanceState.ALTERNATE and not mark.accreditation.strip():
            raise RuleError(
                _("Escribe el oficio que acredita la suplencia de: %(seat)s.") % {"seat": seat.post.label},
                field=f"accreditation_{seat.pk}",
            )
    voted = set(
        Vote.objects.filter(event__meeting=meeting)
        .exclude(option=VoteOption.ABSENT)
        .values_list("seat_id", flat=True)
    )
    gone = [seat.post.label for seat in seats if seat.pk in voted and not marks[seat.pk].is_attending]
    if gone:
        raise RuleError(
            _("Ya votó en esta sesión: %(seats)s. Corrige antes su voto.") % {"seats": ", ".join(gone)}
        )


def write_attendance(meeting: Meeting, seats: list[Seat], marks: Mapping[int, AttendanceMark]) -> None:
    """Replace the attendance by these marks; called inside an action."""
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            seat=seat,
            state=marks[seat.pk].state,
            accreditation=marks[seat.pk].accreditation.strip(),
        )
        for seat in seats
        if seat.pk in marks
    )


def _declare_quorum(
    meeting: Meeting, seats: list[Seat], marks: Mapping[int, AttendanceMark], call: int
) -> None:
    members = voting(seats)
    presidency = presidency_of(seats)
    declared = quorum(
        rules_of(meeting),
        seats=len(members),
        present=sum(marks[seat.pk].is_attending for seat in members),
        presidency_present=presidency is not None and marks[presidency.pk].is_attending,
        call=call,
    )
    if not declared.is_met and meeting.vote_events.exists():
        raise RuleError(_("Así no habría quórum y la sesión ya tiene votaciones. Revisa la lista."))
    meeting.with_changes(
        call=call,
        quorum_declared_at=meeting.quorum_declared_at or clock.now(),
        quorum_seats=declared.seats,
        quorum_present=declared.present,
        quorum_needed=declared.needed,
        has_quorum=declared.is_met,
        change_reason="",
    )


@action
def close_meeting(*, meeting: Meeting, by: User, closed_at: datetime | None = None) -> Meeting:
    """Close the session; its roll must have been called, also when there was no quorum."""
    meeting = locked(meeting)
    ensure(by, Act.CLOSE, meeting)
    if meeting.has_quorum is None:
        raise RuleError(_("Pasa lista antes de cerrar la sesión."))
    moment = closed_at or clock.now()
    if moment > clock.now() or (meeting.opened_at and moment < meeting.opened_at):
        raise RuleError(_("La hora de cierre va entre la de apertura y este momento."), field="closed_at")
    meeting.with_changes(status=MeetingStatus.CLOSED, closed_at=moment, change_reason="")
    meeting.save()
    publish_meeting(meeting, "closed", by)
    return meeting
