"""Every write of this room. Each one checks who, in what state and by which rule; then writes and publishes."""

from tequio.meetings.actions.agenda import (
    add_agenda_item,
    amend_agenda_item,
    attach_document,
    move_agenda_item,
    remove_agenda_item,
    remove_document,
)
from tequio.meetings.actions.agreements import (
    AgreementDraft,
    adopt_agreement,
    amend_agreement,
    close_agreement,
    fulfil_agreement,
)
from tequio.meetings.actions.convening import cancel_meeting, convene_meeting, postpone_meeting
from tequio.meetings.actions.follow_up import add_pending_agreements
from tequio.meetings.actions.holding import AttendanceMark, call_roll, close_meeting, open_meeting
from tequio.meetings.actions.minutes import MinutesDraft, correct_minutes, publish_minutes
from tequio.meetings.actions.past import (
    PastAgreement,
    PastMeeting,
    PastPoint,
    document_agreement,
    record_past_meeting,
)
from tequio.meetings.actions.preparing import (
    MeetingDraft,
    amend_meeting,
    discard_meeting,
    next_number,
    prepare_meeting,
)
from tequio.meetings.actions.rulebook import set_meeting_rules
from tequio.meetings.actions.voting import Ballot, correct_vote, record_vote

__all__ = [
    "AgreementDraft",
    "AttendanceMark",
    "Ballot",
    "MeetingDraft",
    "MinutesDraft",
    "PastAgreement",
    "PastMeeting",
    "PastPoint",
    "add_agenda_item",
    "add_pending_agreements",
    "adopt_agreement",
    "amend_agenda_item",
    "amend_agreement",
    "amend_meeting",
    "attach_document",
    "call_roll",
    "cancel_meeting",
    "close_agreement",
    "close_meeting",
    "convene_meeting",
    "correct_minutes",
    "correct_vote",
    "discard_meeting",
    "document_agreement",
    "fulfil_agreement",
    "move_agenda_item",
    "next_number",
    "open_meeting",
    "postpone_meeting",
    "prepare_meeting",
    "publish_minutes",
    "record_past_meeting",
    "record_vote",
    "remove_agenda_item",
    "remove_document",
    "set_meeting_rules",
]
