"""The staff's desk: what each role sees, and the administration of the town."""

from collections.abc import Callable

import pytest
from django.test import Client

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.ledger.cosignature import CosignatureSigner
from tequio.ledger.keys import Signer
from tequio.register.models import Witness
from tequio.workdesk.sections import SECTIONS, sections_for
from tequio.workdesk.setup import steps_left

PAGES = {
    "/trabajo/": set(Role),
    "/trabajo/sistema/municipio/": {Role.SECRETARIAT, Role.ADMINISTRATOR},
    "/trabajo/sistema/personas/": {Role.ADMINISTRATOR},
    "/trabajo/sistema/personas/nueva/": {Role.ADMINISTRATOR},
    "/trabajo/sistema/registro/": {Role.ADMINISTRATOR},
    "/trabajo/sistema/accesos/": {Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR},
    "/trabajo/sistema/cambios/": {Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", list(PAGES))
def test_each_page_opens_to_its_roles_and_to_nobody_else(
    client: Client, town: Town, make_user: Callable[..., User], path: str, role: Role
) -> None:
    client.force_login(make_user(role))
    assert client.get(path).status_code == (200 if role in PAGES[path] else 403)


@pytest.mark.parametrize("path", list(PAGES))
def test_strangers_are_sent_to_sign_in(client: Client, town: Town, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/trabajo/entrar/")


def test_every_section_of_the_menu_leads_somewhere(client: Client, town: Town, secretary: User) -> None:
    client.force_login(secretary)
    for section in sections_for(secretary):
        assert client.get(section.url).status_code == 200, section.url_name


def test_every_section_belongs_to_some_role(make_user: Callable[..., User]) -> None:
    seen = {section.url_name for role in Role for section in sections_for(make_user(role))}
    assert seen == {section.url_name for section in SECTIONS}


def test_somebody_without_a_role_is_told_whom_to_ask(
    client: Client, town: Town, make_user: Callable[..., User]
) -> None:
    client.force_login(make_user(username="nueva"))
    assert "todavía no tiene una función asignada" in client.get("/trabajo/").content.decode()


@pytest.fixture
def admin(client: Client, town: Town, make_user: Callable[..., User]) -> User:
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_last_administrator_cannot_lose_the_role(client: Client, admin: User) -> None:
    assignment = RoleAssignment.objects.get(user=admin)
    response = client.post(f"/trabajo/sistema/funciones/{assignment.pk}/quitar/")
    assert response.status_code == 422
    assert "Es la única persona que administra el sistema" in response.content.decode()
    assert User.objects.get(pk=admin.pk).permissions


def test_witness_is_recognised_by_its_key_and_a_damaged_key_is_refused(client: Client, admin: User) -> None:
    key = CosignatureSigner.from_text(Signer.generate("universidad.example").to_text()).vkey
    client.post("/trabajo/sistema/registro/", {"name": "Universidad", "vkey": key})
    assert Witness.objects.get().name == "Universidad"
    response = client.post("/trabajo/sistema/registro/", {"name": "Otra", "vkey": key[:-3]})
    assert "La llave no es válida" in response.content.decode()


def test_contact_data_appears_on_the_public_site(client: Client, town: Town, admin: User) -> None:
    fields = {
        name: getattr(town, name)
        for name in ("name", "full_name", "state", "commission_name", "commission_short")
    }
    client.post("/trabajo/sistema/municipio/", {**fields, "phone": "222 000 0000", "address": "Plaza 1"})
    client.logout()
    assert "222 000 0000" in client.get("/verifica/").content.decode()


def test_checklist_of_an_empty_town_shows_each_person_only_their_own_steps(
    town: Town, make_user: Callable[..., User]
) -> None:
    admin = {step.url_name for step in steps_left(make_user(Role.ADMINISTRATOR))}
    assert admin == {"workdesk:town", "workdesk:people", "workdesk:register"}
    secretary = {step.url_name for step in steps_left(make_user(Role.SECRETARIAT))}
    assert secretary == {
        "workdesk:town",
        "bodies:organization_desk",
        "bodies:desk",
        "law:desk",
        "meetings:desk",
    }


def test_checklist_forgets_what_is_done(town: Town, secretary: User) -> None:
    Town.objects.update(phone="222 000 0000", address="Plaza 1")
    assert "workdesk:town" not in {step.url_name for step in steps_left(secretary)}
