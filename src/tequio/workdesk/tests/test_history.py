"""Every change of a draft or a record: who, when, before and after; for the staff with the right."""

from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.meetings import actions
from tequio.meetings.tests.table import Table, make_table
from tequio.register.history import history_of
from tequio.register.models import Change


@pytest.fixture
def table(town: Town, secretary: User, clock: time_machine.Traveller) -> Table:
    return make_table(secretary, clock)


def test_a_draft_s_changes_say_who_before_and_after(table: Table) -> None:
    meeting = table.draft()
    actions.amend_meeting(meeting=meeting, changes={"place": "Biblioteca"}, by=table.by)
    change = history_of("meetings.meeting", meeting.pk).first()
    assert (change.verb, change.user) == ("changed", table.by)
    assert change.changes == [["lugar", "Sala de Cabildos", "Biblioteca"]]


def test_parts_are_told_with_what_they_belong_to(table: Table) -> None:
    meeting = table.draft()
    item = meeting.agenda.first()
    actions.amend_agenda_item(item=item, changes={"title": "Lista"}, by=table.by)
    actions.remove_agenda_item(item=item, by=table.by)
    last, before = history_of("meetings.meeting", meeting.pk)[:2]
    assert (last.verb, last.what) == ("discarded", "Lista")
    assert before.changes == [["punto", "Lista de asistencia", "Lista"]]


def test_what_is_refused_leaves_no_trace(table: Table, make_user: Callable[..., User]) -> None:
    meeting = table.draft()
    count = Change.objects.count()
    with pytest.raises(PermissionDenied):
        actions.amend_meeting(meeting=meeting, changes={"place": "x"}, by=make_user(Role.AUDITOR))
    assert Change.objects.count() == count


def test_a_public_record_s_state_is_told_in_words(table: Table) -> None:
    meeting = table.convened()
    change = history_of("meetings.meeting", meeting.pk).first()
    assert ["estado", "En preparación", "Convocada"] in change.changes


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SECRETARIAT, 200),
        (Role.AUDITOR, 200),
        (Role.VOCAL, 200),
        (Role.TRANSPARENCY_UNIT, 404),
        (Role.EDITOR, 403),
    ],
)
def test_history_opens_to_who_works_on_it_or_audits(
    client: Client, table: Table, make_user: Callable[..., User], role: Role, status: int
) -> None:
    meeting = table.draft()
    client.force_login(make_user(role, username=f"alguien-{role}"))
    assert client.get(f"/trabajo/historial/meetings.meeting/{meeting.pk}/").status_code == status
    assert client.get("/trabajo/historial/bodies.person/1/").status_code in (403, 404)


def test_each_desk_page_leads_to_its_history(client: Client, table: Table) -> None:
    meeting = table.draft()
    client.force_login(table.by)
    page = client.get(f"/trabajo/sesiones/{meeting.year}/{meeting.slug}/").content.decode()
    assert f"/trabajo/historial/meetings.meeting/{meeting.pk}/" in page
