"""Documenting a session that was held before this system kept its record.

Only what the source says is written; what it does not say stays empty and the page calls it undocumented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Body, Integration, Organization, Place
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.agreements import agreement_number
from tequio.meetings.actions.holding import AttendanceMark, write_attendance
from tequio.meetings.actions.preparing import locked, slug_of
from tequio.meetings.actions.publishing import publish_agreement, publish_meeting
from tequio.meetings.models import AgendaItem, Agreement, Meeting
from tequio.meetings.rules import DatePrecision, ItemKind, MeetingKind, MeetingStatus, is_complete
from tequio.meetings.seats import seats_of


@dataclass(frozen=True)
class PastPoint:
    title: str
    outcome: str = ""
    kind: str = ItemKind.INFORMATION


@dataclass(frozen=True)
class PastAgreement:
    title: str
    text: str
    responsible: Organization | None = None
    due_on: date | None = None
    proof: str = ""
    sequence: int | None = None
    """Its number within the session, where the source numbers them; else the next one."""


@dataclass(frozen=True)
class PastMeeting:
    """What the source says of a session. ``held_on`` with precision ``MONTH`` is the first day of that month."""

    body: Body
    integration: Integration
    kind: MeetingKind
    year: int
    number: int | None = None
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    held_on: date | None = None
    starts_at: datetime | None = None
    date_note: str = ""
    call: int = 1
    modality: str = ""
    place: str = ""
    address: str = ""
    area: Place | None = None
    summary: str = ""
    objective: str = ""
    relevance: str = ""
    contribution: str = ""
    actions: str = ""
    source_url: str = ""
    source_note: str = ""
    video_url: str = ""
    agenda: tuple[PastPoint, ...] = ()
    attendance: Mapping[int, AttendanceMark] = field(default_factory=dict)
    agreements: tuple[PastAgreement, ...] = ()


LISTS = {"agenda", "attendance", "agreements"}


@action
def record_past_meeting(*, past: PastMeeting, by: User) -> Meeting:
    """Publish a session from its source, with its points, attendance and agreements as far as they are known."""
    require(by.may(Permission.MEETING_RECORD))
    values = {name: value for name, value in vars(past).items() if name not in LISTS}
    if past.starts_at:
        values["held_on"] = timezone.localtime(past.starts_at).date()
    meeting = Meeting(
        **values,
        slug=slug_of(past.body, past.kind, past.number),
        status=MeetingStatus.CLOSED,
        is_retrospective=True,
    )
    _check(meeting)
    meeting.save()
    for position, point in enumerate(past.agenda, start=1):
        AgendaItem(meeting=meeting, position=position, **vars(point)).save()
    _write_attendance(meeting, past.attendance)
    publish_meeting(meeting, "documented", by)
    for agreed in past.agreements:
        _write_agreement(meeting, agreed, by)
    return meeting


@action
def document_agreement(*, meeting: Meeting, past: PastAgreement, by: User) -> Agreement:
    """Publish, from its source, one more agreement of a session that was documented the same way."""
    require(by.may(Permission.MEETING_RECORD))
    meeting = locked(meeting)
    if not meeting.is_retrospective:
        raise RuleError(_("Esta sesión se llevó en el sistema. Sus acuerdos salen de sus votaciones."))
    if past.sequence and meeting.agreements.filter(sequence=past.sequence).exists():
        raise RuleError(_("Esa sesión ya tiene un acuerdo con ese número."), field="sequence")
    return _write_agreement(meeting, past, by)


def _write_agreement(meeting: Meeting, past: PastAgreement, by: User) -> Agreement:
    sequence, folio = agreement_number(meeting, past.sequence)
    values = {name: value for name, value in vars(past).items() if name != "sequence"}
    agreement = Agreement(folio=folio, meeting=meeting, sequence=sequence, **values)
    agreement.save()
    publish_agreement(agreement, "documented", by)
    return agreement


def _check(meeting: Meeting) -> None:
    if not meeting.source_url and not meeting.source_note:
        raise RuleError(_("Di dónde consta esta sesión."), field="source_url")
    if not is_complete(meeting.when):
        raise RuleError(_("Escribe la fecha hasta donde consta, o qué se sabe de ella."), field="date_note")
    if (meeting.date_precision == DatePrecision.TIME) != (meeting.starts_at is not None):
        raise RuleError(_("Si consta la hora, escríbela; si no consta, elige “Día”."), field="starts_at")
    if meeting.held_on and meeting.held_on > clock.today():
        raise RuleError(_("Esa fecha todavía no llega. Prepara la sesión y convócala."), field="held_on")
    if meeting.held_on and meeting.held_on.year != meeting.year:
        raise RuleError(_("El año no coincide con la fecha."), field="year")
    if Meeting.objects.filter(year=meeting.year, slug=meeting.slug).exists():
        raise RuleError(_("Ya hay una sesión de ese tipo y número en ese año."), field="number")


def _write_attendance(meeting: Meeting, marks: Mapping[int, AttendanceMark]) -> None:
    if not marks:
        return
    seats = seats_of(meeting)
    if unknown := marks.keys() - {seat.pk for seat in seats}:
        raise ValueError(f"seats of another table: {sorted(unknown)}")
    write_attendance(meeting, seats, marks)
