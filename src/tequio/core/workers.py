"""The processes that do the jobs: their signs of life, and the jobs that one of them left half done.

A job of the queue belongs to the process that took it. When that process dies the job goes back to the queue, so every
job must bear being run again. After three deaths it is given up, since it is probably what kills them.
"""

import os
import socket
from datetime import timedelta

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tequio.core import clock
from tequio.core.models import Worker

SIGN_EVERY = timedelta(seconds=10)
SILENT_AFTER = timedelta(minutes=2)
"""A process that does nothing gives a sign every ten seconds."""
DEAD_AFTER = timedelta(minutes=30)
"""A process that is busy gives no sign; no job takes as long as this."""
MOST_DEATHS = 3
KEEP_RESULTS = timedelta(days=14)


def sign(worker_id: str, busy_with: str = "") -> None:
    """Say that this process is alive, and what it is about to do."""
    now = clock.now()
    rows = Worker.objects.filter(pk=worker_id)
    if not rows.update(seen_at=now, busy_with=busy_with[:200]):
        Worker.objects.create(
            worker_id=worker_id, host=socket.gethostname(), pid=os.getpid(), started_at=now, seen_at=now
        )


def leave(worker_id: str) -> None:
    """Say that this process ends."""
    Worker.objects.filter(pk=worker_id).delete()


def alive() -> list[Worker]:
    """The processes that may still be at work, the newest sign first."""
    since = clock.now() - DEAD_AFTER
    return [row for row in Worker.objects.filter(seen_at__gt=since).order_by("-seen_at") if not _is_gone(row)]


def is_silent(worker: Worker) -> bool:
    """Whether it should have given a sign and did not."""
    return not worker.busy_with and worker.seen_at < clock.now() - SILENT_AFTER


def take_back_abandoned() -> int:
    """Return to the queue the jobs whose process died; return how many."""
    living = {worker.worker_id for worker in alive()}
    abandoned = [
        job
        for job in DBTaskResult.objects.running()
        if not job.worker_ids or job.worker_ids[-1] not in living
    ]
    for job in abandoned:
        mine = DBTaskResult.objects.filter(
            pk=job.pk, status=TaskResultStatus.RUNNING, worker_ids=job.worker_ids
        )
        if len(job.worker_ids) < MOST_DEATHS:
            mine.update(status=TaskResultStatus.READY, started_at=None)
        else:
            mine.update(
                status=TaskResultStatus.FAILED,
                finished_at=clock.now(),
                traceback=f"{MOST_DEATHS} processes died while doing this",
            )
    return len(abandoned)


def forget_old() -> None:
    """Erase the results of finished jobs, and the processes that ended without a word."""
    now = clock.now()
    finished = Q(status=TaskResultStatus.SUCCESSFUL) | Q(status=TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(finished, finished_at__lt=now - KEEP_RESULTS).delete()
    Worker.objects.filter(seen_at__lt=now - clock.ONE_DAY).delete()


def _is_gone(worker: Worker) -> bool:
    """Of this machine we can ask. Another process with the same number as ours is one that ended before us."""
    if worker.host != socket.gethostname():
        return False
    try:
        os.kill(worker.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
