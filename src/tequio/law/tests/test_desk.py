"""The staff's pages: forms run actions, rules speak beside their field, and only who may enters."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.law.models import Norm, Term, WorkCalendar
from tequio.law.rules import Confidence
from tequio.law.tests.makers import a_calendar, a_day, a_draft, a_norm, a_term, an_article
from tequio.register.models import Entry, File

DESK = "/trabajo/marco-legal/"
NORM = {
    "name": "Reglamento de Prueba",
    "slug": "reglamento",
    "level": "municipal",
    "issuer": "Cabildo",
    "text_status": "read",
    "summary": "Ordena las pruebas.",
}
VERSION = {"amount": "15", "unit": "business_days", "starts": "next_day", "moves_if_non_working": "on"}
DAYS = {
    "days": "2/4/2026 al 3/4/2026: Semana Santa\n20/11/2026: Acuerdo",
    "kind": "order",
    "order_title": "Acuerdo de días inhábiles",
    "order_number": "12/2026",
    "order_on": "2026-01-15",
}


@pytest.fixture
def staff_client(client: Client, town: Town, make_user: Callable[..., User]) -> Client:
    client.force_login(make_user(Role.TRANSPARENCY_UNIT, username="unidad"))
    return client


def test_norm_goes_from_draft_to_published_at_the_desk(staff_client: Client) -> None:
    assert staff_client.post(DESK + "normas/nueva/", NORM).status_code == 302
    assert not Entry.objects.exists()
    page = staff_client.get(DESK + "normas/reglamento/").content.decode()
    assert "Publicar la norma" in page
    assert "Ordena las pruebas." in staff_client.get(DESK + "normas/reglamento/publicar/").content.decode()
    response = staff_client.post(DESK + "normas/reglamento/publicar/")
    assert response["Location"] == Norm.objects.get().get_absolute_url()
    assert Entry.objects.get().kind == "law.norm.published"


def test_norm_that_cannot_be_published_yet_says_why(staff_client: Client) -> None:
    staff_client.post(DESK + "normas/nueva/", {**NORM, "summary": ""})
    response = staff_client.post(DESK + "normas/reglamento/publicar/")
    assert response.status_code == 422
    assert "Escribe primero el resumen" in response.content.decode()


def test_new_norm_with_a_reserved_address_is_refused_beside_its_field(staff_client: Client) -> None:
    response = staff_client.post(DESK + "normas/nueva/", {**NORM, "slug": "plazos"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Esa clave ya la usa otra página" in text
    assert 'value="Reglamento de Prueba"' in text


def test_edit_at_the_desk_that_ends_a_norm_abrogates_it(staff_client: Client, secretary: User) -> None:
    a_norm(secretary, "reglamento")
    staff_client.post(DESK + "normas/reglamento/", {**NORM, "in_force_until": "2026-06-30"})
    assert Entry.objects.latest("index").kind == "law.norm.abrogated"
    assert Norm.objects.get().slug == "reglamento"


def test_articles_are_added_and_corrected_at_the_desk(staff_client: Client, secretary: User) -> None:
    norm = a_norm(secretary)
    url = f"{DESK}normas/{norm.slug}/articulos/"
    staff_client.post(url + "nuevo/", {"article": "134", "summary": "Fija el plazo."})
    provision = norm.provisions.get()
    staff_client.post(f"{url}{provision.pk}/", {"article": "134", "summary": "Fija veinte días."})
    assert norm.provisions.get().summary == "Fija veinte días."
    repeated = staff_client.post(url + "nuevo/", {"article": "134", "summary": "Otra vez."})
    assert "Ese artículo ya está en la lista" in repeated.content.decode()


def test_term_is_published_changed_and_confirmed_at_the_desk(staff_client: Client, secretary: User) -> None:
    basis = an_article(secretary)
    answer = {
        **VERSION, "basis": basis.pk, "valid_from": "2025-03-21", "key": "prueba.respuesta", "name": "Respuesta",
        "explanation": "Para responder.", "group": "requests",
    }  # fmt: skip
    assert staff_client.post(DESK + "plazos/nuevo/", answer).status_code == 302
    url = DESK + "plazos/prueba.respuesta/"
    change = {**VERSION, "amount": "10", "basis": basis.pk, "valid_from": "2026-02-01", "note": ""}
    assert staff_client.post(url + "version/", change).status_code == 302
    assert staff_client.post(url + "confirmar/", {"note": "Oficio 8/2026"}).status_code == 302
    term = Term.objects.get()
    assert [version.amount for version in term.versions.order_by("valid_from")] == [15, 10]
    assert term.versions.get(amount=10).confidence == Confidence.CONFIRMED
    edited = {"name": "Otra", "explanation": "Para responder.", "group": "requests", "extension": ""}
    assert staff_client.post(url, edited).status_code == 302
    assert Term.objects.get().name == "Otra"


def test_term_version_in_the_past_is_refused_beside_its_field(staff_client: Client, secretary: User) -> None:
    term = a_term(secretary)
    change = {**VERSION, "basis": term.versions.get().basis_id, "valid_from": "2024-01-01"}
    response = staff_client.post(f"{DESK}plazos/{term.key}/version/", change)
    assert response.status_code == 422
    assert "debe empezar después del 21/03/2025" in response.content.decode()


def test_days_of_an_order_are_added_with_their_file(staff_client: Client, secretary: User) -> None:
    a_calendar(secretary)
    upload = SimpleUploadedFile("acuerdo.txt", b"Se acuerda")
    response = staff_client.post(DESK + "calendarios/prueba/agregar/", {**DAYS, "file": upload})
    assert response.status_code == 302
    calendar = WorkCalendar.objects.get()
    assert calendar.version == 2
    assert not calendar.rule().is_working(date(2026, 4, 3))
    assert File.objects.get().published_in is not None


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("mañana", "Línea 1: escríbela así"),
        ("2/4/2026: Bien\n31/2/2026: Mal", "Línea 2: la fecha 31/2/2026 no existe"),
        ("3/4/2026 al 2/4/2026: Al revés", "Línea 1: el último día va después del primero"),
        ("2/4/2027: Otro año", "queda fuera de las fechas del calendario"),
    ],
)
def test_days_written_wrong_are_explained_and_kept(
    staff_client: Client, secretary: User, lines: str, message: str
) -> None:
    a_calendar(secretary)
    response = staff_client.post(DESK + "calendarios/prueba/agregar/", {**DAYS, "days": lines})
    text = response.content.decode()
    assert response.status_code == 422
    assert message in text
    assert lines.splitlines()[-1] in text
    assert WorkCalendar.objects.get().version == 1


def test_rest_days_of_the_law_are_proposed_and_confirmed_one_by_one(
    staff_client: Client, secretary: User
) -> None:
    an_article(secretary, a_norm(secretary, "lft"), "74")
    a_calendar(secretary, a_day(date(2026, 1, 1)))
    url = DESK + "calendarios/prueba/descansos/2026/"
    text = staff_client.get(url).content.decode()
    assert "lunes 16 de noviembre de 2026" in text
    assert "2026-01-01" not in text
    staff_client.post(url, {"days": ["2026-11-16", "2026-12-25"]})
    calendar = WorkCalendar.objects.get()
    assert not calendar.rule().is_working(date(2026, 12, 25))
    assert calendar.rule().is_working(date(2026, 9, 16))
    staff_client.post(url, {"days": [f"2026-{day}" for day in ("02-02", "03-16", "05-01", "09-16")]})
    assert "ya tiene todos los descansos" in staff_client.get(url, follow=True).content.decode()
    assert {str(day.basis) for day in calendar.days.filter(added_in=2)} == {"LP, art. 74"}


def test_rest_days_without_the_law_that_sets_them_are_refused(staff_client: Client, secretary: User) -> None:
    a_calendar(secretary)
    response = staff_client.post(DESK + "calendarios/prueba/descansos/2026/", {"days": ["2026-11-16"]})
    assert "Registra primero la Ley Federal del Trabajo" in response.content.decode()
    assert staff_client.get(DESK + "calendarios/prueba/descansos/2030/").status_code == 404


def test_calendar_is_made_noted_extended_confirmed_and_cut_at_the_desk(staff_client: Client) -> None:
    made = {
        "name": "Calendario", "slug": "prueba", "authority": "Ayuntamiento", "covers_from": "2026-01-01",
        "covers_to": "2026-12-31", "weekly_rest": ["5", "6"], "is_main": "on", "notes": "",
    }  # fmt: skip
    url = DESK + "calendarios/prueba/"
    for path, data in (
        (DESK + "calendarios/nuevo/", made),
        (url, {"name": "Calendario 2026", "notes": "Revisado."}),
        (url + "agregar/", DAYS),
        (url + "ampliar/", {"covers_to": "2027-12-31"}),
        (url + "confirmar/", {"note": "Oficio 3/2026"}),
    ):
        assert staff_client.post(path, data).status_code == 302, path
    calendar = WorkCalendar.objects.get()
    day = calendar.days.first()
    assert staff_client.post(f"{url}dias/{day.pk}/retirar/", {"reason": "Se revocó"}).status_code == 302
    calendar.refresh_from_db()
    assert (calendar.version, calendar.name, calendar.covers_to.year) == (6, "Calendario 2026", 2027)
    assert "Semana Santa" not in staff_client.get(url).content.decode()


def test_desk_lists_find_drafts_by_name(staff_client: Client, secretary: User) -> None:
    a_draft(secretary)
    assert "Ley de Prueba" in staff_client.get(DESK, {"q": "prueba"}).content.decode()
    assert "Nada coincide" in staff_client.get(DESK, {"q": "zapoteca"}).content.decode()


PAGES = ["desk", "norm_new", "terms_desk", "term_new", "calendars_desk", "calendar_new"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [*Role, None])
def test_desk_page_opens_only_for_who_may_edit_the_law(
    client: Client, town: Town, make_user: Callable[..., User], name: str, role: Role | None
) -> None:
    url = reverse(f"law:{name}")
    assert client.get(url).status_code == 302
    client.force_login(make_user(role, username="persona") if role else make_user())
    allowed = role in {Role.SECRETARIAT, Role.TRANSPARENCY_UNIT}
    assert client.get(url).status_code == (200 if allowed else 403)


def test_desk_list_costs_the_same_queries_however_long_it_is(staff_client: Client, secretary: User) -> None:
    def queries() -> int:
        staff_client.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            staff_client.get(DESK)
        return len(asked)

    a_draft(secretary)
    few = queries()
    for number in range(12):
        a_draft(secretary, f"norma-{number}")
    assert queries() == few
