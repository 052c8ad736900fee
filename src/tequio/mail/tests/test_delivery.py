"""Emptying the queue: in order, one connection, once each, and what a failure does to the rest."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tequio.core import clock as town_clock
from tequio.core.models import Town
from tequio.mail import delivery, queue
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.mail.rules import CLAIM_LASTS, GIVE_UP_AFTER, LONGEST_WAIT, Problem, State, wait_after


def queued(name: str = "ana") -> OutgoingMessage:
    return queue.send(
        to=f"{name}@prueba.example",
        subject="Sesión",
        text="# Orden del día\n\nPrimero <b>esto</b>.\n\n- Uno\n- https://prueba.example/2/\n",
        purpose=Purpose.NOTICE,
        unsubscribe_url="https://prueba.example/seguir/dejar/x/",
    )


def failing(error: Exception, *, only: str = "") -> Callable[..., int]:
    original = EmailBackend.send_messages

    def send_messages(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        if not only or messages[0].to[0].startswith(only):
            raise error
        return int(original(self, messages))

    return send_messages


def deliver(error: Exception | None = None, *, only: str = "") -> tuple[int, bool]:
    if error is None:
        return delivery.deliver_batch()
    with patch.object(EmailBackend, "send_messages", failing(error, only=only)):
        return delivery.deliver_batch()


def test_what_is_due_goes_out_with_its_headers_and_its_words_are_erased(town: Town) -> None:
    message = queued()
    assert deliver() == (1, False)
    (sent,) = mail.outbox
    headers = sent.message()
    assert headers["Message-ID"] == message.message_id
    assert headers["From"] == f"{town.commission_name} <tequio@localhost>".replace(
        town.commission_name, "=?utf-8?q?Comisi=C3=B3n_de_Gobierno_Abierto?="
    )
    assert headers["List-Unsubscribe"] == "<https://prueba.example/seguir/dejar/x/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    html = sent.alternatives[0][0]
    assert "<h2>Orden del día</h2>" in html
    assert "Primero &lt;b&gt;esto&lt;/b&gt;." in html
    assert '<li><a href="https://prueba.example/2/"' in html
    message.refresh_from_db()
    assert (message.state, message.text, message.html, message.tries) == (State.SENT, "", "", 1)


def test_a_sent_message_is_not_sent_again(town: Town) -> None:
    queued()
    deliver()
    assert deliver() == (0, False)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (ConnectionRefusedError(111, "refused"), Problem.UNREACHABLE),
        (TimeoutError("timed out"), Problem.UNREACHABLE),
        (smtplib.SMTPServerDisconnected("cut"), Problem.UNREACHABLE),
        (smtplib.SMTPConnectError(554, b"no"), Problem.UNREACHABLE),
        (smtplib.SMTPAuthenticationError(535, b"no"), Problem.LOGIN),
        (smtplib.SMTPNotSupportedError("STARTTLS"), Problem.ENCRYPTION),
        (smtplib.SMTPSenderRefused(550, b"no", "x@y.mx"), Problem.SENDER),
        (smtplib.SMTPDataError(421, b"closing"), Problem.BUSY),
    ],
)
def test_when_the_server_fails_the_queue_waits_and_tries_nobody_else(
    town: Town, error: Exception, problem: Problem
) -> None:
    first, second = queued("ana"), queued("luz")
    assert deliver(error) == (0, False)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.tries, first.problem) == (State.WAITING, 1, problem)
    assert (second.state, second.tries) == (State.WAITING, 0)


@pytest.mark.parametrize(
    ("error", "state", "problem"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"5.1.1 unknown")}), State.FAILED, Problem.RECIPIENT),
        (smtplib.SMTPRecipientsRefused({"a": (451, b"greylisted")}), State.WAITING, Problem.BUSY),
        (smtplib.SMTPDataError(552, b"too big"), State.FAILED, Problem.REFUSED),
        (smtplib.SMTPDataError(452, b"full"), State.WAITING, Problem.BUSY),
        (ValueError("cannot be encoded"), State.FAILED, Problem.BROKEN),
    ],
)
def test_when_one_message_fails_the_others_go_out(
    town: Town, error: Exception, state: State, problem: Problem
) -> None:
    first, second = queued("ana"), queued("luz")
    assert deliver(error, only="ana")[0] == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.problem) == (state, problem)
    assert second.state == State.SENT
    assert first.text  # still there, for the next try


def test_waits_grow_up_to_an_hour() -> None:
    waits = [wait_after(tries) for tries in range(1, 200)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == LONGEST_WAIT


def test_a_transient_failure_is_tried_for_five_days_and_then_told_to_the_staff(town: Town) -> None:
    message = queued()
    start, tries = town_clock.now(), 0
    moment = start
    while True:
        with town_clock.at(moment):
            deliver(smtplib.SMTPRecipientsRefused({"a": (451, b"later")}))
        tries += 1
        message.refresh_from_db()
        if message.state != State.WAITING:
            break
        moment = message.next_try_at
    assert message.problem == Problem.TOO_OLD
    assert GIVE_UP_AFTER < moment - start < GIVE_UP_AFTER + LONGEST_WAIT * 2
    assert tries > 100


def test_a_worker_that_died_gives_its_message_back_and_the_identifier_is_the_same(town: Town) -> None:
    message = queued()
    assert message.try_to_claim()
    assert deliver() == (0, False)
    with town_clock.at(town_clock.now() + CLAIM_LASTS + timedelta(seconds=1)):
        deliver()
    assert [sent.message()["Message-ID"] for sent in mail.outbox] == [message.message_id]


def test_only_one_of_two_workers_gets_the_message(town: Town) -> None:
    message = queued()
    other = OutgoingMessage.objects.get(pk=message.pk)
    assert message.try_to_claim()
    assert not other.try_to_claim()
    assert not other.finish(state=State.FAILED)
    assert message.finish(state=State.SENT)
