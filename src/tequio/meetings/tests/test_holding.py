"""Roll call, quorum, votes and closing: what the rules allow and what they refuse."""

import pytest
from django.db import IntegrityError, transaction

from tequio.core.legal import RuleError, SideDoorError, action
from tequio.meetings import actions
from tequio.meetings.actions import (
    AttendanceMark,
    Ballot,
)
from tequio.meetings.models import Vote
from tequio.meetings.rules import (
    AttendanceState,
    ItemKind,
    MeetingStatus,
    VoteOption,
    VoteResult,
)
from tequio.meetings.tests.table import SESSION, Table, kinds, set_rules
from tequio.register.models import Record

FOR, AGAINST, ABSTAIN, ABSENT = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN, VoteOption.ABSENT


def test_a_session_does_not_open_before_its_day(table: Table):
    meeting = table.convened()
    with pytest.raises(RuleError, match="día de la sesión"):
        actions.open_meeting(meeting=meeting, by=table.by)


def test_a_session_does_not_open_before_its_hour(table: Table):
    meeting = table.convened()
    table.clock.move_to(SESSION.replace(hour=9, minute=30))
    with pytest.raises(RuleError, match="10:00 horas"):
        actions.open_meeting(meeting=meeting, by=table.by)


def test_the_roll_declares_the_quorum(table: Table):
    meeting = table.in_session(AttendanceState.PRESENT, AttendanceState.ALTERNATE, AttendanceState.EXCUSED)
    assert (meeting.quorum_present, meeting.quorum_needed, meeting.quorum_seats) == (2, 2, 3)
    assert meeting.has_quorum
    record = Record.objects.get(subject_type="meetings.meeting")
    assert record.data["quorum"] == {"present": 2, "needed": 2, "seats": 3, "is_met": True}
    assert [row["state"] for row in record.data["attendance"]] == ["present", "alternate", "excused"]


def test_an_alternate_is_accredited_in_writing(table: Table):
    marks = table.marks() | {table.votes[1]: AttendanceMark(AttendanceState.ALTERNATE)}
    with pytest.raises(RuleError, match="Tesorera Municipal"):
        actions.call_roll(meeting=table.opened(), marks=marks, by=table.by)


def test_every_seat_with_a_vote_is_called(table: Table):
    marks = {table.votes[0]: AttendanceMark(AttendanceState.PRESENT)}
    with pytest.raises(RuleError, match="Tesorera Municipal, Contralor Municipal"):
        actions.call_roll(meeting=table.opened(), marks=marks, by=table.by)


def test_guests_attend_without_counting_for_quorum(table: Table):
    guest = {table.world.guest.pk: AttendanceMark(AttendanceState.PRESENT)}
    marks = table.marks(*[AttendanceState.ABSENT] * 3) | guest
    meeting = actions.call_roll(meeting=table.opened(), marks=marks, by=table.by)
    assert meeting.has_quorum is False
    assert meeting.quorum_present == 0
    assert meeting.attendance.count() == 4


def test_without_quorum_nothing_is_voted(table: Table):
    meeting = table.in_session(AttendanceState.ABSENT, AttendanceState.EXCUSED)
    assert meeting.has_quorum is False
    with pytest.raises(RuleError, match="no tiene quórum"):
        table.vote(meeting, ABSENT, ABSENT)


def test_second_call_has_the_quorum_that_its_rules_say(table: Table):
    set_rules(table, second_call_quorum="whoever_attends")
    meeting = table.in_session(AttendanceState.ABSENT, AttendanceState.ABSENT)
    meeting = actions.call_roll(meeting=meeting, marks=table.marks(*["absent"] * 2), call=2, by=table.by)
    assert meeting.has_quorum
    assert table.vote(meeting, ABSENT, ABSENT).result == VoteResult.APPROVED


def test_a_vote_is_decided_by_the_rules_and_published_seat_by_seat(table: Table):
    event = table.vote(table.in_session(), FOR, FOR, AGAINST)
    assert (event.result, event.by_casting_vote) == (VoteResult.APPROVED, False)
    data = Record.objects.get(subject_type="meetings.vote_event").data
    assert data["totals"] == {"in_favour": 2, "against": 1, "abstain": 0, "recused": 0, "absent": 0}
    assert [vote["office"] for vote in data["votes"]] == [
        "Presidente Municipal",
        "Tesorera Municipal",
        "Contralor Municipal",
    ]
    assert "Edelmira" not in str(data)


