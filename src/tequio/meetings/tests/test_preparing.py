"""What may be prepared and convened, and what that publishes."""

from datetime import date, datetime, timedelta

import pytest

from tequio.core.legal import RuleError
from tequio.meetings import actions
from tequio.meetings.actions import (
    MeetingDraft,
)
from tequio.meetings.models import Meeting
from tequio.meetings.rules import (
    MeetingKind,
    MeetingStatus,
    VoteOption,
)
from tequio.meetings.tests.table import SESSION, TOWN, Table, kinds, set_rules
from tequio.register.models import Record

FOR, AGAINST, ABSTAIN, ABSENT = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN, VoteOption.ABSENT


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


def test_open_agreements_come_back_to_the_next_session_with_their_state(table: Table):
    meeting = table.closed()
    agreement = meeting.agreements.get()
    following = table.draft(starts_at=SESSION + timedelta(days=120))
    table.clock.move_to(datetime(2026, 7, 1, 9, tzinfo=TOWN))
    (item,) = actions.add_pending_agreements(meeting=following, by=table.by)
    assert item.follows == agreement
    assert (
        item.title
        == f"{agreement.folio}: {agreement.title} · Con retraso · fecha límite: 30 de junio de 2026"
    )
    assert item.parent.title == "Seguimiento de acuerdos pendientes"
    assert actions.add_pending_agreements(meeting=following, by=table.by) == []


def test_fulfilled_agreement_does_not_come_back(table: Table):
    agreement = table.closed().agreements.get()
    actions.fulfil_agreement(
        agreement=agreement, resolution="Se publicó.", resolved_on=date(2026, 4, 21), by=table.by
    )
    following = table.draft(starts_at=SESSION + timedelta(days=30))
    assert actions.add_pending_agreements(meeting=following, by=table.by) == []


def test_followed_agreements_are_not_copied_with_an_old_agenda(table: Table):
    table.closed()
    first = table.draft(starts_at=SESSION + timedelta(days=30))
    actions.add_pending_agreements(meeting=first, by=table.by)
    draft = MeetingDraft(
        table.world.body, MeetingKind.ORDINARY, SESSION + timedelta(days=60), copy_agenda_of=first
    )
    copy = actions.prepare_meeting(draft=draft, by=table.by)
    assert not copy.agenda.filter(follows__isnull=False).exists()
    assert len(actions.add_pending_agreements(meeting=copy, by=table.by)) == 1
