"""The trash: what is thrown away comes back exactly as it was, and after thirty days it is gone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.commitments import actions as commitment_actions
from tequio.commitments.models import Commitment
from tequio.commitments.tests.makers import make_draft, make_office, make_place
from tequio.core.legal import RuleError, SideDoorError
from tequio.core.models import Town
from tequio.law import actions as law_actions
from tequio.law.models import Norm
from tequio.meetings import actions as meeting_actions
from tequio.meetings.models import Meeting
from tequio.meetings.tests.table import SESSION, Table, make_table
from tequio.register.models import KEPT_FOR, Discarded, File
from tequio.register.trash import discard, erase_old, restore

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ROOMS = ("meetings", "commitments", "law", "bodies")


@pytest.fixture
def table(town: Town, secretary: User, clock: time_machine.Traveller) -> Table:
    return make_table(secretary, clock)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the rooms whose drafts can be thrown away; of many-to-many rows, what they join."""
    return {
        model._meta.label: sorted(
            (
                {name: value for name, value in row.items() if name != "id" or not model._meta.auto_created}
                for row in model._base_manager.values()
            ),
            key=str,
        )
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
    }


def meeting_with_all(table: Table) -> Meeting:
    meeting = table.draft()
    point = meeting.agenda.first()
    meeting_actions.add_agenda_item(
        meeting=meeting, parent=point, title="Suplencias", kind="information", by=table.by
    )
    upload = SimpleUploadedFile("oficio.pdf", PDF)
    meeting_actions.attach_document(item=point, upload=upload, title="Oficio", by=table.by)
    return meeting


def commitment_with_all(table: Table) -> Commitment:
    changes = {"budget": "125000.50", "values": ["accountability"], "goals": [11, 16]}
    draft = make_draft(
        table.by,
        due_on=(date(2026, 5, 1), date(2026, 6, 30), date(2026, 9, 1)),
        supporting=[make_office("agua", "Agua")],
        places=[make_place()],
        **changes,
    )
    commitment_actions.set_partner(
        commitment=draft,
        organization=make_office("sociedad", "Vecinas"),
        partner_duties="Vigilar",
        government_duties="Abrir",
        by=table.by,
    )
    return draft


def make_norm(table: Table) -> Norm:
    norm = law_actions.create_norm(
        by=table.by, slug="bando", name="Bando", level="municipal", summary="Qué se puede."
    )
    law_actions.set_provision(norm=norm, article="3", summary="El plazo.", by=table.by)
    return norm


WAYS: dict[str, tuple[Callable[[Table], Any], Callable[[Table, Any], Discarded]]] = {
    "session": (meeting_with_all, lambda t, m: meeting_actions.discard_meeting(meeting=m, by=t.by)),
    "point": (
        meeting_with_all,
        lambda t, m: meeting_actions.remove_agenda_item(item=m.agenda.first(), by=t.by),
    ),
    "document": (
        meeting_with_all,
        lambda t, m: meeting_actions.remove_document(
            document=m.agenda.get(documents__isnull=False).documents.get(), by=t.by
        ),
    ),
    "commitment": (
        commitment_with_all,
        lambda t, c: commitment_actions.discard_commitment(commitment=c, by=t.by),
    ),
    "first milestone": (
        commitment_with_all,
        lambda t, c: commitment_actions.withdraw_milestone(milestone=c.milestones.get(position=1), by=t.by),
    ),
    "last milestone": (
        commitment_with_all,
        lambda t, c: commitment_actions.withdraw_milestone(milestone=c.milestones.get(position=3), by=t.by),
    ),
    "partner": (
        commitment_with_all,
        lambda t, c: commitment_actions.drop_partner(partnership=c.partnerships.get(), by=t.by),
    ),
    "norm": (make_norm, lambda t, n: law_actions.discard_norm(norm=n, by=t.by)),
}


@pytest.mark.parametrize("name", WAYS)
def test_what_comes_back_is_exactly_what_was_thrown_away(table: Table, name: str) -> None:
    make, throw = WAYS[name]
    made = make(table)
    before = everything()
    held = throw(table, made)
    assert everything() != before
    restore(discarded=held, by=table.by)
    assert everything() == before
    assert not Discarded.objects.exists()


def test_thrown_away_only_inside_an_action(table: Table) -> None:
    with pytest.raises(SideDoorError):
        discard(table.draft(), by=table.by)


def test_a_point_does_not_come_back_to_a_session_that_was_convened(table: Table) -> None:
    meeting = table.draft()
    held = meeting_actions.remove_agenda_item(item=meeting.agenda.first(), by=table.by)
    meeting_actions.convene_meeting(meeting=meeting, by=table.by)
    with pytest.raises(RuleError, match="convocada"):
        restore(discarded=held, by=table.by)
    assert Discarded.objects.exists()