def test_the_presidency_breaks_a_tie(table: Table):
    event = table.vote(table.in_session(), FOR, AGAINST, ABSTAIN)
    assert (event.result, event.by_casting_vote) == (VoteResult.APPROVED, True)


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        (lambda t: {t.votes[0]: FOR}, "Falta el voto de"),
        (lambda t: t.ballot().votes | {t.world.guest.pk: FOR}, "No tiene voto: Rectora"),
        (lambda t: t.ballot(FOR, FOR, FOR).votes, "No asistió a la sesión: Contralor"),
        (lambda t: t.ballot(FOR, ABSENT, ABSENT).votes, "No hay quórum para votar"),
    ],
)
def test_a_vote_that_the_rules_do_not_allow_is_refused(table: Table, votes, message):
    meeting = table.in_session(AttendanceState.PRESENT, AttendanceState.PRESENT, AttendanceState.ABSENT)
    before = kinds()
    with pytest.raises(RuleError, match=message):
        actions.record_vote(
            item=meeting.agenda.last(), ballot=Ballot(motion="Propuesta", votes=votes(table)), by=table.by
        )
    assert kinds() == before
    assert not Vote.objects.exists()


def test_only_points_to_vote_are_voted(table: Table):
    item = table.in_session().agenda.get(kind=ItemKind.INFORMATION)
    with pytest.raises(RuleError, match="no es para votación"):
        actions.record_vote(item=item, ballot=table.ballot(), by=table.by)


def test_whoever_voted_cannot_be_marked_absent(table: Table):
    meeting = table.in_session()
    table.vote(meeting)
    with pytest.raises(RuleError, match="Ya votó en esta sesión: Contralor"):
        actions.call_roll(meeting=meeting, marks=table.marks("present", "present", "absent"), by=table.by)


def test_a_vote_is_corrected_with_its_reason_and_its_trace(table: Table):
    event = table.vote(table.in_session(), FOR, FOR, AGAINST)
    votes = table.ballot(FOR, FOR, ABSTAIN).votes
    with pytest.raises(RuleError, match="motivo"):
        actions.correct_vote(event=event, votes=votes, reason="", by=table.by)
    actions.correct_vote(event=event, votes=votes, reason="Error de captura", by=table.by)
    assert kinds()[-2:] == ["vote_event.recorded", "vote_event.corrected"]
    assert (event.in_favour, event.against, event.abstain) == (2, 0, 1)


def test_a_correction_cannot_undo_the_result_behind_an_agreement(table: Table):
    event = table.vote(table.in_session())
    table.agreed(event)
    with pytest.raises(RuleError, match="acuerdo"):
        actions.correct_vote(
            event=event, votes=table.ballot(*[AGAINST] * 3).votes, reason="Error", by=table.by
        )


def test_a_session_closes_only_after_its_roll(table: Table):
    with pytest.raises(RuleError, match="Pasa lista"):
        actions.close_meeting(meeting=table.opened(), by=table.by)


def test_a_session_without_quorum_closes_too(table: Table):
    meeting = table.in_session(AttendanceState.ABSENT, AttendanceState.ABSENT)
    assert actions.close_meeting(meeting=meeting, by=table.by).status == MeetingStatus.CLOSED


def test_after_opening_only_the_outcome_of_a_point_is_told(table: Table):
    item = table.in_session().agenda.first()
    actions.amend_agenda_item(item=item, changes={"outcome": "Asistieron tres."}, by=table.by)
    with pytest.raises(RuleError, match="resultado"):
        actions.amend_agenda_item(item=item, changes={"title": "Otro"}, by=table.by)


def test_nothing_is_written_outside_an_action(table: Table):
    with pytest.raises(SideDoorError):
        table.draft().save()


def test_the_database_refuses_a_second_vote_of_a_seat(table: Table):
    event = table.vote(table.in_session())
    again = action(lambda: Vote(event=event, seat_id=table.votes[0], option=AGAINST).save())
    with pytest.raises(IntegrityError), transaction.atomic():
        again()


def test_the_database_refuses_totals_without_quorum(table: Table):
    event = table.vote(table.in_session()).with_changes(in_favour=1, absent=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        action(event.save)()
