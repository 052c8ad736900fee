"""Whole public pages as a browser gets them: valid HTML, accessibility rules, narrow screens, weight."""

import brotli
import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from tequio.website.actions.starter import create_starter_pages

PATHS = [
    "/",
    "/comision/",
    "/buscar/",
    "/buscar/?q=transparencia",
    "/buscar/?q=zxqwvy",
    "/ayuda/",
    "/glosario/",
    "/privacidad/",
    "/contacto/",
    "/mapa-del-sitio/",
    "/ayuda/quien-puede-hacer-que/",
    "/no-existe/",
    "/nah/glosario/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_page_is_valid_html_with_one_heading(client, town, path):
    create_starter_pages(by=None)
    content = client.get(path).content.decode()
    document = html5lib.HTMLParser(strict=True).parse(content)
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert sorted(ids) == sorted(set(ids))
    assert content.count("<h1") == 1
    assert " style=" not in content


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_page_is_light(client, town, path):
    create_starter_pages(by=None)
    assert len(brotli.compress(client.get(path).content)) <= 15_000


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_pass_axe_and_never_scroll_sideways(live_site, town, chromium, theme):
    create_starter_pages(by=None)
    context = chromium.new_context(color_scheme=theme)
    page = context.new_page()
    problems = []
    for path in PATHS:
        page.goto(live_site + path)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                problems.append((path, width, "scrolls sideways"))
        rules = Axe().run(page).response["violations"]
        problems += [(path, rule["id"]) for rule in rules if rule["impact"] in ("serious", "critical")]
    context.close()
    assert problems == []


@pytest.mark.browser
def test_search_works_without_script(live_site, town, chromium):
    create_starter_pages(by=None)
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(live_site + "/")
    page.fill("main input[name=q]", "trasparencia proactiva")
    page.click("main button")
    assert page.locator("main ol a").first.inner_text() == "Glosario"
    context.close()
