"""Agreements and minutes, and the sessions of before."""

from datetime import date, datetime

import pytest
from django.test import Client

from tequio.core.legal import RuleError
from tequio.meetings import actions
from tequio.meetings.actions import (
    MinutesDraft,
    PastAgreement,
    PastMeeting,
    PastPoint,
)
from tequio.meetings.models import Attendance
from tequio.meetings.rules import (
    AgreementStatus,
    DatePrecision,
    MeetingKind,
    MeetingStatus,
    VoteOption,
)
from tequio.meetings.tests.table import TOWN, Table, kinds
from tequio.register.models import Entry

FOR, AGAINST, ABSTAIN, ABSENT = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN, VoteOption.ABSENT


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
    "page", ["/comision/", "/novedades/", "/comision/sesiones/", "/comision/sesiones/2022/extraordinaria-01/"]
)
def test_no_page_names_the_day_of_a_session_of_which_the_month_is_known(table: Table, page: str):
    month = {"date_precision": DatePrecision.MONTH, "held_on": date(2022, 5, 1), "date_note": ""}
    actions.record_past_meeting(past=past(table, **month), by=table.by)
    text = Client().get(page).content.decode()
    assert "mayo de 2022" in text
    assert "1 de mayo" not in text


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
