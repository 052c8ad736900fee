"""What a reader sees: who sat at the table on any date, Dependencias and places; and never a draft."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tequio.bodies import actions
from tequio.bodies.rules import AppointmentKind
from tequio.bodies.tests.world import INSTALLED_ON, World, alternate, make_draft, make_organization

pytestmark = pytest.mark.usefixtures("clock")  # 14 April 2026


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def queries(client: Client, path: str) -> int:
    """How many queries the page asks, once whatever the site remembers between pages is there."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        text(client, path)
    return len(asked)


@pytest.fixture
def history(world: World) -> World:
    """The presidency passed on; the treasurer's name is not documented; an alternate stands in for some weeks."""
    actions.end_appointment(appointment=world.president, until_on=date(2023, 3, 31), by=world.by)
    heir = actions.register_person(name="Ofelia Xicale", by=world.by)
    actions.appoint(
        seat=world.presidency, person=heir, since_on=date(2023, 4, 1), instrument="Acta 7", by=world.by
    )
    actions.appoint(seat=world.treasurer, since_on=INSTALLED_ON, by=world.by)
    alternate(world, world.treasurer, "Celia Tecuapetla", date(2023, 6, 1), until_on=date(2023, 6, 30))
    return world


# --- members --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "shown", "hidden"),
    [
        ("2022-04-11", ["Edelmira Cuautle", "Nombre no documentado"], ["Ofelia Xicale", "Celia Tecuapetla"]),
        ("2023-03-31", ["Edelmira Cuautle"], ["Ofelia Xicale"]),
        ("2023-04-01", ["Ofelia Xicale", "Acta 7"], ["Edelmira Cuautle", "Celia Tecuapetla"]),
        ("2023-06-30", ["Ofelia Xicale", "Celia Tecuapetla", "Oficio TM/012/2022"], ["Edelmira Cuautle"]),
        ("2023-07-01", ["Ofelia Xicale", "Sin acreditar"], ["Celia Tecuapetla"]),
        ("2022-04-10", ["no consta una integración"], ["Edelmira Cuautle", "Tesorera Municipal"]),
    ],
)
def test_members_on_a_past_date(
    history: World, client: Client, on: str, shown: list[str], hidden: list[str]
) -> None:
    page = text(client, f"/comision/integrantes/?fecha={on}")
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []


def test_members_are_todays_when_no_date_is_asked(history: World, client: Client) -> None:
    page = text(client, "/comision/integrantes/")
    assert "martes 14 de abril de 2026" in page
    assert "Ofelia Xicale" in page
    assert "Edelmira" not in page


def test_members_say_so_when_the_date_is_not_a_date(history: World, client: Client) -> None:
    page = text(client, "/comision/integrantes/?fecha=ayer", status=422)
    assert "field-error" in page
    assert "Ofelia Xicale" not in page


def test_members_page_explains_itself_before_there_is_a_commission(town, client: Client) -> None:
    assert "Todavía no se publica una instalación" in text(client, "/comision/integrantes/")


def test_members_cost_the_same_queries_however_many_they_are(history: World, client: Client) -> None:
    few = queries(client, "/comision/integrantes/?fecha=2023-06-15")
    for number in range(6):
        seat = actions.add_seat(
            integration=history.integration,
            post=history.guest.post,
            role="guest",
            has_vote=False,
            since_on=date(2023, 1, 1),
            by=history.by,
        )
        alternate(history, seat, f"Persona {number}", date(2023, 1, 1))
    assert queries(client, "/comision/integrantes/?fecha=2023-06-15") == few <= 15


def test_integration_that_ended_shows_its_last_day(history: World, client: Client) -> None:
    actions.end_integration(integration=history.integration, ended_on=date(2024, 10, 14), by=history.by)
    page = text(client, "/comision/integrantes/2021-2024/")
    assert "En su último día" in page
    assert "lunes 14 de octubre de 2024" in page
    assert "Ofelia Xicale" in page


def test_seat_page_tells_everybody_who_held_it(history: World, client: Client) -> None:
    page = text(client, history.presidency.get_absolute_url())
    assert page.index("Ofelia Xicale") < page.index("Edelmira Cuautle")
    assert "hasta el 31 de marzo de 2023" in page
    assert reverse("register:record", args=["bodies.seat", "2021-2024.presidente-municipal"]) in page


def test_seat_page_costs_the_same_queries_however_long_its_history(history: World, client: Client) -> None:
    short, long = (
        queries(client, seat.get_absolute_url()) for seat in (history.comptroller, history.presidency)
    )
    assert long == short <= 15


def test_an_erased_name_is_gone_from_every_page(history: World, client: Client) -> None:
    person = actions.erase_person(person=history.president.person, by=history.by)
    for path in ("/comision/integrantes/?fecha=2022-05-01", history.presidency.get_absolute_url()):
        page = text(client, path)
        assert "Edelmira" not in page
        assert "Nombre retirado a petición" in page
    assert "Edelmira" not in text(client, "/datos/popolo.json")
    assert person.slug not in text(client, "/datos/popolo.json")


# --- drafts ---------------------------------------------------------------------------------------------------


