"""The technical secretary holds a session at the desk; what is agreed is public, findable and provable at once."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tequio.accounts.models import User
from tests.browser.conftest import DESK

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SESSION_DAY = datetime(2026, 5, 12, 10, 1, tzinfo=ZoneInfo("America/Mexico_City"))
SESSION = "/comision/sesiones/2026/ordinaria-03/"
PASSWORD = "una clave de prueba"
MOTION = "Publicar cada mes el padrón de luminarias descompuestas."
TITLE = "Padrón de luminarias"


@pytest.fixture
def session_day(own_site: str) -> Iterator[str]:
    """The day and hour for which the next session of the example town was convened."""
    secretary = User.objects.get(username="secretaria")
    secretary.set_password(PASSWORD)
    secretary.save()
    with time_machine.travel(SESSION_DAY):
        yield own_site


def sign_in(page: Page, site: str) -> None:
    """Enter as the technical secretary."""
    page.goto(site + "/trabajo/")
    page.get_by_label("Nombre de usuario").fill("secretaria")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    assert page.url == site + "/trabajo/"


def hold_session(page: Page, site: str) -> None:
    """Open the session, call the roll, vote the first motion and adopt the agreement."""
    page.goto(site + SESSION.replace("/comision/", "/trabajo/"))
    page.get_by_role("link", name="Iniciar la sesión").click()
    page.get_by_role("button", name="Iniciar la sesión").click()
    page.get_by_role("link", name="Marcar a todas las personas como presentes").click()
    page.get_by_role("button", name="Guardar la lista y declarar el quórum").click()
    expect(page.get_by_text("Hay quórum: 10 de 10.")).to_be_visible()

    page.locator("a[href*='/votar/']").first.click()
    page.get_by_role("link", name="Marcar a todas las personas a favor").click()
    page.get_by_label("Propuesta, tal como se vota").fill(MOTION)
    page.get_by_role("button", name="Cerrar la votación y proclamar").click()
    expect(page.get_by_text("10 a favor").first).to_be_visible()

    page.locator("a[href$='/acuerdo/']").first.click()
    page.get_by_label("Título").fill(TITLE)
    page.get_by_label("Responsable").select_option(label="Obras Públicas")
    page.get_by_label("Fecha límite").fill("2026-07-31")
    page.get_by_label("Cómo se comprobará").fill("El padrón en la página de datos abiertos.")
    page.get_by_role("button", name="Adoptar y publicar el acuerdo").click()
    expect(page.get_by_text("Se publicó el acuerdo CGA-2026-ORD-03-01.")).to_be_visible()


def test_an_agreement_is_published_found_and_proved(
    somebody: Callable[..., Page], session_day: str, tmp_path: Path
) -> None:
    desk = somebody(width=DESK)
    sign_in(desk, session_day)
    hold_session(desk, session_day)

    reader = somebody()
    reader.goto(session_day + SESSION)
    expect(reader.get_by_text("En curso").first).to_be_visible()
    reader.locator("#acuerdos").get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    for words in (MOTION, "Obras Públicas", "viernes 31 de julio de 2026"):
        expect(reader.locator("main")).to_contain_text(words)
    agreement = reader.url

    reader.goto(session_day + "/novedades/")
    expect(reader.locator("main").get_by_role("link", name="CGA-2026-ORD-03-01").first).to_be_visible()
    feed = reader.request.get(session_day + "/novedades/acuerdos/atom.xml").text()
    assert TITLE in feed
    reader.goto(session_day + "/buscar/?q=luminaria+descompuesta")
    expect(reader.locator("main .results").get_by_role("link", name=f"· {TITLE}")).to_be_visible()
    reader.goto(session_day + "/buscar/?q=cga-2026-ord-03-01")
    assert reader.url == agreement

    proof, key = downloaded_proof(reader, tmp_path)
    assert verified(proof, key).returncode == 0
    content = bytearray(proof.read_bytes())
    for place in (40, len(content) // 2, len(content) - 10):
        changed = bytearray(content)
        changed[place] ^= 1
        proof.write_bytes(bytes(changed))
        assert verified(proof, key).returncode != 0, place


def downloaded_proof(page: Page, folder: Path) -> tuple[Path, str]:
    """From the agreement's page to the file of its proof, and the key that the proof's page shows."""
    page.get_by_role("link", name="Comprobable").first.click()
    page.get_by_role("link", name="Comprobar acto").first.click()
    expect(page.get_by_role("status")).to_contain_text("La prueba se sostiene")
    with page.expect_download() as started:
        page.get_by_role("link", name="Descargar la prueba").click()
    proof = folder / started.value.suggested_filename
    started.value.save_as(proof)
    found = re.search(r"--key (\S+)", page.locator("main").text_content() or "")
    assert found is not None
    return proof, found[1]


def verified(proof: Path, key: str) -> subprocess.CompletedProcess[str]:
    """What the command line says of it, without network, database or Django."""
    return subprocess.run(
        [sys.executable, "-m", "tequio", "verify", str(proof), "--key", key],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src", "HOME": str(proof.parent)},
        capture_output=True,
        text=True,
    )


def test_the_desk_and_its_pages_are_never_stored_by_anybody(
    somebody: Callable[..., Page], session_day: str
) -> None:
    page = somebody(width=DESK)
    sign_in(page, session_day)
    for path in ("/trabajo/", "/trabajo/sesiones/", "/trabajo/compromisos/", "/comision/"):
        answer = page.goto(session_day + path)
        assert answer is not None
        control = answer.headers.get("cache-control", "")
        assert "no-store" in control, path
        assert "private" in control, path
    page.goto(session_day + "/trabajo/")
    page.get_by_role("button", name="Salir").click()
    page.go_back()
    page.reload()
    assert "/trabajo/entrar/" in page.url
