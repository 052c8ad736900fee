"""The public calculator: right dates, errors beside their fields, addresses that stay true."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.models import Town
from tequio.law import actions
from tequio.law.models import WorkCalendar
from tequio.law.tests.makers import a_calendar, a_day

URL = "/comision/marco-legal/calculadora/"
ANSWER = {"desde": "2026-11-03", "plazo": "request.answer"}


@pytest.fixture
def asked(client: Client, few_laws: None) -> Callable[..., str]:
    def ask(status: int = 200, **question: str) -> str:
        response = client.get(URL, question)
        assert response.status_code == status
        return unescape(response.content.decode())

    return ask


def test_calculator_opens_with_an_empty_form(asked: Callable[..., str]) -> None:
    text = asked()
    assert "Calcular" in text
    assert "error-summary" not in text


def test_calculator_answers_the_worked_request(asked: Callable[..., str]) -> None:
    text = asked(**ANSWER)
    assert "miércoles 2 de diciembre de 2026" in text
    assert "LGTAIP, art. 134" in text
    assert "En conmemoración del 20 de noviembre" in text
    assert "Último día" in text


def test_calculator_adds_the_extension_and_says_until_when_it_may_be_notified(
    asked: Callable[..., str],
) -> None:
    text = asked(**ANSWER, prorroga="on")
    assert "miércoles 16 de diciembre de 2026" in text
    assert "Aviso de la prórroga" in text
    assert "2 de diciembre de 2026" in text


def test_calculator_restarts_after_a_clarification(asked: Callable[..., str]) -> None:
    text = asked(**ANSWER, aclaracion="2026-11-09", respuesta="2026-11-12")
    assert "viernes 11 de diciembre de 2026" in text
    assert "Reloj detenido" in text
    assert "Contó antes de reiniciar" in text


def test_calculator_counts_a_term_of_ones_own(asked: Callable[..., str]) -> None:
    text = asked(desde="4/11/2026", plazo="otro", cantidad="10", unidad="calendar_days")
    assert "martes 17 de noviembre de 2026" in text
    assert "Se recorre a este día" in text


def test_calculator_counts_hours_from_the_hour_given(asked: Callable[..., str]) -> None:
    text = asked(desde="2026-11-03", plazo="otro", cantidad="24", unidad="hours", hora="09:30")
    assert "miércoles 4 de noviembre de 2026, 09:30 h" in text


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"desde": ""}, "desde", "Escribe la fecha."),
        ({"desde": "31/02/2026"}, "desde", "Escribe una fecha que exista"),
        ({"desde": "1999-12-31"}, "desde", "del año 2000 en adelante"),
        ({"desde": "2101-01-01"}, "desde", "anterior al año 2101"),
        ({"desde": "2025-03-20"}, "desde", "vale desde el 21/03/2025"),
        ({"plazo": ""}, "plazo", "Elige un plazo de la lista."),
        ({"plazo": "otro"}, "cantidad", "Escribe cuánto dura el plazo."),
        ({"plazo": "otro", "cantidad": "cinco"}, "cantidad", "Escribe un número entero"),
        ({"plazo": "otro", "cantidad": "0"}, "cantidad", "Escribe 1 o un número mayor"),
        ({"plazo": "otro", "cantidad": "401"}, "cantidad", "no mayor de 400"),
        ({"plazo": "otro", "cantidad": "5"}, "unidad", "Elige en qué se cuenta."),
        ({"plazo": "otro", "cantidad": "5", "unidad": "hours"}, "hora", "Escribe a qué hora empezó"),
        ({"plazo": "request.payment", "prorroga": "on"}, "prorroga", "no admite prórroga"),
        (
            {"plazo": "otro", "cantidad": "5", "unidad": "hours", "prorroga": "on"},
            "prorroga",
            "solo para plazos",
        ),
        ({"plazo": "request.payment", "aclaracion": "2026-11-05"}, "aclaracion", "no se reinicia"),
        ({"aclaracion": "2026-11-02"}, "aclaracion", "después de la fecha de inicio"),
        ({"aclaracion": "2026-11-05"}, "respuesta", "Escribe cuándo contestaste."),
        ({"respuesta": "2026-11-05"}, "aclaracion", "Escribe cuándo te pidieron una aclaración."),
        ({"aclaracion": "2026-11-09", "respuesta": "2026-11-06"}, "respuesta", "Revisa la fecha."),
        ({"aclaracion": "2026-12-08", "respuesta": "2026-12-09"}, "aclaracion", "ya había vencido"),
    ],
)
def test_calculator_explains_the_error_beside_its_field_and_keeps_what_was_typed(
    asked: Callable[..., str], changes: dict[str, str], field: str, message: str
) -> None:
    question = ANSWER | changes
    text = asked(status=422, **question)
    beside = re.search(rf'id="id_{field}_error">(.*?)</p>', text, re.DOTALL)
    assert beside, f"no error beside {field}"
    assert message in beside[1]
    assert f'href="#id_{field}"' in text
    for value in question.values():
        assert value in ("", "on") or f'value="{value}"' in text


def test_shared_address_gives_the_same_date_after_the_calendar_changes(
    asked: Callable[..., str], client: Client, secretary: User
) -> None:
    text = asked(**ANSWER, unidad="hours")
    address = re.search(r'<a href="http://localhost:8000(/[^"]+version=1)"', text)
    assert address
    assert "unidad" not in address[1]
    assert (
        f"https://wa.me/?text=Calcular%20un%20plazo%20{quote(f'http://localhost:8000{address[1]}', safe='')}"
        in text
    )
    actions.add_days_off(calendar=WorkCalendar.objects.get(), days=[a_day(date(2026, 11, 20))], by=secretary)
    assert "jueves 3 de diciembre de 2026" in asked(**ANSWER)
    shared = unescape(client.get(address[1]).content.decode())
    assert "miércoles 2 de diciembre de 2026" in shared
    assert "El calendario cambió" in shared
    assert "jueves 3 de diciembre de 2026" in shared


def test_calculator_warns_outside_the_calendar_and_on_a_day_off(asked: Callable[..., str]) -> None:
    assert "El calendario no cubre todas estas fechas" in asked(desde="2027-12-20", plazo="request.answer")
    assert "La fecha de inicio es inhábil" in asked(desde="2026-11-14", plazo="request.answer")


def test_calculator_says_how_much_is_left_on_the_towns_date(asked: Callable[..., str]) -> None:
    for day, words in ((1, "Falta 1 día hábil"), (2, "Vence hoy."), (3, "El plazo ya terminó.")):
        with clock.at(datetime(2026, 12, day, 18, tzinfo=UTC)):
            assert words in asked(**ANSWER)


def test_calculator_lets_choose_among_calendars(asked: Callable[..., str], secretary: User) -> None:
    assert 'name="calendario"' not in asked()
    a_calendar(secretary, a_day(date(2026, 11, 20)), slug="estado", is_main=False)
    assert 'name="calendario"' in asked()
    assert "jueves 3 de diciembre de 2026" not in asked(**ANSWER, calendario="municipio")
    assert "miércoles 2 de diciembre de 2026" in asked(**ANSWER)
    estado = asked(desde="2026-11-19", plazo="request.incompetence", calendario="estado")
    assert "miércoles 25 de noviembre de 2026" in estado


def test_calculator_without_a_calendar_says_so(client: Client, town: Town) -> None:
    assert "no se puede calcular un plazo" in client.get(URL).content.decode()
