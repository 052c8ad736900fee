"""F7 and F17: the mail server is down, slow, busy or cuts. Every message goes out after it recovers, once for each
recipient; none is dropped, and no page waits. Two workers at once send nothing twice; without their guard they do.
"""

import socket
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from tequio.core import clock
from tequio.core.models import Town
from tequio.mail import delivery, queue
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.mail.rules import CLAIM_LASTS, LONGEST_WAIT, State
from tests.faults.mail_server import MailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 1000
PATIENCE = 0.4  # seconds that the client waits for an answer, here


@pytest.fixture
def server(settings: Settings, town: Town) -> Iterator[MailServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, PATIENCE
    running = MailServer(port)
    running.start()
    yield running
    running.stop()


@transaction.atomic
def queued(count: int, name: str = "vecina") -> set[str]:
    messages = [
        queue.send(
            to=f"{name}{n}@prueba.example", subject="Sesión", text="Hay sesión.\n", purpose=Purpose.NOTICE
        )
        for n in range(count)
    ]
    return {message.message_id for message in messages}


def drain(after: timedelta) -> None:
    """Run the job as the clock does, a minute apart, until nothing is left or too long has passed."""
    moment = clock.now() + after
    for _minute in range(200):
        with clock.at(moment):
            more = True
            while more:
                _sent, more = delivery.deliver_batch()
        if not OutgoingMessage.objects.filter(state__in=(State.WAITING, State.SENDING)).exists():
            return
        moment += timedelta(minutes=1)


def all_once(server: MailServer, wanted: set[str]) -> bool:
    return server.times_taken() == dict.fromkeys(wanted, 1)


def test_a_thousand_messages_survive_half_an_hour_of_every_trouble(server: MailServer) -> None:
    wanted = queued(MANY)
    start = clock.now()
    troubles = ("down", "slow", "busy", "closing", "cut before", "cut after")
    for minute in range(30):
        mode = troubles[minute % len(troubles)]
        if mode == "down":
            server.stop()
        else:
            server.mode = mode
        with clock.at(start + timedelta(minutes=minute)):
            delivery.deliver_batch()
        if mode == "down":
            server.start()
    assert server.taken == []
    server.mode = "ok"
    drain(timedelta(minutes=30) + LONGEST_WAIT)
    assert all_once(server, wanted)
    assert len({address for _id, address in server.taken}) == MANY
    assert OutgoingMessage.objects.filter(state=State.SENT).count() == MANY


@pytest.mark.parametrize("mode", ["busy", "closing", "slow", "cut before", "cut after"])
def test_each_trouble_alone_loses_nothing_and_doubles_nothing(server: MailServer, mode: str) -> None:
    wanted = queued(5)
    server.mode = mode
    delivery.deliver_batch()
    assert server.taken == []
    assert not OutgoingMessage.objects.filter(state=State.FAILED).exists()
    server.mode = "ok"
    drain(LONGEST_WAIT)
    assert all_once(server, wanted)


def test_an_address_that_does_not_exist_fails_alone_and_is_told(server: MailServer) -> None:
    wanted, wrong = queued(5), queued(1, "nadie")
    server.mode = "no such person"
    drain(timedelta())
    assert all_once(server, wanted)
    failed = OutgoingMessage.objects.get(state=State.FAILED)
    assert {failed.message_id} == wrong
    assert "5.1.1 no such person" in failed.problem_detail


def test_when_the_answer_is_lost_the_message_comes_again_under_the_same_identifier(
    server: MailServer,
) -> None:
    """RFC 5321 §4.5.4: the server took it and nobody knows. At least once; mail systems tell it by its Message-ID."""
    (wanted,) = queued(1)
    server.mode = "lost answer"
    delivery.deliver_batch()
    server.mode = "ok"
    drain(LONGEST_WAIT)
    assert server.times_taken() == {wanted: 2}


def test_a_worker_that_dies_between_the_answer_and_the_database_repeats_only_that_message(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = queued(10)
    finish, calls = OutgoingMessage.finish, []

    def die_at_the_fourth(self: OutgoingMessage, **changes: object) -> bool:
        calls.append(self.message_id)
        if len(calls) == 4:
            raise SystemExit
        return finish(self, **changes)

    monkeypatch.setattr(OutgoingMessage, "finish", die_at_the_fourth)
    with pytest.raises(SystemExit):
        delivery.deliver_batch()
    drain(CLAIM_LASTS + timedelta(seconds=1))
    times = server.times_taken()
    assert set(times) == wanted
    assert {message_id for message_id, n in times.items() if n > 1} == {calls[3]}
    assert times[calls[3]] == 2


def two_workers() -> None:
    """Empty the queue from two threads that begin together."""
    begin = threading.Barrier(2)

    def work() -> None:
        begin.wait()
        try:
            more = True
            while more:
                _sent, more = delivery.deliver_batch()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)


def test_two_workers_at_once_send_nothing_twice(server: MailServer) -> None:
    wanted = queued(150)
    two_workers()
    drain(CLAIM_LASTS + LONGEST_WAIT)
    assert all_once(server, wanted)


def test_control_without_the_guard_two_workers_do_send_twice(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_without_asking(self: OutgoingMessage) -> bool:
        self.claim = uuid.uuid4()
        OutgoingMessage.objects.filter(pk=self.pk).update(
            state=State.SENDING, claim=self.claim, claimed_at=clock.now()
        )
        return True

    monkeypatch.setattr(OutgoingMessage, "try_to_claim", take_without_asking)
    wanted = queued(150)
    two_workers()
    times = server.times_taken()
    assert set(times) == wanted
    assert sum(times.values()) > len(wanted)


@pytest.mark.parametrize("mode", ["down", "slow"])
def test_no_page_waits_for_the_mail_server(server: MailServer, client: Client, mode: str) -> None:
    if mode == "down":
        server.stop()
    else:
        server.mode = mode
    client.get("/seguir/")
    started = time.monotonic()
    answer = client.post("/seguir/", {"topic": "todo", "rhythm": "daily", "email": "vecina@prueba.example"})
    assert answer.status_code == 302
    assert time.monotonic() - started < PATIENCE
    assert OutgoingMessage.objects.filter(state=State.WAITING).count() == 1
