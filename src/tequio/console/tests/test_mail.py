"""What ``check`` says of mail: the queue, and a test that is sent at once."""

import smtplib
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tequio.console.findings import State
from tequio.console.mail import mail_findings, trial_findings
from tequio.core import clock
from tequio.core.models import Town
from tequio.mail import delivery, queue
from tequio.mail.purposes import Purpose


def queue_findings() -> list[tuple[State, str]]:
    return [(found.state, found.text) for found in mail_findings() if found.name == "Cola del correo"]


def write() -> None:
    queue.send(to="ana@prueba.example", subject="Hola", text="Hola\n", purpose=Purpose.NOTICE)


def test_without_a_server_it_says_where_messages_are_kept(town: Town) -> None:
    (found,) = [found for found in mail_findings() if found.name == "Correo"]
    assert found.state == State.WARNING
    assert "TEQUIO_EMAIL_URL" in found.fix


def test_it_says_what_waits_too_long_and_what_could_not_be_sent(town: Town) -> None:
    assert queue_findings() == [(State.OK, "0 en espera")]
    with clock.at(clock.now() - timedelta(hours=3)):
        write()
    assert queue_findings()[0][0] == State.WARNING
    error = smtplib.SMTPRecipientsRefused({"x": (550, b"no")})
    with patch.object(EmailBackend, "send_messages", side_effect=error):
        delivery.deliver_batch()
    assert queue_findings() == [(State.WARNING, "1 no se pudieron enviar")]


def test_the_test_is_sent_at_once_and_a_refusal_is_told_in_plain_words(town: Town) -> None:
    assert [found.state for found in trial_findings("ana@prueba.example")] == [
        State.WARNING
    ]  # kept in a folder
    assert [sent.to for sent in mail.outbox] == [["ana@prueba.example"]]
    error = smtplib.SMTPAuthenticationError(535, b"5.7.8 bad credentials")
    with patch.object(EmailBackend, "send_messages", side_effect=error):
        (found,) = trial_findings("ana@prueba.example")
    assert found.state == State.FAILURE
    assert "usuario o la contraseña" in found.text


@pytest.mark.parametrize("address", ["ana", "ana@x.mx\nBcc: otra@x.mx"])
def test_what_is_no_address_is_refused(town: Town, address: str) -> None:
    (found,) = trial_findings(address)
    assert found.state == State.FAILURE
    assert mail.outbox == []
