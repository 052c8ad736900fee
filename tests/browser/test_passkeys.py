"""Passkeys in Chromium with its virtual authenticator; codes of an app with no script at all."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tequio.accounts import actions, totp
from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.mail.models import OutgoingMessage
from tests.browser.faults import serious

PASSWORD = "una clave bien larga"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def site(live_site: str, town: Town, settings: Settings) -> str:
    settings.TEQUIO_URL = live_site
    settings.SECOND_FACTOR = "publishers"
    return live_site


@pytest.fixture
def ana(make_user: Callable[..., User]) -> User:
    user = make_user(Role.SECRETARIAT, username="ana")
    user.set_password(PASSWORD)
    user.save()
    return user


def add_authenticator(page: Page) -> Any:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return devtools


def sign_in(page: Page, site: str) -> None:
    page.goto(site + "/trabajo/entrar/")
    page.get_by_label("Nombre de usuario").fill("ana")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Salir").click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_passkey_is_made_at_the_first_sign_in_and_opens_alone_afterwards(
    somebody: Callable[..., Page], site: str, ana: User
) -> None:
    page = somebody(script=True)
    add_authenticator(page)
    sign_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Protege tu cuenta")
    assert serious(page, None) == []
    assert fits(page)
    page.get_by_role("link", name="Llave de acceso").click()
    page.get_by_label("Nombre de la llave").fill("Mi teléfono")
    assert serious(page, None) == []
    page.get_by_role("button", name="Crear la llave").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Guarda tus códigos")
    assert page.locator("code").count() == 10
    page.get_by_role("link", name="Ya los guardé").click()
    expect(page.get_by_text("Llave de acceso: Mi teléfono")).to_be_visible()
    assert serious(page, None) == []
    assert fits(page)
    sign_out(page)

    page.goto(site + "/trabajo/entrar/")
    assert serious(page, None) == []
    page.get_by_role("button", name="Usar una llave de acceso").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoy")
    assert ana.passkeys.get().used_at is not None
    sign_out(page)

    sign_in(page, site)  # the password alone is not enough any more
    expect(page.get_by_role("heading", level=1)).to_have_text("Comprueba que eres tú")
    page.get_by_role("button", name="Usar mi llave de acceso").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoy")


def test_a_passkey_of_a_stranger_opens_nothing(somebody: Callable[..., Page], site: str, ana: User) -> None:
    page = somebody(script=True)
    add_authenticator(page)
    sign_in(page, site)
    page.goto(site + "/trabajo/cuenta/llaves/nueva/")
    page.get_by_role("button", name="Crear la llave").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Guarda tus códigos")
    ana.passkeys.all().delete()
    page.context.clear_cookies()
    page.goto(site + "/trabajo/entrar/")
    page.get_by_role("button", name="Usar una llave de acceso").click()
    expect(page.get_by_text("No se pudo comprobar la llave")).to_be_visible()
    page.goto(site + "/trabajo/")
    assert "/trabajo/entrar/" in page.url


def test_an_invitation_is_taken_up_with_a_passkey_and_no_password(
    somebody: Callable[..., Page], site: str, make_user: Callable[..., User]
) -> None:
    eva = actions.invite(
        username="eva",
        email="eva@x.example",
        first_name="Eva",
        last_name="P",
        by=make_user(Role.ADMINISTRATOR),
    )
    text = OutgoingMessage.objects.get().text
    link = next(word for word in text.split() if "/invitacion/" in word)
    page = somebody(script=True)
    add_authenticator(page)
    page.goto(link)
    assert serious(page, None) == []
    assert fits(page)
    page.get_by_role("button", name="Usar una llave de acceso").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tu cuenta")
    eva.refresh_from_db()
    assert not eva.has_usable_password()
    assert eva.passkeys.count() == 1
    sign_out(page)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Este enlace ya no sirve")


def test_an_app_of_codes_is_set_up_and_used_without_script(
    somebody: Callable[..., Page], site: str, ana: User
) -> None:
    page = somebody()
    sign_in(page, site)
    page.get_by_role("link", name="Aplicación de códigos").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    assert page.get_by_role("img", name="Código QR").is_visible()
    assert fits(page)
    used = totp.code(secret, int(time.time() // totp.PERIOD) - 1)
    page.get_by_label("Código").fill(used)
    page.get_by_role("button", name="Comprobar el código").click()
    recovery = page.locator("code").first.inner_text()
    page.get_by_role("link", name="Ya los guardé").click()
    sign_out(page)
    sign_in(page, site)
    assert page.get_by_role("button", name="Usar mi llave").count() == 0
    page.get_by_label("Código").fill(totp.code(secret, int(time.time() // totp.PERIOD)))
    page.get_by_role("button", name="Entrar").click()
    assert "Hoy" in page.get_by_role("heading", level=1).inner_text()
    sign_out(page)
    sign_in(page, site)
    page.get_by_label("Código").fill(recovery)
    page.get_by_role("button", name="Entrar").click()
    assert "Hoy" in page.get_by_role("heading", level=1).inner_text()
