"""Calling a session, and calling it off."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.preparing import locked
from tequio.meetings.actions.publishing import publish_meeting
from tequio.meetings.clocks import last_moment_to_convene, rules_of
from tequio.meetings.models import Meeting
from tequio.meetings.permissions import Act, ensure
from tequio.meetings.rules import MeetingStatus, Modality


@action
def convene_meeting(
    *,
    meeting: Meeting,
    by: User,
    starts_at: datetime | None = None,
    notice_reference: str = "",
    late_notice_reason: str = "",
) -> Meeting:
    """Publish the session: date, place and agenda. A postponed one is convened again for *starts_at*.

    A notice shorter than the body's rules is refused unless *late_notice_reason* says why; the reason is published.
    """
    meeting = locked(meeting)
    ensure(by, Act.CONVENE, meeting)
    if meeting.status == MeetingStatus.POSTPONED:
        _set_new_date(meeting, starts_at or meeting.rescheduled_to)
    _check_ready(meeting)
    _check_notice(meeting, late_notice_reason)
    meeting.with_changes(
        status=MeetingStatus.CONVENED,
        convened_at=clock.now(),
        notice_reference=notice_reference,
        late_notice_reason=late_notice_reason,
        change_reason="",
        status_reason="",
        rescheduled_to=None,
    )
    meeting.save()
    publish_meeting(meeting, "convened", by)
    return meeting


def _set_new_date(meeting: Meeting, starts_at: datetime | None) -> None:
    if starts_at is None:
        raise RuleError(_("Escribe la nueva fecha y la hora."), field="starts_at")
    meeting.starts_at = starts_at
    meeting.held_on = timezone.localtime(starts_at).date()
    meeting.ends_at = None


def _check_ready(meeting: Meeting) -> None:
    if meeting.starts_at is None or meeting.starts_at <= clock.now():
        raise RuleError(_("La fecha de la sesión ya pasó. Cámbiala antes de convocar."), field="starts_at")
    if not meeting.modality:
        raise RuleError(_("Falta decir si la sesión es presencial o a distancia."))
    if meeting.modality != Modality.REMOTE and not meeting.place:
        raise RuleError(_("Falta el lugar de la sesión."))
    if not meeting.agenda.exists():
        raise RuleError(_("La sesión no tiene orden del día. Agrega al menos un punto."))


def _check_notice(meeting: Meeting, reason: str) -> None:
    if meeting.starts_at is None or reason:
        return
    notice = last_moment_to_convene(meeting.kind, meeting.starts_at, rules_of(meeting))
    if notice and clock.now() > notice.at:
        moment = formats.date_format(timezone.localtime(notice.at), r"l j \d\e F \d\e Y, H:i \h")
        raise RuleError(
            _("El último momento para convocar fue el %(moment)s. Escribe el motivo si convocas después.")
            % {"moment": moment},
            field="late_notice_reason",
        )


@action
def postpone_meeting(
    *, meeting: Meeting, reason: str, by: User, rescheduled_to: datetime | None = None
) -> Meeting:
    """Put a convened session off, with its reason and, when it is known, its new date."""
    meeting = locked(meeting)
    ensure(by, Act.POSTPONE, meeting)
    if rescheduled_to and rescheduled_to <= clock.now():
        raise RuleError(_("La nueva fecha ya pasó."), field="rescheduled_to")
    return _call_off(meeting, MeetingStatus.POSTPONED, "postponed", reason, rescheduled_to, by)


@action
def cancel_meeting(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Cancel a session that will not be held, with its reason. It keeps its number and its page."""
    meeting = locked(meeting)
    ensure(by, Act.CANCEL, meeting)
    return _call_off(meeting, MeetingStatus.CANCELLED, "cancelled", reason, None, by)


def _call_off(
    meeting: Meeting, status: MeetingStatus, verb: str, reason: str, new_date: datetime | None, by: User
) -> Meeting:
    if not reason.strip():
        raise RuleError(_("Escribe el motivo. Se publica en la página de la sesión."), field="reason")
    meeting.with_changes(
        status=status, status_reason=reason.strip(), rescheduled_to=new_date, change_reason=""
    )
    meeting.save()
    publish_meeting(meeting, verb, by)
    return meeting
