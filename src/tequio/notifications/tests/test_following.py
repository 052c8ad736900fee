"""Following without an account: the owner of the address says yes, and leaving erases it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import translation

from tequio.accounts.models import User
from tequio.core import clock as town_clock
from tequio.core.models import Town
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.notifications import jobs
from tequio.notifications.links import For, follower_of, token_for
from tequio.notifications.models import Follower, FollowRequest
from tequio.notifications.rules import MAILS_TO_AN_ADDRESS
from tequio.register.tests.notices import Notice, publish

ADDRESS = "vecina@prueba.example"


def ask(client: Client, **changes: str) -> object:
    values = {"topic": "seccion:sesiones", "rhythm": "weekly", "email": ADDRESS}
    return client.post("/seguir/", values | changes)


def link_in_mail(number: int = -1) -> str:
    text = list(OutgoingMessage.objects.order_by("pk"))[number].text
    (link,) = re.findall(rf"{settings.TEQUIO_URL}(/seguir/confirmar/\S+)", text)
    return str(link)


def test_the_address_follows_once_its_owner_says_yes(client: Client, town: Town) -> None:
    assert ask(client).headers["Location"] == "/seguir/revisa-tu-correo/"
    assert not Follower.objects.exists()
    link = link_in_mail()
    assert client.get(link).status_code == 200
    assert not Follower.objects.exists()  # programs that look at mail open links
    answer = client.post(link, follow=True)
    assert "Te avisaremos de lo nuevo" in answer.content.decode()
    follower = Follower.objects.get()
    assert [follow.topic for follow in follower.follows.all()] == ["seccion:sesiones"]
    assert not FollowRequest.objects.exists()
    assert client.get(link).status_code == 404  # the link has done its work


def test_the_answer_is_the_same_whether_or_not_the_address_follows(
    client: Client, follower: Callable[..., Follower]
) -> None:
    follower("seccion:sesiones", email=ADDRESS)
    known, unknown = ask(client), ask(client, email="otra@prueba.example")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert OutgoingMessage.objects.count() == 2


def test_an_address_is_written_to_a_few_times_a_day_and_the_answer_does_not_tell(
    client: Client, town: Town, clock: time_machine.Traveller
) -> None:
    answers = set()
    for number in range(MAILS_TO_AN_ADDRESS + 3):
        answers.add(
            client.post(
                "/seguir/",
                {"topic": "todo", "rhythm": "daily", "email": ADDRESS},
                REMOTE_ADDR=f"192.0.2.{number}",
            ).headers["Location"]
        )
    assert len(answers) == 1
    assert OutgoingMessage.objects.count() == MAILS_TO_AN_ADDRESS


def test_one_address_that_asks_too_often_is_asked_to_wait(
    client: Client, town: Town, clock: time_machine.Traveller
) -> None:
    codes = [ask(client, email=f"v{number}@prueba.example").status_code for number in range(8)]
    assert codes[:6] == [302] * 6
    assert codes[6:] == [429] * 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "vecina@"),
        ("email", ""),
        ("email", "a@b.mx\nBcc: c@d.mx"),
        ("topic", "compromiso:no-existe"),
        ("rhythm", "x"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(
    client: Client, town: Town, field: str, value: str
) -> None:
    answer = ask(client, **{field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Hay un problema" in page
    assert field == "email" or ADDRESS in page
    assert not OutgoingMessage.objects.exists()


def test_an_address_that_nobody_confirms_is_erased(
    client: Client, town: Town, clock: time_machine.Traveller
) -> None:
    ask(client)
    link = link_in_mail()
    jobs.erase_unconfirmed(town_clock.now())
    assert FollowRequest.objects.exists()
    clock.shift(timedelta(hours=48, seconds=1))
    jobs.erase_unconfirmed(town_clock.now())
    assert not FollowRequest.objects.exists()
    assert client.post(link).status_code == 404


@pytest.mark.parametrize("used_for", list(For))
@pytest.mark.parametrize("made_for", list(For))
def test_a_link_does_only_what_it_is_for(
    client: Client, follower: Callable[..., Follower], made_for: For, used_for: For
) -> None:
    token = token_for(follower(), made_for)
    path = {For.CONFIRM: "confirmar", For.PREFERENCES: "preferencias", For.LEAVE: "dejar"}[used_for]
    works = made_for == used_for and made_for != For.CONFIRM
    assert client.get(f"/seguir/{path}/{token}/").status_code == (200 if works else 404)


def test_a_link_of_another_site_or_of_another_state_is_nothing_here(
    follower: Callable[..., Follower], settings: object
) -> None:
    made = follower()
    token = token_for(made, For.LEAVE)
    assert follower_of(token, For.LEAVE) == made
    settings.TEQUIO_URL = "https://otro.example"
    assert follower_of(token, For.LEAVE) is None
    settings.TEQUIO_URL = "http://localhost:8000"
    made.nonce = "otro"
    made.save()
    assert follower_of(token, For.LEAVE) is None


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
def test_leaving_takes_one_press_or_one_post_of_the_mail_program_and_erases_the_address(
    follower: Callable[..., Follower], body: dict[str, str]
) -> None:
    made = follower(email=ADDRESS)
    OutgoingMessage.objects.create(
        message_id="<1@x>", purpose=Purpose.DIGEST, recipient=ADDRESS, subject="x",
        created_at=town_clock.now(), next_try_at=town_clock.now(),
    )  # fmt: skip
    link = f"/seguir/dejar/{token_for(made, For.LEAVE)}/"
    strict = Client(enforce_csrf_checks=True)
    assert ADDRESS in strict.get(link).content.decode()
    assert Follower.objects.exists()
    assert strict.post(link, body).headers["Location"] == "/seguir/listo/"
    assert not Follower.objects.exists()
    assert not OutgoingMessage.objects.exists()
    assert strict.post(link, body).status_code == 302  # again is as good
    assert strict.get(link).status_code == 404


def test_preferences_change_what_is_followed_and_following_nothing_is_leaving(
    client: Client, follower: Callable[..., Follower]
) -> None:
    made = follower("todo", "seccion:acuerdos")
    link = f"/seguir/preferencias/{token_for(made, For.PREFERENCES)}/"
    client.post(link, {"topics": ["todo"], "rhythm": "weekly"})
    made.refresh_from_db()
    assert (made.rhythm, made.calls_at_once) == ("weekly", False)
    assert [follow.topic for follow in made.follows.all()] == ["todo"]
    assert client.post(link, {"topics": ["seccion:acuerdos"], "rhythm": "weekly"}).status_code == 422
    assert client.post(link, {"rhythm": "weekly"}).headers["Location"] == "/seguir/listo/"
    assert not Follower.objects.exists()


def test_pages_with_a_form_or_a_link_are_kept_by_nobody(
    client: Client, follower: Callable[..., Follower]
) -> None:
    made = follower()
    for path in (
        "/seguir/",
        f"/seguir/preferencias/{token_for(made, For.PREFERENCES)}/",
        f"/seguir/dejar/{token_for(made, For.LEAVE)}/",
        "/seguir/confirmar/nada/",
    ):
        answer = client.get(path)
        assert "no-store" in answer.headers["Cache-Control"], path
        assert not answer.cookies, path


def test_the_mail_and_the_pages_speak_the_language_of_whoever_asked(client: Client, town: Town) -> None:
    with translation.override("en"):
        client.post("/en/seguir/", {"topic": "todo", "rhythm": "daily", "email": ADDRESS})
    message = OutgoingMessage.objects.get()
    assert "/en/seguir/confirmar/" in message.text
    assert FollowRequest.objects.get().language == "en"


def test_the_page_of_a_record_leads_to_following_it(client: Client, town: Town, secretary: User) -> None:
    publish(Notice(id="1", heading="Lo nuevo"), by=secretary)
    assert "/seguir/?tema=todo" in client.get("/novedades/").content.decode()
    assert "/seguir/?tema=seccion%3Asesiones" in client.get("/comision/sesiones/").content.decode()


def test_links_are_built_from_the_settings_and_not_from_what_the_browser_says(
    client: Client, town: Town
) -> None:
    client.post(
        "/seguir/", {"topic": "todo", "rhythm": "daily", "email": ADDRESS}, headers={"host": "localhost:9"}
    )
    text = OutgoingMessage.objects.get().text
    assert "localhost:9" not in text
    assert f"{settings.TEQUIO_URL}/seguir/confirmar/" in text
