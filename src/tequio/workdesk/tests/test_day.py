"""The page of the day: what waits for each person, and nothing that is not theirs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.commitments.tests.makers import make_commitment, make_draft, prove
from tequio.core.models import Town
from tequio.mail.models import OutgoingMessage
from tequio.meetings import actions as meeting_actions
from tequio.meetings.rules import MeetingStatus
from tequio.meetings.tests.table import TOWN, Table, make_table, set_rules
from tequio.register.due import DueItem, DueKind, collect_due
from tequio.workdesk.day import days_text
from tequio.workdesk.models import Reminder


@pytest.fixture
def table(town: Town, secretary: User, clock: time_machine.Traveller) -> Table:
    return make_table(secretary, clock)


def due(user: User) -> dict[str, DueItem]:
    return {item.key: item for item in collect_due(user)}


def test_minutes_come_due_in_the_working_days_of_the_rules(table: Table, secretary: User) -> None:
    set_rules(table, minutes_days=10)
    meeting = table.closed()
    item = due(secretary)[f"meetings.minutes:{meeting.public_id}"]
    assert item.kind == DueKind.DATED
    assert item.due_on == date(2026, 5, 5)
    assert (item.days_left, item.in_working_days) == (10, True)
    table.clock.move_to(datetime(2026, 5, 7, 9, 0, tzinfo=TOWN))
    late = due(secretary)[item.key]
    assert (late.days_left, late.is_late) == (-2, True)
    assert days_text(late) == "Venció hace 2 días hábiles"


@pytest.mark.parametrize(
    ("status", "keys"),
    [
        (MeetingStatus.PREPARING, {"convene"}),
        (MeetingStatus.CONVENED, {"open"}),
        (MeetingStatus.POSTPONED, {"again"}),
        (MeetingStatus.IN_SESSION, {"close"}),
        (MeetingStatus.CLOSED, {"minutes"}),
        (MeetingStatus.PUBLISHED, set()),
        (MeetingStatus.CANCELLED, set()),
    ],
)
def test_each_state_of_a_session_asks_for_its_next_step(
    table: Table, secretary: User, status: MeetingStatus, keys: set[str]
) -> None:
    table.in_state(status)
    found = {
        key.removeprefix("meetings.").split(":")[0] for key in due(secretary) if key.startswith("meetings.")
    }
    assert found - {"agreement"} == keys


def test_draft_without_points_asks_for_its_agenda(table: Table, secretary: User) -> None:
    meeting = table.draft()
    for item in list(meeting.agenda.all()):
        meeting_actions.remove_agenda_item(item=item, by=secretary)
    item = due(secretary)[f"meetings.agenda:{meeting.public_id}"]
    assert item.url.endswith("/orden-del-dia/")


def test_late_milestone_waits_for_its_office(table: Table, secretary: User) -> None:
    commitment = make_commitment(secretary, due_on=(date(2026, 4, 13), date(2026, 4, 20)))
    found = due(secretary)
    late, soon = (
        found[f"commitments.milestone:{commitment.key}-H1"],
        found[f"commitments.milestone:{commitment.key}-H2"],
    )
    assert (late.kind, late.days_left, late.waits_for) == (DueKind.OTHERS, -1, commitment.lead.name)
    assert (soon.kind, soon.days_left) == (DueKind.DATED, 6)


def test_proof_waits_for_whoever_checks_it(table: Table, secretary: User) -> None:
    commitment = make_commitment(secretary, due_on=(date(2026, 4, 20),))
    milestone = prove(commitment.milestones.get(), secretary, done_on=date(2026, 4, 14), verified=False)
    assert due(secretary)[f"commitments.proof:{milestone.key}"].kind == DueKind.YOURS


@pytest.mark.parametrize("role", list(Role))
def test_every_item_leads_where_that_person_may_act(
    client: Client, table: Table, secretary: User, make_user: Callable[..., User], role: Role
) -> None:
    table.draft()
    table.closed()
    make_draft(secretary, key="C-2026-02")
    commitment = make_commitment(secretary, due_on=(date(2026, 4, 13), date(2026, 4, 30)))
    prove(commitment.milestones.get(position=2), secretary, done_on=date(2026, 4, 14), verified=False)
    user = make_user(role, username=f"alguien-{role}")
    client.force_login(user)
    for item in collect_due(user):
        assert client.get(item.url).status_code == 200, (item.key, item.url)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.TRANSLATOR])
def test_nobody_sees_drafts_of_rooms_they_do_not_work_in(
    client: Client, table: Table, secretary: User, make_user: Callable[..., User], role: Role
) -> None:
    table.draft()
    make_draft(secretary)
    user = make_user(role)
    client.force_login(user)
    page = client.get("/trabajo/").content.decode()
    assert "Sesión Ordinaria" not in page
    assert "Todas las escuelas" not in page


def test_page_of_the_day_reads_a_fixed_number_of_queries(
    client: Client, table: Table, secretary: User, django_assert_max_num_queries: Callable
) -> None:
    client.force_login(secretary)
    for number in range(6):
        make_commitment(secretary, key=f"C-2026-{number}", due_on=(date(2026, 4, 13), date(2026, 4, 30)))
    table.draft()
    with django_assert_max_num_queries(30):
        assert client.get("/trabajo/").status_code == 200
    with django_assert_max_num_queries(22):
        assert collect_due(secretary)


def test_empty_day_says_so(client: Client, table: Table, secretary: User) -> None:
    client.force_login(secretary)
    page = client.get("/trabajo/").content.decode()
    assert "Nada vence en estos días" in page
    assert "Nadie te debe nada" in page


def test_task_list_of_the_next_session_says_what_cannot_be_done_yet(
    client: Client, table: Table, secretary: User
) -> None:
    table.convened()
    client.force_login(secretary)
    page = client.get("/trabajo/").content.decode()
    assert "No se puede aún" in page
    assert "Lista de asistencia y quórum" in page


class TestReminder:
    @pytest.fixture
    def owed(self, client: Client, table: Table, secretary: User) -> str:
        client.force_login(secretary)
        commitment = make_commitment(secretary, due_on=(date(2026, 4, 13),))
        return f"commitments.milestone:{commitment.key}-H1"

    def test_first_asks_for_the_address_and_then_takes_one_click(self, client: Client, owed: str) -> None:
        assert f"/trabajo/recordar/?de={owed.replace(':', '%3A')}" in client.get("/trabajo/").content.decode()
        client.post(f"/trabajo/recordar/?de={owed}", {"email": "obras@prueba.example"})
        assert OutgoingMessage.objects.get().recipient == "obras@prueba.example"
        page = client.get("/trabajo/").content.decode()
        assert "Último recordatorio:" in page
        assert 'name="email" value="obras@prueba.example"' in page

    def test_second_one_on_the_same_day_is_refused(self, client: Client, table: Table, owed: str) -> None:
        for status in (302, 422):
            sent = client.post(f"/trabajo/recordar/?de={owed}", {"email": "obras@prueba.example"})
            assert sent.status_code == status
        table.clock.shift(timedelta(days=1))
        assert client.post(f"/trabajo/recordar/?de={owed}", {"email": "o@prueba.example"}).status_code == 302
        assert Reminder.objects.count() == 2

    def test_nobody_reminds_of_what_they_do_not_wait_for(
        self, client: Client, owed: str, make_user: Callable[..., User]
    ) -> None:
        client.force_login(make_user(Role.VOCAL))
        assert client.post(f"/trabajo/recordar/?de={owed}", {"email": "x@prueba.example"}).status_code == 404
        assert not OutgoingMessage.objects.exists()
