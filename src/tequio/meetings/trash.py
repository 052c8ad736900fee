"""What of a session in preparation can be thrown away and brought back."""

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.meetings.desk.base import desk_url
from tequio.meetings.models import AgendaDocument, AgendaItem, Meeting
from tequio.meetings.permissions import Act, ensure
from tequio.register.trash import Recoverable, recoverable


def _ensure_meeting(user: User, _meeting: Meeting) -> None:
    require(user.may(Permission.MEETING_PREPARE))


def _ensure_item(user: User, item: AgendaItem) -> None:
    ensure(user, Act.EDIT_DRAFT, item.meeting)


def _ensure_document(user: User, document: AgendaDocument) -> None:
    ensure(user, Act.EDIT_DRAFT, document.item.meeting)


recoverable(Meeting, Recoverable(Permission.MEETING_PREPARE, _ensure_meeting, desk_url))
recoverable(
    AgendaItem,
    Recoverable(Permission.MEETING_PREPARE, _ensure_item, lambda item: desk_url(item.meeting, "desk_agenda")),
)
recoverable(
    AgendaDocument,
    Recoverable(
        Permission.MEETING_PREPARE,
        _ensure_document,
        lambda document: desk_url(document.item.meeting, "desk_agenda"),
    ),
)
