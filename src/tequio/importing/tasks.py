"""Jobs of this room."""

from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django_tasks import task

from tequio.core import clock
from tequio.importing.models import KEPT, STALE, Import, State
from tequio.importing.running import run_check, run_import

WATCH = STALE + timedelta(seconds=30)


@task()
def check_file(key: str) -> None:
    """Check the file of an import."""
    job = Import.objects.filter(key=key, state=State.CHECKING).first()
    if job:
        _watch(key)
        with translation.override(settings.LANGUAGE_CODE):
            run_check(job)


@task()
def publish_rows(key: str) -> None:
    """Publish what an import accepted."""
    job = Import.objects.filter(key=key, state=State.RUNNING).first()
    if job:
        _watch(key)
        with translation.override(settings.LANGUAGE_CODE):
            run_import(job)


@task()
def watch(key: str) -> None:
    """Take up an import whose worker was killed; as long as one works, look again later."""
    job = Import.objects.filter(key=key).first()
    if job is None or not job.is_working:
        return
    if job.is_cut_short or job.beat_at is None:
        (publish_rows if job.state == State.RUNNING else check_file).enqueue(key)
    else:
        _watch(key)


def _watch(key: str) -> None:
    watch.using(run_after=clock.now() + WATCH).enqueue(key)


def discard_old() -> int:
    """Forget the files that are 30 days old, and say how many; what was published of them stays."""
    old = Import.objects.exclude(content=b"").filter(uploaded_at__lte=clock.now() - KEPT)
    rows = list(old.exclude(state=State.RUNNING).defer("content"))
    for job in rows:
        forget(job, State.DONE if job.state == State.DONE else State.DISCARDED)
    return len(rows)


def forget(job: Import, state: State) -> None:
    """Drop the file and, unless it was published, what was noted of its rows."""
    job.content, job.state = b"", state
    job.save(update_fields=["content", "state"])
    if state == State.DISCARDED:
        job.rows.all().delete()
