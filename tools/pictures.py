"""Make the pictures of the documents from a running example town.

Start one in a folder that you can throw away (a session is held in it), then::

    ./tequio serve --demo ejemplo --data /tmp/fotos --port 8000
    python tools/pictures.py http://localhost:8000 secretaria CONTRASEÑA
"""

import io
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
COLOURS = 96


def main(base: str, user: str, password: str) -> None:
    """Take every picture."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        public_pages(browser, base)
        desk_pages(browser, base, user, password)
        browser.close()


def public_pages(browser: Browser, base: str) -> None:
    """The two pictures of the README."""
    phone = browser.new_page(viewport={"width": 360, "height": 720}, device_scale_factor=2, locale="es-MX")
    phone.goto(f"{base}/comision/")
    take(phone, "commission-phone")
    desktop = browser.new_page(viewport={"width": 1000, "height": 720}, locale="es-MX")
    desktop.goto(f"{base}/comision/acuerdos/")
    desktop.click("main a[href*='/comision/acuerdos/C']")
    desktop.click("main a.proof")
    desktop.click("main .timeline a.proof")
    take(desktop, "proof-desktop")


def desk_pages(browser: Browser, base: str, user: str, password: str) -> None:
    """The pictures of the staff's guide: a session from its first form to its minutes."""
    page = browser.new_page(viewport={"width": 1000, "height": 760}, locale="es-MX")
    page.goto(f"{base}/trabajo/entrar/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", password)
    page.click("main button.button")
    take(page, "mesa-hoy")
    page.goto(f"{base}/trabajo/papelera/")
    take(page, "mesa-papelera")
    session = prepare_session(page, base)
    page.goto(f"{session}lista/")
    for choice in page.query_selector_all("main input[type=radio][value=present]"):
        choice.check()
    take(page, "mesa-lista")
    page.click("main form[method=post] button.button:has-text('quórum')")
    page.goto(session)
    page.click("main a[href*='/votar/']")
    page.fill("[name=motion]", "Publicar teléfono, horario y dirección de cada oficina de atención.")
    for choice in page.query_selector_all("main input[type=radio][value=for]"):
        choice.check()
    take(page, "mesa-votacion")
    page.click("main form[method=post] button.button:has-text('Cerrar')")
    page.goto(session)
    page.click("main a[href*='/acuerdo/']")
    page.select_option("[name=responsible]", index=3)
    take(page, "mesa-acuerdo")
    page.goto(f"{session}cerrar/")
    page.click("main form[method=post] button.button")
    page.goto(f"{session}acta/")
    take(page, "mesa-acta")


def prepare_session(page: Page, base: str) -> str:
    """Prepare, convene and open a session for today; return the address of its page."""
    starts = datetime.now(ZoneInfo("America/Mexico_City")) + timedelta(minutes=1)
    page.goto(f"{base}/trabajo/sesiones/nueva/")
    page.check("[name=kind][value=extraordinary]")
    page.fill("[name=starts_at_0]", starts.strftime("%Y-%m-%d"))
    page.fill("[name=starts_at_1]", starts.strftime("%H:%M"))
    page.fill("[name=place]", "Sala de Cabildo")
    page.check("[name=modality][value=in_person]")
    take(page, "mesa-sesion-nueva")
    page.click("main form[method=post] button.button")
    session = page.url
    page.goto(f"{session}orden-del-dia/")
    page.fill("[name=title]", "Publicar el directorio de atención")
    page.select_option("[name=kind]", "vote")
    page.click("main form.form button.button:has-text('Agregar')")
    page.goto(f"{session}convocar/")
    page.fill("[name=late_notice_reason]", "Demostración")
    page.click("main form[method=post] button.button")
    page.wait_for_timeout(65_000)  # a session opens at its hour, not before
    page.goto(f"{session}iniciar/")
    page.click("main form[method=post] button.button")
    return session


def take(page: Page, name: str) -> None:
    """Keep what the window shows, with few colours so that it weighs little."""
    page.evaluate("scrollTo(0, 0)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
