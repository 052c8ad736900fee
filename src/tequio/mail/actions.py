"""What the staff can do with a message that could not be sent."""

from tequio.core import clock
from tequio.mail import tasks
from tequio.mail.models import OutgoingMessage
from tequio.mail.rules import State


def retry(message: OutgoingMessage) -> bool:
    """Put a failed message back in the queue, with five days ahead of it; False when it was not failed any more."""
    now = clock.now()
    failed = OutgoingMessage.objects.filter(pk=message.pk, state=State.FAILED)
    changed = failed.update(state=State.WAITING, created_at=now, next_try_at=now, finished_at=None, tries=0)
    if changed:
        tasks.wake()
    return bool(changed)


def retry_all() -> int:
    """The same for every failed message; return how many."""
    return sum(retry(message) for message in OutgoingMessage.objects.filter(state=State.FAILED))


def discard(message: OutgoingMessage) -> bool:
    """Give a message up and erase its words; False when it is on its way or was sent meanwhile."""
    open_ones = OutgoingMessage.objects.filter(pk=message.pk, state__in=(State.FAILED, State.WAITING))
    return bool(
        open_ones.update(state=State.DISCARDED, finished_at=clock.now(), text="", html="", headers={})
    )
