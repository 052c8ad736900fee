"""Handing over a message: in the caller's transaction, once per fact, and with no way into a header."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tequio.core.models import Town
from tequio.mail import queue
from tequio.mail.delivery import _compose
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.mail.rules import State

LINE_BREAKS = ["\r", "\n", "\r\n", "\0", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


def send(**changes: object) -> OutgoingMessage:
    values = {"to": "ana@prueba.example", "subject": "Hola", "text": "Qué tal.\n", "purpose": Purpose.NOTICE}
    return queue.send(**(values | changes))  # type: ignore[arg-type]  # the test chooses what is wrong


def test_a_message_waits_with_its_identifier_and_asks_for_one_job(town: Town) -> None:
    first, second = send(), send(subject="Otra cosa")
    assert first.state == second.state == State.WAITING
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@localhost>")
    assert DBTaskResult.objects.filter(task_path="tequio.mail.tasks.deliver").count() == 1


def test_what_rolls_back_sends_nothing(town: Town) -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not OutgoingMessage.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_same_fact_is_told_once(town: Town) -> None:
    first = send(dedup_key="sesion-1:ana")
    assert send(dedup_key="sesion-1:ana", subject="Con otras palabras") == first
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize("line_break", LINE_BREAKS)
@pytest.mark.parametrize("field", ["to", "subject", "unsubscribe_url"])
def test_a_header_holds_one_line(town: Town, field: str, line_break: str) -> None:
    start = "ana@prueba.example" if field == "to" else "https://prueba.example/x"
    with pytest.raises(queue.HeaderError):
        send(**{field: f"{start}{line_break}Bcc: otra@prueba.example"})
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("address", ["", "ana", "ana@", "a@b.mx,c@d.mx", "ana@x.mx\t", "Ana <ana@x.mx>"])
def test_a_message_is_for_one_address(town: Town, address: str) -> None:
    with pytest.raises(ValidationError):
        send(to=address)


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.text(max_size=80))
def test_whatever_the_subject_the_message_has_one_recipient_and_no_header_of_its_own(
    town: Town, subject: str
) -> None:
    try:
        message = send(subject=subject)
    except queue.HeaderError:
        assert queue.LINE_BREAK.search(subject)
        return
    mail = _compose(message)
    assert mail.recipients() == ["ana@prueba.example"]
    headers = {name.lower() for name in mail.message()}
    assert headers == {
        "content-type", "mime-version", "subject", "from", "to", "date", "message-id", "auto-submitted",
        "x-auto-response-suppress",
    }  # fmt: skip
