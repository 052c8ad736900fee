"""Sessions of a body: agenda, attendance, motions, votes, agreements, minutes (Popolo's nouns)."""

from tequio.meetings.models.agenda import AgendaDocument, AgendaItem
from tequio.meetings.models.agreements import Agreement
from tequio.meetings.models.meetings import Attendance, Meeting, Minutes
from tequio.meetings.models.rulebook import MeetingRules
from tequio.meetings.models.votes import Motion, Vote, VoteEvent

__all__ = [
    "AgendaDocument",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Meeting",
    "MeetingRules",
    "Minutes",
    "Motion",
    "Vote",
    "VoteEvent",
]
