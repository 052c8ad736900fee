"""The secretary's Monday: what waits is on the first page, and nothing written is lost, with script and without."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tequio.accounts.models import User
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_secretary import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MONDAY = datetime(2026, 5, 11, 9, 0, tzinfo=ZoneInfo("America/Mexico_City"))
NEW = "/trabajo/sesiones/nueva/"


@pytest.fixture
def monday(own_site: str) -> Iterator[str]:
    """Nine o'clock, the day before the next session of the example town."""
    secretary = User.objects.get(username="secretaria")
    secretary.set_password(PASSWORD)
    secretary.save()
    with time_machine.travel(MONDAY):
        yield own_site


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_secretary_s_monday(somebody: Callable[..., Page], monday: str, width: int, script: bool) -> None:
    page = somebody(width=width, script=script)
    sign_in(page, monday)
    for column in ("Vence", "Te toca", "Esperas a otros"):
        expect(page.get_by_role("heading", name=column)).to_be_visible()
    expect(page.locator("#sesion")).to_contain_text("Sesión Ordinaria 2026")
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    remind(page)
    half_a_form_waits(page, monday)
    a_point_comes_back(page)


def remind(page: Page) -> None:
    """Ask an office for what it owes: its address the first time."""
    page.get_by_role("link", name="Recordar").first.click()
    page.get_by_label("Correo de quien debe actuar").fill("oficina@ejemplo.mx")
    page.get_by_role("button", name="Enviar el recordatorio").click()
    expect(page.get_by_role("status")).to_contain_text("Se envió el recordatorio.")
    expect(page.get_by_text("Último recordatorio:").first).to_be_visible()


def half_a_form_waits(page: Page, site: str) -> None:
    """Leave a new session half written; it is in "Te toca", as it was."""
    page.goto(site + NEW)
    page.get_by_label("Lugar").fill("Biblioteca")
    page.get_by_role("button", name="Guardar y seguir después").click()
    page.get_by_role("link", name="Seguir con: Nueva sesión").click()
    expect(page.get_by_label("Lugar")).to_have_value("Biblioteca")
    page.locator("[name=starts_at_0]").fill("2026-06-23")
    page.locator("[name=starts_at_1]").fill("10:00")
    page.locator("[name=modality][value=in_person]").check()
    page.get_by_role("button", name="Crear el borrador").click()
    expect(page.get_by_role("status")).to_contain_text("Se creó el borrador")


def a_point_comes_back(page: Page) -> None:
    """Take a point off the agenda, undo it, and see the draft as it will be published."""
    page.get_by_role("link", name="Cambiar el orden del día").click()
    first = page.locator("ol.points > li h3").first
    title = first.text_content() or ""
    page.get_by_role("link", name="Quitar", exact=True).first.click()
    page.get_by_role("button", name="Quitar el punto").click()
    expect(page.locator("ol.points > li h3").first).not_to_have_text(title)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator("ol.points > li h3").first).to_have_text(title)
    page.get_by_role("link", name="Volver a la sesión").click()
    page.get_by_role("link", name="Ver como se publicará").click()
    page.get_by_role("link", name="Verla en teléfono").click()
    framed = page.frame_locator("iframe.phone")
    expect(framed.get_by_role("heading", level=1)).to_contain_text("Sesión")
    expect(framed.locator("main")).to_contain_text(title)
