"""Who may do what to a session, and in which of its states: one table, read by the actions and by the desk."""

from enum import StrEnum

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission as P
from tequio.core.legal import RuleError
from tequio.meetings.models import Meeting
from tequio.meetings.rules import MeetingStatus as S


class Act(StrEnum):
    EDIT_DRAFT = "edit_draft"
    AMEND = "amend"
    COMPLETE = "complete"
    CONVENE = "convene"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    OPEN = "open"
    CALL_ROLL = "call_roll"
    VOTE = "vote"
    CORRECT_VOTE = "correct_vote"
    AGREE = "agree"
    CLOSE = "close"
    PUBLISH_MINUTES = "publish_minutes"
    CORRECT_MINUTES = "correct_minutes"


ACTS: dict[Act, tuple[P, frozenset[S]]] = {
    Act.EDIT_DRAFT: (P.MEETING_PREPARE, frozenset({S.PREPARING})),
    Act.AMEND: (P.MEETING_CONVENE, frozenset({S.CONVENED, S.POSTPONED})),
    Act.COMPLETE: (P.MEETING_RECORD, frozenset({S.IN_SESSION, S.CLOSED, S.PUBLISHED})),
    Act.CONVENE: (P.MEETING_CONVENE, frozenset({S.PREPARING, S.POSTPONED})),
    Act.POSTPONE: (P.MEETING_CONVENE, frozenset({S.CONVENED})),
    Act.CANCEL: (P.MEETING_CONVENE, frozenset({S.CONVENED, S.POSTPONED})),
    Act.OPEN: (P.MEETING_RECORD, frozenset({S.CONVENED})),
    Act.CALL_ROLL: (P.MEETING_RECORD, frozenset({S.IN_SESSION, S.CLOSED})),
    Act.VOTE: (P.MEETING_RECORD, frozenset({S.IN_SESSION, S.CLOSED})),
    Act.CORRECT_VOTE: (P.MEETING_RECORD, frozenset({S.IN_SESSION, S.CLOSED, S.PUBLISHED})),
    Act.AGREE: (P.MEETING_RECORD, frozenset({S.IN_SESSION, S.CLOSED})),
    Act.CLOSE: (P.MEETING_RECORD, frozenset({S.IN_SESSION})),
    Act.PUBLISH_MINUTES: (P.MINUTES_PUBLISH, frozenset({S.CLOSED})),
    Act.CORRECT_MINUTES: (P.MINUTES_PUBLISH, frozenset({S.PUBLISHED})),
}
EDITING = (Act.EDIT_DRAFT, Act.AMEND, Act.COMPLETE)
DESK = (P.MEETING_PREPARE, P.MEETING_CONVENE, P.MEETING_RECORD, P.MINUTES_PUBLISH)
"""Whoever holds one of these sees the desk of sessions, drafts included."""


def may(user: User, act: Act, meeting: Meeting) -> bool:
    """Whether *user* can do *act* to this session now: what the desk offers."""
    permission, states = ACTS[act]
    return user.may(permission) and meeting.status in states


def acts_for(user: User, meeting: Meeting) -> set[Act]:
    """Everything that *user* can do to this session now."""
    return {act for act in Act if may(user, act, meeting)}


def editing_act(meeting: Meeting) -> Act | None:
    """Which act changing this session's details is in its present state; ``None`` when they are final."""
    return next((act for act in EDITING if meeting.status in ACTS[act][1]), None)


def ensure(user: User, act: Act, meeting: Meeting) -> None:
    """Refuse with 403 whoever lacks the permission, and with a plain message what the state does not allow."""
    permission, states = ACTS[act]
    require(user.may(permission))
    if meeting.status not in states:
        state = meeting.get_status_display().lower()
        raise RuleError(
            _("La sesión está en estado “%(state)s”. Ya no se puede hacer esto.") % {"state": state}
        )


def ensure_may_edit(user: User, meeting: Meeting) -> Act:
    """Refuse a change of details that this person, or this state, does not allow; else say which act it is."""
    act = editing_act(meeting)
    if act is None:
        raise RuleError(_("La sesión se canceló. Sus datos ya no cambian."))
    ensure(user, act, meeting)
    return act
