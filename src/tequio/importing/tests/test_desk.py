"""The staff pages, as the technical secretary walks through them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tequio.accounts.models import User
from tequio.accounts.roles import ROLES, Permission, Role
from tequio.core.models import Town
from tequio.importing.models import Import, RowState, State
from tequio.importing.running import run_check, run_import
from tequio.importing.tests.conftest import checked, make_book, public_records
from tequio.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, town: Town, secretary: User) -> Client:
    client.force_login(secretary)
    return client


def page(desk: Client, job: Import) -> str:
    return desk.get(job.get_absolute_url()).content.decode()


def test_from_the_file_to_the_published_records(desk: Client, foundation):
    upload = SimpleUploadedFile("../pasado.xlsx", make_book(**foundation))
    answer = desk.post(reverse("importing:new"), {"file": upload})
    job = Import.objects.get()
    assert answer.url == job.get_absolute_url()
    assert "Revisamos el archivo" in page(desk, job)
    run_check(job)
    assert "Confirmar 10 filas" in page(desk, job)
    assert Entry.objects.count() == 0
    desk.post(job.get_absolute_url())
    run_import(Import.objects.get())
    assert "Terminó la importación" in page(desk, job)
    assert ("meetings.agreement", "CGA-2023-ORD-01-01") in public_records()


def test_the_page_says_the_reason_of_each_cell(desk: Client, secretary: User, foundation):
    foundation["Acuerdos"][0]["Fecha límite"] = "pronto"
    foundation["Acuerdos"][0]["Responsable"] = "Tesoreria Munisipal"
    job = checked(make_book(**foundation), secretary)
    html = page(desk, job)
    assert "Acuerdos!F2" in html
    assert "“pronto” no es una fecha. Escríbela como 14/04/2026." in html
    assert "¿Quisiste decir “Tesorería Municipal”?" in html
    assert "Confirmar 9 filas" in html


def test_only_one_role_may_import(town: Town):
    assert {role for role in Role if Permission.IMPORT_RUN in ROLES[role].permissions} == {Role.SECRETARIAT}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARIAT])
def test_nobody_else_sees_the_pages(client: Client, town: Town, secretary: User, make_user, role, foundation):
    job = checked(make_book(**foundation), secretary)
    client.force_login(make_user(role))
    for name in ("desk", "new", "template", "filled"):
        assert client.get(reverse(f"importing:{name}")).status_code == 403
    for name in ("import", "report", "resume", "discard"):
        assert client.get(reverse(f"importing:{name}", args=[job.key])).status_code == 403


def test_a_confirmed_file_is_not_confirmed_again(desk: Client, secretary: User, foundation):
    job = checked(make_book(**foundation), secretary)
    assert desk.post(job.get_absolute_url()).status_code == 302
    again = desk.post(job.get_absolute_url(), follow=True)
    assert "Este archivo ya se confirmó o se descartó." in again.content.decode()


def test_a_discarded_file_leaves_nothing(desk: Client, secretary: User, foundation):
    job = checked(make_book(**foundation), secretary)
    desk.post(reverse("importing:discard", args=[job.key]))
    job.refresh_from_db()
    assert (job.state, bytes(job.content), job.rows.count()) == (State.DISCARDED, b"", 0)


def test_a_page_of_rows_costs_the_same_whatever_their_number(
    desk: Client, secretary: User, foundation, django_assert_max_num_queries
):
    many = [dict(foundation["Organizaciones"][1], Nombre=f"Oficina {number}") for number in range(60)]
    job = checked(make_book(Organizaciones=[foundation["Organizaciones"][0], *many]), secretary)
    assert job.counts()[RowState.NEW] == 61
    with django_assert_max_num_queries(16):
        page(desk, job)
