"""F17: a job with a schedule on two processes leaves one effect for each deadline, whole or killed half way."""

import random
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connections

from tequio.core import clock, schedule
from tequio.core.models import ScheduledJob, Town
from tequio.mail import queue
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DEADLINES = 100
MINUTE = timedelta(minutes=1)


class KilledError(BaseException):
    """What a ``kill -9`` looks like from inside: nothing catches it."""


@pytest.fixture(autouse=True)
def one_job(monkeypatch: pytest.MonkeyPatch, town: Town) -> Iterator[None]:
    monkeypatch.setattr(schedule, "JOBS", {})
    schedule.scheduled("test", every=MINUTE)(write)
    return


def write(deadline: datetime) -> None:
    queue.send(to="ana@prueba.example", subject="Vence", text="Vence.\n", purpose=Purpose.REMINDER)


def write_or_die(deadline: datetime) -> None:
    if random.random() < 0.3:
        raise KilledError
    write(deadline)
    if random.random() < 0.3:
        raise KilledError


def both(start: datetime, turns: int) -> None:
    """Two processes look at the clock at the same instant, once for each deadline."""
    together = threading.Barrier(2)

    def work() -> None:
        try:
            for turn in range(turns):
                together.wait(timeout=30)
                with clock.at(start + turn * MINUTE):
                    try:
                        schedule.tick()
                    except (KilledError, OperationalError):
                        continue  # a service manager starts it again
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _process in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_processes_leave_one_effect_for_each_deadline() -> None:
    both(clock.now(), DEADLINES)
    assert OutgoingMessage.objects.count() == DEADLINES


def test_killed_half_way_again_and_again_they_leave_one_effect_for_each_deadline_that_was_met() -> None:
    schedule.scheduled("test", every=MINUTE)(write_or_die)
    start = clock.now()
    both(start, DEADLINES)
    met = OutgoingMessage.objects.count()
    assert 0 < met <= DEADLINES
    schedule.scheduled("test", every=MINUTE)(write)
    with clock.at(start + (DEADLINES + 1) * MINUTE):
        schedule.tick()
        schedule.tick()
    assert OutgoingMessage.objects.count() == met + 1


def test_control_without_the_guard_a_deadline_has_two_effects(monkeypatch: pytest.MonkeyPatch) -> None:
    def move_without_asking(job: schedule.Job, row: ScheduledJob, **_taken: object) -> int:
        return ScheduledJob.objects.filter(name=row.name).update(due_at=job.after(clock.now()))

    monkeypatch.setattr(schedule, "_move", move_without_asking)
    for tries in range(1, 11):  # a race that may not happen the first time
        both(clock.now(), DEADLINES)
        if OutgoingMessage.objects.count() > tries * DEADLINES:
            return
    raise AssertionError("without its guard the schedule still had one effect for each deadline")
