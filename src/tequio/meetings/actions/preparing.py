"""Preparing a session: a draft that nobody outside sees until it is convened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Body, Integration, Place
from tequio.bodies.rules import BodyKind
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.publishing import publish_meeting
from tequio.meetings.models import AgendaItem, Meeting
from tequio.meetings.permissions import Act, ensure, ensure_may_edit
from tequio.meetings.rules import DatePrecision, MeetingKind, meeting_slug
from tequio.register.models import Discarded
from tequio.register.trash import discard


@dataclass(frozen=True)
class MeetingDraft:
    """What a new session starts from."""

    body: Body
    kind: MeetingKind
    starts_at: datetime
    place: str = ""
    address: str = ""
    area: Place | None = None
    modality: str = ""
    how_to_attend: str = ""
    copy_agenda_of: Meeting | None = None


EDITABLE = frozenset({
    "starts_at", "ends_at", "place", "address", "area", "modality", "how_to_attend", "notice_reference", "summary",
    "objective", "relevance", "contribution", "actions", "video_url", "change_reason",
})  # fmt: skip


def locked(meeting: Meeting) -> Meeting:
    """The session as it is in the database, held until this action ends."""
    row: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    return row


def next_number(body: Body, kind: str, year: int) -> int:
    """The number that follows: a cancelled session keeps its own."""
    last = Meeting.objects.filter(body=body, kind=kind, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def slug_of(body: Body, kind: str, number: int | None) -> str:
    """The address of a session within its year; only the commission's have no prefix."""
    return meeting_slug(kind, number, prefix="" if body.kind == BodyKind.COMMISSION else body.slug)


@action
def prepare_meeting(*, draft: MeetingDraft, by: User) -> Meeting:
    """Start a session's draft with the next number of its kind and, if asked, the agenda of an earlier one."""
    require(by.may(Permission.MEETING_PREPARE))
    year = timezone.localtime(draft.starts_at).year
    number = None if draft.kind == MeetingKind.INSTALLATION else next_number(draft.body, draft.kind, year)
    slug = slug_of(draft.body, draft.kind, number)
    if Meeting.objects.filter(year=year, slug=slug).exists():
        raise RuleError(_("Ya hay una sesión de este tipo en ese año."), field="kind")
    values = {name: value for name, value in vars(draft).items() if name not in {"body", "copy_agenda_of"}}
    meeting = Meeting(
        **values,
        body=draft.body,
        integration=_integration_on(draft.body, draft.starts_at),
        number=number,
        year=year,
        slug=slug,
        held_on=timezone.localtime(draft.starts_at).date(),
    )
    meeting.save()
    if draft.copy_agenda_of:
        _copy_agenda(draft.copy_agenda_of, meeting)
    return meeting


def _integration_on(body: Body, moment: datetime) -> Integration:
    on = timezone.localtime(moment).date()
    integration: Integration | None = body.integrations.published().in_force(on).first()
    if integration is None:
        raise RuleError(_("En esa fecha no hay una integración instalada."), field="starts_at")
    return integration


def _copy_agenda(source: Meeting, target: Meeting) -> None:
    copies: dict[int, AgendaItem] = {}
    for item in source.agenda.filter(follows__isnull=True).order_by(
        F("parent").asc(nulls_first=True), "position", "pk"
    ):
        same_seats = source.integration_id == target.integration_id
        copy = AgendaItem(
            meeting=target,
            parent=copies.get(item.parent_id) if item.parent_id else None,
            position=item.position,
            title=item.title,
            kind=item.kind,
            proposer=item.proposer,
            proposer_seat=item.proposer_seat if same_seats else None,
        )
        copy.save()
        copies[item.pk] = copy


@action
def amend_meeting(*, meeting: Meeting, changes: dict[str, Any], by: User) -> Meeting:
    """Change the details of a session: silently while it is a draft; once public, as its next version.

    A convened session says why it changes (``change_reason``); its date moves only by postponing it.
    """
    meeting = locked(meeting)
    act = ensure_may_edit(by, meeting)
    if unknown := changes.keys() - EDITABLE:
        raise ValueError(f"not editable: {sorted(unknown)}")
    if act != Act.EDIT_DRAFT:
        changes = {"change_reason": "", **changes}
        _refuse_moving(meeting, changes)
    if act == Act.AMEND and not changes["change_reason"]:
        raise RuleError(_("Escribe por qué cambia. Se publica con el cambio."), field="change_reason")
    meeting.with_changes(**changes)
    if "starts_at" in changes and act == Act.EDIT_DRAFT:
        _check_same_year(meeting)
    if meeting.ends_at and meeting.starts_at and meeting.ends_at <= meeting.starts_at:
        raise RuleError(_("La hora de término es anterior a la de inicio."), field="ends_at")
    meeting.save()
    if act != Act.EDIT_DRAFT:
        publish_meeting(meeting, "amended", by)
    return meeting


def _refuse_moving(meeting: Meeting, changes: dict[str, Any]) -> None:
    if "starts_at" in changes and changes["starts_at"] != meeting.starts_at:
        raise RuleError(_("La sesión ya se convocó. Para cambiar la fecha, pospónla."), field="starts_at")


def _check_same_year(meeting: Meeting) -> None:
    if meeting.starts_at is None:
        raise RuleError(_("Escribe la fecha y la hora."), field="starts_at")
    meeting.held_on = timezone.localtime(meeting.starts_at).date()
    meeting.date_precision = DatePrecision.TIME
    if meeting.held_on.year != meeting.year:
        raise RuleError(_("Una sesión de otro año lleva otro número. Prepara una nueva."), field="starts_at")
    meeting.integration = _integration_on(meeting.body, meeting.starts_at)


@action
def discard_meeting(*, meeting: Meeting, by: User) -> Discarded:
    """Throw a draft away, with its agenda. Nothing of it was ever public."""
    meeting = locked(meeting)
    ensure(by, Act.EDIT_DRAFT, meeting)
    return discard(meeting, by=by)
