"""The job that empties the queue."""

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from tequio.mail import delivery


@task()
def deliver() -> int:
    """Send what is due, a batch at a time so that other jobs get their turn; return how many were sent."""
    sent, more = delivery.deliver_batch()
    if more:
        deliver.enqueue()
    return sent


def wake() -> None:
    """Have the queue looked at soon, in the caller's transaction. One waiting job is enough for any number of messages;
    a message that it misses is found by the next look at the clock.
    """
    waiting = DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        deliver.enqueue()
