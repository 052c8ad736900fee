"""The public shape of what this room publishes. Votes and attendance are of the seat, never of the person."""

from tequio.meetings.records.agreements import AgreementRecord
from tequio.meetings.records.meetings import (
    MeetingRecord,
    MeetingRulesRecord,
    Point,
    QuorumPart,
    SeatAttendance,
)
from tequio.meetings.records.minutes import MinutesRecord
from tequio.meetings.records.votes import SeatVote, TotalsPart, VoteEventRecord

__all__ = [
    "AgreementRecord",
    "MeetingRecord",
    "MeetingRulesRecord",
    "MinutesRecord",
    "Point",
    "QuorumPart",
    "SeatAttendance",
    "SeatVote",
    "TotalsPart",
    "VoteEventRecord",
]
