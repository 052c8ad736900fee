"""What people who only read come for, on a telephone without JavaScript unless said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tequio.meetings.models import Agreement, Minutes
from tequio.register.models import File

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_newcomer_goes_from_the_home_page_to_the_proof_of_an_agreement(
    somebody: Callable[..., Page], example_site: str
) -> None:
    page = somebody()
    page.goto(example_site)
    expect(page.get_by_role("heading", level=1)).to_have_text("¿Qué quieres saber o hacer?")
    page.get_by_role("link", name="Conoce la Comisión").click()
    expect(page.get_by_text("En pocas palabras")).to_be_visible()
    page.get_by_role("link", name="Ver titulares y suplentes").click()

    page.get_by_label("¿En qué fecha?").fill("2024-01-15")
    page.get_by_role("button", name="Ver integrantes").click()
    expect(page.get_by_role("heading", name="15 de enero de 2024")).to_be_visible()
    expect(page.get_by_role("link", name="Integración 2023–2024")).to_be_visible()

    page.get_by_role("navigation", name="Secciones e idioma").get_by_role("link", name="Sesiones").click()
    page.get_by_role("link", name="2ª Sesión Ordinaria 2026").first.click()
    expect(page.get_by_text("Sí hubo quórum.")).to_be_visible()
    page.locator("#acuerdos").get_by_role("link").first.click()
    expect(page.get_by_text("En pocas palabras")).to_be_visible()
    agreement = Agreement.objects.get(folio=urlsplit(page.url).path.split("/")[-2])
    expect(page.get_by_role("heading", level=1)).to_have_text(agreement.title)
    expect(page.locator("dl").first).to_contain_text(agreement.responsible.name)

    page.get_by_role("link", name="Comprobable").first.click()
    page.get_by_role("link", name="Comprobar acto").first.click()
    expect(page.get_by_role("status")).to_contain_text("La prueba se sostiene")


def test_who_must_do_what_by_when_is_two_steps_from_the_board(
    somebody: Callable[..., Page], example_site: str
) -> None:
    page = somebody()
    page.goto(example_site + "/compromisos/")
    page.get_by_label("Estado", exact=True).select_option(label="Con retraso")
    page.get_by_role("button", name="Filtrar").click()
    assert "estado=con_retraso" in page.url
    tags = page.locator(".board-rows .status").all_inner_texts()
    assert tags
    assert {tag.strip() for tag in tags} == {"Con retraso"}
    page.locator(".board-rows").get_by_role("link").first.click()
    facts = page.locator("main").inner_text()
    for words in ("¿Quién responde?", "55 5555 0100", "¿Para cuándo?", "Venció el", "¿Qué prueba hay?"):
        assert words in facts, words


def published_minutes() -> File:
    """The newest signed minutes of the town."""
    newest = Minutes.objects.filter(file__isnull=False).order_by("-pk").first()
    assert newest is not None
    assert newest.file is not None
    return newest.file


@pytest.fixture
def minutes(example_site: str, tmp_path: Path) -> Path:
    """A published file, as somebody received it."""
    stored = published_minutes()
    path = tmp_path / stored.name
    with stored.content.open("rb") as stream:
        path.write_bytes(stream.read())
    return path


def test_a_file_is_checked_without_leaving_the_telephone(
    somebody: Callable[..., Page], example_site: str, minutes: Path
) -> None:
    page = somebody(script=True)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(example_site + "/verifica/")
    expect(page.get_by_text("Tu archivo no sale de tu teléfono")).to_be_visible()
    asked.clear()
    answer = check(page, minutes)
    assert answer == "Coincide"
    assert {request.method for request in asked} == {"GET"}
    assert [request.post_data for request in asked if request.post_data] == []
    assert minutes.name not in " ".join(request.url for request in asked)
    words = minutes.read_text(encoding="utf-8").split()
    assert not any(word in request.url for request in asked for word in words if len(word) > 12)


@pytest.mark.parametrize("script", [True, False])
def test_a_file_with_one_byte_changed_does_not_match(
    somebody: Callable[..., Page], example_site: str, minutes: Path, script: bool
) -> None:
    page = somebody(script=script)
    page.goto(example_site + "/verifica/")
    assert check(page, minutes) == "Coincide"
    content = bytearray(minutes.read_bytes())
    content[len(content) // 2] ^= 1
    minutes.write_bytes(bytes(content))
    page.goto(example_site + "/verifica/")
    assert check(page, minutes).startswith("No coincide")


def test_without_script_the_file_is_compared_and_not_kept(
    somebody: Callable[..., Page], example_site: str, example: Path, tmp_path: Path
) -> None:
    before = {
        path: path.stat().st_size
        for path in example.rglob("*")
        if path.is_file() and path.suffix != ".sqlite3"
    }
    unknown = tmp_path / "ajeno.txt"
    unknown.write_text("Nadie publicó esto. " * 300_000, encoding="utf-8")
    page = somebody()
    page.goto(example_site + "/verifica/")
    expect(page.get_by_text("no lo guardamos")).to_be_visible()
    assert check(page, unknown).startswith("No coincide")
    after = {
        path: path.stat().st_size
        for path in example.rglob("*")
        if path.is_file() and path.suffix != ".sqlite3"
    }
    assert after == before


def check(page: Page, file: Path) -> str:
    """Choose a file on the page that verifies and return the answer's heading."""
    page.get_by_label("Archivo que recibiste").set_input_files(file)
    page.get_by_role("button", name="Comprobar el archivo").click()
    heading = page.locator("#respuesta")
    expect(heading).to_be_visible()
    return heading.inner_text().strip()


def test_a_folio_leads_to_its_proof(somebody: Callable[..., Page], example_site: str) -> None:
    page = somebody()
    page.goto(example_site + "/verifica/")
    page.get_by_label("Folio, número de acto").fill("cga-2026-ord-02-01")
    page.get_by_role("button", name="Buscar el folio").click()
    assert page.url.endswith("/registro/meetings.agreement/CGA-2026-ORD-02-01/")


def test_search_forgives_and_leads_on(somebody: Callable[..., Page], example_site: str) -> None:
    page = somebody()
    page.goto(example_site)
    page.locator("main").get_by_role("searchbox").fill("parke")
    page.locator("main").get_by_role("button", name="Buscar").click()
    first = page.locator("main .rows, main .results").get_by_role("link").first
    assert "parque" in first.inner_text().lower()


def test_days_are_counted_and_explained(somebody: Callable[..., Page], example_site: str) -> None:
    page = somebody()
    page.goto(example_site + "/comision/marco-legal/calculadora/")
    page.get_by_label("Plazo", exact=True).select_option(index=1)
    page.get_by_label("Fecha de inicio").fill(date(2026, 3, 30).isoformat())
    page.get_by_role("button", name="Calcular").click()
    expect(page.locator("main")).to_contain_text("de 2026")
