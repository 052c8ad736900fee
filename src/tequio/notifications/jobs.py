"""Jobs with a schedule of this room. The followers are told in many short transactions, each safe to repeat."""

from datetime import datetime, time, timedelta

from tequio.core.schedule import scheduled
from tequio.notifications import digests, personal_data, staff


@scheduled("notifications.digests", every=timedelta(minutes=5), atomic=False)
def send_digests(deadline: datetime) -> None:
    """The news, for whom it is time."""
    digests.send_digests()


@scheduled("notifications.calls", every=timedelta(minutes=1), atomic=False)
def tell_calls(deadline: datetime) -> None:
    """Calls to sessions, at once; to the staff first."""
    staff.tell_calls()
    digests.tell_calls()


@scheduled("notifications.staff", daily_at=time(7, 0), atomic=False)
def send_staff_digests(deadline: datetime) -> None:
    """What waits for each person on the staff."""
    staff.send_digests()


@scheduled("notifications.unconfirmed", every=timedelta(hours=1))
def erase_unconfirmed(deadline: datetime) -> None:
    """Addresses that nobody confirmed in two days."""
    personal_data.erase_unconfirmed()
