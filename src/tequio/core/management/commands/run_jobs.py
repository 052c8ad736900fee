"""``manage run_jobs``: one process of jobs. It runs what is due by the clock and what waits in the queue."""

import contextlib
import logging
import time
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tequio.core import schedule, workers

log = logging.getLogger(__name__)
BETWEEN_LOOKS = 1.0  # seconds
WITHOUT_DATABASE = 5.0  # seconds
AT_ONCE = 10  # jobs of the queue between two looks at the clock


class JobWorker(Worker):
    """The queue's own worker; between jobs it looks at the clock and gives a sign of life."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=AT_ONCE,
            worker_id=uuid.uuid4().hex,
            excluded_queue_names=[],
        )
        self.signed = -1e9

    def turn(self) -> None:
        """One look at everything there is to do. A signal that arrives now waits until it is done."""
        self.running_task = True
        try:
            if time.monotonic() - self.signed > workers.SIGN_EVERY.total_seconds():
                workers.sign(self.worker_id)
                workers.take_back_abandoned()
                self.signed = time.monotonic()
            schedule.tick()
        finally:
            self.running_task = False
        self._run_tasks = 0
        self.run()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one job of the queue, saying first which."""
        workers.sign(self.worker_id, db_task_result.task_path)
        super().run_task(db_task_result)
        self.signed = -1e9

    def change_name(self) -> None:
        """After the database was away: what was half done under the old name goes back to the queue."""
        self.worker_id, self.signed = uuid.uuid4().hex, -1e9


class Command(BaseCommand):
    help = "Does the jobs of the queue and those with a schedule, until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what there is to do now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = JobWorker()
        worker.configure_signals()
        try:
            while worker.running:
                self._turn(worker)
                if options["once"]:
                    return
                if worker.running:
                    time.sleep(BETWEEN_LOOKS)
        finally:
            with contextlib.suppress(DatabaseError):
                workers.leave(worker.worker_id)

    def _turn(self, worker: JobWorker) -> None:
        """A database that is away for a while does not end the process."""
        close_old_connections()
        try:
            worker.turn()
        except DatabaseError as error:
            log.warning("the database does not answer: %s", " ".join(str(error).split()))
            connections.close_all()
            worker.change_name()
            time.sleep(WITHOUT_DATABASE)
