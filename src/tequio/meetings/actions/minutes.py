"""Publishing the minutes, and correcting them with a new version."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.preparing import locked
from tequio.meetings.actions.publishing import publish_minutes_version
from tequio.meetings.models import Meeting, Minutes
from tequio.meetings.permissions import Act, ensure
from tequio.meetings.rules import MeetingStatus
from tequio.register.models import File


@dataclass(frozen=True)
class MinutesDraft:
    """The text that anybody can read, the signed file, and what is known of its signatures."""

    text: str
    file: File | None = None
    approved_on: date | None = None
    signatures: int | None = None
    signatures_expected: int | None = None


@action
def publish_minutes(*, meeting: Meeting, draft: MinutesDraft, by: User) -> Minutes:
    """Publish the minutes of a session that was held."""
    meeting = locked(meeting)
    ensure(by, Act.PUBLISH_MINUTES, meeting)
    minutes = _new_version(meeting, draft, 1, "")
    meeting.with_changes(status=MeetingStatus.PUBLISHED, change_reason="")
    meeting.save()
    publish_minutes_version(minutes, "published", by)
    return minutes


@action
def correct_minutes(*, meeting: Meeting, draft: MinutesDraft, reason: str, by: User) -> Minutes:
    """Publish a corrected version, with its reason. The earlier ones stay on the page."""
    meeting = locked(meeting)
    ensure(by, Act.CORRECT_MINUTES, meeting)
    if not reason.strip():
        raise RuleError(_("Escribe el motivo de la corrección. Se publica con ella."), field="reason")
    last = meeting.minutes.order_by("-version").values_list("version", flat=True)[0]
    minutes = _new_version(meeting, draft, last + 1, reason.strip())
    publish_minutes_version(minutes, "corrected", by)
    return minutes


def _new_version(meeting: Meeting, draft: MinutesDraft, version: int, reason: str) -> Minutes:
    if not draft.text.strip():
        raise RuleError(
            _("Pega el texto del acta. Así cualquier persona puede leerla y buscar en ella."), field="text"
        )
    known = (draft.signatures is None, draft.signatures_expected is None)
    if known[0] != known[1]:
        raise RuleError(_("Escribe las dos cantidades de firmas, o ninguna."), field="signatures")
    if (draft.signatures or 0) > (draft.signatures_expected or 0):
        raise RuleError(_("Hay más firmas que las que debe llevar."), field="signatures")
    if draft.approved_on and draft.approved_on > clock.today():
        raise RuleError(_("Esa fecha todavía no llega."), field="approved_on")
    minutes = Minutes(
        meeting=meeting, version=version, correction_reason=reason, published_at=clock.now(), **vars(draft)
    )
    minutes.text = draft.text.strip()
    minutes.save()
    return minutes
