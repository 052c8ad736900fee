"""Signs of life of the processes of jobs, and what becomes of the jobs of one that died."""

import os
import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from time_machine import Traveller

from tequio.core import workers
from tequio.core.management.commands.run_jobs import JobWorker
from tequio.core.models import ScheduledJob, Worker
from tequio.mail.tasks import deliver

pytestmark = pytest.mark.django_db
READY, RUNNING, FAILED = TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED


def taken_by(*worker_ids: str) -> DBTaskResult:
    deliver.enqueue()
    DBTaskResult.objects.update(status=RUNNING, worker_ids=list(worker_ids))
    return DBTaskResult.objects.get()


def worker_on(host: str, pid: int) -> None:
    workers.sign("otro")
    Worker.objects.update(host=host, pid=pid)


def state_after(job: DBTaskResult) -> str:
    workers.take_back_abandoned()
    job.refresh_from_db()
    return job.status


def test_the_job_of_a_living_process_is_its_own() -> None:
    workers.sign("otro")
    assert state_after(taken_by("otro")) == RUNNING


def test_the_job_of_a_process_that_nobody_knows_goes_back() -> None:
    assert state_after(taken_by("otro")) == READY


def test_the_job_of_a_process_that_died_on_this_machine_goes_back() -> None:
    job = taken_by("otro")
    worker_on(socket.gethostname(), _pid_of_nobody())
    assert state_after(job) == READY


def test_of_another_machine_only_a_long_silence_tells(clock: Traveller) -> None:
    job = taken_by("otro")
    worker_on("otra-maquina", _pid_of_nobody())
    assert state_after(job) == RUNNING
    clock.shift(workers.DEAD_AFTER + timedelta(seconds=1))
    assert state_after(job) == READY


def test_a_job_that_kills_every_process_is_given_up() -> None:
    assert state_after(taken_by("a", "b", "c")) == FAILED


def test_silence_of_an_idle_process_is_noticed_and_work_is_not_silence(clock: Traveller) -> None:
    workers.sign("ocioso")
    workers.sign("ocupado")
    workers.sign("ocupado", "tequio.mail.tasks.deliver")
    clock.shift(workers.SILENT_AFTER + timedelta(seconds=1))
    assert {worker.pk: workers.is_silent(worker) for worker in workers.alive()} == {
        "ocioso": True,
        "ocupado": False,
    }


def test_old_results_and_processes_are_forgotten(clock: Traveller) -> None:
    job = taken_by("a", "b", "c")
    state_after(job)
    deliver.enqueue()
    workers.sign("otro")
    clock.shift(workers.KEEP_RESULTS + timedelta(days=1))
    workers.forget_old()
    assert [row.status for row in DBTaskResult.objects.all()] == [READY]
    assert not Worker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_turn_does_the_queue_and_the_schedule_and_leaves_no_trace_of_itself() -> None:
    deliver.enqueue()
    call_command("run_jobs", once=True)
    assert [row.status for row in DBTaskResult.objects.all()] == [TaskResultStatus.SUCCESSFUL]
    assert ScheduledJob.objects.filter(name="mail.deliver", finished_at__isnull=False).exists()
    assert not Worker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_turn_gives_a_sign_and_returns_to_the_clock_even_if_the_queue_never_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _number in range(25):
        deliver.enqueue()
    worker = JobWorker()
    worker.turn()
    assert DBTaskResult.objects.filter(status=READY).count() == 15
    worker.turn()
    assert DBTaskResult.objects.filter(status=READY).count() == 5
    assert Worker.objects.get().pid == os.getpid()


def _pid_of_nobody() -> int:
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    return process
