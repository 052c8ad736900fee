"""How each record of this room goes out by the one door: its public shape, its verb, its files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from tequio.accounts.models import User
from tequio.bodies.actions.saving import issuer
from tequio.meetings.agenda import numbered
from tequio.meetings.clocks import rules_of
from tequio.meetings.models import Agreement, Meeting, MeetingRules, Minutes, VoteEvent
from tequio.meetings.records import (
    AgreementRecord,
    MeetingRecord,
    MeetingRulesRecord,
    MinutesRecord,
    Point,
    QuorumPart,
    SeatAttendance,
    SeatVote,
    TotalsPart,
    VoteEventRecord,
)
from tequio.meetings.rules import MeetingStatus
from tequio.register.files import published_file
from tequio.register.log import append
from tequio.register.models import File

COPIED = (
    "kind", "number", "year", "slug", "status", "is_retrospective", "date_precision", "held_on", "date_note",
    "modality", "place", "address", "how_to_attend", "notice_reference", "late_notice_reason", "call",
    "change_reason", "objective", "relevance", "contribution", "actions", "source_url", "source_note", "video_url",
)  # fmt: skip
INSTANTS = ("starts_at", "ends_at", "opened_at", "closed_at", "convened_at", "rescheduled_to")
RULES_COPIED = (
    "since_on", "until_on", "quorum", "second_call_quorum", "majority", "casting_vote", "presidency_needed",
    "extraordinary_agenda_closed", "ordinary_notice", "extraordinary_notice", "notice_unit", "minutes_days",
    "basis", "source_url",
)  # fmt: skip


def publish_meeting(meeting: Meeting, verb: str, by: User) -> None:
    """Append the session as it is now, with the papers of its agenda."""
    with override(settings.LANGUAGE_CODE):
        record, files = _meeting_record(meeting)
        basis = str(rules_of(meeting).basis) if verb in {"convened", "roll_called"} else ""
    append(record, verb, issuer=issuer(), by=by, basis=basis, files=files)


def _meeting_record(meeting: Meeting) -> tuple[MeetingRecord, list[File]]:
    points, files = [], []
    for number, item in numbered(meeting):
        documents = [document.file for document in item.documents.all()]
        files += documents
        points.append(
            Point(
                number=number,
                title=item.title,
                kind=item.kind,
                proposer=item.proposed_by,
                documents=[published_file(file) for file in documents],
                outcome=item.outcome,
            )
        )
    values: dict[str, Any] = {name: getattr(meeting, name) for name in COPIED}
    if meeting.status == MeetingStatus.PUBLISHED:
        values["status"] = MeetingStatus.CLOSED.value  # that there are minutes is told by their own record
    values |= {name: _local(getattr(meeting, name)) for name in INSTANTS}
    record = MeetingRecord(
        id=meeting.public_id,
        name=meeting.title,
        body=meeting.body.name,
        integration=meeting.integration.slug,
        area=meeting.area.name if meeting.area else "",
        reason=meeting.status_reason,
        text=meeting.summary,
        agenda=points,
        attendance=_attendance(meeting),
        quorum=_quorum(meeting),
        **values,
    )
    return record, files


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None


def _attendance(meeting: Meeting) -> list[SeatAttendance]:
    return [
        SeatAttendance(
            seat=row.seat.slug,
            office=row.seat.post.label,
            has_vote=row.seat.has_vote,
            state=row.state,
            accreditation=row.accreditation,
        )
        for row in meeting.attendance.select_related("seat__post")
    ]


def _quorum(meeting: Meeting) -> QuorumPart | None:
    quorum = meeting.quorum
    if quorum is None:
        return None
    return QuorumPart(
        present=quorum.present, needed=quorum.needed, seats=quorum.seats, is_met=bool(meeting.has_quorum)
    )


def publish_vote(event: VoteEvent, verb: str, by: User) -> None:
    """Append the vote seat by seat, with its totals."""
    meeting, motion = event.meeting, event.motion
    record = VoteEventRecord(
        id=event.public_id,
        meeting=meeting.public_id,
        meeting_name=_name(meeting),
        meeting_path=_path(meeting),
        held_on=meeting.held_on,
        number=event.number,
        point=motion.item.title,
        motion=motion.text,
        proposer=motion.proposer_seat.post.label if motion.proposer_seat else "",
        method=event.method,
        majority=event.majority,
        basis=event.basis,
        quorum_needed=event.quorum_needed,
        votes=[
            SeatVote(seat=vote.seat.slug, office=vote.seat.post.label, option=vote.option)
            for vote in event.votes.select_related("seat__post")
        ],
        totals=TotalsPart(
            in_favour=event.in_favour,
            against=event.against,
            abstain=event.abstain,
            recused=event.recused,
            absent=event.absent,
        ),
        result=event.result,
        by_casting_vote=event.by_casting_vote,
        correction_reason=event.correction_reason,
    )
    append(record, verb, issuer=issuer(), by=by, basis=event.basis)


def publish_agreement(agreement: Agreement, verb: str, by: User) -> None:
    """Append the agreement as it is now."""
    meeting, responsible, evidence = agreement.meeting, agreement.responsible, agreement.evidence
    event = agreement.motion.vote_event if agreement.motion else None
    record = AgreementRecord(
        id=agreement.folio,
        name=agreement.title,
        text=agreement.text,
        meeting=meeting.public_id,
        meeting_name=_name(meeting),
        held_on=meeting.held_on,
        point=agreement.item.title if agreement.item else "",
        vote=event.public_id if event else "",
        responsible=responsible.name if responsible else "",
        responsible_id=responsible.slug if responsible else "",
        due_on=agreement.due_on,
        proof=agreement.proof,
        status=agreement.status,
        change_reason=agreement.change_reason,
        resolved_on=agreement.resolved_on,
        resolution=agreement.resolution,
        evidence=published_file(evidence) if evidence else None,
    )
    append(record, verb, issuer=issuer(), by=by, files=_existing(evidence))


def publish_minutes_version(minutes: Minutes, verb: str, by: User) -> None:
    """Append the minutes with their file's fingerprint."""
    meeting = minutes.meeting
    record = MinutesRecord(
        id=meeting.public_id,
        meeting_name=_name(meeting),
        meeting_path=_path(meeting),
        held_on=meeting.held_on,
        version=minutes.version,
        text=minutes.text,
        file=published_file(minutes.file) if minutes.file else None,
        approved_on=minutes.approved_on,
        signatures=minutes.signatures,
        signatures_expected=minutes.signatures_expected,
        correction_reason=minutes.correction_reason,
    )
    append(record, verb, issuer=issuer(), by=by, files=_existing(minutes.file))


def publish_rules(rules: MeetingRules, by: User) -> None:
    """Append the rules that hold from a day on."""
    record = MeetingRulesRecord(
        id=rules.public_id,
        body=rules.body.name,
        **{name: getattr(rules, name) for name in RULES_COPIED},
    )
    append(record, "set", issuer=issuer(), by=by, basis=rules.basis)


def _existing(*files: File | None) -> Iterable[File]:
    return [file for file in files if file]


def _name(meeting: Meeting) -> str:
    with override(settings.LANGUAGE_CODE):
        return meeting.title


def _path(meeting: Meeting) -> str:
    return f"/comision/sesiones/{meeting.year}/{meeting.slug}/"