def test_a_point_waits_for_its_session_to_come_back_first(table: Table) -> None:
    meeting = table.draft()
    point = meeting_actions.remove_agenda_item(item=meeting.agenda.first(), by=table.by)
    session = meeting_actions.discard_meeting(meeting=meeting, by=table.by)
    with pytest.raises(RuleError, match="recupéralo antes"):
        restore(discarded=point, by=table.by)
    restore(discarded=session, by=table.by)
    restore(discarded=point, by=table.by)
    assert Meeting.objects.get().agenda.count() == 2


def test_a_session_whose_number_was_taken_does_not_come_back(table: Table) -> None:
    held = meeting_actions.discard_meeting(meeting=table.draft(), by=table.by)
    table.draft(starts_at=SESSION + timedelta(days=7))
    with pytest.raises(RuleError, match="ocupó su lugar"):
        restore(discarded=held, by=table.by)


def test_nobody_brings_back_what_they_could_not_throw_away(
    client: Client, table: Table, make_user: Callable[..., User]
) -> None:
    held = meeting_actions.discard_meeting(meeting=table.draft(), by=table.by)
    other = make_user(Role.TRANSPARENCY_UNIT)
    with pytest.raises(PermissionDenied):
        restore(discarded=held, by=other)
    client.force_login(other)
    assert held.title not in client.get("/trabajo/papelera/").content.decode()
    assert client.post(f"/trabajo/papelera/{held.pk}/recuperar/").status_code == 404


def test_after_thirty_days_it_is_gone_with_its_files(
    table: Table, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    meeting_actions.discard_meeting(meeting=meeting_with_all(table), by=table.by)
    file = File.objects.get()
    table.clock.shift(KEPT_FOR)
    assert erase_old() == 0
    table.clock.shift(timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_old() == 1
    assert not File.objects.exists()
    assert not file.content.storage.exists(file.content.name)


def test_a_file_that_something_else_cites_stays(table: Table) -> None:
    held = meeting_with_all(table)
    other = table.draft(starts_at=SESSION + timedelta(days=7))
    upload = SimpleUploadedFile("oficio.pdf", PDF)
    meeting_actions.attach_document(item=other.agenda.first(), upload=upload, title="Oficio", by=table.by)
    meeting_actions.discard_meeting(meeting=held, by=table.by)
    table.clock.shift(KEPT_FOR + timedelta(days=1))
    erase_old()
    assert File.objects.count() == 1


def test_undo_is_beside_what_was_done(client: Client, table: Table) -> None:
    client.force_login(table.by)
    meeting = table.draft()
    first = meeting.agenda.first()
    base = f"/trabajo/sesiones/{meeting.year}/{meeting.slug}"
    page = client.post(f"{base}/puntos/{first.pk}/quitar/", follow=True).content.decode()
    held = Discarded.objects.get()
    undo = f"/trabajo/papelera/{held.pk}/recuperar/"
    assert f'action="{undo}"' in page
    assert "Deshacer" in page
    assert client.post(undo, follow=True).redirect_chain[0][0] == f"{base}/orden-del-dia/"
    assert meeting.agenda.first() == first


def test_moving_a_point_can_be_taken_back(client: Client, table: Table) -> None:
    client.force_login(table.by)
    meeting = table.draft()
    order = list(meeting.agenda.all())
    base = f"/trabajo/sesiones/{meeting.year}/{meeting.slug}/puntos/{order[0].pk}/mover/"
    page = client.post(base, {"to": "down"}, follow=True).content.decode()
    assert list(meeting.agenda.all()) == order[::-1]
    assert f'action="{base}?to=up"' in page
    client.post(f"{base}?to=up")
    assert list(meeting.agenda.all()) == order


def test_an_act_offers_no_undo(client: Client, table: Table) -> None:
    client.force_login(table.by)
    meeting = table.draft()
    url = f"/trabajo/sesiones/{meeting.year}/{meeting.slug}/convocar/"
    page = client.post(url, {}, follow=True).content.decode()
    assert "Se convocó" in page
    assert "Deshacer" not in page


def test_trash_page_says_who_and_until_when(client: Client, table: Table) -> None:
    client.force_login(table.by)
    meeting_actions.discard_meeting(meeting=table.draft(), by=table.by)
    page = client.get("/trabajo/papelera/").content.decode()
    assert str(table.by) in page
    assert client.get(f"/trabajo/papelera/{Discarded.objects.get().pk}/recuperar/").status_code == 200
