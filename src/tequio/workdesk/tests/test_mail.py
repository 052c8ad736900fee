"""The page about mail: what is missing, a test by the same road, and what could not be sent."""

import smtplib
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core import workers
from tequio.core.models import Town
from tequio.mail import delivery, queue
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.mail.rules import State

PAGE = "/trabajo/sistema/correo/"


@pytest.fixture
def desk(client: Client, town: Town, make_user: Callable[..., User]) -> Client:
    client.force_login(make_user(Role.ADMINISTRATOR))
    return client


def refused(count: int = 1) -> list[OutgoingMessage]:
    messages = [
        queue.send(to=f"vecina{n}@prueba.example", subject="Hola", text="Texto\n", purpose=Purpose.NOTICE)
        for n in range(count)
    ]
    error = smtplib.SMTPRecipientsRefused({"x": (550, b"5.1.1 unknown user")})
    with patch.object(EmailBackend, "send_messages", side_effect=error):
        delivery.deliver_batch()
    return messages


def page_of(desk: Client, query: str = "") -> str:
    answer = desk.get(PAGE + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_says_what_is_missing_and_that_nobody_does_the_jobs(desk: Client) -> None:
    page = page_of(desk)
    assert "TEQUIO_EMAIL_URL" in page
    assert "Los trabajos están detenidos" in page
    workers.sign("uno")
    assert "Los trabajos están detenidos" not in page_of(desk)


def test_the_test_goes_through_the_queue_and_its_result_is_told(desk: Client) -> None:
    assert desk.post(PAGE).headers["Location"] == PAGE
    assert mail.outbox == []
    assert "<b>En espera</b>" in page_of(desk)
    delivery.deliver_batch()
    assert len(mail.outbox) == 1
    assert "<b>Enviado</b>" in page_of(desk)


def test_what_failed_is_listed_with_its_reason_and_without_the_whole_address(desk: Client) -> None:
    refused()
    page = page_of(desk)
    assert "La dirección no existe o no recibe correo." in page
    assert "ve…@prueba.example" in page
    assert "vecina0@" not in page


def test_a_failed_message_can_be_tried_again(desk: Client) -> None:
    (message,) = refused()
    assert desk.post(f"{PAGE}{message.pk}/reintentar/").headers["Location"] == PAGE
    delivery.deliver_batch()
    assert [sent.message()["Message-ID"] for sent in mail.outbox] == [message.message_id]
    assert desk.post(f"{PAGE}{message.pk}/reintentar/").status_code == 422  # it was sent meanwhile
    assert len(mail.outbox) == 1


def test_all_of_them_at_once(desk: Client) -> None:
    refused(3)
    assert desk.get(f"{PAGE}reintentar/").status_code == 200
    desk.post(f"{PAGE}reintentar/")
    delivery.deliver_batch()
    assert len(mail.outbox) == 3


def test_a_discarded_message_is_not_sent_and_its_words_are_erased(desk: Client) -> None:
    (message,) = refused()
    desk.post(f"{PAGE}{message.pk}/descartar/")
    message.refresh_from_db()
    assert (message.state, message.text) == (State.DISCARDED, "")
    assert desk.post(f"{PAGE}{message.pk}/reintentar/").status_code == 422
    assert "Descartado" in page_of(desk, "?ver=enviados")


def test_the_queue_is_read_in_a_fixed_number_of_queries(
    desk: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    refused(60)
    with django_assert_max_num_queries(22):
        page_of(desk)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_do_not_see_it(client: Client, town: Town, make_user: Callable[..., User], role: Role) -> None:
    client.force_login(make_user(role))
    assert client.get(PAGE).status_code == 403


def test_the_page_of_the_day_tells_whoever_takes_care_and_nobody_else(
    desk: Client, make_user: Callable[..., User]
) -> None:
    refused()
    page = desk.get("/trabajo/").content.decode()
    assert "1 correo no se pudo enviar" in page
    assert "Los trabajos están detenidos" in page
    desk.force_login(make_user(Role.SECRETARIAT))
    page = desk.get("/trabajo/").content.decode()
    assert "no se pudo enviar" not in page
    assert "Los trabajos están detenidos" not in page
