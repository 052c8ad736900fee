"""Accounts and roles as the administration handles them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tequio.accounts import factors
from tequio.accounts.models import EventKind, RoleAssignment, SecurityEvent, User
from tequio.accounts.roles import Role
from tequio.bodies import actions as bodies
from tequio.bodies.rules import OrganizationKind
from tequio.core.models import Town
from tequio.mail.models import OutgoingMessage

PEOPLE = "/trabajo/sistema/personas/"
ANA = {"username": "ana", "email": "ana@prueba.example", "first_name": "Ana", "last_name": "Ejemplo"}


@pytest.fixture
def admin(client: Client, town: Town, make_user: Callable[..., User]) -> User:
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_invited_person_gets_a_letter_and_can_do_nothing_without_a_role(client: Client, admin: User) -> None:
    client.post(PEOPLE + "nueva/", ANA)
    ana = User.objects.get(username="ana")
    assert not ana.has_usable_password()
    assert not ana.permissions
    letter = OutgoingMessage.objects.get()
    assert letter.recipient == "ana@prueba.example"
    assert "/trabajo/entrar/invitacion/" in letter.text


def test_invitation_may_bring_roles_that_begin_today(client: Client, admin: User) -> None:
    client.post(PEOPLE + "nueva/", {**ANA, "roles": [Role.EDITOR, Role.AUDITOR]})
    assert User.objects.get(username="ana").roles == {Role.EDITOR, Role.AUDITOR}


def test_a_taken_name_keeps_the_input_and_says_so(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    make_user(username="ana")
    response = client.post(PEOPLE + "nueva/", ANA)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ya hay una cuenta con ese nombre de usuario." in page
    assert 'value="Ejemplo"' in page
    assert not OutgoingMessage.objects.exists()


def test_posted_extras_change_nothing_but_the_fields_of_the_form(client: Client, admin: User) -> None:
    extras = {"id": admin.pk, "is_staff": "1", "is_superuser": "1", "is_active": "0", "password": "x" * 20}
    client.post(PEOPLE + "nueva/", {**ANA, **extras})
    ana = User.objects.get(username="ana")
    assert ana.pk != admin.pk
    assert (ana.is_staff, ana.is_superuser, ana.is_active) == (False, False, True)
    assert not ana.has_usable_password()


def test_role_given_and_taken_away(client: Client, admin: User, make_user: Callable[..., User]) -> None:
    ana = make_user(username="ana")
    client.post(f"{PEOPLE}{ana.pk}/", {"role": Role.EDITOR, "since_on": "2025-01-01", "until_on": ""})
    assignment = RoleAssignment.objects.get(user=ana)
    assert assignment.since_on == date(2025, 1, 1)
    client.post(f"/trabajo/sistema/funciones/{assignment.pk}/quitar/")
    assert not User.objects.get(pk=ana.pk).permissions


def test_nobody_gives_roles_to_themselves(client: Client, admin: User) -> None:
    response = client.post(
        f"{PEOPLE}{admin.pk}/", {"role": Role.SECRETARIAT, "since_on": "2025-01-01", "until_on": ""}
    )
    assert response.status_code == 422
    assert User.objects.get(pk=admin.pk).roles == {Role.ADMINISTRATOR}


def test_the_end_of_a_role_closes_the_sessions_and_tells_the_person(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    ana = make_user(Role.EDITOR, username="ana")
    hers = Client()
    hers.force_login(ana)
    assert hers.get("/trabajo/").status_code == 200
    client.post(f"/trabajo/sistema/funciones/{ana.role_assignments.get().pk}/quitar/")
    assert hers.get("/trabajo/").status_code == 302
    assert OutgoingMessage.objects.get().recipient == ana.email
    assert ana.security_events.get().by == admin


def test_liaison_is_of_one_dependencia(
    client: Client, admin: User, secretary: User, make_user: Callable[..., User]
) -> None:
    office = bodies.create_organization(
        name="Obras Públicas", kind=OrganizationKind.DEPENDENCIA, since_on=date(2024, 10, 15), by=secretary
    )
    ana = make_user(username="ana")
    without = {"role": Role.LIAISON, "since_on": "2025-01-01", "until_on": ""}
    assert "Elige la Dependencia" in client.post(f"{PEOPLE}{ana.pk}/", without).content.decode()
    client.post(f"{PEOPLE}{ana.pk}/", {**without, "scope": office.slug})
    assert ana.role_assignments.get().scope == office.slug


def test_substitute_has_dates_and_the_same_role(
    client: Client, admin: User, secretary: User, make_user: Callable[..., User]
) -> None:
    ana, held = make_user(username="ana"), secretary.role_assignments.get()
    data = {"role": Role.SECRETARIAT, "since_on": "2026-01-01", "until_on": "", "substitutes": held.pk}
    assert "Una suplencia tiene fecha final" in client.post(f"{PEOPLE}{ana.pk}/", data).content.decode()
    wrong = {**data, "role": Role.EDITOR, "until_on": "2027-01-31"}
    assert client.post(f"{PEOPLE}{ana.pk}/", wrong).status_code == 422
    client.post(f"{PEOPLE}{ana.pk}/", {**data, "until_on": "2027-01-31"})
    assert ana.role_assignments.get().substitutes == held


def test_hand_over_ends_one_and_begins_the_other_with_what_is_pending(
    client: Client, admin: User, secretary: User, make_user: Callable[..., User], clock: object
) -> None:
    client.force_login(admin)
    ana, held = make_user(username="ana"), secretary.role_assignments.get()
    client.post(
        f"/trabajo/sistema/funciones/{held.pk}/entregar/",
        {"to": ana.pk, "on": "2026-05-04", "note": "Falta firmar el acta."},
    )
    held.refresh_from_db()
    received = ana.role_assignments.get()
    assert held.until_on == date(2026, 5, 3)
    assert (received.role, received.since_on) == (Role.SECRETARIAT, date(2026, 5, 4))
    assert received.received_from == held
    assert "Falta firmar el acta." in received.pending
    hers = Client()
    hers.force_login(ana)
    assert "Falta firmar el acta." in hers.get("/trabajo/cuenta/").content.decode()


@pytest.mark.parametrize("on", ["2026-04-13", "2020-01-01"])
def test_hand_over_in_the_past_is_refused(
    client: Client, admin: User, secretary: User, make_user: Callable[..., User], clock: object, on: str
) -> None:
    client.force_login(admin)
    ana, held = make_user(username="ana"), secretary.role_assignments.get()
    path = f"/trabajo/sistema/funciones/{held.pk}/entregar/"
    assert client.post(path, {"to": ana.pk, "on": on}).status_code == 422
    assert not ana.role_assignments.exists()


def test_disabled_account_is_out_at_once_and_can_come_back(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    ana = make_user(Role.EDITOR, username="ana")
    hers = Client()
    hers.force_login(ana)
    client.post(f"{PEOPLE}{ana.pk}/baja/")
    assert hers.get("/trabajo/").status_code == 302
    client.post(f"{PEOPLE}{ana.pk}/reactivar/")
    assert User.objects.get(pk=ana.pk).is_active


def test_last_administrator_cannot_be_disabled_by_another_manager(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    other = make_user(Role.ADMINISTRATOR, username="otra")
    client.post(f"{PEOPLE}{other.pk}/baja/")  # one remains: allowed
    assert client.post(f"{PEOPLE}{admin.pk}/baja/").status_code == 422
    assert User.objects.get(pk=admin.pk).is_active


def test_lost_factor_is_reset_by_another_person_with_a_trace(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    ana = make_user(Role.EDITOR, username="ana")
    factors.new_recovery_codes(ana)
    client.post(f"{PEOPLE}{ana.pk}/segundo-paso/")
    assert not ana.recovery_codes.exists()
    assert ana.security_events.filter(kind=EventKind.FACTORS_RESET).get().by == admin
    assert OutgoingMessage.objects.get().recipient == ana.email
    assert client.post(f"{PEOPLE}{admin.pk}/segundo-paso/").status_code == 422


def test_looking_at_people_leaves_a_trace_without_their_data(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    ana = make_user(Role.EDITOR, username="ana")
    client.get(PEOPLE)
    client.get(f"{PEOPLE}{ana.pk}/")
    traces = SecurityEvent.objects.filter(kind=EventKind.READING, user=admin)
    assert traces.count() == 2
    assert not any(ana.email in trace.detail or "ana" in trace.detail for trace in traces)


def test_a_sensitive_page_asks_again_who_is_there_after_a_while(
    client: Client, admin: User, make_user: Callable[..., User]
) -> None:
    session = client.session
    session["confirmed_at"] = 0
    session.save()
    for path in ("nueva/", f"{admin.pk}/", f"{admin.pk}/baja/"):
        response = client.post(PEOPLE + path)
        assert response.status_code == 302
        assert response["Location"].startswith("/trabajo/cuenta/confirmar/?next=")
