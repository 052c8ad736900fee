"""Agreements that are still open come back to the table: one point of the agenda, with one sub-point for each."""

from django.db.models import Max
from django.utils import formats
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.core.legal import action
from tequio.meetings.actions.preparing import locked
from tequio.meetings.models import AgendaItem, Agreement, Meeting
from tequio.meetings.permissions import Act, ensure
from tequio.meetings.rules import AgreementStatus, ItemKind


@action
def add_pending_agreements(*, meeting: Meeting, by: User) -> list[AgendaItem]:
    """Add to a draft the open agreements of its body that are not on its agenda yet, each with its state today."""
    meeting = locked(meeting)
    ensure(by, Act.EDIT_DRAFT, meeting)
    return put_on_agenda(meeting)


def put_on_agenda(meeting: Meeting) -> list[AgendaItem]:
    """Write them; called inside an action that has checked who acts."""
    agreements = list(pending_for(meeting))
    if not agreements:
        return []
    point = meeting.agenda.filter(parent=None, title=_title()).first()
    if point is None:
        last = meeting.agenda.filter(parent=None).aggregate(last=Max("position"))["last"] or 0
        point = AgendaItem(meeting=meeting, position=last + 1, title=_title(), kind=ItemKind.INFORMATION)
        point.save()
    before = point.children.aggregate(last=Max("position"))["last"] or 0
    items = []
    for position, agreement in enumerate(agreements, start=before + 1):
        item = AgendaItem(
            meeting=meeting,
            parent=point,
            position=position,
            title=_words(agreement),
            kind=ItemKind.INFORMATION,
            follows=agreement,
        )
        item.save()
        items.append(item)
    return items


def pending_for(meeting: Meeting) -> list[Agreement]:
    """The open agreements of its body, adopted in other sessions, that its agenda does not follow yet."""
    rows = Agreement.objects.filter(meeting__body=meeting.body, status=AgreementStatus.OPEN)
    followed = meeting.agenda.filter(follows__isnull=False).values("follows")
    return list(rows.exclude(meeting=meeting).exclude(pk__in=followed).order_by("due_on", "folio"))


def _title() -> str:
    return _("Seguimiento de acuerdos pendientes")


def _words(agreement: Agreement) -> str:
    parts = [f"{agreement.folio}: {agreement.title}", agreement.state_label]
    if agreement.due_on:
        day = formats.date_format(agreement.due_on, r"j \d\e F \d\e Y")
        parts.append(_("fecha límite: %(day)s") % {"day": day})
    return " · ".join(parts)[:500]
