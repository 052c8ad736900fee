"""Attacks on links sent by e-mail: replay, expiry, another purpose, another site, a forged host, counting names."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tequio.accounts import actions, letters, links
from tequio.accounts.models import AccessLink, Purpose, User
from tequio.accounts.roles import Role
from tequio.mail.models import OutgoingMessage
from tequio.mail.queue import HeaderError

PASSWORD = "una clave bien larga"
NEW = {"password": "otra clave bien larga", "again": "otra clave bien larga"}
PAGES = {
    Purpose.INVITATION: "/trabajo/entrar/invitacion/",
    Purpose.RESET: "/trabajo/entrar/contrasena/",
    Purpose.EMAIL: "/trabajo/entrar/correo/",
}
FORGOT = "/trabajo/entrar/olvide/"

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def ana(make_user: Callable[..., User]) -> User:
    user = make_user(Role.SECRETARIAT, username="ana")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def invited(make_user: Callable[..., User]) -> User:
    return actions.invite(
        username="eva",
        email="eva@prueba.example",
        first_name="Eva",
        last_name="Prueba",
        by=make_user(Role.ADMINISTRATOR),
    )


def sent_link() -> str:
    """The path of the link in the last letter."""
    text = OutgoingMessage.objects.latest("pk").text
    found = re.search(r"http://localhost:8000(/trabajo/entrar/\S+)", text)
    assert found, text
    return found[1]


def test_invitation_makes_a_password_once(client: Client, invited: User) -> None:
    link = sent_link()
    assert client.get(link).status_code == 200
    assert client.post(link, NEW).headers["Location"] == "/trabajo/cuenta/"
    assert User.objects.get(pk=invited.pk).check_password(NEW["password"])
    again = Client()
    assert again.get(link).status_code == 410
    assert (
        again.post(link, {"password": "tercera clave larga", "again": "tercera clave larga"}).status_code
        == 410
    )
    assert User.objects.get(pk=invited.pk).check_password(NEW["password"])


def test_invitation_ends_after_seven_days_on_every_path(client: Client, invited: User) -> None:
    """CVE-2023-48220: an expired invitation was accepted through the password reset."""
    link = sent_link()
    AccessLink.objects.update(expires_at=AccessLink.objects.get().created_at - timedelta(seconds=1))
    assert client.get(link).status_code == 410
    assert client.post(link, NEW).status_code == 410
    assert client.post(link + "llave/").status_code == 410
    letters.send_reset(invited.email)
    assert OutgoingMessage.objects.count() == 1  # only the invitation
    assert not User.objects.get(pk=invited.pk).has_usable_password()


def test_life_of_each_link(invited: User) -> None:
    link = AccessLink.objects.get()
    assert timedelta(days=6, hours=23) < link.expires_at - link.created_at <= timedelta(days=7)


def test_another_invitation_ends_the_first_and_withdrawing_ends_both(
    client: Client, invited: User, make_user: Callable[..., User]
) -> None:
    first, admin = sent_link(), User.objects.get(username="administrator")
    actions.invite_again(user=invited, by=admin)
    second = sent_link()
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)
    actions.end_invitation(user=invited, by=admin)
    assert client.get(second).status_code == 410


def test_disabling_the_account_ends_its_links(client: Client, invited: User) -> None:
    link = sent_link()
    actions.set_active(user=invited, active=False, by=User.objects.get(username="administrator"))
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("made_for", list(Purpose))
def test_a_token_is_good_for_its_purpose_only(client: Client, ana: User, made_for: Purpose) -> None:
    token = links.issue(ana, made_for, new_email="nueva@prueba.example")
    answers = {purpose: client.get(f"{page}{token}/").status_code for purpose, page in PAGES.items()}
    assert answers == {purpose: 200 if purpose == made_for else 410 for purpose in Purpose}


def test_a_token_of_another_site_is_worth_nothing(client: Client, ana: User, settings: Settings) -> None:
    token = links.issue(ana, Purpose.RESET)
    settings.TEQUIO_URL = "https://otro.example"
    assert client.get(f"{PAGES[Purpose.RESET]}{token}/").status_code == 410


@pytest.mark.parametrize(
    "change", [{"password": "x"}, {"email": "otra@prueba.example"}, {"is_active": False}]
)
def test_any_change_of_the_account_ends_its_links(
    client: Client, ana: User, change: dict[str, object]
) -> None:
    token = links.issue(ana, Purpose.RESET)
    User.objects.filter(pk=ana.pk).update(**change)
    assert client.get(f"{PAGES[Purpose.RESET]}{token}/").status_code == 410


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "..", "%00", "a/b", "' OR 1=1"])
def test_made_up_tokens_open_nothing(client: Client, ana: User, token: str) -> None:
    links.issue(ana, Purpose.RESET)
    assert client.get(f"{PAGES[Purpose.RESET]}{token}/").status_code in {400, 404, 410}


def test_only_digests_of_tokens_are_kept(ana: User) -> None:
    token = links.issue(ana, Purpose.RESET)
    row = AccessLink.objects.values().get()
    assert token not in str(row)


def test_reset_changes_the_password_once_closes_sessions_and_does_not_sign_in(
    client: Client, ana: User
) -> None:
    hers = Client()
    hers.force_login(ana)
    letters.send_reset("ANA@prueba.example")
    link = sent_link()
    assert client.post(link, NEW).headers["Location"] == "/trabajo/entrar/"
    assert User.objects.get(pk=ana.pk).check_password(NEW["password"])
    assert "_auth_user_id" not in client.session
    assert hers.get("/trabajo/cuenta/").status_code == 302
    assert client.post(link, NEW).status_code == 410


def test_the_page_of_a_link_tells_no_other_site_its_address(client: Client, ana: User) -> None:
    response = client.get(f"{PAGES[Purpose.RESET]}{links.issue(ana, Purpose.RESET)}/")
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "forged",
    [
        {"HTTP_HOST": "malo.example"},
        {"HTTP_X_FORWARDED_HOST": "malo.example"},
        {"HTTP_HOST": "localhost:8000@malo.example"},
        {"HTTP_FORWARDED": "host=malo.example"},
    ],
)
def test_letters_ignore_the_host_of_the_request(ana: User, forged: dict[str, str]) -> None:
    client = Client(raise_request_exception=False, **forged)
    client.post(FORGOT, {"email": ana.email})
    letters.send_reset(ana.email)
    assert "malo.example" not in OutgoingMessage.objects.latest("pk").text
    assert sent_link().startswith("/trabajo/entrar/contrasena/")


@pytest.mark.parametrize("who", ["ana@prueba.example", "nadie@prueba.example", "eva@prueba.example"])
def test_asking_for_a_link_is_answered_alike_for_everybody(
    ana: User, invited: User, who: str, django_assert_num_queries: Callable[..., object]
) -> None:
    """The request only leaves a job: the same writes, text and status, whoever it is for."""
    jobs = DBTaskResult.objects.filter(task_path="tequio.accounts.tasks.send_reset").count()
    letters_before = OutgoingMessage.objects.count()
    response = Client().post(FORGOT, {"email": who})
    assert (response.status_code, response.headers["Location"]) == (302, FORGOT + "enviado/")
    assert DBTaskResult.objects.filter(task_path="tequio.accounts.tasks.send_reset").count() == jobs + 1
    assert OutgoingMessage.objects.count() == letters_before
    assert not response.cookies


def test_links_are_asked_for_a_few_times_and_no_more(ana: User) -> None:
    answers = [Client().post(FORGOT, {"email": ana.email}).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2


@pytest.mark.parametrize(
    "address", ["ana@prueba.example\r\nBcc: x@malo.example", "ana@prueba.example\nx", "a\rb@x.mx"]
)
def test_no_line_break_enters_a_header(client: Client, ana: User, address: str) -> None:
    assert client.post(FORGOT, {"email": address}).status_code in {302, 422}
    with pytest.raises((HeaderError, ValidationError)):
        letters.send_email_check(ana, address)
    assert not OutgoingMessage.objects.exists()


def test_new_address_confirms_itself_and_the_former_one_is_told(client: Client, ana: User) -> None:
    client.force_login(ana)
    client.post("/trabajo/cuenta/correo/", {"email": "nueva@prueba.example"})
    link = sent_link()
    assert OutgoingMessage.objects.latest("pk").recipient == "nueva@prueba.example"
    assert client.get(link).status_code == 200
    assert User.objects.get(pk=ana.pk).email == "ana@prueba.example"  # looking changes nothing
    client.post(link)
    assert User.objects.get(pk=ana.pk).email == "nueva@prueba.example"
    assert OutgoingMessage.objects.latest("pk").recipient == "ana@prueba.example"
    assert client.post(link).status_code == 410


def test_an_address_that_another_account_has_is_not_taken(
    client: Client, ana: User, make_user: Callable[..., User]
) -> None:
    other = make_user(username="otra")
    client.force_login(ana)
    assert client.post("/trabajo/cuenta/correo/", {"email": other.email}).status_code == 302
    assert client.post(sent_link()).status_code == 422
    assert User.objects.get(pk=ana.pk).email == "ana@prueba.example"


def test_there_is_no_way_to_sign_up(client: Client) -> None:
    for path in ("/trabajo/registro/", "/accounts/signup/", "/signup/", "/trabajo/entrar/registro/"):
        assert client.post(path, {"username": "x", "email": "x@x.mx", **NEW}).status_code in {404, 405}
    assert not User.objects.exists()
