"""The specimen in a real browser: accessibility rules, narrow screens, weight."""

import hashlib
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tequio.core.tests import specimen

STATIC = Path(__file__).parent.parent / "static"
HOST = "https://specimen.test/"  # hashing needs a secure origin
ACTA = b"%PDF-1.7 acta de la segunda sesion"

pytestmark = pytest.mark.browser


def fulfil(route: Route) -> None:
    """Answer with a file of the static folder: no server, no network."""
    path = route.request.url.removeprefix(HOST).split("?")[0]
    file = STATIC / path.removeprefix("static/")
    if path.startswith("static/") and file.is_file():
        kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
        route.fulfill(body=file.read_bytes(), content_type=kind)
    else:
        route.fulfill(status=404, body="")


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Any]:
    contexts = []

    def opened(name: str, *, width: int, theme: Any = "light", script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, java_script_enabled=script
        )
        contexts.append(context)
        html = specimen.render(name)
        context.route("**/*", fulfil)
        context.route(
            HOST + name, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        page = context.new_page()
        page.goto(HOST + name)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", specimen.PAGES)
def test_axe_finds_nothing_serious(open_page: Any, name: str, theme: str) -> None:
    page = open_page(name, width=360, theme=theme)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page).response["violations"]
        serious = [
            (rule["id"], [node["html"][:160] for node in rule["nodes"]])
            for rule in found
            if rule["impact"] in ("serious", "critical")
        ]
        assert serious == [], f"{name} at {width} px"


@pytest.mark.parametrize("name", specimen.PAGES)
def test_page_never_scrolls_sideways(open_page: Any, name: str) -> None:
    page = open_page(name, width=320)
    for width in (320, 360, 600, 900, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width} px"


@pytest.mark.parametrize("name", specimen.PAGES)
def test_controls_are_big_enough_to_touch(open_page: Any, name: str) -> None:
    page = open_page(name, width=360)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".button, .menu a, .chip, .file, .tabs a, summary, select, "
            + "textarea, label.check, .choices label, input:not([type=checkbox], [type=radio], [type=hidden])")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_text_page_weighs_little_and_asks_for_few_files(open_page: Any) -> None:
    page = open_page("record", width=360)
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    files = [STATIC / url.removeprefix(HOST + "static/") for url in asked]
    weight = len(brotli.compress(specimen.render("record").encode()))
    for file in files:
        content = file.read_bytes()
        weight += len(content) if file.suffix == ".woff2" else len(brotli.compress(content))
    assert len(asked) + 1 <= 6
    assert weight <= 50_000


def test_page_without_script_hides_what_needs_it(open_page: Any) -> None:
    page = open_page("record", width=360, script=False)
    assert page.get_by_role("button", name="Imprimir").count() == 0
    assert page.get_by_role("link", name="Compartir por WhatsApp").is_visible()


def test_script_shows_its_buttons(open_page: Any) -> None:
    page = open_page("record", width=360)
    assert page.get_by_role("button", name="Imprimir").is_visible()


def test_file_is_hashed_in_the_browser_and_never_sent(open_page: Any) -> None:
    page = open_page("parts", width=360)
    page.get_by_label("Archivo").set_input_files(
        {"name": "acta.pdf", "mimeType": "application/pdf", "buffer": ACTA}
    )
    with page.expect_request("**/verifica/**") as asked:
        page.get_by_role("button", name="Comprobar el archivo").click()
    assert asked.value.url.endswith("/verifica/?sha256=" + hashlib.sha256(ACTA).hexdigest())
    assert asked.value.method == "GET"
    assert asked.value.post_data is None


def test_axe_would_notice_a_fault(open_page: Any) -> None:
    page = open_page("error", width=360)
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<input>')")
    assert "label" in [rule["id"] for rule in Axe().run(page).response["violations"]]


def test_failed_form_takes_the_focus_to_its_summary(open_page: Any) -> None:
    page = open_page("form", width=360)
    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_paper_shows_addresses_and_no_menus(open_page: Any) -> None:
    page = open_page("record", width=816)
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert not page.locator(".tools").is_visible()
    assert page.locator(".print-only").inner_text().startswith("https://")
