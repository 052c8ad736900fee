"""An editor writes a page in the page editor, somebody else approves it, and readers find it and its proof."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.register.models import Record
from tequio.website.models import EditorialPage, SiteRoot
from tests.browser.conftest import DESK

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "una clave de prueba"
TITLE, SUMMARY = (
    "Cómo pedir un intérprete",
    "Qué hacer para que haya intérprete en una sesión de la comisión.",
)


def staff(username: str, role: Role) -> User:
    """Somebody who may sign in with that role."""
    user, _made = User.objects.get_or_create(
        username=username, defaults={"email": f"{username}@prueba.example"}
    )
    user.set_password(PASSWORD)
    user.save()
    RoleAssignment.objects.get_or_create(user=user, role=role, defaults={"since_on": date(2020, 1, 1)})
    return user


def sign_in(page: Page, site: str, username: str) -> None:
    """Enter the desk."""
    page.goto(site + "/trabajo/entrar/")
    page.get_by_label("Nombre de usuario").fill(username)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()


def test_a_page_goes_from_its_writer_to_its_readers(
    somebody: Callable[..., Page], own_site: str, own_example: Path
) -> None:
    staff("redactora", Role.EDITOR)
    staff("secretaria", Role.SECRETARIAT)
    root = SiteRoot.objects.get(locale__language_code="es")
    writer = somebody(width=DESK, script=True)
    sign_in(writer, own_site, "redactora")
    writer.goto(f"{own_site}/trabajo/paginas/pages/add/website/editorialpage/{root.pk}/")
    writer.locator("#id_title").fill(TITLE)
    writer.locator("#id_summary").fill(SUMMARY)
    writer.locator("footer").get_by_role("button", name="Más acciones").click()
    writer.locator("[name=action-submit]").click()
    writer.wait_for_url("**/trabajo/paginas/pages/*/")

    page = EditorialPage.objects.get(title=TITLE)
    assert not page.live
    assert page.workflow_in_progress
    address = f"{own_site}/{page.slug}/"
    reader = somebody()
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 404

    publisher = somebody(width=DESK, script=True)
    sign_in(publisher, own_site, "secretaria")
    publisher.goto(f"{own_site}/trabajo/paginas/pages/{page.pk}/edit/")
    publisher.locator("footer").get_by_role("button", name="Más acciones").click()
    publisher.locator("footer").get_by_role("button", name="Aprobar", exact=True).click()
    publisher.wait_for_load_state("networkidle")

    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    reader.goto(own_site + "/buscar/?q=interpretes")
    expect(reader.locator("main .results").get_by_role("link", name=TITLE)).to_be_visible()
    record = Record.objects.get(subject_type="website.page", subject_id=str(page.pk))
    reader.goto(f"{own_site}/registro/actos/{record.entry_id}/")
    expect(reader.get_by_role("status")).to_contain_text("La prueba se sostiene")
