"""What each action allows, refuses and publishes."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tequio.core.legal import RuleError, SideDoorError, action
from tequio.meetings import actions
from tequio.meetings.actions import (
    AttendanceMark,
    Ballot,
    MeetingDraft,
    MinutesDraft,
    PastAgreement,
    PastMeeting,
    PastPoint,
)
from tequio.meetings.models import Attendance, Meeting, MeetingRules, Vote
from tequio.meetings.rules import (
    AgreementStatus,
    AttendanceState,
    DatePrecision,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    VoteOption,
    VoteResult,
)
from tequio.meetings.tests.table import SESSION, TOWN, Table
from tequio.register.models import Entry, Record

FOR, AGAINST, ABSTAIN, ABSENT = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN, VoteOption.ABSENT


def kinds() -> list[str]:
    found = Entry.objects.filter(kind__startswith="meetings.").order_by("index")
    return [kind.removeprefix("meetings.") for kind in found.values_list("kind", flat=True)]


# --- prepare and convene ---------------------------------------------------------------------------------------


def test_a_draft_takes_the_next_number_and_leaves_no_entry(table: Table):
    first, second = table.draft(), table.draft()
    assert (first.number, first.slug, second.slug) == (1, "ordinaria-01", "ordinaria-02")
    assert kinds() == []


def test_a_cancelled_session_keeps_its_number(table: Table):
    actions.cancel_meeting(meeting=table.convened(), reason="Sin sede", by=table.by)
    assert table.draft().number == 2


def test_each_kind_and_each_year_has_its_own_numbers(table: Table):
    table.draft()
    assert table.draft(kind=MeetingKind.EXTRAORDINARY).slug == "extraordinaria-01"
    assert table.draft(starts_at=SESSION.replace(year=2027)).number == 1


def test_a_draft_copies_the_agenda_of_the_last_one(table: Table):
    last = table.draft()
    child = actions.add_agenda_item(
        meeting=last, parent=last.agenda.first(), title="Suplencias", kind="information", by=table.by
    )
    draft = MeetingDraft(table.world.body, MeetingKind.ORDINARY, SESSION, copy_agenda_of=last)
    copy = actions.prepare_meeting(draft=draft, by=table.by)
    assert list(copy.agenda.values_list("title", "kind")) == list(last.agenda.values_list("title", "kind"))
    assert copy.agenda.get(title=child.title).parent.meeting == copy


def test_no_session_before_the_commission_was_installed(table: Table):
    draft = MeetingDraft(table.world.body, MeetingKind.ORDINARY, datetime(2021, 5, 3, 10, tzinfo=TOWN))
    with pytest.raises(RuleError, match="integración"):
        actions.prepare_meeting(draft=draft, by=table.by)


def test_convening_publishes_the_session_with_its_agenda(table: Table):
    table.convened()
    assert kinds() == ["meeting.convened"]
    record = Record.objects.get(subject_type="meetings.meeting")
    assert record.subject_id == "2026-ordinaria-01"
    assert record.path == "/comision/sesiones/2026/ordinaria-01/"
    assert [point["title"] for point in record.data["agenda"]] == [
        "Lista de asistencia",
        "Datos abiertos de obra pública",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"place": ""}, "lugar"),
        ({"modality": ""}, "presencial"),
        ({"starts_at": datetime(2026, 4, 10, 10, tzinfo=TOWN)}, "pasó"),
    ],
)
def test_what_is_not_ready_is_not_convened(table: Table, changes, message):
    meeting = actions.amend_meeting(meeting=table.draft(), changes=changes, by=table.by)
    with pytest.raises(RuleError, match=message):
        actions.convene_meeting(meeting=meeting, by=table.by)
    assert kinds() == []


def test_a_session_without_agenda_is_not_convened(table: Table):
    meeting = table.draft()
    for item in meeting.agenda.all():
        actions.remove_agenda_item(item=item, by=table.by)
    with pytest.raises(RuleError, match="orden del día"):
        actions.convene_meeting(meeting=meeting, by=table.by)


def set_rules(table: Table, **values: object) -> MeetingRules:
    values = {"basis": "Lineamientos de la Comisión, artículo 12"} | values
    return actions.set_meeting_rules(
        body=table.world.body, since_on=date(2026, 1, 1), values=values, by=table.by
    )


def test_a_late_notice_needs_its_reason(table: Table):
    set_rules(table, ordinary_notice=3)
    meeting = table.draft(starts_at=SESSION - timedelta(days=4))
    with pytest.raises(RuleError, match="lunes 13 de abril") as refused:
        actions.convene_meeting(meeting=meeting, by=table.by)
    assert refused.value.field == "late_notice_reason"
    actions.convene_meeting(meeting=meeting, late_notice_reason="Vence un plazo", by=table.by)
    assert Record.objects.get(subject_type="meetings.meeting").data["late_notice_reason"] == "Vence un plazo"


def test_a_notice_in_time_needs_none(table: Table):
    set_rules(table, ordinary_notice=3)
    assert table.convened().status == MeetingStatus.CONVENED


def test_new_rules_end_those_before(table: Table):
    first = set_rules(table)
    actions.set_meeting_rules(
        body=table.world.body, since_on=date(2026, 3, 1), values={"basis": "Reforma"}, by=table.by
    )
    first.refresh_from_db()
    assert first.until_on == date(2026, 2, 28)
    with pytest.raises(RuleError, match="desde esa fecha"):
        set_rules(table)


def test_a_postponed_session_is_convened_again_for_its_new_date(table: Table):
    meeting = actions.postpone_meeting(
        meeting=table.convened(), reason="Sismo", rescheduled_to=SESSION + timedelta(days=7), by=table.by
    )
    assert meeting.starts_at == SESSION
    again = actions.convene_meeting(meeting=meeting, by=table.by)
    assert again.starts_at == SESSION + timedelta(days=7)
    assert (again.slug, again.status_reason) == (meeting.slug, "")
    assert kinds() == ["meeting.convened", "meeting.postponed", "meeting.convened"]


def test_nothing_is_called_off_without_a_reason(table: Table):
    meeting = table.convened()
    for call_off in (actions.postpone_meeting, actions.cancel_meeting):
        with pytest.raises(RuleError, match="motivo"):
            call_off(meeting=meeting, reason=" ", by=table.by)


def test_a_convened_session_changes_with_its_reason_and_never_its_date(table: Table):
    meeting = table.convened()
    with pytest.raises(RuleError, match="por qué"):
        actions.amend_meeting(meeting=meeting, changes={"place": "Casa de Cultura"}, by=table.by)
    with pytest.raises(RuleError, match="pospón"):
        actions.amend_meeting(
            meeting=meeting,
            changes={"starts_at": SESSION + timedelta(hours=1), "change_reason": "x"},
            by=table.by,
        )
    actions.amend_meeting(
        meeting=meeting,
        changes={"place": "Casa de Cultura", "change_reason": "Obras en la sala"},
        by=table.by,
    )
    assert kinds() == ["meeting.convened", "meeting.amended"]


def test_points_move_one_place_at_a_time(table: Table):
    meeting = table.draft()
    last = table.add(meeting, "Clausura")
    actions.move_agenda_item(item=last, up=True, by=table.by)
    assert [item.title for item in meeting.agenda.all()][1] == "Clausura"
    first = meeting.agenda.first()
    actions.move_agenda_item(item=first, up=True, by=table.by)
    assert meeting.agenda.first() == first


def test_a_convened_extraordinary_session_takes_no_more_points(table: Table):
    meeting = table.convened(kind=MeetingKind.EXTRAORDINARY)
    with pytest.raises(RuleError, match="extraordinaria"):
        table.add(meeting, "Asuntos generales")
    assert table.add(table.convened(), "Asuntos generales").pk


def test_a_draft_can_be_thrown_away_and_a_convened_session_cannot(table: Table):
    actions.discard_meeting(meeting=table.draft(), by=table.by)
    assert not Meeting.objects.exists()
    with pytest.raises(RuleError):
        actions.discard_meeting(meeting=table.convened(), by=table.by)


# --- hold ------------------------------------------------------------------------------------------------------


def test_a_session_does_not_open_before_its_day(table: Table):
    meeting = table.convened()
    with pytest.raises(RuleError, match="día de la sesión"):
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


# --- agreements ------------------------------------------------------------------------------------------------


def test_an_agreement_comes_from_an_approved_vote(table: Table):
    meeting = table.in_session()
    agreement = table.agreed(table.vote(meeting))
    assert agreement.folio == "CGA-2026-ORD-01-01"
    assert kinds()[-1] == "agreement.adopted"
    with pytest.raises(RuleError, match="no se aprobó"):
        table.agreed(table.vote(meeting, AGAINST, AGAINST))
    with pytest.raises(RuleError, match="ya salió"):
        table.agreed(agreement.motion.vote_event)


def test_an_agreement_is_late_the_day_after_its_date(table: Table):
    agreement = table.agreed(table.vote(table.in_session()))
    table.clock.move_to(datetime(2026, 6, 30, 23, 50, tzinfo=TOWN))
    assert not agreement.is_late
    table.clock.move_to(datetime(2026, 7, 1, 0, 10, tzinfo=TOWN))
    assert agreement.is_late


def test_an_agreement_is_resolved_once_and_with_its_reason(table: Table):
    agreement = table.agreed(table.vote(table.in_session()))
    on = date(2026, 4, 21)
    with pytest.raises(RuleError, match="cómo se cumplió"):
        actions.fulfil_agreement(agreement=agreement, resolution="", resolved_on=on, by=table.by)
    done = actions.fulfil_agreement(
        agreement=agreement, resolution="Está publicado", resolved_on=on, by=table.by
    )
    assert done.status == AgreementStatus.FULFILLED
    with pytest.raises(RuleError, match="ya se cumplió"):
        actions.close_agreement(agreement=done, resolution="No se hizo", resolved_on=on, by=table.by)
    assert kinds()[-1] == "agreement.fulfilled"


def test_a_new_date_of_an_agreement_leaves_the_old_one_in_the_register(table: Table):
    agreement = table.agreed(table.vote(table.in_session()))
    actions.amend_agreement(
        agreement=agreement, changes={"due_on": date(2026, 9, 30)}, reason="Faltan planos", by=table.by
    )
    first, last = Entry.objects.filter(subject_type="meetings.agreement").order_by("version")
    assert first.record_data()["due_on"] == "2026-06-30"
    assert last.record_data()["due_on"] == "2026-09-30"


# --- minutes ---------------------------------------------------------------------------------------------------


def test_minutes_have_text_and_their_signatures_add_up(table: Table):
    meeting = table.closed()
    for draft in (
        MinutesDraft(text=" "),
        MinutesDraft(text="x", signatures=2),
        MinutesDraft(text="x", signatures=4, signatures_expected=3),
        MinutesDraft(text="x", approved_on=date(2026, 4, 22)),
    ):
        with pytest.raises(RuleError):
            actions.publish_minutes(meeting=meeting, draft=draft, by=table.by)
    assert "minutes.published" not in kinds()


def test_corrected_minutes_are_a_new_version_with_its_reason(table: Table):
    meeting = table.minutes(table.closed(), signatures=2, signatures_expected=3).meeting
    with pytest.raises(RuleError, match="motivo"):
        actions.correct_minutes(meeting=meeting, draft=MinutesDraft("b"), reason="", by=table.by)
    second = actions.correct_minutes(
        meeting=meeting, draft=MinutesDraft("b"), reason="Faltaba una firma", by=table.by
    )
    assert second.version == 2
    assert kinds()[-2:] == ["minutes.published", "minutes.corrected"]
    assert meeting.minutes.count() == 2


# --- sessions of before ----------------------------------------------------------------------------------------


def past(table: Table, **values: object) -> PastMeeting:
    known = {
        "body": table.world.body,
        "integration": table.world.integration,
        "kind": MeetingKind.EXTRAORDINARY,
        "number": 1,
        "year": 2022,
        "date_note": "La página del municipio no da la fecha.",
        "source_note": "Página del municipio",
    }
    return PastMeeting(**known | values)


def test_a_past_session_says_only_what_is_known(table: Table):
    meeting = actions.record_past_meeting(
        past=past(
            table,
            agenda=(PastPoint("Crear la sección de gobierno abierto"),),
            agreements=(PastAgreement("Crear la sección", "Se crea la sección."),),
        ),
        by=table.by,
    )
    assert (meeting.status, meeting.held_on, meeting.has_quorum) == (MeetingStatus.CLOSED, None, None)
    assert not Attendance.objects.exists()
    assert kinds() == ["meeting.documented", "agreement.documented"]
    assert meeting.agreements.get().folio == "CGA-2022-EXT-01-01"


def test_a_past_session_keeps_documented_attendance_without_claiming_quorum(table: Table):
    meeting = actions.record_past_meeting(
        past=past(
            table,
            date_precision=DatePrecision.DAY,
            held_on=date(2022, 5, 4),
            date_note="",
            attendance=table.marks(),
        ),
        by=table.by,
    )
    assert meeting.attendance.count() == 3
    assert meeting.quorum is None


@pytest.mark.parametrize(
    "values",
    [
        {"source_note": ""},
        {"date_note": ""},
        {"date_precision": DatePrecision.DAY},
        {"date_precision": DatePrecision.DAY, "held_on": date(2026, 12, 1), "year": 2026},
        {"date_precision": DatePrecision.DAY, "held_on": date(2023, 12, 1)},
        {"date_precision": DatePrecision.TIME, "held_on": date(2022, 5, 4)},
    ],
)
def test_a_past_session_without_source_or_with_contradictions_is_refused(table: Table, values):
    with pytest.raises(RuleError):
        actions.record_past_meeting(past=past(table, **values), by=table.by)
    assert kinds() == []


# --- the house's guards ----------------------------------------------------------------------------------------


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
