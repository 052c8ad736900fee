"""The one place that says what time it is.

Deadlines, states that follow from dates and the register all ask here, so a test or the generator of the example
town can live on another date without touching the machine's clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended_now", default=None)


def now() -> datetime:
    """The current instant, aware."""
    return _pretended.get() or timezone.now()


def today() -> date:
    """The current date in the town's own time zone: what a legal deadline counts by."""
    return timezone.localdate(now())


def local_day(moment: datetime) -> date:
    """The town's date at *moment* (aware)."""
    return timezone.localdate(moment)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Live at *moment* (aware) inside the block; only tests and the example town's generator use it."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


ONE_DAY = timedelta(days=1)
