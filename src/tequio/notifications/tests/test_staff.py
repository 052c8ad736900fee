"""What the staff is told: only what each person may do and read, once, and as they asked."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.commitments.tests.makers import make_commitment, make_draft
from tequio.core import clock as town_clock
from tequio.mail.models import OutgoingMessage
from tequio.meetings.tests.table import Table
from tequio.notifications import jobs, staff
from tequio.notifications.actions import set_staff_preference
from tequio.register.due import collect_due

TOWN = ZoneInfo("America/Mexico_City")


def to(user: User) -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.filter(recipient=user.email).order_by("pk"))


def test_the_morning_list_says_what_is_late_and_what_comes_soon_once_a_day(
    table: Table, secretary: User
) -> None:
    make_commitment(secretary, due_on=(date(2026, 4, 1), date(2026, 4, 20), date(2026, 5, 10)))
    staff.send_digests()
    staff.send_digests()
    (message,) = to(secretary)
    assert message.subject == f"Tu trabajo: {len(staff.items_for(secretary))} pendientes"
    assert "Venció hace" in message.text
    assert "6 días" in message.text
    assert f"{settings.TEQUIO_URL}/trabajo/" in message.text


def test_nothing_waits_no_message(secretary: User, make_user: Callable[..., User], town: object) -> None:
    auditor = make_user(Role.AUDITOR)
    staff.send_digests()
    assert to(auditor) == []


@pytest.mark.parametrize(
    ("rhythm", "day", "told"),
    [
        ("daily", 14, True),
        ("daily", 18, False),
        ("weekly", 14, False),
        ("weekly", 20, True),
        ("never", 20, False),
    ],
)
def test_it_comes_as_often_as_asked(table: Table, secretary: User, rhythm: str, day: int, told: bool) -> None:
    make_draft(secretary)
    make_commitment(secretary, key="C-2026-02", due_on=(date(2026, 4, 1),))
    set_staff_preference(rhythm=rhythm, meetings=True, by=secretary)
    table.clock.move_to(datetime(2026, 4, day, 7, 0, tzinfo=TOWN))
    staff.send_digests()
    assert bool(to(secretary)) is told


@pytest.mark.parametrize("role", list(Role))
def test_each_person_is_told_only_what_they_may_open(
    client: Client, table: Table, secretary: User, make_user: Callable[..., User], role: Role
) -> None:
    user = secretary if role == Role.SECRETARIAT else make_user(role)
    make_draft(secretary)
    make_commitment(secretary, key="C-2026-02", due_on=(date(2026, 4, 1), date(2026, 4, 20)))
    table.draft()
    items = staff.items_for(user)
    assert {item.key for item in items} <= {item.key for item in collect_due(user)}
    client.force_login(user)
    for item in items:
        assert client.get(item.url, follow=True).status_code == 200, item.url


def test_the_commissions_people_are_told_of_a_session_once_unless_they_prefer_not(
    table: Table, secretary: User, make_user: Callable[..., User]
) -> None:
    vocal, quiet, auditor = (
        make_user(Role.VOCAL),
        make_user(Role.VOCAL, username="q"),
        make_user(Role.AUDITOR),
    )
    set_staff_preference(rhythm="daily", meetings=False, by=quiet)
    jobs.tell_calls(town_clock.now())
    table.convened()
    jobs.tell_calls(town_clock.now())
    jobs.tell_calls(town_clock.now())
    assert [message.subject[:13] for message in to(vocal)] == ["Se convocó la"]
    assert "Orden del día" in to(vocal)[0].text
    assert to(quiet) == to(auditor) == []


def test_each_person_chooses_at_their_own_page(
    client: Client, table: Table, make_user: Callable[..., User]
) -> None:
    vocal = make_user(Role.VOCAL)
    assert client.get("/trabajo/avisos/").status_code == 302
    client.force_login(vocal)
    page = client.get("/trabajo/avisos/")
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert client.post("/trabajo/avisos/", {"rhythm": "never"}).status_code == 302
    preference = staff.preference_of(vocal)
    assert (preference.rhythm, preference.meetings) == ("never", False)
    assert client.post("/trabajo/avisos/", {"rhythm": "x"}).status_code == 422


def test_people_of_the_example_town_have_no_mail(table: Table, make_user: Callable[..., User]) -> None:
    user = make_user(Role.SECRETARIAT, username="ejemplo")
    User.objects.filter(pk=user.pk).update(email="x@ejemplo.invalid")
    make_commitment(table.by, due_on=(date(2026, 4, 1),))
    staff.send_digests()
    assert {message.recipient for message in OutgoingMessage.objects.all()} == {table.by.email}