def test_drafts_answer_like_what_does_not_exist(history: World, client: Client) -> None:
    by = history.by
    organization = actions.create_organization(name="Secretaría en preparación", by=by)
    place = actions.create_place(name="Lugar en preparación", kind="other", by=by)
    event = actions.create_event(
        body=history.body, title="Hecho en preparación", occurred_on=INSTALLED_ON, by=by
    )
    body = actions.create_body(
        name="Comité en preparación", kind="committee", organization=history.town_hall, by=by
    )
    draft = make_draft(by, history.body, "2024–2027", date(2025, 4, 20))
    seat = actions.add_seat(
        integration=draft, post=history.presidency.post, role="presidency", has_vote=True, by=by
    )
    for row in (organization, place, event, body, draft, seat):
        assert client.get(row.get_absolute_url()).status_code == 404, row
    for path in (
        "/comision/dependencias/",
        "/municipio/lugares/",
        "/comision/integrantes/",
        "/datos/popolo.json",
    ):
        page = text(client, path)
        assert "en preparación" not in page
        assert "2024–2027" not in page


# --- organizations --------------------------------------------------------------------------------------------


def test_lists_keep_what_exists_apart_from_what_ended(history: World, client: Client) -> None:
    make_organization(history.by, "Universidad de Prueba", kind="university")
    heir = make_organization(history.by, "Secretaría de Finanzas")
    actions.dissolve_organization(
        organization=history.treasury, until_on=date(2024, 10, 14), successor=heir, by=history.by
    )
    today = text(client, "/comision/dependencias/")
    assert "Secretaría de Finanzas" in today
    assert "Tesorería Municipal" not in today
    assert "Universidad de Prueba" not in today
    assert "Universidad de Prueba" in text(client, "/comision/dependencias/?ver=otras")
    before = text(client, "/comision/dependencias/?ver=anteriores")
    assert "Tesorería Municipal" in before
    assert "Secretaría de Finanzas" in before


def test_organization_page_tells_its_names_and_its_seats(history: World, client: Client) -> None:
    actions.rename_organization(
        organization=history.treasury,
        name="Secretaría de Finanzas",
        changed_on=date(2024, 10, 15),
        by=history.by,
    )
    page = text(client, "/comision/dependencias/tesoreria-municipal/")
    assert "<h1>Secretaría de Finanzas</h1>" in page
    assert "Tesorería Municipal" in page
    assert "al 14 de octubre de 2024" in page
    assert "Hoy tiene 1 asiento" in page


def test_fifty_organizations_a_page_for_the_same_queries(history: World, client: Client) -> None:
    few = queries(client, "/comision/dependencias/")
    for number in range(55):
        make_organization(history.by, f"Dirección {number:02}", parent=history.town_hall)
    assert queries(client, "/comision/dependencias/") == few <= 15
    page = text(client, "/comision/dependencias/")
    assert "Página 1 de 2" in page
    assert "Dirección 54" not in page


# --- milestones and bodies ------------------------------------------------------------------------------------


def test_milestone_without_an_exact_day_says_what_is_known(history: World, client: Client) -> None:
    event = actions.create_event(
        body=history.body,
        title="Segunda instalación",
        occurred_note="abril de 2025; día exacto no documentado",
        documented_on=date(2025, 4, 20),
        text="Se instaló otra vez.",
        by=history.by,
    )
    actions.publish_event(event=event, by=history.by)
    page = text(client, event.get_absolute_url())
    assert "abril de 2025; día exacto no documentado" in page
    assert "domingo 20 de abril de 2025" in page


def test_another_body_has_its_own_page_and_the_commission_the_section(history: World, client: Client) -> None:
    committee = actions.create_body(
        name="Comité de Prueba",
        kind="committee",
        organization=history.town_hall,
        objective="Probar.",
        by=history.by,
    )
    actions.publish_body(body=committee, by=history.by)
    assert "Probar." in text(client, "/comision/organos/comite-de-prueba/")
    assert client.get(history.body.get_absolute_url()).headers["Location"] == "/comision/"


# --- places ---------------------------------------------------------------------------------------------------


def test_places_are_a_list_and_a_map_that_admits_it_is_a_sketch(history: World, client: Client) -> None:
    for name, kind, x, y in [("Centro", "cabecera", 400, 300), ("Tonantzintla", "junta_auxiliar", 700, 600)]:
        actions.publish_place(
            place=actions.create_place(name=name, kind=kind, x=x, y=y, by=history.by), by=history.by
        )
    page = text(client, "/municipio/lugares/")
    assert page.count('href="/municipio/lugares/tonantzintla/"') == 2
    assert "Esquema; no está a escala" in page
    assert 'cx="700" cy="600"' in page
    assert "place-here" in text(client, "/municipio/lugares/tonantzintla/")


def test_a_place_without_a_spot_is_on_the_list_only(history: World, client: Client) -> None:
    place = actions.create_place(name="Sin sitio", kind="other", by=history.by)
    actions.publish_place(place=place, by=history.by)
    assert text(client, "/municipio/lugares/").count(place.get_absolute_url()) == 1
    assert "<svg viewBox" not in text(client, place.get_absolute_url()).split("<main")[1].split("page-end")[0]


# --- languages and search -------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["/en", "/nah"])
def test_every_page_is_mirrored_under_each_language(history: World, client: Client, prefix: str) -> None:
    rows = (history.presidency, history.integration, history.treasury)
    with translation.override("es"):
        paths = [row.get_absolute_url() for row in rows]
    for path in paths:
        text(client, prefix + path)


@pytest.mark.parametrize("words", ["Comité Intersecretarial", "Intersecretaral"])
def test_the_commission_is_found_by_its_other_names(history: World, words: str) -> None:
    from tequio.search.models import IndexedDocument  # noqa: PLC0415 - only this test looks at the index

    found = IndexedDocument.objects.get(kind="bodies.body")
    assert words in found.text


def test_kind_of_appointment_is_said_in_spanish() -> None:
    assert str(AppointmentKind.ALTERNATE.label) == "Suplente"
