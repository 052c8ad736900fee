"""Public pages: what they show, what they hide, and how many queries they ask."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.models import Town
from tequio.law import actions
from tequio.law.models import Norm, WorkCalendar
from tequio.law.tests.makers import a_calendar, a_day, a_draft, a_norm, a_term, an_article

BASE = "/comision/marco-legal/"


def test_index_groups_norms_by_level_and_says_which_are_not_in_force(client: Client, few_laws: None) -> None:
    text = client.get(BASE).content.decode()
    assert text.index("Ley General de Archivos") < text.index("Ley Orgánica Municipal")
    assert text.index("Ley Federal del Trabajo") < text.index("Ya no están en vigor")
    assert text.index("Ya no están en vigor") < text.index("Acceso a la Información Pública de 2015")


def test_index_filters_by_level(client: Client, few_laws: None) -> None:
    text = client.get(BASE, {"nivel": "state"}).content.decode()
    assert "Ley Orgánica Municipal" in text
    assert "Ley General de Archivos" not in text
    assert client.get(BASE, {"nivel": "lunar"}).status_code == 200


def test_index_without_norms_says_what_goes_there(client: Client, town: Town) -> None:
    assert "No hay normas" in client.get(BASE).content.decode()


def test_norm_page_tells_articles_terms_and_source(client: Client, few_laws: None) -> None:
    text = client.get(BASE + "lgtaip/").content.decode()
    for words in (
        "En pocas palabras",
        "Qué significa para ti",
        "Artículo 134",
        "20 días hábiles",
        "20 de marzo de 2025",
    ):
        assert words in text
    assert 'href="https://www.diputados.gob.mx/LeyesBiblio/pdf/LGTAIP.pdf"' in text
    assert "/registro/law.norm/lgtaip/" in text
    assert 'id="articulo-134"' in text


def test_norm_whose_text_was_not_found_says_so(client: Client, few_laws: None) -> None:
    text = client.get(BASE + "ley-transparencia-puebla/").content.decode()
    assert "Falta revisar el texto" in text
    assert "No se encontró el texto publicado" in text


def test_draft_norm_answers_like_one_that_does_not_exist(client: Client, town: Town, secretary: User) -> None:
    a_draft(secretary)
    assert client.get(BASE + "ley-de-prueba/").status_code == 404
    assert client.get(BASE + "no-existe/").status_code == 404
    assert "Ley de Prueba" not in client.get(BASE).content.decode()


def test_terms_page_shows_length_basis_validity_and_state(client: Client, few_laws: None) -> None:
    text = client.get(BASE + "plazos/").content.decode()
    for words in (
        "Respuesta a una solicitud",
        "20 días hábiles",
        "LGTAIP, art. 134",
        "21 mar 2025",
        "Por confirmar",
    ):
        assert words in text
    assert "Recurso de revisión" not in client.get(BASE + "plazos/", {"tema": "publishing"}).content.decode()


def test_term_page_keeps_every_version(client: Client, town: Town, secretary: User) -> None:
    term = a_term(secretary)
    version = actions.NewVersion(15, term.versions.get().basis, date(2026, 2, 1))
    actions.set_term_version(term=term, version=version, by=secretary)
    text = client.get(term.get_absolute_url()).content.decode()
    assert "15 días hábiles" in text
    assert "20 días hábiles" in text
    assert "31 de enero de 2026" in text
    assert "/registro/law.term/prueba.respuesta/" in text


def test_term_page_links_what_extends_and_restarts_it(client: Client, few_laws: None) -> None:
    text = client.get(BASE + "plazos/request.answer/").content.decode()
    assert BASE + "plazos/request.extension/" in text
    assert BASE + "plazos/request.clarification/" in text


def test_calendar_page_cites_the_article_or_the_order_of_each_day(
    client: Client, few_laws: None, secretary: User
) -> None:
    calendar = WorkCalendar.objects.get()
    actions.add_days_off(calendar=calendar, days=[a_day(date(2026, 4, 2), date(2026, 4, 3))], by=secretary)
    text = client.get(BASE + "dias-inhabiles/municipio/2026/").content.decode()
    assert "LFT, art. 74" in text
    assert "Acuerdo de días inhábiles 2026" in text
    assert "jueves 2 de abril de 2026" in text
    assert "En 2026 hay 9 días inhábiles" in text
    assert "Versión 2" in text


def test_calendar_page_of_an_older_version_says_so(client: Client, few_laws: None, secretary: User) -> None:
    actions.add_days_off(calendar=WorkCalendar.objects.get(), days=[a_day(date(2026, 4, 2))], by=secretary)
    url = BASE + "dias-inhabiles/municipio/2026/"
    old = client.get(url, {"version": "1"}).content.decode()
    assert "Es una versión anterior" in old
    assert "En 2026 hay 7 días inhábiles" in old
    assert "Es una versión anterior" not in client.get(url, {"version": "99"}).content.decode()
    assert "Es una versión anterior" not in client.get(url, {"version": "x"}).content.decode()


def test_main_calendar_opens_on_the_present_year(client: Client, few_laws: None) -> None:
    with clock.at(datetime(2025, 6, 1, 12, tzinfo=UTC)):
        assert "Días inhábiles de 2025" in client.get(BASE + "dias-inhabiles/").content.decode()
    with clock.at(datetime(2031, 6, 1, 12, tzinfo=UTC)):
        assert "Días inhábiles de 2027" in client.get(BASE + "dias-inhabiles/").content.decode()


def test_main_calendar_before_there_is_one_says_so(client: Client, town: Town) -> None:
    assert "todavía no lo publica" in client.get(BASE + "dias-inhabiles/").content.decode()


@pytest.mark.parametrize("path", ["municipio/2023/", "otro/", "municipio/2026.pdf", "municipio/2023.ics"])
def test_calendar_that_does_not_exist_answers_404(client: Client, few_laws: None, path: str) -> None:
    assert client.get(BASE + "dias-inhabiles/" + path).status_code == 404


def test_month_grid_names_the_day_off_in_words(client: Client, few_laws: None) -> None:
    text = client.get(BASE + "dias-inhabiles/municipio/2026/").content.decode()
    assert text.count('class="month"') == 12
    assert '<span class="off">1<span class="hidden-text"> inhábil: Año Nuevo</span></span>' in text


def test_ics_has_one_all_day_event_for_each_run_of_days(client: Client, town: Town, secretary: User) -> None:
    calendar = a_calendar(secretary, a_day(date(2026, 4, 2), date(2026, 4, 3), "Días santos"))
    response = client.get(BASE + "dias-inhabiles/prueba/2026.ics")
    assert response["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 4, 2), date(2026, 4, 4))
    assert event["summary"] == "Inhábil: Días santos"
    assert event["uid"] == f"prueba-{calendar.days.get().pk}@localhost:8000"
    assert event["sequence"] == 1


def test_json_and_csv_tell_the_same_days_as_the_page(client: Client, few_laws: None) -> None:
    url = BASE + "dias-inhabiles/municipio/2026."
    data = json.loads(client.get(url + "json").content)
    assert (data["version"], data["weekly_rest"], data["confidence"]) == (1, [6, 7], "unconfirmed")
    assert [day["date"] for day in data["days"]] == [
        "2026-01-01", "2026-02-02", "2026-03-16", "2026-05-01", "2026-09-16", "2026-11-16", "2026-12-25",
    ]  # fmt: skip
    assert data["days"][0]["source_url"].startswith("http")
    lines = list(csv.reader(StringIO(client.get(url + "csv", follow=True).getvalue().decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [day["date"] for day in data["days"]]
    assert f"Quedan {data['working_days']} días hábiles" in client.get(url[:-1] + "/").content.decode()


def test_json_of_an_older_version_is_still_there(client: Client, town: Town, secretary: User) -> None:
    calendar = a_calendar(secretary)
    actions.add_days_off(calendar=calendar, days=[a_day(date(2026, 4, 2))], by=secretary)
    url = BASE + "dias-inhabiles/prueba/2026.json"
    assert len(json.loads(client.get(url).content)["days"]) == 1
    assert json.loads(client.get(url, {"version": 1}).content)["days"] == []


def test_csv_cell_is_never_a_formula(client: Client, town: Town, secretary: User) -> None:
    a_calendar(secretary, a_day(date(2026, 4, 2), reason="=1+1"))
    assert ",'=1+1," in client.get(BASE + "dias-inhabiles/prueba/2026/descarga.csv").getvalue().decode()


def queries(client: Client, path: str) -> int:
    """How many queries the page asks, once whatever the site remembers between pages is there."""
    client.get(BASE + path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(BASE + path).status_code == 200
    return len(asked)


def test_lists_cost_the_same_queries_however_long_they_are(
    client: Client, few_laws: None, secretary: User
) -> None:
    paths = [
        "",
        "plazos/",
        "lgtaip/",
        "dias-inhabiles/municipio/2026/",
        "calculadora/?desde=2026-11-03&plazo=p.1",
    ]
    lgtaip = Norm.objects.get(slug="lgtaip")
    a_term(secretary, "p.1", an_article(secretary, lgtaip, "P-1"))
    few = [queries(client, path) for path in paths]
    for number in range(2, 7):
        a_norm(secretary, f"norma-{number}")
        a_term(secretary, f"p.{number}", an_article(secretary, lgtaip, f"P-{number}"))
        days = [a_day(date(2026, 6, number))]
        actions.add_days_off(calendar=WorkCalendar.objects.get(), days=days, by=secretary)
    assert [queries(client, path) for path in paths] == few
    assert max(few) <= 15


def test_index_shows_fifty_norms_a_page(client: Client, town: Town, secretary: User) -> None:
    for number in range(51):
        a_norm(secretary, f"norma-{number}")
    text = client.get(BASE).content.decode()
    assert text.count('class="card"') == 50
    assert "Página 1 de 2" in text


def test_published_paths_are_the_pages_own(town: Town, secretary: User) -> None:
    term = a_term(secretary, basis=an_article(secretary))
    assert term.get_absolute_url() == BASE + "plazos/prueba.respuesta/"
    assert Norm.objects.get().get_absolute_url() == BASE + "ley-de-prueba/"
    assert a_calendar(secretary).get_absolute_url() == BASE + "dias-inhabiles/prueba/"
