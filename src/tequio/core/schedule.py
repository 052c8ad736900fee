"""Jobs with a schedule: what the system does by itself at its hour.

A room names them in its ``jobs.py``, which its ``apps.py`` imports at start::

    @scheduled("website.publish_due", every=timedelta(minutes=1))
    def publish_due(deadline: datetime) -> None: ...

``tick()`` runs what is due; every process of jobs calls it once a second. The deadline moves by compare-and-swap in the
same transaction as what the job writes, so two processes, or one that is killed half way, leave one effect for each
deadline. Mail is part of that effect, since a message is a row. What was missed while the machine was off runs once.

A job that works in many small transactions of its own says ``atomic=False``: it is taken for a while instead, and must
bear being run again from the start.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tequio.core import clock
from tequio.core.models import ScheduledJob

log = logging.getLogger(__name__)
TAKEN_FOR = timedelta(minutes=15)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
Effect = Callable[[datetime], object]


@dataclass(frozen=True)
class Job:
    """What to do, and when: after each period, or every day at an hour of the town."""

    name: str
    effect: Effect
    every: timedelta | None
    daily_at: time | None
    atomic: bool

    def first(self, now: datetime) -> datetime:
        """When it runs for the first time."""
        return now if self.every else self.after(now)

    def after(self, now: datetime) -> datetime:
        """The next deadline."""
        if self.every:
            return now + self.every
        assert self.daily_at  # noqa: S101 - ``scheduled`` gave one of both
        local = timezone.localtime(now)
        next_one = local.replace(
            hour=self.daily_at.hour, minute=self.daily_at.minute, second=0, microsecond=0
        )
        return next_one if next_one > local else next_one + clock.ONE_DAY


JOBS: dict[str, Job] = {}


def scheduled(
    name: str, *, every: timedelta | None = None, daily_at: time | None = None, atomic: bool = True
) -> Callable[[Effect], Effect]:
    """Register a function of the deadline to run *every* so long, or *daily_at* an hour of the town."""
    if (every is None) == (daily_at is None):
        raise TypeError(f"job {name} needs every= or daily_at=")

    def register(effect: Effect) -> Effect:
        JOBS[name] = Job(name, effect, every, daily_at, atomic)
        return effect

    return register


def tick() -> list[str]:
    """Run every job whose hour has come, and return the names of those that were run."""
    now = clock.now()
    rows = {row.name: row for row in ScheduledJob.objects.filter(name__in=JOBS)}
    new = [ScheduledJob(name=name, due_at=job.first(now)) for name, job in JOBS.items() if name not in rows]
    if new:
        ScheduledJob.objects.bulk_create(new, ignore_conflicts=True)
        rows |= {row.name: row for row in new}
    return [name for name, row in rows.items() if _is_due(JOBS[name], row, now) and _run(JOBS[name], row)]


def _is_due(job: Job, row: ScheduledJob, now: datetime) -> bool:
    # A deadline that no schedule gives comes from a clock that was wrong.
    return row.is_free(now) and (row.due_at <= now or row.due_at > job.after(now) + clock.ONE_DAY)


def _run(job: Job, row: ScheduledJob) -> bool:
    """Run it unless another process was faster; what goes wrong is noted and tried again later."""
    try:
        return (_run_whole if job.atomic else _run_in_pieces)(job, row)
    except Exception as error:
        log.exception("job %s failed", job.name)
        _note_failure(row, error)
        return True


def _run_whole(job: Job, row: ScheduledJob) -> bool:
    with transaction.atomic():
        if not _move(job, row, taken_until=row.taken_until):
            return False
        job.effect(row.due_at)
        return True


def _run_in_pieces(job: Job, row: ScheduledJob) -> bool:
    until = clock.now() + TAKEN_FOR
    mine = ScheduledJob.objects.filter(name=job.name, due_at=row.due_at, taken_until=row.taken_until)
    if not mine.update(taken_until=until):
        return False
    row.taken_until = until
    job.effect(row.due_at)
    _move(job, row, taken_until=until)
    return True


def _move(job: Job, row: ScheduledJob, *, taken_until: datetime | None) -> int:
    now = clock.now()
    rows = ScheduledJob.objects.filter(name=job.name, due_at=row.due_at, taken_until=taken_until)
    return rows.update(
        due_at=job.after(now), taken_until=None, finished_at=now, failures=0, problem="", problem_at=None
    )


def _note_failure(row: ScheduledJob, error: Exception) -> None:
    now = clock.now()
    wait = min(FIRST_WAIT * 2 ** min(row.failures, 10), LONGEST_WAIT)
    ScheduledJob.objects.filter(name=row.name, due_at=row.due_at, taken_until=row.taken_until).update(
        taken_until=now + wait,
        failures=row.failures + 1,
        problem="".join(traceback.format_exception_only(error))[-500:],
        problem_at=now,
    )


def late(grace: timedelta) -> list[ScheduledJob]:
    """The jobs that should have run, and did not, more than *grace* ago."""
    rows = ScheduledJob.objects.filter(Q(due_at__lt=clock.now() - grace), name__in=JOBS)
    return list(rows.order_by("due_at"))
