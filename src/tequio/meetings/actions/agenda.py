"""Writing the agenda: free while the session is a draft; once public, each change is a version of the session."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Seat
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.preparing import locked
from tequio.meetings.actions.publishing import publish_meeting
from tequio.meetings.agenda import siblings
from tequio.meetings.clocks import rules_of
from tequio.meetings.models import AgendaDocument, AgendaItem, Meeting
from tequio.meetings.permissions import Act, ensure, ensure_may_edit
from tequio.meetings.rules import MeetingKind
from tequio.register.files import store_file
from tequio.register.models import Discarded
from tequio.register.trash import discard

EDITABLE = frozenset({"title", "kind", "proposer", "proposer_seat", "outcome"})
TOLD_AFTERWARDS = frozenset({"outcome"})
"""What is still written once the session was held."""


@action
def add_agenda_item(
    *,
    meeting: Meeting,
    title: str,
    kind: str,
    by: User,
    parent: AgendaItem | None = None,
    proposer: str = "",
    proposer_seat: Seat | None = None,
) -> AgendaItem:
    """Add a point at the end, or under *parent*. A convened extraordinary session takes no more points."""
    meeting = locked(meeting)
    act = ensure_may_edit(by, meeting)
    _refuse_if_closed(meeting, act)
    if parent and (parent.meeting_id != meeting.pk or parent.parent_id):
        raise RuleError(_("Un subpunto va dentro de un punto de esta misma sesión."), field="parent")
    last = meeting.agenda.filter(parent=parent).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(
        meeting=meeting,
        parent=parent,
        position=last + 1,
        title=title,
        kind=kind,
        proposer=proposer,
        proposer_seat=_of_the_table(meeting, proposer_seat),
    )
    item.save()
    _publish_if_public(meeting, act, by)
    return item


@action
def amend_agenda_item(*, item: AgendaItem, changes: dict[str, Any], by: User) -> AgendaItem:
    """Change a point. Once the session was opened only what came of it (``outcome``) can still be told."""
    meeting = locked(item.meeting)
    act = ensure_may_edit(by, meeting)
    if unknown := changes.keys() - EDITABLE:
        raise ValueError(f"not editable: {sorted(unknown)}")
    changed = {name for name, value in changes.items() if getattr(item, name) != value}
    if act == Act.COMPLETE and changed - TOLD_AFTERWARDS:
        raise RuleError(_("La sesión ya comenzó. Del punto solo puedes escribir su resultado."))
    _of_the_table(meeting, changes.get("proposer_seat"))
    item.with_changes(**changes)
    item.save()
    if changed:
        _publish_if_public(meeting, act, by)
    return item


@action
def remove_agenda_item(*, item: AgendaItem, by: User) -> Discarded:
    """Take a point off a draft's agenda, with its sub-points."""
    ensure(by, Act.EDIT_DRAFT, locked(item.meeting))
    return discard(item, by=by)


@action
def move_agenda_item(*, item: AgendaItem, up: bool, by: User) -> AgendaItem:
    """Swap a draft's point with its neighbour; at the edge nothing changes."""
    meeting = locked(item.meeting)
    ensure(by, Act.EDIT_DRAFT, meeting)
    order = siblings(item)
    place = next(place for place, row in enumerate(order) if row.pk == item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, row in enumerate(order, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    item.refresh_from_db()
    return item


@action
def attach_document(*, item: AgendaItem, upload: UploadedFile, title: str, by: User) -> AgendaDocument:
    """Add a paper to a point. It becomes public with the session."""
    meeting = locked(item.meeting)
    act = ensure_may_edit(by, meeting)
    file = store_file(upload)
    if item.documents.filter(file=file).exists():
        raise RuleError(_("Ese archivo ya está en este punto."), field="file")
    document = AgendaDocument(item=item, file=file, title=title or file.name)
    document.save()
    _publish_if_public(meeting, act, by)
    return document


@action
def remove_document(*, document: AgendaDocument, by: User) -> Discarded:
    """Take a paper out of a draft."""
    ensure(by, Act.EDIT_DRAFT, locked(document.item.meeting))
    return discard(document, by=by)


@action
def forget_proposer(*, item: AgendaItem, by: User) -> AgendaItem:
    """Take out, on request, who proposed a point; once the agenda is public it is part of an act and stays."""
    require(by.may(Permission.PERSONAL_DATA_MANAGE))
    if item.meeting.is_public:
        raise RuleError(_("El orden del día ya se publicó. Corrígelo en la sesión, con su motivo."))
    item.with_changes(proposer="").save()
    return item


def _refuse_if_closed(meeting: Meeting, act: Act) -> None:
    if act == Act.COMPLETE:
        raise RuleError(_("La sesión ya comenzó. Su orden del día no admite más puntos."))
    is_extraordinary = meeting.kind == MeetingKind.EXTRAORDINARY
    if act == Act.AMEND and is_extraordinary and rules_of(meeting).extraordinary_agenda_closed:
        raise RuleError(_("El orden del día de una sesión extraordinaria ya convocada no admite más puntos."))


def _of_the_table(meeting: Meeting, seat: Seat | None) -> Seat | None:
    if seat and seat.integration_id != meeting.integration_id:
        raise RuleError(_("Ese asiento no es de esta integración."), field="proposer_seat")
    return seat


def _publish_if_public(meeting: Meeting, act: Act, by: User) -> None:
    if act != Act.EDIT_DRAFT:
        publish_meeting(meeting, "amended", by)
