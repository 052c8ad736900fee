"""The desk's pages in Chromium: usable by everybody, on a telephone too, and helpful when something is missing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tests.browser.conftest import DESK, PHONE
from tests.browser.faults import SMALL, VARIABLE_RULES, serious

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "una clave de prueba"
PAGES = [
    "/trabajo/",
    "/trabajo/sesiones/",
    "/trabajo/sesiones/nueva/",
    "/trabajo/sesiones/documentar/",
    "/trabajo/sesiones/2026/ordinaria-03/",
    "/trabajo/sesiones/2026/ordinaria-02/votaciones/1/corregir/",
    "/trabajo/sesiones/2026/extraordinaria-01/orden-del-dia/",
    "/trabajo/acuerdos/CGA-2026-ORD-02-01/",
    "/trabajo/compromisos/",
    "/trabajo/compromisos/nuevo/",
    "/trabajo/compromisos/C-BORRADOR/",
    "/trabajo/comision/",
    "/trabajo/dependencias/nueva/",
    "/trabajo/lugares/nuevo/",
    "/trabajo/marco-legal/plazos/request.extension/",
    "/trabajo/marco-legal/calendarios/municipio/",
    "/trabajo/traducciones/",
    "/trabajo/sistema/municipio/",
    "/trabajo/sistema/personas/",
    "/trabajo/sistema/personas/nueva/",
    "/trabajo/sistema/personas/1/",
    "/trabajo/cuenta/",
    "/trabajo/cuenta/segundo-paso/",
    "/trabajo/cuenta/segundo-paso/aplicacion/",
    "/trabajo/sistema/registro/",
    "/trabajo/sistema/accesos/",
    "/trabajo/sistema/cambios/",
]


@pytest.fixture(scope="module")
def staffed_site(example: Path, example_site: str) -> str:
    """The example town with somebody who holds every role."""
    user = User.objects.create_user("todo", email="todo@prueba.example", password=PASSWORD)
    for role in Role:
        RoleAssignment.objects.create(user=user, role=role, since_on=date(2020, 1, 1))
    return example_site


@pytest.fixture
def desk(somebody: Callable[..., Page], staffed_site: str) -> Page:
    """A browser where they have signed in."""
    page = somebody(width=DESK, script=True)
    page.goto(staffed_site + "/trabajo/entrar/")
    page.get_by_label("Nombre de usuario").fill("todo")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    return page


def test_everybody_can_use_the_desk(desk: Page, staffed_site: str) -> None:
    wrong = {}
    for address in PAGES:
        answer = desk.goto(staffed_site + address)
        assert answer is not None
        assert answer.status == 200, address
        problems: list[object] = []
        for width, theme, options in ((DESK, "light", None), (PHONE, "dark", VARIABLE_RULES)):
            desk.set_viewport_size({"width": width, "height": 800})
            desk.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
            problems += serious(desk, options)
        problems += desk.evaluate(SMALL)
        if (width := desk.evaluate("document.documentElement.scrollWidth")) > PHONE:
            problems.append(f"{width} px wide on a telephone")
        if problems:
            wrong[address] = problems
    assert wrong == {}


def test_a_refused_form_takes_the_focus_to_what_is_missing_and_keeps_the_rest(
    desk: Page, staffed_site: str
) -> None:
    desk.goto(staffed_site + "/trabajo/sesiones/nueva/")
    desk.get_by_label("Lugar").fill("Biblioteca del barrio")
    desk.get_by_role("button", name="Crear el borrador").click()
    summary = desk.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Hay un problema")
    expect(desk.get_by_label("Lugar")).to_have_value("Biblioteca del barrio")
    summary.get_by_role("link").first.click()
    expect(desk.get_by_label("Día").first).to_be_focused()
