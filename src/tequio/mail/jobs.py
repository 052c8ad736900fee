"""Jobs with a schedule of this room."""

from datetime import datetime, time, timedelta

from tequio.core import clock
from tequio.core.schedule import scheduled
from tequio.mail import delivery, tasks
from tequio.mail.models import OutgoingMessage
from tequio.mail.rules import KEEP_FINISHED, State


@scheduled("mail.deliver", every=timedelta(minutes=1))
def deliver_due(deadline: datetime) -> None:
    """Have the queue emptied when something waits: what failed before, what a worker left, what nobody woke up for."""
    delivery.free_abandoned()
    if OutgoingMessage.objects.due().exists():
        tasks.wake()


@scheduled("mail.forget", daily_at=time(3, 20))
def forget_finished(deadline: datetime) -> None:
    """Erase what was sent or discarded a month ago; what failed stays until somebody decides."""
    finished = OutgoingMessage.objects.filter(state__in=(State.SENT, State.DISCARDED))
    finished.filter(finished_at__lt=clock.now() - KEEP_FINISHED).delete()
